"""A room page without a screen that says LIVE at once, for tests."""

from producer_app.jobs.bench_line.lossy_page import LossyPage

__all__ = ["LossyPage"]
