"""What a time is read against: publication, the dates that the text named before, the tense of its clause."""

from __future__ import annotations

import re
import statistics
from dataclasses import dataclass
from datetime import date

from sayso.languages.en.times import time_words
from sayso.model import Document, Time
from sayso.reading import calendar as cal
from sayso.reading.text import Sentence, Token

PUBLISHED = "published"

_YEAR = re.compile(r"(?<![\w.,$€£])(?:1[0-9]|20)\d\d(?![\w%]|[.,]\d)")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-]\d{4}(?!\d)")
_OWN_DAY = re.compile(
    r"\b(?:today|yesterday|tomorrow|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:last|this) week)\b"
)
# A text with so many years, half of them so long before its publication, tells of the past.
_YEARS_TOLD = 5
_YEARS_BACK = 3
_UNSURE = frozenset({"would", "could", "may", "might", "can", "must", "should", "'d"})
_NOT_BEFORE = frozenset({"as early as", "as soon as", "no later than", "no earlier than"})
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

    ``published`` is null where the day of publication is not known; ``day_first`` says whether 01/12 is the
    first of December; ``narrative`` whether the text tells of times long past, and dates without a year
    count from those named before.
    """

    def __init__(self, document: Document) -> None:
        self.published = cal.anchor_of(document.published)
        self.day_first = _day_first(document.text)
        years = sorted(int(y) for y in _YEAR.findall(document.text))
        self.narrative = _tells_of_the_past(years, document.text, self.published)
        self._told_between = _bulk(years)
        self.sentence: Sentence | None = None
        self.leaned_on: str | Mark | None = None
        self._marks: dict[str, Mark] = {}

    def now(self) -> date | None:
        """The day of publication, for what counts from it."""
        self.leaned_on = PUBLISHED if self.published else None
        return self.published

    def told(self, units: tuple[str, ...] = _FINER) -> Mark | None:
        """The last time named before whose value is of one of these units, for what counts from it."""
        known = [m for u, m in self._marks.items() if u in units]
        self.leaned_on = max(known, key=lambda m: (m.time.start, m.time.end), default=None)
        return self.leaned_on

    def told_last(self) -> Mark | None:
        """The last time named before for a date without a year to go on from.

        A year by itself sets the scene at the beginning of its sentence; elsewhere days and months tell.
        """
        mark = self.told()
        if mark is not None and mark.unit == "Y" and mark.sentence is not self.sentence:
            finer = self.told(("D", "M", "S"))
            if mark.time.start - mark.sentence.start > _SETS_THE_SCENE and finer is not None:
                return finer
            self.leaned_on = mark
        return mark

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

    def before(self, match: re.Match[str], count: int = 1) -> list[str]:
        """The last words before a match, lower-case, the nearest last."""
        return match.string[max(0, match.start() - 14 * count) : match.start()].lower().split()[-count:]

    def offset(self, at: int) -> int:
        """The offset in the document of a place in the sentence's text."""
        return (self.sentence.start if self.sentence is not None else 0) + at

    def token_at(self, at: int) -> Token | None:
        """The token that holds a place of the sentence's text."""
        if self.sentence is None:
            return None
        place = self.offset(at)
        return next((t for t in self.sentence.tokens if t.end > place), None)

    def tense(self, match: re.Match[str]) -> str:
        """Whether the clause of a match tells what was ("past"), will be ("ahead") or neither ("")."""
        token = self.token_at(match.start())
        words = time_words()
        if " ".join(self.before(match, 3)) in _NOT_BEFORE:
            return "ahead"
        verb = self.token_at(match.start() - 2) if match.start() > 1 else None
        if verb is not None and verb.tag in ("VBD", "VBN") and verb.lower not in words.ahead:
            # "The terms, announced Friday, would …"
            if not any(c.dep in ("aux", "auxpass") for c in verb.children):
                return "past"
        while token is not None:
            own = {t.lower for t in token.children if t.dep in ("aux", "auxpass", "neg") or t.tag == "MD"}
            if own & words.will or (token.lower in words.ahead and token.tag != "VBD"):
                return "ahead"
            if "to" in own and token.head.lower in words.ahead:
                return "ahead"
            if token.tag == "VBD" or any(c.tag == "VBD" for c in token.children if c.dep.startswith("aux")):
                return "past"
            if "would" in own and "have" not in own:
                return "ahead"
            if token.tag in ("VBZ", "VBP") or own & _UNSURE:
                return ""
            if any(c.tag in ("VBZ", "VBP") for c in token.children if c.dep == "aux"):
                return "past" if token.tag == "VBN" else ""
            if token.tag == "VBN" and token.dep in ("acl", "relcl", "amod"):
                return "past"
            if token.tag == "VBN" and "had" in own:
                return "past"
            token = token.head if token.head is not token else None
        return ""


def _day_first(text: str) -> bool:
    """Whether dates like 01/12/2016 put the day first, by the document's own evidence."""
    for found in _SLASHED.finditer(text):
        first, second = int(found[1]), int(found[2])
        if first > 12 >= second:
            return True
        if second > 12 >= first:
            return False
    return True


def _tells_of_the_past(years: list[int], text: str, published: date | None) -> bool:
    """Whether a text tells of years long past, and hardly ever speaks from its own day ("today", "Friday")."""
    if published is None:
        return bool(years)
    if len(_OWN_DAY.findall(text)) * _YEARS_TOLD > len(years):
        return False
    return len(years) >= _YEARS_TOLD and statistics.median(years) <= published.year - _YEARS_BACK


def _bulk(years: list[int]) -> tuple[int, int]:
    """Between which years a text's tale goes on, by Tukey's fences: a later source that it names is no part."""
    if not years:
        return date.min.year, date.max.year
    low, high = years[len(years) // 4], years[len(years) * 3 // 4]
    reach = 3 * (high - low) // 2 + 2
    return low - reach, high + reach
