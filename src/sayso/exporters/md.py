"""A digest in Markdown: articles, where accounts meet, who is quoted most; the jsonl export has all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.case.checking import REJECTED
from sayso.case.contents import Contents
from sayso.dossier import words
from sayso.dossier.decisions import decisions
from sayso.dossier.pairs import ORDER, Card, cards
from sayso.dossier.pile import Pile, Quote
from sayso.dossier.summary import line
from sayso.dossier.voices import Row, voices
from sayso.model import Document

_POINTS = {"conflicts": 15, "updates": 10, "differs": 10, "agrees": 8, "repeats": 5}
"""How many points of each relation the digest tells; what a person decided comes first, all of it."""

_VOICES = 12
_CLAIMS = 3
"""How many claims of a voice are quoted."""

_ARTICLES = 60
_WORDS_QUOTED = 40


def export_md(contents: Contents) -> Iterator[str]:
    """A digest in Markdown, to read or paste: articles, where accounts meet, who said what, decisions.

    Every line names its article and the ids that its words stand under.

    Lost: what does not fit a digest; each section says how much it leaves out.
    """
    pile = Pile(contents)
    yield "# Case digest\n\n"
    yield from _articles(pile)
    yield from _points(pile)
    yield from _voices(pile)
    yield from _decisions(pile)
    yield from _failures(contents)


def _articles(pile: Pile) -> Iterator[str]:
    yield f"## Articles ({len(pile.documents)})\n\n"
    for document in pile.documents[:_ARTICLES]:
        outlet = document.outlet or "outlet not given"
        carried = _escape(" ← ".join(words.chain([outlet, *pile.relays(document)])))
        title = _escape(document.title or "no headline")
        yield f"- **{title}** — {carried}, {pile.dated(document)} (`{_where(document)}`)\n"
    yield from _left_out(len(pile.documents) - _ARTICLES, "article")
    yield "\n"


def _points(pile: Pile) -> Iterator[str]:
    """What the dossier tells in cards, each in a few lines."""
    found = cards(pile)
    for relation in ORDER:
        if relation not in found or relation == REJECTED:
            continue
        some = found[relation]
        shown = some.foremost(_POINTS.get(relation, 0))
        if not shown:
            continue
        pairs = f", {words.several(some.pairs, 'pair')}" if some.pairs > len(some) else ""
        yield f"## {relation.capitalize()} ({words.several(len(some), 'point')}{pairs})\n\n"
        for card in shown:
            yield from _point(card)
        yield from _left_out(len(some) - len(shown), "point")
        yield "\n"
    rest = {relation: len(some) for relation, some in found.items() if relation not in _POINTS}
    if rest:
        told = words.listed(f"{count} {relation}" for relation, count in rest.items())
        yield f"Further points, in the export: {told}.\n\n"


def _point(card: Card) -> Iterator[str]:
    told = line(card)
    topic = f"{_escape(told.topic)}: " if told.topic else ""
    yield f"- {topic}{_escape(told.left)} (`{card.left.id}`)\n"
    yield f"  ↔ {_escape(told.right)} (`{card.right.id}`)\n"
    for decision in told.decided:
        yield f"  **{_escape(decision)}**\n"
    if card.rests:
        yield f"  **Corrected since: {_escape('; '.join(card.rests))}**\n"
    if card.reasons:
        yield f"  {_escape('; '.join(card.reasons))}\n"


def _voices(pile: Pile) -> Iterator[str]:
    """The voices quoted most, each with its first claims."""
    rows: Sequence[Row] = voices(pile).named
    if not rows:
        return
    yield f"## Who said what ({words.several(len(rows), 'named voice')})\n\n"
    for row in rows[:_VOICES]:
        yield f"### {_escape(row.name)} ({words.several(row.claims, 'claim')})\n\n"
        ids = [id_ for outlet in row.outlets for id_ in outlet.examples]
        for id_ in ids[:_CLAIMS]:
            yield _said(pile.quote(id_))
        yield from _left_out(row.claims - len(ids[:_CLAIMS]), "claim")
        yield "\n"
    yield from _left_out(len(rows) - _VOICES, "voice")


def _said(quote: Quote) -> str:
    cue = f"{_escape(quote.verb)}: " if quote.verb else ""
    told = quote.text.split()
    more = " …" if len(told) > _WORDS_QUOTED else ""
    return (
        f"- {cue}“{_escape(' '.join(told[:_WORDS_QUOTED]))}{more}” ({_escape(quote.outlet)}, `{quote.id}`)\n"
        + "".join(f"  **{_escape(decided)}**\n" for decided in quote.decided)
    )


def _left_out(count: int, noun: str) -> Iterator[str]:
    if count > 0:
        yield f"- … and {words.several(count, f'more {noun}')}\n"


def _decisions(pile: Pile) -> Iterator[str]:
    found = decisions(pile)
    if not found:
        return
    yield f"## Decisions ({len(found)})\n\n"
    for made in found:
        state = "" if made.state == "stands" else f" [{made.state}]"
        yield f"- {_escape(made.text + state)}: {_escape(made.about)} (`{made.target}`)\n"
    yield "\n"


def _failures(contents: Contents) -> Iterator[str]:
    if contents.failures:
        yield "## Not read\n\n"
        for failure in contents.failures:
            yield f"- {_escape(failure.what)}\n"


def _where(document: Document) -> str:
    return document.path if document.member is None else f"{document.path}#{document.member}"


def _escape(text: str) -> str:
    """Text on one line, with the characters that Markdown would read as its own escaped."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", " ".join(text.split()))
