"""What a page runs into paragraphs: lists of topics, in the four kinds of cases; all places are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.intake.topics import runs_of_topics
from tests.intake.helpers import read_one, said

SYNTHETIC = [
    ("The bank gave way. Tags Karsk Flood Army Three bridges fell in Karsk.", "Tags Karsk Flood Army"),
    ("Tags: Karsk flood relief Army Rescuers pulled six from the river.", "Tags: Karsk flood relief Army"),
    ("It rained. Tags Karsk Teral Flood At least six people drowned.", "Tags Karsk Teral Flood"),
]  # fmt: skip
NEGATIVE = [
    "Tags were sewn on each coat, she said.",
    "The shop sold out. Tags Karsk had made were gone.",
    "He counted the price tags. Army trucks came at noon.",
    "It rained. Tags Karsk Teral Flood.",
]
KNOWN_FAILURES = [
    # A name of two words at the head of the sentence looks like one more topic and a name of one.
    ("It rained. Tags Karsk Flood Ana Belvo said that the dam was to hold.", "Tags Karsk Flood"),
]


def topics(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in runs_of_topics(text)]


@pytest.mark.parametrize(("text", "found"), SYNTHETIC)
def test_topics_are_told_from_the_sentence_behind_them(text: str, found: str) -> None:
    assert topics(text) == [found]


@pytest.mark.parametrize("text", NEGATIVE)
def test_prose_about_tags_stays_whole(text: str) -> None:
    assert topics(text) == []


@pytest.mark.xfail(reason="known failure", strict=True)
@pytest.mark.parametrize(("text", "found"), KNOWN_FAILURES)
def test_topics_before_a_long_name(text: str, found: str) -> None:
    assert topics(text) == [found]


def test_an_outlet_that_signs_its_article_describes_itself_at_its_end(tmp_path: Path) -> None:
    body = (
        "The bridge over the Teral was closed on Tuesday after the river rose by two metres, the mayor said."
    )
    about = (
        "Teral Courier Online Teral Courier is the valley's oldest daily newspaper, printed in four towns."
    )
    title = "Bridge over the Teral Closed as River Rises by Two Metres"
    front = f"Posted on April 4 2017 by Teral Courier Online {title}"
    document = read_one(tmp_path, f"{title}\n\n{front} {body} {body} {about}")
    assert said(document, "furniture") == [about]
