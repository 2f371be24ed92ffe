"""Which groups change where documents come, without going through all claims that joins lead to.

Groups are made of joins, the firmest first. A group whose claims stand as before is made as before as long as
none of the claims made anew is taken into it or takes from it: so the groups next to those made anew are
looked at, and are made anew themselves only where they would be joined to one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from sayso.comparison.accounts import find_accounts
from sayso.comparison.charges import charges_of
from sayso.comparison.desk import Desk, Turn, pair
from sayso.comparison.groups import clusters, groups_of
from sayso.comparison.known import Join
from sayso.comparison.sameness import Pile
from sayso.model import Group


def group_anew(
    desk: Desk, compared: Pile, joins: Sequence[Join], turn: Turn
) -> tuple[frozenset[str], tuple[Group, ...]]:
    """The claims whose groups are made anew, and these groups; ``joins`` are those of the turn's pairs."""
    if desk.is_first:
        every = frozenset(i for j in joins for i in (j.left, j.right))
        return every, groups_of(compared, clusters(compared, _firmness(joins)))
    graph = _Graph(desk, joins, turn)
    anew = graph.with_their_groups(_seeds(desk, graph, turn))
    while True:
        touching = graph.joins_of(anew)
        beside = graph.with_their_groups({i for j in touching for i in (j.left, j.right)} - anew)
        inside = {j for j in graph.joins_of(beside) if graph.one_group(j.left, j.right)}
        led = sorted({*touching, *inside}, key=lambda j: (j.left, j.right))
        pile = _pile(desk, compared, led, turn)
        made = clusters(pile, _firmness(led))
        joined = {i for some in made if not some.isdisjoint(anew) for i in some} - anew
        if not joined:
            return frozenset(anew), groups_of(pile, [some for some in made if not some.isdisjoint(anew)])
        anew |= graph.with_their_groups(joined)


def _firmness(joins: Iterable[Join]) -> dict[tuple[str, str], float]:
    return {(j.left, j.right): j.firm for j in joins}


def _seeds(desk: Desk, graph: _Graph, turn: Turn) -> set[str]:
    """The claims whose joins changed, and those of documents around which something did."""
    own = {c.id for found in desk.findings(sorted(turn.about)) for c in found.claims}
    old = desk.known.joins_of(sorted(own))
    changed = {j for j in old if not graph.stays(j)} ^ set(graph.joins)
    ends = {i for j in (*old, *graph.joins) for i in (j.left, j.right)}
    return (ends & own) | {i for j in changed for i in (j.left, j.right)}


class _Graph:
    """Claims and the joins between them as they are now, with the groups that they were in."""

    def __init__(self, desk: Desk, joins: Sequence[Join], turn: Turn) -> None:
        self.desk, self.joins, self.anew = desk, joins, turn.pairs | turn.dropped
        self._new: dict[str, list[Join]] = defaultdict(list)
        for join in joins:
            for end in (join.left, join.right):
                self._new[end].append(join)
        self._groups: dict[str, set[str]] = defaultdict(set)

    def stays(self, join: Join) -> bool:
        """Whether a join that was there is of two documents that are not compared anew."""
        return pair(self.desk.at[join.one], self.desk.at[join.other]) not in self.anew

    def joins_of(self, claims: Collection[str]) -> set[Join]:
        """All joins of some claims."""
        there = {j for j in self.desk.known.joins_of(sorted(claims)) if self.stays(j)}
        return there | {j for i in claims for j in self._new.get(i, ())}

    def with_their_groups(self, claims: Collection[str]) -> set[str]:
        """Claims with all those that were in a group with any of them, or with any of those again."""
        together, fresh = set(claims), set(claims)
        while fresh:
            beside = self.desk.known.grouped_with(sorted(fresh))
            for claim, group in beside:
                self._groups[claim].add(group)
            fresh = {claim for claim, _ in beside} - together
            together |= fresh
        return together

    def one_group(self, left: str, right: str) -> bool:
        """Whether two claims were in one group."""
        return not self._groups[left].isdisjoint(self._groups[right])


def _pile(desk: Desk, compared: Pile, joins: Sequence[Join], turn: Turn) -> Pile:
    """The documents of claims that joins lead to, with all comparisons between them."""
    ranks = sorted({desk.at[i] for j in joins for i in (j.one, j.other)})
    slots = desk.slots(ranks)
    ground = desk.ground(ranks, desk.between(ranks))
    home = {c.claim.id: c.order[0] for c in slots[0]} | {f.figure.id: f.order[0] for f in slots[1]}
    anew = turn.pairs | turn.dropped
    there = [
        x
        for x in desk.known.comparisons(home)
        if x.left in home and x.right in home and pair(home[x.left], home[x.right]) not in anew
    ]
    new = [x for x in compared.comparisons if x.left in home and x.right in home]
    accounts = find_accounts(slots[0], charges_of(slots[0], ground.cast), desk.pairs(ranks), ground)
    return Pile(slots, [*there, *new], ground, accounts)
