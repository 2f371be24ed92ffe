"""``sayso show``: tables for the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from sayso.case.store import Store
from sayso.cli.show import command
from sayso.dossier.pairs import ORDER
from sayso.runners import local
from sayso.settings import Settings

TEXT = "At least 12 people were killed at Tolk, the mayor Ann Roe said on Tuesday."


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("show")
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.txt").write_text(TEXT.replace("12", "15").replace("Ann Roe", "[bold]Bo[/] \x1b[31mLind"))
    local.run([str(folder / "a.txt"), str(folder / "b.txt")], str(folder / "x.case"), Settings(processes=1))
    return folder / "x.case"


def shown(case: Path, *options: str) -> str:
    result = CliRunner().invoke(command, [str(case), *options], catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_the_usual_tables(case: Path) -> None:
    told = shown(case)
    for title in ("Conflicts", "Updates", "Differs", "Groups", "Figures", "Speakers"):
        assert title in told
    assert "12 or more" in told and "15 or more" in told and "Ann Roe" in told
    with Store(case) as store:
        made = store.contents().comparisons
    relation = made[0].relation if made[0].sure else "unclear"
    assert any(c.id in shown(case, "--only", relation) for c in made)


def test_what_is_chosen_is_shown_alone_and_what_is_left_out_is_told(case: Path) -> None:
    assert shown(case, "--only", "repeats") == "Repeats: none\n\n"
    told = shown(case, "--only", "articles", "--limit", "1")
    assert "a.txt" in told and "b.txt" not in told
    assert "… and 1 more: --only articles --limit 2" in told
    assert "Ann Roe" not in shown(case, "--only", "speakers", "--speaker", "lind")


def test_each_amount_stands_beside_those_who_give_it(tmp_path: Path) -> None:
    told = "2031-05-06\n\nExactly {} people were killed in the flood, the mayor Ann Roe said on Monday."
    for name, number in (("a", 14), ("b", 19), ("c", 14)):
        (tmp_path / f"{name}.txt").write_text(told.format(number))
    case = tmp_path / "x.case"
    local.run([str(tmp_path / f"{n}.txt") for n in "abc"], str(case), Settings(processes=1))
    lines = shown(case, "--only", "figures").splitlines()
    given = [" ".join(line.split()) for line in lines if "Ann Roe" in line]
    assert [line.partition("Ann Roe · ")[2].partition(" 6 May")[0] for line in given] == [
        "file a.txt and file c.txt",
        "file b.txt",
    ]


def test_groups_are_shown_with_their_ids_the_most_carried_first(tmp_path: Path) -> None:
    closed = 'The mayor Ann Roe said on Tuesday: "The old bridge at Tolk stays closed all winter."'
    warned = '"Nobody had ever warned us of the flood," the farmer Bo Lind said.'
    for name, text in (("a", f"{closed}\n\n{warned}"), ("b", f"{closed}\n\n{warned}"), ("c", closed)):
        (tmp_path / f"{name}.txt").write_text(text)
    case = tmp_path / "x.case"
    local.run([str(tmp_path / f"{n}.txt") for n in "abc"], str(case), Settings(processes=1))
    with Store(case) as store:
        most = max(store.contents().groups, key=lambda g: len(g.members))
    told = shown(case, "--only", "groups", "--limit", "1")
    assert most.id in told and "3 articles: " in told and "1 independent origin" in told
    assert "… and 1 more: --only groups --limit 2" in told
    assert "Bo Lind" not in told and most.id not in shown(case, "--only", "groups", "--speaker", "lind")
    assert most.id not in shown(case, "--only", "groups", "--outlet", "The Post")


def test_what_an_article_says_is_no_markup_of_a_terminal(case: Path) -> None:
    told = shown(case, "--only", "figures", "--only", "speakers", "--only", "differs")
    assert "\x1b" not in told


def test_every_relation_is_explained() -> None:
    told = CliRunner().invoke(command, ["--help"]).output
    for relation in ORDER:
        assert f"\n  {relation} " in told


def test_an_outlet_goes_by_any_capitals_and_one_that_is_not_there_is_said(case: Path) -> None:
    with Store(case) as store:
        made = store.contents().comparisons
    told = shown(case, "--only", made[0].relation, "--only", "unclear", "--outlet", "FILE a.txt")
    # Of the pair of claims and that of the figures in them, one gives the line its id.
    assert any(x.id in told for x in made)
    none = CliRunner().invoke(command, [str(case), "--outlet", "b.tx"], standalone_mode=False)
    assert (none.return_value, none.stdout) == (1, "")
    assert none.stderr == f"sayso: no outlet in {case} is called 'b.tx'; like it: file b.txt.\n"
