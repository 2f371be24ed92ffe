"""Workers do what they are given beside reading, and what they are lost over is done without them."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterator

import pytest

from benchmarks.generated import pile
from sayso.comparison import Nothing, compare_more
from sayso.runners.workers import Reader
from sayso.settings import Settings


@pytest.fixture
def reader() -> Iterator[Reader]:
    made = Reader(Settings(processes=2), lambda documents: {})
    made._workers()
    yield made
    made.close()


def dies_elsewhere(number: int) -> int:
    """Work that ends the process it is done in, but for the one that gives it."""
    if multiprocessing.parent_process() is not None:
        os._exit(1)
    return 2 * number


def test_what_a_worker_is_lost_over_is_done_here(reader: Reader) -> None:
    assert reader.number == 2
    assert list(reader.each(dies_elsewhere, range(5))) == [0, 2, 4, 6, 8]


def test_this_process_works_beside_the_others(reader: Reader) -> None:
    assert list(reader.each(is_elsewhere, range(2))) == [True, False]


def is_elsewhere(number: int) -> bool:
    """Whether it is done in another process, in which it takes a moment."""
    elsewhere = multiprocessing.parent_process() is not None
    time.sleep(0.2 * elsewhere)
    return elsewhere


def test_workers_compare_as_one_process_does(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.comparison.parts._WORTH_A_PART", 2)
    read = list(zip(*pile(40), strict=True))
    whole, made = compare_more(Nothing(), read), compare_more(Nothing(), read, reader)
    assert (made.comparisons, made.joins, made.groups) == (whole.comparisons, whole.joins, whole.groups)
