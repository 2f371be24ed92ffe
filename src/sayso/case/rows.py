"""The columns that stand beside the record in each table, made from what the record holds."""

from __future__ import annotations

from typing import Any

from sayso.model import Claim, Document, Failure, Figure, Time

Row = tuple[Any, ...]


def document_row(d: Document) -> Row:
    """The columns of a document."""
    return (d.id, d.path, d.member, d.sha256, d.title, d.outlet, d.published, d.language, d.text)


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
