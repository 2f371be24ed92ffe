"""Takes out of contents what closes a sentence: "…, the agency reported", "… in remarks to the agency".

It also takes out of what is denied the sentences after it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.attribution import Attribution
from sayso.claims.hearers import hearing_phrase
from sayso.reading.text import Token


def let_closing_out(found: Sequence[Attribution]) -> None:
    """Cut contents before the report that closes their sentence; changes the attributions in place."""
    for inner in found:
        for outer in found:
            if _closes(outer, inner):
                _cut_before(inner, _begin(outer))
        phrase = hearing_phrase(inner.cue)
        if phrase is not None and _ends_with(inner, phrase[1]):
            _cut_before(inner, phrase[0].i)


def hold_denials_short(found: Sequence[Attribution]) -> None:
    """Cut what follows a denial at the end of its sentence; changes the attributions in place.

    What somebody denies is told beside the word for it: whatever comes after is again the article's own.
    """
    for denial in found:
        end = denial.cue.sentence.end
        if denial.kind == "deny":
            denial.contents = [(s, min(e, end)) for s, e in denial.contents if s < end] or denial.contents


def _begin(report: Attribution) -> int:
    """The first token of a report's cue and source."""
    own = [report.cue_begin.i] if report.source is None else [report.cue_begin.i, report.source.first.i]
    return min(own)


def _closes(outer: Attribution, inner: Attribution) -> bool:
    """Whether a report with a source stands after what it reports, and was taken for a part of that."""
    if outer.source is None or outer.cue.i <= inner.cue.i or outer.cue.sentence is not inner.cue.sentence:
        return False
    return inner.holds(outer.cue.start) and outer.holds(inner.cue.start)


def _ends_with(found: Attribution, last: Token) -> bool:
    """Whether no word of a content stands after a token in it."""
    if not found.holds(last.start):
        return False
    end = max(e for _, e in found.contents)
    return not any(last.end <= t.start < end and t.text[0].isalnum() for t in last.sentence.tokens)


def _cut_before(found: Attribution, at: int) -> None:
    ahead = [t for t in found.cue.sentence.tokens if t.i < at]
    while ahead and (ahead[-1].dep == "punct" or ahead[-1].text in ",;:–—-"):
        ahead.pop()
    if not ahead:
        return
    end, cut = ahead[-1].end, found.cue.sentence.tokens[at - found.cue.sentence.tokens[0].i].start
    spans = [(s, min(e, end) if s < cut < e or s < cut == e else e) for s, e in found.contents if s < cut]
    kept = [(s, e) for s, e in spans if s < e]
    if kept:
        found.contents = kept
