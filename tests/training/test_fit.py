"""Training: gradients against differences, and the same bytes each time."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sayso.claims.learned import pairs, table
from sayso.claims.learned.weights import pack
from training import attribution, fit
from training.attribution_data import Marked, without_marks

TEXTS = [
    ("The mayor said that the road was open.", "The mayor", "said", "that the road was open"),
    ("“The mill burned,” a guard told the Post.", "a guard", "told", "“The mill burned,”"),
    ("According to the union, ten people were hurt.", "the union", "According to", "ten people were hurt"),
]


def articles() -> list[Marked]:
    marked = []
    for i, (text, *words) in enumerate(TEXTS):
        spans = [[[text.index(w), text.index(w) + len(w)]] for w in words]
        roles = dict(zip(("source", "cue", "content"), spans, strict=True))
        marked.append({"doc": str(i), "text": text, "attributions": [roles]})
    return list(attribution.read_marked(marked))


@pytest.fixture(scope="module")
def made() -> list[Marked]:
    return articles()


def unchanged(worded: frozenset[int], rows: int) -> fit.Drop:
    return fit.Drop(np.random.default_rng(0), worded, rows, word_share=0, unit_share=0)


def nudged(weights: dict[str, Any]) -> dict[str, Any]:
    """Weights with some embeddings, so that every part of the networks is at work."""
    random = np.random.default_rng(3)
    for name in [n for n in weights if n.endswith(" rows")]:
        weights[name][:-1] = random.normal(size=weights[name][:-1].shape) * 0.1
    return weights


@pytest.mark.parametrize("name", ["cue middle", "cue shades", "cue moves", "cue out", "cue bias 1"])
def test_gradients_of_the_cue_network(made: list[Marked], name: str) -> None:
    weights = nudged(attribution.fresh(np.random.default_rng(0)))
    batch = next(attribution.cue_batches(made, np.random.default_rng(0)))
    check(weights, name, lambda: fit.cue_step(weights, batch, unchanged(table.WORDED, table.ROWS)))


@pytest.mark.parametrize("name", ["role middle", "token shades", "head shades", "role moves", "role out"])
def test_gradients_of_the_role_network(made: list[Marked], name: str) -> None:
    weights = nudged(attribution.fresh(np.random.default_rng(0)))
    items = [attribution.item(a) for a in made]
    batch = next(attribution.role_batches(items, np.random.default_rng(0)))
    drops = unchanged(table.WORDED, table.ROWS), unchanged(pairs.WORDED, pairs.ROWS)
    check(weights, name, lambda: fit.role_step(weights, batch, *drops))


def check(weights: dict[str, Any], name: str, step: Any) -> None:
    """Move the weight with the steepest gradient a little: the loss must change as the gradient says."""
    gradient = np.asarray(step()[1][name])
    at = np.unravel_index(np.abs(gradient).argmax(), gradient.shape)
    losses = []
    for by in (0.02, -0.04):
        weights[name][at] += by
        losses.append(step()[0])
    weights[name][at] += 0.02
    assert (losses[0] - losses[1]) / 0.04 == pytest.approx(float(gradient[at]), rel=0.05, abs=1e-3)


def test_training_twice_gives_the_same_bytes_and_learns(made: list[Marked]) -> None:
    def trained() -> tuple[bytes, float]:
        weights = attribution.fresh(np.random.default_rng(0))
        attribution.train_cues(weights, made, epochs=30)
        attribution.train_roles(weights, made, epochs=30)
        batch = next(attribution.cue_batches(made, np.random.default_rng(0)))
        return pack(weights), fit.cue_step(weights, batch, unchanged(table.WORDED, table.ROWS))[0]

    first, loss = trained()
    assert first == trained()[0]
    assert loss < 2.0


def test_an_article_without_its_small_marks_keeps_what_is_marked() -> None:
    text, source, _, content = TEXTS[1]
    at = text.index(source)
    marked = {"source": [[at, at + len(source)]], "cue": [], "content": [[0, len(content)]]}
    plain = without_marks({"doc": "x", "text": text, "attributions": [marked]})
    assert plain["text"] == "The mill burned a guard told the Post."
    found = plain["attributions"][0]
    words = [plain["text"][s:e] for role in ("source", "content") for s, e in found[role]]
    assert words == [source, "The mill burned"]
