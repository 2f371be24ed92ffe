"""What is new in a case since it was last looked at, a line each: for ``sayso watch`` and ``sayso run``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.case.contents import Contents, Counts
from sayso.case.store import Store
from sayso.comparison.sameness import JOINING
from sayso.dossier import words
from sayso.dossier.pairs import Card, cards
from sayso.dossier.pile import Pile
from sayso.dossier.summary import line
from sayso.errors import where_is
from sayso.model import Group
from sayso.runners.comparing import Change
from sayso.runners.local import Outcome

_TOLD = {"conflicts": "in conflict", "updates": "updated", "differs": "told apart"}
"""The relations whose new pairs are told, and how."""
_JOINED = {"updates": "then"}
_READ_BEFORE = "seen now between articles read before, "
_MOST = 10
"""So many lines of one kind; the dossier has all."""
_SEVERAL = 2
MANY_CLAIMS = 5_000
"""A case of more claims is told of in counts, where a run read little of it."""


def contents_of(case: str) -> Contents:
    """What a case has; nothing where there is none yet."""
    if not Path(case).exists():
        return Contents()
    with Store(case) as store:
        return store.contents()


def counts_of_many(outcome: Outcome, case: str) -> Counts | None:
    """How much a case of many claims holds, where a run read little of it; None where all is to be read."""
    if outcome.change is not None and outcome.change.after is None:
        return None
    with Store(case) as store:
        counts = store.counts()
    return counts if counts.claims > MANY_CLAIMS else None


def failed_of(outcome: Outcome, case: str) -> Contents:
    """The documents and failures of the paths where a run failed."""
    if not outcome.failures:
        return Contents()
    with Store(case) as store:
        return store.of_paths({failure.path for failure in outcome.failures})


@dataclass(frozen=True, slots=True)
class _New:
    """One line of what is new: its kind in words, and the articles that it is of."""

    kind: str
    articles: frozenset[str]
    line: str


def news_of(change: Change, contents: Contents, case: str, unread: Collection[str] = ()) -> Iterator[str]:
    """What a run changed in a case, and which figures came to it; ``contents`` are all, if all changed."""
    after = change.after or contents
    yield from news(change.before, after, unread, list(_figures_brought(change.before, after, case)))


def _figures_brought(before: Contents, after: Contents, case: str) -> Iterator[_New]:
    """For each article that came, how many figures it has of events that articles read before count too."""
    fresh = {d.id: d for d in after.documents if d.id not in before.document}
    counts = {id_: Counter(f.event for f in after.figures if f.document == id_ and f.event) for id_ in fresh}
    events = {event for some in counts.values() for event in some if event}
    with Store(case) as store:
        known = {event for event in events if store.is_counted(event, fresh)}
    for id_, document in fresh.items():
        of = [f"{number} of {event}" for event, number in counts[id_].most_common() if event in known]
        if of:
            where = where_is(document.path, document.member)
            told = f"{words.listed(of)} in {where}, which articles read before count too"
            yield _New("figures", frozenset({id_}), f"{told}: sayso show {case} --only figures")


def news(
    before: Contents, after: Contents, unread: Collection[str] = (), brought: Sequence[_New] = ()
) -> Iterator[str]:
    """Articles, clashes and updates that were not there before, and claims that got a second origin.

    What has a new article in it comes first; then what is only seen now between articles read before, because
    which words weigh, and so which pairs are found, depends on the whole pile. ``unread`` are the files that
    could not be read before, ``brought`` the figures that came.
    """
    known = {(d.path, d.member): d.sha256 for d in before.documents}
    for document in after.documents:
        had = known.get((document.path, document.member))
        if had != document.sha256:
            mended = document.member is None and document.path in unread
            what = "changed" if had else "can be read now" if mended else "new"
            yield f"{what}: {where_is(document.path, document.member)}{_titled(document.title)}"
    piles = Pile(before), Pile(after)
    found = [*_new_pairs(*piles), *_new_origins(*piles), *brought]
    for among, said in ((False, ""), (True, _READ_BEFORE)):
        for kind in dict.fromkeys(one.kind for one in found):
            mine = (one for one in found if one.kind == kind)
            lines = [one.line for one in mine if (one.articles <= before.document.keys()) is among]
            yield from _at_most(f"{said}{kind}", lines)


def _titled(title: str | None) -> str:
    return f" “{title}”" if title else ""


def _new_pairs(before: Pile, after: Pile) -> Iterator[_New]:
    """The clashes and updates that were not there."""
    had, has = cards(before), cards(after)
    for relation, said in _TOLD.items():
        seen = {_key(card) for card in had.get(relation, ())}
        for card in has.get(relation, ()):
            if _key(card) not in seen:
                yield _New(said, _articles(card), _pair(card))


def _articles(card: Card) -> frozenset[str]:
    return frozenset(quote.document for pair in ((card.left, card.right), *card.more) for quote in pair)


def _new_origins(before: Pile, after: Pile) -> Iterator[_New]:
    """The groups that got a second origin, where two of their origins are surely of one thing."""
    for group in _second_origins(before.found.groups, after.groups):
        if not _is_sure(after, group):
            continue
        articles = frozenset(after.document_with(member) for member in after.members(group))
        yield _New("second origin", articles, _origins(group))


def _is_sure(pile: Pile, group: Group) -> bool:
    """Whether a pair that is sure joins two origins of a group; a claim that no origin lists is its own."""
    origin = {m: m for m in group.members} | {m: o.members[0] for o in group.origin_of for m in o.members}
    # What is shown as unclear is not sure, unless a person decided on it.
    same = (c for m in group.members for c in pile.compared_of.get(m, ()) if c.relation in JOINING)
    ends = ((origin.get(pile.end_of(c.left)), origin.get(pile.end_of(c.right))) for c in same)
    return any(left and right and left != right for left, right in ends)


def _key(card: Card) -> object:
    """What makes two cards one point, whichever pair of articles tells it: their amounts, or their claims."""
    return (card.amounts[0],) if card.amounts else card.comparison


def _pair(card: Card) -> str:
    told = line(card)
    topic = f"{told.topic}: " if told.topic else ""
    return f"{topic}{told.left}; {_JOINED.get(card.relation, 'and')} {told.right}"


def _second_origins(before: Sequence[Group], after: Sequence[Group]) -> list[Group]:
    """The groups that stand on two origins at the least, none of whose claims did before."""
    had = _members_of_several(before)
    return [g for g in after if g.origins.low >= _SEVERAL and not any(m in had for m in g.members)]


def _members_of_several(groups: Sequence[Group]) -> set[str]:
    return {member for g in groups if g.origins.low >= _SEVERAL for member in g.members}


def _origins(group: Group) -> str:
    low, high = group.origins.low, group.origins.high
    return f"“{group.label}” ({low if low == high else f'{low} to {high}'} origins)"


def _at_most(said: str, lines: Sequence[str]) -> Iterator[str]:
    yield from (f"{said}: {told}" for told in lines[:_MOST])
    if len(lines) > _MOST:
        yield f"{said}: {len(lines) - _MOST} more"
