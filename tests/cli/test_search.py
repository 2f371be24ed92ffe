"""``sayso search`` answers in lines, and says what it cannot find."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from sayso.case.decisions import Choice
from sayso.case.store import Store
from sayso.cli import main_group
from sayso.dossier.pile import Pile
from sayso.errors import UsageError
from sayso.runners import local
from sayso.settings import Settings


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("search")
    (folder / "a.txt").write_text("At least 12 people were killed at Tolk, the mayor Ann Roe said.")
    local.run([str(folder / "a.txt")], str(folder / "x.case"), Settings(processes=1))
    return str(folder / "x.case")


def search(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main_group, ["search", *arguments], standalone_mode=False)
    if done.exception:
        raise done.exception
    return done.return_value, done.stdout


def test_a_line_tells_who_says_what_where(case: str) -> None:
    code, told = search(case, "killed", "--speaker", "roe", "--event", "killed")
    cells = told.rstrip("\n").split("\t")
    assert code == 0
    assert cells[0].startswith("claim_")
    assert cells[1:4] == ["undated", "file a.txt", "Ann Roe, said"]
    assert "12 people were killed" in cells[4]


def test_what_is_not_there_is_said(case: str) -> None:
    assert search(case, "zeppelin") == (1, "")
    assert search(case, "killed", "--since", "2016") == (1, "")
    told = CliRunner().invoke(main_group, ["search", case, "zeppelin"], standalone_mode=False).stderr
    assert f"no claim in {case} has all of that: usually a word in another form" in told


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A case of four articles of two outlets, and one of none."""
    folder = tmp_path_factory.mktemp("many")
    said = "At least {} people were killed at Tolk, the mayor Ann Roe said."
    rows = [{"source": s, "text": said.format(n)} for n, s in enumerate(["The Post"] * 3 + ["The Pilot"], 12)]
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (folder / "apart").mkdir()
    (folder / "apart" / "a.txt").write_text(said.format(20))
    local.run([str(folder)], str(folder / "x.case"), Settings(processes=1))
    return str(folder / "x.case")


def both(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main_group, ["search", *arguments], standalone_mode=False)
    assert done.exception is None
    return done.return_value, done.stdout, done.stderr


def test_what_is_cut_off_is_said(many: str) -> None:
    code, told, said = both(many, "killed", "--limit", "2")
    assert (code, told.count("\n"), said) == (0, 2, "… and 3 more; --limit shows more\n")
    assert both(many, "killed", "--limit", "5")[2] == ""


def test_an_outlet_is_found_whatever_its_capitals(many: str) -> None:
    assert both(many, "--outlet", "the POST")[1].count("\n") == 3
    code, told, said = both(many, "killed", "--outlet", "The Pist")
    assert (code, told) == (1, "")
    assert said == f"sayso: no outlet in {many} is called 'The Pist'; like it: The Post, The Pilot.\n"
    assert "like it: The Pilot.\n" in both(many, "killed", "--outlet", "pilo")[2]


def test_an_outlet_that_a_person_decided_is_found(many: str, tmp_path: Path) -> None:
    shutil.copy(many, tmp_path / "x.case")
    case = str(tmp_path / "x.case")
    with Store(case, write=True) as store:
        contents = store.contents()
        document = next(d for d in contents.documents if d.outlet is None)
        store.decide(Choice(document.id, "outlet", "The Sun", "Ana"), contents)
    assert both(case, "--outlet", "the sun")[1].count("\n") == 1


def test_an_event_that_no_figure_is_of_is_said(many: str) -> None:
    assert both(many, "--event", "Killed")[1].count("\n") == 5
    assert both(many, "--event", "deaths") == (
        1,
        "",
        f"sayso: no figure in {many} is of 'deaths'; its figures are of: killed.\n",
    )


def test_a_time_that_ends_before_it_begins_is_said(many: str) -> None:
    with pytest.raises(UsageError, match="--since 2017-02 is after --until 2016"):
        search(many, "--since", "2017-02", "--until", "2016")
    assert both(many, "--since", "2016-02", "--until", "2016")[0] == 1


def test_a_file_is_called_as_show_calls_it(many: str) -> None:
    line = next(line for line in both(many, "killed")[1].splitlines() if "20 people" in line)
    assert line.split("\t")[2] == "file a.txt"
    with Store(many) as store:
        assert "file a.txt" in Pile(store.contents()).outlets


def test_a_day_is_one_and_something_is_asked(case: str) -> None:
    for day in ("May 2016", "2016-13", "2016-02-30", "20160501", "2016-W01-1"):
        with pytest.raises(UsageError, match="A day is written"):
            search(case, "killed", "--since", day)
    with pytest.raises(UsageError, match="Say what to search for"):
        search(case)
