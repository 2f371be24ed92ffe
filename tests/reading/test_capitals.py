"""Text in capitals throughout is given small letters, of the same length, before it is parsed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.capitals import in_capitals, restored
from tests.sentences import findings

WIRE = "TWELVE PEASANTS DIED AND SEVEN OTHERS WERE WOUNDED NEAR ZARVIA ON MONDAY. THE ARMY DENIED IT."


def test_common_words_lose_their_capitals_and_names_keep_one() -> None:
    told = "Twelve peasants died and seven others were wounded near Zarvia on Monday. The army denied it."
    assert restored(WIRE) == told


def test_only_whole_texts_in_capitals_are_changed() -> None:
    assert in_capitals(WIRE)
    assert not in_capitals("The UNESCO and NATO chiefs met.")
    assert not in_capitals("OK")


@given(st.text(max_size=200))
def test_offsets_stay(text: str) -> None:
    assert len(restored(text)) == len(text)


def test_figures_are_read_in_capitals() -> None:
    found = [(f.low, f.event, f.text) for f in findings(WIRE).figures]
    assert found == [(12, "killed", "TWELVE PEASANTS"), (7, "wounded", "SEVEN OTHERS")]
