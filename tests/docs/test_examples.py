"""Every page runs from top to bottom in one empty folder: command lines, and Python as doctests."""

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
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import click
import pytest

from docs.generate import DOCS
from sayso.cli import VERBS, main, main_group

PAGES = sorted([DOCS.parent / "README.md", *DOCS.rglob("*.md")])
_FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
_ENDLESS = ("sayso serve", "datasette")
"""What goes on until whoever uses it ends it."""
_OF_OTHERS = ("cat", "ftm", "sqlite-utils", "sqlite3")
"""Programs of others that the pages show; only the last is no Python package, and may be missing."""
SET_UP = (
    "python3 -m venv ~/sayso",
    ". ~/sayso/bin/activate",
    ". .venv/bin/activate",
    "pip install '.[web,archive,parquet]'",
    "pip install pandas duckdb",
    "pip install notebook",
    "jupyter notebook",
)
"""What sets sayso up, which it is where the tests run."""
_PATH = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
_ENV = {**os.environ, "PATH": _PATH}
MAKEFILE = (DOCS.parent / "Makefile").read_text(encoding="utf-8")
EXTRAS = tomllib.loads((DOCS.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"][
    "optional-dependencies"
]


def fenced(path: Path, language: str) -> str:
    """All blocks of a language on a page, one after the other."""
    found = _FENCED.findall(path.read_text(encoding="utf-8"))
    return "\n".join(text for name, text in found if name == language)


def with_examples() -> list[Path]:
    """The pages that show command lines or Python; that about plugins runs where the plugin is installed."""
    return [p for p in PAGES if p.stem != "plugins" and (lines(p) or ">>>" in fenced(p, "python"))]


def lines(path: Path) -> list[str]:
    """The command lines that a page shows, without what is written to their right."""
    return lines_of(fenced(path, "console"))


def lines_of(block: str) -> list[str]:
    found = re.findall(r"^\$ (.+)$", block, re.M)
    return [line.split(" # ")[0].strip() for line in found]


@pytest.mark.parametrize("path", with_examples(), ids=lambda p: p.stem)
def test_page(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {}
    with contextlib.chdir(tmp_path):
        for language, text in _FENCED.findall(path.read_text(encoding="utf-8")):
            if language == "console":
                for line in lines_of(text):
                    type_in(line, capsys)
            elif language == "python" and ">>>" in text:
                run_python(text, names, path)
            elif language == "csv":  # the only file that a page has its reader write
                Path("names.csv").write_text(text, encoding="utf-8")


def run_python(text: str, names: dict[str, Any], path: Path) -> None:
    """Run an example in the names of those before it."""
    test = doctest.DocTestParser().get_doctest(text, names, path.name, str(path), 0)
    test.globs = names  # not a copy
    told: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    result = runner.run(test, out=told.append, clear_globs=False)
    assert result.attempted and not result.failed, "".join(told)


def type_in(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Do what a command line does, as far as a test can."""
    program, *rest = line.split()
    if line == "make demo":
        (made,) = re.findall(r"^\t\$\(BIN\)/sayso (demo .+)$", MAKEFILE, re.M)
        run(made.split(), capsys)
    elif program == "make":
        assert f"\n{rest[0]}: " in MAKEFILE
    elif program == "cd":
        os.chdir(rest[0])
    elif line.startswith(_ENDLESS):
        answers(line)
    elif program == "sayso":
        command, _, target = line.partition(" > ")
        out = run(shlex.split(command)[1:], capsys)
        if target:
            Path(target).write_text(out, encoding="utf-8")
    elif program in _OF_OTHERS and shutil.which(program, path=_PATH):
        ended = subprocess.run(line, shell=True, env=_ENV, capture_output=True, text=True, check=False)
        assert ended.returncode == 0 and (ended.stdout or " > " in line), f"{line}: {ended.stderr}"
    else:
        assert program == "sqlite3" or line in SET_UP, f"nobody runs {line!r}"


def run(args: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What a command line of sayso, run here, writes; one that watches looks once."""
    assert args[0] in VERBS
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        main([*args, "--once"] if args[0] == "watch" else args)
    told = capsys.readouterr()
    assert ended.value.code in (0, None), f"sayso {' '.join(args)}: {told.err}"
    return told.out


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
