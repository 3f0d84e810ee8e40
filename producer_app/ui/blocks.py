"""A block is made of the chosen segments: its title is asked, the rest is one edit."""

from __future__ import annotations

import uuid

from producer_app.core.errors import BadInput
from producer_app.present.blocks import made_of, standing_together
from producer_app.ui.caller import nothing_chosen
from producer_app.ui.console import Console
from producer_app.ui.questions import TypedQuestion


def make_block(window: Console) -> None:
    """Ask for a title, then make the block; says why it cannot be where it cannot."""
    chosen, words = window.panels.rundown.chosen_segments(), window.words
    if not chosen:
        window.bridge.refused.emit(nothing_chosen())
        return

    def ask(_: bool) -> None:
        inside = standing_together(window.session.show, chosen)
        first, last = inside[0].number, inside[-1].number
        text = words.say("questions.block_title", first=first or "?", last=last or "?")
        TypedQuestion(window, words, text, _judge, make).open()

    def make(title: str) -> None:
        show = window.session.show
        window.bridge.attempt(
            lambda yes: window.session.edit(
                made_of(show, chosen, title, words, lambda: uuid.uuid4().hex),
                "window",
                confirmed=yes,
            )
        )

    window.bridge.attempt(ask)


def _judge(title: str) -> str:
    if not title.strip():
        raise BadInput("block.title", "Write a title, like Opening.")
    return ""
