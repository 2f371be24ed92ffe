"""Figures: wholes, parts that add up, shared nouns and events, places, and how each is explained."""

from __future__ import annotations

from sayso.model import Figure
from tests.sentences import findings


def figures(text: str) -> list[Figure]:
    """The counts and amounts in a text."""
    return [f for f in findings(text).figures if f.kind not in ("duration", "age")]


def rules(figure: Figure) -> list[str]:
    """The rules of a figure's steps."""
    return [s.rule for s in figure.steps]


def test_parts_that_add_up_are_noted_on_the_whole() -> None:
    found = figures("Of the town's 44 bridges, six were destroyed, 22 were damaged and 16 were closed.")
    assert [f.of for f in found] == [None, 44, 44, 44]
    assert "parts add up: 6 + 22 + 16 = 44" in rules(found[0])


def test_parts_that_do_not_add_up_are_passed_over_in_silence() -> None:
    found = figures("Of the town's 44 bridges, six were destroyed and 22 were damaged.")
    assert not any("add up" in rule for f in found for rule in rules(f))


def test_what_befell_some_parts_did_not_befall_the_whole() -> None:
    found = figures("Six bridges were destroyed, 22 damaged and 16 lightly damaged: 44 bridges in all.")
    assert (found[-1].low, found[-1].event) == (44, None)


def test_a_list_of_places_shares_noun_and_event() -> None:
    found = figures("The union counted 100 arrests in Arle, 67 in Brenn and 61 in Cawl.")
    assert [(f.low, f.counted, f.event) for f in found] == [(n, "arrests", "arrested") for n in (100, 67, 61)]
    assert [f.place.text for f in found if f.place] == ["Arle", "Brenn", "Cawl"]


def test_a_list_tells_its_event_once() -> None:
    found = figures("The fire destroyed 13 barns, seven carts and two mills.")
    assert [f.event for f in found] == ["destroyed"] * 3


def test_people_share_no_noun_with_things() -> None:
    found = figures("Two mills burned in the night, killing six.")
    assert (found[-1].event, found[-1].counted) == ("killed", None)


def test_each_figure_is_explained_by_what_it_rests_on() -> None:
    text = "The death toll from the flood has risen to at least 86."
    (figure,) = figures(text)
    assert (figure.low, figure.high, figure.event) == (86, None, "killed")
    assert rules(figure) == [
        "count: digits, bounded by “at least”",
        "event: killed",
        "is what “toll” is put at",
    ]
    assert all(text[s.start : s.end].strip() for s in figure.steps)


def test_a_total_with_one_is_not_a_person() -> None:
    assert figures("One of the best days was that one.") == []


def test_a_figure_has_the_time_of_its_own_phrase() -> None:
    text = "Inflation rose to 7.4 percent in March 2021 from 6.9 percent in February 2021."
    months = [f.time.from_[:7] for f in findings(text).figures if f.time and f.time.from_]
    assert months == ["2021-03", "2021-02"]


def test_what_a_figure_is_held_against_keeps_its_time() -> None:
    found = findings("Unemployment stood at 5.2%, down from 5.8% in 2020.").figures
    assert [f.time.from_ if f.time else None for f in found] == [None, "2020-01-01"]


def test_the_time_of_a_part_is_not_that_of_the_whole() -> None:
    text = "The army retook 44 villages, six of them in May 2017."
    assert [f.time is not None for f in figures(text)] == [False, True]


def test_a_scale_is_no_place() -> None:
    found = figures("The quake, measuring 6.4 on the Richter scale, killed 87 people.")
    assert [f.place for f in found] == [None, None]


def test_ages_in_words_and_brackets() -> None:
    found = findings("Ana Brook (34) treats children under five, the over-65s and the under-18s.").figures
    ages = [(f.low, f.high) for f in found if f.kind == "age"]
    assert ages == [(34, 34), (None, 5), (65, None), (None, 18)]


def test_a_movement_is_explained_by_the_word_that_says_it() -> None:
    for text, word in (
        ("Prices in Arle fell by 3 percent.", "fell"),
        ("Prices in Arle were up 3 percent.", "up"),
        ("Arle saw a 3 percent drop in prices.", "drop"),
        ("Prices in Arle ended 3 percent lower.", "lower"),
    ):
        (figure,) = figures(text)
        (step,) = [s for s in figure.steps if s.rule.startswith("moves ")]
        assert figure.direction in step.rule.split()
        assert text[step.start : step.end] == word


def test_what_something_averaged_is_about_right() -> None:
    (figure,) = figures("Strikes on Arle averaged 30 a day.")
    assert (figure.low, figure.high, figure.approximate, figure.per) == (30, 30, True, "day")
