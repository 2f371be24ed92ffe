"""What a case holds, as one read-only object for dossiers and exporters."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sayso.case.decisions import Log
from sayso.case.unlisted import unlisted
from sayso.model import (
    Claim,
    Comparison,
    Decision,
    Document,
    Entity,
    Failure,
    Figure,
    Group,
    Passage,
    Time,
)


@dataclass(frozen=True, slots=True)
class Component:
    """A part that findings depend on; ``sha256`` is of what it loads, ``settings`` are those it was given."""

    name: str
    version: str
    sha256: str
    settings: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a case holds; ``relations`` has the number of comparisons of each."""

    documents: int
    claims: int
    figures: int
    times: int
    relations: tuple[tuple[str, int], ...]
    files_failed: int = 0
    records_failed: int = 0


@dataclass(frozen=True)
class Contents:
    """All records of a case, each type sorted as the export sorts it; relays and bounds inferred are in."""

    documents: tuple[Document, ...] = ()
    failures: tuple[Failure, ...] = ()
    passages: tuple[Passage, ...] = ()
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[Time, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    groups: tuple[Group, ...] = ()
    decisions: tuple[Decision, ...] = ()
    components: tuple[Component, ...] = ()
    settings: tuple[tuple[str, Any], ...] = ()
    name: str = "case"
    """The case file's name without its ending."""
    finished: bool = True
    """Whether the run that made it came to its end; else findings are missing and nothing is compared."""
    redacted: bool = False
    """Whether what is marked as private was taken out, so that offsets count the texts as given away."""

    @cached_property
    def document(self) -> dict[str, Document]:
        """Documents by id."""
        return {d.id: d for d in self.documents}

    @cached_property
    def claim(self) -> dict[str, Claim]:
        """Claims by id."""
        return {c.id: c for c in self.claims}

    @cached_property
    def figure(self) -> dict[str, Figure]:
        """Figures by id."""
        return {f.id: f for f in self.figures}

    @cached_property
    def time(self) -> dict[str, Time]:
        """Time expressions by id."""
        return {t.id: t for t in self.times}

    @cached_property
    def things(self) -> dict[str, Any]:
        """Every record that can be decided on, by id; pairs that are no longer listed too."""
        kinds = (
            self.documents, self.failures, self.passages, self.entities, self.claims, self.figures,
            self.times, self.comparisons, self.groups, self.unlisted.values(),
        )  # fmt: skip
        return {thing.id: thing for kind in kinds for thing in kind}

    @cached_property
    def unlisted(self) -> dict[str, Comparison]:
        """The pairs that people decided on and that are no longer set side by side, by id."""
        if not any(d.left for d in self.decisions):
            return {}
        listed = {x.id for x in self.comparisons}
        return unlisted(self.log.all, listed, self.claim.keys() | self.figure.keys())

    @cached_property
    def log(self) -> Log:
        """What people decided, in the order they did."""
        return Log(self.decisions)

    def said_by(self, id_: str) -> str:
        """Who said a claim and by which word, as a line begins: "Ada Lund, said: "; "" for the own voice."""
        claim = self.claim.get(id_)
        if claim is None or claim.cue is None:
            return ""
        speaker = next((s.name or s.text for s in claim.sources), "unnamed")
        # In a headline the cue can be a colon or a dash.
        word = f", {claim.cue.text}" if claim.cue.text[0].isalpha() else ""
        return f"{speaker}{word}: "

    @cached_property
    def entity(self) -> dict[str, Entity]:
        """Entities by id."""
        return {e.id: e for e in self.entities}
