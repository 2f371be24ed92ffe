"""Names over the whole pile: one entity for each name that documents share."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.model import Entity, Findings


def merge_entities(findings: Iterable[Findings]) -> tuple[Entity, ...]:
    """Entities of all documents, those with one id made one; sorted by id."""
    merged: dict[str, Entity] = {}
    for found in findings:
        for entity in found.entities:
            merged[entity.id] = _join(merged[entity.id], entity) if entity.id in merged else entity
    return tuple(merged[k] for k in sorted(merged))


def _join(one: Entity, other: Entity) -> Entity:
    return Entity(
        one.id,
        one.name,
        one.kind,
        tuple(sorted({*one.aliases, *other.aliases})),
        one.role or other.role,
        (*one.mentions, *other.mentions),
    )
