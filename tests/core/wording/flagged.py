"""A short list of terms, and a read in which they may stand."""

from __future__ import annotations

from typing import Any

from producer_app.core.checks import Standards
from producer_app.core.show import Cue, CueId, Department, Kind, Offer, OfferId, Segment, SegmentId
from producer_app.core.wording import Lexicon, Reason, Term
from tests.builders import a_segment

ABSOLUTE = Reason(text="Absolute", text_alt="绝对化", source="Art. 9(3)", as_of="2021-04-29")


def a_term(text: str, *forms: str, fine: tuple[str, ...] = ()) -> Term:
    return Term(text=text, reason=ABSOLUTE, forms=forms, fine=fine)


LEXICON = Lexicon(
    (
        a_term("best", "best-selling", "the very best", fine=("best regards", "do your best")),
        a_term("No. 1", "No.1", "#1"),
        a_term("第一", fine=("第一次", "第一幕")),
        a_term("已售", "已售{n}件", "{n} sold", fine=("已售罄",)),
    ),
    fine=("Best Friends biscuits",),
)

STANDARDS = Standards(lexicon=LEXICON)


def found(text: str) -> list[tuple[str, str]]:
    """The terms in a text, and what stands there."""
    return [(hit.term.text, text[hit.start : hit.end]) for hit in LEXICON.hits(text)]


# Where it is looked for


def a_read(number: str = "1", **changes: Any) -> Segment:
    return a_segment(number, **{"kind": Kind.SPONSOR_READ} | changes)


def a_cue(department: Department, **changes: Any) -> Cue:
    fields: dict[str, Any] = {"id": CueId("c"), "segment": SegmentId("s1"), "label": "LED 1"}
    return Cue(**fields | {"department": department} | changes)


def an_offer(**changes: Any) -> Offer:
    return Offer(**{"id": OfferId("o"), "number": "O1", "product": "Milk"} | changes)
