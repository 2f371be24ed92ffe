"""Which claims of a pile are worth comparing, the likest first.

Candidates stand in articles of one story and share telling words, or count one kind of thing; how likely a
reader would set two of them side by side says ``ranking``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sayso.comparison.ranking import countable, likelihood
from sayso.comparison.slots import ClaimSlots, tells_of_one_person
from sayso.comparison.tellings import Telling, Weighing
from sayso.comparison.words import Weights, names_in, opening

ClaimPair = tuple[Telling, Telling, float]

_LEAST_LIKELY = 0.027
_LEAST_ALIKE = 0.06
_LEAST_HELD = 0.25
_LIKELY_BY_WORDING = 0.1
_PARTNERS = 6
"""With how many claims of one article a claim is compared at the most."""


def likely_pairs(
    tellings: Sequence[Telling], stories: frozenset[tuple[int, int]], weigh: Weighing
) -> Iterator[ClaimPair]:
    """Pairs of claims with how likely they belong side by side, those of two articles the likest first."""
    for some in candidates(tellings, stories):
        yield from _of_two_articles(some, weigh)


def _of_two_articles(pairs: Iterable[tuple[Telling, Telling]], weigh: Weighing) -> Iterator[ClaimPair]:
    scored: list[tuple[float, Telling, Telling]] = []
    weights: Weights | None = None
    for left, right in pairs:
        # Of any two claims of two articles, the same.
        weights = weights or weigh(left.claim, right.claim)
        if worth(left, right, weights):
            likely = round(likelihood(left, right, weights), 9)
            if likely < _LIKELY_BY_WORDING and by_wording(left.claim, right.claim):
                likely = _LIKELY_BY_WORDING
            if likely >= _LEAST_LIKELY:
                scored.append((likely, left, right))
    partners: Counter[tuple[str, int]] = Counter()
    for likely, left, right in sorted(scored, key=lambda s: (-s[0], s[1].claim.order, s[2].claim.order)):
        one, other = left.claim, right.claim
        ends = ((one.claim.id, other.order[0]), (other.claim.id, one.order[0]))
        if max(partners[end] for end in ends) < _PARTNERS:
            partners.update(ends)
            yield left, right, likely


def by_wording(left: ClaimSlots, right: ClaimSlots) -> bool:
    """Whether one person is told with one phrase in two articles, or two say of one thing that it is not."""
    across = left.document.id != right.document.id
    if across and shared_phrases(left, right) and tells_of_one_person(left, right):
        return True
    return deny_alike(left, right)


def shared_phrases(left: ClaimSlots, right: ClaimSlots) -> frozenset[str]:
    """The phrases of two claims, but for those that name somebody or something in either."""
    both = left.phrases & right.phrases
    return both - names_in(left.claim.text) - names_in(right.claim.text) if both else both


def deny_alike(left: ClaimSlots, right: ClaimSlots) -> bool:
    """Whether two claims begin with the same words and say "not" of it."""
    if not (left.negated and right.negated):
        return False
    shared = opening(left.claim.text) & opening(right.claim.text)
    # "I don't think" opens a claim of anything.
    return any("'" not in phrase and "think" not in phrase for phrase in shared)


def candidates(
    tellings: Sequence[Telling], stories: frozenset[tuple[int, int]]
) -> Iterator[Iterator[tuple[Telling, Telling]]]:
    """For each two articles of one story the pairs of their claims that have anything in common.

    Most have nothing: no telling word, nor figures in both. The claim that comes first stands on the left.
    """
    articles: dict[int, _Article] = defaultdict(_Article)
    for telling in tellings:
        articles[telling.claim.order[0]].add(telling)
    for i, j in sorted(stories):
        yield articles[i].pairs(articles[j])


class _Article:
    """The tellings of an article, with those that hold each stem, and those that hold figures."""

    def __init__(self) -> None:
        self.tellings: list[Telling] = []
        self.holding: dict[str, list[int]] = defaultdict(list)
        self.counting: list[int] = []

    def add(self, telling: Telling) -> None:
        place = len(self.tellings)
        self.tellings.append(telling)
        for stem in telling.claim.stems:
            self.holding[stem].append(place)
        if telling.figures:
            self.counting.append(place)

    def pairs(self, other: _Article) -> Iterator[tuple[Telling, Telling]]:
        """Pairs of tellings that share a stem or both hold figures; within one article, each pair once."""
        for place, left in enumerate(self.tellings):
            met = set(other.counting) if left.figures else set[int]()
            met.update(*(other.holding.get(stem, ()) for stem in left.claim.stems))
            for at in sorted(met):
                if other is not self or at > place:
                    yield left, other.tellings[at]


def worth(left: Telling, right: Telling, weights: Weights) -> bool:
    """Whether two claims have enough in common to be looked at."""
    alike, held = weights.overlap(left.claim.stems, right.claim.stems)
    if alike >= _LEAST_ALIKE or held >= _LEAST_HELD:
        return True
    return bool(left.figures and right.figures) and next(countable(left, right), None) is not None
