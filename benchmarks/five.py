"""What a small pile costs beyond the language pipeline: ``python -m benchmarks.five``.

``sayso run`` on five articles of the demo is started as a command, and so is a program that loads the same
pipeline and parses the same paragraphs; told is the difference of their processor times, the median of pairs.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from sayso import intake
from sayso.demo import articles_folder
from sayso.model import Document
from sayso.settings import Settings

_ARTICLES = 5
_ROUNDS = 5
_BAR_S = 2.0
_PARSE = "import sys; from sayso.reading.parse import pipeline; list(pipeline().pipe(sys.argv[1:]))"


def main() -> int:
    """Print the measure; 1 where the bar is not held."""
    paths = [str(path) for path in sorted(articles_folder().iterdir())[:_ARTICLES]]
    documents = [d for d in intake.read(paths, Settings(), {}) if isinstance(d, Document)]
    texts = [d.text[s.start : s.end] for d in documents for s in d.kept()]
    pairs = []
    for _ in range(_ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            command = ["-m", "sayso", "run", *paths, "--case", str(Path(folder) / "x.case")]
            pairs.append((seconds(command), seconds(["-c", _PARSE, *texts])))
    beyond = statistics.median(run - parse for run, parse in pairs)
    run, parse = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(f"{len(documents)} articles: run {run:.2f} s, loading and parsing {parse:.2f} s of processor time")
    print(f"beyond that {beyond:.2f} s (bar {_BAR_S:g} s)")
    return int(beyond > _BAR_S)


def seconds(arguments: Sequence[str]) -> float:
    """The processor time of a Python program, with all that it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main())
