"""Finds claims by words and by who, where, when and what, in a case of any size without reading all of it."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from sayso.case.decided import Merged, voiced
from sayso.case.decisions import SAME, Log
from sayso.case.indexing import is_complete
from sayso.case.rows import speaker
from sayso.case.spelling import Parts, all_stand_in, expression, fold, parts
from sayso.model import Claim, Entity
from sayso.records import from_record

_MOST_RANKED = 1000
"""Of words that stand in very many claims, so many are held against each other, those read first."""
_FEW = 4
"""Documents are few where they are not more than one in so many."""
_MOST_PLACES = 1_000_000_000
"""SQLite takes no longer values; no case has as many claims, but a damaged one may tell of such a place."""
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Sought:
    """What a person looks for; "" is everything.

    ``words`` all stand in a claim or its speaker's name, ``speaker`` in the name alone. Days are ISO, as
    precise as wanted, and those of publication.
    """

    words: str = ""
    speaker: str = ""
    outlet: str = ""
    event: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A claim that was found, with what a line about it tells."""

    id: str
    text: str
    speaker: str | None
    cue: str | None
    outlet: str | None
    published: str | None
    path: str
    member: str | int | None = None


def ends_before(since: str, until: str) -> bool:
    """Whether a time ends before it begins, so that nothing can be between."""
    return bool(since and until) and until < since[: len(until)]


def is_day(given: str) -> bool:
    """Whether this is a year, a month or a day that there is, written as ISO 8601 does."""
    if not _DAY.fullmatch(given):
        return False
    try:
        date.fromisoformat((given + "-01-01")[:10])
    except ValueError:
        return False
    return True


def search(db: sqlite3.Connection, sought: Sought, limit: int, log: Log) -> list[Hit]:
    """The claims looked for, the best match first; without words, in the order of publication.

    ``log`` has what people decided of outlets, days, speakers and who is one: a search goes by what stands.
    Of claims with a speaker who was corrected, those that fit come first.
    """
    # In one transaction: a run may be writing, and what stands where must not change on the way.
    db.execute("SAVEPOINT search")
    try:
        looked = _Search(db, sought, dict(_decided(db, log)), log)
        return [looked.hit(id_) for id_ in looked.found(limit)]
    finally:
        db.execute("RELEASE search")


_Told = tuple[str | None, str | None]


def count(db: sqlite3.Connection, sought: Sought, most: int, log: Log) -> int:
    """How many claims are found, at most so many."""
    return len(_Search(db, sought, dict(_decided(db, log)), log).found(most))


def outlets(db: sqlite3.Connection, log: Log) -> list[str]:
    """The outlets of a case by name, as people decided them."""
    return _outlets(db, dict(_decided(db, log)))


def _outlets(db: sqlite3.Connection, decided: Mapping[str, _Told]) -> list[str]:
    found = {row[0] for row in db.execute("SELECT DISTINCT outlet FROM document WHERE outlet IS NOT NULL")}
    return sorted(found | {outlet for outlet, _ in decided.values() if outlet})


def called(db: sqlite3.Connection, decided: Mapping[str, _Told], name: str) -> list[str]:
    """The outlets of such a name, whatever its capitals and accents."""
    return [outlet for outlet in _outlets(db, decided) if fold(outlet) == fold(name)] if name else []


def ranked(db: sqlite3.Connection, words: str, limit: int, log: Log) -> tuple[str, ...]:
    """Ids of all claims that hold all words, the best match first."""
    return tuple(_Search(db, Sought(words=words), {}, log).found(limit)) if words.strip() else ()


def _decided(db: sqlite3.Connection, log: Log) -> Iterator[tuple[str, _Told]]:
    """The outlet and the day of each document of which a person decided either."""
    for id_, values in log.values.items():
        for outlet, published in db.execute("SELECT outlet, published FROM document WHERE id = ?", (id_,)):
            yield id_, (values.get("outlet", outlet), values.get("published", published))


class _Search:
    """One search in a case, with what people decided of its documents."""

    def __init__(self, db: sqlite3.Connection, sought: Sought, decided: dict[str, _Told], log: Log) -> None:
        self._db, self._sought, self._decided = db, sought, decided
        self._words, self._names = (parts(db, typed, log) for typed in (sought.words, sought.speaker))
        self._voices = Voices(db, log)
        self._values: dict[str, Any] = {
            **asdict(sought),
            "decided": json.dumps(decided),
            "moved": json.dumps(self._voices.corrected),
            "outlets": json.dumps(called(db, decided, sought.outlet)),
        }
        self._noted = is_complete(db)
        self._few = db.execute("SELECT count(*) FROM document").fetchone()[0] // _FEW
        self._rare = bool(sought.event) and self._noted and self._is_rare()

    def found(self, limit: int) -> list[str]:
        match = matching(self._words, self._names)
        query = self._by_words() if match else self._by_place()
        self._values |= {"match": match, "limit": limit}
        first = self._corrected() if match and self._voices.corrected else []
        return [*first, *(row[0] for row in self._db.execute(query, self._values))][:limit]

    def _corrected(self) -> list[str]:
        """The claims that fit of those whose speaker a person corrected, in the order of publication."""
        told = self._of_document("told.id")
        query = (
            f"SELECT claim.id, claim.text FROM {self._as_decided('document', 'id')} AS told"
            f" JOIN claim ON claim.document = told.id WHERE claim.id IN (SELECT value FROM json_each(:moved))"
            f"{f' AND {told}' if told else ''}{self._with_event('claim.id')}"
            " ORDER BY published, told.id, start, claim.id"
        )
        found = []
        for id_, text in self._db.execute(query, self._values):
            speaker = self._voices.speaker(id_) or ""
            if all_stand_in(self._words, f"{text} {speaker}") and all_stand_in(self._names, speaker):
                found.append(id_)
        return found

    def hit(self, id_: str) -> Hit:
        query = (
            "SELECT claim.document, claim.id, claim.text, speaker, cue, outlet, published, path, member"
            " FROM claim JOIN document ON document.id = claim.document WHERE claim.id = ?"
        )
        document, *told = self._db.execute(query, (id_,)).fetchone()
        hit = Hit(*told)
        outlet, published = self._decided.get(document, (hit.outlet, hit.published))
        speaker = self._voices.speaker(id_) if self._voices.any else hit.speaker
        return replace(hit, outlet=outlet, published=published, speaker=speaker)

    def _by_words(self) -> str:
        return (
            "SELECT id FROM (SELECT claim_search.id AS id, bm25(claim_search) AS score FROM claim_search"
            f" WHERE claim_search MATCH :match{self._as_found()}{self._in_documents()}"
            f"{self._with_event('claim_search.id')}"
            f" LIMIT {_MOST_RANKED}) ORDER BY score, id LIMIT :limit"
        )

    def _by_place(self) -> str:
        told = self._of_document("told.id")
        where = f" AND {told}" if told else ""
        return (
            f"SELECT claim.id FROM {self._as_decided('document', 'id')} AS told"
            " CROSS JOIN claim ON claim.document = told.id"
            f" WHERE TRUE{where}{self._with_event('claim.id')}"
            " ORDER BY published, told.id, start, claim.id LIMIT :limit"
        )

    def _as_found(self) -> str:
        """The condition that a claim has the speaker that the index has."""
        moved = "SELECT value FROM json_each(:moved)"
        return f" AND claim_search.id NOT IN ({moved})" if self._voices.corrected else ""

    def _in_documents(self) -> str:
        """The condition that a claim with the words stands in a document as it is looked for.

        To look up the document of each claim takes long where the words are common and such documents few:
        then it is looked up where their claims stand in the index, and of each claim where it stands is all
        that is asked.
        """
        if not self._of_document("id"):
            return ""
        places = self._places()
        end = max((last for _, last in places or ()), default=0)
        if places is None or end > _MOST_PLACES:
            documents = self._as_decided("document", "id")
            query = (
                f"SELECT 1 FROM {documents} WHERE id = claim_search.document AND {self._of_document('id')}"
            )
            return f" AND EXISTS ({query})"
        inside = bytearray(end)
        for first, last in places:
            inside[first - 1 : last] = b"\1" * (last + 1 - first)
        self._values["inside"] = inside
        return " AND substr(:inside, claim_search.rowid, 1) = x'01'"

    def _places(self) -> list[tuple[int, int]] | None:
        """Where the claims of such documents stand; None where that is not known or they are many."""
        if not self._noted:
            return None
        documents = self._as_decided("searched", "document", "first, last")
        told = self._of_document("document")
        query = f"SELECT first, last FROM {documents} WHERE {told} LIMIT {self._few + 1}"
        found = self._db.execute(query, self._values).fetchall()
        return None if len(found) > self._few else found

    def _is_rare(self) -> bool:
        """Whether figures of the event are few."""
        query = "SELECT EXISTS (SELECT 1 FROM figure WHERE event = ? LIMIT 1 OFFSET ?)"
        (more,) = self._db.execute(query, (self._sought.event, self._few)).fetchone()
        return not more

    def _of_document(self, key: str) -> str:
        """What is asked of a document, by the column that has its id."""
        told = list(_told(self._sought))
        if self._rare:
            told.append(f"{key} IN (SELECT document FROM figure WHERE event = :event)")
        return " AND ".join(told)

    def _as_decided(self, table: str, key: str, *columns: str) -> str:
        """A table of documents with outlets and days as people decided them."""
        if not self._decided:
            return table
        own, found = ", ".join((key, *columns)), ", ".join((f"{table}.{key}", *columns))
        return (
            f"(SELECT {own}, outlet, published FROM {table}"
            f" WHERE {key} NOT IN (SELECT key FROM json_each(:decided)) UNION ALL"
            f" SELECT {found}, json_extract(value, '$[0]'), json_extract(value, '$[1]')"
            f" FROM json_each(:decided) AS decided JOIN {table} ON {table}.{key} = decided.key)"
        )

    def _with_event(self, claim: str) -> str:
        """The condition that a claim has a figure of what is looked for."""
        if not self._sought.event:
            return ""
        return f" AND EXISTS (SELECT 1 FROM figure WHERE figure.claim = {claim} AND event = :event)"


def _told(sought: Sought) -> Iterator[str]:
    """What is asked of what a document tells of itself."""
    if sought.outlet:
        yield "outlet IN (SELECT value FROM json_each(:outlets))"
    if sought.since:
        # A day lies within the month or year that it begins with. From the year on, an index is of use.
        yield "published >= substr(:since, 1, 4) AND (published >= :since OR :since LIKE published || '%')"
    if sought.until:
        yield "published <= :until || '~'"


def matching(words: Parts, names: Parts) -> str:
    """What is asked of the index of words: these in a claim or its speaker's name, those in the name."""
    told = [expression(words)] if words else []
    return " AND ".join([*told, *([f"speaker : ({expression(names)})"] if names else [])])


class Voices:
    """Who said a claim, as people decided it, read claim by claim."""

    def __init__(self, db: sqlite3.Connection, log: Log) -> None:
        self._db, self._values = db, log.values
        self.corrected = sorted(id_ for id_, values in log.values.items() if "speaker" in values)
        self.any = bool(self.corrected or log.pairs(SAME))
        self._merged = Merged(self._entities(log), log)

    def _entities(self, log: Log) -> list[Entity]:
        """Those that are decided to be one, with all others that go by a name of theirs."""
        ids = json.dumps(sorted({id_ for pair in log.pairs(SAME) for id_ in pair}))
        of = "IN (SELECT value FROM json_each(?1))"
        query = (
            f"SELECT id, name, kind FROM entity WHERE id {of} UNION SELECT entity, name, kind FROM name_key"
            f' WHERE "key" IN (SELECT "key" FROM name_key WHERE entity {of}) ORDER BY 1'
        )
        return [Entity(*row) for row in self._db.execute(query, (ids,))] if self.any else []

    def speaker(self, id_: str) -> str | None:
        """The names on whose word a claim stands."""
        (record,) = self._db.execute("SELECT record FROM claim WHERE id = ?", (id_,)).fetchone()
        claim = voiced(from_record(Claim, json.loads(record)), self._values.get(id_, {}), {})
        return speaker(self._merged.claim(claim))
