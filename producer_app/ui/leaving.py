"""How a window is left: at once in the plan, after a question in a run, by a typed word on air."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from producer_app.core.run import RunKind
from producer_app.present.words import Words
from producer_app.session.session import Session
from producer_app.ui.questions import ask_word, ask_yes


class Leaving:
    """Whether the window may close, and what is to be opened afterwards."""

    def __init__(
        self, window: QWidget, words: Words, session: Session, on_leave: Callable[[], object]
    ) -> None:
        self._window = window
        self._words = words
        self._session = session
        self._on_leave = on_leave
        self._left = asyncio.Event()
        self._following: Path | None = None
        self.is_agreed = False

    async def left(self) -> Path | None:
        """Returns when the window is left: the show to open next, None to quit."""
        await self._left.wait()
        return self._following

    def ask(self, following: Path | None) -> None:
        """Leave for another show or for good, after the question that the run deserves."""
        run = self._session.run if self._session.is_running else None
        if run is None:
            self.leave(following)
        elif run.kind is RunKind.SHOW:
            word = self._words.say("questions.quit_word")
            text = self._words.say("questions.quit_live", word=word)
            ask_word(self._window, self._words, text, word, lambda: self.leave(following))
        else:
            text = self._words.say("questions.quit_rehearsal")
            yes = self._words.say("questions.quit_yes")
            ask_yes(self._window, self._words, text, yes, lambda: self.leave(following))

    def leave(self, following: Path | None) -> None:
        """Leave without a question."""
        self.is_agreed = True
        self._following = following
        self._on_leave()
        self._left.set()
        self._window.close()
