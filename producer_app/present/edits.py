"""What Undo and Redo would do and did, in words; an edit's label is its key here."""

from __future__ import annotations

from collections.abc import Iterator

from producer_app.core.changes import Changes
from producer_app.core.show import Handoff, Segment
from producer_app.present.words import Words

_MOST = 3
"""Names that are said before the rest is counted."""


def undo_text(label: str | None, words: Words) -> str:
    """``Undo: Float``, by the label of the edit; plain ``Undo`` while there is none."""
    return _text("undo", label, words)


def redo_text(label: str | None, words: Words) -> str:
    """``Redo: Float``, by the label of the edit; plain ``Redo`` while there is none."""
    return _text("redo", label, words)


def undone_text(label: str, changes: Changes, words: Words) -> str:
    """``Taken back: Change length, A7 Opening``, with what that changed."""
    return _done("undone", label, changes, words)


def redone_text(label: str, changes: Changes, words: Words) -> str:
    """``Done again: Change length, A7 Opening``, with what that changed."""
    return _done("redone", label, changes, words)


def _done(verb: str, label: str, changes: Changes, words: Words) -> str:
    what, names = words.say(f"edits.{label}"), tuple(dict.fromkeys(_names(changes)))
    said = ", ".join(names[:_MOST])
    if not said:
        return words.say(f"edits.{verb}", what=what)
    if len(names) > _MOST:
        said = words.say("edits.and_more", names=said, count=len(names) - _MOST)
    return words.say(f"edits.{verb}_of", what=what, names=said)


def _names(changes: Changes) -> Iterator[str]:
    """What was changed, by number and name; moves only where nothing else was changed."""
    moves = [change for change in changes.entities if change.is_move]
    others = [change for change in changes.entities if not change.is_move]
    for change in others or moves:
        entity = change.after or change.before
        if isinstance(entity, Segment | Handoff):
            yield f"{entity.number} {entity.title}".strip()
        else:
            yield str(getattr(entity, "name", "") or getattr(entity, "title", ""))


def _text(verb: str, label: str | None, words: Words) -> str:
    if label is None:
        return words.say(f"edits.{verb}")
    return words.say(f"edits.{verb}_what", what=words.say(f"edits.{label}"))
