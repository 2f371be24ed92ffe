"""Outlets that were told, by the order of words."""

from __future__ import annotations

import pytest

from sayso.claims.hearers import hearer
from tests.sentences import findings, reading


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
        ("A guard told the Senate that the mill burned.", "told", None),
        ("A guard told the Silver Cross board that the mill burned.", "told", None),
        ("A guard told Asharq Al-Awsat that the mill burned.", "told", "Asharq Al-Awsat"),
        ("A guard told Adam Bel of Fox News that the mill burned.", "told", "Fox News"),
        ("A guard told French broadcaster TAV that the mill burned.", "told", "TAV"),
        ("A guard told the newspaper that the mill burned.", "told", "the newspaper"),
        ("In an interview on CBS a guard said that the mill burned.", "said", "CBS"),
        ("A guard confirmed the toll to a TAV correspondent.", "confirmed", "TAV correspondent"),
        ("A guard responded to TAV and left.", "responded", None),
        ("A guard sent a letter to TAV and said the mill burned.", "said", None),
        ("The mill burned according to the Harbour Post.", "according", None),
        ("Speaking to TAV a guard said the mill burned, and the mayor said it did not.", "burned", None),
    ],
)
def test_who_was_told(text: str, cue: str, outlet: str | None) -> None:
    assert heard(text, cue) == outlet


def test_a_hearer_belongs_to_its_own_cue() -> None:
    text = "A guard told TAV that the mill burned and the mayor said nothing was lost."
    assert heard(text, "told") == "TAV"
    assert heard(text, "said") is None


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("Reuters sent a man. A guard told the agency that the mill burned.", ("Reuters",)),
        ("A nurse told WXTV it was late. A guard told the outlet the mill burned.", ("WXTV",)),
        ("A guard who spoke to Reuters at the gate said the mill burned.", ("Reuters",)),
        ("Adam Bel came in. A guard told Bel that the mill burned.", ()),
        ("In remarks carried by Reuters, a guard said the mill burned.", ("Reuters",)),
        ("A guard of the mill run by the Harbour Company said the mill burned.", ()),
    ],
)
def test_the_outlet_by_its_name(text: str, via: tuple[str, ...]) -> None:
    (found,) = (c for c in findings(text).claims if c.text == "the mill burned")
    assert found.via == via
