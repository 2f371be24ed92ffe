"""What an amount is of, beside what it counts: its whole, what it measures, which way it moves, its parts."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.figures.counted import noun_phrase
from sayso.claims.figures.seen import NOUNS, Seen
from sayso.languages.en.quantities import listed, quantities
from sayso.reading.numbers import FIGURES
from sayso.reading.text import Number, Reading, Token

_LINKS_OF_MEASURE = frozenset({"of", "at", "to", "by", "from", "with", "between", "for"})
_MOST_PARTS = 8


# --- the whole ---------------------------------------------------------------------------------------------


def whole_of(seen: Seen, reading: Reading) -> Number | None:
    """The whole in "six of 44", "six out of 44 houses" and "60% of the 500 houses"."""
    after = seen.beyond(5)
    words = [t.lower for t in after]
    if not words or not (words[0] == "of" or words[:2] == ["out", "of"]):
        return _led_by_whole(seen, reading)
    for token in after[1:4]:
        for number in _numbers_at(reading, token):
            if number.low == number.high and number.kind == "count":
                return number
        if token.lower not in ("the", "of", "a", "total", "its", "their", "some", "about"):
            return None
    return None


_REACH_OF_WHOLE = 6


def _led_by_whole(seen: Seen, reading: Reading) -> Number | None:
    """ "Of the town's 44 bridges, six were destroyed": the whole opens the sentence."""
    tokens = seen.tokens
    if tokens[0].lower not in ("of", "among") or seen.first_at < 2 or seen.number.kind != "count":
        return None
    for token in tokens[1:_REACH_OF_WHOLE]:
        for number in _numbers_at(reading, token):
            larger = number.low is not None and (seen.number.high or 0) < number.low == number.high
            return number if larger and number is not seen.number and number.kind == "count" else None
    return None


def _numbers_at(reading: Reading, token: Token) -> list[Number]:
    return [n for n in reading.numbers if n.start <= token.start < n.end and n.kind in FIGURES]


# --- what a measure is a property of -----------------------------------------------------------------------


def about(seen: Seen, reading: Reading) -> str | None:
    """What a measure, share or sum of money is a property of: "the *fine* is $5m", "a 3 km *tunnel*"."""
    token = seen.own[-1]
    if token.dep == "pobj" and token.head.head in seen.own:
        # "thousands of pounds"
        token = token.head.head
    for _ in range(4):
        ahead = token.head.i > token.i and token.head.tag in NOUNS
        if ahead and token.dep in ("compound", "nmod", "amod", "npadvmod", "nummod", "poss"):
            if any(t.text in ".;:!?" for t in seen.tokens if seen.own[-1].i < t.i < token.head.i):
                return None
            if token.head.i > seen.own[-1].i:
                return noun_phrase(reading, token.head, seen.own[-1])
            token = token.head
        elif token.dep in (
            "conj",
            "appos",
            "quantmod",
            "nummod",
            "npadvmod",
            "dep",
        ) and not token.head.tag.startswith("VB"):
            token = token.head
        else:
            break
    return _named_by(token, reading)


def _named_by(token: Token, reading: Reading) -> str | None:
    """The noun that governs an amount through a preposition, or the subject of its verb."""
    verb = token.head
    if token.dep == "pobj":
        if token.head.lower not in _LINKS_OF_MEASURE:
            return None
        verb = token.head.head
        if verb.tag in NOUNS and verb.i < token.i and verb.text not in ("%",):
            return noun_phrase(reading, verb)
    for _ in range(3):
        if verb.tag.startswith("VB"):
            break
        verb = verb.head
    if not verb.tag.startswith("VB"):
        return None
    for candidate in (verb, verb.head):
        subject = next((c for c in candidate.children if c.dep in ("nsubj", "nsubjpass")), None)
        if subject is not None:
            return (
                noun_phrase(reading, subject)
                if subject.tag in NOUNS and subject.i not in (t.i for t in seen_tokens(token))
                else None
            )
        if candidate.dep not in ("conj", "xcomp", "advcl"):
            return None
    return None


def seen_tokens(token: Token) -> list[Token]:
    """A token with what hangs from it."""
    return list(token.subtree())[:20]


# --- movement ----------------------------------------------------------------------------------------------


def direction(seen: Seen) -> str | None:
    """Which way an amount moves something: "up 5%", "fell by 3 points", "a 4 percent drop"."""
    lexicon = quantities()
    before, earlier = seen.before(), seen.before(2)
    if before is not None:
        if before.lower == "by" and earlier is not None:
            moved = _moved_by(earlier) or _moved_by(before.head)
            if moved is not None:
                return moved
        if before.lower == "of" and before.head.lower in lexicon.moved:
            return lexicon.moved[before.head.lower]
        if before.tag.startswith("VB") or before.lower in ("up", "down"):
            moved = _moved_by(before)
            settled = (
                seen.number.kind == "money" and seen.number.unit != "1" and before.lemma in _MONEY_ITSELF
            )
            if moved is not None and seen.number.kind in ("share", "money", "measure") and not settled:
                return moved
    sign = seen.own[0].text[:1]
    if seen.number.kind == "share" and sign in ("+", "-"):
        return "up" if sign == "+" else "down"
    for token in seen.beyond(3):
        if (
            token.lower in lexicon.moved
            and token.tag in ("NN", "NNS", "JJR", "RBR", "RB")
            and seen.number.kind == "share"
        ):
            return lexicon.moved[token.lower]
        if token.tag not in ("JJ", "NN", "HYPH", "VBN"):
            break
    return None


# "Raised $5m" and "lost $3m" tell of the money, not of something that moved by it.
_MONEY_ITSELF = listed("moves money itself")


def _moved_by(token: Token) -> str | None:
    lexicon = quantities()
    if token.tag.startswith("VB") and token.lemma in lexicon.moves:
        return lexicon.moves[token.lemma]
    return lexicon.moved.get(token.lower)


# --- parts that add up -------------------------------------------------------------------------------------


def note_parts(figures: Sequence[Seen]) -> None:
    """Note on a total the parts beside it that add up to it: 6 + 22 + 16 = 44. Silent where they do not."""
    exact = [s for s in figures if _exact(s)]
    for at, total in enumerate(exact):
        for run in (_run(exact, at, 1), _run(exact, at, -1)):
            for size in range(2, len(run) + 1):
                if sum(s.number.low or 0 for s in run[:size]) == total.number.low:
                    _take_parts(total, run[:size])
                    break


def _take_parts(total: Seen, parts: list[Seen]) -> None:
    total.parts = tuple(sorted(parts, key=lambda s: s.number.start))
    if {p.event for p in parts} - {total.event}:
        # What happened to some of them is not what happened to all.
        total.event = None


def _exact(seen: Seen) -> bool:
    number = seen.number
    return (
        number.kind == "count"
        and number.low is not None
        and number.low == number.high
        and number.low > 0
        and not number.approximate
    )


def _run(figures: Sequence[Seen], at: int, step: int) -> list[Seen]:
    """The counts next to one, on one side, that count the same thing in its sentence or the one beside."""
    total = figures[at]
    run: list[Seen] = []
    i = at + step
    while 0 <= i < len(figures) and len(run) < _MOST_PARTS:
        other = figures[i]
        near = abs(other.sentence.i - total.sentence.i) <= 1
        if not near or not _same_thing(other, total) or (other.number.low or 0) >= (total.number.low or 0):
            break
        run.append(other)
        i += step
    return run


def _same_thing(one: Seen, other: Seen) -> bool:
    if one.counted is None or other.counted is None:
        return False
    return one.counted.lower().split()[-1] == other.counted.lower().split()[-1]
