"""The facts of a clip, read from real files by the real reading process."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from producer_app.core.errors import EnvironmentFault, Refused
from producer_app.core.timebase import Millis
from producer_app.sound.facts import ClipFacts, Loudness, facts_as_json, facts_from_json
from producer_app.sound.probe import probe_now
from tests.sound.tones import Convert, MakeWav, quiet, tone


def _red_picture(side: int) -> bytes:
    """A square PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    rows = (b"\0" + b"\xff\0\0" * side) * side
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


@pytest.mark.usefixtures("without_ffmpeg")
class TestWithoutFfmpeg:
    def test_a_wav_needs_no_other_program(self, make_wav: MakeWav) -> None:
        song = make_wav("song.wav", tone(2.5, channels=2), channels=2)

        facts = probe_now(song, peaks=10)

        assert facts.length == 2500
        assert facts.header_length == 2500
        assert (facts.channels, facts.sample_rate) == (2, 8000)
        assert facts.remarks() == ()

    def test_the_loudness_of_a_wav_says_that_it_is_plain_rms(self, make_wav: MakeWav) -> None:
        facts = probe_now(make_wav("song.wav", tone(1, level=0.5)))

        assert facts.loudness.measure == "dBFS"
        assert facts.loudness.level == pytest.approx(-9.0, abs=0.1)

    def test_silence_has_no_loudness(self, make_wav: MakeWav) -> None:
        facts = probe_now(make_wav("pause.wav", quiet(1)))

        assert facts.loudness == Loudness(measure="dBFS", level=None)
        assert str(facts.loudness) == "silent"

    def test_an_mp3_says_what_is_missing_and_how_to_get_it(self, tmp_path: Path) -> None:
        song = tmp_path / "song.mp3"
        song.write_bytes(b"ID3\x04" + bytes(400))

        with pytest.raises(EnvironmentFault) as said:
            probe_now(song)

        assert said.value.code == "sound.programs_missing"
        assert "“song.mp3”" in str(said.value)
        assert "ffmpeg and ffprobe" in str(said.value)
        assert "install ffmpeg" in str(said.value)


@pytest.mark.needs("ffmpeg", "ffprobe")
class TestWithFfmpeg:
    def test_the_loudness_of_a_wav_is_measured_in_lufs(self, make_wav: MakeWav) -> None:
        song = make_wav(
            "song.wav", tone(3, level=0.1, rate=48000, channels=2), rate=48000, channels=2
        )

        facts = probe_now(song)

        assert facts.loudness.measure == "LUFS"
        assert facts.loudness.level == pytest.approx(-20.5, abs=1.0)

    @pytest.mark.parametrize("kind", ["mp3", "m4a", "flac", "ogg", "aiff"])
    def test_other_formats_give_the_same_facts(
        self, kind: str, make_wav: MakeWav, convert: Convert
    ) -> None:
        samples = quiet(1, rate=44100) + tone(2, rate=44100)
        song = convert(make_wav("song.wav", samples, rate=44100), f"song.{kind}")

        facts = probe_now(song, peaks=30)

        assert facts.length == pytest.approx(3000, abs=60)
        assert facts.leading_silence == pytest.approx(1000, abs=40)
        assert max(facts.peaks[:9]) < 0.01
        assert min(facts.peaks[11:29]) == pytest.approx(0.5, abs=0.05)
        assert (facts.channels, facts.sample_rate) == (1, 44100)
        assert facts.loudness.measure == "LUFS"
        assert not facts.is_short_decode

    def test_a_song_with_a_cover_picture_is_read(
        self, tmp_path: Path, make_wav: MakeWav, convert: Convert
    ) -> None:
        plain = convert(make_wav("song.wav", tone(2)), "plain.mp3")
        cover = tmp_path / "cover.png"
        cover.write_bytes(_red_picture(64))
        song = convert(
            plain, "song.mp3", "-i", f"file:{cover}", "-map", "0:a", "-map", "1:v", "-c", "copy",
            "-disposition:v", "attached_pic",
        )  # fmt: skip

        assert probe_now(song).length == pytest.approx(2000, abs=60)

    def test_floating_point_wav_is_read(self, make_wav: MakeWav, convert: Convert) -> None:
        song = convert(make_wav("song.wav", tone(2)), "float.wav", "-c:a", "pcm_f32le")

        assert probe_now(song).length == 2000

    def test_a_sting_shorter_than_two_frames_is_not_called_damaged(
        self, make_wav: MakeWav, convert: Convert
    ) -> None:
        sting = convert(make_wav("sting.wav", tone(0.2, rate=44100), rate=44100), "sting.mp3")

        facts = probe_now(sting)

        assert not facts.is_short_decode
        assert facts.loudness.measure == "dBFS"
        assert facts.loudness.level == pytest.approx(-9, abs=2)

    def test_without_ffprobe_an_mp3_says_so(
        self,
        tmp_path: Path,
        make_wav: MakeWav,
        convert: Convert,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        song = convert(make_wav("song.wav", tone(1)), "song.mp3")
        only = tmp_path / "only-ffmpeg"
        only.mkdir()
        (only / "ffmpeg").write_text("#!/bin/sh\n")
        (only / "ffmpeg").chmod(0o755)
        monkeypatch.setenv("PATH", str(only))

        with pytest.raises(EnvironmentFault, match="needs ffprobe, which"):
            probe_now(song)


@pytest.mark.parametrize("width", [1, 2, 3, 4])
def test_wav_of_any_depth_is_read(width: int, make_wav: MakeWav) -> None:
    middle = 0x80 if width == 1 else 0
    half = b"\0" * (width - 1) + bytes([middle + 0x40])
    still = b"\0" * (width - 1) + bytes([middle])
    song = make_wav("song.wav", still * 4000 + half * 4000, width=width)

    facts = probe_now(song, peaks=2)

    assert facts.length == 1000
    assert facts.leading_silence == 500
    assert facts.peaks == pytest.approx((0, 0.5), abs=0.001)


def test_the_waveform_has_as_many_peaks_as_asked_for(make_wav: MakeWav) -> None:
    song = make_wav("song.wav", tone(1, level=0.25) + tone(1, level=0.75))

    assert probe_now(song, peaks=4).peaks == pytest.approx((0.25, 0.25, 0.75, 0.75), abs=0.01)
    assert len(probe_now(song, peaks=777).peaks) == 777


@pytest.mark.parametrize("peaks", [0, -1, 5000])
def test_a_waveform_without_peaks_or_with_too_many_is_refused(
    peaks: int, make_wav: MakeWav
) -> None:
    with pytest.raises(Refused, match=f"not {peaks}"):
        probe_now(make_wav("song.wav", tone(1)), peaks=peaks)


def test_leading_silence_is_counted_across_seconds(make_wav: MakeWav) -> None:
    song = make_wav("song.wav", quiet(2.3) + tone(1))

    assert probe_now(song).leading_silence == 2300


def test_hiss_below_the_threshold_counts_as_silence(make_wav: MakeWav) -> None:
    song = make_wav("song.wav", tone(0.5, level=0.002) + tone(1))

    assert probe_now(song).leading_silence == 500


def test_a_silent_clip_is_silent_to_its_end_and_says_so(make_wav: MakeWav) -> None:
    facts = probe_now(make_wav("pause.wav", quiet(1.5)))

    assert facts.leading_silence == facts.length == 1500
    assert [str(remark) for remark in facts.remarks()] == ["No sound above -50 dBFS was heard."]


def test_facts_survive_the_way_between_the_processes() -> None:
    facts = ClipFacts(
        length=Millis(3030),
        header_length=None,
        heard=Millis(3030),
        heard_to_end=True,
        peaks=(0.0, 0.5, 1.0),
        loudness=Loudness(measure="LUFS", level=-14.2),
        leading_silence=Millis(20),
        channels=2,
        sample_rate=44100,
    )

    assert facts_from_json(facts_as_json(facts)) == facts
