"""The nouns of the show book: what a new one starts as, what it may refer to, how it is listed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from producer_app.core.errors import Refused
from producer_app.core.show import (
    AdRule,
    Block,
    BlockId,
    Offer,
    OfferId,
    Room,
    RoomId,
    RoomRole,
    Show,
    Sponsor,
    SponsorId,
    Stand,
    Talent,
    TalentId,
)
from producer_app.present.book_fields import Noun, Options
from producer_app.present.book_readings import free_offer_number
from producer_app.present.words import LANGUAGES, Words, both, duration


def room_name(show: Show, key: RoomId) -> str:
    room = show.by_id.get(key)
    return both(room.name, room.name_alt, " ") if isinstance(room, Room) else ""


def words_of(values: type[Any], prefix: str) -> Callable[[Show, Noun, Words], Options]:
    def options(show: Show, noun: Noun, words: Words) -> Options:
        return tuple((value, words.say(f"{prefix}{value}")) for value in values)

    return options


def rooms_for(show: Show, noun: Noun, words: Words) -> Options:
    """The rooms; for a block that has segments only its own, because segments stay in a room."""
    is_used = any(segment.block == noun.id for segment in show.segments)
    rooms = [room for room in show.rooms if not is_used or room.id == noun.room]
    return tuple((room.id, both(room.name, room.name_alt, " ")) for room in rooms)


def sponsors_and_none(show: Show, noun: Noun, words: Words) -> Options:
    brands = [(one.id, both(one.brand, one.brand_alt, " ")) for one in show.sponsors]
    return ((None, words.say("book.no_sponsor")), *brands)


def fallbacks_and_none(show: Show, noun: Noun, words: Words) -> Options:
    others = [offer for offer in show.offers if offer.id != noun.id]
    titles = [(o.id, both(o.number, both(o.product, o.product_alt, " "))) for o in others]
    return ((None, words.say("book.no_fallback")), *titles)


def languages(show: Show, noun: Noun, words: Words) -> Options:
    return tuple((language, words.say(f"book.language_{language}")) for language in LANGUAGES)


def circles(show: Show) -> tuple[str, ...]:
    return tuple(sorted({person.circle for person in show.talent if person.circle}))


def categories(show: Show) -> tuple[str, ...]:
    return tuple(sorted({sponsor.category for sponsor in show.sponsors if sponsor.category}))


def returns_said(show: Show) -> tuple[str, ...]:
    return tuple(dict.fromkeys(offer.returns for offer in show.offers if offer.returns))


def has_no_time(place: Noun) -> bool:
    return place.where is Stand.AT_TIME and place.at is None


def sponsor_detail(sponsor: Noun, show: Show, words: Words) -> tuple[str, ...]:
    return (sponsor.category, duration(sponsor.contracted or None, ""))


def sponsor_remark(sponsor: Noun, words: Words) -> str:
    if any(map(has_no_time, sponsor.places)):
        return words.say("book.place_without_time")
    ends = (sponsor.exclusive_from, sponsor.exclusive_to)
    is_half = sponsor.is_exclusive and (ends[0] is None) is not (ends[1] is None)
    is_empty = None not in ends and ends[1] <= ends[0]
    return words.say("book.exclusive_half") if is_half or is_empty else ""


def new_room(show: Show, key: str, like: Noun, words: Words) -> Room:
    return Room(id=RoomId(key), name=words.say("book.new_room"), role=RoomRole.SHOP)


def new_block(show: Show, key: str, like: Noun, words: Words) -> Block:
    return Block(id=BlockId(key), room=room_for(show, like), title=words.say("book.new_block"))


def new_person(show: Show, key: str, like: Noun, words: Words) -> Talent:
    return Talent(id=TalentId(key), name=words.say("book.new_talent"))


def new_sponsor(show: Show, key: str, like: Noun, words: Words) -> Sponsor:
    return Sponsor(id=SponsorId(key), brand=words.say("book.new_sponsor"))


def new_offer(show: Show, key: str, like: Noun, words: Words) -> Offer:
    number = free_offer_number(show)
    currency = like.currency if isinstance(like, Offer) else "CNY"
    product = words.say("book.new_offer")
    return Offer(id=OfferId(key), number=number, product=product, currency=currency)


def room_for(show: Show, like: Noun) -> RoomId:
    """The room that something new stands in; Refused where there is none."""
    if isinstance(like, Block | AdRule):
        return like.room
    if not show.rooms:
        raise Refused("room.none", "The show has no room yet: add one in Rooms first.")
    return (show.stage() or show.rooms[0]).id


def block_detail(block: Noun, show: Show, words: Words) -> tuple[str, ...]:
    count = sum(segment.block == block.id for segment in show.segments)
    return (
        room_name(show, block.room),
        words.say("book.segments", count=count),
        duration(block.budget, ""),
    )
