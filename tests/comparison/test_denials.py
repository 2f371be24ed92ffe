"""Which accusations a denial answers: two telling words in common, one time, one place."""

from __future__ import annotations

import pytest

from sayso.model import Document
from tests.comparison.pile import article, pile

POST = "The Post"
PILOT = "The Pilot"
DENIAL = "The mill of Tolk denied any responsibility for the blast."


def conflicts(*documents: Document) -> set[frozenset[str]]:
    """The words of both sides of each conflict."""
    made = pile(*documents)
    found = (x for x in made.compared.comparisons if x.relation == "conflicts")
    return {frozenset((made.text(x.left), made.text(x.right))) for x in found}


def test_a_denial_answers_an_accusation_in_another_article() -> None:
    found = conflicts(
        article("a", "The mayor Ann Roe said that the mill bears responsibility for the blast.", POST),
        article("b", DENIAL, PILOT),
    )
    assert (
        frozenset(("the mill bears responsibility for the blast", "any responsibility for the blast"))
        in found
    )


def test_who_denies_counts_as_a_word_in_common() -> None:
    found = conflicts(
        article("a", "The union blamed Tolk mill for the blast.", POST),
        article("b", "Tolk mill denied any responsibility for the blast.", PILOT),
    )
    assert len(found) == 1


@pytest.mark.parametrize(
    ("said", "denial"),
    [
        (
            "The mayor Ann Roe said those responsible should be held to account.",
            "A mill source dismissed the accounts as union propaganda.",
        ),
        (
            "The mayor Ann Roe said the mill bears responsibility for the flood at the town.",
            "The dam company denied carrying out any work near the town.",
        ),
        ("The union accused mill guards of beating workers at Tolk.", "The mill denied its guards."),
        (
            "The union accused the mill of carrying out the dumping.",
            "The dam company denied carrying out any survey.",
        ),
        ("The council condemned the use of coal dust in Tolk.", "The mill denied using coal dust."),
    ],
)
def test_one_everyday_word_in_common_is_no_answer(said: str, denial: str) -> None:
    assert not conflicts(article("a", said, POST), article("b", denial, PILOT))


def test_what_was_years_before_is_not_denied_now() -> None:
    told = "The union accused the Tolk mill of hiding the spill reports in 2014."
    denial = "The Tolk mill denied hiding the spill reports."
    assert not conflicts(article("a", told, POST), article("b", denial, PILOT))
    assert conflicts(article("a", told.replace(" in 2014", ""), POST), article("b", denial, PILOT))


def test_a_dated_claim_said_again_without_its_date_keeps_its_year() -> None:
    told = "In 2014 the union accused the Tolk mill of hiding the spill reports."
    again = "The union accused the Tolk mill of hiding the spill reports."
    denial = "The Tolk mill denied hiding the spill reports."
    assert not conflicts(article("a", f"{told}\n{again}", POST), article("b", denial, PILOT))


def test_that_blast_is_of_the_year_told_before() -> None:
    said = "The mayor Ann Roe said that the mill bears responsibility for the blast."
    denial = "A blast killed 12 people at Tolk in 2014. The mill has denied responsibility for that blast."
    assert not conflicts(article("a", said, POST), article("b", denial, PILOT))
    assert conflicts(article("a", said, POST), article("b", denial.replace(" in 2014", ""), PILOT))


def test_the_reasons_name_who_is_accused() -> None:
    made = pile(
        article("a", "The union blamed Tolk mill for the blast.", POST),
        article("b", "Tolk mill denied any responsibility for the blast.", PILOT),
    )
    (found,) = (x for x in made.compared.comparisons if x.relation == "conflicts")
    assert [r.left for r in found.reasons if r.feature == "accused"] == ["tolk mill"]


def test_swapping_the_parties_of_a_dispute_changes_nothing_but_the_names() -> None:
    def swap(text: str) -> str:
        return text.replace("Norland", "\0").replace("Sudland", "Norland").replace("\0", "Sudland")

    said = "The Norland council accused Sudland of shelling the port of Tolk."
    denial = "Sudland denied shelling the port of Tolk."
    before = conflicts(article("a", said, POST), article("b", denial, PILOT))
    after = conflicts(article("a", swap(said), POST), article("b", swap(denial), PILOT))
    assert before and {frozenset(map(swap, pair)) for pair in before} == after
