"""Taking an article out of the index of words costs the same in a small case and in a large one."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from benchmarks.generated import keep, pile
from sayso.case import indexing
from sayso.case.store import Store


@pytest.mark.parametrize("gone", ["absent", "doc_000003"])
def test_leaving_the_index_reads_no_other_articles_claims(gone: str, tmp_path: Path) -> None:
    steps = []
    for number in (10, 60):
        with Store(tmp_path / f"{number}.case", create=True) as store:
            keep(store, zip(*pile(number), strict=True))
            ticks: list[None] = []
            store.db.set_progress_handler(partial(ticks.append, None), 1)
            indexing.leave(store.db, [gone])
            store.db.set_progress_handler(None, 1)
            steps.append(len(ticks))
            (left,) = store.db.execute("SELECT count(*) FROM claim_search").fetchone()
            assert left == 15 * (number if gone == "absent" else number - 1)
    few, many = steps
    assert many < 2 * few
