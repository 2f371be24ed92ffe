"""Claims that say the opposite of how one thing went: "repelled the attack", "the attack is ongoing"."""

from __future__ import annotations

import functools
import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sayso.comparison.charges import Disputed, two_accounts
from sayso.comparison.denials import telling
from sayso.comparison.ground import Ground
from sayso.comparison.slots import ClaimSlots
from sayso.comparison.words import word_list
from sayso.languages.lexicon import read_sections, words
from sayso.model import Reason

_NEAR_CHARS = 600


def disputed_outcomes(claims: Sequence[ClaimSlots], ground: Ground) -> Iterator[Disputed]:
    """Claims of two voices that one article sets close to each other, with what they say the opposite of."""
    articles: dict[int, list[ClaimSlots]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: c.order):
        counts = claim.claim.figures
        if claim.speaker.named and not (
            claim.speaker.own_voice or claim.negated or claim.claim.denied or counts
        ):
            articles[claim.order[0]].append(claim)
    for told in articles.values():
        for left, right in itertools.combinations(told, 2):
            near = right.claim.start - left.claim.end <= _NEAR_CHARS
            if not near or left.claim.sentence == right.claim.sentence or not telling(left, right):
                continue
            reason = opposite_outcomes(left, right)
            if reason is not None and two_accounts(left, right, ground):
                yield left, right, (reason,)


def opposite_outcomes(left: ClaimSlots, right: ClaimSlots) -> Reason | None:
    """What two claims say of how one thing went, where they say the opposite."""
    mine, other = set(word_list(left.claim.text)), set(word_list(right.claim.text))
    for one, opposite in _outcomes():
        for a, b in ((one, opposite), (opposite, one)):
            if a & mine and b & other and not (b & mine) and not (a & other):
                return Reason("outcome", ", ".join(sorted(a & mine)), ", ".join(sorted(b & other)))
    return None


@functools.cache
def _outcomes() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    pairs = (line.split("|") for line in read_sections("en", "outcomes.txt")[""])
    return tuple((words([one]), words([other])) for one, other in pairs)
