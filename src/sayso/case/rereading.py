"""Which records of a file that changed stand as they were read: they are not read again."""

from __future__ import annotations

import sqlite3

from sayso.case.rows import as_json, without_text
from sayso.model import Document
from sayso.records import to_record


def was_read(db: sqlite3.Connection, path: str, signature: str) -> bool:
    """Whether a file was read to its end, whatever it held then, with the same components and settings."""
    query = "SELECT 1 FROM input WHERE path = ? AND signature = ? AND complete"
    return db.execute(query, (path, signature)).fetchone() is not None


def stands(db: sqlite3.Connection, document: Document) -> bool:
    """Whether a case has this very document: what is found in it depends on nothing else."""
    row = db.execute("SELECT text, record FROM document WHERE id = ?", (document.id,)).fetchone()
    return bool(row == (document.text, as_json(to_record(without_text(document)))))


def keep(db: sqlite3.Connection, id_: str) -> None:
    """Take a document out of those that go when their file has been read anew."""
    db.execute("DELETE FROM stale WHERE document = ?", (id_,))
