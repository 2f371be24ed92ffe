"""A headline said again as the text's first line is said once."""

from __future__ import annotations

from dataclasses import replace

from sayso.claims import find
from sayso.model import Claim, Document, Segment
from sayso.reading import read
from sayso.settings import Settings
from tests.sentences import document

HEAD = "Flood kills 12 people in the town of Tolk"


def claims(text: str) -> tuple[Claim, ...]:
    """The claims of a text whose first line is its headline."""
    made: Document = document(text)
    first: Segment = replace(made.segments[0], kind="headline")
    (found,) = find(read([replace(made, segments=(first, *made.segments[1:]))], Settings()), Settings())
    return found.claims


def test_the_first_line_names_the_headline_that_it_says_again() -> None:
    head, again, *_ = claims(f"{HEAD}\n{HEAD}. The mayor Ann Roe said the dam had been old.")
    assert (head.echo_of, again.echo_of) == (None, head.id)


def test_a_date_before_it_changes_nothing() -> None:
    head, again = claims(f"{HEAD}\n6 October 2021 {HEAD}.")
    assert again.echo_of == head.id


def test_what_says_more_than_the_headline_is_no_echo() -> None:
    told = claims(f"{HEAD}\nA flood killed 12 people in the town of Tolk when the old dam gave way at night.")
    assert not [c for c in told if c.echo_of]


def test_without_a_headline_nothing_is_said_again() -> None:
    (found,) = find(read([document(f"{HEAD}.\n{HEAD}.")], Settings()), Settings())
    assert not [c for c in found.claims if c.echo_of]
