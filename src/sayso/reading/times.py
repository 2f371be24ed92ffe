"""Time expressions: their TIMEX3 value and the interval they stand for, anchored to the publication date.

Without a publication date relative times stay relative: a weekday keeps its ``XXXX-WXX-2``, "yesterday" has
no value. Values after TimeML 1.2.1 (TIMEX3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.model import Step, Time, make_id
from sayso.reading import calendar as cal
from sayso.reading.calendar import Interval
from sayso.reading.text import Reading
from sayso.reading.timex import Context, Rule, any_time, rules

COMPONENT = "times"
VERSION = "1"


def find_times(reading: Reading) -> tuple[Time, ...]:
    """The time expressions of a reading, in order; they do not overlap."""
    document = reading.document
    anchor = cal.anchor_of(document.published)
    day_first = _day_first(document.text)
    found: list[Time] = []
    for sentence in reading.sentences:
        context = Context(sentence, anchor, day_first)
        text = document.text[sentence.start : sentence.end]
        if not any_time().search(text):
            continue
        for start, end, rule, interval in _in_text(text, context):
            at, stop = sentence.start + start, sentence.start + end
            found.append(
                Time(
                    id=make_id("time", document.id, at, stop, interval.value),
                    document=document.id,
                    start=at,
                    end=stop,
                    text=document.text[at:stop],
                    value=interval.value,
                    kind=rule.kind,
                    from_=interval.from_,
                    to=interval.to,
                    anchor="published" if rule.anchored and interval.from_ is not None else None,
                    steps=(Step(COMPONENT, VERSION, rule.name, at, stop),),
                )
            )
    return tuple(found)


def _in_text(text: str, context: Context) -> Iterator[tuple[int, int, Rule, Interval]]:
    """The expressions of a sentence with their places in it; what an earlier rule took stays its own."""
    taken = [False] * (len(text) + 1)
    made: list[tuple[int, int, Rule, Interval]] = []
    for rule in rules():
        for match in rule.pattern.finditer(text):
            start, end = match.span("x") if "x" in rule.pattern.groupindex else match.span()
            interval = None if any(taken[start:end]) else rule.resolve(match, context)
            if interval is not None:
                taken[start:end] = [True] * (end - start)
                made.append((start, end, rule, interval))
    yield from sorted(made, key=lambda m: (m[0], m[1]))


def _day_first(text: str) -> bool:
    """Whether dates like 01.12.2016 put the day first, by the document's own evidence; dots say so anyhow."""
    for first, second in re.findall(r"\b(\d{1,2})[/-](\d{1,2})[/-]\d{4}\b", text):
        if int(first) > 12:
            return True
        if int(second) > 12:
            return False
    return True
