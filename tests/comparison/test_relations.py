"""The relation of two accounts: one clear case of each, on invented articles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.comparison.slots import Speaker, same_voice
from sayso.dossier.reasons import in_words
from sayso.model import Reason
from tests.comparison.pile import article, headed, pile

POST = "The Post"
PILOT = "The Pilot"


def test_one_speaker_in_two_outlets_repeats() -> None:
    made = pile(
        article("a", "At least 56 miners were killed at Tolk, the River Watch Group said.", POST),
        article("b", "The River Watch Group said 56 miners were killed at Tolk.", PILOT),
    )
    assert made.between("At least 56 miners", "56 miners").relation == "repeats"


def test_a_rounding_agrees() -> None:
    made = pile(
        article("a", "The ministry said 915,000 people were displaced by the flood in Tolk.", POST),
        article(
            "b", "The Relief Union said around a million people were displaced by the flood in Tolk.", PILOT
        ),
    )
    assert made.between("915,000 people", "around a million people").relation == "agrees"


def test_bounds_that_both_can_hold_differ() -> None:
    made = pile(
        article("a", "At least 56 people were killed in the blast at Tolk, the mayor Ann Roe said.", POST),
        article(
            "b", "At least 85 people were killed in the blast at Tolk, the union chief Jon Poe said.", PILOT
        ),
    )
    assert made.between("At least 56 people", "At least 85 people").relation == "differs"


def test_numbers_that_cannot_both_hold_conflict() -> None:
    made = pile(
        article("a", "Exactly 56 people were killed in the blast at Tolk, the mayor Ann Roe said.", POST),
        article("b", "Only 12 people were killed in the blast at Tolk, the union chief Jon Poe said.", PILOT),
    )
    assert made.between("Exactly 56 people", "Only 12 people").relation == "conflicts"


def test_a_later_count_updates_and_the_earlier_stands_left() -> None:
    made = pile(
        article("a", "96,000 people were displaced by the flood in Tolk.", POST, "2021-12-05"),
        article("b", "40,000 people were displaced by the flood in Tolk.", PILOT, "2021-12-01"),
    )
    found = made.between("96,000 people", "40,000 people")
    assert (found.relation, made.text(found.left)) == ("updates", "40,000 people")
    assert Reason("published", "2021-12-01", "2021-12-05") in found.reasons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 soldiers were killed at Tolk on Monday.", "40 civilians were killed at Tolk on Monday."),
        ("12 people were killed at Tolk on Monday.", "40 people were killed at Tolk on Tuesday."),
    ],
)
def test_another_population_or_day_is_scope(one: str, other: str) -> None:
    made = pile(
        article("a", f"The mayor Ann Roe said {one}", POST, "2021-12-03"),
        article("b", f"The union chief Jon Poe said {other}", PILOT, "2021-12-03"),
    )
    assert {x.relation for x in made.compared.comparisons} == {"scope"}


def test_a_denial_conflicts_with_what_it_denies() -> None:
    made = pile(
        article(
            "a", "The union accused the mill of hiding the report. The mill denied hiding the report.", POST
        )
    )
    assert made.between("the mill of hiding the report", "hiding the report").relation == "conflicts"


def test_a_denial_answers_nothing_that_says_nothing() -> None:
    text = "The union blamed the mill for it. The mill denied hiding the report."
    assert not [x for x in pile(article("a", text, POST)).compared.comparisons if x.relation == "conflicts"]


def test_every_comparison_gives_reasons_and_joins_two_ids_once() -> None:
    made = pile(
        article("a", "At least 56 people were killed at Tolk, the mayor said. 56 people died.", POST),
        article("b", "56 people were killed at Tolk. The union said 70 people were killed.", PILOT),
    )
    pairs = [frozenset((x.left, x.right)) for x in made.compared.comparisons]
    assert pairs and len(pairs) == len(set(pairs))
    assert all(x.reasons and x.judge for x in made.compared.comparisons)
    assert all(len(pair) == 2 for pair in pairs)
    assert all(x.left.split("_")[0] == x.right.split("_")[0] for x in made.compared.comparisons)


def test_a_share_and_a_count_are_not_compared() -> None:
    made = pile(
        article("a", "The mayor Ann Roe said 30 percent of the houses at Tolk were destroyed.", POST),
        article("b", "The union chief Jon Poe said 30 houses at Tolk were destroyed.", PILOT),
    )
    assert not [x for x in made.compared.comparisons if x.left.startswith("figure")]


def test_two_bodies_whose_names_end_alike_are_two_voices() -> None:
    def voice(name: str, *people: str) -> Speaker:
        return Speaker(frozenset({name}), True, False, frozenset(people))

    assert not same_voice(voice("tolk army"), voice("free tolk army"))
    assert same_voice(voice("roth", "roth"), voice("ada roth", "ada roth"))


def test_one_voice_with_a_lower_number_later_is_unclear() -> None:
    made = pile(
        article("a", "At least 56 people were killed at Tolk, the River Watch Group said.", POST),
        article(
            "b", "Exactly 30 people were killed at Tolk, the River Watch Group said.", PILOT, "2021-12-02"
        ),
    )
    assert made.between("At least 56 people", "Exactly 30 people").relation == "unclear"


def test_a_vague_word_for_less_does_not_exclude_more() -> None:
    made = pile(
        article("a", "Dozens of people were killed in the blast at Tolk, the mayor Ann Roe said.", POST),
        article(
            "b", "At least 140 people were killed in the blast at Tolk, the union chief Jon Poe said.", PILOT
        ),
    )
    assert made.between("Dozens of people", "At least 140 people").relation == "differs"


def test_fewer_civilians_than_all_dead_is_scope() -> None:
    made = pile(
        article("a", "Exactly 80 people were killed in the blast at Tolk, the mayor Ann Roe said.", POST),
        article("b", "Only 40 civilians were killed in the blast at Tolk, the union chief said.", PILOT),
    )
    assert made.between("Exactly 80 people", "Only 40 civilians").relation == "scope"


def test_one_small_number_of_two_towns_does_not_agree() -> None:
    made = pile(
        article("a", "The mayor Ann Roe said 12 people were killed at Tolk.", POST),
        article("b", "The union chief Jon Poe said 12 people were killed at Norburg.", PILOT),
    )
    assert {x.relation for x in made.compared.comparisons} == {"scope"}


ONE = "Norland accused Sudland of shelling the port of Tolk. At least 12 people were killed, Norland said."
OTHER = "Sudland denied shelling the port of Tolk. Sudland said 30 people were killed at Tolk."


def test_the_order_of_the_pile_changes_nothing() -> None:
    a, b, c = article("a", ONE, POST), article("b", OTHER, PILOT), article("c", ONE, "The Courier")
    assert pile(a, b, c).compared == pile(c, a, b).compared == pile(b, c, a).compared


def test_the_names_of_files_change_nothing() -> None:
    third = "Norland said Sudland was behind the shelling of Tolk. The mayor Ann Roe said 14 were killed."
    texts = {"1": ONE, "2": OTHER, "3": third}

    def told(*paths: str) -> set[tuple[str, frozenset[str]]]:
        made = [
            replace(article(sha, text, f"Paper {sha}"), sha256=sha, path=path)
            for (sha, text), path in zip(texts.items(), paths, strict=True)
        ]
        found = pile(*made)
        groups = {("group", frozenset(map(found.text, g.members))) for g in found.compared.groups}
        return groups | {(r, frozenset((left, right))) for r, left, right in found.relations()}

    assert told("a", "b", "c") == told("c", "b", "a") == told("b", "c", "a")


def test_swapping_two_sides_changes_nothing_but_the_names() -> None:
    def swap(text: str) -> str:
        return text.replace("Norland", "\0").replace("Sudland", "Norland").replace("\0", "Sudland")

    before = pile(article("a", ONE, POST), article("b", OTHER, PILOT))
    after = pile(article("a", swap(ONE), POST), article("b", swap(OTHER), PILOT))
    assert {tuple(map(swap, r)) for r in before.relations()} == after.relations()


def test_swapping_two_outlets_changes_nothing_but_the_names() -> None:
    one = pile(article("a", ONE, POST), article("b", OTHER, PILOT))
    other = pile(article("a", ONE, PILOT), article("b", OTHER, POST))
    assert one.relations() == other.relations()


def test_a_vague_word_agrees_with_a_number_of_its_day_and_place_only() -> None:
    def between(one: str, other: str, published: str = "2021-12-01") -> set[str]:
        made = pile(article("a", one, POST), article("b", other, PILOT, published))
        return {x.relation for x in made.compared.comparisons if x.left.startswith("figure")}

    dozens = "Dozens of people were killed in the blast at Tolk, the mayor Ann Roe said."
    assert between(dozens, "The union chief Jon Poe said 56 people were killed in the blast at Tolk.") == {
        "agrees"
    }
    assert "agrees" not in between(dozens, "The union chief Jon Poe said 32 people were killed at Norburg.")
    assert "agrees" not in between(
        dozens, "The union chief Jon Poe said 56 people were killed in the blast at Tolk.", "2021-12-29"
    )


def test_dozens_do_not_agree_with_one_fighter() -> None:
    made = pile(
        article("a", "Dozens were killed in Tolk, the mayor Ann Roe said.", POST),
        article("b", "At least one fighter was killed in Tolk, the union chief Jon Poe said.", PILOT),
    )
    assert not [x for x in made.compared.comparisons if x.relation == "agrees"]


def test_what_happened_after_an_article_was_printed_is_not_in_it() -> None:
    made = pile(
        article("a", "56 people were killed in the blast at Tolk on 4 December 2021.", POST, "2021-12-05"),
        article(
            "b", "56 people were killed in the blast at Tolk, the mayor Ann Roe said.", PILOT, "2021-12-02"
        ),
    )
    assert made.between("56 people", "56 people").relation == "scope"


def test_a_headline_that_says_the_toll_climbs_makes_its_figures_an_update() -> None:
    later = "Tolk toll climbs to 86\nAt least 86 people were killed at Tolk, the doctors of Tolk said."
    made = pile(
        article("a", "The River Watch Group said 72 people were killed at Tolk.", POST, "2021-12-05"),
        headed(article("b", later, PILOT, "2021-12-06")),
    )
    found = made.between("72 people", "At least 86 people")
    assert (found.relation, made.text(found.left)) == ("updates", "72 people")


def test_a_bare_toll_is_no_later_count_of_the_children_in_it() -> None:
    later = "Tolk toll climbs to 86\nThe toll at Tolk has risen to 86 killed."
    made = pile(
        article("a", "The River Watch Group said 11 children were killed at Tolk.", POST, "2021-12-05"),
        headed(article("b", later, PILOT, "2021-12-06")),
    )
    assert not [x for x in made.compared.comparisons if x.relation == "updates"]


def test_an_unclear_pair_that_shares_no_day_place_or_class_is_left_out() -> None:
    made = pile(
        article("a", "At least 4 people were killed, the mayor Ann Roe said.", POST, "2021-12-01"),
        article("b", "The union chief Jon Poe said 30 people were killed.", PILOT, "2021-12-20"),
    )
    assert made.compared.comparisons == ()


def test_the_body_that_counts_is_not_the_event_that_it_counts() -> None:
    made = pile(
        article("a", "Exactly 30 people were killed by a storm, the Tolk Watch Group said.", POST),
        article("b", "Only 12 people died in a fire, said Jon Poe of the Tolk Watch Group.", PILOT),
    )
    assert not [x for x in made.compared.comparisons if x.relation in ("conflicts", "differs")]


def test_a_toll_that_rose_earlier_is_no_later_state() -> None:
    risen = "Tolk toll climbs to 86\nAt least 86 people were killed at Tolk, the doctors of Tolk said."
    made = pile(
        article("a", "A blast at Tolk killed 72 people, the River Watch Group said.", POST, "2021-12-04"),
        headed(article("b", risen, PILOT, "2021-12-02")),
    )
    assert made.between("72 people", "At least 86 people").relation == "unclear"


def test_an_article_that_gives_other_estimates_of_one_count_tells_one_thing_apart() -> None:
    made = pile(
        article(
            "a",
            "Up to 300 people were feared dead in the flood at Tolk, officials said on Monday."
            " Other estimates ranged as high as 500 dead.",
            POST,
        )
    )
    assert made.between("Up to 300 people", "as high as 500").relation == "differs"


def test_numbers_of_unnamed_days_far_apart_do_not_conflict() -> None:
    first = "Three miners were killed in the blast at Tolk, the mayor Ann Roe said."
    second = "Five miners were killed in the blast at Tolk, the union chief Jon Poe said."
    near = pile(article("a", first, POST, "2021-12-01"), article("b", second, PILOT, "2021-12-01"))
    assert near.between("Three miners", "Five miners").relation == "conflicts"
    far = pile(article("a", first, POST, "2021-12-01"), article("b", second, PILOT, "2021-12-05"))
    assert far.between("Three miners", "Five miners").relation == "unclear"


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        # A picture shows some of the dead, and counts none.
        ("One video showed the bodies of 12 people at Tolk.", "{} 40 people were killed at Tolk.", "scope"),
        # Of two peoples.
        (
            "{} 20 French fighters were killed at Tolk.",
            "{} 45 Turkish fighters were killed at Tolk.",
            "scope",
        ),
        # One day, and all days since another.
        (
            "{} 13 people were killed in raids on Tolk on Wednesday.",
            "{} 68 people have been killed in raids on Tolk since Friday.",
            "scope",
        ),
        # Nobody says "dozens" of fourteen hundred.
        (
            "{} dozens of people were killed in the raid on Tolk.",
            "{} exactly 1,400 people were killed in the raid on Tolk.",
            "conflicts",
        ),
        # One raid is one of the eight.
        ("{} one raid hit the port of Tolk.", "{} eight raids hit the port of Tolk.", "scope"),
    ],
)
def test_numbers_of_two_things_are_scope(one: str, other: str, relation: str) -> None:
    made = pile(
        article("a", one.format("The mayor Ann Roe said that"), POST),
        article("b", other.format("The union chief Jon Poe said that"), PILOT),
    )
    assert {x.relation for x in made.compared.comparisons} == {relation}


def test_one_sentence_given_to_two_people_is_one_text() -> None:
    words = "“The water rose so fast that nobody in the lower town could save a thing,”"
    made = pile(
        article("a", f"{words} said the mayor Ann Roe.", POST),
        article("b", f"{words} said the union chief Jon Poe.", PILOT),
    )
    assert {x.relation for x in made.compared.comparisons} == {"repeats"}


def test_totals_of_one_war_differ() -> None:
    made = pile(
        article("a", "The civil war has killed more than 280,000 people, the Relief Union said.", POST),
        article(
            "b", "The Peace Centre put the toll of the civil war at more than 470,000 people killed.", PILOT
        ),
    )
    assert made.between("more than 280,000 people", "more than 470,000 people").relation == "differs"


def test_the_part_of_a_toll_is_told_by_the_number_before_it() -> None:
    made = pile(
        article("a", "The River Watch Group said 58 people were killed in the flood at Tolk.", POST),
        article(
            "b",
            "The toll of the flood at Tolk has risen to 86 30 of them children the River Watch Group said.",
            PILOT,
        ),
    )
    assert made.between("58 people", "86").relation == "updates"


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        # Copied, word for word.
        (
            "The ferry sank off the port of Tolk in the night, and the harbour was shut.",
            "The ferry sank off the port of Tolk in the night after it had struck a rock.",
            "repeats",
        ),
        # Told by each in its own words.
        (
            "Rescuers searched the harbour of Tolk for the crew of the sunken ferry until dawn.",
            "Until dawn the harbour of Tolk was searched by rescuers for the sunken ferry’s crew.",
            "agrees",
        ),
        # Names alone in common.
        (
            "Ann Roe and Jon Poe of the Tolk River Board met.",
            "Ann Roe left Jon Poe at the Tolk River Board.",
            None,
        ),
    ],
)
def test_two_outlets_repeat_only_what_is_copied(one: str, other: str, relation: str | None) -> None:
    filler = " Bread was dear. The school was shut. A bridge was built."
    made = pile(article("a", one + filler, POST), article("b", other, PILOT))
    found = {x.relation for x in made.compared.comparisons} - {"unclear"}
    assert found == ({relation} if relation else set())


def test_what_somebody_wants_does_not_agree_with_what_is_so() -> None:
    filler = " Bread was dear. The school was shut. A bridge was built."
    made = pile(
        article("a", "The army said it takes care to spare the mill of Tolk." + filler, POST),
        article("b", "The mayor Ann Roe called on the army to take care to spare the mill of Tolk.", PILOT),
    )
    assert "agrees" not in {x.relation for x in made.compared.comparisons}


def test_some_of_a_number_are_not_the_number() -> None:
    made = pile(
        article("a", "Ann Roe said 30 of the 80 wounded in the quake at Tolk were in hospital.", POST),
        article("b", "The quake at Tolk wounded 70 people, Jon Poe said.", PILOT),
    )
    assert "conflicts" not in {r for r, *_ in made.relations()}


def test_a_number_beside_more_of_the_same_is_no_toll() -> None:
    made = pile(
        article("a", "Raids on Tolk killed 17 people and shells killed another two, Ann Roe said.", POST),
        article("b", "Raids on Tolk killed at least 19 people, Jon Poe said.", PILOT),
    )
    assert "conflicts" not in {r for r, *_ in made.relations()}


def test_a_claim_is_not_compared_with_its_own_part() -> None:
    made = pile(
        article(
            "a", "Ann Roe said that the dam at Tolk, which Jon Poe said would hold, had to be opened.", POST
        )
    )
    for x in made.compared.comparisons:
        left, right = made.thing(x.left), made.thing(x.right)
        assert left.end <= right.start or right.end <= left.start


def test_the_police_of_one_event_are_one_voice() -> None:
    made = pile(
        article("a", "Police said the thieves drove a red van into the shop window at Tolk.", POST),
        article("b", "The thieves had driven a van into the window of the shop, police said.", PILOT),
    )
    assert {r for r, *_ in made.relations()} == {"repeats"}


def test_one_voice_under_two_names_says_by_what_role() -> None:
    made = pile(
        article("a", "Tolk Lines said the ferry carried 180 passengers.", POST),
        article("b", "Dana Holt, chief executive of Tolk Lines, said it carried 180 passengers.", PILOT),
    )
    found = made.between("180 passengers", "180 passengers")
    assert found.relation == "repeats"
    assert in_words(found.reasons)[-1] == "Dana Holt is chief executive of Tolk Lines"


def test_two_voices_with_one_number_are_no_repeat() -> None:
    made = pile(
        article("a", "Tolk Lines said the ferry carried 180 passengers.", POST),
        article("b", "Dana Holt, a lawyer, said the ferry carried 180 passengers.", PILOT),
    )
    found = made.between("180 passengers", "180 passengers")
    assert found.relation == "agrees" and "different voices" in in_words(found.reasons)


@pytest.mark.parametrize(
    "told",
    [
        "Vera Stone said the raid killed at least 15 civilians. The Green Cross gave a higher toll of 23.",
        "The Harbor Party said the true number of dead was above 50. Police said at least 36 people died.",
    ],
)
def test_a_higher_toll_of_one_event_is_no_other_count(told: str) -> None:
    made = pile(article("a", told, "The Post"))
    assert {x.relation for x in made.compared.comparisons} == {"differs"}


def test_deaths_and_injuries_are_the_people_who_died_and_were_hurt() -> None:
    left = "Four people died while over 50 were injured in the blast at the Bel mill, Ann Roe said."
    right = "The Tolk health ministry said the blast at the Bel mill caused 4 deaths and 22 injuries."
    made = pile(article("a", left, "The Post"), article("b", right, "The Pilot"))
    assert made.between("over 50", "22 injuries").relation == "conflicts"


def test_a_higher_toll_is_of_the_event_told_just_before() -> None:
    raid = (
        "Published December 1 2021 Raids on Orlen killed at least 15 civilians on Wednesday, a monitor said."
    )
    higher = "Medics responding to the attacks gave a higher toll of 23 dead."
    made = pile(
        article(
            "a", f"{raid} Ten of the dead were found outside the clinic. {higher}", "The Post", "2021-12-06"
        )
    )
    assert made.between("at least 15 civilians", "23").relation == "differs"
