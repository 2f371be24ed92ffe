"""The read text: tokens, sentences, quotations and names over a document, all offsets the document's own."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sayso.model import Document, Segment, Time

SHADE_STEPS = 24.0
"""Into how many steps a unit of the pipeline's inner numbers is cut."""


@dataclass(slots=True, eq=False)
class Token:
    """A word with its place in the parse.

    ``tag`` is a Penn Treebank tag, ``dep`` a ClearNLP dependency label as spaCy's English models give it,
    ``head`` the governing token (the root's head is itself), ``ent`` an entity type or ``""``.
    ``i`` counts tokens of the document, ``start`` and ``end`` are offsets into ``Document.text``.
    """

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    tag: str
    dep: str
    ent: str
    ent_begins: bool
    head: Token = field(init=False, repr=False)
    sentence: Sentence = field(init=False, repr=False)
    children: list[Token] = field(default_factory=list, repr=False)

    def subtree(self) -> Iterator[Token]:
        """This token and all that hang from it, in no fixed order."""
        waiting = [self]
        while waiting:
            token = waiting.pop()
            yield token
            waiting.extend(token.children)

    def ancestors(self) -> Iterator[Token]:
        """The chain of heads above this token, nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence as the parser cut it: its tokens, its stretch of the text and the segment it stands in."""

    i: int
    start: int
    end: int
    tokens: list[Token]
    segment: Segment
    before: Sentence | None = field(default=None, repr=False)

    @property
    def root(self) -> Token:
        """The token that hangs from nothing."""
        return next((t for t in self.tokens if t.head is t), self.tokens[0])


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words: ``start`` and ``end`` lie inside the quotation marks.

    ``closed`` is false where no closing mark was found, ``continued`` true where the quotation runs on from
    the paragraph before. ``block`` marks a quotation that is set off as a paragraph, without marks.
    """

    start: int
    end: int
    closed: bool = True
    continued: bool = False
    block: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in the text, before it is known what it counts.

    ``kind`` is count, money, share, measure, duration, age, date, clock, ordinal, score, name or one (the
    word alone, "one of the best"); only the first six are figures. ``low`` and ``high`` are null where the
    bound is open; ``unit`` is a UCUM code, an ISO 4217 code, ``%`` or ``1``. ``start`` and ``end`` take in
    the bound words ("at least 12").
    """

    start: int
    end: int
    kind: str
    low: float | int | None
    high: float | int | None
    approximate: bool = False
    unit: str = "1"
    change: bool = False
    per: str | None = None
    of: float | int | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A name at one place: its tokens in order, and its kind (person, organization, group, place or "")."""

    tokens: tuple[Token, ...]
    kind: str

    @property
    def start(self) -> int:
        """Where the name begins in the text."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where the name ends in the text, exclusive."""
        return self.tokens[-1].end


@dataclass(slots=True)
class Reading:
    """A document with what was read in it; ``tokens`` and ``sentences`` come in text order.

    ``shades`` holds, for each token, the 96 numbers by which the language pipeline tells a token in its
    place from others, as whole steps.
    """

    document: Document
    tokens: list[Token]
    sentences: list[Sentence]
    quotations: tuple[Quotation, ...] = ()
    times: tuple[Time, ...] = ()
    numbers: tuple[Number, ...] = ()
    names: tuple[Name, ...] = ()
    shades: np.ndarray[Any, np.dtype[np.int8]] = field(default_factory=lambda: np.zeros((0, 96), np.int8))

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """The tokens that lie wholly between two offsets."""
        first = bisect.bisect_left(self.tokens, start, key=_start)
        after = bisect.bisect_left(self.tokens, end, lo=first, key=_start)
        return [t for t in self.tokens[first:after] if t.end <= end]


def _start(token: Token) -> int:
    return token.start
