"""Every example of the pages runs: Python as doctests, command lines in a folder with the demo's articles."""

from __future__ import annotations

import contextlib
import doctest
import importlib.util
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import click
import pytest

from docs.generate import DOCS
from sayso.cli import VERBS, main, main_group
from sayso.demo import articles_folder

PAGES = sorted([DOCS.parent / "README.md", *DOCS.rglob("*.md")])
_FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
_ENDLESS = ("sayso serve", "datasette")
"""What goes on until whoever uses it ends it."""
_OF_OTHERS = ("cat", "ftm", "sqlite-utils", "sqlite3")
"""Programs of others that the pages show; only the last is no Python package, and may be missing."""
_PATH = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
_ENV = {**os.environ, "PATH": _PATH}
MAKEFILE = (DOCS.parent / "Makefile").read_text(encoding="utf-8")
EXTRAS = tomllib.loads((DOCS.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"][
    "optional-dependencies"
]


@pytest.fixture
def folder(demo_case: Path, tmp_path: Path) -> Iterator[Path]:
    """Where a reader stands: beside folders of articles, and the cases that the pages show."""
    for name in ("articles", "my-articles"):
        shutil.copytree(articles_folder(), tmp_path / name)
    (tmp_path / "out" / "demo").mkdir(parents=True)
    for name in ("maren.case", "my.case", "out/demo/demo.case"):
        shutil.copy(demo_case, tmp_path / name)
    shutil.copy(next((tmp_path / "articles").glob("*.jsonl")), tmp_path / "pile.jsonl")
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
    return [path for path in PAGES if lines(path) and path.stem != "plugins"]


def lines(path: Path) -> list[str]:
    """The command lines that a page shows, without what is written to their right."""
    found = re.findall(r"^\$ (.+)$", fenced(path, "console"), re.M)
    return [line.split(" # ")[0].strip() for line in found]


def commands(path: Path) -> list[list[str]]:
    """The command lines of sayso alone, without the word itself."""
    own = (line.split(" > ")[0] for line in lines(path) if line.startswith("sayso "))
    return [shlex.split(line)[1:] for line in own]


@pytest.mark.parametrize("path", with_examples(), ids=lambda p: p.stem)
def test_python(path: Path, folder: Path) -> None:
    test = doctest.DocTestParser().get_doctest(fenced(path, "python"), {}, path.name, str(path), 0)
    told: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=told.append)
    assert result.attempted and not result.failed, "".join(told)


@pytest.mark.parametrize("path", with_commands(), ids=lambda p: p.stem)
def test_command_lines(path: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for line in lines(path):
        program = line.split()[0]
        if program == "make":
            assert f"\n{line.split()[1]}: " in MAKEFILE
        elif line.startswith(_ENDLESS):
            answers(line)
        elif program == "sayso" and "--runner spark" not in line:  # a cluster is no part of a test
            run(shlex.split(line.split(" > ")[0])[1:], capsys)
        elif program in _OF_OTHERS and shutil.which(program, path=_PATH):
            ended = subprocess.run(line, shell=True, env=_ENV, capture_output=True, text=True, check=False)
            assert ended.returncode == 0 and (ended.stdout or " > " in line), f"{line}: {ended.stderr}"
        else:
            assert program in ("sayso", "sqlite3"), f"nobody runs {line!r}"


def run(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Run a command line of sayso here; one that watches looks once."""
    assert args[0] in VERBS
    with pytest.raises(SystemExit) as ended:
        main([*args, "--once"] if args[0] == "watch" else args)
    assert ended.value.code in (0, None), f"sayso {' '.join(args)}: {capsys.readouterr().err}"


def answers(line: str) -> None:
    """Run a command that goes on until whoever uses it ends it, on a port of ours, until it answers there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([*shlex.split(line), "--port", str(port)], env=_ENV, stderr=subprocess.PIPE)
    try:
        until = time.monotonic() + 60
        while True:
            try:
                with urlopen(f"http://127.0.0.1:{port}/") as page:
                    assert page.status == 200
                    return
            except URLError:
                assert server.poll() is None and time.monotonic() < until, f"{line} does not answer"
                time.sleep(0.2)
    finally:
        server.kill()
        server.communicate()


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_what_is_named_in_a_sentence_is_there(path: Path) -> None:
    """Commands, options, programs of the project, targets of make and extras between backticks."""
    text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.M | re.S)
    for code in re.findall(r"`([^`]+)`", text):
        words = code.split()
        for module in re.findall(r"python -m ((?:benchmarks|training|docs|tests|sayso)[.\w]*)", code):
            assert importlib.util.find_spec(module), f"{path.name}: {code}"
        for extra in re.findall(r"sayso\[(\w+)\]", code):
            assert extra in EXTRAS, f"{path.name}: {code}"
        if words[0] == "make" and len(words) == 2:
            assert f"\n{words[1]}: " in MAKEFILE, f"{path.name}: {code}"
        if words[0] == "sayso" and len(words) > 1 and words[1] in VERBS:
            known = {o for param in command_of(words[1]).params for o in param.opts} | {"--help"}
            options = {word.partition("=")[0] for word in words if word.startswith("-") and word != "-"}
            assert options <= known, f"{path.name}: {code}"
        elif words[0] == "sayso" and len(words) > 1 and words[1].isalpha() and words[1].islower():
            raise AssertionError(f"{path.name}: {code}")


def command_of(verb: str) -> click.Command:
    command = main_group.get_command(click.Context(main_group), verb)
    assert command is not None
    return command
