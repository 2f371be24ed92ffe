"""What an article is mainly about, and whether a figure is of that, of something else, or a total over time.

"At least 12 people were killed in Tolk" in a lead and "since the war began 3,000 people have been killed"
below it count two things; a later sentence that names another town tells of another event.
"""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.comparison.names import spelling_key
from sayso.comparison.slots import FigureSlots, Interval, Names, countries, days_long, nations
from sayso.comparison.spots import of_two_spots
from sayso.comparison.verdicts import days_apart, published
from sayso.comparison.words import stem, word_list
from sayso.languages.lexicon import read_sections, word_lists, words
from sayso.model import Document, Findings

_LEAD_CHARS = 600
_LONG_DAYS = 7
_RECENT_DAYS = 2
_LEAST_LETTERS = 4
_SEVERAL = 2
_OPENING_WORDS = 4
_NAME = re.compile(r"[A-Z][^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LOWER = re.compile(r"\b[a-z][a-z-]+")


@dataclass(frozen=True, slots=True)
class Risen:
    """A count of some event that an article says has risen, and the names in its lead."""

    document: str
    event: str
    names: frozenset[str]


MAIN, OTHER, TOTAL = "main event", "another event", "total over time"


class Scenes:
    """The scene of each article of a pile: where its main event was, and the names in its lead."""

    def __init__(self, by_document: Mapping[str, Scene]) -> None:
        """``by_document`` has the scene of each article, by its id."""
        self.by_document = by_document

    def of(self, figure: FigureSlots) -> str | None:
        """Whether a figure is of its article's main event, of another, or a total; None where unknown."""
        return self.by_document[figure.document.id].of(figure)

    def when(self, figure: FigureSlots) -> Interval | None:
        """The time of a figure: its own, or of one of the main event, which names none, the day of that."""
        if figure.time is not None or self.of(figure) != MAIN:
            return figure.time
        return self.by_document[figure.document.id].day

    def apart(self, left: FigureSlots, right: FigureSlots) -> bool:
        """Whether two figures are most likely of two events: of other places, by other means, "another"."""
        if _tells_of_another(left) or _tells_of_another(right):
            return True
        mine, other = means(left), means(right)
        if mine and other and not mine & (other | _carriers(other)) and not other & _carriers(mine):
            return True
        one, two = self.by_document[left.document.id], self.by_document[right.document.id]
        if left.claim is not None and right.claim is not None and of_two_spots(left.claim, right.claim):
            return True
        here, there = one.named_with(left) or one.where(left), two.named_with(right) or two.where(right)
        if not here or not there:
            return False
        return not here & (there | two.names) and not there & (here | one.names)

    def elsewhere(self, left: FigureSlots, right: FigureSlots) -> bool:
        """Whether the claims of two figures both name somebody or somewhere, and none in common."""
        here = self.by_document[left.document.id].named_with(left)
        there = self.by_document[right.document.id].named_with(right)
        return bool(here and there) and here.isdisjoint(there)

    def running(self, figure: FigureSlots) -> bool:
        """Whether any article around that tells of the same says that such a count has risen."""
        home = figure.document.id
        scene = self.by_document[home]
        same = (r for r in scene.risen if r.event == figure.figure.event)
        return any(r.document == home or scene.names & r.names for r in same)

    def one_event(self, left: FigureSlots, right: FigureSlots) -> bool:
        """Whether the leads of two articles of one or two days share several names."""
        near = days_apart(left, right) <= _RECENT_DAYS
        return near and left.document.id != right.document.id and self.one_lead(left.document, right.document)

    def one_lead(self, left: Document, right: Document) -> bool:
        """Whether two leads share several names, or are one article's."""
        one, other = self.by_document[left.id], self.by_document[right.id]
        return left.id == right.id or len(one.names & other.names) >= _SEVERAL

    def share_names(self, left: Document, right: Document) -> bool:
        """Whether two leads name one place, person or body besides countries, in whatever spelling."""
        one, other = self.by_document[left.id], self.by_document[right.id]
        return left.id == right.id or bool(one.names & other.names)


def _main_day(figures: Iterable[FigureSlots]) -> Interval | None:
    """The day that the first figure in an article's lead is of, where one names it."""
    for figure in sorted(figures, key=lambda f: f.order):
        dated = figure.time is not None and days_long(figure.time) == 0
        if dated and figure.figure.event and figure.figure.start < _LEAD_CHARS:
            return figure.time
    return None


class Scene:
    """One article's scene."""

    def __init__(
        self,
        document: Document,
        found: Findings,
        figures: Iterable[FigureSlots],
        risen: Sequence[Risen],
    ) -> None:
        """``risen`` are the counts that have risen as far as is told around the article."""
        self.document = document
        self.risen = risen
        self.day = _main_day(figures)
        self.sentences = sorted({c.sentence for c in found.claims})
        self.places = Names(e for e in found.entities if e.kind == "place")
        lead = _lead(document)
        self.main = frozenset().union(*(self.places.within(*s) for s in lead))
        # An article's own small words, by which a capital at the beginning of a sentence is known for none.
        self.small = _small_words(document)
        self.names = _names(document, lead, self.small)
        self.named: dict[str, frozenset[str]] = {}
        named = {w for name in self.main for w in name.split()}
        # Where no name in the lead was known for a place, any word of it may be one.
        self.lead_words = named or {w for s, e in lead for w in word_list(document.text[s:e])}

    def of(self, figure: FigureSlots) -> str | None:
        at = figure.figure.start
        sentence = next((s for s in self.sentences if s[0] <= at < s[1]), (at, figure.figure.end))
        told = self.document.text[sentence[0] : sentence[1]]
        long = None if figure.time is None else days_long(figure.time)
        # Of one day it is no total, whatever else the sentence tells.
        if long != 0 and (tells_of_a_total(told) or (long or 0) > _LONG_DAYS):
            return TOTAL
        here = self.places.within(*sentence)
        if self._long_ago(figure) or (here and not here & self.main):
            return OTHER
        if figure.place and not here & self.main and not self._in_lead(figure.place):
            return OTHER
        return MAIN if at < _LEAD_CHARS or here & self.main or not here else None

    def named_with(self, figure: FigureSlots) -> frozenset[str]:
        """The names, by spelling, in a figure's claim."""
        claim = figure.claim
        if claim is None:
            return frozenset()
        known = self.named.get(claim.claim.id)
        if known is None:
            found = _names(self.document, [(claim.claim.start, claim.claim.end)], self.small, _seats())
            known = found - {spelling_key(w) for name in claim.speaker.names for w in name.split()}
            self.named[claim.claim.id] = known
        return known

    def where(self, figure: FigureSlots) -> frozenset[str]:
        """The lead's places, by spelling, for a figure that is of the main event."""
        if self.of(figure) != MAIN:
            return frozenset()
        return frozenset(
            spelling_key(w) for name in self.main for w in name.split() if len(w) >= _LEAST_LETTERS
        )

    def _long_ago(self, figure: FigureSlots) -> bool:
        """Whether a figure is of a day well before the article was printed."""
        printed = published(figure)[0]
        if figure.time is None or printed is None:
            return False
        return days_long((figure.time[1], printed)) > _RECENT_DAYS

    def _in_lead(self, place: str) -> bool:
        return place in nations() or bool(set(place.split()) & self.lead_words)


def lead_names(document: Document) -> frozenset[str]:
    """The names in an article's lead, by spelling."""
    return _names(document, _lead(document), _small_words(document))


def _lead(document: Document) -> list[tuple[int, int]]:
    heads = [(s.start, s.end) for s in document.segments if s.kind in ("headline", "dateline")]
    return [(0, _LEAD_CHARS), *heads]


def _small_words(document: Document) -> frozenset[str]:
    """The words of an article that stand in it in small letters, held once for all articles."""
    return frozenset(map(sys.intern, _LOWER.findall(document.text)))


def _names(
    document: Document,
    spans: Sequence[tuple[int, int]],
    small: frozenset[str],
    always: frozenset[str] = frozenset(),
) -> frozenset[str]:
    """Names in some stretches, by spelling: capitalised words, not ``small`` ones, nor those of many stories.

    What is ``always`` a name is one all the same.
    """
    found = (w.lower() for s, e in spans for w in _NAME.findall(document.text[s:e]))
    parts = (p.removesuffix("'s").removesuffix("’s") for word in found for p in word.split("-"))
    none = _no_names()
    return frozenset(
        spelling_key(p)
        for p in parts
        if len(p) >= _LEAST_LETTERS and (p in always or not (p in small or p in none))
    )


@functools.cache
def _no_names() -> frozenset[str]:
    """Days, months, countries and peoples: too many stories share them."""
    return words(read_sections("en", "calendar.txt")[""]) | countries()


@functools.cache
def _seats() -> frozenset[str]:
    """Capitals: too many stories share them, but who names two names two places."""
    return countries() - nations()


def means(figure: FigureSlots) -> frozenset[str]:
    """By what it happened, as far as a figure's claim tells: from the air, by shelling, by a flood."""
    found = frozenset(kind for kind, listed in _means().items() if figure.stems & listed)
    if "shelling" in found:
        # "Rocket fire" is no fire.
        found -= {"fire"}
    # "On board a helicopter": not from the air.
    return found - {"air"} if "crash" in found else found


def _carriers(kinds: frozenset[str]) -> frozenset[str]:
    """What else some means may have come by: gas from the air, or in shells."""
    carried = _carried()
    return frozenset().union(*(carried.get(kind, frozenset()) for kind in kinds))


@functools.cache
def _carried() -> dict[str, frozenset[str]]:
    return word_lists(read_sections("en", "scenes.txt")["carried by"])


def _tells_of_another(figure: FigureSlots) -> bool:
    """Whether a claim begins by setting its event apart: "Another rocket", "In a separate raid"."""
    opening = word_list(figure.claim.claim.text)[:_OPENING_WORDS] if figure.claim is not None else []
    return not _apart().isdisjoint(opening)


@functools.cache
def _means() -> dict[str, frozenset[str]]:
    listed = word_lists(read_sections("en", "scenes.txt")["means"])
    return {kind: frozenset(map(stem, nouns)) for kind, nouns in listed.items()}


@functools.lru_cache(maxsize=16384)
def tells_of_a_total(text: str) -> bool:
    """Whether a sentence tells of a whole war or campaign: "since the conflict began"."""
    return any(pattern.search(text) for pattern in _totals())


@functools.cache
def _apart() -> frozenset[str]:
    return words(read_sections("en", "scenes.txt")["sets apart"])


@functools.cache
def _totals() -> tuple[re.Pattern[str], ...]:
    sections = read_sections("en", "scenes.txt")
    long = "|".join(sorted(words(sections["what goes on for years"])))
    spans = "|".join(sorted(words(sections["long spans"])))
    begun = "|".join(sorted(words(sections["begins"])))
    return (
        re.compile(rf"\bsince (?:the |its )?(?:\w+ ){{0,2}}(?:{long}|{begun}|then)\b", re.IGNORECASE),
        re.compile(rf"\b(?:{long})\b.{{0,40}}\b(?:{begun})\b", re.IGNORECASE),
        re.compile(rf"\bthe (?:{long}) (?:\w+ ){{0,2}}(?:has|have)\b", re.IGNORECASE),
        re.compile(
            r"\b(?:in|during) (?:the|their|its|all) (?:\d+|two|three|four|five|six|seven|eight) \w+s\b",
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?:in|over|during) the (?:past|last) (?:\w+ ){{0,2}}(?:{spans})\b", re.IGNORECASE),
        re.compile(rf"\b(?:\w+-year(?:-old|-long)?|civil|in the) (?:\w+ )?(?:{long})\b", re.IGNORECASE),
    )
