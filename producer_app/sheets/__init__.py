"""Paper: cue sheets as PDF, set from the same view models as the screen."""

from __future__ import annotations

from producer_app.sheets.engine import preview_pages, typeset
from producer_app.sheets.files import export

__all__ = ["export", "preview_pages", "typeset"]
