"""Reads inputs that mean harm: ``python -m benchmarks.hostile [COUNT [SEED]]``, 10,000 of seed 1 unless told.

Each goes through intake as in a run, in a worker that reads blocks of them. Counted are: blocks that ended
their worker; inputs that gave neither document nor failure; documents of which a character is neither kept
nor set aside; documents in whose kept text hidden words stand; failures by a fault of sayso's own (crashed);
the longest time of the processor until a document or failure came, so that what else the machine does counts
for nothing; the most memory a worker held. Every twentieth input then goes the whole way, from a folder into
a case. Exit code 1 where a bar is missed.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.hostile_inputs import HIDDEN, numbered
from sayso.case.store import Store
from sayso.intake import read_data
from sayso.model import Document
from sayso.runners import local
from sayso.settings import Settings

COUNT, SEED, BLOCK, EVERY = 10_000, 1, 100, 20
MOST_SECONDS, MOST_MB = 10.0, 768
SETTINGS = Settings(processes=1)


@dataclass
class Tally:
    """What became of a block of inputs."""

    kinds: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0
    slowest: int = -1
    mb: int = 0


def read_block(seed: int, start: int, stop: int) -> Tally:
    """Read the inputs of these numbers."""
    tally = Tally()
    for number in range(start, stop):
        name, data = numbered(seed, number)
        given, began = 0, _spent()
        for thing in read_data(name, data, SETTINGS, {}):
            given += 1
            taken = _spent() - began
            if taken > tally.seconds:
                tally.seconds, tally.slowest = taken, number
            if isinstance(thing, Document):
                tally.kinds["document"] += 1
                tally.faults.extend(f"{number} {name}: {what}" for what in _faults(thing))
            else:
                tally.kinds[thing.kind] += 1
                if thing.kind == "crashed":
                    tally.faults.append(f"{number} {name}: {thing.what[:200]}")
            began = _spent()
        if not given:
            tally.faults.append(f"{number} {name}: neither document nor failure")
    tally.mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return tally


def _spent() -> float:
    """The processor's seconds that this process and those it waited for have taken."""
    return sum(os.times()[:4])


def _faults(document: Document) -> list[str]:
    """What does not hold of a document: that kept and set aside are all, and that hidden text is not kept."""
    faults, at = [], 0
    for segment in document.segments:
        if segment.start < at or document.text[at : segment.start].strip():
            faults.append("characters neither kept nor set aside")
            break
        at = segment.end
    if document.text[at:].strip():
        faults.append("characters neither kept nor set aside at the end")
    if any(HIDDEN in document.text[s.start : s.end] for s in document.kept()):
        faults.append("hidden text is kept")
    return faults


def read_all(seed: int, count: int) -> Tally:
    """Read all inputs in a worker; one that a block ends is a fault, and the next block gets a new one."""
    whole = Tally()
    context = multiprocessing.get_context("forkserver")
    pool = ProcessPoolExecutor(1, mp_context=context)
    for start in range(0, count, BLOCK):
        stop = min(start + BLOCK, count)
        try:
            tally = pool.submit(read_block, seed, start, stop).result()
        except BrokenProcessPool:
            whole.faults.append(f"{start}–{stop}: the worker ended")
            pool = ProcessPoolExecutor(1, mp_context=context)
            continue
        whole.kinds += tally.kinds
        whole.faults += tally.faults
        whole.mb = max(whole.mb, tally.mb)
        if tally.seconds > whole.seconds:
            whole.seconds, whole.slowest = tally.seconds, tally.slowest
        so_far = f"{len(whole.faults)} faults, longest {whole.seconds:.1f} s, {whole.mb} MB"
        print("\n".join((*tally.faults, f"{stop} of {count}: {so_far}")), file=sys.stderr, flush=True)
    pool.shutdown()
    return whole


def run_some(seed: int, count: int) -> list[str]:
    """Every twentieth input the whole way into a case; those that are not accounted for."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "pile"
        folder.mkdir()
        for number in range(0, count, EVERY):
            # Of those that are made to do harm, too: their number is 3 more than a multiple of 4.
            given, data = numbered(seed, number + 3 * (number // EVERY % 2))
            (folder / f"{number:06}-{given}").write_bytes(data)
        case = str(Path(name) / "x.case")
        local.run([str(folder)], case, SETTINGS)
        with Store(case) as store:
            contents = store.contents()
        told = {Path(d.path).name for d in contents.documents}
        told |= {Path(f.path).name for f in contents.failures}
        crashed = [f.what[:200] for f in contents.failures if f.kind in ("crashed", "timeout")]
        hidden = [c.text for c in contents.claims if HIDDEN in c.text]
        missing = [f"{p.name}: not in the case" for p in sorted(folder.iterdir()) if p.name not in told]
        return missing + crashed + [f"hidden text in a claim: {text}" for text in hidden]


def main(arguments: list[str]) -> int:
    """Run, print, and say by the exit code whether the bars are kept."""
    count = int(arguments[0]) if arguments else COUNT
    seed = int(arguments[1]) if len(arguments) > 1 else SEED
    began = time.perf_counter()
    tally = read_all(seed, count)
    print(f"{count} inputs of seed {seed}, read in {time.perf_counter() - began:.0f} s")
    print(f"  {', '.join(f'{kind} {number}' for kind, number in tally.kinds.most_common())}")
    print(
        f"  longest for one document {tally.seconds:.1f} s (number {tally.slowest}; bar {MOST_SECONDS:.0f} s)"
    )
    print(f"  most memory {tally.mb} MB (bar {MOST_MB} MB)")
    faults = tally.faults + run_some(seed, count)
    print(f"  {len(faults)} faults, {len(range(0, count, EVERY))} inputs of them the whole way (bar 0)")
    for fault in faults[:30]:
        print(f"    {fault}")
    return int(bool(faults) or tally.seconds > MOST_SECONDS or tally.mb > MOST_MB)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
