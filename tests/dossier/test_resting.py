"""A relation that rests on what a person corrected says so, wherever it is shown, with what may change."""

from __future__ import annotations

import dataclasses

import pytest

from sayso.case.contents import Contents
from sayso.dossier import render
from sayso.dossier.matrix import rows
from sayso.dossier.pairs import cards
from sayso.dossier.pile import Pile
from sayso.dossier.resting import rests_on
from sayso.dossier.tables import claims_table
from sayso.exporters.md import export_md
from sayso.model import Entity
from tests.dossier.helpers import small_case
from tests.dossier.test_decisions import decided, section

SIX, WARNING, _, EIGHT, AGAIN, TOLL, _ = (c.id for c in small_case().claims)
POST, COURIER, LAKE = (d.id for d in small_case().documents)


def agreeing() -> Contents:
    """The small case, in which the mayor and a hospital source agree."""
    case = small_case()
    first = dataclasses.replace(case.comparisons[0], relation="agrees")
    return dataclasses.replace(case, comparisons=(first, *case.comparisons[1:]))


@pytest.mark.parametrize(
    ("made", "comparison", "told"),
    [
        ((EIGHT, "speaker", "Oda Brandt"), "cmp_1", ["the speaker on the right was corrected from a hospital"
         " source to Oda Brandt", "both are on one voice now, so that this may be “repeats”"]),
        ((AGAIN, "speaker", "Jon Ek"), "cmp_4", ["the speaker on the right was corrected from Oda Brandt to"
         " Jon Ek", "they are on two voices now, so that this may be “agrees”"]),
        ((LAKE, "published", "2031-05-01"), "cmp_3", ["the date on the right was corrected from 6 May 2031 to"
         " 1 May 2031", "“updates” was found before that: decide whether it still holds"]),
        ((small_case().figures[2].id, "high", "9"), "cmp_2", ["the number on the left, at most, was corrected"
         " from 8 to 9", "“differs” was found before that: decide whether it still holds"]),
        # What is accepted as it was found changes nothing, nor does what is beside the two.
        ((EIGHT, "speaker", "a hospital source"), "cmp_1", []),
        ((AGAIN, "speaker", "Jon Ek"), "cmp_1", []),
        ((EIGHT, "grade", "B2"), "cmp_1", []),
    ],
)  # fmt: skip
def test_a_relation_tells_what_was_corrected_under_it(
    made: tuple[str, str, str], comparison: str, told: list[str]
) -> None:
    pile = Pile(decided(made, case=agreeing()))
    (one,) = (c for c in pile.comparisons if c.id == comparison)
    found = list(rests_on(pile, one))
    # The figures of the small case stand on either side as they come.
    assert found == told or found == [t.replace("on the left", "on the right") for t in told]


def test_the_earlier_account_can_become_the_later() -> None:
    case = small_case()
    dated = dataclasses.replace(case.documents[1], published="2031-05-04")
    case = dataclasses.replace(case, documents=(case.documents[0], dated, case.documents[2]))
    pile = Pile(decided((LAKE, "published", "2031-05-01"), case=case))
    (one,) = (c for c in pile.comparisons if c.id == "cmp_3")
    assert rests_on(pile, one)[-1] == "by the dates now, the account on the right is the earlier one"


def test_who_decided_the_relation_itself_is_told_no_more() -> None:
    pile = Pile(decided((EIGHT, "speaker", "Oda Brandt"), ("cmp_1", "relation", "repeats"), case=agreeing()))
    assert all(not rests_on(pile, c) for c in pile.comparisons if c.id == "cmp_1")


def test_merged_people_are_one_voice_under_a_relation() -> None:
    case = small_case()
    other = Entity("entity_2", "Mayor Brandt", "person")
    again = case.claims[4]
    renamed = dataclasses.replace(again.sources[0], name="Mayor Brandt", entity_name="Mayor Brandt",
                                  entity="entity_2")  # fmt: skip
    claims = tuple(dataclasses.replace(c, sources=(renamed,)) if c is again else c for c in case.claims)
    relation = dataclasses.replace(case.comparisons[3], relation="agrees")
    case = dataclasses.replace(
        case, claims=claims, entities=(*case.entities, other), comparisons=(*case.comparisons[:3], relation)
    )
    pile = Pile(decided(("entity_1", "same_as", "entity_2"), case=case))
    (one,) = (c for c in pile.comparisons if c.id == "cmp_4")
    assert list(rests_on(pile, one)) == [
        "Mayor Brandt, on the right, is Oda Brandt by decision",
        "both are on one voice now, so that this may be “repeats”",
    ]


def test_pages_digest_and_cards_tell_it() -> None:
    case = decided((EIGHT, "speaker", "Oda Brandt"), case=agreeing())
    line = "both are on one voice now, so that this may be “repeats”"
    assert line in section(render(case), "accounts") and line in "".join(export_md(case))
    assert any(line in card.rests for some in cards(Pile(case)).values() for card in some)


def test_origins_are_told_as_decided_and_as_found() -> None:
    case = small_case()
    assert rows(Pile(case))[0].independent == "1 independent origin"
    (group,) = case.groups
    spoken = dataclasses.replace(group.origin_of[0], why="same speaker")
    case = dataclasses.replace(case, groups=(dataclasses.replace(group, origin_of=(spoken,)),))
    case = decided((AGAIN, "speaker", "Jon Ek"), case=case)
    assert (
        rows(Pile(case))[0].independent
        == "1 to 2 independent origins by decision, 1 independent origin found"
    )
    assert case.groups[0].origins.high == 1


def test_a_corrected_date_and_a_merge_are_told_where_they_are_named() -> None:
    case = decided((POST, "published", "2031-05-04"))
    pile = Pile(case)
    assert pile.quote(SIX).date == "4 May 2031 (decided)"
    assert "4 May 2031 (decided)" in section(render(case), "articles")
    assert "published decided by Ana: 2031-05-03 → 2031-05-04" in "".join(claims_table(pile, pile.claims))
    told = section(render(case), "articles")
    assert "decided; found: 3 May 2031; “yesterday” and the like are told from what was found" in told
    accepted = Pile(decided((POST, "published", "2031-05-03")))
    assert accepted.quote(SIX).date == "3 May 2031"


def test_a_name_for_two_and_a_day_are_told_only_where_they_change_something() -> None:
    case = small_case()
    scope = dataclasses.replace(case.comparisons[3], relation="scope")
    case = dataclasses.replace(case, comparisons=(*case.comparisons[:3], scope))
    pile = Pile(decided((POST, "published", "2031-05-04"), case=case))
    told = {c.id: rests_on(pile, c) for c in pile.comparisons}
    assert told["cmp_4"] == () and "date on the left" in told["cmp_1"][0]
    dated = Pile(decided((COURIER, "published", "2031-05-04"), case=case))
    assert rests_on(dated, next(c for c in dated.comparisons if c.id == "cmp_3"))[0] == (
        "the date on the left was set: 4 May 2031"
    )
