"""Two articles beside each other in step: what answers each other stands in one row.

Texts are read from the top down, so that only pairs in one order can stand in step; the chain of pairs that
weighs most does, and the others are listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from markupsafe import Markup

from sayso.dossier.articles import marks_of
from sayso.dossier.marking import Mark, mark
from sayso.dossier.pairs import ORDER, relation_of
from sayso.dossier.pile import Pile
from sayso.model import KEPT_KINDS, Comparison, Document, Span

SHARED = "shared"
"""What joins a row that is not a comparison: text that both carry."""

_MOST = 300
"""How many pairs are tried for the chain, those that weigh most."""

_OF_RELATION = {"scope": 20, "unclear": 5, "rejected": 1}
"""What a compared pair weighs besides its words where it tells less than the others do."""
_OF_OTHERS = 200


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of either text that answers the other; ``kind`` is a relation or shared.

    ``target`` is the record that joins them; ``ends`` the claims or figures, empty for shared text.
    """

    kind: str
    left: Span
    right: Span
    target: str
    ends: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        """How much it is worth to have these two in step."""
        length = min(self.left[1] - self.left[0], self.right[1] - self.right[0])
        return length * 3 if self.kind == SHARED else length // 4 + _OF_RELATION.get(self.kind, _OF_OTHERS)


@dataclass(frozen=True, slots=True)
class Row:
    """What stands in one row: two stretches that answer each other, or what lies between such (no match)."""

    left: Markup
    right: Markup
    match: Match | None
    also: tuple[Match, ...] = ()
    """What else joins these two stretches."""

    @property
    def also_by_kind(self) -> list[tuple[str, list[Match]]]:
        """What else joins them, by what it is: two reprints repeat each other in every sentence."""
        ordered = sorted(self.also, key=_by_relation)
        return [(kind, list(some)) for kind, some in groupby(ordered, key=lambda m: m.kind)]


@dataclass(frozen=True, slots=True)
class Beside:
    """Two articles in step, and the pairs that stand in another order."""

    left: Document
    right: Document
    rows: tuple[Row, ...]
    apart: tuple[Match, ...]
    weak: tuple[Match, ...] = ()
    """Of the pairs that are not in step those of other scope and unclear ones."""
    asked: Match | None = None
    """The pair that is looked for, which is in step whatever is not for its sake."""


def beside(pile: Pile, left: str, right: str, pair: str = "") -> Beside:
    """Two articles by their ids; ``pair`` is the id of a comparison that is to stand in step."""
    documents = pile.document_of[left], pile.document_of[right]
    found = sorted(matches(pile, left, right), key=lambda m: (-m.weight, m.left, m.right, m.target))
    asked = _asked(pile, found, pair)
    telling = [m for m in found if m.kind not in _OF_RELATION]
    # What only looks alike brings nothing in step where other pairs do.
    chain = _chain([m for m in (telling or found)[:_MOST] if asked is None or _in_order(m, asked)])
    if asked:
        chain = sorted([*chain, asked], key=lambda m: m.left)
    rest = [m for m in found if m not in chain]
    rows = [
        replace(row, also=tuple(m for m in rest if _covers(row.match, m))) if row.match else row
        for row in _rows(documents, (marks_of(pile, documents[0]), marks_of(pile, documents[1])), chain)
    ]
    told = {m.target for row in rows for m in row.also}
    apart = sorted((m for m in rest if m.target not in told), key=_by_relation)
    strong = tuple(m for m in apart if m.kind not in _OF_RELATION)
    weak = tuple(m for m in apart if m.kind in _OF_RELATION)
    return Beside(*documents, tuple(rows), strong, weak, asked)


def _asked(pile: Pile, found: Sequence[Match], pair: str) -> Match | None:
    """The match of the two claims that a comparison joins."""
    compared = pile.contents.things.get(pair)
    if not isinstance(compared, Comparison) or not (pile.has(compared.left) and pile.has(compared.right)):
        return None
    ends = {pile.end_of(compared.left), pile.end_of(compared.right)}
    return next((m for m in found if set(m.ends) == ends), None)


def _in_order(one: Match, other: Match) -> bool:
    """Whether two pairs follow one another on both sides without overlap."""
    return any(a.left[1] <= b.left[0] and a.right[1] <= b.right[0] for a, b in ((one, other), (other, one)))


def matches(pile: Pile, left: str, right: str) -> Iterator[Match]:
    """All that joins two articles: text they share, claims and figures that are compared."""
    for passage, side, other in pile.passages_in.get(left, ()):
        if other.document == right:
            yield Match(SHARED, (side.start, side.end), (other.start, other.end), passage)
    for claim in pile.claims_in[left]:
        answers: dict[str, list[Comparison]] = {}
        for c in pile.compared_of.get(claim.id, ()):
            answers.setdefault(pile.answer_to(claim.id, c), []).append(c)
        for id_, compared in answers.items():
            answer = pile.claim_of.get(id_)
            if answer and answer.document == right:
                relation = relation_of(compared)
                target = min(c.id for c in compared if c.relation == relation)
                yield Match(relation, claim.sentence, answer.sentence, target, (claim.id, id_))


def neighbours(pile: Pile, document: str) -> list[tuple[str, int, int]]:
    """The articles worth reading beside one: id, passages shared, claims compared; the most joined first."""
    shared: dict[str, int] = {}
    compared: dict[str, int] = {}
    for _, _, other in pile.passages_in.get(document, ()):
        shared[other.document] = shared.get(other.document, 0) + 1
    for claim in pile.claims_in[document]:
        ends = {pile.end_of(e) for c in pile.compared_of.get(claim.id, ()) for e in (c.left, c.right)}
        for end in ends:
            its = pile.document_with(end)
            compared[its] = compared.get(its, 0) + 1
    others = {*shared, *compared} - {document}
    rows = [(id_, shared.get(id_, 0), compared.get(id_, 0)) for id_ in others]
    return sorted(rows, key=lambda r: (-r[1], -r[2], pile.number_of[r[0]]))


def _by_relation(match: Match) -> tuple[int, Span, str]:
    return ORDER.index(match.kind) if match.kind in ORDER else len(ORDER), match.left, match.target


def _covers(outer: Match, inner: Match) -> bool:
    """Whether a pair in step has another within it on both sides."""
    sides = ((outer.left, inner.left), (outer.right, inner.right))
    return all(o[0] <= i[0] and i[1] <= o[1] for o, i in sides)


def _chain(found: Sequence[Match]) -> list[Match]:
    """The heaviest set of pairs that follow one another on both sides without overlap."""
    ordered = sorted(found, key=lambda m: (m.left, m.right, m.target))
    best = [m.weight for m in ordered]
    before = [-1] * len(ordered)
    for at, match in enumerate(ordered):
        for earlier in range(at):
            one = ordered[earlier]
            fits = one.left[1] <= match.left[0] and one.right[1] <= match.right[0]
            if fits and best[earlier] + match.weight > best[at]:
                best[at], before[at] = best[earlier] + match.weight, earlier
    at = max(range(len(ordered)), key=best.__getitem__, default=-1)
    chain = []
    while at >= 0:
        chain.append(ordered[at])
        at = before[at]
    return chain[::-1]


def _rows(
    documents: tuple[Document, Document], marks: tuple[list[Mark], list[Mark]], chain: Sequence[Match]
) -> Iterator[Row]:
    left, right = documents
    at = [0, 0]

    def row(to: tuple[int, int], match: Match | None) -> Row:
        shown = Row(_shown(left, at[0], to[0], marks[0]), _shown(right, at[1], to[1], marks[1]), match)
        at[:] = to
        return shown

    for match in chain:
        between = row((match.left[0], match.right[0]), None)
        if between.left or between.right:
            yield between
        yield row((match.left[1], match.right[1]), match)
    rest = row((len(left.text), len(right.text)), None)
    if rest.left or rest.right:
        yield rest


def _shown(document: Document, start: int, end: int, marks: list[Mark]) -> Markup:
    """The kept text of a stretch, marked; what is set aside in it is only told of."""
    pieces: list[Markup] = []
    aside = 0
    for segment in document.segments:
        left, right = max(start, segment.start), min(end, segment.end)
        if left >= right or not document.text[left:right].strip():
            continue
        if segment.kind not in KEPT_KINDS:
            aside += len(document.text[left:right].split())
            continue
        stretch = document.text[left:right]
        left, right = right - len(stretch.lstrip()), left + len(stretch.rstrip())
        pieces.append(mark(document.text, left, right, marks))
    if aside:
        pieces.append(Markup('<span class="gap">[set aside: {} words]</span>').format(aside))
    return Markup("\n\n").join(pieces)
