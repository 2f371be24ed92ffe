"""Who may be the same across documents: suggested, never merged."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.comparison.names import merge_entities, merged, suggest_similar
from sayso.model import Entity, Findings, make_id
from tests.comparison.pile import article, pile


def entity(name: str, kind: str) -> Entity:
    return Entity(make_id("entity", kind, name.lower()), name, kind)


def similar(kind: str, *names: str) -> set[tuple[str, str, str]]:
    entities = suggest_similar(entity(n, kind) for n in names)
    name_of = {e.id: e.name for e in entities}
    return {(e.name, name_of[s.entity], s.reason) for e in entities for s in e.similar}


@pytest.mark.parametrize(
    ("kind", "one", "other", "reason"),
    [
        ("organization", "WHU", "World Harbour Union", "initials of its name"),
        ("organization", "W.O.H.R.", "Westmark Observatory of Harbour Rights", "initials of its name"),
        ("organization", "MoF", "Ministry of Fisheries", "initials of its name"),
        ("person", "Samir Abdel Rashid", "Samir Abdul-Rashid", "spelled alike"),
        ("person", "Mohammed Zubi", "Muhammad al-Zubi", "spelled alike"),
        ("person", "Serghei Dolan", "Serghey Dollan", "spelled alike"),
        ("place", "Qaramosh", "Karamosh", "spelled alike"),
        ("person", "A. Lane", "Ada Lane", "same surname, first names begin alike"),
        ("person", "Dan Lane", "Daniel Lane", "same surname, first names begin alike"),
        ("person", "Ada Lane", "Ada Mary Lane", "same surname, first names begin alike"),
        ("person", "Lane", "Ada Lane", "surname of a full name"),
        ("person", "von der Lane", "Ada von der Lane", "surname of a full name"),
        ("person", "bin Zubi", "Sami bin Zubi", "surname of a full name"),
        ("person", "Mary Lane", "Ada Mary Lane", "one name ends the other"),
        ("person", "Ada Lane", "Ada Lane Perez", "one name begins the other"),
    ],
)
def test_both_list_each_other_with_the_reason(kind: str, one: str, other: str, reason: str) -> None:
    assert similar(kind, one, other) == {(one, other, reason), (other, one, reason)}


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("person", "Adam Bel", "Lena Bel"),
        ("person", "Adam Bel", "Adrian Bel"),
        ("person", "Dan Bel", "Don Bel"),
        ("person", "Lena Bel", "Lina Bel"),
        ("person", "Ada Mary Lane", "Ada Ruth Lane"),
        ("person", "Ada", "Ada Lane"),
        ("person", "Ada Lane Perez", "Ada Lane Gomez"),
        ("organization", "WHU", "World Harbour Bank"),
        ("organization", "Harbour Union", "Harbour Bank"),
        ("person", "a guard", "Ada Guard"),
        ("organization", "source at the mill", "sources at the mill"),
    ],
)
def test_others_are_not_suggested(kind: str, one: str, other: str) -> None:
    assert not similar(kind, one, other)


def test_a_surname_of_two_points_to_both_and_does_not_join_them() -> None:
    found = similar("person", "Bel", "Adam Bel", "Lena Bel")
    assert {pair[:2] for pair in found} == {
        ("Bel", "Adam Bel"), ("Bel", "Lena Bel"), ("Adam Bel", "Bel"), ("Lena Bel", "Bel"),
    }  # fmt: skip


def test_a_name_that_was_taken_for_a_bodys_once_is_suggested() -> None:
    mixed = suggest_similar(
        [entity("Ada Lane", "person"), entity("Ada Lane", "organization"), entity("Lane", "group"),
         entity("Lane", "place")]
    )  # fmt: skip
    kind_of = {e.id: e.kind for e in mixed}
    told = {(e.kind, kind_of[s.entity], s.reason) for e in mixed for s in e.similar}
    assert told == {
        ("person", "organization", "the same name"), ("organization", "person", "the same name"),
        ("person", "group", "surname of a full name"), ("group", "person", "surname of a full name"),
    }  # fmt: skip


def test_what_too_many_share_points_to_none() -> None:
    assert not similar("person", "Bel", *(f"{first}adim Bel" for first in "BCDFGHJKLMNPRSTVWXZAEIOU"))


def test_the_order_of_documents_changes_nothing() -> None:
    found = [
        Findings(n, entities=(entity(n, "person"),)) for n in ("Lane", "Ada Lane", "A. Lane", "Ben Lane")
    ]
    made = merge_entities(found)
    assert made == merge_entities(reversed(found))
    assert all(list(e.similar) == sorted(e.similar, key=lambda s: s.entity) for e in made)


def test_names_of_a_pile_stay_apart_and_are_suggested() -> None:
    made = pile(
        article("a", "Samir Abdel Rashid said the mill burned.", "The Post"),
        article("b", "Samir Abdul-Rashid said the road was closed.", "The Wire"),
    )
    people = {e.name: e for e in made.compared.entities if e.kind == "person"}
    (one,) = people["Samir Abdel Rashid"].similar
    assert (one.entity, one.reason) == (people["Samir Abdul-Rashid"].id, "spelled alike")


def test_of_two_articles_the_one_that_does_not_shout_names_a_body() -> None:
    shouted = Entity("entity_1", "NORLAND", "place", aliases=("Norlanders",))
    plain = replace(shouted, name="Norland", aliases=())
    assert [e.name for e in merged([shouted, plain])] == ["Norland"]
    assert [e.name for e in merged([plain, shouted])] == ["Norland"]
    assert [e.name for e in merged([shouted, shouted])] == ["NORLAND"]
