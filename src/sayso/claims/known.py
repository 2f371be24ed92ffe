"""Names that whoever runs sayso knows: what was found in a document, by those names."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sayso.model import Claim, Entity, Findings, Place, Source, Step, make_id
from sayso.settings import KnownName

COMPONENT, VERSION = "known names", "1"
_ENTITIES = ("person", "organization", "group", "outlet")
"""The kinds of entity that a known name can be; a place is none."""


def with_known_names(found: Findings, known: tuple[KnownName, ...] | None) -> Findings:
    """Findings whose speakers, go-betweens and entities go by the name known for them, where there is one.

    Only a name that is written exactly as one in the list is taken for it, capitals aside, and only where the
    list has it once. What stands in the text stays: as the source's ``text`` and among the aliases.
    """
    if not known:
        return found
    names = by_other_names(known)
    renamed = dict(_renamed(found.entities, names))
    if not renamed and not any(via.casefold() in names for c in found.claims for via in c.via):
        return found
    return replace(
        found,
        claims=tuple(_claim(claim, renamed, names) for claim in found.claims),
        figures=tuple(replace(f, place=_place(f.place, renamed)) for f in found.figures),
        entities=joined_entities(renamed.get(e.id, e) for e in found.entities),
    )


@functools.lru_cache(maxsize=8)
def by_other_names(known: tuple[KnownName, ...]) -> dict[str, KnownName]:
    """Each way a known name is written, in small letters, with who is meant; not what two are called."""
    meant: dict[str, set[KnownName]] = defaultdict(set)
    for one in known:
        for written in (one.name, *one.others):
            meant[written.casefold()].add(one)
    return {written: next(iter(ones)) for written, ones in meant.items() if len(ones) == 1}


def joined_entities(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Entities sorted by id, those of one id made one."""
    made: dict[str, Entity] = {}
    for entity in entities:
        made[entity.id] = _one(made[entity.id], entity) if entity.id in made else entity
    return tuple(made[id_] for id_ in sorted(made))


def _one(entity: Entity, other: Entity) -> Entity:
    mentions = sorted({*entity.mentions, *other.mentions}, key=lambda m: (m.document, m.start, m.end))
    aliases = tuple(sorted({*entity.aliases, *other.aliases}))
    return replace(entity, aliases=aliases, role=entity.role or other.role, mentions=tuple(mentions))


def _renamed(entities: Iterable[Entity], names: dict[str, KnownName]) -> Iterator[tuple[str, Entity]]:
    """The entities that a known name is of, by the id they had, as they are named then."""
    for entity in entities:
        known = names.get(entity.name.casefold())
        if known is None or entity.kind not in _ENTITIES:
            continue
        if (entity.kind, entity.name) == (known.kind, known.name):
            continue
        id_ = make_id("entity", known.kind, known.name.lower())
        aliases = tuple(sorted({*entity.aliases, entity.name} - {known.name}))
        yield entity.id, replace(entity, id=id_, name=known.name, kind=known.kind, aliases=aliases)


def _claim(claim: Claim, renamed: dict[str, Entity], names: dict[str, KnownName]) -> Claim:
    steps = list(claim.steps)
    sources = []
    for source in claim.sources:
        entity = renamed.get(source.entity or "")
        if entity is not None:
            steps.append(_step(source.name, entity.name, source))
            source = replace(source, name=entity.name, entity=entity.id, entity_name=entity.name)
        sources.append(source)
    via = []
    for name in claim.via:
        known = names.get(name.casefold())
        if known is not None and known.name != name:
            steps.append(_step(name, known.name))
        via.append(known.name if known else name)
    return replace(
        claim, sources=tuple(sources), via=tuple(via), steps=tuple(steps), place=_place(claim.place, renamed)
    )


def _place(place: Place | None, renamed: dict[str, Entity]) -> Place | None:
    if place is None or place.entity not in renamed:
        return place
    return replace(place, entity=renamed[place.entity].id)


def _step(written: str | None, name: str, source: Source | None = None) -> Step:
    at = (source.start, source.end) if source is not None else (None, None)
    return Step(COMPONENT, VERSION, f"{written} is {name} in the list of known names", *at)
