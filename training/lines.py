"""Learns what each sign of a bare text's lines counts: ``python -m training.lines [-o FILE]``.

The same pages as for ``training.pages``, and like them without the third that ``benchmarks.pages`` keeps
aside, but as ``benchmarks.leftovers`` reads them: all their text, a block a line, and no markup. To lose a
line of the article counts more than to keep another. ``--check`` fits five times to four fifths of the pages
and measures on the fifth left out.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.leftovers import count_lines, labels, paragraphs_of, rates
from sayso.intake.leftovers import BARS, leftover_lines, signs_of
from sayso.intake.lines import word_count
from training.pages import FOLDS, Table, fit, fold_of, learn, score

HERE = Path(__file__).parent.parent / "src" / "sayso" / "languages" / "en" / "lines.txt"
PENALTY = 1000.0
"""How strongly the weights are drawn to nought."""

OF_THE_ARTICLE = 8.0
"""How much more a line of the article counts than another of its length."""

OF_WORDS = 0.8
"""The power of its words by which a line counts: nearly by its characters, as they are what is measured."""

TRIED = ((-1.0, -0.5, 0.0), (-0.5, -0.5, -0.5), (-0.5, 0.0, 0.0), BARS, (0.0, 0.0, 0.5), (0.5, 0.5, 0.5))
"""Bars that are held against each other."""

HEAD = """\
# How much each sign counts for or against a line of bare text being the article's, in logarithms of odds.
#
# A line is a weight and a sign; signs are made in intake/leftovers.py. Those that count less than 0.01 are
# left out. Learned by training/lines.py from the text of {pages} pages in English, those of blocks.txt. No
# word stands here but common ones (stopwords.txt, reader words in furniture.txt). Texts that are lists rather
# than prose are read worst.

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
        return [
            (1 + word_count(said) ** OF_WORDS) * (OF_THE_ARTICLE if label else 1.0)
            for said, label in zip(self.said, self.label, strict=True)
        ]


def main(arguments: Sequence[str]) -> int:
    """Fit the weights of lines and write them, or check them."""
    return learn(Table(__doc__ or "", HERE, HEAD, example_of, check, PENALTY), arguments)


def example_of(row: dict[str, Any]) -> Lines:
    """A page of the gold with its labels."""
    said = paragraphs_of(row)
    return Lines(row["id"], said, signs_of(said), labels(said, row["text"]))


def check(examples: Sequence[Lines]) -> None:
    """Print what bars would make of pages left out: F1, the body lost, other prose set aside."""
    counts = {bars: Counter[str]() for bars in TRIED}
    for held in range(FOLDS):
        table = fit([e for e in examples if fold_of(e.page) != held], PENALTY)
        for each in examples:
            if fold_of(each.page) == held:
                found = [score(table, signs) for signs in each.signs]
                for bars in TRIED:
                    aside = frozenset(leftover_lines(each.said, found, bars))
                    keep = [n not in aside for n in range(len(each.said))]
                    counts[bars].update(count_lines(each.said, each.label, keep))
    for bars, counted in counts.items():
        f1, lost, others = rates(counted)
        print(f"bars {bars}: F1 {f1:.4f}, body lost {lost:.4f}, others set aside {others:.3f}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
