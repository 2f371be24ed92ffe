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
        ("Air raid kills 8 rebel militants Report", ("Air raid kills 8 rebel militants", "Report")),
        ("Families demand answers in Port Callow", ("answers in Port Callow", "Families")),
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


def people(text: str) -> tuple[set[str], list[str | None]]:
    """The people of a text whose first line is its headline, and who says what in it."""
    made = document(text)
    first = replace(made.segments[0], kind="headline")
    made = replace(made, segments=(first, *made.segments[1:]))
    found = next(iter(find(read([made], Settings()), Settings())))
    said_by = [next((s.name for s in c.sources), None) for c in found.claims if c.cue is not None]
    return {e.name for e in found.entities if e.kind == "person"}, said_by


def test_the_first_word_of_a_headline_is_no_person_where_the_text_knows_it_for_a_noun() -> None:
    below = (
        "The toll from the sinking of the ferry rose to 19, coast guard spokesman Ivo Marsh said."
        " “We do not expect to find survivors,” he said."
    )
    found, said_by = people(f"Ferry toll climbs to 19, agency says\n{below}")
    assert found == {"Ivo Marsh"} and said_by == ["agency", "Ivo Marsh", "Ivo Marsh"]


def test_a_surname_that_is_a_noun_too_stays_a_name() -> None:
    below = "The mayor Ada Marsh said the road was closed. Water is in the marsh. “It is deep,” Marsh said."
    found, said_by = people(f"Marsh says road is closed\n{below}")
    assert found == {"Ada Marsh"} and set(said_by) == {"Ada Marsh"}
