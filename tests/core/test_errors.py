"""What the machine says when it would not, and what it is called where it says nothing."""

from __future__ import annotations

from producer_app.core.errors import reason_of


def test_a_fault_of_the_machine_is_told_in_its_own_words() -> None:
    assert reason_of(PermissionError(13, "Permission denied")) == "Permission denied"


def test_a_fault_without_words_is_told_by_its_kind() -> None:
    assert reason_of(BrokenPipeError()) == "BrokenPipeError"
