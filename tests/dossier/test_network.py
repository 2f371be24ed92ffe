"""Who quotes whom: every attributed claim is in its cell, the most quoted first."""

from __future__ import annotations

import dataclasses

from sayso.case.contents import Contents
from sayso.dossier.network import network
from sayso.dossier.pile import Pile
from tests.dossier.helpers import small_case


def test_each_claim_is_counted_for_its_outlet_and_its_go_between() -> None:
    found = network(Pile(small_case()))
    assert [(c.name, c.between, c.claims) for c in found.columns] == [
        ("file courier.txt", False, 2),
        ("Harbour Post", False, 2),
        ("Lake Wire", False, 1),
        ("Meridian", True, 1),
    ]
    assert [(row.name, row.claims) for row in found.rows] == [
        ("Oda Brandt", 3),
        ("the fire service", 1),
        ("a hospital source", 1),
    ]
    brandt = found.rows[0]
    assert [cell and cell.claims for cell in brandt.cells] == [1, 2, None, None]
    assert brandt.cells[1] and brandt.cells[1].share == 5
    nameless = found.rows[-1]
    assert nameless.anonymous and [cell and cell.claims for cell in nameless.cells] == [1, None, None, 1]


def test_what_is_left_out_of_a_large_matrix_is_counted() -> None:
    case = small_case()
    many = [
        dataclasses.replace(d, id=f"{d.id}_{n}", outlet=f"Paper {n}")
        for n in range(40)
        for d in case.documents[:1]
    ]
    claims = [
        dataclasses.replace(
            c,
            id=f"{c.id}_{n}",
            document=f"{c.document}_{n}",
            sources=tuple(
                dataclasses.replace(s, name=f"Voice {n}", entity_name=f"Voice {n}") for s in c.sources
            ),
        )
        for n in range(40)
        for c in case.claims[:2]
    ]
    found = network(Pile(Contents(documents=tuple(many), claims=tuple(claims))))
    assert (len(found.rows), found.rows_left) == (40, 0)
    assert (len(found.columns), found.columns_left) == (24, 16)
