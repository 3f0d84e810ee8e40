"""Lets ffmpeg and ffprobe open a file that is not plain wav, fenced in: only local files, only
sound formats, only sound decoders, one thread; knows nothing of what is measured."""

from __future__ import annotations

import json
import math
import os
import shutil
import subprocess
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import IO, Any, cast

from producer_app.core.errors import ProducerError
from producer_app.sound.faults import fault, how_to_get_ffmpeg
from producer_app.sound.pydub_door import AudioSegment
from producer_app.sound.wav import MOST_CHANNELS, MOST_SAMPLE_RATE

FORMATS = "mp3,wav,w64,aiff,au,flac,ogg,mov,matroska,aac,ac3,eac3,caf,asf,amr"
DECODERS = (
    "mp3float,mp3,mp2float,mp2,aac,aac_fixed,alac,flac,vorbis,libvorbis,opus,libopus,speex,libspeex,"
    "ac3,ac3_fixed,eac3,wmav1,wmav2,wmapro,wmalossless,amrnb,amrwb,adpcm_ms,adpcm_ima_wav,"
    "pcm_s16le,pcm_s24le,pcm_s32le,pcm_f32le,pcm_f64le,pcm_u8,pcm_s8,"
    "pcm_s16be,pcm_s24be,pcm_s32be,pcm_f32be,pcm_f64be,pcm_alaw,pcm_mulaw"
)
_FENCE = ["-protocol_whitelist", "file", "-format_whitelist", FORMATS]
_ONLY_SOUND = ["-codec_whitelist", DECODERS]
"""Only for ffmpeg: ffprobe gives up on a song whose cover picture it may not decode."""
_WIDTH = 2
_LAST_WORDS = 8192
_NOT_STARTED = 127
_NO_MEMORY = ("Cannot allocate memory", "while loading shared libraries")


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamFacts:
    """What the headers say of a file's first sound: ``declared_ms`` is its length in
    milliseconds, None when they do not say."""

    channels: int
    sample_rate: int
    declared_ms: int | None


def find(program: str) -> str | None:
    """The full path of a program on this machine, or None."""
    return shutil.which(program)


def need_both(name: str) -> tuple[str, str]:
    """The paths of ffmpeg and ffprobe; EnvironmentFault that says which is missing for ``name``."""
    ffmpeg, ffprobe = find("ffmpeg"), find("ffprobe")
    if ffmpeg and ffprobe:
        return ffmpeg, ffprobe
    remedy = how_to_get_ffmpeg()
    if not ffmpeg and not ffprobe:
        raise fault("sound.programs_missing", name=name, remedy=remedy)
    missing = "ffprobe" if ffmpeg else "ffmpeg"
    raise fault("sound.program_missing", name=name, missing=missing, remedy=remedy)


def environment() -> dict[str, str]:
    """The environment for a program that is not ours: no report files, and the libraries of the
    system rather than those of a frozen console."""
    names = dict(os.environ)
    names.pop("FFREPORT", None)
    original = names.pop("LD_LIBRARY_PATH_ORIG", None)
    if original is not None:
        names["LD_LIBRARY_PATH"] = original
    return names


def stream_facts(path: Path, name: str, ffprobe: str) -> StreamFacts:
    """What the headers of ``path`` say; BadInput when it is no sound or holds none."""
    command = [
        ffprobe, "-v", "error", *_FENCE, "-of", "json", "-select_streams", "a:0",
        "-show_entries", "format=duration:stream=sample_rate,channels,duration", _address(path),
    ]  # fmt: skip
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, env=environment(), check=False
    )
    if done.returncode != 0:
        raise _reason(done.returncode, done.stderr.decode(errors="replace"), name)
    said: dict[str, Any] = json.loads(done.stdout)
    streams = said.get("streams") or []
    if not streams:
        raise fault("sound.no_audio", name=name)
    stream = streams[0]
    channels, sample_rate = int(stream.get("channels", 0)), int(stream.get("sample_rate", 0))
    if not (1 <= channels <= MOST_CHANNELS and 1 <= sample_rate <= MOST_SAMPLE_RATE):
        raise fault("sound.not_sound", name=name)
    length = stream.get("duration") or said.get("format", {}).get("duration")
    return StreamFacts(
        channels=channels, sample_rate=sample_rate, declared_ms=_milliseconds(length)
    )


def slices(path: Path, name: str, ffmpeg: str, stream: StreamFacts) -> Generator[Any, None, None]:
    """The decoded sound as 16-bit AudioSegments of one second each (the last may be shorter);
    BadInput when nothing at all can be decoded."""
    command = [
        ffmpeg, "-nostdin", "-nostats", "-hide_banner", "-v", "error", "-threads", "1",
        *_FENCE, *_ONLY_SOUND, "-i", _address(path), "-map", "0:a:0", "-threads", "1",
        "-ar", str(stream.sample_rate), "-ac", str(stream.channels),
        "-c:a", "pcm_s16le", "-f", "s16le", "pipe:1",
    ]  # fmt: skip
    frame = _WIDTH * stream.channels
    heard = False
    with _running(command) as (process, last_words):
        output = cast(IO[bytes], process.stdout)
        while data := output.read(frame * stream.sample_rate):
            whole = len(data) - len(data) % frame
            heard = True
            yield AudioSegment(
                data=data[:whole],
                sample_width=_WIDTH,
                frame_rate=stream.sample_rate,
                channels=stream.channels,
            )
        exit_code = process.wait()
    if exit_code != 0 and not heard:
        raise _reason(exit_code, last_words.text(), name)


class _LastWords:
    """Drains a program's error output in a thread and keeps only its end."""

    def __init__(self, pipe: BufferedReader) -> None:
        self._kept = b""
        self._pipe = pipe
        self._thread = threading.Thread(target=self._drain, daemon=True)
        self._thread.start()

    def text(self) -> str:
        self._thread.join()
        return self._kept.decode(errors="replace")

    def _drain(self) -> None:
        while data := self._pipe.read1(_LAST_WORDS):
            self._kept = (self._kept + data)[-_LAST_WORDS:]


@contextmanager
def _running(command: list[str]) -> Iterator[tuple[subprocess.Popen[bytes], _LastWords]]:
    """A program whose output is being read; it does not outlive the block."""
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        last_words = _LastWords(cast(BufferedReader, process.stderr))
        try:
            yield process, last_words
        finally:
            process.kill()
            last_words.text()


def _address(path: Path) -> str:
    """A file's name as ffmpeg must hear it: whatever the name looks like, it is a local file."""
    return f"file:{path}"


def _milliseconds(seconds: object) -> int | None:
    try:
        length = float(str(seconds))
    except ValueError:
        return None
    return round(length * 1000) if math.isfinite(length) and 0 < length < 1e9 else None


def _reason(exit_code: int, last_words: str, name: str) -> ProducerError:
    if exit_code == _NOT_STARTED or any(words in last_words for words in _NO_MEMORY):
        return fault("sound.out_of_memory", name=name)
    if exit_code < 0:
        return fault("sound.stopped", name=name, reason=f"ffmpeg: signal {-exit_code}")
    return fault("sound.not_sound", name=name)
