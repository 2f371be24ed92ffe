"""Reads and writes case files; nothing outside this folder speaks SQL.

What is written is written in transactions, so that a run that is killed leaves a case that opens, and a
second run takes up where the first stopped.
"""

from __future__ import annotations

import dataclasses
import json
import sqlite3
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from sayso.case import decisions, growing, indexing, older, searching
from sayso.case.arranging import arranged, document_key, part_reader, with_decision
from sayso.case.cache import Cache
from sayso.case.connection import Transaction, damaged, readable, sound, tidy, unusable, writable
from sayso.case.contents import Component, Contents, Counts
from sayso.case.decisions import Choice, Log
from sayso.case.rows import (
    ROWS,
    as_json,
    claim_row,
    document_row,
    documents_of,
    failure_row,
    figure_row,
    read_record,
    row_of,
    time_row,
    without_text,
)
from sayso.case.searching import Hit, Sought
from sayso.case.spelling import Parts, parts
from sayso.comparison.growing import Growth
from sayso.comparison.stories import SMALL_PILE
from sayso.errors import CaseError
from sayso.model import (
    Claim,
    Compared,
    Dated,
    Decision,
    Document,
    Entity,
    Failure,
    Figure,
    Findings,
    Relay,
    Time,
)
from sayso.records import from_record, to_record

APPLICATION_ID = 0x5A750
"""Marks a SQLite file as a case of sayso."""
_SCHEMA = ("schema.sql", "ledger.sql", "told.sql")
T = TypeVar("T")


class Store:
    """A case file, open for reading, or with ``create`` or ``write`` for writing, as a context manager."""

    def __init__(self, path: str | Path, *, create: bool = False, write: bool = False) -> None:
        """Open a case; raises ``CaseError`` where there is none, or the file is something else.

        ``create`` makes the file where there is none; ``write`` does not.
        """
        self.path = Path(path)
        if not create and not self.path.is_file() and not self.path.is_dir():
            raise CaseError(f"There is no case at {path}: make one with `sayso run PATH… --case {path}`.")
        try:
            self.db = writable(self.path) if create or write else readable(self.path)
            try:
                self._prepare(create, create or write)
            except BaseException:
                self.db.close()
                raise
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise CaseError(unusable(path, error)) from error

    def _prepare(self, create: bool, write: bool) -> None:
        found = self.db.execute("PRAGMA application_id").fetchone()[0]
        tables = self.db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if not tables and not create:
            raise CaseError(
                f"{self.path} is empty: usually a run that was stopped before it began, or a file that is no"
                " case; run the same again, or name the case."
            )
        if found != APPLICATION_ID and tables:
            raise CaseError(f"{self.path} is no case of sayso but another database; name another file.")
        self.db.execute("PRAGMA foreign_keys = ON")
        home = files(__package__)
        schema = "".join(home.joinpath(name).read_text(encoding="utf-8") for name in _SCHEMA)
        if create and found != APPLICATION_ID:
            self.db.execute("PRAGMA journal_mode = WAL")
            # In one transaction: a case is whole or not there, and unfinished until a run came to its end.
            self.db.executescript(
                f"BEGIN IMMEDIATE; PRAGMA application_id = {APPLICATION_ID}; {schema}"
                " INSERT OR IGNORE INTO meta VALUES ('findings', random()), ('unfinished', 'true'),"
                " ('told', 'null'); COMMIT"
            )
        elif write:
            older.bring_up_to_date(self.db, schema)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.db.close()
        tidy(self.path)
        if isinstance(error, sqlite3.DatabaseError):
            with sound(self.path):
                raise error

    # --- what was read and found ---------------------------------------------------------------------------

    def is_read(self, path: str, sha256: str | None, signature: str) -> bool:
        """Whether this very file was read to the end, with the same components and settings."""
        row = self.db.execute(
            "SELECT 1 FROM input WHERE path = ? AND sha256 IS ? AND signature = ? AND complete",
            (path, sha256, signature),
        ).fetchone()
        return row is not None

    def finished_documents(self, path: str, sha256: str, signature: str) -> set[str]:
        """The ids of documents of a file that a run has finished which was stopped before the file's end."""
        query = (
            "SELECT document.id FROM document JOIN input USING (path) WHERE path = ? AND input.sha256 = ?"
            " AND signature = ? AND document.id NOT IN (SELECT document FROM stale)"
        )
        return {row[0] for row in self.db.execute(query, (path, sha256, signature))}

    def begin_input(self, path: str, data: bytes | None, sha256: str, signature: str) -> None:
        """Note that a file is being read and keep its bytes.

        ``data`` is None for an archive that is too large to be kept: its hash is, and it stays where it lies.
        What an earlier reading found there stays until the new reading takes its place or ends.
        """
        with self.writing():
            if data is not None:
                self._keep_bytes(data, sha256)
            else:
                self.db.execute("INSERT OR IGNORE INTO bytes VALUES (?, 0, x'')", (sha256,))
            same = self.db.execute(
                "SELECT 1 FROM input WHERE path = ? AND sha256 = ? AND signature = ?",
                (path, sha256, signature),
            ).fetchone()
            if same is None:
                self.db.execute("INSERT OR IGNORE INTO stale SELECT id FROM document WHERE path = ?", (path,))
            self.db.execute("DELETE FROM failure WHERE path = ?", (path,))
            self.db.execute("INSERT OR REPLACE INTO input VALUES (?, ?, ?, 0)", (path, sha256, signature))

    def end_input(self, path: str) -> None:
        """Note that a file was read to its end.

        What an earlier reading found is dropped, unless the new reading failed there.
        """
        with self.writing():
            failed = {row[0] for row in self.db.execute("SELECT member FROM failure WHERE path = ?", (path,))}
            rows = self.db.execute(
                "SELECT id, member FROM document JOIN stale ON document = id WHERE path = ?", (path,)
            )
            self._drop_documents([id for id, member in rows if not failed & {member, None}])
            self.db.execute(
                "DELETE FROM stale WHERE document IN (SELECT id FROM document WHERE path = ?)", (path,)
            )
            self.db.execute("UPDATE input SET complete = 1 WHERE path = ?", (path,))

    def grow_input(self, path: str, data: bytes, sha256: str) -> None:
        """Put longer bytes, which begin with those kept, in their place; what was found in those stays."""
        with self.writing():
            self._keep_bytes(data, sha256)
            old = self.db.execute("SELECT sha256 FROM input WHERE path = ?", (path,)).fetchone()
            self.db.execute("UPDATE input SET sha256 = ?, complete = 0 WHERE path = ?", (sha256, path))
            if old is not None:
                query = "DELETE FROM bytes WHERE sha256 = ? AND sha256 NOT IN "
                kept = "(SELECT sha256 FROM input WHERE sha256 IS NOT NULL)"
                self.db.execute(query + kept, old)

    def add_unread(self, failure: Failure) -> None:
        """Keep the failure of a file that could not be opened; what was read from it before stays."""
        with self.writing():
            # With this signature, a later run reads the file again.
            self.db.execute(
                "INSERT INTO input VALUES (?, NULL, '', 1) ON CONFLICT (path) DO UPDATE SET signature = ''",
                (failure.path,),
            )
            self.db.execute("DELETE FROM failure WHERE path = ? AND member IS NULL", (failure.path,))
            self._add_failure(failure)

    def _keep_bytes(self, data: bytes, sha256: str) -> None:
        self.db.execute(
            "INSERT OR IGNORE INTO bytes VALUES (?, ?, ?)", (sha256, len(data), zlib.compress(data, 6))
        )

    def _drop_documents(self, ids: Sequence[str]) -> None:
        """Drop documents, if they are there, with all that was found in them."""
        indexing.leave(self.db, ids)
        self.db.executemany("DELETE FROM document WHERE id = ?", ((id_,) for id_ in ids))

    def add(self, found: Iterable[tuple[Document, Findings]], failures: Iterable[Failure] = ()) -> None:
        """Keep documents with their findings, and failures, in one transaction."""
        with self.writing():
            for failure in failures:
                self._add_failure(failure)
            pairs = list(found)
            self._drop_documents([document.id for document, _ in pairs])
            for document, findings in pairs:
                self._add_document(document)
                self._add_findings(findings)
                indexing.enter(self.db, document, findings.claims)

    def _add_failure(self, f: Failure) -> None:
        self._insert("failure", f, failure_row(f))

    def _add_document(self, d: Document) -> None:
        self._insert("document", without_text(d), document_row(d))

    def _add_findings(self, findings: Findings) -> None:
        for c in findings.claims:
            self._insert("claim", c, claim_row(c))
        for f in findings.figures:
            self._insert("figure", f, figure_row(f))
        for t in findings.times:
            self._insert("time", t, time_row(t))
        for e in findings.entities:
            self._insert("named", e, (findings.document, e.id))

    def begin_run(self) -> None:
        """Note that a run changes something; the case counts as unfinished until ``replace_compared``."""
        with self.writing():
            self._set_meta("unfinished", True)

    def is_compared(self, components: Sequence[Component], settings: dict[str, Any]) -> bool:
        """Whether the last run came to its end, with these components and settings."""
        return self.finished and self._is_made_by(components, settings)

    def _is_made_by(self, components: Sequence[Component], settings: dict[str, Any]) -> bool:
        made = (self._meta("components", []), self._meta("settings", {}))
        return made == ([to_record(c) for c in components], json.loads(as_json(settings)))

    def mapping(self) -> dict[str, dict[str, list[str]]]:
        """The columns that a person named for the fields of records, by path and field."""
        found: dict[str, dict[str, list[str]]] = self._meta("mapping", {})
        return found

    def remember_mapping(self, mapping: dict[str, dict[str, list[str]]]) -> None:
        """Keep the columns that a person named, for the runs that come."""
        with self.writing():
            self._set_meta("mapping", mapping)

    def replace_compared(
        self, compared: Compared, components: Sequence[Component], settings: dict[str, Any]
    ) -> None:
        """Put what was found between documents in place of what was there, and note what made the case.

        By what it was found is not kept: documents that come make the next run compare all anew.
        """
        with self.writing():
            growing.clear(self.db)
            growing.write_compared(self.db, compared)
            self._made_by(components, settings)

    def keep_growth(
        self, growth: Growth | None, components: Sequence[Component], settings: dict[str, Any], *, whole: bool
    ) -> None:
        """Put what documents that came change in its place, and note what made the case.

        ``whole`` says that it is all there is; None stands for nothing that changes.
        """
        with self.writing():
            if whole:
                growing.clear(self.db)
            if growth is not None:
                growing.write_growth(self.db, growth)
            self._made_by(components, settings)

    def _made_by(self, components: Sequence[Component], settings: dict[str, Any]) -> None:
        self._set_meta("components", [to_record(c) for c in components])
        self._set_meta("settings", settings)
        self._set_meta("unfinished", False)

    def uncompared(self, components: Sequence[Component], settings: dict[str, Any]) -> list[str] | None:
        """The documents that came since all others were compared.

        None where none were compared, or those that were no longer stand as they did, or were compared
        otherwise: then all are to be compared anew.
        """
        gone, there = self.db.execute("SELECT coalesce(max(gone), 1), count(*) FROM compared").fetchone()
        if gone or there <= SMALL_PILE or not self._is_made_by(components, settings):
            return None
        query = "SELECT id FROM document WHERE id NOT IN (SELECT document FROM compared) ORDER BY id"
        came = [row[0] for row in self.db.execute(query)]
        return came if len(came) <= there else None

    # --- what people decide --------------------------------------------------------------------------------

    def decide(self, choice: Choice, contents: Contents | None = None) -> Decision:
        """Keep what a person chose; ``UsageError`` where it cannot be chosen.

        ``contents`` are those of this case where they have been read already.
        """
        known = contents or self.contents()
        with Transaction(self.db, self.path):
            log = Log(self._decisions())
            made = decisions.decide(known.things, log, choice)
            return made if made.id else self._add_timed(made, log)

    def undecide(
        self, id_: str, who: str, note: str | None = None, contents: Contents | None = None
    ) -> Decision:
        """Take a decision back, which stays in the log; ``UsageError`` where there is none to take back."""
        known = contents or self.contents()
        with Transaction(self.db, self.path):
            log = Log(self._decisions())
            return self._add_timed(decisions.undo(known.things, log, id_, who, note), log)

    def _add_timed(self, decision: Decision, log: Log) -> Decision:
        made = decisions.timed(decision, log.all[-1].when if log.all else None)
        self.keep_decision(made)
        return made

    def keep_decision(self, made: Decision) -> None:
        """Put a decision with its id and time into the log, if it is not there."""
        columns = ", ".join(f'"{field.name}"' for field in dataclasses.fields(Decision))
        values = dataclasses.astuple(made)
        marks = ", ".join("?" * len(values))
        self.db.execute(f"INSERT OR IGNORE INTO decision ({columns}) VALUES ({marks})", values)

    def _set_meta(self, key: str, value: Any) -> None:
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, as_json(value)))

    def _insert(self, table: str, thing: Any, values: tuple[Any, ...]) -> None:
        marks = ", ".join("?" * (len(values) + 1))
        self.db.execute(
            f"INSERT OR REPLACE INTO {table} VALUES ({marks})", (*values, as_json(to_record(thing)))
        )

    def writing(self) -> AbstractContextManager[None]:
        """A write of findings, whole or not at all; one inside another is part of it.

        Decisions are written without the stamp that this changes.
        """
        if self.db.in_transaction:
            return nullcontext()
        return Transaction(self.db, self.path, "UPDATE meta SET value = random() WHERE key = 'findings'")

    def cache(self, limit: int) -> Cache:
        """The parsed paragraphs that the case keeps, at most so many bytes."""
        return Cache(self.db, limit)

    def count_documents(self, path: str | None = None) -> int:
        """How many documents were read from a path, or from all."""
        where, asked = ("", ()) if path is None else (" WHERE path = ?", (path,))
        return int(self.db.execute(f"SELECT count(*) FROM document{where}", asked).fetchone()[0])

    def documents_by_path(self) -> list[tuple[str, int]]:
        """The paths of all documents, and how many were read from each."""
        return self.db.execute("SELECT path, count(*) FROM document GROUP BY path ORDER BY path").fetchall()

    def count_failures(self) -> tuple[int, int]:
        """How many files failed as a whole, and how many records."""
        records, of = self.db.execute("SELECT count(member), count(*) FROM failure").fetchone()
        return of - records, records

    def unread(self) -> frozenset[str]:
        """The paths of files that could not be read to their end."""
        return frozenset(path for (path,) in self.db.execute("SELECT path FROM failure WHERE member IS NULL"))

    def of_paths(self, paths: Collection[str]) -> Contents:
        """The documents and failures of some paths."""
        query = "SELECT id FROM document WHERE path IN (SELECT value FROM json_each(?)) ORDER BY id"
        ids = [row[0] for row in self.db.execute(query, (json.dumps(sorted(paths)),))]
        failures = (failure for path in sorted(paths) for failure in self.failures(path))
        return Contents(documents=tuple(map(self._document, ids)), failures=tuple(failures))

    def failures(self, path: str) -> tuple[Failure, ...]:
        """The failures listed for a path."""
        rows = self.db.execute("SELECT record FROM failure WHERE path = ? ORDER BY id", (path,))
        return tuple(from_record(Failure, json.loads(r[0])) for r in rows)

    # --- reading back --------------------------------------------------------------------------------------

    def documents(self) -> tuple[Document, ...]:
        """All documents as they were read, without what the pile inferred about them."""
        rows = self.db.execute("SELECT text, record FROM document")
        made = (dataclasses.replace(from_record(Document, json.loads(r)), text=t) for t, r in rows)
        return tuple(sorted(made, key=document_key))

    def pairs(self, fresh: Mapping[str, tuple[Document, Findings]]) -> list[tuple[Document, Findings]]:
        """Every document with what was found in it alone; those in ``fresh`` (by id) are not read back."""
        made = []
        for (id,) in self.db.execute("SELECT id FROM document ORDER BY path, id").fetchall():
            made.append(fresh[id] if id in fresh else self.pair(id))
        return made

    def pair(self, id: str) -> tuple[Document, Findings]:
        """A document with what was found in it alone."""
        return self._document(id), self._findings(id)

    def _document(self, id: str) -> Document:
        text, record = self.db.execute("SELECT text, record FROM document WHERE id = ?", (id,)).fetchone()
        return dataclasses.replace(from_record(Document, json.loads(record)), text=text)

    def _findings(self, id: str) -> Findings:
        def found(kind: type[T], table: str, order: str) -> tuple[T, ...]:
            rows = self.db.execute(f"SELECT record FROM {table} WHERE document = ? ORDER BY {order}", (id,))
            return tuple(from_record(kind, json.loads(r[0])) for r in rows)

        place = 'start, "end", id'
        return Findings(
            id,
            found(Claim, "claim", place),
            found(Figure, "figure", place),
            found(Time, "time", place),
            found(Entity, "named", "id"),
        )

    def _all(self, kind: type[T], table: str) -> tuple[T, ...]:
        rows = self.db.execute(f"SELECT record FROM {table}")
        return tuple(from_record(kind, json.loads(r[0])) for r in rows)

    def contents(self) -> Contents:
        """The whole case; ``CaseError`` where it is damaged."""
        return self._contents(self._all)

    @property
    def finished(self) -> bool:
        """Whether the run that made the case came to its end."""
        return not self._meta("unfinished", False)

    def stamp(self) -> int | None:
        """A number that changes whenever findings do, and not with decisions; none in an old case.

        It is drawn by chance, so that a case put in place of another has another.
        """
        found: int | None = self._meta("findings", None)
        return found

    def redecided(self, contents: Contents) -> Contents:
        """Contents that were read before, with the decisions as they are now."""
        made = self._decisions()
        values = Log(made).values
        compared = tuple(with_decision(x, values) for x in contents.comparisons)
        return dataclasses.replace(contents, decisions=made, comparisons=compared)

    def sound_contents(self) -> Contents:
        """The case without the findings that ``lost`` and ``altered`` tell of: damaged, or of no document."""
        there = {row[0] for row in self.db.execute("SELECT id FROM document")}

        def sound(kind: type, table: str) -> tuple[Any, ...]:
            rows = self.db.execute(f"SELECT record FROM {table}")
            found = (read_record(kind, row[0]) for row in rows)
            return tuple(thing for thing in found if thing is not None and documents_of(thing) <= there)

        return self._contents(sound)

    def lost(self) -> Iterator[tuple[str, str, int]]:
        """Each document that is not in the case though findings of it are: its id, their table and number."""
        for table in ("claim", "figure", "time", "named"):
            query = f"SELECT document, count(*) FROM {table} WHERE document NOT IN (SELECT id FROM document)"
            for id, number in self.db.execute(f"{query} GROUP BY document ORDER BY document"):
                yield id, table, number

    def altered(self) -> Iterator[tuple[str, str]]:
        """Table and id of each row whose columns do not say what its record says."""
        for table, kind, row in ROWS:
            for *columns, record in self.db.execute(f"SELECT * FROM {table} ORDER BY id"):
                if tuple(columns) != row_of(kind, record, columns[-1], row):
                    yield table, columns[0]

    def _contents(self, read: Callable[..., tuple[Any, ...]]) -> Contents:
        try:
            return self._sorted(read)
        except (sqlite3.DatabaseError, ValueError, TypeError, LookupError) as error:
            raise CaseError(damaged(self.path)) from error

    def _sorted(self, read: Callable[..., tuple[Any, ...]]) -> Contents:
        return arranged(self._frame(), tuple(self._with_inferred(self.documents())), read)

    def _frame(self) -> Contents:
        """A case's contents without what was read and found."""
        return Contents(
            name=self.path.stem,
            decisions=self._decisions(),
            components=tuple(from_record(Component, c) for c in self._meta("components", [])),
            settings=tuple(sorted(self._meta("settings", {}).items())),
            finished=self.finished,
        )

    def counts(self) -> Counts:
        """How much the case holds, without reading it."""
        of = {table: self._count(table) for table in ("document", "claim", "figure", "time")}
        told = self.db.execute(
            "SELECT CASE json_extract(record, '$.sure') WHEN 0 THEN 'unclear' ELSE relation END AS shown,"
            " count(*) FROM comparison GROUP BY shown ORDER BY shown"
        )
        return Counts(
            of["document"], of["claim"], of["figure"], of["time"], tuple(told), *self.count_failures()
        )

    def _count(self, table: str) -> int:
        return int(self.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    def is_counted(self, event: str, besides: Collection[str]) -> bool:
        """Whether a document has figures of an event, besides some by their ids."""
        others = "document NOT IN (SELECT value FROM json_each(?))"
        given = (event, json.dumps(sorted(besides)))
        return bool(self.db.execute(f"SELECT 1 FROM figure WHERE event = ? AND {others}", given).fetchone())

    def told_anew(self, growth: Growth) -> set[str]:
        """The documents of which something will be told that was not, once a growth is kept."""
        return growing.told_anew(self.db, growth)

    def part(self, ids: Collection[str]) -> Contents:
        """Some documents with their claims and figures and what is found between these, as one can show them.

        Of groups, those that any of these claims is in; no times, no passages, and as entities speakers only.
        """
        read = part_reader(self.db, ids)
        documents = [self._document(id_) for id_ in sorted(ids)]
        ordered = tuple(sorted(documents, key=document_key))
        return arranged(self._frame(), tuple(self._with_inferred(ordered)), read)

    def _with_inferred(self, documents: tuple[Document, ...]) -> Iterator[Document]:
        relays: dict[str, list[Relay]] = {}
        dated: dict[str, Dated] = {}
        rows = self.db.execute("SELECT document, field, record FROM inferred ORDER BY position")
        for document, field, record in rows:
            if field == "relay":
                relays.setdefault(document, []).append(from_record(Relay, json.loads(record)))
            else:
                dated[document] = from_record(Dated, json.loads(record))
        for d in documents:
            yield dataclasses.replace(
                d, relay=(*d.relay, *relays.get(d.id, ())), dated=dated.get(d.id, d.dated)
            )

    def _decisions(self, which: str = "TRUE") -> tuple[Decision, ...]:
        # By name, because a case of an earlier sayso that is only read has fewer columns.
        rows = self.db.execute(f"SELECT * FROM decision WHERE {which} ORDER BY id")
        names = [column[0] for column in rows.description]
        return tuple(Decision(**dict(zip(names, row, strict=True))) for row in rows)

    def _meta(self, key: str, default: Any) -> Any:
        row = self.db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        try:
            return json.loads(row[0]) if row else default
        except ValueError as error:
            raise CaseError(damaged(self.path)) from error

    def raw(self, sha256: str) -> bytes | None:
        """The bytes with this hash as they were read, or None; ``CaseError`` where they are damaged."""
        row = self.db.execute("SELECT data FROM bytes WHERE sha256 = ?", (sha256,)).fetchone()
        try:
            return zlib.decompress(row[0]) if row else None
        except zlib.error as error:
            raise CaseError(f"{self.path}: the bytes kept under {sha256} are damaged ({error}).") from error

    def stays_outside(self, sha256: str) -> bool:
        """Whether the bytes with this hash were too large to be kept, and stay where they lie."""
        row = self.db.execute("SELECT length(data) FROM bytes WHERE sha256 = ?", (sha256,)).fetchone()
        return row is not None and row[0] == 0

    def hashes(self) -> dict[str, str]:
        """The hash under which each path was read."""
        return dict(self.db.execute("SELECT path, sha256 FROM input WHERE sha256 IS NOT NULL ORDER BY path"))

    def search(self, query: str, limit: int = 50) -> tuple[str, ...]:
        """Ids of the claims that hold all words of a query, the best match first."""
        return searching.ranked(self.db, query, limit, self._of_search())

    def spelled(self, typed: str) -> Parts:
        """Words that are looked for, with the other names that the case has for whom they name."""
        return parts(self.db, typed, self._of_search())

    def find(self, sought: Sought, limit: int = 50) -> list[Hit]:
        """The claims looked for by words and filters, the best match first, in a case of any size."""
        return searching.search(self.db, sought, limit, self._of_search())

    def _of_search(self) -> Log:
        """What people decided that a search goes by."""
        return Log(self._decisions("field IN ('outlet', 'published', 'speaker', 'same_as', 'not_same_as')"))
