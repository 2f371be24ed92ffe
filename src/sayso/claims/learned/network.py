"""Two small networks in plain numpy: which tokens are cues, and what a token is to a cue.

Each token's codes choose rows of a table of embeddings, which are summed with what its eyes see, as in a bag
of features; two layers over the neighbours give scores, and a chain (``learned.chain``) gives labels.
"""

from __future__ import annotations

import numpy as np

from sayso.claims.learned.chain import Floats, Ints
from sayso.claims.learned.pairs import Pairs
from sayso.claims.learned.table import Table

Weights = dict[str, Floats]
WIDTH = 48
"""How many numbers stand for a token in a layer."""


def bag(rows: Floats, codes: Ints) -> Floats:
    """The sum of the rows that each line of codes names."""
    first, *others = np.ascontiguousarray(codes.T)
    out: Floats = rows.take(first, axis=0)
    for column in others:
        out += rows.take(column, axis=0)
    return out


def neighbours(rows: Floats, groups: Ints) -> tuple[Ints, Ints]:
    """For each row the row before and the row after it in its group; one past the end where there is none."""
    n = len(rows)
    where = np.arange(n)
    same = groups[1:] == groups[:-1]
    before, after = where - 1, where + 1
    before[0:1] = n
    before[1:][~same] = n
    after[-1:] = n
    after[:-1][~same] = n
    return before, after


def padded(rows: Floats) -> Floats:
    """Rows with one of zeros after them, for neighbours that are not there."""
    return np.concatenate([rows, np.zeros((1, rows.shape[1]), rows.dtype)])


def read(w: Weights, table: Table) -> tuple[Floats, Floats]:
    """What the two networks first make of each token, for cues and for roles: shape (tokens, width)."""
    both = bag(w["both rows"], table.codes)
    both += table.eyes @ w["both shades"]
    return both[:, :WIDTH] + w["cue bias 1"], both[:, WIDTH:] + w["role bias 1"]


def fused(w: Weights) -> Weights:
    """The weights with the tables that both networks read of tokens side by side: read at once."""
    both = {f"both {part}": np.hstack([w[f"cue {part}"], w[f"token {part}"]]) for part in ("rows", "shades")}
    return {**w, **both}


def cue_scores(w: Weights, table: Table, tokens: Floats) -> Floats:
    """Scores of each token for being no cue, its beginning, its inside: shape (tokens, 3)."""
    first = np.maximum(tokens, 0)
    before, after = neighbours(first, table.sentence)
    wide = padded(first)
    around = np.concatenate([first, wide[before], wide[after], first[table.head]], axis=1)
    second = np.maximum(around @ w["cue middle"] + w["cue bias 2"], 0)
    scores: Floats = second @ w["cue out"] + w["cue bias 3"]
    return scores


def role_scores(w: Weights, table: Table, tokens: Floats, pairs: Pairs, heads: Ints) -> Floats:
    """Scores of each pair for being nothing, source, content: shape (pairs, 3)."""
    if not len(pairs.token):
        return np.zeros((0, 3), np.float32)
    cues = bag(w["head rows"], table.codes[heads]) + table.eyes[heads] @ w["head shades"]
    first = np.maximum(bag(w["pair rows"], pairs.codes) + tokens[pairs.token] + cues[pairs.cue], 0)
    own, left, right = np.split(w["role middle"], 3)
    second = first @ own + w["role bias 2"]
    # A pair's neighbours stand right before and after it, but for the first and the last of each cue.
    inner = (pairs.cue[1:] == pairs.cue[:-1])[:, None]
    second[1:] += (first @ left)[:-1] * inner
    second[:-1] += (first @ right)[1:] * inner
    np.maximum(second, 0, out=second)
    scores: Floats = second @ w["role out"] + w["role bias 3"]
    return scores
