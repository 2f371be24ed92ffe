"""Learns what each sign of a page's blocks counts: ``python -m training.pages [-o FILE]``.

Reads the pages beside the checkout (``gold/articles_html``), but not the third that ``benchmarks.pages`` keeps
aside. A block of a page is the article's if at least half of its words are words of the gold's text, both
aligned from the first word to the last. Two logistic regressions are fitted, one after the other, the second
on scores that the first gave to pages it was not fitted to. What is written holds signs and weights and no
word of a page. The same pages give the same bytes on one machine; about three minutes.
"""

from __future__ import annotations

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

import argparse
import base64
import difflib
import hashlib
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from benchmarks.pages import PAGES, is_kept_aside, read_rows, words
from sayso.intake.decode import decode
from sayso.intake.html import read_markup
from sayso.intake.layout import Layout
from sayso.intake.scoring import BIAS
from sayso.intake.signs import first_signs, second_signs

HERE = Path(__file__).parent.parent / "src" / "sayso" / "languages" / "en" / "blocks.txt"
FOLDS = 5
FEWEST_PAGES = 4
"""A sign seen on fewer pages is not learned."""

PENALTIES = (20.0, 3.0)
"""How strongly the weights of the first and the second look are drawn to nought."""

HEAD = """\
# How much each sign counts for or against a block of a page being the article's, in logarithms of odds.
#
# Learned by training/pages.py, which see; signs are made in intake/signs.py. A line is a weight and a sign;
# signs that count less than 0.01 are left out. The second look knows the verdicts of the first ("itself in 3":
# the first look was sure of it) on the block itself and on those around it.
"""


@dataclass
class Example:
    """A page: its blocks measured, their signs, and whether each is the article's."""

    page: str
    layout: Layout
    signs: list[list[str]]
    label: list[bool]
    weight: list[float] = field(default_factory=list)

    def fold(self) -> int:
        """Which part of the pages this one is in, by its id."""
        return hashlib.sha256(f"f{self.page}".encode()).digest()[0] % FOLDS


def main(arguments: Sequence[str]) -> int:
    """Fit both looks and write their weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--out", type=Path, default=HERE, help="where the weights go")
    given = parser.parse_args(arguments)
    if not PAGES.is_dir():
        print(f"no pages at {PAGES}: nothing to learn from", file=sys.stderr)
        return 2
    examples = [
        example_of(row)
        for file in sorted(PAGES.glob("*.jsonl.gz"))
        for row in read_rows(file.name)
        if not is_kept_aside(row["id"])
    ]
    first = fit(examples, PENALTIES[0])
    for held in range(FOLDS):
        partial = fit([e for e in examples if e.fold() != held], PENALTIES[0])
        for example in examples:
            if example.fold() == held:
                guesses = [score(partial, signs) for signs in example.signs]
                more = second_signs(example.layout, guesses)
                example.signs = [[*a, *b] for a, b in zip(example.signs, more, strict=True)]
    given.out.write_text(written(first, fit(examples, PENALTIES[1])), encoding="utf-8")
    return 0


def example_of(row: dict[str, Any]) -> Example:
    """A page of the gold with its labels."""
    markup = decode(base64.b64decode(row["html_base64"]), row["id"], markup=True).text
    _, _, layout = read_markup(markup, row["id"])
    return Example(
        row["id"],
        layout,
        first_signs(layout),
        labels([each.said for each in layout.blocks], row["text"]),
        [1 + each.words**0.5 for each in layout.blocks],
    )


def labels(blocks: Sequence[str], gold: str) -> list[bool]:
    """Whether at least half of each block's words are the gold's, both aligned as wholes."""
    said = [words(block) for block in blocks]
    owner = [n for n, each in enumerate(said) for _ in each]
    found: Counter[int] = Counter()
    matcher = difflib.SequenceMatcher(None, words(gold), [w for each in said for w in each], autojunk=False)
    for match in matcher.get_matching_blocks():
        found.update(owner[match.b : match.b + match.size])
    return [bool(each) and found[n] >= len(each) / 2 for n, each in enumerate(said)]


def fit(examples: Sequence[Example], penalty: float) -> dict[str, float]:
    """The weights of a logistic regression over signs, the bias among them."""
    pages = Counter(sign for e in examples for sign in {sign for signs in e.signs for sign in signs})
    names = sorted(sign for sign, count in pages.items() if count >= FEWEST_PAGES)
    place = {sign: n for n, sign in enumerate(names)}
    indices, starts = list[int](), [0]
    for example in examples:
        for signs in example.signs:
            indices += sorted({place[sign] for sign in signs if sign in place})
            starts.append(len(indices))
    table = csr_matrix((np.ones(len(indices)), indices, starts), shape=(len(starts) - 1, len(names)))
    turned = table.T.tocsr()
    label = np.array([x for e in examples for x in e.label], dtype=float)
    weight = np.array([x for e in examples for x in e.weight])

    def loss(values: Any) -> tuple[float, Any]:
        odds = table @ values[:-1] + values[-1]
        cost = (weight * (np.logaddexp(0, odds) - label * odds)).sum() + penalty * (values[:-1] ** 2).sum() / 2
        slope = weight * (1 / (1 + np.exp(-odds)) - label)
        return float(cost), np.append(turned @ slope + penalty * values[:-1], slope.sum())

    start = np.zeros(len(names) + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return {BIAS: float(found[-1])} | {sign: float(found[n]) for n, sign in enumerate(names)}


def score(weights: dict[str, float], signs: Sequence[str]) -> float:
    """What the signs of a block add up to."""
    return weights[BIAS] + sum(weights.get(sign, 0.0) for sign in signs)


def written(first: dict[str, float], second: dict[str, float]) -> str:
    """Both looks as the lexicon keeps them, each sign with its weight, in the order of the signs."""
    out = [HEAD]
    for name, weights in (("first look", first), ("second look", second)):
        out.append(f"\n[{name}]\n")
        out += [f"{weight:+.2f} {sign}\n" for sign, weight in sorted(weights.items()) if abs(weight) >= 0.01]
    return "".join(out)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
