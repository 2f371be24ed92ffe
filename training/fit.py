"""Gradients and steps for the two networks of ``sayso.claims.learned.network``, in numpy and scipy.

Adam (Kingma and Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015); embeddings are moved only where
a batch names them. Everything random comes from one seeded generator, so that training can be repeated to the
byte on one machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_matrix

from sayso.claims.learned import chain
from sayso.claims.learned.chain import Floats, Ints
from sayso.claims.learned.network import Weights, bag, neighbours, padded

_FIRST, _SECOND, _TINY = 0.9, 0.98, 1e-8


@dataclass(slots=True)
class Sparse:
    """The gradient of a table of embeddings: the rows it touches and their gradients."""

    rows: Ints
    values: Floats


Gradient = Floats | Sparse


@dataclass
class Adam:
    """The state of the optimiser for a set of weights."""

    weights: Weights
    rate: float
    decay: float = 0.0
    steps: int = 0
    mean: dict[str, Floats] = field(default_factory=dict)
    spread: dict[str, Floats] = field(default_factory=dict)

    def step(self, gradients: Mapping[str, Gradient], scale: float) -> None:
        """Move the weights against their gradients; ``scale`` multiplies the rate."""
        self.steps += 1
        rate = self.rate * scale * (1 - _SECOND**self.steps) ** 0.5 / (1 - _FIRST**self.steps)
        for name, gradient in gradients.items():
            weight = self.weights[name]
            mean = self.mean.setdefault(name, np.zeros_like(weight))
            spread = self.spread.setdefault(name, np.zeros_like(weight))
            at: Ints | slice = gradient.rows if isinstance(gradient, Sparse) else slice(None)
            values = gradient.values if isinstance(gradient, Sparse) else gradient
            mean[at] = _FIRST * mean[at] + (1 - _FIRST) * values
            spread[at] = _SECOND * spread[at] + (1 - _SECOND) * values**2
            weight[at] -= rate * mean[at] / (np.sqrt(spread[at]) + _TINY) + rate * self.decay * weight[at]


def of_bag(codes: Ints, outer: Floats) -> Sparse:
    """The gradient of the rows that went into a bag; the last row of the table stays zero."""
    n, width = codes.shape
    rows, place = np.unique(codes, return_inverse=True)
    which = csr_matrix(
        (np.ones(n * width, np.float32), place.ravel(), np.arange(0, n * width + 1, width)), (n, len(rows))
    )
    return Sparse(rows, np.asarray(which.T @ outer))


def summed(rows: Ints, values: Floats, n: int) -> Floats:
    """Values added up by the row that each belongs to."""
    which = csr_matrix((np.ones(len(rows), np.float32), rows, np.arange(len(rows) + 1)), (len(rows), n))
    return np.asarray(which.T @ values)


@dataclass(slots=True)
class Batch:
    """What the cue network reads of some documents; ``groups`` number the sentences of its tokens."""

    codes: Ints
    eyes: Floats
    groups: Ints
    head: Ints
    lengths: Ints
    labels: Ints


def cue_step(w: Weights, batch: Batch, drop: Drop) -> tuple[float, dict[str, Gradient]]:
    """The loss of the cue network on a batch, and its gradients."""
    codes = drop.words(batch.codes)
    first = np.maximum(bag(w["cue rows"], codes) + batch.eyes @ w["cue shades"] + w["cue bias 1"], 0)
    kept = drop.units(first)
    first *= kept
    before, after = neighbours(first, batch.groups)
    wide = padded(first)
    around = np.concatenate([first, wide[before], wide[after], first[batch.head]], axis=1)
    second = np.maximum(around @ w["cue middle"] + w["cue bias 2"], 0)
    kept2 = drop.units(second)
    second *= kept2
    scores = second @ w["cue out"] + w["cue bias 3"]
    loss, inner, of_start, of_moves = _chain_loss(w, "cue", scores, batch)
    back2 = inner @ w["cue out"].T * (second > 0) * kept2
    wide_back = back2 @ w["cue middle"].T
    d = first.shape[1]
    back1 = wide_back[:, :d].copy()
    n = len(first)
    back1 += summed(before, wide_back[:, d : 2 * d], n + 1)[:n]
    back1 += summed(after, wide_back[:, 2 * d : 3 * d], n + 1)[:n]
    back1 += summed(batch.head, wide_back[:, 3 * d :], n)
    back1 *= (first > 0) * kept
    return loss, {
        "cue rows": of_bag(codes, back1),
        "cue shades": batch.eyes.T @ back1,
        "cue bias 1": back1.sum(axis=0),
        "cue middle": around.T @ back2,
        "cue bias 2": back2.sum(axis=0),
        "cue out": second.T @ inner,
        "cue bias 3": inner.sum(axis=0),
        "cue start": of_start,
        "cue moves": of_moves,
    }


@dataclass(slots=True)
class PairBatch:
    """What the role network reads of some documents; each pair names its token and its cue."""

    codes: Ints
    eyes: Floats
    heads: Ints
    pair_codes: Ints
    token: Ints
    cue: Ints
    lengths: Ints
    labels: Ints


def role_step(
    w: Weights, batch: PairBatch, drop: Drop, drop_pairs: Drop
) -> tuple[float, dict[str, Gradient]]:
    """The loss of the role network on a batch, and its gradients."""
    codes, cue_codes = drop.words(batch.codes), drop.words(batch.codes[batch.heads])
    pair_codes = drop_pairs.words(batch.pair_codes)
    cue_eyes = batch.eyes[batch.heads]
    tokens = bag(w["token rows"], codes) + batch.eyes @ w["token shades"] + w["role bias 1"]
    cues = bag(w["head rows"], cue_codes) + cue_eyes @ w["head shades"]
    first = np.maximum(bag(w["pair rows"], pair_codes) + tokens[batch.token] + cues[batch.cue], 0)
    kept = drop.units(first)
    first *= kept
    before, after = neighbours(first, batch.cue)
    wide = padded(first)
    around = np.concatenate([first, wide[before], wide[after]], axis=1)
    second = np.maximum(around @ w["role middle"] + w["role bias 2"], 0)
    kept2 = drop.units(second)
    second *= kept2
    scores = second @ w["role out"] + w["role bias 3"]
    loss, inner, of_start, of_moves = _chain_loss(w, "role", scores, batch)
    back2 = inner @ w["role out"].T * (second > 0) * kept2
    wide_back = back2 @ w["role middle"].T
    d, n = first.shape[1], len(first)
    back1 = wide_back[:, :d].copy()
    back1[:-1] += np.where(before[1:, None] < n, wide_back[1:, d : 2 * d], 0)
    back1[1:] += np.where(after[:-1, None] < n, wide_back[:-1, 2 * d :], 0)
    back1 *= (first > 0) * kept
    by_token = summed(batch.token, back1, len(batch.codes))
    by_cue = summed(batch.cue, back1, len(batch.heads))
    return loss, {
        "pair rows": of_bag(pair_codes, back1),
        "token rows": of_bag(codes, by_token),
        "token shades": batch.eyes.T @ by_token,
        "role bias 1": by_token.sum(axis=0),
        "head rows": of_bag(cue_codes, by_cue),
        "head shades": cue_eyes.T @ by_cue,
        "role middle": around.T @ back2,
        "role bias 2": back2.sum(axis=0),
        "role out": second.T @ inner,
        "role bias 3": inner.sum(axis=0),
        "role start": of_start,
        "role moves": of_moves,
    }


def _chain_loss(
    w: Weights, name: str, scores: Floats, batch: Batch | PairBatch
) -> tuple[float, Floats, Floats, Floats]:
    """The negative log chance of the labels, by sequence; its gradients for scores, start and moves."""
    start, moves = w[f"{name} start"], w[f"{name} moves"]
    n = len(batch.lengths)
    live = chain.filled(batch.lengths)
    chances, whole, expected = chain.marginals(
        chain.block(scores, batch.lengths), batch.lengths, start, moves
    )
    labels = batch.labels
    truth = np.eye(scores.shape[1], dtype=np.float32)[labels]
    firsts = np.cumsum(batch.lengths) - batch.lengths
    joined = np.ones(len(labels), bool)
    joined[firsts] = False
    seen = np.zeros_like(moves)
    np.add.at(seen, (labels[:-1][joined[1:]], labels[1:][joined[1:]]), 1)
    told = scores[np.arange(len(labels)), labels].sum() + start[labels[firsts]].sum() + (seen * moves).sum()
    inner: Floats = (chances[live] - truth) / np.float32(n)
    of_start: Floats = (chances[:, 0] - truth[firsts]).sum(axis=0) / np.float32(n)
    return float(whole.sum() - told) / n, inner, of_start, (expected - seen) / np.float32(n)


@dataclass
class Drop:
    """Leaves things out at random in training: words' codes (to the empty row), and units of a layer."""

    random: np.random.Generator
    worded: frozenset[int]
    empty: int
    word_share: float
    unit_share: float

    def words(self, codes: Ints) -> Ints:
        """The codes with some of those that hold words set to the empty row."""
        out = codes.copy()
        for column in sorted(self.worded):
            out[self.random.random(len(out)) < self.word_share, column] = self.empty
        return out

    def units(self, layer: Floats) -> Floats:
        """A mask that leaves out some units and makes up for them."""
        mask = self.random.random(layer.shape, np.float32) >= self.unit_share
        return mask.astype(np.float32) / np.float32(1 - self.unit_share)
