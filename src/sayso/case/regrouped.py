"""From how many origins claims may come once people decided who said them: counted again, one step each.

Only what a decision touches moves. Two origins that are on one voice now are one; a claim that was counted
with others for their speaker alone, and has another speaker now, stands apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from sayso.comparison.origins import LIKELY_SPEAKER, ONE_OCCASION, SAME_SOURCE, SAME_SPEAKER, SAME_TEXT
from sayso.model import Claim, Group, Origin, Range

JOINED = "same speaker, by decision"
PARTED = "another speaker, by decision"
_BY_VOICE = (ONE_OCCASION, SAME_SPEAKER, LIKELY_SPEAKER)
_BY_TEXT = (SAME_TEXT, SAME_SOURCE)

Voices = Mapping[str, frozenset[str]]
"""The names of those on whose word each claim stands, by its id."""


def names_of(claim: Claim) -> frozenset[str]:
    """Those on whose word a claim stands, by name in small letters; who is not named is nobody."""
    names = (s.entity_name or s.name or s.text for s in claim.sources if not s.anonymous)
    return frozenset(" ".join(name.split()).casefold() for name in names)


def regrouped(group: Group, found: Mapping[str, Claim], now: Mapping[str, Claim]) -> Group:
    """A group as it is once its claims stand on the word of whom people decided.

    ``found`` and ``now`` are claims by id, as they were found and as they are decided to be.
    """
    voices = {m: names_of(now[m]) for m in group.members if m in now}
    moved = {m for m in voices if m in found and names_of(found[m]) != voices[m]}
    if not moved:
        return group
    parted = [part for origin in group.origin_of for part in _parted(origin, voices, moved)]
    joined = _joined(parted, voices, moved)
    apart, fewer = len(parted) - len(group.origin_of), len(parted) - len(joined)
    high = max(1, group.origins.high + apart - fewer)
    return replace(
        group, origins=Range(min(high, max(1, group.origins.low - fewer)), high), origin_of=tuple(joined)
    )


def _parted(origin: Origin, voices: Voices, moved: Collection[str]) -> Iterator[Origin]:
    """An origin without the claims that were in it for their speaker alone, and each of those."""
    by_voice = any(why in origin.why for why in _BY_VOICE) and not any(why in origin.why for why in _BY_TEXT)
    stay = set().union(*(voices.get(m, frozenset()) for m in origin.members if m not in moved))
    gone = [m for m in origin.members if by_voice and m in moved and stay and not voices[m] & stay]
    left = tuple(m for m in origin.members if m not in gone)
    yield replace(origin, members=left) if gone else origin
    yield from (Origin((m,), PARTED) for m in gone)


def _joined(origins: Sequence[Origin], voices: Voices, moved: Collection[str]) -> list[Origin]:
    """The origins, those as one that a claim whose speaker is decided joins by that speaker."""
    left = list(origins)
    for claim in sorted(moved):
        on = [o for o in left if claim in o.members or _stands_on(o, voices[claim], voices)]
        if len(on) > 1:
            members = tuple(m for o in on for m in o.members)
            one = Origin(members, "; ".join(dict.fromkeys((*(o.why for o in on), JOINED))))
            at = left.index(on[0])
            left = [o for o in left if o not in on]
            left.insert(at, one)
    return left


def _stands_on(origin: Origin, names: frozenset[str], voices: Voices) -> bool:
    return any(voices.get(m, frozenset()) & names for m in origin.members)
