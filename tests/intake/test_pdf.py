"""PDF: the text of its pages in order, and where each stretch of it stood."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from sayso.intake.pdf import Line, join_pages
from tests.intake.containers.build import pdf
from tests.intake.helpers import fail_one, read_one, said


def lines(*texts: str, top: float = 700, left: float = 72) -> list[Line]:
    """Lines of one paragraph."""
    return [Line(text, left, top - 14 * n, 13) for n, text in enumerate(texts)]


def test_pages_in_order_with_their_place(tmp_path: Path) -> None:
    first = [
        (72, 720, "The bridge over the Teral was closed on Tues-"),
        (72, 706, "day after the river rose by two metres."),
        (72, 678, "The ministry gave no date for its opening,"),
        (72, 664, "and said nothing of the market in Tolk."),
    ]
    second = [(72, 720, "Traders said the market would stay shut.")]
    document = read_one(tmp_path, pdf([first, second]), "a.pdf")
    assert said(document, "body") == [
        "The bridge over the Teral was closed on Tuesday after the river rose by two metres.",
        "The ministry gave no date for its opening, and said nothing of the market in Tolk.",
        "Traders said the market would stay shut.",
    ]
    assert [place for _, _, place in document.source_map] == ["page 1", "page 2"]
    start, end, _ = document.source_map[1]
    assert document.text[start:end] == "Traders said the market would stay shut."
    assert document.member is None


def test_a_scan_is_one_sentence(tmp_path: Path) -> None:
    failure = fail_one(tmp_path, pdf([[], []]), "scan.pdf")
    assert failure.kind == "empty"
    assert "scan" in failure.what
    assert "OCR" in failure.what


@pytest.mark.parametrize("data", [b"%PDF-1.4 nothing", b"%PDF-" + b"\x00" * 500, pdf([[(1, 1, "x")]])[:150]])
def test_damaged_files(tmp_path: Path, data: bytes) -> None:
    assert fail_one(tmp_path, data, "a.pdf").kind in ("malformed", "empty")


def test_without_the_library_one_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    failure = fail_one(tmp_path, pdf([[(72, 700, "The bridge was closed.")]]), "a.pdf")
    assert failure.kind == "unsupported"
    assert "pip install 'sayso[archive]'" in failure.what


def test_one_that_takes_too_long_or_dies_costs_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = pdf([[(72, 700, "The bridge was closed.")]])
    program = tmp_path / "program.py"
    monkeypatch.setattr("sayso.intake.pdf._PROGRAM", program)
    monkeypatch.setattr("sayso.intake.pdf._TIMEOUT_S", 0.5)
    program.write_text("import time; time.sleep(30)")
    assert fail_one(tmp_path, data, "a.pdf").kind == "timeout"
    program.write_text("import os; os.abort()")
    assert fail_one(tmp_path, data, "a.pdf").kind == "crashed"


def test_a_sentence_goes_on_over_the_page() -> None:
    text, places = join_pages(
        [lines("The bridge was closed by", "order of the"), lines("ministry on Tuesday.")]
    )
    assert text == "The bridge was closed by order of the ministry on Tuesday."
    assert places == [(0, 37, "page 1"), (38, len(text), "page 2")]


def test_paragraphs_by_gap_indent_and_size() -> None:
    page = [
        Line("Bridge closed", 72, 740, 24),
        *lines("The bridge was closed.", "It stays shut."),
        Line("The ministry said so.", 86, 672, 13),
        Line("And more.", 72, 658, 13),
        Line("Traders agreed.", 72, 620, 13),
    ]
    text, _ = join_pages([page])
    assert text.split("\n\n") == [
        "Bridge closed",
        "The bridge was closed. It stays shut.",
        "The ministry said so. And more.",
        "Traders agreed.",
    ]


def test_broken_words_are_whole_and_own_hyphens_stay() -> None:
    text, _ = join_pages([lines("the hos\ufffe", "pital of Al\ufffe", "Tolk and Al\ufffeMaren")])
    assert text == "the hospital of Al-Tolk and Al-Maren"


def test_a_column_goes_on_at_its_head() -> None:
    page = [*lines("The bridge was", "closed by the", top=300), *lines("ministry.", top=700, left=320)]
    assert join_pages([page])[0] == "The bridge was closed by the ministry."


@pytest.mark.parametrize(("pages", "length"), [(1, 16_000), (2_000, 60)])
def test_joining_takes_time_by_the_length(pages: int, length: int) -> None:
    page = lines(*["word after word after word"] * length, top=0)
    started = time.perf_counter()
    join_pages([page] * pages)
    assert time.perf_counter() - started < 4
