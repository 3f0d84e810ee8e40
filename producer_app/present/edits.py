"""What Undo and Redo would do, in words; an edit's label is its key here."""

from __future__ import annotations

from producer_app.present.words import Words


def undo_text(label: str | None, words: Words) -> str:
    """``Undo: Float``, by the label of the edit; plain ``Undo`` while there is none."""
    return _text("undo", label, words)


def redo_text(label: str | None, words: Words) -> str:
    """``Redo: Float``, by the label of the edit; plain ``Redo`` while there is none."""
    return _text("redo", label, words)


def _text(verb: str, label: str | None, words: Words) -> str:
    if label is None:
        return words.say(f"edits.{verb}")
    return words.say(f"edits.{verb}_what", what=words.say(f"edits.{label}"))
