"""What relations between the claims of a pile are judged by, gathered once."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.comparison.copies import Copies, Standing
from sayso.comparison.parties import Cast, Parties
from sayso.comparison.scenes import Scene, Scenes
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
        one, other = self._around(left, right)
        no_echo = one.once is one.told and other.once is other.told
        return _told(one, other) if no_echo else _once(one, other)

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


@dataclass(frozen=True, slots=True)
class Footing:
    """What one article's claims are judged by, but for the passages it shares."""

    around: Surroundings
    parties: Parties
    scene: Scene


def footing_of(
    document: Document, found: Findings, figures: Iterable[FigureSlots], around: Surroundings
) -> Footing:
    """What an article's claims are judged by; ``figures`` are its own."""
    parties = Parties(document, found.entities, around.leaders)
    return Footing(around, parties, Scene(document, found, figures, around.risen))


def ground_of(footings: Mapping[str, Footing], passages: Iterable[Passage]) -> Ground:
    """The ground of some documents, with what each stands on by its id, and the passages they share."""
    return Ground(
        {id_: f.around for id_, f in footings.items()},
        Copies(passages),
        Cast({id_: f.parties for id_, f in footings.items()}),
        Scenes({id_: f.scene for id_, f in footings.items()}),
    )


def lay(
    documents: Sequence[Document],
    findings: Sequence[Findings],
    slots: tuple[Sequence[ClaimSlots], Sequence[FigureSlots]],
    passages: Iterable[Passage],
) -> Ground:
    """The ground of documents that are a pile of their own; documents and findings stand in one order.

    ``slots`` are those of all of them.
    """
    around = together([gist_of(d, f) for d, f in zip(documents, findings, strict=True)])
    figures: dict[str, list[FigureSlots]] = {d.id: [] for d in documents}
    for figure in slots[1]:
        figures[figure.document.id].append(figure)
    pairs = zip(documents, findings, strict=True)
    return ground_of({d.id: footing_of(d, f, figures[d.id], around) for d, f in pairs}, passages)
