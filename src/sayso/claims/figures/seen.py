"""A number among its tokens: what the other modules of figures say of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from sayso.languages.en.quantities import listed
from sayso.reading.text import Number, Sentence, Token

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
BARE_TALLIES = frozenset({"toll", "tolls", "number", "numbers", "total", "count", "tally", "figure"})
TALLIES = BARE_TALLIES | listed("tallies")


class Movement(NamedTuple):
    """Which way an amount moves something, up or down, and the word or sign that says so."""

    way: str
    word: Token


@dataclass(slots=True)
class Seen:
    """A number with the tokens around it.

    ``own`` are its tokens with its bound words and unit, ``head`` the noun it counts, ``last`` the last token
    of the noun's phrase (or of its own), ``counted`` the words of that phrase. ``shared`` marks a noun or an
    event taken from the figure before.
    """

    number: Number
    sentence: Sentence
    own: list[Token]
    head: Token | None
    last: Token
    counted: str | None
    event: str | None = None
    shared: bool = False
    why: str = ""
    parts: tuple[Seen, ...] = field(default=())
    whole: Number | None = None
    moves: Movement | None = None

    @property
    def tokens(self) -> list[Token]:
        """The tokens of the sentence."""
        return self.sentence.tokens

    @property
    def first_at(self) -> int:
        """The place of its first own token in the sentence."""
        return self.own[0].i - self.sentence.tokens[0].i

    @property
    def last_at(self) -> int:
        """The place of the last token of its phrase in the sentence."""
        return max(self.last.i, self.own[-1].i) - self.sentence.tokens[0].i

    def before(self, back: int = 1) -> Token | None:
        """The token that many places before it."""
        at = self.first_at - back
        return self.tokens[at] if at >= 0 else None

    def after(self, ahead: int = 1) -> Token | None:
        """The token that many places after its phrase."""
        at = self.last_at + ahead
        return self.tokens[at] if at < len(self.tokens) else None

    def beyond(self, most: int) -> list[Token]:
        """At most so many tokens after its own, the counted noun among them."""
        at = self.first_at + len(self.own)
        return self.tokens[at : at + most]

    def following(self, most: int) -> list[Token]:
        """At most so many tokens after its phrase."""
        return self.tokens[self.last_at + 1 : self.last_at + 1 + most]

    @property
    def outer(self) -> Token:
        """The token by which the whole phrase hangs from its sentence."""
        if self.head is not None and self.head.i > self.own[-1].i:
            return self.head
        return self.own[-1]
