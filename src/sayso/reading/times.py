"""Time expressions: their TIMEX3 value and the interval they stand for.

They are anchored to the publication date, or to the dates that the text named before. Without a publication
date relative times stay relative: a weekday keeps its ``XXXX-WXX-2``, "yesterday" has no value. Values after
TimeML 1.2.1 (TIMEX3).
"""

from __future__ import annotations

import bisect
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

_ARTICLE = re.compile(r"(?:the|its)\s+(?!end|beginning|start|middle|close)", re.I)
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
        for start, rule, match in _in_text(text, held):
            context.leaned_on = None
            interval = rule.resolve(match, context)
            if interval is not None:
                span = _without_article(_span(match), match, context)
                at = (sentence.start + span[0], sentence.start + span[1])
                found.append(_time(document, at, rule, interval, context))
                if rule.name != "ago" or interval.to is None or "later" in match[0].lower():
                    context.add(found[-1])
    return tuple(found)


def _with_signs(reading: Reading) -> Iterator[tuple[Sentence, set[str]]]:
    """The sentences that may hold a time, each with the groups of rules that its words call for."""
    starts = [s.start for s in reading.sentences]
    held: dict[int, set[str]] = {}
    for sign in signs().finditer(reading.document.text):
        at = bisect.bisect_right(starts, sign.start()) - 1
        if at >= 0 and sign.start() < reading.sentences[at].end and sign.lastgroup is not None:
            held.setdefault(at, set()).add(sign.lastgroup)
    for at, groups in held.items():
        yield reading.sentences[at], groups


def _in_text(text: str, held: set[str]) -> list[tuple[int, Rule, re.Match[str]]]:
    """The matches of a sentence in text order; what an earlier rule took stays its own."""
    taken: list[tuple[int, int]] = []
    made: list[tuple[int, Rule, re.Match[str]]] = []
    for rule in rules():
        if rule.sign not in held:
            continue
        for match in rule.pattern.finditer(text):
            start, end = _span(match)
            if not any(start < e and s < end for s, e in taken):
                taken.append((start, end))
                made.append((start, rule, match))
    return sorted(made, key=lambda m: m[0])


def _span(match: re.Match[str]) -> tuple[int, int]:
    """What of a match is the time: the part named x, where a pattern looks at more."""
    return match.span("x") if "x" in match.re.groupindex else match.span()


def _without_article(span: tuple[int, int], match: re.Match[str], context: Context) -> tuple[int, int]:
    """Leave out an article that belongs to a noun further on: "the [two-week] crisis"."""
    start, end = span
    article = _ARTICLE.match(match.string, start)
    last = context.token_at(end - 1)
    if article is None or last is None or _NAMES_ITSELF.search(match[0]) or last.head.start < context.offset(end) or last.dep not in _MODIFIES:
        return span
    return article.end(), end


def _time(
    document: Document, at: tuple[int, int], rule: Rule, interval: Interval, context: Context
) -> Time:
    start, end = at
    leaned = context.leaned_on
    steps = [Step(COMPONENT, VERSION, rule.name, start, end)]
    anchor = None
    if isinstance(leaned, Mark):
        anchor = leaned.time.id
        steps.append(Step(COMPONENT, VERSION, "counted from a date before it", leaned.time.start, leaned.time.end))
    elif leaned == PUBLISHED and interval.from_ is not None:
        anchor = PUBLISHED
        evidence = document.evidence.get("published")
        where = (evidence.start, evidence.end) if evidence is not None else (None, None)
        steps.append(Step(COMPONENT, VERSION, "counted from the publication date", *where))
    elif interval.from_ is None and context.published is None and rule.kind in ("DATE", "TIME"):
        steps.append(Step(COMPONENT, VERSION, "stays relative: no publication date to count from"))
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
