"""The chapters of the show book as data: which fields the nouns have and how they stand in rows."""

from __future__ import annotations

from producer_app.core.show import (
    Clearance,
    Contact,
    Output,
    PromisedPlace,
    RoomRole,
    Stand,
    TalentRole,
)
from producer_app.core.timebase import Millis
from producer_app.present import book_nouns as about
from producer_app.present.book_chapter import Chapter, titled
from producer_app.present.book_fields import (
    ChoiceField,
    Noun,
    ProseField,
    RecordsField,
    TickField,
    TypedField,
)
from producer_app.present.book_figures import Count, Currency, Price
from producer_app.present.book_readings import Clock, Date, Length, OfferNumber, Plain, Zone, zones
from producer_app.present.book_rules import RULES
from producer_app.present.roompage import SIGNS, price

_NOTHING = Millis(0)


def _is_exclusive(sponsor: Noun) -> bool:
    return bool(sponsor.is_exclusive)


def _is_at_time(place: Noun) -> bool:
    return place.where is Stand.AT_TIME


def _has_coupon(offer: Noun) -> bool:
    return offer.coupon is not None


CHAPTERS: tuple[Chapter, ...] = (
    Chapter(
        name="show",
        rows=(
            titled("title", "Super Night"),
            (
                TypedField(name="episode", reading=Plain()),
                TypedField(name="date", reading=Date()),
                ChoiceField(name="language", options=about.languages),
            ),
            (
                TypedField(name="on_air", reading=Clock(of_the_night=False)),
                TypedField(name="hard_out", reading=Clock()),
                TypedField(name="zone", reading=Zone(), suggest=lambda _: zones()),
            ),
            (
                TypedField(name="starts_after", reading=Plain(), share=2),
                TickField(name="keeps_length"),
            ),
            (
                TypedField(name="venue", reading=Plain(), share=2),
                TypedField(name="keep_until", reading=Date(may_be_empty=True)),
            ),
            (
                RecordsField(
                    name="contacts",
                    blank=Contact(role="", name=""),
                    columns=(
                        TypedField(name="role", reading=Plain()),
                        TypedField(name="name", reading=Plain()),
                        TypedField(name="reach", reading=Plain()),
                    ),
                ),
            ),
        ),
    ),
    Chapter(
        name="rooms",
        title="name",
        blank=about.new_room,
        detail=lambda room, _, words: (words.say(f"words.{room.role}"),),
        rows=(
            titled("name", "Shopping room"),
            (
                ChoiceField(name="role", options=about.words_of(RoomRole, "words.")),
                TypedField(name="on_air", reading=Clock(of_the_night=False)),
                TypedField(name="hard_out", reading=Clock()),
            ),
            (
                RecordsField(
                    name="outputs",
                    blank=Output(name=""),
                    columns=(
                        TypedField(name="name", reading=Plain(), share=3),
                        TypedField(name="latency", reading=Length(_NOTHING)),
                        TypedField(
                            name="zone",
                            reading=Zone(may_be_empty=True),
                            suggest=lambda _: zones(),
                            share=2,
                        ),
                    ),
                ),
            ),
            (TypedField(name="filed", reading=Plain()),),
        ),
    ),
    Chapter(
        name="blocks",
        blank=about.new_block,
        detail=about.block_detail,
        rows=(
            titled("title", "Opening"),
            (
                ChoiceField(name="room", options=about.rooms_for),
                TypedField(name="budget", reading=Length()),
            ),
        ),
    ),
    Chapter(
        name="talent",
        title="name",
        blank=about.new_person,
        detail=lambda person, _, words: (words.say(f"inspector.role_{person.role}"), person.circle),
        rows=(
            titled("name", "Jiang Heng"),
            (
                ChoiceField(name="role", options=about.words_of(TalentRole, "inspector.role_")),
                TypedField(name="circle", reading=Plain(), suggest=about.circles),
            ),
            (
                TypedField(name="arrives", reading=Clock(of_the_night=False)),
                TickField(name="has_arrived"),
            ),
            (
                ChoiceField(
                    name="clearance", options=about.words_of(Clearance, "inspector.clearance_")
                ),
                TypedField(name="transit", reading=Length()),
                TypedField(name="change", reading=Length()),
            ),
            (TypedField(name="contact", reading=Plain()),),
        ),
    ),
    Chapter(
        name="sponsors",
        title="brand",
        blank=about.new_sponsor,
        detail=about.sponsor_detail,
        remark=about.sponsor_remark,
        rows=(
            titled("brand", "Cloudberry"),
            (
                TypedField(name="category", reading=Plain(), suggest=about.categories),
                TickField(name="is_exclusive"),
            ),
            (
                TypedField(name="exclusive_from", reading=Clock(), is_used=_is_exclusive),
                TypedField(name="exclusive_to", reading=Clock(), is_used=_is_exclusive),
            ),
            (
                TypedField(name="contracted", reading=Length(_NOTHING)),
                TypedField(name="mentions", reading=Count(0)),
            ),
            (
                RecordsField(
                    name="places",
                    blank=PromisedPlace(where=Stand.FIRST_IN_BREAK),
                    columns=(
                        ChoiceField(
                            name="where", options=about.words_of(Stand, "book.stand_"), share=2
                        ),
                        TypedField(name="at", reading=Clock(), is_used=_is_at_time),
                        TypedField(name="times", reading=Count(1)),
                    ),
                ),
            ),
        ),
    ),
    Chapter(
        name="offers",
        title="product",
        blank=about.new_offer,
        detail=lambda offer, _, words: (price(offer.deal_price, offer.currency),),
        rows=(
            (
                TypedField(name="number", reading=OfferNumber()),
                TypedField(name="product", reading=Plain("Oat yogurt, 8 cups"), share=3),
                TypedField(name="product_alt", reading=Plain(), share=3),
            ),
            (
                ChoiceField(name="sponsor", options=about.sponsors_and_none),
                TypedField(name="link", reading=Plain()),
            ),
            (
                TypedField(name="currency", reading=Currency(), suggest=lambda _: tuple(SIGNS)),
                TypedField(name="list_price", reading=Price()),
                TypedField(name="deal_price", reading=Price()),
                TypedField(name="price_evidence", reading=Plain(), share=3),
            ),
            (
                TypedField(name="stock", reading=Count()),
                TypedField(name="released", reading=Count()),
                TypedField(name="stock_floor", reading=Count()),
                TypedField(name="per_user", reading=Count()),
            ),
            (
                TypedField(name="name", inside="coupon", reading=Plain(), share=2),
                TypedField(
                    name="opens_after",
                    inside="coupon",
                    reading=Length(_NOTHING),
                    is_used=_has_coupon,
                ),
                TypedField(
                    name="closes_after", inside="coupon", reading=Length(), is_used=_has_coupon
                ),
            ),
            (
                ChoiceField(name="fallback", options=about.fallbacks_and_none),
                TypedField(name="returns", reading=Plain(), suggest=about.returns_said),
            ),
            (ProseField(name="must_say"), ProseField(name="must_not_say")),
        ),
    ),
    RULES,
)
"""The book, in the order of its tabs."""
