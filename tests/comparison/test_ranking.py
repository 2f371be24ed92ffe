"""How likely two claims belong side by side."""

from __future__ import annotations

import itertools

from sayso.comparison.ranking import FEATURES, _power, features, likelihood
from sayso.comparison.slots import all_slots
from sayso.comparison.tellings import tell_once
from sayso.comparison.words import Weights, counts_of
from tests.comparison.pile import article, pile

TOLL = "The mayor Ann Roe said 56 people were killed in the blast at Tolk."
SAME = "At least 58 people were killed in the blast at Tolk, the union chief Jon Poe said."
OTHER = "The baker Eva Moe said bread was dear."


def test_claims_of_one_thing_are_likelier_than_claims_of_two() -> None:
    made = pile(article("a", TOLL, "The Post"), article("b", f"{SAME} {OTHER}", "The Pilot"))
    claims, figures = all_slots(made.documents, made.findings)
    weights = Weights(counts_of(c.claim.text for c in claims))
    one, same, other = tell_once(claims, figures, lambda *_: weights)
    assert likelihood(one, same, weights) > 0.1 > likelihood(one, other, weights)
    for left, right in itertools.permutations((one, same, other), 2):
        assert features(left, right, weights) == features(right, left, weights)
        assert len(features(left, right, weights)) == len(FEATURES)
        assert 0 < likelihood(left, right, weights) < 1


def test_numbers_below_zero_have_a_place_too() -> None:
    told = [_power(value) for value in (-1000, -3, -1, -0.5, 0, 0.5, 1, 1000)]
    assert told == sorted(told)
    assert _power(0) == 0
    fell = "The bank chief Ann Roe said growth of -3 percent was seen in Tolk."
    made = pile(article("a", fell, "The Post"), article("b", fell.replace("-3", "4"), "The Pilot"))
    claims, figures = all_slots(made.documents, made.findings)
    weights = Weights(counts_of(c.claim.text for c in claims))
    assert any(f.figure.low == -3 for f in figures)
    one, other = tell_once(claims, figures, lambda *_: weights)
    assert features(one, other, weights) == features(other, one, weights)
