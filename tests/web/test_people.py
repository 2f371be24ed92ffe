"""Who is offered as a speaker: whoever speaks, then people and bodies with a name of their own."""

from __future__ import annotations

import dataclasses

import pytest

from sayso.dossier.pile import Pile
from sayso.model import Entity, Mention
from sayso.web.people import speaking
from tests.dossier.helpers import small_case


@pytest.mark.parametrize(
    ("name", "kind", "times", "offered"),
    [
        ("Jo Hale", "person", 2, True),
        ("Jo Hale", "person", 1, False),
        ("the fire crew", "organization", 3, False),
        ("VII", "organization", 2, False),
        ("Velmara", "place", 5, False),
        ("Velmaras", "organization", 5, False),  # an owner that lost its apostrophe
        ("Tolk", "organization", 2, True),
    ],
)
def test_names_are_offered_that_may_speak(name: str, kind: str, times: int, offered: bool) -> None:
    case = small_case()
    mentions = tuple(Mention("doc_post", n, n + 1, "B") for n in range(times))
    town = Entity("entity_town", "Velmara", "place", (), None, (Mention("doc_post", 0, 1, "B"),))
    other = Entity("entity_x", name, kind, (), None, mentions)
    case = dataclasses.replace(case, entities=(*case.entities, town, other))
    found = speaking(Pile(case))
    assert found[0] == "Oda Brandt" and (name in found) == offered
