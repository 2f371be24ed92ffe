"""What a line of bare text is to its neighbours, and what short lines between posts and comments are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.intake.dates import date_at
from sayso.intake.lines import is_prose, reads_as_furniture, word_count
from sayso.intake.signs import closing
from sayso.languages.en import furniture

SHORT = frozenset({"tiny", "title", "short", "stock"})
"""The kinds of line that are no text."""

_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_DATE_LABEL = re.compile(r"(?:on|posted|published|updated|at)\W+(?:on )?", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")
_READING_TIME = re.compile(r"\d+ ?min(?:ute)?s?(?: read)?\Z", re.IGNORECASE)
_NAME = re.compile(r"(?:[Bb]y )?[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,2}\Z|by [A-Z]")

_LONGEST_DATED, _BESIDE_DATE = 14, 14
"""In words, and in characters: a line with a date is so long, and says so little else."""

_LONGEST_SHAPED, _LONGEST_NAME = 8, 5
"""In words."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line with what was measured on it: how many words it has, what it is to others, its long words."""

    said: str
    words: int
    kind: str
    long_words: frozenset[str]

    @property
    def is_prose(self) -> bool:
        """Whether it is running text, with or without an end."""
        return "prose" in self.kind


def measure(said: str) -> Line:
    """A line measured."""
    words = word_count(said)
    long_words = frozenset(word.lower() for word in _LONG_WORD.findall(said))
    return Line(said, words, _kind(said, words), long_words)


def _kind(said: str, words: int) -> str:
    """What a line is to its neighbours."""
    closed = closing(said) == "closed"
    if reads_as_furniture(said):
        return "stock"
    if is_prose(said, words):
        return "prose" if closed else "open prose"
    if closed:
        return "closed"
    return "tiny" if words <= 2 else "title" if is_capitalised(said) else "short"


def is_capitalised(said: str) -> bool:
    """Whether most words of a line begin with a capital or a digit."""
    parts = said.split()
    return sum(part[:1].isupper() or part[:1].isdigit() for part in parts) >= 0.6 * len(parts)


def shape_of(line: Line) -> str | None:
    """What a short line is that stands at a post or a comment; None for any other.

    A "date", a "moment" (with a clock), an "age" ("2 days ago"), a "reading time", who wrote a comment
    ("comment head"), what can be done to it ("comment button"), or a "name".
    """
    if line.words > _LONGEST_DATED:
        return None
    dated = _dated(line.said)
    if dated or line.words > _LONGEST_SHAPED:
        return dated
    plain, lexicon = furniture.plain(line.said), furniture.load()
    if _READING_TIME.match(line.said):
        return "reading time"
    for name, pattern in (
        ("age", lexicon.ages),
        ("comment button", lexicon.comment_buttons),
        ("comment head", lexicon.comment_heads),
    ):
        if pattern.match(plain) and (name != "comment head" or line.kind != "closed"):
            return name
    is_name = line.words <= _LONGEST_NAME and line.kind != "stock" and _NAME.match(line.said)
    return "name" if is_name else None


def _dated(said: str) -> str | None:
    """Whether a line is a date, or a date with a clock, and little more."""
    label = _DATE_LABEL.match(said)
    found = date_at(said, 0) or (date_at(said, label.end()) if label else None)
    if not found or len(said) - found[0] > _BESIDE_DATE:
        return None
    return "moment" if _CLOCK.search(said) else "date"
