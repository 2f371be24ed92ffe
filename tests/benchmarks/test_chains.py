"""The scorer of chains: what counts as right, and what is left open."""

from __future__ import annotations

from benchmarks.chains.__main__ import Chain, f1


def chain(words: range, speaker: str, *via: str, left_open: bool = False) -> Chain:
    return Chain(frozenset(words), "", (speaker,), via, left_open)


def same(one: str, other: str) -> bool:
    return one == other


def test_content_speaker_and_order_must_be_right() -> None:
    gold = {"a": [chain(range(10), "guard", "TAV", "Post")]}
    assert f1(gold, {"a": [chain(range(2, 12), "guard", "TAV", "Post")]}, same) == (1, 1, 1)
    assert f1(gold, {"a": [chain(range(10), "guard", "Post", "TAV")]}, same)[2] == 0
    assert f1(gold, {"a": [chain(range(10), "mayor", "TAV", "Post")]}, same)[2] == 0
    assert f1(gold, {"a": [chain(range(8, 20), "guard", "TAV", "Post")]}, same)[2] == 0


def test_what_is_left_open_is_neither_asked_for_nor_held_against() -> None:
    gold = {"a": [chain(range(10), "guard", "TAV"), chain(range(20, 30), "guard", "TAV", left_open=True)]}
    first = chain(range(10), "guard", "TAV")
    assert f1(gold, {"a": [first]}, same) == (1, 1, 1)
    assert f1(gold, {"a": [first, chain(range(20, 30), "guard", "TAV")]}, same) == (1, 1, 1)
    assert f1(gold, {"a": [first, chain(range(40, 50), "guard", "TAV")]}, same)[0] == 0.5
