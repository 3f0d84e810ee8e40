"""What the rooms' pages show, one view for each role; instants and lengths are milliseconds.

Everything is plain and JSON-able, words are the show's own in both languages, and nothing is
counted down: a page does that by itself. It must not know how a page looks or how it gets there.
"""

from producer_app.present.handoff_line import LineView, line_view
from producer_app.present.roompage.backstage import BackstagePage, backstage_page
from producer_app.present.roompage.calls import CallView, calls_of
from producer_app.present.roompage.handoffs import (
    HandoffHead,
    HandoffView,
    handoffs_of,
)
from producer_app.present.roompage.offers import BroughtOffer, CouponView, RoomOffer, room_offers
from producer_app.present.roompage.prices import SIGNS, WITHOUT_CENTS, counted, price, said, yuan_of
from producer_app.present.roompage.producers import ProducersPage, producers_page
from producer_app.present.roompage.room import RoomPage, room_page
from producer_app.present.roompage.segments import SegmentView
from producer_app.present.roompage.snapshot import (
    ROLES,
    Page,
    RoomSnapshot,
    all_pages,
    key_of,
    needs_budget,
    room_snapshot,
)

__all__ = [
    "ROLES",
    "SIGNS",
    "WITHOUT_CENTS",
    "BackstagePage",
    "BroughtOffer",
    "CallView",
    "CouponView",
    "HandoffHead",
    "HandoffView",
    "LineView",
    "Page",
    "ProducersPage",
    "RoomOffer",
    "RoomPage",
    "RoomSnapshot",
    "SegmentView",
    "all_pages",
    "backstage_page",
    "calls_of",
    "counted",
    "handoffs_of",
    "key_of",
    "line_view",
    "needs_budget",
    "price",
    "producers_page",
    "room_offers",
    "room_page",
    "room_snapshot",
    "said",
    "yuan_of",
]
