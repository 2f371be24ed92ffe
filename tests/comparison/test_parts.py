"""A pile compared in parts, by however many hands, is compared as a whole is."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import pytest

from benchmarks.generated import pile
from sayso.comparison import Nothing, compare_more
from sayso.comparison.parts import _cut

A = TypeVar("A")
B = TypeVar("B")


class Sent:
    """Hands that are given copies, as another process is."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.given = 0

    def each(self, work: Callable[[A], B], given: Iterable[A]) -> Iterator[B]:
        for thing in given:
            self.given += 1
            yield pickle.loads(pickle.dumps(work(pickle.loads(pickle.dumps(thing)))))


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.comparison.parts._WORTH_A_PART", 2)


@pytest.mark.parametrize(("number", "largest"), [(2, 1000), (7, 1000), (2, 9)])
def test_parts_give_what_the_whole_gives(number: int, largest: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.comparison.parts._LARGEST_PART", largest)
    read = list(zip(*pile(40), strict=True))
    hands = Sent(number)
    whole, made = compare_more(Nothing(), read), compare_more(Nothing(), read, hands)
    assert hands.given >= number
    for table in ("comparisons", "joins", "groups", "passages", "entities", "relay", "dated"):
        assert getattr(made, table) == getattr(whole, table), table
    assert whole.comparisons and whole.joins and whole.groups


def test_parts_have_few_documents_in_common() -> None:
    odd_and_even = {(i, j): 1 for i in range(40) for j in range(i + 2, 40, 2)}
    first, second, *_ = _cut(odd_and_even, 2)
    assert (len(first), len(second)) == (95, 71)
    assert [{i % 2 for ends in part for i in ends} for part in (first, second)] == [{0}, {0}]
    assert len({i for ends in first for i in ends}) <= 15


def test_parts_become_smaller_and_are_of_as_much_work_however_it_is_spread() -> None:
    work = {(i, i): 100 if i < 10 else 1 for i in range(1000)}
    parts = list(_cut(work, 2))
    done = [sum(work[ends] for ends in part) for part in parts]
    assert sorted(ends for part in parts for ends in part) == sorted(work)
    assert done[:3] == [500, 400, 272]
    assert done == sorted(done, reverse=True) and done[-1] <= 4
    assert [len(part) for part in list(_cut(work, 1))] == [1000]
