"""The parsed paragraphs of a case: bounded, the oldest go first, and none changes what is found."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from sayso.case.store import Store
from sayso.exporters.jsonl import export_jsonl
from sayso.reading.parse import forget
from sayso.runners import local
from sayso.settings import Settings

WIRE = "Twelve people were killed when a bridge gave way near Lower Issa on Monday, the mayor of Tolk said."


def test_the_oldest_go_first(tmp_path: Path) -> None:
    with Store(tmp_path / "x.case", create=True) as store:
        cache = store.cache(10)
        cache.keep({"a": b"1234", "b": b"1234"})
        cache.keep({"a": b"123", "c": b"1234"})
        assert cache.known(("a", "b", "c")) == {"a": b"123", "c": b"1234"}
        assert store.cache(10).size == cache.size == 7
        cache.keep({"d": b"12345678901"})
        assert (cache.known(("a", "c", "d")), cache.size) == ({}, 0)


def test_without_a_limit_what_is_there_goes(tmp_path: Path) -> None:
    with Store(tmp_path / "x.case", create=True) as store:
        store.cache(10).keep({"a": b"1234", "b": b"1234"})
        cache = store.cache(0)
        cache.keep({"c": b"1234"})
        assert (cache.known(("a", "b", "c")), store.cache(10).size) == ({}, 0)


def test_what_others_took_away_is_not_looked_for_for_ever(tmp_path: Path) -> None:
    with Store(tmp_path / "x.case", create=True) as store:
        store.cache(100).keep({"a": b"1234", "b": b"1234"})
        cache = store.cache(5)
        store.db.execute("DELETE FROM parsed")
        cache.keep({})
        assert cache.size == 0


def parsed(case: Path) -> int:
    with sqlite3.connect(case) as db:
        found: int = db.execute("SELECT count(*) FROM parsed").fetchone()[0]
        return found


def export(case: Path) -> str:
    with Store(case) as store:
        return "".join(export_jsonl(store.contents()))


@pytest.mark.parametrize("processes", [1, 2])
def test_what_is_found_is_the_same_with_and_without(tmp_path: Path, processes: int) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    exports = {}
    for name, megabytes in (("with", 1), ("without", 0)):
        case, settings = tmp_path / f"{name}.case", Settings(processes=processes, cache_mb=megabytes)
        for day in range(3):
            forget()
            (pile / f"{day}.txt").write_text(
                f"{WIRE}\n\nOn day {day} the mayor of Tolk said that it was old."
            )
            local.run([str(pile)], str(case), settings)
        exports[name] = export(case)
    assert exports["with"] == exports["without"]
    assert (parsed(tmp_path / "with.case"), parsed(tmp_path / "without.case")) == (1, 0)


def test_what_is_damaged_is_parsed_again(tmp_path: Path) -> None:
    case = tmp_path / "x.case"
    (tmp_path / "a.txt").write_text(WIRE)
    local.run([str(tmp_path / "a.txt")], str(case), Settings(processes=1))
    before = export(case)
    with sqlite3.connect(case) as db:
        db.execute("UPDATE parsed SET data = x'00'")
        db.execute("UPDATE input SET signature = ''")
    forget()
    assert local.run([str(tmp_path / "a.txt")], str(case), Settings(processes=1)).read == 1
    assert export(case) == before
    with sqlite3.connect(case) as db:
        assert db.execute("SELECT length(data) FROM parsed").fetchone()[0] > 1
