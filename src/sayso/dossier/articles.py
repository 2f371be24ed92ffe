"""Each article in full: its text marked, notes beside it, what is set aside folded, what is known of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from sayso.case.checking import REJECTED
from sayso.dossier import words
from sayso.dossier.marking import Mark, mark
from sayso.dossier.naming import mention_anchor
from sayso.dossier.pairs import ORDER, Card
from sayso.dossier.pile import Pile, Quote, is_denying
from sayso.model import Claim, Document, Mention

_KIND_NAMES = {
    "furniture": "the page’s own furniture",
    "unrelated_post": "other posts",
    "other_language": "text in another language",
    "author_bio": "about the author",
}
"""Kinds of segment that are folded, by what they are; the small ones, as byline and date, stay in sight."""

_MODE_NAMES = {
    "direct": "direct speech",
    "mixed": "partly direct speech",
    "indirect": "reported speech",
}

_UNSAID = frozenset({"unclear", REJECTED})
"""Relations that tell nothing yet, or nothing any more: margins are quiet about them."""

Chip = tuple[str, str, str]
"""A comparison that a claim stands in: its relation, its card's anchor, and with whom."""

Chips = Mapping[str, Sequence[Chip]]
"""For each claim its comparisons."""


@dataclass(frozen=True, slots=True)
class Note:
    """What stands in the margin beside claims that follow one another: their ids and numbers, whose, how."""

    claims: tuple[tuple[str, int], ...]
    speaker: str
    how: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph as marked HTML with its notes; ``blank`` is the space between paragraphs, as it is."""

    kind: str
    html: Markup
    notes: tuple[Note, ...] = ()
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Paragraphs that stand together: in sight, or folded under the name of what they are."""

    folded: str
    words: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known about an article, and where it was read."""

    name: str
    value: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article as the dossier shows it."""

    document: Document
    number: int
    title: str
    outlet: str
    published: str
    chain: tuple[str, ...]
    facts: tuple[Fact, ...]
    shared: tuple[tuple[str, str, int], ...]
    parts: tuple[Part, ...]
    attributed: int
    figures: int


def articles(pile: Pile, shown: Chips, named: set[str]) -> Iterator[Article]:
    """Every article in reading order.

    ``shown`` are the chips of the cards that the page shows; ``named`` the anchors of mentions that other
    views link to.
    """
    mentions: dict[str, dict[str, Mention]] = defaultdict(dict)
    for entity in pile.entities:
        for mention in entity.mentions:
            if mention_anchor(mention) in named:
                mentions[mention.document].setdefault(mention_anchor(mention), mention)
    for document in pile.documents:
        yield article(pile, document, shown, tuple(mentions[document.id].values()))


def chips(cards: Mapping[str, Sequence[Card]]) -> Chips:
    """For each claim the cards that it stands in."""
    found: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for relation, some in cards.items():
        for card in some if relation not in _UNSAID else ():
            for left, right in ((card.left, card.right), *card.more):
                found[left.id].setdefault((relation, card.id), _whose(right, left))
                found[right.id].setdefault((relation, card.id), _whose(left, right))
    return {id_: [(*chip, whose) for chip, whose in mine.items()] for id_, mine in found.items()}


def chips_in(pile: Pile, document: str) -> Chips:
    """For each claim of one article what it is compared with, the weightiest first."""
    found: dict[str, list[Chip]] = {}
    for claim in pile.claims_in[document]:
        rows: dict[tuple[str, str], Chip] = {}
        mine = [c for c in pile.compared_of.get(claim.id, ()) if c.relation not in _UNSAID]
        for c in sorted(mine, key=lambda c: (ORDER.index(c.relation), c.id)):
            other = pile.answer_to(claim.id, c)
            rows.setdefault(
                (c.relation, other),
                (c.relation, f"p_{c.id}", _whose(pile.quote(other), pile.quote(claim.id))),
            )
        if rows:
            found[claim.id] = list(rows.values())
    return found


def _whose(quote: Quote, mine: Quote) -> str:
    """Whose account a chip leads to: the speaker, or the outlet of the same speaker or of its own voice."""
    same = any(v.own for v in quote.voices) or quote.who == mine.who
    return quote.outlet if same else quote.who


def article(pile: Pile, document: Document, shown: Chips, mentions: Sequence[Mention] = ()) -> Article:
    """One article; ``mentions`` are those that other views link to."""
    claims = pile.claims_in[document.id]
    numbers = {c.id: n for n, c in enumerate((c for c in claims if _noted(c, shown)), 1)}
    marks = [*_claim_marks(pile, claims, numbers), *_other_marks(pile, document, mentions)]
    blocks = []
    for kind, start, end in stretches(document):
        html = mark(document.text, start, end, marks)
        noted = [c for c in claims if c.id in numbers and start <= c.start < end]
        blank = not document.text[start:end].strip()
        blocks.append(Block(kind, html, tuple(_notes(pile, noted, numbers, shown)), blank))
    return Article(
        document,
        pile.number_of[document.id],
        " ".join((document.title or "").split()),
        pile.outlet_of[document.id],
        pile.dated(document),
        pile.carried(document),
        tuple(_facts(pile, document)),
        _shared(pile, document),
        _parts(blocks),
        len(pile.attributed_in[document.id]),
        len(pile.figures_in[document.id]),
    )


def marks_of(pile: Pile, document: Document) -> list[Mark]:
    """The marks of an article's claims, figures and shared text, without notes."""
    return [*_claim_marks(pile, pile.claims_in[document.id], {}), *_other_marks(pile, document, ())]


def _noted(claim: Claim, shown: Chips) -> bool:
    """Whether a claim gets a note: somebody's word, or compared with another."""
    return claim.mode != "narrated" or claim.id in shown


def stretches(document: Document) -> Iterator[tuple[str, int, int]]:
    """All of a text as (kind, start, end): its paragraphs and the blank space between them, in order."""
    at = 0
    for segment in document.segments:
        if segment.start > at:
            yield "", at, segment.start
        left = max(at, segment.start)
        while left < segment.end:
            line = document.text.find("\n", left, segment.end)
            right = segment.end if line < 0 else line + 1
            yield segment.kind, left, right
            left = right
        at = max(at, segment.end)
    if at < len(document.text):
        yield "", at, len(document.text)


def _parts(blocks: Sequence[Block]) -> tuple[Part, ...]:
    """Neighbouring blocks that are folded for the same reason, or in sight, as one part."""
    parts: list[tuple[str, list[Block]]] = []
    for block in blocks:
        folded = _KIND_NAMES.get(block.kind, "")
        if block.blank and not block.kind and parts:
            folded = parts[-1][0]
        if not parts or parts[-1][0] != folded:
            parts.append((folded, []))
        parts[-1][1].append(block)
    return tuple(
        Part(folded, sum(len(b.html.striptags().split()) for b in some) if folded else 0, tuple(some))
        for folded, some in parts
    )


def _claim_marks(pile: Pile, claims: Sequence[Claim], numbers: Mapping[str, int]) -> Iterator[Mark]:
    for claim in claims:
        how = _how(claim)
        title = f"{pile.quote(claim.id).speaker}: {how}" if claim.mode != "narrated" else ""
        yield Mark(claim.start, claim.end, "", anchor=claim.id, number=numbers.get(claim.id, 0))
        for start, end in claim.spans:
            yield Mark(start, end, f"k {claim.mode}", title, claim=claim.id)
        if claim.cue:
            yield Mark(claim.cue.start, claim.cue.end, "cue", claim=claim.id)
        for source in claim.sources:
            yield Mark(source.start, source.end, "src", claim=claim.id)


def _other_marks(pile: Pile, document: Document, mentions: Sequence[Mention]) -> Iterator[Mark]:
    for figure in pile.figures_in[document.id]:
        title = f"{words.amount(figure)}: {words.topic(figure)}"
        yield Mark(figure.start, figure.end, "fig", title, anchor=figure.id)
    for start, end in document.insertions:
        yield Mark(start, end, "ins", "put in by an editor")
    for mention in mentions:
        yield Mark(mention.start, mention.end, "", anchor=mention_anchor(mention))
    for passage, side, other in pile.passages_in.get(document.id, ()):
        title = f"also in {pile.outlet_of[other.document]}"
        yield Mark(side.start, side.end, "shared", title, anchor=passage_anchor(passage, document.id))


def passage_anchor(passage: str, document: str) -> str:
    """The anchor of a shared passage in one of its two articles."""
    return f"{passage}_{document}"


def _how(claim: Claim) -> str:
    """The mode in words, the reporting words as written, whether denied, hedged or a report of silence."""
    told = [_MODE_NAMES[claim.mode]] if claim.mode in _MODE_NAMES else []
    if claim.cue:
        told.append(f"“{' '.join(claim.cue.text.split())}”")
    elif claim.mode != "narrated":
        told.append("no reporting word")
    if claim.via:
        told.append(f"by way of {words.listed(claim.via)}")
    if claim.denied and not (claim.cue and is_denying(claim.cue.text)):
        told.append("denied")
    if claim.hedged:
        told.append("hedged")
    if claim.echo_of:
        told.append("the headline again")
    if claim.silent:
        told.append("said nothing")
    return ", ".join(told)


def _notes(pile: Pile, claims: Sequence[Claim], numbers: Mapping[str, int], shown: Chips) -> Iterator[Note]:
    """The notes of one paragraph; neighbours with one voice and one manner share a note."""
    for (speaker, how), some in groupby(claims, key=lambda c: (pile.quote(c.id).speaker, _how(c))):
        mine = list(some)
        links = dict.fromkeys(chip for claim in mine for chip in shown.get(claim.id, ()))
        yield Note(tuple((c.id, numbers[c.id]) for c in mine), speaker, how, tuple(links))


def _facts(pile: Pile, document: Document) -> Iterator[Fact]:
    """What is known about an article; what its text does not give says so."""
    given = (
        ("outlet", document.outlet),
        ("authors", words.listed(document.authors)),
        ("published", words.date(document.published)),
        ("updated", words.date(document.updated)),
        ("captured", words.date(document.captured)),
        ("url", document.url),
        ("language", document.language),
    )
    found = pile.found.document[document.id]
    for name, value in given:
        evidence = document.evidence.get(name)
        read = _rule(evidence.rule) if evidence else ""
        if evidence and evidence.start is not None and evidence.end is not None:
            read += f": “{' '.join(document.text[evidence.start : evidence.end].split())}”"
        was = getattr(found, name, None)
        if name in ("outlet", "published") and getattr(document, name) != was:
            yield Fact(name, value or "none, by decision", _decided(name, was))
        elif value:
            yield Fact(name, value, read)
        elif name in ("outlet", "authors", "published"):
            yield Fact(name, "not given in the text", "")
    if document.dated and not document.published:
        span = words.interval(document.dated.from_, document.dated.to)
        yield Fact("published, inferred", span, document.dated.evidence)
    for relay in document.relay:
        shown = ""
        if relay.start is not None and relay.end is not None:
            shown = f": “{' '.join(document.text[relay.start : relay.end].split())}”"
        yield Fact("carries the report of", relay.name, f"{relay.status}, {_rule(relay.rule)}{shown}")
    where = f"{document.path}{f' {document.member}' if document.member is not None else ''}"
    yield Fact("file", where, f"SHA-256 {document.sha256}")


def _decided(name: str, was: str | None) -> str:
    """What is told beside a fact that a person decided."""
    if name != "published":
        return f"decided; found: {was or 'none'}"
    return (
        f"decided; found: {words.date(was) or 'none'}; “yesterday” and the like are told from what was found"
    )


def _rule(rule: str) -> str:
    """By which rule something was read, in words: "field:source" is the record’s field of that name."""
    if rule.startswith("meta "):
        return f"the page’s meta tag “{rule.removeprefix('meta ')}”"
    head, colon, rest = rule.replace("_", " ").partition(":")
    if head == "field" and colon:
        name, blank, more = rest.partition(" ")
        return f"the record’s field “{name}”{blank}{more}"
    return head + colon + rest


def _shared(pile: Pile, document: Document) -> tuple[tuple[str, str, int], ...]:
    """The passages that other articles share: (anchor there, outlet there, words here)."""
    found = []
    for passage, side, other in pile.passages_in.get(document.id, ()):
        length = len(document.text[side.start : side.end].split())
        found.append((passage_anchor(passage, other.document), pile.outlet_of[other.document], length))
    return tuple(sorted(found, key=lambda row: (-row[2], row[1], row[0])))
