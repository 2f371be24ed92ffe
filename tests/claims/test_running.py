"""Sources in text that lost its punctuation, and who is described without commas."""

from __future__ import annotations

import pytest

from sayso.claims.running import nearest, without_run_in
from sayso.claims.sources import SourceWords
from tests.sentences import findings, reading


def narrowed(text: str, first: str, last: str) -> str:
    tokens = reading(text).tokens
    begin = next(t for t in tokens if t.text == first)
    end = next(t for t in tokens if t.text == last and t.i >= begin.i)
    found = without_run_in(SourceWords(end, begin, end))
    return text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "first", "last", "phrase"),
    [
        ("They left the province a local source said.", "province", "source", "a local source"),
        ("It was led by Adam Bel the Observatory said.", "Adam", "Observatory", "the Observatory"),
        ("Adam Bel a nurse said the ward was full.", "Adam", "nurse", "Adam Bel a nurse"),
        ("Adam Bel the union chief said it was full.", "Adam", "chief", "Adam Bel the union chief"),
        ("Adam Bel, a nurse, said the ward was full.", "Adam", "nurse", "Adam Bel, a nurse"),
        ("Four were hurt in Tolk Meanwhile port officials said so.", "Tolk", "officials", "port officials"),
        ("A widely known local source said so.", "A", "source", "A widely known local source"),
    ],
)
def test_a_source_begins_where_its_own_phrase_does(text: str, first: str, last: str, phrase: str) -> None:
    assert narrowed(text, first, last) == phrase


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Nurse Bayan Baker said the clinic was full.", "Bayan Baker", "Nurse"),
        ("A nurse Bayan Baker said the clinic was full.", "Bayan Baker", "nurse"),
        ("Bayan Baker a nurse said the clinic was full.", "Bayan Baker", "nurse"),
        ("Bayan Baker a nurse at the camp said the clinic was full.", "Bayan Baker", "nurse at the camp"),
        ("Bayan Baker, a nurse, said the clinic was full.", "Bayan Baker", "nurse"),
        ("The clinic was full nurse Bayan Baker said.", "Bayan Baker", "nurse"),
        (
            "The clinic was full Bayan Baker a nurse at the Hill Clinic said.",
            "Bayan Baker",
            "nurse at the Hill Clinic",
        ),
        ("A spokesman for Adam Bel said the road was shut.", "spokesman for Adam Bel", None),
    ],
)
def test_a_named_person_with_a_role_beside(text: str, name: str, role: str | None) -> None:
    (source,) = next(c for c in findings(text).claims if c.sources).sources
    assert (source.name, source.role) == (name, role)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Four guards hurt in Tolk Meanwhile port officials told Reuters that the dam held.",
            "port officials",
        ),
        (
            "The Ferry Union denied it with a port official telling Reuters that the dam held.",
            "port official",
        ),
        ("Westmark, urging an inquiry, said that the dam held.", "Westmark"),
    ],
)
def test_the_speaker_right_before_the_cue(text: str, name: str) -> None:
    found = next(c for c in findings(text).claims if c.text.endswith("the dam held") and c.cue)
    assert [s.name for s in found.sources] == [name]


def test_who_stands_at_the_cue_speaks_and_not_a_heading_that_ran_in() -> None:
    text = (
        "Eight persons wounded in Fora and Kavra in Tolk Meanwhile civil sources told TAV that shells fell."
    )
    tokens = reading(text).tokens
    heading = SourceWords(tokens[1], tokens[0], tokens[6])
    found = nearest(heading, next(t for t in tokens if t.text == "told"))
    assert text[found.start : found.end] == "civil sources"
