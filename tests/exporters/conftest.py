"""The demo case, as found and as people decided it, for every format."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sayso.case.contents import Contents
from sayso.case.decisions import Choice
from sayso.case.store import Store

PRIVATE = "Lena Marek"
"""Who is marked private in the case with decisions."""


@pytest.fixture(scope="session")
def contents(demo_case: Path) -> Contents:
    with Store(demo_case) as store:
        return store.contents()


@pytest.fixture(scope="session")
def decided_case(demo_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo case with a decision of every kind."""
    path = tmp_path_factory.mktemp("decided") / "decided.case"
    shutil.copy(demo_case, path)
    with Store(path, write=True) as store:
        known = store.contents()

        def decide(target: str, field: str, value: str, note: str | None = None) -> str:
            return store.decide(Choice(target, field, value, "Ana", note), known).id

        of = {e.name: e.id for e in known.entities}
        graded = next(c for c in known.claims if c.mode == "direct")
        conflicts = [x for x in known.comparisons if x.relation == "conflicts"]
        decide(of[PRIVATE], "private", "yes")
        decide(of["Anton Brezhin"], "note", "spoke on Tuesday")
        decide(graded.id, "grade", "partly supported", "only the first half")
        decide(conflicts[0].id, "relation", "rejected")
        decide(known.documents[0].id, "outlet", "The Eastgate Review")
        decide(known.documents[0].id, "note", "from the print edition")
        taken_back = decide(known.figures[0].id, "low", "0")
        store.undecide(taken_back, "Ana", None, known)
    return path


@pytest.fixture(scope="session")
def decided(decided_case: Path) -> Contents:
    with Store(decided_case) as store:
        return store.contents()
