"""One run at a time holds a case, and what cannot be written is said in a sentence."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from sayso.case import connection
from sayso.case.connection import alone, companions, log_of
from sayso.case.store import Store
from sayso.errors import CaseError
from sayso.model import Failure

fcntl = pytest.importorskip("fcntl")


def test_a_second_run_waits_and_then_says_why_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_BUSY_S", 0.2)
    case = tmp_path / "x.case"
    with alone(case), pytest.raises(CaseError, match="written by another run"), alone(case):
        pass
    assert list(tmp_path.iterdir()) == []
    with alone(case):
        assert [path.name for path in tmp_path.iterdir()] == ["x.case-lock"]


def test_a_case_by_another_path_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_BUSY_S", 0.2)
    case, link = tmp_path / "x.case", tmp_path / "link.case"
    link.symlink_to(case)
    assert companions(link) == companions(case)
    with alone(case), pytest.raises(CaseError, match=r"link\.case is being written"), alone(link):
        pass


def test_the_files_beside_a_case_are_its_own(tmp_path: Path) -> None:
    case, link = tmp_path / "x.case", tmp_path / "link.case"
    link.symlink_to(case)
    with Store(link, create=True) as store, alone(link):
        store.begin_run()
        found = {str(path) for path in tmp_path.iterdir() if path != link}
        assert log_of(link) == log_of(case) and log_of(link).exists()
    assert case.exists() and len(found) == 4 and found <= set(companions(case))


def test_a_lock_that_nobody_holds_is_taken(tmp_path: Path) -> None:
    (tmp_path / "x.case-lock").write_bytes(b"")
    with alone(tmp_path / "x.case"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_without_locks_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(*_: int) -> None:
        raise OSError("no locks on this disk")

    monkeypatch.setattr(fcntl, "flock", unsupported)
    with alone(tmp_path / "x.case"):
        assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_said_and_leaves_the_case_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "x.case"
    with Store(path, create=True) as store:
        store.add((), (Failure("fail_1", "a", None, "a is empty.", "empty"),))
    with Store(path, create=True) as store:
        pages = store.db.execute("PRAGMA page_count").fetchone()[0]
        store.db.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(CaseError, match=r"could not be written \(database or disk is full\)"):
            store.add((), (Failure("fail_2", "b", None, "b " * 100_000, "empty"),))
        store.db.execute("PRAGMA max_page_count = 1000000")
        store.add((), (Failure("fail_3", "c", None, "c is empty.", "empty"),))
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT id FROM failure ORDER BY id").fetchall() == [("fail_1",), ("fail_3",)]


def test_one_write_in_another_is_part_of_it(tmp_path: Path) -> None:
    with Store(tmp_path / "x.case", create=True) as store:
        before = store.stamp()
        with pytest.raises(ZeroDivisionError), store.writing():
            store.add((), (Failure("fail_1", "a", None, "a is empty.", "empty"),))
            raise ZeroDivisionError
        assert (store.stamp(), store.failures("a")) == (before, ())
