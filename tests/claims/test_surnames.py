"""Two people of one surname in one document, and the bare surname after them."""

from __future__ import annotations

import pytest

from tests.sentences import findings

TWO = "Adam Bel runs the mill. Lena Bel runs the union."


def last_speaker(text: str) -> str | None:
    return [c for c in findings(text).claims if c.sources][-1].sources[0].name


def test_two_people_of_one_surname_stay_two() -> None:
    people = {e.name for e in findings(TWO).entities if e.kind == "person"}
    assert people == {"Adam Bel", "Lena Bel"}


@pytest.mark.parametrize(
    ("first", "second", "people"),
    [
        ("Adam Bel", "Anna Bel", {"Adam Bel", "Anna Bel"}),
        ("Lena Bel", "Lina Bel", {"Lena Bel", "Lina Bel"}),
        ("Adam Bel", "A. Bel", {"Adam Bel"}),
        ("A. Bel", "Adam Bel", {"Adam Bel"}),
        ("Adam Bel", "Adam J. Bel", {"Adam J. Bel"}),
        ("Daniel Bel", "Dan Bel", {"Daniel Bel"}),
        ("Ahmed Tarin", "Ahmad Tarin", {"Ahmed Tarin"}),
    ],
)
def test_first_names_tell_people_apart(first: str, second: str, people: set[str]) -> None:
    found = findings(f"{first} runs the mill. {second} runs the union.")
    assert {e.name for e in found.entities if e.kind == "person"} == people


def test_an_initial_of_two_people_is_neithers() -> None:
    text = "Adam Bel runs the mill. Anna Bel runs the union. A. Bel said it was old."
    assert last_speaker(text) == "A. Bel"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Adam Bel runs the mill. Bel said it was old.", "Adam Bel"),
        (f"{TWO} Bel said the mill was old.", "Lena Bel"),
        ("Lena Bel runs the union. Adam Bel runs the mill. Bel said it was old.", "Adam Bel"),
        (f"{TWO} Adam Bel came home. Bel said the mill was old.", "Adam Bel"),
        ("Adam Bel met Lena Bel at the mill. Bel said it was old.", "Bel"),
        ("Adam Bel met Lena Bel at the mill. It burned. Bel said it was old. Bel said so twice.", "Bel"),
        ("Adam Bel met Lena Bel at the mill. Bel was glad. Lena Bel said it was old.", "Lena Bel"),
    ],
)
def test_a_bare_surname_is_the_nearest_ones_or_nobodys(text: str, name: str) -> None:
    assert last_speaker(text) == name


def test_two_surnames_without_their_comma_are_two_people() -> None:
    text = (
        "Blaming Obel Tarin says talks are over.\nPresident Omar Tarin spoke on Monday."
        " He met Adam Obel in May. Mr. Tarin left. Mr. Obel stayed."
    )
    assert {e.name for e in findings(text).entities if e.kind == "person"} == {"Omar Tarin", "Adam Obel"}


def test_a_name_of_a_first_name_and_a_surname_that_others_have_stays_one() -> None:
    text = "Adam Bel runs the mill. Carl Adam runs the union. Lena Bel runs the inn. Adam Tarin left."
    assert "Adam Bel" in {e.name for e in findings(text).entities if e.kind == "person"}
