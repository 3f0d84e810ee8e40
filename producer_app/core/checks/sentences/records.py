"""What findings say of records and of wording."""

from __future__ import annotations

from collections.abc import Mapping

from producer_app.core.checks.severity import Severity

_W, _N = Severity.WARNING, Severity.NOTE

SENTENCES: Mapping[str, tuple[Severity, str]] = {
    "offer.no_evidence": (
        _W,
        "Offer {offer} is sold below its list price, but nothing says what that price rests on.",
    ),
    "offer.no_returns": (_W, "Offer {offer} has no return rule: seven days, or the exception."),
    "offer.coupon_open": (
        _W,
        "The coupon “{coupon}” of offer {offer} never closes: set its window.",
    ),
    "offer.prize_cap": (
        _W,
        (
            "{handoff} draws {offer}, worth {worth} {currency}: "
            "a prize may be worth {most} at most ({source})."
        ),
    ),
    "handoff.no_deadline": (
        _W,
        "{handoff} opens a limited offer without a deadline: set how long it lasts.",
    ),
    "room.unfiled": (
        _N,
        (
            "Nothing says that the marketers of {room} are filed with the platform: "
            "enter the number, or that none asks for it."
        ),
    ),
    "room.unfiled_at": (
        _N,
        (
            "{room} opens at {time}, and nothing says that its marketers are filed with the "
            "platform: enter the number, or that none asks for it."
        ),
    ),
    "room.open_unfiled": (
        _N,
        "{room} is open, and nothing says that its marketers are filed with the platform.",
    ),
    "record.keep_until": (
        _W,
        "The records are to be kept until {date}, but must be kept until {least} at least.",
    ),
    "wording.flag": (_W, "“{term}” in {noun}, {field}: “{excerpt}”. {reason}."),
}

PARTS: Mapping[str, str] = {
    "said.in_words": "in words",
    "said.out_words": "out words",
    "said.notes": "notes",
    "said.standby_words": "standby words",
    "said.go_words": "go words",
    "said.throw_words": "throw words",
    "said.talking_points": "talking points",
    "said.abort_phrase": "abort phrase",
    "said.product": "product",
    "said.product_alt": "product, second language",
    "said.must_say": "must say",
    "said.coupon": "coupon",
    "said.returns": "return rule",
    "said.column": "column “{column}”",
}
"""Where in a noun a flagged term stands."""
