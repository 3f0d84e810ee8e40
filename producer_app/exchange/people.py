"""The artists, hosts and sponsors that a running order from outside names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from producer_app.core.show import Kind, Sponsor, SponsorId, Talent, TalentId, TalentRole
from producer_app.exchange.cells import is_unknown
from producer_app.exchange.headers import Meaning
from producer_app.exchange.outside import OutsideLine

_BETWEEN_NAMES = re.compile(r"\s*[、；;|／\n]\s*|\s+/\s+")
"""What parts two names; “&” and “,” do not, since they stand inside the names of acts."""

_SOLD = frozenset({Kind.TIME_SIGNAL, Kind.BILLBOARD, Kind.SPONSOR_READ, Kind.SPOT})
_BRAND = (
    re.compile(r"[(（](?P<brand>[^()（）]+?)(?:独家|总)?(?:冠名|特约|赞助)[^()（）]*[)）]"),
    re.compile(r"^(?P<brand>[^《》()（）]+?)(?:集团|公司)?(?:拜年|贺岁|祝您|提醒)"),
    re.compile(r"(?:sponsored|presented|brought to you) by (?P<brand>[^()]+)", re.IGNORECASE),
)
_NO_BRAND = frozenset({"零点", "整点", "新年", "独家", "总", "本台", "全体"})


@dataclass
class People:
    """Everybody met so far; ids follow the order of first appearance."""

    talent: dict[str, Talent] = field(default_factory=dict)
    sponsors: dict[str, Sponsor] = field(default_factory=dict)

    def met(self, line: OutsideLine, kind: Kind) -> tuple[TalentId, ...]:
        """The ids of the artists and hosts on a line; the artists of a host link are hosts."""
        artists = TalentRole.HOST if kind is Kind.HOST_LINK else TalentRole.ARTIST
        found = [
            self._person(name, role)
            for column, role in ((Meaning.ARTIST, artists), (Meaning.HOST, TalentRole.HOST))
            for name in _BETWEEN_NAMES.split(line.text(column))
            if not is_unknown(name)
        ]
        return tuple(dict.fromkeys(found))

    def sponsor_of(self, line: OutsideLine, title: str, kind: Kind) -> SponsorId | None:
        """The sponsor that the line, or the title of sold time, names; None if neither does."""
        brand = line.text(Meaning.SPONSOR)
        if is_unknown(brand):
            brand = _brand_in(title) if kind in _SOLD else ""
        if not brand:
            return None
        sponsor_id = SponsorId(f"sp{len(self.sponsors) + 1}")
        return self.sponsors.setdefault(brand, Sponsor(id=sponsor_id, brand=brand)).id

    def _person(self, name: str, role: TalentRole) -> TalentId:
        talent_id = TalentId(f"t{len(self.talent) + 1:02d}")
        return self.talent.setdefault(name, Talent(id=talent_id, name=name, role=role)).id


def _brand_in(title: str) -> str:
    for pattern in _BRAND:
        for found in pattern.finditer(title):
            brand = found["brand"].strip()
            if brand not in _NO_BRAND:
                return brand
    return ""
