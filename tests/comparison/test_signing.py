"""How likely readers are to sign what two sides have in common."""

from __future__ import annotations

import itertools
import tomllib
from importlib.resources import files

from sayso.comparison.alignment import candidates
from sayso.comparison.ground import lay
from sayso.comparison.signing import FEATURES, LEARNED, features, likely_signed
from sayso.comparison.slots import all_slots
from sayso.comparison.stories import all_near, pairs_of
from sayso.comparison.tellings import tell_once
from sayso.comparison.verdicts import Side
from tests.comparison.pile import Pile, article, pile

BLAST = "At least 56 miners were killed in the gas blast at the Tolk colliery on Monday, Ann Roe said."
AGAIN = "The blast in Tolk killed 56 miners or more, Ann Roe told reporters. The pit was shut."
OTHER = "A gas blast at the Marn colliery killed at least 56 miners, Jon Poe said."


def _both_ways(made: Pile) -> list[tuple[tuple[float, ...], tuple[float, ...]]]:
    """The features of each pair of claims and of their figures, with the sides as they are and turned."""
    documents, findings = made.documents, made.findings
    slots = all_slots(documents, findings)
    ground = lay(documents, findings, slots, made.compared.passages)
    tellings = tell_once(*slots, ground.weights)
    stories = pairs_of(all_near(range(len(documents))))
    found = []
    for left, right in itertools.chain.from_iterable(candidates(tellings, stories)):
        sides: list[tuple[Side, Side]] = [(left.claim, right.claim)]
        sides += itertools.product(left.figures, right.figures)
        found += [(features(a, b, ground, 0.3), features(b, a, ground, 0.3)) for a, b in sides]
    return found


def test_every_relation_weighs_every_feature() -> None:
    told = tomllib.loads(files("sayso.comparison").joinpath("signing.toml").read_text(encoding="utf-8"))
    assert set(told) == set(LEARNED)
    assert all(set(told[relation]) == {"constant", *FEATURES} for relation in LEARNED)


def test_it_does_not_matter_which_side_is_which() -> None:
    found = _both_ways(pile(article("a", BLAST, "The Post"), article("b", AGAIN, "The Pilot")))
    assert found
    assert all(one == other and len(one) == len(FEATURES) for one, other in found)


def test_a_stock_phrase_months_later_is_signed_less_than_one_of_the_same_day() -> None:
    def likely(published: str) -> float:
        made = pile(article("a", BLAST, "The Post", "2021-12-01"), article("b", OTHER, "The Post", published))
        slots = all_slots(made.documents, made.findings)
        ground = lay(made.documents, made.findings, slots, made.compared.passages)
        left, right = (next(c for c in slots[0] if c.document.id == d.id) for d in made.documents)
        return likely_signed("repeats", left, right, ground, 0.3)

    assert likely("2022-03-01") < likely("2021-12-01")
