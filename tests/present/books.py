"""A show to keep a book of, and its fields by tab and label."""

from __future__ import annotations

from typing import Any

from producer_app.core.show import (
    Offer,
    OfferId,
    Show,
)
from producer_app.exchange.samples import read_sample
from producer_app.present.book import chapter, nouns
from producer_app.present.book_fields import (
    echo,
    typed,
    value_of,
)
from producer_app.present.words import words
from tests.builders import a_segment, a_show

EN, ZH = words("en"), words("zh")
NIGHT = read_sample("super-night")
YOGURT = Offer(id=OfferId("o1"), number="O1", product="Yogurt")
SHOW = a_show(a_segment("1"), hard_out="23:30", offers=(YOGURT,))


def field_of(tab: str, label: str) -> Any:
    return next(field for field in chapter(tab).fields if field.label == label)


def noun_of(tab: str, show: Show = SHOW) -> Any:
    return nouns(chapter(tab), show)[0]


def read(tab: str, label: str, text: str, show: Show = SHOW, noun: Any = None) -> Any:
    """What stands in that field after this text was typed."""
    field = field_of(tab, label)
    return value_of(field, typed(field, show, noun or noun_of(tab, show), text))


def said(tab: str, label: str, text: str, language: str = "en") -> str:
    return echo(field_of(tab, label), SHOW, noun_of(tab), text, words(language))


ALWAYS = {
    *("title", "title_alt", "room", "output", "method", "counts"),
    *("status", "source", "as_of", "note", "note_alt"),
}
