"""What is new in a case since it was last looked at, a line each: for ``sayso watch`` and ``sayso run``."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.case.contents import Contents, Counts
from sayso.case.store import Store
from sayso.dossier.pairs import Card, cards
from sayso.dossier.pile import Pile
from sayso.dossier.summary import line
from sayso.errors import where_is
from sayso.model import Group
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


def news(before: Contents, after: Contents, unread: Collection[str] = ()) -> Iterator[str]:
    """Articles, clashes and updates that were not there before, and claims that got a second origin.

    What has a new article in it comes first; then what is only seen now between articles read before, because
    which words weigh, and so which pairs are found, depends on the whole pile. ``unread`` are the files that
    could not be read before.
    """
    known = {(d.path, d.member): d.sha256 for d in before.documents}
    for document in after.documents:
        had = known.get((document.path, document.member))
        if had != document.sha256:
            mended = document.member is None and document.path in unread
            what = "changed" if had else "can be read now" if mended else "new"
            yield f"{what}: {where_is(document.path, document.member)}{_titled(document.title)}"
    piles = Pile(before), Pile(after)
    found = [*_new_pairs(*piles), *_new_origins(*piles)]
    for among, said in ((False, ""), (True, _READ_BEFORE)):
        for kind in dict.fromkeys(one.kind for one in found):
            mine = (one for one in found if one.kind == kind)
            lines = [one.line for one in mine if (one.articles <= before.document.keys()) is among]
            yield from _at_most(f"{said}{kind}", lines)


def _titled(title: str | None) -> str:
    return f" “{title}”" if title else ""


@dataclass(frozen=True, slots=True)
class _New:
    """One line of what is new: its kind in words, and the articles that it is of."""

    kind: str
    articles: frozenset[str]
    line: str


def _new_pairs(before: Pile, after: Pile) -> Iterator[_New]:
    """The clashes and updates that were not there."""
    had, has = cards(before), cards(after)
    for relation, words in _TOLD.items():
        seen = {_key(card) for card in had.get(relation, ())}
        for card in has.get(relation, ()):
            if _key(card) not in seen:
                yield _New(words, _articles(card), _pair(card))


def _articles(card: Card) -> frozenset[str]:
    return frozenset(quote.document for pair in ((card.left, card.right), *card.more) for quote in pair)


def _new_origins(before: Pile, after: Pile) -> Iterator[_New]:
    """The groups that got a second origin."""
    for group in _second_origins(before.found.groups, after.groups):
        articles = frozenset(after.document_with(member) for member in after.members(group))
        yield _New("second origin", articles, _origins(group))


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


def _at_most(words: str, lines: Sequence[str]) -> Iterator[str]:
    yield from (f"{words}: {told}" for told in lines[:_MOST])
    if len(lines) > _MOST:
        yield f"{words}: {len(lines) - _MOST} more"
