"""Gives a case of an earlier sayso the tables and columns that came later."""

from __future__ import annotations

import sqlite3

from sayso.case import indexing


def bring_up_to_date(db: sqlite3.Connection, schema: str) -> None:
    """Make a case what the schema says, whatever it was made by; what it holds stays."""
    db.executescript(schema)
    if not db.execute("SELECT 1 FROM meta WHERE key = 'findings'").fetchone():
        db.execute("INSERT OR IGNORE INTO meta VALUES ('findings', random())")
    if "words" not in _columns(db, "compared"):
        # Its documents are compared anew by what makes this column.
        db.execute("ALTER TABLE compared ADD COLUMN words INTEGER NOT NULL DEFAULT 0")
    if "articles" not in _columns(db, "told_point"):
        db.execute("ALTER TABLE told_point ADD COLUMN articles TEXT NOT NULL DEFAULT '[]'")
    there = _columns(db, "decision")
    for column in sorted({"undoes", "about", "left", "right"} - there):
        db.execute(f'ALTER TABLE decision ADD COLUMN "{column}" TEXT')
    if "left" not in there:
        db.executescript(f"DROP VIEW conflicts; DROP VIEW relation_decided; {schema}")
        # While the pairs that were decided on are still listed.
        db.execute(
            'UPDATE decision SET "left" = x."left", "right" = x."right" FROM comparison AS x'
            " WHERE x.id = target"
        )
    if not indexing.is_complete(db):
        indexing.complete(db)


def _columns(db: sqlite3.Connection, table: str) -> set[str]:
    return {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
