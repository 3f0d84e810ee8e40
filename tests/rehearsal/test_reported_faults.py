"""What users of other rundown tools reported, each lived through on a fake clock.

Every row is a fault as they said it, the evening in which it happens, and what must be true.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rehearsal.faults_of_calling import OF_CALLING, Fault, four
from tests.rehearsal.faults_of_time import OF_TIME
from tests.rehearsal.story import Story


@pytest.mark.parametrize("fault", [*OF_TIME, *OF_CALLING], ids=lambda fault: fault.said)
def test_no_longer(fault: Fault, tmp_path: Path) -> None:
    story = Story(tmp_path, fault.show)
    try:
        story.tell(fault.story)
    finally:
        story.session.close()


def test_a_story_that_is_not_true_is_said_with_its_line(tmp_path: Path) -> None:
    story = Story(tmp_path, four())
    try:
        with pytest.raises(AssertionError, match="'2 at 20:10' instead of '2 at 20:11': 20:00"):
            story.tell("20:00 GO, 2 at 20:11")
    finally:
        story.session.close()
