"""How each token near a cue stands to it: distance, path in the parse, quotation marks, the rules' view.

One row for each pair of a cue and a token in its window; each column of the codes is one template.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.claims.attribution import Attribution
from sayso.claims.learned.alphabet import TAG
from sayso.claims.learned.table import Ints, Table, mixed

TEMPLATES = {
    "side, distance": 64,
    "sentences, paragraphs, quoted": 140,
    "steps": 64,
    "dep up, dep down": 1024,
    "dep down, cue's lemma": 4096,
    "deps down": 4096,
    "dep down, tag": 2048,
    "edge": 512,
    "between": 128,
    "quotation": 128,
    "rules": 32,
    "lemma of branch": 2048,
    "cue's dep, dep down": 2048,
    "lemma, dep down": 4096,
    "markers": 2048,
    "commas, markers": 2048,
}
WORDED = frozenset(i for i, name in enumerate(TEMPLATES) if "lemma" in name)
_BOUNDS = np.cumsum([0, *TEMPLATES.values()])
ROWS = int(_BOUNDS[-1])

_LEFT, _RIGHT = 45, 80
_COMMA = TAG[","]
_FINITE = [TAG[name] for name in ("VBD", "VBP", "VBZ", "MD")]
_BINS = np.array([0, 1, 2, 3, 4, 5, 5, 6, 6, 6, 7, 7, 7, 7, 7, *[8] * 8, *[9] * 13, *[10] * 100])


@dataclass(slots=True)
class Spot:
    """A cue in a table: its first and last token, and the one that governs the others."""

    first: int
    last: int
    head: int


@dataclass(slots=True)
class Pairs:
    """The rows of all cues: ``token`` and ``cue`` number them, ``widths`` says how many a cue has."""

    codes: Ints
    token: Ints
    cue: Ints
    widths: Ints


def spot(table: Table, first: int, last: int) -> Spot:
    """A cue with its governing token: the first whose head lies outside."""
    inside = [i for i in range(first, last + 1) if not first <= table.head[i] <= last or table.head[i] == i]
    return Spot(first, last, inside[0] if inside else first)


def build(table: Table, spots: Sequence[Spot], ruled: Sequence[Attribution]) -> Pairs:
    """All pairs of the cues with the tokens near them, in the order of cues and tokens."""
    windows = [_window(table, s) for s in spots]
    widths = np.array([hi - lo for lo, hi in windows], np.int64)
    token = np.concatenate([np.arange(lo, hi) for lo, hi in windows]) if windows else np.zeros(0, np.int64)
    cue = np.repeat(np.arange(len(spots)), widths)
    ends = np.array([(s.first, s.last, s.head) for s in spots], np.int64).reshape(-1, 3)
    columns = _columns(table, token, *ends[cue].T)
    columns.insert(10, _rules(table, spots, windows, ruled))
    codes = np.stack([c % size for c, size in zip(columns, TEMPLATES.values(), strict=True)], axis=1)
    return Pairs(codes + _BOUNDS[:-1], token, cue, widths)


def _window(table: Table, spot: Spot) -> tuple[int, int]:
    lo, hi = max(0, spot.first - _LEFT), min(len(table.head), spot.last + 1 + _RIGHT)
    own = table.paragraph[spot.head]
    lo += int(np.searchsorted(table.paragraph[lo:hi], own - 1))
    hi = lo + int(np.searchsorted(table.paragraph[lo:hi], own + 2, side="right"))
    return lo, hi


def _columns(table: Table, t: Ints, first: Ints, last: Ints, head: Ints) -> list[Ints]:
    side = (t > head).astype(np.int64)
    inside = ((t >= first) & (t <= last)).astype(np.int64)
    distance = _BINS[np.minimum(np.abs(t - head), 100)]
    apart = np.clip(table.sentence[t] - table.sentence[head], -3, 3) + 3
    paragraphs = np.clip(table.paragraph[t] - table.paragraph[head], -2, 2) + 2
    quoted, cue_quoted = table.quotation[t] > 0, table.quotation[head] > 0
    same = apart == 3
    level = np.cumprod(table.path[t] == table.path[head], axis=1)
    level &= table.path[t] >= 0
    met = level.sum(axis=1) - 1  # the level of the lowest common ancestor; -1 in other sentences
    up = np.where(same, np.minimum(table.depth[head] - met, 6), 7)
    down = np.where(same, np.minimum(table.depth[t] - met, 6), 7)
    deepest = table.path.shape[1] - 1
    branch = table.path[t, np.minimum(met + 1, deepest)]
    twig = table.path[t, np.minimum(met + 2, deepest)]
    third = table.path[t, np.minimum(met + 3, deepest)]
    stem = table.path[head, np.minimum(met + 1, deepest)]
    there = same & (branch >= 0)
    dep_down = np.where(there, table.dep[branch], np.where(same, 60, 61))
    dep_twig = np.where(same & (twig >= 0), table.dep[twig], 0)
    dep_up = np.where(same & (stem >= 0), table.dep[stem], np.where(same, 0, 62))
    markers = mixed(
        np.where(there, table.marker[branch], 0),
        np.where(same & (twig >= 0), table.marker[twig], 0),
        np.where(same & (third >= 0), table.marker[third], 0),
    )
    finite = np.isin(table.tag, _FINITE)
    left, right = _edges(table)
    at_left, at_right = there & (left[branch] == t), there & (right[branch] == t)
    under = (up == 0).astype(np.int64)
    return [
        (side * 11 + distance) * 2 + inside,
        ((apart * 5 + paragraphs) * 2 + quoted) * 2 + cue_quoted,
        up * 8 + down,
        mixed(dep_up, dep_down),
        mixed(table.lemma[head], dep_down, side, under),
        mixed(dep_down, dep_twig, table.dep[t], np.minimum(down, 4), np.minimum(up, 3)),
        mixed(dep_down, table.tag[t], under),
        ((dep_down * 2 + at_left) * 2 + at_right) * 2 + under,
        _between(t, head, ((table.tag == _COMMA, 3), (finite, 3), (table.ruled >= 8, 3))) * 2 + side,
        _quotation(table, t, head),
        mixed(np.where(there, table.lemma[branch], 0), dep_down, side),
        mixed(table.dep[head], dep_down, dep_up, side),
        mixed(table.lemma[t], dep_down, side, np.minimum(up, 1)),
        mixed(markers, dep_down, dep_twig),
        mixed(markers, _between(t, head, ((table.tag == _COMMA, 2),)), side),
    ]


def _edges(table: Table) -> tuple[Ints, Ints]:
    """The first and last token of each token's subtree, told upwards from the deepest tokens."""
    n = len(table.head)
    left, right = np.arange(n), np.arange(n)
    by_depth = np.argsort(-table.depth, kind="stable")
    ends = np.searchsorted(
        -table.depth[by_depth], -np.arange(int(table.depth.max(initial=0)), 0, -1), "right"
    )
    for tokens in np.split(by_depth, ends)[:-1]:
        np.minimum.at(left, table.head[tokens], left[tokens])
        np.maximum.at(right, table.head[tokens], right[tokens])
    return left, right


def _between(t: Ints, head: Ints, things: Sequence[tuple[NDArray[np.bool_], int]]) -> Ints:
    """How many of some things stand between a token and the cue, each counted up to a most."""
    out = np.zeros(len(t), np.int64)
    low, high = np.minimum(t, head), np.maximum(t, head)
    for what, most in things:
        so_far = np.concatenate([[0], np.cumsum(what)])
        out = out * 4 + np.clip(so_far[high] - so_far[np.minimum(low + 1, high)], 0, most)
    return out


def _quotation(table: Table, t: Ints, head: Ints) -> Ints:
    """In which quotation a token stands, counted from the cue, and whether it is a mark of one."""
    there, here = table.quotation[t], table.quotation[head]
    away = np.clip(np.abs(there) - np.abs(here), -3, 3) + 3
    near = table.paragraph[t] == table.paragraph[head]
    out: Ints = (((away * 2 + (there > 0)) * 2 + (here > 0)) * 2 + table.mark[t]) * 2 + near
    return out


def _rules(
    table: Table,
    spots: Sequence[Spot],
    windows: Sequence[tuple[int, int]],
    ruled: Sequence[Attribution],
) -> Ints:
    """What the rules made of a token for this very cue, and for any other."""
    by_cue: dict[int, list[Attribution]] = {}
    for found in ruled:
        by_cue.setdefault(found.cue.i, []).append(found)
    out = []
    for place, (lo, hi) in zip(spots, windows, strict=True):
        role = np.full(hi - lo, 3)
        own = [a for i in range(place.first, place.last + 1) for a in by_cue.get(i, ())]
        if own:
            role[:] = 0
        for found in own:
            for start, end in found.contents:
                first, after = np.searchsorted(table.start, [start, end])
                role[max(0, first - lo) : max(0, after - lo)] = 2
            if found.source is not None:
                first, after = found.source.first.i, found.source.last.i + 1
                role[max(0, first - lo) : max(0, after - lo)] = 1
        out.append(role * 8 + table.ruled[lo:hi] % 8)
    return np.concatenate(out) if out else np.zeros(0, np.int64)
