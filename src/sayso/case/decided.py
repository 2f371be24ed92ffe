"""A case as people decided it to be: what was found, with their decisions laid over it.

This is for showing. The export keeps findings and decisions apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from sayso.case.checking import number
from sayso.case.contents import Contents
from sayso.case.decisions import APART, SAME, Log, together
from sayso.case.regrouped import regrouped
from sayso.model import KEPT_KINDS, Claim, Comparison, Document, Entity, Figure, Source

Values = Mapping[str, str | None]


def decided(contents: Contents) -> Contents:
    """The contents with every decision in force applied; merged entities are one.

    A comparison that was rejected has that word as its relation; one that is no longer listed is there as
    long as a relation is decided.
    """
    log = contents.log
    if not log.in_force:
        return contents
    merged = Merged((_entity(e, log.values.get(e.id, {})) for e in contents.entities), log)
    outlets = _outlets(contents, log)
    kinds = log.kinds()
    documents = tuple(_resegmented(d, kinds.get(d.id, {})) for d in contents.documents)
    gone = _set_aside(documents, kinds)
    known = _by_name(contents.entities) if any("speaker" in v for v in log.values.values()) else {}
    claims = tuple(
        merged.claim(voiced(_voiced(c, outlets), log.values.get(c.id, {}), known))
        for c in contents.claims
        if not gone(c)
    )
    now = {c.id: c for c in claims}
    return replace(
        contents,
        documents=tuple(_document(d, log.values.get(d.id, {})) for d in documents),
        entities=tuple(merged.entities(log)),
        claims=claims,
        figures=tuple(_figure(f, log.values.get(f.id, {})) for f in contents.figures if not gone(f)),
        comparisons=tuple(_compared(contents)),
        groups=tuple(regrouped(g, contents.claim, now) for g in contents.groups),
    )


def _resegmented(document: Document, kinds: Mapping[str, str]) -> Document:
    """A document whose segments have the kinds that are decided."""
    if not kinds:
        return document
    return replace(
        document,
        segments=tuple(replace(s, kind=kinds.get(f"{s.start}-{s.end}", s.kind)) for s in document.segments),
    )


def _set_aside(
    documents: Iterable[Document], kinds: Mapping[str, Mapping[str, str]]
) -> Callable[[Claim | Figure], bool]:
    """Whether a finding begins in a segment that a decision sets aside."""
    gone: dict[str, list[tuple[int, int]]] = {}
    for document in documents:
        if document.id in kinds:
            decided_ = kinds[document.id]
            gone[document.id] = [
                (s.start, s.end)
                for s in document.segments
                if f"{s.start}-{s.end}" in decided_ and s.kind not in KEPT_KINDS
            ]
    return lambda found: any(s <= found.start < e for s, e in gone.get(found.document, ()))


class Merged:
    """Which entities are decided to be one; the one that others were last decided to be speaks for them."""

    def __init__(self, entities: Iterable[Entity], log: Log) -> None:
        self._all = {e.id: e for e in entities}
        pairs = [pair for pair in log.pairs(SAME) if all(id_ in self._all for id_ in pair)]
        self.first: dict[str, Entity] = {}
        self.members: dict[str, tuple[Entity, ...]] = {}
        chosen = {id_: n for n, id_ in enumerate(log.named())}
        for group in together(pairs):
            members = sorted(
                (self._all[id_] for id_ in group),
                key=lambda e: (-chosen.get(e.id, -1), -len(e.mentions), e.id),
            )
            self.members[members[0].id] = tuple(members)
            self.first |= dict.fromkeys(group, members[0])
        # A source that no entity is known of goes by its name, where nobody else has that name.
        names = [" ".join(e.name.split()).casefold() for e in self._all.values()]
        self._by_name = {
            name: self.first[e.id]
            for name, e in zip(names, self._all.values(), strict=True)
            if e.id in self.first and names.count(name) == 1
        }

    def entities(self, log: Log) -> Iterator[Entity]:
        """The entities, merged ones in the place of their first; suggestions decided on are gone."""
        settled = {frozenset(pair) for field in (SAME, APART) for pair in log.pairs(field)}
        for entity in self._all.values():
            if self.first.get(entity.id, entity) is not entity:
                continue
            one = self._one(self.members[entity.id]) if entity.id in self.members else entity
            left = tuple(s for s in one.similar if frozenset((one.id, s.entity)) not in settled)
            yield one if left == one.similar else replace(one, similar=left)

    def _one(self, members: tuple[Entity, ...]) -> Entity:
        first, ids = members[0], {e.id for e in members}
        names = dict.fromkeys(name for e in members for name in (e.name, *e.aliases))
        names.pop(first.name)
        mentions = sorted(
            {m for e in members for m in e.mentions}, key=lambda m: (m.document, m.start, m.end, m.text)
        )
        return replace(
            first,
            aliases=tuple(names),
            role=next((e.role for e in members if e.role), None),
            mentions=tuple(mentions),
            similar=tuple(s for e in members for s in e.similar if s.entity not in ids),
        )

    def claim(self, claim: Claim) -> Claim:
        """A claim whose merged sources go by one name."""
        if not self.first or not claim.sources:
            return claim
        return replace(claim, sources=tuple(self._source(s) for s in claim.sources))

    def _source(self, source: Source) -> Source:
        name = " ".join((source.entity_name or source.name or "").split()).casefold()
        one = self.first.get(source.entity) if source.entity else self._by_name.get(name)
        return replace(source, entity=one.id, entity_name=one.name, name=one.name) if one else source


def _entity(entity: Entity, values: Values) -> Entity:
    return replace(entity, kind=values.get("kind") or entity.kind)


def _outlets(contents: Contents, log: Log) -> dict[str, tuple[str, str | None]]:
    """The documents whose outlet is decided: what was found and what it is."""
    return {
        d.id: (d.outlet, log.values[d.id]["outlet"])
        for d in contents.documents
        if d.outlet and "outlet" in log.values.get(d.id, {})
    }


def _voiced(claim: Claim, outlets: Mapping[str, tuple[str, str | None]]) -> Claim:
    """A claim in the voice of an outlet that has another name now."""
    was, now = outlets.get(claim.document, (None, None))
    return replace(claim, voice=now) if was and claim.voice == was else claim


def _document(document: Document, values: Values) -> Document:
    if not values:
        return document
    fields = ("outlet", "published", "title")
    return replace(document, **{f: values.get(f, getattr(document, f)) for f in fields})


def voiced(claim: Claim, values: Values, known: Mapping[str, Entity]) -> Claim:
    """A claim on the word of whom a person decided: several where ";" stands between their names."""
    if "speaker" not in values:
        return claim
    names = dict.fromkeys(filter(None, (" ".join(n.split()) for n in (values["speaker"] or "").split(";"))))
    if not names:
        return replace(claim, sources=())
    found = {s.name: s for s in claim.sources if s.name}
    mode = "indirect" if claim.mode == "narrated" else claim.mode
    sources = (found.get(name) or _source(name, claim, known) for name in names)
    return replace(claim, sources=tuple(sources), mode=mode)


def _source(name: str, claim: Claim, known: Mapping[str, Entity]) -> Source:
    """Somebody of a name where the text has whom was found; nowhere where it has nobody."""
    first = claim.sources[0] if claim.sources else None
    at = (first.start, first.end, first.text) if first else (claim.start, claim.start, "")
    entity = known.get(name.casefold())
    return Source(name, entity.id if entity else None, entity.name if entity else name, *at)


def _by_name(entities: Iterable[Entity]) -> dict[str, Entity]:
    """Entities by their names, where one alone has it."""
    found: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        found[" ".join(entity.name.split()).casefold()].append(entity)
    return {name: some[0] for name, some in found.items() if len(some) == 1}


def _figure(figure: Figure, values: Values) -> Figure:
    if not values:
        return figure
    low = number(values["low"]) if "low" in values else figure.low
    high = number(values["high"]) if "high" in values else figure.high
    return replace(figure, low=low, high=high, counted=values.get("counted", figure.counted))


def _compared(contents: Contents) -> Iterator[Comparison]:
    """The comparisons with the relations that are decided, those no longer listed after the others."""
    values = contents.log.values
    for comparison in contents.comparisons:
        yield _comparison(comparison, values.get(comparison.id, {}))
    for id_, comparison in sorted(contents.unlisted.items()):
        if values.get(id_, {}).get("relation"):
            yield _comparison(comparison, values[id_])


def _comparison(comparison: Comparison, values: Values) -> Comparison:
    given = values.get("relation")
    return replace(comparison, relation=given, decision=given) if given else comparison
