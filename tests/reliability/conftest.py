"""The browser for the trials of the whole line."""

from tests.link.conftest import chromium

__all__ = ["chromium"]
