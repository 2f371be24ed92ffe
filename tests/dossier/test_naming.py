"""One body under a short and a long name is one row, its names counted with and without an article."""

from __future__ import annotations

import dataclasses

import pytest

from sayso.case.contents import Contents
from sayso.dossier.naming import Row, names
from sayso.dossier.pile import Pile
from sayso.model import Decision, Entity, Mention
from tests.dossier.helpers import document

POST = (
    "The Tolk Observatory for Rivers said so. The Observatory told more. Later the Observatory left. A dam."
)
LAKE = "The Tolk Observatory came. Nobody saw the Observatory, or the dam."
WHOLE, SHORT = "Tolk Observatory for Rivers", "Observatory"


def entity(id_: str, name: str, *written: tuple[str, str], kind: str = "organization") -> Entity:
    """Somebody of a name, mentioned where these words stand next in these articles."""
    mentions: list[Mention] = []
    for doc, words in written:
        text = {"doc_post": POST, "doc_lake": LAKE}[doc]
        after = max((m.end for m in mentions if m.document == doc), default=0)
        start = text.index(words, after)
        mentions.append(Mention(doc, start, start + len(words), words))
    return Entity(id_, name, kind, (), None, tuple(mentions))


BODY = entity(
    "entity_1", WHOLE, ("doc_post", f"Tolk {SHORT} for Rivers"), ("doc_post", "The Observatory"),
    ("doc_post", "the Observatory"), ("doc_lake", "Observatory came"),
)  # fmt: skip
BODY = dataclasses.replace(
    BODY, mentions=(*BODY.mentions[:3], dataclasses.replace(BODY.mentions[3], text="The Observatory"))
)
BARE = entity("entity_2", SHORT, ("doc_lake", "the Observatory"))


def rows(*entities: Entity, decisions: tuple[Decision, ...] = ()) -> list[Row]:
    articles = (
        document("post.txt", POST, "Harbour Post", "2031-05-03"),
        document("lake.txt", LAKE, "Lake Wire", "2031-05-04"),
    )
    return names(Pile(Contents(documents=articles, entities=entities, decisions=decisions)))


def told(row: Row) -> dict[str, list[tuple[str, int]]]:
    return {outlet: [(n.text, n.count) for n in some] for outlet, some in row.outlets}


def test_an_article_makes_no_other_name() -> None:
    (row,) = rows(BODY)
    assert told(row)["Harbour Post"] == [("The Observatory", 2), (WHOLE, 1)]


def test_a_short_name_stands_with_the_whole_one() -> None:
    (row,) = rows(BODY, BARE)
    assert (row.name, row.also) == (WHOLE, (SHORT,))
    assert told(row)["Lake Wire"] == [("The Observatory", 2)]


def test_one_name_of_two_kinds_is_one_row_and_a_decision_parts_them() -> None:
    place = dataclasses.replace(BARE, name=WHOLE, kind="place")
    (row,) = rows(BODY, place)
    assert (row.kind, row.also) == ("organization", (f"{WHOLE} (place)",))
    apart = Decision("dec_1", "entity_1", "not_same_as", None, "entity_2", "Ana", "2031")
    (row,) = rows(BODY, place, decisions=(apart,))
    assert row.also == ()


@pytest.mark.parametrize(
    "other",
    [
        # Two may be meant; a word for no body; a whole name that is used less than what may be short for it.
        (dataclasses.replace(BODY, id="entity_3", name="Lake Observatory for Fish"), BARE),
        (dataclasses.replace(BARE, name="Rivers"),),
        (dataclasses.replace(BARE, mentions=BODY.mentions + BARE.mentions),),
    ],
)
def test_what_may_be_another_keeps_its_own_row(other: tuple[Entity, ...]) -> None:
    assert all(row.also == () for row in rows(BODY, *other))


def test_a_name_between_two_leads_on_to_the_whole_one() -> None:
    middle = dataclasses.replace(BARE, id="entity_3", name="Tolk Observatory")
    (row,) = rows(BODY, BARE, middle)
    assert sorted(row.also) == [SHORT, "Tolk Observatory"]
