"""The reader of a large case in a real browser: ``python -m benchmarks.browser [ARTICLES] [CLAIMS_EACH]``.

A pile is generated (500 articles of 20 claims without arguments), written to files, read by ``sayso run`` and
served by ``sayso serve``. Then, in a headless Chromium: every view opens and fits, wide and narrow; every
link of every view leads somewhere, and each into an article to a marked sentence; every kind of decision is
made by the reader's own forms, survives a re-run to which an article came, and is taken back. Some minutes.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.generated import pile
from benchmarks.reader import served
from sayso.case.contents import Contents
from sayso.case.store import Store
from sayso.runners import local
from sayso.settings import Settings
from sayso.web.views import VIEWS
from tests.web.browser import CHROMIUM, Browser
from tests.web.decisions import decide, every_kind, in_force, take_back
from tests.web.landing import links, missed

_PAGES = 3
"""How many pages of each view are opened."""

_WIDTHS = (1280, 390)

_LINKS = "[...new Set([...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href')))]"


def main(articles: int, claims: int) -> int:
    """Print what was tried and what went wrong; 1 where something did."""
    if CHROMIUM is None:
        print("there is no Chromium on this machine: nothing was tried")
        return 0
    wrong: list[str] = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as made:
        folder, case = Path(made) / "pile", Path(made) / "large.case"
        write(folder, articles, claims)
        contents = run(folder, case)
        print(f"{len(contents.documents)} articles, {len(contents.claims)} claims, ", end="")
        print(f"{len(contents.figures)} figures, {len(contents.comparisons)} comparisons")
        with served(case) as address, Browser(Path(made) / "profile") as browser:
            browser.watch()
            pages = every_page(address, contents)
            wrong += opened(browser, address, pages)
            wrong += followed(browser, address, pages)
            wrong += decided(browser, address, (folder, case), contents)
            wrong += [f"asked for {u}" for u in browser.requested if not u.startswith((address, "about:"))]
            wrong += [f"a dialog: {said}" for said in browser.dialogs]
    for line in wrong[:40]:
        print(f"  wrong: {line}")
    print(f"{len(wrong)} things went wrong")
    return int(bool(wrong))


def write(folder: Path, articles: int, claims: int) -> None:
    """The generated pile as files, as a scraper keeps them."""
    folder.mkdir()
    for document in pile(articles, claims=claims)[0]:
        told = {"title": f"From {document.outlet}", "text": document.text, "source": document.outlet}
        (folder / f"{document.id}.json").write_text(json.dumps({**told, "date": document.published}))


def run(folder: Path, case: Path) -> Contents:
    """What a run leaves in the case; told is how long it took."""
    start = time.perf_counter()
    local.run([str(folder)], str(case), Settings(processes=1))
    print(f"read and compared in {time.perf_counter() - start:.0f} s")
    with Store(case) as store:
        return store.contents()


def every_page(address: str, contents: Contents) -> list[str]:
    """The first pages of every view, and one page of every other kind."""
    found = []
    for name in VIEWS:
        with urllib.request.urlopen(f"{address}/{name}.json") as answer:
            pages = json.load(answer)["pages"]
        found += [f"/{name}", *(f"/{name}?page={n}" for n in range(2, min(pages, _PAGES) + 1))]
    documents = [d.id for d in contents.documents]
    found += ["/people", "/decisions", "/search", "/search?q=killed", f"/article/{documents[0]}", "/"]
    found += [f"/accounts?relation={r}" for r in sorted({c.relation for c in contents.comparisons})]
    found += [f"/beside/{documents[0]}/{documents[1]}"]
    kinds: Sequence[Sequence[object]] = (
        contents.claims, contents.figures, contents.entities, contents.comparisons, contents.groups,
        contents.documents, contents.times, contents.passages,
    )  # fmt: skip
    return found + [f"/item/{kind[0].id}" for kind in kinds if kind]  # type: ignore[attr-defined]


def opened(browser: Browser, address: str, pages: Iterable[str]) -> list[str]:
    """What does not open, or does not fit, on a wide screen and a narrow one."""
    wrong, tried = [], 0
    for width in _WIDTHS:
        browser.look(width)
        for page in pages:
            browser.open(address + page)
            tried += 1
            if browser.run("document.querySelectorAll('h1').length") != 1 or "Not done" in browser.text:
                wrong.append(f"{page} did not open")
            if (wide := browser.run("document.documentElement.scrollWidth")) > width:
                wrong.append(f"{page} is {wide} wide on a screen of {width}")
    print(f"{tried} times a page was opened")
    return wrong


def followed(browser: Browser, address: str, pages: Sequence[str]) -> list[str]:
    """The links that lead nowhere, and those into articles that show no marked sentence."""
    browser.look(_WIDTHS[0])
    plain: dict[str, str] = {}
    for page in pages:
        browser.open(address + page)
        for link in browser.run(_LINKS):
            path = link.partition("#")[0]
            if path.startswith("/"):
                plain.setdefault(path, page)
    wrong = [
        f"{path} on {page} gives {status}"
        for path, page in plain.items()
        if (status := asked(address + path)) != 200
    ]
    print(f"{len(plain)} links were asked for")
    wanted = links(browser, address, pages)
    print(f"{sum(map(len, wanted.values()))} links into {len(wanted)} articles were followed")
    return wrong + [
        f"{path}#{anchor} shows no marked sentence" for path, anchor in missed(browser, address, wanted)
    ]


def asked(url: str) -> int:
    """The status of an answer."""
    try:
        with urllib.request.urlopen(url) as answer:
            answer.read()
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def decided(browser: Browser, address: str, at: tuple[Path, Path], contents: Contents) -> list[str]:
    """The decisions that were not shown, did not survive a re-run, or could not be taken back."""
    folder, case = at
    choices = every_kind(contents)
    wrong = [f"{choice} is not shown" for choice in choices if "Ana" not in decide(browser, address, choice)]
    (folder / "new.txt").write_text("The bridge at Tolk is open, the mayor Ann Roe said on Friday.")
    standing = in_force(run(folder, case))
    for choice in choices:
        decision = standing.get((choice.target, choice.field, choice.kept))
        if decision is None:
            wrong.append(f"{choice} did not survive a re-run")
        elif "taken back by Ana" not in take_back(browser, address, decision):
            wrong.append(f"{choice} was not taken back")
    with Store(case) as store:
        wrong += [f"{left} still stands" for left in in_force(store.contents())]
    print(f"{len(choices)} decisions were made, kept by a re-run and taken back")
    return wrong


if __name__ == "__main__":
    given = [int(a) for a in sys.argv[1:]]
    sys.exit(main(*(given + [500, 20][len(given) :])))
