"""Two amounts that are one: "10 to 15", "between 5% and 6%", "six or seven", "one in three"."""

from __future__ import annotations

import itertools
import re

from sayso.languages.en.quantities import quantities
from sayso.reading.lemmas import lemma
from sayso.reading.numbers.units import Line, Measured
from sayso.reading.numbers.values import whole

_BETWEEN = re.compile(r"\bbetween (?:about |some |around )?$")
_ROUGHLY = r"(?:about |some |around |roughly |nearly |almost |over |up to |just )?"
_FROM = re.compile(rf"\b([a-z]+)(?: (?:[a-z]+ly|back|further|sharply|(?P<way>up|down)))? from {_ROUGHLY}$")
_FROM_WITH_OBJECT = re.compile(
    rf"\b([a-z]+) (?:its|their|his|her|our|the|a)(?: [a-z]+){{1,3}} from {_ROUGHLY}$"
)
_BY = re.compile(rf"\b(?P<verb>[a-z]+)(?: (?P<by>by))? {_ROUGHLY}$")
_LINKS = re.compile(r" ?- ?| to ?-?| or (?:even |maybe |perhaps |possibly )?| and ")
_STATES = re.compile(rf"(?: in [a-z]+)? (to|from) (?:just |only )?{_ROUGHLY}(?:between )?")
_TO = re.compile(rf"\b([a-z]+)(?: (?:[a-z]+ly|back|up|down))? to (?:just |only )?{_ROUGHLY}$")
_APART = 40
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
    for left, right in itertools.pairwise(joined):
        if _are_states(line, left, right) or _are_steps(line, left, right):
            _share_unit(line, left, right)
    return joined


def _one_of(line: Line, left: Measured, right: Measured) -> Measured | None:
    if not {left.amount.form, right.amount.form} <= {"digits", "words", "fraction"}:
        return None
    if _are_states(line, left, right):
        return None
    between = line.text[left.end : right.start]
    if len(between) > 16:
        return None
    if between == " (" and left.amount.form == "words" and _says_again(line, left, right):
        left.end = left.amount.end = right.end + 1
        return left
    if _OUT_OF.fullmatch(between) and _is_ratio(left, right):
        return _ratio(left, right)
    if left.kind == "money" and between in (" ", " and "):
        coins = _with_coins(line, left, right)
        if coins is not None:
            return coins
    if left.unit == "[ft_i]" and right.unit == "[in_i]" and between in (" ", " and "):
        return None
    return _range(line, left, right, between)


def _says_again(line: Line, left: Measured, right: Measured) -> bool:
    """ "Twelve (12) people", as official papers write."""
    again = left.amount.low == right.amount.low and right.amount.form == "digits" and not right.kind
    return again and line.text.startswith(")", right.end)


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
    if not same or low >= high:
        return None
    if link[0].startswith(" or ") and high - low > max(3, low):
        return None
    if left.kind and not right.kind:
        right.kind, right.unit = left.kind, left.unit
    right.amount.low, right.amount.high, right.amount.start = low, high, left.amount.start
    right.amount.form = "digits"
    right.start = opened.start() if opened is not None else left.start
    return right


def _are_states(line: Line, left: Measured, right: Measured) -> bool:
    """ "Rose from 12 to 17", "rose 3 metres to 9": two states, or a step and its end, and no range."""
    between = line.text[left.end : right.start]
    link = _STATES.fullmatch(between) if len(between) <= _APART else None
    if link is None:
        return False
    lead = line.text[max(0, left.start - 60) : left.start]
    if link[1] == "from":
        led = _TO.search(lead)
        return led is not None and _moves(led[1])
    if lead.endswith(" from up to "):
        return True
    led = _FROM.search(lead)
    if led is not None:
        moved = _moves(led[1]) or led["way"] is not None
        return moved or ((raised := _FROM_WITH_OBJECT.search(lead)) is not None and _moves(raised[1]))
    led = _BY.search(lead)
    if led is None or not _moves(led["verb"]):
        return False
    # "rose by $5 to $17", but "dropped by 1 to 1.5 degrees" and "rose 5 to 7%"
    stepped = bool(left.kind) if led["by"] else left.kind in ("money", "measure")
    return stepped or right.amount.low > 3 * left.amount.low


_STEP = re.compile(r"\bby $")
_STEP_APART = re.compile(r"[a-z ,]{1,60}\bby ")


def _are_steps(line: Line, left: Measured, right: Measured) -> bool:
    """ "Rose by 2 percent and Brenn fell by 1": the second step is told without its unit."""
    led = bool(left.kind) and not right.kind and _STEP.search(line.text, max(0, left.start - 4), left.start)
    return bool(led) and _STEP_APART.fullmatch(line.text, left.end, right.start) is not None


_ENDED = re.compile(
    r" ?(?:[.,;:)]|$)(?!\d)| (?:in|on|by|as|at|last|this|while|after|before|since|and|but|over|during)\b"
)
_SAME_SCALE = 20


def _share_unit(line: Line, left: Measured, right: Measured) -> None:
    """ "From 24.2 to 33 billion euros", "from $240 to 273": unit and scale are told once for both states."""
    if not left.kind and right.kind in ("money", "share", "measure", "duration"):
        left.kind, left.unit = right.kind, right.unit
    elif left.kind in ("money", "share", "measure") and not right.kind and _ENDED.match(line.text, right.end):
        right.kind, right.unit = left.kind, left.unit
    scale = right.amount.scale
    same = (left.kind, left.unit) == (right.kind, right.unit)
    if same and left.amount.scale == 1 and scale > 1 and 0 < left.amount.low < 1000:
        times = right.amount.high / (left.amount.low * scale)
        if 1 / _SAME_SCALE <= times <= _SAME_SCALE:
            left.amount.low, left.amount.high = (
                whole(left.amount.low * scale),
                whole(left.amount.high * scale),
            )


def _moves(word: str) -> bool:
    """Whether a word as written is a form of a verb or adverb of movement."""
    lexicon = quantities()
    return word in lexicon.moved or any(
        lemma(word, tag) in lexicon.moves for tag in ("VBD", "VBN", "VBZ", "VBG")
    )
