"""Whether two claims say the same: how alike they are, and whether anything speaks against it.

Words propose, and so do numbers and charges; a day, a place or a number that clashes decides.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sayso.comparison.accounts import Accounts
from sayso.comparison.counts import populations_apart
from sayso.comparison.ground import Ground
from sayso.comparison.names import spelling_key
from sayso.comparison.numbers import is_vague, relate, value_of
from sayso.comparison.origins import is_named, likely_one_speaker
from sayso.comparison.slots import ClaimSlots, FigureSlots, same_voice, times_apart, years_apart
from sayso.comparison.verdicts import ONE_STORY_DAYS, days_apart, places_apart
from sayso.comparison.words import stem, stems
from sayso.model import Comparison, Figure

JOINING = frozenset({"repeats", "agrees"})
_PARTING = frozenset({"conflicts", "updates", "differs"})
_SHARED_STEMS = 3
_ALIKE = 0.3
"""From which share of their telling words, by weight, two claims are much the same."""
_ALIKE_IF_HELD = 0.25
_HELD_BY_HALF = 0.5
"""The same where half of the lighter one stands in the other, and of one that names the same day."""
_ALIKE_OF_ONE = 0.25
"""The same where one speaker says both."""
_HELD = ((4, 0.75), (6, 0.6))
"""How many telling words of a short claim, and which share of them, stand in one that says it too."""
_OF_ONE_DAY = 4
_ALIKE_OF_ONE_DAY = 0.2
"""How many telling words, and which share, two claims have in common that name one day."""
_OF_ONE_NUMBER = 2
_HELD_OF_NUMBER = 0.4
"""The same where both give one number of those that one thing befell."""
_ROUND = 0.9
"""Which share of the larger of two numbers the smaller is that may be a rounding of it."""
_SMALL_NUMBER = 10
"""Smaller numbers of two things are the same by chance."""
_WITH_SMALL_NUMBER = 6
"""From so many telling words in common on they are not."""
_TELLING_NUMBER = 40
"""From here on one number of those that one thing befell is no chance, nor is any that one speaker gives."""
_NUMBER_OF_A_WAR = 100_000
"""A number of people that nothing of one day befalls."""
LEAST_SHARED = 2
_NEAR = 0.12
_NEAR_IF_HELD = 0.5
"""What each two members of a group have in common, though they were compared to a third only."""
_ELSEWHERE_STEMS = 6
"""Two claims that share so many telling words are of one place, though each names it by another name."""
_TOLD_AGAIN = 0.5
"""How alike two claims of articles far apart in time must be, to be background told again."""


class Pile:
    """A pile's claims, what they count, and how they were compared."""

    def __init__(
        self,
        slots: tuple[Sequence[ClaimSlots], Sequence[FigureSlots]],
        comparisons: Sequence[Comparison],
        ground: Ground,
        accounts: Accounts,
    ) -> None:
        claims, figures = slots
        # A headline said again as the first line is said once.
        self.claims = {c.claim.id: c for c in claims if c.claim.echo_of is None}
        self.ground = ground
        self.weights = ground.weights_once
        self.told = accounts
        self.accounts = accounts.charges | accounts.own
        self.counts: dict[str, list[FigureSlots]] = defaultdict(list)
        self.amounts: dict[str, list[FigureSlots]] = defaultdict(list)
        self.home: dict[str, str] = {c.claim.id: c.claim.echo_of or c.claim.id for c in claims}
        for figure in figures:
            if figure.claim is not None:
                home = self.home[figure.claim.claim.id]
                self.home[figure.figure.id] = home
                self.amounts[home].append(figure)
                if figure.figure.event is not None:
                    self.counts[home].append(figure)
        self.things = {c.claim.id: c for c in claims} | {f.figure.id: f for f in figures}
        self.figures = {f.figure.id for f in figures}
        self.comparisons = comparisons
        self.parted = {self.ends(x) for x in comparisons if x.relation in _PARTING}
        self.same = {
            self.ends(x) for x in comparisons if x.relation == "repeats" and x.left not in self.figures
        }
        self.agreed = {
            self.ends(x)
            for x in comparisons
            if x.relation in JOINING and x.left in self.figures and not is_loose(x)
        }

    def ends(self, comparison: Comparison) -> frozenset[str]:
        """The claims that a comparison is of, or in which the figures stand that it is of."""
        return frozenset(self.home.get(i, i) for i in (comparison.left, comparison.right))

    def one_number(self, left: str, right: str) -> float:
        """The largest number, not vague, that both claims give of what befell somebody, or 0."""
        if left not in self.counts or right not in self.counts:
            return 0.0
        same = [
            a for a, b in self._pairs(left, right) if _one_number(a, b) and a.figure.event == b.figure.event
        ]
        return max((a.figure.low or a.figure.high or 0 for a in same), default=0.0)

    def may_count_one(self, left: str, right: str) -> bool:
        """Whether two claims give one number, not small, of what may be one thing, or were found to."""
        if frozenset((left, right)) in self.agreed:
            return True
        same = [a.figure for a, b in self._pairs(left, right) if _one_number(a, b)]
        return any((f.low or f.high or 0) >= _SMALL_NUMBER for f in same)

    def _pairs(self, left: str, right: str) -> Iterable[tuple[FigureSlots, FigureSlots]]:
        return itertools.product(self.counts.get(left, ()), self.counts.get(right, ()))

    def leads(self, left: str, right: str) -> bool:
        """Whether two claims count one number first: what each of them is mainly about."""
        if not (self.may_count_one(left, right) and self.counts.get(left) and self.counts.get(right)):
            return False
        one, other = (min(self.counts[i], key=lambda f: f.figure.start) for i in (left, right))
        return _one_number(one, other)

    def numbers_fit(self, left: str, right: str) -> bool:
        """Whether one number is the same, where both claims count what befell somebody; "dozens" is none.

        Nor may two numbers of one noun be apart, whatever is told of it: "260 passengers", "251 passengers".
        """
        if frozenset((left, right)) in self.agreed:
            return True
        same = [
            p
            for p in itertools.product(self.amounts.get(left, ()), self.amounts.get(right, ()))
            if _of_one_noun(*p)
        ]
        if same and all(relate(a.figure, b.figure) == "apart" for a, b in same):
            return False
        alike = [(a.figure, b.figure) for a, b in self._pairs(left, right) if _befell_alike(a, b)]
        return not alike or any(is_vague(a) == is_vague(b) and _close(a, b) for a, b in alike)


def is_loose(comparison: Comparison) -> bool:
    """Whether a mere "dozens" is held against a number: no one statement."""
    numbers = [r for r in comparison.reasons if r.feature == "number"]
    return any(_closed(r.left) != _closed(r.right) for r in numbers)


def _closed(number: object) -> bool:
    """Whether a number is told as a range with two ends."""
    low, dots, high = str(number).partition("..")
    return bool(low and dots and high)


def _befell_alike(left: FigureSlots, right: FigureSlots) -> bool:
    """Whether two figures count what may be one thing: "killed", "killed or wounded"."""
    one, other = ((f.figure.event or "").split(" or ") for f in (left, right))
    return not set(one).isdisjoint(other)


def _of_one_noun(left: FigureSlots, right: FigureSlots) -> bool:
    """Whether two figures count what the same words name, each of the whole or each of a like part."""
    one, other = left.figure, right.figure
    if (one.kind, one.unit, one.change, one.of) != (other.kind, other.unit, other.change, other.of):
        return False
    return (
        one.event == other.event
        and one.kind == "count"
        and stems(one.counted or "") == stems(other.counted or "") != frozenset()
    )


def _one_number(left: FigureSlots, right: FigureSlots) -> bool:
    """Whether two figures are one number, not vague, of what befell the same people as far as is told."""
    same = relate(left.figure, right.figure) == "equal" and not is_vague(left.figure)
    return same and _befell_alike(left, right) and not populations_apart(left, right)


def _close(left: Figure, right: Figure) -> bool:
    """Whether one of two numbers is the other or a rounding of it: "more than 50" and 51."""
    relation = relate(left, right)
    if relation != "compatible" or is_vague(left) or is_vague(right):
        return relation in ("equal", "rounding")
    one, other = value_of(left), value_of(right)
    return min(one, other) >= _ROUND * max(one, other)


def likeness(pile: Pile, left: ClaimSlots, right: ClaimSlots) -> float:
    """How alike two claims are in words; 0 where that is too little for one statement."""
    if left.negated != right.negated or left.claim.denied != right.claim.denied:
        return 0.0
    shared = len(left.stems & right.stems)
    number = pile.one_number(left.claim.id, right.claim.id)
    whole = shared == min(len(left.stems), len(right.stems)) >= LEAST_SHARED
    if shared < _SHARED_STEMS and not number and not whole:
        return 0.0
    attributed = not (left.speaker.own_voice or right.speaker.own_voice)
    one_speaker = attributed and likely_one_speaker(left, right, pile.ground)
    # "It had shot down the plane", and in a longer sentence of the same party again.
    again = one_speaker and (whole or number >= _SMALL_NUMBER)
    if again or _same_number(pile, left, right, number):
        return pile.weights(left, right).similarity(left.stems, right.stems)
    if _in_common(left, right) >= _SHARED_STEMS and _same_words(pile, left, right, one_speaker):
        return pile.weights(left, right).similarity(left.stems, right.stems)
    return 0.0


def _same_number(pile: Pile, left: ClaimSlots, right: ClaimSlots, number: float) -> bool:
    """Whether two claims that both give a number are one, whoever says it: by the number, or by words too."""
    if not number:
        return False
    shared = len(left.stems & right.stems)
    held = pile.weights(left, right).containment(left.stems, right.stems)
    return (
        number >= _TELLING_NUMBER
        or (number >= _SMALL_NUMBER and shared >= _OF_ONE_NUMBER and held >= _HELD_OF_NUMBER)
        or shared >= _WITH_SMALL_NUMBER
    )


def _same_words(pile: Pile, left: ClaimSlots, right: ClaimSlots, one_speaker: bool) -> bool:
    """Whether two claims that share words enough are much the same in them."""
    shared = len(left.stems & right.stems)
    weights = pile.weights(left, right)
    alike, held = weights.overlap(left.stems, right.stems)
    # Two whom their articles name can use the same few words of two things.
    rivals = is_named(left) and is_named(right) and not one_speaker
    return (
        alike >= _ALIKE
        or any(shared >= least and held >= share for least, share in _HELD)
        or (alike >= _ALIKE_IF_HELD and held >= _HELD_BY_HALF and not rivals)
        or (one_speaker and (alike >= _ALIKE_OF_ONE or bool(left.phrases & right.phrases)))
        or (
            shared >= _OF_ONE_DAY
            and (alike >= _ALIKE_OF_ONE_DAY or held >= _HELD_BY_HALF)
            and _one_day(left, right)
        )
    )


def _in_common(left: ClaimSlots, right: ClaimSlots) -> int:
    """How many telling words two claims share, those of the names that both hold counted as one."""
    shared = left.stems & right.stems
    named = frozenset(stem(w) for name in left.proper & right.proper for w in name.split()) & shared
    return len(shared - named) + bool(named)


def _one_day(left: ClaimSlots, right: ClaimSlots) -> bool:
    """Whether two claims name one time for what happened."""
    return left.time is not None and left.time == right.time


def fit(pile: Pile, left: str, right: str) -> bool:
    """Whether two claims may be of one thing: enough in common, and no day, place or number that clashes."""
    if frozenset((left, right)) in pile.accounts:
        return frozenset((left, right)) not in pile.parted
    return _near(pile, left, right) and not clash(pile, left, right)


def _near(pile: Pile, left: str, right: str) -> bool:
    """Whether one claim was found to repeat another, or they share a number or words enough."""
    if frozenset((left, right)) in pile.same or pile.may_count_one(left, right):
        return True
    one, other = pile.claims[left], pile.claims[right]
    if _in_common(one, other) < LEAST_SHARED:
        return False
    alike, held = pile.weights(one, other).overlap(one.stems, other.stems)
    return alike >= _NEAR or held >= _NEAR_IF_HELD


def clash(pile: Pile, left: str, right: str) -> bool:
    """Whether two claims are of two things: found to be so, or of two days, places, numbers or stories.

    What one denies and the other asserts is never said by both.
    """
    one, other = pile.claims[left], pile.claims[right]
    shared = len(one.stems & other.stems)
    return (
        frozenset((left, right)) in pile.parted
        or _denied_and_not(one, other)
        or times_apart(one.time, other.time) is True
        or (shared < _ELSEWHERE_STEMS and _elsewhere(one.place, other.place))
        or not pile.numbers_fit(left, right)
        or (days_apart(one, other) > ONE_STORY_DAYS and not _well_known(pile, one, other))
    )


def _denied_and_not(one: ClaimSlots, other: ClaimSlots) -> bool:
    """Whether one claim denies and the other asserts; who says "not" of it denies it too."""
    return one.claim.denied != other.claim.denied and not (one.negated or other.negated)


def _elsewhere(left: str | None, right: str | None) -> bool:
    """Whether two places share no word in any spelling: "Hasaka", "al-Hasakeh province"."""
    if places_apart(left, right) is not True:
        return False
    one, other = ({spelling_key(word) for word in (place or "").split()} for place in (left, right))
    return one.isdisjoint(other)


def _well_known(pile: Pile, left: ClaimSlots, right: ClaimSlots) -> bool:
    """Whether two claims tell one thing of the past: of a time both name, or in much the same words."""
    shared = len(left.stems & right.stems)
    if shared >= _OF_ONE_DAY and _one_day(left, right):
        return True
    one_voice = (left.speaker.own_voice and right.speaker.own_voice) or same_voice(
        left.speaker, right.speaker
    )
    if pile.one_number(left.claim.id, right.claim.id) >= _NUMBER_OF_A_WAR:
        # So large a toll, told again unchanged, is of the whole and not of a day.
        return one_voice
    if shared < _ELSEWHERE_STEMS or not one_voice or years_apart(left, right):
        return False
    return pile.weights(left, right).similarity(left.stems, right.stems) >= _TOLD_AGAIN
