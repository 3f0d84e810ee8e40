"""What must be on record and for how long: figures and dates that the law asks for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from producer_app.core.show import Show

KEPT_YEARS = 3
"""Records of a livestream that sells are kept so long from its date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrizeCap:
    """The most that one prize of a draw may be worth, in minor units of a currency."""

    currency: str
    most: int
    source: str = ""
    as_of: str = ""


def keep_until(show: Show) -> dt.date:
    """Until when the show's records are kept: as it says, or else three years from its date."""
    return least_kept(show) if show.keep_until is None else show.keep_until


def least_kept(show: Show) -> dt.date:
    """Until when they must be kept at least; for the 29th of February until the 1st of March."""
    year, date = show.date.year + KEPT_YEARS, show.date
    if year > dt.MAXYEAR:
        return dt.date.max
    is_leap_day = (date.month, date.day) == (2, 29)
    return dt.date(year, 3, 1) if is_leap_day else date.replace(year=year)
