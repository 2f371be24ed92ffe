"""The package as it is handed out: the wheel carries its data, and runs the demo with the network cut off."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import sayso
from tests.demo.build import EXAMPLES, ROOT

_OFFLINE = """
import socket, sys
def refuse(*args, **kwargs):
    raise OSError("the network is cut off")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
import sayso
from sayso.cli import main
assert sayso.__file__.startswith(sys.argv[1]), sayso.__file__
main(sys.argv[2:])
"""


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


def test_the_wheel_runs_the_demo_with_the_network_cut_off(wheel: Path, tmp_path: Path) -> None:
    unpacked = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(unpacked)

    def sayso_offline(*args: str) -> str:
        command = [sys.executable, "-c", _OFFLINE, str(unpacked), *args]
        env = {"PYTHONPATH": str(unpacked), "PATH": "/usr/bin:/bin"}
        return subprocess.run(
            command, cwd=tmp_path, env=env, capture_output=True, text=True, check=True
        ).stdout

    sayso_offline("demo", "--out", "demo")
    told = sayso_offline("export", "demo/demo.case", "--format", "jsonl")
    golden = (EXAMPLES / "export.jsonl").read_text(encoding="utf-8")
    assert told.partition("\n")[2] == golden
