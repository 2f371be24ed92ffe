"""Caps: what passes them is said in one sentence and costs itself."""

from __future__ import annotations

import time
from pathlib import Path

from sayso.model import Failure
from sayso.settings import Settings
from tests.intake.helpers import fail_one, read_all, read_one, write
from tests.intake.test_html import ARTICLE, page


def test_a_page_of_too_many_elements(tmp_path: Path) -> None:
    assert fail_one(tmp_path, "<html><body>" + "<p>x" * 300_000, "a.html").kind == "too_large"
    assert fail_one(tmp_path, '{"text": "' + "<p>x" * 300_000 + '"}', "a.jsonl").kind == "too_large"


def test_a_hundred_thousand_nested_elements_are_read(tmp_path: Path) -> None:
    nested = "<html><body>" + "<div>" * 100_000 + "The bridge over the Teral was closed on Tuesday."
    assert "The bridge over the Teral" in read_one(tmp_path, nested, "a.html").text


def test_a_text_that_is_too_long(tmp_path: Path) -> None:
    (failure,) = read_all(write(tmp_path, "word " * 300, "a.txt"), settings=Settings(max_record_chars=1000))
    assert isinstance(failure, Failure)
    assert failure.kind == "too_large"


def test_a_file_of_failures_is_read_no_further(tmp_path: Path) -> None:
    found = read_all(write(tmp_path, "{}\n" * 30_000, "a.jsonl"))
    assert len(found) == 10_001
    last = found[-1]
    assert isinstance(last, Failure)
    assert (last.member, last.kind) == (None, "malformed")
    assert "was read no further" in last.what
    many = write(tmp_path, '{"text": "The bridge was closed."}\n' * 50 + "{}\n" * 500, "b.jsonl")
    assert len(read_all(many)) == 550


def test_a_mail_of_too_many_parts(tmp_path: Path) -> None:
    mail = "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n" + "--b\n\n" * 20_000
    assert fail_one(tmp_path, mail, "a.eml").kind == "malformed"


def test_records_nested_without_end(tmp_path: Path) -> None:
    for opened, closed in (('{"text":', "}"), ('{"body":{"sections":[', "]}}"), ("[", "]")):
        for depth in (100, 400, 900):
            found = read_all(write(tmp_path, opened * depth + '"x"' + closed * depth, "a.json"))
            assert all(isinstance(thing, Failure) and thing.kind != "crashed" for thing in found)


def test_a_letter_that_goes_on_in_a_footer_takes_time_by_its_length(tmp_path: Path) -> None:
    footer = f"<footer><p>{'A' * 60_000}</p></footer>"
    started = time.perf_counter()
    read_one(tmp_path, page(ARTICLE + footer), "a.html")
    assert time.perf_counter() - started < 10
