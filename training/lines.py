"""Learns what each sign of a bare text's lines counts: ``python -m training.lines [-o FILE]``.

The same pages as for ``training.pages``, and like them without the third that ``benchmarks.pages`` keeps
aside, but as ``benchmarks.leftovers`` reads them: all their text, a block a line, and no markup. ``--check``
fits five times to four fifths of the pages and measures on the fifth left out.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.leftovers import labels, paragraphs_of
from sayso.intake.leftovers import signs_of
from sayso.intake.lines import is_prose, word_count
from training.pages import FOLDS, PENALTY, Table, fit, fold_of, learn, score

HERE = Path(__file__).parent.parent / "src" / "sayso" / "languages" / "en" / "lines.txt"
BARS = (-4.0, -3.0, -2.0, -1.0, 0.0)

HEAD = """\
# How much each sign counts for or against a line of bare text being the article's, in logarithms of odds.
#
# A line is a weight and a sign; signs are made in intake/leftovers.py. Those that count less than 0.01 are
# left out. Learned by training/lines.py from the text of {pages} pages in English, those of blocks.txt. No
# word of theirs stands here. Texts that are lists rather than prose are read worst.

"""


@dataclass
class Lines:
    """A page as lines: their signs, whether each is the article's."""

    page: str
    said: list[str]
    signs: list[list[str]]
    label: list[bool]

    def weight(self) -> list[float]:
        """How much each line counts."""
        return [1 + word_count(said) ** 0.5 for said in self.said]


def main(arguments: Sequence[str]) -> int:
    """Fit the weights of lines and write them, or check them."""
    return learn(Table(__doc__ or "", HERE, HEAD, example_of, check), arguments)


def example_of(row: dict[str, Any]) -> Lines:
    """A page of the gold with its labels."""
    said = paragraphs_of(row)
    return Lines(row["id"], said, signs_of(said), labels(said, row["text"]))


def check(examples: Sequence[Lines]) -> None:
    """Print what each bar would lose of the articles, and set aside of other prose, on pages left out."""
    found: list[tuple[float, int, bool, bool]] = []
    for held in range(FOLDS):
        table = fit([e for e in examples if fold_of(e.page) != held], PENALTY)
        for each in examples:
            if fold_of(each.page) == held:
                found += [
                    (score(table, signs), len(said), label, is_prose(said))
                    for said, signs, label in zip(each.said, each.signs, each.label, strict=True)
                ]
    body = sum(size for _, size, label, _ in found if label)
    others = [value for value, _, label, prose in found if prose and not label]
    for bar in BARS:
        lost = sum(size for value, size, label, _ in found if label and value <= bar) / body
        aside = sum(value <= bar for value in others) / len(others)
        print(f"bar {bar:+.1f}: body lost {lost:.4f}, others set aside {aside:.3f}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
