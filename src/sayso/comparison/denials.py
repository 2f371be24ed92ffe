"""Which accusations and assertions a denial most likely answers.

A denial is short and its words are everyday ones, so that one of them in common says nothing: it answers
what shares two telling words with it, one of which may be the name of whoever denies, or what stands just
before it.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sayso.comparison.copies import Copies, Standing
from sayso.comparison.disputes import reported_by, stemmed, written
from sayso.comparison.ground import Ground
from sayso.comparison.occasions import another_occasion, of_old
from sayso.comparison.slots import LEAD_CHARS, ClaimSlots, nations, same_voice, times_apart, years_apart
from sayso.comparison.spots import of_two_spots
from sayso.comparison.stories import neighbours
from sayso.comparison.words import Weights, stem, stems, word_list
from sayso.languages.en import voices

_MOST = 4
"""How many claims of one article a denial is set against."""
_LEAST = 0.5
_NEAR_CHARS = 400
_LEAST_STEMS = 2
_TELLING = 2
_OF_AN_ASSERTION = 3


def denial_pairs(
    claims: Sequence[ClaimSlots],
    culprits: Mapping[str, frozenset[str]],
    stories: frozenset[tuple[int, int]],
    ground: Ground,
) -> Iterator[tuple[ClaimSlots, ClaimSlots]]:
    """Each denial with the accusations and assertions of others that it most likely answers.

    ``culprits`` has whom claims accuse, or clear, by their ids: a denial answers no charge of others.
    """
    near = neighbours(stories)
    by_article: dict[int, list[ClaimSlots]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: c.order):
        by_article[claim.order[0]].append(claim)
    for denial in (c for i in sorted(by_article) for c in by_article[i] if c.claim.denied):
        for others in (by_article[i] for i in near.get(denial.order[0], ())):
            for other in _answered_by(denial, others, culprits, ground):
                yield (denial, other) if denial.order <= other.order else (other, denial)


def _answered_by(
    denial: ClaimSlots,
    others: Sequence[ClaimSlots],
    culprits: Mapping[str, frozenset[str]],
    ground: Ground,
) -> list[ClaimSlots]:
    """The claims of one article that a denial answers, the likest first."""
    scored = [
        (_answers(denial, other, ground.weights(denial, other)), other)
        for other in others
        if not other.claim.denied
        and not other.negated
        and not said_at_home(denial, other, ground.copies)
        and not (accuses(other) and _of_one_side(denial, other, ground))
        and not _of_others(culprits.get(denial.claim.id), culprits.get(other.claim.id))
    ]
    ranked = sorted(scored, key=lambda s: (-round(s[0], 9), s[1].order))
    return [other for score, other in ranked[:_MOST] if score >= _LEAST]


def _of_others(cleared: frozenset[str] | None, accused: frozenset[str] | None) -> bool:
    """Whether both whom a denial clears and whom a claim accuses are known, and are not the same."""
    return cleared is not None and accused is not None and cleared.isdisjoint(accused)


def _of_one_side(left: ClaimSlots, right: ClaimSlots, ground: Ground) -> bool:
    """Whether one party speaks in both: what a government denies answers no accusation of its own."""
    return not ground.cast.named(left.speaker.said_by, left.document).isdisjoint(
        ground.cast.named(right.speaker.said_by, right.document)
    )


def said_at_home(left: ClaimSlots, right: ClaimSlots, copies: Copies) -> bool:
    """Whether two articles share the text, so that one article's own pair tells of the two already."""
    return left.document.id != right.document.id and copies.standing(left, right) is not Standing.APART


def telling(left: ClaimSlots, right: ClaimSlots) -> frozenset[str]:
    """The stems that two claims share and that tell what they are about."""
    return (left.stems & right.stems) - stemmed("light words")


def answers_by_words(left: ClaimSlots, right: ClaimSlots) -> bool:
    """Whether a denial shares enough telling words with another claim: fewer where that one accuses."""
    denial, other = (left, right) if left.claim.denied else (right, left)
    return len(telling(denial, other)) >= (_TELLING if accuses(other) else _OF_AN_ASSERTION)


def named_by_both(left: ClaimSlots, right: ClaimSlots) -> str | None:
    """The words of the denier's name that the accusation has too."""
    denial, other = (left, right) if left.claim.denied else (right, left)
    names = [word for s in denial.claim.sources if s.name for word in word_list(s.name)]
    accused = _parties(other.stems)
    return " ".join(dict.fromkeys(w for w in names if _parties(stems(w)) & accused)) or None


def _answers(denial: ClaimSlots, other: ClaimSlots, weights: Weights) -> float:
    """How likely a denial answers another claim: shared words, an accusation, nearness in one article."""
    if same_voice(denial.speaker, other.speaker) or overlap(denial, other):
        return 0.0
    if rejects_number(denial, other):
        return 1.0
    # A denial that follows closely is of the year that was spoken of, if it names none.
    at_once = follows(denial, other)
    if another_time(denial, other) and not (at_once and not denial.years):
        return 0.0
    if (another_occasion(denial, other) and not at_once) or of_two_spots(denial, other):
        return 0.0
    if len(other.stems) < _LEAST_STEMS:
        # "It", "the attack": nothing that could be denied.
        return 0.0
    held = weights.containment(denial.stems, other.stems)
    if not accuses(other):
        return held if answers_by_words(denial, other) else 0.0
    if at_once or (_near(denial, other) and denial.stems & other.stems):
        return _LEAST + held
    return _LEAST + held / 2 if _answers_from_afar(denial, other) else 0.0


def rejects_number(left: ClaimSlots, right: ClaimSlots) -> bool:
    """Whether a denial names who says the other claim and a number that is in it: "Tolk radio's 86"."""
    denial, other = (left, right) if left.claim.denied else (right, left)
    if not denial.claim.denied or other.claim.denied or other.speaker.own_voice:
        return False
    named = stems(other.speaker.said_by or "") & denial.stems
    return bool(named - stemmed("light words")) and not _numbers_in(denial.claim.text).isdisjoint(
        _numbers_in(other.claim.text)
    )


@functools.lru_cache(maxsize=16384)
def _numbers_in(text: str) -> frozenset[str]:
    """The numbers of two digits or more in a text; a smaller one may be of anything."""
    return frozenset(word for word in word_list(text) if word.isdigit() and len(word) > 1)


def _answers_from_afar(denial: ClaimSlots, other: ClaimSlots) -> bool:
    """Whether a denial answers an accusation elsewhere: two telling words, perhaps with who is accused."""
    if len(_denied(denial)) < _LEAST_STEMS or _elsewhere(denial, other):
        # "Its forces", "any involvement": of what, only the sentence before tells.
        return False
    shared = (_denied(denial) & telling(denial, other)) - _peoples()
    accused = _parties(_denier(denial)) & _parties(other.stems)
    return bool(shared - accused) and len(shared | accused) >= _TELLING


@functools.cache
def _peoples() -> frozenset[str]:
    return frozenset(map(stem, nations()))


def _denied(denial: ClaimSlots) -> frozenset[str]:
    """The telling stems of what is denied: of "the reports as rumours", the reports."""
    dismisses = reported_by(denial, "dismissing verbs")
    held = stems(denial.claim.text.partition(" as ")[0]) if dismisses else denial.stems
    return held - stemmed("light words")


def _elsewhere(denial: ClaimSlots, other: ClaimSlots) -> bool:
    """Whether an accusation in another article is of a place that the denial's article is not about."""
    if denial.document.id == other.document.id or not other.place:
        return False
    lead = denial.document.text[: max(LEAD_CHARS, denial.claim.end)]
    return not set(other.place.split()) & set(word_list(lead))


def another_time(left: ClaimSlots, right: ClaimSlots) -> bool:
    """Whether two claims tell of days, or of years, that have nothing in common."""
    return times_apart(left.time, right.time) is True or years_apart(left, right)


def of_own_deed(denial: ClaimSlots, other: ClaimSlots) -> bool:
    """Whether another claim names whoever denies, or the office held: "Interior Minister", "the ministry"."""
    denier = frozenset(s for source in denial.claim.sources for s in stems(source.text))
    return not _parties(denier).isdisjoint(_parties(other.stems))


def accuses(claim: ClaimSlots) -> bool:
    """Whether somebody names a culprit: by the reporting word, or by what is said."""
    if claim.speaker.own_voice:
        return False
    if reported_by(claim, "accusing verbs"):
        return True
    return _names_culprit(claim.claim.text, claim.claim.cue.kind if claim.claim.cue is not None else None)


@functools.lru_cache(maxsize=16384)
def _names_culprit(text: str, cue_kind: str | None) -> bool:
    if not written("not asserted").isdisjoint(word_list(text)):
        return False
    said = [stem(w) for w in word_list(text)]
    nobody = stemmed("naming nobody")
    # Whoever claims "responsibility for the attack" takes it on.
    takes = cue_kind == "claim" and said[:1] == [stem("responsibility")]
    accusing = stemmed("accusing words")
    named = any(w in accusing and nobody.isdisjoint(said[max(0, i - 2) : i]) for i, w in enumerate(said))
    return named and not takes


def _just_before(other: ClaimSlots, denial: ClaimSlots) -> bool:
    """Whether a denial follows a claim closely: "he denied it" answers what was said last."""
    return _near(denial, other) and other.claim.start < denial.claim.start


def follows(left: ClaimSlots, right: ClaimSlots) -> bool:
    """Whether one of two claims is a denial that comes closely after the other: it is of what that tells."""
    denial, other = (left, right) if left.claim.denied else (right, left)
    return denial.claim.denied and not of_old(denial) and _just_before(other, denial)


def _near(left: ClaimSlots, right: ClaimSlots) -> bool:
    return left.document.id == right.document.id and abs(left.claim.start - right.claim.start) <= _NEAR_CHARS


def _denier(denial: ClaimSlots) -> frozenset[str]:
    return frozenset(s for source in denial.claim.sources if source.name for s in stems(source.name))


def _parties(stems_: frozenset[str]) -> frozenset[str]:
    """Stems with the country and people that a seat of government among them stands for."""
    seats = _seats()
    return stems_.union(*(seats[s] for s in stems_ if s in seats))


@functools.cache
def _seats() -> dict[str, frozenset[str]]:
    seats = voices.load().seats
    return {stem(seat): stems(" ".join(told)) for seat, told in seats.items() if " " not in seat}


def overlap(left: ClaimSlots, right: ClaimSlots) -> bool:
    """Whether two claims of one article have words in common."""
    same = left.document.id == right.document.id
    return same and left.claim.start < right.claim.end and right.claim.start < left.claim.end
