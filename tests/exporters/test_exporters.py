"""The exports: the schema holds, lines are sorted, tables and digest say what the case says."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from typing import Any

import jsonschema
import pytest

from sayso.case.contents import Contents
from sayso.dossier.tables import CLAIMS
from sayso.exporters import FORMATS
from sayso.exporters.jsonl import export_jsonl
from sayso.exporters.schema import export_schema
from sayso.exporters.tables import export_csv
from sayso.model import DESCRIBED
from sayso.records import TYPES, from_record, to_record
from tests.demo.build import build

Record = dict[str, Any]


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Contents:
    """The demo case, made a second time."""
    return build(tmp_path_factory.mktemp("again") / "demo.case")


@pytest.fixture(scope="module")
def records(contents: Contents) -> list[Record]:
    return [json.loads(line) for line in export_jsonl(contents)]


def test_every_line_follows_the_schema(records: list[Record]) -> None:
    schema = export_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    for record in records:
        of_type = {**schema, "oneOf": [{"$ref": f"#/$defs/{record['type']}"}]}
        jsonschema.Draft202012Validator(of_type).validate(record)


def test_types_come_in_the_contracts_order(records: list[Record]) -> None:
    order = ["case", *TYPES]
    ranks = [order.index(r["type"]) for r in records]
    assert ranks == sorted(ranks) and ranks[0] == 0
    assert {"document", "entity", "claim", "figure", "time", "comparison", "group"} <= {
        r["type"] for r in records
    }


def test_claims_are_sorted_by_place(records: list[Record]) -> None:
    path = {r["id"]: (r["path"], r["member"] or 0) for r in records if r["type"] == "document"}
    keys = [(path[r["document"]], r["start"], r["end"], r["id"]) for r in records if r["type"] == "claim"]
    assert keys == sorted(keys)


def test_citations_are_verbatim(records: list[Record]) -> None:
    texts = {r["id"]: r["text"] for r in records if r["type"] == "document"}
    for record in records:
        if record["type"] in ("claim", "figure", "time"):
            assert texts[record["document"]][record["start"] : record["end"]] == record["text"]


def test_ids_are_unique_and_updates_put_the_earlier_left(records: list[Record]) -> None:
    ids = [r["id"] for r in records]
    assert len(ids) == len(set(ids))
    assert any(r["type"] == "comparison" and r["relation"] == "updates" for r in records)


def test_records_come_back_as_the_objects_they_were(contents: Contents) -> None:
    for thing in (
        *contents.documents,
        *contents.claims,
        *contents.figures,
        *contents.comparisons,
        *contents.groups,
    ):
        record = to_record(thing)
        assert from_record(TYPES[record["type"]], json.loads(json.dumps(record))) == thing


def test_the_table_has_a_row_a_claim_and_no_formulas(contents: Contents) -> None:
    rows = list(csv.reader(io.StringIO("".join(export_csv(contents)))))
    assert tuple(rows[0]) == CLAIMS and len(rows) == len(contents.claims) + 1
    assert not any(cell[:1] in ("=", "+", "@") for row in rows[1:] for cell in row)


def test_the_digest_names_articles_speakers_and_clashes(contents: Contents) -> None:
    text = "".join(FORMATS["md"](contents))
    for words in ("## Articles", "### Anton Brezhin", "## Conflicts", "Second Look ← North Ferry News ← TAV"):
        assert words in text


def test_the_digest_is_short_and_says_what_it_leaves_out(contents: Contents) -> None:
    many = tuple(dataclasses.replace(c, id=f"{c.id}_{n}") for c in contents.claims for n in range(40))
    text = "".join(FORMATS["md"](dataclasses.replace(contents, claims=(*contents.claims, *many))))
    assert len(text) < 20_000
    assert "more claims" in text and "more voice" in text


@pytest.mark.parametrize("name", FORMATS)
def test_formats_are_deterministic(contents: Contents, again: Contents, name: str) -> None:
    assert "".join(FORMATS[name](contents)) == "".join(FORMATS[name](again))


def test_the_table_tells_what_the_unnamed_are_described_as(contents: Contents) -> None:
    rows = list(csv.DictReader(io.StringIO("".join(export_csv(contents)))))
    described = {row["described"] for row in rows if row["anonymous"] == "yes"}
    assert described - {""} and all(row["described"] == "" for row in rows if row["anonymous"] == "no")


def test_the_schema_lists_what_a_source_can_be_described_as() -> None:
    claim = export_schema()["$defs"]["claim"]["properties"]
    assert claim["sources"]["items"]["properties"]["described"] == {"enum": [None, *DESCRIBED]}


def test_the_table_marks_reports_of_silence(contents: Contents) -> None:
    silent = dataclasses.replace(contents.claims[0], silent=True)
    told = dataclasses.replace(contents, claims=(silent, *contents.claims[1:]))
    rows = list(csv.DictReader(io.StringIO("".join(export_csv(told)))))
    assert rows[0]["silent"] == "yes"
