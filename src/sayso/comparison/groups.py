"""Claims that say the same, put together so that a group holds: no two of its members speak of two things.

Claims are joined where they were compared and repeat or agree, where figures in them do, or where they are
much the same in words; the firmest joins come first. Two groups become one only where each member of the one
may stand beside each of the other: no chain of near-matches leads from one event to another.
"""

from __future__ import annotations

import functools
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sayso.comparison.copies import by_documents
from sayso.comparison.numbers import is_vague, relate
from sayso.comparison.origins import likely_one_speaker, origins
from sayso.comparison.slots import ClaimSlots, FigureSlots, same_voice, times_apart, years_apart
from sayso.comparison.verdicts import places_apart
from sayso.comparison.words import Weights, holds_verb
from sayso.model import Comparison, Figure, Group, Passage, make_id

_JOINING = frozenset({"repeats", "agrees"})
_PARTING = frozenset({"conflicts", "updates", "differs"})
_LEAST_LABEL_WORDS = 4
_SHARED_STEMS = 3
_LEAST_SHARED = 2
"""How many telling words each two members of a group share, though they were compared to a third only."""
_ALIKE = 0.3
"""From which share of their telling words, by weight, two claims are much the same."""
_ALIKE_OF_ONE = 0.25
"""The same where one speaker says both."""
_HELD = ((4, 0.75), (6, 0.6))
"""How many telling words of a short claim, and which share of them, stand in one that says it too."""
_ELSEWHERE_STEMS = 6
"""Two claims that share so many telling words are of one place, though each names it by another name."""
_TOLD_AGAIN = 0.5
"""How alike two claims of articles far apart in time must be, to be background told again."""
_OF_ONE_DAY = 4
_ALIKE_OF_ONE_DAY = 0.2
"""The same where both name one day."""
_HELD_OF_NUMBER = 0.5
"""The same where both give one number of those that one thing befell."""
_SMALL_NUMBER = 10
"""Smaller numbers of two things are the same by chance."""
_TELLING_NUMBER = 40
"""From here on one number of those that one thing befell is no chance, nor is any that one speaker gives."""
_INSIDE = 2.0
"""By how much two claims of one article are joined the less firmly."""
_COMMON_STEM = 60
_ONE_STORY_DAYS = 7

Joins = dict[tuple[str, str], float]
"""How firmly two claims are joined, by their ids."""


def find_groups(
    comparisons: Sequence[Comparison],
    claims: Sequence[ClaimSlots],
    figures: Sequence[FigureSlots],
    passages: Sequence[Passage],
) -> tuple[Group, ...]:
    """The groups of a pile, each with at least two claims, sorted by their first claim."""
    pile = _Pile(claims, figures, comparisons)
    shared = by_documents(passages)
    groups = []
    for members in _clusters(pile):
        ordered = sorted((pile.claims[m] for m in members), key=lambda c: c.order)
        range_, found = origins(ordered, shared)
        ids = tuple(c.claim.id for c in ordered)
        group = Group(make_id("group", *sorted(ids)), _label(ordered), ids, range_, found)
        groups.append((ordered[0].order, group))
    return tuple(group for _, group in sorted(groups, key=lambda g: g[0]))


class _Pile:
    """A pile's claims and how they were compared."""

    def __init__(
        self, claims: Sequence[ClaimSlots], figures: Sequence[FigureSlots], comparisons: Sequence[Comparison]
    ) -> None:
        # A headline said again as the first line is said once.
        self.claims = {c.claim.id: c for c in claims if c.claim.echo_of is None}
        self.weights = Weights(())
        self.weights.total = len(self.claims)
        self.weights.counts = Counter(s for c in self.claims.values() for s in c.stems)
        self.counts: dict[str, list[Figure]] = defaultdict(list)
        self.home: dict[str, str] = {c.claim.id: c.claim.echo_of or c.claim.id for c in claims}
        for figure in figures:
            if figure.claim is not None:
                home = self.home[figure.claim.claim.id]
                self.home[figure.figure.id] = home
                if figure.figure.event is not None:
                    self.counts[home].append(figure.figure)
        self.figures = {f.figure.id for f in figures}
        self.comparisons = comparisons

    def one_number(self, left: str, right: str) -> float:
        """The largest number, not small or vague, that both claims give of what befell somebody, or 0."""
        pairs = itertools.product(self.counts.get(left, ()), self.counts.get(right, ()))
        same = (
            a.low or a.high
            for a, b in pairs
            if a.event == b.event and relate(a, b) == "equal" and not is_vague(a)
        )
        return max((n for n in same if n and n >= _SMALL_NUMBER), default=0.0)

    def numbers_fit(self, left: str, right: str) -> bool:
        """Whether one number is the same, where both claims count what befell somebody; "dozens" is none."""
        pairs = [
            (a, b)
            for a, b in itertools.product(self.counts.get(left, ()), self.counts.get(right, ()))
            if a.event == b.event
        ]
        return not pairs or any(
            relate(a, b) in ("equal", "rounding") and is_vague(a) == is_vague(b) for a, b in pairs
        )


def _clusters(pile: _Pile) -> list[set[str]]:
    """Claims that say the same: joined one by one, the firmest first, as far as all of them fit."""
    parted = {
        frozenset((pile.home.get(x.left), pile.home.get(x.right)))
        for x in pile.comparisons
        if x.relation in _PARTING
    }
    joins = _compared(pile)
    for pair, alike in _alike(pile):
        joins[pair] = max(joins.get(pair, 0.0), alike)
    home: dict[str, set[str]] = {}
    order = {id_: c.order for id_, c in pile.claims.items()}
    for left, right in sorted(joins, key=lambda p: (-round(joins[p], 9), order[p[0]], order[p[1]])):
        mine, other = home.get(left, {left}), home.get(right, {right})
        if mine is other or not all(_fit(pile, a, b, parted) for a, b in _unlike_pairs(pile, mine, other)):
            continue
        merged = mine | other
        for member in merged:
            home[member] = merged
    return list({min(m): m for m in home.values()}.values())


def _compared(pile: _Pile) -> Joins:
    """Claims whose comparison, or whose figures' comparison, says that they say the same."""
    joins: Joins = {}
    for x in pile.comparisons:
        left, right = pile.home.get(x.left), pile.home.get(x.right)
        if x.relation not in _JOINING or left is None or right is None or left == right or _vague(x):
            continue
        one, other = pile.claims[left], pile.claims[right]
        shared = len(one.stems & other.stems)
        if shared < (1 if x.left in pile.figures else _LEAST_SHARED):
            continue
        firm = float(x.relation == "repeats") + pile.weights.similarity(one.stems, other.stems)
        # What another article says of the same comes before what one article says again.
        firm -= _INSIDE * (one.order[0] == other.order[0])
        pair = (left, right) if one.order < other.order else (right, left)
        joins[pair] = max(joins.get(pair, -_INSIDE), firm)
    return joins


def _vague(comparison: Comparison) -> bool:
    """Whether a mere "dozens" is held against a number: no one statement."""
    numbers = [r for r in comparison.reasons if r.feature == "number"]
    return any(_closed(r.left) != _closed(r.right) for r in numbers)


def _closed(number: object) -> bool:
    """Whether a number is told as a range with two ends."""
    low, dots, high = str(number).partition("..")
    return bool(low and dots and high)


def _alike(pile: _Pile) -> Iterator[tuple[tuple[str, str], float]]:
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
        if alike := _likeness(pile, left, right):
            yield (left.claim.id, right.claim.id), alike


@functools.lru_cache(maxsize=65536)
def _ordinal(published: str) -> int:
    return date.fromisoformat(published[:10]).toordinal() if len(published) >= 10 else 0


def _day(claim: ClaimSlots) -> int:
    """The day an article was published, as a number; 0 where it is not known."""
    return _ordinal(claim.document.published or "")


def _likeness(pile: _Pile, left: ClaimSlots, right: ClaimSlots) -> float:
    """How alike two claims are in words; 0 where that is too little for one statement."""
    shared = len(left.stems & right.stems)
    number = pile.one_number(left.claim.id, right.claim.id)
    if left.negated != right.negated or left.claim.denied != right.claim.denied:
        return 0.0
    if shared < _SHARED_STEMS and not number:
        return 0.0
    alike = pile.weights.similarity(left.stems, right.stems)
    if shared >= _SHARED_STEMS and alike >= _ALIKE:
        return alike
    held = pile.weights.containment(left.stems, right.stems)
    one_speaker = not (left.speaker.own_voice or right.speaker.own_voice) and likely_one_speaker(left, right)
    same = (
        shared >= _SHARED_STEMS and one_speaker and (alike >= _ALIKE_OF_ONE or left.phrases & right.phrases),
        any(shared >= least and held >= share for least, share in _HELD),
        shared >= _OF_ONE_DAY and alike >= _ALIKE_OF_ONE_DAY and _one_day(left, right),
        number > 0 and shared >= _SHARED_STEMS and held >= _HELD_OF_NUMBER,
        number >= _TELLING_NUMBER or (number > 0 and one_speaker),
    )
    return alike if any(same) else 0.0


def _one_day(left: ClaimSlots, right: ClaimSlots) -> bool:
    """Whether two claims name one time for what happened."""
    return left.time is not None and left.time == right.time


def _unlike_pairs(pile: _Pile, mine: Iterable[str], other: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Each two members of two groups; of members with the same words, day and place one is enough."""

    def distinct(members: Iterable[str]) -> list[str]:
        seen: dict[object, str] = {}
        for member in sorted(members):
            claim = pile.claims[member]
            seen.setdefault((claim.claim.text, claim.time, claim.place), member)
        return list(seen.values())

    return itertools.product(distinct(mine), distinct(other))


def _fit(pile: _Pile, left: str, right: str, parted: set[frozenset[str | None]]) -> bool:
    """Whether two claims may be of one thing: telling words shared, and no day, place or number clashes."""
    one, other = pile.claims[left], pile.claims[right]
    shared = len(one.stems & other.stems)
    return (
        frozenset((left, right)) not in parted
        and (shared >= _LEAST_SHARED or pile.one_number(left, right) > 0)
        and times_apart(one.time, other.time) is not True
        and (shared >= _ELSEWHERE_STEMS or places_apart(one.place, other.place) is not True)
        and pile.numbers_fit(left, right)
        and (not _far(one, other) or _well_known(pile, one, other))
    )


def _far(left: ClaimSlots, right: ClaimSlots) -> bool:
    """Whether two articles were published further apart than one story lasts."""
    one, other = _day(left), _day(right)
    return bool(one and other) and abs(one - other) > _ONE_STORY_DAYS


def _well_known(pile: _Pile, left: ClaimSlots, right: ClaimSlots) -> bool:
    """Whether two claims tell one thing of the past: of a time both name, or in much the same words."""
    shared = len(left.stems & right.stems)
    if shared >= _OF_ONE_DAY and _one_day(left, right):
        return True
    one_voice = (left.speaker.own_voice and right.speaker.own_voice) or same_voice(
        left.speaker, right.speaker
    )
    if shared < _ELSEWHERE_STEMS or not one_voice or years_apart(left, right):
        return False
    return pile.weights.similarity(left.stems, right.stems) >= _TOLD_AGAIN


def _label(members: Sequence[ClaimSlots]) -> str:
    """The plainest member: the shortest that is still a statement, with a verb in it."""
    texts = [" ".join(m.claim.text.split()) for m in members]
    told = [t for t in texts if len(t.split()) >= _LEAST_LABEL_WORDS] or texts
    told = [t for t in told if holds_verb(t)] or told
    return min(told, key=lambda t: (len(t), t))
