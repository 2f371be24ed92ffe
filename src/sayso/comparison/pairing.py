"""Ranked pairs into comparisons: one line for two ids, the claims first, then the figures in them."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sayso.comparison.accounts import Accounts
from sayso.comparison.alignment import likely_pairs
from sayso.comparison.causes import disputed_causes
from sayso.comparison.charges import Charge, disputed_charges
from sayso.comparison.conduct import contrary_conduct
from sayso.comparison.copies import Standing
from sayso.comparison.counts import matched, relate_figures
from sayso.comparison.denials import denial_pairs, named_by_both, overlap, telling
from sayso.comparison.ground import Ground
from sayso.comparison.numbers import relate, value_of
from sayso.comparison.outcomes import disputed_outcomes
from sayso.comparison.parties import in_words
from sayso.comparison.ranking import events_of
from sayso.comparison.relations import relate_claims
from sayso.comparison.slots import ClaimSlots, FigureSlots, times_apart
from sayso.comparison.sureness import is_signed, sure_of_a_clash, sure_of_figures
from sayso.comparison.tellings import Telling, tell_once
from sayso.comparison.verdicts import (
    ONE_STORY_DAYS,
    Verdict,
    claim_reasons,
    days_apart,
    figure_reasons,
    number_reasons,
    order_reasons,
    turned,
    voice_reasons,
)
from sayso.model import Claim, Comparison, Reason, make_id

JUDGE = "rules/2"
_TELLING = ("conflicts", "updates", "differs", "agrees", "repeats", "scope", "unclear")
_DAYS_UNTIL_CLAIMED = 2
"""What is claimed later than this is mostly another deed than the one that nobody had claimed."""
_SAYS_LITTLE = ("scope", "unclear")
"""Relations of figures that stand with the claims' own comparison, and need no line of their own."""

Made = dict[frozenset[str], Comparison]
Counted = tuple[tuple[FigureSlots, FigureSlots], str, bool]
"""Two figures, their relation, and whether the right one is the earlier."""


def compare_pairs(
    slots: tuple[Sequence[ClaimSlots], Sequence[FigureSlots]],
    charges: Mapping[str, Charge],
    accounts: Accounts,
    stories: frozenset[tuple[int, int]],
    ground: Ground,
) -> tuple[Comparison, ...]:
    """All comparisons of a pile, sorted by their ids; ``charges`` has what claims charge or deny."""
    claims, figures = slots
    made: Made = {}
    for left, right, verdict in _by_deeds(claims, charges, stories, ground):
        if verdict.relation == "conflicts":
            verdict = replace(verdict, sure=sure_of_a_clash(left, right, charges))
        _add(made, left, right, replace(verdict, reasons=(*claim_reasons(left, right), *verdict.reasons)))
    for left, right in accounts.open:
        since = Reason("responsibility", None, right.speaker.said_by)
        reasons = (*claim_reasons(left, right), since)
        certain = bool(telling(left, right)) and days_apart(left, right) <= _DAYS_UNTIL_CLAIMED
        _add(made, left, right, Verdict("updates", reasons, sure=certain))
    for one, other, likely in likely_pairs(
        tell_once(claims, figures, ground.weights), stories, ground.weights
    ):
        for comparison in _compared((one, other), charges, ground, likely):
            comparison = _with_accounts(comparison, accounts, charges)
            made.setdefault(frozenset((comparison.left, comparison.right)), comparison)
    home = {c.claim.id: c.document.id for c in claims} | {f.figure.id: f.document.id for f in figures}
    _settle_updates(made, home)
    kept = _without_shells(made, {c.claim.id: c.claim for c in claims})
    return tuple(sorted(kept, key=lambda x: x.id))


def _by_deeds(
    claims: Sequence[ClaimSlots],
    charges: Mapping[str, Charge],
    stories: frozenset[tuple[int, int]],
    ground: Ground,
) -> Iterator[tuple[ClaimSlots, ClaimSlots, Verdict]]:
    """Claims that part over who did what, what caused it, how it ended or what somebody does, and denials."""
    for left, right, reason in itertools.chain(
        disputed_charges(claims, charges, stories, ground),
        disputed_causes(claims, stories, ground),
        disputed_outcomes(claims, ground),
    ):
        yield left, right, Verdict("conflicts", reason)
    culprits = {id_: charge.culprits for id_, charge in charges.items()}
    for left, right in denial_pairs(claims, culprits, stories, ground):
        yield left, right, _answered(left, right)
    yield from contrary_conduct(claims, stories, ground)


def _with_accounts(found: Comparison, accounts: Accounts, charges: Mapping[str, Charge]) -> Comparison:
    """An unclear pair of claims that charge one party with one deed, or are one side's word on its own."""
    if found.relation != "unclear":
        return found
    pair = frozenset((found.left, found.right))
    if pair in accounts.own:
        return replace(found, relation="repeats")
    if pair not in accounts.charges or any(
        r.feature == "number" and r.left != r.right for r in found.reasons
    ):
        # With numbers of their own that are not the same, they agree in a part at most.
        return found
    left, right = (in_words(charges[i].culprits) for i in (found.left, found.right))
    reasons = (*found.reasons, Reason("accused", left, right))
    return replace(found, relation="agrees", reasons=reasons, sure=False)


def _settle_updates(made: Made, home: Mapping[str, str]) -> None:
    """Where one of two articles would be the earlier by one number and the later by another, neither is."""
    ways: dict[frozenset[str], set[str]] = defaultdict(set)
    updates = {ids: x for ids, x in made.items() if x.relation == "updates"}
    for x in updates.values():
        ways[frozenset((home[x.left], home[x.right]))].add(home[x.left])
    for ids, x in updates.items():
        if len(ways[frozenset((home[x.left], home[x.right]))]) > 1:
            made[ids] = replace(x, relation="unclear")


def _without_shells(made: Made, claims: Mapping[str, Claim]) -> list[Comparison]:
    """All comparisons but the unclear ones of claims that hold, or stand in, two that are told apart."""
    inside: dict[str, set[str]] = defaultdict(set)
    by_place = sorted(claims.values(), key=lambda c: (c.document, c.start, -c.end, c.id))
    around: list[Claim] = []
    for claim in by_place:
        around = [c for c in around if c.document == claim.document and claim.start < c.end]
        for other in around:
            inside[claim.id].add(other.id)
            inside[other.id].add(claim.id)
        around.append(claim)
    told = {ids for ids, x in made.items() if x.relation != "unclear"}

    def shell(x: Comparison) -> bool:
        pairs = itertools.product({x.left, *inside[x.left]}, {x.right, *inside[x.right]})
        return any(frozenset(pair) in told for pair in pairs)

    return [x for x in made.values() if x.relation != "unclear" or not shell(x)]


def _add(made: Made, left: ClaimSlots, right: ClaimSlots, verdict: Verdict) -> None:
    made.setdefault(
        frozenset((left.claim.id, right.claim.id)), _comparison(left.claim.id, right.claim.id, verdict)
    )


def _answered(left: ClaimSlots, right: ClaimSlots) -> Verdict:
    """A denial against what it answers."""
    named = named_by_both(left, right)
    accused = (Reason("accused", named, named),) if named else ()
    denied = Reason("denied", left.claim.denied, right.claim.denied)
    return Verdict("conflicts", (denied, *accused))


def _compared(
    pair: tuple[Telling, Telling], charges: Mapping[str, Charge], ground: Ground, likely: float
) -> Iterator[Comparison]:
    """The comparison of two claims, none a part of the other, and those of their figures that say more."""
    left, right = pair
    if overlap(left.claim, right.claim):
        return
    counted = _of_one_order([(pair, *relate_figures(*pair, ground, likely)) for pair in matched(left, right)])
    sure_by_figures: set[str] = set()
    for (one, other), relation, swapped in counted:
        certain = sure_of_figures(relation, one, other, ground, likely)
        certain = certain and not (relation == "repeats" and _filled_in_anew(left, right))
        if certain:
            sure_by_figures.add(relation)
        if relation not in _SAYS_LITTLE:
            reasons = (*figure_reasons(one, other), *voice_reasons(one, other, ground.one_voice(one, other)))
            reasons = (*reasons, *order_reasons(one, other, relation))
            yield _comparison(one.figure.id, other.figure.id, Verdict(relation, reasons, swapped, certain))
    voice = ground.one_voice(left.claim, right.claim)
    own = relate_claims(left.claim, right.claim, ground, likely, voice)
    if own is not None and own[0] == "repeats" and _filled_in_anew(left, right):
        own = None
    standing = ground.standing(left.claim, right.claim)
    copy = standing is Standing.COPY
    relation, swapped = _joined(own[0] if own else None, [(r, s) for _, r, s in counted], copy)
    if (
        relation == "unclear"
        and standing is not Standing.APART
        and left.claim.order[0] != right.claim.order[0]
    ):
        # One text, carried twice: what it leaves open, it leaves open at home.
        return
    if not _echo(left.claim, right.claim, relation) and _informs(left.claim, right.claim, relation):
        dispute = (own[1],) if own and own[1] else ()
        numbers = (r for pair, *_ in counted for r in number_reasons(*pair))
        order = order_reasons(left.claim, right.claim, relation)
        told = voice_reasons(left.claim, right.claim, voice)
        reasons = (*claim_reasons(left.claim, right.claim), *told, *dispute, *numbers, *order)
        certain = relation in _SAYS_LITTLE or relation in sure_by_figures
        if not certain and own is not None and own[0] == relation:
            certain = (
                sure_of_a_clash(left.claim, right.claim, charges)
                if relation == "conflicts"
                else is_signed(relation, left.claim, right.claim, ground, likely)
            )
        verdict = Verdict(relation, reasons, swapped, certain)
        yield _comparison(left.claim.claim.id, right.claim.claim.id, verdict)


def _of_one_order(counted: list[Counted]) -> list[Counted]:
    """Figures of two claims; where one falls as another rises, no updates: neither is the later state."""
    orders = {swapped for _, relation, swapped in counted if relation == "updates"}
    if not any(_falls(pair, swapped) for pair, *_ in counted for swapped in orders):
        return counted
    return [(pair, "unclear" if relation == "updates" else relation, s) for pair, relation, s in counted]


def _falls(pair: tuple[FigureSlots, FigureSlots], swapped: bool) -> bool:
    """Whether the earlier of two counts of one event is the higher one."""
    first, second = reversed(pair) if swapped else pair
    one_event = bool(events_of(first) & events_of(second))
    differ = relate(first.figure, second.figure) in ("apart", "compatible")
    return one_event and differ and value_of(first.figure) > value_of(second.figure)


def _filled_in_anew(left: Telling, right: Telling) -> bool:
    """Whether two articles use one form of words for two states of things: each has a number of its own.

    Where both have as many numbers, none is only left out, and one that differs will do.
    """
    if left.claim.document.id == right.claim.document.id:
        return False
    own = _has_its_own(left, right), _has_its_own(right, left)
    return all(own) or (any(own) and len(left.figures) == len(right.figures))


def _has_its_own(one: Telling, other: Telling) -> bool:
    """Whether a claim has a number that is apart from all of another's, which has some."""
    theirs = [f.figure for f in other.figures]
    return bool(theirs) and any(all(relate(f.figure, t) == "apart" for t in theirs) for f in one.figures)


def _informs(left: ClaimSlots, right: ClaimSlots, relation: str) -> bool:
    """Whether a pair tells a reader anything: an unclear one of two weeks shares a name, day or phrase."""
    if relation != "unclear" or days_apart(left, right) <= ONE_STORY_DAYS:
        return True
    shared = left.proper & right.proper or left.phrases & right.phrases
    return bool(shared) or times_apart(left.time, right.time) is False


def _echo(left: ClaimSlots, right: ClaimSlots, relation: str) -> bool:
    """Whether an article only says again, in its own voice, what it says elsewhere."""
    own = left.speaker.own_voice or right.speaker.own_voice
    return left.document.id == right.document.id and own and relation == "repeats"


def _joined(own: str | None, counted: Sequence[tuple[str, bool]], copy: bool) -> tuple[str, bool]:
    """The relation of two claims by their words and by their figures: the most telling one.

    Numbers that were found to be of two things, or could not be told, are no agreement for being told alike.
    """
    relation, swapped = min(counted, key=lambda c: _TELLING.index(c[0]), default=(None, False))
    if own is not None and (relation is None or copy or _outweighs(own, relation)):
        return own, False
    return relation or "unclear", swapped


def _outweighs(own: str, counted: str) -> bool:
    """Whether what the words of two claims say counts for more than what their figures say."""
    return own == "conflicts" or (own == "repeats" and counted == "agrees")


def _comparison(left: str, right: str, verdict: Verdict) -> Comparison:
    reasons = verdict.reasons
    if verdict.swapped:
        left, right, reasons = right, left, turned(reasons)
    ends = sorted((left, right))
    id_ = make_id("comparison", *ends)
    return Comparison(id_, left, right, verdict.relation, reasons, JUDGE, sure=verdict.sure)
