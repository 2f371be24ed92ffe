"""Comparisons as cards: one card for each two accounts, with both sentences and the reasons in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import overload

from sayso.case import decisions
from sayso.case.checking import REJECTED
from sayso.case.spelling import fold
from sayso.dossier import words
from sayso.dossier.headings import heading
from sayso.dossier.pile import PERHAPS, Pile, Quote, as_shown
from sayso.dossier.reasons import in_words
from sayso.dossier.resting import rests_on
from sayso.model import Comparison, Decision, Reason

ORDER = ("conflicts", "updates", "differs", "agrees", "repeats", "scope", "unclear", REJECTED)
"""The relations, in the order a reader wants them."""

NAMES = {
    "conflicts": (
        "Conflicts",
        "≠",
        "As worded, both cannot hold: two numbers for one thing, or a statement and its denial.",
    ),
    "updates": ("Updates", "→", "A running count or state, and a later account of it."),
    "differs": ("Differs", "≷", "The same thing, told apart, though as worded both can hold."),
    "agrees": (
        "Agrees",
        "=",
        "The same thing from different voices, not visibly copied; vague words such as “dozens” come last.",
    ),
    "repeats": ("Repeats", "↺", "One text or one voice, carried more than once. Not a second witness."),
    "scope": ("Other scope", "⊃", "Looks alike, but covers or counts something else."),
    "unclear": ("Unclear", "?", "Close, but the texts do not settle how the two stand to each other."),
    REJECTED: (
        "Rejected",
        "×",
        "Compared by the program; a person decided that they do not belong together.",
    ),
}
"""Each relation's heading, sign and meaning."""

_OF_FIGURES = ("number", "counted")

MORE_SHOWN = 40
"""How many further pairs one card lists; the export has all."""


@dataclass(frozen=True, slots=True)
class Card:
    """Two accounts side by side: the clearest pair in full, further pairs of the same two as links.

    ``amounts`` holds what the compared figures say, left and right; ``comparison`` is the id of
    what gives the label, and ``comparisons`` are those of all pairs; ``decided`` is what people decided of
    the pair in full, and ``decisions`` are the ids of what they decided about relations, ``all_decisions``
    those of all pairs; ``one_place`` is how many articles all pairs are of, if they are of the same, else 0;
    ``perhaps`` is what an unclear pair may be; ``rests`` tells what a person corrected under the relation;
    ``ordered`` is whether the left one of an update is known to be the earlier; ``heading`` is what a pair
    without figures is about; ``one_matter`` whether further pairs have other sides than the one in full;
    ``further`` are the ids of the comparisons that give those in ``more`` their label.
    """

    id: str
    relation: str
    left: Quote
    right: Quote
    amounts: tuple[tuple[str, str, str], ...]
    reasons: tuple[str, ...]
    more: tuple[tuple[Quote, Quote], ...]
    left_out: int
    comparison: str
    comparisons: tuple[str, ...]
    decided: tuple[str, ...]
    decisions: tuple[str, ...]
    all_decisions: tuple[str, ...]
    one_place: int
    judge: str
    perhaps: str = ""
    rests: tuple[str, ...] = ()
    ordered: bool = False
    heading: str = ""
    one_matter: bool = False
    further: tuple[str, ...] = ()

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets of the pair in full."""
        return tuple(dict.fromkeys((self.left.outlet, self.right.outlet)))


@dataclass(frozen=True, slots=True)
class _Pair:
    """A pair of claims (or of figures that stand in none), with all comparisons that join the two."""

    left: str
    right: str
    relation: str
    comparisons: tuple[Comparison, ...]
    ordered: bool = False


class Cards(Sequence[Card]):
    """The cards of one relation, each made when it is first looked at: a large pile has thousands."""

    def __init__(self, pile: Pile, bundles: Sequence[Sequence[_Pair]]) -> None:
        self._pile, self._bundles = pile, bundles
        self._made: dict[int, Card] = {}

    def __len__(self) -> int:
        return len(self._bundles)

    @overload
    def __getitem__(self, at: int) -> Card: ...
    @overload
    def __getitem__(self, at: slice) -> list[Card]: ...
    def __getitem__(self, at: int | slice) -> Card | list[Card]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        place = range(len(self))[at]
        if place not in self._made:
            self._made[place] = _card(self._pile, self._bundles[place])
        return self._made[place]

    @property
    def pairs(self) -> int:
        """How many pairs there are in all of them."""
        return sum(map(len, self._bundles))

    def foremost(self, most: int) -> list[Card]:
        """So many of them, those that a person decided on first, and all of those."""
        decided = [n for n, bundle in enumerate(self._bundles) if any(map(_is_decided, bundle))]
        rest = (n for n in range(len(self)) if n not in set(decided))
        return [self[n] for n in (*decided, *islice(rest, max(0, most - len(decided))))]

    def about(self, outlet: str, voice: str) -> Cards:
        """The pairs that an outlet carries and, on either side, a voice of such a name stands behind."""
        sought = fold(voice)
        kept = ([p for p in bundle if self._is_about(p, outlet, sought)] for bundle in self._bundles)
        return Cards(self._pile, [bundle for bundle in kept if bundle])

    def _is_about(self, pair: _Pair, outlet: str, voice: str) -> bool:
        ends = (pair.left, pair.right)
        if outlet and all(not self._pile.is_of(self._pile.document_with(end), outlet) for end in ends):
            return False
        claims = [c for c in map(self._pile.claim_behind, ends) if c]
        return not voice or any(voice in self._pile.called(v) for c in claims for v in self._pile.voices(c))


def _is_decided(pair: _Pair) -> bool:
    return any(c.decision for c in pair.comparisons)


def cards(pile: Pile) -> dict[str, Cards]:
    """The cards of each relation that occurs, the weightiest first.

    Pairs that join the same two groups with the same relation share a card, so that ten reprints of two
    accounts make one clash, not a hundred; so do those of one article's headline and the sentence it repeats.
    """
    return _cards(pile, (*pile.comparisons, *pile.rejected))


def cards_of(pile: Pile, id_: str) -> dict[str, Cards]:
    """The cards of one claim (its figures' too) or figure."""
    behind = pile.compared_of.get(pile.end_of(id_), ())
    return _cards(pile, [c for c in behind if id_ in pile.claim_of or id_ in (c.left, c.right)])


def _cards(pile: Pile, comparisons: Sequence[Comparison]) -> dict[str, Cards]:
    found: dict[str, Cards] = {}
    bundles = _bundles(pile, _pairs(pile, comparisons))
    for relation in ORDER:
        mine = [pairs for pairs in bundles if pairs[0].relation == relation]
        if relation == "conflicts":
            mine = _matters(pile, mine)
        mine.sort(key=lambda pairs: _weight(pile, pairs))
        if mine:
            found[relation] = Cards(pile, mine)
    return found


def _bundles(pile: Pile, pairs: Sequence[_Pair]) -> list[list[_Pair]]:
    """The pairs that say one thing of the same two accounts, together."""
    bundle_of: dict[tuple[object, ...], list[_Pair]] = {}
    bundles: list[list[_Pair]] = []
    for pair in pairs:
        keys = [_between_groups(pile, pair), _between_articles(pile, pair)]
        bundle = next((bundle_of[key] for key in keys if key in bundle_of), None)
        if bundle is None:
            bundle = []
            bundles.append(bundle)
        bundle.append(pair)
        for key in keys:
            bundle_of.setdefault(key, bundle)
    return bundles


def _matters(pile: Pile, bundles: Sequence[list[_Pair]]) -> list[list[_Pair]]:
    """The bundles, those made one that share a side and are about what is said of one party.

    One denial of ten accusations is one matter, not ten. What people decided on keeps a card of its own.
    """
    sides = (
        (str(n), f"{party} {side}")
        for n, bundle in enumerate(bundles)
        for party in _parties(pile, bundle)
        for pair in bundle
        for side in _sides(pile, pair)
    )
    first: dict[int, int] = {}
    for group in decisions.together(sides):
        numbers = sorted(int(n) for n in group if n.isdigit())
        first |= dict.fromkeys(numbers, numbers[0])
    made: dict[int, list[_Pair]] = defaultdict(list)
    for n, bundle in enumerate(bundles):
        made[first.get(n, n)] += bundle
    return list(made.values())


def _parties(pile: Pile, bundle: Sequence[_Pair]) -> frozenset[str]:
    """Who is said to have done it or not; nobody where figures or people tell the relation."""
    told = [c for pair in bundle for c in _told(pair)]
    if any(map(_is_decided, bundle)) or any(c.left in pile.figure_of for c in told):
        return frozenset()
    accused = (r for c in told for r in c.reasons if r.feature == "accused")
    return frozenset(str(side) for r in accused for side in (r.left, r.right) if side)


def _sides(pile: Pile, pair: _Pair) -> frozenset[str]:
    """The groups that a pair joins, or its claims where they are in none."""
    wholes = (pile.whole_of.get(end, end) for end in (pair.left, pair.right))
    return frozenset(pile.group_of[end].id if end in pile.group_of else end for end in wholes)


def _most_different(pile: Pile, lead: _Pair, rest: Sequence[_Pair]) -> list[_Pair]:
    """The further pairs of a card: one for each two sides, those that share least with the lead first."""
    seen = {_sides(pile, lead)}
    firsts: list[_Pair] = []
    others: list[_Pair] = []
    for pair in rest:
        sides = _sides(pile, pair)
        (others if sides in seen else firsts).append(pair)
        seen.add(sides)
    firsts.sort(key=lambda p: len(_sides(pile, p) & _sides(pile, lead)))
    return firsts + others


def _between_groups(pile: Pile, pair: _Pair) -> tuple[object, ...]:
    wholes = [pile.whole_of.get(end, end) for end in (pair.left, pair.right)]
    ends = [pile.group_of[end].id if end in pile.group_of else end for end in wholes]
    return pair.relation, *(ends if pair.relation == "updates" else sorted(ends))


def _between_articles(pile: Pile, pair: _Pair) -> tuple[object, ...]:
    """What a pair says of two articles: the numbers, or the words where none are compared."""
    told = [
        tuple(sorted((pile.document_with(c.left), pile.document_with(c.right)))) + _numbers(pile, c)
        for c in _told(pair)
        if c.left in pile.figure_of and c.right in pile.figure_of
    ]
    if told:
        return pair.relation, "numbers", tuple(sorted(told))
    ends = sorted((pile.document_with(e), " ".join(_text(pile, e).split())) for e in (pair.left, pair.right))
    return pair.relation, "words", tuple(ends)


def _text(pile: Pile, id_: str) -> str:
    claim = pile.claim_of.get(id_)
    return claim.text if claim else pile.figure_of[id_].text


def _numbers(pile: Pile, comparison: Comparison) -> tuple[str, ...]:
    ends = sorted(
        (pile.document_with(id_), words.amount(pile.figure_of[id_]), words.topic(pile.figure_of[id_]))
        for id_ in (comparison.left, comparison.right)
    )
    return tuple(part for end in ends for part in end)


def _pairs(pile: Pile, comparisons: Sequence[Comparison]) -> list[_Pair]:
    """The comparisons put together by the two claims they join, in reading order."""
    joined: dict[tuple[str, str], list[Comparison]] = defaultdict(list)
    for comparison in comparisons:
        ends = [pile.end_of(comparison.left), pile.end_of(comparison.right)]
        key = (ends[0], ends[1])
        joined[key if key in joined or (ends[1], ends[0]) not in joined else (ends[1], ends[0])].append(
            comparison
        )
    return [_pair(pile, ends, found) for ends, found in joined.items()]


def _pair(pile: Pile, ends: tuple[str, str], comparisons: list[Comparison]) -> _Pair:
    """One pair; of an update the earlier account stands left, where the comparison or the dates tell it."""
    relation = relation_of(comparisons)
    told = [c for c in comparisons if c.relation == relation]
    if relation != "updates":
        return _Pair(*ends, relation, tuple(comparisons))
    lead = min(told, key=lambda c: (c.decision is None, not c.left.startswith("claim"), c.id))
    first, then = lead.left, lead.right
    ordered = in_order(pile, lead)
    if ordered is False:
        first, then = then, first
    ends = (pile.end_of(first), pile.end_of(then))
    return _Pair(*ends, relation, tuple(comparisons), ordered is not None)


def relation_of(comparisons: Sequence[Comparison]) -> str:
    """What a person decided, else the claims' own label, else the first in order among their figures'."""
    comparisons = [c for c in comparisons if c.decision] or comparisons
    own = [c.relation for c in comparisons if c.left.startswith("claim")]
    return own[0] if own else min((c.relation for c in comparisons), key=ORDER.index)


def _weight(pile: Pile, pairs: Sequence[_Pair]) -> tuple[int, int, int, int, int, tuple[int, int, int, str]]:
    """What may clash first, then what is told across articles, but vague words last; then what most carry.

    Of what as many articles carry, counted events come first.
    """
    apart = any(pile.document_with(p.left) != pile.document_with(p.right) for p in pairs)
    counted = any(
        c.left in pile.figure_of and pile.figure_of[c.left].event for p in pairs for c in p.comparisons
    )
    carried = frozenset().union(*(_carried(pile, p) for p in pairs))
    vague = any(_is_vague(pile, c) for p in pairs for c in _told(p))
    return (
        min(map(_perhaps, pairs)),
        int(not apart),
        int(vague),
        -len(carried),
        int(not counted),
        pile.place(pairs[0].left),
    )


def _perhaps(pair: _Pair) -> int:
    """What an unclear pair may be, as its place in the order of the relations."""
    return min(map(ORDER.index, _may_be(pair)), default=len(ORDER))


def _may_be(pair: _Pair) -> list[str]:
    """The relations that an unclear pair may have."""
    unclear = pair.relation == "unclear"
    return [str(r.left) for c in pair.comparisons for r in c.reasons if unclear and r.feature == PERHAPS]


def _is_vague(pile: Pile, comparison: Comparison) -> bool:
    """Whether one side is a word such as "dozens", which many a number fits."""
    sides = [pile.figure_of[i] for i in (comparison.left, comparison.right) if i in pile.figure_of]
    return any(f.approximate and f.low != f.high for f in sides)


def _card(pile: Pile, pairs: Sequence[_Pair]) -> Card:
    lead = _clearest(pile, pairs)
    first = min(lead.comparisons, key=lambda c: c.id)
    rest = _most_different(pile, lead, [p for p in pairs if p is not lead])
    mine = [c.id for c in lead.comparisons]
    every = [c.id for p in pairs for c in p.comparisons]
    places = {frozenset(map(pile.document_with, (p.left, p.right))) for p in pairs}
    return Card(
        id=f"p_{first.id}",
        relation=lead.relation,
        left=pile.quote(lead.left),
        right=pile.quote(lead.right),
        amounts=_amounts(pile, lead),
        reasons=_reasons(pile, lead),
        more=tuple((pile.quote(p.left), pile.quote(p.right)) for p in rest[:MORE_SHOWN]),
        left_out=max(0, len(rest) - MORE_SHOWN),
        comparison=_labelling(lead),
        comparisons=tuple(map(_labelling, pairs)),
        decided=tuple(_lines(pile, mine)),
        decisions=_decisions(pile, mine),
        all_decisions=_decisions(pile, every),
        one_place=len(min(places, key=sorted)) if len(places) == 1 else 0,
        judge="; ".join(dict.fromkeys(c.judge for c in lead.comparisons if c.judge)),
        perhaps=min(_may_be(lead), key=ORDER.index, default=""),
        rests=tuple(dict.fromkeys(line for c in _told(lead) for line in rests_on(pile, c))),
        ordered=lead.ordered,
        heading="" if _amounts(pile, lead) else heading(_told(lead)),
        one_matter=len({_sides(pile, p) for p in pairs}) > 1,
        further=tuple(map(_labelling, rest[:MORE_SHOWN])),
    )


def _lines(pile: Pile, ids: Sequence[str]) -> Iterator[str]:
    """What people decided of a pair, a line each."""
    for decision in pile.found.log.about(*ids):
        yield with_figures(pile, decision, decisions.told(pile.found.things, decision))


def with_figures(pile: Pile, decision: Decision, line: str) -> str:
    """A line that tells of a decision; of one about a relation with the figures whose relation it is."""
    of = words.listed(covers(pile, decision.target)) if decision.field == "relation" else ""
    return f"{line}; of {of}" if of else line


def covers(pile: Pile, id_: str) -> list[str]:
    """The figures that a decision about a comparison is of, in words: "9 and 11, killed (children)"."""
    found = pile.found.things.get(id_)
    if not isinstance(found, Comparison) or not (pile.has(found.left) and pile.has(found.right)):
        return []
    ends = (pile.end_of(found.left), pile.end_of(found.right))
    beside = [found] if found.left in pile.figure_of else pile.compared_of.get(ends[0], ())
    relation = as_shown(found).relation
    mine = [c for c in beside if {pile.end_of(c.left), pile.end_of(c.right)} == set(ends)]
    kept = [c for c in mine if as_shown(pile.found.things[c.id]).relation == relation]
    return _told_amounts(
        _amounts(pile, _Pair(*ends, relation, tuple(replace(c, relation=relation) for c in kept)))
    )


def _told_amounts(amounts: Iterable[tuple[str, str, str]]) -> list[str]:
    """What compared figures say, in words: "9 and 11, killed (children)"."""
    return [f"{left} and {right}, {topic}" for left, right, topic in amounts]


def _decisions(pile: Pile, comparisons: Sequence[str]) -> tuple[str, ...]:
    """The ids of what people decided about how these stand."""
    return tuple(d.id for d in pile.found.log.about(*comparisons) if d.field == "relation")


def _labelling(pair: _Pair) -> str:
    """The id of the comparison that gives a pair its label."""
    return min(pair.comparisons, key=lambda c: (c.relation != pair.relation, c.id)).id


def _reasons(pile: Pile, pair: _Pair) -> tuple[str, ...]:
    """Why, in words, of the comparisons that tell the label: those of figures first."""
    told = sorted(_told(pair), key=lambda c: c.left in pile.claim_of)
    counted = any(c.left in pile.figure_of for c in told)
    phrases: list[str] = []
    for comparison in told:
        if comparison.left in pile.figure_of:
            phrases += in_words(_with_words(pile, comparison, as_voiced(pile, comparison)))
        else:
            # A claim's numbers are those of its figures, which have told them.
            told_already = _OF_FIGURES if counted else ()
            phrases += in_words(r for r in as_voiced(pile, comparison) if r.feature not in told_already)
    return tuple(dict.fromkeys(phrases))


def as_voiced(pile: Pile, comparison: Comparison) -> tuple[Reason, ...]:
    """The reasons, with one voice where a person decided that both sides are on one."""
    ends = (pile.claim_behind(comparison.left), pile.claim_behind(comparison.right))
    left, right = ({v.key for v in pile.voices(end)} if end else set() for end in ends)
    common = "; ".join(sorted(left & right))
    return tuple(
        Reason("speaker", common, common) if r.feature == "speaker" and common else r
        for r in comparison.reasons
    )


def _with_words(pile: Pile, comparison: Comparison, reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """The reasons of two figures, their numbers as their articles word them."""
    left, right = (words.amount(pile.figure_of[id_]) for id_ in (comparison.left, comparison.right))
    worded = Reason("number", left, right)
    return tuple(worded if r.feature == "number" else r for r in reasons)


def in_order(pile: Pile, update: Comparison) -> bool | None:
    """Whether the left one of an update is the earlier; None where no person, finding or dates tell it."""
    given = pile.found.log.values.get(update.id, {}).get(decisions.EARLIER)
    if given:
        return given == update.left
    found = pile.found.things.get(update.id)
    if found is not None and found.relation == "updates":
        return True
    days = [words.printed_day(pile.document_of[pile.document_with(e)]) for e in (update.left, update.right)]
    # Of a day and its month neither is the earlier.
    near = any(one.startswith(other) for one, other in (days, reversed(days)))
    return None if near else days[0] < days[1]


def _told(pair: _Pair) -> list[Comparison]:
    """The comparisons that have the pair's relation, and tell of it."""
    return [c for c in pair.comparisons if c.relation == pair.relation]


def _carried(pile: Pile, pair: _Pair) -> frozenset[str]:
    """The articles that carry either side of a pair."""
    return pile.articles_with(pair.left) | pile.articles_with(pair.right)


def _clearest(pile: Pile, pairs: Sequence[_Pair]) -> _Pair:
    """The pair that shows what all are of: a sure one, whose sides most articles carry and most often meet.

    Then one across articles before one in the same article, and what is attributed before what is narrated.
    """
    met = Counter(_sides(pile, pair) for pair in pairs)

    def order(pair: _Pair) -> tuple[bool, int, int, bool, int, tuple[int, int, int, str], str]:
        ends = (pair.left, pair.right)
        return (
            not any(c.sure or c.decision for c in _told(pair)),
            -sum(len(pile.articles_with(end)) for end in ends),
            -met[_sides(pile, pair)],
            pile.document_with(pair.left) == pile.document_with(pair.right),
            sum(end not in pile.claim_of or pile.claim_of[end].mode == "narrated" for end in ends),
            pile.place(pair.left),
            pair.right,
        )

    return min(pairs, key=order)


def _amounts(pile: Pile, pair: _Pair) -> tuple[tuple[str, str, str], ...]:
    """What the compared figures say: (left amount, right amount, what is counted)."""
    found = []
    for comparison in _told(pair):
        left, right = pile.figure_of.get(comparison.left), pile.figure_of.get(comparison.right)
        if left and right:
            if pile.document_with(pair.left) != left.document:
                left, right = right, left
            found.append((words.amount(left), words.amount(right), words.topic(left)))
    return tuple(dict.fromkeys(found))
