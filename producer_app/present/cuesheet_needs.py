"""What whoever is on has to have: make-up, wardrobe, microphone, props, in their columns' words."""

from __future__ import annotations

from producer_app.core.show import Segment
from producer_app.present.cuesheet_text import WORDS, Fact, Pair, cut

OWN_COLUMNS = (
    *("make-up", "makeup", "hair", "wardrobe", "costume", "dress", "mic", "audio", "prop"),
    *("化妆", "妆", "造型", "服装", "换装", "话筒", "麦", "音频", "道具"),
)
"""Words in the name of a department column that whoever is on has to know of; the others, camera
and light, are not theirs."""


def needs_of(segment: Segment) -> tuple[Fact, ...]:
    """Those columns of a segment by their names."""
    return tuple(
        Fact(Pair(name), cut(text, WORDS))
        for name, text in segment.columns
        if text and any(word in name.casefold() for word in OWN_COLUMNS)
    )
