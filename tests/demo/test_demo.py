"""The demo case: scored against its marking, and compared byte for byte with what was there before."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.score import score
from sayso.case.contents import Contents
from sayso.case.custody import check_case
from sayso.case.store import Store
from sayso.cli.summary import summarize
from sayso.dossier.explained import explanation
from sayso.runners.local import Outcome
from tests.demo.build import EXAMPLES, ROOT, build, golden

FLOORS = {
    "documents read": 1.0,
    "furniture set aside": 1.0,
    "metadata": 0.9,
    "claims found": 0.95,
    "claim speaker": 0.9,
    "claim mode": 0.95,
    "denials": 1.0,
    "figure value": 0.95,
    "figure event": 0.85,
    "relations linked": 0.7,
    "relations right": 0.7,
}
"""Just below what is measured; a change that falls under one has lost something."""


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "demo.case"


@pytest.fixture(scope="module")
def contents(case: Path) -> Contents:
    return build(case)


@pytest.mark.parametrize("measure", FLOORS)
def test_marking(contents: Contents, measure: str) -> None:
    result = score(EXAMPLES / "gold.json", contents)
    assert result.cases[measure], f"the marking holds no case of {measure}"
    assert result.rate(measure) >= FLOORS[measure]


@pytest.mark.parametrize("name", ["export.jsonl", "dossier.txt"])
def test_golden(contents: Contents, name: str) -> None:
    expected = (EXAMPLES / name).read_text(encoding="utf-8")
    assert golden(contents)[name] == expected, f"{name} changed; look, then run: make golden"


def test_case_verifies(case: Path, contents: Contents) -> None:
    with Store(case) as store:
        assert list(check_case(store, contents)) == []


def test_processes_change_nothing(contents: Contents, tmp_path: Path) -> None:
    assert golden(build(tmp_path / "again.case", processes=2)) == golden(contents)


def test_readme_and_tutorial_tell_what_the_demo_says(contents: Contents) -> None:
    told = summarize(contents, Outcome(), "demo.case", "dossier.html").partition("\n\n")[0]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    tutorial = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    assert told in readme
    (id_,) = set(re.findall(r"comparison_\w{12}", readme + tutorial))
    (found,) = (x for x in contents.comparisons if x.id == id_)
    assert "\n".join(explanation(contents, found)) in readme
