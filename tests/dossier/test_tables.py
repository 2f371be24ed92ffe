"""The tables hold what people decided, and each line says where its words stand."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable
from typing import Any

import pytest
from lxml import html as lxml_html

from sayso.case.contents import Contents
from sayso.dossier import render
from sayso.dossier.pile import Pile
from sayso.dossier.tables import CLAIMS, FIGURES, claims_table, figures_table, line
from tests.dossier.helpers import small_case
from tests.dossier.test_decisions import decided


def rows(table: Iterable[str]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(table))))


def test_a_figure_comes_with_its_bounds_its_voice_and_its_citation() -> None:
    pile = Pile(small_case())
    found = rows(figures_table(pile, pile.figures))
    assert len(found) == len(pile.figures) and tuple(found[0]) == FIGURES
    six = next(row for row in found if row["low"] == "6")
    assert (six["high"], six["counted"], six["event"], six["speaker"]) == (
        "",
        "people",
        "killed",
        "Oda Brandt",
    )
    # Its claim’s relation was decided, and it is the figure that gave it.
    assert six["relations"] == "conflicts 1" and six["time_from"] == "2031-05-02"
    document = pile.document_of[small_case().documents[0].id]
    assert document.text[int(six["start"]) : int(six["end"])] == six["text"]
    assert "Harbour Post, 3 May 2031; post.txt, characters" in six["citation"]
    assert six["sentence"].startswith("At least 6 people were killed on Tuesday")


def test_what_was_decided_stands_in_the_table() -> None:
    case = small_case()
    claim, figure = case.claims[0], case.figures[0]
    pile = Pile(decided((claim.id, "speaker", "Jon Ek"), (figure.id, "low", "7")))
    (said,) = (row for row in rows(claims_table(pile, pile.claims)) if row["claim"] == claim.id)
    assert said["speaker"] == "Jon Ek" and said["citation"].startswith("Jon Ek, said")
    assert "speaker decided by Ana: Oda Brandt → Jon Ek" in said["decisions"]
    (counted,) = (row for row in rows(figures_table(pile, pile.figures)) if row["figure"] == figure.id)
    assert counted["low"] == "7" and "6 → 7" in counted["decisions"]


def test_the_columns_are_those_that_are_named() -> None:
    pile = Pile(small_case())
    assert tuple(rows(claims_table(pile, pile.claims))[0]) == CLAIMS


def test_no_cell_is_a_formula() -> None:
    assert line(["=1+1", "+x", "-2", "@a", -2, None, True]) == "'=1+1,'+x,'-2,'@a,-2,,yes\n"


def test_a_dossier_carries_the_tables_unless_they_are_long(monkeypatch: pytest.MonkeyPatch) -> None:
    case = small_case()
    assert [len(rows([table])) for table in carried(case)] == [len(case.claims), len(case.figures)]
    monkeypatch.setattr(sys.modules["sayso.dossier.render"], "_MOST_LINES", 5)
    assert not carried(case)


def carried(case: Contents) -> list[str]:
    """The tables in the dossier of a case."""
    tree: Any = lxml_html.fromstring(render(case))
    return [pre.text_content() for pre in tree.xpath("//section[@id='tables']/pre")]
