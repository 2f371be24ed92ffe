"""Deeds of another occasion than the one that an article is about."""

from __future__ import annotations

import pytest

from tests.comparison.test_charges import conflicts

DENIAL = "The Russian army denied using chemical weapons in Tolk on Tuesday."


def test_a_charge_of_earlier_deeds_is_not_what_is_denied_now() -> None:
    now = "The United States accused Russia of shelling the port of Tolk with sarin gas."
    assert conflicts(now, DENIAL)
    assert not conflicts(now.replace("sarin gas", "sarin gas in the past"), DENIAL)


def test_a_denial_of_earlier_charges_answers_none_of_today() -> None:
    denial = "Moscow denied previous accusations of using chemical weapons."
    assert not conflicts("The mayor Ann Roe said Russia was behind the gas attack on Tolk.", denial)


@pytest.mark.parametrize(
    "asked",
    ["demanded proof that Russia was", "said whoever was", "investigated suggestions that Russia was"],
)
def test_who_asks_for_proof_accuses_nobody(asked: str) -> None:
    assert not conflicts(f"The mayor Ann Roe {asked} responsible for the gas attack on Tolk.", DENIAL)


def test_a_denial_that_follows_a_charge_of_old_is_of_that() -> None:
    text = "The United States accused Russia of using sarin gas in the past. Moscow denied using gas."
    assert conflicts(text)


def test_what_was_charged_previously_is_not_what_is_denied_now() -> None:
    now = "The United States accused Russia of using chemical weapons in Tolk."
    assert conflicts(now, DENIAL)
    assert not conflicts(now.replace("accused", "has previously accused"), DENIAL)
