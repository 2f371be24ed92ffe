"""Parquet as input: a row is read as the same record in JSON lines is."""

from __future__ import annotations

import builtins
import datetime
import io
import random
from pathlib import Path
from typing import Any

import pytest

from sayso.intake import Input, list_inputs, read_input
from sayso.model import Document, Failure
from sayso.runners import local
from sayso.settings import Settings
from tests.intake.helpers import check, fail_one, read_all, write

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

TEXT = (
    "The bridge over the Teral was closed on Tuesday after the river rose by two metres, the ministry said."
)


def parquet(rows: list[dict[str, object]], **options: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), out, **options)
    return out.getvalue()


def test_rows_are_records(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"title": "Bridge closed", "text": TEXT, "source": "teralpost", "date": datetime.date(2031, 5, 6)},
        {"title": "", "text": "", "source": "teralpost", "date": None},
        {"title": "Again", "text": f"{TEXT} It rained.", "source": "", "date": datetime.date(2031, 5, 7)},
    ]
    first, empty, last = read_all(write(tmp_path, parquet(rows), "a.parquet"))
    assert isinstance(first, Document) and isinstance(last, Document) and isinstance(empty, Failure)
    check(first)
    assert (first.member, first.outlet, first.published) == (1, "teralpost", "2031-05-06")
    assert first.text == f"Bridge closed\n\n{TEXT}"
    assert (empty.member, empty.kind) == (2, "empty")
    assert (last.member, last.published) == (3, "2031-05-07")


def test_times_are_read(tmp_path: Path) -> None:
    noon = datetime.datetime(2031, 5, 6, 12, 30, tzinfo=datetime.UTC)
    midnight = datetime.datetime(2031, 5, 6)
    rows: list[dict[str, object]] = [{"text": TEXT, "date": noon, "modified": midnight}]
    (found,) = read_all(write(tmp_path, parquet(rows), "a.bin"))
    assert isinstance(found, Document)
    assert (found.published or "").startswith("2031-05-06T12:30")
    assert found.updated == "2031-05-06"


def test_columns_can_be_named(tmp_path: Path) -> None:
    path = write(tmp_path, parquet([{"story": TEXT}]), "a.parquet")
    case = str(tmp_path / "x.case")
    assert local.run([str(path)], case, Settings(processes=1), {"text": ["story"]}).documents == 1
    assert local.run([str(path)], case, Settings(processes=1)).known == 1


def test_what_is_wrong_is_said(tmp_path: Path) -> None:
    whole = parquet([{"text": TEXT * 50}])
    assert fail_one(tmp_path, whole[:-200], "cut.parquet").kind == "malformed"
    assert fail_one(tmp_path, parquet([{"n": 1}]), "none.parquet").kind == "malformed"
    empty = io.BytesIO()
    pq.write_table(pa.table({"text": pa.array([], pa.string())}), empty)
    assert fail_one(tmp_path, empty.getvalue(), "empty.parquet").kind == "empty"


def test_what_unfolds_without_end_is_read_no_further(tmp_path: Path) -> None:
    bomb = parquet([{"text": "a " * 400_000}] * 400, compression="zstd")
    assert len(bomb) < 1_000_000
    found = read_all(write(tmp_path, bomb, "a.parquet"))
    assert isinstance(found[-1], Failure)
    assert found[-1].kind == "too_large"


def test_a_table_may_be_larger_than_an_article(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"text": f"{TEXT} {n}", "noise": random.randbytes(40)} for n in range(60)
    ]
    path = write(tmp_path, parquet(rows, row_group_size=10), "a.parquet")
    assert path.stat().st_size > 3000
    small = Settings(processes=1, max_file_mb=0)
    (item,) = list_inputs([str(path)], small)
    assert item == Input(str(path), large=True)
    found = list(read_input(Input(str(path), large=True), small, {}))
    assert [d.member for d in found] == list(range(1, 61))
    assert found == read_all(path)
    outcome = local.run([str(path)], str(tmp_path / "x.case"), small)
    assert (outcome.documents, outcome.failures) == (60, [])


def test_without_pyarrow_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "pyarrow":
            raise ModuleNotFoundError(name=name)
        return whole(name, *rest)

    data = parquet([{"text": TEXT}])
    monkeypatch.setattr(builtins, "__import__", without)
    failure = fail_one(tmp_path, data, "a.parquet")
    assert (failure.kind, "pip install 'sayso[parquet]'" in failure.what) == ("unsupported", True)
