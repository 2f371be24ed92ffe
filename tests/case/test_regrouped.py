"""Origins are counted again where people decided who said what; the rest stays as it was found."""

from __future__ import annotations

import pytest

from sayso.case.regrouped import JOINED, PARTED, regrouped
from sayso.comparison.origins import SAME_SPEAKER, SAME_TEXT
from sayso.model import Claim, Group, Origin, Range, Source

Who = dict[str, str]


def claims(who: Who) -> dict[str, Claim]:
    """Claims by id, each on the word of somebody."""
    return {
        id_: Claim(id_, f"doc_{id_}", 0, 4, "Told", ((0, 4),), (0, 5), "indirect", None,
                   (Source(name, None, name, 0, 4, "Told"),))
        for id_, name in who.items()
    }  # fmt: skip


FOUND: Who = {"a": "Ann Roe", "b": "Ann Roe", "c": "Bo Lind", "d": "the clinic"}
GROUP = Group(
    "group_1", "Told", ("a", "b", "c", "d"), Range(2, 3),
    (Origin(("a", "b"), SAME_SPEAKER), Origin(("c",), "separate named source"),
     Origin(("d",), "separate named source")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("decided", "origins", "bundles"),
    [
        ({}, (2, 3), [("a", "b"), ("c",), ("d",)]),
        # Two sources are one person.
        ({"c": "Ann Roe"}, (1, 2), [("a", "b", "c"), ("d",)]),
        ({"c": "the clinic"}, (1, 2), [("a", "b"), ("c", "d")]),
        # One of two on one word is on another's: nobody's of these, or one of theirs.
        ({"b": "Eva Holm"}, (2, 4), [("a",), ("b",), ("c",), ("d",)]),
        ({"b": "Bo Lind"}, (1, 3), [("a",), ("b", "c"), ("d",)]),
        ({"b": "Bo Lind", "d": "Bo Lind"}, (1, 2), [("a",), ("b", "c", "d")]),
    ],
)
def test_origins_follow_the_speakers(
    decided: Who, origins: tuple[int, int], bundles: list[tuple[str, ...]]
) -> None:
    made = regrouped(GROUP, claims(FOUND), claims({**FOUND, **decided}))
    assert (made.origins.low, made.origins.high) == origins
    assert sorted(tuple(sorted(o.members)) for o in made.origin_of) == bundles
    assert (made is GROUP) is not bool(decided)


def test_what_moved_says_so() -> None:
    joined = regrouped(GROUP, claims(FOUND), claims({**FOUND, "c": "the clinic"}))
    assert joined.origin_of[1].why == f"separate named source; {JOINED}"
    parted = regrouped(GROUP, claims(FOUND), claims({**FOUND, "b": "Eva Holm"}))
    assert parted.origin_of[1] == Origin(("b",), PARTED)


def test_one_text_stays_one_origin_whoever_is_decided_to_have_said_it() -> None:
    one = Group("group_2", "Told", ("a", "b"), Range(1, 1), (Origin(("a", "b"), SAME_TEXT),))
    made = regrouped(one, claims(FOUND), claims({**FOUND, "b": "Eva Holm"}))
    assert made.origins == Range(1, 1) and made.origin_of == one.origin_of


def test_claims_that_are_set_aside_by_decision_are_left_as_they_were() -> None:
    now = claims({**FOUND, "c": "the clinic"})
    del now["b"]
    made = regrouped(GROUP, claims(FOUND), now)
    assert made.origins == Range(1, 2) and made.origin_of[0].members == ("a", "b")
