"""Attributions and speakers into claims: one a sentence of content, and the outlet's own voice."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.claims.attribution import Attribution
from sayso.claims.edges import roots_of, takes_up, withholds
from sayso.claims.gobetweens import told_or_carried
from sayso.claims.joining import united
from sayso.claims.nested import DENYING, is_denied, relates
from sayso.claims.refusals import says_untrue
from sayso.claims.running import nearest
from sayso.claims.silence import silent_words
from sayso.claims.speakers import Speakers
from sayso.languages.en import cues as lexicon
from sayso.model import Claim, Cue, Document, Source, Span, Step, make_id
from sayso.reading.text import Reading, Sentence, Token

COMPONENT = "claims"
VERSION = "1"

_THOUGHTS = frozenset({"believe", "expect"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_DAYS = frozenset({"DATE", "TIME"})
_TELLING = ("VB", "MD", "CD")
_LEAST_OWN_WORDS = 4
_MARKS = 3
_ENDING = frozenset(",;:.–—-")

_Resolved = tuple[Attribution, tuple[Source, ...]]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Content within one sentence: its stretches, in order."""

    sentence: Sentence
    spans: tuple[Span, ...]


class Assembler:
    """Makes the claims of one reading."""

    def __init__(self, reading: Reading, speakers: Speakers) -> None:
        self.reading = reading
        self.document: Document = reading.document
        self.text = reading.document.text
        self.speakers = speakers
        self.starts = [s.start for s in reading.sentences]
        self.voice = next((r.name for r in self.document.relay), self.document.outlet)
        self.citing: dict[int, list[str]] = {}
        self.made: dict[str, Claim] = {}
        self.begun: dict[int, list[Claim]] = {}

    def assemble(self, attributions: list[Attribution]) -> tuple[Claim, ...]:
        """All claims of the reading, sorted by place."""
        ordered = sorted(attributions, key=lambda a: (a.cue.i, a.extent))
        resolved = [self._resolved(a) for a in ordered]
        resolved = [(a, s) for a, s in resolved if not any(is_denied(other, a) for other in ordered)]
        for attribution, sources in _without_shells(resolved):
            if attribution.asked:
                continue
            via = self._via(attribution, sources, resolved)
            for piece in self._pieces(attribution):
                self._add(self._attributed(attribution, sources, piece, via))
        covered = united(_covered(attributions))
        for sentence in self.reading.sentences:
            for claim in self._own_voice(sentence, covered):
                self._add(claim)
        return tuple(sorted(self.made.values(), key=lambda c: (c.start, c.end, c.id)))

    def _resolved(self, attribution: Attribution) -> _Resolved:
        """An attribution with its sources; who cites them is kept, since "it" is known only in its place."""
        if attribution.through is not None:
            told_by = self.speakers.names_of(attribution.through, self.speakers.resolve(attribution.through))
            self.citing[id(attribution)] = told_by or [self.speakers.name_of(attribution.through)]
        if attribution.source is None:
            return attribution, ()
        return attribution, self.speakers.resolve(nearest(attribution.source, attribution.cue_begin))

    def _add(self, claim: Claim) -> None:
        """Keep a claim, unless its very words are another claim's already, denied by both or by neither."""
        near = [
            c for at in range(claim.start - _MARKS, claim.start + _MARKS + 1) for c in self.begun.get(at, ())
        ]
        if not any(_same_words(claim, c) and claim.denied == c.denied for c in near):
            self.made[claim.id] = claim
            self.begun.setdefault(claim.start, []).append(claim)

    # --- attributed claims ---------------------------------------------------------------------------------

    def _pieces(self, attribution: Attribution) -> Iterator[_Piece]:
        """The content cut at sentence ends; pieces of one sentence belong together."""
        by_sentence: dict[int, list[Span]] = {}
        for start, end in attribution.contents:
            for sentence in self._sentences(start, end):
                trimmed = self._trim(max(start, sentence.start), min(end, sentence.end))
                if trimmed is not None:
                    trimmed = self._ended(*trimmed)
                    by_sentence.setdefault(sentence.i, []).append(trimmed)
        for i, spans in sorted(by_sentence.items()):
            yield _Piece(self.reading.sentences[i], tuple(spans))

    def _sentences(self, start: int, end: int) -> list[Sentence]:
        first = max(0, bisect.bisect_right(self.starts, start) - 1)
        last = bisect.bisect_left(self.starts, end)
        return [s for s in self.reading.sentences[first:last] if s.end > start]

    def _past_marks(self, start: int, end: int) -> int:
        while start < end and (self.text[start].isspace() or self.text[start] in '"“”„«»,;:'):
            start += 1
        return start

    def _trim(self, start: int, end: int) -> Span | None:
        """The stretch without white space and outer quotation marks; None where no word is left."""
        start = self._past_marks(start, end)
        while start < end and (self.text[end - 1].isspace() or self.text[end - 1] in '"“”„«»'):
            end -= 1
        opening = self.reading.tokens_in(start, min(start + 4, end))
        if opening and opening[0].lower == "that" and (opening[0].dep == "mark" or opening[0].tag == "IN"):
            # The word that joins a clause to its cue is no part of what was said.
            start = self._past_marks(opening[0].end, end)
        if end < len(self.text) and self.text[end] in '"”»' and _opens_inside(self.text[start:end]):
            # The mark closes a quotation that begins inside: it is no outer one.
            end += 1
        if not any(c.isalnum() for c in self.text[start:end]):
            return None
        return start, end

    def _ended(self, start: int, end: int) -> Span:
        """A stretch with the marks that end it in a quotation, and without those that end it outside."""
        around = next((q for q in self.reading.quotations if q.start <= start and end <= q.end), None)
        if around is not None:
            rest = self.text[end : around.end]
            return start, around.end if around.closed and rest and not any(map(str.isalnum, rest)) else end
        words = self.reading.tokens_in(start, end)
        while words and words[-1].text in _ENDING:
            words.pop()
        return (start, words[-1].end) if words else (start, end)

    def _attributed(
        self, attribution: Attribution, sources: tuple[Source, ...], piece: _Piece, via: tuple[str, ...]
    ) -> Claim:
        start, end = piece.spans[0][0], piece.spans[-1][1]
        cue = attribution.cue
        rule = f"cue: {attribution.rule}"
        steps = [Step(COMPONENT, VERSION, rule, attribution.cue_start, attribution.cue_end.end)]
        for source in sources:
            rule = (
                "source: named" if source.name == source.text else f"source: {source.text} is {source.name}"
            )
            steps.append(Step(COMPONENT, VERSION, rule, source.start, source.end))
        return Claim(
            id=make_id("claim", self.document.id, start, end, cue.start),
            document=self.document.id,
            start=start,
            end=end,
            text=self.text[start:end],
            spans=piece.spans,
            sentence=(piece.sentence.start, piece.sentence.end),
            mode=self._mode(piece.spans),
            cue=Cue(
                attribution.cue_start,
                attribution.cue_end.end,
                self.text[attribution.cue_start : attribution.cue_end.end],
                attribution.kind,
            ),
            sources=sources,
            via=via,
            voice=None,
            denied=self._denied(attribution, piece),
            hedged=self._hedged(attribution, piece),
            steps=tuple(steps),
        )

    def _denied(self, attribution: Attribution, piece: _Piece) -> bool:
        content = self._tokens(piece.sentence, *piece.spans[0])
        return attribution.kind == DENYING and says_untrue(attribution.cue, content)

    def _mode(self, spans: tuple[Span, ...]) -> str:
        inside = total = 0
        for start, end in spans:
            total += sum(map(str.isalnum, self.text[start:end]))
            for quotation in self.reading.quotations:
                s, e = max(start, quotation.start), min(end, quotation.end)
                inside += sum(map(str.isalnum, self.text[s:e])) if s < e else 0
        if inside >= 0.95 * total:
            return "direct"
        return "mixed" if inside else "indirect"

    def _hedged(self, attribution: Attribution, piece: _Piece) -> bool:
        if attribution.rule == "adverb":
            return True
        return any(
            t.lower in lexicon.load().hedges
            for s, e in piece.spans
            for t in self._tokens(piece.sentence, s, e)
        )

    @staticmethod
    def _tokens(sentence: Sentence, start: int, end: int) -> list[Token]:
        return [t for t in sentence.tokens if t.start >= start and t.end <= end]

    def _via(
        self, attribution: Attribution, sources: tuple[Source, ...], resolved: list[_Resolved]
    ) -> tuple[str, ...]:
        """Go-betweens, nearest the speaker first: who is told, who cites, in whose content this stands."""
        names = [*self._told(attribution)]
        for other, told in resolved:
            if other.source is not None and relates(other, attribution, self.reading):
                own = tuple(s for s in told if not _one_house(s, sources))
                names.extend(self.speakers.names_of(other.source, own))
                names.extend(self._told(other))
        return tuple(n for n in dict.fromkeys(names) if not _is_own(n, sources))

    def _told(self, attribution: Attribution) -> Iterator[str]:
        """Who was told, carries or cites what one attribution says."""
        yield from self.speakers.outlets(told_or_carried(attribution))
        yield from self.citing.get(id(attribution), ())

    # --- the outlet's own voice ----------------------------------------------------------------------------

    def _own_voice(self, sentence: Sentence, covered: list[Span]) -> Iterator[Claim]:
        """What a sentence says on nobody's word: all of it, or the clause that attribution left over."""
        left: list[list[Token]] = [[]]
        covered = covered[bisect.bisect_left(covered, sentence.start, key=_end) :]
        covered = covered[: bisect.bisect_left(covered, (sentence.end,))]
        if any(s <= sentence.start and sentence.end <= e for s, e in covered):
            return
        for token in sentence.tokens:
            if covered and _lies_in(token.start, covered):
                left.append([])
            else:
                left[-1].append(token)
        words = max(left, key=len)
        words = words if words[0] is sentence.tokens[0] else _behind_day(words)
        own = [t for t in words if any(map(str.isalnum, t.text))]
        whole = len(words) == len(sentence.tokens)
        if len(own) < (2 if whole else _LEAST_OWN_WORDS + 1):
            return
        silence = _silence(words)
        tells = any(t.tag in _FINITE for t in own) and (silence or not any(withholds(t) for t in own))
        if not whole and not tells:
            return
        while silence and not whole and words[-1].dep in ("cc", "punct"):
            words = words[:-1]
        # Headlines leave their verbs out; elsewhere words without one name a thing and say nothing of it.
        asserts = sentence.segment.kind == "headline" or any(t.tag.startswith(_TELLING) for t in own)
        asserts = asserts and words[-1].text != "?" and not _is_dateline(words, sentence.segment.kind)
        span = self._trim(words[0].start, words[-1].end) if asserts else None
        if span is None:
            return
        yield Claim(
            id=make_id("claim", self.document.id, span[0], span[1], "own voice"),
            document=self.document.id,
            start=span[0],
            end=span[1],
            text=self.text[span[0] : span[1]],
            spans=(span,),
            sentence=(sentence.start, sentence.end),
            mode="narrated",
            voice=self.voice,
            hedged=any(t.lower in lexicon.load().hedges for t in words),
            steps=(Step(COMPONENT, VERSION, "no cue: own voice", span[0], span[1]), *silence),
            silent=bool(silence),
        )


def _behind_day(words: list[Token]) -> list[Token]:
    """A clause without the day that the words before it end in: "… on Wednesday, | and 27 were missing"."""
    said_on = list(itertools.takewhile(lambda t: t.tag == "IN" or t.ent in _DAYS, words))
    rest = words[len(said_on) :]
    ends = len(rest) > 1 and rest[0].text == "," and rest[1].dep == "cc"
    return rest[2:] if said_on and said_on[-1].ent in _DAYS and ends else words


def _is_dateline(words: list[Token], kind: str) -> bool:
    """Whether words only say where and when something was written: "PORT TOLK, May 3 (TAV) -"."""
    named = all(t.text[0].isupper() or not t.text[0].isalpha() for t in words)
    return kind == "body" and named and not any(t.tag in _FINITE for t in words)


def _silence(words: list[Token]) -> tuple[Step, ...]:
    """The step by which the main verb of some words tells that somebody said nothing, if it does."""
    kept = {t.i for t in words}
    for verb in roots_of(words):
        found = [t for t in silent_words(verb) if t.i in kept]
        if found:
            start, end = min(t.start for t in found), max(t.end for t in found)
            return (Step(COMPONENT, VERSION, "silence: somebody said nothing", start, end),)
    return ()


def _end(span: Span) -> int:
    return span[1]


def _lies_in(offset: int, spans: Iterable[Span]) -> bool:
    return any(s <= offset < e for s, e in spans)


def _opens_inside(text: str) -> bool:
    """Whether a quotation is left open in a text."""
    return text.count("“") > text.count("”") or text.count("«") > text.count("»") or text.count('"') % 2 == 1


def _same_words(one: Claim, other: Claim) -> bool:
    """Whether two claims are one content, give or take a mark at its ends."""
    return len(one.spans) == len(other.spans) and all(
        abs(a - c) <= _MARKS and abs(b - d) <= _MARKS
        for (a, b), (c, d) in zip(one.spans, other.spans, strict=True)
    )


def _one_house(go_between: Source, speakers: tuple[Source, ...]) -> bool:
    """Whether somebody only speaks for the speaker: "Norland's foreign minister said Norland was sorry"."""
    own = _words(f"{go_between.text} {go_between.name} {go_between.role or ''}")
    return any(s.name and _words(s.name) <= own for s in speakers)


def _is_own(name: str, speakers: tuple[Source, ...]) -> bool:
    """Whether a name is the speaker's in fewer or more words: "the Observatory", "the River Observatory"."""
    words = _words(name)
    return any(own and (words <= own or own <= words) for own in (_words(_who(s)) for s in speakers))


def _who(speaker: Source) -> str:
    """A speaker's name without what he did: "a nurse who spoke to the Post"."""
    return re.split(r" (?:who|which|that) ", speaker.name or "")[0]


def _words(name: str) -> frozenset[str]:
    """The words of a name, those that lost the apostrophe of a possessive as without it."""
    found = re.findall(r"\w+", name.lower())
    return frozenset(w.removesuffix("s") if len(w) > 3 else w for w in found) - {"the", "s", ""}


def _covered(attributions: Iterable[Attribution]) -> Iterator[Span]:
    """What attributions take of the text: cue, source, content and what lies between them in one sentence."""
    for attribution in attributions:
        yield from attribution.contents
        sentence = attribution.cue.sentence
        start, end = attribution.extent
        yield max(start, sentence.start), min(end, sentence.end)


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Whether an attribution with a source stands whole in another's content."""
    if outer is inner or outer.source is None or outer.cue.i == inner.cue.i:
        return False
    if not outer.holds(inner.cue.start):
        return False
    start, end = inner.extent
    return any(s <= start and end <= e for s, e in outer.contents)


def _without_shells(
    resolved: list[_Resolved],
) -> Iterator[_Resolved]:
    """Leave out attributions whose content is nothing but another attribution: that one is the claim."""
    for attribution, sources in resolved:
        if attribution.kind in _THOUGHTS and any(_holds(o, attribution) for o, _ in resolved):
            # What somebody says that others think is the speaker's word.
            continue
        if not any(_fills(other, attribution) for other, _ in resolved):
            yield attribution, sources


def _fills(inner: Attribution, outer: Attribution) -> bool:
    """Whether an attribution with its source is nearly all that another's content holds."""
    if inner.cue.i == outer.cue.i or inner.quotation or inner.kind in _THOUGHTS or takes_up(inner.cue):
        return False
    if not outer.holds(inner.cue.start):
        return False
    start, end = inner.extent
    inside = any(s <= start and end <= e for s, e in outer.contents)
    return inside and (end - start) >= 0.85 * sum(e - s for s, e in outer.contents)
