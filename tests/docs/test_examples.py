"""Every example of the pages runs: Python as doctests, command lines in a folder with the demo's articles."""

from __future__ import annotations

import contextlib
import doctest
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs.generate import DOCS
from sayso.cli import VERBS, main
from sayso.demo import articles_folder

PAGES = sorted([DOCS.parent / "README.md", *DOCS.rglob("*.md")])
_FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
_ENDLESS = ("serve", "watch")
"""Verbs that go on until whoever uses them ends them."""


@pytest.fixture
def folder(demo_case: Path, tmp_path: Path) -> Iterator[Path]:
    """Where a reader stands: beside folders of articles, and the cases that the pages show."""
    for name in ("articles", "my-articles"):
        shutil.copytree(articles_folder(), tmp_path / name)
    (tmp_path / "out" / "demo").mkdir(parents=True)
    for name in ("maren.case", "my.case", "out/demo/demo.case"):
        shutil.copy(demo_case, tmp_path / name)
    (tmp_path / "names.csv").write_text(fenced(DOCS / "elsewhere.md", "csv"), encoding="utf-8")
    with contextlib.chdir(tmp_path):
        yield tmp_path


def fenced(path: Path, language: str) -> str:
    """All blocks of a language on a page, one after the other."""
    found = _FENCED.findall(path.read_text(encoding="utf-8"))
    return "\n".join(text for name, text in found if name == language)


def with_examples() -> list[Path]:
    return [path for path in PAGES if ">>>" in fenced(path, "python")]


def with_commands() -> list[Path]:
    """The pages that show command lines; those about plugins run where the plugin is installed."""
    return [path for path in PAGES if commands(path) and path.stem != "plugins"]


def commands(path: Path) -> list[list[str]]:
    """The command lines of sayso that a page shows, without the word itself."""
    lines = re.findall(r"^\$ sayso (.+)$", fenced(path, "console"), re.M)
    return [shlex.split(line.split(" > ")[0], comments=True) for line in lines]


@pytest.mark.parametrize("path", with_examples(), ids=lambda p: p.stem)
def test_python(path: Path, folder: Path) -> None:
    test = doctest.DocTestParser().get_doctest(fenced(path, "python"), {}, path.name, str(path), 0)
    told: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=told.append)
    assert result.attempted and not result.failed, "".join(told)


@pytest.mark.parametrize("path", with_commands(), ids=lambda p: p.stem)
def test_command_lines(path: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for args in commands(path):
        assert args[0] in VERBS
        if args[0] in _ENDLESS or "spark" in args:
            # A cluster is no part of a test.
            continue
        with pytest.raises(SystemExit) as ended:
            main(args)
        assert ended.value.code in (0, None), f"sayso {' '.join(args)}: {capsys.readouterr().err}"
