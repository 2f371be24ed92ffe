"""Fits the weights by which claims are proposed for comparison: ``python -m training.ranking``.

A logistic model of the features of ``sayso.comparison.ranking``, fitted to the pairs that readers listed in
the marked cases beside the checkout; every other pair of the same case counts as not listed. Each case is
also scored by weights fitted to all other cases, and how many of the listed relations the likeliest pairs
cover is printed.
"""

from __future__ import annotations

import itertools
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.gold import SHARED, sayso
from benchmarks.score import Text, document_name, touch
from sayso import comparison
from sayso.case.store import Store
from sayso.comparison.alignment import candidates, worth
from sayso.comparison.ranking import FEATURES, features
from sayso.comparison.slots import all_slots
from sayso.comparison.stories import all_near, pairs_of
from sayso.comparison.tellings import Telling, tell_once
from sayso.comparison.words import Weights, counts_of
from training import logistic
from training.logistic import Floats

CASES = SHARED / "gold" / "contested_events"
WEIGHTS = Path(comparison.__file__).parent / "ranking.toml"
_PENALTY = 1.7
"""How strongly weights are held near zero, on features of unit variance."""
_BUDGETS = (500, 1000, 1500, 2000, 2500)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims of a case: their features, and the numbers of the marked relations that they touch."""

    case: str
    values: tuple[float, ...]
    marked: frozenset[int]


def main() -> int:
    """Fit, say how well it does on cases it did not see, and write the weights."""
    cases = sorted(CASES.glob("[0-9]*"))
    if not cases:
        print(f"no marked cases at {CASES}: the weights stay as they are", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        pairs = [pair for case in cases for pair in _pairs(case, Path(folder) / f"{case.name}.case")]
    for budget, share in covered(pairs):
        print(f"the {budget} likeliest pairs of unseen cases cover {share:.3f} of the marked relations")
    constant, weights = fit(pairs)
    lines = [f'"constant" = {constant:.3f}'] + [
        f'"{n}" = {w:.3f}' for n, w in zip(FEATURES, weights, strict=True)
    ]
    head = "# Fitted by `python -m training.ranking`; what each feature is says ranking.py."
    WEIGHTS.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    print(f"written: {WEIGHTS}")
    return 0


def _pairs(case: Path, file: Path) -> Iterator[Pair]:
    """The pairs of claims of one case that are looked at at all."""
    sayso("run", *sorted(str(p) for p in case.iterdir() if p.name != "gold.json"), "--case", str(file))
    with Store(file) as store:
        read = store.pairs({})
    documents, findings = [d for d, _ in read], [f for _, f in read]
    claims, figures = all_slots(documents, findings)
    weights = Weights(counts_of(c.claim.text for c in claims))
    tellings = tell_once(claims, figures, lambda *_: weights)
    ends = _ends(case, {document_name(d): Text(d) for d in documents}, tellings)
    stories = pairs_of(all_near(range(len(documents))))
    for left, right in itertools.chain.from_iterable(candidates(tellings, stories)):
        if worth(left, right, weights):
            one, other = ends[left.claim.claim.id], ends[right.claim.claim.id]
            marked = {n for n, side in one for m, its in other if n == m and side != its}
            yield Pair(case.name, features(left, right, weights), frozenset(marked))


def _ends(
    case: Path, texts: dict[str, Text], tellings: list[Telling]
) -> dict[str, frozenset[tuple[int, str]]]:
    """Of each claim the marked relations of which it or a figure in it holds an end: number and side."""
    gold = _gold(case)
    homes = {text.document.id: name for name, text in texts.items()}
    places = [
        (number, side, relation[side][0], texts[relation[side][0]].find(relation[side][1]))
        for number, relation in enumerate(gold["relations"])
        for side in ("left", "right")
    ]
    made = {}
    for telling in tellings:
        claim, name = telling.claim.claim, homes[telling.claim.document.id]
        held = [texts[name].within(claim.spans)]
        held += [texts[name].within([(f.figure.start, f.figure.end)]) for f in telling.figures]
        made[claim.id] = frozenset(
            (number, side)
            for number, side, home, found in places
            if home == name and any(touch(words, place) for words in held for place in found)
        )
    return made


def _gold(case: Path) -> dict[str, Any]:
    marking: dict[str, Any] = json.loads((case / "gold.json").read_text(encoding="utf-8"))
    return marking


def fit(pairs: list[Pair]) -> tuple[float, Floats]:
    """The constant and the weights by which listed pairs are told from the others."""
    values = np.array([p.values for p in pairs], dtype=float)
    return logistic.fit(values, np.array([bool(p.marked) for p in pairs], dtype=float), _PENALTY)


def covered(pairs: list[Pair]) -> Iterator[tuple[int, float]]:
    """How many marked relations the likeliest pairs touch, each case ranked by weights of all the others."""
    ranked: list[tuple[float, int]] = []
    for case in sorted({p.case for p in pairs}):
        constant, weights = fit([p for p in pairs if p.case != case])
        own = [i for i, p in enumerate(pairs) if p.case == case]
        ranked += [(-(constant + float(weights @ np.array(pairs[i].values))), i) for i in own]
    all_marked = {(p.case, n) for p in pairs for n in p.marked}
    total = sum(
        len(json.loads((CASES / c / "gold.json").read_text())["relations"]) for c in {p.case for p in pairs}
    )
    found: set[tuple[str, int]] = set()
    order = [pairs[i] for _, i in sorted(ranked)]
    for last, budget in itertools.pairwise((0, *_BUDGETS)):
        found |= {(p.case, n) for p in order[last:budget] for n in p.marked}
        yield budget, len(found & all_marked) / total


if __name__ == "__main__":
    sys.exit(main())
