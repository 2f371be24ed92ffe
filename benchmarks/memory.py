"""How much memory a run takes: ``python -m benchmarks.memory [ARTICLES [PROCESSES]]``.

Generated articles are run into a case by ``sayso run`` as a person starts it; the most memory that its own
process and any of those it started have held is told, as Linux keeps it (``VmHWM``).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.kills import below
from benchmarks.throughput import generated_articles, written

_BAR_MB = 2500
_EVERY_S = 0.2


def main(articles: int, processes: int) -> int:
    """Print the peaks; 1 where the largest is above the bar, or the run failed."""
    with tempfile.TemporaryDirectory() as folder:
        path = written(generated_articles(articles), Path(folder))
        command = [sys.executable, "-m", "sayso", "run", str(path), "--case", str(Path(folder) / "x.case")]
        environment = {**os.environ, "SAYSO_PROCESSES": str(processes)}
        start = time.monotonic()
        run = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        peaks: dict[int, int] = {}
        while run.poll() is None:
            for pid in _with_those_below(run.pid):
                peaks[pid] = max(peaks.get(pid, 0), _peak_mb(pid))
            time.sleep(_EVERY_S)
    others = [peak for pid, peak in peaks.items() if pid != run.pid]
    print(f"{articles} articles on {processes} processes in {time.monotonic() - start:.0f} s")
    print(f"its own process: {peaks[run.pid]} MB; the largest it started: {max(others, default=0)} MB")
    print(f"bar: {_BAR_MB} MB")
    return int(run.returncode != 0 or max(peaks.values()) > _BAR_MB)


def _with_those_below(pid: int) -> Iterator[int]:
    yield pid
    for child in below(pid):
        yield from _with_those_below(child)


def _peak_mb(pid: int) -> int:
    """The most memory that a process has held so far; 0 where it is gone."""
    try:
        told = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in told.splitlines() if line.startswith("VmHWM")), 0)


if __name__ == "__main__":
    sys.exit(main(*(int(a) for a in (*sys.argv[1:3], *("10000", "2")[len(sys.argv) - 1 :]))))
