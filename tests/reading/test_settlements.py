"""Places that a document calls a town, a city or a province, in the four kinds of cases; all are invented."""

from __future__ import annotations

import pytest

from tests.sentences import findings, reading

SYNTHETIC = [
    ("Six died in Brenna governorate. Brenna buried them.", "Brenna"),
    ("Nobody lives in the village of Tarku. Tarku burned in May.", "Tarku"),
]
NEGATIVE = [
    # A surname stays a surname, though a town is called so too.
    ("Ada Lincoln spoke in the town of Lincoln. Lincoln was born there.", "Ada Lincoln", "person"),
    ("The head of Teral Watch spoke. Teral Watch runs the wells.", "Teral Watch", "organization"),
]
KNOWN_FAILURES = [
    # Without a comma, the subject behind the place looks like a part of its name.
    ("When it held the city of Palmar Zelots burned its gates. Palmar is old.", "Palmar"),
]


def places(text: str) -> set[str]:
    return {text[n.start : n.end] for n in reading(text).names if n.kind == "place"}


@pytest.mark.parametrize(("text", "place"), SYNTHETIC)
def test_what_is_called_a_town_is_a_place_wherever_it_is_named(text: str, place: str) -> None:
    named = [n.kind for n in reading(text).names if text[n.start : n.end] == place]
    assert named == ["place"] * text.count(place)


@pytest.mark.parametrize(("text", "name", "kind"), NEGATIVE)
def test_people_and_bodies_stay_what_they_are(text: str, name: str, kind: str) -> None:
    assert (name, kind) in {(e.name, e.kind) for e in findings(text).entities}
    assert name.rsplit(maxsplit=1)[-1] not in places(text.split(". ")[1])


@pytest.mark.xfail(reason="known failure", strict=True)
@pytest.mark.parametrize(("text", "place"), KNOWN_FAILURES)
def test_a_place_before_a_subject_without_a_comma(text: str, place: str) -> None:
    assert place in places(text.split(". ", maxsplit=1)[0])


def test_what_is_for_something_is_no_place() -> None:
    text = (
        "At least 49 civilians were killed in raids near Maren, the Issa Observatory for Civil Rights said."
    )
    kinds = {n.kind for n in reading(text).names if "Observatory" in text[n.start : n.end]}
    assert kinds == {"organization"}
