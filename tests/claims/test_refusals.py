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
        ("Norland denied an offer of talks from the council.", False),
        ("The mayor denied the request of the union.", False),
    ],
)
def test_a_refusal_is_no_denial(sentence: str, denied: bool) -> None:
    found = [c for f in find(read([document(sentence)], Settings()), Settings()) for c in f.claims]
    assert any(c.denied for c in found) is denied
