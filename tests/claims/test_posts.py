"""Posts of social media: who wrote them."""

from __future__ import annotations

import pytest

from tests.sentences import findings

Said = list[tuple[str, str, str | None]]


def said(text: str) -> Said:
    """What is claimed, how, and by whom."""
    found = findings(text).claims
    assert all(text[c.start : c.end] == c.text for c in found)
    return [(c.text, c.mode, c.sources[0].name if c.sources else None) for c in found]


@pytest.mark.parametrize(
    ("text", "writer"),
    [
        ("@millwatch: The mill burned down.", "@millwatch"),
        ("RT @millwatch: The mill burned down.", "@millwatch"),
        ("Adam Bel (@adambel): The mill burned down.", "Adam Bel"),
        ("The mill burned down. — Adam Bel (@adambel)", "Adam Bel"),
        ("The mill burned down.\n— Adam Bel (@adambel) March 3, 2017", "Adam Bel"),
        ("The mill burned down. https://example.org/a\n— Adam Bel (@adambel) 3 March 2017", "Adam Bel"),
        ("The mill burned down.\nAdam Bel (@adambel) March 3, 2017", "Adam Bel"),
    ],
)
def test_a_post_is_its_writers(text: str, writer: str) -> None:
    assert said(text) == [("The mill burned down.", "direct", writer)]


def test_a_handle_is_whose_name_stands_before_it() -> None:
    text = "@adambel: The mill burned down. Who saw it?\nAdam Bel (@adambel) wrote: “The mill was old.”"
    assert said(text) == [
        ("The mill burned down.", "direct", "Adam Bel"),
        ("The mill was old.", "direct", "Adam Bel"),
    ]


def test_a_handle_is_no_part_of_a_name() -> None:
    (claim,) = findings("The River Union (@riverunion) posted: “The mill was old.”").claims
    assert (claim.sources[0].text, claim.sources[0].name) == ("The River Union", "River Union")


def test_what_a_post_reports_is_its_writers_word() -> None:
    text = (
        "The mayor said the mill burned. A guard told Reuters that it was old.\n"
        "— Adam Bel (@adambel) March 3, 2017"
    )
    assert said(text) == [
        ("The mayor said the mill burned.", "direct", "Adam Bel"),
        ("A guard told Reuters that it was old.", "direct", "Adam Bel"),
    ]


def test_a_post_whose_writer_was_named_above_is_told_once() -> None:
    text = "Adam Bel posted:\nWe closed the bridge.\n— Adam Bel (@adambel) March 3, 2017\nIt is open."
    assert said(text) == [
        ("We closed the bridge.", "direct", "Adam Bel"),
        ("It is open.", "narrated", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Write to us at post@example.org.",
        "Ada Roth (@adaroth) is a writer.",
        "The mill burned down, as readers of (@millwatch) know: it is gone.",
    ],
)
def test_other_handles_make_no_post(text: str) -> None:
    assert all(mode == "narrated" for _, mode, _ in said(text))
