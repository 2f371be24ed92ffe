"""The documents that a comparison works on: those that come, and those it fetches from the case beside them.

Documents go by their place in the whole pile, in the order of their bytes, so that a folder by another name
gives the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sayso.comparison.dated import infer_bounds
from sayso.comparison.ground import Footing, Ground, footing_of, ground_of
from sayso.comparison.known import Known
from sayso.comparison.postings import Places, Postings
from sayso.comparison.slots import Slots, slots_of
from sayso.comparison.stories import Near
from sayso.comparison.surroundings import Gist, Surroundings, gist_of, together
from sayso.model import Dated, Document, Findings, Passage

Pair = tuple[int, int]
"""Two documents by their places, the first first; or one twice."""
_FRESH = -1


@dataclass(frozen=True)
class Turn:
    """What is compared anew: pairs of documents, those no longer compared, and the documents it is about.

    ``about`` are those that come, those whose neighbours change, and those whose passages do.
    """

    pairs: frozenset[Pair]
    dropped: frozenset[Pair]
    about: frozenset[int]


class Desk:
    """The pile as it is with the documents that come; a document is read from the case when it is needed."""

    def __init__(self, known: Known, fresh: Sequence[tuple[Document, Findings]]) -> None:
        self.known = known
        there = [(e.sha256, *place(e.path, e.member, e.id), e.number, e.words) for e in known.catalogue()]
        came = [(d.sha256, *place(d.path, d.member, d.id), _FRESH, 0) for d, _ in fresh]
        every = sorted((*there, *came))
        self.ids = [row[3] for row in every]
        self.at = {id_: n for n, id_ in enumerate(self.ids)}
        self._numbers = np.array([row[4] for row in every], np.int64)
        self._ranks = np.zeros(max((e[4] for e in there), default=0) + 1, np.int64)
        self.sizes = np.array([row[5] for row in every], np.int64)
        """How many telling words each document has; those that come are counted when they are looked at."""
        old = self._numbers != _FRESH
        self._ranks[self._numbers[old]] = np.flatnonzero(old)
        self.fresh = np.flatnonzero(~old).tolist()
        self.is_first = not there
        self.dated: dict[str, Dated] = {}
        self.came: Near = {}
        """The neighbours of the documents that come, and of those whose neighbours change by it."""
        self.copied: dict[Pair, set[Passage]] = {}
        """The passages of pairs of documents that share others now than before."""
        self._lists: Near = {}
        self._gists: dict[int, Gist] = {}
        self._around: dict[tuple[int, ...], Surroundings] = {}
        self._slots: dict[int, Slots] = {}
        self._footings: dict[int, Footing] = {}
        self._read: dict[int, tuple[Document, Findings]] = {}
        self._put(fresh)

    def _put(self, pairs: Iterable[tuple[Document, Findings]]) -> None:
        for document, found in pairs:
            told = dict(infer_bounds([document], [found]))
            self.dated |= told
            bounded = replace(document, dated=told.get(document.id, document.dated))
            self._read[self.at[document.id]] = (bounded, found)

    # --- places and numbers --------------------------------------------------------------------------------

    def ranked(self, held: Postings) -> Postings:
        """What the case says of documents by their numbers, by their places."""
        return Postings(held.traces, self._ranks[held.documents])

    def numbers(self, ranks: Iterable[int]) -> list[int]:
        """The numbers in the case of documents that were there."""
        found = self._numbers[np.array(sorted(ranks), np.int64)]
        return [int(n) for n in found[found != _FRESH]]

    def rank(self, number: int) -> int:
        """The place of a document by its number in the case."""
        return int(self._ranks[number])

    # --- documents -----------------------------------------------------------------------------------------

    def fetch(self, ranks: Collection[int]) -> None:
        """Read documents that were not read yet."""
        missing = sorted({r for r in ranks if r not in self._read})
        if missing:
            self._put(self.known.read([self.ids[r] for r in missing]))

    def documents(self, ranks: Sequence[int]) -> list[Document]:
        """Documents with the bounds inferred for them."""
        self.fetch(ranks)
        return [self._read[r][0] for r in ranks]

    def findings(self, ranks: Sequence[int]) -> list[Findings]:
        """What was found in each of some documents."""
        self.fetch(ranks)
        return [self._read[r][1] for r in ranks]

    # --- neighbours ----------------------------------------------------------------------------------------

    def before(self, ranks: Collection[int]) -> Near:
        """The neighbours that documents had, those that were there."""
        missing = self.numbers(r for r in set(ranks) if r not in self._lists)
        for number, near in self.known.near(missing).items():
            self._lists[self.rank(number)] = {self.rank(n): shared for n, shared in near.items()}
        return {r: self._lists[r] for r in ranks if r in self._lists}

    def near(self, ranks: Collection[int]) -> Near:
        """The neighbours that documents have now."""
        had = self.before([r for r in ranks if r not in self.came])
        return {r: self.came[r] if r in self.came else had.get(r, {}) for r in ranks}

    def pairs(self, ranks: Collection[int]) -> frozenset[Pair]:
        """The pairs of neighbours among some documents, each also with itself."""
        inside = set(ranks)
        lists = self.near(inside)
        return frozenset(
            {(r, r) for r in inside} | {pair(i, j) for i in inside for j in lists[i] if j in inside}
        )

    # --- what they are compared by -------------------------------------------------------------------------

    def gists(self, ranks: Iterable[int]) -> list[Gist]:
        """The gists of documents."""
        wanted = list(ranks)
        for r in wanted:
            if r in self._read and r not in self._gists:
                self._gists[r] = gist_of(*self._read[r])
        missing = self.numbers(r for r in set(wanted) if r not in self._gists)
        for number, gist in self.known.gists(missing).items():
            self._gists[self.rank(number)] = gist
        return [self._gists[r] for r in wanted]

    def around(self, ranks: Sequence[int]) -> list[Surroundings]:
        """What stands around each of some documents."""
        lists = self.near(ranks)
        members = [tuple(sorted({r, *lists[r]})) for r in ranks]
        self.gists({m for some in members if some not in self._around for m in some})
        return [self._together(some) for some in members]

    def _together(self, members: tuple[int, ...]) -> Surroundings:
        if members not in self._around:
            self._around[members] = together(self.gists(members))
        return self._around[members]

    def slots(self, ranks: Sequence[int]) -> Slots:
        """The slots of the claims and figures of documents."""
        self.fetch(ranks)
        for r, around in zip(ranks, self.around(ranks), strict=True):
            if r not in self._slots:
                self._slots[r] = slots_of(r, *self._read[r], around.everyone)
        made = [self._slots[r] for r in ranks]
        return [c for claims, _ in made for c in claims], [f for _, figures in made for f in figures]

    def ground(self, ranks: Sequence[int], passages: Iterable[Passage]) -> Ground:
        """What relations between the claims of documents are judged by."""
        self.slots(ranks)
        for r, around in zip(ranks, self.around(ranks), strict=True):
            if r not in self._footings:
                self._footings[r] = footing_of(*self._read[r], self._slots[r][1], around)
        return ground_of({self.ids[r]: self._footings[r] for r in ranks}, passages)

    def passages(self, ranks: Iterable[int]) -> dict[Pair, set[Passage]]:
        """All passages of some documents, by the two that share them."""
        had = shared_by(self.known.passages([self.ids[r] for r in ranks]), self)
        return had | self.copied

    def between(self, ranks: Collection[int]) -> list[Passage]:
        """The passages that some documents share with each other."""
        inside = set(ranks)
        some = (shared for ends, shared in self.passages(ranks).items() if inside.issuperset(ends))
        return sorted((p for shared in some for p in shared), key=lambda p: p.id)


def pair(one: int, other: int) -> Pair:
    """Two documents, the first first."""
    return (one, other) if one <= other else (other, one)


def ends_of(pairs: Iterable[Pair]) -> list[int]:
    """The documents of some pairs, in order."""
    return sorted({r for ends in pairs for r in ends})


def place(path: str, member: str | int | None, id_: str) -> tuple[str, str, str]:
    """Where a document stands in the export: by path, then by record."""
    return path, str(member or "").zfill(12), id_


def shared_by(passages: Iterable[Passage], desk: Desk) -> dict[Pair, set[Passage]]:
    """Passages by the two documents that share them."""
    made: dict[Pair, set[Passage]] = {}
    for passage in passages:
        ends = pair(desk.at[passage.left.document], desk.at[passage.right.document])
        made.setdefault(ends, set()).add(passage)
    return made


def places(ranks: Iterable[int]) -> Places:
    """Places of documents as an array, in order."""
    return np.array(sorted(set(ranks)), np.int64)
