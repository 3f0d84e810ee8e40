"""How the values of the show book are typed: names, dates, times, lengths, zones."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import available_timezones

from producer_app.core.entry import LONGEST, parse_length, parse_time
from producer_app.core.entry.plain import plain, shown
from producer_app.core.errors import BadInput
from producer_app.core.show import Show
from producer_app.core.timebase import Millis, WallTime, zone_named
from producer_app.present.book_fields import Place
from producer_app.present.segment_entry import entry_of
from producer_app.present.time_entry import around_show
from producer_app.present.words import Words, duration, understood_in

_DATE = re.compile(r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})")
_LABEL = re.compile(r"(.*?)(\d+)")
_HOURS_OF_A_DAY = 24


@dataclass(frozen=True, slots=True)
class Plain:
    """Words as they are; ``example`` is what to write where there must be some."""

    example: str = ""

    def text(self, place: Place) -> str:
        return str(place.present or "")

    def value(self, text: str, place: Place) -> str:
        said = text.strip()
        if self.example and not said:
            raise BadInput(
                "text.needed",
                "This cannot be empty; write it like {example}.",
                example=self.example,
            )
        return said

    def echo(self, value: str, place: Place, words: Words) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Date:
    """A day: ``2026-11-10``, ``11-10`` in the year of the show, ``2026年11月10日``; none where it
    may be left empty."""

    may_be_empty: bool = False

    def text(self, place: Place) -> str:
        return "" if place.present is None else str(place.present)

    def value(self, text: str, place: Place) -> dt.date | None:
        if self.may_be_empty and not text.strip():
            return None
        match = _DATE.fullmatch(plain(text))
        if match is not None:
            year, month, day = (match[1], match[2], match[3]) if match[2] else match.groups()[3:]
            try:
                return dt.date(
                    int(year or (place.present or place.show.date).year), int(month), int(day)
                )
            except ValueError:
                pass
        raise BadInput(
            "date.text", "“{text}” is not a date; write it like 2026-11-10.", text=shown(text)
        )

    def echo(self, value: dt.date | None, place: Place, words: Words) -> str:
        if value is None:
            return ""
        weekday = words.say(f"book.weekday_{value.weekday()}")
        return words.say("book.understood_date", date=value, weekday=weekday)


@dataclass(frozen=True, slots=True)
class Clock:
    """A show-day time, or none; ``of_the_night`` reads 0:30 as the night after the show's day."""

    of_the_night: bool = True

    def text(self, place: Place) -> str:
        return "" if place.present is None else str(place.present)

    def value(self, text: str, place: Place) -> WallTime | None:
        beside = around_show(place.show, place.present, of_the_night=self.of_the_night)
        return parse_time(text, beside)

    def echo(self, value: WallTime | None, place: Place, words: Words) -> str:
        if value is None:
            return words.say("book.understood_no_time")
        days, hour = divmod(value.hour, _HOURS_OF_A_DAY)
        if not days:
            return words.say("book.understood_time", time=value)
        clock = WallTime(hour, value.minute, value.second, value.milli)
        return words.say("book.understood_night", time=value, clock=clock)


@dataclass(frozen=True, slots=True)
class Length:
    """A length, no longer than ``longest``; what is left empty is ``empty``, and is shown as
    nothing."""

    empty: Millis | None = None
    longest: Millis = LONGEST

    def text(self, place: Place) -> str:
        return "" if place.present == self.empty else entry_of(place.present)

    def value(self, text: str, place: Place) -> Millis | None:
        length = parse_length(text, place.present, longest=self.longest)
        return self.empty if length is None else length

    def echo(self, value: Millis | None, place: Place, words: Words) -> str:
        if not value:
            return ""
        inside = understood_in(words, value)
        return words.say("book.understood_length", time=duration(value), text=inside)


@dataclass(frozen=True, slots=True)
class Zone:
    """An IANA zone; a part of its name is enough where only one zone has it: ``shanghai``; none
    where it may be left empty."""

    may_be_empty: bool = False

    def text(self, place: Place) -> str:
        return str(place.present)

    def value(self, text: str, place: Place) -> str:
        said = text.strip()
        if self.may_be_empty and not said:
            return ""
        wanted = said.casefold().replace(" ", "_")
        named = [zone for zone in zones() if zone.casefold() == wanted]
        cities = [zone for zone in zones() if wanted and zone.casefold().endswith(f"/{wanted}")]
        found = named or cities
        if len(found) != 1:
            zone_named(said)
            return said
        return found[0]

    def echo(self, value: str, place: Place, words: Words) -> str:
        if not value:
            return ""
        noon = dt.datetime.combine(place.show.date, dt.time(12), tzinfo=zone_named(value))
        offset = f"{noon:%z}"
        return words.say("book.understood_zone", zone=value, offset=f"{offset[:3]}:{offset[3:5]}")


@dataclass(frozen=True, slots=True)
class OfferNumber:
    """An offer's number; no two offers have the same."""

    def text(self, place: Place) -> str:
        return str(place.present)

    def value(self, text: str, place: Place) -> str:
        said = Plain(example=free_offer_number(place.show)).value(text, place)
        for offer in place.show.offers:
            if offer.id != place.noun.id and offer.number.casefold() == said.casefold():
                raise BadInput(
                    "number.taken",
                    "{number} is already the number of “{title}”; take another, like {free}.",
                    number=offer.number,
                    title=offer.product,
                    free=free_offer_number(place.show),
                )
        return said

    def echo(self, value: str, place: Place, words: Words) -> str:
        return ""


def free_offer_number(show: Show) -> str:
    """The number behind the highest one that an offer has: O38 behind O37."""
    labels = [match for offer in show.offers if (match := _LABEL.fullmatch(offer.number))]
    last = max(labels, key=lambda label: int(label[2]), default=None)
    return "O1" if last is None else f"{last[1]}{int(last[2]) + 1}"


@lru_cache(maxsize=1)
def zones() -> tuple[str, ...]:
    """The names of all zones, in order."""
    return tuple(sorted(available_timezones()))
