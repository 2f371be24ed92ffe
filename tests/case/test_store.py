"""The case file: what goes in comes out, layers stay apart, damage is told."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from sayso.case.custody import check_case, check_files
from sayso.case.store import APPLICATION_ID, Store
from sayso.errors import CaseError
from sayso.intake.sources import CASE_MARK
from sayso.runners import local
from sayso.settings import Settings

TEXT = "At least 12 people were killed at Tolk, the mayor Ann Roe said on Tuesday.\n\nThe road is closed."


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    (tmp_path / "pile").mkdir()
    (tmp_path / "pile" / "a.txt").write_text(TEXT)
    (tmp_path / "pile" / "b.txt").write_text(TEXT.replace("12", "15"))
    return tmp_path / "pile"


def run(pile: Path, case: Path) -> local.Outcome:
    return local.run([str(pile)], str(case), Settings(processes=1))


def test_contents_come_back_as_they_were_found(pile: Path, tmp_path: Path) -> None:
    run(pile, tmp_path / "x.case")
    with Store(tmp_path / "x.case") as store:
        contents = store.contents()
        assert [d.text for d in contents.documents] == [TEXT, TEXT.replace("12", "15")]
        assert list(check_case(store, contents)) == []
        assert {s.name for c in contents.claims for s in c.sources} == {"Ann Roe"}
        assert store.contents() == contents


def test_adding_does_not_read_again(pile: Path, tmp_path: Path) -> None:
    case = tmp_path / "x.case"
    assert run(pile, case).read == 2
    (pile / "c.txt").write_text("The bridge at Tolk is open, the army said.")
    outcome = run(pile, case)
    assert (outcome.read, outcome.known, outcome.documents) == (1, 2, 3)


def test_a_case_of_an_earlier_sayso_is_compared_and_grows(pile: Path, tmp_path: Path) -> None:
    case = tmp_path / "x.case"
    run(pile, case)
    with sqlite3.connect(case) as db:
        db.execute("ALTER TABLE compared DROP COLUMN words")
        db.execute("UPDATE meta SET value = '[]' WHERE key = 'components'")
    (pile / "c.txt").write_text("The bridge at Tolk is open, the army said.")
    assert run(pile, case).documents == 3
    with sqlite3.connect(case) as db:
        assert all(words for (words,) in db.execute("SELECT words FROM compared"))


def test_changed_bytes_replace_the_document_and_keep_the_bytes(pile: Path, tmp_path: Path) -> None:
    case = tmp_path / "x.case"
    run(pile, case)
    (pile / "a.txt").write_text("The dam broke.")
    assert run(pile, case).documents == 2
    with sqlite3.connect(case) as db:
        assert db.execute("SELECT count(*) FROM bytes").fetchone() == (3,)


def test_decisions_survive_a_run(pile: Path, tmp_path: Path) -> None:
    case = tmp_path / "x.case"
    run(pile, case)
    with sqlite3.connect(case) as db:
        values = ("decision_1", "x", "relation", "unclear", "scope", "me", "2021", *[None] * 5)
        db.execute("INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
    run(pile, case)
    with Store(case) as store:
        assert [d.new for d in store.contents().decisions] == ["scope"]


def test_search_finds_words_in_any_order(pile: Path, tmp_path: Path) -> None:
    run(pile, tmp_path / "x.case")
    with Store(tmp_path / "x.case") as store:
        assert len(store.search("tolk killed")) == 2
        assert store.search('12 "') == store.search("12")
        assert store.search("") == ()


def test_moved_citations_and_changed_bytes_are_told(pile: Path, tmp_path: Path) -> None:
    case = tmp_path / "x.case"
    run(pile, case)
    with sqlite3.connect(case) as db:
        db.execute("UPDATE document SET text = 'x' || text")
        db.execute("UPDATE bytes SET data = x'789c030000000001'")
    with Store(case) as store:
        wrong = list(check_case(store, store.contents()))
    assert any("do not read" in w for w in wrong)
    assert any("no longer have the hash" in w for w in wrong)


def test_files_that_changed_or_went_are_told(pile: Path, tmp_path: Path) -> None:
    run(pile, tmp_path / "x.case")
    (pile / "a.txt").write_text("other")
    (pile / "b.txt").unlink()
    with Store(tmp_path / "x.case") as store:
        wrong = list(check_files(store, [str(pile), "elsewhere.txt"]))
    assert [w.split(": ")[1] for w in wrong] == [
        "the file has changed since it was read.",
        "the file is no longer there.",
        "the case was not made from it.",
    ]


def test_what_is_no_case_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("not a database, but long enough to look like a file of some kind")
    with sqlite3.connect(tmp_path / "other.db") as db:
        db.execute("CREATE TABLE t (x)")
    for name, words in (
        ("text", "no SQLite database"),
        ("other.db", "another database"),
        ("gone", "no case at"),
    ):
        with pytest.raises(CaseError, match=words):
            Store(tmp_path / name)


def test_a_second_writer_is_told_so(pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = tmp_path / "x.case"
    run(pile, case)
    monkeypatch.setattr("sayso.case.connection._BUSY_S", 0.1)
    with sqlite3.connect(case, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with Store(case, create=True) as store, pytest.raises(CaseError, match="written by another run"):
            store.end_input("a.txt")
        other.execute("ROLLBACK")


def test_intake_knows_a_case_file_by_its_mark() -> None:
    assert int.from_bytes(CASE_MARK) == APPLICATION_ID


def faults(case: Path) -> list[str]:
    with Store(case) as store:
        return list(check_case(store, store.sound_contents()))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            "UPDATE document SET text = replace(text, 'Tolk', 'Bolk')",
            "not the text that the bytes",
        ),
        ("UPDATE document SET text = replace(text, 'road', 'rood')", "not the text that the bytes"),
        ("UPDATE claim SET text = 'other'", "columns do not say what its record says"),
        ("UPDATE figure SET low = 3", "columns do not say what its record says"),
        ("UPDATE claim SET record = '{'", "columns do not say what its record says"),
        (
            'UPDATE document SET record = replace(record, \'"published":null\', \'"published":"2016"\')',
            "published",
        ),
        ("UPDATE bytes SET data = x'00'", "bytes kept in the case are damaged"),
        ("DELETE FROM document WHERE path LIKE '%a.txt'", "is not in the case, but"),
        ("DELETE FROM document WHERE path LIKE '%a.txt'", "give it, but it is not in the case"),
    ],
)
def test_every_change_is_told(pile: Path, tmp_path: Path, change: str, words: str) -> None:
    run(pile, tmp_path / "x.case")
    with sqlite3.connect(tmp_path / "x.case") as db:
        assert db.execute(change).rowcount > 0
    told = faults(tmp_path / "x.case")
    assert any(words in fault for fault in told), told


def test_a_case_of_another_version_is_not_read_anew(pile: Path, tmp_path: Path) -> None:
    run(pile, tmp_path / "x.case")
    with sqlite3.connect(tmp_path / "x.case") as db:
        db.execute('UPDATE document SET record = replace(record, \'"title":null\', \'"title":"other"\')')
        db.execute("UPDATE document SET title = 'other'")
    assert len(faults(tmp_path / "x.case")) == 2
    with sqlite3.connect(tmp_path / "x.case") as db:
        db.execute("UPDATE meta SET value = '[]' WHERE key = 'components'")
    assert faults(tmp_path / "x.case") == []


def test_a_case_whose_documents_are_gone_is_said_to_be_damaged(pile: Path, tmp_path: Path) -> None:
    run(pile, tmp_path / "x.case")
    with sqlite3.connect(tmp_path / "x.case") as db:
        db.execute("DELETE FROM document")
    with Store(tmp_path / "x.case") as store, pytest.raises(CaseError, match="is damaged"):
        store.contents()


def test_reading_a_case_writes_nothing(pile: Path, tmp_path: Path) -> None:
    run(pile, tmp_path / "x.case")
    with Store(tmp_path / "x.case") as store, pytest.raises(sqlite3.OperationalError, match="readonly"):
        store.db.execute("DELETE FROM claim")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_reading_a_case_leaves_no_files_beside_it(pile: Path, tmp_path: Path) -> None:
    case = tmp_path / "x.case"
    run(pile, case)
    with Store(case) as one:
        with Store(case) as other:
            assert other.contents() == one.contents()
        assert one.contents().documents
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["pile", "x.case"]


def test_reading_leaves_writes_to_come_as_they_are(pile: Path, tmp_path: Path) -> None:
    case, log = tmp_path / "x.case", tmp_path / "x.case-wal"
    run(pile, case)
    with Store(case, write=True) as writer:
        writer.db.execute("INSERT INTO meta VALUES ('x', '1')")
        with Store(case) as store:
            assert store.contents().documents
        assert log.stat().st_size


def test_a_case_in_a_write_protected_folder_can_be_read(pile: Path, tmp_path: Path) -> None:
    folder = tmp_path / "protected"
    folder.mkdir()
    run(pile, folder / "x.case")
    folder.chmod(0o555)
    try:
        with Store(folder / "x.case") as store:
            assert len(store.contents().documents) == 2
    finally:
        folder.chmod(0o755)


def test_what_is_no_case_is_not_held_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[sqlite3.Connection] = []

    def readable(path: Path) -> sqlite3.Connection:
        opened.append(sqlite3.connect(path))
        return opened[-1]

    monkeypatch.setattr("sayso.case.store.readable", readable)
    with sqlite3.connect(tmp_path / "other.db") as db:
        db.execute("CREATE TABLE one (two)")
    with pytest.raises(CaseError, match="another database"):
        Store(tmp_path / "other.db")
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        opened[0].execute("SELECT 1")
