"""What a claim or figure is about, slot by slot: who speaks, what is counted, when and where it was."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar, cast

from sayso.comparison.rises import day_of_a_rise
from sayso.comparison.words import phrases, share_run, stems, word_list
from sayso.languages.en import voices
from sayso.languages.en.populations import classes_around, populations
from sayso.languages.lexicon import read_sections, words
from sayso.model import Claim, Document, Entity, Figure, Findings, TimeRef

T = TypeVar("T")

Interval = tuple[str, str]

LEAD_CHARS = 750
"""Where an article puts what it is about."""
_PLACE_WORD = 4
_PHRASE_WORDS = 7
_COPIED_WORDS = 8
_RECUT = 0.5
_RECUT_WORDS = 5
_POINTING = re.compile(r"\b(?:that|those|these|this)\s+[a-z]{4,}|\b(?:it|its|them)\b", re.IGNORECASE)
"""What points at something told before: "that attack", "these reports", "it on rebels"."""
_BEFORE_CHARS = 200
_DIGITS = re.compile(r"\d[\d,]*")
_NEGATIONS = frozenset(
    {"not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "n't", "unclear", "unknown"}
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """On whose word: names that count as one voice, those of people, and whether anybody is named."""

    names: frozenset[str]
    named: bool
    own_voice: bool
    people: frozenset[str] = frozenset()
    said_by: str | None = None
    roles: tuple[tuple[str, str], ...] = ()
    """The bodies that the roles of people name, each with what says so: "Ann Roe is head of River Watch"."""


@dataclass(frozen=True, slots=True)
class ClaimSlots:
    """A claim as it is compared."""

    claim: Claim
    document: Document
    order: tuple[int, int, int, str]
    stems: frozenset[str]
    speaker: Speaker
    time: Interval | None
    place: str | None
    negated: bool
    proper: frozenset[str]
    phrases: frozenset[str]
    years: frozenset[str]


@dataclass(frozen=True, slots=True)
class FigureSlots:
    """A figure as it is compared; ``within`` are the classes that its counted class lies in."""

    figure: Figure
    claim: ClaimSlots | None
    document: Document
    order: tuple[int, int, int, str]
    stems: frozenset[str]
    speaker: Speaker
    time: Interval | None
    place: str | None
    counted: str | None
    within: tuple[str, ...]
    said_so_far: bool
    proper: frozenset[str]
    added_to: bool = False
    """Whether its claim tells of more of the same: "17 killed in one raid and another two in a second"."""
    credited: FigureSlots | None = None
    """Of a number in the outlet's own voice, the same one from a source that the article names."""

    @property
    def voice(self) -> Speaker:
        """On whose word the number stands in its article, wherever there it is credited."""
        return self.speaker if self.credited is None else self.credited.speaker


def tells_of_a_rise(text: str) -> bool:
    """Whether a sentence says that its number is the later state of a running count."""
    told = f" {' '.join(word_list(text))} "
    return any(f" {phrase} " in told for phrase in _rising())


@functools.cache
def _rising() -> tuple[str, ...]:
    single, *phrases_ = read_sections("en", "running.txt")[""]
    return (*single.split(), *phrases_)


class Names:
    """Where a document names towns, districts, bodies and people; countries and peoples tell too little."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.places = sorted(
            (mention.start, mention.end, name)
            for entity in entities
            if entity.kind != "group"
            for name in _names_in(entity)
            for mention in entity.mentions
            if mention.text[:1].isupper()
        )

    def within(self, start: int, end: int) -> frozenset[str]:
        """The names in a stretch of text."""
        return frozenset(name for s, e, name in self.places if start <= s and e <= end)


def _names_in(entity: Entity) -> Iterator[str]:
    """The name of an entity, and of a place each of its longer words: "Tolk Region" is about Tolk."""
    name = name_key(entity.name)
    parts = name.split() if entity.kind == "place" else []
    yield from (n for n in {name, *(p for p in parts if len(p) >= _PLACE_WORD)} if n not in countries())


@functools.cache
def countries() -> frozenset[str]:
    """Names of countries, peoples and seats of government, which too many stories share."""
    return nations() | frozenset(voices.load().seats) | {"un", "united nations", "west"}


@functools.cache
def nations() -> frozenset[str]:
    """Names of countries and peoples."""
    told = [name for country_and_people in voices.load().seats.values() for name in country_and_people]
    return frozenset((*told, *(f"{name}s" for name in told), "us", "uk"))


def speaker_of(claim: Claim, document: Document, entities: Mapping[str, Entity]) -> Speaker:
    """The voice behind a claim: its sources with the bodies their roles name, or the outlet's own."""
    if claim.mode == "narrated" or (not claim.sources and claim.cue is None):
        own = [claim.voice or document.outlet or ""]
        return Speaker(
            frozenset(filter(None, map(name_key, own))), bool(own[0]), True, said_by=own[0] or None
        )
    names: set[str] = set()
    roles: list[tuple[str, str]] = []
    for source in claim.sources:
        if source.name is None:
            continue
        if source.anonymous and name_key(source.name) not in _one_at_a_scene():
            # "A source" of one article is nobody known in another.
            names.add(f"{name_key(source.name)} ({document.id})")
            continue
        names.add(name_key(source.name))
        known = entities.get(source.entity or "")
        role = source.role or (known.role if known is not None else None)
        if role:
            roles += [(name_key(e.name), f"{source.name} is {role}") for e in _bodies_in(role, entities)]
    names.update(body for body, _ in roles)
    named = any(s.name is not None and not s.anonymous for s in claim.sources)
    people = (
        s.name for s in claim.sources if s.name and _kind(s.entity, entities) == "person" and not s.anonymous
    )
    said_by = "; ".join(s.name for s in claim.sources if s.name) or None
    return Speaker(
        frozenset(filter(None, names)), named, False, frozenset(map(name_key, people)), said_by, tuple(roles)
    )


@functools.cache
def _one_at_a_scene() -> frozenset[str]:
    return words(read_sections("en", "parties.txt")["one at a scene"])


def _kind(entity: str | None, entities: Mapping[str, Entity]) -> str | None:
    known = entities.get(entity or "")
    return known.kind if known is not None else None


def _bodies_in(role: str, entities: Mapping[str, Entity]) -> list[Entity]:
    """The bodies that a role names: "director of the Observatory for Human Rights"."""
    lower = f" {role.lower()} "
    bodies = (e for e in entities.values() if e.kind == "organization" and len(e.name) > 6)
    return [
        e
        for e in bodies
        if f" {e.name.lower()} " in lower and not set(word_list(e.name)) <= voices.load().roles
    ]


def name_key(name: str) -> str:
    """A name as compared: its words without articles, possessives and titles."""
    found = re.findall(r"[^\W_]+", name.lower().replace("’s", "").replace("'s", ""))
    return " ".join(w for w in found if w not in ("the", "a", "an", "mr", "mrs", "ms", "dr"))


def same_voice(left: Speaker, right: Speaker) -> bool:
    """Whether two claims stand on one named voice: one name, or a person's surname and full name.

    The end of a body's name is often another body: "Tolk Army", "Free Tolk Army".
    """
    for one in left.names:
        for other in right.names:
            if one == other:
                return True
            if one not in left.people and other not in right.people:
                continue
            a, b = one.split(), other.split()
            shorter, longer = (a, b) if len(a) <= len(b) else (b, a)
            if len(shorter) >= 1 and shorter == longer[-len(shorter) :] and len(shorter[-1]) > 3:
                return True
    return False


def one_person(left: ClaimSlots, right: ClaimSlots) -> bool:
    """Whether one named person is quoted in both."""
    mine, other = left.speaker.people, right.speaker.people
    return same_voice(Speaker(mine, True, False, mine), Speaker(other, True, False, other))


def tells_of_one_person(left: ClaimSlots, right: ClaimSlots) -> bool:
    """Whether one named person is quoted in both, or quoted in one and told of by the other's outlet."""
    return one_person(left, right) or _tells_of(left, right) or _tells_of(right, left)


def _tells_of(own: ClaimSlots, quoted: ClaimSlots) -> bool:
    told = set(word_list(own.claim.text)) if own.speaker.own_voice else set()
    return any(set(name.split()) <= told for name in quoted.speaker.people)


def times_apart(left: Interval | None, right: Interval | None) -> bool | None:
    """Whether two intervals share no day; None where one is not known."""
    if left is None or right is None:
        return None
    return left[1] < right[0] or right[1] < left[0]


def word_for_word(left: ClaimSlots, right: ClaimSlots) -> bool:
    """Whether one of two claims stands in the other, word for word, and is no mere phrase."""
    mine, other = (f" {' '.join(word_list(c.claim.text))} " for c in (left, right))
    shorter, longer = sorted((mine, other), key=len)
    return shorter.count(" ") > _PHRASE_WORDS and shorter in longer


def copied(left: ClaimSlots, right: ClaimSlots) -> bool:
    """Whether two claims have more words in a row in common than chance would give."""
    return share_run(left.claim.text, right.claim.text, _COPIED_WORDS)


def reworded(left: ClaimSlots, right: ClaimSlots, alike: float) -> bool:
    """Whether two claims are one sentence, the same or recut: most of its words, some of them in a row."""
    if left.claim.text.lower() == right.claim.text.lower():
        return True
    return alike >= _RECUT and share_run(left.claim.text, right.claim.text, _RECUT_WORDS)


def years_apart(left: ClaimSlots, right: ClaimSlots) -> bool:
    """Whether two claims tell of different years; one that names none is of the year it was printed."""
    mine, other = (c.years or _printed(c) for c in (left, right))
    return bool(mine and other) and (max(mine) < min(other) or max(other) < min(mine))


def _printed(claim: ClaimSlots) -> frozenset[str]:
    published = claim.document.published
    return frozenset({published[:4]}) if published else frozenset()


def in_headline(claim: ClaimSlots) -> bool:
    """Whether a claim stands in its article's headline."""
    heads = (s for s in claim.document.segments if s.kind == "headline")
    return any(s.start <= claim.claim.start < s.end for s in heads)


def days_long(interval: Interval) -> int:
    """How many days an interval spans beyond its first."""
    return (date.fromisoformat(interval[1]) - date.fromisoformat(interval[0])).days


def _is_negated(text: str) -> bool:
    """Whether a claim holds a "not" or "no" that denies something."""
    told = f" {' '.join(word_list(text))} "
    for phrase in read_sections("en", "disputes.txt")["no negations"]:
        told = told.replace(f" {phrase} ", " ")
    return any(word in _NEGATIONS or word.endswith("n't") for word in told.split())


def _interval(time: TimeRef | None) -> Interval | None:
    if time is None or time.from_ is None or time.to is None:
        return None
    return time.from_[:10], time.to[:10]


def _place(text: str) -> str:
    return " ".join(word_list(text))


def population(counted: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The class of a counted noun phrase (its head's, or the head itself), and the classes around it."""
    if not counted:
        return None, ()
    classes, _ = populations()
    found = [classes[w] for w in word_list(counted) if w in classes]
    if not found:
        return word_list(counted)[-1] if word_list(counted) else None, ()
    name = found[-1] if found[-1] != "people" or len(found) == 1 else found[0]
    return name, classes_around(name)


class Rising:
    """Tells which figures of an article are said to be the later state of a running count."""

    def __init__(self, document: Document, found: Findings) -> None:
        self.text = document.text
        self.sentences = sorted({c.sentence for c in found.claims})
        heads = (document.text[s.start : s.end] for s in document.segments if s.kind == "headline")
        told = (n for head in heads if tells_of_a_rise(head) for n in _DIGITS.findall(head))
        # The numbers in a headline that says that a count has risen: they are the article's toll.
        self.headed = frozenset(float(n.replace(",", "")) for n in told)

    def sentence_of(self, figure: Figure) -> tuple[int, int]:
        """The sentence of a claim that a figure stands in, else the figure alone."""
        at = figure.start
        return next((s for s in self.sentences if s[0] <= at < s[1]), (figure.start, figure.end))

    def of(self, figure: Figure) -> bool:
        """Whether a figure is the toll of a headline that tells of a rise, or its sentence tells of one."""
        if figure.event is not None and self.headed & {figure.low, figure.high}:
            return True
        start, end = self.sentence_of(figure)
        return tells_of_a_rise(self.text[start:end])


class _Article:
    """Makes the slots of one document's claims and figures."""

    def __init__(
        self, rank: int, document: Document, found: Findings, everyone: Mapping[str, Entity]
    ) -> None:
        self.rank = rank
        self.rising = Rising(document, found)
        self.document = document
        self.entities = everyone
        self.names = Names(found.entities)
        self.times = {t.id: t for t in found.times}
        self.rises = self._days_of_rises(found)
        self.lead_names = self.names.within(0, LEAD_CHARS)
        self._said: dict[object, object] = {}
        self.claims = {c.id: self._claim(c) for c in found.claims}
        self._date_repeats()
        self.added = _added(found.figures)
        self.figures = [self._figure(f) for f in found.figures]

    def _claim(self, claim: Claim) -> ClaimSlots:
        return ClaimSlots(
            claim=claim,
            document=self.document,
            order=(self.rank, claim.start, claim.end, claim.id),
            stems=stems(claim.text),
            speaker=self._once(speaker_of(claim, self.document, self.entities)),
            time=self._happened(claim.time),
            place=_place(claim.place.text) if claim.place else None,
            negated=_is_negated(claim.text),
            proper=self._once(self.names.within(claim.start, claim.end)),
            phrases=self._once(phrases(claim.text)),
            years=self._once(self._years(claim)),
        )

    def _once(self, told: T) -> T:
        """The same, held once for all claims of the article: most name nobody, or whom others name."""
        return cast(T, self._said.setdefault(told, told))

    def _date_repeats(self) -> None:
        """A claim said twice in one article is of the years that either telling names."""
        told: dict[str, frozenset[str]] = defaultdict(frozenset)
        for claim in self.claims.values():
            told[claim.claim.text] |= claim.years
        for id_, claim in self.claims.items():
            if claim.years != told[claim.claim.text]:
                self.claims[id_] = replace(claim, years=told[claim.claim.text])

    def _about(self, figure: Figure, *, risen: bool, alone: bool) -> frozenset[str]:
        """Further names of what a figure of the lead is of: an article that tells of a toll is about that."""
        if figure.start >= LEAD_CHARS:
            return frozenset()
        if risen:
            return self.names.within(0, len(self.document.text))
        return self.lead_names if alone else frozenset()

    def _years(self, claim: Claim) -> frozenset[str]:
        """The years that a claim tells of: its own, its sentence's, or of "that attack" those told before."""
        if (known := _interval(claim.time)) is not None:
            return frozenset(day[:4] for day in known)
        start, end = claim.sentence
        named = self._years_between(start, end)
        if named or not _POINTING.search(claim.text):
            return named
        return self._years_between(max(0, start - _BEFORE_CHARS), start)

    def _years_between(self, start: int, end: int) -> frozenset[str]:
        inside = (t for t in self.times.values() if t.kind == "DATE" and start <= t.start and t.end <= end)
        return frozenset(day[:4] for t in inside for day in (t.from_, t.to) if day)

    def _figure(self, figure: Figure) -> FigureSlots:
        """What a figure's own clause does not tell comes from its claim; a headline's names from the lead."""
        claim = self.claims.get(figure.claim or "")
        around = self.rising.sentence_of(figure)
        sentence = self.document.text[around[0] : around[1]]
        counted, within = population(figure.counted)
        place = _place(figure.place.text) if figure.place else None
        proper = self.names.within(*around)
        risen = self.rising.of(figure) or (figure.time is not None and figure.time.id in self.rises)
        return FigureSlots(
            figure=figure,
            claim=claim,
            document=self.document,
            order=(self.rank, figure.start, figure.end, figure.id),
            stems=claim.stems if claim is not None else stems(sentence),
            speaker=claim.speaker if claim is not None else Speaker(frozenset(), False, True),
            time=self._counted(figure, claim),
            place=place or (claim.place if claim is not None else None),
            counted=counted,
            within=within,
            said_so_far=risen,
            added_to=figure.id in self.added,
            proper=self._once(
                proper | self._about(figure, risen=risen and bool(figure.event), alone=not proper)
            ),
        )

    def _days_of_rises(self, found: Findings) -> frozenset[str]:
        """The times, by id, that tell when a count rose: no day of what is counted."""
        home = {c.id: c for c in found.claims}
        told = ((f, ref) for f in found.figures for ref in _refs(f, home.get(f.claim or "")))
        return frozenset(
            ref.id for f, ref in told if ref.id and day_of_a_rise(self.document.text, f, self.times, ref)
        )

    def _counted(self, figure: Figure, claim: ClaimSlots | None) -> Interval | None:
        """When what is counted happened; a time in the same claim that is not the figure's is of another."""
        if figure.time is not None or claim is None or claim.claim.time is not None:
            return self._happened(figure.time)
        return claim.time

    def _happened(self, ref: TimeRef | None) -> Interval | None:
        """When what is told happened, by the time given with it."""
        return None if ref is not None and ref.id in self.rises else _interval(ref)


def _refs(figure: Figure, claim: Claim | None) -> Iterator[TimeRef]:
    """The times given with a figure, and with its claim."""
    yield from filter(None, (figure.time, claim.time if claim is not None else None))


def everyone_of(entities: Iterable[Entity]) -> dict[str, Entity]:
    """People and bodies by id; a person's role is that which any of the articles gives."""
    known: dict[str, Entity] = {}
    for entity in entities:
        if entity.id not in known or (known[entity.id].role is None and entity.role is not None):
            known[entity.id] = entity
    return known


def _added(figures: Iterable[Figure]) -> frozenset[str]:
    """Of figures of one claim and event, in whose sum some are "others" or "another two", the ids of all."""
    told: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.claim and figure.event:
            told[figure.claim, figure.event].append(figure)
    sums = (some for some in told.values() if len(some) > 1 and any(map(_is_more, some)))
    return frozenset(figure.id for some in sums for figure in some)


def _is_more(figure: Figure) -> bool:
    return figure.change or word_list(figure.counted or "")[-1:] == ("others",)


Slots = tuple[list[ClaimSlots], list[FigureSlots]]
"""The slots of claims and of figures."""


def slots_of(rank: int, document: Document, found: Findings, everyone: Mapping[str, Entity]) -> Slots:
    """The slots of a document's claims and figures; ``rank`` is its place in the pile.

    ``everyone`` has the people and bodies known around it.
    """
    article = _Article(rank, document, found, everyone)
    return list(article.claims.values()), article.figures


def all_slots(documents: Sequence[Document], findings: Sequence[Findings]) -> Slots:
    """The slots of all claims and figures of documents that are a pile of their own, in their order."""
    everyone = everyone_of(e for found in findings for e in found.entities)
    pairs = enumerate(zip(documents, findings, strict=True))
    made = [slots_of(n, document, found, everyone) for n, (document, found) in pairs]
    return [c for claims, _ in made for c in claims], [f for _, figures in made for f in figures]
