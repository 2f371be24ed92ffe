"""Notices around an article on whose work it is, in bare text and on pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.model import Document
from tests.intake.helpers import check, read_one, said
from tests.intake.test_html import ARTICLE, FIRST, SECOND, THIRD, page

TEXT = "\n\n".join(("Bridge closed as river rises", FIRST, SECOND, THIRD))

NAMED = [
    ("With material from AFP and Reuters.", ["AFP", "Reuters"]),
    ("(With inputs from PTI)", ["PTI"]),
    ("Additional reporting by the Associated Press", ["Associated Press"]),
    ("AFP contributed to this report.", ["AFP"]),
    ("© AFP 2016", ["AFP"]),
    ("Copyright 2016 The Associated Press. All rights reserved.", ["Associated Press"]),
    ("This article was first published by Daily Pilot.", ["Daily Pilot"]),
    ("This article was originally published on Daily Pilot on 4 May 2016.", ["Daily Pilot"]),
    ("This piece is republished from the Eastgate Review under a free licence.", ["Eastgate Review"]),
    ("This story was produced by Daily Pilot and is republished here with permission.", ["Daily Pilot"]),
    ("Republished with permission from Daily Pilot.", ["Daily Pilot"]),
    ("Editor's note: This essay originally appeared in Eastgate Review.", ["Eastgate Review"]),
    ("Distributed by Reuters.", ["Reuters"]),
    ("Read the original article on Daily Pilot.", ["Daily Pilot"]),
    ("Via Daily Pilot", ["Daily Pilot"]),
    ("Translated from the original in Le Monde.", ["Le Monde"]),
    ("Source: TASS", ["TASS"]),
]
UNNAMED = [
    "With inputs from agencies",
    "Translated from Arabic by Mira Tolan",
    "Mira Tolan contributed to this report.",
    "Reporting by Mira Tolan; editing by Ana Roa",
]


def both(tmp_path: Path, notice: str) -> list[Document]:
    """The article with a notice behind it, as text and as a page."""
    documents = [
        read_one(tmp_path, f"{TEXT}\n\n{notice}\n", "a.txt"),
        read_one(tmp_path, page(f"{ARTICLE}<p>{notice}</p>"), "a.html"),
    ]
    for document in documents:
        check(document)
    return documents


@pytest.mark.parametrize(("notice", "names"), NAMED)
def test_whom_a_notice_names_is_in_the_chain_with_its_characters(
    tmp_path: Path, notice: str, names: list[str]
) -> None:
    for document in both(tmp_path, notice):
        assert [r.name for r in document.relay] == names
        assert all(
            r.status == "declared" and document.text[r.start : r.end] == r.name for r in document.relay
        )
        assert said(document, "credit") == [notice]
        assert said(document, "body") == [FIRST, SECOND, THIRD]
        assert document.outlet in (None, "Teral Post")


@pytest.mark.parametrize("notice", UNNAMED)
def test_people_and_agencies_without_a_name_are_no_relay(tmp_path: Path, notice: str) -> None:
    for document in both(tmp_path, notice):
        assert document.relay == ()
        assert said(document, "credit") == [notice]


@pytest.mark.parametrize(
    "sentence",
    [
        "This report was published by River Rights Watch on Tuesday, and the ministry answered it.",
        "The story was told by Mira Tolan to the mayor of Tolk, who wrote it down on Monday.",
        "This article of the law was written by the ministry, the mayor of Tolk said on Monday.",
    ],
)
def test_what_an_article_tells_is_no_notice(tmp_path: Path, sentence: str) -> None:
    text = "\n\n".join(
        ("Bridge closed as river rises", FIRST, sentence, SECOND, sentence.replace("Tolk", "Teral"))
    )
    document = read_one(tmp_path, text, "a.txt")
    assert document.relay == ()
    assert sentence in said(document, "body")
    assert sentence.replace("Tolk", "Teral") in said(document, "body")


def test_a_chain_stands_in_the_order_of_its_notices(tmp_path: Path) -> None:
    notices = "Via Daily Pilot\n\nThis article was first published by Eastgate Review.\n\n© AFP 2016"
    document = read_one(tmp_path, f"{TEXT}\n\n{notices}\n", "a.txt")
    assert [r.name for r in document.relay] == ["Daily Pilot", "Eastgate Review", "AFP"]


def test_a_correction_behind_a_bare_text_is_no_body(tmp_path: Path) -> None:
    note = "Correction: An earlier version of this article gave the wrong height of the river on Monday."
    document = read_one(tmp_path, f"{TEXT}\n\n{note}\n", "a.txt")
    assert said(document, "correction") == [note]
    assert said(document, "body") == [FIRST, SECOND, THIRD]
