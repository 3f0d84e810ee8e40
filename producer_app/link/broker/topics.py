"""Where each thing travels on a broker: the messages are the protocol's own, unchanged.

::

    <prefix>/<show>/console                 retained: which console speaks; empty by its last will
    <prefix>/<show>/presence/<site>         retained: a site is there; empty by its last will
    <prefix>/<show>/state/<role>/<room>     retained: a page whole, some seconds old at most
    <prefix>/<show>/changes/<role>/<room>   what such a page is told in between
    <prefix>/<show>/up/<site>/<page>        what a page says
    <prefix>/<show>/down/<site>/<page>      what it is told; empty: this conversation has ended
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

FOREVER_GONE: Final = b""
"""An empty retained message takes the one before it off the broker."""

_NAME = re.compile(r"[0-9A-Za-z_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics of one show under one prefix."""

    prefix: str
    show: str

    @property
    def console(self) -> str:
        return f"{self.prefix}/{self.show}/console"

    @property
    def all_up(self) -> str:
        return f"{self.prefix}/{self.show}/up/+/+"

    @property
    def all_presence(self) -> str:
        return f"{self.prefix}/{self.show}/presence/+"

    def presence(self, site: str) -> str:
        return f"{self.prefix}/{self.show}/presence/{site}"

    def state(self, seat: str) -> str:
        """``seat`` is a role and a room: ``room/shop``."""
        return f"{self.prefix}/{self.show}/state/{seat}"

    def changes(self, seat: str) -> str:
        return f"{self.prefix}/{self.show}/changes/{seat}"

    def up(self, site: str, page: str) -> str:
        return f"{self.prefix}/{self.show}/up/{site}/{page}"

    def down(self, site: str, page: str) -> str:
        return f"{self.prefix}/{self.show}/down/{site}/{page}"

    def all_down(self, site: str) -> str:
        return f"{self.prefix}/{self.show}/down/{site}/+"

    def page_of(self, topic: str) -> tuple[str, str] | None:
        """Site and page of an ``up`` topic; None for any other."""
        kind, names = self._below(topic)
        return (names[0], names[1]) if kind == "up" and len(names) == 2 else None

    def site_of(self, topic: str) -> str | None:
        """The site of a ``presence`` topic; None for any other."""
        kind, names = self._below(topic)
        return names[0] if kind == "presence" and len(names) == 1 else None

    def below(self, site: str, topic: str) -> str | None:
        """The page of a ``down`` topic of that site; None for any other."""
        kind, names = self._below(topic)
        return names[1] if kind == "down" and len(names) == 2 and names[0] == site else None

    def _below(self, topic: str) -> tuple[str, list[str]]:
        head = f"{self.prefix}/{self.show}/"
        kind, *names = topic.removeprefix(head).split("/") if topic.startswith(head) else [""]
        return kind, names if all(_NAME.fullmatch(name) for name in names) else []


def topic_name(text: str) -> str:
    """A show's id as one level of a topic: what a topic may not hold is a dash."""
    return re.sub(r"[^0-9A-Za-z_-]", "-", text)[:64] or "show"
