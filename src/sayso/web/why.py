"""Why a record is what it is: each step towards it, its rule, and the characters it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from sayso.case.decisions import FIELDS_FOUND, told
from sayso.dossier.marking import Mark, mark
from sayso.dossier.pile import Pile
from sayso.model import Claim, Comparison, Document, Entity, Figure, Group, Passage, Time

_AROUND = 60


@dataclass(frozen=True, slots=True)
class Why:
    """One step: who took it by which rule, and the text it rests on with its characters ("" without)."""

    by: str
    rule: str
    html: Markup
    characters: str = ""


def why(pile: Pile, thing: Any) -> list[Why]:
    """The steps towards a record, in the order they were taken, and what people decided of it instead."""
    return [*_why(pile, thing), *_decided(pile, thing)]


def _decided(pile: Pile, thing: Any) -> Iterator[Why]:
    if isinstance(thing, Claim | Figure | Document):
        for decision in pile.found.log.about(thing.id):
            if decision.field in FIELDS_FOUND:
                yield Why("not found, but decided", told(pile.found.things, decision), Markup(""))


def _why(pile: Pile, thing: Any) -> Iterator[Why]:
    if isinstance(thing, Claim | Figure | Time):
        text = pile.document_of[thing.document].text
        for step in thing.steps:
            by = f"{step.component} {step.version}"
            yield _resting_on(text, (by, step.rule), step.start, step.end)
    elif isinstance(thing, Document):
        for name, evidence in sorted(thing.evidence.items()):
            yield _resting_on(thing.text, (name, evidence.rule), evidence.start, evidence.end)
        for relay in thing.relay:
            said = (f"carries {relay.name}, {relay.status}", relay.rule)
            yield _resting_on(thing.text, said, relay.start, relay.end)
    elif isinstance(thing, Comparison):
        for reason in thing.reasons:
            sides = map(_told, (reason.left, reason.right))
            yield Why(thing.judge, reason.feature, Markup("{} / {}").format(*sides))
    elif isinstance(thing, Group):
        for origin in thing.origin_of:
            quotes = [pile.quote(m) for m in origin.members if pile.has(m)]
            whose = "; ".join(f"{q.outlet}: {q.speaker}" for q in quotes)
            yield Why("one origin", origin.why, Markup("{}").format(whose))
    elif isinstance(thing, Entity):
        for similar in thing.similar:
            other = pile.found.entity.get(similar.entity)
            yield Why("may be", other.name if other else similar.entity, Markup("{}").format(similar.reason))
    elif isinstance(thing, Passage):
        yield Why(
            f"similarity {thing.similarity:g}",
            thing.direction.replace("_", " "),
            Markup("{}").format(thing.evidence),
        )


def _told(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, list | tuple):
        return ", ".join(map(_told, value))
    return " ".join(str(value).split())


def _resting_on(text: str, said: tuple[str, str], start: int | None, end: int | None) -> Why:
    if start is None or end is None:
        return Why(*said, Markup(""))
    left, right = max(0, start - _AROUND), min(len(text), end + _AROUND)
    shown = mark(text, left, right, [Mark(start, end, "word")])
    before, after = ("…" if left else ""), ("…" if right < len(text) else "")
    return Why(*said, Markup("{}{}{}").format(before, shown, after), f"{start}–{end}")
