"""Files that are no sound, or that mean harm: one clear sentence each, and no foreign byte read."""

from __future__ import annotations

import os
import random
import struct
import sys
import threading
from pathlib import Path

import pytest

from producer_app.core.errors import BadInput, EnvironmentFault, Refused
from producer_app.sound.probe import probe_now
from tests.sound.tones import Convert, MakeWav, tone

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")


def wav_bytes(*, size: int, fmt: bytes | None = None, samples: bytes = b"") -> bytes:
    """A wav whose data chunk claims ``size`` bytes."""
    layout = fmt or struct.pack("<HHIIHH", 1, 1, 8000, 16000, 2, 16)
    head = b"RIFF" + struct.pack("<I", 36 + len(samples)) + b"WAVE"
    return (
        head
        + b"fmt "
        + struct.pack("<I", len(layout))
        + layout
        + b"data"
        + struct.pack("<I", size)
        + samples
    )


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"“gone\.wav” is not there") as said:
        probe_now(tmp_path / "gone.wav")
    assert said.value.code == "sound.missing"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.wav").mkdir()

    with pytest.raises(Refused, match=r"“folder\.wav” is not a file"):
        probe_now(tmp_path / "folder.wav")


@posix
def test_a_pipe_is_refused_and_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.wav")

    with pytest.raises(Refused, match=r"“pipe\.wav” is not a file"):
        probe_now(tmp_path / "pipe.wav")


@pytest.mark.parametrize("name", ["empty.wav", "empty.mp3"])
def test_an_empty_file_has_no_sound(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()

    with pytest.raises(BadInput, match=f"“{name}” has no sound"):
        probe_now(tmp_path / name)


def test_a_wav_without_samples_has_no_sound(tmp_path: Path) -> None:
    (tmp_path / "bare.wav").write_bytes(wav_bytes(size=400))

    with pytest.raises(BadInput, match=r"“bare\.wav” has no sound"):
        probe_now(tmp_path / "bare.wav")


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"RIFF\0\0\0\0WAVE", "it holds no samples"),
        (b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0", "it ends too early"),
        (b"RIFF\0\0\0\0WAVEdata\x10\0\0\0" + bytes(16), "the format comes after the samples"),
        (b"RIFF\0\0\0\0WAVEfmt \x04\0\0\0" + bytes(16), "its format is too short"),
        (wav_bytes(size=8, fmt=struct.pack("<HHIIHH", 1, 0, 8000, 0, 0, 16)), "0 channels"),
        (wav_bytes(size=8, fmt=struct.pack("<HHIIHH", 1, 65535, 8000, 0, 2, 16)), "65535 channels"),
        (wav_bytes(size=8, fmt=struct.pack("<HHIIHH", 1, 1, 0, 0, 2, 16)), "0 samples a second"),
        (wav_bytes(size=8, fmt=struct.pack("<HHIIHH", 1, 1, 8000, 0, 9, 72)), "blocks of 9 bytes"),
    ],
)
def test_a_broken_wav_header_names_its_place(tmp_path: Path, content: bytes, place: str) -> None:
    (tmp_path / "broken.wav").write_bytes(content)

    with pytest.raises(BadInput, match=f"“broken.wav” is damaged: .*{place}"):
        probe_now(tmp_path / "broken.wav")


def test_a_truncated_wav_is_said_to_be_short(make_wav: MakeWav) -> None:
    song = make_wav("song.wav", tone(3))
    song.write_bytes(song.read_bytes()[:8044])

    facts = probe_now(song)

    assert facts.is_short_decode
    assert (facts.length, facts.header_length) == (500, 3000)
    (remark,) = facts.remarks()
    said = str(remark)
    assert said.startswith("The file says 3.00 s but only 0.50 s could be decoded: it is damaged")


def test_a_wav_that_claims_gigabytes_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    (tmp_path / "huge.wav").write_bytes(wav_bytes(size=0xFFFFFFF0, samples=tone(1)))

    facts = probe_now(tmp_path / "huge.wav")

    assert facts.length == 1000
    assert facts.is_short_decode


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF])
def test_a_wav_whose_recorder_never_wrote_its_size_is_read_to_its_end(
    tmp_path: Path, size: int
) -> None:
    (tmp_path / "take.wav").write_bytes(wav_bytes(size=size, samples=tone(1.25)))

    facts = probe_now(tmp_path / "take.wav")

    assert (facts.length, facts.header_length) == (1250, None)
    assert not facts.is_short_decode


@pytest.mark.needs("ffmpeg", "ffprobe")
def test_a_truncated_mp3_is_said_to_be_short(make_wav: MakeWav, convert: Convert) -> None:
    song = convert(make_wav("song.wav", tone(8, rate=44100), rate=44100), "song.mp3")
    song.write_bytes(song.read_bytes()[: song.stat().st_size // 4])

    facts = probe_now(song)

    assert facts.is_short_decode
    assert facts.header_length == pytest.approx(8000, abs=60)
    assert facts.length < 2200
    assert len(facts.remarks()) == 1


@pytest.mark.needs("ffmpeg", "ffprobe")
@pytest.mark.parametrize("kind", ["m4a", "flac", "ogg"])
def test_a_truncated_clip_of_any_kind_ends_in_a_remark_or_a_sentence(
    kind: str, make_wav: MakeWav, convert: Convert
) -> None:
    song = convert(make_wav("song.wav", tone(8, rate=44100), rate=44100), f"song.{kind}")
    song.write_bytes(song.read_bytes()[: song.stat().st_size // 3])

    try:
        said = " ".join(map(str, probe_now(song).remarks()))
    except BadInput as refused:
        said = str(refused)

    if kind == "ogg":
        assert probe_now(song).length < 8000  # its header gives no length to compare with
    else:
        assert "Export it" in said


@pytest.mark.needs("ffmpeg", "ffprobe")
@pytest.mark.parametrize("kind", ["mp3", "wav", "m4a", "ogg", "flac", "aac"])
def test_random_bytes_are_no_sound(tmp_path: Path, kind: str) -> None:
    noise = tmp_path / f"noise.{kind}"
    noise.write_bytes(random.Random(kind).randbytes(100_000))

    with pytest.raises(BadInput, match="is not a sound this program reads"):
        probe_now(noise)


@pytest.mark.needs("ffmpeg", "ffprobe")
def test_a_film_without_sound_says_that_there_is_no_audio(
    tmp_path: Path, make_wav: MakeWav, convert: Convert
) -> None:
    film = convert(
        make_wav("song.wav", tone(1)), "film.mp4", "-f", "lavfi", "-i", "color=red:s=64x64:d=1",
        "-map", "1:v", "-c:v", "mpeg4",
    )  # fmt: skip

    with pytest.raises(BadInput, match=r"“film\.mp4” can be opened, but there is no audio"):
        probe_now(film)


PLAYLISTS = {
    "hls": "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{address}\n#EXT-X-ENDLIST\n",
    "concat": "ffconcat version 1.0\nfile '{path}'\n",
    "dash": (
        '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" '
        'mediaPresentationDuration="PT5S"><Period><AdaptationSet mimeType="audio/mp4">'
        '<Representation id="0" bandwidth="9000"><BaseURL>{address}</BaseURL>'
        "</Representation></AdaptationSet></Period></MPD>"
    ),
    "sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 9 RTP/AVP 14\n",
}


@posix
@pytest.mark.needs("ffmpeg", "ffprobe")
@pytest.mark.reliability
@pytest.mark.parametrize("disguise", ["mp3", "m4a", "wav"])
@pytest.mark.parametrize("kind", list(PLAYLISTS))
def test_a_playlist_in_disguise_opens_no_other_file(
    tmp_path: Path, kind: str, disguise: str
) -> None:
    foreign = tmp_path / "foreign.ts"
    os.mkfifo(foreign)
    opened = threading.Event()

    def wait_for_a_reader() -> None:
        os.close(os.open(foreign, os.O_WRONLY))
        opened.set()

    waiting = threading.Thread(target=wait_for_a_reader)
    waiting.start()
    playlist = tmp_path / f"song.{disguise}"
    text = PLAYLISTS[kind].format(address=f"file://{foreign}", path=foreign)
    playlist.write_text(text, encoding="utf-8")

    try:
        with pytest.raises(BadInput, match="is not a sound this program reads"):
            probe_now(playlist)
        foreign_was_opened = opened.is_set()
    finally:
        reader = os.open(foreign, os.O_RDONLY | os.O_NONBLOCK)
        waiting.join()
        os.close(reader)

    assert not foreign_was_opened


@pytest.mark.needs("ffmpeg", "ffprobe")
@posix
@pytest.mark.parametrize(
    "name", ["-n.mp3", "-i:x.mp3", "http:song.mp3", "100%d.mp3", "{x}.mp3", "夜曲 'a' \"b\".mp3"]
)
def test_a_name_that_looks_like_something_else_is_only_a_name(
    name: str, make_wav: MakeWav, convert: Convert, monkeypatch: pytest.MonkeyPatch
) -> None:
    song = convert(make_wav("song.wav", tone(1)), name)
    monkeypatch.chdir(song.parent)

    assert probe_now(Path(name)).length == pytest.approx(1000, abs=60)


@posix
def test_a_name_with_line_breaks_braces_and_stray_bytes_is_shown_harmless(tmp_path: Path) -> None:
    song = tmp_path / os.fsdecode(b"a\n{b}\xff\xe2\x80\xae.wav")
    song.touch()

    with pytest.raises(BadInput) as said:
        probe_now(song)

    assert "“a�{b}��.wav” has no sound" in str(said.value)


@pytest.mark.reliability
@pytest.mark.needs("ffmpeg", "ffprobe")
def test_a_clip_of_ten_hours_is_measured_by_its_first_hour(tmp_path: Path) -> None:
    song = tmp_path / "long.wav"
    size = 8000 * 2 * 36_000
    song.write_bytes(wav_bytes(size=size))
    with song.open("r+b") as file:
        file.truncate(44 + size)

    facts = probe_now(song, peaks=5)

    assert facts.length == 36_000_000
    assert facts.heard == 3_600_000
    assert not facts.heard_to_end
    assert not facts.is_short_decode
    assert "first 60 min 00 s only" in str(facts.remarks()[0])


def test_more_than_four_gigabytes_of_wav_are_counted_right(tmp_path: Path) -> None:
    size = 5 * 1024**3
    layout = struct.pack("<HHIIHH", 1, 16, 48000, 48000 * 64, 64, 32)
    sizes = struct.pack("<QQQI", size + 72, size, size // 64, 0)
    song = tmp_path / "big.wav"
    song.write_bytes(
        b"RF64\xff\xff\xff\xffWAVEds64" + struct.pack("<I", len(sizes)) + sizes
        + b"fmt " + struct.pack("<I", len(layout)) + layout + b"data\xff\xff\xff\xff"
    )  # fmt: skip

    os.truncate(song, song.stat().st_size + 48000 * 64)

    facts = probe_now(song)

    assert facts.header_length == round(size * 1000 / (48000 * 64))
    assert facts.heard == 1000
    assert facts.is_short_decode


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_of_somebody_else_says_that_it_may_not_be_read(make_wav: MakeWav) -> None:
    song = make_wav("song.wav", tone(1))
    song.chmod(0)

    with pytest.raises(EnvironmentFault, match=r"“song\.wav” may not be read"):
        probe_now(song)
