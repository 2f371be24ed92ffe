"""What is denied, and what is only denied to somebody."""

from __future__ import annotations

import pytest

from sayso.claims import find
from sayso.reading import read
from sayso.settings import Settings
from tests.sentences import document


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
