"""The learned part: what it adds to the rules, and that it keeps what they know."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sayso.claims import by_rules, find, learned, with_blocks
from sayso.claims.joining import joined
from sayso.claims.learned.weights import load, pack, unpack
from sayso.settings import Settings
from tests.sentences import reading

TEXT = "The mayor of Maren said that the road was open. The ministry voiced support for a truce in Maren."


def test_weights_come_back_as_they_were_packed() -> None:
    weights = load()
    again = pack(weights)
    assert again == pack(weights)
    for name, weight in unpack(again).items():
        span = np.abs(weights[name]).max(initial=0)
        assert np.abs(weight - weights[name]).max(initial=0) <= 0.01 * span


def test_the_weights_are_small() -> None:
    assert len(pack(load())) < 10_000_000


def test_a_learned_attribution_keeps_the_kind_and_the_source_of_the_rules() -> None:
    found = with_blocks(reading("The mayor denied that the road was open."))
    ruled = by_rules(found)
    merged = joined(ruled, [replace(ruled[0], kind="other", source=None)])
    assert [(a.kind, a.source) for a in merged] == [("deny", ruled[0].source)]


def test_who_quotes_whom_is_the_rules_word() -> None:
    found = with_blocks(reading("The Harbour Post quoted a guard as saying that the mill burned."))
    ruled = by_rules(found)
    assert [a.through is not None for a in ruled] == [True]
    assert joined(ruled, [replace(ruled[0], through=None, source=None)]) == ruled


def test_rules_alone_are_a_mode_of_their_own() -> None:
    steps = {
        mode: {
            s.rule for f in find([reading(TEXT)], Settings(learned=mode)) for c in f.claims for s in c.steps
        }
        for mode in (0, 1)
    }
    assert not any("learned" in rule for rule in steps[0])
    assert any("learned" in rule for rule in steps[1])


def test_a_reading_is_seen_alike_among_others_and_alone() -> None:
    texts = (
        "",
        TEXT,
        "…",
        "Said.",
        f"{TEXT} “We saw it burn,” said a guard. {TEXT}",
        "No one was there.",
        TEXT,
    )
    alone = [f.claims for text in texts for f in find([reading(text)], Settings())]
    together = [f.claims for f in find((reading(text) for text in texts), Settings())]
    assert together == alone
    assert sum(map(bool, together)) >= 3


@pytest.mark.parametrize("text", ["…", "“”", "—", "Said.", "said " * 400])
def test_odd_texts_are_read(text: str) -> None:
    found = with_blocks(reading(text))
    for a in learned.attributions([(found, by_rules(found))])[0]:
        assert all(0 <= s < e <= len(text) for s, e in a.contents)
