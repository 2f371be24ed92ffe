"""Pairs that may be one: short forms, slips of the pen, lost apostrophes; no places taken for people."""

from __future__ import annotations

import dataclasses

import pytest

from sayso.dossier.alike import similar
from sayso.model import Entity, Similar


def entity(name: str, kind: str = "organization") -> Entity:
    return Entity(f"entity_{kind}_{name}", name, kind, (), None, ())


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Observatory", "Marish Observatory for Civil Rights", "short for its name"),
        ("Marish Observatory", "Marish Observatory for Civil Rights", "short for its name"),
        ("Marish Obervatory for Civil Rights", "Marish Observatory for Civil Rights", "one letter differs"),
        ("World Harbour Organisation", "World Harbour Organization", "one letter differs"),
        ("TAV", "TAVs", "the same name with an s"),
        ("Civil Rights", "Marish Observatory for Civil Rights", None),
        ("Interior Ministry", "Ministry of Trade", None),
        ("Marin", "Maren Observatory", None),
    ],
)
def test_pairs_are_found(one: str, other: str, reason: str | None) -> None:
    found = similar([entity(one), entity(other)])
    assert [s.reason for s in found.get(entity(one).id, ())] == ([reason] if reason else [])
    assert [s.reason for s in found.get(entity(other).id, ())] == ([reason] if reason else [])


def test_a_short_form_that_many_names_share_stands_for_none() -> None:
    many = [entity(f"{name} Front") for name in ("Alpha", "Beta", "Gamma", "Delta", "Epsilon")]
    assert similar([entity("Front"), *many]) == {}
    assert len(similar([entity("Front"), *many[:4]])[entity("Front").id]) == 4


def test_one_body_taken_for_a_place_is_offered() -> None:
    name = "Marish Observatory for Civil Rights"
    found = similar([entity(name), entity(name, "place")])
    assert {s.reason for some in found.values() for s in some} == {"the same name"}


@pytest.mark.parametrize(
    ("one", "other", "reason", "kept"),
    [
        (entity("IS"), entity("Ilum Sarra", "place"), "initials of its name", False),
        (entity("IS"), entity("Ilum State"), "initials of its name", True),
        (entity("Maren"), entity("Old Maren", "person"), "surname of a full name", False),
        (entity("Roe", "person"), entity("Ann Roe", "person"), "surname of a full name", True),
    ],
)
def test_idle_pairs_of_the_case_are_left_out(one: Entity, other: Entity, reason: str, kept: bool) -> None:
    told = [
        dataclasses.replace(one, similar=(Similar(other.id, reason),)),
        dataclasses.replace(other, similar=(Similar(one.id, reason),)),
        entity("Maren", "place"),
    ]
    assert bool(similar(told)) is kept
