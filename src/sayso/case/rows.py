"""The columns that stand beside the record in each table, made from what the record holds."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from typing import Any

from sayso.model import Claim, Document, Failure, Figure, Passage, Time
from sayso.records import from_record

Row = tuple[Any, ...]

as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""A value as JSON; made once, as it is asked for with each record."""


def document_row(d: Document) -> Row:
    """The columns of a document."""
    return (d.id, d.path, d.member, d.sha256, d.title, d.outlet, d.published, d.language, d.text)


def without_text(d: Document) -> Document:
    """A document as its record has it: its text stands in its column only."""
    return dataclasses.replace(d, text="")


def failure_row(f: Failure) -> Row:
    """The columns of a failure."""
    return (f.id, f.path, f.member, f.kind, f.what)


def claim_row(c: Claim) -> Row:
    """The columns of a claim."""
    cue = c.cue.text if c.cue else None
    return (c.id, c.document, c.start, c.end, c.text, c.mode, speaker(c), cue, int(c.denied))


def speaker(claim: Claim) -> str | None:
    """The names of a claim's sources in one column."""
    return "; ".join(s.name for s in claim.sources if s.name) or None


def figure_row(f: Figure) -> Row:
    """The columns of a figure."""
    place = (f.id, f.document, f.start, f.end, f.text)
    return (*place, _real(f.low), _real(f.high), f.counted, f.event, f.unit, f.claim)


def time_row(t: Time) -> Row:
    """The columns of a time expression."""
    return (t.id, t.document, t.start, t.end, t.text, t.value, t.from_, t.to)


def _real(value: float | int | None) -> float | None:
    return None if value is None else float(value)


ROWS: tuple[tuple[str, type, Callable[[Any], Row]], ...] = (
    ("document", Document, document_row),
    ("failure", Failure, failure_row),
    ("claim", Claim, claim_row),
    ("figure", Figure, figure_row),
    ("time", Time, time_row),
)
"""Tables, what their records are, and the columns beside them."""


def row_of(kind: type, record: str, text: str, row: Callable[[Any], Row]) -> Row | None:
    """The columns that a record gives, or None where it is damaged."""
    thing = read_record(kind, record)
    if isinstance(thing, Document):
        # The text of a document stands in its column only.
        thing = dataclasses.replace(thing, text=text)
    return None if thing is None else row(thing)


def read_record(kind: type, record: str) -> Any:
    """What a record says, or None where it is damaged."""
    try:
        return from_record(kind, json.loads(record))
    except (ValueError, TypeError, LookupError):
        return None


def documents_of(thing: Any) -> set[str]:
    """The documents that a record stands in."""
    if isinstance(thing, Passage):
        return {thing.left.document, thing.right.document}
    return {thing.document} if isinstance(thing, Claim | Figure | Time) else set()
