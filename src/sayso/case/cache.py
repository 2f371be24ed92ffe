"""Parsed paragraphs in the case file, by the hash of their text: what comes again is not parsed again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping


class Cache:
    """The parsed paragraphs of a case, of which at most ``limit`` bytes are kept, the latest."""

    def __init__(self, db: sqlite3.Connection, limit: int) -> None:
        self.db, self.limit = db, limit
        self.size: int = db.execute("SELECT coalesce(sum(length(data)), 0) FROM parsed").fetchone()[0]

    def known(self, keys: Iterable[str]) -> dict[str, bytes]:
        """What is kept under these keys."""
        if not self.size:
            return {}
        query = "SELECT key, data FROM parsed WHERE key IN (SELECT value FROM json_each(?))"
        return dict(self.db.execute(query, (json.dumps(sorted(keys)),)))

    def keep(self, made: Mapping[str, bytes]) -> None:
        """Keep more, as part of a write; what is over the limit goes, the oldest first."""
        if not self.limit:
            return
        for key, data in made.items():
            self._drop("key = ?", key)
            self.db.execute("INSERT INTO parsed (key, data) VALUES (?, ?)", (key, data))
            self.size += len(data)
        while self.size > self.limit:
            self._drop("number = (SELECT min(number) FROM parsed)")

    def _drop(self, which: str, *values: str) -> None:
        for (size,) in self.db.execute(f"DELETE FROM parsed WHERE {which} RETURNING length(data)", values):
            self.size -= size
