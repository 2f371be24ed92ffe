"""What is new in a case since it was last looked at, a line each: for ``sayso watch`` and ``sayso run``."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sayso.case.contents import Contents, Counts
from sayso.case.store import Store
from sayso.case.telling import (
    Place,
    Point,
    Told,
    alike,
    is_all_told,
    is_any_told,
    is_older,
    keep_told,
    told,
    told_failures,
)
from sayso.comparison.sameness import JOINING
from sayso.dossier import words
from sayso.dossier.pairs import Card, cards
from sayso.dossier.pile import Pile, Quote
from sayso.dossier.summary import line
from sayso.errors import CaseError, where_is
from sayso.model import Document, Group
from sayso.runners.local import Outcome

_TOLD = {"conflicts": "in conflict", "updates": "updated", "differs": "told apart"}
"""The relations whose new pairs are told, and how."""
_JOINED = {"updates": "then"}
_ORIGINS = "second origin"
_STANDING = (*_TOLD.values(), _ORIGINS)
"""The kinds of points that may go again, which is told."""
_FIGURES = "figures"
_AMOUNTS = "amounts"
"""What an article counts and how many it says, by which it is told what became of them where it changes."""
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
class Since:
    """What was told of a case before a run: anything, all that stood; and which failures, by id.

    Of a file that failed as a whole, a failure has the path.
    """

    any: bool = False
    all: bool = False
    failures: Mapping[str, str | None] = field(default_factory=dict)


def since(case: str) -> Since:
    """What was told of a case; of one of an earlier sayso, all, if its run came to its end."""
    if not Path(case).exists():
        return Since()
    try:
        with Store(case) as store:
            older = is_older(store)
        if older:
            _bring_up_to_date(case)
        with Store(case) as store:
            return Since(is_any_told(store), is_all_told(store), told_failures(store))
    except CaseError:  # left by a run that was stopped before it began; or of no use, which the run says
        return Since()


def _bring_up_to_date(case: str) -> None:
    with Store(case, write=True) as store:
        finished = store.finished
    if finished:
        tell_all(case, contents_of(case))


@dataclass(frozen=True, slots=True)
class _Files:
    """Of which files a case had failures when it was told of, and has now; and the documents of equal bytes.

    These are known by their hash, with the id and place of each.
    """

    before: Collection[str] = ()
    now: Collection[str] = ()
    same: Mapping[str, Sequence[tuple[str, Place]]] = field(default_factory=dict)


_NO_FILES = _Files()


@dataclass(frozen=True, slots=True)
class News:
    """What came to a case since it was told of, a line each; ``whole`` says that all it has was held against
    what was told."""

    lines: tuple[str, ...]
    documents: tuple[Document, ...] = ()
    points: tuple[Point, ...] = ()
    whole: bool = False


def news_of(outcome: Outcome, before: Since, case: str, contents: Contents | None = None) -> News:
    """What a run found in a case that was not told before; ``contents`` are all, where they are read."""
    change = outcome.change
    if change is None and before.all:
        return News(())
    part = change.after if change is not None and before.all else None
    after = part if part is not None else contents or contents_of(case)
    with Store(case) as store:
        failing = store.unread()
        known = told(store, None if part is None else {d.path for d in after.documents} | failing)
        same = alike(store, [d for d in after.documents if _had(known, d) != d.sha256])
    files = _Files({path for path in before.failures.values() if path}, failing, same)
    stand = standing(after)
    points = (*stand, *_figures_brought(known, after, case))
    lines = tuple(news(known, after, points, files, whole=part is None))
    return News(lines, after.documents, (*stand, *_all_figures(after)), part is None)


def keep(case: str, news: News) -> None:
    """Note that what came to a case was told."""
    with Store(case, write=True) as store:
        keep_told(store, news.documents, news.points, (*_STANDING, _FIGURES, _AMOUNTS) if news.whole else ())


def tell_all(case: str, contents: Contents) -> None:
    """Note that all that a case has was told."""
    points = (*standing(contents), *_all_figures(contents))
    keep(case, News((), contents.documents, points, whole=True))


def standing(contents: Contents) -> tuple[Point, ...]:
    """The clashes, updates and second origins that a case has."""
    pile = Pile(contents)
    return (*_pairs(pile), *_several(pile))


def _figures_brought(known: Told, after: Contents, case: str) -> Iterator[Point]:
    """For each article that came, how many figures it has of events that articles read before count too.

    Of one that changed, those of which it had another number.
    """
    had = {id_ for id_, _ in known.articles.values()}
    fresh = {d.id: d for d in after.documents if d.id not in had}
    counts = {id_: some for id_, some in _counts(after).items() if id_ in fresh}
    events = {event for some in counts.values() for event in some}
    with Store(case) as store:
        counted = {event for event in events if store.is_counted(event, fresh)}
    for id_, some in counts.items():
        where = where_is(fresh[id_].path, fresh[id_].member)
        keys = {e: _hashed(where, e, str(number)) for e, number in some.most_common() if e in counted}
        new = {event: key for event, key in keys.items() if (_FIGURES, key) not in known.points}
        if new:
            of = words.listed(f"{some[event]} of {event}" for event in new)
            said = f"{of} in {where}, which articles read before count too: sayso show {case} --only figures"
            yield Point(_FIGURES, frozenset({id_}), said, frozenset(new.values()))


def _counts(contents: Contents) -> dict[str, Counter[str]]:
    """How many figures of each event a document has, by its id, in the order of documents."""
    found: dict[str, Counter[str]] = {d.id: Counter() for d in contents.documents}
    for figure in contents.figures:
        if figure.event:
            found[figure.document][figure.event] += 1
    return found


def _amounts(contents: Contents) -> dict[str, dict[str, tuple[str, str]]]:
    """What each document counts, by its id and a key: in words, and the amounts that it gives."""
    found: dict[str, dict[str, tuple[str, str]]] = {d.id: {} for d in contents.documents}
    for figure in contents.figures:
        if figure.kind != "count" or not (figure.event or figure.counted):
            continue
        counted = f"({figure.counted})" if figure.event and figure.counted else figure.counted
        topic = " ".join(filter(None, (figure.event, counted)))
        document = contents.document[figure.document]
        key = _hashed(where_is(document.path, document.member), topic)
        had = found[document.id].get(key, (topic, ""))[1].split("; ")
        amounts = dict.fromkeys((*filter(None, had), words.amount(figure)))
        found[document.id][key] = topic, "; ".join(amounts)
    return found


def _became(known: Told, amounts: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    """For what a document counts otherwise than it did, how many it said and says."""
    for key, (topic, now) in amounts.items():
        had = known.points.get((_AMOUNTS, key))
        if had and had != now:
            yield f"{topic}: {had} became {now}"


def _all_figures(contents: Contents) -> Iterator[Point]:
    """For each article, how many figures it has of each event, and which amounts it gives."""
    for id_, some_amounts in _amounts(contents).items():
        for key, (_, amounts) in some_amounts.items():
            yield Point(_AMOUNTS, frozenset({id_}), amounts, frozenset({key}))
    for id_, some in _counts(contents).items():
        document = contents.document[id_]
        where = where_is(document.path, document.member)
        keys = frozenset(_hashed(where, event, str(number)) for event, number in some.items())
        yield Point(_FIGURES, frozenset({id_}), "", keys)


def news(
    known: Told,
    after: Contents,
    points: Sequence[Point],
    files: _Files = _NO_FILES,
    *,
    whole: bool = True,
) -> Iterator[str]:
    """Articles, clashes and updates that were not told, and claims that got a second origin.

    What has a new article in it comes first; then what is only seen now between articles read before, because
    which words weigh, and so which pairs are found, depends on the whole pile; then what was told and is no
    longer there, if ``after`` is the whole case.
    """
    yield from _articles(known, after, files)
    with_text = {path for path, _ in known.articles}
    for path in sorted((set(files.now) - set(files.before)) & with_text):
        yield f"can no longer be read: {path}; what was read from it before stays in the case"
    had = {id_ for id_, _ in known.articles.values()}
    fresh = [p for p in points if not any((p.kind, key) in known.points for key in p.keys)]
    for among, said in ((False, ""), (True, _READ_BEFORE)):
        for kind in dict.fromkeys(p.kind for p in fresh):
            lines = [p.line for p in fresh if p.kind == kind and (p.articles <= had) is among]
            yield from _at_most(f"{said}{kind}", lines)
    if whole:
        yield from _gone(known, points, after)


def _articles(known: Told, after: Contents, files: _Files) -> Iterator[str]:
    """The articles that are new or other than they were told, a line each."""
    mended_files = set(files.before) - set(files.now)
    amounts = _amounts(after)
    had = {id_ for id_, _ in known.articles.values()}
    told_in = {(path, sha256) for (path, _), (_, sha256) in known.articles.items()}
    for document in after.documents:
        before = _had(known, document)
        mended = document.member is None and document.path in mended_files
        # A record that only stands in another line of its file is no news.
        if (document.path, document.sha256) in told_in and not mended:
            continue
        what = "can be read now" if mended else "changed" if before else "new"
        said = f"{what}: {where_is(document.path, document.member)}{_titled(document.title)}"
        if before and before != document.sha256:
            said += "; its earlier text is no longer in the case"
            said += "".join(f"; {told_as}" for told_as in _became(known, amounts[document.id]))
        others = [other for other in files.same.get(document.sha256, ()) if other[0] != document.id]
        first = next((o for o in others if o[0] in had), None) or next(
            (o for o in others if (o[1][0], o[0]) < (document.path, document.id)), None
        )
        yield f"{said}; a copy, byte for byte, of {where_is(*first[1])}" if first else said


def _had(known: Told, document: Document) -> str:
    """The hash of the document that was told where this one stands; "" where none was."""
    return known.articles.get((document.path, document.member), ("", ""))[1]


def _gone(known: Told, points: Sequence[Point], after: Contents) -> Iterator[str]:
    """What was told and is there no more, unless a person decided otherwise of it.

    Where the articles that it was told of all stand, nothing was taken back: each now stands beside others
    that are nearer to it.
    """
    stand = {(p.kind, key) for p in points for key in p.keys}
    if all(known_as in stand for known_as in known.points if known_as[0] in _STANDING):
        return
    stand |= {
        (kind, key)
        for some in cards(Pile(after)).values()
        for card in some.foremost(0)
        for kind in _TOLD.values()
        for key in _keys(card)
    }
    keys: dict[tuple[str, str], list[bool]] = {}
    for known_as, told_as in known.points.items():
        if known_as[0] in _STANDING:
            of = known.of.get(known_as, frozenset())
            untouched = bool(of) and of <= after.document.keys()
            keys.setdefault((known_as[0], told_as), []).append(known_as in stand or untouched)
    for kind in _STANDING:
        lines = sorted(told_as for (of, told_as), there in keys.items() if of == kind and not any(there))
        yield from _at_most(f"no longer there, {kind}", lines)


def _titled(title: str | None) -> str:
    return f" “{title}”" if title else ""


def _pairs(pile: Pile) -> Iterator[Point]:
    """The clashes and updates that there are."""
    found = cards(pile)
    for relation, said in _TOLD.items():
        for card in found.get(relation, ()):
            articles = frozenset(q.document for pair in _sides(card) for q in pair)
            yield Point(said, articles, _pair(card), _keys(card))


def _sides(card: Card) -> tuple[tuple[Quote, Quote], ...]:
    return (card.left, card.right), *card.more


def _keys(card: Card) -> frozenset[str]:
    """By what a point is known, whichever pair of articles tells it: its amounts, or the words of its claims.

    Not by ids: a file that changes elsewhere gives the same sentences others.
    """
    if card.amounts:
        return frozenset({_hashed(*card.amounts[0])})
    return frozenset(_hashed(*sorted(_plain(quote.text) for quote in pair)) for pair in _sides(card))


def _several(pile: Pile) -> Iterator[Point]:
    """The groups that stand on two origins at the least, where two of them are surely of one thing."""
    for group in pile.groups:
        if group.origins.low < _SEVERAL or not _is_sure(pile, group):
            continue
        members = [m for m in pile.members(group) if m in pile.claim_of]
        articles = frozenset(pile.document_with(member) for member in pile.members(group))
        keys = frozenset(_hashed(_plain(pile.claim_of[m].text)) for m in members)
        yield Point(_ORIGINS, articles, _origins(group), keys)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _hashed(*told: str) -> str:
    return hashlib.sha256("\x1f".join(told).encode()).hexdigest()[:24]


def _is_sure(pile: Pile, group: Group) -> bool:
    """Whether a pair that is sure joins two origins of a group; a claim that no origin lists is its own."""
    origin = {m: m for m in group.members} | {m: o.members[0] for o in group.origin_of for m in o.members}
    # What is shown as unclear is not sure, unless a person decided on it.
    same = (c for m in group.members for c in pile.compared_of.get(m, ()) if c.relation in JOINING)
    ends = ((origin.get(pile.end_of(c.left)), origin.get(pile.end_of(c.right))) for c in same)
    return any(left and right and left != right for left, right in ends)


def _pair(card: Card) -> str:
    told = line(card)
    topic = f"{told.topic}: " if told.topic else ""
    return f"{topic}{told.left}; {_JOINED.get(card.relation, 'and')} {told.right}"


def _origins(group: Group) -> str:
    low, high = group.origins.low, group.origins.high
    return f"“{group.label}” ({low if low == high else f'{low} to {high}'} origins)"


def _at_most(said: str, lines: Sequence[str]) -> Iterator[str]:
    yield from (f"{said}: {told}" for told in lines[:_MOST])
    if len(lines) > _MOST:
        yield f"{said}: {len(lines) - _MOST} more"
