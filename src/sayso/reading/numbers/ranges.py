"""Two amounts that are one: "10 to 15", "between 5% and 6%", "six or seven", "one in three"."""

from __future__ import annotations

import re

from sayso.languages.en.quantities import quantities
from sayso.reading.lemmas import lemma
from sayso.reading.numbers.units import Line, Measured
from sayso.reading.numbers.values import whole

_BETWEEN = re.compile(r"\bbetween (?:about |some |around )?$")
_FROM = re.compile(
    r"\b([a-z]+)(?: (?:[a-z]+ly|up|down|back|further|sharply))? from (?:about |some |around |nearly |over )?$"
)
_BY = re.compile(r"\bby (?:about |some |around |nearly |over |almost )?$")
_LINKS = re.compile(r" ?- ?| to ?-?| or (?:even |maybe |perhaps |possibly )?| and ")
_OUT_OF = re.compile(r" (?:in|out of)(?: every)? ")


def join(line: Line, found: list[Measured]) -> list[Measured]:
    """The amounts of a line, those that are two ends or two parts of one made one."""
    joined: list[Measured] = []
    for one in found:
        made = _one_of(line, joined[-1], one) if joined else None
        if made is not None:
            joined[-1] = made
        else:
            joined.append(one)
    return joined


def _one_of(line: Line, left: Measured, right: Measured) -> Measured | None:
    if not {left.amount.form, right.amount.form} <= {"digits", "words", "fraction"}:
        return None
    between = line.text[left.end : right.start]
    if len(between) > 16:
        return None
    if _OUT_OF.fullmatch(between) and _is_ratio(left, right):
        return _ratio(left, right)
    if left.kind == "money" and between in (" ", " and "):
        coins = _with_coins(line, left, right)
        if coins is not None:
            return coins
    if left.unit == "[ft_i]" and right.unit == "[in_i]" and between in (" ", " and "):
        return None
    return _range(line, left, right, between)


def _is_ratio(left: Measured, right: Measured) -> bool:
    low, high = left.amount.low, right.amount.low
    return (
        left.kind == "" and right.kind == "" and 0 < low < high and ((low <= 9 and high <= 100) or low == 1)
    )


def _ratio(left: Measured, right: Measured) -> Measured | None:
    """ "One in three", "nine out of ten"; "two in 40 years" has a unit and is none."""
    if isinstance(left.amount.low, float) or isinstance(right.amount.low, float):
        return None
    left.amount.low = left.amount.high = left.amount.low / right.amount.low
    left.amount.form = "fraction"
    left.end = left.amount.end = right.end
    return left


_ENDS = re.compile(r" ?(?:[.,;!?)]|$)(?!\d)| more\b")


def _with_coins(line: Line, left: Measured, right: Measured) -> Measured | None:
    """ "Three dollars fifty cents", and as it is spoken: "three dollars fifty"."""
    small = line.text[right.amount.end : right.end].strip()
    named = right.kind == "money" and right.unit == "1" and small in ("cents", "cent", "pence", "p")
    alone = not right.kind and right.amount.low >= 10 and _ENDS.match(line.text, right.end) is not None
    by_word = (
        line.text[left.end - 1].isalpha() and left.amount.scale == 1 and isinstance(left.amount.low, int)
    )
    if not by_word or not (named or alone) or right.amount.low >= 100 or right.start != right.amount.start:
        return None
    value = whole(left.amount.low + right.amount.low / 100)
    left.amount.low = left.amount.high = value
    left.end = left.amount.end = right.end
    return left


def _range(line: Line, left: Measured, right: Measured, between: str) -> Measured | None:
    link = _LINKS.fullmatch(between)
    opened = _BETWEEN.search(line.text, max(0, left.start - 24), left.start)
    if link is None or (link[0] == " and " and opened is None):
        return None
    if left.amount.low != left.amount.high or right.amount.low != right.amount.high:
        return None
    low, high = left.amount.low, right.amount.low
    scale = right.amount.scale
    if left.amount.scale == 1 and scale > 1 and low * scale < high and low < 1000:
        # "Two to three million": the scale belongs to both.
        low = whole(low * scale)
    same = left.unit == right.unit or left.kind == "" or (left.kind == "money" and right.kind == "")
    if not same or low >= high or _is_movement(line, left, right):
        return None
    if link[0].startswith(" or ") and high - low > max(3, low):
        return None
    if left.kind and not right.kind:
        right.kind, right.unit = left.kind, left.unit
    right.amount.low, right.amount.high, right.amount.start = low, high, left.amount.start
    right.amount.form = "digits"
    right.start = opened.start() if opened is not None else left.start
    return right


def _is_movement(line: Line, left: Measured, right: Measured) -> bool:
    """ "Rose from 12 to 17" tells of two states and not of one amount between them."""
    if _BY.search(line.text, max(0, left.start - 24), left.start) and line.text.startswith(" to ", left.end):
        # "rose by $5 to $17", but "dropped by 1 to 1.5 degrees"
        return bool(left.kind) or right.amount.low > 3 * left.amount.low
    match = _FROM.search(line.text, max(0, left.start - 48), left.start)
    return match is not None and _moves(match[1])


def _moves(word: str) -> bool:
    """Whether a word as written is a form of a verb or adverb of movement."""
    lexicon = quantities()
    return word in lexicon.moved or any(
        lemma(word, tag) in lexicon.moves for tag in ("VBD", "VBN", "VBZ", "VBG")
    )
