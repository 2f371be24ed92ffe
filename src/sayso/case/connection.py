"""Opens case files for reading or for writing, and says in a sentence why one cannot be."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from types import TracebackType

from sayso.errors import CaseError

_BUSY_S = 5.0


def writable(path: Path) -> sqlite3.Connection:
    """A connection that reads and writes; the file is made where there is none."""
    return sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None)


def readable(path: Path) -> sqlite3.Connection:
    """A connection that writes nothing, not even the files that SQLite keeps beside a case in use."""
    address = f"{path.absolute().as_uri()}?mode=ro"
    db = sqlite3.connect(address, timeout=_BUSY_S, isolation_level=None, uri=True)
    try:
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        db.close()
        log = path.with_name(path.name + "-wal")
        if "locked" in str(error) or (log.exists() and log.stat().st_size):
            raise
        # In a folder that may not be written, SQLite reads a case only on the word that nobody writes to it.
        return sqlite3.connect(f"{address}&immutable=1", isolation_level=None, uri=True)
    return db


def tidy(path: Path) -> None:
    """Take away the empty files that SQLite leaves beside a case after reading, if nobody else has it open.

    Only a connection that may write takes them away; of a case in use, or one that a killed run left with
    writes to come, it leaves all as it is.
    """
    log = path.with_name(path.name + "-wal")
    if not log.exists() or log.stat().st_size:
        return
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as db,
    ):
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()


class Transaction:
    """One write, whole or not at all; a second writer is told so in a sentence.

    ``first`` is what is done before all else in it.
    """

    def __init__(self, db: sqlite3.Connection, path: Path, first: str = "") -> None:
        self.db, self.path, self.first = db, path, first

    def __enter__(self) -> None:
        try:
            self.db.execute("BEGIN IMMEDIATE")
            self.db.execute(self.first)
        except sqlite3.OperationalError as error:
            raise CaseError(_busy(self.path)) from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.db.execute("COMMIT" if kind is None else "ROLLBACK")


def _busy(path: str | Path) -> str:
    return f"{path} is being written by another run: wait for it to end, or name another case."


def damaged(path: str | Path) -> str:
    """What is said of a case whose records cannot be read."""
    return (
        f"{path} is damaged: usually cut off while it was copied, or changed by another program;"
        " make it anew from the articles with sayso run, under another name."
    )


def unusable(path: str | Path, error: sqlite3.DatabaseError) -> str:
    """What is said of a file that cannot be opened as a case."""
    if "locked" in str(error):
        return _busy(path)
    if isinstance(error, sqlite3.OperationalError):
        return f"{path} cannot be opened ({error}): usually a missing or write-protected folder; check it."
    return f"{path} is no case of sayso: its bytes are no SQLite database; name another file."
