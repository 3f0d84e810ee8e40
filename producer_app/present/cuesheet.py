"""Every sheet of paper as values: one kind of sheet is one view model and one template.

It knows neither paper nor typesetting; a new sheet is a new entry of ``_KINDS``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from producer_app.core.errors import Refused
from producer_app.core.revision import Mark, Revision, marks_since
from producer_app.core.show import Department, SegmentId, Show
from producer_app.core.timebase import Instant
from producer_app.core.timing import Projection, plan_times, project
from producer_app.present import (
    cuesheet_artist,
    cuesheet_backoffice,
    cuesheet_cues,
    cuesheet_rundown,
    cuesheet_shophost,
    cuesheet_stage,
    proof,
)
from producer_app.present.cuesheet_artist import ArtistSheet, artist_sheet
from producer_app.present.cuesheet_backoffice import BackOfficeSheet, back_office_sheet
from producer_app.present.cuesheet_cues import CueSheet, cue_sheet
from producer_app.present.cuesheet_head import SheetHead, sheet_head
from producer_app.present.cuesheet_rundown import RundownSheet, rundown_sheet
from producer_app.present.cuesheet_shophost import ShopHostSheet, shop_host_sheet
from producer_app.present.cuesheet_stage import StageSheet, stage_sheet
from producer_app.present.cuesheet_text import Pair, Tongues
from producer_app.present.proof import ProofSheet, ad_proof, proof_head, sponsor_proof
from producer_app.present.words import LANGUAGES, Words
from producer_app.present.words import words as words_of

Body = (
    RundownSheet
    | StageSheet
    | CueSheet
    | ArtistSheet
    | ShopHostSheet
    | BackOfficeSheet
    | ProofSheet
)
Marks = Mapping[SegmentId, frozenset[Mark]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetView:
    """One sheet, ready to be typeset: the same view makes the same bytes."""

    kind: str
    template: str
    head: SheetHead
    labels: Mapping[str, Pair]
    """Column heads and other fixed words of the template."""
    body: Body
    printed: Instant


@dataclass(frozen=True, slots=True)
class _Order:
    """What a body is made from."""

    projection: Projection
    tongues: Tongues
    issued: Revision | None
    marks: Marks
    aired: Projection | None
    before: Projection | None


@dataclass(frozen=True, slots=True)
class _Kind:
    template: str
    labels: tuple[str, ...]
    body: Callable[[_Order], Body]
    is_proof: bool = False
    """It is about a run, not about the plan."""


def _rundown(order: _Order) -> Body:
    return rundown_sheet(order.projection, order.tongues, issued=order.issued, marks=order.marks)


def _stage(order: _Order) -> Body:
    return stage_sheet(order.projection, order.tongues, order.marks)


def _lighting(order: _Order) -> Body:
    return cue_sheet(order.projection, Department.LIGHTING, order.tongues, order.marks)


def _artist(order: _Order) -> Body:
    return artist_sheet(order.projection, order.tongues, order.marks, order.before)


def _shop_host(order: _Order) -> Body:
    return shop_host_sheet(order.projection, order.tongues, order.marks)


def _back_office(order: _Order) -> Body:
    return back_office_sheet(order.projection, order.tongues, order.marks)


def _ad_proof(order: _Order) -> Body:
    return ad_proof(order.aired, order.tongues)


def _sponsor_proof(order: _Order) -> Body:
    return sponsor_proof(order.aired, order.tongues)


_LABELS = ("without_font",)
"""What every template can say."""

_KINDS: Mapping[str, _Kind] = MappingProxyType(
    {
        "rundown": _Kind("rundown", cuesheet_rundown.LABELS, _rundown),
        "stage": _Kind("stage", cuesheet_stage.LABELS, _stage),
        "lighting": _Kind("cues", cuesheet_cues.LABELS, _lighting),
        "artist": _Kind("artist", cuesheet_artist.LABELS, _artist),
        "shop-host": _Kind("shop-host", cuesheet_shophost.LABELS, _shop_host),
        "back-office": _Kind("back-office", cuesheet_backoffice.LABELS, _back_office),
        "ad-proof": _Kind("proof", proof.LABELS, _ad_proof, is_proof=True),
        "sponsor-proof": _Kind("proof", proof.LABELS, _sponsor_proof, is_proof=True),
    }
)

SHEETS: tuple[str, ...] = tuple(_KINDS)
"""The sheets that can be printed, by the name a person gives on the command line."""

PROOFS = frozenset(name for name, kind in _KINDS.items() if kind.is_proof)
"""Those that are about a run: there is nothing on them before one."""


def sheet_view(
    kind: str,
    projection: Projection,
    words: Words,
    *,
    issued: Revision | None,
    printed: Instant,
    file_name: str,
    content_hash: str,
    marks: Marks,
    aired: Projection | None = None,
    before: Projection | None = None,
    is_bilingual: bool = True,
) -> SheetView:
    """The sheet of that kind as planned, in the language of ``words`` with the other beside it;
    a proof is of the run in ``aired``, and says what to do where there is none.

    ``issued`` is the version in force, None before the first; where the plan is no longer what was
    issued, the sheet says DRAFT. ``marks`` are the segments with a mark in the margin, ``before``
    the plan as it was issued before that. ``printed`` is the moment the foot of the page says.
    Refused for a sheet that does not exist.
    """
    if kind not in _KINDS:
        raise Refused(
            "sheet.unknown",
            "There is no sheet “{kind}”; the sheets are {sheets}.",
            kind=kind,
            sheets=SHEETS,
        )
    tongues = _tongues(words, projection.show.language, is_bilingual=is_bilingual)
    head = sheet_head(
        sheet_name(kind, tongues),
        projection.show,
        tongues,
        issued=issued,
        printed=printed,
        file_name=file_name,
        content_hash=content_hash,
        marks=marks,
    )
    found = _KINDS[kind]
    head = proof_head(head, aired, tongues) if found.is_proof else head
    return SheetView(
        kind=kind,
        template=found.template,
        head=head,
        labels=MappingProxyType({key: tongues.say(key) for key in (*found.labels, *_LABELS)}),
        body=found.body(_Order(projection, tongues, issued, marks, aired, before)),
        printed=printed,
    )


def in_force(revisions: Sequence[Revision], show: Show) -> tuple[Revision | None, Marks]:
    """The version in force and the marks in the margin: what changed since it, or, on a sheet of
    that very version, since the one before it."""
    before = _before(revisions, show)
    if before is None:
        return None, MappingProxyType({})
    return revisions[-1], marks_since(before, show)


def issued_before(revisions: Sequence[Revision], show: Show) -> Projection | None:
    """The plan as it went out with the version that the marks are against; None before the first.
    People, rooms and handoffs are those of today: an issue keeps segments."""
    before = _before(revisions, show)
    if before is None:
        return None
    rooms = {room.id for room in show.rooms}
    rows = tuple(row for row in before.rows if row.room in rooms)
    keys = {row.id for row in rows}
    handoffs = tuple(
        handoff
        for handoff in show.handoffs
        if {handoff.segment, handoff.to_segment or handoff.segment} <= keys
    )
    then = replace(show, segments=rows, handoffs=handoffs, cues=())
    return project(plan_times(then), None, before.issued)


def _before(revisions: Sequence[Revision], show: Show) -> Revision | None:
    """What a sheet is compared with: the newest version, or on a sheet of that very version the one
    before it, if there is one; None before the first."""
    if not revisions:
        return None
    is_draft = revisions[-1].rows != show.segments
    return revisions[-1] if is_draft or len(revisions) == 1 else revisions[-2]


def sheet_name(kind: str, tongues: Tongues) -> Pair:
    """What a sheet is called."""
    return tongues.say(f"name_{kind}")


def _tongues(words: Words, show_language: str, *, is_bilingual: bool) -> Tongues:
    other = next(language for language in LANGUAGES if language != words.language)
    return Tongues(words, words_of(other) if is_bilingual else None, show_language)
