"""What nobody at this desk did: the machine's clock was set, the show file was moved, a room has
sold out. Said once."""

from __future__ import annotations

import logging

from producer_app.core.handoff import Via
from producer_app.core.run import OfferActed
from producer_app.core.timebase import SECOND, Millis
from producer_app.present.handoff_offers import offer_news
from producer_app.present.words import Words, duration
from producer_app.session.announcing import RunChanged
from producer_app.session.session import Session
from producer_app.ui.notice.bar import NoticeBar

log = logging.getLogger(__name__)

NOTICED = Millis(SECOND)
"""A step of the machine's clock is spoken of from here on."""


class Watch:
    """Looks at each tick, and says in the notice bar what has changed."""

    def __init__(self, session: Session, words: Words, notice: NoticeBar) -> None:
        self._session = session
        self._words = words
        self._notice = notice
        self._told_step = 0
        self._was_in_place = True

    def look(self) -> None:
        """Say what has changed since the last look."""
        self._look_at_clock(self._session.clock.step())
        self._look_at_file(is_in_place=self._session.disk.is_in_place)

    def hear(self, changed: RunChanged) -> None:
        """Say what a room did that the director should know."""
        run = self._session.run
        acts = [event for event in changed.events if isinstance(event, OfferActed)]
        for event in acts:
            if run is not None and event.via is not Via.CONSOLE:
                news = offer_news(event, self._session.show, run, self._words)
                if news:
                    self._notice.say(news, "warning")

    def _look_at_clock(self, step: int) -> None:
        if abs(step - self._told_step) < NOTICED:
            return
        self._told_step = step
        if abs(step) < NOTICED:
            return
        key = "window.clock_ahead" if step > 0 else "window.clock_back"
        log.warning("The machine's clock is %d ms away from show time.", step)
        self._notice.say(self._words.say(key, time=duration(abs(step))), "warning")

    def _look_at_file(self, *, is_in_place: bool) -> None:
        if self._was_in_place and not is_in_place:
            log.error("%s was moved, deleted or replaced.", self._session.path)
            text = self._words.say("window.file_moved", file=self._session.path)
            self._notice.say(text, "error")
        self._was_in_place = is_in_place
