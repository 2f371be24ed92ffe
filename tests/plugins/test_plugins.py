"""The plugin of the docs, installed as its pyproject says: it exports and reads, its faults cost little."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs.generate import DOCS
from sayso.cli import main
from sayso.exporters import about, exporter, formats
from sayso.intake import readers

Capsys = pytest.CaptureFixture[str]
_FENCED = re.compile(r"^```(python|toml)\n(.*?)^```$", re.M | re.S)


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on the path with the modules and the entry points that the page shows."""
    home = tmp_path / "site"
    home.mkdir()
    page = (DOCS / "plugins.md").read_text(encoding="utf-8")
    code, project = [], ""
    for language, text in _FENCED.findall(page):
        if language == "python":
            code.append(text)
        else:
            project = text
    (home / "desk_tools.py").write_text("\n".join(code), encoding="utf-8")
    install(home, tomllib.loads(project)["project"])
    monkeypatch.syspath_prepend(str(home))
    monkeypatch.chdir(tmp_path)
    readers._installed.cache_clear()
    yield home
    readers._installed.cache_clear()


def install(home: Path, project: dict[str, object]) -> None:
    """What pip would write of a package: its name, its version, its entry points."""
    folder = home / f"{str(project['name']).replace('-', '_')}-{project['version']}.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Name: {project['name']}\nVersion: {project['version']}\n")
    points = project["entry-points"]
    assert isinstance(points, dict)
    lines = [f"[{group}]\n" + "".join(f"{n} = {v}\n" for n, v in of.items()) for group, of in points.items()]
    (folder / "entry_points.txt").write_text("\n".join(lines))


def call(capsys: Capsys, *args: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(list(args))
    told = capsys.readouterr()
    return int(ended.value.code or 0), told.out, told.err


def test_the_format_of_another_package_is_listed_and_written(
    plugin: Path, demo_case: Path, capsys: Capsys
) -> None:
    assert formats()[-1] == "speakers" and about("speakers")[1] == "all else."
    assert "Who is quoted how often, a line each." in call(capsys, "export", "--help")[1]
    code, out, _ = call(capsys, "export", str(demo_case), "--format", "speakers")
    assert code == 0 and "\tAnton Brezhin\n" in out


def test_the_files_of_another_package_are_read_and_verified(
    plugin: Path, tmp_path: Path, capsys: Capsys
) -> None:
    clips = [f"Headline {n}\nDesk Daily\nThe mayor said {n} people were hurt." for n in (12, 15)]
    (tmp_path / "old.clip").write_text("\n====\n".join(clips))
    assert call(capsys, "run", "old.clip", "--case", "x.case")[0] == 0
    _, out, _ = call(capsys, "export", "x.case", "--format", "csv")
    assert "old.clip,1,Desk Daily" in out and "old.clip,2,Desk Daily" in out
    assert call(capsys, "verify", "x.case")[0] == 0


def test_a_reader_that_fails_costs_its_file(plugin: Path, tmp_path: Path, capsys: Capsys) -> None:
    (tmp_path / "bad.clip").write_bytes(b"\xff")
    (tmp_path / "none.clip").write_text("")
    (tmp_path / "a.txt").write_text("The mayor said 12 people were hurt.")
    code, _, err = call(capsys, "run", "bad.clip", "a.txt", "none.clip", "--case", "x.case")
    assert code == 1 and err.count("could not be read by desk_tools:read_clip") == 2


def test_a_format_that_cannot_be_loaded_is_said(plugin: Path, demo_case: Path, capsys: Capsys) -> None:
    (plugin / "desk_tools.py").write_text("import no_such_module\n")
    install(
        plugin, {"name": "odd", "version": "1", "entry-points": {"sayso.exporters": {"odd": "odd_tools:x"}}}
    )
    code, _, err = call(capsys, "export", str(demo_case), "--format", "odd")
    assert code == 2 and "cannot be loaded" in err
    assert call(capsys, "export", "--help")[0] == 0


def test_no_package_takes_the_place_of_a_format(plugin: Path, capsys: Capsys) -> None:
    own = exporter("jsonl")
    install(plugin, {"name": "thief", "version": "1", "entry-points": {"sayso.exporters": {"jsonl": "t:x"}}})
    assert exporter("jsonl") is own and formats().count("jsonl") == 1
