"""An article and its copy: what the one does not contradict, the two do not contradict."""

from __future__ import annotations

from tests.comparison.pile import article, pile

POST = "The Post"
PILOT = "The Pilot"
REPORT = (
    "At least 56 people were killed in the blast at Tolk on Monday, the mayor Ann Roe said after a long"
    " meeting with the union and the council of the town in the old hall by the river.\n"
    "Only 12 people were killed in the blast at Tolk, the union chief Jon Poe said, and the mill should open"
    " its books to the families who have waited for an answer since the early morning.\n"
    "The union accused the mill of hiding the reports. The mill denied hiding the reports."
)


def test_numbers_that_one_article_gives_do_not_conflict_with_its_copy() -> None:
    alone = pile(article("a", REPORT, POST))
    both = pile(article("a", REPORT, POST), article("b", REPORT, PILOT))
    assert both.compared.passages
    inside = {(r, *sorted(sides)) for r, *sides in alone.relations()}
    across = [
        x
        for x in both.compared.comparisons
        if both.thing(x.left).document != both.thing(x.right).document and x.relation != "repeats"
    ]
    assert {(x.relation, *sorted((both.text(x.left), both.text(x.right)))) for x in across} <= inside
    assert not [x for x in across if x.relation == "conflicts" and x.left.startswith("claim")]


def test_each_claim_and_figure_of_a_copy_repeats() -> None:
    both = pile(article("a", REPORT, POST), article("b", REPORT, PILOT))
    repeated = {left for relation, left, right in both.relations() if relation == "repeats" and left == right}
    assert {"At least 56 people", "Only 12 people"} <= repeated


def test_a_changed_number_of_a_later_version_is_an_update() -> None:
    later = REPORT.replace("At least 56", "At least 61")
    made = pile(article("a", REPORT, POST, "2021-12-05"), article("b", later, POST, "2021-12-06"))
    found = made.between("At least 56 people", "At least 61 people")
    assert (found.relation, made.text(found.left)) == ("updates", "At least 56 people")


def test_a_lower_number_in_a_later_copy_is_no_update() -> None:
    later = REPORT.replace("At least 56", "At least 41")
    made = pile(article("a", REPORT, POST, "2021-12-05"), article("b", later, POST, "2021-12-06"))
    assert made.between("At least 56 people", "At least 41 people").relation != "updates"
