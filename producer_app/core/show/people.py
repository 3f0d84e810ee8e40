"""Who is in a show and what they bring: talent, sponsors and their offers."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.show.kinds import Clearance, OfferId, SponsorId, Stand, TalentId, TalentRole
from producer_app.core.timebase import Millis, WallTime


@dataclass(frozen=True, slots=True, kw_only=True)
class Talent:
    id: TalentId
    name: str
    name_alt: str = ""
    role: TalentRole = TalentRole.ARTIST
    circle: str = ""
    """The audience circle that comes for them: idols, national singers, rock veterans…"""
    arrives: WallTime | None = None
    has_arrived: bool = False
    clearance: Clearance = Clearance.NONE
    transit: Millis | None = None
    """Walking time between rooms; None when nobody has walked it."""
    change: Millis | None = None
    """Time they need between two of their numbers: costume, microphone; None when none is known."""
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedPlace:
    """A place in the evening that a sponsor was promised, so many times."""

    where: Stand
    at: WallTime | None = None
    """For a place at a time: the time signal at midnight."""
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Sponsor:
    id: SponsorId
    brand: str
    brand_alt: str = ""
    category: str = ""
    is_exclusive: bool = False
    contracted: Millis = Millis(0)
    mentions: int = 0
    exclusive_from: WallTime | None = None
    """With ``exclusive_to`` the window in which no rival may advertise; None: the whole evening."""
    exclusive_to: WallTime | None = None
    places: tuple[PromisedPlace, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coupon:
    """A coupon's face and window; the window opens and closes after the handoff's real GO."""

    name: str
    opens_after: Millis = Millis(0)
    closes_after: Millis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    id: OfferId
    number: str
    product: str
    product_alt: str = ""
    sponsor: SponsorId | None = None
    link: str = ""
    currency: str = "CNY"
    list_price: int | None = None
    """In minor units (cents, fen)."""
    deal_price: int | None = None
    price_evidence: str = ""
    stock: int | None = None
    released: int | None = None
    stock_floor: int | None = None
    per_user: int | None = None
    coupon: Coupon | None = None
    fallback: OfferId | None = None
    returns: str = ""
    """The return rule as the host says it: seven days without a reason, or the exception."""
    must_say: str = ""
    must_not_say: str = ""
