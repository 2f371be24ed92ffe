"""Search over everything in a case, by words and by who, where, when and what."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from sayso.case.searching import ends_before, is_day
from sayso.case.spelling import Look, Parts, all_stand_in, fold, places, plain, stem
from sayso.dossier.marking import Mark, mark
from sayso.dossier.pile import Marking, Pile, Voice
from sayso.model import Claim, Document, Entity

MOST_RANKED = 20_000
"""How many claims with the words asked for are looked at, the best match first."""
_MOST_ARTICLES, _MOST_PEOPLE = 12, 12
_MOST_LOOKED = 256
"""Of how many words that were typed the other names are kept."""
_AROUND = 70


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asks for; "" is everything. Dates are ISO, as precise as wanted.

    ``dated`` says which dates are meant: published, or happened (as the claim tells); ``topic`` is the id of
    one chart. ``no_dates`` is what was given as ``since`` or ``until`` and is no date: it narrows nothing.
    """

    q: str = ""
    outlet: str = ""
    speaker: str = ""
    event: str = ""
    relation: str = ""
    since: str = ""
    until: str = ""
    dated: str = "published"
    topic: str = ""
    page: int = 1
    no_dates: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Asked:
        """What the address of a page asks for; what is no page number is the first."""
        given = {name: query.get(name, "").strip() for name in cls._words()}
        page = query.get("page", "")
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1
        odd = {name: given[name] for name in ("since", "until") if given[name] and not is_day(given[name])}
        given |= dict.fromkeys(odd, "")
        return cls(**given, dated=query.get("dated", "published"), page=max(1, number), no_dates=odd)

    @staticmethod
    def _words() -> tuple[str, ...]:
        return "q", "outlet", "speaker", "event", "relation", "since", "until", "topic"

    @property
    def anything(self) -> bool:
        """Whether something is asked for."""
        return any(getattr(self, name) for name in self._words())

    @property
    def backwards(self) -> bool:
        """Whether it ends before it begins, so that nothing can be between."""
        return ends_before(self.since, self.until)

    def without(self, name: str) -> Asked:
        """The same with one of the filters left empty, from the first page on."""
        changed: dict[str, Any] = {name: "", "page": 1}
        return replace(self, **changed)

    def at(self, page: int) -> str:
        """The query of the same on another page."""
        given = {name: getattr(self, name) for name in self._words() if getattr(self, name)}
        if self.dated != "published" and (self.since or self.until):
            given["dated"] = self.dated
        return "?" + urlencode({**given, "page": page})


@dataclass(frozen=True, slots=True)
class InArticle:
    """An article that holds the words, with the place where the first of them stands."""

    document: Document
    html: Markup


class Finder:
    """Looks through one pile."""

    def __init__(self, pile: Pile, look: Look = plain) -> None:
        self.pile = pile
        self.look = functools.lru_cache(_MOST_LOOKED)(look)

    @cached_property
    def events(self) -> list[str]:
        """What figures count as having happened, by name."""
        return sorted({f.event for f in self.pile.figures if f.event})

    @cached_property
    def counted(self) -> list[tuple[str, int]]:
        """The events, and how many figures count each, the most counted first."""
        counts = Counter(f.event for f in self.pile.figures if f.event)
        return sorted(counts.items(), key=lambda c: (-c[1], c[0]))

    def claims(self, asked: Asked, ranked: Iterable[str]) -> list[Claim]:
        """The claims asked for: in the order of ``ranked`` where words are, else in reading order."""
        pile = self.pile
        some: Iterable[Claim] = pile.told
        if asked.q:
            some = (pile.claim_of[id_] for id_ in ranked if id_ in pile.claim_of)
        speaker = self.meant(asked.speaker)
        return [claim for claim in some if self._fits(asked, speaker, claim)]

    def _fits(self, asked: Asked, speaker: Parts, claim: Claim) -> bool:
        pile = self.pile
        if asked.outlet and not pile.is_of(claim.document, asked.outlet):
            return False
        if asked.event and all(f.event != asked.event for f in pile.figures_of.get(claim.id, ())):
            return False
        if asked.relation and all(c.relation != asked.relation for c in pile.compared_of.get(claim.id, ())):
            return False
        if (asked.since or asked.until) and not self._in_time(asked, claim):
            return False
        # An outlet that is not known goes by the name of its file, which is nobody who speaks.
        known = pile.document_of[claim.document].outlet is not None
        voices = (v for v in pile.voices(claim) if known or not v.own)
        return not speaker or any(self._is_meant(asked.speaker, speaker, v) for v in voices)

    def meant(self, speaker: str) -> Parts:
        """What is asked for as a speaker's name; in quotation marks it is that name and no other."""
        return plain(speaker[1:-1]) if _is_exact(speaker) else self.look(speaker)

    def _is_meant(self, typed: str, speaker: Parts, voice: Voice) -> bool:
        if _is_exact(typed):
            return fold(voice.name) == fold(typed[1:-1])
        return all_stand_in(speaker, self.pile.called(voice))

    def _in_time(self, asked: Asked, claim: Claim) -> bool:
        if asked.dated == "happened":
            time = claim.time
            return bool(time) and _overlap(asked, time.from_ if time else None, time.to if time else None)
        return self._printed(asked, self.pile.document_of[claim.document])

    def _printed(self, asked: Asked, document: Document) -> bool:
        if document.published:
            return _overlap(asked, document.published, document.published)
        bounds = document.dated
        return bounds is not None and _overlap(asked, bounds.from_, bounds.to)

    @cached_property
    def _texts(self) -> list[tuple[Document, str]]:
        return [(d, fold(f"{d.title or ''}\n{without_header(d)}")) for d in self.pile.documents]

    @cached_property
    def _names(self) -> list[tuple[Entity, str]]:
        return [(e, fold(" ".join((e.name, *e.aliases)))) for e in self.pile.entities]

    def warm(self) -> None:
        """Put the texts and names in the form that words are looked for in."""
        for made in (self._texts, self._names, self.events, self.counted):
            assert made is not None

    def articles(self, asked: Asked) -> list[InArticle]:
        """The first articles whose text holds all words, marked or not."""
        sought = self.look(asked.q)
        found = []
        for document, text in self._texts if sought else ():
            if all(part.stands_in(text) for part in sought) and self._wanted(asked, document):
                found.append(InArticle(document, _excerpt(without_header(document), sought)))
                if len(found) == _MOST_ARTICLES:
                    break
        return found

    def _wanted(self, asked: Asked, document: Document) -> bool:
        if asked.outlet and not self.pile.is_of(document.id, asked.outlet):
            return False
        return not (asked.since or asked.until) or self._printed(asked, document)

    def people(self, words: str) -> list[Entity]:
        """The first people, bodies and places with such a name, those named most first."""
        sought = self.look(words)
        named = self._names if sought else []
        for part in sought:
            # A case can have names by the ten thousand: most are left out by the first word.
            for word in () if part.others else map(fold, map(stem, part.words)):
                named = [(e, names) for e, names in named if word in names]
            if part.others:
                named = [(e, names) for e, names in named if part.stands_in(names)]
        found = [e for e, _ in named]
        return sorted(found, key=lambda e: (-len(e.mentions), e.name, e.id))[:_MOST_PEOPLE]


def _is_exact(speaker: str) -> bool:
    return len(speaker) > 2 and speaker[0] == speaker[-1] == '"'


def _overlap(asked: Asked, start: str | None, end: str | None) -> bool:
    """Whether an interval touches the days asked for; an open end reaches on."""
    first, last = (start or "")[:10], (end or "9999")[:10]
    since, until = asked.since, asked.until
    # A day lies within the month or year that it begins with.
    after = not until or first <= until or first.startswith(until)
    return after and (not since or last >= since or since.startswith(last))


def hits(sought: Parts) -> Marking:
    """What marks the words that are looked for, and names in their place, in a sentence."""

    def marking(text: str, start: int, end: int) -> list[Mark]:
        return [Mark(start + s, start + e, "word") for s, e in places(sought, text[start:end])]

    return marking


def without_header(document: Document) -> str:
    """An article's text, blanks for the lines at its head that only name its outlet, date and the like."""
    text = document.text
    for evidence in document.evidence.values():
        if evidence.rule.startswith("header line"):
            start = text.rfind("\n", 0, evidence.start) + 1
            end = text.find("\n", evidence.start)
            end = len(text) if end < 0 else end
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def _excerpt(text: str, sought: Parts) -> Markup:
    """The text around the first of the words, with all of them marked in it."""
    first = next(iter(places(sought, text)), (0, 0))
    start = max(0, first[0] - _AROUND)
    end = min(len(text), first[1] + 2 * _AROUND)
    while 0 < start < first[0] and not text[start - 1].isspace():
        start += 1
    while first[1] < end < len(text) and not text[end].isspace():
        end -= 1
    return mark(text, start, end, hits(sought)(text, start, end))
