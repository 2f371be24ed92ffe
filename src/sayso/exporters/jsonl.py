"""JSON lines after the contract: one object a line, sorted by type, then by place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sayso import __version__
from sayso.case.contents import Contents
from sayso.records import to_record

FORMAT = "sayso/1"


def export_jsonl(contents: Contents) -> Iterator[str]:
    """JSON lines, the full export: every record with every field; offsets count code points of the texts.

    Lost: the bytes of the files that were read; they stay in the case.
    """
    yield _line(case_record(contents))
    for things in (
        contents.documents,
        contents.failures,
        contents.passages,
        contents.entities,
        contents.claims,
        contents.figures,
        contents.times,
        contents.comparisons,
        contents.groups,
        contents.decisions,
    ):
        for thing in things:
            yield _line(export_record(thing))


def case_record(contents: Contents) -> dict[str, Any]:
    """The first line: what the case was made with."""
    record = {
        "type": "case",
        "id": "case",
        "format": FORMAT,
        "version": __version__,
        "components": [to_record(c) for c in contents.components],
        "settings": dict(contents.settings),
    }
    return {**record, "redacted": True} if contents.redacted else record


def export_record(thing: Any) -> dict[str, Any]:
    """A record as the export writes it."""
    return _with_bounds(to_record(thing))


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(", ", ": ")) + "\n"


def _with_bounds(record: dict[str, Any]) -> dict[str, Any]:
    """A claim's sentence and a document's insertions as {start, end}, as the contract writes them."""
    if record["type"] == "claim":
        start, end = record["sentence"]
        record["sentence"] = {"start": start, "end": end}
    elif record["type"] == "document":
        record["insertions"] = [{"start": s, "end": e} for s, e in record["insertions"]]
    return record
