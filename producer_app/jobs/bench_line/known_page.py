"""What a page knows of its page: the newest revision, and what in it runs with the clock."""

from __future__ import annotations

import copy
from functools import reduce
from operator import getitem
from typing import Any

Message = dict[str, Any]


class KnownPage:
    """A page as it was told, in a snapshot and in what has changed since."""

    def __init__(self) -> None:
        self.rev = 0
        self.page: Message = {}

    def hear(self, message: Message) -> bool:
        """True when the message brought the page to another revision."""
        if message["type"] == "snap":
            self.page = copy.deepcopy(message["page"])
        elif message["type"] != "page" or message["base"] != self.rev:
            return False
        else:
            for *path, key, value in message["set"]:
                reduce(getitem, path, self.page)[key] = copy.deepcopy(value)
        self.rev = message["rev"]
        return True

    def at(self, now: int) -> Message:
        """The page as it is at that time, in milliseconds."""
        page: Message = _as_of(self.page, now)
        return page


def _as_of(told: Any, now: int) -> Any:
    match told:
        case {"runs": int(runs), **rest} if not rest:
            return now + runs
        case dict():
            return {key: _as_of(part, now) for key, part in told.items()}
        case list():
            return [_as_of(part, now) for part in told]
    return told
