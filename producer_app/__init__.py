"""Producer Console: plan a gala with several live rooms, call it, hand it over, print it."""

from __future__ import annotations

__version__ = "0.1.0"
