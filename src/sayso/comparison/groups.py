"""Claims that say the same, put together so that a group holds: no two of its members speak of two things.

Claims are joined where they were compared and repeat or agree, where figures in them do, where they make or
deny one charge, or where they are much the same in words; the firmest joins come first. Two groups become one
only where each member of the one may stand beside each of the other: no chain of near-matches leads from one
event to another. Who stands beside some of a group and not beside all makes a further group with those.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sayso.comparison.origins import origins
from sayso.comparison.sameness import JOINING, LEAST_SHARED, Pile, clash, fit, is_loose, likeness
from sayso.comparison.slots import ClaimSlots, in_headline
from sayso.comparison.words import Weights, holds_verb
from sayso.model import Group, make_id

_LEAST_LABEL_WORDS = 4
_INSIDE = 2.0
"""By how much two claims of one article are joined the less firmly."""
_COUNTED_FIRST = 0.5
"""By how much two claims are joined the more firmly that count one number before any other."""
_ONE_CHARGE = 0.5
"""How firmly two claims are joined that make or deny one charge, whatever their words."""
_COMMON_STEM = 60

ClaimPair = tuple[ClaimSlots, ClaimSlots]
Joins = dict[tuple[str, str], float]
"""How firmly two claims are joined, by their ids."""


def find_groups(pile: Pile, joins: Joins) -> tuple[Group, ...]:
    """The groups that joins make of a pile's claims, each of at least two, sorted by their first claim."""
    return groups_of(pile, clusters(pile, joins))


def groups_of(pile: Pile, some: Iterable[Collection[str]]) -> tuple[Group, ...]:
    """Claims that say the same as groups, sorted by their first claim."""
    groups = []
    for members in some:
        ordered = sorted((pile.claims[m] for m in members), key=lambda c: c.order)
        range_, found = origins(ordered, pile.ground, pile.told)
        ids = tuple(c.claim.id for c in ordered)
        group = Group(make_id("group", *sorted(ids)), _label(ordered), ids, range_, found)
        groups.append((ordered[0].order, group))
    return tuple(group for _, group in sorted(groups, key=lambda g: g[0]))


def find_joins(pile: Pile, stories: Iterable[tuple[int, int]]) -> Joins:
    """How firmly claims of articles of one story are joined that may say the same."""
    joins = _compared(pile)
    for pair, firm in itertools.chain(_charged(pile), _alike(pile, stories)):
        joins[pair] = max(joins.get(pair, 0.0), firm)
    return {pair: firm + _COUNTED_FIRST * pile.leads(*pair) for pair, firm in joins.items()}


def clusters(pile: Pile, joins: Joins) -> list[set[str]]:
    """Claims that say the same: joined one by one, the firmest first, as far as all of them fit."""
    home: dict[str, set[str]] = {}
    order = {id_: c.order for id_, c in pile.claims.items()}
    for left, right in sorted(joins, key=lambda p: (-round(joins[p], 9), order[p[0]], order[p[1]])):
        mine, other = home.get(left, {left}), home.get(right, {right})
        if mine is other or not _hold_together(pile, mine, other):
            continue
        merged = mine | other
        for member in merged:
            home[member] = merged
    first = list({min(m): m for m in home.values()}.values())
    further = _beside(pile, joins, home)
    return [*(c for c in first if not any(c < other for other in further)), *further]


def _beside(pile: Pile, joins: Joins, home: Mapping[str, set[str]]) -> list[set[str]]:
    """Further groups of claims that no other article's claim stands with yet, with those they stand beside.

    A claim that says two things ("44 were killed and 140 hurt") can be in a group for each: who says the one
    only does not fit with all who say the other.
    """
    claims = pile.claims
    placed = {i for i in home if any(claims[i].order[0] != claims[m].order[0] for m in home[i])}
    ends = {i: claims[i].order for pair in joins for i in pair}
    further: list[set[str]] = []
    for pair in sorted(joins, key=lambda p: (-round(joins[p], 9), ends[p[0]], ends[p[1]])):
        alone = next((i for i in pair if i not in placed), None)
        if alone is None or claims[pair[0]].order[0] == claims[pair[1]].order[0]:
            continue
        if not _hold_together(pile, pair[:1], pair[1:]):
            continue
        found = next((g for g in further if g & set(pair) and _hold_together(pile, g, set(pair) - g)), None)
        if found is None:
            further.append(found := set(pair))
        found.update(pair)
        for member in sorted({m for i in pair for m in home.get(i, ())} - found, key=ends.__getitem__):
            if _hold_together(pile, found, {member}):
                found.add(member)
        placed.update(i for i in found if i not in home or i == alone)
    return further


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
        firm = float(x.relation == "repeats") + pile.weights(one, other).similarity(one.stems, other.stems)
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
                alike = pile.weights(one, other).similarity(one.stems, other.stems)
                yield (one.claim.id, other.claim.id), _ONE_CHARGE + alike


def _alike(pile: Pile, stories: Iterable[tuple[int, int]]) -> Iterator[tuple[tuple[str, str], float]]:
    """Claims of two articles that are much the same in words, and how alike they are."""
    articles: dict[int, list[ClaimSlots]] = defaultdict(list)
    for claim in sorted(pile.claims.values(), key=lambda c: c.order):
        articles[claim.order[0]].append(claim)
    holding = {rank: _holding(c.stems for c in claims) for rank, claims in articles.items()}
    for i, j in sorted(stories):
        if i != j and i in articles and j in articles:
            for left, right in _sharing(pile, articles[i], articles[j], holding[j]):
                if alike := likeness(pile, left, right):
                    yield (left.claim.id, right.claim.id), alike


def _sharing(
    pile: Pile, one: Sequence[ClaimSlots], other: Sequence[ClaimSlots], holding: Mapping[str, Sequence[int]]
) -> Iterator[ClaimPair]:
    """Pairs of claims of two articles that share a stem which is among the rarer half of either claim's.

    Two claims that share half of their words share one of the rarer half. Of those that share a single word,
    only pairs with one number are alike. ``holding`` has the claims of the other article by their stems.
    """
    weights = pile.weights(one[0], other[0])
    rarer: dict[str, frozenset[str]] = {}
    for left in one:
        met = Counter(place for stem in left.stems for place in holding.get(stem, ()))
        for place in sorted(met):
            right = other[place]
            if met[place] < LEAST_SHARED and not pile.one_number(left.claim.id, right.claim.id):
                continue
            for claim in (left, right):
                if claim.claim.id not in rarer:
                    rarer[claim.claim.id] = _rarer(claim.stems, weights)
            mine, its = rarer[left.claim.id], rarer[right.claim.id]
            if not (mine.isdisjoint(right.stems) and its.isdisjoint(left.stems)):
                yield left, right


def _holding(some: Iterable[frozenset[str]]) -> dict[str, list[int]]:
    """In which of some sets each stem is, by their places."""
    made: dict[str, list[int]] = defaultdict(list)
    for place, stems in enumerate(some):
        for stem in stems:
            made[stem].append(place)
    return made


def _rarer(stems: frozenset[str], weights: Weights) -> frozenset[str]:
    """The rarer half of a claim's stems, without those that too many claims have."""
    rarest = sorted(zip(map(weights.count, stems), stems, strict=True))[: len(stems) // 2 + 1]
    return frozenset(s for count, s in rarest if count <= _COMMON_STEM)


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
    """The plainest member: the shortest that is still a statement, with a verb in it.

    What is denied stands in it only where all members deny, and then as what it is.
    """
    stated = [m for m in members if not m.claim.denied]
    texts = [" ".join(m.claim.text.split()) for m in stated or members]
    told = [t for t in texts if len(t.split()) >= _LEAST_LABEL_WORDS] or texts
    told = [t for t in told if holds_verb(t)] or told
    plainest = min(told, key=lambda t: (len(t), t))
    return plainest if stated else f"denied: {plainest}"
