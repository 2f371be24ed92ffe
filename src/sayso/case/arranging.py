"""Puts what a case holds into the order of the export, all of it or a part."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from collections.abc import Callable, Collection, Mapping
from typing import Any

from sayso.case.contents import Contents
from sayso.case.decisions import Log
from sayso.model import Claim, Comparison, Document, Entity, Failure, Figure, Group, Passage, Time
from sayso.records import from_record

Read = Callable[..., tuple[Any, ...]]
"""Reads the records of a kind from a table."""


def arranged(frame: Contents, documents: tuple[Document, ...], read: Read) -> Contents:
    """A frame filled with documents, which are in order, and with what ``read`` gives of each table."""
    place = {d.id: (i,) for i, d in enumerate(documents)}
    claims = sorted(read(Claim, "claim"), key=lambda c: (place[c.document], c.start, c.end, c.id))
    figures = sorted(read(Figure, "figure"), key=lambda f: (place[f.document], f.start, f.end, f.id))
    times = sorted(read(Time, "time"), key=lambda t: (place[t.document], t.start, t.end, t.id))
    at = {c.id: (place[c.document][0], c.start, c.end) for c in claims}
    at |= {f.id: (place[f.document][0], f.start, f.end) for f in figures}
    nowhere = (len(documents), 0, 0)
    values = Log(frame.decisions).values
    return dataclasses.replace(
        frame,
        documents=documents,
        failures=tuple(sorted(read(Failure, "failure"), key=lambda f: (f.path, _member(f.member), f.id))),
        passages=tuple(
            sorted(
                read(Passage, "passage"),
                key=lambda p: (place[p.left.document], p.left.start, p.left.end, p.id),
            )
        ),
        entities=tuple(sorted(read(Entity, "entity"), key=lambda e: (_first_mention(e, place), e.id))),
        claims=tuple(claims),
        figures=tuple(figures),
        times=tuple(times),
        comparisons=tuple(
            sorted(
                (with_decision(x, values) for x in read(Comparison, "comparison")),
                key=lambda x: (at.get(x.left, nowhere), at.get(x.right, nowhere), x.id),
            )
        ),
        groups=tuple(
            sorted(
                read(Group, '"group"'),
                key=lambda g: (min((at.get(m, nowhere) for m in g.members), default=nowhere), g.id),
            )
        ),
    )


def part_reader(db: sqlite3.Connection, documents: Collection[str]) -> Read:
    """Reads of each table what is of some documents, or between them."""

    def rows(query: str, ids: Collection[str]) -> list[Any]:
        listed = json.dumps(sorted(ids))
        return db.execute(f"SELECT {query} IN (SELECT value FROM json_each(?))", (listed,)).fetchall()

    def told(kind: Any, query: str, ids: Collection[str]) -> tuple[Any, ...]:
        return tuple(from_record(kind, json.loads(row[0])) for row in rows(query, ids))

    claims: tuple[Claim, ...] = told(Claim, "record FROM claim WHERE document", documents)
    figures: tuple[Figure, ...] = told(Figure, "record FROM figure WHERE document", documents)
    ends = {c.id for c in claims} | {f.id for f in figures}
    between = [id_ for id_, right in rows('id, "right" FROM comparison WHERE "left"', ends) if right in ends]
    groups = {row[0] for row in rows('"group" FROM grouped WHERE claim', {c.id for c in claims})}
    speakers = {s.entity for c in claims for s in c.sources if s.entity}
    found: dict[str, tuple[Any, ...]] = {
        "claim": claims,
        "figure": figures,
        "comparison": told(Comparison, "record FROM comparison WHERE id", between),
        '"group"': told(Group, 'record FROM "group" WHERE id', groups),
        "entity": told(Entity, "record FROM entity WHERE id", speakers),
    }
    return lambda _, table: found.get(table, ())


def with_decision(comparison: Comparison, values: Mapping[str, Mapping[str, str | None]]) -> Comparison:
    """A comparison with the relation that a person decided."""
    relation = values.get(comparison.id, {}).get("relation")
    same = relation == comparison.decision
    return comparison if same else dataclasses.replace(comparison, decision=relation)


def _member(member: str | int | None) -> tuple[int, int, str]:
    """Sorts no member first, then numbers by value, then names."""
    if member is None:
        return 0, 0, ""
    return (1, member, "") if isinstance(member, int) else (2, 0, member)


def document_key(document: Document) -> tuple[str, tuple[int, int, str], str]:
    """Sorts documents by path, then by record."""
    return document.path, _member(document.member), document.id


def _first_mention(entity: Entity, place: dict[str, tuple[int]]) -> tuple[int, int, int]:
    mentions = [(place[m.document][0], m.start, m.end) for m in entity.mentions if m.document in place]
    return min(mentions, default=(len(place), 0, 0))
