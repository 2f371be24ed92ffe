"""A document in the making: its text cut into blocks, and the fields found so far with their evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.model import Evidence, Link, Relay

Piece = tuple[int, int, str]
"""A stretch of the text and the kind it is to have."""


@dataclass(slots=True)
class Block:
    """A stretch of text that is one segment unless it is carved: a paragraph, or a piece of one.

    ``settled`` blocks have their kind from the page's markup, and the rules of text leave them alone.
    """

    start: int
    end: int
    kind: str = "body"
    language: str | None = None
    settled: bool = False


@dataclass(slots=True)
class Draft:
    """What intake knows about one document while it reads it. ``fields`` holds plain values by field name."""

    text: str
    blocks: list[Block] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    authors: tuple[str, ...] = ()
    evidence: dict[str, Evidence] = field(default_factory=dict)
    relay: list[Relay] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    source_map: list[tuple[int, int, str]] = field(default_factory=list)

    def said(self, block: Block) -> str:
        """The text of a block."""
        return self.text[block.start : block.end]

    def note(self, name: str, value: str, rule: str, place: tuple[int, int] | None = None) -> None:
        """Keep a field's value and where it was read; the first value found stays."""
        if value and name not in self.fields:
            self.fields[name] = value
            start, end = place or (None, None)
            self.evidence[name] = Evidence(rule, start, end)

    def note_authors(self, names: Sequence[str], rule: str, place: tuple[int, int] | None = None) -> None:
        """Keep the authors and where they were read; the first found stay."""
        if names and not self.authors:
            self.authors = tuple(names)
            start, end = place or (None, None)
            self.evidence["authors"] = Evidence(rule, start, end)

    def carve(self, index: int, pieces: Sequence[Piece]) -> int:
        """Cut stretches out of a block as blocks of their own; what lies between keeps the block's kind.

        Returns how many blocks now stand where one stood. Pieces come in order and do not overlap.
        """
        block = self.blocks[index]
        cut: list[Block] = []
        at = block.start
        for start, end, kind in pieces:
            self._keep_rest(cut, block, at, start)
            self._add(cut, Block(start, end, kind, settled=True))
            at = end
        self._keep_rest(cut, block, at, block.end)
        self.blocks[index : index + 1] = cut
        return len(cut)

    def _keep_rest(self, cut: list[Block], block: Block, start: int, end: int) -> None:
        self._add(cut, Block(start, end, block.kind, block.language, block.settled))

    def _add(self, cut: list[Block], block: Block) -> None:
        trimmed = trim(self.text, block.start, block.end)
        if trimmed:
            block.start, block.end = trimmed
            cut.append(block)


def trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The stretch without blanks at its ends, or None where it is all blank."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
