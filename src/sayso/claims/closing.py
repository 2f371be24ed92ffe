"""Takes out of contents what closes a sentence: "…, the agency reported", "… in remarks to the agency".

It also takes out of what is denied the sentences after it, and of what is said who says it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from sayso.claims.attribution import Attribution
from sayso.claims.hearers import hearing_phrase
from sayso.claims.sources import SourceWords
from sayso.reading.text import Quotation, Token

_DESCRIBING = frozenset({"det", "amod", "compound", "nmod", "poss", "conj", "cc"})
_ARTICLES = frozenset({"DT", "PRP$"})
_NAMES = ("NNP", "NNPS")
_TAKING_NOUNS = frozenset({"IN", "TO"})
_NOMINAL = ("NN", "JJ", "VBN", "VBG", "HYPH")
_DAYS = frozenset({"DATE", "TIME"})


def let_closing_out(found: Sequence[Attribution]) -> None:
    """Cut contents before the report that closes their sentence; changes the attributions in place."""
    for inner in found:
        for outer in found:
            if _closes(outer, inner):
                _cut_before(inner, _begin(outer))
        phrase = hearing_phrase(inner.cue)
        if phrase is not None and _ends_with(inner, phrase[1]):
            _cut_before(inner, phrase[0].i)


def let_sources_out(found: Sequence[Attribution], quotations: Iterable[Quotation]) -> None:
    """Give the source behind a content its first words back; changes the attributions in place.

    Where no mark parts the two ("… in Tolk on Tuesday a war monitor and medics said"), the content is easily
    ended a word or two late.
    """
    ends = {q.end for q in quotations if q.closed}
    for attribution in found:
        source = attribution.source
        if source is None or not _runs_into(attribution, source.first):
            continue
        words = _after_quotation(source, ends) or _in_front(source)
        begin = words[0] if words else source.first
        ahead = _ahead_of(begin)
        if not words and ahead[-1].dep != "cc":
            continue
        while ahead and ahead[-1].dep in ("punct", "cc"):
            ahead.pop()
        if not ahead or not attribution.holds(ahead[-1].start):
            continue
        end = ahead[-1].end
        attribution.contents = [
            (s, min(e, end) if s < end and e <= source.start else e) for s, e in attribution.contents
        ]
        if words:
            head = source.head.head if source.head.head in words else source.head
            attribution.source = SourceWords(head, begin, source.last)


def _runs_into(found: Attribution, source: Token) -> bool:
    """Whether a content ends right before a source that stands before its cue."""
    if source.i > found.cue_begin.i or source.sentence is not found.cue.sentence:
        return False
    before = _ahead_of(source)
    return bool(before) and any(s <= before[-1].start < e <= source.start for s, e in found.contents)


def _ahead_of(token: Token) -> list[Token]:
    tokens = token.sentence.tokens
    return tokens[: token.i - tokens[0].i]


def _after_quotation(source: SourceWords, ends: Container[int]) -> list[Token]:
    """The nouns between the end of a quotation and a source: "… the road is open” TAV | director Lane"."""
    ahead = _ahead_of(source.first)
    taken: list[Token] = []
    while ahead and ahead[-1].tag.startswith(_NOMINAL):
        taken.insert(0, ahead.pop())
    return taken if ahead and ahead[-1].start in ends else []


def _in_front(source: SourceWords) -> list[Token]:
    """The words before a source that belong to its noun phrase: "a war | monitor", "a monitor and | medics".

    A name among them may as well be the content's last word, and what a preposition needs stays with it.
    """
    ahead = _ahead_of(source.first)
    taken: list[Token] = []
    while ahead and _hangs_from(ahead[-1], source) and _may_open(ahead[-1], (taken or [source.first])[0]):
        taken.insert(0, ahead.pop())
    if ahead and ahead[-1].dep == "cc" and source.head.dep == "conj":
        first = _begin_of_noun(ahead[:-1], source.head.head)
        if first is not None:
            taken = [t for t in ahead if t.i >= first.i] + taken
            ahead = [t for t in ahead if t.i < first.i]
    return [] if not ahead or ahead[-1].tag in _TAKING_NOUNS else taken


def _hangs_from(word: Token, source: SourceWords) -> bool:
    """Whether a word describes a source, or stands beside one that does: "a labour monitor and rescue |"."""
    while not source.first.i <= word.i <= source.last.i:
        if word.dep not in _DESCRIBING or word.head is word:
            return False
        word = word.head
    return True


def _may_open(word: Token, after: Token) -> bool:
    """Whether a word may stand in a noun phrase before another: no name, no day, no noun and adjective."""
    is_noun = word.tag.startswith("NN") and (word.tag in _NAMES or after.tag == "JJ")
    return after.tag not in _ARTICLES and word.ent not in _DAYS and not is_noun


def _begin_of_noun(words: Sequence[Token], noun: Token) -> Token | None:
    """Where a noun's phrase begins that ends some words: at its article or name; None where it has none."""
    if not words or words[-1] is not noun:
        return None
    for word in reversed(words):
        if word.tag in _ARTICLES or word.tag in _NAMES:
            return word
        if not word.tag.startswith(_NOMINAL) or word.ent in _DAYS:
            return None
    return None


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
