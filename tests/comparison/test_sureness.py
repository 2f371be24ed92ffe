"""Whether a relation rests on enough."""

from __future__ import annotations

from sayso.model import Comparison
from tests.comparison.pile import article, pile


def _between(
    left: str, right: str, *, days: tuple[str, str] = ("2021-12-01", "2021-12-01")
) -> list[Comparison]:
    made = pile(article("a", left, "The Post", days[0]), article("b", right, "The Pilot", days[1]))
    return [x for x in made.compared.comparisons if x.relation not in ("scope", "unclear")]


def _all_sure(found: list[Comparison], relation: str) -> bool:
    mine = [x for x in found if x.relation == relation]
    assert mine, f"nothing {relation}"
    return all(x.sure for x in mine)


def test_two_voices_agree_surely_on_many_words() -> None:
    told = "shells damaged the harbour crane and the fish market roof at Tolk"
    assert _all_sure(
        _between(f"Ann Roe said that {told}.", f"A roof fell. Jon Poe said {told} on Monday."), "repeats"
    )
    few = _between(
        "Ann Roe said 300 people had fled the flood.", "In Tolk 300 people ran, Jon Poe said of the flood."
    )
    assert not any(x.sure for x in few if x.relation == "agrees")


def test_a_clash_of_numbers_is_sure_where_they_are_near_and_of_one_day() -> None:
    left = "Exactly 56 miners were killed in the gas blast at the Tolk colliery, Ann Roe said."
    right = "Only {} miners were killed in the gas blast at the Tolk colliery, Jon Poe said."
    assert _all_sure(_between(left, right.format(48)), "conflicts")
    far = "Ann Roe said 5 miners were killed in the blast at Tolk, where rescuers had dug since dawn."
    other = (
        "Shops were shut. The blast in the town of Tolk, Jon Poe said, killed 17 people who mined coal there."
    )
    assert not any(x.sure for x in _between(far, other) if x.relation == "conflicts")


def test_one_article_sets_two_numbers_against_each_other() -> None:
    told = (
        "Ann Roe said 22 miners were killed in the blast at Tolk. Jon Poe said 15 miners were killed at Tolk."
    )
    made = pile(article("a", told, "The Post"))
    assert _all_sure(list(made.compared.comparisons), "conflicts")


def test_a_later_number_is_sure_to_update_where_it_has_risen_or_one_voice_tells_both() -> None:
    first = "Ann Roe said at least 56 miners were killed in the gas blast at the Tolk colliery."
    more = "The number of miners killed in the gas blast at the Tolk colliery has risen to {}, Jon Poe said."
    days = ("2021-12-01", "2021-12-02")
    assert _all_sure(_between(first, more.format(71), days=days), "updates")
    lower = _between(first, more.format(48), days=days)
    assert not any(x.sure for x in lower if x.relation == "updates")
    same_day = _between(first, more.format(71))
    assert not any(x.sure for x in same_day if x.relation == "updates")


def test_a_denial_right_after_a_charge_in_its_words_is_sure_to_answer_it() -> None:
    charge = "The river watch accused the coalition of shelling the mill at Marn."
    told = pile(article("a", f"{charge} The coalition denied shelling the mill.", "The Post"))
    assert [x.sure for x in told.compared.comparisons if x.relation == "conflicts"] == [True]
    apart = _between(charge, "The coalition denied it had ever shelled a town.")
    assert not any(x.sure for x in apart if x.relation == "conflicts")


CHARGE = "Ann Roe, the mayor, accused the Russian army of using sarin gas against the town of Marn."


def test_two_culprits_of_one_rare_deed_surely_clash() -> None:
    rival = "Jon Poe, a minister, said France was responsible for the gas attack on Marn."
    assert _all_sure(_between(CHARGE, rival), "conflicts")
    shots = CHARGE.replace("using sarin gas against", "shelling")
    other = rival.replace("gas attack on", "shelling of")
    assert not any(x.sure for x in _between(shots, other) if x.relation == "conflicts")


def test_a_denial_is_sure_to_answer_a_charge_of_its_own_article_unless_it_is_of_all_times() -> None:
    between = "The gas drifted over the river and reached the upper town before the wind turned at noon. "
    denial = "Moscow denied being behind the gas attack on Marn."
    told = pile(article("a", f"{CHARGE} {3 * between}{denial}", "The Post"))
    assert [x.sure for x in told.compared.comparisons if x.relation == "conflicts"] == [True]
    never = pile(article("a", f"{CHARGE} {3 * between}Moscow said it had never used gas.", "The Post"))
    assert not any(x.sure for x in never.compared.comparisons if x.relation == "conflicts")
    assert not any(x.sure for x in _between(CHARGE, denial) if x.relation == "conflicts")


def test_an_update_is_sure_where_an_event_is_counted() -> None:
    days = ("2021-12-01", "2021-12-03")
    count = "The Tolk health board said {} people had been injured in the flood so far."
    assert _all_sure(_between(count.format(40), count.format(52), days=days), "updates")
    for told in ("the flood had cost it {} million dollars", "it had bought {} boats for the flood"):
        form = f"The Tolk water board said {told} so far."
        found = _between(form.format(40), form.format(52), days=days)
        assert not any(x.sure for x in found if x.relation == "updates")


def test_a_form_filled_in_for_another_day_repeats_nothing() -> None:
    form = "Traders at the Tolk market put the catch on {} at about {} crates against {} a week ago."
    left, right = form.format("March 20", "3,000", "2,950"), form.format("April 21", "2,750", "2,840")
    found = _between(left, right, days=("2021-03-20", "2021-04-21"))
    assert not [x for x in found if x.relation == "repeats"]
    form = (
        "The port said it had landed {} crates of herring so far this year, {} percent more than last year."
    )
    left, right = form.format("60,200", "2.2"), form.format("64,800", "2.2")
    found = _between(left, right, days=("2021-03-20", "2021-03-27"))
    assert not [x for x in found if x.relation == "repeats" and x.sure]


def test_an_update_is_sure_where_more_than_one_word_or_a_name_is_shared() -> None:
    days = ("2021-12-01", "2021-12-02")
    left = "The Tolk monitor said at least 19 people were killed on Tuesday in shelling of towns."
    right = "The Tolk monitor said the number of people killed in the town of Maren has risen to 86."
    assert not any(x.sure for x in _between(left, right, days=days) if x.relation == "updates")


def test_where_one_number_falls_as_another_rises_neither_claim_is_the_later_state() -> None:
    days = ("2021-12-01", "2021-12-02")
    told = "A monitor said at least {} people including {} children were killed in the Maren mill blast."
    fallen = _between(told.format("72", "nine"), told.format("58", "11"), days=days)
    assert not [x for x in fallen if x.relation == "updates"]
    risen = _between(told.format("58", "nine"), told.format("72", "11"), days=days)
    assert [x for x in risen if x.relation == "updates"]


def test_a_number_told_as_part_of_another_agrees_with_no_whole() -> None:
    left = "Ann Roe said at most 25 people, all of them guards, had died in the blast at the Maren mill."
    right = "The blast at the Maren mill killed more than 100 people including 25 children, Jon Poe said."
    assert not [x for x in _between(left, right) if x.relation in ("agrees", "repeats")]


def test_a_denial_that_names_a_voice_and_its_number_surely_answers_it() -> None:
    toll = "The Tolk Observatory said the number of people killed in the town had risen to 86."
    denial = "General Ann Roe spoke on Monday. She rejected the Observatory's toll of {} as an invention."
    assert _all_sure(_between(toll, denial.format(86)), "conflicts")
    assert not [x for x in _between(toll, denial.format(41)) if x.relation == "conflicts" and x.sure]


TANKS = "Salvage engineer Karl Iven said on Friday that the fuel tanks of the Sea Lark were empty."
NO_TANKS = "Blue Strait Lines denied on Saturday that the fuel tanks of the {} were {}."


def test_a_denial_of_what_another_article_says_in_the_same_words_is_a_sure_clash() -> None:
    assert _all_sure(_between(TANKS, NO_TANKS.format("Sea Lark", "empty")), "conflicts")
    for ship, state in (("Sea Lark", "not empty"), ("Gull", "open in the port of Tolk")):
        found = _between(TANKS, NO_TANKS.format(ship, state))
        assert not [x for x in found if x.relation == "conflicts" and x.sure]


def test_a_sentence_that_ran_into_a_denial_is_not_what_is_denied() -> None:
    told = "the mayor Ann Roe and the chief Jon Poe discussed the flooded bridge at Tolk"
    found = _between(f"The Harbor Party denied any hand in it: {told}.", f"Sources said {told}.")
    assert not [x for x in found if x.relation == "conflicts" and x.sure]


def test_what_is_only_asked_for_or_looked_into_is_in_no_sure_clash_with_its_denial() -> None:
    for told in (
        "it would be investigated whether the fuel tanks were empty",
        "the fuel tanks were not empty",
    ):
        found = _between(
            f"Engineer Karl Iven said {told}.", "The Blue Line denied the fuel tanks were empty."
        )
        assert not [x for x in found if x.relation == "conflicts" and x.sure]


def test_who_denies_one_number_surely_denies_no_other() -> None:
    told = "{} boats were sunk in the harbour of Tolk by the storm"
    denial = f"Jon Poe denied that {told.format(48)}."
    assert _all_sure(_between(f"Ann Roe said {told.format(48)}.", denial), "conflicts")
    found = _between(f"Ann Roe said {told.format(44)}.", denial)
    assert not [x for x in found if x.relation == "conflicts" and x.sure]


def test_the_charged_surely_deny_the_deed_in_its_own_words() -> None:
    charge = "Minister Paul Heggan accused the operator, Blue Strait Lines, of overloading the ferry."
    assert _all_sure(_between(charge, "Blue Strait Lines denied that the ferry was overloaded."), "conflicts")
    hidden = "The opposition Harbor Party accused the interior ministry of hiding bodies."
    denial = "Interior Minister Sela Voss denied hiding bodies in the naval hospital."
    assert _all_sure(_between(hidden, denial), "conflicts")
    another = denial.replace("Interior Minister", "The bishop")
    assert not [x for x in _between(hidden, another) if x.relation == "conflicts" and x.sure]


def test_one_article_tells_one_toll_on_two_words() -> None:
    raid = "The health board of Tolk put the toll at {} dead in the raid on Tolk."
    told = f"{raid.format(44)} The coastguard gave {{}} of 48 dead."
    made = pile(article("a", told.format("a toll"), "The Post"))
    assert _all_sure(list(made.compared.comparisons), "conflicts")
    far = 12 * " The gas drifted over the river to the upper town."
    other = f"{raid.format(44)}{far} The coastguard said 48 people were killed in a flood at Orlen."
    made = pile(article("a", other, "The Post"))
    assert not [x for x in made.compared.comparisons if x.relation == "conflicts"]
