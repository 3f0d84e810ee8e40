"""What went wrong, in the language of the window; the errors themselves speak English."""

from __future__ import annotations

import string
from enum import StrEnum

from producer_app.core.errors import Phrase, ProducerError
from producer_app.core.timebase import WallTime
from producer_app.present.words import Words, by_day


def told(said: ProducerError | Phrase, words: Words) -> str:
    """The sentence of that code in the language of ``words``, filled from its params; its own
    English where there is no such text, or where the text asks for a value it does not carry."""
    phrase = said.phrase if isinstance(said, ProducerError) else said
    try:
        values = {name: _value(value, words) for name, value in phrase.params.items()}
        return string.Formatter().vformat(words.say(f"errors.{phrase.code}"), (), values)
    except KeyError:
        return str(phrase)


def _value(value: object, words: Words) -> str:
    match value:
        case ProducerError() | Phrase():
            return told(value, words)
        case WallTime():
            return by_day(value, words)
        case tuple() | list():
            return words.say("errors.joint").join(_value(one, words) for one in value)
        case StrEnum():
            name = type(value).__name__.lower()
            return told(Phrase(f"{name}.{value}", str(value)), words)
    return str(value)
