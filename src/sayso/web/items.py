"""What the page of one record shows: the record in words, what can be decided of it, and what was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sayso.case.checking import REJECTED
from sayso.case.decisions import (
    GRADES,
    about,
    fields_of,
    found,
    in_words,
    kind_of,
    made,
    told,
)
from sayso.case.unlisted import is_unlisted
from sayso.dossier import words
from sayso.dossier.matrix import Row, row_of
from sayso.dossier.pairs import NAMES, Card, Cards, as_voiced, cards_of, covers, in_order, with_figures
from sayso.dossier.pile import Pile, Quote, as_shown
from sayso.dossier.reasons import in_words as reasons_in_words
from sayso.dossier.resting import rests_on
from sayso.exporters.jsonl import export_record
from sayso.model import (
    ENTITY_KINDS,
    RELATIONS,
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
    TimeRef,
)
from sayso.records import to_record
from sayso.web.people import Pair, pairs, speaking
from sayso.web.why import Why, why

MOST_LISTED = 60
"""How many claims of one record a page shows."""
MOST_CARDS = 8
"""How many comparisons of one relation a claim's page shows."""
MOST_OFFERED = 1000
"""How many names are offered to whoever writes one."""
MOST_CHOSEN = 30
"""How many names a list to choose from has; where there are more, one is written."""

LABELS: Mapping[str, str] = {
    "speaker": "On whose word",
    "low": "At least",
    "high": "At most",
    "counted": "What is counted",
    "kind": "What it is",
    "outlet": "Outlet",
    "published": "Published",
    "title": "Headline",
    "grade": "Your grade",
    "source_letter": "Source, letter (A to F)",
    "information_digit": "Information, digit (1 to 6)",
}
"""The fields that are written in a line, by what the page calls them."""

_MODES: Mapping[str, str] = {
    "direct": "direct speech",
    "mixed": "partly direct speech",
    "indirect": "reported speech",
    "narrated": "in the outlet's own voice",
}

_KINDS: Mapping[str, str] = {
    "document": "article",
    "time": "time expression",
    "passage": "shared text",
    "group": "claims that say the same",
    "failure": "not read",
}
"""The types of records whose names in the export are not those on the page."""

_EMPTY: Mapping[str, str] = {
    "speaker": "nobody named; several with ; between",
    "low": "open",
    "high": "open",
    "counted": "not said",
    "outlet": "not given",
    "title": "not given",
    "published": "as 5 April 2017 or 2017",
}


Fact = tuple[str, str, str]
"""A name, the value, and the id or address of the page it leads to or ""."""


@dataclass(frozen=True, slots=True)
class Field:
    """A line to write in: what stands there now, what was found where that differs, the hint when empty.

    ``offered`` are names to choose from while writing; of ``scale`` one is chosen, and nothing written.
    """

    name: str
    label: str
    value: str
    found: str
    hint: str
    offered: tuple[str, ...] = ()
    scale: tuple[str, ...] = ()

    @property
    def own(self) -> bool:
        """Whether it is of a scheme of the user's own."""
        return self.name in GRADES


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision in the history; ``standing`` ones can be taken back."""

    decision: Decision
    text: str
    standing: bool
    in_force: bool
    about: str


class Item:
    """A record as its page shows it; one that is gone still has what was decided about it."""

    def __init__(self, pile: Pile, id_: str) -> None:
        self.pile, self.id = pile, id_
        self.said_in_all = self.said_of_in_all = 0
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

    @property
    def kind_in_words(self) -> str:
        """What the record is, as a reader calls it."""
        if isinstance(self.thing, Entity):
            return str(self._decided.kind)
        return _KINDS.get(self.kind, self.kind) or "no longer found"

    @cached_property
    def title(self) -> str:
        """The record in a line."""
        if self.thing is None:
            return next((d.about for d in self.log.history(self.id) if d.about), None) or self.id
        if isinstance(self.thing, Document):
            return " ".join((self._decided.title or "").split()) or self.thing.path
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
        """The relation of a comparison as it stands; "" where none does."""
        if self.unlisted and not self._decided.decision:
            return ""
        return self._shown.relation if isinstance(self.thing, Comparison) else ""

    @property
    def unlisted(self) -> str:
        """That the two are no longer set side by side, and what was found when they were; else ""."""
        return words.no_longer(self.thing) if is_unlisted(self.thing) else ""

    @property
    def any_stands(self) -> bool:
        """Whether anything that was decided about the record is in force."""
        return bool(self.log.about(self.id))

    @cached_property
    def quotes(self) -> list[Quote]:
        """The sentences that the page shows."""
        if isinstance(self.thing, Comparison):
            return [self.pile.quote(s) for s in (self.thing.left, self.thing.right) if self.pile.has(s)]
        return [self.pile.quote(self.id)] if self.pile.has(self.id) else []

    @cached_property
    def reasons(self) -> list[str]:
        """Why a comparison has its label."""
        if not isinstance(self.thing, Comparison):
            return []
        return list(reasons_in_words(as_voiced(self.pile, self._shown)))

    @cached_property
    def rests(self) -> tuple[str, ...]:
        """What people corrected under a comparison, and what may change by it."""
        return rests_on(self.pile, self._shown) if isinstance(self.thing, Comparison) else ()

    @property
    def _shown(self) -> Comparison:
        return as_shown(self._decided)

    @cached_property
    def facts(self) -> list[Fact]:
        """What is known of the record: a name, the value, and the page it leads to or ""."""
        known = ((name, value, to) for name, value, to in self._facts() if value)
        return [(name, value, f"/item/{to}" if to and to[0] != "/" else to) for name, value, to in known]

    def _facts(self) -> Iterator[Fact]:
        thing = self._decided
        if isinstance(thing, Claim):
            yield from self._of_claim(thing)
        elif isinstance(thing, Figure):
            yield from self._of_figure(thing)
        elif isinstance(thing, Comparison):
            by = f"sayso’s {words.judge(thing.judge)}"
            alone = "a decision alone" if self.relation else ""
            yield "label by", alone if self.unlisted else by, ""
            ends = {self.pile.document_with(e): None for e in self._ends if self.pile.has(e)}
            if len(ends) == 2:
                left, right = ends
                yield _beside(left, right, self.id)
        elif isinstance(thing, Entity):
            yield "kind", thing.kind, ""
            yield "role", thing.role or "", ""
            yield "also called", "; ".join(thing.aliases), ""
            yield "named", words.several(len(thing.mentions), "time"), ""
        elif isinstance(thing, Passage):
            for side in (thing.left, thing.right):
                outlet = self.pile.outlet_of[side.document]
                yield "in", f"{outlet}, characters {side.start}–{side.end}", side.document
            yield _beside(thing.left.document, thing.right.document)
        elif isinstance(thing, Time):
            yield "article", self.pile.document_of[thing.document].path, thing.document
            yield "value", thing.value or "none", ""
            yield "stands for", words.interval(thing.from_, thing.to) or "not anchored", ""
        elif isinstance(thing, Failure):
            yield "why not read", thing.what, ""
        elif isinstance(thing, Document):
            yield from _of_document(thing)

    def _of_claim(self, claim: Claim) -> Iterator[Fact]:
        yield self._article(claim)
        yield "told as", _MODES.get(claim.mode, claim.mode), ""
        yield "reporting word", f"{claim.cue.text} ({claim.cue.kind})" if claim.cue else "", ""
        yield "by way of", words.listed(claim.via), ""
        for voice in dict.fromkeys(s.entity for s in claim.sources if s.entity):
            known = self.pile.found.entity.get(voice)
            yield "on the word of", known.name if known else "", voice
        yield "said to have happened", _interval(claim.time), ""
        yield "said", _interval(claim.said), ""
        yield "place", claim.place.text if claim.place else "", ""
        yield "headline", "says its headline again" if claim.echo_of else "", claim.echo_of or ""
        for figure in self.pile.figures_of.get(self.id, ()):
            yield "figure", f"{words.amount(figure)}: {words.topic(figure)}", figure.id

    def _of_figure(self, figure: Figure) -> Iterator[Fact]:
        behind = self.pile.claim_behind(self.id)
        yield self._article(figure)
        yield "event", figure.event or "", ""
        yield "kind", figure.kind, ""
        yield "when", _interval(figure.time), ""
        yield "place", figure.place.text if figure.place else "", ""
        yield "in the claim", " ".join(behind.text.split()) if behind else "", behind.id if behind else ""

    def _article(self, thing: Claim | Figure) -> Fact:
        document = self.pile.document_of[thing.document]
        return "article", document.title or document.path, document.id

    # --- what touches it -----------------------------------------------------------------------------------

    @cached_property
    def _cards(self) -> dict[str, Cards]:
        if not (isinstance(self.thing, Claim | Figure) and self.pile.has(self.id)):
            return {}
        return cards_of(self.pile, self.id)

    @property
    def cards(self) -> dict[str, list[Card]]:
        """The first of how a claim or figure stands to others, both sentences in view, by relation."""
        return {relation: some[:MOST_CARDS] for relation, some in self._cards.items()}

    @property
    def totals(self) -> dict[str, int]:
        """How many there are of each relation."""
        return {relation: len(some) for relation, some in self._cards.items()}

    @property
    def pairs(self) -> dict[str, int]:
        """How many pairs there are in these."""
        return {relation: some.pairs for relation, some in self._cards.items()}

    @cached_property
    def rows(self) -> list[Row]:
        """The groups that a claim is in, or the one that this is, by outlet and origin."""
        mine = [self.thing] if isinstance(self.thing, Group) else self.pile.groups_of.get(self.id, ())
        return [row_of(self.pile, group) for group in mine if self.pile.members(group)]

    @cached_property
    def same_two(self) -> list[tuple[str, str, str]]:
        """Other comparisons of the two claims that this one joins: relation, of what, id."""
        if not isinstance(self.thing, Comparison) or not all(map(self.pile.has, self._ends)):
            return []
        ends = {self.pile.end_of(end) for end in self._ends}
        beside = self.pile.compared_of.get(min(ends), ())
        same = (c for c in beside if {self.pile.end_of(c.left), self.pile.end_of(c.right)} == ends)
        return [(c.relation, self._what(c), c.id) for c in same if c.id != self.id]

    @property
    def _ends(self) -> tuple[str, str]:
        return self.thing.left, self.thing.right

    def _what(self, comparison: Comparison) -> str:
        left = self.pile.figure_of.get(comparison.left)
        return f"figures: {'; '.join(covers(self.pile, comparison.id))}" if left else "claims"

    @cached_property
    def said(self) -> list[Quote]:
        """The claims on the word of an entity, or that an article reports, in reading order."""
        if isinstance(self.thing, Document):
            mine = [c for c in self.pile.claims_in[self.id] if c.mode != "narrated"]
        elif isinstance(self.thing, Entity):
            # A voice goes by its name in all articles, whatever the entity of each source is.
            mine = self.pile.claims_by.get(" ".join(self.title.casefold().split()), [])
        else:
            mine = []
        self.said_in_all = len(mine)
        return [self.pile.quote(c.id) for c in mine[:MOST_LISTED]]

    @cached_property
    def said_of(self) -> list[Quote]:
        """The claims that name an entity within what is said, in reading order."""
        if not isinstance(self._decided, Entity):
            return []
        mine: dict[str, None] = {}
        for mention in self._decided.mentions:
            for claim in self.pile.claims_in.get(mention.document, ()):
                if any(s <= mention.start and mention.end <= e for s, e in claim.spans) and not claim.echo_of:
                    mine.setdefault(claim.id)
        self.said_of_in_all = len(mine)
        return [self.pile.quote(id_) for id_ in sorted(mine, key=self.pile.place)[:MOST_LISTED]]

    @cached_property
    def why(self) -> list[Why]:
        """The steps towards the record as it was found."""
        return why(self.pile, self.thing) if self.thing is not None else []

    @property
    def segments(self) -> list[tuple[str, str, str]]:
        """The stretches of an article: characters, kind, first words."""
        if not isinstance(self._decided, Document):
            return []
        text = self._decided.text
        return [
            (f"{s.start}-{s.end}", s.kind, " ".join(text[s.start : s.end].split())[:60])
            for s in self._decided.segments
        ]

    # --- deciding ------------------------------------------------------------------------------------------

    @cached_property
    def relations(self) -> list[tuple[str, str, str]]:
        """The relations one can give a comparison: value, label, and accept (as found), stands or ""."""
        if not isinstance(self.thing, Comparison):
            return []
        decided = self.log.values.get(self.id, {}).get("relation")
        now = "" if self.unlisted else self.thing.relation
        rows = []
        for value in (*RELATIONS, REJECTED):
            mark = "stands" if value == decided else "accept" if value == now else ""
            rows.append((value, NAMES[value][0].lower(), mark))
        return rows

    @cached_property
    def covers(self) -> list[str]:
        """The figures that a decision about a comparison is of."""
        return covers(self.pile, self.id)

    @cached_property
    def came_first(self) -> list[tuple[str, str, bool]]:
        """Of an update the two sides that may be the earlier: id, whose it is, and whether it is taken so."""
        if self.relation != "updates" or not all(map(self.pile.has, self._ends)):
            return []
        order = in_order(self.pile, self._shown)
        taken = None if order is None else self._ends[not order]
        return [(q.id, f"{q.who}, {q.outlet}, {q.date}", q.id == taken) for q in self.quotes]

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
            other = was if now != was else ""
            offered, scale = self._offered(name), ENTITY_KINDS if name == "kind" else ()
            rows.append(Field(name, LABELS[name], now, other, _EMPTY.get(name, ""), offered, scale))
        return rows

    @property
    def speaker(self) -> str:
        """Whom a person named as the speaker of a claim; "" where nobody decided it, or nobody is named."""
        return self.log.values.get(self.id, {}).get("speaker") or ""

    @cached_property
    def copies(self) -> list[Quote]:
        """The claims in the same words that still stand on the word that this one stood on when it was found.

        Only where a person named another speaker here.
        """
        if not isinstance(self.thing, Claim) or self.speaker in ("", found(self.thing, "speaker")):
            return []
        known, was = self.pile.found.claims, found(self.thing, "speaker")
        same = [c for c in known if c.id != self.id and _words(c) == _words(self.thing)]
        left = (c.id for c in same if found(c, "speaker") == was and self.pile.has(c.id))
        undecided = [id_ for id_ in left if "speaker" not in self.log.values.get(id_, {})]
        return [self.pile.quote(id_) for id_ in sorted(undecided, key=self.pile.place)]

    def _offered(self, field: str) -> tuple[str, ...]:
        """The names that the case has for a field: of voices, people and bodies; of outlets."""
        if field == "speaker":
            return speaking(self.pile)[:MOST_OFFERED]
        known = dict.fromkeys(d.outlet for d in self.pile.documents if d.outlet)
        return tuple(known) if field == "outlet" else ()

    @property
    def private(self) -> bool:
        """Whether the record is marked as private, or one that it is decided to be the same as."""
        return self.id in self.log.hidden

    @property
    def marked_private(self) -> list[str]:
        """The ids that are marked as private: its own, or those of what it is decided to be the same as."""
        return [id_ for id_ in self.members if id_ in self.log.private]

    @property
    def is_private_by_others(self) -> bool:
        """Whether it is private because its article or who said it is."""
        return not self.private and any(q.private for q in self.quotes)

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
    def suggestions(self) -> list[Pair]:
        """Entities that may be the same, and are not decided on."""
        entity = self._decided
        return pairs(self.pile, [entity]) if isinstance(entity, Entity) else []

    def answer(self, pair: Pair) -> Entity:
        """The other one of a pair that this entity is in."""
        return pair.other if pair.one.id in self.members else pair.one

    @cached_property
    def others(self) -> list[Entity]:
        """What this one can be merged with, those of its kind first; of many, those named most."""
        if not isinstance(self.thing, Entity):
            return []
        mine, kind = set(self.members), self.thing.kind
        others = [e for e in self.pile.entities if e.id not in mine]
        if len(others) > MOST_OFFERED:
            others.sort(key=lambda e: -len(e.mentions))
        return sorted(others, key=lambda e: e.kind != kind)[:MOST_OFFERED]

    @property
    def offers_all(self) -> bool:
        """Whether what it can be merged with is few enough for a list to choose from; else one is written."""
        return len(self.pile.entities) <= MOST_CHOSEN

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
        if isinstance(self.thing, Comparison):
            return [entry(self.pile, d).text for d in self.log.about(self.id)]
        return self.pile.decided(*self.members)

    def record(self) -> dict[str, Any]:
        """The record as the export has it, with all that was decided about it."""
        if self.decision is not None:
            return record(entry(self.pile, self.decision))
        log = [record(entry_) for entry_ in reversed(self.history)]
        if self.thing is None:
            return {"id": self.id, "orphaned": True, "decisions": log}
        return {**export_record(self.thing), "decisions": log}


def _beside(left: str, right: str, pair: str = "") -> Fact:
    at = f"?pair={pair}#pair" if pair else ""
    return "in full", "both articles side by side", f"/beside/{left}/{right}{at}"


def _words(claim: Claim) -> str:
    return " ".join(claim.text.split()).casefold()


def _of_document(document: Document) -> Iterator[Fact]:
    yield "read it", "the article in full, marked", f"/article/{document.id}"
    yield "outlet", document.outlet or "not given", ""
    yield "published", words.date(document.published) or "not given", ""
    yield "authors", words.listed(document.authors), ""
    yield "file", in_words({}, document), ""
    yield "SHA-256", document.sha256, ""


def _interval(time: TimeRef | None) -> str:
    return words.interval(time.from_, time.to) if time else ""


def entry(pile: Pile, decision: Decision) -> Entry:
    """A decision as a history shows it."""
    log, things = pile.found.log, pile.found.things
    in_force = decision.id in log.current
    text = with_figures(pile, decision, told(things, decision) if in_force else made(things, decision))
    return Entry(decision, text, decision.id in log.standing, in_force, about(things, decision))


def record(shown: Entry) -> dict[str, Any]:
    """A decision as the export has it, and whether it is in force."""
    return {**to_record(shown.decision), "stands": shown.in_force}
