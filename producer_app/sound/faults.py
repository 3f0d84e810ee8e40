"""What can go wrong with a clip, one sentence each; the reading process names a code, the console
says the sentence."""

from __future__ import annotations

import sys

from producer_app.core.errors import BadInput, EnvironmentFault, ProducerError, Refused

_FAULTS: dict[str, tuple[type[ProducerError], str]] = {
    "sound.missing": (
        Refused,
        "The sound “{name}” is not there: it was moved or renamed. Choose the clip again.",
    ),
    "sound.not_a_file": (
        Refused,
        "“{name}” is not a file but a folder or a device. Choose a sound file.",
    ),
    "sound.peaks": (
        Refused,
        "A waveform has from 1 to {most} peaks, not {peaks}.",
    ),
    "sound.forbidden": (
        EnvironmentFault,
        "“{name}” may not be read ({reason}). Ask its owner for leave, or copy it elsewhere.",
    ),
    "sound.disk": (
        EnvironmentFault,
        "“{name}” could not be read from the disk ({reason}). Copy it to this machine, try again.",
    ),
    "sound.empty": (
        BadInput,
        "“{name}” has no sound in it: it is empty or was cut off at its start. Export it again.",
    ),
    "sound.not_sound": (
        BadInput,
        "“{name}” is not a sound this program reads. Export it as wav, mp3, m4a, flac or ogg.",
    ),
    "sound.no_audio": (
        BadInput,
        "“{name}” can be opened, but there is no audio in it. Choose a file with sound.",
    ),
    "sound.no_samples": (
        BadInput,
        "The header of “{name}” is damaged: it holds no samples. Export the clip again.",
    ),
    "sound.format_late": (
        BadInput,
        (
            "The header of “{name}” is damaged: the format comes after the samples. "
            "Export the clip again."
        ),
    ),
    "sound.format_short": (
        BadInput,
        "The header of “{name}” is damaged: its format is too short. Export the clip again.",
    ),
    "sound.cut_off": (
        BadInput,
        "The header of “{name}” is damaged: it ends too early. Export the clip again.",
    ),
    "sound.odd_blocks": (
        BadInput,
        (
            "The header of “{name}” is damaged: {channels} channels in blocks of {block} bytes. "
            "Export the clip again."
        ),
    ),
    "sound.odd_rate": (
        BadInput,
        "The header of “{name}” is damaged: {rate} samples a second. Export the clip again.",
    ),
    "sound.program_missing": (
        EnvironmentFault,
        (
            "“{name}” is not a plain wav, and reading it needs {missing}, which this machine does "
            "not have. Get it with: {remedy}. Or export the clip as wav."
        ),
    ),
    "sound.programs_missing": (
        EnvironmentFault,
        (
            "“{name}” is not a plain wav, and reading it needs ffmpeg and ffprobe, which this "
            "machine does not have. Get them with: {remedy}. Or export the clip as wav."
        ),
    ),
    "sound.out_of_memory": (
        EnvironmentFault,
        (
            "“{name}” could not be read: this machine ran out of memory. "
            "Close other programs, or export the clip as wav."
        ),
    ),
    "sound.cancelled": (
        EnvironmentFault,
        "“{name}” was not read: it was cancelled. Choose the segment again to read it.",
    ),
    "sound.too_slow": (
        EnvironmentFault,
        (
            "Reading “{name}” took more than {seconds} s and was stopped. "
            "Try again, or attach a shorter clip."
        ),
    ),
    "sound.stopped": (
        EnvironmentFault,
        (
            "The program that reads “{name}” stopped by itself ({reason}). "
            "The clip is unchanged; try again, or export it as wav."
        ),
    ),
    "sound.countdown": (
        Refused,
        "A countdown track is from 1 to {most} seconds long, not {seconds}.",
    ),
    "sound.not_written": (
        EnvironmentFault,
        "“{name}” could not be written ({reason}). Choose another folder or free some space.",
    ),
}


def fault(code: str, **params: object) -> ProducerError:
    """The error of that code with its English sentence; KeyError for another code."""
    kind, sentence = _FAULTS[code]
    return kind(code, sentence, **params)


def shown_name(name: str) -> str:
    """A file name fit to stand in a sentence: no line breaks, no direction tricks, no half
    characters, at most 120 of them."""
    plain = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name
    )
    return plain if len(plain) <= 120 else f"{plain[:80]}…{plain[-39:]}"


def how_to_get_ffmpeg() -> str:
    """The command that installs ffmpeg (with ffprobe) on this kind of machine."""
    if sys.platform == "darwin":
        return "brew install ffmpeg"
    if sys.platform == "win32":
        return "winget install Gyan.FFmpeg"
    return "sudo apt-get install ffmpeg"
