"""Where every handoff stands, as far as the console has told, and what of it pages have to know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from producer_app.core.handoff import State
from producer_app.link.protocol import Shown
from producer_app.present.handoff_line import LineView

_SHOWN = frozenset({State.STANDBY_SHOWN.value, State.GO_SHOWN.value})


class Lines:
    """The newest line of each handoff; newest wins, however late another comes."""

    def __init__(self) -> None:
        self._newest: dict[str, LineView] = {}
        self._heard: set[tuple[str, int, int]] = set()
        """Handoff, epoch and rev of what some page has shown."""

    def __iter__(self) -> Iterator[LineView]:
        return iter(self._newest.values())

    def get(self, handoff: str) -> LineView | None:
        return self._newest.get(handoff)

    def forget(self) -> None:
        """Another show begins, or none has begun."""
        self._newest.clear()
        self._heard.clear()

    def adopt(self, lines: Iterable[LineView]) -> list[LineView]:
        """Takes these for all there are, and returns what is news to pages."""
        known = self._newest
        self._newest = {
            line.handoff: max(line, known.get(line.handoff, line), key=_age) for line in lines
        }
        return [line for line in self if _is_news(known.get(line.handoff), line)]

    def move(self, line: LineView) -> bool:
        """Takes one handoff's state unless a newer one is known; True where it is news to pages."""
        before = self._newest.get(line.handoff)
        if before is not None and _age(line) < _age(before):
            return False
        self._newest[line.handoff] = line
        return before is None or not _is_echo(before, line)

    def unshown(self) -> list[LineView]:
        """Those that are sent again until a page has shown them."""
        return [line for line in self if line.resend is not None]

    def hear_shown(self, shown: Shown) -> bool:
        """Notes what a page has painted; True when no page had said so before."""
        first = (shown.handoff, shown.epoch, shown.rev)
        is_news = first not in self._heard
        self._heard.add(first)
        return is_news


def _age(line: LineView) -> tuple[int, int]:
    return (line.epoch, line.seq)


def _is_news(before: LineView | None, line: LineView) -> bool:
    """True where a page that knows the one has to be told the other."""
    if before is None:
        return True
    return replace(line, seq=before.seq) != before and not _is_echo(before, line)


def _is_echo(before: LineView, line: LineView) -> bool:
    """True where all that is new is that some page has shown it: no page needs to be told."""
    as_before = replace(
        line, seq=before.seq, state=before.state, resend=before.resend, since=before.since
    )
    return as_before == before and line.state in _SHOWN
