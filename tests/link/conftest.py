"""One browser for all tests of a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.link.browser import Chromium


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    from tests.link.browser import a_browser

    with a_browser() as started:
        yield started
