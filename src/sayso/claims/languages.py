"""Paragraphs in languages that other packages read: what those find, as findings of sayso.

A language is an entry point of the group ``sayso.languages`` with its BCP 47 code for a name: a function of a
document and its paragraphs in that language, which gives records with the names of the export. What can be
known from the rest sayso adds: ids, texts, entities, which figure stands in which claim.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import EntryPoint
from typing import Any, TypeVar

from sayso import plugins
from sayso.claims.known import joined_entities
from sayso.errors import SaysoError, UsageError
from sayso.model import MODES, Claim, Document, Entity, Figure, Findings, Mention, Segment, Time, make_id
from sayso.records import check_stretches, from_record

T = TypeVar("T", Claim, Figure, Time)
Record = Mapping[str, Any]
Language = Callable[[Document, Sequence[Segment]], Iterable[Record]]

_STRETCHES = ("cue", "place")
_EMPTY: dict[str, dict[str, Any]] = {
    "figure": {"low": None, "high": None, "claim": None},
    "time": {"value": None, "kind": "DATE", "from": None, "to": None, "anchor": None},
}
"""What is not known of a record that says nothing of it."""
_KINDS: dict[str, type] = {"claim": Claim, "figure": Figure, "time": Time}


def with_other_languages(document: Document, found: Findings) -> Findings:
    """Findings with what other packages find in the kept paragraphs that are in their languages.

    ``UsageError`` with a sentence where one fails, or gives what the document does not hold.
    """
    for code, entry in sorted(plugins.installed(plugins.LANGUAGES).items()):
        paragraphs = [s for s in document.kept() if s.language == code]
        if paragraphs:
            found = _joined(found, _read(document, paragraphs, entry))
    return found


def _read(document: Document, paragraphs: Sequence[Segment], entry: EntryPoint) -> Findings:
    language: Language = plugins.load(entry, f"language {entry.name}")
    try:
        made = [_completed(record, document, entry) for record in language(document, paragraphs)]
        found = _findings(document, made)
        check_stretches(found, document)
    except SaysoError:
        raise
    except Exception as error:  # whatever another package does
        raise UsageError(
            f"The language {entry.name} ({entry.value}) failed ({plugins.told(error, language)}):"
            " usually it was written for another version; update or remove that package."
        ) from error
    return found


def _completed(record: Record, document: Document, entry: EntryPoint) -> dict[str, Any]:
    """A record with what can be known from the rest of it."""
    kind, start, end = record["type"], record["start"], record["end"]
    version, _ = plugins.identity(entry)
    told = [record.get(name) for name in ("cue", "low", "high", "value")]
    made: dict[str, Any] = {
        "id": make_id(kind, document.id, entry.name, start, end, *told),
        "document": document.id,
        "steps": [{"component": f"language {entry.name}", "version": version, "rule": entry.value}],
        **record,
        "text": document.text[start:end],
    }
    for name in _STRETCHES:
        if record.get(name):
            made[name] = _stretch(record[name], document)
    if kind == "claim":
        sources = [_source(source, document) for source in record.get("sources", ())]
        sentence = record.get("sentence") or {"start": start, "end": end}
        mode = record.get("mode") or ("indirect" if sources else "narrated")
        known = {"sources": sources, "sentence": [sentence["start"], sentence["end"]], "mode": mode}
        return {"spans": [[start, end]], **made, **known}
    return {**_EMPTY.get(kind, {}), **made}


def _stretch(given: Record, document: Document) -> dict[str, Any]:
    return {**given, "text": document.text[given["start"] : given["end"]]}


def _source(given: Record, document: Document) -> dict[str, Any]:
    """A source by its name, or unnamed; ``kind`` is of the entity it becomes."""
    name = given.get("name")
    known = {"entity": _entity_id(given), "entity_name": name} if name else {}
    return {"name": None, "entity": None, "entity_name": None, **_stretch(given, document), **known}


def _entity_id(source: Record) -> str:
    return make_id("entity", source.get("kind", "person"), source["name"].lower())


def _findings(document: Document, records: Sequence[dict[str, Any]]) -> Findings:
    of = {kind: [r for r in records if r["type"] == kind] for kind in _KINDS}
    if len(records) > sum(map(len, of.values())):
        raise ValueError("a record is of another type than claim, figure and time")
    claims = [from_record(Claim, record) for record in of["claim"]]
    if unknown := {claim.mode for claim in claims} - set(MODES):
        raise ValueError(f"{min(unknown)} is no mode; the modes are {', '.join(MODES)}")
    figures = [_in_its_claim(from_record(Figure, record), claims) for record in of["figure"]]
    return Findings(
        document.id,
        tuple(replace(c, figures=tuple(f.id for f in figures if f.claim == c.id)) for c in claims),
        tuple(figures),
        tuple(from_record(Time, record) for record in of["time"]),
        tuple(_entities(document, [source for record in of["claim"] for source in record["sources"]])),
    )


def _in_its_claim(figure: Figure, claims: Sequence[Claim]) -> Figure:
    """A figure with the shortest claim that it stands in."""
    around = [c for c in claims if c.start <= figure.start and figure.end <= c.end]
    claim = min(around, key=lambda c: (c.end - c.start, c.id), default=None)
    return replace(figure, claim=claim.id if claim else None)


def _entities(document: Document, sources: Sequence[dict[str, Any]]) -> Iterator[Entity]:
    """The named sources, each with every place where it is one."""
    named = sorted((s for s in sources if s["name"]), key=lambda s: (s["entity"], s["start"]))
    for id_, same in itertools.groupby(named, key=lambda s: str(s["entity"])):
        first, *others = same
        places = [(s["start"], s["end"], s["text"]) for s in (first, *others)]
        aliases = {text for _, _, text in places} - {first["name"]}
        mentions = tuple(Mention(document.id, *place) for place in dict.fromkeys(places))
        kind, role = first.get("kind", "person"), first.get("role")
        yield Entity(id_, first["name"], kind, tuple(sorted(aliases)), role, mentions)


def _joined(found: Findings, more: Findings) -> Findings:
    """All that was found in a document, by whatever language, in the order of the text."""
    return Findings(
        found.document,
        _in_order((*found.claims, *more.claims)),
        _in_order((*found.figures, *more.figures)),
        _in_order((*found.times, *more.times)),
        joined_entities((*found.entities, *more.entities)),
    )


def _in_order(things: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(sorted(things, key=lambda thing: (thing.start, thing.end, thing.id)))
