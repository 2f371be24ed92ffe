"""Compares documents that come to a pile with those there, and again what changes between those there by it.

All that is found between two documents depends on the two and on those nearest to either
(``surroundings``); groups depend on the claims that joins lead to, one from another. So there is work for the
documents that come, for those whose neighbours change by it, and for the groups that these reach. A whole
pile is compared as documents that come to an empty one: what is found is the same in any order of arrival.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sayso.comparison.copying import copy_anew
from sayso.comparison.desk import Desk, Pair, Turn, ends_of, pair, place
from sayso.comparison.known import Join, Known
from sayso.comparison.names import keys_of, merged, suggested_anew
from sayso.comparison.parts import Found, Hands, compare_in_parts
from sayso.comparison.postings import Places, Postings
from sayso.comparison.regrouping import group_anew
from sayso.comparison.relay import infer_relays
from sayso.comparison.sameness import Pile
from sayso.comparison.stories import COMMON_WORD, SMALL_PILE, Near, all_near, anew, nearest, words_held
from sayso.comparison.surroundings import Gist
from sayso.comparison.verdicts import turned
from sayso.model import Comparison, Dated, Document, Entity, Findings, Group, Passage, Relay

IdPair = tuple[str, str]


@dataclass(frozen=True)
class Traces:
    """By what documents that come are found again: their words, grams, neighbours and gists.

    The documents of ``words`` and ``grams`` are places among ``fresh``; ``near`` also has the documents that
    were there whose neighbours are others now.
    """

    fresh: tuple[str, ...]
    words: Postings
    grams: Postings
    near: dict[str, dict[str, int]]
    gists: dict[str, Gist]


@dataclass(frozen=True)
class Growth:
    """What is other than before in a pile to which documents came.

    ``pairs`` are those of documents all of whose comparisons and joins are here, ``copied`` those all of
    whose passages are; ``regrouped`` claims are in no other group than those here; of the documents in
    ``relay`` all relays inferred are here. Entities are those that are new or changed, whole.
    """

    traces: Traces
    pairs: frozenset[IdPair]
    comparisons: tuple[Comparison, ...]
    joins: tuple[Join, ...]
    copied: frozenset[IdPair]
    passages: tuple[Passage, ...]
    regrouped: frozenset[str]
    groups: tuple[Group, ...]
    entities: tuple[Entity, ...]
    relay: dict[str, tuple[Relay, ...]]
    dated: dict[str, Dated]


def grow(known: Known, fresh: Sequence[tuple[Document, Findings]], hands: Hands) -> Growth:
    """What documents that come to a pile change; ``known`` is an empty case, or one of more than a few."""
    desk = Desk(known, fresh)
    words = _meet(desk)
    grams = copy_anew(desk)
    turn = _turned(desk)
    # What needs no comparisons is found before there are any: they take the most memory.
    entities = _entities(desk)
    compared = compare_in_parts(desk, turn.pairs, hands)
    pile = _pile(desk, turn, compared)
    joins = tuple(_joins(desk, pile, compared))
    regrouped, groups = group_anew(desk, pile, joins, turn)
    return Growth(
        traces=_traces(desk, words, grams),
        pairs=frozenset(_ids(desk, turn.pairs | turn.dropped)),
        comparisons=tuple(_as_they_sort(x, pile) for x in compared.comparisons),
        joins=joins,
        copied=frozenset(_ids(desk, desk.copied)),
        passages=tuple(sorted((p for some in desk.copied.values() for p in some), key=lambda p: p.id)),
        regrouped=regrouped,
        groups=groups,
        entities=entities,
        relay=_relays(desk),
        dated={desk.ids[r]: desk.dated[desk.ids[r]] for r in desk.fresh if desk.ids[r] in desk.dated},
    )


def _ids(desk: Desk, pairs: Iterable[Pair]) -> Iterable[IdPair]:
    return ((desk.ids[i], desk.ids[j]) for i, j in pairs)


# --- neighbours --------------------------------------------------------------------------------------------


def _meet(desk: Desk) -> Postings:
    """Find the neighbours of the documents that come, and of those whose neighbours change; the words."""
    words = words_held(zip(desk.fresh, desk.documents(desk.fresh), strict=True))
    desk.sizes += np.bincount(words.documents, minlength=len(desk.ids))
    if len(desk.ids) <= SMALL_PILE:
        desk.came = all_near(desk.fresh)
        return words
    known = _holders(desk, words.traces)
    lists = desk.before(sorted(set(known.documents.tolist())))

    def again(asked: Places) -> Near:
        ranks = asked.tolist()
        held = words_held(zip(ranks, desk.documents(ranks), strict=True))
        mine = np.isin(words.traces, held.traces)
        fresh = Postings(words.traces[mine], words.documents[mine])
        return anew(asked, fresh + _holders(desk, held.traces), desk.sizes) if ranks else {}

    desk.came = nearest(words, known, lists, desk.sizes, again)
    return words


def _holders(desk: Desk, traces: Places) -> Postings:
    """The documents there that hold words, of each up to one more than make it common."""
    return desk.ranked(desk.known.word_holders(np.unique(traces), COMMON_WORD + 1))


def _traces(desk: Desk, words: Postings, grams: Postings) -> Traces:
    at = np.zeros(len(desk.ids), np.int64)
    at[desk.fresh] = np.arange(len(desk.fresh))
    return Traces(
        tuple(desk.ids[r] for r in desk.fresh),
        Postings(words.traces, at[words.documents]),
        Postings(grams.traces, at[grams.documents]),
        {desk.ids[r]: {desk.ids[n]: shared for n, shared in near.items()} for r, near in desk.came.items()},
        {desk.ids[r]: gist for r, gist in zip(desk.fresh, desk.gists(desk.fresh), strict=True)},
    )


# --- pairs -------------------------------------------------------------------------------------------------


def _turned(desk: Desk) -> Turn:
    had = desk.before([r for r in desk.came if r not in desk.fresh])
    about = {r for r, near in desk.came.items() if r not in had or near.keys() != had[r].keys()}
    old = desk.numbers(about)
    to_them = {(desk.rank(i), desk.rank(j)) for i, j in desk.known.near_to(old)}
    before = {pair(r, n) for r in about for n in had.get(r, {})} | {pair(*ends) for ends in to_them}
    now = {pair(r, n) for r, near in desk.came.items() for n in near if r in about or n in about}
    lists = desk.near({i for i, _ in to_them})
    now |= {pair(i, j) for i, j in to_them if j in lists[i]}
    now |= {(r, r) for r in about}
    carriers = {r for ends in desk.copied for r in ends}
    lists = desk.near(carriers)
    now |= {(i, j) for i, j in desk.copied if j in lists[i] or i in lists[j]}
    return Turn(frozenset(now), frozenset(before - now), frozenset(about | carriers))


def _pile(desk: Desk, turn: Turn, compared: Found) -> Pile:
    """The documents of the pairs that are compared anew, with their comparisons."""
    ranks = ends_of(turn.pairs)
    ground = desk.ground(ranks, desk.between(ranks))
    return Pile(desk.slots(ranks), compared.comparisons, ground, compared.accounts)


def _as_they_sort(x: Comparison, pile: Pile) -> Comparison:
    """A comparison with that side on the left which the export lists first, but for updates."""
    left, right = (pile.things[i] for i in (x.left, x.right))
    one, other = (
        (place(s.document.path, s.document.member, s.document.id), *s.order[1:]) for s in (left, right)
    )
    if x.relation == "updates" or one <= other:
        return x
    return replace(x, left=x.right, right=x.left, reasons=turned(x.reasons))


def _joins(desk: Desk, pile: Pile, compared: Found) -> Iterable[Join]:
    for (left, right), firm in compared.joins.items():
        one, other = (desk.ids[pile.claims[i].order[0]] for i in (left, right))
        yield Join(left, right, firm, one, other)


# --- names and relays --------------------------------------------------------------------------------------


def _entities(desk: Desk) -> tuple[Entity, ...]:
    """The entities of the documents that come, and those to which they are likened."""
    known, fresh = desk.known, desk.findings(desk.fresh)
    ids = {e.id for found in fresh for e in found.entities}
    new = set(desk.fresh)
    told = [(desk.at[d], e) for d, e in known.named(ids) if d in desk.at and desk.at[d] not in new]
    told += [(r, e) for r, found in zip(desk.fresh, fresh, strict=True) for e in found.entities]
    whole = {e.id: e for e in merged(e for _, e in sorted(told, key=lambda t: t[0]))}
    had = {e.id: e for e in known.entities(ids)}
    changed = [
        replace(e, mentions=(), aliases=())
        for e in whole.values()
        if e.id not in had or had[e.id].name != e.name
    ]
    names = [*changed, *(had[e.id] for e in changed if e.id in had)]
    keys = {key for e in names for key in keys_of(e)}
    similar = suggested_anew(changed, keys, known.sharing)
    had |= {e.id: e for e in known.entities(similar.keys() - whole.keys())}
    likened = [
        replace(had[i], similar=some)
        for i, some in similar.items()
        if i not in whole and had[i].similar != some
    ]
    made = [replace(e, similar=similar[i] if i in similar else had[i].similar) for i, e in whole.items()]
    return tuple(sorted((*made, *likened), key=lambda e: e.id))


def _relays(desk: Desk) -> dict[str, tuple[Relay, ...]]:
    """The relays inferred for documents some of whose passages are others now."""
    carriers = ends_of(desk.copied)
    shared = desk.passages(carriers)
    around = ends_of(shared)
    passages = sorted((p for some in shared.values() for p in some), key=lambda p: p.id)
    made: dict[str, list[Relay]] = {desk.ids[r]: [] for r in carriers}
    for document, relay in infer_relays(desk.documents(around), passages):
        if document in made:
            made[document].append(relay)
    return {document: tuple(relays) for document, relays in made.items()}
