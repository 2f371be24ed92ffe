"""Nouns to records and back."""

from __future__ import annotations

import json

from benchmarks.generated import pile
from sayso.model import Claim, Document, Entity, Figure
from sayso.records import from_record, to_record


def test_what_goes_out_comes_back() -> None:
    documents, findings = pile(3)
    kinds: tuple[type, ...] = (Document, Claim, Figure, Entity)
    things = [*documents, *(t for f in findings for t in (*f.claims, *f.figures, *f.entities))]
    for thing in things:
        told = json.loads(json.dumps(to_record(thing)))
        kind = next(kind for kind in kinds if isinstance(thing, kind))
        assert from_record(kind, told) == thing
        assert told["type"] == kind.__name__.lower()


def test_short_texts_are_held_once() -> None:
    claim = pile(1)[1][0].claims[0]
    one, other = (from_record(Claim, json.loads(json.dumps(to_record(claim)))) for _ in range(2))
    assert one.document is other.document
    assert one.mode is other.mode
    assert one.sources[0].name is other.sources[0].name
    assert one.cue is not None and other.cue is not None
    assert one.cue.kind is other.cue.kind
