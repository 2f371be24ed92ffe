"""Every view of a pile, each made when it is first asked for."""

from __future__ import annotations

from functools import cached_property

from sayso.dossier import decisions, figures, matrix, naming, network, pairs, summary, timeline, voices
from sayso.dossier.only_here import Row as OwnRow
from sayso.dossier.only_here import only_here
from sayso.dossier.pile import Pile
from sayso.dossier.shared import Row as SharedRow
from sayso.dossier.shared import shared_text
from sayso.dossier.voices import Counted
from sayso.model import Figure

LARGE = 12
"""From this many articles on, each article is folded, and the views quote less of each."""

CAPS = {"cards": 6, "cards_folded": 150, "rows": 20, "rows_folded": 200, "charts": 8, "charts_folded": 40}
"""How much of each view is in sight, and how much more is folded; the export has all."""


class Views:
    """What the templates show of a pile."""

    def __init__(self, pile: Pile) -> None:
        self.pile = pile

    @property
    def large(self) -> bool:
        """Whether the pile has so many articles that each is folded."""
        return len(self.pile.documents) >= LARGE

    @cached_property
    def cards(self) -> dict[str, pairs.Cards]:
        """Where accounts meet, by relation."""
        return pairs.cards(self.pile)

    @cached_property
    def sentences(self) -> list[str]:
        """The pile in words."""
        return summary.sentences(self.pile, self.cards)

    @cached_property
    def lines(self) -> list[summary.Line]:
        """The weightiest points, a line each."""
        return summary.lines(self.cards)

    @cached_property
    def counts(self) -> list[summary.Count]:
        """The pile in numbers."""
        return summary.counts(self.pile, self.cards)

    @cached_property
    def checks(self) -> list[summary.Check]:
        """What to look at by hand first."""
        return summary.checks(self.pile, self.cards)

    @cached_property
    def rows(self) -> list[matrix.Row]:
        """Claims side by side."""
        return matrix.rows(self.pile)

    @cached_property
    def charts(self) -> list[figures.Chart]:
        """The figures by what they count."""
        return figures.charts(self.pile)

    @cached_property
    def singles(self) -> list[Figure]:
        """The figures that are in no chart."""
        return figures.single(self.pile, self.charts)

    @cached_property
    def timeline(self) -> timeline.Timeline:
        """What is said to have happened when, and what was published then."""
        return timeline.timeline(self.pile)

    @cached_property
    def voices(self) -> voices.Voices:
        """Who is quoted."""
        return voices.voices(self.pile)

    @cached_property
    def counted(self) -> Counted:
        """How many voices there are."""
        return voices.counted(self.pile)

    @cached_property
    def network(self) -> network.Network:
        """Who quotes whom."""
        return network.network(self.pile)

    @cached_property
    def names(self) -> list[naming.Row]:
        """Who is called what."""
        return naming.names(self.pile)

    @cached_property
    def shared(self) -> list[SharedRow]:
        """Text that articles share."""
        return shared_text(self.pile, CAPS["rows"] + CAPS["rows_folded"])

    @cached_property
    def only_here(self) -> list[OwnRow]:
        """What one article alone carries."""
        return only_here(self.pile, 8 if self.large else 40)

    @cached_property
    def decisions(self) -> list[decisions.Line]:
        """What people decided, the latest first."""
        return decisions.decisions(self.pile)

    @cached_property
    def orphans(self) -> list[str]:
        """Decisions that lost what they were about, a sentence each."""
        return decisions.orphaned(self.pile)
