"""Saved pages: the marks of browsers and archivers, and addresses within a web archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.intake.saved import out_of_archive, read_saved
from tests.intake.helpers import read_one, said
from tests.intake.test_html import ARTICLE, page

URL = "https://post.example/bridge"


@pytest.mark.parametrize(
    ("mark", "url", "captured"),
    [
        ("<!-- saved from url=(0027)https://post.example/bridge -->", URL, None),
        (
            "<!--\n Page saved with SingleFile \n url: https://post.example/bridge \n"
            " saved date: Tue Mar 01 2022 10:20:30 GMT+0100 (Central European Standard Time)\n-->",
            URL,
            "2022-03-01T10:20:30+0100",
        ),
        (
            "<!-- Mirrored from post.example/bridge by HTTrack Website Copier/3.x [XR&CO'2014],"
            " Tue, 01 Mar 2022 10:20:30 GMT -->",
            "http://post.example/bridge",
            "2022-03-01T10:20:30Z",
        ),
        (
            "<!-- Saved from https://post.example/bridge at 2022-03-01T10:20:30Z using monolith v2.6 -->",
            URL,
            "2022-03-01T10:20:30Z",
        ),
        (
            "<!-- FILE ARCHIVED ON 10:20:30 Mar 1, 2022 AND RETRIEVED FROM AN ARCHIVE ON 1:00:00 -->",
            None,
            "2022-03-01T10:20:30Z",
        ),
        (
            "<!-- saved from url=(0063)https://web.archive.org/web/20220301102030/"
            "https://post.example/bridge -->",
            URL,
            "2022-03-01T10:20:30Z",
        ),
    ],
)
def test_marks_say_where_from_and_when(mark: str, url: str | None, captured: str | None) -> None:
    saved = read_saved(f"<!DOCTYPE html>\n{mark}\n<html><body><p>Text.</p></body></html>")
    assert saved is not None
    assert (saved.url, saved.captured) == (url, captured)


def test_a_page_without_a_mark_bears_none() -> None:
    assert read_saved("<html><body><p>saved from url nothing</p></body></html>") is None


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "https://web.archive.org/web/20220301102030/http://post.example/a",
            ("http://post.example/a", "2022-03-01T10:20:30Z"),
        ),
        (
            "//web.archive.org/web/20220301102030im_/https:/post.example/a",
            ("https://post.example/a", "2022-03-01T10:20:30Z"),
        ),
        (
            "https://archive.ph/2022.03.01-102030/https://post.example/a",
            ("https://post.example/a", "2022-03-01T10:20:30Z"),
        ),
        (
            "https://wayback.archive-it.org/123/20220301102030/https://post.example/a",
            ("https://post.example/a", "2022-03-01T10:20:30Z"),
        ),
        ("https://web.archive.org/web/20229901102030/http://post.example/a", None),
        ("https://post.example/20220301102030/https://other.example/", None),
    ],
)
def test_an_archives_address_holds_the_one_it_archived(
    address: str, expected: tuple[str, str] | None
) -> None:
    assert out_of_archive(address) == expected


def test_a_saved_page_has_its_address_and_the_moment_it_was_saved(tmp_path: Path) -> None:
    mark = (
        "<!--\n Page saved with SingleFile \n url: https://post.example/bridge \n"
        " saved date: Tue Mar 01 2022 10:20:30 GMT+0000 (UTC)\n-->"
    )
    document = read_one(tmp_path, page(ARTICLE).replace("<head>", f"<head>{mark}"), "a.html")
    assert (document.url, document.captured) == (URL, "2022-03-01T10:20:30Z")
    assert document.evidence["captured"].rule == "SingleFile comment"
    assert document.published is None


def test_a_page_out_of_an_archive_has_its_own_address(tmp_path: Path) -> None:
    head = (
        '<link rel="canonical" href="https://web.archive.org/web/20220301102030/https://post.example/bridge">'
    )
    bar = '<div id="wm-ipp-base"><p>20 captures, 12 Jan 2016 to 3 Mar 2022. About this capture.</p></div>'
    document = read_one(tmp_path, page(ARTICLE, head, bar), "a.html")
    assert (document.url, document.captured) == (URL, "2022-03-01T10:20:30Z")
    assert "20 captures, 12 Jan 2016 to 3 Mar 2022. About this capture." in said(document, "furniture")
