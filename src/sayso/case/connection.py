"""Opens case files for reading or for writing, and says in a sentence why one cannot be."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from types import TracebackType

from sayso.errors import CaseError

_BUSY_S = 5.0
_AGAIN_S = 0.1


_LOG, _LOCK = "-wal", "-lock"
"""What the names of the log of writes end with, and of the file that says that a run is writing to a case."""


def companions(path: str | Path) -> tuple[str, ...]:
    """A case and the files that may lie beside it, without links on the way: that is where they lie."""
    whole = os.path.realpath(path)
    return tuple(f"{whole}{end}" for end in ("", _LOG, "-shm", "-journal", _LOCK))


def discard(path: str | Path) -> None:
    """Take away a case that nobody uses, with the files beside it."""
    for file in companions(path):
        Path(file).unlink(missing_ok=True)


def log_of(path: Path) -> Path:
    """Where the log of writes of a case in use lies."""
    return Path(f"{os.path.realpath(path)}{_LOG}")


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
        log = log_of(path)
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
    log = log_of(path)
    if not log.exists() or log.stat().st_size:
        return
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as db,
    ):
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()


class Transaction:
    """One write, whole or not at all; what cannot be written is said in a sentence.

    ``first`` is what is done before all else in it.
    """

    def __init__(self, db: sqlite3.Connection, path: Path, first: str = "") -> None:
        self.db, self.path, self.first = db, path, first

    def __enter__(self) -> None:
        try:
            self.db.execute("BEGIN IMMEDIATE")
            self.db.execute(self.first)
        except sqlite3.OperationalError as error:
            self._roll_back()
            raise CaseError(_unwritten(self.path, error)) from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            try:
                self.db.execute("COMMIT")
                return
            except sqlite3.OperationalError as failed:
                error = failed
        self._roll_back()
        if isinstance(error, sqlite3.OperationalError):
            raise CaseError(_unwritten(self.path, error)) from error

    def _roll_back(self) -> None:
        # On a full disk SQLite takes the write back itself, or cannot even do that until the case is closed.
        with contextlib.suppress(sqlite3.OperationalError):
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold a case for one run at a time; ``CaseError`` where another holds it longer than some seconds.

    The lock ends with the process that holds it, however that ends; what it leaves is an empty file beside
    the case, which the next run takes away. On systems and disks without such locks there is none.
    """
    lock = Path(f"{os.path.realpath(path)}{_LOCK}")
    held = _locked(lock, path)
    try:
        yield
    finally:
        if held is not None:
            lock.unlink(missing_ok=True)
            os.close(held)


def _locked(lock: Path, path: Path) -> int | None:
    """The lock of a case as an open file, once no other run has it; None where there are no locks."""
    try:
        import fcntl  # noqa: PLC0415 - Unix only
    except ImportError:
        return None
    until = time.monotonic() + _BUSY_S
    while True:
        try:
            held = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise CaseError(_unwritten(path, error)) from error
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(held)
            if time.monotonic() > until:
                raise CaseError(_busy(path)) from error
            time.sleep(_AGAIN_S)
            continue
        except OSError:
            os.close(held)
            lock.unlink(missing_ok=True)
            return None
        if _is_at(held, lock):
            return held
        # The run that had it ended and took its file away just before.
        os.close(held)


def _is_at(held: int, lock: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(held), lock.stat())
    except FileNotFoundError:
        return False


def _busy(path: str | Path) -> str:
    return f"{path} is being written by another run: wait for it to end, or name another case."


def _unwritten(path: str | Path, error: Exception) -> str:
    if "locked" in str(error):
        return _busy(path)
    return (
        f"{path} could not be written ({error}): usually a full disk; make room and run the same again,"
        " what was read so far is kept."
    )


def damaged(path: str | Path) -> str:
    """What is said of a case whose records cannot be read."""
    return (
        f"{path} is damaged: usually cut off while it was copied, or changed by another program;"
        " make it anew from the articles with sayso run, under another name."
    )


@contextlib.contextmanager
def sound(path: str | Path) -> Iterator[None]:
    """``CaseError`` where what is read in the meantime shows that a case is damaged."""
    try:
        yield
    except (sqlite3.DatabaseError, ValueError, TypeError, LookupError) as error:
        whole = isinstance(error, sqlite3.OperationalError | sqlite3.IntegrityError)
        if whole and "decode" not in str(error):
            raise
        raise CaseError(damaged(path)) from error


def unusable(path: str | Path, error: Exception) -> str:
    """What is said of a file that cannot be opened as a case."""
    if Path(path).is_dir():
        return f"{path} is a folder and no case: name a file, as in {Path(path) / 'my.case'}."
    if "locked" in str(error):
        return _busy(path)
    if isinstance(error, UnicodeDecodeError) or "malformed" in str(error):
        return damaged(path)
    if isinstance(error, sqlite3.OperationalError):
        return f"{path} cannot be opened ({error}): usually a missing or write-protected folder; check it."
    return f"{path} is no case of sayso: its bytes are no SQLite database; name another file."
