"""Imported once by the process that workers are forked from: they begin with all of it loaded and used."""

import gc

from sayso.comparison import compare
from sayso.model import Document, Findings, Segment
from sayso.reading.parse import forget
from sayso.runners.workers import analyse
from sayso.settings import Settings

_TOLD = (
    'Ada Lane, the mayor of Tolk, said on Monday that "the flood" killed 20 people.',
    "The council of Tolk denied on Tuesday that more than 20 people had been killed.",
)


def _use() -> None:
    """Read and compare a few words, so that lexicons and weights are there before the first article."""
    segments = (Segment(0, len(text), "body", "en") for text in _TOLD)
    given = [
        Document(f"doc_{n}", "", None, "", text, segments=(segment,))
        for n, (text, segment) in enumerate(zip(_TOLD, segments, strict=True))
    ]
    compare(given, [found for found in analyse(given, Settings()) if isinstance(found, Findings)])
    forget()
    # What is there by now lives as long as the process: the garbage collector need not walk it each time.
    gc.collect()
    gc.freeze()


_use()
