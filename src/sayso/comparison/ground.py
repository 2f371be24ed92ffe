"""What relations between the claims of a pile are judged by, gathered once."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.comparison.copies import Copies, Standing
from sayso.comparison.parties import Cast
from sayso.comparison.scenes import Scenes
from sayso.comparison.slots import ClaimSlots, FigureSlots
from sayso.comparison.surroundings import Surroundings, gist_of, together
from sayso.comparison.words import Weights
from sayso.model import Document, Findings, Passage

Side = ClaimSlots | FigureSlots

_KEPT = 256
"""The weights of so many pairs of articles are kept, for the next two claims of the same pair."""


@dataclass(frozen=True)
class Ground:
    """What stands around each article, what text is shared, who the parties are, what an article is about."""

    around: Mapping[str, Surroundings]
    copies: Copies
    cast: Cast
    scenes: Scenes

    def weights(self, left: Side, right: Side) -> Weights:
        """How much each word tells among the claims around two things."""
        return _told(*self._around(left, right))

    def weights_once(self, left: Side, right: Side) -> Weights:
        """The same among the claims that are no echo of a headline."""
        return _once(*self._around(left, right))

    def _around(self, left: Side, right: Side) -> tuple[Surroundings, Surroundings]:
        # The same, whichever side is which.
        one, other = (left, right) if left.order <= right.order else (right, left)
        return self.around[one.document.id], self.around[other.document.id]

    def alike(self, left: Side, right: Side) -> float:
        """How alike the words of two claims, or of the claims two figures stand in, are (0 to 1)."""
        return self.weights(left, right).similarity(left.stems, right.stems)

    def standing(self, left: Side, right: Side) -> Standing:
        """How two things stand to each other by the texts they stand in."""
        return self.copies.standing(left, right)

    def one_voice(self, left: Side, right: Side) -> bool:
        """Whether two things stand on one named voice."""
        return self.cast.one_voice(left, right)


@functools.lru_cache(_KEPT)
def _told(one: Surroundings, other: Surroundings) -> Weights:
    return Weights(one.told, other.told)


@functools.lru_cache(_KEPT)
def _once(one: Surroundings, other: Surroundings) -> Weights:
    return Weights(one.once, other.once)


def lay(
    documents: Sequence[Document],
    findings: Sequence[Findings],
    slots: tuple[Sequence[ClaimSlots], Sequence[FigureSlots]],
    passages: Iterable[Passage],
    around: Sequence[Surroundings] | None = None,
) -> Ground:
    """The ground of some documents; documents, findings and what is ``around`` each stand in one order.

    ``slots`` are those of all of them. Without ``around``, they stand around each other.
    """
    if around is None:
        around = [together([gist_of(d, f) for d, f in zip(documents, findings, strict=True)])] * len(
            documents
        )
    known = {d.id: a for d, a in zip(documents, around, strict=True)}
    return Ground(
        known,
        Copies(passages),
        Cast(documents, findings, (a.leaders for a in around)),
        Scenes(documents, findings, slots[1], {id_: a.risen for id_, a in known.items()}),
    )
