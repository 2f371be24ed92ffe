"""The local runner: the same result for any order and number of processes; a death costs one document."""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from sayso.case.custody import check_case
from sayso.case.store import Store
from sayso.exporters.jsonl import export_jsonl
from sayso.intake.draft import Block
from sayso.model import Document, Findings, Segment
from sayso.reading.text import Reading
from sayso.runners import local, opening, workers
from sayso.runners.opening import Begin, End, Event
from sayso.runners.workers import Read
from sayso.settings import Settings
from sayso.stages import findings as stage
from tests.runners.conftest import texts, write

TEXTS = texts(24)


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    return write(tmp_path / "pile", TEXTS)


def export(case: Path) -> str:
    with Store(case) as store:
        return "".join(export_jsonl(store.contents()))


def test_order_and_processes_change_nothing(pile: Path, tmp_path: Path) -> None:
    names = [str(p) for p in sorted(pile.iterdir())]
    local.run(names, str(tmp_path / "one.case"), Settings(processes=1))
    local.run(names[::-1], str(tmp_path / "two.case"), Settings(processes=2))
    assert export(tmp_path / "one.case") == export(tmp_path / "two.case")


def test_batches_and_processes_change_nothing(
    pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    local.run([str(pile)], str(tmp_path / "one.case"), Settings(processes=1))
    monkeypatch.setattr(opening, "_BATCH_DOCUMENTS", 3)
    local.run([str(pile)], str(tmp_path / "two.case"), Settings(processes=2))
    assert export(tmp_path / "one.case") == export(tmp_path / "two.case")


@pytest.mark.parametrize("seed", range(3))
def test_any_order_of_arrival_gives_what_one_run_gives(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    articles = {f"{n:02}.txt": text for n, text in enumerate(TEXTS[:8])}
    articles["wire.jsonl"] = rows(8, 9, 10)
    articles["again.txt"] = TEXTS[3]
    names = sorted(articles)
    draw.shuffle(names)
    folder, case, settings = tmp_path / "pile", tmp_path / "x.case", Settings(processes=1)
    folder.mkdir()
    while names:
        for name in names[: draw.randint(1, 4)]:
            (folder / name).write_text(articles[name])
            names.remove(name)
        before = sum(path.suffix == ".txt" for path in folder.iterdir())
        outcome = local.run([str(folder)], str(case), settings)
        assert outcome.documents >= before
        assert outcome.read + outcome.known == outcome.documents
    local.run([str(folder)], str(tmp_path / "whole.case"), settings)
    assert export(case) == export(tmp_path / "whole.case")


def test_a_run_that_finds_nothing_new_writes_nothing(pile: Path, tmp_path: Path) -> None:
    case = tmp_path / "x.case"
    local.run([str(pile)], str(case), Settings(processes=1))
    before = case.read_bytes()
    outcome = local.run([str(pile)], str(case), Settings(processes=1))
    assert (outcome.read, outcome.known, outcome.documents) == (0, len(TEXTS), len(TEXTS))
    assert case.read_bytes() == before


def test_a_case_among_the_articles_is_no_article(pile: Path) -> None:
    for _ in range(2):
        outcome = local.run([str(pile)], str(pile / "x.case"), Settings(processes=1))
        assert (outcome.documents, outcome.failures) == (len(TEXTS), [])
    (pile / "x.case").write_bytes(b"")
    (pile / "x.case-lock").write_bytes(b"")
    outcome = local.run([str(pile)], str(pile / "x.case"), Settings(processes=1))
    assert (outcome.documents, outcome.failures) == (len(TEXTS), [])


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


def _die_on_street_7(documents: list[Document], settings: Settings, known: object) -> Read:
    if any("street 7." in d.text for d in documents):
        os._exit(9)
    return Read([Findings(d.id) for d in documents])


def test_a_worker_that_dies_costs_one_document(
    pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_analyse_list", _die_on_street_7)
    lines = "\n".join(f'{{"text": {t!r}}}'.replace("'", '"').replace("\\\\n", "\\n") for t in TEXTS)
    (pile / "all.jsonl").write_text(lines)
    outcome = local.run([str(pile / "all.jsonl")], str(tmp_path / "x.case"), Settings(processes=2))
    assert [(f.kind, f.member) for f in outcome.failures] == [("crashed", 6)]
    assert outcome.read == len(TEXTS) - 1


def _die_once_on_street_7(documents: list[Document], settings: Settings, known: object) -> Read:
    for document in documents:
        died = Path(document.path).with_suffix(".died")
        if "street 7." in document.text and not died.exists():
            died.touch()
            os._exit(9)
    return Read([Findings(d.id) for d in documents])


def test_a_worker_that_is_ended_from_outside_costs_nothing(
    pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_analyse_list", _die_once_on_street_7)
    monkeypatch.setattr(opening, "_BATCH_DOCUMENTS", 3)
    outcome = local.run([str(pile)], str(tmp_path / "x.case"), Settings(processes=2))
    assert (pile / "05.died").exists()
    assert (outcome.read, outcome.failures) == (len(TEXTS), [])


def test_a_script_without_a_guard_is_not_run_again_by_workers(pile: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from sayso.runners import local\nfrom sayso.settings import Settings\n"
        f"outcome = local.run([{str(pile)!r}], {str(tmp_path / 'x.case')!r}, Settings(processes=2))\n"
        "print(outcome.read, len(outcome.failures))\n"
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == (f"{len(TEXTS)} 0\n", "")


def test_many_small_files_are_read_together() -> None:
    files = [
        event
        for n, text in enumerate(TEXTS)
        for event in (Begin(f"{n}", b"", "", "", 0), Document(str(n), f"{n}", None, "", text), End(f"{n}"))
    ]
    sizes = [sum(isinstance(e, Document) for e in batch) for batch in opening.batches(files)]
    assert sizes == [16, 8]


def test_long_texts_and_large_files_fill_a_batch() -> None:
    long = [Document(str(n), "a", n, "", "It held. \n" * 2_000) for n in range(6)]
    assert [len(batch) for batch in opening.batches(long)] == [3, 3]
    large = [Begin(str(n), bytes(3_000_000), "", "", 0) for n in range(4)]
    assert [len(batch) for batch in opening.batches(large)] == [2, 2]


def test_batches_are_read_here_where_they_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    batch: list[Event] = [
        Document("doc", "a", None, "", TEXTS[0], segments=(Segment(0, len(TEXTS[0]), "body"),))
    ]
    reader = workers.Reader(Settings(), lambda documents: {})
    reader.processes = 2
    ((_, read),) = reader.read([batch])
    assert [f.document for f in read.found if isinstance(f, Findings)] == ["doc"]
    assert reader.pool is None
    monkeypatch.setattr(workers, "_SMALL_PILE_CHARS", 10)
    try:
        assert len(list(reader.read([batch]))) == 1
        assert reader.pool is not None
    finally:
        reader.close()


def _sleep(documents: list[Document], settings: Settings, known: object) -> Read:
    time.sleep(60)
    return Read()


def test_a_worker_that_hangs_costs_one_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_analyse_list", _sleep)
    monkeypatch.setattr(workers, "_WARM_UP_S", 0)
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

    monkeypatch.setattr(stage, "find", find)
    (tmp_path / "all.jsonl").write_text('{"text": "It broke."}\n{"text": "It held."}\n')
    outcome = local.run([str(tmp_path / "all.jsonl")], str(tmp_path / "x.case"), Settings(processes=1))
    assert (outcome.read, [f.member for f in outcome.failures]) == (1, [1])


def rows(*numbers: int, column: str = "text") -> str:
    return "".join(json.dumps({column: TEXTS[n]}) + "\n" for n in numbers)


def give(monkeypatch: pytest.MonkeyPatch, lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))


def test_lines_of_stdin_are_added_to_those_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps, whole = tmp_path / "steps.case", tmp_path / "whole.case"
    known = []
    for lines in (rows(0, 1, 2), rows(3, 4), rows(1, 2)):
        give(monkeypatch, lines)
        outcome = local.run(["-"], str(steps), Settings(processes=1))
        known.append((outcome.read, outcome.known, outcome.documents))
    assert known == [(3, 0, 3), (2, 3, 5), (0, 5, 5)]
    give(monkeypatch, rows(0, 1, 2, 3, 4))
    local.run(["-"], str(whole), Settings(processes=1))
    assert export(steps) == export(whole)
    with Store(steps) as store:
        assert [d.member for d in store.documents()] == [1, 2, 3, 4, 5]
        assert list(check_case(store, store.contents())) == []


def test_an_empty_stdin_costs_nothing_that_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for lines, read, failed in ((rows(0, 1), 2, 0), ("", 2, 1), (rows(2), 3, 0)):
        give(monkeypatch, lines)
        outcome = local.run(["-"], str(tmp_path / "x.case"), Settings(processes=1))
        assert (outcome.documents, len(outcome.failures)) == (read, failed)


def test_columns_once_named_hold_for_later_runs(tmp_path: Path) -> None:
    case, path = str(tmp_path / "x.case"), tmp_path / "a.jsonl"
    path.write_text(rows(0, 1, column="story"))
    (tmp_path / "b.txt").write_text(TEXTS[2])
    local.run([str(tmp_path)], case, Settings(processes=1), {"text": ["story"]})
    assert local.run([str(tmp_path)], case, Settings(processes=1)).known == 3
    path.write_text(rows(0, 1, 3, column="story"))
    outcome = local.run([str(tmp_path)], case, Settings(processes=1), {"title": ["head"]})
    assert (outcome.documents, outcome.failures, outcome.known) == (4, [], 1)
    with Store(case) as store:
        settings = dict(store.contents().settings)
    assert settings["map"] == {str(path): {"text": ["story"], "title": ["head"]}}


def test_a_new_reading_that_fails_keeps_what_was_read_from_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, path = tmp_path / "x.case", tmp_path / "a.jsonl"
    path.write_text(rows(0, 5, 6))
    local.run([str(path)], str(case), Settings(processes=1))
    monkeypatch.setattr(workers, "_analyse_list", _die_on_street_7)
    again = Settings(processes=2, max_file_mb=21)
    outcome = local.run([str(path)], str(case), again)
    assert (outcome.read, outcome.documents) == (2, 3)
    assert [(f.kind, f.member) for f in outcome.failures] == [("crashed", 2)]
    assert local.run([str(path)], str(case), again).known == 3
    path.write_text(rows(0))
    assert local.run([str(path)], str(case), again).documents == 1


def test_of_a_file_that_grew_only_new_records_are_read_and_compared(tmp_path: Path) -> None:
    case, path = tmp_path / "x.case", tmp_path / "a.jsonl"
    every = [*range(len(TEXTS)), *range(len(TEXTS))]
    path.write_text(rows(*every))
    local.run([str(path)], str(case), Settings(processes=1))
    for more in ([0], [0, 5]):
        path.write_text(rows(*every, *more))
        outcome = local.run([str(path)], str(case), Settings(processes=1))
        assert (outcome.read, outcome.known) == (1, len(every) + len(more) - 1)
        assert outcome.change is not None and outcome.change.after is not None
    local.run([str(path)], str(tmp_path / "whole.case"), Settings(processes=1))
    assert export(case) == export(tmp_path / "whole.case")


def test_of_a_file_that_changed_what_stands_otherwise_is_read(tmp_path: Path) -> None:
    case, path = tmp_path / "x.case", tmp_path / "a.jsonl"
    path.write_text(rows(0, 1, 2, 3))
    local.run([str(path)], str(case), Settings(processes=1))
    path.write_text(rows(0, 4, 2))
    outcome = local.run([str(path)], str(case), Settings(processes=1))
    assert (outcome.read, outcome.known, outcome.documents) == (1, 2, 3)
    other = local.run([str(path)], str(case), Settings(processes=1, learned=False))
    assert (other.read, other.known) == (3, 0)


def test_of_a_file_that_grew_what_failed_before_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, path = tmp_path / "x.case", tmp_path / "a.jsonl"
    path.write_text(rows(0, 5, 6))
    local.run([str(path)], str(case), Settings(processes=1))
    again = Settings(processes=2, max_file_mb=21)
    with monkeypatch.context() as patched:
        patched.setattr(workers, "_analyse_list", _die_on_street_7)
        local.run([str(path)], str(case), again)
    path.write_text(rows(0, 5, 6, 7))
    outcome = local.run([str(path)], str(case), again)
    assert (outcome.read, outcome.known, outcome.failures) == (2, 2, [])


def test_a_run_that_was_stopped_in_a_file_that_grew_is_taken_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_BATCH_DOCUMENTS", 1)
    monkeypatch.setattr(opening, "_BATCH_EVENTS", 2)
    case, path = tmp_path / "x.case", tmp_path / "a.jsonl"
    path.write_text(rows(0, 1, 2, 3))
    local.run([str(path)], str(case), Settings(processes=1))
    path.write_text(rows(0, 1, 4, 3, 5, 6))

    kept = local._Job._keep
    seen = 0

    def keep(job: local._Job, batch: object, read: object) -> None:
        nonlocal seen
        seen += 1
        if seen > 2:
            raise KeyboardInterrupt
        kept(job, batch, read)  # type: ignore[arg-type]

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(local._Job, "_keep", keep)
        local.run([str(path)], str(case), Settings(processes=1))
    local.run([str(path)], str(case), Settings(processes=1))
    local.run([str(path)], str(tmp_path / "whole.case"), Settings(processes=1))
    assert export(case) == export(tmp_path / "whole.case")


def test_a_file_that_went_keeps_what_was_read_from_it(tmp_path: Path) -> None:
    case, path = str(tmp_path / "x.case"), tmp_path / "a.txt"
    path.write_text(TEXTS[0])
    local.run([str(path)], case, Settings(processes=1))
    path.rename(tmp_path / "b.txt")
    outcome = local.run([str(path)], case, Settings(processes=1))
    assert (outcome.documents, [f.kind for f in outcome.failures]) == (1, ["unreadable"])
    (tmp_path / "b.txt").rename(path)
    assert local.run([str(path)], case, Settings(processes=1)).failures == []


def test_a_file_given_by_another_path_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXTS[0])
    monkeypatch.chdir(tmp_path)
    local.run(["a.txt"], "x.case", Settings(processes=1))
    outcome = local.run([str(tmp_path / "a.txt")], "x.case", Settings(processes=1))
    assert (outcome.known, outcome.documents) == (1, 1)


def test_the_time_limit_holds_in_this_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def find(readings: Iterable[Reading], settings: Settings) -> Iterator[Findings]:
        for reading in readings:
            while "street 7." in reading.document.text:
                time.sleep(0.01)
            yield Findings(reading.document.id)

    monkeypatch.setattr(stage, "find", find)
    (tmp_path / "a.jsonl").write_text(rows(0, 5, 6))
    outcome = local.run(
        [str(tmp_path / "a.jsonl")], str(tmp_path / "x.case"), Settings(processes=1, read_timeout_s=1)
    )
    assert (outcome.read, [(f.kind, f.member) for f in outcome.failures]) == (2, [("timeout", 2)])


def test_the_time_limit_holds_for_intake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def paragraphs(text: str) -> list[Block]:
        while "street 7." in text:
            time.sleep(0.01)
        return [Block(0, len(text))]

    monkeypatch.setattr("sayso.intake.records.paragraphs", paragraphs)
    (tmp_path / "a.jsonl").write_text(rows(0, 5, 6))
    outcome = local.run(
        [str(tmp_path / "a.jsonl")], str(tmp_path / "x.case"), Settings(processes=1, read_timeout_s=1)
    )
    assert (outcome.read, [(f.kind, f.member) for f in outcome.failures]) == (2, [("timeout", 2)])


def test_a_document_that_may_take_long_is_read_alone() -> None:
    texts = ["short", "x" * 20_000, "short", "short"]
    documents = [Document(str(n), "a", n, "", text) for n, text in enumerate(texts)]
    batches = [[d.member for d in batch if isinstance(d, Document)] for batch in opening.batches(documents)]
    assert batches == [[0], [1], [2, 3]]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="a system that does not list its processes")
def test_workers_end_with_the_process_they_work_for(pile: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sayso", "run", str(pile), "--case", str(tmp_path / "x.case")]
    process = subprocess.Popen([*command, "--processes", "2"], start_new_session=True)
    for _ in range(600):
        time.sleep(0.05)
        if len(_session(process.pid)) >= 4 or process.poll() is not None:
            break
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    for _ in range(200):
        time.sleep(0.05)
        if not _session(process.pid):
            return
    pytest.fail(f"left: {_session(process.pid)}")


def _session(leader: int) -> list[str]:
    """The processes of a session that live: their names."""
    living = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            name, _, rest = stat.read_text().rpartition(")")
            state, _, _, session = rest.split()[:4]
            if int(session) == leader and state != "Z":
                living.append(name)
    return living


def test_a_run_that_was_stopped_leaves_an_unfinished_case(
    pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = tmp_path / "x.case"
    with monkeypatch.context() as patched:
        patched.setattr(local, "compare_case", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            local.run([str(pile)], str(case), Settings(processes=1))
    with Store(case) as store:
        assert not store.contents().finished
    local.run([str(pile)], str(case), Settings(processes=1))
    with Store(case) as store:
        assert store.contents().finished
