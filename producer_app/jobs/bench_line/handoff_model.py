"""A console and a room over a bad line, without sockets: the handoff's rules by themselves.

A program: it takes ranges of seeds from standard input, a JSON object a line.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeVar

from producer_app.core.handoff import (
    CONSOLE_ACTS,
    Act,
    Answer,
    Ask,
    Line,
    State,
    Verdict,
    Via,
    follow,
    judge,
    resend_every,
)
from producer_app.core.show import HandoffId
from producer_app.core.timebase import Instant

STEPS: Final = 60
REST: Final = 1_000
"""Rounds of sending again within which a line that works must come to rest."""

_BY_ROOM: Final = (Act.READY, Act.LIVE, Act.RETURN, Act.CANT)
_GONE: Final = frozenset({State.GO_SENT, State.GO_SHOWN})

_Message = TypeVar("_Message")


class Outcome(NamedTuple):
    """What became of the GOs of one trial."""

    gone: int
    doubled: int
    lost: int
    """Those that the room never knew of although they stood to the end, and whatever else the room
    and the console did not agree on."""


@dataclass(slots=True)
class Room:
    """A page as the protocol wants it: newest state wins, each GO starts the room once."""

    known: tuple[int, int, State] = (0, 0, State.ARMED)
    started: list[int] = field(default_factory=list)

    def told(self, seq: int, rev: int, state: State) -> None:
        """Hears of a state."""
        if seq < self.known[0]:
            return
        before, self.known = self.known, (seq, rev, state)
        if state in _GONE and rev > before[1]:
            self.started.append(rev)


class Trial:
    """One handoff over a line that loses and doubles messages by that chance, and reorders them."""

    def __init__(self, seed: int, loss: float) -> None:
        self.chance, self.loss = random.Random(seed), loss  # noqa: S311
        self.line, self.seq, self.now = Line(handoff=HandoffId("h1")), 0, 0
        self.room, self.gone = Room(), list[int]()
        self.down: list[tuple[int, int, State]] = []
        self.up: list[Ask] = []
        self._mids = 0

    def outcome(self, steps: int = STEPS) -> Outcome:
        """Does so many steps at random, lets the line work again, and counts."""
        for _ in range(steps):
            self.step()
        strange = set(self.room.started) - set(self.gone)
        is_at_rest = self._settle()
        is_agreed = self.room.known[1:] == (self.line.rev, self.line.state)
        is_started = self.line.state not in _GONE or self.line.rev in self.room.started
        return Outcome(
            gone=len(self.gone),
            doubled=len(self.room.started) - len(set(self.room.started)) + len(strange),
            lost=0 if is_at_rest and is_agreed and is_started else 1,
        )

    def step(self) -> None:
        """The director, the room or the line does one thing."""
        self.now += 100
        match self.chance.randrange(5):
            case 0:
                act = self.chance.choice(sorted(CONSOLE_ACTS))
                self._ask(Ask(act=act, by="director", is_forced=True, rev=self.line.rev))
            case 1 if self.down:
                self._hear_down()
            case 2 if self.up:
                self._ask(self.up.pop(0))
            case 3:
                self._mids += 1
                self._carry(self.up, self._said(self.chance.choice(_BY_ROOM), str(self._mids)))
            case 4 if resend_every(self.line) is not None:
                self._send()

    def _settle(self) -> bool:
        """The line works again: what is under way arrives, what is owed is sent until shown. True
        when it came to rest."""
        self.loss = 0.0
        for _ in range(REST):
            while self.down:
                self._hear_down()
            while self.up:
                self._ask(self.up.pop(0))
            heartbeat_shows_a_gap = self.room.known[0] < self.seq
            if resend_every(self.line) is None and not heartbeat_shows_a_gap:
                return True
            self._send()
        return False

    def _hear_down(self) -> None:
        self.room.told(*self.down.pop(0))
        self._carry(self.up, self._said(Act.SHOWN))

    def _said(self, act: Act, mid: str = "") -> Ask:
        return Ask(act=act, by="host", via=Via.PAGE, rev=self.room.known[1], mid=mid)

    def _ask(self, ask: Ask) -> Verdict:
        verdict = judge(self.line, ask)
        self.line = follow(self.line, ask, verdict, Instant(self.now))
        if verdict.answer is Answer.OK:
            self.seq += 1
            if ask.act is Act.GO:
                self.gone.append(self.line.rev)
            self._send()
        return verdict

    def _send(self) -> None:
        self._carry(self.down, (self.seq, self.line.rev, self.line.state))

    def _carry(self, queue: list[_Message], message: _Message) -> None:
        if self.chance.random() >= self.loss:
            for _ in range(2 if self.chance.random() < self.loss else 1):
                queue.insert(self.chance.randint(0, len(queue)), message)


def outcomes(seeds: range, loss: float) -> Outcome:
    """What became of all GOs of a trial for each seed."""
    return summed(Trial(seed, loss).outcome() for seed in seeds)


def summed(found: Iterable[Outcome]) -> Outcome:
    """All of them as one."""
    return Outcome(*(sum(each) for each in zip(*found, strict=True)))


def main() -> None:
    """Takes a range of seeds and a chance of loss from each line, and tells the outcome."""
    for line in sys.stdin:
        order = json.loads(line)
        found = outcomes(range(order["first"], order["end"]), order["loss"])
        sys.stdout.write(json.dumps(found._asdict()) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
