"""From how many origins a group's claims come: the ladder, rung by rung."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.comparison.ground import lay
from sayso.comparison.origins import is_named, likely_one_speaker
from sayso.comparison.slots import all_slots
from sayso.model import Group, Relay
from tests.comparison.pile import Pile, article, headed, pile

POST, PILOT, COURIER = "The Post", "The Pilot", "The Courier"
SAID = "the old dam at Tolk broke because of its rusty gates"


def only_group(made: Pile) -> tuple[Group, list[str]]:
    """The one group of a pile, and why its claims are taken together."""
    (group,) = made.compared.groups
    return group, [origin.why for origin in group.origin_of]


def test_a_headline_goes_with_what_its_article_says_on_somebodys_word() -> None:
    told = f"Old Tolk dam broke because of its rusty gates\nThe mayor Ann Roe said {SAID}."
    made = pile(
        headed(article("a", told, POST)), article("b", f"The union chief Jon Poe said {SAID}.", PILOT)
    )
    group, why = only_group(made)
    assert (group.origins.low, group.origins.high) == (2, 2)
    assert why == ["separate named source; one article: The Post", "separate named source"]


def test_two_outlets_own_voices_may_be_one_origin_or_two() -> None:
    made = pile(
        article("a", "At least 40 homes were lost at Tolk when the old dam broke on Monday night.", POST),
        article("b", "Some families lost all that they had, at least 40 homes of the town of Tolk.", PILOT),
    )
    assert made.compared.groups
    for group in made.compared.groups:
        assert (group.origins.low, group.origins.high) == (1, 2)
        assert {o.why for o in group.origin_of} == {"cannot tell: the outlet's own voice"}


def test_one_report_cited_by_another_article_is_one_origin() -> None:
    made = pile(
        article("a", f"{SAID.capitalize()} in all those years.", POST),
        article("b", f"The Post reported that {SAID}.", PILOT),
    )
    group, why = only_group(made)
    assert (group.origins.low, group.origins.high, why) == (1, 1, ["declared same source"])


def test_one_agency_behind_two_articles_is_one_origin() -> None:
    wire = (Relay("Wire", "declared", 0, 1, "test"),)
    made = pile(
        replace(article("a", f"{SAID.capitalize()}.", POST), relay=wire),
        replace(article("b", f"{SAID.capitalize()} in years.", PILOT), relay=wire),
    )
    group, why = only_group(made)
    assert (group.origins.high, why) == (1, ["declared same source"])


def test_a_body_by_its_long_and_short_name_is_one_origin() -> None:
    made = pile(
        article("a", f"The Tolk Watch Group for River Safety said {SAID}.", POST),
        article("b", f"The Tolk Watch Group said {SAID}.", PILOT),
    )
    group, why = only_group(made)
    assert (group.origins.high, why) == (1, ["same speaker by another name"])


def test_a_body_whose_name_ends_like_anothers_is_another() -> None:
    made = pile(
        article("a", f"The Free Tolk Army said {SAID}.", POST),
        article("b", f"The Tolk Army said {SAID}.", PILOT),
    )
    group, _ = only_group(made)
    assert (group.origins.low, group.origins.high) == (2, 2)


def test_a_third_claim_with_the_same_words_makes_no_two_named_sources_one() -> None:
    said = f"{SAID} when the snow had melted in the hills above the mill"
    made = pile(
        article("a", f"The mayor Ann Roe said {said}.", POST),
        article("b", f"{said.capitalize()}.", PILOT),
        article(
            "c",
            "The union chief Jon Poe said the rusty gates broke the old dam at Tolk in the night.",
            COURIER,
        ),
    )
    assert made.compared.groups
    for group in made.compared.groups:
        assert group.origins.low == sum("named" in o.why or "words" in o.why for o in group.origin_of)


def test_two_events_with_one_number_are_in_no_group() -> None:
    made = pile(
        article("a", "The mayor Ann Roe said 12 people were killed by the flood at Tolk.", POST),
        article("b", "The mayor Ann Roe said 12 people were killed by the fire at Norburg.", PILOT),
    )
    assert made.compared.groups == ()


def test_numbers_that_part_keep_a_copied_sentence_apart() -> None:
    told = "people were killed by the flood at Tolk when the old dam broke, the mayor Ann Roe said."
    made = pile(article("a", f"Exactly 12 {told}", POST), article("b", f"Exactly 31 {told}", PILOT))
    assert made.compared.groups == ()


def test_two_articles_of_one_outlet_in_its_own_voice_are_one_origin() -> None:
    told = "At least 40 homes were lost at Tolk when the old dam broke on Monday night"
    made = pile(
        article("a", f"{told}.", POST, "2021-12-01"),
        article("b", f"{told}, and the school.", POST, "2021-12-02"),
    )
    group, why = only_group(made)
    assert (group.origins.high, why) == (1, ["one outlet's own voice"])


def test_one_sentence_of_two_months_is_of_two_events() -> None:
    told = "At least 40 people were wounded by rockets in the northern streets of Tolk"
    first = article("a", f"The mayor Ann Roe said {told.lower()}.", POST, "2021-12-01")
    second = article("b", f"The union chief Jon Poe said {told.lower()}.", PILOT, "2021-12-02")
    assert pile(first, second).compared.groups
    later = article("b", f"The union chief Jon Poe said {told.lower()}.", PILOT, "2022-02-02")
    assert pile(first, later).compared.groups == ()


def test_the_past_told_again_months_later_is_one_statement() -> None:
    told = "The war of Norland began in March 2011 when the old dam at Tolk broke and the harvest was lost."
    made = pile(article("a", told, POST, "2021-12-01"), article("b", told, PILOT, "2022-02-02"))
    assert [len(g.members) for g in made.compared.groups] == [2]


def test_two_sources_of_one_claim_may_be_two_origins() -> None:
    made = pile(
        article("a", f"The Tolk Watch Group and the village doctors said {SAID}.", POST),
        article("b", f"The Tolk Watch Group said {SAID}.", PILOT),
    )
    group, _ = only_group(made)
    assert (group.origins.low, group.origins.high) == (1, 2)


def test_somebody_of_no_told_role_may_speak_for_a_body_that_another_article_names() -> None:
    body = article("a", f"The Tolk Watch Group said {SAID}.", POST)
    group, _ = only_group(pile(body, article("b", f"Jon Poe said {SAID}.", PILOT)))
    assert (group.origins.low, group.origins.high) == (1, 2)
    group, _ = only_group(pile(body, article("b", f"The union chief Jon Poe said {SAID}.", PILOT)))
    assert (group.origins.low, group.origins.high) == (2, 2)


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("Medical sources in Norburg", False),
        ("The Tolk police", True),
        ("The mayor Ann Roe", True),
        ("The British-based human rights group", False),
        ("The London-based River Watch", True),
    ],
)
def test_a_description_is_no_name(source: str, named: bool) -> None:
    made = pile(article("a", f"{source} said {SAID}.", POST))
    (claim,), _ = all_slots(made.documents, made.findings)
    assert is_named(claim) is named


def test_two_people_quoted_by_one_agency_are_two_origins() -> None:
    wire = (Relay("Wire", "declared", 0, 1, "test"),)
    made = pile(
        article("a", f"The mayor Ann Roe said {SAID}.", "Wire"),
        replace(article("b", f"The union chief Jon Poe said {SAID}.", PILOT), relay=wire),
    )
    group, _ = only_group(made)
    assert (group.origins.low, group.origins.high) == (2, 2)


def test_two_people_of_one_government_are_two_origins() -> None:
    made = pile(
        article("a", f"Russian President Ann Roe said {SAID}.", POST),
        article("b", f"Russian Foreign Minister Jon Poe said {SAID}.", PILOT),
    )
    group, _ = only_group(made)
    assert (group.origins.low, group.origins.high) == (2, 2)


def test_a_government_by_its_seat_and_its_country_is_one_origin() -> None:
    made = pile(article("a", f"Moscow said {SAID}.", POST), article("b", f"Russia said {SAID}.", PILOT))
    group, why = only_group(made)
    assert (group.origins.high, why) == (1, ["same speaker by another name"])


def test_two_sources_of_one_ministry_may_be_two() -> None:
    made = pile(
        article("a", "A Russian ministry source said the dam at Tolk broke at dawn on Monday.", POST),
        article("b", "A source at the Russian ministry said the dam at Tolk broke on Monday.", PILOT),
    )
    claims, figures = all_slots(made.documents, made.findings)
    ground = lay(made.documents, made.findings, (claims, figures), ())
    left, right = claims
    assert not likely_one_speaker(left, right, ground)


def test_a_go_between_of_one_that_the_other_cites_is_one_origin() -> None:
    made = pile(
        article("a", f"Doctors told the Wire that {SAID}.", POST),
        article("b", f"The Wire said that {SAID}.", PILOT),
    )
    group, why = only_group(made)
    assert (group.origins.high, why) == (1, ["declared same source"])


def test_a_role_in_small_letters_and_another_spelling_names_a_body() -> None:
    made = pile(
        article("a", f"Civil defense official Ann Roe said {SAID}.", POST),
        article("b", f"The Russian Civil Defence said {SAID}.", PILOT),
    )
    group, why = only_group(made)
    assert (group.origins.high, why) == (1, ["same speaker by another name"])


def test_a_short_claim_of_a_party_is_in_a_longer_one_of_its_spokesman() -> None:
    longer = "guards had killed the pilot after his plane was shot down by the front"
    made = pile(
        article("a", "The Tolk Front said it had shot down the plane.", POST),
        article("b", f"Jon Poe, the Tolk Front's spokesman, said {longer}.", PILOT),
    )
    group, why = only_group(made)
    assert (group.origins.high, why) == (1, ["same speaker by another name"])


def test_one_text_that_two_articles_give_to_two_people_has_one_origin_or_two() -> None:
    text = "“The gates had rusted through and nobody had painted them for years, so the dam broke at night”"
    made = pile(
        article("a", f"{text}, said Ann Roe, the mayor of Tolk.", POST),
        article("b", f"{text}, said Jon Poe, a union chief of Tolk.", PILOT),
    )
    group, why = only_group(made)
    assert (group.origins.low, group.origins.high) == (1, 2)
    assert why == ["same words; given to two speakers: Ann Roe, Jon Poe"]


@pytest.mark.parametrize("name", ["London Based River Watch Group", "so-called River Watch Group"])
def test_where_a_body_sits_and_what_it_is_called_is_no_part_of_its_name(name: str) -> None:
    told = "gates of the old dam at Tolk gave way after they had rusted for years"
    made = pile(
        article("a", f"The {name} said {SAID}.", POST),
        article("b", f"The River Watch Group said the {told}, and the dam broke.", PILOT),
    )
    for group in made.compared.groups:
        assert group.origins.high == 1
    claims, figures = all_slots(made.documents, made.findings)
    ground = lay(made.documents, made.findings, (claims, figures), ())
    assert likely_one_speaker(claims[0], claims[1], ground)
