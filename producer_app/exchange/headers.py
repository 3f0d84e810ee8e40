"""The column names that running orders from outside use, in English and Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Meaning(StrEnum):
    """What a column of a running order tells about a segment."""

    NUMBER = "number"
    BLOCK = "block"
    TITLE = "title"
    TITLE_ALT = "title_alt"
    KIND = "kind"
    ARTIST = "artist"
    HOST = "host"
    START = "start"
    END = "end"
    HARD_END = "hard_end"
    LENGTH = "length"
    VENUE = "venue"
    STANDING = "standing"
    SPONSOR = "sponsor"
    PARTS = "parts"
    NOTES = "notes"


# fmt: off
NAMES: Mapping[Meaning, tuple[str, ...]] = MappingProxyType(
    {
        Meaning.NUMBER: (
            "number", "no", "nr", "num", "#", "page", "page no", "item no", "cue no", "running no",
            "序号", "编号", "号", "节目号",
        ),
        Meaning.BLOCK: ("block", "act", "part", "section", "板块", "篇章", "段落", "环节"),
        Meaning.TITLE: (
            "title", "slug", "segment", "item", "programme", "program", "song", "song title",
            "name", "track",
            "节目", "节目名称", "节目名", "名称", "标题", "曲目", "歌曲", "歌名", "内容",
        ),
        Meaning.TITLE_ALT: (
            "title alt", "english title", "title en", "chinese title", "title zh",
            "英文名称", "英文名", "英文", "中文名称", "中文名", "中文",
        ),
        Meaning.KIND: (
            "kind", "type", "category", "genre", "format", "类型", "类别", "形式", "节目类型",
        ),
        Meaning.ARTIST: (
            "artist", "artists", "talent", "performer", "performers", "performed by", "act name",
            "singer", "cast", "who",
            "演员", "表演者", "表演", "艺人", "嘉宾", "演唱", "演唱者", "演出者",
        ),
        Meaning.HOST: ("host", "hosts", "presenter", "presenters", "mc", "主持", "主持人"),
        Meaning.START: (
            "start", "start time", "starts", "begin", "time", "time in", "on air", "from",
            "开始", "开始时间", "起始时间", "起", "时间", "播出时间",
        ),
        Meaning.END: (
            "end", "end time", "ends", "finish", "time out", "to", "until",
            "结束", "结束时间", "止", "终止时间",
        ),
        Meaning.HARD_END: (
            "hard end", "hard end time", "hard out", "hard stop", "must end", "must end by",
            "硬结束", "硬结束时间", "卡点结束", "卡点结束时间", "必须结束", "必须结束时间",
        ),
        Meaning.LENGTH: (
            "length", "dur", "duration", "planned", "planned length", "trt", "running time",
            "时长", "长度", "用时", "预计时长",
        ),
        Meaning.VENUE: (
            "venue", "location", "place", "stage", "where", "地点", "场地", "舞台", "会场",
        ),
        Meaning.STANDING: ("standing", "status", "state", "状态"),
        Meaning.SPONSOR: (
            "sponsor", "brand", "sponsored by", "赞助", "赞助商", "冠名", "品牌", "客户",
        ),
        Meaning.PARTS: ("sub items", "parts", "contents", "sub titles", "子节目", "分节目"),
        Meaning.NOTES: (
            "note", "notes", "remark", "remarks", "comment", "comments", "备注", "说明",
        ),
    }
)
# fmt: on
"""The names of each meaning, the preferred one first: a file with both a ``title`` and a ``song``
column is titled by ``title``."""

_MEANINGS = {name: meaning for meaning, names in NAMES.items() for name in names}
_IN_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")
_CALLED_HARD = re.compile(r"[(（\[【][^)）\]】]*(\bhard\b|硬|卡点)", re.IGNORECASE)
_SPACING = re.compile(r"[\s_\-.:：]+")


def meaning_of(header: str) -> Meaning | None:
    """What a column of that name tells; None for a name nobody knows."""
    found = next((_MEANINGS[n] for n in _plain_names(header) if n in _MEANINGS), None)
    is_hard_end = found is Meaning.END and _CALLED_HARD.search(header) is not None
    return Meaning.HARD_END if is_hard_end else found


def preference(header: str) -> int:
    """How far down its meaning's names a header stands; lower is better; only for known names."""
    name = next(name for name in _plain_names(header) if name in _MEANINGS)
    return NAMES[_MEANINGS[name]].index(name)


def _plain_names(header: str) -> tuple[str, ...]:
    """A header and the halves of a bilingual one, without brackets, case and punctuation."""
    bare = _IN_BRACKETS.sub(" ", header)
    parts = (bare, *re.split(r"[/／|｜\n]", bare))
    return tuple(_SPACING.sub(" ", part).strip().casefold() for part in parts)
