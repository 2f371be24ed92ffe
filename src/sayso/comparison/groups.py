"""Claims that say the same, and from how many independent origins they may come.

The ladder: same text, declared same source, same speaker on one occasion, separate named sources, cannot
tell. Absence of copying is not independence: what stands on no named source counts towards the most, not the
least.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sayso.comparison.copies import SharedText, by_documents
from sayso.comparison.relations import one_relay
from sayso.comparison.slots import ClaimSlots, same_voice
from sayso.model import Comparison, Group, Origin, Passage, Range, make_id

_JOINING = frozenset({"repeats", "agrees"})
_LEAST_LABEL_WORDS = 4
_SHARED_STEMS = 3
_WHY = ("same text", "declared same source", "same speaker", "one article's own voice")


def find_groups(
    comparisons: Sequence[Comparison], claims: Sequence[ClaimSlots], passages: Sequence[Passage]
) -> tuple[Group, ...]:
    """The groups of a pile, each with at least two claims, sorted by their first claim."""
    by_id = {c.claim.id: c for c in claims}
    joined = [x for x in comparisons if x.relation in _JOINING and _alike(x, by_id)]
    repeated: dict[str, list[str]] = defaultdict(list)
    for x in joined:
        if x.relation == "repeats":
            repeated[x.left].append(x.right)
    shared = by_documents(passages)
    groups = []
    for members in _stars(joined, by_id):
        ordered = sorted((by_id[m] for m in members), key=lambda c: c.order)
        pairs = [(m, other) for m in sorted(members) for other in repeated[m] if other in members]
        groups.append((ordered[0].order, _group(ordered, pairs, shared)))
    return tuple(group for _, group in sorted(groups, key=lambda g: g[0]))


def _alike(comparison: Comparison, claims: Mapping[str, ClaimSlots]) -> bool:
    """Whether two compared claims share enough telling words to be one statement."""
    left, right = claims.get(comparison.left), claims.get(comparison.right)
    return left is not None and right is not None and len(left.stems & right.stems) >= _SHARED_STEMS


def _stars(joined: Sequence[Comparison], claims: Mapping[str, ClaimSlots]) -> list[set[str]]:
    """A claim with those that it was compared to itself, the best connected first: no chains of chains."""
    near: dict[str, set[str]] = {}
    for x in joined:
        near.setdefault(x.left, set()).add(x.right)
        near.setdefault(x.right, set()).add(x.left)
    taken: set[str] = set()
    stars = []
    for centre in sorted(near, key=lambda c: (-len(near[c]), claims[c].order)):
        members = ({centre} | near[centre]) - taken
        if centre not in taken and len(members) > 1:
            taken |= members
            stars.append(members)
    return stars


def _connected(pairs: Iterable[tuple[str, str]], known: Mapping[str, object]) -> list[set[str]]:
    """Sets of ids that pairs lead from one to another."""
    home: dict[str, set[str]] = {}
    for left, right in pairs:
        if left not in known or right not in known:
            continue
        merged = home.get(left, {left}) | home.get(right, {right})
        for member in merged:
            home[member] = merged
    return list({min(m): m for m in home.values()}.values())


def _group(members: list[ClaimSlots], repeats: Sequence[tuple[str, str]], passages: SharedText) -> Group:
    by_id = {m.claim.id: m for m in members}
    # Two members that were each compared to a third, but not to each other, can still be of one origin.
    one_origin = [
        (a.claim.id, b.claim.id)
        for a, b in itertools.combinations(members, 2)
        if _same_speaker(a, b) or _in_passage(a, b, passages)
    ]
    clusters = _connected((*repeats, *one_origin), by_id)
    alone = [{m.claim.id} for m in members if not any(m.claim.id in c for c in clusters)]
    origins = []
    named = 0
    for cluster in sorted((*clusters, *alone), key=lambda c: min(by_id[i].order for i in c)):
        inside = sorted((by_id[i] for i in cluster), key=lambda c: c.order)
        why = _why(inside, passages)
        named += any(c.speaker.named and not c.speaker.own_voice for c in inside)
        origins.append(Origin(tuple(c.claim.id for c in inside), why))
    high = len(origins)
    low = min(max(1, named), high)
    label = _label(members)
    return Group(
        make_id("group", *sorted(by_id)),
        label,
        tuple(m.claim.id for m in members),
        Range(low, high),
        tuple(origins),
    )


def _label(members: list[ClaimSlots]) -> str:
    """The plainest member: the shortest that is still a sentence."""
    texts = [" ".join(m.claim.text.split()) for m in members]
    told = [t for t in texts if len(t.split()) >= _LEAST_LABEL_WORDS] or texts
    return min(told, key=lambda t: (len(t), t))


def _why(inside: list[ClaimSlots], passages: SharedText) -> str:
    """Why claims are taken to have one origin; of a single claim, what it stands on."""
    first = inside[0]
    if len(inside) == 1:
        if first.speaker.named and not first.speaker.own_voice:
            return "separate named source"
        return (
            "cannot tell: the outlet's own voice"
            if first.speaker.own_voice
            else "cannot tell: source not named"
        )
    pairs = list(itertools.combinations(inside, 2))
    found = {
        _WHY[0]: any(_in_passage(a, b, passages) for a, b in pairs),
        _WHY[1]: any(one_relay(a, b) for a, b in pairs),
        _WHY[2]: any(_same_speaker(a, b) for a, b in pairs),
        _WHY[3]: all(a.document.id == b.document.id for a, b in pairs),
    }
    return next((why for why in _WHY if found[why]), "same words")


def _same_speaker(left: ClaimSlots, right: ClaimSlots) -> bool:
    own = left.speaker.own_voice or right.speaker.own_voice
    return not own and same_voice(left.speaker, right.speaker)


def _in_passage(left: ClaimSlots, right: ClaimSlots, passages: SharedText) -> bool:
    ends = {left.document.id: left.claim, right.document.id: right.claim}
    return any(
        all(
            s.start <= ends[s.document].start and ends[s.document].end <= s.end
            for s in (passage.left, passage.right)
        )
        for passage in passages.get(frozenset(ends), ())
    )
