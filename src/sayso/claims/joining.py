"""The rules' attributions and the learned ones as one list."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Iterator, Sequence

from sayso.claims.attribution import QUOTING, Attribution
from sayso.claims.edges import goes_on_with, prefers, stands_against, tells_of_subject, withholds
from sayso.claims.frames import CLAUSE, PHRASE, SENTENCE_BEFORE
from sayso.claims.gobetweens import hands_on
from sayso.claims.sources import SourceWords
from sayso.claims.tails import HEADLINE
from sayso.languages.en import cues as lexicon
from sayso.model import Span
from sayso.reading.text import Token

# So few words before a content are its own where the rules know them: "at least", "more than".
_FEW = 3
# A source so many words before the one at the cue belongs to another sentence that ran into this one.
_FAR = 5
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def joined(ruled: Sequence[Attribution], learned: Sequence[Attribution]) -> list[Attribution]:
    """The learned attributions, and those of the rules that speak of another cue and other words.

    A learned one keeps what only the rules know of its cue: its kind, a source it found none for, the whole
    of the quotations that belong to it, and where another cue begins. The rules also know attributions that
    stand inside another's content, and who quotes whom; the learned part finds only the outermost.
    """
    out: list[Attribution] = []
    taken: set[int] = set()
    for found in [_before_next(a, learned) for a in learned]:
        own = [a for a in ruled if _has_cue(found, a)]
        if any(map(_stands_alone, own)) or _only_quotes(found, ruled) or _names_the_topic(found, ruled):
            continue
        taken.update(id(a) for a in own)
        out.append(_without_its_source(_with_what_rules_know(found, own, ruled) if own else found))
    return [*out, *(a for a in ruled if id(a) not in taken and not _said_already(a, out))]


def _without_its_source(found: Attribution) -> Attribution:
    """An attribution whose content holds neither who speaks nor, after its cue, by or to whom it is told."""
    source, tokens = found.source, found.cue.sentence.tokens
    kept: list[Span] = []
    for start, end in found.contents:
        inside = [t for t in tokens if start <= t.start and t.end <= end]
        if inside and inside[0].i > found.cue_end.i and _tells_who(inside[0], found.cue):
            continue
        if source is not None and start <= source.first.start < end:
            inside = [t for t in inside if t.i < source.first.i]
            while inside and (inside[-1].tag == "DT" or not inside[-1].text[-1].isalnum()):
                inside.pop()
            if not inside:
                continue
            end = inside[-1].end
        kept.append((start, end))
    return dataclasses.replace(found, contents=kept) if kept else found


def _tells_who(first: Token, cue: Token) -> bool:
    """Whether words behind a passive cue tell who spoke, or to whom: "confirmed | to a reporter"."""
    return first.lower == "by" or (first.lower == "to" and tells_of_subject(cue))


def _stands_alone(ruled: Attribution) -> bool:
    """Whether the rules know what the learned part never saw: go-betweens, sentences before, headlines."""
    return ruled.rule in (SENTENCE_BEFORE, HEADLINE) or ruled.through is not None


def _names_the_topic(found: Attribution, ruled: Sequence[Attribution]) -> bool:
    """Whether a mark in a headline was taken for the cue where the rules know another: "Tolk: …, says X"."""
    others = (a for a in ruled if a.rule == HEADLINE and not _has_cue(found, a))
    segment = found.cue.sentence.segment
    return not found.cue.text[0].isalnum() and any(a.cue.sentence.segment is segment for a in others)


def _has_cue(found: Attribution, ruled: Attribution) -> bool:
    return found.cue_begin.i <= ruled.cue.i <= found.cue_end.i


def _only_quotes(found: Attribution, ruled: Sequence[Attribution]) -> bool:
    """Whether a cue hands on another's word, which the rules give to that other: "citing", "quoted … as"."""
    if found.cue.lemma not in QUOTING:
        return False
    if hands_on(found.cue):
        return True
    inside = (a for a in ruled if found.holds(a.cue.start))
    return any(a.through is not None for a in inside)


def _with_what_rules_know(
    found: Attribution, own: Sequence[Attribution], ruled: Sequence[Attribution]
) -> Attribution:
    known = [span for a in own for span in a.contents]
    if _goes_wrong(found, own[0]):
        return dataclasses.replace(own[0], cue_first=found.cue_first, cue_end=found.cue_end)
    others = [a for a in ruled if a not in own]
    cut = [
        _cut(found, span, own, others)
        for span in found.contents
        if not _is_anothers(span, found.cue.sentence.tokens, known, others)
    ]
    quoted = [span for a in own if a.quotation for span in a.contents]
    return dataclasses.replace(
        found,
        kind=own[0].kind,
        source=_nearer(found, next((a.source for a in own if a.source is not None), None)),
        contents=united([*cut, *quoted, *_gaps(found.contents, known)]) or found.contents,
        quotation=found.quotation or bool(quoted),
    )


def _nearer(found: Attribution, ruled: SourceWords | None) -> SourceWords | None:
    """The learned source; the rules' one where that stands at the cue and the other far off."""
    if found.source is None or ruled is None:
        return found.source or ruled
    begin = found.cue_begin.i
    at_cue = ruled.last.i == begin - 1 and found.source.last.i < ruled.first.i - _FAR
    return ruled if at_cue else found.source


def _goes_wrong(found: Attribution, ruled: Attribution) -> bool:
    """Whether a learned part holds what it cannot: a time in who is cited, a subject without its clause."""
    if found.source is not None and ruled.source is not None and ruled.rule == PHRASE:
        beyond = [t for t in found.source.tokens() if t.i > ruled.source.last.i]
        if any(t.ent in ("DATE", "TIME") for t in beyond):
            return True
    if ruled.rule == PHRASE and all(
        _shared(span, ruled.contents) == span[1] - span[0] for span in found.contents
    ):
        return True
    words = _tokens(found)
    subject = len(found.contents) == 1 and bool(words) and words[-1].dep in _SUBJECTS
    return subject and ruled.rule.startswith(CLAUSE) and _shared(found.contents[0], ruled.contents) > 0


def _tokens(found: Attribution) -> list[Token]:
    sentence = found.cue.sentence
    return [t for t in sentence.tokens if any(s <= t.start < e for s, e in found.contents)]


def _before_next(found: Attribution, learned: Sequence[Attribution]) -> Attribution:
    """An attribution whose content ends where its source goes on with another: "…, but declined to say"."""
    for other in learned:
        same = (
            other.source is not None and found.source is not None and other.source.head is found.source.head
        )
        if other is found or not same or other.cue.sentence is not found.cue.sentence:
            continue
        begin = other.cue_begin
        ahead = [t for t in found.cue.sentence.tokens if t.i < begin.i]
        while ahead and (ahead[-1].dep in ("cc", "punct") or ahead[-1].tag == "RB"):
            ahead.pop()
        cut = [(s, ahead[-1].end if s < begin.start < e else e) for s, e in found.contents]
        if ahead and all(s < e for s, e in cut):
            found = dataclasses.replace(found, contents=cut)
    return found


def _cut(found: Attribution, span: Span, own: Sequence[Attribution], others: Sequence[Attribution]) -> Span:
    """A stretch without the day before the rules' content, and what follows that holds a cue or withholds."""
    inside = [(s, e) for a in own for s, e in a.contents if s < span[1] and e > span[0]]
    if not inside:
        return span
    start, end = min(s for s, _ in inside), max(e for _, e in inside)
    tokens = found.cue.sentence.tokens
    lost = [t for t in tokens if start <= t.start < span[0]]
    if lost and (len(lost) <= _FEW or _closes_bracket([t for t in tokens if span[0] <= t.start < span[1]])):
        span = (start, span[1])
    before = [t for t in tokens if span[0] <= t.start < start]
    after = [t for t in tokens if end <= t.start < span[1]]
    another = any(end <= a.cue.start < span[1] for a in others) or any(map(hands_on, after))
    another = another or any(goes_on_with(a.cue, t) for a in own for t in after)
    another = another or any(prefers(a.cue) for a in own)
    another = another or any(stands_against(t) and t.head is a.cue for a in own for t in after)
    return (
        start if _is_day(before) or _hangs(before, own) else span[0],
        end if after and (another or any(map(withholds, after))) else span[1],
    )


def _closes_bracket(tokens: Sequence[Token]) -> bool:
    """Whether words begin inside an editorial bracket: "[Western] coalition"."""
    return next((t.text for t in tokens if t.text in ("[", "]")), "") == "]"


def _hangs(tokens: Sequence[Token], own: Sequence[Attribution]) -> bool:
    """Whether one word is the preposition that a content hangs from: "spoke of 15"."""
    wanted = {p for a in own for p in lexicon.load().prepositions.get(a.cue.lemma, ())}
    return len(tokens) == 1 and tokens[0].tag == "IN" and tokens[0].lower in wanted


def _is_day(tokens: Sequence[Token]) -> bool:
    """Whether words between a cue and its content are no more than when it was said, and "that"."""
    days = [t.ent == "DATE" for t in tokens if t.lower != "that" and t.text[0].isalnum()]
    return bool(days) and all(days)


def _is_anothers(
    span: Span, tokens: Sequence[Token], known: Sequence[Span], others: Sequence[Attribution]
) -> bool:
    """Whether a stretch that the rules gave to none of these holds an attribution to another source."""
    if _shared(span, known):
        return False
    if any(hands_on(t) for t in tokens if t.start == span[0]):
        return True
    return any(a.source is not None and span[0] <= a.cue.start < span[1] for a in others)


def _gaps(spans: Sequence[Span], whole: Sequence[Span]) -> Iterator[Span]:
    """What lies between two stretches and stands in one stretch with both: an aside that is content too."""
    for (_, end), (start, _) in itertools.pairwise(spans):
        if any(s < end and start < e for s, e in whole):
            yield end, start


def united(spans: Iterable[Span]) -> list[Span]:
    """Stretches in order, those that overlap as one."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _said_already(ruled: Attribution, learned: Sequence[Attribution]) -> bool:
    """Whether a learned attribution with another cue beside it holds mostly the same words."""
    own = sum(e - s for s, e in ruled.contents)
    for found in learned:
        if found.holds(ruled.cue.start):
            continue
        if 2 * sum(_shared(span, found.contents) for span in ruled.contents) > own:
            return True
    return False


def _shared(span: Span, spans: Sequence[Span]) -> int:
    """How many characters of a stretch lie in some others."""
    return sum(max(0, min(span[1], e) - max(span[0], s)) for s, e in spans)
