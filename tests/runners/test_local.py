"""The local runner: the same result for any order and number of processes; a death costs one document."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sayso.case.store import Store
from sayso.exporters.jsonl import export_jsonl
from sayso.model import Document, Findings
from sayso.runners import local
from sayso.settings import Settings

TEXTS = [
    f"The mayor of Tolk said {n} houses were damaged on Monday.\n\nThe army denied shelling street {n}."
    for n in range(2, 26)
]


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    folder = tmp_path / "pile"
    folder.mkdir()
    for n, text in enumerate(TEXTS):
        (folder / f"{n:02}.txt").write_text(text)
    return folder


def export(case: Path) -> str:
    with Store(case) as store:
        return "".join(export_jsonl(store.contents()))


def test_order_and_processes_change_nothing(pile: Path, tmp_path: Path) -> None:
    names = [str(p) for p in sorted(pile.iterdir())]
    local.run(names, str(tmp_path / "one.case"), Settings(processes=1))
    local.run(names[::-1], str(tmp_path / "two.case"), Settings(processes=2))
    assert export(tmp_path / "one.case") == export(tmp_path / "two.case")


def test_a_killed_run_opens_and_is_completed(pile: Path, tmp_path: Path) -> None:
    case = tmp_path / "x.case"
    command = [sys.executable, "-m", "sayso", "run", str(pile), "--case", str(case), "--processes", "1"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(600):
        time.sleep(0.05)
        if process.poll() is not None or (case.exists() and _count(case) >= 3):
            break
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    with Store(case) as store:
        assert store.contents() is not None
    local.run([str(pile)], str(case), Settings(processes=1))
    local.run([str(pile)], str(tmp_path / "whole.case"), Settings(processes=1))
    assert export(case) == export(tmp_path / "whole.case")


def _count(case: Path) -> int:
    try:
        with Store(case) as store:
            return len(store.documents())
    except Exception:
        return 0


def _die_on_street_7(documents: list[Document], settings: Settings) -> list[Findings]:
    if any("street 7." in d.text for d in documents):
        os._exit(9)
    return [Findings(d.id) for d in documents]


def test_a_worker_that_dies_costs_one_document(
    pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "_analyse_list", _die_on_street_7)
    lines = "\n".join(f'{{"text": {t!r}}}'.replace("'", '"').replace("\\\\n", "\\n") for t in TEXTS)
    (pile / "all.jsonl").write_text(lines)
    outcome = local.run([str(pile / "all.jsonl")], str(tmp_path / "x.case"), Settings(processes=2))
    assert [(f.kind, f.member) for f in outcome.failures] == [("crashed", 6)]
    assert outcome.read == len(TEXTS) - 1


def _sleep(documents: list[Document], settings: Settings) -> list[Findings]:
    time.sleep(60)
    return []


def test_a_worker_that_hangs_costs_one_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "_analyse_list", _sleep)
    monkeypatch.setattr(local, "_WARM_UP_S", 0)
    (tmp_path / "a.txt").write_text("The dam broke, the mayor said.")
    outcome = local.run(
        [str(tmp_path / "a.txt")], str(tmp_path / "x.case"), Settings(processes=2, read_timeout_s=2)
    )
    assert [f.kind for f in outcome.failures] == ["timeout"]


def test_a_stage_that_fails_costs_one_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def find(readings: object, settings: Settings) -> object:
        for reading in readings:  # type: ignore[attr-defined]
            if "broke" in reading.document.text:
                raise RuntimeError
            yield Findings(reading.document.id)

    monkeypatch.setattr(local, "find", find)
    (tmp_path / "all.jsonl").write_text('{"text": "It broke."}\n{"text": "It held."}\n')
    outcome = local.run([str(tmp_path / "all.jsonl")], str(tmp_path / "x.case"), Settings(processes=1))
    assert (outcome.read, [f.member for f in outcome.failures]) == (1, [1])
