"""What people wrote for themselves can stay at home."""

from __future__ import annotations

import dataclasses

from sayso.case.notes import count_notes, without_notes
from sayso.exporters import FORMATS
from sayso.model import Decision
from tests.dossier.helpers import small_case


def test_notes_and_reasons_are_left_out_of_every_format_and_decisions_are_not() -> None:
    case = small_case()
    note = Decision("dec_2", case.claims[0].id, "note", None, "ring the ward", "Ana", "2031-02")
    case = dataclasses.replace(case, decisions=(*case.decisions, note))
    assert count_notes(case) == 2
    less = without_notes(case)
    assert count_notes(less) == 0 and [d.id for d in less.decisions] == ["dec_1"]
    assert "ring the ward" in "".join(FORMATS["html"](case))
    for write in FORMATS.values():
        assert "ring the ward" not in "".join(write(less))
