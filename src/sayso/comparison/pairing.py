"""Aligned pairs into comparisons: one line for two ids, figures first, then the claims they stand in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sayso.comparison.alignment import claim_pairs, figure_pairs
from sayso.comparison.copies import Copies
from sayso.comparison.denials import denial_pairs, named_by_both
from sayso.comparison.relations import (
    Verdict,
    claim_reasons,
    one_telling,
    relate_claims,
    relate_figures,
    shares_day_or_place,
)
from sayso.comparison.slots import ClaimSlots, FigureSlots
from sayso.comparison.words import Weights
from sayso.model import Comparison, Passage, Reason, make_id

JUDGE = "rules/1"
_PARTNERS = 2
"""With how many others a claim is compared by its words at the most; the likest come first."""
_TELLING = ("conflicts", "updates", "differs", "agrees", "repeats", "scope", "unclear")


def compare_pairs(
    claims: Sequence[ClaimSlots],
    figures: Sequence[FigureSlots],
    stories: frozenset[tuple[int, int]],
    passages: Sequence[Passage],
) -> tuple[Comparison, ...]:
    """All comparisons of a pile, sorted by their ids."""
    weights = Weights(c.claim.text for c in claims)
    copies = Copies(passages, weights)
    made: dict[frozenset[str], Comparison] = {}
    between: dict[frozenset[str], list[tuple[ClaimSlots, ClaimSlots, Verdict]]] = {}
    for left, right, alike in figure_pairs(figures, stories, weights):
        verdict = relate_figures(left, right, alike, copies.standing(left, right))
        if verdict.relation == "unclear" and not _informs(left, right):
            continue
        ids_ = (left.figure.id, right.figure.id)
        made[frozenset(ids_)] = _comparison(*ids_, verdict)
        if left.claim is not None and right.claim is not None and left.claim is not right.claim:
            key = frozenset((left.claim.claim.id, right.claim.claim.id))
            between.setdefault(key, []).append((left.claim, right.claim, verdict))
    partners: Counter[str] = Counter()
    for left_, right_, alike in claim_pairs(claims, stories, weights):
        ids = (left_.claim.id, right_.claim.id)
        key = frozenset(ids)
        if key in between or max(partners[i] for i in ids) >= _PARTNERS:
            continue
        found = relate_claims(left_, right_, alike, copies.standing(left_, right_))
        if found is not None:
            partners.update(ids)
            made[key] = _comparison(*ids, found)
    for left_, right_ in denial_pairs(claims, stories, copies):
        key = frozenset((left_.claim.id, right_.claim.id))
        if key not in made and key not in between:
            denied = Reason("denied", left_.claim.denied, right_.claim.denied)
            named = named_by_both(left_, right_)
            accused = (Reason("accused", named, named),) if named else ()
            verdict = Verdict("conflicts", (*claim_reasons(left_, right_), denied, *accused))
            made[key] = _comparison(left_.claim.id, right_.claim.id, verdict)
    for key, joined in sorted(between.items(), key=lambda x: sorted(x[0])):
        made[key] = _from_figures(joined, copies)
    return tuple(sorted(made.values(), key=lambda x: x.id))


def _informs(left: FigureSlots, right: FigureSlots) -> bool:
    """Whether an unclear pair tells a reader anything: what is counted is one thing, of one day or place."""
    if None not in (left.counted, right.counted) and left.counted != right.counted:
        return False
    return shares_day_or_place(left, right) or one_telling(left, right)


def _from_figures(joined: list[tuple[ClaimSlots, ClaimSlots, Verdict]], copies: Copies) -> Comparison:
    """The relation of claims whose figures were compared: their own, or the figures' most telling one."""
    left, right, _ = min(joined, key=lambda j: (j[0].order, j[1].order))
    alike = copies.weights.similarity(left.stems, right.stems)
    own = relate_claims(left, right, alike, copies.standing(left, right))
    verdicts = [v if one is left else _turned(v) for one, _, v in joined]
    relation = min((v.relation for v in verdicts), key=_TELLING.index)
    keeps = own is not None and own.relation in ("conflicts", "repeats")
    if own is not None and keeps and relation in ("scope", "agrees", "repeats"):
        relation = own.relation
    swapped = next((v.swapped for v in verdicts if v.relation == relation), False)
    reasons = (*claim_reasons(left, right), *(r for v in verdicts for r in _numbers(v)))
    return _comparison(left.claim.id, right.claim.id, Verdict(relation, reasons, swapped))


def _turned(verdict: Verdict) -> Verdict:
    """A verdict from its other side: within one article, figures and claims can stand in other orders."""
    reasons = tuple(Reason(r.feature, r.right, r.left) for r in verdict.reasons)
    return Verdict(verdict.relation, reasons, verdict.relation == "updates" and not verdict.swapped)


def _numbers(verdict: Verdict) -> Iterator[Reason]:
    """Of a figure's reasons the number and what is counted, with the figure's relation."""
    for reason in verdict.reasons:
        if reason.feature in ("number", "counted"):
            yield reason


def _comparison(left: str, right: str, verdict: Verdict) -> Comparison:
    if verdict.swapped:
        left, right = right, left
        reasons = tuple(Reason(r.feature, r.right, r.left) for r in verdict.reasons)
    else:
        reasons = verdict.reasons
    ends = sorted((left, right))
    return Comparison(make_id("comparison", *ends), left, right, verdict.relation, reasons, JUDGE)
