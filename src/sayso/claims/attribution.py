"""What an attribution is: the cue, the words of its source, and what it says was said."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.claims.sources import SourceWords
from sayso.reading.text import Token

QUOTING = frozenset({"quote", "cite"})
"""Verbs whose object speaks, through their subject."""

LEARNED = "learned"
"""The rule that a learned attribution names."""

LABEL = "speaker label"
POST = "post"
SET_OFF = frozenset({LABEL, POST})
"""The rules by which whole paragraphs are one speaker's words, also those around the cue."""

OTHER = "other"
"""The kind of a cue that no lexicon lists."""


@dataclass(slots=True)
class Attribution:
    """A cue with its source and content; ``contents`` are stretches of text, in order.

    ``cue`` is the token that governs the cue's others; where they begin before it, ``cue_first`` says where.
    Of what is ``asked`` no claim is made, by nobody.
    """

    cue: Token
    cue_end: Token
    kind: str
    rule: str
    source: SourceWords | None
    contents: list[tuple[int, int]] = field(default_factory=list)
    quotation: bool = False
    through: SourceWords | None = None
    cue_first: Token | None = None
    asked: bool = False

    @property
    def cue_start(self) -> int:
        """Where the words of the cue begin in the text."""
        return self.cue_begin.start

    @property
    def cue_begin(self) -> Token:
        """The first token of the cue."""
        return self.cue_first or self.cue

    def holds(self, offset: int) -> bool:
        """Whether a place in the text stands in the content."""
        return any(s <= offset < e for s, e in self.contents)

    @property
    def extent(self) -> tuple[int, int]:
        """From the first to the last character of cue, source and contents."""
        spans = [(self.cue_start, self.cue_end.end), *self.contents]
        if self.source is not None and self.source.sentence is self.cue.sentence:
            spans.append((self.source.start, self.source.end))
        return min(s for s, _ in spans), max(e for _, e in spans)
