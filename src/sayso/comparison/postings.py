"""Which documents hold which traces: what leads from one document to another, as pairs of numbers.

A trace is a number made of letters alone (of a word's stem, or of five words in a row); documents are
numbered in the order of the pile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]

TRACE_BITS = 48
"""A trace is a number of so many bits: a pile of 100,000 articles has hardly two traces with one number."""


@dataclass(frozen=True, slots=True)
class Postings:
    """Traces and the documents that hold them, side by side."""

    traces: Places
    documents: Places

    def __add__(self, other: Postings) -> Postings:
        return Postings(
            np.concatenate((self.traces, other.traces)), np.concatenate((self.documents, other.documents))
        )

    def sorted(self) -> Postings:
        """By trace, then by document."""
        order = np.lexsort((self.documents, self.traces))
        return Postings(self.traces[order], self.documents[order])


Holders = Callable[[Places], Postings]
"""All documents that hold some traces."""


def no_postings() -> Postings:
    """No traces."""
    return Postings(np.zeros(0, np.int64), np.zeros(0, np.int64))


def groups(traces: Places) -> tuple[Places, Places]:
    """Where each trace begins among sorted ones, and how many there are of it."""
    begin = np.flatnonzero(np.diff(traces, prepend=-1) != 0)
    return begin, np.diff(begin, append=len(traces))


def pairs_within(members: Places, begin: Places, counts: Places) -> Iterator[tuple[Places, Places, Places]]:
    """All pairs of members of each group, the earlier left, and which group each pair is of.

    Groups of one size come together.
    """
    for count in np.unique(counts[counts > 1]).tolist():
        chosen = np.flatnonzero(counts == count)
        rows = members[begin[chosen][:, None] + np.arange(count)]
        one, other = np.triu_indices(count, 1)
        yield rows[:, one].ravel(), rows[:, other].ravel(), np.repeat(chosen, len(one))
