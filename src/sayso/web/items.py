"""What the page of one record shows: the record in words, what can be decided of it, and what was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sayso.case.decisions import (
    NO,
    REJECTED,
    YES,
    about,
    fields_of,
    found,
    in_words,
    kind_of,
    made,
    told,
)
from sayso.dossier import words
from sayso.dossier.pairs import NAMES
from sayso.dossier.pile import Pile, Quote
from sayso.dossier.reasons import in_words as reasons_in_words
from sayso.exporters.jsonl import export_record
from sayso.model import RELATIONS, Claim, Comparison, Decision, Document, Entity, Figure, Group
from sayso.records import to_record

MOST_LISTED = 60
"""How many claims or other records a page links to."""
MOST_OFFERED = 1000
"""How many names a list to choose from has; sayso decide takes any."""

LABELS: Mapping[str, str] = {
    "speaker": "On whose word",
    "low": "At least",
    "high": "At most",
    "counted": "What is counted",
    "outlet": "Outlet",
    "published": "Published",
    "grade": "Your grade",
    "source_letter": "Source, letter",
    "information_digit": "Information, digit",
}
"""The fields that are written in a line, by what the page calls them."""

_EMPTY: Mapping[str, str] = {
    "speaker": "nobody named",
    "low": "open",
    "high": "open",
    "counted": "not said",
    "outlet": "not given",
    "published": "not given; 2016, 2016-12 or 2016-12-01",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A line to write in: what stands there now, what was found where that differs, the hint when empty."""

    name: str
    label: str
    value: str
    found: str
    hint: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision in the history; ``standing`` ones can be taken back."""

    decision: Decision
    text: str
    standing: bool
    in_force: bool
    about: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another entity that may be the same: its id and name, and why."""

    id: str
    name: str
    reason: str


class Item:
    """A record as its page shows it; one that is gone still has what was decided about it."""

    def __init__(self, pile: Pile, id_: str) -> None:
        self.pile, self.id = pile, id_
        self.thing: Any = pile.found.things.get(id_)
        self.log = pile.found.log
        self.decision = next((d for d in self.log.all if d.id == id_), None)

    @property
    def known(self) -> bool:
        """Whether there is anything to show: the record, or what was decided about it."""
        return self.thing is not None or self.decision is not None or bool(self.log.history(self.id))

    @property
    def kind(self) -> str:
        """The type of the record, "" where it is gone."""
        return kind_of(self.thing) if self.thing is not None else ""

    @cached_property
    def title(self) -> str:
        """The record in a line."""
        if self.thing is None:
            return next((d.about for d in self.log.history(self.id) if d.about), None) or self.id
        if isinstance(self.thing, Document):
            return " ".join((self.thing.title or "").split()) or self.thing.path
        if isinstance(self.thing, Figure):
            return f"{words.amount(self._decided)}: {words.topic(self._decided)}"
        if isinstance(self.thing, Entity):
            first = self.pile.merged.first.get(self.id)
            return first.name if first else self.thing.name
        if isinstance(self.thing, Claim):
            return self.pile.quote(self.id).speaker
        return "" if isinstance(self.thing, Comparison) else in_words(self.pile.found.things, self.thing)

    @cached_property
    def _decided(self) -> Any:
        """The record with what people decided laid over it."""
        return self.pile.contents.things.get(self.id, self.thing)

    @property
    def relation(self) -> str:
        """The relation of a comparison as it stands."""
        return str(self._decided.relation) if isinstance(self.thing, Comparison) else ""

    @cached_property
    def quotes(self) -> list[Quote]:
        """The sentences that the page shows."""
        if isinstance(self.thing, Comparison):
            return [self.pile.quote(s) for s in (self.thing.left, self.thing.right) if self.pile.has(s)]
        return [self.pile.quote(self.id)] if self.pile.has(self.id) else []

    @cached_property
    def reasons(self) -> list[str]:
        """Why a comparison has its label."""
        return list(reasons_in_words(self.thing.reasons)) if isinstance(self.thing, Comparison) else []

    @cached_property
    def facts(self) -> list[tuple[str, str, str]]:
        """What is known of the record: a name, the value, and the page it leads to or ""."""
        return [(name, value, to) for name, value, to in self._facts() if value]

    def _facts(self) -> Iterator[tuple[str, str, str]]:
        thing = self._decided
        if isinstance(thing, Claim | Figure):
            document = self.pile.document_of[thing.document]
            yield "article", document.title or document.path, document.id
        if isinstance(thing, Claim):
            yield "mode", thing.mode, ""
            yield "when", words.interval(thing.time.from_, thing.time.to) if thing.time else "", ""
            for figure in self.pile.figures_of.get(self.id, ()):
                yield "figure", f"{words.amount(figure)}: {words.topic(figure)}", figure.id
        elif isinstance(thing, Figure):
            behind = self.pile.claim_behind(self.id)
            yield "event", thing.event or "", ""
            yield "in the claim", " ".join(behind.text.split()) if behind else "", behind.id if behind else ""
        elif isinstance(thing, Comparison):
            yield "label by", thing.judge, ""
        elif isinstance(thing, Entity):
            yield "kind", thing.kind, ""
            yield "role", thing.role or "", ""
            yield "also called", "; ".join(thing.aliases), ""
            yield "named", words.several(len(thing.mentions), "time"), ""
        elif isinstance(thing, Document):
            yield "outlet", thing.outlet or "not given", ""
            yield "published", words.date(thing.published) or "not given", ""
            yield "authors", words.listed(thing.authors), ""
            yield "file", in_words({}, thing), ""
            yield "SHA-256", thing.sha256, ""

    @cached_property
    def linked(self) -> list[tuple[str, str, str]]:
        """Other records that touch this one: what it is, its line, its id."""
        return list(self._linked())

    def _linked(self) -> Iterator[tuple[str, str, str]]:
        if isinstance(self.thing, Claim | Figure):
            for c in self.pile.contents.comparisons:
                if self.id in (c.left, c.right):
                    other = c.right if c.left == self.id else c.left
                    yield NAMES[c.relation][0].lower(), self._line(other), c.id
        elif isinstance(self.thing, Comparison):
            ends = {self._behind(self.thing.left), self._behind(self.thing.right)}
            for c in self.pile.contents.comparisons:
                if c.id != self.id and {self._behind(c.left), self._behind(c.right)} == ends:
                    yield "the same two", f"{NAMES[c.relation][0].lower()}, of {self._what(c)}", c.id
        elif isinstance(self.thing, Entity | Document | Group):
            mine = self._claims()
            for claim in mine[:MOST_LISTED]:
                yield "claim", self._line(claim), claim
            if len(mine) > MOST_LISTED:
                yield "", f"and {words.several(len(mine) - MOST_LISTED, 'more claim')} in the dossier", ""

    def _what(self, comparison: Comparison) -> str:
        left = self.pile.figure_of.get(comparison.left)
        return f"figures: {words.topic(left)}" if left else "claims"

    def _behind(self, id_: str) -> str:
        claim = self.pile.claim_behind(id_) if self.pile.has(id_) else None
        return claim.id if claim else id_

    def _claims(self) -> list[str]:
        """The claims of a document or group, or on the word of an entity."""
        if isinstance(self.thing, Group):
            return [m for m in self.thing.members if self.pile.has(m)]
        if isinstance(self.thing, Document):
            return [c.id for c in self.pile.claims_in[self.id] if c.mode != "narrated"]
        ids = set(self.members)
        return [c.id for c in self.pile.claims if any(s.entity in ids for s in c.sources)]

    def _line(self, id_: str) -> str:
        if not self.pile.has(id_):
            return id_
        quote = self.pile.quote(id_)
        text = " ".join(quote.text.split())
        return f"“{text if len(text) < 160 else text[:159] + '…'}” {quote.who}, {quote.outlet}"

    # --- deciding ------------------------------------------------------------------------------------------

    @cached_property
    def relations(self) -> list[tuple[str, str, str]]:
        """The relations one can give a comparison: value, label, and accept (as found), stands or ""."""
        if not isinstance(self.thing, Comparison):
            return []
        decided = self.log.values.get(self.id, {}).get("relation")
        rows = []
        for value in (*RELATIONS, REJECTED):
            mark = "stands" if value == decided else "accept" if value == self.thing.relation else ""
            rows.append((value, NAMES[value][0].lower(), mark))
        return rows

    @property
    def fields(self) -> list[Field]:
        """The fields that are written in a line."""
        if self.thing is None:
            return []
        decided = self.log.values.get(self.id, {})
        rows = []
        for name in (f for f in fields_of(self.thing) if f in LABELS):
            was = found(self.thing, name) or ""
            now = decided[name] or "" if name in decided else was
            rows.append(Field(name, LABELS[name], now, was if now != was else "", _EMPTY.get(name, "")))
        return rows

    @property
    def private(self) -> str:
        """Whether the record is marked as private: yes or no."""
        return self.log.values.get(self.id, {}).get("private") or NO

    @property
    def private_next(self) -> str:
        """What the button for that sets."""
        return NO if self.private == YES else YES

    @property
    def members(self) -> list[str]:
        """The ids of an entity and of those merged with it."""
        first = self.pile.merged.first.get(self.id)
        return [e.id for e in self.pile.merged.members[first.id]] if first else [self.id]

    @property
    def merged(self) -> list[Entity]:
        """The other entities that are merged with this one."""
        return [self.pile.found.things[id_] for id_ in self.members if id_ != self.id]

    @property
    def suggestions(self) -> list[Suggestion]:
        """Entities that may be the same, and are not decided on."""
        entity = self._decided
        return suggestions(self.pile, entity) if isinstance(entity, Entity) and entity.similar else []

    @cached_property
    def others(self) -> list[Entity]:
        """The entities that this one can be merged with, those of its kind first."""
        if not isinstance(self.thing, Entity):
            return []
        mine, kind = set(self.members), self.thing.kind
        others = [e for e in self.pile.entities if e.id not in mine]
        return sorted(others, key=lambda e: e.kind != kind)[:MOST_OFFERED]

    @cached_property
    def history(self) -> list[Entry]:
        """All that was decided about the record or those merged with it, the latest first."""
        found_ = {d.id: d for id_ in self.members for d in self.log.history(id_)}
        ordered = sorted(found_.values(), key=lambda d: (d.when, d.id), reverse=True)
        return [entry(self.pile, decision) for decision in ordered]

    @property
    def decided(self) -> list[str]:
        """What is in force about the record, a line each; of a claim also about its figures."""
        if isinstance(self.thing, Claim):
            return list(self.pile.quote(self.id).decided)
        return self.pile.decided(*self.members)

    def record(self) -> dict[str, Any]:
        """The record as the export has it, with all that was decided about it."""
        if self.decision is not None:
            return record(entry(self.pile, self.decision))
        log = [record(entry_) for entry_ in reversed(self.history)]
        if self.thing is None:
            return {"id": self.id, "orphaned": True, "decisions": log}
        return {**export_record(self.thing), "decisions": log}


def entry(pile: Pile, decision: Decision) -> Entry:
    """A decision as a history shows it."""
    log, things = pile.found.log, pile.found.things
    in_force = decision.id in log.current
    text = told(things, decision) if in_force else made(things, decision)
    return Entry(decision, text, decision.id in log.standing, in_force, about(things, decision))


def record(shown: Entry) -> dict[str, Any]:
    """A decision as the export has it, and whether it is in force."""
    return {**to_record(shown.decision), "stands": shown.in_force}


def suggestions(pile: Pile, entity: Entity) -> list[Suggestion]:
    """The entities that may be the same as one, by name."""
    things = pile.found.things
    known = (s for s in entity.similar if s.entity in things)
    return [Suggestion(s.entity, things[s.entity].name, s.reason) for s in known]
