"""Time expressions: their TIMEX3 value and the interval they stand for.

They are anchored to the publication date, or to the dates that the text named before. Without a publication
date relative times stay relative: a weekday keeps its ``XXXX-WXX-2``, "yesterday" has no value. Values after
TimeML 1.2.1 (TIMEX3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.languages.en.times import signs
from sayso.model import Document, Step, Time, make_id
from sayso.reading.anchoring import PUBLISHED, Context, Mark
from sayso.reading.calendar import Interval
from sayso.reading.text import Reading, Sentence
from sayso.reading.timex import Rule, rules

COMPONENT = "times"
VERSION = "2"

# As many words as stand before the sign in "at least the past twelve to eighteen months".
_WORDS_BEFORE = 9
# No time has a longer word: what is longer is a number or a name without end.
_LONGEST_WORD = 40

_ARTICLE = re.compile(r"(?:the|its)\s+(?!end|beginning|start|middle|close)", re.I)
_ON_THE_CALENDAR = ("DATE", "TIME")
_NAMES_ITSELF = re.compile(r"\b(?:of|last|next|this|that|same|following|previous|latest)\b", re.I)
_MODIFIES = frozenset({"compound", "amod", "nmod", "nummod", "npadvmod", "poss"})


def find_times(reading: Reading) -> tuple[Time, ...]:
    """The time expressions of a reading, in order; they do not overlap."""
    document = reading.document
    context = Context(document)
    found: list[Time] = []
    for sentence, held in _with_signs(reading):
        context.sentence = sentence
        text = document.text[sentence.start : sentence.end]
        for rule, match in _in_text(sentence, text, held):
            context.leaned_on = None
            interval = rule.resolve(match, context)
            if interval is not None:
                span = _without_article(_span(match), match, context)
                at = (sentence.start + span[0], sentence.start + span[1])
                found.append(_time(document, at, rule, interval, context))
                if rule.name != "ago" or interval.to is None or "later" in match[0].lower():
                    context.add(found[-1])
    return tuple(found)


def _with_signs(reading: Reading) -> Iterator[tuple[Sentence, dict[str, list[int]]]]:
    """The sentences that may hold a time; the places, among their tokens, of the signs of each kind."""
    known = signs()
    for sentence in reading.sentences:
        held: dict[str, list[int]] = {}
        for i, token in enumerate(sentence.tokens):
            for sign in known.get(token.lower.rstrip("."), ()):
                held.setdefault(sign, []).append(i)
            if not token.text.isalpha() and any(c.isdigit() for c in token.text[:_LONGEST_WORD]):
                held.setdefault("digits", []).append(i)
        if held:
            yield sentence, held


def _in_text(sentence: Sentence, text: str, held: dict[str, list[int]]) -> list[tuple[Rule, re.Match[str]]]:
    """The matches of a sentence in text order; what an earlier rule took stays its own."""
    places = {sign: _beginnings(sentence, at) for sign, at in held.items()}
    taken: list[tuple[int, int]] = []
    made: list[tuple[Rule, re.Match[str]]] = []
    for rule in rules():
        after = -1
        for place in places.get(rule.sign, ()):
            match = rule.pattern.match(text, place) if place >= after else None
            if match is None:
                continue
            start, end = _span(match)
            after = end
            if not any(start < e and s < end for s, e in taken):
                taken.append((start, end))
                made.append((rule, match))
    return sorted(made, key=lambda m: _span(m[1]))


def _beginnings(sentence: Sentence, signs_at: list[int]) -> list[int]:
    """Where in the sentence's text a time can begin: at the words up to each sign, not too far before it."""
    indices = sorted({j for i in signs_at for j in range(max(0, i - _WORDS_BEFORE), i + 1)})
    return [sentence.tokens[i].start - sentence.start for i in indices]


def _span(match: re.Match[str]) -> tuple[int, int]:
    """What of a match is the time: the part named x, where a pattern looks at more."""
    return match.span("x") if "x" in match.re.groupindex else match.span()


def _without_article(span: tuple[int, int], match: re.Match[str], context: Context) -> tuple[int, int]:
    """Leave out an article that belongs to a noun further on: "the [two-week] crisis"."""
    start, end = span
    article = _ARTICLE.match(match.string, start)
    last = context.token_at(end - 1)
    if (
        article is None
        or last is None
        or _NAMES_ITSELF.search(match[0])
        or last.head.start < context.offset(end)
        or last.dep not in _MODIFIES
    ):
        return span
    return article.end(), end


def _time(document: Document, at: tuple[int, int], rule: Rule, interval: Interval, context: Context) -> Time:
    start, end = at
    leaned = context.leaned_on
    steps = [Step(COMPONENT, VERSION, rule.name, start, end)]
    anchor = None
    if isinstance(leaned, Mark):
        anchor = leaned.time.id
        steps.append(
            Step(COMPONENT, VERSION, "counted from a date before it", leaned.time.start, leaned.time.end)
        )
    elif leaned == PUBLISHED and interval.from_ is not None:
        anchor = PUBLISHED
        evidence = document.evidence.get("published")
        where = (evidence.start, evidence.end) if evidence is not None else (None, None)
        steps.append(Step(COMPONENT, VERSION, "counted from the publication date", *where))
    elif (
        interval.from_ is None
        and (interval.value or "XXXX").startswith("XXXX")
        and rule.kind in _ON_THE_CALENDAR
    ):
        steps.append(Step(COMPONENT, VERSION, "stays relative: no date to count from"))
    return Time(
        id=make_id("time", document.id, start, end, interval.value),
        document=document.id,
        start=start,
        end=end,
        text=document.text[start:end],
        value=interval.value,
        kind=rule.kind,
        from_=interval.from_,
        to=interval.to,
        anchor=anchor,
        steps=tuple(steps),
    )
