"""A few of the disturbances that ``benchmarks.kills`` makes hundreds of."""

from __future__ import annotations

import functools
import random
from pathlib import Path

import pytest

from benchmarks import kills
from sayso.case.store import Store
from sayso.errors import CaseError
from sayso.reading.parse import pipeline


@pytest.fixture
def trial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> kills.Trial:
    if not Path("/proc/self/task").exists():
        pytest.skip("a system that does not list its processes")
    monkeypatch.setattr(kills, "_FILES", 4)
    monkeypatch.setattr(kills, "_RECORDS", 4)
    pipeline()
    draw = random.Random(3)
    folder = kills.write_pile(tmp_path / "pile", draw)
    assert kills.wait(kills.start(folder, tmp_path / "whole.case", 1), 60) == "done"
    size = (tmp_path / "whole.case").stat().st_size
    return kills.Trial(folder, tmp_path / "x.case", draw, {1: 0.5, 2: 1.0}, size)


def test_runs_that_are_ended_anywhere_leave_a_case_that_is_completed(trial: kills.Trial) -> None:
    ended = [kills.one_disturbance(kind, trial) for kind in ("write", "full disk", "run", "write", "run")]
    assert {"failed", "hung"}.isdisjoint(ended)
    ended_at_last = kills.wait(kills.start(trial.folder, trial.case, 1), 60)
    assert not kills.compared(trial.case, kills.export(trial.case.parent / "whole.case"), ended_at_last)


def test_a_run_that_is_cut_off_leaves_no_case_that_passes_for_finished(trial: kills.Trial) -> None:
    whole = kills.export(trial.case.parent / "whole.case")
    for limit in range(4096, trial.size, trial.size // 4):
        limited = functools.partial(kills.limit_files, limit, "write")
        ended = kills.wait(kills.start(trial.folder, trial.case, 1, limited), 60)
        if ended == "done":
            break
        assert ended == "killed"
        try:
            with Store(trial.case) as store:
                assert not store.contents().finished
        except CaseError as error:
            assert "is empty: usually a run that was stopped" in str(error)
        for path in trial.case.parent.glob("x.case*"):
            path.unlink()
    assert kills.wait(kills.start(trial.folder, trial.case, 1), 60) == "done"
    assert kills.export(trial.case) == whole


def test_of_two_runs_on_one_case_one_waits_or_says_why_not(trial: kills.Trial) -> None:
    first = kills.start(trial.folder, trial.case, 1)
    second = kills.start(trial.folder, trial.case, 1)
    ended = {kills.wait(first, 60), kills.wait(second, 60)}
    assert ended <= {"done", "said why not"}
    assert "done" in ended
    assert not kills.compared(trial.case, kills.export(trial.case.parent / "whole.case"), "done")
    assert not trial.case.with_name("x.case-lock").exists()
