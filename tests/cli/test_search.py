"""``sayso search`` answers in lines, and says what it cannot find."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from sayso.cli import main_group
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
    assert cells[1:4] == ["undated", f"file {Path(case).parent / 'a.txt'}", "Ann Roe, said"]
    assert "12 people were killed" in cells[4]


def test_what_is_not_there_is_said(case: str) -> None:
    assert search(case, "zeppelin") == (1, "")
    assert search(case, "killed", "--since", "2016") == (1, "")
    told = CliRunner().invoke(main_group, ["search", case, "zeppelin"], standalone_mode=False).stderr
    assert f"no claim in {case} has all of that: usually a word in another form" in told


def test_a_day_is_one_and_something_is_asked(case: str) -> None:
    for day in ("May 2016", "2016-13", "2016-02-30", "20160501", "2016-W01-1"):
        with pytest.raises(UsageError, match="A day is written"):
            search(case, "killed", "--since", day)
    with pytest.raises(UsageError, match="Say what to search for"):
        search(case)
