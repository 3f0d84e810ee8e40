"""Asks of the console, of a page and by voice, and the lines that they lead to."""

from __future__ import annotations

from producer_app.core.handoff import Act, Answer, Ask, Line, Verdict, Via, follow, judge
from producer_app.core.show import HandoffId
from producer_app.core.timebase import Instant

H1 = HandoffId("h1")

START = Instant(1_000_000)


def console(act: Act, *, forced: bool = False, rev: int | None = None) -> Ask:
    return Ask(act=act, by="director", is_forced=forced, rev=rev)


def page(act: Act, rev: int, *, by: str = "host", mid: str = "") -> Ask:
    return Ask(act=act, by=by, via=Via.PAGE, rev=rev, mid=mid)


def voice(act: Act, *, by: str = "director, for the host") -> Ask:
    return Ask(act=act, by=by, via=Via.VOICE)


def told(line: Line, ask: Ask, at: Instant = START) -> tuple[Line, Verdict]:
    verdict = judge(line, ask)
    return follow(line, ask, verdict, at), verdict


def after(*asks: Ask) -> Line:
    """The line after asks that must all be OK, a second apart."""
    line = Line(handoff=H1)
    for number, ask in enumerate(asks):
        line, verdict = told(line, ask, Instant(START + 1_000 * number))
        assert verdict.answer is Answer.OK, (ask, verdict)
    return line


STOOD_BY = (console(Act.STANDBY),)

READY = (*STOOD_BY, page(Act.SHOWN, 1), page(Act.READY, 1))

GONE = (*READY, console(Act.GO))

LIVE = (*GONE, page(Act.SHOWN, 2), page(Act.LIVE, 2))

RETURNED = (*LIVE, page(Act.RETURN, 2))
