"""Ends runs at random moments, and holds what they leave: ``python -m benchmarks.kills [KILLS [SEED]]``.

A small pile is run into a case while the run, one of its workers, or the process that workers come from is
ended by the system (kill -9); a write is cut off in the middle (a limit on the size of files, which ends the
process at the byte); the disk is full (the same limit, as an error); or a second run writes to the same case.
After some such disturbances the run is left to its end, and the case must be that of a run that nobody
disturbed: nothing lost, nothing doubled, the same export, byte for byte. Batches are small, so that there are
many commits to fall into. Linux only.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.generated import pile
from sayso.case.custody import check_case
from sayso.case.store import Store
from sayso.errors import CaseError
from sayso.exporters.jsonl import export_jsonl
from sayso.reading.parse import pipeline
from sayso.runners import local, opening
from sayso.settings import Settings

_FILES = 24
_RECORDS = 12
_MOST_PER_CASE = 4
_LONGEST_S = 240.0
_SAID, _DONE = 3, 0

KINDS = {"run": 6, "write": 6, "full disk": 3, "worker": 2, "source of workers": 1, "second run": 1}
"""What is done to a run, and how often it is drawn."""


FAULTS = ("lost", "doubled", "do not verify", "export differs", "unfinished", "failed", "hung")
"""What must not be."""


@dataclass
class Tally:
    """What was done to runs, how they ended, and what was wrong with the cases they left."""

    done: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    cases: int = 0


@dataclass
class Trial:
    """A pile, the case it is run into, and how long runs and cases are when nobody disturbs them."""

    folder: Path
    case: Path
    draw: random.Random
    seconds: dict[int, float]
    size: int


def main(kills: int, seed: int) -> int:
    """Print what was done and what it did; 1 where anything was lost, doubled or changed."""
    with tempfile.TemporaryDirectory() as folder:
        tally = disturb(Path(folder), kills, random.Random(seed))
    print(f"{sum(tally.done.values())} disturbances of {tally.cases} cases, seed {seed}")
    for title, counts in (("done to runs", tally.done), ("runs ended", tally.ended)):
        print(f"{title}: {', '.join(f'{name} {count}' for name, count in sorted(counts.items()))}")
    print(", ".join(f"{fault} {tally.wrong[fault]}" for fault in FAULTS))
    return 1 if tally.wrong else 0


def disturb(home: Path, kills: int, draw: random.Random) -> Tally:
    """Runs into one case after another, disturbed so often in all."""
    pipeline()
    folder = write_pile(home / "pile", draw)
    wanted, trial = home / "whole.case", Trial(folder, home / "x.case", draw, {}, 0)
    for processes in (1, 2):
        begun = time.monotonic()
        wait(start(folder, wanted, processes), _LONGEST_S)
        trial.seconds[processes] = time.monotonic() - begun
        if processes == 1:
            trial.size = wanted.stat().st_size
            first = export(wanted)
            wanted.unlink()
    assert first == export(wanted), "one process and two do not give the same"
    tally = Tally()
    while sum(tally.done.values()) < kills:
        for _ in range(draw.randint(1, _MOST_PER_CASE)):
            kind = draw.choices(list(KINDS), list(KINDS.values()))[0]
            tally.done[kind] += 1
            ended = one_disturbance(kind, trial)
            tally.ended[ended] += 1
            tally.wrong += Counter(fault for fault in ("failed", "hung") if fault in ended)
        finished = wait(start(folder, trial.case, 1), _LONGEST_S)
        tally.cases += 1
        tally.wrong += compared(trial.case, first, finished)
        done, wrong = sum(tally.done.values()), dict(tally.wrong)
        print(f"{done} of {kills}, wrong: {wrong or 'nothing'}", file=sys.stderr, flush=True)
        for path in home.glob("x.case*"):
            path.unlink()
    return tally


def write_pile(folder: Path, draw: random.Random) -> Path:
    """Files of one article, one of records, and one that cannot be read."""
    folder.mkdir()
    texts = [document.text for document in pile(_FILES + _RECORDS, draw.randrange(1000))[0]]
    for number, text in enumerate(texts[:_FILES]):
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    records = "\n".join(json.dumps({"text": text}) for text in texts[_FILES:])
    (folder / "wire.jsonl").write_text(f"{records}\nno record\n", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


def one_disturbance(kind: str, trial: Trial) -> str:
    """Do one thing to a run; how it ended."""
    draw = trial.draw
    if kind in ("write", "full disk"):
        limit = draw.randrange(4096, max(trial.size, 8192))
        return wait(start(trial.folder, trial.case, 1, lambda: limit_files(limit, kind)), _LONGEST_S)
    processes = 2 if kind in ("worker", "source of workers") or draw.random() < 0.2 else 1
    run = start(trial.folder, trial.case, processes)
    time.sleep(draw.uniform(0, trial.seconds[processes]))
    if kind == "second run":
        other = wait(start(trial.folder, trial.case, 1), _LONGEST_S)
        return f"{wait(run, _LONGEST_S)} beside {other}"
    if kind == "run":
        end(run)
        return wait(run, _LONGEST_S)
    helpers = below(run)
    sources = [pid for pid in helpers if below(pid)]
    if kind == "worker":
        helpers = [worker for pid in sources for worker in below(pid)]
    victims = sources if kind == "source of workers" else helpers
    if victims:
        end(draw.choice(victims))
    return wait(run, _LONGEST_S)


def limit_files(limit: int, kind: str) -> None:
    """No file may grow longer: to write more ends the process there, or is an error as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL if kind == "write" else signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def start(folder: Path, case: Path, processes: int, prepare: Callable[[], None] | None = None) -> int:
    """A run in a process of its own, which has all loaded; its id."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        opening._BATCH_DOCUMENTS = 3
        if prepare:
            prepare()
        local.run([str(folder)], str(case), Settings(processes=processes))
        code = _DONE
    except CaseError:
        code = _SAID
    finally:
        os._exit(code)


def wait(run: int, seconds: float) -> str:
    """How a run ended: done, killed, said why not, failed, or hung."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        pid, status = os.waitpid(run, os.WNOHANG)
        if pid:
            if os.WIFSIGNALED(status):
                return "killed"
            return {_DONE: "done", _SAID: "said why not"}.get(os.WEXITSTATUS(status), "failed")
        time.sleep(0.01)
    end(run)
    os.waitpid(run, 0)
    return "hung"


def end(pid: int) -> None:
    """Kill -9, where the process is still there."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def below(pid: int) -> list[int]:
    """The children of a process, whichever of its threads started them."""
    found: list[int] = []
    for told in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += map(int, told.read_text(encoding="ascii").split())
        except OSError:  # the thread is gone
            continue
    return sorted(found)


def export(case: Path) -> str:
    """The full export of a case."""
    with Store(case) as store:
        return "".join(export_jsonl(store.contents()))


def compared(case: Path, wanted: str, ended: str) -> Counter[str]:
    """What is wrong with a case whose last run nobody disturbed."""
    wrong = Counter([ended] if ended in FAULTS else [])
    with Store(case) as store:
        contents = store.contents()
        wrong["do not verify"] += len(list(check_case(store, contents)))
    wrong["unfinished"] += not contents.finished
    ids = _ids(export(case))
    should = _ids(wanted)
    wrong["lost"] += (should - ids).total()
    wrong["doubled"] += (ids - should).total()
    wrong["export differs"] += export(case) != wanted
    return +wrong


def _ids(told: str) -> Counter[str]:
    return Counter(json.loads(line).get("id", "case") for line in told.splitlines())


if __name__ == "__main__":
    numbers = [int(a) for a in sys.argv[1:]]
    sys.exit(main(numbers[0] if numbers else 300, numbers[1] if len(numbers) > 1 else 1))
