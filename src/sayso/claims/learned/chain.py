"""Labels in a row: a linear-chain conditional random field over scores that a network gives.

After Lafferty, McCallum and Pereira, "Conditional Random Fields" (ICML 2001). Sequences come as one block
``(sequences, steps, labels)`` with their lengths; steps beyond a length are ignored.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


def block(rows: Floats, lengths: Ints) -> Floats:
    """Rows of sequences one after another, as a block filled up with zeros."""
    out = np.zeros((len(lengths), int(lengths.max(initial=0)), rows.shape[1]), np.float32)
    out[filled(lengths)] = rows
    return out


def filled(lengths: Ints) -> NDArray[np.bool_]:
    """Which places of a block hold a row."""
    return np.arange(int(lengths.max(initial=0))) < lengths[:, None]


def _log_sum(values: Floats, axis: int) -> Floats:
    top = values.max(axis=axis, keepdims=True)
    out: Floats = np.squeeze(top, axis) + np.log(np.exp(values - top).sum(axis=axis))
    return out


def marginals(scores: Floats, lengths: Ints, start: Floats, moves: Floats) -> tuple[Floats, Floats, Floats]:
    """The probability of each label at each step, the log of the whole, and the expected moves.

    Steps beyond a length have probability zero. The expected moves are summed over all sequences.
    """
    n, steps, labels = scores.shape
    forward = np.zeros_like(scores)
    backward = np.zeros_like(scores)
    live = filled(lengths)
    if not steps:
        return scores, np.zeros(n, np.float32), np.zeros((labels, labels), np.float32)
    forward[:, 0] = scores[:, 0] + start
    for i in range(1, steps):
        step = _log_sum(forward[:, i - 1, :, None] + moves, 1) + scores[:, i]
        forward[:, i] = np.where(live[:, i, None], step, forward[:, i - 1])
    for i in range(steps - 2, -1, -1):
        step = _log_sum(moves + (scores[:, i + 1] + backward[:, i + 1])[:, None, :], 2)
        backward[:, i] = np.where(live[:, i + 1, None], step, 0)
    whole = _log_sum(forward[:, -1], 1)
    chances = np.exp(forward + backward - whole[:, None, None]) * live[:, :, None]
    pair = forward[:, :-1, :, None] + moves + (scores[:, 1:] + backward[:, 1:])[:, :, None, :]
    expected = np.exp(pair - whole[:, None, None, None]) * live[:, 1:, None, None]
    return chances.astype(np.float32), whole, expected.sum(axis=(0, 1)).astype(np.float32)


def best(scores: Floats, lengths: Ints, start: Floats, moves: Floats) -> Ints:
    """The likeliest labels of each sequence (Viterbi); 0 beyond a length."""
    n, steps, labels = scores.shape
    out = np.zeros((n, steps), np.int64)
    if not steps:
        return out
    # The longest first, labels before sequences: each step is then one slice of what is still going on.
    order = np.argsort(-lengths, kind="stable")
    going = (lengths[order][:, None] > np.arange(steps)).sum(axis=0)
    steps_first = np.ascontiguousarray(scores[order].transpose(1, 2, 0))
    back = np.zeros((steps, labels, n), np.int64)
    score = steps_first[0] + start[:, None]
    across = moves[:, :, None]
    for i in range(1, steps):
        live = going[i]
        reached = score[:, None, :live] + across
        back[i, :, :live] = reached.argmax(axis=0)
        score[:, :live] = reached.max(axis=0) + steps_first[i, :, :live]
    label = score.argmax(axis=0)
    found = np.zeros((steps, n), np.int64)
    for i in range(steps - 1, -1, -1):
        live = going[i]
        found[i, :live] = label[:live]
        if i:
            label[:live] = back[i, label[:live], np.arange(live)]
    out[order] = found.T
    return out
