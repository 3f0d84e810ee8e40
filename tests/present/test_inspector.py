"""What the inspector shows of a segment, and what is typed into it."""

from __future__ import annotations

import pytest

from producer_app.core.edits import ChangeSegment, Edit, Put
from producer_app.core.errors import BadInput
from producer_app.core.show import (
    Cue,
    CueId,
    Department,
    Offer,
    OfferId,
    Segment,
    SegmentId,
    Show,
    SoundClip,
    TalentId,
)
from producer_app.core.timebase import Millis, WallTime
from producer_app.core.timing import plan_times, project
from producer_app.present.inspector import (
    SoundState,
    attached_sound,
    inspector_view,
    sound_failed,
    times_view,
)
from producer_app.present.segment_entry import (
    CueField,
    Line,
    column_typed,
    cue_text,
    cue_typed,
    echo,
    entry_of,
    offers_changed,
    talent_added,
    talent_removed,
    text_of,
    typed,
)
from producer_app.present.words import words
from tests.builders import (
    a_handoff,
    a_run,
    a_segment,
    a_shop_segment,
    a_show,
    an_artist,
    at,
    folded,
    gone,
    minutes,
    seconds,
)

EN = words("en")
FIRST = SegmentId("s1")
CUE = Cue(id=CueId("c1"), segment=FIRST, department=Department.VT, label="VT 3")


def new_id() -> str:
    return "fresh"


def an_evening(**changes: object) -> Show:
    li, mo = an_artist("li", name="Li Hua", name_alt="李华"), an_artist("mo")
    fields = {"talent": (li.id,), "columns": (("LED", "wall 12"),), **changes}
    offers = tuple(
        Offer(
            id=OfferId(f"o{n}"), number=f"P{n}", product=f"Tea {n}", deal_price=990, list_price=1900
        )
        for n in (1, 2)
    )
    return a_show(
        a_segment("1", minutes(4), **fields),
        a_segment("2", minutes(5), columns=(("Audio", "HH1"),)),
        a_segment("3", hard_start="20:10"),
        a_shop_segment("S1"),
        talent=(li, mo),
        offers=offers,
        handoffs=(
            a_handoff("H1", "s1", offers=(OfferId("o1"),)),
            a_handoff("H2", "s2", to_segment=SegmentId("s1")),
        ),
        cues=(CUE,),
    )


def first(show: Show) -> Segment:
    return show.segment(FIRST)


def after(show: Show, edit: Edit | None) -> Segment:
    assert edit is not None
    return first(edit.apply(show))


def type_in(line: Line, text: str, show: Show | None = None) -> Edit | None:
    show = show or an_evening()
    return typed(plan_times(show), first(show), line, text, EN, new_id)


# What is shown


def test_it_gathers_everything_that_belongs_to_the_segment() -> None:
    view = inspector_view(plan_times(an_evening()), FIRST, EN)
    assert [person.name for person in view.talent] == ["Li Hua"]
    assert [person.name for person in view.other_talent] == ["Mo"]
    assert view.cues == (CUE,)
    assert view.columns == (("LED", "wall 12"), ("Audio", ""))


def test_offers_stand_under_the_handoffs_that_leave_or_open_the_segment() -> None:
    leaving, opening = inspector_view(plan_times(an_evening()), FIRST, EN).handoffs
    assert leaving.heading == "H1  Song 1 → Shop"
    assert [(o.number, o.price) for o in leaving.offers] == [("P1", "¥9.90 (list ¥19)")]
    assert [offer.number for offer in leaving.others] == ["P2"]
    assert opening.heading == "H2  Song 2 → Shop"


def test_times_say_where_the_segment_stands_and_what_a_change_would_touch() -> None:
    show = an_evening()
    run = gone(show, a_run(show, at(show, "19:58")), at(show, "20:00:30"))
    projection = project(plan_times(show), folded(run), at(show, "20:01"))
    on_air, next_one = (times_view(projection, SegmentId(key), EN) for key in ("s1", "s2"))
    assert (on_air.planned, on_air.actual, on_air.expected) == ("20:00:00", "20:00:30", "")
    assert (on_air.drift, on_air.live) == ("0:30 late", "ON AIR: a change asks first")
    assert (next_one.expected, next_one.live) == ("20:04:30", "IN STANDBY: a change asks first")


def test_a_plan_has_no_live_segment() -> None:
    show = an_evening()
    projection = project(plan_times(show), None, at(show, "20:01"))
    assert times_view(projection, FIRST, EN).live == ""


def test_a_clip_is_named_by_its_file_with_what_the_plan_knows_of_it() -> None:
    clip = SoundClip(path="clips/moon.wav", length=seconds(272.3), loudness=-16.24)
    sound = attached_sound(first(an_evening(sound=clip)), EN)
    assert (sound.state, sound.name) == (SoundState.ATTACHED, "moon.wav")
    assert (sound.length, sound.loudness, sound.lead_silence) == ("4:32", "-16.2 LUFS", "")


def test_no_clip_and_a_failed_one_are_states_of_their_own() -> None:
    assert attached_sound(first(an_evening()), EN).state is SoundState.NONE
    failed = sound_failed(FIRST, "C:\\clips\\moon.mp3", "moon.mp3 needs ffmpeg.")
    assert (failed.state, failed.name) == (SoundState.FAILED, "moon.mp3")
    assert failed.sentence == "moon.mp3 needs ffmpeg."


# What is typed


@pytest.mark.parametrize("line", list(Line))
def test_what_a_line_starts_with_reads_back_as_the_same_value(line: Line) -> None:
    show = an_evening(
        shortest=seconds(200.5),
        title_alt="开场",
        longest=minutes(5),
        hard_start="20:00",
        hard_end=WallTime(20, 5),
        front_hit=WallTime(20, 1),
        back_hit=WallTime(24, 1),
        ad=seconds(5),
        in_words="And now",
        out_words="Good night",
        notes="Snow",
        location="B stage",
    )
    text = text_of(plan_times(show), first(show), line, EN)
    assert text
    assert type_in(line, text, show) is None


@pytest.mark.parametrize(
    ("line", "text", "value"),
    [
        (Line.LENGTH, "4:30", minutes(4.5)),
        (Line.LENGTH, "90", seconds(90)),
        (Line.SHORTEST, "3:30", minutes(3.5)),
        (Line.SHORTEST, "", None),
        (Line.LONGEST, "1h", minutes(60)),
        (Line.HARD_START, "8:15pm", WallTime(20, 15)),
        (Line.IN_WORDS, "  And now  ", "And now"),
        (Line.TITLE, "Moon", "Moon"),
    ],
)
def test_what_is_typed_becomes_the_segments(line: Line, text: str, value: object) -> None:
    show = an_evening(shortest=minutes(3))
    assert getattr(after(show, type_in(line, text, show)), line) == value


def test_the_echo_says_what_was_understood_and_a_sentence_what_was_not() -> None:
    show = an_evening()
    assert echo(plan_times(show), first(show), Line.LONGEST, "1h30", EN) == "= 1:30:00 (1 h 30 min)"
    assert echo(plan_times(show), first(show), Line.OUT_WORDS, "Good night", EN) == ""
    with pytest.raises(BadInput, match="soonish"):
        echo(plan_times(show), first(show), Line.SHORTEST, "soonish", EN)


@pytest.mark.parametrize(
    ("length", "text"),
    [(None, ""), (0, "0:00"), (270_000, "4:30"), (-5_000, "-0:05"), (12_500, "0:12.500")],
)
def test_a_length_stands_as_it_is_typed(length: int | None, text: str) -> None:
    assert entry_of(None if length is None else Millis(length)) == text


def test_a_department_column_is_written_changed_and_left_out_when_empty() -> None:
    show = an_evening()
    segment = first(show)
    assert after(show, column_typed(segment, "LED", " wall 9 ")).columns == (("LED", "wall 9"),)
    assert after(show, column_typed(segment, "Audio", "HH2")).columns == (
        ("LED", "wall 12"),
        ("Audio", "HH2"),
    )
    assert after(show, column_typed(segment, "LED", "")).columns == ()
    assert column_typed(segment, "Audio", "") is None


def test_somebody_known_in_either_language_is_added_once() -> None:
    show = an_evening(talent=())
    assert after(show, talent_added(show, first(show), "李华", new_id)).talent == ("li",)
    assert after(show, talent_added(show, first(show), "li hua 李华", new_id)).talent == ("li",)
    full = an_evening()
    assert talent_added(full, first(full), "Li Hua", new_id) is None


def test_a_name_that_nobody_has_becomes_new_talent() -> None:
    show = an_evening()
    edit = talent_added(show, first(show), "  Bai   Lu ", new_id)
    assert edit is not None
    changed = edit.apply(show)
    assert first(changed).talent == ("li", "fresh")
    assert [person.name for person in changed.talent][-1] == "Bai Lu"


def test_somebody_taken_out_of_a_segment_stays_in_the_show() -> None:
    show = an_evening()
    edit = talent_removed(first(show), TalentId("li"))
    assert isinstance(edit, ChangeSegment)
    assert first(edit.apply(show)).talent == ()
    assert len(edit.apply(show).talent) == 2


def test_offers_change_as_a_whole_and_only_when_they_do() -> None:
    handoff = an_evening().handoffs[0]
    assert offers_changed(handoff, handoff.offers) is None
    edit = offers_changed(handoff, (OfferId("o2"), OfferId("o1")))
    assert isinstance(edit, Put)
    assert edit.apply(an_evening()).handoffs[0].offers == ("o2", "o1")


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (CueField.OFFSET, "-0:05", -5_000),
        (CueField.OFFSET, "+10", 10_000),
        (CueField.LABEL, " VT 4 ", "VT 4"),
        (CueField.DEPARTMENT, "lighting", Department.LIGHTING),
    ],
)
def test_a_cue_is_changed_cell_by_cell(field: CueField, text: str, value: object) -> None:
    edit = cue_typed(an_evening(), CUE, field, text)
    assert isinstance(edit, Put)
    assert getattr(edit.entity, field) == value


def test_a_cue_shows_its_department_in_words() -> None:
    assert cue_text(CUE, CueField.DEPARTMENT, words("zh")) == "放像"
    assert cue_typed(an_evening(), CUE, CueField.OFFSET, cue_text(CUE, CueField.OFFSET, EN)) is None


def test_an_offset_that_is_no_offset_is_answered_with_a_sentence() -> None:
    with pytest.raises(BadInput, match="a bit"):
        cue_typed(an_evening(), CUE, CueField.OFFSET, "a bit later")
