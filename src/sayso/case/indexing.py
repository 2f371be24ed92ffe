"""Puts claims into the index of words, and notes where in it those of each document stand, in one row."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from sayso.case.rows import speaker
from sayso.model import Claim, Document


def enter(db: sqlite3.Connection, document: Document, claims: Iterable[Claim]) -> None:
    """Index the claims of a document that has none in the index."""
    rows = ((c.text, speaker(c), c.id, c.document) for c in claims)
    at = [db.execute("INSERT INTO claim_search VALUES (?, ?, ?, ?)", row).lastrowid for row in rows]
    first, last = (at[0], at[-1]) if at else (1, 0)
    place = (document.id, document.outlet, document.published, first, last)
    db.execute("INSERT INTO searched VALUES (?, ?, ?, ?, ?)", place)


def leave(db: sqlite3.Connection, documents: Iterable[str]) -> None:
    """Take the claims of documents out of the index; where they stood goes with the documents."""
    # Nothing lies between the bounds of a document that is not there; without any, all would be read.
    query = (
        "DELETE FROM claim_search WHERE document = ?1"
        " AND rowid BETWEEN coalesce((SELECT first FROM searched WHERE document = ?1), 1)"
        " AND coalesce((SELECT last FROM searched WHERE document = ?1), 0)"
    )
    db.executemany(query, ((id_,) for id_ in documents))


def is_complete(db: sqlite3.Connection) -> bool:
    """Whether it is noted of every document where its claims stand, which an earlier sayso did not."""
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'searched'").fetchone():
        return False
    documents, noted = (db.execute(f"SELECT count(*) FROM {t}").fetchone() for t in ("document", "searched"))
    return bool(documents == noted)


def complete(db: sqlite3.Connection) -> None:
    """Note where the claims of all documents stand that are in the index."""
    db.execute(
        "INSERT OR REPLACE INTO searched"
        " SELECT id, outlet, published, coalesce(first, 1), coalesce(last, 0) FROM document LEFT JOIN"
        " (SELECT document, min(rowid) AS first, max(rowid) AS last FROM claim_search GROUP BY document)"
        " ON document = id"
    )


def fill(db: sqlite3.Connection) -> None:
    """Index all claims of a case whose index is empty."""
    db.execute("INSERT INTO claim_search SELECT text, speaker, id, document FROM claim ORDER BY rowid")
    complete(db)
