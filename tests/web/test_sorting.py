"""Tables are sorted by their headings, by mouse and by keyboard, and come back to how they were."""

from __future__ import annotations

import pytest

from tests.web.browser import Browser

CELLS = """(([table, column]) => [...document.querySelectorAll(`table[data-rows="${table}"]`)]
  .flatMap((t) => [...t.tBodies[0].rows].map((row) => row.cells[column]))
  .map((cell) => (cell.dataset.key ?? cell.textContent).trim()))"""
HEAD = "document.querySelector('table[data-rows=\"%s\"] thead').rows[0].cells[%d]"


def cells(browser: Browser, table: str, column: int) -> list[str]:
    found: list[str] = browser.run(f"{CELLS}(['{table}', {column}])")
    return found


@pytest.mark.parametrize(
    ("page", "table", "column", "kind"),
    [
        ("/voices", "voice", 0, "text"),
        ("/voices", "voice", 1, "number"),
        ("/names", "names", 1, "number"),
        ("/articles", "articles", 2, "text"),
        ("/articles", "articles", 3, "number"),
        ("/people", "people", 0, "text"),
        ("/people", "people", 3, "number"),
        ("/network", "network", 0, "text"),
        ("/dossier", "voice", 0, "text"),
        ("/dossier", "names", 0, "text"),
    ],
)
@pytest.mark.parametrize("width", [1280, 390])
def test_a_heading_sorts_both_ways_and_back(
    demo: str, browser: Browser, page: str, table: str, column: int, kind: str, width: int
) -> None:
    browser.look(width)
    browser.open(demo + page)
    came, heading = cells(browser, table, column), HEAD % (table, column)
    assert len(set(came)) > 1
    assert browser.run(f"{heading}.querySelector('button').getBoundingClientRect().width") > 0
    by = (lambda c: float(c.replace(",", ""))) if kind == "number" else str.casefold
    plain = sorted(filter(None, came), key=by)
    blank = [c for c in came if not c]
    ways = {"ascending": plain, "descending": plain[::-1]}
    order = ["ascending", "descending"] if kind == "text" else ["descending", "ascending"]
    for way in order:
        # A press of a key is one of the button that has the focus.
        browser.run(f"{heading}.querySelector('button').focus()")
        browser.key("Enter")
        assert browser.run(f"{heading}.getAttribute('aria-sort')") == way
        now = cells(browser, table, column)
        assert [c.casefold() for c in now] == [c.casefold() for c in (*ways[way], *blank)]
        assert browser.run(f"document.activeElement === {heading}.querySelector('button')")
        assert browser.run("document.querySelectorAll('[aria-sort]').length") >= 1
    browser.run(f"{heading}.querySelector('button').click()")
    assert cells(browser, table, column) == came
    assert browser.run(f"{heading}.getAttribute('aria-sort')") is None


def test_rows_that_are_alike_stay_as_they_stood(demo: str, browser: Browser) -> None:
    browser.look(1280)
    browser.open(f"{demo}/people")
    came = list(zip(cells(browser, "people", 1), cells(browser, "people", 0), strict=True))
    browser.run(f"{HEAD % ('people', 1)}.querySelector('button').click()")
    now = list(zip(cells(browser, "people", 1), cells(browser, "people", 0), strict=True))
    assert now == sorted(came, key=lambda row: row[0])
