"""Text that two articles share, as a diff: who had it first, where that can be told, and what was changed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sayso.dossier.articles import passage_anchor
from sayso.dossier.diff import diff
from sayso.dossier.pile import Pile
from sayso.model import Document, Passage, Side

_SAME = re.compile(r"(\d+) of (\d+) words the same")


@dataclass(frozen=True, slots=True)
class Shared:
    """One passage: its anchors in both articles, how many words are the same, its evidence and its diff."""

    anchors: tuple[str, str]
    length: int
    evidence: str
    html: Markup


@dataclass(frozen=True, slots=True)
class Row:
    """All that two articles share; ``before`` had it first where ``known``, else it only stands first."""

    id: str
    before: Document
    after: Document
    known: bool
    passages: tuple[Shared, ...]

    @property
    def length(self) -> int:
        """The words of all passages that are the same."""
        return sum(p.length for p in self.passages)


def shared_text(pile: Pile, most: int) -> list[Row]:
    """The pairs of articles that share text, the most words first; diffs are made for so many of them."""
    pairs: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for passage in pile.contents.passages:
        ends = _ends(passage)
        if all(end.document in pile.document_of for end in ends):
            pairs[ends[0].document, ends[1].document].append(passage)
    ranked = sorted(
        pairs.items(),
        key=lambda pair: (-sum(_length(pile, p) for p in pair[1]), *map(pile.number_of.get, pair[0])),
    )
    return [_row(pile, found) for _, found in ranked[:most]]


def _ends(passage: Passage) -> tuple[Side, Side]:
    """A passage's sides, the one that had it first before the other."""
    one, other = passage.left, passage.right
    return (other, one) if passage.direction == "right_to_left" else (one, other)


def _length(pile: Pile, passage: Passage) -> int:
    """How many words are the same, as the evidence counts them; those of the text where it does not."""
    told = _SAME.search(passage.evidence)
    return int(told[1]) if told else len(_text(pile, _ends(passage)[1]).split())


def _evidence(passage: Passage) -> str:
    """What tells that they share it: "723 of its 735 words are the same"."""
    return _SAME.sub(r"\1 of the \2 words of the longer telling are the same", passage.evidence)


def _text(pile: Pile, side: Side) -> str:
    return pile.document_of[side.document].text[side.start : side.end]


def _row(pile: Pile, found: Sequence[Passage]) -> Row:
    ordered = sorted(found, key=lambda p: (_ends(p)[1].start, p.id))
    before, after = (pile.document_of[end.document] for end in _ends(ordered[0]))
    passages = []
    for passage in ordered:
        one, other = _ends(passage)
        anchors = passage_anchor(passage.id, one.document), passage_anchor(passage.id, other.document)
        html = diff(_text(pile, one), _text(pile, other))
        passages.append(Shared(anchors, _length(pile, passage), _evidence(passage), html))
    known = ordered[0].direction != "unknown"
    return Row(f"s_{ordered[0].id}", before, after, known, tuple(passages))
