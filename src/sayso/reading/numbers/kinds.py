"""What kind of number an amount is: a figure, or a date, clock time, ordinal, score or part of a name.

Precision comes first: what is no figure is never shown as one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.languages.en.quantities import events, listed, quantities
from sayso.reading.numbers.units import Line, Measured
from sayso.reading.text import Token

FIGURES = frozenset({"count", "money", "share", "measure", "duration", "age"})
"""The kinds of number that are figures."""

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_PROPER = frozenset({"NNP", "NNPS"})
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_MONTH_BEFORE = re.compile(rf"\b{_MONTH},? $")
_MONTH_AFTER = re.compile(rf"(?: of)? ({_MONTH})")
_YEAR = re.compile(r"(?:1[5-9]|2[01])\d\d")
_EARLY_YEAR = re.compile(r"[1-9]\d\d|1[0-4]\d\d")
_YEAR_CONTEXT = listed("before a year")
_BY_THE_YEAR = listed("after a year")
_CLOCK_WORDS = listed("after a clock time")
_NAMED_ENTITIES = frozenset({"PRODUCT", "WORK_OF_ART", "LAW", "FAC", "EVENT", "ORG"})
_STREETS = listed("streets")
_SCORE_WORDS = re.compile(
    r"(?:w[io]n|beat|beats|beaten|lost|lose|loss|win|victory|defeat(?:ed)?|lead|leads|led|trail(?:ed|s)?|dr[ae]w|tied?"
    r"|down|up|ahead|score|vote[ds]?|record)"
)
_SCORE = re.compile(r"(?<![\w.,])\d{1,3} ?- ?\d{1,3}(?![\w.,]\d|\w|-)")
_LOOSE = frozenset({"ROOT", "dep", "punct", "meta", "intj"})
_GROUPED_BY_POINT = re.compile(r"[1-9]\d{0,2}\.\d{3}")


@dataclass(slots=True)
class Spot:
    """An amount among the tokens of its sentence; ``first`` and ``last`` are its own, by place there."""

    tokens: list[Token]
    first: int
    last: int
    line: Line
    found: Measured

    @property
    def before(self) -> Token | None:
        """The token before the amount."""
        return self.tokens[self.first - 1] if self.first else None

    def after(self, ahead: int = 1) -> Token | None:
        """The token that many places after the amount and its unit."""
        at = self.last + ahead
        return self.tokens[at] if at < len(self.tokens) else None

    @property
    def text(self) -> str:
        """The amount as plain text, without its unit."""
        return self.line.text[self.found.amount.start : self.found.amount.end]

    @property
    def counts_ahead(self) -> bool:
        """Whether the parse hangs the number from a plural after it."""
        head = self.tokens[self.last].head
        return head.i > self.tokens[self.last].i and head.tag == "NNS"


def kind_of(spot: Spot) -> str:
    """The kind of an amount: one of ``FIGURES``, or date, clock, ordinal, score, name, or one.

    ``one`` is the word alone, where it picks out ("one of the best", "one hand") and counts nothing.
    """
    form, kind = spot.found.amount.form, spot.found.kind
    if not kind and _REFERRED_TO.search(spot.line.text, max(0, spot.found.start - 12), spot.found.start):
        # "3.2 per 1,000 births": what a rate is of counts nothing.
        return "name"
    if form in ("date", "clock", "ordinal"):
        return form
    if _is_score(spot) or _is_mark(spot):
        return "score"
    if form == "code" or _touches_a_name(spot) or (form == "vague" and _is_no_amount(spot)):
        return "name"
    if kind in ("money", "share"):
        if kind == "money":
            _minding_points(spot)
        return kind
    if _is_clock(spot):
        return "clock"
    if _is_month_day(spot) or _is_year(spot):
        return "date"
    if kind == "measure" or (kind == "duration" and not _is_numbered(spot)):
        return "age" if kind == "duration" and _is_age(spot) else kind
    if kind == "age" or _is_age(spot):
        return "age"
    if _is_numbered(spot) or _is_named(spot) or _is_address(spot):
        return "name"
    if form == "fraction":
        return "share"
    return _count(spot)


_REFERRED_TO = re.compile(r"\b(?:per|(?:in|for|of) every) $")


def _is_no_amount(spot: Spot) -> bool:
    """ "He scores", "the best test scores": words that are vague numbers only elsewhere."""
    word, before, after = spot.tokens[spot.last], spot.before, spot.after()
    if word.tag.startswith("VB"):
        return True
    described = before is not None and before.tag in ("NN", "NNP", "JJ", "DT", "HYPH", "PRP$", "POS", "JJS")
    return spot.text == "scores" and described and (after is None or after.lower != "of")


# --- names -------------------------------------------------------------------------------------------------


_QUOTES = ("'", '"', "“", "”")


def _touches_a_name(spot: Spot) -> bool:
    """F-16, M4, 24703L202, COVID-19, Windows/95, #7: letters or signs touch the digits."""
    text, found = spot.line.text, spot.found
    start, end = found.start, found.end
    if (
        start
        and text[start - 1] in _QUOTES
        and text[end : end + 1] in _QUOTES
        and spot.line.written[end - 1 :].strip()
    ):
        # The film "8 Mile".
        return bool(found.kind) and spot.line.written[found.amount.end :].lstrip()[:1].isupper()
    if start and found.kind != "money":
        last = text[start - 1]
        if last.isalnum() or last in "/#@_&\\":
            return True
        if last == "-":
            head = re.search(r"([a-z]+|\d)?-$", text[max(0, start - 12) : start])
            return not (
                head
                and head[1] in ("mid", "over", "sub", "to", "under", "plus", "pre", "post", "now", "then")
            )
    if found.glued and not found.kind:
        return True
    if end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        return True
    return (
        end + 1 < len(text)
        and text[end] in "-/"
        and not found.kind
        and text[end + 1].isdigit()
        and not _SCORE.match(text, start)
    )


_FIRMLY_NUMBERED = listed("numbered in small letters")


_NUMERO = re.compile(r"\bnos?\.? ?$")


def _is_numbered(spot: Spot) -> bool:
    """Resolution 2254, Route 66, No. 7: a noun that takes its number after it."""
    before = spot.before
    if _NUMERO.search(spot.line.written[max(0, spot.found.start - 5) : spot.found.start].replace("N", "n")):
        return spot.found.amount.form == "digits"
    if _in_list_of_numbered(spot):
        return True
    if before is None or before.lower not in quantities().numbered:
        return False
    if spot.counts_ahead and before.lower not in ("no.", "no"):
        return False
    return before.text[0].isupper() or (
        before.lower in _FIRMLY_NUMBERED and spot.found.amount.form == "digits"
    )


def _in_list_of_numbered(spot: Spot) -> bool:
    """ "Resolutions 2118, 2209 and 2254": a number in the list behind a plural that takes numbers."""
    at = spot.first - 1
    while at >= 0 and (spot.tokens[at].tag == "CD" or spot.tokens[at].lower in _LISTING):
        at -= 1
    if at < 0 or at == spot.first - 1 or spot.counts_ahead or spot.found.amount.form != "digits":
        return False
    noun = spot.tokens[at]
    return noun.tag in ("NNS", "NNPS") and noun.lower.removesuffix("s") in quantities().numbered


_LISTING = frozenset({",", "and", "or", "&"})


def _is_named(spot: Spot) -> bool:
    """iPhone 11, Big 12, BBC One, FTSE 100, 787 Dreamliner: a number inside a proper name."""
    before, last, after = spot.before, spot.tokens[spot.last], spot.after()
    proper_ahead = after is not None and after.tag in _PROPER and after.tag != "NNPS"
    if (
        before is not None
        and before.text[1:].isalpha()
        and any(c.isupper() for c in before.text[1:])
        and before.text[0].islower()
    ):
        # iPhone, eBay
        return not spot.counts_ahead
    if spot.found.amount.form == "vague" or (_is_plural(after) and before is not None and not before.ent):
        return False
    if _in_list_of_places(spot):
        return False
    if before is not None and before.tag == "NNP" and before.text[0].isalnum() and not spot.counts_ahead:
        if last.head is before or (
            last.head.i < last.i and last.dep in ("nummod", "compound", "appos", "nmod")
        ):
            return last.head.tag in _PROPER
        if last.ent in _NAMED_ENTITIES and before.ent == last.ent and not spot.tokens[spot.first].ent_begins:
            return True
        if proper_ahead and last.head.tag in _PROPER and last.dep in ("nummod", "compound", "nmod"):
            return True
    if (
        before is not None
        and before.tag in _PROPER
        and after is not None
        and after.text[0] in "+-±"
        and len(after.text) > 1
    ):
        # "Index 500 +0.3%"
        return True
    return _counts_no_name(spot) or _is_model(spot)


def _in_list_of_places(spot: Spot) -> bool:
    """ "100 in Arle 67 in Brenn": the words before it are the place of the number before."""
    after = spot.after()
    if after is None or after.lower not in ("in", "at", "near", "from"):
        return False
    at = spot.first - 1
    while at > 0 and spot.tokens[at].tag in _PROPER:
        at -= 1
    led = 0 <= at < spot.first - 1 and spot.tokens[at].lower == after.lower
    return led and any(t.tag == "CD" for t in spot.tokens[:at])


def _counts_no_name(spot: Spot) -> bool:
    """Whether only a name in the singular follows: "11 Pro Max", "90049 Tolk Code"; two cannot be one."""
    before, after, amount = spot.before, spot.after(), spot.found.amount
    if after is None or not _in_the_singular(after) or amount.form != "digits" or amount.high < 2:
        return False
    # "Own" before a number and a singular is no verb ("Brenns own 737 Swift"), however it is tagged.
    done = before is not None and before.tag.startswith("VB") and before.lower != "own"
    if done or (before is not None and _bounded(spot)) or _is_title(spot.tokens):
        return False
    for ahead in range(1, 6):
        token = spot.after(ahead)
        if token is not None and (token.lower in events().beside or token.lower in events().nouns):
            return False
        if token is None or not _in_the_singular(token):
            return token is None or token.tag not in ("NNS", "NNPS", "NN", "HYPH", "POS", "CC", "JJ", "VBN")
    return False


def _is_plural(token: Token | None) -> bool:
    return token is not None and token.tag in ("NNS", "NNPS") and token.text[0].isalpha()


def _in_the_singular(token: Token) -> bool:
    return token.tag == "NNP" or (token.tag == "NN" and token.text[0].isupper())


def _is_title(tokens: list[Token]) -> bool:
    """Whether a sentence is written like a headline, most of its words capitalized."""
    words = [t for t in tokens if t.text[0].isalpha()]
    return sum(t.text[0].isupper() for t in words) * 10 >= len(words) * 6


def _is_model(spot: Spot) -> bool:
    """ "Two new 737 Max jets": what is counted already has a number, so another beside it names."""
    last = spot.tokens[spot.last]
    if spot.found.amount.form != "digits" or last.dep not in ("nummod", "compound"):
        return False
    earlier = spot.tokens[max(0, spot.first - 3) : max(0, spot.first - 1)]
    return any(t.tag == "CD" and t.head is last.head and t.dep == "nummod" for t in earlier)


def _is_address(spot: Spot) -> bool:
    """575 Alder Road: a number before a street's name."""
    if spot.found.amount.form != "digits":
        return False
    for ahead in range(1, 6):
        token = spot.after(ahead)
        if token is None:
            return False
        if ahead > 1 and token.lower.rstrip(".") in _STREETS and token.text[0].isupper():
            return True
        if not token.text[0].isupper() and not token.text[0].isdigit():
            return False
    return False


# --- times -------------------------------------------------------------------------------------------------


def _is_clock(spot: Spot) -> bool:
    after = spot.after()
    return after is not None and after.lower in _CLOCK_WORDS and spot.found.amount.high <= 2400


def _is_month_day(spot: Spot) -> bool:
    if spot.found.kind or spot.found.amount.form != "digits" or not spot.text.isdigit():
        return False
    text, amount = spot.line.text, spot.found.amount
    led = _MONTH_BEFORE.search(text, max(0, amount.start - 12), amount.start) is not None
    if amount.high > 31:
        # "May 122017": day and year run together.
        return led and 5 <= len(spot.text) <= 6
    follows = _MONTH_AFTER.match(text, amount.end)
    if led or follows is None:
        return led
    after = spot.after()
    # "12 may die" and "12 march through the town" are no dates.
    return follows[1] not in ("may", "mar", "march") or (
        after is not None and after.tag not in ("MD", "VB", "VBP")
    )


def _is_year(spot: Spot) -> bool:
    """A year in its context; "damaged 1901 houses" is none."""
    if spot.found.kind or spot.found.amount.form != "digits":
        return False
    if _is_early_year(spot):
        return True
    if not _YEAR.fullmatch(spot.text[:4]):
        return False
    if not re.fullmatch(r"\d{4}(?: ?- ?\d{2,4}| (?:and|to) \d{4})?", spot.text):
        return False
    before, after, last = spot.before, spot.after(), spot.tokens[spot.last]
    if len(spot.text) > 4 and ("-" in spot.text or spot.tokens[spot.first].lower == "between"):
        return True
    counts = after is not None and after.tag == "NNS" and last.dep == "nummod" and last.head.i > last.i
    in_context = before is None or before.lower in _YEAR_CONTEXT or bool(re.fullmatch(_MONTH, before.lower))
    in_context = in_context or (before is not None and (before.text in "(,-" or before.text.isdigit()))
    if counts:
        named = before is not None and before.tag in ("DT", "PRP$", "POS")
        yearly = after is not None and after.lower in _BY_THE_YEAR
        dated = any(t.ent == "DATE" for t in spot.tokens[spot.first : spot.last + 1])
        return yearly or (dated and (in_context or named))
    # "Killed 2000", "about 2000": a number; a bare one is a year.
    return in_context or before is None or not (before.tag.startswith("VB") or _bounded(spot))


def _is_early_year(spot: Spot) -> bool:
    """ "In 611", with nothing that it could count."""
    before, after = spot.before, spot.after()
    if before is None or before.lower not in ("in", "since") or not _EARLY_YEAR.fullmatch(spot.text):
        return False
    return (
        after is None
        or after.text in ".,;:)"
        or (after.tag in ("IN", "CC", "VBD", "VBZ") and after.lower != "of")
    )


def _bounded(spot: Spot) -> bool:
    """Whether a word that says a bound stands right before the amount."""
    if spot.before is None:
        return False
    words = tuple(t.lower for t in spot.tokens[max(0, spot.first - 4) : spot.first])
    phrases = quantities().before_by_last.get(words[-1], ())
    return any(said != "plain" and words[-len(phrase) :] == phrase for phrase, said in phrases)


# --- ages, scores, counts ----------------------------------------------------------------------------------


_BOUNDING_AGES = listed("bounding an age")
_BEFORE_AGES = _BOUNDING_AGES | {"of", "at"}
_AGES = re.compile(r"\bage[ds](?: [\d½,]+(?: and)?){1,6} $|\bages $")


def _is_age(spot: Spot) -> bool:
    """ "Aged 12", "the age of 21", "Ana Brook, 34, said"."""
    amount, before, after = spot.found.amount, spot.before, spot.after()
    if amount.high > 120 or before is None or amount.form not in ("digits", "words"):
        return False
    if before.lower in ("aged", "age") or _AGES.search(
        spot.line.text, max(0, spot.found.start - 60), spot.found.start
    ):
        return True
    if before.lower in ("now", "then") and spot.first > 1 and spot.tokens[spot.first - 2].text == ",":
        return not spot.found.kind and (after is None or after.text in ",.;")
    if before.lower in _BOUNDING_AGES and spot.first > 1 and not spot.found.kind:
        aged = spot.tokens[spot.first - 2].lower in listed("of an age")
        if aged and not _noun_ahead(spot) and (amount.form == "digits" or _ends_phrase(after)):
            return True
    if before.lower in _BEFORE_AGES and spot.first > 1:
        previous = spot.tokens[spot.first - 2]
        if previous.lower in ("age", "ages") or (
            spot.first > 2 and spot.tokens[spot.first - 3].lower == "age"
        ):
            return not spot.found.kind
    if before.text == "(" and after is not None and after.text == ")" and amount.low >= _LEAST_IN_BRACKETS:
        return not spot.found.kind and _person_before(spot)
    comma = before.text == "," and (
        after is None or after.text in ",.;)" or after.lower in ("and", "of", "who")
    )
    return comma and amount.form == "digits" and not spot.found.kind and _person_before(spot)


# Lower numbers in brackets after a name are notes, places in a table or goals.
_LEAST_IN_BRACKETS = 16


def _ends_phrase(after: Token | None) -> bool:
    return after is None or after.tag.startswith(("VB", "MD")) or after.text in ",.;:" or after.tag == "CC"


def _person_before(spot: Spot) -> bool:
    """Whether a person's name stands before the comma: one so tagged, or a lone surname."""
    if any(t.ent == "PERSON" for t in spot.tokens[max(0, spot.first - 4) : spot.first]):
        return spot.first > 1 and spot.tokens[spot.first - 2].tag in _PROPER
    # The tagger takes some names for bodies or places; one that opens a sentence before an age is a person's.
    named = spot.tokens[: spot.first - 1]
    closed = (after := spot.after()) is not None and after.text in ",)"
    return closed and 0 < len(named) <= 2 and all(t.tag == "NNP" for t in named)


def _is_score(spot: Spot) -> bool:
    """ "Won 3-2", "2-0 down"."""
    text, start = spot.line.text, spot.found.amount.start
    pair = (
        _SCORE.match(text, start)
        or _SCORE.match(text, max(0, start - 2))
        or _SCORE.match(text, max(0, start - 3))
    )
    if pair is None or not pair.start() <= start < pair.end() or spot.found.kind:
        return False
    ends = [int(n) for n in re.findall(r"\d+", pair[0])]
    if ends[0] >= ends[1]:
        return True
    after = spot.after()
    near = [t.lower for t in (spot.before, after) if t is not None]
    return any(_SCORE_WORDS.fullmatch(w) for w in near) and not spot.counts_ahead


def _is_mark(spot: Spot) -> bool:
    """ "Ana Brook: 7 Ran all day": what a person is marked with, and nothing that it could count."""
    named, after = spot.tokens[: max(0, spot.first - 1)], spot.after()
    if spot.before is None or spot.before.text not in _BEFORE_A_MARK or not spot.text[0].isdigit():
        return False
    if spot.found.kind or spot.found.amount.high > _HIGHEST_MARK or not 0 < len(named) <= _LONGEST_NAME:
        return False
    if any(t.ent != "PERSON" for t in named):
        return False
    if after is None or not after.text[0].isalnum():
        return True
    return after.text[0].isupper() and after.lower not in events().beside and not _noun_ahead(spot)


_BEFORE_A_MARK = (":", "-", "–", "—")
_HIGHEST_MARK = 10
_LONGEST_NAME = 4

_RANKED = re.compile(r"\b(?:top|bottom|last|first|final) $")


def _count(spot: Spot) -> str:
    """A count, unless nothing in the sentence is counted by it."""
    number, after = spot.tokens[spot.last], spot.after()
    if spot.text == "one":
        return _lone_one(spot)
    if (after is not None and after.text in (")", "'s", "’s")) or (
        _RANKED.search(spot.line.text, max(0, spot.found.start - 8), spot.found.start)
        and not _noun_ahead(spot)
    ):
        # "1) …", "the iPhone 14's screen", "the bottom three"
        return "name"
    if after is not None and after.lower == "of" and spot.found.amount.form in ("digits", "words"):
        return "count"
    hyphen = after is not None and after.text == "-" and after.start == number.end
    if hyphen:
        noun = spot.after(2)
        counted = noun is not None and noun.lower in quantities().hyphened
        return "count" if counted and noun is not None and noun.start == after.end else "name"  # type: ignore[union-attr]
    beside = after is not None and after.lower in events().beside
    if number.dep in _LOOSE and spot.found.amount.form != "vague" and not beside and not spot.counts_ahead:
        return "name" if not _noun_ahead(spot) else "count"
    if after is None and spot.first == 0:
        return "name"
    _minding_points(spot)
    return "count"


def _noun_ahead(spot: Spot) -> bool:
    """Whether a plural stands within the next three words, with nothing but its adjectives between."""
    for ahead in range(1, 4):
        token = spot.after(ahead)
        if token is None or token.tag not in ("JJ", "VBN", "VBG", "NN", "NNS", "NNP", "NNPS"):
            return False
        if token.tag in ("NNS", "NNPS"):
            return True
    return False


def _lone_one(spot: Spot) -> str:
    number, after = spot.tokens[spot.last], spot.after()
    head = number.head
    if spot.before is not None and spot.before.lower in ("no", "not", "any", "every", "each", "the", "this"):
        return "name"
    counts = number.dep == "nummod" and head.i > number.i and head.tag in NOUNS
    if counts and after is not None and after.text != "-":
        return "one" if head.lower in quantities().not_one else "count"
    return "one" if after is not None and after.lower in ("of", "more") else "name"


def _minding_points(spot: Spot) -> None:
    """ "40.000 people", "40.000 euros": nobody counts thousandths of people or writes none of money."""
    amount = spot.found.amount
    grouped = _GROUPED_BY_POINT.fullmatch(spot.text) is not None
    if grouped and (spot.text.endswith(".000") if spot.found.kind == "money" else spot.counts_ahead):
        amount.low = amount.high = int(spot.text.replace(".", ""))
