"""Whether two sides share enough that a careful reader would sign their relation.

Readers who judged pairs by hand (``benchmarks/judged``) found a relation that rests on little right about
every second time. Such a pair keeps its relation, and is shown as unclear, with what it may be. How likely
readers are to sign that two sides repeat, agree or differ is told by logistic models of what the two have in
common (``signing.py``); of clashes and updates few were judged, and a few rules stand in their place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sayso.comparison.charges import Charge, at_all_times
from sayso.comparison.counts import beside_any_number, of_the_toll, same_event
from sayso.comparison.denials import (
    accuses,
    another_time,
    follows,
    named_by_both,
    of_own_deed,
    rejects_number,
    telling,
)
from sayso.comparison.disputes import stemmed, written
from sayso.comparison.ground import Ground
from sayso.comparison.numbers import is_vague, value_of
from sayso.comparison.ranking import events_of
from sayso.comparison.signing import LEARNED, likely_signed
from sayso.comparison.slots import ClaimSlots, FigureSlots
from sayso.comparison.spots import of_two_spots
from sayso.comparison.verdicts import Side, days_apart, said_later
from sayso.comparison.words import share_run, stems, stems_of_capitals, word_list

SIGNED = 0.8
"""Shown is what four of five strict readers would sign."""
_TAKEN_UP = 3
_TAKEN_UP_BY_ONE_NAMED = 2
_CHARGED = re.compile(r"\s(?:of|for)\s(?=[a-z]+ing\b)")
_NEARLY_ALL = 0.75
_OF_AN_ASSERTION = 3
_OF_A_CHARGE = 2
"""How much of the shorter of a denial and what it denies both have, and how many telling words at least."""
_TIMES_AS_MANY = 2
"""Numbers further apart are mostly of a part and a whole."""
_WORDS_IN_A_ROW = 5
_TELLING_OF_ONE = 2
"""Fewer words in common, and no name, do not tell that two tolls of one day are of one event."""


def is_signed(relation: str, left: Side, right: Side, ground: Ground, likely: float) -> bool:
    """Whether readers would sign a relation of two sides, where that is learned from what they signed.

    ``likely`` says how likely the two belong side by side.
    """
    return relation not in LEARNED or likely_signed(relation, left, right, ground, likely) >= SIGNED


def sure_of_a_clash(left: ClaimSlots, right: ClaimSlots, charges: Mapping[str, Charge]) -> bool:
    """Whether two claims that clash are of one deed; ``charges`` has what claims charge or deny."""
    if _answers_at_once(left, right) or rejects_number(left, right) or _denied_in_its_words(left, right):
        return True
    one, other = charges.get(left.claim.id), charges.get(right.claim.id)
    return one is not None and other is not None and _of_one_deed((left, right), one, other)


def _of_one_deed(pair: tuple[ClaimSlots, ClaimSlots], one: Charge, other: Charge) -> bool:
    """Whether two claims speak outright of one rare kind of deed, by two culprits or in one article.

    Of 72 such pairs readers signed 68; of denials in other articles than the charge, and of those for all
    times, about seven of ten: what is denied is often another deed of the kind.
    """
    usual = written("done every day") | written("done often in a war")
    if not (one.plain and other.plain) or not (one.kinds & other.kinds) - usual:
        return False
    if one.culprits.isdisjoint(other.culprits):
        return True
    left, right = pair
    return left.document.id == right.document.id and not (at_all_times(left) or at_all_times(right))


def _answers_at_once(left: ClaimSlots, right: ClaimSlots) -> bool:
    """Whether a denial comes closely after what it denies and takes up its words, beside names.

    Of whoever denies and is named there, fewer will do.
    """
    if not follows(left, right):
        return False
    names = stems_of_capitals(left.claim.text) | stems_of_capitals(right.claim.text)
    named = named_by_both(left, right)
    taken_up = telling(left, right) - names - stems(named or "")
    return len(taken_up) >= (_TAKEN_UP if named is None else _TAKEN_UP_BY_ONE_NAMED)


def _denied_in_its_words(left: ClaimSlots, right: ClaimSlots) -> bool:
    """Whether what one voice denies is what another says, in nearly the same words, of one time and spot.

    Who denies a deed as its own ("denied hiding bodies") answers whoever speaks of it: "the ministry".
    """
    denial, other = (left, right) if left.claim.denied else (right, left)
    if not denial.claim.denied or other.claim.denied or other.speaker.own_voice:
        return False
    if denial.negated or other.negated or another_time(left, right) or of_two_spots(left, right):
        return False
    if not (written("not asserted") | written("wanted")).isdisjoint(word_list(other.claim.text)):
        return False
    if not _digits(denial) <= _digits(other) or not _first(denial) <= other.stems:
        # Who denies that 48 died says nothing of 44; and what is denied stands right behind the denial.
        return False
    own = of_own_deed(denial, other)
    if denial.claim.text.partition(" ")[0].endswith("ing") and not own:
        return False
    charged = own and accuses(other)
    said = _deed_charged(other.claim.text) if charged else other.stems
    shorter = min(len(some - stemmed("light words")) for some in (denial.stems, said))
    return len(telling(denial, other) & said) >= max(
        _OF_A_CHARGE if charged else _OF_AN_ASSERTION, _NEARLY_ALL * shorter
    )


def _first(claim: ClaimSlots) -> frozenset[str]:
    """The stem of a claim's first telling word."""
    return next(filter(None, map(stems, word_list(claim.claim.text))), frozenset())


def _digits(claim: ClaimSlots) -> frozenset[str]:
    return frozenset(word for word in word_list(claim.claim.text) if word.isdigit())


def _deed_charged(text: str) -> frozenset[str]:
    """The stems of what somebody is accused of: "the ministry, run by Ann Roe, of hiding bodies"."""
    return stems(_CHARGED.split(text, maxsplit=1)[-1])


def sure_of_figures(
    relation: str, left: FigureSlots, right: FigureSlots, ground: Ground, likely: float
) -> bool:
    """Whether what two numbers say rests on enough; ``likely`` as above."""
    if relation == "conflicts":
        one_toll = left.document.id == right.document.id and of_the_toll(left, right)
        return (one_toll or bool(_shared(left, right))) and _surely_conflicts(left, right)
    if relation == "updates":
        told = len(_shared(left, right)) >= _TELLING_OF_ONE or same_event(left, right)
        return told and _surely_updates(left, right, ground)
    return is_signed(relation, left, right, ground, likely)


def _surely_conflicts(left: FigureSlots, right: FigureSlots) -> bool:
    """Whether two numbers that two sources gave are set against each other, in one article or one sentence.

    Two articles' numbers are mostly of two states of one count, or of a part and the whole, but in sentences
    that are much the same and of one day.
    """
    if left.voice.own_voice or right.voice.own_voice:
        return False
    if left.claim is not None and right.claim is not None:
        texts = left.claim.claim.text, right.claim.claim.text
        if share_run(*texts, _WORDS_IN_A_ROW) and days_apart(left, right) == 0:
            return True
    low, high = sorted(value_of(f.figure) for f in (left, right))
    return left.document.id == right.document.id and high <= _TIMES_AS_MANY * low


def _surely_updates(left: FigureSlots, right: FigureSlots, ground: Ground) -> bool:
    """Whether one number is the later state of the other's count.

    That a number was printed a day later makes it no later state, nor does a word that says so on the same
    day, where another tells it; a later one that is lower is mostly an older one, printed late. What is not
    of an event, a price or a number of branches, one body tells of many things: it is no running count.
    """
    if is_vague(left.figure) or is_vague(right.figure) or not events_of(left) & events_of(right):
        return False
    later, one_voice = said_later(left, right), ground.one_voice(left, right)
    if not later:
        return one_voice
    rises = later * (value_of(right.figure) - value_of(left.figure)) > 0
    return rises and (one_voice or left.said_so_far != right.said_so_far)


def _shared(left: FigureSlots, right: FigureSlots) -> frozenset[str]:
    """What two sentences share beside the words of numbers and tolls."""
    return (left.stems & right.stems) - beside_any_number()
