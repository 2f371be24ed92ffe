"""What was told of a case: its articles and points as they stood then, so that none is told twice or never.

A run that ends between its last write and its last line leaves what it found untold: the next one tells it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from sayso.case.connection import Transaction
from sayso.case.rows import as_json
from sayso.case.store import Store
from sayso.model import Document

_MARK = "told"
"""Under this stands the stamp of the findings that were told, null where none were; none in an older case."""

Place = tuple[str, str | int | None]
"""The path of a document, and its member."""


@dataclass(frozen=True, slots=True)
class Point:
    """Something that is told in one line: its kind in words, the articles it is of, and by what it is known.

    Two points of a kind with a key in common are one, however they are worded.
    """

    kind: str
    articles: frozenset[str]
    line: str
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Told:
    """Articles and points that were told: id and hash by place, lines by kind and key.

    ``of`` has the ids of the articles that a point was told of; an earlier sayso kept none.
    """

    articles: Mapping[Place, tuple[str, str]] = field(default_factory=dict)
    points: Mapping[tuple[str, str], str] = field(default_factory=dict)
    of: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)


def is_older(store: Store) -> bool:
    """Whether a case was made before it was kept what was told."""
    return not store.db.execute("SELECT 1 FROM meta WHERE key = ?", (_MARK,)).fetchone()


def is_any_told(store: Store) -> bool:
    """Whether anything of a case was told."""
    return store._meta(_MARK, None) is not None


def is_all_told(store: Store) -> bool:
    """Whether the case stands as it was told."""
    return is_any_told(store) and store._meta(_MARK, None) == store.stamp()


def told(store: Store, paths: Collection[str] | None = None) -> Told:
    """What was told: the points, and the articles of some paths or of all."""
    query = "SELECT path, member, document, sha256 FROM told_document"
    asked: tuple[str, ...] = ()
    if paths is not None:
        query, asked = f"{query} WHERE path IN (SELECT value FROM json_each(?))", (json.dumps(sorted(paths)),)
    articles = store.db.execute(query, asked)
    points = store.db.execute('SELECT kind, "key", line, articles FROM told_point').fetchall()
    return Told(
        {(path, member): (id_, sha256) for path, member, id_, sha256 in articles},
        {(kind, key): line for kind, key, line, _ in points},
        {(kind, key): frozenset(json.loads(of)) for kind, key, _, of in points},
    )


def told_failures(store: Store) -> dict[str, str | None]:
    """The failures that were told, by id: the path where a whole file failed, none for a part of one."""
    rows = store.db.execute("SELECT id, path, member FROM told_failure")
    return {id_: path if member is None else None for id_, path, member in rows}


def keep_told(
    store: Store, documents: Iterable[Document], points: Iterable[Point], replaced: Collection[str]
) -> None:
    """Note that documents and points were told, and with them all that stands.

    ``replaced`` are the kinds of points of which these are all there are; with any, the documents are, too.
    """
    db = store.db
    with Transaction(db, store.path):
        if replaced:
            db.execute("DELETE FROM told_document")
        db.executemany("DELETE FROM told_point WHERE kind = ?", ((kind,) for kind in replaced))
        for d in documents:
            db.execute("DELETE FROM told_document WHERE path = ? AND member IS ?", (d.path, d.member))
            db.execute("INSERT INTO told_document VALUES (?, ?, ?, ?)", (d.path, d.member, d.id, d.sha256))
        rows = (
            (point.kind, key, point.line, as_json(sorted(point.articles)))
            for point in points
            for key in sorted(point.keys)
        )
        db.executemany("INSERT OR REPLACE INTO told_point VALUES (?, ?, ?, ?)", rows)
        db.execute("DELETE FROM told_failure")
        db.execute("INSERT INTO told_failure SELECT id, path, member FROM failure")
        store._set_meta(_MARK, store.stamp())


def alike(store: Store, documents: Collection[Document]) -> dict[str, list[tuple[str, Place]]]:
    """The documents with the same bytes as one of some, by their hash: the id and place of each."""
    hashes = json.dumps(sorted({d.sha256 for d in documents}))
    query = (
        "SELECT sha256, id, path, member FROM document WHERE sha256 IN (SELECT value FROM json_each(?))"
        " ORDER BY path, id"
    )
    found: dict[str, list[tuple[str, Place]]] = {}
    for sha256, id_, path, member in store.db.execute(query, (hashes,)):
        found.setdefault(sha256, []).append((id_, (path, member)))
    return found
