"""When what is told happened, and when it was said."""

from __future__ import annotations

import pytest

from tests.sentences import findings

PUBLISHED = "2021-12-01"


def spans_of_claims(text: str, published: str | None = PUBLISHED) -> list[tuple[str | None, str | None]]:
    """The intervals of when what the claims of a text say is said to have happened."""
    return [(c.time.from_, c.time.to) if c.time else (None, None) for c in findings(text, published).claims]


def test_happening_and_saying_are_two_things() -> None:
    claim = findings("The ferry sank on Monday, the harbour master said on Tuesday.", PUBLISHED).claims[0]
    assert claim.time is not None and claim.time.from_ == "2021-11-29"
    assert claim.said is not None and claim.said.from_ == "2021-11-30"


def test_what_went_on_since_a_date_goes_on_until_publication() -> None:
    assert spans_of_claims("Nine boats have sunk since Sunday.") == [("2021-11-28", "2021-12-01")]


def test_without_a_publication_date_it_has_no_end() -> None:
    assert spans_of_claims("Nine boats have sunk since 5 March 2020.", None) == [("2020-03-05", None)]


def test_from_one_date_to_another() -> None:
    whole = [("2020-12-01", "2021-07-31")]
    assert spans_of_claims("The siege lasted from December 2020 to July 2021.") == whole
    assert spans_of_claims("Nine boats sank between December 2020 and July 2021.") == whole


def test_two_dates_that_are_no_stretch_stay_two() -> None:
    told = spans_of_claims("A boat sank on 3 March 2020 and on 5 May 2021.")
    assert told == [("2020-03-03", "2020-03-03")]


def test_a_stretch_up_to_now_is_when_it_happened() -> None:
    assert spans_of_claims("Nine boats sank in the past 24 hours.") == [("2021-11-30", "2021-12-01")]


def test_a_figure_has_the_time_of_its_clause() -> None:
    figures = findings(
        "Nine boats sank on Monday, and the flood damaged six houses on Tuesday.", PUBLISHED
    ).figures
    assert [f.time.from_ for f in figures if f.time] == ["2021-11-29", "2021-11-30"]


def test_what_something_is_held_against_is_not_when_it_happened() -> None:
    assert spans_of_claims("It was the worst flood in the valley since July 2012.") == [(None, None)]


@pytest.mark.parametrize(
    ("text", "happened"),
    [
        ("The council met on Tuesday, two days after a raid that killed nine people.", None),
        ("A law was adopted on 3 November following a flood that killed nine people.", None),
        ("The road was closed on Tuesday, after nine people were killed there on Monday.", "2021-11-29"),
        ("On Tuesday, hours after the truce, a raid killed nine people.", "2021-11-30"),
        ("A bomb went off on Tuesday after a warning, killing nine people.", "2021-11-30"),
    ],
)
def test_what_came_before_was_not_at_the_time_of_what_came_after(text: str, happened: str | None) -> None:
    (killed,) = (f for f in findings(text, PUBLISHED).figures if f.event == "killed")
    assert (killed.time.from_ if killed.time else None) == happened
