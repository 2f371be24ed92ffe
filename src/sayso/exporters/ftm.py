"""FollowTheMoney: articles, mentions and what people asserted, for Aleph and investigation desks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.case.contents import Contents
from sayso.case.decisions import APART, GRADES, SAME
from sayso.exporters.events import Reported, reported_events
from sayso.exporters.naming import NAME, Json, line, said_by
from sayso.exporters.published import published
from sayso.model import Claim, Decision, Document, Entity, make_id

FOUND = "sayso-found"
"""The data set of what the machine found."""

DECIDED = "sayso-decided"
"""The data set of what people decided, and of the files themselves."""

_SCHEMATA = {
    "person": "Person",
    "organization": "Organization",
    "outlet": "Organization",
    "group": "LegalEntity",
}
_LANGUAGES = {"en": "eng", "fr": "fra", "de": "deu", "es": "spa", "ru": "rus", "ar": "ara", "uk": "ukr"}
"""The codes of three letters that FollowTheMoney asks for."""

_ASSERTING = frozenset({SAME, APART, "note", *GRADES})
_UNSURE = "Found by sayso; nobody has confirmed it."

Properties = dict[str, Iterable[str | None]]


def export_ftm(contents: Contents) -> Iterator[str]:
    """FollowTheMoney entities, one JSON object a line, as ``ftm validate`` and Aleph read them.

    Articles are ``Article``; every name found is a ``Mention`` of its article. A ``Person`` or
    ``Organization`` is made only where somebody decided something about it (data set ``sayso-decided``), or
    where two names may be one, with a ``Similar`` between them (``sayso-found``); mentions lead there by
    ``resolved``. Claims and people's notes are ``Note``, things counted in an event ``Event``.

    Lost: offsets, modes and cues as fields, times, relations other than of figures, groups, steps.
    """
    kept = published(contents)
    asserted = _asserted(kept)
    unsure = {id_ for e in kept.entities for s in e.similar for id_ in (e.id, s.entity)} - asserted
    yield from map(line, _articles(kept))
    yield from map(line, _entities(kept, asserted, unsure))
    yield from map(line, _claims(kept))
    yield from map(line, _events(kept))
    yield from map(line, _notes(kept, asserted))


def _entity(id_: str, schema: str, dataset: str, properties: Properties) -> Json:
    """An entity with those of its properties that are known."""
    given = {name: [v for v in dict.fromkeys(values) if v] for name, values in properties.items()}
    return {
        "id": id_.replace("_", "-"),
        "schema": schema,
        "datasets": [dataset],
        "properties": {name: values for name, values in given.items() if values},
    }


def _ref(id_: str) -> str:
    return id_.replace("_", "-")


def _articles(contents: Contents) -> Iterator[Json]:
    named: dict[str, list[str]] = {d.id: [] for d in contents.documents}
    for entity in contents.entities:
        if entity.kind == "place":
            for id_ in dict.fromkeys(m.document for m in entity.mentions):
                named[id_].append(entity.name)
    for document in contents.documents:
        yield _entity(document.id, "Article", DECIDED, _article(document, named[document.id]))


def _article(document: Document, places: list[str]) -> Properties:
    return {
        "title": [document.title or document.path],
        "fileName": [document.path],
        "author": document.authors,
        "publisher": [document.outlet],
        "publishedAt": [document.published],
        "modifiedAt": [document.updated],
        "retrievedAt": [document.captured],
        "sourceUrl": [document.url],
        "language": [_LANGUAGES.get((document.language or "")[:2])],
        "bodyText": [document.text],
        "locationMentioned": places,
        "notes": [f"SHA-256 {document.sha256}"],
    }


def _asserted(contents: Contents) -> set[str]:
    """The entities that somebody decided something about."""
    decided = [d for d in contents.log.in_force.values() if d.field in _ASSERTING]
    ids = {id_ for d in decided for id_ in (d.target, d.new)}
    return {e.id for e in contents.entities if e.id in ids and e.kind in _SCHEMATA}


def _entities(contents: Contents, asserted: set[str], unsure: set[str]) -> Iterator[Json]:
    """Mentions, the people and bodies they are resolved to, and which of those may be one."""
    made = asserted | unsure
    there = {e.id: e for e in contents.entities if e.kind in _SCHEMATA}
    for entity in there.values():
        for id_ in dict.fromkeys(m.document for m in entity.mentions):
            yield _mention(entity, id_, entity.id in made)
        if entity.id in made:
            yield _body(entity, entity.id in asserted)
    pairs = {
        (min(e.id, s.entity), max(e.id, s.entity)): s.reason
        for e in there.values()
        for s in e.similar
        if s.entity in there
    }
    for (left, right), reason in sorted(pairs.items()):
        given: Properties = {
            "candidate": [_ref(left)],
            "match": [_ref(right)],
            "criteria": [reason],
            "matcher": [NAME],
        }
        yield _entity(make_id("similar", left, right), "Similar", FOUND, given)


def _mention(entity: Entity, document: str, made: bool) -> Json:
    given: Properties = {
        "name": [entity.name, *(m.text for m in entity.mentions if m.document == document)],
        "document": [_ref(document)],
        "detectedSchema": [_SCHEMATA[entity.kind]],
        "resolved": [_ref(entity.id) if made else None],
    }
    return _entity(make_id("mention", entity.id, document), "Mention", FOUND, given)


def _body(entity: Entity, asserted: bool) -> Json:
    given: Properties = {
        "name": [entity.name],
        "weakAlias": entity.aliases,
        "notes": [entity.role, None if asserted else _UNSURE],
    }
    return _entity(entity.id, _SCHEMATA[entity.kind], DECIDED if asserted else FOUND, given)


def _claims(contents: Contents) -> Iterator[Json]:
    for claim in contents.claims:
        if claim.mode != "narrated":
            yield _entity(claim.id, "Note", FOUND, _claim(claim))


def _claim(claim: Claim) -> Properties:
    denied = " (denied)" if claim.denied else ""
    return {
        "name": [f"{said_by(claim)}{denied}"],
        "description": [claim.text],
        "entity": [_ref(claim.document)],
        "notes": [_UNSURE],
    }


def _events(contents: Contents) -> Iterator[Json]:
    for reported in reported_events(contents):
        yield _entity(f"event-{reported.figures[0].id}", "Event", FOUND, _event(reported))


def _event(reported: Reported) -> Properties:
    return {
        "name": [", ".join(filter(None, (reported.event, reported.counted, reported.place)))],
        "location": [reported.place],
        "startDate": [reported.from_],
        "endDate": [reported.to],
        "description": [" ".join(f.text.split()) for f in reported.figures],
        "proof": [_ref(f.document) for f in reported.figures],
        "notes": [_UNSURE],
    }


def _notes(contents: Contents, asserted: set[str]) -> Iterator[Json]:
    """What people noted and graded; about what has no entity here, it is a note on nothing but its words."""
    there = asserted | set(contents.document) | {c.id for c in contents.claims if c.mode != "narrated"}
    for decision in contents.log.in_force.values():
        if decision.field == "note" or decision.field in GRADES:
            yield _entity(decision.id, "Note", DECIDED, _note(decision, decision.target in there))


def _note(decision: Decision, there: bool) -> Properties:
    return {
        "name": [f"{decision.field} by {decision.who}"],
        "description": [decision.new],
        "notes": [decision.note],
        "summary": [decision.about],
        "createdAt": [decision.when],
        "entity": [_ref(decision.target) if there else None],
    }
