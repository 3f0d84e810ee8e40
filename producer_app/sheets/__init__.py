"""Paper: cue sheets as PDF, set from the same view models as the screen."""

from __future__ import annotations

from producer_app.sheets.engine import preview_pages, typeset
from producer_app.sheets.files import export, put
from producer_app.sheets.of_show import aired, sheet_of

__all__ = ["aired", "export", "preview_pages", "put", "sheet_of", "typeset"]
