"""Claims that say the same: one event to a group, a statement for a label, reasons for a shared origin."""

from __future__ import annotations

import pytest

from sayso.comparison.words import holds_verb
from tests.comparison.pile import article, headed, pile

BLAST = "The gas blast at the Tolk mill killed at least 56 night workers"


def test_a_label_is_a_statement() -> None:
    assert not holds_verb("the suspected gas leak in a fenced-off mill")
    assert not holds_verb("the owners of hiding more than 1,400 letters")
    assert holds_verb("workers warned the Tolk mill")
    assert holds_verb("the mill of Tolk bears responsibility")


def test_claims_of_two_days_or_places_are_in_two_groups() -> None:
    told = "The suspected gas blast at the mill killed at least 56 night workers"
    made = pile(
        article("a", f"{told} at Tolk on 1 December 2021.", "The Post", "2021-12-04"),
        article("b", f"{told} at Tolk on 1 December 2021.", "The Pilot", "2021-12-04"),
        article("c", f"{told} at Norburg on 3 December 2021.", "The Courier", "2021-12-04"),
    )
    assert [len(g.members) for g in made.compared.groups] == [2]


def test_two_named_sources_with_the_same_words_have_two_origins() -> None:
    said = "the mill had ignored three warnings about the cracked boiler"
    made = pile(
        article("a", f"The mayor Ann Roe said {said}.", "The Post"),
        article("b", f"The union chief Jon Poe said {said}.", "The Pilot"),
        article("c", f"The mill had ignored three warnings about the cracked boiler, {TAIL}.", "The Courier"),
    )
    (group,) = made.compared.groups
    assert group.origins.low == 2
    assert not any("same speaker" in origin.why for origin in group.origin_of)
    homes = [
        {made.thing(m).document for m in origin.members}
        for origin in group.origin_of
        if len(origin.members) > 1
    ]
    assert not any({"doc_a", "doc_b"} <= home for home in homes)


def test_dozens_and_a_number_are_no_one_statement() -> None:
    made = pile(
        article("a", "Dozens of night workers were killed by the gas blast at Tolk.", "The Post"),
        article(
            "b", "The mayor Ann Roe said 56 night workers were killed by the gas blast at Tolk.", "The Pilot"
        ),
    )
    assert [x.relation for x in made.compared.comparisons if x.left.startswith("figure")] == ["agrees"]
    assert made.compared.groups == ()


def test_claims_that_share_no_words_are_in_no_group_by_way_of_a_third() -> None:
    made = pile(
        article("a", "The gas blast at the Tolk mill killed nine young night workers.", "The Post"),
        article("b", "The gas blast at the Tolk mill, the mayor Ann Roe said.", "The Pilot"),
        article("c", "Nine young night workers were killed, the union chief Jon Poe said.", "The Courier"),
    )
    for group in made.compared.groups:
        texts = [made.text(m) for m in group.members]
        assert not (
            "The gas blast at the Tolk mill" in texts and "Nine young night workers were killed" in texts
        )


def test_one_long_sentence_by_two_names_may_have_one_origin() -> None:
    said = (
        "the mill had ignored three urgent warnings about the cracked boiler since early spring and that"
        " the owners of the rusty chimney counted their money in Norburg"
    )
    made = pile(
        article("a", f"The mayor Ann Roe said {said}.", "The Post"),
        article("b", f"The city council said {said}.", "The Pilot"),
    )
    (group,) = made.compared.groups
    assert (group.origins.low, [o.why for o in group.origin_of]) == (1, ["same words"])


TAIL = "as anybody in the town could see"


def test_each_link_of_an_origin_gives_its_own_reason() -> None:
    said = "the mill had ignored three warnings about the cracked boiler"
    made = pile(
        article("a", f"The mayor Ann Roe said {said}.", "The Post"),
        article("b", f"The mayor Ann Roe said {said} again.", "The Pilot"),
        article("c", f"{said.capitalize()}.", "The Courier"),
    )
    (group,) = made.compared.groups
    (why,) = {origin.why for origin in group.origin_of if len(origin.members) == 3}
    assert why == "same speaker, same occasion: The Post and The Pilot; same words: The Post and The Courier"


def test_the_words_of_one_long_name_make_no_two_claims_one() -> None:
    council = "the Norburg Council for the Safety of Rivers"
    made = pile(
        article("a", f"The mayor Ann Roe said {council} had met.", "The Post"),
        article("b", f"The union chief Jon Poe said {council} was broke.", "The Pilot"),
    )
    assert made.compared.groups == ()


def test_a_small_number_joins_only_with_many_words() -> None:
    told = "A flood wave struck the lower streets of Tolk on Monday, leaving three people dead"
    far = "The fire at the Norburg mill left three people dead in the night"
    near = "Three people dead after a wave of the flood on Monday reached streets in the lower town of Tolk"
    one = article("a", f"{told}.", "The Post")
    assert pile(one, article("b", f"{far}.", "The Pilot")).compared.groups == ()
    (group,) = pile(one, article("b", f"{near}.", "The Pilot")).compared.groups
    assert len(group.members) == 2


def test_one_place_in_two_spellings_is_no_other_place() -> None:
    made = pile(
        article("a", "The mayor Ann Roe said 56 night workers were killed at Hannah.", "The Post"),
        article("b", "The union chief Jon Poe said 56 night workers were killed at Hanna.", "The Pilot"),
    )
    assert [len(g.members) for g in made.compared.groups] == [2]


def test_a_headline_goes_with_what_stands_below_it_unless_it_clashes() -> None:
    body = "The mayor Ann Roe said 56 night workers were killed by the gas blast at the mill."
    other = article("b", "The gas blast at the mill killed 56 night workers, Jon Poe said.", "The Pilot")
    plain = headed(article("a", f"Mill blast kills 56 in the north\n{body}", "The Post"))
    (group,) = pile(plain, other).compared.groups
    assert len(group.members) == 3
    clashing = headed(article("a", f"Mill blast kills 31 in the north\n{body}", "The Post"))
    assert all(len(g.members) < 3 for g in pile(clashing, other).compared.groups)


def test_a_claim_that_says_two_things_is_in_a_group_for_each() -> None:
    told = "the gas blast at Tolk killed 44 miners"
    made = pile(
        article("a", f"The river gauge office said {told} and injured 140 people.", "The Post"),
        article("b", f"The mine union said {told}.", "The Pilot"),
        article("c", "The hospital said 140 people were injured.", "The Courier"),
    )
    both = f"{told} and injured 140 people"
    groups = [{made.text(m) for m in g.members} for g in made.compared.groups]
    assert groups == [{both, told}, {both, "140 people were injured"}]


def test_a_great_toll_told_again_weeks_later_is_one_statement() -> None:
    made = pile(
        article("a", "The war that began in 2011 has killed more than 300,000 people.", "The Post"),
        article(
            "b",
            "The war drew in its neighbours and has killed some 300,000 people.",
            "The Pilot",
            "2022-01-28",
        ),
    )
    (group,) = made.compared.groups
    assert (group.origins.low, group.origins.high) == (1, 2)


def test_a_group_of_denials_is_named_as_one() -> None:
    denial = "The Tolk ministry denied that its guards had burned the mill at Maren."
    made = pile(article("a", denial, "The Post"), article("b", f"{denial} Shops shut.", "The Pilot"))
    assert [g.label for g in made.compared.groups] == ["denied: its guards had burned the mill at Maren"]


@pytest.mark.parametrize(
    ("one", "other", "sizes"),
    [
        ("260 passengers when it sank", "251 passengers", []),
        ("260 passengers", "251 passengers", []),
        ("about 250 passengers when it sank", "251 passengers", [2]),
        ("more than 250 passengers", "251 passengers", [2]),
        ("251 passengers when it sank", "251 passengers", [2]),
    ],
)
def test_two_numbers_of_one_noun_are_no_one_statement(one: str, other: str, sizes: list[int]) -> None:
    made = pile(
        article("a", f"The harbour union said the ferry Sea Lark carried {one}.", "The Post"),
        article("b", f"The prosecutor Lise Orm said the ferry Sea Lark carried {other}.", "The Pilot"),
    )
    assert [len(g.members) for g in made.compared.groups] == sizes


def test_a_denial_stands_in_no_group_with_what_it_denies() -> None:
    told = "that 44 divers searched the wreck of the Lark near Maren on Monday"
    made = pile(
        article("a", f"Ann Roe said {told}.", "The Post"),
        article("b", f"Jon Poe denied {told}.", "The Pilot"),
        article("c", f"Eva Lund said {told}.", "The Star"),
    )
    (group,) = made.compared.groups
    assert {made.thing(m).document for m in group.members} == {"doc_a", "doc_c"}
