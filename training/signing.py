"""Fits how likely readers are to sign a relation: ``python -m training.signing``.

Logistic models of the features of ``sayso.comparison.signing``, one for each of its relations, fitted to the
pairs that readers judged (``benchmarks/judged``); only *right* counts as signed. Each pile is also judged by
weights fitted to other piles, and how many pairs would be shown, and how many of them are right, is printed.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import numpy as np

from benchmarks.judged import __main__ as judged
from sayso import comparison
from sayso.comparison import signing, sureness
from sayso.comparison.ground import Ground
from sayso.comparison.signing import FEATURES, LEARNED
from sayso.comparison.slots import ClaimSlots
from sayso.comparison.verdicts import Side
from training import logistic
from training.logistic import Floats

WEIGHTS = Path(comparison.__file__).parent / "signing.toml"
_PENALTY = 7.0
"""How strongly weights are held near zero, on features of unit variance."""
_FOLDS = 10

Seen = dict[tuple[frozenset[str], str], tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A judged pair: what its sides have in common, and what the readers said of the relation found now."""

    pile: str
    values: tuple[float, ...]
    verdict: str


def main() -> int:
    """Fit, say how well it does on piles it did not see, and write the weights."""
    if not judged.GOLD.exists():
        print(f"no collections at {judged.GOLD}: the weights stay as they are", file=sys.stderr)
        return 2
    pairs = _judged_pairs()
    lines = ["# Fitted by `python -m training.signing`; what each feature is says signing.py."]
    for relation in LEARNED:
        _tell_unseen(relation, pairs[relation])
        constant, weights = fit(pairs[relation])
        told = zip(("constant", *FEATURES), (constant, *weights), strict=True)
        lines += ["", f"[{relation}]", *(f'"{name}" = {weight:.3f}' for name, weight in told)]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"written: {WEIGHTS}")
    return 0


def _judged_pairs() -> dict[str, list[Pair]]:
    """The judged pairs that are still found, each once, by the relation they have now."""
    made: dict[str, list[Pair]] = defaultdict(list)
    seen: set[str] = set()
    with _listening() as noted:
        for pile, contents, pairs in judged.piles_with_pairs(()):
            for pair in pairs:
                found = judged.again(pair, contents)
                if found is None or found.id in seen:
                    continue
                seen.add(found.id)
                values = noted.get((frozenset((found.left, found.right)), found.relation))
                if values is not None:
                    verdict = judged.verdict(pair, found.relation)
                    made[found.relation].append(Pair(pile, values, verdict))
            noted.clear()
    return made


@contextmanager
def _listening() -> Iterator[Seen]:
    """Notes what each pair has in common while it is compared, for the claims of two figures too."""
    noted: Seen = {}
    plain = signing.likely_signed

    def listening(relation: str, left: Side, right: Side, ground: Ground, likely: float) -> float:
        values = signing.features(left, right, ground, likely)
        for ids in _ids(left, right):
            noted.setdefault((ids, relation), values)
        return plain(relation, left, right, ground, likely)

    with (
        mock.patch.object(sureness, "likely_signed", listening),
        # What other processes compare, this one does not hear.
        mock.patch.dict(os.environ, SAYSO_PROCESSES="1"),
    ):
        yield noted


def _ids(left: Side, right: Side) -> Iterator[frozenset[str]]:
    if isinstance(left, ClaimSlots) or isinstance(right, ClaimSlots):
        yield frozenset(s.claim.id for s in (left, right) if isinstance(s, ClaimSlots))
        return
    yield frozenset((left.figure.id, right.figure.id))
    if left.claim is not None and right.claim is not None:
        yield frozenset((left.claim.claim.id, right.claim.claim.id))


def fit(pairs: list[Pair]) -> tuple[float, Floats]:
    """The constant and the weights by which the pairs that readers signed are told from the others."""
    values = np.array([p.values for p in pairs], dtype=float)
    return logistic.fit(values, np.array([float(p.verdict == "right") for p in pairs]), _PENALTY)


def _tell_unseen(relation: str, pairs: list[Pair]) -> None:
    """Print how many pairs of unseen piles would be shown, and how many of these are right."""
    fold = {pile: n % _FOLDS for n, pile in enumerate(sorted({p.pile for p in pairs}))}
    verdicts: list[str] = []
    for number in range(_FOLDS):
        constant, weights = fit([p for p in pairs if fold[p.pile] != number])
        for pair in (p for p in pairs if fold[p.pile] == number):
            score = constant + float(weights @ np.array(pair.values))
            if 1 / (1 + np.exp(-score)) >= sureness.SIGNED:
                verdicts.append(pair.verdict)
    right, fine = verdicts.count("right"), verdicts.count("defensible")
    print(f"{relation}: shown {len(verdicts)} of {len(pairs)}, right {right}, defensible {fine}")


if __name__ == "__main__":
    sys.exit(main())
