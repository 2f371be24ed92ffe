"""Two hundred outlets with long names: every view opens, fits and lands."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.generated import keep, pile
from sayso.case.contents import Contents
from sayso.case.store import Store
from sayso.comparison import compare
from sayso.web.views import VIEWS
from tests.web.browser import Browser
from tests.web.landing import links, missed

OUTLETS = 200


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    documents, findings = pile(OUTLETS, claims=5)
    long = "Gazette-of-the-Upper-and-Lower-Valleys " * 3 + "Verylongnamewithoutanyblanks" * 3
    named = [
        dataclasses.replace(d, outlet=f"No. {n} {long if n % 9 == 0 else 'Post'}", title=f"{n} {long}")
        for n, d in enumerate(documents)
    ]
    path = tmp_path_factory.mktemp("many") / "many.case"
    with Store(path, create=True) as store:
        keep(store, zip(named, findings, strict=True))
        store.replace_compared(compare(named, findings), (), {})
    return path


@pytest.fixture(scope="module")
def contents(case: Path) -> Contents:
    with Store(case) as store:
        return store.contents()


def test_two_hundred_outlets_do_not_break_the_layout(
    case: Path, contents: Contents, served: Callable[[Path], str], browser: Browser
) -> None:
    address = served(case)
    documents = [d.id for d in contents.documents]
    pages = [f"/{name}" for name in (*VIEWS, "people", "search?q=people", "accounts?relation=unclear")]
    pages += [f"/article/{documents[0]}", f"/beside/{documents[0]}/{documents[1]}"]
    pages += [f"/item/{kind[0].id}" for kind in (contents.claims, contents.comparisons)]
    for width in (390, 1280):
        browser.look(width)
        for page in pages:
            browser.open(address + page)
            assert browser.run("document.querySelectorAll('h1').length") == 1, page
            assert browser.run("document.documentElement.scrollWidth") <= width, (page, width)
    wanted = links(browser, address, pages)
    few = dict(sorted(wanted.items())[:: max(1, len(wanted) // 25)])
    assert len(few) > 20
    assert missed(browser, address, few) == []
