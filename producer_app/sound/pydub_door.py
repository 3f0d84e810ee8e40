"""The one door to pydub: imports it without its import-time warnings; knows nothing of clips."""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    # Its source has old regular expressions, uses what Python 3.13 dropped, and looks for ffmpeg
    # as it is imported; whether ffmpeg is there is said by `programs`, when it matters.
    warnings.filterwarnings("ignore", ".*invalid escape sequence")
    warnings.filterwarnings("ignore", "'audioop' is deprecated", DeprecationWarning)
    warnings.filterwarnings("ignore", "Couldn't find ff", RuntimeWarning)
    from pydub import AudioSegment
    from pydub.generators import Sine
    from pydub.silence import detect_leading_silence
    from pydub.utils import audioop

__all__ = ["AudioSegment", "Sine", "audioop", "detect_leading_silence"]
