"""Claims side by side: one row for each group, one column for each outlet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from sayso.dossier import words
from sayso.dossier.diff import diff, is_changed, likeness
from sayso.dossier.pile import Pile, Quote
from sayso.model import Claim, Group, Range, Side

WIDEST = 6
"""Groups over more outlets than this are listed below one another instead of in columns."""


COPIED, AGAIN, RETOLD = "copied", "in the same article", "told again"
"""How a further telling stands to the others on the same word."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What stands on one first known voice: the first telling in full, the others folded under it.

    ``others`` are further tellings, each with how it is one: copied, in the same article or told again.
    """

    first: Quote
    others: tuple[tuple[Quote, str], ...]
    why: str
    drift: tuple[tuple[Quote, Markup], ...] = ()
    """The wordings from the earliest to the latest, each with what changed since the one before."""

    @property
    def counted(self) -> str:
        """How many others there are of each kind: "2 copied and 1 told again"."""
        kinds = [how for _, how in self.others]
        return words.listed(f"{kinds.count(k):,} {k}" for k in (COPIED, AGAIN, RETOLD) if k in kinds)


@dataclass(frozen=True, slots=True)
class Row:
    """One group: its origins by outlet, how many independent ones there are, and its claims by their ids."""

    id: str
    label: str
    cells: tuple[tuple[str, tuple[Origin, ...]], ...]
    outlets: tuple[str, ...]
    independent: str
    members: tuple[str, ...]


def rows(pile: Pile) -> list[Row]:
    """The groups, those that most outlets carry first."""
    found = [(row_of(pile, group), pile.place(pile.members(group)[0])) for group in pile.groups]
    found.sort(key=lambda pair: (-len(pair[0].outlets), -_size(pair[0]), pair[1]))
    ordered = [row for row, _ in found]
    return [replace(row, label=label) for row, label in zip(ordered, _headings(pile, ordered), strict=True)]


def _headings(pile: Pile, ordered: Sequence[Row]) -> Iterator[str]:
    """A heading for each group that none before it has: else the words of a claim that those have not."""
    of = {group.id: group for group in pile.groups}
    used: set[str] = set()
    for row in ordered:
        told = [" ".join(pile.claim_of[m].text.split()) for m in pile.members(of[row.id])]
        yield next((label for label in (row.label, *told) if label not in used), row.label)
        used |= {row.label, *told}


def columns(pile: Pile, shown: Sequence[Row]) -> list[str]:
    """The outlets to give a column, in the pile's order; none where they would be too many to read."""
    used = {outlet for row in shown for outlet in row.outlets}
    ordered = [outlet for outlet in pile.outlets if outlet in used]
    return ordered if len(ordered) <= WIDEST else []


def _size(row: Row) -> int:
    return sum(1 + len(origin.others) for _, origins in row.cells for origin in origins)


def row_of(pile: Pile, group: Group) -> Row:
    """One group of claims that are in the pile."""
    members = pile.members(group)
    origins = [_origin(pile, bundle, why) for bundle, why in _bundles(pile, group, members)]
    outlets = [o for o in pile.outlets if any(o == one.first.outlet for one in origins)]
    carried = [o for o in pile.outlets if any(pile.outlet_of[pile.document_with(m)] == o for m in members)]
    cells = tuple((outlet, tuple(one for one in origins if one.first.outlet == outlet)) for outlet in outlets)
    label, independent = " ".join(group.label.split()), _independent(pile, group)
    return Row(group.id, label, cells, tuple(carried), independent, tuple(members))


def _bundles(pile: Pile, group: Group, members: Sequence[str]) -> list[tuple[list[str], str]]:
    """A group's claims by origin; a claim that no origin lists stands alone."""
    left = dict.fromkeys(members)
    bundles = []
    for origin in group.origin_of:
        mine = sorted((m for m in origin.members if m in left), key=pile.place)
        for member in mine:
            del left[member]
        if mine:
            bundles.append((mine, origin.why))
    bundles += [([member], "") for member in left]
    return sorted(bundles, key=lambda bundle: pile.place(bundle[0][0]))


def _origin(pile: Pile, bundle: Sequence[str], why: str) -> Origin:
    quotes = [pile.quote(member) for member in bundle]
    # The shortest chain is nearest the first voice; what others made of it is folded under it.
    first = min(quotes, key=lambda q: (len(pile.document_of[q.document].relay), pile.place(q.id)))
    others = tuple((q, _how(pile, q, first, bundle)) for q in quotes if q is not first)
    return Origin(first, others, why if len(bundle) > 1 else "", tuple(_drift(pile, bundle)))


def _how(pile: Pile, quote: Quote, first: Quote, bundle: Sequence[str]) -> str:
    """How a telling stands to the first: a copy lies in text that its article shares with another's."""
    if quote.document == first.document:
        return AGAIN
    mine = pile.claim_of[quote.id]
    others = [c for c in map(pile.claim_of.__getitem__, bundle) if c.document != quote.document]
    for _, here, there in pile.passages_in.get(quote.document, ()):
        if _lies_in(mine, here) and any(c.document == there.document and _lies_in(c, there) for c in others):
            return COPIED
    return RETOLD


def _lies_in(claim: Claim, side: Side) -> bool:
    """Whether more than half of a claim lies in a stretch of its article."""
    shared = min(claim.end, side.end) - max(claim.start, side.start)
    return 2 * shared > claim.end - claim.start


def _drift(pile: Pile, bundle: Sequence[str]) -> Iterator[tuple[Quote, Markup]]:
    """How one telling's wording changes from article to article, in the order of publication."""
    told: dict[str, list[Claim]] = defaultdict(list)
    for member in sorted(bundle, key=pile.place):
        told[pile.document_with(member)].append(pile.claim_of[member])
    if len(told) < 2:
        return
    before = ""
    for mine in told.values():
        # An article's telling is the one nearest to the last; the first article's its longest.
        claim = max(mine, key=lambda c: likeness(before, c.text) if before else len(c.text))
        if is_changed(before, claim.text):
            html = diff(before, claim.text) if before else escape(claim.text)
            before = claim.text
            yield pile.quote(claim.id), html


def _independent(pile: Pile, group: Group) -> str:
    """How many independent origins a group has; where decisions changed that, also as it was found."""
    was, told = pile.found.things[group.id].origins, _in_words(group.origins)
    return told if was == group.origins else f"{told} by decision, {_in_words(was)} found"


def _in_words(origins: Range) -> str:
    low, high = origins.low, origins.high
    if low == high:
        return words.several(low, "independent origin")
    return f"{low:,} to {high:,} independent origins"
