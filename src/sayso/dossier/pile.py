"""A case's contents with the lookups that every view of the dossier shares."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from markupsafe import Markup

from sayso.case.checking import REJECTED
from sayso.case.contents import Contents
from sayso.case.decided import Merged, decided
from sayso.case.decisions import APART, SAME, told
from sayso.case.spelling import fold
from sayso.comparison.names import is_name
from sayso.dossier import words
from sayso.dossier.alike import similar
from sayso.dossier.marking import Mark, mark
from sayso.model import Claim, Comparison, Document, Entity, Figure, Group, Reason, Relay, Side, Similar

T = TypeVar("T", Claim, Figure)

_JOINT = re.compile(r"\s*(?:[,/&]|\band\b|\bwith\b)?\s*(?:\band\b\s*)?")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s|\n")
_DENYING = re.compile(r"\b(?:den(?:y|ied|ies|ying|ial)|reject|refut|rebut|dismiss)", re.I)
NOBODY = "anonymous"
"""The key of the voice of reported claims that no source was found for."""
PERHAPS = "perhaps"
"""The feature of the reason that says what an unclear pair may be."""
SETTLING_NOTHING = frozenset({"scope", "unclear"})
"""The relations of pairs that were not found to tell of one thing."""
LONGEST_QUOTE = 700
"""Sentences longer than this many characters are cut around their claim; the article has them whole."""


@dataclass(frozen=True, slots=True)
class Voice:
    """On whose word a claim stands: ``key`` joins the same voice across articles."""

    key: str
    name: str
    anonymous: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """One claim or figure as a line shows it: its sentence marked, its voice, where and when.

    ``id`` is the anchor in the article; ``chain`` runs from the outlet back to the first known voice;
    ``decided`` holds what people decided about the claim and its figures; ``private`` whether it, its
    article or a speaker is marked so; ``place`` is the file, the characters and the hash of its bytes.
    """

    id: str
    html: Markup
    text: str
    voices: tuple[Voice, ...]
    cue: str
    mode: str
    outlet: str
    document: str
    date: str
    chain: tuple[str, ...]
    denied: bool = False
    hedged: bool = False
    silent: bool = False
    decided: tuple[str, ...] = ()
    private: bool = False
    place: str = ""

    @property
    def cite(self) -> str:
        """Whose words these are and where they stand, for a copy of them to carry."""
        said = f"{self.who}, {self.verb}" if self.verb else self.who
        return f"{said}; {self.outlet}, {self.date}; {self.place}; {self.id}"

    @property
    def verb(self) -> str:
        """The reporting word; "" where it is a sign or part of the speaker's name, and no word for saying."""
        return "" if is_no_word(self.cue, self.speaker) else self.cue

    @property
    def tells_denial(self) -> bool:
        """Whether the reporting word says already that something is denied."""
        return self.denied and is_denying(self.cue)

    @property
    def speaker(self) -> str:
        """The voices by name; an outlet's own voice says so."""
        names = words.listed(dict.fromkeys(v.name for v in self.voices))
        return f"{names}, in its own voice" if any(v.own for v in self.voices) else names

    @property
    def who(self) -> str:
        """The voices by name, for a line that names the outlet too."""
        return "own voice" if all(v.own and v.name == self.outlet for v in self.voices) else self.speaker


def is_denying(cue: str) -> bool:
    """Whether a reporting word says itself that something is denied."""
    return bool(_DENYING.search(cue))


def is_no_word(cue: str, speaker: str) -> bool:
    """Whether what was taken for a reporting word is a sign or part of a name."""
    return not any(map(str.isalpha, cue)) or cue.casefold() in speaker.casefold().split()


def as_shown(found: Comparison) -> Comparison:
    """A comparison as a reader sees it: one that rests on too little is unclear, with what it may be."""
    if found.sure or found.decision:
        return found
    perhaps = Reason(PERHAPS, found.relation, found.relation)
    return replace(found, relation="unclear", reasons=(perhaps, *found.reasons))


Marking = Callable[[str, int, int], Iterable[Mark]]
"""What marks stretches of a text from one character to another."""


def _nothing(text: str, start: int, end: int) -> Iterable[Mark]:
    return ()


class Pile:
    """Contents in reading order (by date of publication, then path), with lookups by id and by document.

    What people decided is laid over them; ``found`` are the contents without.
    """

    def __init__(self, contents: Contents) -> None:
        self.found = contents
        self.contents = contents = decided(contents)
        self.documents: tuple[Document, ...] = tuple(sorted(contents.documents, key=_reading_order))
        self.number_of = {d.id: n for n, d in enumerate(self.documents, 1)}
        self.document_of = {d.id: d for d in self.documents}
        self.folders = _folders(self.documents)
        self.outlet_of = {d.id: _outlet(d, self.folders.get(d.id, "")) for d in self.documents}
        self.outlets: tuple[str, ...] = tuple(dict.fromkeys(self.outlet_of.values()))
        self.claims: tuple[Claim, ...] = tuple(
            sorted(contents.claims, key=lambda c: (self.number_of[c.document], c.start, c.end, c.id))
        )
        self.claim_of = {c.id: c for c in self.claims}
        self.told: tuple[Claim, ...] = tuple(c for c in self.claims if c.echo_of not in self.claim_of)
        self.figures: tuple[Figure, ...] = tuple(
            sorted(contents.figures, key=lambda f: (self.number_of[f.document], f.start, f.end, f.id))
        )
        self.figure_of = {f.id: f for f in self.figures}
        self._quotes: dict[str, Quote] = {}
        self._called: dict[str, str] = {}

    def is_of(self, document: str, outlet: str) -> bool:
        """Whether a document is of an outlet of such a name, whatever its capitals and accents."""
        return fold(self.outlet_of[document]) == fold(outlet)

    @cached_property
    def _spelled(self) -> dict[str, str]:
        """How each relay is written: as most articles write it, in capitals only where all do."""
        counts = Counter(r.name for d in self.documents for r in d.relay)
        ordered = sorted(counts, key=lambda n: (n.isupper(), -counts[n], n), reverse=True)
        return {name.casefold(): name for name in ordered}

    def relays(self, document: Document) -> list[str]:
        """Whose reports a document carries, nearest first, each by one spelling; one credit's as one."""
        made: list[list[str]] = []
        before: Relay | None = None
        for relay in document.relay:
            if before is None or not _beside(document, before, relay):
                made.append([])
            made[-1].append(self._spelled[relay.name.casefold()])
            before = relay
        return [words.listed(names) for names in made]

    def carried(self, document: Document) -> tuple[str, ...]:
        """From an article's outlet back over whose reports it carries."""
        return words.chain([self.outlet_of[document.id], *self.relays(document)])

    @cached_property
    def claims_in(self) -> dict[str, list[Claim]]:
        """The claims of each document, in the order of its text."""
        return self._in_documents(self.claims)

    @cached_property
    def attributed(self) -> tuple[Claim, ...]:
        """The claims on somebody's word, in reading order; what a headline says again is counted once."""
        return tuple(c for c in self.told if c.mode != "narrated")

    @cached_property
    def attributed_in(self) -> dict[str, list[Claim]]:
        """These of each document."""
        return self._in_documents(self.attributed)

    @cached_property
    def figures_in(self) -> dict[str, list[Figure]]:
        """The figures of each document, in the order of its text."""
        return self._in_documents(self.figures)

    def _in_documents(self, things: Iterable[T]) -> dict[str, list[T]]:
        """Things by the document that each stands in, in their order; every document has a list."""
        found: dict[str, list[T]] = {d.id: [] for d in self.documents}
        for thing in things:
            found[thing.document].append(thing)
        return found

    @cached_property
    def passages_in(self) -> dict[str, list[tuple[str, Side, Side]]]:
        """The text that each document shares with others: the passage's id, its side here and the other."""
        found: dict[str, list[tuple[str, Side, Side]]] = defaultdict(list)
        for passage in self.contents.passages:
            for side, other in ((passage.left, passage.right), (passage.right, passage.left)):
                if other.document in self.document_of:
                    found[side.document].append((passage.id, side, other))
        return found

    @cached_property
    def figures_of(self) -> dict[str, list[Figure]]:
        """The figures of each claim that has any."""
        found: dict[str, list[Figure]] = defaultdict(list)
        for figure in self.figures:
            if figure.claim in self.claim_of:
                found[str(figure.claim)].append(figure)
        return dict(found)

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """The comparisons, both of whose sides are in the contents, in reading order; rejected ones not."""
        return tuple(c for c in self._compared if c.relation != REJECTED)

    @cached_property
    def rejected(self) -> tuple[Comparison, ...]:
        """The comparisons that a person rejected."""
        return tuple(c for c in self._compared if c.relation == REJECTED)

    @cached_property
    def _compared(self) -> tuple[Comparison, ...]:
        known = [as_shown(c) for c in self.contents.comparisons if self.has(c.left) and self.has(c.right)]
        covering = {self._ends(c): c for c in known if c.decision and c.left in self.claim_of}
        known = [self._covered(c, covering.get(self._ends(c))) if covering else c for c in known]
        return tuple(sorted(known, key=lambda c: (self.place(c.left), self.place(c.right), c.id)))

    def _ends(self, comparison: Comparison) -> frozenset[str]:
        return frozenset((self.end_of(comparison.left), self.end_of(comparison.right)))

    def _covered(self, comparison: Comparison, by: Comparison | None) -> Comparison:
        """Two figures that gave two claims their relation, with what a person decided of the claims."""
        if by is None or comparison.decision or comparison.left in self.claim_of:
            return comparison
        found = self.found.things.get(by.id)
        covered = found is not None and as_shown(found).relation == comparison.relation
        return replace(comparison, relation=by.relation) if covered else comparison

    @cached_property
    def compared_of(self) -> dict[str, list[Comparison]]:
        """The comparisons of each claim and its figures, or of a figure in no claim; rejected ones too."""
        found: dict[str, list[Comparison]] = defaultdict(list)
        for comparison in self._compared:
            for end in dict.fromkeys((self.end_of(comparison.left), self.end_of(comparison.right))):
                found[end].append(comparison)
        return dict(found)

    @cached_property
    def claims_by(self) -> dict[str, list[Claim]]:
        """The claims on the word of each voice, by its key, in reading order; an outlet's own are none."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.told:
            for voice in self.voices(claim):
                if not voice.own:
                    found[voice.key].append(claim)
        return dict(found)

    def end_of(self, id_: str) -> str:
        """The id of the claim that a claim or figure is, or stands in; else the figure's own."""
        claim = self.claim_behind(id_)
        return claim.id if claim else id_

    def answer_to(self, claim: str, comparison: Comparison) -> str:
        """The id of what a comparison of a claim, or of its figures, joins it with."""
        ends = self.end_of(comparison.left), self.end_of(comparison.right)
        return ends[1] if ends[0] == claim else ends[0]

    @cached_property
    def groups_of(self) -> dict[str, list[Group]]:
        """The groups of each claim that is in any, in reading order."""
        found: dict[str, list[Group]] = defaultdict(list)
        for group in self.groups:
            for member in group.members:
                found[member].append(group)
        return found

    @cached_property
    def whole_of(self) -> dict[str, str]:
        """Of each claim the widest one of its article that holds it, on the word of the same voice."""
        found: dict[str, str] = {}
        for claims in self.claims_in.values():
            around: list[Claim] = []
            for claim in sorted(claims, key=lambda c: (c.start, -c.end, c.id)):
                around = [c for c in around if claim.start < c.end]
                mine = {v.key for v in self.voices(claim)}
                holding = (c for c in around if claim.end <= c.end)
                holder = next((c for c in holding if mine & {v.key for v in self.voices(c)}), claim)
                found[claim.id] = found.get(holder.id, holder.id)
                around.append(claim)
        return found

    @cached_property
    def group_of(self) -> dict[str, Group]:
        """The group of each claim that is in one, and of several the largest."""
        return {id_: max(some, key=lambda g: (len(g.members), g.id)) for id_, some in self.groups_of.items()}

    @cached_property
    def _carriers(self) -> dict[str, frozenset[str]]:
        """The articles that each group stands in."""
        return {g.id: frozenset(self.claim_of[m].document for m in self.members(g)) for g in self.groups}

    def articles_with(self, id_: str) -> frozenset[str]:
        """The articles in which a claim or figure stands, or another claim of its group."""
        group = self.group_of.get(self.whole_of.get(id_, id_))
        return self._carriers[group.id] if group else frozenset({self.document_with(id_)})

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups of two claims or more, in reading order."""
        kept = [g for g in self.contents.groups if len([m for m in g.members if m in self.claim_of]) > 1]
        return tuple(sorted(kept, key=lambda g: (min(self.place(m) for m in self.members(g)), g.id)))

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """The entities, by name."""
        return tuple(sorted(self.contents.entities, key=lambda e: (e.name.casefold(), e.kind, e.id)))

    def decided(self, *ids: str) -> list[str]:
        """What people decided about records, a line each."""
        return [told(self.found.things, d) for d in self.found.log.about(*ids)]

    def decided_beside(self, document: str, claim: Claim | None) -> list[str]:
        """What people decided about the outlet and day of an article and the names of a claim's speakers."""
        log, people = self.found.log, self._people(claim) if claim else []
        about = [d for d in log.about(document, *people) if d.field in ("outlet", "published", SAME)]
        return [told(self.found.things, d) for d in about]

    def is_private(self, *ids: str) -> bool:
        """Whether one of these records is marked as private."""
        return not self.found.log.private.isdisjoint(ids)

    def dated(self, document: Document) -> str:
        """When a document was published, in words; a date that a person corrected says so."""
        values, was = self.found.log.values.get(document.id, {}), self.found.document.get(document.id)
        corrected = "published" in values and was is not None and values["published"] != was.published
        return f"{words.published(document)}{' (decided)' if corrected else ''}"

    @cached_property
    def merged(self) -> Merged:
        """The entities that people decided to be one."""
        return Merged(self.found.entities, self.found.log)

    @cached_property
    def similar(self) -> dict[str, tuple[Similar, ...]]:
        """For each entity by id those that may be the same, and why."""
        log = self.found.log
        settled = {frozenset(pair) for field in (SAME, APART) for pair in log.pairs(field)}
        return {
            id_: tuple(s for s in some if frozenset((id_, s.entity)) not in settled)
            for id_, some in similar(self.entities).items()
        }

    def named(self, name: str) -> list[str]:
        """The ids of the entities of a name, those merged with them too."""
        return self._named.get(" ".join(name.casefold().split()), [])

    def called(self, voice: Voice) -> str:
        """All names that a voice goes by, folded, a line each: its own, and those of whom it is by name."""
        if voice.key not in self._called:
            known = (self.entity_of.get(id_) for id_ in self.named(voice.name))
            names = (name for e in known if e for name in (e.name, *e.aliases) if is_name(name))
            self._called[voice.key] = "\n".join(map(fold, dict.fromkeys((voice.name, *names))))
        return self._called[voice.key]

    @cached_property
    def _named(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for entity in self.entities:
            members = self.merged.members.get(entity.id, (entity,))
            found[" ".join(entity.name.casefold().split())] += [e.id for e in members]
        return dict(found)

    @cached_property
    def entity_of(self) -> dict[str, Entity]:
        """The entities by id, merged ones by that of the one whose name they go by."""
        return {e.id: e for e in self.entities}

    def has(self, id_: str) -> bool:
        """Whether a claim or figure of this id is in the contents."""
        return id_ in self.claim_of or id_ in self.figure_of

    def members(self, group: Group) -> list[str]:
        """A group's claims that are in the contents, in reading order."""
        return sorted((m for m in group.members if m in self.claim_of), key=self.place)

    def document_with(self, id_: str) -> str:
        """The id of the document that a claim or figure stands in."""
        found = self.claim_of.get(id_) or self.figure_of[id_]
        return found.document

    def claim_behind(self, id_: str) -> Claim | None:
        """The claim itself, or the one a figure stands in."""
        if id_ in self.claim_of:
            return self.claim_of[id_]
        return self.claim_of.get(self.figure_of[id_].claim or "")

    def voices(self, claim: Claim) -> tuple[Voice, ...]:
        """On whose word a claim stands: its sources, or the outlet's own voice."""
        found = []
        for source in claim.sources:
            entity = self.entity_of.get(source.entity or "")
            name = (entity.name if entity else None) or source.entity_name or source.name or source.text
            if source.anonymous:
                found.append(Voice(f"anonymous {source.text.casefold()}", source.text, anonymous=True))
            else:
                found.append(Voice(" ".join(name.casefold().split()), name))
        if found:
            return tuple(dict.fromkeys(found))
        if claim.mode != "narrated":
            return (Voice(NOBODY, "no source found", anonymous=True),)
        own = claim.voice or self.outlet_of[claim.document]
        own = self._spelled.get(own.casefold(), own)
        return (Voice(f"own {own.casefold()}", own, own=True),)

    def chain(self, claim: Claim) -> tuple[str, ...]:
        """From the outlet over relays and go-betweens back to the first known voice."""
        relays = self.relays(self.document_of[claim.document])
        voices = [v for v in self.voices(claim) if not v.own]
        speaker = words.listed(v.name for v in voices)
        return words.chain([self.outlet_of[claim.document], *relays, *reversed(claim.via), speaker])

    def quote(self, id_: str, more: Marking | None = None) -> Quote:
        """A claim or figure as a line shows it (made once); ``more`` marks further stretches of it."""
        if more is not None:
            return self._quote(id_, more)
        if id_ not in self._quotes:
            self._quotes[id_] = self._quote(id_)
        return self._quotes[id_]

    def _quote(self, id_: str, more: Marking = _nothing) -> Quote:
        claim, document = self.claim_behind(id_), self.document_of[self.document_with(id_)]
        if claim is None:
            return self._own_line(self.figure_of[id_], document)
        start, end = min(claim.start, claim.sentence[0]), max(claim.end, claim.sentence[1])
        marks = [Mark(s, e, f"k {claim.mode}") for s, e in claim.spans]
        marks += [_figure_mark(f) for f in self.figures_of.get(claim.id, ())]
        if claim.cue:
            marks.append(Mark(claim.cue.start, claim.cue.end, "cue"))
        marks += [Mark(s.start, s.end, "src") for s in claim.sources]
        marks += more(document.text, start, end)
        return Quote(
            id_,
            _cut(document.text, start, end, marks),
            claim.text,
            self.voices(claim),
            " ".join(claim.cue.text.split()) if claim.cue else "",
            claim.mode,
            self.outlet_of[document.id],
            document.id,
            self.dated(document),
            self.chain(claim),
            claim.denied,
            claim.hedged,
            claim.silent,
            tuple(self.decided(claim.id, *(f.id for f in self.figures_of.get(claim.id, ())))),
            self.is_private(claim.id, document.id, *self._people(claim)),
            _place(document, start, end),
        )

    def _people(self, claim: Claim) -> list[str]:
        """The entities on whose word a claim stands, with those merged with them."""
        found: list[str] = []
        for id_ in (s.entity for s in claim.sources if s.entity):
            merged = self.merged.members.get(id_)
            found += [e.id for e in merged] if merged else [id_]
        return found

    def _own_line(self, figure: Figure, document: Document) -> Quote:
        """A figure that stands in no claim, with its sentence, as the outlet's own."""
        outlet = self.outlet_of[document.id]
        start, end = _sentence_around(document.text, figure.start, figure.end)
        html = _cut(document.text, start, end, [_figure_mark(figure)])
        own = Voice(f"own {outlet.casefold()}", outlet, own=True)
        date = self.dated(document)
        return Quote(
            figure.id, html, figure.text, (own,), "", "narrated", outlet, document.id, date, (outlet,),
            decided=tuple(self.decided(figure.id)),
            private=self.is_private(figure.id, document.id),
            place=_place(document, start, end),
        )  # fmt: skip

    def place(self, id_: str) -> tuple[int, int, int, str]:
        """Where a claim or figure stands in reading order, for sorting."""
        found = self.claim_of.get(id_) or self.figure_of[id_]
        return self.number_of[found.document], found.start, found.end, id_


def _reading_order(document: Document) -> tuple[str, str, str, str]:
    return words.printed(document) or "~", document.path, str(document.member or ""), document.id


def _folders(documents: Sequence[Document]) -> dict[str, str]:
    """The folder of each article that names no outlet; empty where all of them lie in one."""
    found = {d.id: folder_of(d.path) for d in documents if not d.outlet}
    return found if len(set(found.values())) > 1 else {}


def _steps(path: str) -> list[str]:
    return path.replace("\\", "/").split("/")


def _outlet(document: Document, folder: str) -> str:
    """The outlet's name; where none is given, the folder and file say which article is meant."""
    if document.outlet:
        return document.outlet
    return by_file(document.path, document.member, folder)


def by_file(path: str, member: str | int | None, folder: str) -> str:
    """How an article is called that names no outlet; the folder is "" where all such lie in one."""
    name = "/".join(filter(None, (folder, _steps(path)[-1])))
    return f"file {name}{f' {member}' if member is not None else ''}"


def folder_of(path: str) -> str:
    """The folder that a file lies in, by its own name."""
    return "/".join(_steps(path)[-2:-1])


def _place(document: Document, start: int, end: int) -> str:
    member = "" if document.member is None else f" {document.member}"
    return f"{document.path}{member}, characters {start}–{end}, SHA-256 {document.sha256[:16]}…"


def _figure_mark(figure: Figure) -> Mark:
    return Mark(figure.start, figure.end, "fig", words.amount(figure))


def _sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence a stretch stands in: up to a full stop before a blank, or the line's ends."""
    left = max((m.end() for m in _SENTENCE_END.finditer(text, 0, start)), default=0)
    after = _SENTENCE_END.search(text, end)
    return left, after.end() if after else len(text)


def _cut(text: str, start: int, end: int, marks: list[Mark]) -> Markup:
    """A sentence with its marks, cut around the first of them where it is very long."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    left, right = start, end
    if end - start > LONGEST_QUOTE:
        left = max(start, min(m.start for m in marks) - LONGEST_QUOTE // 4)
        right = min(end, left + LONGEST_QUOTE)
        while start < left < end and not text[left - 1].isspace():
            left += 1
        while left < right < end and not text[right].isspace():
            right -= 1
    before, after = ("… " if left > start else ""), (" …" if right < end else "")
    return Markup(before) + mark(text, left, right, marks) + Markup(after)


def _beside(document: Document, one: Relay, other: Relay) -> bool:
    """Whether two relays stand in one credit: "(With TAV and SVB)" has none of them from the other."""
    if one.rule != other.rule or one.end is None or other.start is None or other.start < one.end:
        return False
    return _JOINT.fullmatch(document.text, one.end, other.start) is not None
