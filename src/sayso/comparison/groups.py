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
from sayso.comparison.slots import ClaimSlots, same_voice, times_apart
from sayso.comparison.verdicts import one_relay, places_apart
from sayso.comparison.words import holds_verb
from sayso.model import Comparison, Group, Origin, Passage, Range, make_id

_JOINING = frozenset({"repeats", "agrees"})
_LEAST_LABEL_WORDS = 4
_SHARED_STEMS = 3
_FEW = 6
_LEAST_SHARED = 2
"""How many telling words each two members of a group share, though they were compared to a third only."""
_WHY = ("same text", "declared same source", "same speaker", "one article's own voice", "same words")
"""Why two claims are taken to have one origin, the firmest first."""
_OWN_EVIDENCE = _WHY[:3]
"""What joins even two separate named sources: a few words that are the same do not."""


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
    """Whether two compared claims share enough telling words, and no mere "dozens", to be one statement."""
    if any(r.feature == "number" and _closed(r.left) != _closed(r.right) for r in comparison.reasons):
        return False
    left, right = claims.get(comparison.left), claims.get(comparison.right)
    return left is not None and right is not None and len(left.stems & right.stems) >= _SHARED_STEMS


def _closed(number: object) -> bool:
    """Whether a number is told as a range with two ends."""
    low, dots, high = str(number).partition("..")
    return bool(low and dots and high)


def _stars(joined: Sequence[Comparison], claims: Mapping[str, ClaimSlots]) -> list[set[str]]:
    """A claim with those that it was compared to itself, the best connected first: no chains of chains."""
    near: dict[str, set[str]] = {}
    for x in joined:
        near.setdefault(x.left, set()).add(x.right)
        near.setdefault(x.right, set()).add(x.left)
    taken: set[str] = set()
    stars = []
    for centre in sorted(near, key=lambda c: (-len(near[c]), claims[c].order)):
        if centre in taken:
            continue
        members = _of_one_event(centre, near[centre] - taken, claims)
        if len(members) > 1:
            taken |= members
            stars.append(members)
    return stars


def _of_one_event(centre: str, others: Iterable[str], claims: Mapping[str, ClaimSlots]) -> set[str]:
    """A claim with those that speak of what it and all taken before speak of, on no other day or place."""
    members = [centre]
    for other in sorted(others, key=lambda c: claims[c].order):
        if all(_of_one(claims[other], claims[member]) for member in members):
            members.append(other)
    return set(members)


def _of_one(left: ClaimSlots, right: ClaimSlots) -> bool:
    """Whether two claims share a few telling words, and neither their days nor their places clash."""
    if len(left.stems & right.stems) < _LEAST_SHARED:
        return False
    return (
        times_apart(left.time, right.time) is not True and places_apart(left.place, right.place) is not True
    )


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
    links = {
        (a.claim.id, b.claim.id): why
        for a, b in itertools.combinations(members, 2)
        if (why := _link(a, b, passages)) in _OWN_EVIDENCE
    }
    for pair in repeats:
        why = _link(by_id[pair[0]], by_id[pair[1]], passages)
        if why is not None:
            links.setdefault(pair, why)
    clusters = _connected(links, by_id)
    alone = [{m.claim.id} for m in members if not any(m.claim.id in c for c in clusters)]
    origins = []
    named = 0
    for cluster in sorted((*clusters, *alone), key=lambda c: min(by_id[i].order for i in c)):
        inside = sorted((by_id[i] for i in cluster), key=lambda c: c.order)
        why = _why_alone(inside[0]) if len(inside) == 1 else _why_joined(inside, links)
        named += any(c.speaker.named and not c.speaker.own_voice for c in inside)
        origins.append(Origin(tuple(c.claim.id for c in inside), why))
    high = len(origins)
    low = min(max(1, named), high)
    return Group(
        make_id("group", *sorted(by_id)),
        _label(members),
        tuple(m.claim.id for m in members),
        Range(low, high),
        tuple(origins),
    )


def _label(members: list[ClaimSlots]) -> str:
    """The plainest member: the shortest that is still a statement, with a verb in it."""
    texts = [" ".join(m.claim.text.split()) for m in members]
    told = [t for t in texts if len(t.split()) >= _LEAST_LABEL_WORDS] or texts
    told = [t for t in told if holds_verb(t)] or told
    return min(told, key=lambda t: (len(t), t))


def _why_alone(claim: ClaimSlots) -> str:
    """What a claim that shares its origin with no other stands on."""
    if claim.speaker.own_voice:
        return "cannot tell: the outlet's own voice"
    return "separate named source" if claim.speaker.named else "cannot tell: source not named"


def _why_joined(inside: list[ClaimSlots], links: Mapping[tuple[str, str], str]) -> str:
    """Why claims are taken to have one origin: one reason for all, or each link's own."""
    place = {c.claim.id: n for n, c in enumerate(inside)}
    known = [(tuple(sorted((place[a], place[b]))), why) for (a, b), why in links.items() if a in place]
    known.sort(key=lambda link: (_WHY.index(link[1]), link[0]))
    joined: list[set[int]] = [{n} for n in range(len(inside))]
    used: dict[str, list[str]] = {}
    for (one, other), why in known:
        mine, its = (next(s for s in joined if n in s) for n in (one, other))
        if mine is not its:
            joined = [s for s in joined if s is not mine and s is not its] + [mine | its]
            used.setdefault(why, []).append(_named(inside[one], inside[other]))
    if len(used) == 1:
        return next(iter(used))
    return "; ".join(f"{why}: {', '.join(dict.fromkeys(pairs))}" for why, pairs in used.items())


def _named(left: ClaimSlots, right: ClaimSlots) -> str:
    """The outlets of two claims."""
    one, other = (c.document.outlet or c.document.path for c in (left, right))
    if left.document.id == right.document.id:
        return one
    return f"{one} and {other}" if one != other else f"two articles of {one}"


def _link(left: ClaimSlots, right: ClaimSlots, passages: SharedText) -> str | None:
    """Why two claims that say the same may have one origin; None of two separate named sources."""
    if _in_passage(left, right, passages):
        return _WHY[0]
    if one_relay(left, right) and (left.speaker.own_voice or right.speaker.own_voice):
        return _WHY[1]
    if _same_speaker(left, right):
        return _WHY[2]
    if left.document.id == right.document.id and left.speaker.own_voice and right.speaker.own_voice:
        return _WHY[3]
    separate = all(c.speaker.named and not c.speaker.own_voice for c in (left, right))
    return None if separate and not _one_wording(left, right) else _WHY[4]


def _one_wording(left: ClaimSlots, right: ClaimSlots) -> bool:
    """Whether two long claims are nearly word for word the same: few words can be the same by chance."""
    shared, every = left.stems & right.stems, left.stems | right.stems
    return len(shared) > _FEW and 4 * len(shared) >= 3 * len(every)


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
