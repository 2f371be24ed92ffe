"""Writes what a comparison found into a case: only what is other than before, as part of one write."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from sayso.case.rows import as_json
from sayso.comparison.growing import Growth, IdPair, Traces
from sayso.comparison.names import keys_of
from sayso.comparison.postings import Postings, groups
from sayso.comparison.stories import COMMON_WORD
from sayso.comparison.surroundings import record_of_gist
from sayso.memory import without_collections
from sayso.model import Compared, Comparison, Dated, Entity, Group, Passage, Relay
from sayso.records import to_record

_TOLD = frozenset({"conflicts", "updates", "differs"})
_SEVERAL = 2
_FOUND = ("passage", "entity", "comparison", '"group"', "inferred")
_LEDGER = ("compared", "gist", "word_held", "gram_held", "near", "joined", "grouped", "name_key")


def clear(db: sqlite3.Connection) -> None:
    """Drop all that was found between documents, and by what it is found again."""
    for table in (*_FOUND, *_LEDGER):
        db.execute(f"DELETE FROM {table}")


def write_compared(db: sqlite3.Connection, found: Compared) -> None:
    """Put what was found between documents into a case that has nothing of the kind."""
    _write_passages(db, (), found.passages)
    for entity in found.entities:
        _write_entity(db, entity)
    rows = ((x.id, x.left, x.right, x.relation, _record(x)) for x in found.comparisons)
    db.executemany("INSERT OR REPLACE INTO comparison VALUES (?, ?, ?, ?, ?)", rows)
    _write_groups(db, (), found.groups)
    relays: dict[str, list[Relay]] = defaultdict(list)
    for document, relay in found.relay:
        relays[document].append(relay)
    for document, some in relays.items():
        write_inferred(db, document, "relay", some)
    for document, dated in found.dated:
        write_inferred(db, document, "dated", (dated,))


@without_collections()
def write_growth(db: sqlite3.Connection, growth: Growth) -> None:
    """Put what was found in place of what it replaces."""
    numbers = _entered(db, growth.traces)
    _write_traces(db, growth.traces, numbers)
    _write_pairs(db, growth, numbers)
    _write_passages(db, growth.copied, growth.passages)
    _write_groups(db, growth.regrouped, growth.groups)
    for entity in growth.entities:
        _write_entity(db, entity)
    for document, relays in growth.relay.items():
        write_inferred(db, document, "relay", relays)
    for document, dated in growth.dated.items():
        write_inferred(db, document, "dated", (dated,))


def told_anew(db: sqlite3.Connection, growth: Growth) -> set[str]:
    """The documents of clashes, updates and second origins that a case has not; and those that come."""
    relations = dict(_known(db, "id, relation FROM comparison", (x.id for x in growth.comparisons)))
    new = [
        x for x in growth.comparisons if x.sure and x.relation in _TOLD and relations.get(x.id) != x.relation
    ]
    lows = dict(_known(db, 'id, low FROM "group"', (g.id for g in growth.groups)))
    groups_ = [g for g in growth.groups if g.origins.low >= _SEVERAL > lows.get(g.id, 0)]
    ends = {i for x in new for i in (x.left, x.right)} | {m for g in groups_ for m in g.members}
    homes = {
        row[1] for table in ("claim", "figure") for row in _known(db, f"id, document FROM {table}", ends)
    }
    return homes | set(growth.traces.fresh)


def _known(db: sqlite3.Connection, query: str, ids: Iterable[str]) -> list[tuple[str, Any]]:
    listed = json.dumps(sorted(ids))
    return db.execute(f"SELECT {query} WHERE id IN (SELECT value FROM json_each(?))", (listed,)).fetchall()


def _entered(db: sqlite3.Connection, traces: Traces) -> dict[str, int]:
    """The numbers of all documents that were compared, with those that come."""
    query = (
        "INSERT INTO compared (document, sha256, path, member, words)"
        " SELECT id, sha256, path, member, ? FROM document WHERE id = ?"
    )
    words = np.bincount(traces.words.documents, minlength=len(traces.fresh)).tolist()
    db.executemany(query, zip(words, traces.fresh, strict=True))
    return dict(db.execute("SELECT document, number FROM compared"))


# --- by what documents are found again ---------------------------------------------------------------------


def _write_traces(db: sqlite3.Connection, traces: Traces, numbers: Mapping[str, int]) -> None:
    own = np.array([numbers[id_] for id_ in traces.fresh], np.int64)
    for table, held in (("word_held", _not_common(db, traces.words)), ("gram_held", traces.grams.sorted())):
        rows = zip(held.traces.tolist(), own[held.documents].tolist(), strict=True)
        db.executemany(f"INSERT INTO {table} VALUES (?, ?)", rows)
    for id_, near in traces.near.items():
        db.execute("DELETE FROM near WHERE document = ?", (numbers[id_],))
        others = ((numbers[id_], numbers[other], shared) for other, shared in near.items())
        db.executemany("INSERT INTO near VALUES (?, ?, ?)", others)
    gists = ((numbers[id_], as_json(record_of_gist(gist))) for id_, gist in traces.gists.items())
    db.executemany("INSERT INTO gist VALUES (?, ?)", gists)


def _not_common(db: sqlite3.Connection, words: Postings) -> Postings:
    """Words without the holders beyond one more than make them common: that they are is all that matters."""
    held = words.sorted()
    begin, counts = groups(held.traces)
    query = "SELECT count(*) FROM (SELECT 1 FROM word_held WHERE trace = ? LIMIT ?)"
    most = COMMON_WORD + 1
    empty = db.execute("SELECT NOT EXISTS (SELECT 1 FROM word_held)").fetchone()[0]
    had = [0 if empty else db.execute(query, (t, most)).fetchone()[0] for t in held.traces[begin].tolist()]
    place = (
        np.arange(len(held.traces)) - np.repeat(begin, counts) + np.repeat(np.array(had, np.int64), counts)
    )
    return Postings(held.traces[place < most], held.documents[place < most])


# --- what was found ----------------------------------------------------------------------------------------


def _write_pairs(db: sqlite3.Connection, growth: Growth, numbers: Mapping[str, int]) -> None:
    """Comparisons and joins of pairs of documents in the place of those that were there."""
    had = dict(_compared_before(db, growth.pairs))
    gone = had.keys() - {x.id for x in growth.comparisons}
    db.executemany("DELETE FROM comparison WHERE id = ?", ((id_,) for id_ in gone))
    # One after another: the records of a large pile take more room than all they are made from.
    rows = ((x.id, x.left, x.right, x.relation, _record(x)) for x in growth.comparisons)
    changed = (row for row in rows if had.get(row[0]) != row[-1])
    db.executemany("INSERT OR REPLACE INTO comparison VALUES (?, ?, ?, ?, ?)", changed)
    ends = ((numbers[one], numbers[other]) for one, other in growth.pairs)
    db.executemany("DELETE FROM joined WHERE one = ? AND other = ?", ends)
    joins = ((j.left, j.right, j.firm, numbers[j.one], numbers[j.other]) for j in growth.joins)
    db.executemany("INSERT INTO joined VALUES (?, ?, ?, ?, ?)", joins)


def _compared_before(db: sqlite3.Connection, pairs: Collection[IdPair]) -> Iterator[tuple[str, str]]:
    """The comparisons that pairs of documents had: their ids and records."""
    if db.execute("SELECT NOT EXISTS (SELECT 1 FROM comparison)").fetchone()[0]:
        return
    homes = {id_ for ends in pairs for id_ in ends}
    home: dict[str, str] = {}
    for table in ("claim", "figure"):
        query = f"SELECT id, document FROM {table} WHERE document IN (SELECT value FROM json_each(?))"
        home |= dict(db.execute(query, (json.dumps(sorted(homes)),)))
    wanted = {frozenset(ends) for ends in pairs}
    query = (
        'SELECT id, "left", "right", record FROM comparison WHERE "left" IN (SELECT value FROM json_each(?))'
    )
    for id_, left, right, record in db.execute(query, (json.dumps(sorted(home)),)):
        if right in home and frozenset((home[left], home[right])) in wanted:
            yield id_, record


def _write_passages(db: sqlite3.Connection, pairs: Iterable[IdPair], passages: Iterable[Passage]) -> None:
    db.executemany('DELETE FROM passage WHERE "left" = ? AND "right" = ?', pairs)
    rows = ((p.id, p.left.document, p.right.document, p.similarity, _record(p)) for p in passages)
    db.executemany("INSERT INTO passage VALUES (?, ?, ?, ?, ?)", rows)


def _write_groups(db: sqlite3.Connection, claims: Collection[str], made: Iterable[Group]) -> None:
    """Groups in the place of all that have any of some claims."""
    query = 'SELECT DISTINCT "group" FROM grouped WHERE claim IN (SELECT value FROM json_each(?))'
    gone = db.execute(query, (json.dumps(sorted(claims)),)).fetchall()
    for (id_,) in gone:
        db.execute('DELETE FROM "group" WHERE id = ?', (id_,))
        db.execute('DELETE FROM grouped WHERE "group" = ?', (id_,))
    for g in made:
        row = (g.id, g.label, g.origins.low, g.origins.high, _record(g))
        db.execute('INSERT INTO "group" VALUES (?, ?, ?, ?, ?)', row)
        db.executemany("INSERT INTO grouped VALUES (?, ?)", ((m, g.id) for m in g.members))


def _write_entity(db: sqlite3.Connection, e: Entity) -> None:
    db.execute("INSERT OR REPLACE INTO entity VALUES (?, ?, ?, ?)", (e.id, e.name, e.kind, _record(e)))
    db.execute("DELETE FROM name_key WHERE entity = ?", (e.id,))
    rows = ((key, e.id, e.name, e.kind) for key in sorted(keys_of(e)))
    db.executemany("INSERT INTO name_key VALUES (?, ?, ?, ?)", rows)


def write_inferred(
    db: sqlite3.Connection, document: str, field: str, things: Iterable[Relay | Dated]
) -> None:
    """What only the pile shows of a document, in the place of what was there of the same field."""
    db.execute("DELETE FROM inferred WHERE document = ? AND field = ?", (document, field))
    rows = ((document, field, n, _record(thing)) for n, thing in enumerate(things))
    db.executemany("INSERT INTO inferred VALUES (?, ?, ?, ?)", rows)


def _record(thing: Comparison | Passage | Group | Entity | Relay | Dated) -> str:
    return as_json(to_record(thing))
