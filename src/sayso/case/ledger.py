"""What a case knows of the documents that were compared, asked by the comparison of those that come."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from sayso.comparison.known import Entry, Join
from sayso.comparison.postings import Places, Postings
from sayso.comparison.stories import Near
from sayso.comparison.surroundings import Gist, gist_of_record
from sayso.model import Comparison, Document, Entity, Findings, Passage
from sayso.records import from_record

if TYPE_CHECKING:
    from sayso.case.store import Store

T = TypeVar("T")

_ASKED = 20_000
"""About so many things are asked for at a time."""


class Ledger:
    """The documents of a case that were compared, as ``sayso.comparison.known`` says."""

    def __init__(self, store: Store) -> None:
        self.store, self.db = store, store.db

    def catalogue(self) -> Sequence[Entry]:
        rows = self.db.execute("SELECT number, document, sha256, path, member, words FROM compared")
        return [Entry(*row) for row in rows]

    def word_holders(self, traces: Places, most: int) -> Postings:
        found: list[tuple[int, int]] = []
        for trace in traces.tolist():
            query = "SELECT trace, document FROM word_held WHERE trace = ? LIMIT ?"
            found += self.db.execute(query, (trace, most))
        return _postings(found)

    def gram_holders(self, traces: Places) -> Postings:
        return _postings(list(self._rows("trace, document FROM gram_held WHERE trace", traces.tolist())))

    def near(self, numbers: Iterable[int]) -> Near:
        asked = list(numbers)
        made: Near = {n: {} for n in asked}
        for one, other, shared in self._rows("document, other, shared FROM near WHERE document", asked):
            made[one][other] = shared
        return made

    def near_to(self, numbers: Iterable[int]) -> set[tuple[int, int]]:
        return set(self._rows("document, other FROM near WHERE other", numbers))

    def gists(self, numbers: Iterable[int]) -> dict[int, Gist]:
        rows = self._rows("document, data FROM gist WHERE document", numbers)
        return {number: gist_of_record(json.loads(data)) for number, data in rows}

    def read(self, ids: Sequence[str]) -> list[tuple[Document, Findings]]:
        return [self.store.pair(id_) for id_ in ids]

    def passages(self, ids: Iterable[str]) -> list[Passage]:
        return list(self._both(Passage, "passage", ids))

    def comparisons(self, ids: Iterable[str]) -> list[Comparison]:
        return list(self._both(Comparison, "comparison", ids))

    def joins_of(self, claims: Iterable[str]) -> list[Join]:
        asked = list(claims)
        columns = '"left", "right", firm, o.document, t.document'
        tables = "joined JOIN compared AS o ON o.number = one JOIN compared AS t ON t.number = other"
        rows = {
            row
            for side in ("left", "right")
            for row in self._rows(f'{columns} FROM {tables} WHERE "{side}"', asked)
        }
        return [Join(*row) for row in sorted(rows)]

    def grouped_with(self, claims: Iterable[str]) -> set[tuple[str, str]]:
        groups = {row[0] for row in self._rows('"group" FROM grouped WHERE claim', claims)}
        return set(self._rows('claim, "group" FROM grouped WHERE "group"', sorted(groups)))

    def named(self, ids: Iterable[str]) -> list[tuple[str, Entity]]:
        rows = self._rows("document, record FROM named WHERE id", ids)
        return [(document, from_record(Entity, json.loads(record))) for document, record in rows]

    def sharing(self, keys: Iterable[str]) -> list[Entity]:
        rows = set(self._rows('entity, name, kind FROM name_key WHERE "key"', keys))
        return [Entity(*row) for row in sorted(rows)]

    def entities(self, ids: Iterable[str]) -> list[Entity]:
        return [from_record(Entity, json.loads(r)) for (r,) in self._rows("record FROM entity WHERE id", ids)]

    def _both(self, kind: type[T], table: str, ids: Iterable[str]) -> Iterator[T]:
        """What has one of some ids on its left or its right, once."""
        asked = list(ids)
        found: dict[str, str] = {}
        for side in ("left", "right"):
            found |= dict(self._rows(f'id, record FROM {table} WHERE "{side}"', asked))
        return (from_record(kind, json.loads(found[id_])) for id_ in sorted(found))

    def _rows(self, query: str, asked: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
        """The rows that a query finds for any of some values."""
        every = list(asked)
        for at in range(0, len(every), _ASKED):
            listed = json.dumps(every[at : at + _ASKED])
            yield from self.db.execute(f"SELECT {query} IN (SELECT value FROM json_each(?))", (listed,))


def _postings(rows: Sequence[tuple[int, int]]) -> Postings:
    found = np.array(rows, np.int64).reshape(-1, 2)
    return Postings(found[:, 0], found[:, 1])
