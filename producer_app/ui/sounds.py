"""Reading the clip of the chosen segment away from the window, one at a time, newest wins."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from producer_app.core.edits import ChangeSegment
from producer_app.core.errors import EnvironmentFault, ProducerError
from producer_app.core.show import Segment, SegmentId, Show, SoundClip
from producer_app.present.words import Words
from producer_app.sound.facts import ClipFacts
from producer_app.sound.probe import probe

log = logging.getLogger(__name__)


class SoundDesk:
    """Attaches clips and reads them. ``edit`` takes an edit, ``show_facts`` what came of reading:
    None while it is being read, facts, or the error."""

    def __init__(
        self,
        parent: QWidget,
        words: Words,
        home: Path,
        *,
        edit: Callable[[ChangeSegment], object],
        show_facts: Callable[[SegmentId, ClipFacts | ProducerError | None], object],
    ) -> None:
        self._parent = parent
        self._words = words
        self._home = home
        self._edit = edit
        self._show_facts = show_facts
        self._reading: asyncio.Task[None] | None = None

    def attach(self, segment: SegmentId) -> None:
        """Choose a sound file for a segment and read it."""
        say = self._words.say
        patterns = "*.wav *.mp3 *.m4a *.aac *.flac *.ogg *.opus *.aiff"
        dialog = QFileDialog(
            self._parent,
            say("sounds.attach"),
            str(self._home),
            f"{say('sounds.sounds')} ({patterns})",
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.attach_file(segment, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def attach_file(self, segment: SegmentId, path: Path) -> None:
        """Read that file and attach it; what is no sound is not attached."""
        self._read(segment, path, is_new=True)

    def read(self, show: Show, segment: SegmentId | None) -> None:
        """Read the clip of a segment, if it has one, for its waveform."""
        self.cancel()
        found = show.by_id.get(segment) if segment else None
        if isinstance(found, Segment) and found.sound is not None:
            self._read(found.id, self._home / found.sound.path, is_new=False)

    def use_length(self, show: Show, segment: SegmentId) -> None:
        """Plan the segment as long as its clip."""
        found = show.segment(segment)
        if found.sound is not None and found.sound.length is not None:
            self._edit(ChangeSegment(segment=segment, changes={"length": found.sound.length}))

    def remove(self, segment: SegmentId) -> None:
        """Take the clip off the segment; the sound file stays."""
        self.cancel()
        self._edit(_with_clip(segment, None))

    def cancel(self) -> None:
        """Stop reading."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def _read(self, segment: SegmentId, path: Path, *, is_new: bool) -> None:
        self.cancel()
        self._show_facts(segment, None)
        task = asyncio.get_event_loop().create_task(self._probe(segment, path, is_new=is_new))
        task.set_name(f"read the clip {path.name}")
        self._reading = task

    async def _probe(self, segment: SegmentId, path: Path, *, is_new: bool) -> None:
        clip = SoundClip(path=self._relative(path))
        try:
            facts = await probe(path)
        except ProducerError as fault:
            if is_new and isinstance(fault, EnvironmentFault):
                self._edit(_with_clip(segment, clip))
            self._show_facts(segment, fault)
            return
        if is_new:
            self._edit(_with_clip(segment, _measured(clip, facts)))
        self._show_facts(segment, facts)

    def _relative(self, path: Path) -> str:
        """The path as kept in the show: beside the show file where it can be."""
        try:
            return path.resolve().relative_to(self._home.resolve()).as_posix()
        except ValueError:
            return str(path)


def _with_clip(segment: SegmentId, clip: SoundClip | None) -> ChangeSegment:
    return ChangeSegment(segment=segment, changes={"sound": clip})


def _measured(clip: SoundClip, facts: ClipFacts) -> SoundClip:
    lufs = facts.loudness.level if facts.loudness.measure == "LUFS" else None
    return replace(clip, length=facts.length, lead_silence=facts.leading_silence, loudness=lufs)
