"""Takes what cases read, found and decided into one, whatever their order."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sayso.case import indexing
from sayso.case.connection import sound
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
)
"""The tables that hold what was read from a file and found in it, and which rows are a file's."""


def take_in(store: Store, others: Sequence[Store]) -> None:
    """Fill a new case with what others read, found and decided, each file from where it got furthest.

    Nothing is compared. ``CaseError`` where two have other bytes of one file.
    """
    _refuse_two_versions(others)
    holders: dict[str, list[Store]] = defaultdict(list)
    for other in others:
        with sound(other.path):
            for (path,) in other.db.execute("SELECT path FROM input"):
                holders[path].append(other)
    mapping: dict[str, dict[str, list[str]]] = {}
    with store.writing():
        for path, having in sorted(holders.items()):
            best = min(having, key=lambda other: _how_far(other, path))
            with sound(best.path):
                _copy(store, best, path)
            if path in best.mapping():
                mapping[path] = best.mapping()[path]
        indexing.fill(store.db)
        for other in others:
            for made in other._decisions():
                store.keep_decision(made)
    if mapping:
        store.remember_mapping(mapping)


def _refuse_two_versions(others: Sequence[Store]) -> None:
    read: dict[str, dict[str, str]] = defaultdict(dict)
    for other in sorted(others, key=lambda other: str(other.path)):
        for path, sha256 in other.hashes().items():
            read[path].setdefault(sha256, str(other.path))
    clash = sorted(path for path, versions in read.items() if len(versions) > 1)
    if clash:
        one, another, *_ = read[clash[0]].values()
        rest = len(clash) - 1
        more = f", and so {'has 1 more file' if rest == 1 else f'have {rest} more files'}" if rest else ""
        raise CaseError(
            f"{clash[0]} has other bytes in {another} than in {one}{more}: usually two versions of a file"
            " under one name; read one of them under another name first."
        )


def _how_far(store: Store, path: str) -> tuple[Any, ...]:
    """How far a case got with a file, so that the furthest is the least; equal only where all is the same."""
    query = "SELECT id FROM document WHERE path = ? AND id NOT IN (SELECT document FROM stale) ORDER BY id"
    with sound(store.path):
        sha256, signature, complete = store.db.execute(
            "SELECT sha256, signature, complete FROM input WHERE path = ?", (path,)
        ).fetchone()
        documents = [id_ for (id_,) in store.db.execute(query, (path,))]
        failed = sorted((f.id, f.what) for f in store.failures(path))
    outside = sha256 is not None and store.stays_outside(sha256)
    unread = sha256 is None or not signature
    return unread, not complete, -len(documents), outside, len(failed), signature, documents, failed


def _copy(store: Store, other: Store, path: str) -> None:
    for table, which in _COPIED:
        for row in other.db.execute(f"SELECT * FROM {table} {which}", (path,)):
            if table == "named":
                json.loads(row[-1])  # the contents of a case, read before, have not shown whether it is whole
            marks = ", ".join("?" * len(row))
            store.db.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", row)
