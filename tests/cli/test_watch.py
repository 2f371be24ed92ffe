"""``sayso watch``: what is new is added and told once, and nothing is said while nothing changes."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.case.custody import check_case
from sayso.case.store import Store
from sayso.case.telling import Point, keep_told, told
from sayso.cli import main
from sayso.cli.news import news
from sayso.exporters.jsonl import export_jsonl
from sayso.runners import local
from sayso.settings import Settings


def article(text: str, outlet: str, day: str = "2031-05-06") -> str:
    """An article as a scraper keeps it."""
    return json.dumps({"title": f"From {outlet}", "text": text, "source": outlet, "date": day})


FIRST = article("Exactly 56 people were killed in the blast at Tolk, the mayor Ann Roe said.", "The Post")
CLASH = article("Only 12 people were killed in the blast at Tolk, the union chief Jon Poe said.", "The Pilot")
SECOND = article("Exactly 56 people were killed in the blast at Tolk, the doctor Ned Hale said.", "The Pilot")
LATER = article(
    "So far 61 people were killed in the blast at Tolk, the mayor Ann Roe said.", "The Sun", "2031-05-08"
)


BESIDE = "The baker Eva Moe said bread was dear."
DEAR = article(BESIDE, "The Post")


Look = Callable[[], tuple[list[str], str]]


@pytest.fixture
def look(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Look:
    """A look into the folder: the lines on stdout, and stderr."""
    (tmp_path / "in").mkdir()

    def once() -> tuple[list[str], str]:
        with pytest.raises(SystemExit) as ended:
            main(["watch", str(tmp_path / "in"), "--case", str(tmp_path / "in" / "x.case"), "--once"])
        assert not ended.value.code
        out = capsys.readouterr()
        return out.out.splitlines(), out.err

    return once


def test_what_is_new_is_told_once(tmp_path: Path, look: Look) -> None:
    folder = tmp_path / "in"
    assert look() == ([], "")
    assert not (folder / "x.case").exists()
    (folder / "a.json").write_text(FIRST)
    assert look() == ([f"new: {folder / 'a.json'} “From The Post”"], "")
    assert look() == ([], "")
    for name, text, words, numbers in (
        ("b", CLASH, "in conflict: ", ("56", "12")),
        ("c", SECOND, "second origin: “", ("56", "2 origins")),
        ("d", LATER, "updated: ", ("56", "then 61")),
    ):
        (folder / f"{name}.json").write_text(text)
        (new, *told), said = look()
        assert (new.startswith(f"new: {folder / name}.json"), said) == (True, "")
        assert any(line.startswith(words) and all(n in line for n in numbers) for line in told), told
        assert look() == ([], "")


def test_figures_of_what_others_count_are_told_even_where_they_clash_with_nothing(
    tmp_path: Path, look: Look
) -> None:
    folder = tmp_path / "in"
    (folder / "a.json").write_text(FIRST)
    look()
    for name, text, of in (
        (
            "b",
            "In Harrow a storm killed 3 people and wounded 9 people, the nurse Ida Moe said.",
            "1 of killed",
        ),
        ("c", "The baker Eva Moe said bread was dear.", ""),
    ):
        (folder / f"{name}.json").write_text(article(text, "The Sun"))
        told = [line for line in look()[0] if line.startswith("figures: ")]
        where = f"{folder / name}.json, which articles read before count too"
        assert told == (
            [f"figures: {of} in {where}: sayso show {folder / 'x.case'} --only figures"] if of else []
        )


def test_records_that_are_added_to_a_file_leave_the_others_as_they_were(tmp_path: Path, look: Look) -> None:
    rows = tmp_path / "in" / "rows.jsonl"
    rows.write_text(f"{FIRST}\n{CLASH}\n")
    assert any(line.startswith("in conflict: ") for line in look()[0])
    with rows.open("a") as file:
        file.write(article("The baker Eva Moe said bread was dear.", "The Sun") + "\n")
    assert look()[0] == [f"new: {rows}, record 3 “From The Sun”"]


def test_a_changed_article_and_one_that_cannot_be_read_are_told(tmp_path: Path, look: Look) -> None:
    folder = tmp_path / "in"
    (folder / "a.json").write_text(FIRST)
    look()
    (folder / "a.json").write_text(FIRST.replace("56", "57"))
    (folder / "b.txt").write_text("")
    told, said = look()
    assert told == [
        f"changed: {folder / 'a.json'} “From The Post”; its earlier text is no longer in the case;"
        " killed (people): 56 became 57"
    ]
    assert "b.txt" in said
    assert look() == ([], "")


def test_a_file_that_is_damaged_and_mended_is_not_new(tmp_path: Path, look: Look) -> None:
    file = tmp_path / "in" / "a.json"
    file.write_text(FIRST)
    look()
    file.write_text(FIRST[:50])
    told, said = look()
    stays = "what was read from it before stays in the case"
    assert told == [f"can no longer be read: {file}; {stays}"] and "cut-off file" in said
    assert look() == ([], "")
    with Store(file.parent / "x.case") as store:
        contents = store.contents()
        assert [d.path for d in contents.documents] == [str(file)] and contents.claims
        assert list(check_case(store, contents)) == []
    file.write_text(FIRST)
    assert look() == ([f"can be read now: {file} “From The Post”"], "")


def test_an_article_whose_name_begins_as_the_cases_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "news-1.json").write_text(FIRST)
    with pytest.raises(SystemExit):
        main(["watch", str(tmp_path), "--case", str(tmp_path / "news"), "--once"])
    assert capsys.readouterr().out.startswith("new: ")


def test_it_goes_on_until_it_is_stopped(tmp_path: Path) -> None:
    folder, case = tmp_path / "in", tmp_path / "x.case"
    folder.mkdir()
    command = [sys.executable, "-m", "sayso", "watch", str(folder), "--case", str(case), "--every", "1"]
    watching = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        for name, text in (("a", FIRST), ("b", CLASH)):
            # Moved there whole: a look that meets it half written is followed by another run.
            (tmp_path / "coming").write_text(text)
            (tmp_path / "coming").rename(folder / f"{name}.json")
            _wait_for(case, f"{name}.json")
    finally:
        watching.kill()
    with Store(case) as store:
        contents = store.contents()
    assert contents.finished
    local.run([str(folder)], str(tmp_path / "whole.case"), Settings(processes=1))
    with Store(tmp_path / "whole.case") as store:
        assert list(export_jsonl(contents)) == list(export_jsonl(store.contents()))


def _wait_for(case: Path, name: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        time.sleep(0.1)
        if case.exists():
            try:
                with Store(case) as store:
                    contents = store.contents()
            except Exception:  # its tables are being made
                continue
            if contents.finished and any(d.path.endswith(name) for d in contents.documents):
                return
    pytest.fail(f"{name} was not read")


def test_what_is_no_folder_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["watch", str(tmp_path / "none"), "--case", str(tmp_path / "x.case")])
    assert ended.value.code == 2
    assert "is no folder" in capsys.readouterr().err


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    """A run of the folder into the case: what is on stdout."""
    (tmp_path / "in").mkdir()

    def once() -> str:
        with pytest.raises(SystemExit):
            main(["run", str(tmp_path / "in"), "--case", str(tmp_path / "x.case")])
        return capsys.readouterr().out

    return once


def cut_short(tmp_path: Path, where: str = "x.case") -> None:
    """A run that is killed when all is stored and nothing printed."""
    local.run([str(tmp_path / "in")], str(tmp_path / where), Settings(processes=1))


def test_a_run_tells_what_came_to_a_case_that_was_there(tmp_path: Path, run: Callable[[], str]) -> None:
    folder = tmp_path / "in"
    (folder / "a.json").write_text(FIRST)
    assert "last run" not in run()
    assert run().endswith("Nothing new since the last run.\n")
    (folder / "b.json").write_text(CLASH)
    told = run().partition("Since the last run:\n")[2]
    assert f"new: {folder / 'b.json'}" in told and "in conflict: " in told


def test_what_a_killed_run_did_not_tell_the_next_one_tells(tmp_path: Path, run: Callable[[], str]) -> None:
    folder = tmp_path / "in"
    (folder / "a.json").write_text(FIRST)
    run()
    (folder / "b.json").write_text(CLASH)
    cut_short(tmp_path)
    told = run().partition("Since the last run:\n")[2]
    assert f"new: {folder / 'b.json'}" in told and "in conflict: " in told and "a.json" not in told
    assert run().endswith("Nothing new since the last run.\n")


def test_a_killed_first_run_was_none(tmp_path: Path, run: Callable[[], str]) -> None:
    (tmp_path / "in" / "a.json").write_text(FIRST)
    cut_short(tmp_path)
    told = run()
    assert "1 article;" in told and "last run" not in told and "read before" not in told
    assert "1 article, 1 of them read before;" in run()


def test_a_look_tells_what_a_killed_one_did_not(tmp_path: Path, look: Look) -> None:
    folder = tmp_path / "in"
    (folder / "a.json").write_text(FIRST)
    look()
    (folder / "b.json").write_text(CLASH)
    (folder / "c.txt").write_text("")
    cut_short(tmp_path, "in/x.case")
    told, said = look()
    assert told[0].startswith("new: ") and told[1].startswith("in conflict: ") and "c.txt" in said
    assert look() == ([], "")


def test_of_a_case_of_an_earlier_sayso_all_counts_as_told(tmp_path: Path, run: Callable[[], str]) -> None:
    folder = tmp_path / "in"
    (folder / "a.json").write_text(FIRST)
    cut_short(tmp_path)
    with Store(tmp_path / "x.case", write=True) as store:
        store.db.execute("DELETE FROM meta WHERE key = 'told'")
        for table in ("told_document", "told_point", "told_failure"):
            store.db.execute(f"DROP TABLE {table}")
    (folder / "b.json").write_text(CLASH)
    told = run().partition("Since the last run:\n")[2]
    assert f"new: {folder / 'b.json'}" in told and "in conflict: " in told and "a.json" not in told


def test_a_file_that_changes_elsewhere_has_no_news_of_what_was_told(tmp_path: Path, look: Look) -> None:
    folder = tmp_path / "in"
    for name, text in (("a", FIRST), ("b", CLASH), ("d", LATER)):
        (folder / f"{name}.json").write_text(text)
    kinds = [line.partition(": ")[0] for line in look()[0]]
    assert {"in conflict", "updated"} <= set(kinds)
    (folder / "b.json").write_text(CLASH.replace("said.", f"said. {BESIDE}"))
    told, _ = look()
    assert [line.partition(": ")[0] for line in told] == ["changed"]


def test_what_was_told_and_is_there_no_more_is_told(tmp_path: Path, look: Look) -> None:
    folder = tmp_path / "in"
    for name, text in (("a", FIRST), ("b", CLASH)):
        (folder / f"{name}.json").write_text(text)
    (clash,) = (line for line in look()[0] if line.startswith("in conflict: "))
    (folder / "b.json").write_text(DEAR)
    told, _ = look()
    assert [told[0].partition(": ")[0], told[-1]] == ["changed", f"no longer there, {clash}"]
    assert look() == ([], "")


@pytest.mark.parametrize("stands", [True, False])
def test_a_point_goes_with_an_article_that_it_was_told_of(tmp_path: Path, look: Look, stands: bool) -> None:
    folder = tmp_path / "in"
    (folder / "a.json").write_text(DEAR)
    look()
    with Store(folder / "x.case", write=True) as store:
        contents = store.contents()
        of = contents.documents[0].id if stands else "doc_gone"
        point = Point("updated", frozenset({of}), "killed: 12; then 14", frozenset({"a key"}))
        keep_told(store, contents.documents, [point], ())
        gone = list(news(told(store), contents, ()))
    assert gone == ([] if stands else ["no longer there, updated: killed: 12; then 14"])


def test_a_record_that_moves_within_its_file_is_no_news(tmp_path: Path, look: Look) -> None:
    path = tmp_path / "in" / "a.jsonl"
    path.write_text(f"{FIRST}\n{CLASH}\n")
    look()
    path.write_text(f"{DEAR}\n{FIRST}\n{CLASH}\n")
    told, _ = look()
    assert [line.partition("“")[0] for line in told] == [f"changed: {path}, record 1 "]


def test_a_copy_is_told_as_one(tmp_path: Path, look: Look) -> None:
    folder = tmp_path / "in"
    (folder / "b.json").write_text(FIRST)
    look()
    (folder / "a.json").write_text(FIRST)
    told, _ = look()
    assert told[0] == (
        f"new: {folder / 'a.json'} “From The Post”; a copy, byte for byte, of {folder / 'b.json'}"
    )


def test_articles_whose_files_are_gone_are_counted_apart(tmp_path: Path, run: Callable[[], str]) -> None:
    folder = tmp_path / "in"
    for name, text in (("a", FIRST), ("b", CLASH), ("c", DEAR)):
        (folder / f"{name}.json").write_text(text)
    (folder / "d.txt").write_text("")
    assert "1 file not read (listed above, kept in the case)" in run()
    for name in ("a.json", "b.json", "d.txt"):
        (folder / name).unlink()
    told = run()
    assert "3 articles, 1 of them read before;" in told
    assert "2 of them are no longer in the folder, and stay in the case\n" in told
    assert "1 file not read (in earlier runs, kept in the case)\n" in told


def test_articles_of_files_that_are_not_named_are_no_missing_ones(
    tmp_path: Path, run: Callable[[], str], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in" / "a.json").write_text(FIRST)
    run()
    (tmp_path / "b.json").write_text(CLASH)
    with pytest.raises(SystemExit):
        main(["run", str(tmp_path / "b.json"), "--case", str(tmp_path / "x.case")])
    told = capsys.readouterr().out
    assert "1 of them is of a file not named now, and stays in the case\n" in told
    assert "no longer in the folder" not in told


def test_an_article_in_another_language_is_said(tmp_path: Path, run: Callable[[], str]) -> None:
    text = "Der Bürgermeister sagte am Montag, dass die Brücke über den Fluss wieder offen ist. " * 5
    (tmp_path / "in" / "a.txt").write_text(text)
    assert "\n1 article is in German, which sayso keeps and does not read\n" in run()
