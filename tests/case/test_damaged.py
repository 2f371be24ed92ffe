"""Whatever the bytes of a file are, each command on it as a case does its work or says a sentence."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import sayso
from sayso.case.decisions import Choice
from sayso.case.store import Store
from sayso.cli import main
from sayso.errors import CaseError, SaysoError
from sayso.exporters.jsonl import export_jsonl
from sayso.runners.merge import merge


def damaged(case: Path, to: Path, seed: int) -> None:
    """A copy of a case that is cut off, or has other bytes here and there, often in its first pages."""
    chance = random.Random(seed)
    data = bytearray(case.read_bytes())
    if seed % 5 == 0:
        del data[chance.randrange(1, len(data)) :]
    for _ in range(chance.choice((1, 5, 50, 400))):
        if data:
            reach = len(data) if chance.random() < 0.7 else min(len(data), 60_000)
            data[chance.randrange(reach)] = chance.randrange(256)
    to.write_bytes(data)


@pytest.mark.parametrize("seed", (*range(25), 217))
def test_damage_costs_a_sentence(demo_case: Path, tmp_path: Path, seed: int) -> None:
    case = tmp_path / "x.case"
    damaged(demo_case, case, seed)

    def opened() -> None:
        sayso.open(case).search("killed")

    def exported() -> None:
        with Store(case) as store:
            list(export_jsonl(store.contents()))

    def decided() -> None:
        with Store(case, write=True) as store:
            store.decide(Choice("claim_1", "note", "x", "Ana"))

    def merged() -> None:
        (tmp_path / "both.case").unlink(missing_ok=True)
        merge([str(demo_case), str(case)], str(tmp_path / "both.case"))

    for act in (opened, exported, merged, decided):
        try:
            act()
        except SaysoError as error:
            assert str(error) and "\n" not in str(error)


@pytest.mark.parametrize("seed", (1, 5, 10))
def test_the_command_line_says_it_too(
    demo_case: Path, tmp_path: Path, seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged(demo_case, tmp_path / "x.case", seed)
    for args in (["verify"], ["show"], ["export", "--format", "csv"], ["adopt", str(demo_case)]):
        with pytest.raises(SystemExit) as ended:
            main([args[0], str(tmp_path / "x.case"), *args[1:]])
        assert ended.value.code in (0, 1, 2)
    capsys.readouterr()


def test_a_case_that_was_cut_off_is_called_damaged(demo_case: Path, tmp_path: Path) -> None:
    (tmp_path / "x.case").write_bytes(demo_case.read_bytes()[:20_000])
    with pytest.raises(CaseError, match="is damaged: usually cut off"):
        sayso.open(tmp_path / "x.case")


def test_a_folder_and_another_file_are_no_case(demo_case: Path, tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="is a folder and no case"):
        sayso.open(tmp_path)
    with pytest.raises(CaseError, match=f"as in {tmp_path}/my.case"):
        Store(f"{tmp_path}/")
    (tmp_path / "x.case").write_bytes(b"")
    with pytest.raises(
        CaseError, match="is empty: usually a run that was stopped before it began, or a file"
    ):
        sayso.open(tmp_path / "x.case")
    (tmp_path / "x.case").write_text("A letter.")
    with pytest.raises(CaseError, match="is no case of sayso: its bytes are no SQLite database"):
        sayso.open(tmp_path / "x.case")
    with pytest.raises(CaseError, match=r"x\.case is no case of sayso"):
        merge([str(demo_case), str(tmp_path / "x.case")], str(tmp_path / "both.case"))
    assert not (tmp_path / "both.case").exists()
