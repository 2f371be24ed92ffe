"""Outlets that were told, by the order of words."""

from __future__ import annotations

import pytest

from sayso.claims.hearers import hearer
from tests.sentences import reading


def heard(text: str, cue: str) -> str | None:
    token = next(t for t in reading(text).tokens if t.text == cue)
    found = hearer(token)
    return text[found.start : found.end] if found is not None else None


@pytest.mark.parametrize(
    ("text", "cue", "outlet"),
    [
        ("A guard told TAV reporter that the mill burned.", "told", "TAV reporter"),
        ("A guard told Reuters the mill burned.", "told", "Reuters"),
        ("In a statement to TAV a guard at the gate said that the mill burned.", "said", "TAV"),
        ("Speaking to TAV on Monday a guard said the mill burned.", "said", "TAV"),
        ("A guard told the mayor that the mill burned.", "told", None),
        ("A guard told Paris that the mill burned.", "told", None),
        ("A guard told reporters that the mill burned.", "told", None),
        ("Speaking to TAV a guard said the mill burned, and the mayor said it did not.", "burned", None),
    ],
)
def test_who_was_told(text: str, cue: str, outlet: str | None) -> None:
    assert heard(text, cue) == outlet


def test_a_hearer_belongs_to_its_own_cue() -> None:
    text = "A guard told TAV that the mill burned and the mayor said nothing was lost."
    assert heard(text, "told") == "TAV"
    assert heard(text, "said") is None
