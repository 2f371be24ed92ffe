"""What relations between the claims of a pile are judged by, gathered once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.comparison.copies import Copies, Standing
from sayso.comparison.parties import Cast
from sayso.comparison.scenes import Scenes
from sayso.comparison.slots import ClaimSlots, FigureSlots
from sayso.comparison.words import Weights
from sayso.model import Document, Findings, Passage


@dataclass(frozen=True)
class Ground:
    """How much each word tells, what text is shared, who the parties are, and what each article is about."""

    weights: Weights
    copies: Copies
    cast: Cast
    scenes: Scenes

    def alike(self, left: ClaimSlots | FigureSlots, right: ClaimSlots | FigureSlots) -> float:
        """How alike the words of two claims, or of the claims two figures stand in, are (0 to 1)."""
        return self.weights.similarity(left.stems, right.stems)

    def standing(self, left: ClaimSlots | FigureSlots, right: ClaimSlots | FigureSlots) -> Standing:
        """How two things stand to each other by the texts they stand in."""
        return self.copies.standing(left, right)

    def one_voice(self, left: ClaimSlots | FigureSlots, right: ClaimSlots | FigureSlots) -> bool:
        """Whether two things stand on one named voice."""
        return self.cast.one_voice(left, right)


def lay(
    documents: Sequence[Document],
    findings: Sequence[Findings],
    slots: tuple[Sequence[ClaimSlots], Sequence[FigureSlots]],
    passages: Iterable[Passage],
) -> Ground:
    """The ground of a pile; documents and findings stand in one order, ``slots`` are those of all of them."""
    claims, figures = slots
    weights = Weights(c.claim.text for c in claims)
    return Ground(
        weights, Copies(passages, weights), Cast(documents, findings), Scenes(documents, findings, figures)
    )
