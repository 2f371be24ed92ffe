"""The values that digits and number words say, as they stand in a line of plain text.

Works on characters alone, each expression linear in the length of the line. What a number counts, and whether
it counts anything, is decided later.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.languages.en.quantities import quantities

Value = float | int

# One character for one, so that offsets stay: kinds of dash, apostrophe and blank.
_PLAIN = str.maketrans("‐‑‒–—−’‘⁄\u00a0\u2009\u202f\t\r\n", "------''/      ")
# Longer rows of digits are codes, whatever they number.
_LONGEST_NUMBER = 20
_LONGEST_ROW = 12
_SIGNS = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 1 / 8}
_DIGITS = re.compile(
    r"""(?<!\d) (?<!\d[.,]) (?:
    (?P<date>\d{4}-\d{1,2}-\d{1,2}(?![\d-])|\d{1,2}([./-])\d{1,2}\2(?:\d{4}|\d\d)(?![\d/.-]*\d))
  | (?P<clock>\d{1,2}:\d\d(?::\d\d)?(?![:\d])|\d{1,2}(?:\.\d\d)?[ ]?(?:[ap]\.m\b|[ap]m\b))
  | (?P<fraction>(?:(?P<whole>\d{1,6})(?:[ ]-[ ]|[ -])?)?
        (?:(?<![\d/])(?P<top>\d{1,3})[ ]?/[ ]?(?P<bottom>\d{1,3})(?![\d/.-]*\d)|(?P<sign>[½¼¾⅓⅔⅛])))
  | (?P<ordinal>\d+(?:st|nd|rd|th)\b)
  | (?P<decade>(?:1[5-9]|20)\d\d'?s\b)
  | (?P<number>(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,2}(?:,\d\d)+,\d{3}(?!\d)|\d{1,3},[ ]000(?!\d)
        |\d{1,3}(?:[ ]\d{3})+(?!\d|[.,:/]\d|-\d)|\d{1,3}(?:\.\d{3}){2,}(?!\d)|\d+)
        (?P<decimals>\.\d+)?|\.\d+)
        (?:[ ]?[x×][ ]?10[ ]?\^?(?P<exponent>-?\d{1,2})\b)? )""",
    re.VERBOSE,
)


@dataclass(slots=True)
class Amount:
    """Digits or words of number at their place in the line, with the value they say.

    ``form``: digits, words, vague, fraction, article ("a week"), ordinal, date, clock or code. ``scale`` is
    the power of ten or dozen that the last word says ("million"), which may be that of the number before it.
    """

    start: int
    end: int
    low: Value
    high: Value
    form: str
    scale: Value = 1


def plain(text: str) -> str:
    """A text in lower case with plain dashes, apostrophes and blanks, of the same length."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lower.translate(_PLAIN)


def whole(value: Value) -> Value:
    """An integer where the value is one."""
    near = 1 <= abs(value) < 1e15 and abs(value - round(value)) < 1e-9 * abs(value)
    return round(value) if near or not value else value


def find_amounts(line: str) -> list[Amount]:
    """All numbers of a line of plain text, in order."""
    found = [*_by_digits(line), *_by_words(line)]
    found.sort(key=lambda a: (a.start, -a.end))
    apart: list[Amount] = []
    for amount in found:
        if not apart or amount.start >= apart[-1].end:
            apart.append(amount)
    return apart


# --- digits ------------------------------------------------------------------------------------------------


_DIGIT = re.compile(r"\.?[\d½¼¾⅓⅔⅛]")
_ROW = re.compile(r"[\d.,]*")


def _by_digits(line: str) -> Iterator[Amount]:
    at = 0
    while (digit := _DIGIT.search(line, at)) is not None:
        match = _DIGITS.match(line, digit.start()) or _DIGITS.match(line, digit.end() - 1)
        if match is None:
            # The rest of a row of digits that began as something else.
            at = max(digit.end(), _ROW.match(line, digit.end()).end())  # type: ignore[union-attr]
            continue
        at = max(match.end(), digit.end())
        start, end = match.span()
        if match["date"] or match["clock"] or match["ordinal"] or match["decade"]:
            form = "date" if match["date"] or match["decade"] else "clock" if match["clock"] else "ordinal"
            yield Amount(start, end, 0, 0, form)
            continue
        if match["fraction"]:
            value = _fraction(match)
            if value is not None:
                form = "digits" if match["whole"] else "fraction"
                yield _scaled(line, Amount(start, end, value, value, form))
            continue
        if _is_code(match):
            yield Amount(start, end, 0, 0, "code")
            continue
        value = _value(match)
        yield _scaled(line, Amount(start, end, value, value, "digits"))


def _is_code(match: re.Match[str]) -> bool:
    """Whether digits are too many for an amount, or go on after a comma as lists and codes do."""
    row = match["number"].partition(".")[0]
    too_long = len(match[0]) > _LONGEST_NUMBER or (row.isdigit() and len(row) > _LONGEST_ROW)
    return too_long or _GOES_ON.match(match.string, match.end()) is not None


def _fraction(match: re.Match[str]) -> Value | None:
    """ "10 1/2", "¾"; None for a date or a code such as 24/7."""
    part = _SIGNS.get(match["sign"] or "")
    if part is None:
        top, bottom = int(match["top"]), int(match["bottom"])
        if not 0 < top < bottom:
            return None
        part = top / bottom
    return whole(int(match["whole"] or 0) + part)


def _value(match: re.Match[str]) -> Value:
    digits = match["number"].replace(",", "").replace(" ", "")
    if digits.count(".") > 1:
        digits = digits.replace(".", "")
    value = float(digits) if "." in digits else int(digits)
    return whole(value * 10.0 ** int(match["exponent"])) if match["exponent"] else whole(value)


def _scaled(line: str, amount: Amount) -> Amount:
    """An amount times the words of scale right after it: "2.5 million", "4 hundred million"."""
    scales = _scale_words()
    while (match := _NEXT_WORD.match(line, amount.end)) and match[1] in scales:
        scale = scales[match[1]]
        amount.low, amount.high = whole(amount.low * scale), whole(amount.high * scale)
        amount.scale, amount.end = scale, match.end()
    return amount


_NEXT_WORD = re.compile(r"[ -]?([a-z]+)\b")
_GOES_ON = re.compile(r",\d")


# --- words -------------------------------------------------------------------------------------------------


def _by_words(line: str) -> Iterator[Amount]:
    for match in _word_pattern().finditer(line):
        start, end = match.span()
        if match["vague"]:
            low, high = quantities().vague[tuple(match["vague"].split())]
            yield Amount(start, end, low, high, "vague")
        elif match["article"]:
            yield Amount(start, end, 1, 1, "article")
        elif match["part"]:
            fraction = _part(match)
            if fraction is not None:
                yield fraction
        else:
            yield from _values_of(line, start, end)


_METRES_AND_MINUTES = frozenset({"m", "mn"})
_SHORT = frozenset({"bn", "mln", "bln"})
"""Words of scale that stand after numbers only."""


@functools.cache
def _scale_words() -> dict[str, int]:
    return {w: v for w, v in quantities().scales.items() if w not in _METRES_AND_MINUTES}


def _single_units() -> list[str]:
    """Units of time and way of which "more than a" can say one."""
    lexicon = quantities()
    singular = [w for w in (*lexicon.durations, *lexicon.measures) if len(w) > 2 and w.isalpha()]
    return [w for w in singular if not w.endswith("s") and w != "feet"]


@functools.cache
def _word_pattern() -> re.Pattern[str]:
    lexicon = quantities()
    single = _either((*lexicon.units, *_scale_words()))
    tops = _either(("a", "an", *(w for w, v in lexicon.units.items() if 0 < v < 20)))
    scales = _either(_scale_words())
    return re.compile(
        rf"""\b(?:
        (?P<vague>{_either(" ".join(p) for p in lexicon.vague)})
      | (?P<part>(?:(?P<top>{tops})[ -])?(?P<name>{_either(lexicon.fractions)})
            (?P<scale>[ ](?:(?:of[ ])?an?[ ])?(?:{scales}))?)
      | (?P<words>(?:(?:an?|half[ ]an?)[ ])?(?:{single})(?:(?:[ -]|[ ]and[ ])(?:{single}))*)
      | (?P<article>an?(?=[ ](?:{_either(_single_units())})\b))
        )\b(?!')""",
        re.VERBOSE,
    )


def _either(words: Iterable[str]) -> str:
    listed = sorted(set(words), key=lambda w: (-len(w), w))
    return "|".join(w.replace(" ", "[ ]") for w in listed)


def _part(match: re.Match[str]) -> Amount | None:
    """ "Two-thirds", "a quarter of a million"; None for "a third man" and "the second half"."""
    name = match["name"]
    value = quantities().fractions[name]
    start, end = match.span()
    top = match["top"]
    times = 1 if top in (None, "a", "an") else quantities().units[top]
    if match["scale"]:
        scale = _scale_words()[match["scale"].split()[-1]]
        amount = whole(times * value * scale)
        return Amount(start, end, amount, amount, "words", scale)
    if times > 1 and not name.endswith(("s", "half")):
        return None
    if top is None and not name.startswith("half"):
        return None
    if not _is_part(match, times):
        return None
    return Amount(start, end, times * value, times * value, "fraction")


_OF_A_WHOLE = re.compile(r" of\b(?! (?:all|course|which case)\b)")
_HALF_OF = re.compile(r" (?:of|the|its|their|his|her|our|your|an?|all|that|this)\b")
_AMOUNT_BEFORE = re.compile(
    r"\b(?:by|to|about|nearly|almost|over|than|around|roughly|least|one|up) (?:an? |one[ -])?$"
)
_NO_HALF_BEFORE = re.compile(
    r"\b(?:first|second|other|better|in|and an?|one and|time and|top|bottom|upper|lower|front|back|final"
    r"|last)[ -]$"
)


def _is_part(match: re.Match[str], times: int) -> bool:
    """Whether a word such as "third" or "half" is a share here and no ordinal, period of play or coin."""
    line, name, top = match.string, match["name"], match["top"]
    start, end = match.span()
    before = line[max(0, start - 24) : start]
    if name in ("half", "halves"):
        if top in ("a", "an") and before.endswith("and "):
            # "a month and a half"
            return False
        return not _NO_HALF_BEFORE.search(before) and (
            _HALF_OF.match(line, end) is not None or _AMOUNT_BEFORE.search(before) is not None
        )
    if top == "one" or _OF_A_WHOLE.match(line, end):
        return True
    if times > 1 or name.endswith("s"):
        return name != "quarters" or bool(_AMOUNT_BEFORE.search(before))
    following = _NEXT_WORD.match(line, end)
    return _AMOUNT_BEFORE.search(before) is not None and following is None


_WORD = re.compile(r"[a-z]+")


def _values_of(line: str, start: int, end: int) -> Iterator[Amount]:
    """The values that a run of number words says: "two hundred and five", "two million, three million"."""
    words = [(m[0], m.start(), m.end()) for m in _WORD.finditer(line, start, end)]
    at, half = 0, 1.0
    if words[0][0] == "half":
        at, half = 2, 0.5
    elif words[0][0] in ("a", "an"):
        at = 1
    first = start
    if at and words[at][0] not in _scale_words():
        # "a five-year plan": the article is no number.
        first, half = words[at][1], 1.0
    while at < len(words):
        bare = words[at][0] in _scale_words()
        if bare and (line.endswith("'s ", 0, words[at][1]) or words[at][0] in _SHORT):
            # "a baker's dozen", "in mln tonnes"
            return
        value, last, scale = _sum(words, at, start=1 if bare else 0)
        value = whole(value * half)
        amount = Amount(first, words[last][2], value, value, "words", scale)
        yield _and_a_half(line, amount)
        at, half = last + 1, 1.0
        while at < len(words) and words[at][0] == "and":
            at += 1
        first = words[at][1] if at < len(words) else first


def _sum(words: list[tuple[str, int, int]], at: int, start: int) -> tuple[Value, int, int]:
    """The value of number words from one on, the last of them that it takes, and its last scale."""
    lexicon, scales = quantities(), _scale_words()
    total, part, last, greatest, scale = 0, start, at, float("inf"), 1
    scaled = at
    for i in range(at, len(words)):
        word = words[i][0]
        if word in scales:
            size = scales[word]
            if size in (12, 100):
                if not part or part > 99:
                    break
                part *= size
            elif size >= greatest:
                # "two million three million" is two numbers.
                return total, scaled, scale
            elif not part:
                break
            else:
                total, part, greatest, scale, scaled = total + part * size, 0, size, size, i
        elif word == "and":
            follows = words[i + 1][0] if i + 1 < len(words) else ""
            if part % 100 or (part < 100 and not total) or follows not in lexicon.units:
                break
            continue
        elif part % 100 and not (part % 10 == 0 and part % 100 >= 20 and 0 < lexicon.units[word] < 10):
            break
        else:
            part += lexicon.units[word]
        last = i
    return total + part, last, scale if not part else 1


_AND_A_HALF = re.compile(r" and an? (half|quarter|third)\b")


def _and_a_half(line: str, amount: Amount) -> Amount:
    """ "Two and a half", before its scale: "three and a half million"."""
    match = _AND_A_HALF.match(line, amount.end)
    if match is None or amount.scale != 1:
        return amount
    value = amount.low + quantities().fractions[match[1]]
    return _scaled(line, Amount(amount.start, match.end(), value, value, "words"))
