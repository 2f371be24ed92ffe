"""The unit of an amount: signs of money before it; money, measures, shares and times after it."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from sayso.languages.en.quantities import Quantities, quantities
from sayso.reading.numbers.values import Amount, plain, whole


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence's text: as written, and plain (``values.plain``) with the same offsets."""

    written: str
    text: str
    spaced: str

    @classmethod
    def of(cls, written: str) -> Line:
        """The line of a text."""
        text = plain(written)
        return cls(written, text, text.replace("-", " "))


@dataclass(slots=True)
class Measured:
    """An amount with its unit: ``kind`` is money, share, measure, duration, age or "" where no unit stands.

    ``start`` and ``end`` take in sign and unit. ``hyphen`` tells that the unit hangs on a hyphen
    ("a 15-mile ride").
    """

    amount: Amount
    start: int
    end: int
    kind: str = ""
    unit: str = "1"
    hyphen: bool = False
    glued: bool = False


_LETTERS_BEFORE = re.compile(r"(?:[^\W\d_]|[.$£€¥₽₹₺₪₩₴₦₡₾₭₫₱₸₿=-])+ ?$|rs\. ?$")
_SIGNED = re.compile(r"(?<![\w)%])(?<!\d )-$|(?<![\w)%])\+$|\bminus[ -]$|(?<=[$£€¥])-$")
_WORD_AFTER = re.compile(
    r"[ -]?[\[({<]?((?:[^\W\d_]|[°'.])+[23²³]?(?:/[^\W\d_]+[23²³]?)?|[%‰$€£¥″\"₡₾₭₽₹₺₪₩₴₦₫₱₸₿])"
)
_GLUED = re.compile(r"([^\W\d_]+[23²³]?(?:/[^\W\d_]+[23²³]?)?|[%°″])")
_AGE = re.compile(r"[ -]?(?:old\b|of age\b)")
_NOT_UNIT_BEFORE = re.compile(r"[^\W\d_]$")
_LOOK_BACK = 8
# The one measure whose name stands before its number: "a magnitude-6.4 quake", "a magnitude of 6.4".
_MAGNITUDE = re.compile(r"\bmagnitude(?: of |[ -])$")


def measured(line: Line, amount: Amount) -> Measured:
    """An amount with the sign, the scale and the unit that stand beside it."""
    found = Measured(amount, amount.start, amount.end)
    if amount.form in ("date", "clock", "ordinal", "code"):
        return found
    sign = _SIGNED.search(line.text, max(0, found.start - 7), found.start)
    if sign is not None:
        found.start = sign.start()
    if not _money_before(line, found):
        _unit_after(line, found)
        magnitude = _MAGNITUDE.search(line.text, max(0, found.start - 20), found.start)
        if magnitude is not None and not found.kind and amount.form == "digits":
            found.start, found.kind, found.unit = magnitude.start(), "measure", "{magnitude}"
    if sign is not None and not found.kind:
        # "COVID -19 tests": nobody counts less than nothing.
        found.start = amount.start
    elif sign is not None and "+" not in sign[0]:
        amount.low, amount.high = -amount.high, -amount.low
    return found


def _money_before(line: Line, found: Measured) -> bool:
    """ "$2.5 m", "US $ 40", "USD115", "RM2": a sign or code of money before the digits, and a scale after."""
    before = line.text[max(0, found.start - _LOOK_BACK) : found.start]
    match = _LETTERS_BEFORE.search(before)
    if match is None or found.amount.form not in ("digits", "fraction"):
        return False
    lexicon = quantities()
    letters = match[0].replace(" ", "").lstrip("-.")
    blank = match[0].endswith(" ")
    length = len(match[0])
    while letters:
        unit = lexicon.signs.get(letters)
        if unit is None and letters in lexicon.codes:
            unit = letters.upper()
        wordy = letters[-1].isalpha()
        if unit is not None and (
            not wordy or not blank or letters in lexicon.codes or letters in ("rs", "rs.")
        ):
            break
        if letters[0].isalpha() and letters[1:2].isalpha():
            return False
        letters, length = letters[1:], length - 1
    else:
        return False
    start = found.start - length
    # "US $40", "c $ 16.4": the country's letters before the sign, a blank between.
    country = re.search(r"\b(us|u\.s\.|hk|nz|au|c|nt|ca) $", line.text[max(0, start - 5) : start])
    if letters == "$" and country is not None and f"{country[1]}$" in lexicon.signs:
        unit = lexicon.signs[f"{country[1]}$"]
        start -= len(country[0])
    elif start and _NOT_UNIT_BEFORE.search(line.text, start - 1, start) and letters[0].isalpha():
        return False
    found.start, found.kind, found.unit = start, "money", unit or "1"
    _money_scale(line, found)
    return True


_MONEY_SCALE = re.compile(r" ?(k|m|mn|mln|mio|bn|b|tn|t)\b(?!')")
_MONEY_NAMED = re.compile(r" (?:u\.?s\.?|dollars?|usd|canadian|australian|sterling)(?![\w'])")
_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "mio": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "t": 1e12}


def _money_scale(line: Line, found: Measured) -> None:
    scale = _MONEY_SCALE.match(line.text, found.end)
    if scale is not None and found.amount.scale == 1:
        _multiply(found, _SCALES[scale[1]], scale.end())
    # "$76 US", "$10 dollars" say the money once more.
    again = _MONEY_NAMED.match(line.text, found.end)
    if again is not None:
        found.end = again.end()


def _multiply(found: Measured, scale: float, end: int) -> None:
    amount = found.amount
    amount.low, amount.high, amount.scale = whole(amount.low * scale), whole(amount.high * scale), scale
    amount.end = found.end = end


# --- after the digits --------------------------------------------------------------------------------------


_OF_ONE = re.compile(r" (?:of )?an? ")


def _unit_after(line: Line, found: Measured) -> None:
    glued = _GLUED.match(line.written, found.end)
    if glued is not None:
        _glued_unit(line, found, glued)
        if found.kind or found.glued:
            return
    at = found.end
    if found.amount.form == "vague" and line.text.startswith(" of ", at):
        # "millions of dollars"
        at += len(" of")
    elif found.amount.form == "fraction" and (one := _OF_ONE.match(line.text, at)) is not None:
        # "half an hour", "a quarter of a mile"
        at = one.end() - 1
    match = _WORD_AFTER.match(line.text, at)
    if match is None:
        return
    found.hyphen = line.text[found.end] == "-"
    described = _TIME_DESCRIBED.match(line.text, found.end)
    if described is not None and described[1] in quantities().durations:
        _take(line, found, "duration", quantities().durations[described[1]], described.end(1))
        return
    word = match[1]
    for phrase, kind, unit in _units_by_word().get(_key(word), ()):
        if line.spaced.startswith(phrase, match.start(1)):
            end = match.start(1) + len(phrase)
            if end < len(line.text) and line.text[end].isalnum() and phrase[-1].isalnum():
                continue
            if phrase.startswith("pound") and unit == "[lb_av]" and _tells_money(line, found):
                kind, unit = "money", "GBP"
            _take(line, found, kind, unit, end)
            return
    _sign_after(line, found, match)


_TIME_DESCRIBED = re.compile(
    r" (?:more|other|full|long|consecutive|straight|whole|working|calendar|further|additional|previous|extra"
    r"|solid|short|total) ([a-z]+)\b"
)
_MONEY_TALK = re.compile(
    r"[£$€]|\b(?:sterling|costs?|pay|pays|paid|owed?|fined?|worth|priced?|prices|earn(?:s|ed)?|sold|sells?|spen[dt]"
    r"|budget|profits?|loans?|tax|taxes|wages?|salary|bills?|debts?|cash|refunds?|compensation|bonds?|bids?|sales?)\b"
)


def _tells_money(line: Line, found: Measured) -> bool:
    """Whether pounds are sterling here: millions of them, or in a sentence that speaks of money."""
    return found.amount.scale >= 1e6 or _MONEY_TALK.search(line.text) is not None


def _key(word: str) -> str:
    """The first word of a phrase as the table of units has it."""
    return word if word[:1] == "°" or "/" in word else word.split("'", maxsplit=1)[0].rstrip(".") or word


def _take(line: Line, found: Measured, kind: str, unit: str, end: int) -> None:
    found.kind, found.unit, found.end = kind, unit, end
    if kind == "duration" and _AGE.match(line.text, end):
        found.kind, found.end = "age", _AGE.match(line.text, end).end()  # type: ignore[union-attr]
    elif kind == "money" and unit.startswith("M "):
        # "30 MUSD"
        found.unit = unit[2:]
        _multiply(found, 1e6, end)
    elif kind == "money" and (scale := re.match(r" (million|billion|trillion)\b", line.text[end:])):
        # "75 USD million"
        _multiply(found, quantities().scales[scale[1]], end + scale.end())
    if (
        line.text[end : end + 1] in ("]", ")", "}", ">")
        and line.text[found.amount.end : end].strip()[:1] in "[({<"
    ):
        found.end = end + 1


_BARE_SIGNS = frozenset({"m", "g", "l", "w", "v", "f", "c", "t"})
_AFTER_PENCE = re.compile(r" ?(?:[.,;)]|$)| (?:at|to|from|a|per)\b")


def _sign_after(line: Line, found: Measured, match: re.Match[str]) -> None:
    """A written sign of a unit, a blank before it: "10 kW", "5 W"; one letter only before no other word."""
    lexicon = quantities()
    start, end = match.span(1)
    written = line.written[start:end].rstrip(".'")
    bracketed = match[0].lstrip(" -")[0] in "[({<"
    if match[1] in lexicon.signs and not match[1][0].isalnum() and not bracketed:
        found.kind, found.unit, found.end = "money", lexicon.signs[match[1]], end
        return
    if written == "p" and not found.hyphen and _AFTER_PENCE.match(line.text, end):
        found.kind, found.end = "money", end
        return
    unit = lexicon.symbols.get(written)
    if unit is None or (found.hyphen and len(written) == 1):
        return
    if len(written) == 1 and (written.lower() not in _BARE_SIGNS or found.amount.form != "digits"):
        return
    if written.lower() in ("in", "a", "s", "h") or found.amount.form == "vague":
        return
    if written in ("F", "C", "L", "l", "T", "t") and re.match(r"-?\w| [A-Z]", line.written[end:]):
        return
    kind, unit = _duration_or_measure(unit)
    found.kind, found.unit, found.end = kind, unit, start + len(written)


_OF_AGE = re.compile(r"\b(?:over|under)[- ]$")


def _glued_unit(line: Line, found: Measured, match: re.Match[str]) -> None:
    """Letters that touch the digits: "54GB", "10k", "4.3M", "5pc", "115USD"; others make it a name."""
    lexicon = quantities()
    written, lower = match[1], match[1].lower()
    end = match.end()
    found.glued = written[0].isalpha()
    if written == "%" or lower in ("pc", "pct"):
        found.kind, found.unit, found.end = "share", "%", end
    elif written in ("M", "m") and (written == "M" or _counts_people(line, end)):
        _scale_glued(line, found, 1e6, end)
    elif lower in ("k", "bn", "tn", "mn", "mln") and written != "K":
        _scale_glued(line, found, _SCALES[lower], end)
    elif lower == "p" and found.amount.low not in _SCREEN_LINES:
        found.kind, found.end = "money", end
    elif lower in lexicon.codes:
        found.kind, found.unit, found.end = "money", lower.upper(), end
    elif written == "s" and _OF_AGE.search(line.text, max(0, found.start - 8), found.start):
        found.kind, found.unit, found.end = "age", "a", end
    elif written in lexicon.symbols or lower in lexicon.measures:
        unit = lexicon.symbols.get(written) or lexicon.measures[lower]
        found.kind, found.unit = _duration_or_measure(unit)
        found.end = end


# "1080p" is the height of a film's picture.
_SCREEN_LINES = frozenset({240, 360, 480, 720, 1080, 1440, 2160})
_PLURAL_AFTER = re.compile(
    r" (?!across\b|plus\b|versus\b|thus\b|less\b)[a-z]{3,}s\b| people\b| (?:more|other|new) [a-z]+s\b"
)


def _counts_people(line: Line, end: int) -> bool:
    """Whether "10m" are ten million: a plural follows, and metres are not counted in plurals."""
    return _PLURAL_AFTER.match(line.text, end) is not None


def _scale_glued(line: Line, found: Measured, scale: float, end: int) -> None:
    _multiply(found, scale, end)
    found.glued = False
    match = _WORD_AFTER.match(line.text, end)
    if match is not None:
        for phrase, kind, unit in _units_by_word().get(_key(match[1]), ()):
            if line.spaced.startswith(phrase, match.start(1)) and kind == "money":
                found.kind, found.unit, found.end = kind, unit, match.start(1) + len(phrase)
                return


def _duration_or_measure(unit: str) -> tuple[str, str]:
    return ("duration" if unit in ("s", "ms", "min", "h", "a") else "measure"), unit


Unit = tuple[str, str, str]


@functools.cache
def _units_by_word() -> dict[str, list[Unit]]:
    """All phrases that name a unit, by their first word, longest first: (phrase, kind, unit)."""
    lexicon = quantities()
    table: dict[str, list[Unit]] = {}
    for phrase, kind, unit in _all_units(lexicon):
        spaced = phrase.replace("-", " ")
        table.setdefault(_key(spaced.split()[0]), []).append((spaced, kind, unit))
    for units in table.values():
        units.sort(key=lambda u: (-len(u[0]), u))
    return table


def _all_units(lexicon: Quantities) -> list[Unit]:
    listed = [(p, "measure", u) for p, u in lexicon.measures.items()]
    listed += [(p, "duration", u) for p, u in lexicon.durations.items()]
    listed += [(p, "money", u) for p, u in lexicon.money.items()]
    listed += [(p, "money", "1") for p in lexicon.coins if len(p) > 1]
    listed += [(p, "money", p.upper()) for p in lexicon.codes if len(p) > 2]
    listed += [(p, "money", f"M {c.upper()}") for c in lexicon.codes for p in (f"m{c}",)]
    listed += [
        (p, "share", "%")
        for p in ("%", "percent", "per cent", "pct", "percentage points", "percentage point")
    ]
    listed += [(p, "age", "a") for p in ("yo", "years of age", "year of age")]
    return listed
