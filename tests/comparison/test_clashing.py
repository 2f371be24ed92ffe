"""How likely readers are to sign that two claims clash."""

from __future__ import annotations

import pytest

from sayso.comparison.charges import charges_of
from sayso.comparison.clashing import FEATURES, features, likely_clash
from sayso.comparison.ground import lay
from sayso.comparison.slots import all_slots
from tests.comparison.pile import article, pile

CHARGE = "Ann Roe, the mayor, accused the Tolk army of using sarin gas against the town of Marn on Monday."
DENIAL = "The Tolk army denied using sarin gas against the town of Marn."
NEVER = "The Tolk army said it had never used sarin gas."
RIVAL = "Jon Poe, a minister, accused the Marn rebels of using sarin gas against the town on Monday."
HERE, LATER = "2021-12-01", "2022-03-01"


def _seen(left: str, right: str, published: str = HERE) -> tuple[dict[str, float], dict[str, float], float]:
    """The features of the first claims of two articles, both ways round, and how likely they clash."""
    made = pile(article("a", left, "The Post", HERE), article("b", right, "The Pilot", published))
    slots = all_slots(made.documents, made.findings)
    ground = lay(made.documents, made.findings, slots, made.compared.passages)
    charges = charges_of(slots[0], ground.cast)
    one, other = (next(c for c in slots[0] if c.document.id == d.id) for d in made.documents)
    told = [
        dict(zip(FEATURES, features(*pair, charges), strict=True)) for pair in ((one, other), (other, one))
    ]
    return told[0], told[1], likely_clash(one, other, charges)


@pytest.mark.parametrize("other", [DENIAL, NEVER, RIVAL])
def test_it_does_not_matter_which_side_is_which(other: str) -> None:
    one, turned, _ = _seen(CHARGE, other)
    assert one == turned


def test_two_culprits_of_one_deed_are_told_from_a_denial() -> None:
    assert _seen(CHARGE, RIVAL)[0]["two culprits"]
    assert not _seen(CHARGE, DENIAL)[0]["two culprits"]
    assert _seen(CHARGE, NEVER)[0]["denied at all times"]


def test_a_denial_months_later_is_signed_less_than_one_of_the_same_day() -> None:
    assert _seen(CHARGE, DENIAL, LATER)[2] < _seen(CHARGE, DENIAL)[2]


def test_what_an_outlet_says_itself_is_signed_less_than_what_somebody_charges() -> None:
    assert (
        _seen("The Tolk army used sarin gas against the town of Marn.", DENIAL)[2] < _seen(CHARGE, DENIAL)[2]
    )
