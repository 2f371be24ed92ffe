"""Claims and figures as CSV, for spreadsheets, each line with its citation."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.case.contents import Contents
from sayso.dossier.pile import Pile
from sayso.dossier.tables import claims_table, figures_table


def export_csv(contents: Contents) -> Iterator[str]:
    """The claims as CSV, a line each, for spreadsheets; lists are joined with "; ".

    Values are as people decided them, which the column decisions tells of. The citation names who said it,
    outlet, date, file, characters and hash.

    Lost: comparisons but for how many of each relation, groups, entities, times other than a claim's own,
    texts of articles, steps; figures in full, which csv-figures has.
    """
    pile = Pile(contents)
    return claims_table(pile, pile.contents.claims)


def export_csv_figures(contents: Contents) -> Iterator[str]:
    """The figures as CSV, a line each, with what is counted, on whose word, and the citation.

    Values are as people decided them, which the column decisions tells of.

    Lost: claims without a figure, comparisons but for how many of each relation, groups, entities, texts of
    articles, steps.
    """
    pile = Pile(contents)
    return figures_table(pile, pile.contents.figures)
