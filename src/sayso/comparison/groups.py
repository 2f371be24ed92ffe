"""Claims that say the same, put together so that a group holds: no two of its members speak of two things.

Claims are joined where they were compared and repeat or agree, where figures in them do, where they make or
deny one charge, or where they are much the same in words; the firmest joins come first. Two groups become one
only where each member of the one may stand beside each of the other: no chain of near-matches leads from one
event to another.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sayso.comparison.accounts import NO_ACCOUNTS, Accounts
from sayso.comparison.ground import Ground
from sayso.comparison.origins import origins
from sayso.comparison.sameness import JOINING, LEAST_SHARED, Pile, clash, fit, is_loose, likeness
from sayso.comparison.slots import ClaimSlots, FigureSlots, in_headline
from sayso.comparison.words import holds_verb
from sayso.model import Comparison, Group, make_id

_LEAST_LABEL_WORDS = 4
_INSIDE = 2.0
"""By how much two claims of one article are joined the less firmly."""
_COUNTED_FIRST = 0.5
"""By how much two claims are joined the more firmly that count one number before any other."""
_ONE_CHARGE = 0.5
"""How firmly two claims are joined that make or deny one charge, whatever their words."""
_COMMON_STEM = 60

Joins = dict[tuple[str, str], float]
"""How firmly two claims are joined, by their ids."""


def find_groups(
    comparisons: Sequence[Comparison],
    slots: tuple[Sequence[ClaimSlots], Sequence[FigureSlots]],
    ground: Ground,
    accounts: Accounts = NO_ACCOUNTS,
) -> tuple[Group, ...]:
    """The groups of a pile, each with at least two claims, sorted by their first claim."""
    pile = Pile(slots, comparisons, ground, accounts)
    groups = []
    for members in _clusters(pile):
        ordered = sorted((pile.claims[m] for m in members), key=lambda c: c.order)
        range_, found = origins(ordered, ground, accounts)
        ids = tuple(c.claim.id for c in ordered)
        group = Group(make_id("group", *sorted(ids)), _label(ordered), ids, range_, found)
        groups.append((ordered[0].order, group))
    return tuple(group for _, group in sorted(groups, key=lambda g: g[0]))


def _clusters(pile: Pile) -> list[set[str]]:
    """Claims that say the same: joined one by one, the firmest first, as far as all of them fit."""
    joins = _compared(pile)
    for pair, firm in itertools.chain(_charged(pile), _alike(pile)):
        joins[pair] = max(joins.get(pair, 0.0), firm)
    for pair in joins:
        joins[pair] += _COUNTED_FIRST * pile.leads(*pair)
    home: dict[str, set[str]] = {}
    order = {id_: c.order for id_, c in pile.claims.items()}
    for left, right in sorted(joins, key=lambda p: (-round(joins[p], 9), order[p[0]], order[p[1]])):
        mine, other = home.get(left, {left}), home.get(right, {right})
        if mine is other or not _hold_together(pile, mine, other):
            continue
        merged = mine | other
        for member in merged:
            home[member] = merged
    return list({min(m): m for m in home.values()}.values())


def _compared(pile: Pile) -> Joins:
    """Claims whose comparison, or whose figures' comparison, says that they say the same."""
    joins: Joins = {}
    for x in pile.comparisons:
        left, right = pile.home.get(x.left), pile.home.get(x.right)
        if x.relation not in JOINING or left is None or right is None or left == right or is_loose(x):
            continue
        one, other = pile.claims[left], pile.claims[right]
        shared = len(one.stems & other.stems)
        if shared < (1 if x.left in pile.figures else LEAST_SHARED):
            continue
        firm = float(x.relation == "repeats") + pile.weights.similarity(one.stems, other.stems)
        # What another article says of the same comes before what one article says again.
        firm -= _INSIDE * (one.order[0] == other.order[0])
        pair = (left, right) if one.order < other.order else (right, left)
        joins[pair] = max(joins.get(pair, -_INSIDE), firm)
    return joins


def _charged(pile: Pile) -> Iterator[tuple[tuple[str, str], float]]:
    """Claims of two articles that make or deny one charge, and how firmly that joins them."""
    for account in pile.accounts:
        if account <= pile.claims.keys():
            one, other = sorted((pile.claims[i] for i in account), key=lambda c: c.order)
            if one.document.id != other.document.id:
                alike = pile.weights.similarity(one.stems, other.stems)
                yield (one.claim.id, other.claim.id), _ONE_CHARGE + alike


def _alike(pile: Pile) -> Iterator[tuple[tuple[str, str], float]]:
    """Claims of two articles that are much the same in words, and how alike they are."""
    ordered = sorted(pile.claims.values(), key=lambda c: c.order)
    by_stem: dict[str, list[int]] = defaultdict(list)
    for n, claim in enumerate(ordered):
        for stem in claim.stems:
            by_stem[stem].append(n)
    candidates: set[tuple[int, int]] = set()
    for n, claim in enumerate(ordered):
        rarest = sorted(claim.stems, key=lambda s: (len(by_stem[s]), s))
        # Two claims that share half of their words share one of the rarer half.
        for stem in rarest[: len(rarest) // 2 + 1]:
            if len(by_stem[stem]) <= _COMMON_STEM:
                candidates.update((n, m) if n < m else (m, n) for m in by_stem[stem])
    for n, m in sorted(candidates):
        left, right = ordered[n], ordered[m]
        if left.order[0] == right.order[0]:
            continue
        if alike := likeness(pile, left, right):
            yield (left.claim.id, right.claim.id), alike


def _hold_together(pile: Pile, mine: Iterable[str], other: Iterable[str]) -> bool:
    """Whether each member of one group may stand beside each of another.

    A headline goes with what its article says below it: it needs no words of its own in common with the rest,
    as long as nothing in it clashes.
    """
    below = {c.document.id for c in map(pile.claims.__getitem__, (*mine, *other)) if not in_headline(c)}
    goes_along = {
        id_
        for id_ in (*mine, *other)
        if in_headline(pile.claims[id_]) and pile.claims[id_].document.id in below
    }
    return not any(
        clash(pile, a, b) if a in goes_along or b in goes_along else not fit(pile, a, b)
        for a, b in itertools.product(_distinct(pile, mine), _distinct(pile, other))
    )


def _distinct(pile: Pile, members: Iterable[str]) -> list[str]:
    """The members of a group; of those with the same words, day and place one is enough."""
    seen: dict[object, str] = {}
    for member in sorted(members):
        claim = pile.claims[member]
        seen.setdefault((claim.claim.text, claim.time, claim.place, in_headline(claim)), member)
    return list(seen.values())


def _label(members: Sequence[ClaimSlots]) -> str:
    """The plainest member: the shortest that is still a statement, with a verb in it."""
    texts = [" ".join(m.claim.text.split()) for m in members]
    told = [t for t in texts if len(t.split()) >= _LEAST_LABEL_WORDS] or texts
    told = [t for t in told if holds_verb(t)] or told
    return min(told, key=lambda t: (len(t), t))
