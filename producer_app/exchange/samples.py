"""The sample shows that come with the console, out of their readable sources."""

from __future__ import annotations

from producer_app.core.errors import BadInput
from producer_app.core.show import Show
from producer_app.exchange.source import read_source
from producer_app.paths import resources

SAMPLES: tuple[str, ...] = ("super-night", "president-live")


def read_sample(name: str) -> Show:
    """The sample show of that name; BadInput when there is none."""
    if name not in SAMPLES:
        raise BadInput(
            "sample.unknown",
            "There is no sample show “{name}”; the samples are {samples}.",
            name=name,
            samples=SAMPLES,
        )
    return read_source(resources() / "samples" / name)
