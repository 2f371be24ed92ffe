"""Pairs of documents compared in parts, each by itself and wherever there are hands for it.

What is found between two documents depends on the two and on what stands around them, which each part holds:
so the parts together give what the whole gives, however it is cut.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from sayso.comparison.accounts import Accounts, find_accounts
from sayso.comparison.charges import charges_of
from sayso.comparison.desk import Desk, Pair, ends_of, pair
from sayso.comparison.ground import Ground
from sayso.comparison.groups import Joins, find_joins
from sayso.comparison.pairing import compare_pairs
from sayso.comparison.sameness import Pile
from sayso.comparison.slots import Slots
from sayso.model import Comparison, Findings

A = TypeVar("A")
B = TypeVar("B")

_WORTH_A_PART = 100_000
"""Fewer pairs of claims are sooner compared than sent: those of some hundred articles."""
_LARGEST_PART = 4_000_000
"""So many pairs of claims are compared in one part at the most: its documents are all held at once."""


class Hands(Protocol):
    """Who does work that depends on nothing but what it is given."""

    @property
    def number(self) -> int:
        """How much is done at once."""

    def each(self, work: Callable[[A], B], given: Iterable[A]) -> Iterator[B]:
        """What work makes of each thing, in order."""


class Alone:
    """This process does all, one thing after another."""

    number = 1

    def each(self, work: Callable[[A], B], given: Iterable[A]) -> Iterator[B]:
        """What work makes of each thing, in order."""
        return map(work, given)


@dataclass(frozen=True, slots=True)
class Part:
    """Pairs of documents to be compared, with the claims and figures in them and what these are judged by."""

    pairs: frozenset[Pair]
    slots: Slots
    ground: Ground


@dataclass(frozen=True, slots=True)
class Found:
    """What is found between the documents of some pairs: comparisons, accounts, and joins of claims."""

    comparisons: tuple[Comparison, ...]
    accounts: Accounts
    joins: Joins


def compare_in_parts(desk: Desk, pairs: Collection[Pair], hands: Hands) -> Found:
    """What is found between the documents of all pairs; comparisons stand in the order of their ids."""
    claims = {r: len(found.claims) for r, found in _found_in(desk, pairs)}
    cut = list(_cut({(i, j): claims[i] * claims[j] + 1 for i, j in pairs}, hands.number))
    # What is one part is not sent away.
    doing = hands if len(cut) > 1 else Alone()
    made = list(doing.each(compare_part, (_part(desk, some) for some in cut)))
    charges, own = (
        frozenset().union(*(getattr(m.accounts, kind) for m in made)) for kind in ("charges", "own")
    )
    joins = sorted((ends, firm) for m in made for ends, firm in m.joins.items())
    comparisons = sorted((x for m in made for x in m.comparisons), key=lambda x: x.id)
    return Found(tuple(comparisons), Accounts(charges, own), dict(joins))


def _found_in(desk: Desk, pairs: Iterable[Pair]) -> Iterator[tuple[int, Findings]]:
    ranks = ends_of(pairs)
    return zip(ranks, desk.findings(ranks), strict=True)


def _cut(work: Mapping[Pair, int], hands: int) -> Iterator[list[Pair]]:
    """Pairs in parts, given how much work each is; where there are several hands, ever smaller ones.

    Half of what is left is dealt out evenly at each time, so that all hands have done about as much at the
    end, whatever took longer than was thought (guided self-scheduling: Polychronopoulos and Kuck, 1987).
    """
    pairs = sorted(work)
    if hands > 1:
        pairs = _side_by_side(pairs)
    left = sum(work.values())
    part: list[Pair] = []
    done, wanted = 0, _wanted(left, hands)
    for ends in pairs:
        part.append(ends)
        done += work[ends]
        if done >= wanted:
            yield part
            left -= done
            part, done, wanted = [], 0, _wanted(left, hands)
    if part:
        yield part


def _wanted(left: int, hands: int) -> int:
    """How much of the work that is left the next part has."""
    return _LARGEST_PART if hands == 1 else min(max(left // (2 * hands), _WORTH_A_PART), _LARGEST_PART)


def _side_by_side(pairs: list[Pair]) -> list[Pair]:
    """Pairs in an order in which a stretch of them has few documents.

    Next always comes the document that is paired with most of those before it.
    """
    paired: dict[int, list[int]] = defaultdict(list)
    for one, other in pairs:
        paired[one].append(other)
        paired[other].append(one)
    place: dict[int, int] = {}
    met: Counter[int] = Counter()
    for first in paired:
        # A document stands here once for each that it is paired with; the last time counts.
        nearest = [(0, first)]
        while nearest:
            _, document = heapq.heappop(nearest)
            if document in place:
                continue
            place[document] = len(place)
            for other in paired[document]:
                met[other] += 1
                heapq.heappush(nearest, (-met[other], other))
    return sorted(pairs, key=lambda ends: sorted((place[ends[0]], place[ends[1]]), reverse=True))


def _part(desk: Desk, pairs: list[Pair]) -> Part:
    ranks = ends_of(pairs)
    return Part(frozenset(pairs), desk.slots(ranks), desk.ground(ranks, desk.between(ranks)))


def compare_part(part: Part) -> Found:
    """What is found between the documents of a part's pairs."""
    claims, figures = part.slots
    charges = charges_of(claims, part.ground.cast)
    accounts = find_accounts(claims, charges, part.pairs, part.ground)
    made = compare_pairs(part.slots, charges, accounts, part.pairs, part.ground)
    home = {c.claim.id: c.order[0] for c in claims} | {f.figure.id: f.order[0] for f in figures}
    comparisons = tuple(x for x in made if pair(home[x.left], home[x.right]) in part.pairs)
    joins = find_joins(Pile(part.slots, comparisons, part.ground, accounts), part.pairs)
    return Found(comparisons, Accounts(accounts.charges, accounts.own), joins)
