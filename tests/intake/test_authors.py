"""Names of authors: in markup, in bylines, and lines that name nobody."""

from __future__ import annotations

import pytest

from sayso.intake.authors import author_names, byline_names, is_person, stated_names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Mira Tolan", ["Mira Tolan"]),
        ("by Mira Tolan and Ana Belvo", ["Mira Tolan", "Ana Belvo"]),
        ("Written by: Mira Tolan, Ana Belvo & Jo van Ost", ["Mira Tolan", "Ana Belvo", "Jo van Ost"]),
        ("BY MIRA TOLAN", ["MIRA TOLAN"]),
        ("By Mira Tolan, science editor of the Teral Post", ["Mira Tolan"]),
        ("By Mira Tolan, Deputy CTO, Belvo Works", ["Mira Tolan"]),
        ("By Mira Tolan on July 1, 2016 at 10:00", ["Mira Tolan"]),
        ("Mira Tolan July 1, 2016", ["Mira Tolan"]),
        ("By Mira Tolan | Karsk", ["Mira Tolan"]),
        ("By Dr. Mira Tolan, PhD", ["Mira Tolan"]),
        ("Published on July 1, 2016 by Mira Tolan", ["Mira Tolan"]),
        ("Posted by riverwatcher on Friday", ["riverwatcher"]),
        ("By staff reports", []),
        ("By the numbers", []),
        ("Opinion", []),
        ("Teral Post", []),
        ("", []),
    ],
)
def test_bylines_name_their_authors(line: str, names: list[str]) -> None:
    assert byline_names(line, "Teral Post") == names


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (["Mira Tolan"], ["Mira Tolan"]),
        (["By Mira Tolan, Ana Belvo"], ["Mira Tolan", "Ana Belvo"]),
        (["Mira Tolan | Teral Post"], ["Mira Tolan"]),
        (["riverwatcher"], ["riverwatcher"]),
        (["Karsk News Agency"], []),
        (["Teral Post"], []),
        (["Teral Post Media"], []),
        (["admin"], []),
        (["Staff Writer"], []),
        (["https://post.example/mira"], []),
        (["mira@post.example"], []),
        ([""], []),
    ],
)
def test_markup_names_authors_but_not_the_outlet_or_nobody(written: list[str], names: list[str]) -> None:
    assert stated_names(written, ["Teral Post", "Teral Post Media"]) == names


def test_a_line_with_one_part_that_is_nobody_names_nobody() -> None:
    assert author_names("Mira Tolan and agencies") == []
    assert author_names("Mira Tolan and Ana Belvo") == ["Mira Tolan", "Ana Belvo"]


@pytest.mark.parametrize("name", ["Skip Advertisement", "News Desk", "mira tolan", "Mira", "Mira Tolan 3"])
def test_what_is_no_persons_name(name: str) -> None:
    assert not is_person(name)
