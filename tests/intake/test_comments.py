"""Readers' comments in bare text: what is taken for a talk, and what is not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.intake.comments import comment_lines
from sayso.intake.leftovers import scores
from sayso.intake.line_kinds import measure, shape_of
from tests.intake.test_leftovers import BODY, MENU, leftovers

OPINION = (
    "I have lived by the Teral for forty years, and in all that time I never saw the water come into a cellar"
    " before the mayor had gone home."
)
TALK = [
    line
    for name, day in (("Ana Roa", 4), ("Jo Lee", 5), ("riverfan2", 9))
    for line in (f"{name} says", f"July {day}, 2016 at 10:30 am", OPINION, "Reply")
]


def spans(lines: list[str]) -> list[str]:
    found = comment_lines([measure(line) for line in lines])
    return [line for n, line in enumerate(lines) if n in found]


@pytest.mark.parametrize(
    ("said", "shape"),
    [
        ("July 4, 2016", "date"),
        ("Posted on 4 July 2016", "date"),
        ("July 4, 2016 at 10:30 am", "moment"),
        ("2 days ago", "age"),
        ("Posted 3 hours ago", "age"),
        ("5h", "age"),
        ("4 min read", "reading time"),
        ("Ana Roa says:", "comment head"),
        ("writes:", "comment head"),
        ("Reply", "comment button"),
        ("12 replies", "comment button"),
        ("Log in to reply", "comment button"),
        ("Ana Roa", "name"),
        ("By Ana Roa", "name"),
        ("The bridge was closed on July 4, 2016, when the river rose by two metres", None),
        ("“Nobody was hurt,” the mayor of Tolk said.", None),
        ("Two days ago the river rose by a metre.", None),
        ("Search", None),
    ],
)
def test_short_lines_at_posts_have_their_shapes(said: str, shape: str | None) -> None:
    assert shape_of(measure(said)) == shape


def test_a_talk_is_found_from_its_first_head_to_its_last_button() -> None:
    assert spans([*BODY, "Leave your word", *TALK, "About us"]) == ["Leave your word", *TALK]


def test_comments_with_buttons_alone_and_ages_are_a_talk() -> None:
    talk = [line for age in ("2h", "3h", "1 day ago") for line in ("riverfan2", age, OPINION, "Reply")]
    assert spans([*BODY, *talk, *MENU]) == talk


@pytest.mark.parametrize(
    "lines",
    [
        TALK[:8],
        [line for hour in range(9, 20) for line in (f"{hour}:30", BODY[0], "Share")],
        [line for day in range(1, 9) for line in (f"July {day}, 2016", BODY[0])],
        [line for _ in range(5) for line in ("The mayor says", BODY[0])],
    ],
    ids=["two comments", "entries of a live page", "a timeline", "headings"],
)
def test_what_is_no_talk(lines: list[str]) -> None:
    assert not spans([*BODY, *lines, *BODY])


def test_comments_are_leftovers_however_much_their_prose_reads_as_an_article() -> None:
    found = leftovers([*MENU, "Bridge closed as river rises", *BODY, *TALK, *MENU])
    assert set(TALK) <= found
    assert not found & set(BODY)
    assert OPINION not in leftovers([*MENU, "Bridge closed as river rises", *BODY, OPINION, *MENU])


@given(st.lists(st.sampled_from([*TALK, *MENU, *BODY, "3h", "writes:", "5 replies"]), max_size=60))
def test_any_lines_are_asked_for_a_talk(lines: list[str]) -> None:
    found = comment_lines([measure(line) for line in lines])
    assert all(0 <= n < len(lines) for n in found)
    assert len(scores(lines)) == len(lines)


def test_a_flood_of_heads_and_buttons_costs_no_more_than_its_lines() -> None:
    lines = [measure(line) for line in ("3h", "Reply")] * 50_000
    begin = time.process_time()
    assert len(comment_lines(lines)) == len(lines)
    assert time.process_time() - begin < 10
