"""One charge in other words, and one side's word on its own deed: which claims are put together, and why."""

from __future__ import annotations

import pytest

from sayso.model import Group
from tests.comparison.pile import article, pile

CHARGE = "The mayor Ann Roe accused the Russian army of gassing the people of Tolk."
AGAIN = "The union chief Jon Poe said Moscow was responsible for the chemical attack."


def groups(*texts: str, published: str = "2021-12-01") -> tuple[Group, ...]:
    """The groups of an article for each text; the first is of December 1, the rest of the day given."""
    days = ("2021-12-01", *(published for _ in texts[1:]))
    return pile(
        *(article(f"a{n}", text, f"Paper {n}", days[n]) for n, text in enumerate(texts))
    ).compared.groups


def test_one_charge_in_other_words_is_one_group_of_one_origin_or_more() -> None:
    (group,) = groups(CHARGE, AGAIN)
    assert (group.origins.low, group.origins.high) == (1, 2)


@pytest.mark.parametrize(
    "other",
    [
        "The union chief Jon Poe said rebels were responsible for the chemical attack.",  # another culprit
        "The union chief Jon Poe said Moscow was responsible for the oil spill.",  # another deed
        "The union chief Jon Poe said Moscow was responsible for many chemical attacks.",  # no one deed
        "The union chief Jon Poe said Moscow was not responsible for the chemical attack.",
    ],
)
def test_another_charge_is_in_no_group(other: str) -> None:
    assert groups(CHARGE, other) == ()


def test_a_deed_of_its_own_is_not_the_attack() -> None:
    theft = "The union chief Jon Poe accused the Russian army of stealing the harvest of the valley."
    attack = "The mayor Ann Roe said Moscow was responsible for the attack."
    assert groups(attack, theft) == ()


def test_a_charge_of_another_month_is_in_no_group() -> None:
    assert groups(CHARGE, AGAIN, published="2022-01-20") == ()


def test_whoever_denies_for_one_side_is_one_origin() -> None:
    (group,) = groups(
        "The Russian army denied using chemical weapons.", "Moscow denied any use of gas in Tolk."
    )
    assert [o.why for o in group.origin_of] == ["one side on its own deed"]
    assert (group.origins.low, group.origins.high) == (1, 1)


def test_whoever_denies_for_another_is_no_voice_of_that_side() -> None:
    found = groups(
        "The Russian army denied using chemical weapons.", "France denied that Russia had used gas."
    )
    assert all("one side on its own deed" not in o.why for g in found for o in g.origin_of)


@pytest.mark.parametrize(
    "other",
    [
        "The River Front said it carried out the attack in the port of Tolk.",
        "The River Front also claimed responsibility for the attack on Tuesday night.",
    ],
)
def test_a_deed_is_claimed_in_two_articles(other: str) -> None:
    (group,) = groups("The River Front claimed responsibility for the attack.", other)
    assert (group.origins.low, group.origins.high) == (1, 1)


def test_two_sides_that_claim_one_deed_are_in_no_group() -> None:
    assert (
        groups(
            "The River Front claimed responsibility for the attack.",
            "The Hill Guard said it carried out the attack in the port of Tolk.",
        )
        == ()
    )


def test_swapping_two_sides_swaps_nothing_but_their_names() -> None:
    def swap(text: str) -> str:
        return text.replace("Russia", "\0").replace("France", "Russia").replace("\0", "France")

    told = (
        "The mayor Ann Roe accused Russia of gassing the people of Tolk.",
        "The union chief Jon Poe said Russia was responsible for the chemical attack.",
        "France denied using chemical weapons.",
    )
    before, after = groups(*told), groups(*map(swap, told))
    assert before
    assert [(len(g.members), g.origins) for g in before] == [(len(g.members), g.origins) for g in after]


CLAIMED = "The Tolk Front claimed responsibility for the attack on the port of Tolk."


@pytest.mark.parametrize(
    "open_",
    [
        "There was no immediate claim of responsibility for the attack on the port of Tolk.",
        "It was not immediately clear who carried out the attack on the port of Tolk.",
        "No one claimed responsibility for the attack on the port of Tolk.",
    ],
)
def test_who_claims_a_deed_brings_up_to_date_that_nobody_had(open_: str) -> None:
    made = pile(article("a", CLAIMED, "The Post"), article("b", open_, "The Pilot"))
    (found,) = made.compared.comparisons
    assert (found.relation, made.text(found.right)) == (
        "updates",
        "responsibility for the attack on the port of Tolk",
    )
    assert [(r.left, r.right) for r in found.reasons if r.feature == "responsibility"] == [
        (None, "Tolk Front")
    ]


def test_a_claim_printed_before_brings_nothing_up_to_date() -> None:
    open_ = "There was no immediate claim of responsibility for the attack on the port of Tolk."
    made = pile(
        article("a", CLAIMED, "The Post", "2021-12-01"), article("b", open_, "The Pilot", "2021-12-02")
    )
    assert "updates" not in {x.relation for x in made.compared.comparisons}


def test_two_who_charge_one_party_with_one_deed_agree() -> None:
    filler = " The harbour lay still for hours. The school of the lower town was shut. Bread was dear."
    charge = "The mayor Ann Roe blamed the chemical attack on the grain market on the Russian army."
    again = "The union chief Jon Poe said Moscow was responsible for the chemical attack."
    made = pile(article("a", charge + filler, "The Post"), article("b", again, "The Pilot"))
    (found,) = made.compared.comparisons
    assert found.relation == "agrees"
    assert [(r.left, r.right) for r in found.reasons if r.feature == "accused"]


def test_two_denials_of_two_deeds_with_one_thing_in_common_are_in_no_group() -> None:
    tanks = "Blue Strait Lines denied that the fuel tanks of the Lark were empty when the ferry sank."
    load = "Blue Strait Lines denied that the ferry was {}."
    assert groups(tanks, load.format("overloaded")) == ()
    (group,) = groups(f"{load.format('overloaded')}", load.format("badly overloaded"))
    assert group.label == "denied: the ferry was overloaded"
