"""What is known of a clip once it has been listened to; knows neither files nor programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from producer_app.core.errors import Phrase
from producer_app.core.timebase import Millis

SILENCE_DBFS = -50.0
"""A stretch of 10 ms quieter than this (RMS, decibels below full scale) is silence."""

_SHORT_PERCENT = 98
_SHORT_GRACE = Millis(60)
"""Encoders pad a clip by up to two frames; that much less than the header says is no damage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loudness:
    """How loud a clip is. ``measure`` says by which rule: LUFS is the integrated loudness of
    EBU R 128, dBFS the plain RMS below full scale (no weighting, not comparable with LUFS).
    ``level`` is nearly always negative; None for silence. Clips under 0.4 s have no LUFS."""

    measure: Literal["LUFS", "dBFS"]
    level: float | None

    def __str__(self) -> str:
        return str(self.phrase())

    def phrase(self) -> Phrase:
        """The level with its measure, or that there is none."""
        if self.level is None:
            return Phrase("clip.no_level", "silent")
        return Phrase(
            "clip.level", "{level} {measure}", level=f"{self.level:.1f}", measure=self.measure
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipFacts:
    """The facts of one clip.

    ``length`` is what will play: the decoded length, or the header's where only the beginning was
    listened to. ``peaks`` are the highest absolute samples over all channels, 0 to 1, evenly
    spread over ``heard``. ``leading_silence`` is the stretch quieter than ``SILENCE_DBFS`` before
    the first sound (the whole clip when there is none).
    """

    length: Millis
    header_length: Millis | None
    heard: Millis
    heard_to_end: bool
    peaks: tuple[float, ...]
    loudness: Loudness
    leading_silence: Millis
    channels: int
    sample_rate: int

    @property
    def is_short_decode(self) -> bool:
        """True when less than 98 % of the length in the header could be decoded."""
        if self.header_length is None or not self.heard_to_end:
            return False
        missing = self.header_length - self.heard
        return missing > _SHORT_GRACE and self.heard * 100 < self.header_length * _SHORT_PERCENT

    def remarks(self) -> tuple[Phrase, ...]:
        """What a person should know before trusting the clip, one sentence each."""
        said = []
        if self.is_short_decode and self.header_length is not None:
            said.append(
                Phrase(
                    "clip.short",
                    "The file says {said} but only {heard} could be decoded: it is damaged or cut "
                    "off. Export it again.",
                    said=_spoken(self.header_length),
                    heard=_spoken(self.heard),
                )
            )
        if not self.heard_to_end:
            said.append(
                Phrase(
                    "clip.long",
                    "Waveform and loudness are of the first {heard} only: the clip is too long to "
                    "listen to all of it.",
                    heard=_spoken(self.heard),
                )
            )
        if self.leading_silence >= self.heard:
            said.append(
                Phrase(
                    "clip.silent",
                    "No sound above {level} dBFS was heard.",
                    level=f"{SILENCE_DBFS:.0f}",
                )
            )
        return tuple(said)


def facts_as_json(facts: ClipFacts) -> dict[str, Any]:
    """The facts as values that JSON can carry."""
    return asdict(facts)


def facts_from_json(values: Mapping[str, Any]) -> ClipFacts:
    """The facts that ``facts_as_json`` wrote; KeyError or TypeError for anything else."""
    rest = {key: value for key, value in values.items() if key not in ("peaks", "loudness")}
    return ClipFacts(
        peaks=tuple(float(peak) for peak in values["peaks"]),
        loudness=Loudness(**values["loudness"]),
        **rest,
    )


def _spoken(length: Millis) -> Phrase:
    minutes, rest = divmod(length // 1000, 60)
    if not minutes:
        return Phrase("clip.seconds", "{seconds} s", seconds=f"{length / 1000:.2f}")
    return Phrase(
        "clip.minutes", "{minutes} min {seconds} s", minutes=minutes, seconds=f"{rest:02d}"
    )
