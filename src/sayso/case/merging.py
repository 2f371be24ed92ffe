"""Takes what one case read, found and decided into another."""

from __future__ import annotations

from sayso.case.store import Store
from sayso.errors import CaseError

_OF_PATH = "WHERE path = ?"
_OF_DOCUMENTS = "WHERE document IN (SELECT id FROM document WHERE path = ?)"
_OF_BYTES = "WHERE sha256 IN (SELECT sha256 FROM input WHERE path = ?)"
_COPIED = (
    ("bytes", _OF_BYTES),
    ("input", _OF_PATH),
    ("failure", _OF_PATH),
    ("document", _OF_PATH),
    ("stale", _OF_DOCUMENTS),
    ("claim", _OF_DOCUMENTS),
    ("figure", _OF_DOCUMENTS),
    ("time", _OF_DOCUMENTS),
    ("named", _OF_DOCUMENTS),
    ("claim_search", _OF_DOCUMENTS),
)
"""The tables that hold what was read from a file and found in it, and which rows are a file's."""


def take_in(store: Store, other: Store) -> None:
    """Add to a case what another read, found and decided; ``CaseError`` where it has other bytes of a file.

    What is compared stays as it was, for whoever calls this to compare anew.
    """
    read = store.hashes()
    clash = [path for path, sha256 in other.hashes().items() if read.get(path, sha256) != sha256]
    if clash:
        more = f", and so have {len(clash) - 1} more files" if len(clash) > 1 else ""
        raise CaseError(
            f"{clash[0]} has other bytes in {other.path} than in the cases before it{more}: usually two"
            " versions of a file under one name; read one of them under another name first."
        )
    with store.writing():
        for (path,) in other.db.execute("SELECT path FROM input ORDER BY path").fetchall():
            if path not in read:
                store._drop(path)  # here it could not be read
                _copy(store, other, path)
        for made in other._decisions():
            store.keep_decision(made)
    store.remember_mapping({**other.mapping(), **store.mapping()})


def _copy(store: Store, other: Store, path: str) -> None:
    for table, which in _COPIED:
        for row in other.db.execute(f"SELECT * FROM {table} {which}", (path,)):
            marks = ", ".join("?" * len(row))
            store.db.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", row)
