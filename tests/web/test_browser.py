"""The reader in a real browser: its forms work with scripts forbidden, and links land on marked sentences."""

from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path

import pytest

from sayso.case.contents import Contents
from sayso.case.decisions import FIELDS, OF_ALL
from sayso.case.store import Store
from sayso.runners import local
from sayso.settings import Settings
from tests.web.browser import CHROMIUM, Browser
from tests.web.conftest import serve_in_thread
from tests.web.decisions import decide, every_kind, in_force, take_back

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")

TEXT = "At least 12 people were killed at Tolk, the mayor Ann Roe said on Tuesday.\n\nThe road is closed."


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT.replace("12", "15"))
    run(tmp_path)
    return tmp_path / "x.case"


@pytest.fixture
def address(case: Path) -> str:
    """The address of a reader of the case."""
    return serve_in_thread(case)


def run(folder: Path) -> None:
    paths = [str(folder / "a.txt"), str(folder / "b.txt")]
    local.run(paths, str(folder / "x.case"), Settings(processes=1))


def contents(case: Path) -> Contents:
    with Store(case) as store:
        return store.contents()


def test_every_decision_survives_a_re_run_and_is_taken_back(browser: Browser, tmp_path: Path) -> None:
    articles = Path(str(resources.files("sayso.demo") / "articles"))
    shutil.copytree(articles, tmp_path / "pile")
    case = tmp_path / "demo.case"
    local.run([str(tmp_path / "pile")], str(case), Settings(processes=1))
    address, choices = serve_in_thread(case), every_kind(contents(case))
    assert {c.field for c in choices} == {*(f for some in FIELDS.values() for f in some), *OF_ALL}
    browser.look(1280)
    for choice in choices:
        assert "Ana" in decide(browser, address, choice), choice
    (tmp_path / "pile" / "new.txt").write_text(
        "The bridge at Tolk is open, the mayor Ann Roe said on Friday."
    )
    local.run([str(tmp_path / "pile")], str(case), Settings(processes=1))
    standing = in_force(contents(case))
    assert set(standing) == {(c.target, c.field, c.kept) for c in choices}
    for choice in choices:
        decision = standing[choice.target, choice.field, choice.kept]
        assert "taken back by Ana" in take_back(browser, address, decision), choice
    assert not in_force(contents(case))
    assert len(contents(case).decisions) == 2 * len(choices)


def test_a_form_of_another_site_changes_nothing(case: Path, address: str, tmp_path: Path) -> None:
    target = contents(case).comparisons[0].id
    page = tmp_path / "evil.html"
    fields = {"target": target, "field": "relation", "value": "scope", "who": "Eve"}
    inputs = "".join(f"<input name={name} value={value}>" for name, value in fields.items())
    page.write_text(f"<form method=post action={address}/decide>{inputs}<button>x</button></form>")
    with Browser(tmp_path / "profile") as browser:
        browser.open(page.as_uri())
        browser.press("button")
        assert "nothing was changed" in browser.text
    assert contents(case).decisions == ()


def test_a_claims_page_leads_to_its_marked_sentence(case: Path, address: str, tmp_path: Path) -> None:
    claim = next(c for c in contents(case).claims if c.sources)
    with Browser(tmp_path / "profile") as browser:
        browser.open(f"{address}/item/{claim.id}")
        browser.press("blockquote a.to")
        hit = browser.run("[...document.querySelectorAll('.hit')].map(e => e.textContent).join('')")
        assert claim.text[:20] in hit
        top = browser.run(f"document.getElementById('{claim.id}').getBoundingClientRect().top")
        assert 0 <= top <= browser.run("innerHeight")
