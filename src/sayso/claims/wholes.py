"""Learned sources and contents made whole phrases: none ends or begins where a word still needs the next."""

from __future__ import annotations

import bisect
import dataclasses
import itertools
from collections.abc import Container, Sequence

from sayso.claims.attribution import Attribution
from sayso.claims.sources import SourceWords
from sayso.model import Span
from sayso.reading.text import Quotation, Token

_BEFORE_HEAD = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod", "npadvmod"})
_NEEDED = frozenset({"dobj", "pobj", "pcomp", "ccomp", "xcomp", "attr", "acomp"})
_DESCRIBING = frozenset({"DT", "JJ", "PRP$", "VBN"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_RELATIVE = frozenset({"WDT", "WP"})
_DAYS = frozenset({"DATE", "TIME"})
_NOUNS = ("NN", "NNS", "NNP", "NNPS")


def made_whole(learned: Sequence[Attribution], quotations: Sequence[Quotation]) -> list[Attribution]:
    """The attributions, each source and content of whole phrases as far as no cue or source stands there.

    What touches a quotation stays as it is: its marks tell where it ends. ``quotations`` are in order.
    """
    taken = frozenset(i for found in learned for i in _taken(found))
    starts = [q.start for q in quotations]
    ends = list(itertools.accumulate((q.end for q in quotations), max))

    def whole(found: Attribution, span: Span) -> Span:
        before = bisect.bisect_left(starts, span[1])
        quoted = before > 0 and ends[before - 1] > span[0]
        return span if quoted else _whole_content(found, span, taken)

    return [
        dataclasses.replace(a, source=_whole_source(a), contents=[whole(a, span) for span in a.contents])
        for a in learned
    ]


def _taken(found: Attribution) -> set[int]:
    """The tokens of an attribution's cue and source."""
    cue = set(range(found.cue_begin.i, found.cue_end.i + 1))
    return cue if found.source is None else cue | set(range(found.source.first.i, found.source.last.i + 1))


def _whole_source(found: Attribution) -> SourceWords | None:
    """A source that ends before the noun which its last word describes: "Norland's | opposition accused"."""
    source = found.source
    if source is None or source.last.i >= found.cue_begin.i:
        return source
    head = source.last.head
    describes = source.last.dep in _BEFORE_HEAD and head.tag in _NOUNS
    if describes and source.last.i < head.i < found.cue_begin.i:
        return SourceWords(head, source.first, head)
    return source


def _whole_content(found: Attribution, span: Span, taken: Container[int]) -> Span:
    inside = [t for t in found.cue.sentence.tokens if span[0] <= t.start and t.end <= span[1]]
    if not inside:
        return span
    return _begin(found, inside, taken).start, max(span[1], _end(inside[-1], taken).end)


def _end(last: Token, taken: Container[int]) -> Token:
    """The end of what a content's last word needs: its object, the noun it describes, the rest of a name."""
    tokens, at = last.sentence.tokens, last.sentence.tokens[0].i
    edges = [_edges(c) for c in last.children if c.dep in _NEEDED and c.i > last.i]
    following = tokens[last.i - at + 1 :][:1]
    joined = any(t.start == last.end and t.tag == "HYPH" for t in following)
    if last.dep in _BEFORE_HEAD and last.head.i > last.i and (joined or last.tag in _DESCRIBING):
        edges.append((last.i + 1, last.head.i))
    edges += [(last.i + 1, t.i) for t in following if _is_one_name(last, t)]
    reached = max((b for a, b in edges if a == last.i + 1), default=last.i)
    if reached == last.i or any(i in taken for i in range(last.i + 1, reached + 1)):
        return last
    return _end(tokens[reached - at], taken)


def _is_one_name(last: Token, following: Token) -> bool:
    """Whether a name, or a noun before the one it narrows, goes on in the next word: "Port | Callow"."""
    if last.tag not in _NOUNS or following.tag not in _NOUNS:
        return False
    named = last.ent == following.ent != "" and last.ent not in _DAYS and last.tag == following.tag == "NNP"
    return named or (last.dep == "compound" and last.head is following)


def _edges(token: Token) -> tuple[int, int]:
    places = [t.i for t in token.subtree() if t.dep != "punct"] or [token.i]
    return min(places), max(places)


def _begin(found: Attribution, inside: Sequence[Token], taken: Container[int]) -> Token:
    """Where a content begins: at its relative pronoun; as a clause before its cue, behind a mark."""
    first = inside[0]
    tokens, at = first.sentence.tokens, first.sentence.tokens[0].i
    if first.i > found.cue_begin.i or found.source is None:
        return first
    if found.cue.dep == "relcl":
        edge = min(found.cue.subtree(), key=lambda t: t.i)
        return edge if first.i < edge.i < found.cue_begin.i and edge.tag in _RELATIVE else first
    if found.source.first.i < first.i or first.tag in _RELATIVE:
        return first
    begin = first
    while begin.i > at and begin.i - 1 not in taken and _goes_on(tokens[begin.i - 1 - at], begin):
        begin = tokens[begin.i - 1 - at]
    # Without a verb it is no clause: "on 5 September | troops backed by planes".
    return begin if any(t.tag in _FINITE for t in tokens[begin.i - at : inside[-1].i + 1 - at]) else first


def _goes_on(before: Token, word: Token) -> bool:
    """Whether a clause goes on behind a word: no mark but a hyphen, and no joint."""
    if before.end == word.start:
        return before.tag == "HYPH" or before.text[0].isalnum()
    return before.dep not in ("punct", "cc", "mark") and before.text[0].isalnum()
