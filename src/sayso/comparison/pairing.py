"""Ranked pairs into comparisons: one line for two ids, the claims first, then the figures in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.comparison.alignment import likely_pairs
from sayso.comparison.charges import disputed_charges
from sayso.comparison.copies import Standing
from sayso.comparison.counts import matched, number_reasons, relate_figures
from sayso.comparison.denials import denial_pairs, named_by_both
from sayso.comparison.ground import Ground
from sayso.comparison.ranking import FigurePair
from sayso.comparison.relations import relate_claims
from sayso.comparison.slots import ClaimSlots, FigureSlots, times_apart
from sayso.comparison.tellings import Telling, tell_once
from sayso.comparison.verdicts import Verdict, claim_reasons, days_apart
from sayso.model import Comparison, Reason, make_id

JUDGE = "rules/2"
_TELLING = ("conflicts", "updates", "differs", "agrees", "repeats", "scope", "unclear")
_SAYS_LITTLE = ("scope", "unclear")
"""Relations of figures that stand with the claims' own comparison, and need no line of their own."""

_ONE_STORY_DAYS = 7

Made = dict[frozenset[str], Comparison]


def compare_pairs(
    claims: Sequence[ClaimSlots],
    figures: Sequence[FigureSlots],
    stories: frozenset[tuple[int, int]],
    ground: Ground,
) -> tuple[Comparison, ...]:
    """All comparisons of a pile, sorted by their ids."""
    made: Made = {}
    for left, right, reason in disputed_charges(claims, stories, ground):
        _add(made, left, right, Verdict("conflicts", (*claim_reasons(left, right), *reason)))
    for left, right in denial_pairs(claims, stories, ground.copies):
        _add(made, left, right, _answered(left, right))
    for one, other, likely in likely_pairs(
        tell_once(claims, figures, ground.weights), stories, ground.weights
    ):
        for comparison in _compared(one, other, ground, likely):
            made.setdefault(frozenset((comparison.left, comparison.right)), comparison)
    return tuple(sorted(made.values(), key=lambda x: x.id))


def _add(made: Made, left: ClaimSlots, right: ClaimSlots, verdict: Verdict) -> None:
    made.setdefault(
        frozenset((left.claim.id, right.claim.id)), _comparison(left.claim.id, right.claim.id, verdict)
    )


def _answered(left: ClaimSlots, right: ClaimSlots) -> Verdict:
    """A denial against what it answers."""
    named = named_by_both(left, right)
    accused = (Reason("accused", named, named),) if named else ()
    denied = Reason("denied", left.claim.denied, right.claim.denied)
    return Verdict("conflicts", (*claim_reasons(left, right), denied, *accused))


def _compared(left: Telling, right: Telling, ground: Ground, likely: float) -> Iterator[Comparison]:
    """The comparison of two claims, and those of their figures that say more than it."""
    verdicts: list[tuple[FigurePair, Verdict]] = [
        (pair, relate_figures(*pair, ground, likely)) for pair in matched(left, right)
    ]
    for (one, other), verdict in verdicts:
        if verdict.relation not in _SAYS_LITTLE:
            yield _comparison(one.figure.id, other.figure.id, verdict)
    own = relate_claims(left.claim, right.claim, ground, likely)
    copy = ground.standing(left.claim, right.claim) is Standing.COPY
    joined = _joined(left.claim, right.claim, own, [v for _, v in verdicts], copy)
    if not _echo(left.claim, right.claim, joined) and _informs(left.claim, right.claim, joined):
        yield _comparison(left.claim.claim.id, right.claim.claim.id, joined)


def _informs(left: ClaimSlots, right: ClaimSlots, verdict: Verdict) -> bool:
    """Whether a pair tells a reader anything: an unclear one of two weeks shares a name, a day or a phrase."""
    if verdict.relation != "unclear" or days_apart(left, right) <= _ONE_STORY_DAYS:
        return True
    shared = left.proper & right.proper or left.phrases & right.phrases
    return bool(shared) or times_apart(left.time, right.time) is False


def _echo(left: ClaimSlots, right: ClaimSlots, verdict: Verdict) -> bool:
    """Whether an article only says again, in its own voice, what it says elsewhere."""
    own = left.speaker.own_voice or right.speaker.own_voice
    return left.document.id == right.document.id and own and verdict.relation == "repeats"


def _joined(
    left: ClaimSlots, right: ClaimSlots, own: Verdict | None, counted: Sequence[Verdict], copy: bool
) -> Verdict:
    """The relation of two claims by their words and by their figures: the most telling one.

    Numbers that were found to be of two things, or could not be told, are no agreement for being told alike.
    """
    first = min(counted, key=lambda v: _TELLING.index(v.relation), default=None)
    if own is not None and (first is None or copy or _outweighs(own.relation, first.relation)):
        first = own
    reasons = own.reasons if own is not None else claim_reasons(left, right)
    numbers = (r for v in counted for r in number_reasons(v))
    if first is None:
        return Verdict("unclear", reasons)
    return Verdict(first.relation, (*reasons, *numbers), first.swapped)


def _outweighs(own: str, counted: str) -> bool:
    """Whether what the words of two claims say counts for more than what their figures say."""
    return own == "conflicts" or (own == "repeats" and counted == "agrees")


def _comparison(left: str, right: str, verdict: Verdict) -> Comparison:
    if verdict.swapped:
        left, right = right, left
        reasons = tuple(Reason(r.feature, r.right, r.left) for r in verdict.reasons)
    else:
        reasons = verdict.reasons
    ends = sorted((left, right))
    return Comparison(make_id("comparison", *ends), left, right, verdict.relation, reasons, JUDGE)
