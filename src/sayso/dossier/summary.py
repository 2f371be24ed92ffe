"""The first lines a person reads: what is in the pile, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.dossier import words
from sayso.dossier.pairs import Card, Cards
from sayso.dossier.pile import NOBODY, Pile, Quote
from sayso.dossier.voices import counted

_READ = "en"
"""The language that is read."""

_NAMED_CHAINS = 4
"""How many relay chains the summary spells out."""

_IN_SHORT = {"conflicts": 4, "updates": 2, "differs": 2, "agrees": 2}
"""How many comparisons of each relation the summary names."""

_CHECKED = 3
"""How many things of a kind the summary says to look at."""

_LOOKED_THROUGH = 12

_WORDS_QUOTED = 16
"""How many words of a claim the summary quotes."""

_VERBS = (
    ("conflicts", "clash"),
    ("updates", "update one another"),
    ("differs", "differ"),
    ("agrees", "agree"),
    ("repeats", "repeat one text or voice"),
)


@dataclass(frozen=True, slots=True)
class Count:
    """One number of the summary's row, and what it counts."""

    number: str
    noun: str
    target: str


@dataclass(frozen=True, slots=True)
class Line:
    """One comparison in a line: its relation, what each side says, the card that has both sentences.

    ``decided`` holds what people decided about the comparison and its sides; ``ordered`` is whether the left
    one of an update is known to be the earlier.
    """

    relation: str
    topic: str
    left: str
    right: str
    target: str
    decided: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """Something to look at by hand: what stands there, why it is worth a look, where it leads."""

    what: str
    why: str
    target: str


NAMING_OUTLETS = (
    "To name outlets, tick articles under “The articles” in sayso serve, or put a first line"
    " “Outlet: The Post” above a text before it is read."
)


def lines(cards: Mapping[str, Cards]) -> list[Line]:
    """The first points of each relation that matters most; what a person decided comes first, all of it."""
    found = (cards[relation].foremost(most) for relation, most in _IN_SHORT.items() if relation in cards)
    return [line(card) for some in found for card in some]


def line(card: Card) -> Line:
    """A comparison in a line: its numbers where there are any, else its words."""
    decided = (*card.decided, *card.left.decided, *card.right.decided)
    if card.amounts:
        left, right, topic = card.amounts[0]
        one, other = (f"({q.who}, {q.outlet})" for q in (card.left, card.right))
        return Line(card.relation, topic, f"{left} {one}", f"{right} {other}", card.id, decided, card.ordered)
    return Line(card.relation, "", _said(card.left), _said(card.right), card.id, decided, card.ordered)


def _said(quote: Quote) -> str:
    """Who said what by which word: "the mayor, denied: “the report” (The Post)"."""
    if quote.mode == "narrated":
        return f"{_words(quote)} ({quote.who}, {quote.outlet})"
    cue = f", {quote.verb}" if quote.verb else ""
    return f"{quote.who}{cue}: {_words(quote)} ({quote.outlet})"


def _words(quote: Quote) -> str:
    """The first words of a claim, in quotation marks."""
    told = quote.text.split()
    more = " …" if len(told) > _WORDS_QUOTED else ""
    return f"“{' '.join(told[:_WORDS_QUOTED])}{more}”"


def sentences(pile: Pile, cards: Mapping[str, Sequence[Card]]) -> list[str]:
    """The summary as sentences, each of which stands on its own."""
    if not pile.documents:
        return ["No article could be read."]
    told = [_articles(pile), _languages(pile), _relays(pile), _claims(pile), _shared(pile)]
    told += [_relations(cards), _failures(pile)]
    return [sentence for sentence in told if sentence]


def counts(pile: Pile, cards: Mapping[str, Sequence[Card]]) -> list[Count]:
    """The numbers under the title."""
    attributed, named = pile.attributed, counted(pile).named
    found = [
        Count(words.number(len(pile.documents)), _noun(len(pile.documents), "article"), "articles"),
        Count(words.number(len(attributed)), _noun(len(attributed), "attributed claim"), "voices"),
        Count(words.number(named), _noun(named, "named voice"), "voices"),
        Count(words.number(len(pile.figures)), _noun(len(pile.figures), "figure"), "figures"),
    ]
    clashes = len(cards.get("conflicts", ()))
    found.append(Count(words.number(clashes), f"{_noun(clashes, 'point')} in conflict", "accounts"))
    return found


def checks(pile: Pile, cards: Mapping[str, Sequence[Card]]) -> list[Check]:
    """What to look at by hand first, besides the points above: where much rests on little."""
    found: dict[str, Check] = {}
    for check in (*_on_one_voice(pile), *_on_no_name(pile, cards), *_hard_to_place(pile)):
        # One thing that is worth a look for two reasons, or stands in two places, is told of once.
        known = found.setdefault(check.what, check)
        if check.why not in known.why:
            found[check.what] = replace(known, why=f"{known.why}; {check.why}")
    return list(found.values())


def _on_one_voice(pile: Pile) -> list[Check]:
    """What many articles carry on one voice, those that most carry first."""
    wide = []
    for group in pile.groups:
        carried = {pile.document_with(m) for m in pile.members(group)}
        if group.origins.high == 1 and len(carried) > 2:
            wide.append((-len(carried), pile.members(group)[0]))
    return [
        Check(_said(pile.quote(first)), f"{-number:,} articles carry it, on one voice", first)
        for number, first in sorted(wide)[:_CHECKED]
    ]


def _on_no_name(pile: Pile, cards: Mapping[str, Sequence[Card]]) -> list[Check]:
    """Points on which accounts clash where one side is on the word of nobody named."""
    found: dict[str, Check] = {}
    for relation in ("conflicts", "updates", "differs"):
        for card in cards.get(relation, ())[:_LOOKED_THROUGH]:
            for quote in (card.left, card.right):
                if all(v.anonymous for v in quote.voices):
                    unfound = all(v.key == NOBODY for v in quote.voices)
                    word = "no source was found" if unfound else "on the word of somebody without a name"
                    why = f"in one of the points marked “{relation}”; {word}"
                    found.setdefault(quote.id, Check(_said(quote), why, quote.id))
    return list(found.values())[:_CHECKED]


def _hard_to_place(pile: Pile) -> list[Check]:
    """Articles that do not say when they were published."""
    undated = [d for d in pile.documents if not words.printed(d) and pile.claims_in[d.id]]
    return [
        Check(
            " ".join((document.title or document.path).split()),
            "it gives no date of publication, so that what came first cannot be told from it",
            document.id,
        )
        for document in undated[:_CHECKED]
    ]


def _noun(count: int, noun: str) -> str:
    return noun if count == 1 else f"{noun}s"


def _articles(pile: Pile) -> str:
    named = {d.outlet for d in pile.documents if d.outlet}
    nameless = sum(1 for d in pile.documents if not d.outlet)
    dates = sorted(words.printed_day(d) for d in pile.documents if words.printed(d))
    undated = len(pile.documents) - len(dates)
    told = words.several(len(pile.documents), "article")
    if named:
        told += f" from {words.several(len(named), 'outlet')}"
    if dates:
        told += f", published {words.interval(dates[0], dates[-1])}"
    gaps = []
    if nameless:
        gaps.append(f"{nameless:,} {_do(nameless)} not name an outlet")
    if undated:
        gaps.append(f"{undated:,} {_do(undated)} not give a date")
    shown = "folder and file" if pile.folders else "file"
    naming = f" What names no outlet goes by its {shown}." if nameless else ""
    return f"{told}{'; ' + ' and '.join(gaps) if gaps else ''}.{naming}"


def _languages(pile: Pile) -> str:
    """What was not read for its language: whole articles, and stretches of others."""
    in_part = [{s.language or "" for s in d.segments if s.kind == "other_language"} for d in pile.documents]
    parts = [found for d, found in zip(pile.documents, in_part, strict=True) if found and d.language == _READ]
    told = list(filter(None, [unread_languages(pile)]))
    if parts:
        hold = "holds" if len(parts) == 1 else "hold"
        stretches = _by_name(code for found in parts for code in found)
        told.append(f"{words.several(len(parts), 'article')} {hold} stretches in {stretches}, set aside")
    return f"{'; '.join(told)}." if told else ""


def unread_languages(pile: Pile) -> str:
    """What is said of whole articles that are not read for their language; "" where there are none."""
    whole = [d.language for d in pile.documents if d.language and d.language != _READ]
    if not whole:
        return ""
    are = "is" if len(whole) == 1 else "are"
    kept = "which sayso keeps and does not read"
    return f"{words.several(len(whole), 'article')} {are} in {_by_name(whole)}, {kept}"


def _by_name(codes: Iterable[str]) -> str:
    """Languages by their names, in the order of these."""
    return words.listed(sorted({words.language(code) if code else "another language" for code in codes}))


def _do(count: int) -> str:
    return "does" if count == 1 else "do"


def _relays(pile: Pile) -> str:
    carried = [pile.carried(d) for d in pile.documents if d.relay]
    chains = [chain for chain in carried if len(chain) > 1]
    if not chains:
        return ""
    told = list(dict.fromkeys(" ← ".join(c) for c in chains))
    more = f" and {len(told) - _NAMED_CHAINS:,} more" if len(told) > _NAMED_CHAINS else ""
    carry = "carries another’s report" if len(chains) == 1 else "carry another’s report"
    return f"{len(chains):,} {carry}: {'; '.join(told[:_NAMED_CHAINS])}{more}."


def _claims(pile: Pile) -> str:
    attributed = len(pile.attributed)
    nameless = sum(any(v.anonymous and v.key != NOBODY for v in pile.voices(c)) for c in pile.told)
    unfound = sum(any(v.key == NOBODY for v in pile.voices(c)) for c in pile.told)
    told = words.several(attributed, "attributed claim")
    if attributed:
        told += f" by {words.several(counted(pile).named, 'named voice')}"
    gaps = [f"{nameless:,} on the word of somebody without a name"] if nameless else []
    gaps += [f"{unfound:,} for which no source was found"] if unfound else []
    if gaps:
        told += f" ({words.listed(gaps)})"
    return f"{told}, and {words.several(len(pile.figures), 'figure')}."


def _shared(pile: Pile) -> str:
    passages = pile.contents.passages
    if not passages:
        return ""
    pairs = {tuple(sorted((p.left.document, p.right.document))) for p in passages}
    return (
        f"{words.several(len(passages), 'passage')} shared word for word or nearly so,"
        f" between {words.several(len(pairs), 'pair')} of articles."
    )


def _relations(cards: Mapping[str, Sequence[Card]]) -> str:
    told = [
        f"{verb} on {words.several(len(cards[relation]), 'point')}"
        for relation, verb in _VERBS
        if cards.get(relation)
    ]
    alike, unclear = (len(cards.get(relation, ())) for relation in ("scope", "unclear"))
    rest = [f"look alike and tell of different things on {alike:,} (other scope)"] if alike else []
    rest += [f"are left unclear on {unclear:,}"] if unclear else []
    if not told:
        told = ["were not found to clash or agree"]
    return f"The accounts {words.listed(told)}{'; they ' + words.listed(rest) if rest else ''}."


def _failures(pile: Pile) -> str:
    count = len(pile.contents.failures)
    return (
        f"{words.several(count, 'input')} could not be read; the reasons stand at the end." if count else ""
    )
