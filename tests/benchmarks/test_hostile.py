"""The benchmark of hostile inputs: the same inputs each time, and nothing that they do goes unseen."""

from __future__ import annotations

import random

from benchmarks.hostile import _faults, read_block
from benchmarks.hostile_inputs import HIDDEN, MADE, _hidden_text, numbered
from sayso.model import Document, Segment


def test_a_number_is_always_the_same_input() -> None:
    assert [numbered(1, n) for n in range(0, 12, 2)] == [numbered(1, n) for n in range(0, 12, 2)]
    assert numbered(1, 0) != numbered(2, 0)


def test_made_inputs_come_in_turn() -> None:
    assert HIDDEN.encode() in _hidden_text(random.Random(1))[1]
    assert len({maker.__name__ for maker in MADE}) == len(MADE)


def test_a_block_is_read_without_a_fault() -> None:
    tally = read_block(3, 0, 7)
    assert tally.faults == []
    assert sum(tally.kinds.values()) >= 7


def test_faults_are_seen() -> None:
    text = f"{HIDDEN} said so. And more."
    kept = Document("doc_1", "a.html", None, "", text, segments=(Segment(0, len(text), "body"),))
    assert _faults(kept) == ["hidden text is kept"]
    lost = Document("doc_1", "a.html", None, "", text, segments=(Segment(0, 7, "furniture"),))
    assert _faults(lost) == ["characters neither kept nor set aside at the end"]
