"""Where a link of the reader lands, as a browser shows it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable

from tests.web.browser import Browser

LANDED = """(() => {
  const lit = document.querySelectorAll(".hit, a:target + span");
  return [...lit].some((e) => {
    const r = e.getBoundingClientRect();
    const seen = r.bottom > 0 && r.top < innerHeight && getComputedStyle(e).boxShadow !== "none";
    return seen && e.textContent.trim();
  });
})()"""
"""Whether a piece of text is in sight and underlined."""

LINKS = "[...document.querySelectorAll('a[href*=\"#\"]')].map((a) => a.getAttribute('href'))"
SOON = "new Promise((done) => setTimeout(done, 30))"


def links(browser: Browser, address: str, pages: Iterable[str]) -> dict[str, set[str]]:
    """The anchors within articles that some pages lead to, by the path of the article."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        browser.open(address + page)
        for link in browser.run(LINKS):
            path, _, anchor = link.partition("#")
            if path.startswith("/article/"):
                wanted[path].add(anchor)
    return wanted


def missed(browser: Browser, address: str, wanted: dict[str, set[str]]) -> list[tuple[str, str]]:
    """The links that show no marked sentence."""
    found = []
    for path, anchors in sorted(wanted.items()):
        for n, anchor in enumerate(sorted(anchors)):
            if n:
                browser.run(f"location.hash = {json.dumps(anchor)}; {SOON}")
            else:
                browser.open(f"{address}{path}#{anchor}")
            if not browser.run(LANDED):
                found.append((path, anchor))
    return found
