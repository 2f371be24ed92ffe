"""Numbers as they stand in the text: value, bounds, unit, and what kind of number each is.

One pass decides first what a number is. Dates, clock times, ordinals, scores and names (Resolution 2254) are
no figures, and what is no figure is never shown as one. The steps: ``values`` reads digits and words,
``units`` what stands beside them, ``ranges`` makes two ends one amount, ``kinds`` decides the kind,
``bounds`` reads "at least" and the like, ``rates`` reads "per day".
"""

from __future__ import annotations

import bisect
import dataclasses
import re

from sayso.languages.en.quantities import events, listed
from sayso.reading.numbers.bounds import Bounds, bounds
from sayso.reading.numbers.kinds import FIGURES, Spot, kind_of
from sayso.reading.numbers.ranges import join
from sayso.reading.numbers.rates import RATED, per_unit
from sayso.reading.numbers.units import Line, Measured, measured
from sayso.reading.numbers.values import find_amounts
from sayso.reading.text import Number, Reading, Sentence, Token

__all__ = ["FIGURES", "find_numbers"]

_HARM = listed("harm")


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
    found = [_as_converted(text, left, right) for left, right in zip([None, *found], found, strict=False)]
    if _NOUGHT.search(line.text):
        found.extend(n for n in map(_none_at, sentence.tokens) if n is not None)
        found.sort(key=lambda n: n.start)
    return found


_CONVERSION = re.compile(r" ?[(/] ?(?:or )?")


_NOUGHT = re.compile(r"\b(?:no|nobody|none)\b")


def _as_converted(text: str, left: Number | None, right: Number) -> Number:
    """ "More than 7.5 million crowns ($1.1 million)": a conversion has the bounds of what it converts."""
    if (
        left is None
        or right.kind != left.kind
        or left.kind not in ("money", "measure")
        or left.unit == right.unit
    ):
        return right
    plain_ = right.low is not None and right.low == right.high and not right.approximate
    if not plain_ or not _CONVERSION.fullmatch(text, left.end, right.start):
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
    tokens = sentence.tokens
    spot = Spot(tokens, _token_at(sentence, found.start), _token_at(sentence, found.end - 1), line, found)
    if spot.last < spot.first:
        return None
    kind = kind_of(spot)
    over_counts = found.kind != "duration" or _bounds_over(spot)
    around = bounds(line, found, over_counts)
    amount = found.amount
    if kind == "name" and amount.form in ("digits", "words") and (around.said or around.about):
        # Whoever bounds a number means an amount.
        kind = "count"
    if amount.form == "article" and not (around.said or around.about):
        return None
    vague = amount.form == "vague"
    end = around.end
    if kind not in FIGURES:
        around, end = Bounds(found.start, found.end, "", False, False), found.end
    per, end = per_unit(line, end) if kind in RATED else (None, end)
    unit = found.unit if kind != "age" else found.unit if found.unit != "1" else "a"
    change = around.change or (
        kind == "count" and not around.said and line.text.startswith(" more ", found.end)
    )
    return Number(
        start=sentence.start + around.start,
        end=sentence.start + end,
        kind=kind,
        low=None if around.said == "high" else amount.low,
        high=None if around.said == "low" else amount.high,
        approximate=vague or around.about,
        unit=unit if kind in FIGURES else "1",
        change=change,
        per=per,
        rule=_rule(line, kind, amount.form, around, found),
    )


def _rule(line: Line, kind: str, form: str, around: Bounds, found: Measured) -> str:
    words = line.text[around.start : found.start].strip() or line.text[found.end : around.end].strip()
    said = f", bounded by “{words}”" if around.said or around.about else ""
    return f"{kind}: {form}{said}"


def _token_at(sentence: Sentence, offset: int) -> int:
    """The place in the sentence's list of the token that covers an offset of its line."""
    return max(0, bisect.bisect_right(sentence.tokens, sentence.start + offset, key=_start) - 1)


def _start(token: Token) -> int:
    return token.start


def _bounds_over(spot: Spot) -> bool:
    """Whether "over" says "more than" of a length of time: it then hangs from the number, not from a verb."""
    before = spot.before
    return before is not None and before.dep in ("quantmod", "advmod", "amod")


_HARMS = frozenset({"killed", "wounded", "arrested", "missing", "hospitalized", "infected"})


def _says_no(token: Token) -> bool:
    return any(c.lower == "no" and c.i == token.i - 1 and c.end == token.start - 1 for c in token.children)


def _none_at(token: Token) -> Number | None:
    """ "No casualties", "nobody was hurt": a count of nought, where harm is counted."""
    if token.lower in ("nobody", "none") or (token.lower == "one" and _says_no(token)):
        harmed = token.dep == "nsubjpass" and events().object.get(token.head.lemma) in _HARMS
        start = token.start if token.lower != "one" else token.start - len("no ")
        return Number(start, token.end, "count", 0, 0, rule="count: no") if harmed else None
    if token.lower != "no" or token.dep != "det":
        return None
    head = token.head
    if head.i <= token.i or (head.lemma not in _HARM and head.lower not in _HARM):
        return None
    return Number(token.start, head.end, "count", 0, 0, rule="count: no")
