"""Reads PCM wav (also RF64 beyond 4 GB) a second at a time, without any other program."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from producer_app.sound.faults import fault
from producer_app.sound.pydub_door import AudioSegment, audioop

_PCM = 1
_EXTENSIBLE = 0xFFFE
_UNKNOWN_SIZES = (0, 0xFFFFFFFF)
_MOST_CHUNKS = 200
MOST_CHANNELS = 16
MOST_SAMPLE_RATE = 192_000


@dataclass(frozen=True, slots=True, kw_only=True)
class WavHeader:
    """Where the samples of a wav lie. ``declared_size`` is the header's count of bytes, None when
    the recorder never wrote it; ``sample_width`` is in bytes, 1 to 4."""

    channels: int
    sample_rate: int
    sample_width: int
    data_start: int
    declared_size: int | None

    @property
    def bytes_per_second(self) -> int:
        return self.channels * self.sample_width * self.sample_rate

    @property
    def declared_ms(self) -> int | None:
        """The length the header gives, in milliseconds."""
        if self.declared_size is None:
            return None
        return round(self.declared_size * 1000 / self.bytes_per_second)


def is_wav(start: bytes) -> bool:
    """True when these first 12 bytes begin a wav."""
    return start[:4] in (b"RIFF", b"RF64") and start[8:12] == b"WAVE"


def read_header(file: BinaryIO, name: str) -> WavHeader | None:
    """The header of a wav, or None when its samples are not plain PCM; BadInput when it is broken.
    ``name`` is only for the sentence."""
    layout: tuple[int, int, int] | None = None
    long_size: int | None = None
    for kind, start, size in _chunks(file):
        if kind == b"ds64":
            long_size = struct.unpack("<QQ", _exactly(file, 16, name))[1]
        elif kind == b"fmt ":
            layout = _pcm_layout(_exactly(file, min(size, 40), name), name)
            if layout is None:
                return None
        elif kind == b"data":
            if layout is None:
                raise fault("sound.format_late", name=name)
            if size == _UNKNOWN_SIZES[1] and long_size is not None:
                size = long_size
            channels, sample_rate, sample_width = layout
            return WavHeader(
                channels=channels,
                sample_rate=sample_rate,
                sample_width=sample_width,
                data_start=start,
                declared_size=None if size in _UNKNOWN_SIZES else size,
            )
    raise fault("sound.no_samples", name=name)


def slices(file: BinaryIO, header: WavHeader) -> Iterator[Any]:
    """The sound as AudioSegments of one second each (the last may be shorter)."""
    file.seek(header.data_start)
    left = header.declared_size
    frame = header.channels * header.sample_width
    while left is None or left > 0:
        wanted = header.bytes_per_second if left is None else min(left, header.bytes_per_second)
        data = file.read(wanted)
        whole = len(data) - len(data) % frame
        if whole:
            yield _segment(data[:whole], header)
        if len(data) < wanted:
            return
        left = None if left is None else left - wanted


def _chunks(file: BinaryIO) -> Iterator[tuple[bytes, int, int]]:
    """Kind, start and size of each chunk, with the file standing at its start."""
    end = file.seek(0, os.SEEK_END)
    position = 12
    for _ in range(_MOST_CHUNKS):
        if position + 8 > end:
            return
        file.seek(position)
        kind, size = struct.unpack("<4sI", file.read(8))
        yield kind, position + 8, size
        position += 8 + size + size % 2


def _exactly(file: BinaryIO, count: int, name: str) -> bytes:
    data = file.read(count)
    if len(data) < count:
        raise fault("sound.cut_off", name=name)
    return data


def _pcm_layout(chunk: bytes, name: str) -> tuple[int, int, int] | None:
    """Channels, sample rate and bytes per sample; None when the samples are not PCM integers."""
    if len(chunk) < 16:
        raise fault("sound.format_short", name=name)
    tag, channels, sample_rate, _, block, _ = struct.unpack("<HHIIHH", chunk[:16])
    if tag == _EXTENSIBLE and len(chunk) >= 26:
        tag = struct.unpack("<H", chunk[24:26])[0]
    if tag != _PCM:
        return None
    width = block // channels if channels else 0
    if not 1 <= channels <= MOST_CHANNELS or block != width * channels or not 1 <= width <= 4:
        raise fault("sound.odd_blocks", name=name, channels=channels, block=block)
    if not 1 <= sample_rate <= MOST_SAMPLE_RATE:
        raise fault("sound.odd_rate", name=name, rate=sample_rate)
    return channels, sample_rate, width


def _segment(data: bytes, header: WavHeader) -> Any:
    width = header.sample_width
    if width == 1:
        data = audioop.bias(data, 1, -128)
    elif width == 3:
        data, width = audioop.lin2lin(data, 3, 4), 4
    return AudioSegment(
        data=data, sample_width=width, frame_rate=header.sample_rate, channels=header.channels
    )
