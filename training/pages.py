"""Learns what each sign of a page's blocks counts: ``python -m training.pages [-o FILE]``.

Reads the pages beside the checkout (``gold/articles_html``), but not the third that ``benchmarks.pages``
keeps aside. A block of a page is the article's if at least half of its words are words of the gold's text,
both aligned from the first word to the last; a logistic regression over its signs is fitted to that, a block
of more words counting more. What is written holds signs and weights and no word of a page. The same pages
give the same bytes on one machine; about a minute. ``--check`` fits five times to four fifths of the pages
and measures on the fifth left out.
"""

from __future__ import annotations

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

import argparse
import base64
import hashlib
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from benchmarks.leftovers import labels
from benchmarks.pages import PAGES, f1, is_kept_aside, mean, read_rows, words
from sayso.intake.decode import decode
from sayso.intake.html import read_markup
from sayso.intake.layout import Measured
from sayso.intake.scoring import BIAS
from sayso.intake.signs import signs_of

HERE = Path(__file__).parent.parent / "src" / "sayso" / "languages" / "en" / "blocks.txt"
FOLDS = 5
FEWEST_PAGES = 4
"""A sign seen on fewer pages is not learned."""

PENALTY = 60.0
"""How strongly the weights are drawn to nought."""

HEAD = """\
# How much each sign counts for or against a block of a page being the article's, in logarithms of odds.
#
# A line is a weight and a sign; signs are made in intake/signs.py. Those that count less than 0.01 are left
# out. Learned by training/pages.py from {pages} pages in English: news and other articles, most of them of
# 2015 to 2026 (WCXB, CC BY 4.0; a set of news pages of 2023, Apache-2.0). No word of theirs stands here.
# Pages that are lists of goods or prices rather than articles are read worst.

"""


class Labelled(Protocol):
    """What weights are fitted to: blocks by their signs, and whether each is the article's."""

    signs: list[list[str]]
    label: list[bool]

    def weight(self) -> list[float]:
        """How much each block counts."""
        ...


@dataclass
class Example:
    """A page: its blocks but for menus, their signs, whether each is the article's, and the gold's text."""

    page: str
    blocks: list[Measured]
    signs: list[list[str]]
    label: list[bool]
    gold: str

    def weight(self) -> list[float]:
        """How much each block counts."""
        return [1 + each.words**0.5 for each in self.blocks]


def fold_of(page: str) -> int:
    """Which part of the pages a page is in, by its id."""
    return hashlib.sha256(f"f{page}".encode()).digest()[0] % FOLDS


@dataclass(frozen=True)
class Table:
    """A table of weights to be learned: what is told of it, where it lies and what stands above it.

    ``example_of`` makes a row of the pages something to learn from, ``check`` prints how well that goes,
    ``penalty`` says how strongly the weights are drawn to nought.
    """

    told: str
    out: Path
    head: str
    example_of: Callable[[dict[str, Any]], Any]
    check: Callable[[Sequence[Any]], None]
    penalty: float = PENALTY


def learn(table: Table, arguments: Sequence[str]) -> int:
    """Fit the weights of a table and write them, or check them."""
    parser = argparse.ArgumentParser(description=table.told)
    parser.add_argument("-o", "--out", type=Path, default=table.out, help="where the weights go")
    parser.add_argument("--check", action="store_true", help="measure on pages left out, and write nothing")
    given = parser.parse_args(arguments)
    if not PAGES.is_dir():
        print(f"no pages at {PAGES}: nothing to learn from", file=sys.stderr)
        return 2
    examples = [table.example_of(row) for row in rows_to_learn_from()]
    if given.check:
        table.check(examples)
    else:
        text = written(fit(examples, table.penalty), len(examples), table.head)
        given.out.write_text(text, encoding="utf-8")
    return 0


def main(arguments: Sequence[str]) -> int:
    """Fit the weights of blocks and write them, or check them."""
    return learn(Table(__doc__ or "", HERE, HEAD, example_of, check), arguments)


def rows_to_learn_from() -> Iterator[dict[str, Any]]:
    """The pages of the gold, but for those kept aside."""
    for file in sorted(PAGES.glob("*.jsonl.gz")):
        yield from (row for row in read_rows(file.name) if not is_kept_aside(row["id"]))


def check(examples: Sequence[Example]) -> None:
    """Print how well weights do on pages that they were not fitted to."""
    found: list[float] = []
    for held in range(FOLDS):
        table = fit([e for e in examples if fold_of(e.page) != held], PENALTY)
        for example in examples:
            if fold_of(example.page) == held:
                kept = [score(table, signs) > 0 for signs in example.signs]
                blocks = zip(example.blocks, kept, strict=True)
                text = "\n".join(each.said for each, keep in blocks if keep)
                found.append(f1(words(example.gold), words(text)))
    print(f"body F1 on {len(found)} pages left out: {mean(found):.4f}")


def example_of(row: dict[str, Any]) -> Example:
    """A page of the gold with its labels."""
    markup = decode(base64.b64decode(row["html_base64"]), row["id"], markup=True).text
    _, _, layout = read_markup(markup, row["id"])
    signs, label = signs_of(layout), labels([each.said for each in layout.blocks], row["text"])
    looked_at = [n for n, found in enumerate(signs) if found]
    return Example(
        row["id"],
        [layout.blocks[n] for n in looked_at],
        [signs[n] for n in looked_at],
        [label[n] for n in looked_at],
        row["text"],
    )


def fit(examples: Sequence[Labelled], penalty: float) -> dict[str, float]:
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
    weight = np.array([x for e in examples for x in e.weight()])

    def loss(values: Any) -> tuple[float, Any]:
        odds = table @ values[:-1] + values[-1]
        cost = (weight * (np.logaddexp(0, odds) - label * odds)).sum() + penalty * (
            values[:-1] ** 2
        ).sum() / 2
        slope = weight * (1 / (1 + np.exp(-odds)) - label)
        return float(cost), np.append(turned @ slope + penalty * values[:-1], slope.sum())

    start = np.zeros(len(names) + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return {BIAS: float(found[-1])} | {sign: float(found[n]) for n, sign in enumerate(names)}


def score(weights: dict[str, float], signs: Sequence[str]) -> float:
    """What the signs of a block add up to."""
    return weights[BIAS] + sum(weights.get(sign, 0.0) for sign in signs)


def written(weights: dict[str, float], pages: int, head: str = HEAD) -> str:
    """The weights as the lexicon keeps them, in the order of the signs."""
    listed = (f"{weight:+.2f} {sign}\n" for sign, weight in sorted(weights.items()) if abs(weight) >= 0.01)
    return head.format(pages=pages) + "".join(listed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
