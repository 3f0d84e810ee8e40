"""What running orders from outside call the kinds of segments, in English and Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from producer_app.core.show import Kind

DEFAULT = Kind.ACT
"""The kind of a segment whose kind is not told, or told in a word that is not known."""

# fmt: off
_WORDS: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.SONG: (
            "song", "song-dance", "song and dance", "music", "vocal", "number",
            "歌曲", "歌舞", "开场歌舞", "合唱", "独唱", "对唱", "联唱", "演唱", "歌",
        ),
        Kind.DANCE: (
            "dance", "ballet", "choreography",
            "舞蹈", "舞", "芭蕾",
        ),
        Kind.SKETCH: (
            "sketch", "comedy", "play", "skit",
            "小品", "短剧", "喜剧", "情景剧",
        ),
        Kind.ACT: (
            "act", "performance", "children", "opera", "martial-arts", "martial arts", "medley",
            "acrobatics", "magic", "crosstalk", "cross-talk",
            "儿童节目", "少儿", "少儿节目", "戏曲", "京剧", "武术", "歌曲组合", "组合", "杂技",
            "魔术", "相声", "朗诵", "曲艺", "快板", "木偶", "表演", "节目",
        ),
        Kind.HOST_LINK: (
            "host link", "host", "hosts", "link", "hard", "presenter", "opening remarks",
            "closing",
            "主持", "主持人", "主持词", "串词", "串场", "串联", "主持人串场", "主持人结束语",
            "开场白", "结束语",
        ),
        Kind.VT: (
            "vt", "sot", "vtr", "video", "clip", "film", "package", "roll-in", "trailer", "vcr",
            "短片", "视频", "大片", "片花", "影片",
        ),
        Kind.REMOTE: (
            "remote", "live remote", "outside broadcast", "ob", "satellite",
            "分会场", "分会场节目", "连线", "外场",
        ),
        Kind.INTERACTION: (
            "interaction", "game", "vote", "voting", "red packet", "audience", "interview",
            "互动", "红包互动", "融媒体互动", "投票", "游戏", "采访", "访谈",
        ),
        Kind.COUNTDOWN: (
            "countdown", "count-down", "bell",
            "倒计时", "钟声", "零点",
        ),
        Kind.PITCH: (
            "pitch", "product pitch", "product",
            "讲解", "讲品", "产品", "带货", "过款", "单品",
        ),
        Kind.PLACEMENT: (
            "placement", "product placement",
            "植入", "植入广告",
        ),
        Kind.CHARITY: (
            "charity", "appeal", "charity appeal",
            "慈善", "募捐",
        ),
        Kind.NEUTRAL: (
            "neutral", "neutral frame", "black",
            "黑场", "空镜",
        ),
        Kind.SPOT: (
            "spot", "ad", "ads", "advert", "advertisement", "commercial", "tvc",
            "广告", "硬广", "商业广告",
        ),
        Kind.SPONSOR_READ: (
            "sponsor read", "read", "spoken read", "live read",
            "口播", "口播广告", "赞助口播",
        ),
        Kind.BILLBOARD: (
            "billboard", "sponsor billboard", "ident", "tag",
            "标版", "冠名标版", "贴片", "特约",
        ),
        Kind.TIME_SIGNAL: (
            "time signal", "sponsor", "sponsored time signal",
            "整点报时", "报时",
        ),
        Kind.PROMO: (
            "promo", "promotion", "tease", "teaser", "trail",
            "预告", "宣传片", "预热",
        ),
        Kind.PSA: (
            "psa", "public service announcement",
            "公益广告", "公益",
        ),
        Kind.BREAK: (
            "break", "ad break", "commercial break", "advertising break",
            "广告段", "广告时段", "休息", "中插",
        ),
        Kind.PAD: (
            "pad", "buffer", "fill", "filler", "cushion",
            "垫片", "垫", "垫播", "机动",
        ),
        Kind.SHOP_THROW: (
            "shop throw", "throw", "toss", "handoff",
            "引导", "切直播间", "直播间引导", "导流",
        ),
    }
)
# fmt: on

_SPACING = re.compile(r"[\s_\-]+")


def _plain(word: str) -> str:
    return _SPACING.sub(" ", word).strip().casefold()


_KINDS: Mapping[str, Kind] = MappingProxyType(
    {_plain(word): kind for kind, words in _WORDS.items() for word in words}
    | {_plain(kind.value): kind for kind in Kind}
)
_OPENINGS = sorted((word for word in _KINDS if not word.isascii()), key=len, reverse=True)


def kind_named(word: str) -> Kind | None:
    """The kind a word from outside means; None when it is not known."""
    return _KINDS.get(_plain(word))


def kind_by_title(title: str) -> Kind:
    """The kind that a Chinese title opens with, as in 歌曲《…》; the default where it does not."""
    opening, bracket, _ = title.partition("《")
    if not bracket:
        return DEFAULT
    plain = _plain(opening)
    return next((_KINDS[word] for word in _OPENINGS if plain.endswith(word)), DEFAULT)
