"""Text shared by documents, groups of claims and their origins."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.comparison.accounts import NO_ACCOUNTS
from sayso.comparison.ground import lay
from sayso.comparison.groups import find_groups, find_joins
from sayso.comparison.sameness import Pile
from sayso.comparison.shared_text import find_passages
from sayso.comparison.slots import all_slots
from sayso.comparison.words import stem
from sayso.model import Comparison, Document, Relay
from tests.comparison.pile import article, pile

LIFT = (
    "The old dam above the town of Tolk gave way shortly after four in the morning, when most families"
    " in the lower streets were still asleep. Within minutes the water had reached the second floor of the"
    " school, and the only road out of the valley was cut in three places. Rescue teams from the coast came"
    " by noon, but the bridge at the mill had gone and their boats were too heavy for the current."
)
FILLER = "Farmers met in the market hall to talk about the price of milk and the new tax on fuel."


def documents(one: str, other: str) -> tuple[Document, Document]:
    return article("a", one, "The Post", "2021-12-01"), article("b", other, "The Pilot", "2021-12-03")


def test_a_lift_inside_another_article_is_found() -> None:
    left, right = documents(f"{FILLER}\n{LIFT}\n{FILLER}", f"{LIFT}\nNobody knows why.")
    (passage,) = find_passages((left, right))
    assert left.text[passage.left.start : passage.left.end] == LIFT.rstrip(".")
    assert right.text[passage.right.start : passage.right.end] == LIFT.rstrip(".")
    assert passage.direction == "left_to_right"


def test_edits_are_stepped_over() -> None:
    edited = LIFT.replace("old", "ageing").replace("families", "people").replace("boats", "launches")
    (passage,) = find_passages(documents(LIFT, edited))
    assert passage.similarity >= 0.7


def test_one_quotation_is_no_shared_text() -> None:
    quoted = "“We had no warning at all and nobody came to help us,” said Ada Roth."
    assert find_passages(documents(f"{FILLER} {quoted}", f"{quoted} The road is open.")) == ()


def test_short_articles_are_shared_where_they_are_the_same() -> None:
    (passage,) = find_passages(documents(FILLER, FILLER))
    assert passage.similarity == 1.0
    assert find_passages(documents(FILLER, f"{FILLER} Nobody came.")) == ()


def test_a_credit_tells_the_direction() -> None:
    left, right = documents(LIFT, LIFT)
    right = replace(right, published=None, relay=(Relay("The Post", "declared", 0, 1, "test"),))
    (passage,) = find_passages((left, right))
    assert (passage.direction, "credits The Post" in passage.evidence) == ("left_to_right", True)


def test_carrying_an_earlier_article_is_an_inferred_relay() -> None:
    made = pile(*documents(LIFT, LIFT))
    ((carrier, relay),) = made.compared.relay
    assert (carrier, relay.name, relay.status) == ("doc_b", "The Post", "inferred")


def test_one_agency_behind_both_is_no_copying_between_them() -> None:
    left, right = documents(LIFT, LIFT)
    agency = (Relay("Wire", "declared", 0, 1, "test"),)
    made = pile(replace(left, relay=agency), replace(right, relay=agency))
    assert [p.direction for p in made.compared.passages] == ["unknown"]
    assert made.compared.relay == ()


def test_origins_count_one_speaker_once() -> None:
    said = "the dam at Tolk broke because nobody repaired the gates"
    made = pile(
        article("a", f"The inspector Ida Brandt said {said}.", "The Post"),
        article("b", f"According to Ida Brandt, {said}.", "The Pilot"),
        article("c", f"The mayor Jon Poe said {said}.", "The Courier"),
    )
    (group,) = made.compared.groups
    assert len(group.members) == 3
    assert (group.origins.low, group.origins.high) == (2, 2)


def test_an_undated_text_is_no_older_than_what_it_tells_of() -> None:
    made = pile(article("a", "The dam broke in December 2021, the mayor said.", "The Post", None))
    ((_, dated),) = made.compared.dated
    assert (dated.from_, dated.to) == ("2021-12-01", None)


def test_a_date_ahead_is_no_bound() -> None:
    told = "The dam broke in May 2021. It will be rebuilt by June 2030, the mayor said."
    ((_, dated),) = pile(article("a", told, "The Post", None)).compared.dated
    assert dated.from_ == "2021-05-01"


@settings(max_examples=60)
@given(st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=200), st.text(max_size=200))
def test_passages_stand_in_their_texts(one: str, other: str) -> None:
    left, right = documents(f"{one} {LIFT}", f"{LIFT} {other}")
    for passage in find_passages((left, right)):
        for side, document in ((passage.left, left), (passage.right, right)):
            assert 0 <= side.start < side.end <= len(document.text)


def test_stems_bring_forms_together() -> None:
    assert stem("strikes") == stem("strike") and stem("bombing") == stem("bombed")


def test_one_speaker_is_one_origin_where_two_accounts_meet_only_over_a_third() -> None:
    said = "the dam at Tolk broke because nobody repaired the gates"
    made = pile(
        article("a", f"The mayor Jon Poe said {said}.", "The Courier"),
        article("b", f"The inspector Ida Brandt said {said}.", "The Post"),
        article("c", f"According to Ida Brandt, {said}.", "The Pilot"),
    )
    claims, figures = all_slots(made.documents, made.findings)
    mayor, *inspector = (c.claim.id for c in claims)
    over_the_mayor = [
        Comparison(f"comparison_{other}", mayor, other, "agrees", (), "test") for other in inspector
    ]
    slots = claims, figures
    ground = lay(made.documents, made.findings, slots, ())
    compared = Pile(slots, over_the_mayor, ground, NO_ACCOUNTS)
    (group,) = find_groups(compared, find_joins(compared, [(0, 1), (0, 2), (1, 2)]))
    assert (group.origins.low, group.origins.high) == (2, 2)
    assert ("same speaker, same occasion", tuple(inspector)) in [(o.why, o.members) for o in group.origin_of]
