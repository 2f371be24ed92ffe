"""Every view of the demo case in a real browser: it opens, fits, is accessible, and its links land."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from sayso.case.contents import Contents
from sayso.case.store import Store
from sayso.web.views import VIEWS
from tests.web.browser import Browser
from tests.web.landing import links, missed

AXE = """axe.run(document, {resultTypes: ["violations"], ...OPTIONS}).then((r) => JSON.stringify(
  r.violations.map((v) => [v.id, v.nodes.slice(0, 3).map((n) => n.html)])))"""
UNFOLDED = """for (const one of document.querySelectorAll("details")) one.open = true;
for (const one of document.querySelectorAll(".article")) one.style.contentVisibility = "visible";"""
"""What is folded is measured too; left as it is, axe takes it to lie over what stands there instead."""

OF_LOOKS = """{runOnly: ["color-contrast", "scrollable-region-focusable"]}"""
"""The rules that another width and other colours can break."""


@pytest.fixture(scope="module")
def contents(demo_case: Path) -> Contents:
    with Store(demo_case) as store:
        return store.contents()


@pytest.fixture(scope="module")
def pages(contents: Contents) -> list[str]:
    """One page of each kind."""
    documents = [d.id for d in contents.documents]
    firsts = (contents.claims, contents.figures, contents.times, contents.comparisons, contents.groups)
    items = [f"/item/{kind[0].id}" for kind in (contents.documents, contents.entities, *firsts)]
    return [
        "/",
        *(f"/{name}" for name in (*VIEWS, "people", "decisions", "search", "dossier")),
        "/accounts?relation=scope",
        "/search?q=killed&dated=happened&since=2021",
        f"/article/{documents[0]}",
        f"/beside/{documents[0]}/{documents[1]}",
        *items,
        "/item/gone",
    ]


def axe() -> str:
    """The script that looks for what keeps people out; skips where it is not installed."""
    found = importlib.util.find_spec("axe_core_python")
    if found is None or not found.submodule_search_locations:
        pytest.skip("axe-core is not installed: pip install axe-core-python")
    return (Path(next(iter(found.submodule_search_locations))) / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize(("width", "scheme", "rules"), [(1280, "light", "{}"), (390, "dark", OF_LOOKS)])
def test_axe_finds_nothing(
    demo: str, browser: Browser, pages: list[str], width: int, scheme: str, rules: str
) -> None:
    script = axe()
    browser.look(width, scheme)
    found: dict[str, Any] = {}
    for page in pages:
        browser.open(demo + page)
        browser.run(UNFOLDED)
        browser.run(script)
        violations = json.loads(browser.run(AXE.replace("OPTIONS", rules)))
        if violations:
            found[page] = violations
    assert found == {}


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_the_screen(demo: str, browser: Browser, pages: list[str], width: int) -> None:
    browser.look(width)
    for page in pages:
        browser.open(demo + page)
        assert browser.run("document.documentElement.scrollWidth") <= width, page


def test_every_link_into_an_article_lands_on_a_marked_sentence(
    demo: str, browser: Browser, pages: list[str]
) -> None:
    browser.look(1280)
    wanted = links(browser, demo, [page for page in pages if page != "/dossier"])
    assert sum(map(len, wanted.values())) > 80
    assert missed(browser, demo, wanted) == []


def test_a_conflict_with_both_sentences_is_two_clicks_away(demo: str, browser: Browser) -> None:
    browser.look(1280)
    browser.open(demo)
    browser.press(".short a")
    assert browser.run("document.querySelectorAll('main .pair blockquote').length") == 2
    browser.press("dl a[href^='/beside/'], blockquote a.to")
    assert browser.run("document.querySelectorAll('.hit, .step.joined').length") > 0


def test_the_keyboard_leads_through(demo: str, browser: Browser) -> None:
    browser.look(1280)
    browser.open(f"{demo}/accounts")
    browser.key("Tab")
    assert browser.run("document.activeElement.className") == "skip"
    browser.key("/")
    assert browser.run("document.activeElement.name") == "q"
    browser.run("document.activeElement.blur()")
    browser.key("j")
    assert browser.run("document.querySelector('.card').getBoundingClientRect().top") < 60


def test_what_is_copied_carries_its_citation(demo: str, browser: Browser, contents: Contents) -> None:
    claim = next(c for c in contents.claims if c.sources)
    browser.open(f"{demo}/item/{claim.id}")
    copied = browser.run("""(() => {
      const quote = document.querySelector("blockquote p");
      getSelection().selectAllChildren(quote);
      const data = new DataTransfer();
      quote.dispatchEvent(new ClipboardEvent("copy", {clipboardData: data, bubbles: true, cancelable: true}));
      return data.getData("text/plain");
    })()""")
    document = contents.document[claim.document]
    assert copied.startswith("“") and claim.text[:20] in copied
    for told in (document.path, document.sha256[:16], claim.id, "characters"):
        assert told in copied


def test_nothing_was_asked_of_anybody_else(demo: str, browser: Browser, pages: list[str]) -> None:
    browser.requested.clear()
    for page in pages:
        browser.open(demo + page)
    assert browser.requested
    assert [url for url in browser.requested if not url.startswith(demo)] == []
    assert browser.dialogs == []


def test_the_dossier_prints_in_pages_with_its_sources(
    demo: str, browser: Browser, contents: Contents
) -> None:
    browser.look(1280, medium="print")
    browser.open(f"{demo}/dossier")
    assert browser.run("getComputedStyle(document.querySelector('.toc')).display") == "none"
    assert browser.run("getComputedStyle(document.querySelector('#sources')).breakBefore") == "page"
    printed = browser.run("document.querySelector('#sources').innerText")
    assert all(d.sha256 in printed for d in contents.documents)
    assert browser.pdf().startswith(b"%PDF-")
    browser.look(1280)
