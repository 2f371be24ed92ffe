"""What an amount is of, beside what it counts: its whole, what it measures, which way it moves, its parts."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from sayso.claims.figures.counted import noun_phrase
from sayso.claims.figures.seen import NOUNS, Movement, Seen
from sayso.languages.en.quantities import listed, quantities
from sayso.reading.numbers import CONVERSION, FIGURES
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
    at = bisect.bisect_right(reading.numbers, token.start, key=_start)
    return [n for n in reading.numbers[max(0, at - 2) : at] if token.start < n.end and n.kind in FIGURES]


def _start(number: Number) -> int:
    return number.start


# --- what a measure is a property of -----------------------------------------------------------------------


_BEFORE_NOUN = frozenset({"compound", "nmod", "amod", "npadvmod", "nummod", "poss"})
_WITHIN_AMOUNT = frozenset({"conj", "appos", "quantmod", "nummod", "npadvmod", "dep"})
_STEPS_UP = 4


def about(seen: Seen, reading: Reading) -> str | None:
    """What a measure, share or sum of money is a property of: "the *fine* is $5m", "a 3 km *tunnel*"."""
    last = seen.own[-1]
    token = last
    if token.dep == "pobj" and token.head.head in seen.own:
        # "thousands of pounds"
        token = token.head.head
    for _ in range(_STEPS_UP):
        head = token.head
        if head.i > token.i and head.tag in NOUNS and token.dep in _BEFORE_NOUN:
            if head.i > last.i and not _numbers_at(reading, head):
                apart = any(t.text in ".;:!?" for t in seen.tokens if last.i < t.i < head.i)
                return noun_phrase(reading, head, last) if not apart else None
            token = head
        elif token.dep in _WITHIN_AMOUNT and not head.tag.startswith("VB"):
            token = head
        else:
            break
    return _by_preposition(token, reading) or _by_subject(token, reading)


def _by_preposition(token: Token, reading: Reading) -> str | None:
    """ "A fine of $5m", "a distance of 3 km"."""
    if token.dep != "pobj" or token.head.lower not in _LINKS_OF_MEASURE:
        return None
    noun = token.head.head
    named = noun.tag in NOUNS and noun.i < token.i and not _numbers_at(reading, noun)
    return noun_phrase(reading, noun) if named else None


def _by_subject(token: Token, reading: Reading) -> str | None:
    """ "The fine was $5m", "prices rose by 4 percent"."""
    if token.dep == "pobj" and token.head.lower not in _LINKS_OF_MEASURE:
        return None
    verb = next((t for t in list(token.ancestors())[:_STEPS_UP] if t.tag.startswith("VB")), None)
    for _ in range(2):
        if verb is None:
            return None
        subject = _moved_object(verb, token) or next(
            (c for c in verb.children if c.dep in ("nsubj", "nsubjpass")), None
        )
        if subject is not None:
            named = subject.tag in NOUNS and token not in list(subject.subtree())
            return noun_phrase(reading, subject) if named else None
        verb = verb.head if verb.dep in ("conj", "xcomp", "advcl") else None
    return None


def _moved_object(verb: Token, token: Token) -> Token | None:
    """ "The bank cut its key rate to 4.5%": what is moved, where the verb has both it and a mover."""
    led = token.dep == "pobj" and token.head.lower in ("to", "by", "from")
    objects = (c for c in verb.children if c.dep == "dobj" and c.i < token.i and c.tag in NOUNS)
    moved = next(objects, None) if led and verb.lemma in quantities().moves else None
    return moved if moved is not None and not any(c.tag == "CD" for c in moved.children) else None


# --- movement ----------------------------------------------------------------------------------------------


def movement(seen: Seen) -> Movement | None:
    """Which way an amount moves something: "up 5%", "fell by 3 points", "a 4 percent drop"."""
    if seen.own[0].lower in ("below", "above"):
        # "fell below $70": where it came to, not by how much.
        return None
    return _moved_before(seen) or _signed(seen) or _moved_after(seen)


def _moved_before(seen: Seen) -> Movement | None:
    before, earlier = seen.before(), seen.before(2)
    if before is None:
        return None
    if before.lower == "by" and earlier is not None:
        moved = _moved_by(earlier) or _moved_by(before.head)
        if moved is not None:
            return moved
    if before.lower == "of" and before.head.lower in quantities().moved:
        return Movement(quantities().moved[before.head.lower], before.head)
    settled = seen.number.kind == "money" and seen.number.unit != "1" and before.lemma in _MONEY_ITSELF
    if (before.tag.startswith("VB") or before.lower in ("up", "down")) and not settled:
        return _moved_by(before) if seen.number.kind in _MOVED else None
    return None


def _signed(seen: Seen) -> Movement | None:
    sign = seen.own[0].text[:1]
    if seen.number.kind != "share" or sign not in ("+", "-"):
        return None
    return Movement("up" if sign == "+" else "down", seen.own[0])


def _moved_after(seen: Seen) -> Movement | None:
    """ "A 4 percent drop", "4 percent higher": the noun or comparative that a share measures."""
    if seen.number.kind != "share":
        return None
    for token in seen.beyond(3):
        if token.lower in quantities().moved and token.tag in ("NN", "NNS", "JJR", "RBR", "RB"):
            return Movement(quantities().moved[token.lower], token)
        if token.tag not in ("JJ", "NN", "HYPH", "VBN"):
            break
    return None


def elided_movement(seen: Seen, previous: Seen, text: str) -> Movement | None:
    """The movement told with the amount before: "down 2.3%, Arle by 2.6%"; "dropped 1 m (3 ft)"."""
    if previous.sentence is not seen.sentence or previous.number.kind != seen.number.kind:
        return None
    if CONVERSION.fullmatch(text, previous.number.end, seen.number.start):
        return movement(previous) if previous.number.kind in _MOVED else None
    between = seen.tokens[previous.last_at + 1 : seen.first_at]
    gapped = len(between) <= _GAP and between[-1:] and between[-1].lower == "by"
    if not gapped or seen.number.kind not in _MOVED or between[0].lower not in (",", "and", "but", "while"):
        return None
    return movement(previous) if not any(t.tag.startswith("VB") for t in between) else None


_MOVED = frozenset({"share", "money", "measure"})
# How many words name what else moved: ", Arle Holdings by 2.6%".
_GAP = 8
# "Raised $5m" and "lost $3m" tell of the money, not of something that moved by it.
_MONEY_ITSELF = listed("moves money itself")


def _moved_by(token: Token) -> Movement | None:
    lexicon = quantities()
    if token.tag.startswith("VB") and token.lemma in lexicon.moves:
        return Movement(lexicon.moves[token.lemma], token)
    way = lexicon.moved.get(token.lower)
    return Movement(way, token) if way is not None else None


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
