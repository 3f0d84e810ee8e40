"""The chapters of the show book as data: which fields the nouns have and how they stand in rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from producer_app.core.show import (
    Clearance,
    Contact,
    Entity,
    Kind,
    Method,
    Output,
    RoomRole,
    Show,
    TalentRole,
)
from producer_app.core.timebase import Millis
from producer_app.present import book_nouns as about
from producer_app.present.book_fields import (
    ChoiceField,
    Field,
    Noun,
    ProseField,
    RecordsField,
    TickField,
    TicksField,
    TypedField,
)
from producer_app.present.book_readings import (
    Clock,
    Count,
    Currency,
    Date,
    Length,
    OfferNumber,
    Percent,
    Plain,
    Price,
    Zone,
    zones,
)
from producer_app.present.roompage import SIGNS, price
from producer_app.present.words import Words, duration

_NOTHING = Millis(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One tab. ``name`` is its collection in the show; the show's own chapter has no list.

    ``blank`` makes a new noun, in the room and manner of the one that was chosen; ``title`` is
    the field that a copy is told apart by; ``remark`` is what to know of a noun as it stands.
    """

    name: str
    rows: tuple[tuple[Field, ...], ...]
    title: str = "title"
    blank: Callable[[Show, str, Noun, Words], Entity] | None = None
    detail: Callable[[Noun, Show, Words], tuple[str, ...]] = lambda *_: ()
    remark: Callable[[Noun, Words], str] = lambda *_: ""

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field, in order."""
        return tuple(field for row in self.rows for field in row)


def _title(name: str, example: str) -> tuple[Field, ...]:
    """A name in both languages; the first must be there."""
    return (
        TypedField(name=name, reading=Plain(example=example)),
        TypedField(name=f"{name}_alt", reading=Plain()),
    )


def _in(*methods: Method) -> Callable[[Noun], bool]:
    return lambda rule: rule.method in methods


def _has_coupon(offer: Noun) -> bool:
    return offer.coupon is not None


_TIMED = (Method.CLOCK_HOUR, Method.FIXED_WINDOW, Method.ROLLING_WINDOW)

CHAPTERS: tuple[Chapter, ...] = (
    Chapter(
        name="show",
        rows=(
            _title("title", "Super Night"),
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
            (TypedField(name="venue", reading=Plain()),),
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
            _title("name", "Shopping room"),
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
                    ),
                ),
            ),
        ),
    ),
    Chapter(
        name="blocks",
        blank=about.new_block,
        detail=about.block_detail,
        rows=(
            _title("title", "Opening"),
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
            _title("name", "Jiang Heng"),
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
        detail=lambda sponsor, _, words: (
            sponsor.category,
            duration(sponsor.contracted or None, ""),
        ),
        rows=(
            _title("brand", "Cloudberry"),
            (
                TypedField(name="category", reading=Plain(), suggest=about.categories),
                TickField(name="is_exclusive"),
            ),
            (
                TypedField(name="contracted", reading=Length(_NOTHING)),
                TypedField(name="mentions", reading=Count(0)),
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
            (ChoiceField(name="fallback", options=about.fallbacks_and_none),),
            (ProseField(name="must_say"), ProseField(name="must_not_say")),
        ),
    ),
    Chapter(
        name="ad_rules",
        blank=about.new_rule,
        detail=about.rule_detail,
        remark=about.rule_remark,
        rows=(
            _title("title", "Pure stage"),
            (
                ChoiceField(name="room", options=about.rooms_for),
                ChoiceField(name="method", options=about.words_of(Method, "book.method_")),
            ),
            (
                TypedField(
                    name="limit_permille", reading=Percent(), is_used=_in(Method.SHOW_RATIO)
                ),
                TypedField(name="limit", reading=Length(), is_used=_in(*_TIMED)),
                TypedField(
                    name="window_length", reading=Length(), is_used=_in(Method.ROLLING_WINDOW)
                ),
            ),
            (
                TypedField(name="window_from", reading=Clock(), is_used=_in(Method.FIXED_WINDOW)),
                TypedField(name="window_to", reading=Clock(), is_used=_in(Method.FIXED_WINDOW)),
                TypedField(
                    name="used_elsewhere",
                    reading=Length(_NOTHING),
                    is_used=_in(Method.FIXED_WINDOW, Method.CLOCK_HOUR),
                ),
            ),
            (TicksField(name="counts", options=about.words_of(Kind, "kind.")),),
            (
                TypedField(name="source", reading=Plain(), share=3),
                TypedField(name="as_of", reading=Plain()),
            ),
        ),
    ),
)
"""The book, in the order of its tabs."""
