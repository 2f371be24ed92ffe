"""Finds claims by words and by who, where, when and what, in a case of any size without reading all of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass

_MOST_RANKED = 1000
"""Of words that stand in very many claims, so many are held against each other, those read first."""
_BOTH = "{text speaker}"


@dataclass(frozen=True, slots=True)
class Sought:
    """What a person looks for; "" is everything.

    ``words`` all stand in a claim or its speaker's name, ``speaker`` in the name alone. Days are ISO, as
    precise as wanted, and those of publication.
    """

    words: str = ""
    speaker: str = ""
    outlet: str = ""
    event: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A claim that was found, with what a line about it tells."""

    id: str
    text: str
    speaker: str | None
    cue: str | None
    outlet: str | None
    published: str | None
    path: str


def search(db: sqlite3.Connection, sought: Sought, limit: int) -> list[Hit]:
    """The claims looked for, the best match first; without words, in the order of publication."""
    match = " AND ".join(_matches(sought))
    found = _by_words(db, sought, match, limit) if match else _by_place(db, sought, limit)
    return [Hit(*db.execute(_TOLD, (id_,)).fetchone()) for id_ in found]


def ranked(db: sqlite3.Connection, words: str, limit: int) -> tuple[str, ...]:
    """Ids of all claims that hold all words, the best match first."""
    match = " ".join(_quoted(words))
    query = "SELECT id FROM claim_search WHERE claim_search MATCH ? ORDER BY rank, id LIMIT ?"
    return tuple(row[0] for row in db.execute(query, (match, limit))) if match else ()


_TOLD = (
    "SELECT claim.id, claim.text, speaker, cue, outlet, published, path"
    " FROM claim JOIN document ON document.id = claim.document WHERE claim.id = ?"
)


def _matches(sought: Sought) -> Iterator[str]:
    """What is asked of the index of words."""
    for columns, words in ((_BOTH, sought.words), ("speaker", sought.speaker)):
        if quoted := _quoted(words):
            yield f"{columns} : ({' '.join(quoted)})"


def _quoted(words: str) -> list[str]:
    return ['"' + word.replace('"', '""') + '"' for word in words.replace("\0", " ").split()]


def _by_words(db: sqlite3.Connection, sought: Sought, match: str, limit: int) -> list[str]:
    query = (
        "SELECT id FROM (SELECT claim_search.id AS id, bm25(claim_search) AS score FROM claim_search"
        f" WHERE claim_search MATCH :match{_filters(sought, 'claim_search.document', 'claim_search.id')}"
        f" LIMIT {_MOST_RANKED}) ORDER BY score, id LIMIT :limit"
    )
    return [row[0] for row in db.execute(query, {**asdict(sought), "match": match, "limit": limit})]


def _by_place(db: sqlite3.Connection, sought: Sought, limit: int) -> list[str]:
    query = (
        "SELECT claim.id FROM document CROSS JOIN claim ON claim.document = document.id"
        f" WHERE TRUE{_filters(sought, 'document.id', 'claim.id')}"
        " ORDER BY published, document.id, start, claim.id LIMIT :limit"
    )
    return [row[0] for row in db.execute(query, {**asdict(sought), "limit": limit})]


def _filters(sought: Sought, document: str, claim: str) -> str:
    """Conditions on a claim and its document beside the words."""
    where = ""
    if told := " AND ".join(_of_document(sought)):
        where += f" AND {document} IN (SELECT id FROM document WHERE {told})"
    if sought.event:
        where += f" AND EXISTS (SELECT 1 FROM figure WHERE figure.claim = {claim} AND event = :event)"
    return where


def _of_document(sought: Sought) -> Iterator[str]:
    if sought.outlet:
        yield "outlet = :outlet"
    # A day lies within the month or year that it begins with.
    if sought.since:
        yield "(published >= :since OR :since LIKE published || '%')"
    if sought.until:
        yield "published <= :until || '~'"
