"""What a run tells of a case of many claims to which an article came."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.cli import main
from sayso.cli import news as told_of
from sayso.cli.summary import _clashes
from sayso.dossier.pairs import cards
from sayso.dossier.pile import Pile
from sayso.runners import local
from sayso.settings import Settings
from tests.dossier.helpers import small_case

Run = Callable[[str, str], tuple[list[str], str]]

SAID = "Exactly {} people were killed in the blast at Tolk, the {} said."


def article(text: str, outlet: str) -> str:
    return json.dumps({"title": f"From {outlet}", "text": text, "source": outlet, "date": "2031-05-06"})


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs an article into a case of fourteen; what is printed."""
    monkeypatch.setattr(told_of, "MANY_CLAIMS", 3)
    for where in ("case.store", "comparison.growing"):
        # A small pile is compared anew as a whole, and told of so.
        monkeypatch.setattr(f"sayso.{where}.SMALL_PILE", 12)
    case = str(tmp_path / "x.case")

    def more(name: str, text: str) -> tuple[list[str], str]:
        (tmp_path / name).write_text(text)
        with pytest.raises(SystemExit) as ended:
            main(["run", str(tmp_path / name), "--case", case])
        out = capsys.readouterr()
        assert ended.value.code == (1 if out.err else 0)
        return out.out.splitlines(), out.err

    places = ("Norburg", "Harrow", "Sudland", "Mill Bay", "Ostrand", "Velm", "Arden")
    rows = [
        article(f"The mayor of {place} said {n} houses were {deed} there on Monday.", f"Post {n} {deed}")
        for n, place in enumerate(places, 20)
        for deed in ("damaged", "rebuilt")
    ]
    more("pile.jsonl", "\n".join((*rows, article(SAID.format(56, "mayor Ann Roe"), "The Post"))) + "\n")
    return more


def test_a_clash_is_told_and_the_case_counted(run: Run) -> None:
    clash = "Only 12 people were killed in the blast at Tolk, the union chief Jon Poe said."
    lines, _ = run("late.json", article(clash, "The Pilot"))
    assert lines[0] == "16 articles, 1 of them read now"
    assert "where accounts meet: " in lines[2] and "conflicts 44" in lines[2]
    news = lines[lines.index("Since the last run:") + 1 :]
    assert news[0].startswith("new: ") and news[0].endswith("late.json “From The Pilot”")
    assert any(line.startswith("in conflict: ") and "12" in line for line in news)


def test_a_second_origin_is_told_and_what_was_known_is_not(run: Run) -> None:
    lines, _ = run("late.json", article(SAID.format(56, "doctor Ned Hale"), "The Pilot"))
    assert any(line.startswith("second origin: “") for line in lines)
    lines, _ = run("again.json", article("The baker Eva Moe said bread was dear.", "The Sun"))
    assert [line for line in lines if line.startswith(("second origin", "in conflict"))] == []
    lines, _ = run("again.json", article("The baker Eva Moe said bread was dear.", "The Sun"))
    assert lines[-1] == "Nothing new since the last run."


def test_what_a_killed_run_did_not_tell_the_next_one_tells(run: Run, tmp_path: Path) -> None:
    clash = "Only 12 people were killed in the blast at Tolk, the union chief Jon Poe said."
    (tmp_path / "late.json").write_text(article(clash, "The Pilot"))
    # Killed when all is stored and nothing printed.
    local.run([str(tmp_path / "late.json")], str(tmp_path / "x.case"), Settings(processes=1))
    lines, _ = run("dear.json", article("The baker Eva Moe said bread was dear.", "The Sun"))
    news = lines[lines.index("Since the last run:") + 1 :]
    assert [line.partition(": ")[0] for line in news[:3]] == ["new", "new", "in conflict"]
    assert "dear.json" in news[0] and "late.json" in news[1] and "12" in news[2]
    lines, _ = run("dear.json", article("The baker Eva Moe said bread was dear.", "The Sun"))
    assert lines[-1] == "Nothing new since the last run."


def test_what_cannot_be_read_is_said(run: Run) -> None:
    lines, said = run("bad.txt", "")
    assert "bad.txt" in said and any("1 file not read" in line for line in lines)


def test_an_article_that_changes_is_told_as_changed(run: Run) -> None:
    run("late.json", article(SAID.format(56, "doctor Ned Hale"), "The Pilot"))
    lines, _ = run("late.json", article(SAID.format(57, "doctor Ned Hale"), "The Pilot"))
    assert any(line.startswith("changed: ") for line in lines)


def test_one_more_is_one() -> None:
    card = cards(Pile(small_case()))["updates"][0]
    for number, told in ((3, ""), (4, "  … and 1 more update"), (5, "  … and 2 more updates")):
        assert (_clashes({"updates": [card] * number})[-1] == told) is bool(told)
