"""The package as it is handed out: the wheel carries its data, and runs the demo with the network cut off."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import click
import pytest

import sayso
from tests.demo.build import EXAMPLES, ROOT
from tests.offline import can_cut_off, offline


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of what is needed for it."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    (source / "docs").mkdir()
    shutil.copy(ROOT / "docs" / "sayso.1", source / "docs")
    shutil.copytree(ROOT / "src", source / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    build = f"from setuptools.build_meta import build_wheel; print(build_wheel({str(out)!r}))"
    subprocess.run([sys.executable, "-c", build], cwd=source, check=True, capture_output=True)
    return next(out.glob("*.whl"))


def test_the_wheel_carries_all_that_the_source_has(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    source = ROOT / "src"
    wanted = {
        path.relative_to(source).as_posix()
        for path in (source / "sayso").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert wanted <= held
    assert f"sayso-{sayso.__version__}.data/data/share/man/man1/sayso.1" in held


def test_the_readme_states_the_wheels_size(wheel: Path) -> None:
    told = re.search(r"wheel of ([\d.]+) MB", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert told and float(told[1]) == pytest.approx(wheel.stat().st_size / 1e6, abs=0.3)


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a new environment with the wheel in it, beside the libraries installed here."""
    home = tmp_path_factory.mktemp("clean") / "venv"
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--quiet", "--python", str(python), "install"]
    subprocess.run([*pip, "--no-index", "--no-deps", str(wheel)], check=True, capture_output=True)
    (site,) = (home / "lib").glob("python*/site-packages")
    (site / "libraries.pth").write_text(f"{Path(click.__file__).parent.parent}\n")
    return home / "bin"


def test_the_wheel_runs_the_demo_with_the_network_cut_off(installed: Path, tmp_path: Path) -> None:
    def without_network(*command: str) -> str:
        # Where the network cannot be cut off, the wheel is tried all the same.
        run = offline if can_cut_off() else subprocess.run
        env = {"PATH": f"{installed}:/usr/bin:/bin"}
        ended = run(command, cwd=tmp_path, env=env, capture_output=True, text=True)
        assert ended.returncode == 0, ended.stderr
        return str(ended.stdout)

    home = str(installed.parent)
    assert without_network("python", "-c", "import sayso; print(sayso.__file__)").startswith(home)
    without_network("sayso", "demo", "--out", "demo")
    told = without_network("sayso", "export", "demo/demo.case", "--format", "jsonl")
    golden = (EXAMPLES / "export.jsonl").read_text(encoding="utf-8")
    assert told.partition("\n")[2] == golden
    assert (installed.parent / "share" / "man" / "man1" / "sayso.1").is_file()


@pytest.mark.skipif(not can_cut_off(), reason="the network cannot be cut off here")
def test_what_is_cut_off_reaches_nothing() -> None:
    asked = "import socket; socket.create_connection(('127.0.0.1', 9))"
    told = offline([sys.executable, "-c", asked], capture_output=True, text=True)
    assert "Network is unreachable" in told.stderr
