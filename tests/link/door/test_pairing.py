"""Pairing codes and tokens: who gets in, once, and how long a guesser must wait."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producer_app.core.show import RoomId
from producer_app.link.door.pairing import (
    FAILURE_MEMORY,
    FAILURES_IN_ALL,
    FAILURES_PER_ADDRESS,
    REMEMBERED,
    Door,
    OpenCode,
    as_typed,
    hash_of,
    new_code,
    new_token,
    read_out,
)
from producer_app.link.protocol import Role

HERE = "127.0.0.1"


def open_door(code: str = "7KQ2M0XD", until: float = 120.0) -> Door:
    door = Door()
    door.open(OpenCode(code=code, room=RoomId("shop"), role=Role.ROOM, until=until))
    return door


def test_a_code_has_forty_bits_of_letters_that_cannot_be_mistaken() -> None:
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(len(code) == 8 and not set(code) & set("ILOU") for code in codes)


def test_a_token_has_256_bits_and_only_its_hash_is_kept() -> None:
    token = new_token()
    assert len(token) >= 43
    assert token not in hash_of(token)
    assert hash_of(token) == hash_of(token) != hash_of(new_token())


@given(st.sampled_from([str.lower, read_out, lambda c: f" {c[:4]} {c[4:]} "]))
def test_a_code_is_understood_however_it_is_typed(typed: object) -> None:
    code = new_code()
    assert callable(typed)
    assert as_typed(typed(code)) == code


@pytest.mark.parametrize("typed", ["O1234567", "o1234567", "0I234567", "0l234567"])
def test_letters_that_look_like_digits_are_those_digits(typed: str) -> None:
    assert open_door("01234567").enter(typed, HERE, 0.0) is not None


def test_a_code_lets_one_client_in_and_no_second() -> None:
    door = open_door()
    assert door.enter("7KQ2-M0XD", HERE, 1.0) is not None
    assert door.enter("7KQ2-M0XD", HERE, 2.0) is None


def test_a_code_that_has_run_out_lets_nobody_in() -> None:
    assert open_door(until=120.0).enter("7KQ2M0XD", HERE, 120.0) is None


@pytest.mark.parametrize("typed", ["", "--------", "7KQ2M0X", "7KQ2M0XE", "七" * 8, "\ud800" * 8])
def test_a_wrong_code_lets_nobody_in_whether_one_is_open_or_not(typed: str) -> None:
    assert open_door().enter(typed, HERE, 0.0) is None
    assert Door().enter(typed, HERE, 0.0) is None


def test_an_address_that_was_wrong_too_often_waits_a_minute_and_others_do_not() -> None:
    door = open_door()
    for _ in range(FAILURES_PER_ADDRESS):
        assert not door.must_wait(HERE, 1.0)
        door.enter("WRONG", HERE, 1.0)
    assert door.must_wait(HERE, 1.0 + FAILURE_MEMORY - 1)
    assert not door.must_wait("127.0.0.2", 1.0)
    assert not door.must_wait(HERE, 1.0 + FAILURE_MEMORY + 1)


def test_addresses_that_were_wrong_long_ago_are_forgotten() -> None:
    door = open_door()
    for number in range(5_000):
        door.enter("WRONG", f"fd00::{number:x}", float(number))
    assert len(door.wrong) <= REMEMBERED
    assert door.wrong["fd00::1387"]


def test_too_many_wrong_codes_in_all_end_the_code() -> None:
    door = open_door()
    for number in range(FAILURES_IN_ALL):
        door.enter("WRONG", f"127.0.1.{number}", 1.0)
    assert door.open_code is None
