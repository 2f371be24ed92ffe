"""What a time is read against: publication, the dates that the text named before, the tense of its clause."""

from __future__ import annotations

import bisect
import functools
import re
import statistics
from dataclasses import dataclass
from datetime import date

from sayso.languages.en.times import spelled_dates, time_words
from sayso.model import Document, Segment, Time
from sayso.reading import calendar as cal
from sayso.reading.calendar import Interval
from sayso.reading.text import Sentence, Token
from sayso.reading.wording import Match, said

PUBLISHED = "published"

_YEAR = re.compile(r"(?<![\w.,$€£])(?:1[0-9]|20)\d\d(?![\w%]|[.,]\d)")
_BEFORE_OUR_ERA = re.compile(r"\d\s(?:BCE?|B\.C\.)(?!\w)")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)")
_OWN_DAY = re.compile(
    r"\b(?:today|yesterday|tomorrow|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:last|this) week)\b"
)
# A text with so many years, half of them so long before its publication, tells of the past.
_YEARS_TOLD = 5
_YEARS_BACK = 3
# So near the beginning of a sentence a year sets the scene for what follows; in characters.
_SETS_THE_SCENE = 20
_FINER = ("D", "W", "M", "S", "Q", "H", "Y")


@dataclass(frozen=True, slots=True)
class Mark:
    """A time that the text has named, for those after it to count from."""

    time: Time
    first: date
    unit: str
    sentence: Sentence


class Context:
    """What the times of a document are read against, as the reading goes on from sentence to sentence.

    ``published`` is null where the day of publication is not known; ``narrative`` says whether the text tells
    of times long past, and dates without a year count from those named before; ``before_our_era`` whether it
    tells of times before our era, where they count from nothing that a calendar of this kind has.
    """

    def __init__(self, document: Document) -> None:
        self.published = cal.anchor_of(document.published)
        self._text = document.text
        years = sorted(int(y) for y in _YEAR.findall(document.text))
        self.before_our_era = len(_BEFORE_OUR_ERA.findall(document.text)) >= _YEARS_TOLD
        self.narrative = _tells_of_the_past(years, document.text, self.published)
        self._told_between = _bulk(years)
        self.sentence: Sentence | None = None
        self.leaned_on: str | Mark | None = None
        self._marks: dict[str, Mark] = {}

    @functools.cached_property
    def day_first(self) -> bool | None:
        """Whether 01/12 is the first of December, by the document's own evidence; null where it has none."""
        return _day_first(self._text, self.published)

    def now(self) -> date | None:
        """The day of publication, for what counts from it."""
        self.leaned_on = PUBLISHED if self.published else None
        return self.published

    def here(self) -> date | None:
        """What "last" and "next" count from: publication, or in a tale of the past the last time told."""
        if not self.narrative:
            return self.now()
        mark = self.told()
        return mark.first if mark is not None else None

    def base_of(self, relation: str) -> date | None:
        """What a step counts from: "that" and "the following" from the text, "last" and "next" from here."""
        if relation not in time_words().from_text:
            return self.here()
        mark = self.told()
        return mark.first if mark is not None else None

    def told(self, units: tuple[str, ...] = _FINER) -> Mark | None:
        """The last time named before whose value is of one of these units, for what counts from it."""
        known = [m for u, m in self._marks.items() if u in units]
        self.leaned_on = max(known, key=lambda m: (m.time.start, m.time.end), default=None)
        return self.leaned_on

    def told_last(self) -> Mark | None:
        """The time named before that a date without a year goes on from, where it does not go by publication.

        A year by itself sets the scene at the beginning of its sentence; elsewhere days and months tell.
        Without a publication date only the same paragraph tells; in news of its own day only a day or month
        of an earlier year in the same sentence does.
        """
        if self.published is not None and not self.narrative:
            here = self.told_here(("D", "M"))
            past = here is not None and here.time.anchor is None and here.first.year < self.published.year
            self.leaned_on = here if past else None
            return here if past else None
        mark = self.told()
        if mark is not None and mark.unit == "Y" and mark.sentence is not self.sentence:
            finer = self.told(("D", "M", "S"))
            if mark.time.start - mark.sentence.start > _SETS_THE_SCENE and finer is not None:
                mark = finer
        if mark is not None and self.published is None and mark.sentence.segment is not self._paragraph():
            mark = None
        self.leaned_on = mark
        return mark

    def _paragraph(self) -> Segment | None:
        return self.sentence.segment if self.sentence is not None else None

    def told_day(self) -> date | None:
        """The last day named before, or the day of publication where none was."""
        mark = self.told(("D",))
        return mark.first if mark is not None else self.now()

    def now_or_told(self) -> date | None:
        """The day that a time of day belongs to: of publication, or the last told in a tale of the past."""
        return self.told_day() if self.narrative else self.now()

    def told_here(self, units: tuple[str, ...]) -> Mark | None:
        """The last time of these units that the same sentence names."""
        mark = self.told(units)
        if mark is None or self.sentence is None or mark.sentence is not self.sentence:
            self.leaned_on = mark = None
        return mark

    def add(self, time: Time) -> None:
        """Let those that follow count from a time."""
        unit = cal.precision(time.value)
        if unit is not None and time.from_ is not None and self.sentence is not None:
            value = time.value or ""
            first = date.fromisoformat(value[:10] if unit == "D" else (cal.interval(value).from_ or ""))
            if unit == "Q" and unit in self._marks and first < self._marks[unit].first:
                # Accounts go on from their own quarter, whatever they hold it against.
                return
            if self.narrative and not self._told_between[0] <= first.year <= self._told_between[1]:
                return
            self._marks[unit] = Mark(time, first, unit, self.sentence)

    def last_month(self, year: int) -> int | None:
        """The month of the last date named before, if it lies in a year."""
        marks = [m for u, m in self._marks.items() if u in ("D", "M") and m.first.year == year]
        return max(marks, key=lambda m: m.time.start).first.month if marks else None

    # --- words around ---------------------------------------------------------------------------------------

    def before(self, match: Match, count: int = 1) -> list[str]:
        """The last words before a match, lower-case, the nearest last."""
        return match.string[max(0, match.start() - 14 * count) : match.start()].lower().split()[-count:]

    def offset(self, at: int) -> int:
        """The offset in the document of a place in the sentence's text."""
        return (self.sentence.start if self.sentence is not None else 0) + at

    def token_at(self, at: int) -> Token | None:
        """The token that holds a place of the sentence's text, or the next after it."""
        if self.sentence is None:
            return None
        place, tokens = self.offset(at), self.sentence.tokens
        i = bisect.bisect_right(tokens, place, key=_end)
        return tokens[i] if i < len(tokens) else None

    def tense(self, match: Match) -> str:
        """Whether the clause of a match tells what was ("past"), will be ("ahead") or neither ("")."""
        token = self.token_at(match.start())
        if " ".join(self.before(match, 3)) in time_words().lists["not before"]:
            return "ahead"
        verb = self.token_at(match.start() - 2) if match.start() > 1 else None
        if verb is not None and _tells_alone(verb):
            return "past"
        while token is not None:
            told = _tense_of(token)
            if told is not None:
                return told
            token = token.head if token.head is not token else None
        return ""


def _tells_alone(verb: Token) -> bool:
    """ "The terms, announced Friday, would …": what stands right before a time, with no verb to help it."""
    helped = any(c.dep in ("aux", "auxpass") for c in verb.children)
    return verb.tag in ("VBD", "VBN") and verb.lower not in time_words().lists["looking ahead"] and not helped


def _tense_of(token: Token) -> str | None:
    """What a word says of when its clause is; null where one must ask the word above it."""
    lists = time_words().lists
    helpers = [c for c in token.children if c.dep in ("aux", "auxpass", "neg") or c.tag == "MD"]
    own = {c.lower for c in helpers}
    ahead = lists["looking ahead"]
    if own & lists["will"] or (token.lower in ahead and token.tag != "VBD"):
        return "ahead"
    if "to" in own and token.head.lower in ahead:
        return "ahead"
    if token.tag == "VBD" or any(c.tag == "VBD" for c in helpers):
        return "past"
    if "would" in own:
        return "past" if "have" in own else "ahead"
    if token.tag in ("VBZ", "VBP") or own & lists["open"]:
        return ""
    if any(c.tag in ("VBZ", "VBP") for c in helpers):
        return "past" if token.tag == "VBN" else ""
    return "past" if token.tag == "VBN" and token.dep in ("acl", "relcl", "amod") else None


def _end(token: Token) -> int:
    return token.end


def edged(of: Interval | None, match: Match, context: Context) -> Interval | None:
    """The part of an interval that "early", "the end of", "earlier" … leave of it."""
    sign = time_words().edges.get(said(match, "edge"), "")
    if of is None or of.from_ is None or of.to is None:
        return of
    if sign in ("BEFORE", "AFTER"):
        now = context.published.isoformat() if context.published else ""
        if not of.from_ <= now <= of.to or "T" in of.from_ or of.from_ == of.to:
            return of
        return Interval(of.value, of.from_, now) if sign == "BEFORE" else Interval(of.value, now, of.to)
    return cal.edge(of, sign)


def _day_first(text: str, published: date | None) -> bool | None:
    """The order of the document's own dates, where they have one.

    The evidence is another date in digits that can be read in one way only, or as the day of publication in
    one way only; else the one order in which the document spells its dates out.
    """
    for found in _SLASHED.finditer(text):
        first, second, year = (int(group) for group in found.groups())
        if first > 12 >= second or second > 12 >= first:
            return first > second
        readings = [cal.checked(year, second, first), cal.checked(year, first, second)]
        if first != second and published is not None and published in readings:
            return published == readings[0]
    orders = {bool(found["day"]) for found in spelled_dates().finditer(text)}
    return orders.pop() if len(orders) == 1 else None


def _tells_of_the_past(years: list[int], text: str, published: date | None) -> bool:
    """Whether a text tells of years long past and hardly speaks from its own day ("today", "Friday")."""
    if published is None or len(_OWN_DAY.findall(text)) * _YEARS_TOLD > len(years):
        return False
    return len(years) >= _YEARS_TOLD and statistics.median(years) <= published.year - _YEARS_BACK


def _bulk(years: list[int]) -> tuple[int, int]:
    """Between which years a text's tale goes on, by Tukey's fences: a later book on it is no part."""
    if not years:
        return date.min.year, date.max.year
    low, high = years[len(years) // 4], years[len(years) * 3 // 4]
    reach = 3 * (high - low) // 2 + 2
    return low - reach, high + reach
