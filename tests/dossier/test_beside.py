"""Two articles in step: nothing of either is lost, and what answers each other stands in one row."""

from __future__ import annotations

import dataclasses
import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from sayso.dossier.beside import SHARED, Match, Row, _chain, beside, neighbours
from sayso.dossier.pile import Pile
from sayso.model import KEPT_KINDS, Document
from tests.dossier.helpers import small_case


def words_of(document: Document) -> list[str]:
    kept = (document.text[s.start : s.end] for s in document.segments if s.kind in KEPT_KINDS)
    return " ".join(kept).split()


def test_what_answers_each_other_stands_in_one_row_and_all_else_between() -> None:
    made = beside(Pile(small_case()), "doc_post", "doc_courier")
    (joined,) = [row for row in made.rows if row.match]
    assert joined.match and joined.match.kind == "conflicts"
    # Both sentences of the one line are answered by two lines of the other: one pair stands in step.
    assert "At least 6 people were killed" in joined.left.striptags()
    assert "8 people were killed" in joined.right.striptags()
    for side, document in (("left", made.left), ("right", made.right)):
        shown = " ".join(getattr(row, side).striptags() for row in made.rows)
        assert re.sub(r"\[set aside: \d+ words\]", "", shown).split() == words_of(document)
    assert {m.kind for m in made.apart} == {SHARED, "repeats"}


def test_what_else_joins_a_row_is_counted_by_kind() -> None:
    also = [
        Match(kind, (n, n + 1), (n, n + 1), f"cmp_{n}") for n, kind in enumerate(["repeats", "scope"] * 3)
    ]
    row = Row(Markup(), Markup(), Match(SHARED, (0, 9), (0, 9), "pass_1"), tuple(also))
    assert [(kind, len(some)) for kind, some in row.also_by_kind] == [("repeats", 3), ("scope", 3)]


def test_a_pair_that_is_asked_for_stands_in_step() -> None:
    pile = Pile(small_case())
    for made in (beside(pile, "doc_post", "doc_courier"), beside(pile, "doc_courier", "doc_post")):
        asked = next(m for m in made.apart if m.ends)
        found = beside(pile, made.left.id, made.right.id, asked.target)
        assert found.asked == asked and asked in [row.match for row in found.rows]
        for side, document in (("left", found.left), ("right", found.right)):
            shown = " ".join(getattr(row, side).striptags() for row in found.rows)
            assert re.sub(r"\[set aside: \d+ words\]", "", shown).split() == words_of(document)
    assert beside(pile, "doc_post", "doc_courier", "gone").asked is None


def test_what_else_joins_two_stretches_in_step_is_told_with_them() -> None:
    case = small_case()
    case = dataclasses.replace(case, comparisons=case.comparisons[3:], decisions=())
    made = beside(Pile(case), "doc_post", "doc_courier")
    (joined,) = [row for row in made.rows if row.match]
    assert joined.match and (joined.match.kind, [m.kind for m in joined.also]) == ("repeats", [SHARED])
    assert made.apart == ()


def test_the_other_side_is_the_same_turned_round() -> None:
    pile = Pile(small_case())
    one, other = beside(pile, "doc_post", "doc_courier"), beside(pile, "doc_courier", "doc_post")
    assert [(row.left, row.right) for row in one.rows] == [(row.right, row.left) for row in other.rows]


def test_neighbours_are_those_that_share_or_compare_most() -> None:
    pile = Pile(small_case())
    assert neighbours(pile, "doc_post") == [("doc_courier", 1, 2)]
    assert [row[0] for row in neighbours(pile, "doc_courier")] == ["doc_post", "doc_lake"]


def test_two_articles_that_share_nothing_can_be_read_side_by_side() -> None:
    case = dataclasses.replace(small_case(), comparisons=(), passages=())
    made = beside(Pile(case), "doc_post", "doc_lake")
    assert [row.match for row in made.rows] == [None]


SPANS = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: (pair[0], sum(pair)))


@given(st.lists(st.tuples(SPANS, SPANS, st.sampled_from([SHARED, "agrees", "unclear"])), max_size=12))
def test_a_chain_never_goes_back(pairs: list[tuple[tuple[int, int], tuple[int, int], str]]) -> None:
    found = [Match(kind, left, right, f"m{n}") for n, (left, right, kind) in enumerate(pairs)]
    chain = _chain(found)
    for one, after in pairwise(chain):
        assert one.left[1] <= after.left[0] and one.right[1] <= after.right[0]
    assert bool(chain) == bool(found)
    assert sum(m.weight for m in chain) >= max((m.weight for m in found), default=0)
