"""What was learned and states nothing makes no claim."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.claims import by_rules, find, with_blocks
from sayso.claims.attribution import LEARNED, OTHER
from sayso.claims.stances import states_something
from sayso.settings import Settings
from tests.sentences import reading


@pytest.mark.parametrize(
    ("text", "kind", "states"),
    [
        ("The mayor said that the road was open.", OTHER, True),
        ("The mayor said that the road was open.", "support", True),
        ("The mayor denied the report.", OTHER, False),
        ("The mayor denied the report.", "support", False),
        ("The mayor denied the report.", "deny", True),
        ("The mayor denied a report that was made by the guard.", OTHER, False),
    ],
)
def test_an_attitude_needs_a_clause(text: str, kind: str, states: bool) -> None:
    found = by_rules(with_blocks(reading(text)))[0]
    assert states_something(replace(found, rule=LEARNED, kind=kind)) is states
    assert states_something(found)


def test_what_was_never_said_is_no_statement() -> None:
    found = by_rules(
        with_blocks(reading("The mayor said that the road was open, and could not say when it closed."))
    )
    never = next(t for t in found[0].cue.sentence.tokens if t.text == "say")
    assert not states_something(replace(found[0], rule=LEARNED, cue=never))


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("The mayor denied the report.", False),
        ("The mayor said that the road was open.", True),
        ("The mayor vowed to open the road.", True),
    ],
)
def test_on_nobodys_word_only_a_clause_is_a_statement(text: str, states: bool) -> None:
    found = by_rules(with_blocks(reading(text)))[0]
    assert states_something(replace(found, rule=LEARNED, source=None)) is states


def test_a_wish_to_go_unnamed_is_no_statement() -> None:
    text = "The talks went on, said a guard who asked not to be named and asked them to stay away."
    found = [c.text for f in find([reading(text)], Settings()) for c in f.claims]
    assert "The talks went on" in found and not any("named" in claim for claim in found)
