"""What a master sheet explains at its end: which letter stands for which kinds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from producer_app.core.show import Kind, Segment
from producer_app.present.cuesheet_text import Pair, Tongues


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A kind letter that the sheet uses, with the kinds it stands for."""

    letter: str
    kinds: Pair


def letter_of(kind: Kind, tongues: Tongues) -> str:
    """The letter that stands for a kind on paper."""
    return tongues.say(f"letter_{kind}").first


def letters_used(segments: Iterable[Segment], tongues: Tongues) -> tuple[Letter, ...]:
    """The kind letters of these segments, in the order of the kinds."""
    used = {segment.kind for segment in segments}
    kinds: dict[str, list[Pair]] = {}
    for kind in Kind:
        if kind in used:
            kinds.setdefault(letter_of(kind, tongues), []).append(tongues.say(f"kind.{kind}"))
    return tuple(Letter(letter=key, kinds=_together(said)) for key, said in kinds.items())


def _together(said: list[Pair]) -> Pair:
    return Pair(" / ".join(w.first for w in said), " / ".join(w.second for w in said if w.second))
