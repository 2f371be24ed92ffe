"""The Parquet tables: every field of the full export is in them, and the examples of the docs run."""

from __future__ import annotations

import builtins
import dataclasses
import json
import re
from pathlib import Path
from typing import Any

import pytest

from sayso.case.contents import Contents
from sayso.dossier.pile import Pile
from sayso.errors import UsageError
from sayso.exporters.jsonl import export_jsonl
from sayso.exporters.parquet import export_parquet
from sayso.records import TYPES
from tests.demo.build import build

pq = pytest.importorskip("pyarrow.parquet")
DOCS = Path(__file__).parents[2] / "docs" / "parquet.md"


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> Contents:
    return build(tmp_path_factory.mktemp("parquet") / "demo.case")


@pytest.fixture(scope="module")
def folder(contents: Contents, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("parquet") / "tables"
    export_parquet(contents, made)
    return made


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(folder / f"{name}.parquet").to_pylist()
    return found


def as_exported(name: str, row: dict[str, Any]) -> dict[str, Any]:
    """A row as the line of the full export that it was made of, but for the kinds of numbers."""
    if name == "case":
        row["settings"] = json.loads(row["settings"])
        for part in row["components"]:
            part["settings"] = {key: json.loads(value) for key, value in part["settings"]}
        if not row["redacted"]:
            # Said of a case only where names are hidden.
            del row["redacted"]
    if name == "document":
        row["source_map"] = [[p["start"], p["end"], p["from"]] for p in row["source_map"]]
        row["evidence"] = dict(row["evidence"])
    if name == "comparison":
        row["reasons"] = [
            {"feature": r["feature"], "left": json.loads(r["left"]), "right": json.loads(r["right"])}
            for r in row["reasons"]
        ]
    return {"type": name, **row}


def test_each_type_has_its_file_with_all_fields_and_rows(contents: Contents, folder: Path) -> None:
    lines = [json.loads(line) for line in export_jsonl(contents)]
    assert {path.name for path in folder.iterdir()} == {f"{name}.parquet" for name in ("case", *TYPES)}
    for name in ("case", *TYPES):
        wanted = [line for line in lines if line["type"] == name]
        for line in wanted:
            if "member" in line and line["member"] is not None:
                line["member"] = str(line["member"])
        assert [as_exported(name, row) for row in rows(folder, name)] == wanted


def test_a_case_without_anything_has_every_column(folder: Path, tmp_path: Path) -> None:
    export_parquet(Contents(), tmp_path / "empty")
    for name in TYPES:
        empty = pq.read_table(tmp_path / "empty" / f"{name}.parquet")
        assert (empty.num_rows, empty.schema) == (0, pq.read_table(folder / f"{name}.parquet").schema)


def test_the_same_case_gives_the_same_bytes(contents: Contents, folder: Path, tmp_path: Path) -> None:
    export_parquet(dataclasses.replace(contents), tmp_path)
    for path in folder.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_the_examples_of_the_docs_run(contents: Contents, folder: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    told, clashes, citations = (
        duckdb.sql(sql.replace("FOLDER", str(folder))).fetchall()
        for sql in re.findall(r"```sql\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    )
    assert len(told) >= sum(f.event is not None for f in contents.figures) > 0
    # The pairs that are shown as such: those that are sure, of claims and of figures.
    things = contents.claim | contents.figure
    shown = [c for c in Pile(contents).comparisons if c.relation in ("conflicts", "differs", "updates")]
    assert {type(things[c.left]).__name__ for c in shown} == {"Claim", "Figure"}
    assert sorted(clashes) == sorted((c.relation, things[c.left].text, things[c.right].text) for c in shown)
    assert citations == [(len(contents.claims), len(contents.claims))]


def test_without_pyarrow_it_says_so(
    contents: Contents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ModuleNotFoundError(name=name)
        return whole(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError, match=r"needs pyarrow, .* pip install 'sayso\[parquet\]'"):
        export_parquet(contents, tmp_path / "tables")


def test_a_folder_that_cannot_be_made_is_said(contents: Contents, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="could not be made"):
        export_parquet(contents, tmp_path / "file")


def test_what_cannot_be_written_leaves_nothing_behind(contents: Contents, tmp_path: Path) -> None:
    first = dataclasses.replace(contents.documents[0], title="caf\udce9")
    with pytest.raises(UsageError, match="no valid Unicode"):
        export_parquet(dataclasses.replace(contents, documents=(first, *contents.documents[1:])), tmp_path)
    assert not list(tmp_path.glob(".*"))
