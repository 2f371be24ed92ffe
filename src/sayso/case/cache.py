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
        for key, data in made.items() if self.limit else ():
            self._drop("key = ?", key)
            self.db.execute("INSERT INTO parsed (key, data) VALUES (?, ?)", (key, data))
            self.size += len(data)
        while self.size > self.limit:
            if not self._drop("number = (SELECT min(number) FROM parsed)"):
                # They are gone already.
                self.size = 0

    def _drop(self, which: str, *values: str) -> int:
        """Drop some; how many there were."""
        query = f"DELETE FROM parsed WHERE {which} RETURNING length(data)"
        sizes = [row[0] for row in self.db.execute(query, values)]
        self.size -= sum(sizes)
        return len(sizes)
