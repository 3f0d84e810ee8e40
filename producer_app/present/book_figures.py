"""How the figures of the show book are typed: counts, shares, prices and their currencies."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from producer_app.core.entry.plain import plain, shown
from producer_app.core.errors import BadInput
from producer_app.present.book_fields import Place
from producer_app.present.roompage import SIGNS, WITHOUT_CENTS, price
from producer_app.present.words import Words

_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,9}(?:\.\d{1,2})?")
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d)?)\s*%?")
_PERMILLE = re.compile(r"(\d{1,4})\s*‰")
_COUNT = re.compile(r"\d{1,12}")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_CODE = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number; what is left empty is ``empty``, and is shown as nothing."""

    empty: int | None = None

    def text(self, place: Place) -> str:
        return "" if place.present == self.empty else str(place.present)

    def value(self, text: str, place: Place) -> int | None:
        said = plain(text).upper()
        if not said:
            return self.empty
        if _THOUSANDS.fullmatch(said):
            said = said.replace(",", "")
        if not _COUNT.fullmatch(said):
            raise BadInput(
                "count.text", "“{text}” is not a count; write it like 1200.", text=shown(text)
            )
        return int(said)

    def echo(self, value: int | None, place: Place, words: Words) -> str:
        return "" if value is None or value < 1_000 else f"{value:,}"


@dataclass(frozen=True, slots=True)
class Percent:
    """A share as ``5``, ``5 %``, ``2.5`` or ``25‰``; kept in thousandths."""

    def text(self, place: Place) -> str:
        return "" if place.present is None else f"{place.present / 10:g} %"

    def value(self, text: str, place: Place) -> int | None:
        said = plain(text).upper()
        if not said:
            return None
        permille, percent = _PERMILLE.fullmatch(said), _PERCENT.fullmatch(said)
        if permille is not None:
            return int(permille[1])
        if percent is None:
            raise BadInput(
                "percent.text", "“{text}” is not a share; write it like 5 %.", text=shown(text)
            )
        return int(Decimal(percent[1]) * 10)

    def echo(self, value: int | None, place: Place, words: Words) -> str:
        return "" if value is None else words.say("book.understood_share", share=f"{value / 10:g}")


@dataclass(frozen=True, slots=True)
class Price:
    """An amount in the offer's currency, ``99.50`` or ``¥99.50``; kept in minor units."""

    def text(self, place: Place) -> str:
        if place.present is None:
            return ""
        if place.noun.currency in WITHOUT_CENTS:
            return str(place.present)
        whole, cents = divmod(place.present, 100)
        return f"{whole}.{cents:02d}"

    def value(self, text: str, place: Place) -> int | None:
        said = plain(text).upper()
        if not said:
            return None
        currency = place.noun.currency
        for mark in (currency, *_marks(currency)):
            said = said.removeprefix(mark.upper()).removesuffix(mark.upper()).strip()
        if not _AMOUNT.fullmatch(said):
            raise BadInput(
                "price.text",
                "“{text}” is not a price in {currency}; write it like 99.50.",
                text=shown(text),
                currency=currency,
            )
        amount = Decimal(said.replace(",", ""))
        minor = amount if currency in WITHOUT_CENTS else amount * 100
        return int(minor.to_integral_value(ROUND_HALF_UP))

    def echo(self, value: int | None, place: Place, words: Words) -> str:
        return price(value, place.noun.currency)


@dataclass(frozen=True, slots=True)
class Currency:
    """Three letters: CNY, USD."""

    def text(self, place: Place) -> str:
        return str(place.present)

    def value(self, text: str, place: Place) -> str:
        said = plain(text).upper()
        if not _CODE.fullmatch(said):
            raise BadInput(
                "currency.text",
                "“{text}” is not a currency; write its three letters, like CNY.",
                text=shown(text),
            )
        return said

    def echo(self, value: str, place: Place, words: Words) -> str:
        return ""


def _marks(currency: str) -> Iterable[str]:
    return filter(None, (SIGNS.get(currency), {"CNY": "元", "JPY": "円"}.get(currency)))
