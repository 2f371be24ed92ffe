"""Numbers as they stand in the text: value, bounds, and what kind of number each is.

One pass decides first what a number is. Dates, clock times, ordinals, scores and names (Resolution 2254) are
no figures, and what is no figure is never shown as one; so precision comes before everything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.languages.en.quantities import events, quantities
from sayso.reading.text import Number, Reading, Token

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_RANGE = re.compile(r"(\d[\d,]*(?:\.\d+)?)[-–—](\d[\d,]*(?:\.\d+)?)")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?:[ap]m)?|\d{1,2}[ap]\.?m\.?")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_WITH_UNIT = re.compile(r"(\d+(?:\.\d+)?)([a-zA-Z]{1,3})")
_MONTHS = re.compile(
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR_CONTEXT = frozenset(
    {"in", "since", "of", "by", "until", "till", "from", "during", "early", "late", "mid", "before", "after"}
    | {
        "year",
        "summer",
        "winter",
        "spring",
        "autumn",
        "fall",
        "through",
        "throughout",
        "between",
        "and",
        "to",
    }
    | {"for", "copyright", "©"}
)
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_HARM = frozenset({"casualty", "injury", "death", "fatality", "victim", "casualties", "injuries", "deaths"})
_KINDS_OF_FIGURE = frozenset({"count", "money", "share", "measure", "duration", "age"})


@dataclass(slots=True)
class _Core:
    """The number itself: the tokens it takes and the value they say."""

    first: int
    last: int
    low: float | int
    high: float | int
    vague: bool = False
    unit: str | None = None


def find_numbers(reading: Reading) -> tuple[Number, ...]:
    """The numbers of a reading that can be figures, in order; see ``Number``."""
    found: list[Number] = []
    for sentence in reading.sentences:
        tokens = sentence.tokens
        at = 0
        while at < len(tokens):
            core = _core_at(tokens, at)
            if core is None:
                zero = _none_at(tokens, at)
                if zero is not None:
                    found.append(zero)
                at += 1
                continue
            core = _joined(tokens, core)
            number = _classify(tokens, core)
            if number is not None and number.kind in _KINDS_OF_FIGURE:
                found.append(number)
            at = core.last + 1
    return tuple(found)


# --- values ------------------------------------------------------------------------------------------------


def _core_at(tokens: list[Token], at: int) -> _Core | None:
    """The number that begins at a token: digits, words, or a vague word."""
    return _vague_at(tokens, at) or _digits_at(tokens, at) or _words_at(tokens, at)


def _vague_at(tokens: list[Token], at: int) -> _Core | None:
    for phrase, (low, high) in quantities().vague_by_word.get(tokens[at].lower, ()):
        if _matches(tokens, at, phrase):
            return _Core(at, at + len(phrase) - 1, low, high, vague=True)
    return None


def _matches(tokens: list[Token], at: int, phrase: tuple[str, ...]) -> bool:
    end = at + len(phrase)
    return end <= len(tokens) and all(t.lower == w for t, w in zip(tokens[at:end], phrase, strict=True))


def _digits_at(tokens: list[Token], at: int) -> _Core | None:
    token = tokens[at]
    if not token.text[0].isdigit():
        return None
    with_unit = _WITH_UNIT.fullmatch(token.text)
    if with_unit and (scale := _scale_after(tokens, at, with_unit.group(2).lower())):
        value = _whole(_value(with_unit.group(1)) * scale)
        return _Core(at, at, value, value)
    if with_unit and with_unit.group(2).lower() in quantities().measures:
        value = _value(with_unit.group(1))
        return _Core(at, at, value, value, unit=quantities().measures[with_unit.group(2).lower()])
    span = _RANGE.fullmatch(token.text)
    if span:
        return _Core(at, at, _value(span.group(1)), _value(span.group(2)))
    if not _DIGITS.fullmatch(token.text):
        return None
    text, last = token.text, at
    # "40 000": groups of three digits set off by spaces.
    while (
        last + 1 < len(tokens)
        and re.fullmatch(r"\d{3}", tokens[last + 1].text)
        and re.fullmatch(r"\d{1,3}", text if last == at else tokens[last].text)
        and tokens[last + 1].start == tokens[last].end + 1
    ):
        last += 1
        text += tokens[last].text
    value = _value(text)
    while last + 1 < len(tokens) and (scale := _scale_after(tokens, at, tokens[last + 1].lower)):
        last += 1
        value = _whole(value * scale)
    return _Core(at, last, value, value)


def _scale_after(tokens: list[Token], at: int, letters: str) -> int | None:
    """The scale in "3bn" and "€4.5 m"; a lone "m" is one only after a sign of money, else it is metres."""
    lexicon = quantities()
    money = at > 0 and not tokens[at - 1].lower.isalpha() and tokens[at - 1].lower in lexicon.money
    letters = letters.rstrip(".")
    return lexicon.scales.get(letters) if money or len(letters) > 1 else None


def _value(text: str) -> float | int:
    return _whole(float(text.replace(",", "")))


def _whole(value: float) -> float | int:
    return round(value) if abs(value - round(value)) < 1e-9 else value


def _words_at(tokens: list[Token], at: int) -> _Core | None:
    """ "Two hundred and five", "half a million", "a dozen", "twenty-five"."""
    lexicon = quantities()
    lower = tokens[at].lower
    if lower in ("half", "quarter") or (
        lower == "a" and at + 1 < len(tokens) and tokens[at + 1].lower in ("half", "quarter")
    ):
        return _fraction_at(tokens, at)
    if lower in ("a", "an"):
        if at + 1 < len(tokens) and tokens[at + 1].lower in lexicon.scales and len(tokens[at + 1].text) > 2:
            rest = _words_value(tokens, at + 1, start=1)
            return _Core(at, rest[0], rest[1], rest[1])
        return _one_period(tokens, at)
    if lower not in lexicon.units:
        return None
    last, value = _words_value(tokens, at, start=0)
    return _Core(at, last, value, value)


def _one_period(tokens: list[Token], at: int) -> _Core | None:
    """ "More than a week", "nearly an hour": one of a unit of time, where bound words make it an amount."""
    if at + 1 >= len(tokens) or tokens[at + 1].lower not in quantities().durations:
        return None
    _, said, _ = _before(tokens, at)
    return _Core(at, at, 1, 1) if said is not None else None


def _fraction_at(tokens: list[Token], at: int) -> _Core | None:
    part = at if tokens[at].lower != "a" else at + 1
    value = 0.5 if tokens[part].lower == "half" else 0.25
    at_scale = part + 1
    while at_scale < len(tokens) and tokens[at_scale].lower in ("of", "a"):
        at_scale += 1
    if at_scale == part + 1 or at_scale >= len(tokens) or tokens[at_scale].lower not in quantities().scales:
        return None
    whole = _whole(value * quantities().scales[tokens[at_scale].lower])
    return _Core(at, at_scale, whole, whole)


def _words_value(tokens: list[Token], at: int, start: int) -> tuple[int, int]:
    """The value of number words from a token on, and the last token they take."""
    lexicon = quantities()
    total, part, last = 0, start, at - 1
    last_scale, greatest = last, float("inf")
    i = at
    while i < len(tokens):
        word = tokens[i].lower
        if word in lexicon.units:
            if part % 100 and not (part % 10 == 0 and lexicon.units[word] < 10):
                break
            part += lexicon.units[word]
        elif word in lexicon.scales and len(word) > 2 and (part or total):
            scale = lexicon.scales[word]
            if scale in (12, 100):
                part *= scale
            elif scale >= greatest:
                # "two million three million" is two numbers.
                return last_scale, total
            else:
                total, part, last_scale, greatest = total + part * scale, 0, i, scale
        elif word in ("and", "-") and i + 1 < len(tokens) and tokens[i + 1].lower in lexicon.units and part:
            if word == "and" and part % 100 and last >= at:
                break
            if word == "and" and part < 100 and total == 0:
                break
            i += 1
            continue
        else:
            break
        last = i
        i += 1
    return last, total + part


# --- ranges and bounds -------------------------------------------------------------------------------------


def _joined(tokens: list[Token], core: _Core) -> _Core:
    """ "10 to 15", "six or seven", "between 229 and 425": two numbers that bound one amount."""
    at = core.last + 1
    if core.vague or at + 1 >= len(tokens):
        return core
    word = tokens[at].lower
    between = core.first > 0 and tokens[core.first - 1].lower == "between"
    if word not in ("to", "or", "-", "–", "—") and not (word == "and" and between):
        return core
    other = _core_at(tokens, at + 1)
    if other is None or other.vague or other.low <= core.low:
        return core
    if word == "or" and other.low - core.low > max(3, core.low):
        return core
    low = core.low
    if other.low >= 1000 * max(low, 1) and tokens[other.last].lower in quantities().scales:
        # "two to three million": the scale belongs to both.
        low = _whole(low * quantities().scales[tokens[other.last].lower])
    return _Core(core.first - (1 if between else 0), other.last, low, other.high)


def _before(tokens: list[Token], first: int) -> tuple[int, str | None, bool]:
    """The first token of the bound words before a number, what they say, and whether it is an increment."""
    said: str | None = None
    change = False
    moved = True
    while moved and first > 0:
        moved = False
        for phrase, meaning in quantities().before_by_last.get(tokens[first - 1].lower, ()):
            start = first - len(phrase)
            if start >= 0 and _matches(tokens, start, phrase):
                if meaning == "plain" and phrase == ("the",):
                    break
                said = said or (meaning if meaning != "plain" else None)
                change = change or bool({"another", "additional", "further"} & set(phrase))
                first, moved = start, True
                break
    return first, said, change


def _after(tokens: list[Token], last: int) -> tuple[int, str | None]:
    for phrase, meaning in quantities().after.items():
        if _matches(tokens, last + 1, phrase):
            return last + len(phrase), meaning
    return last, None


# --- what kind of number -----------------------------------------------------------------------------------


def _classify(tokens: list[Token], core: _Core) -> Number | None:
    """The number with its bounds and kind; None where it is a date, a clock time, an ordinal or a name."""
    if _is_name(tokens, core) or _is_date(tokens, core) or _is_clock(tokens, core):
        return None
    first, said, change = _before(tokens, core.first)
    last, said_after = _after(tokens, core.last)
    said = said or said_after
    kind, unit, end, age_ok = _kind(tokens, core, last)
    if kind == "" or not age_ok:
        return None
    low: float | int | None = core.low
    high: float | int | None = core.high
    if said == "low":
        high = None
    elif said == "high":
        low = None
    if core.vague and said == "low":
        low = core.low
    follows = tokens[end + 1].lower if end + 1 < len(tokens) else ""
    change = change or (follows == "more" and kind == "count" and said is None)
    if kind == "money" and core.first > 0 and tokens[core.first - 1].lower in quantities().money:
        first = min(first, core.first - 1)
        first, earlier, _ = _before(tokens, first)
        low, high = (
            (core.low, None) if earlier == "low" else (None, core.high) if earlier == "high" else (low, high)
        )
        said = said or earlier
    return Number(
        start=tokens[first].start,
        end=tokens[end].end,
        kind=kind,
        low=low,
        high=high,
        approximate=core.vague or said == "about",
        unit=unit,
        change=change,
        per=_per(tokens, end),
        rule=f"{kind}: {'vague word' if core.vague else 'number'}{' bounded by ' + said if said else ''}",
    )


def _is_name(tokens: list[Token], core: _Core) -> bool:
    """Resolution 2254, F-16, Channel 4, the M4: the number is a part of a name."""
    first, last = tokens[core.first], tokens[core.last]
    before = tokens[core.first - 1] if core.first else None
    after = tokens[core.last + 1] if core.last + 1 < len(tokens) else None
    if (
        before is not None
        and before.end == first.start
        and (before.text in "-/#@_" or before.text[-1].isalpha())
    ):
        if before.text == "-" and core.first > 1 and tokens[core.first - 2].lower in ("mid", "over"):
            return False
        return before.text != "-" or not (core.first > 1 and tokens[core.first - 2].text[0].isdigit())
    if (
        after is not None
        and after.start == last.end
        and after.text not in "-–—,.;:)%'\"”’°/"
        and after.text[0].isalpha()
    ):
        return after.lower not in quantities().measures and after.lower not in quantities().scales
    if (
        before is not None
        and before.lower in quantities().numbered
        and (after is None or after.tag not in ("NNS", "NN"))
    ):
        return (
            before.tag in ("NNP", "NNPS")
            or before.text[0].isupper()
            or before.lower in ("no", "no.", "number")
        )
    if (
        first.text[0].isdigit()
        and last.dep == "nummod"
        and last.head.i < first.i
        and last.head.tag in ("NNP", "NNPS")
    ):
        return last.head.i == first.i - 1
    return False


def _is_date(tokens: list[Token], core: _Core) -> bool:
    first, last = tokens[core.first], tokens[core.last]
    before = tokens[core.first - 1] if core.first else None
    after = tokens[core.last + 1] if core.last + 1 < len(tokens) else None
    if re.fullmatch(r"\d{1,4}[./-]\d{1,2}(?:[./-]\d{2,4})?", first.text) and first.text.count(".") != 1:
        return True
    for near in (before, after):
        if near is not None and _MONTHS.fullmatch(near.lower) and first.text.isdigit() and core.low <= 31:
            return near.lower != "may" or near.text[0].isupper()
    plain = first is last and re.fullmatch(r"(?:19|20)\d\d", first.text)
    if plain:
        counts = after is not None and after.tag == "NNS" and last.dep == "nummod" and last.head.i > last.i
        in_context = before is None or before.lower in _YEAR_CONTEXT or bool(_MONTHS.fullmatch(before.lower))
        in_context = in_context or (before is not None and (before.text in "(,–-" or before.text.isdigit()))
        if counts and not in_context and before is not None and before.tag not in ("DT", "PRP$", "POS"):
            # "damaged 1901 houses", not "the 1991 elections".
            return False
        return (in_context and not counts) or first.ent == "DATE"
    joined = re.fullmatch(r"\d{5,6}", first.text) and before is not None and _MONTHS.fullmatch(before.lower)
    return bool(joined)


def _is_clock(tokens: list[Token], core: _Core) -> bool:
    first = tokens[core.first]
    after = tokens[core.last + 1] if core.last + 1 < len(tokens) else None
    if _CLOCK.fullmatch(first.lower) and ":" in first.text:
        return True
    return after is not None and after.lower in (
        "a.m.",
        "p.m.",
        "am",
        "pm",
        "a.m",
        "p.m",
        "gmt",
        "utc",
        "o'clock",
        "hrs",
    )


def _kind(tokens: list[Token], core: _Core, last: int) -> tuple[str, str, int, bool]:
    """The kind of the number, its unit, the last token that belongs to it, and whether to keep it."""
    lexicon = quantities()
    if core.unit:
        return "measure", core.unit, core.last, True
    before = tokens[core.first - 1].lower if core.first else ""
    at = last + 1
    hyphen = at < len(tokens) and tokens[at].text == "-" and tokens[at].start == tokens[last].end
    at = at + 1 if hyphen else at
    after = tokens[at].lower if at < len(tokens) else ""
    if (before in lexicon.money and not before.isalpha()) or before in ("us$", "$"):
        return "money", lexicon.money[before], last, True
    if after in ("%", "percent", "pct") or (after == "per" and _matches(tokens, at, ("per", "cent"))):
        return "share", "%", at + (1 if after == "per" else 0), True
    if after in lexicon.durations:
        old = at + 1 < len(tokens) and tokens[at + 1].lower in ("old", "-")
        if old and lexicon.durations[after] == "a" and any(t.lower == "old" for t in tokens[at : at + 3]):
            return "age", "a", at, True
        return "duration", lexicon.durations[after], at, True
    if after in ("more", "other", "full", "long", "consecutive", "straight") and at + 1 < len(tokens):
        unit = lexicon.durations.get(tokens[at + 1].lower)
        if unit:
            return "duration", unit, at + 1, True
    if after in lexicon.measures:
        return "measure", lexicon.measures[after], at, True
    if after in lexicon.money and after.isalpha():
        return "money", lexicon.money[after], at, True
    if before in ("aged", "age") or (
        before == "," and after == "," and core.high < 110 and _named_before(tokens, core)
    ):
        return "age", "a", last, True
    if hyphen:
        return "", "1", last, False
    return _count(tokens, core, last)


def _named_before(tokens: list[Token], core: _Core) -> bool:
    return core.first > 1 and tokens[core.first - 2].ent == "PERSON"


def _count(tokens: list[Token], core: _Core, last: int) -> tuple[str, str, int, bool]:
    """A count, unless nothing in the sentence is counted by it."""
    number = tokens[core.last]
    if number.lower == "one" and core.first == core.last:
        head = number.head
        after = tokens[last + 1] if last + 1 < len(tokens) else None
        counts = number.dep == "nummod" and head.i > number.i and head.tag in _NOUN_TAGS
        if (
            not counts
            or head.lower in quantities().not_one
            or (after is not None and after.lower in ("of", "-"))
        ):
            return "", "1", last, False
    beside = tokens[last + 1].lower in events().beside if last + 1 < len(tokens) else False
    if number.dep in ("ROOT", "dep", "punct", "meta", "intj") and not core.vague and not beside:
        return "", "1", last, False
    if core.last + 1 >= len(tokens) and core.first == 0:
        return "", "1", last, False
    return "count", "1", last, True


def _none_at(tokens: list[Token], at: int) -> Number | None:
    """ "No casualties": a count of nought, where harm is counted."""
    if tokens[at].lower != "no" or tokens[at].dep != "det":
        return None
    head = tokens[at].head
    if head.i <= tokens[at].i or (head.lemma not in _HARM and head.lower not in _HARM):
        return None
    return Number(tokens[at].start, head.end, "count", 0, 0, rule="count: no")


def _per(tokens: list[Token], last: int) -> str | None:
    """ "Per day", "a day", "daily" after a number and its noun."""
    for i in range(last + 1, min(last + 5, len(tokens) - 1)):
        if (
            tokens[i].lower in ("per", "a", "an", "each", "every")
            and tokens[i + 1].lower in quantities().durations
        ):
            return tokens[i + 1].lower.rstrip("s")
    return None
