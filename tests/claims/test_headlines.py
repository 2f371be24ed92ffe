"""Who speaks in a headline: what stands before its colon, or who closes it behind where and what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.claims import find
from sayso.reading import read
from sayso.settings import Settings
from tests.sentences import document

Said = tuple[str, str | None]


def said(headline: str) -> list[Said]:
    """What a headline attributes, and to whom."""
    made = document(f"{headline}\nThe river fell on Monday.")
    first = replace(made.segments[0], kind="headline")
    made = replace(made, segments=(first, *made.segments[1:]))
    found = next(iter(find(read([made], Settings()), Settings())))
    return [(c.text, next((s.name for s in c.sources), None)) for c in found.claims if c.cue is not None]


@pytest.mark.parametrize(
    ("headline", "claim"),
    [
        # in the wild
        ("Port Tolk: toll rises to 86, says monitor", ("toll rises to 86", "monitor")),
        ("Norland: road is open, minister says", ("road is open", "minister")),
        ("Monitor: 12 dead in flood", ("12 dead in flood", "Monitor")),
        # synthetic
        ("Sami Tolk: toll rises to 86, says monitor", ("toll rises to 86", "monitor")),
        ("Maren: toll rises to 86: monitor", ("toll rises to 86", "monitor")),
        ("Maren: the road is open, says Tolk Council", ("the road is open", "Tolk Council")),
    ],
)
def test_who_closes_a_headline_says_it(headline: str, claim: Said) -> None:
    assert said(headline) == [claim]


@pytest.mark.parametrize("headline", ["Norland: toll rises to 86", "Maren: road closed: map"])
def test_a_place_before_a_colon_says_nothing(headline: str) -> None:
    assert said(headline) == []
