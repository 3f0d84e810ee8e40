"""What goes wrong is said in both languages, and no sentence of the source is left out."""

from __future__ import annotations

import dataclasses
import tomllib
from enum import StrEnum
from pathlib import Path

import pytest

from producer_app.core.calling import Go, StartRun, decide
from producer_app.core.edits import Put, Remove
from producer_app.core.entry import parse_length
from producer_app.core.errors import (
    BadInput,
    EnvironmentFault,
    NeedsConfirmation,
    Phrase,
    ProducerError,
    Refused,
)
from producer_app.core.handoff import Act, State
from producer_app.core.run import RunId, RunKind
from producer_app.core.show import (
    COLLECTIONS,
    Cue,
    CueId,
    Department,
    SegmentId,
    Show,
    Standing,
    field_word,
    noun_word,
)
from producer_app.core.timebase import Instant
from producer_app.core.timing import plan_times
from producer_app.exchange.running_order import read_running_order
from producer_app.paths import resources
from producer_app.present.cell_entry import Field, echo
from producer_app.present.errors import told
from producer_app.present.words import words
from producer_app.sound.listen import listen
from producer_app.store.showfile import ShowFile
from tests.builders import STAGE, a_run, a_segment, a_show, at, folded, minutes
from tests.present.sentences import Hidden, blanks, sentences

EN, ZH = words("en"), words("zh")
SENTENCES, HIDDEN = sentences()
TEXTS = tomllib.loads((resources() / "translations" / "errors.toml").read_text(encoding="utf-8"))
NOUNS = (*COLLECTIONS, Show)
FIELDS = {place.name for noun in NOUNS for place in dataclasses.fields(noun)}
CHOICES: tuple[type[StrEnum], ...] = (Act, State, RunKind, Standing)
WORDS: dict[str, str] = {
    **{f"field.{name}": str(field_word(name)) for name in FIELDS},
    **{noun_word(noun).code: str(noun_word(noun)) for noun in COLLECTIONS},
    **{f"{kind.__name__.lower()}.{one}": str(one) for kind in CHOICES for one in kind},
}
"""The words inside sentences whose codes are put together from names."""


def the_refusal(show: Show, call: object) -> ProducerError:
    with pytest.raises(ProducerError) as refusal:
        decide(show, None, call, Instant(0))  # type: ignore[arg-type]
    return refusal.value


@pytest.mark.parametrize("said", SENTENCES, ids=lambda said: f"{said.code} {said.where}")
def test_every_sentence_of_the_source_is_in_the_catalogue(said) -> None:  # type: ignore[no-untyped-def]
    assert TEXTS[said.code]["en"] == said.text


@pytest.mark.parametrize("said", SENTENCES, ids=lambda said: f"{said.code} {said.where}")
def test_every_sentence_is_given_just_the_values_it_asks_for(said) -> None:  # type: ignore[no-untyped-def]
    if said.values is not None:
        assert said.values == blanks(said.text)


def test_the_catalogue_has_no_sentence_that_nobody_says() -> None:
    assert set(TEXTS) == {said.code for said in SENTENCES} | set(WORDS) | {"joint"}


@pytest.mark.parametrize(("code", "word"), sorted(WORDS.items()))
def test_a_word_inside_a_sentence_is_in_the_catalogue(code: str, word: str) -> None:
    assert TEXTS[code]["en"] == word


def test_codes_are_put_together_only_where_their_texts_are_known() -> None:
    assert {
        Hidden("core/errors.py", "code"),
        Hidden("core/show/evening.py", "f'field.{name}'"),
        Hidden("core/show/evening.py", "f\"noun.{word.replace(' ', '_')}\""),
        Hidden("exchange/place.py", "code"),
        Hidden("present/errors.py", "f'{name}.{value}'"),
        Hidden("store/faults.py", "fault.code"),
    } == HIDDEN


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_codes_are_an_area_and_what_happened_there(code: str) -> None:
    if code != "joint":
        area, what = code.split(".")
        assert (area + what).replace("_", "").isalnum()
        assert code == code.lower()


@pytest.mark.parametrize("code", [code for code in TEXTS if TEXTS[code]["en"].endswith((".", "?"))])
def test_a_chinese_sentence_ends_like_one_and_has_no_western_comma(code: str) -> None:
    chinese = TEXTS[code]["zh"]
    assert chinese.endswith(("。", "？"))
    assert ", " not in chinese
    assert "; " not in chinese


def test_a_refused_go_is_told_in_chinese() -> None:
    show = a_show(a_segment("1", minutes(5), title="Moonrise"))
    started = decide(
        show,
        None,
        StartRun(run=RunId("r"), kind=RunKind.SHOW, number=1, epoch=1),
        Instant(0),
    )
    assert started
    refusal = the_refusal(show, Go(room=STAGE, expects=SegmentId("s1")))
    assert told(refusal, ZH) == "现在没有进行中的场次：请先开始彩排或正式开播。"
    assert told(refusal, EN) == str(refusal)


def test_a_standing_and_the_kind_of_a_run_are_words_of_the_language() -> None:
    floated = Refused(
        "standby.standing",
        "{number} is {standing}: bring it back first.",
        number="A3",
        standing=Standing.FLOATED,
    )
    assert str(floated) == told(floated, EN) == "A3 is floated: bring it back first."
    assert told(floated, ZH) == "A3 已暂缓：请先恢复。"
    running = Refused("run.running", "A {kind} is running: end it first.", kind=RunKind.REHEARSAL)
    assert told(running, ZH) == "彩排正在进行：请先结束。"


def test_several_values_are_joined_as_the_language_does() -> None:
    show = a_show(a_segment("1", minutes(5)))
    with pytest.raises(BadInput) as refusal:
        echo(plan_times(show), show.segments[0], Field.KIND, "探戈", ZH)
    assert told(refusal.value, ZH) == "“探戈”不是一种类型；请写成：歌曲、舞蹈、小品、节目。"


def test_what_is_still_used_is_told_with_the_word_for_its_noun() -> None:
    cue = Cue(id=CueId("lx"), segment=SegmentId("s1"), department=Department.LIGHTING, label="LX 1")
    show = Put(entity=cue).apply(a_show(a_segment("1", minutes(5))))
    with pytest.raises(Refused) as refusal:
        Remove(id=STAGE).apply(show)
    assert told(refusal.value, EN) == "It is still used by segment 1: change that first."
    assert told(refusal.value, ZH) == "节目 1 还在用它：请先改那里。"


def test_a_length_that_is_none_is_told_in_chinese_with_what_was_typed() -> None:
    with pytest.raises(BadInput) as refusal:
        parse_length("soon")
    assert told(refusal.value, ZH) == "“soon”不是时长；请写成 4:30、90（秒）或 1h30。"


def test_a_fault_in_a_table_names_the_place_in_chinese(tmp_path: Path) -> None:
    order = tmp_path / "order.csv"
    order.write_text("节目,时长\n开场,晚点\n", encoding="utf-8")
    with pytest.raises(BadInput) as refusal:
        read_running_order(order, date=a_show().date, zone="Asia/Shanghai")
    assert told(refusal.value, ZH).startswith("order.csv 第 2 行“时长”栏：“晚点”不是时长；")
    assert told(refusal.value, EN) == str(refusal.value)


def test_a_show_file_that_is_none_is_told_with_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "night.show"
    path.write_bytes(b"")
    with pytest.raises(BadInput) as refusal:
        ShowFile.open(path)
    assert told(refusal.value, ZH) == (
        "night.show 不是演出文件（文件是空的）。请打开 .show 文件，或从表格导入串联单。"
    )


def test_a_clip_that_is_missing_is_told_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        listen(tmp_path / "moon.wav", 10)
    assert told(refusal.value, ZH) == "找不到音频“moon.wav”：被移动或改名了。请重新选择。"


def test_a_fault_within_a_fault_is_told_in_the_same_language() -> None:
    inner = Phrase(
        "store.damaged",
        "{file} is damaged ({what}); it was left as it is. Open a copy of it from before.",
        file="a.show",
        what=Phrase("store.not_utf8", "text that is not UTF-8"),
    )
    outer = BadInput(
        "store.has_copy",
        "{fault} A copy from its last opening is {copy}; open that one.",
        fault=inner,
        copy="b.show",
    )
    assert told(outer, ZH) == (
        "a.show 已损坏（文字不是 UTF-8），文件未动。请打开之前的副本。"
        "上次打开时的副本在 b.show，请打开它。"
    )


def test_a_code_that_is_not_in_the_catalogue_is_told_in_its_own_words() -> None:
    new = EnvironmentFault("moon.eclipse", "The moon is gone for {time}.", time="0:08")
    assert told(new, ZH) == "The moon is gone for 0:08."


def test_a_sentence_whose_value_is_missing_is_told_in_its_own_words() -> None:
    short = Refused("go.moved", "Look, then GO again.")
    assert told(short, ZH) == "Look, then GO again."


def test_braces_in_what_was_typed_stay_as_they_are() -> None:
    with pytest.raises(BadInput) as refusal:
        parse_length("{text} {0}")
    assert told(refusal.value, ZH).startswith("“{text} {0}”不是时长")


def test_a_refusal_about_the_second_day_names_it() -> None:
    show = a_show(a_segment("2", hard_start="34:00", is_opening=True))
    run = folded(a_run(show, at(show, "19:58")))
    with pytest.raises(NeedsConfirmation) as asked:
        decide(show, run, Go(room=STAGE, expects=show.segments[0].id), at(show, "20:00"))
    assert "10:00:00 (day 2)" in told(asked.value, EN)
    assert "第 2 天 10:00:00" in told(asked.value, ZH)
