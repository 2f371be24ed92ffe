"""What is denied, and what is only denied to somebody."""

from __future__ import annotations

import pytest

from sayso.claims import find
from sayso.reading import read
from sayso.settings import Settings
from tests.sentences import document, findings


@pytest.mark.parametrize(
    ("sentence", "denied"),
    [
        ("The mill denied hiding the report.", True),
        ("The mill denied that access was closed.", True),
        ("The mill denied plans to sell the harbour.", True),
        ("The council dismissed the reports as invalid.", True),
        ("The council rejected these as invalid.", True),
        ("The army rejected having burned the market.", True),
        ("Norland denied an offer of talks from the council.", False),
        ("Northmill rejected Larkin's 27 dollars a share bid.", False),
        ("The union members rejected the agreement reached with the mill.", False),
        ("The union rejected the latest offer that was made by the mill.", False),
        ("The rules deny farm benefits to farmers who planted trees.", False),
        ("The mill denied a report that it was for sale.", True),
        ("Westmark flatly rejected the new rates.", False),
        ("Norland neither confirmed nor denied the report.", False),
        ("The mill declined to confirm or deny a report that it was for sale.", False),
        ("The mayor denied the request of the union.", False),
    ],
)
def test_a_refusal_is_no_denial(sentence: str, denied: bool) -> None:
    found = [c for f in find(read([document(sentence)], Settings()), Settings()) for c in f.claims]
    assert any(c.denied for c in found) is denied


@pytest.mark.parametrize(
    ("aside", "denied"),
    [
        # in the wild
        ("an account which the company called false", True),
        ("a claim the company denied", True),
        ("a claim rejected by the company", True),
        # synthetic
        ("an allegation that the company dismissed as baseless", True),
        ("which the company denied", True),
        # negative
        ("an account which the company has not confirmed", False),
        ("a claim that the company could deny", False),
        ("and left a hole, which the company refused to fill", False),
    ],
)
def test_who_rejects_what_another_says_beside_it_denies_it(aside: str, denied: bool) -> None:
    found = findings(f"Witnesses said there had been a blast, {aside}.").claims
    said = [(s.name, c.text, c.denied) for c in found for s in c.sources]
    rejected = ("company", "there had been a blast", True)
    assert (rejected in said) is denied
    assert (("Witnesses", "there had been a blast", False) in said) >= denied


def test_to_turn_a_bid_down_is_no_denial() -> None:
    text = "The union said the mill had got a bid, which the owner rejected last year."
    assert not any(c.denied for c in findings(text).claims)
