"""Numbers as they stand in the text: value, bounds, unit, and what kind of number each is.

One pass decides first what a number is. Dates, clock times, ordinals, scores and names (Resolution 2254) are
no figures, and what is no figure is never shown as one. The steps: ``values`` reads digits and words,
``units`` what stands beside them, ``ranges`` makes two ends one amount, ``kinds`` decides the kind,
``bounds`` reads "at least" and the like, ``rates`` "per day", ``nought`` "no casualties".
"""

from __future__ import annotations

import bisect
import dataclasses
import re

from sayso.reading.numbers.bounds import Bounds, bounds
from sayso.reading.numbers.kinds import FIGURES, Spot, kind_of
from sayso.reading.numbers.nought import find_noughts
from sayso.reading.numbers.ranges import join
from sayso.reading.numbers.rates import RATED, per_unit
from sayso.reading.numbers.units import Line, Measured, measured
from sayso.reading.numbers.values import find_amounts
from sayso.reading.text import Number, Reading, Sentence, Token

__all__ = ["CONVERSION", "FIGURES", "find_numbers"]


def find_numbers(reading: Reading) -> tuple[Number, ...]:
    """All numbers of a reading, in order; those of the kinds in ``FIGURES`` can be figures."""
    found: list[Number] = []
    for sentence in reading.sentences:
        found.extend(_in_sentence(reading.document.text, sentence))
    return tuple(found)


def _in_sentence(text: str, sentence: Sentence) -> list[Number]:
    line = Line.of(text[sentence.start : sentence.end])
    amounts: list[Measured] = []
    for amount in find_amounts(line.text):
        # "75 USD million": the scale was taken with the unit.
        if not amounts or amount.start >= amounts[-1].end:
            amounts.append(measured(line, amount))
    amounts = join(line, amounts)
    found = [n for n in (_number(line, sentence, m) for m in amounts) if n is not None]
    # "64 cents a dozen": the rate has taken the word for itself.
    found = [
        n for n, before in zip(found, [None, *found], strict=False) if not before or n.start >= before.end
    ]
    for at in range(1, len(found)):
        found[at] = _as_converted(text, found[at - 1], found[at])
    noughts = list(find_noughts(text, sentence))
    return sorted([*found, *noughts], key=lambda n: n.start) if noughts else found


CONVERSION = re.compile(r" ?[(/] ?(?:or )?")
"""What stands between an amount and the same in another unit."""


def _as_converted(text: str, left: Number, right: Number) -> Number:
    """ "More than 7.5 million crowns ($1.1 million)": a conversion has the bounds of what it converts."""
    if right.kind != left.kind or left.kind not in ("money", "measure") or left.unit == right.unit:
        return right
    plain_ = right.low is not None and right.low == right.high and not right.approximate
    if not plain_ or not CONVERSION.fullmatch(text, left.end, right.start):
        return right
    low, high = right.low, right.high
    return dataclasses.replace(
        right,
        low=None if left.low is None else low,
        high=None if left.high is None else high,
        approximate=left.approximate,
        rule=f"{right.rule}, bounded like the amount it converts",
    )


def _number(line: Line, sentence: Sentence, found: Measured) -> Number | None:
    """An amount as a number with kind and bounds; None for "a week" that nothing bounds."""
    first, last = _token_at(sentence, found.start), _token_at(sentence, found.end - 1)
    spot = Spot(sentence.tokens, first, last, line, found)
    amount, around = found.amount, bounds(line, found, found.kind != "duration" or _bounds_over(spot))
    bounded = bool(around.said) or around.about
    if amount.form == "article" and not bounded:
        return None
    kind = kind_of(spot)
    if kind == "name" and amount.form in ("digits", "words") and bounded:
        # Whoever bounds a number means an amount.
        kind = "count"
    start = sentence.start
    if kind not in FIGURES:
        return Number(start + found.start, start + found.end, kind, amount.low, amount.high, rule=kind)
    per, end = per_unit(line, around.end) if kind in RATED else (None, around.end)
    more = kind == "count" and not around.said and line.text.startswith(" more ", found.end)
    return Number(
        start=start + around.start,
        end=start + end,
        kind=kind,
        low=None if around.said == "high" else amount.low,
        high=None if around.said == "low" else amount.high,
        approximate=amount.form == "vague" or around.about,
        unit="a" if kind == "age" and found.unit == "1" else found.unit,
        change=around.change or more,
        per=per,
        rule=_rule(line, kind, around, found),
    )


def _rule(line: Line, kind: str, around: Bounds, found: Measured) -> str:
    """What decided: the kind, the form of the number, and the words that bound it."""
    words = line.text[around.start : found.start].strip() or line.text[found.end : around.end].strip()
    said = f", bounded by “{words}”" if around.said or around.about else ""
    return f"{kind}: {found.amount.form}{said}"


def _token_at(sentence: Sentence, offset: int) -> int:
    """The place in the sentence's list of the token that covers an offset of its line."""
    return max(0, bisect.bisect_right(sentence.tokens, sentence.start + offset, key=_start) - 1)


def _start(token: Token) -> int:
    return token.start


_THEN = re.compile(r" (?:after|ago|later|earlier|before|old|long)\b")


def _bounds_over(spot: Spot) -> bool:
    """Whether "over" says "more than" of a length of time ("for over 3 years"), not when ("over 3 years")."""
    before = spot.before
    if before is None or _THEN.match(spot.line.text, spot.found.end):
        return True
    led = spot.tokens[spot.first - 2].lower if spot.first > 1 else ""
    return before.dep in ("quantmod", "advmod", "amod") or led in (
        "for",
        "of",
        "in",
        "after",
        "last",
        "within",
    )
