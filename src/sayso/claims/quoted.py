"""Gives each quotation to the cue that introduces or follows it, or to the one it goes on from."""

from __future__ import annotations

import bisect
import dataclasses
import itertools

from sayso.claims.attribution import QUOTING, Attribution
from sayso.claims.edges import is_verb_cue
from sayso.claims.sources import SourceWords, subject_of
from sayso.claims.tails import tail_attribution
from sayso.languages.en import cues as lexicon
from sayso.model import Segment
from sayso.reading.text import Quotation, Reading, Token

# How far a cue may stand from its quotation, in tokens; longer gaps hold another statement.
_REACH_AFTER = 16
_REACH_BEFORE = 30
_NAME_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP"})
_CLOSING_MARKS = "\"”»’' "
_SPEECH_WORDS = 5


class QuotationLinker:
    """Links the quotations of one reading to its attributions, adding to them in place."""

    def __init__(self, reading: Reading, attributions: list[Attribution]) -> None:
        self.reading = reading
        self.attributions = attributions
        self.by_cue = {a.cue.i: a for a in attributions}
        self.starts = [t.start for t in reading.tokens]
        self.segments = [s for s in reading.document.kept() if s.language in (None, "en")]

    def link(self) -> None:
        """Give every quotation that is a statement to a cue; the rest stay what they are."""
        for chain in _chains(self.reading.quotations):
            if self._names_source(chain[0]):
                continue
            found = next((a for a in map(self._explicit, chain) if a is not None), None)
            if found is None and len(chain) == 1 and not chain[0].closed:
                found = self._swallowed(chain[0])
                if found is not None:
                    continue
            if found is None and any(self._is_speech(q) for q in chain):
                found = self._goes_on(chain[0])
            if found is not None:
                for quotation in chain:
                    _add(found, quotation)
        self._drop_covered()

    def _drop_covered(self) -> None:
        """Leave out what an attribution of the same cue says already, since it took in a whole quotation."""
        whole = [a for a in self.attributions if a.quotation]
        self.attributions[:] = [
            a
            for a in self.attributions
            if not any(o is not a and o.cue.i == a.cue.i and _covers(o, a) for o in whole)
        ]

    def _names_source(self, quotation: Quotation) -> bool:
        """Whether a quotation is part of a source's name: the “moderate opposition” said …"""
        sources = [a.source for a in self.attributions if a.source is not None]
        return any(
            s.start < quotation.start - 1 and quotation.end <= s.end and s.head.start >= quotation.start
            for s in sources
        )

    def _explicit(self, quotation: Quotation) -> Attribution | None:
        for attribution in self.attributions:
            if any(s <= quotation.start + 1 and quotation.end <= e + 1 for s, e in attribution.contents):
                source = attribution.source
                if source is not None and quotation.start <= source.start < quotation.end:
                    # The parse took a noun of the quoted words for their speaker.
                    attribution.source = _source_beside(attribution.cue, quotation, self.reading.tokens)
                return attribution
        if quotation.block:
            segment = self._segment_of(quotation.start)
            cue = self._cue_of_introduction(segment) if segment is not None else None
        else:
            cue = self._cue_after(quotation) or self._cue_before(quotation)
        return self._at_cue(cue, quotation) if cue is not None else None

    def _swallowed(self, quotation: Quotation) -> Attribution | None:
        """The cue inside a quotation whose closing mark is missing: "We will stay, the mayor said."."""
        words = self._words(quotation.start, quotation.end)
        made = tail_attribution(words[-1].sentence, frozenset()) if words else None
        if made is None or not made.contents:
            return None
        end = made.contents[-1][1]
        made.contents, made.quotation = [(quotation.start, end)], True
        mended = dataclasses.replace(quotation, end=end)
        self.reading.quotations = tuple(mended if q is quotation else q for q in self.reading.quotations)
        self.attributions.append(made)
        return made

    def _is_speech(self, quotation: Quotation) -> bool:
        """A statement holds a verb; a name or a word held at a distance does not."""
        words = self._words(quotation.start, quotation.end)
        return len(words) >= _SPEECH_WORDS and any(t.tag in ("VBD", "VBZ", "VBP", "MD", "VB") for t in words)

    def _words(self, start: int, end: int) -> list[Token]:
        first = bisect.bisect_left(self.starts, start)
        last = bisect.bisect_left(self.starts, end)
        return self.reading.tokens[first:last]

    def _segment_of(self, offset: int) -> Segment | None:
        return next((s for s in self.segments if s.start <= offset <= s.end), None)

    def _cue_after(self, quotation: Quotation) -> Token | None:
        """The cue of "…," he said and "…," said the minister."""
        segment = self._segment_of(quotation.end)
        if segment is None or not quotation.closed:
            return None
        words: list[Token] = []
        for token in self._words(quotation.end, segment.end)[: _REACH_AFTER + 4]:
            if token.text in "\"“”''":
                if words:
                    break
                continue
            if token.text in (".", ";", "!", "?"):
                break
            words.append(token)
        while words and words[0].text in (",", "-", "–", "—"):
            words.pop(0)
        cue = next((t for t in words if is_verb_cue(t)), None)
        if cue is None or not words or (self._ends_sentence(quotation) and _has_clause_after(cue)):
            return None
        between = [t for t in words if t.i < cue.i]
        if not between:
            return cue
        return cue if _is_subject_phrase(between, cue) else None

    def _ends_sentence(self, quotation: Quotation) -> bool:
        """Whether a full stop stands before the closing mark; before a cue of its own a comma would."""
        return self.reading.document.text[: quotation.end].rstrip(_CLOSING_MARKS).endswith(".")

    def _cue_before(self, quotation: Quotation) -> Token | None:
        """The cue of: he said, "…" and the ministry said in a statement: "…"."""
        segment = self._segment_of(quotation.start)
        if segment is None:
            return None
        words = [t for t in self._words(segment.start, quotation.start) if t.text not in "\"“”''``"]
        if not words:
            return self._cue_of_introduction(segment)
        last = words[-1]
        leads = last.text in (",", ":") or last.lower in ("that", "as", "saying") or is_verb_cue(last)
        if not leads and not _is_hearer(last):
            return None
        for token in reversed(words[-_REACH_BEFORE:]):
            if token.text in (".", "!", "?", ";") or token.lower in lexicon.load().scare:
                return None
            if _is_quoting(token) or (is_verb_cue(token) and not _seldom(token)):
                return token
        return None

    def _cue_of_introduction(self, segment: Segment) -> Token | None:
        """The cue of a paragraph that ends in a colon, for the paragraph after it."""
        at = self.segments.index(segment)
        if at == 0 or not self.reading.document.text[: self.segments[at - 1].end].rstrip().endswith(":"):
            return None
        before = self.segments[at - 1]
        words = self._words(before.start, before.end)
        return next((t for t in reversed(words[-_REACH_BEFORE:]) if is_verb_cue(t)), None)

    def _at_cue(self, cue: Token, quotation: Quotation) -> Attribution | None:
        known = self.by_cue.get(cue.i)
        if known is None and _is_quoting(cue):
            known = _by_quoting(cue)
            if known is not None:
                self.by_cue[cue.i] = known
                self.attributions.append(known)
            return known
        if known is None:
            source = _source_beside(cue, quotation, self.reading.tokens)
            frames = lexicon.load().verbs.get(cue.lemma, {"quote": "say"})
            if source is not None and not _may_speak(source, surely=list(frames) == ["quote"]):
                return None
            known = Attribution(
                cue, cue, next(iter(frames.values())), "quotation beside its cue", source, [], True
            )
            self.by_cue[cue.i] = known
            self.attributions.append(known)
        return known

    def _goes_on(self, quotation: Quotation) -> Attribution | None:
        """A statement without a cue goes on from the one before it, in its paragraph or the last."""
        last = self._last_before(quotation.start)
        segment = self._segment_of(quotation.start)
        if last is None or segment is None or last.source is None:
            return None
        alone = quotation.end - quotation.start >= 0.8 * (segment.end - segment.start)
        same = last.extent[1] >= segment.start
        near = alone and self._ends_paragraph_before(last, segment)
        before = [t for t in self._words(segment.start, quotation.start) if t.text not in "\"“”''``"]
        begins = not before or before[-1].text in ".!?" or (same and last.extent[1] >= before[-1].start)
        goes_on = quotation.continued or (begins and (same or near))
        amid = not goes_on and self._amid_one_speech(last, segment)
        if not (goes_on or amid):
            return None
        sentence = self._words(quotation.start, quotation.end)[0].sentence
        contents = [(sentence.start, sentence.end)] if amid else []
        made = Attribution(
            last.cue, last.cue_end, last.kind, "goes on from the cue before", last.source, contents, True
        )
        self.attributions.append(made)
        return made

    def _amid_one_speech(self, last: Attribution, segment: Segment) -> bool:
        """Whether a paragraph that quotes without a cue stands between two of one speaker's paragraphs."""
        at = self.segments.index(segment)
        if at + 1 >= len(self.segments) or not self._ends_paragraph_before(last, segment):
            return False
        after = self.segments[at + 1]
        own = [a for a in self.attributions if segment.start <= a.extent[0] <= after.end]
        following = min(own, key=lambda a: (a.extent[0], a.cue.i), default=None)
        if following is None or following.source is None or following.extent[0] < after.start:
            return False
        assert last.source is not None
        names = {last.source.head.lower, "he", "she"}
        return last.quotation and following.source.head.lower in names

    def _last_before(self, offset: int) -> Attribution | None:
        before = [a for a in self.attributions if a.extent[1] <= offset and a.source is not None]
        return max(before, key=lambda a: (a.extent[1], a.cue.i), default=None)

    def _ends_paragraph_before(self, last: Attribution, segment: Segment) -> bool:
        at = self.segments.index(segment)
        return at > 0 and last.extent[1] >= self.segments[at - 1].start


def find_blocks(reading: Reading) -> tuple[Quotation, ...]:
    """Paragraphs after "… announced that:", which are what was announced, quotation marks or not."""
    text = reading.document.text
    kept = [s for s in reading.document.kept() if s.language in (None, "en")]
    found = []
    for before, segment in itertools.pairwise(kept):
        introduced = text[before.start : before.end].rstrip().endswith(":")
        if not introduced or segment.kind == "list_item" or text[segment.start] in '"“':
            continue
        if any(is_verb_cue(t) for t in reading.tokens_in(before.start, before.end)[-8:]):
            found.append(Quotation(segment.start, segment.end, block=True))
    return tuple(found)


def _is_quoting(token: Token) -> bool:
    """ "The paper quoted an official": the object of the verb speaks, through its subject."""
    return token.lemma in QUOTING and token.tag.startswith("VB")


def _by_quoting(cue: Token) -> Attribution | None:
    quoted = next((c for c in cue.children if c.dep == "dobj"), None)
    if quoted is None:
        return None
    source = SourceWords.around(quoted)
    return Attribution(cue, cue, "say", "quoted by a go-between", source, [], True, subject_of(cue))


def _seldom(verb: Token) -> bool:
    """Whether a verb that attributes only with quotations ("continue") has a subject that may not speak."""
    frames = lexicon.load().verbs.get(verb.lemma, {})
    source = subject_of(verb)
    return list(frames) == ["quote"] and (source is None or not _may_speak(source, surely=True))


def _may_speak(source: SourceWords, surely: bool) -> bool:
    """Whether a source can be one; a verb that seldom attributes ("continue") wants one that surely can."""
    if not surely:
        return source.can_speak()
    return source.can_speak_surely() or source.is_named() or source.head.lower in ("he", "she", "they")


def _covers(outer: Attribution, inner: Attribution) -> bool:
    """Whether all that one attribution says stands in the other; of two equals the first covers."""
    if outer.contents == inner.contents and not inner.quotation:
        return True
    return outer.contents != inner.contents and all(
        any(s <= a and b <= e for s, e in outer.contents) for a, b in inner.contents
    )


def _chains(quotations: tuple[Quotation, ...]) -> list[list[Quotation]]:
    """Quotations in runs: one that goes on over paragraphs is one run."""
    chains: list[list[Quotation]] = []
    for quotation in quotations:
        if quotation.continued and chains:
            chains[-1].append(quotation)
        else:
            chains.append([quotation])
    return chains


def _add(attribution: Attribution, quotation: Quotation) -> None:
    """Let the quotation be content: in place of pieces inside it, joined with pieces that reach beyond it."""
    start, end = quotation.start, quotation.end
    kept: list[tuple[int, int]] = []
    for s, e in attribution.contents:
        if e < start or s > end:
            kept.append((s, e))
        elif s < start - 2 or e > end + 2:
            start, end = min(s, start), max(e, end)
    attribution.contents = sorted([*kept, (start, end)])
    attribution.quotation = True


def _is_subject_phrase(between: list[Token], cue: Token) -> bool:
    """Whether the words between a quotation and a cue name the cue's source and nothing more."""
    if any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in between):
        return False
    return any(t.tag in _NAME_TAGS for t in between) and between[0].lower not in (
        "of",
        "in",
        "on",
        "for",
        "at",
        "by",
    )


def _is_hearer(token: Token) -> bool:
    return token.tag in _NAME_TAGS and any(is_verb_cue(a) for a in list(token.ancestors())[:3])


def _source_beside(cue: Token, quotation: Quotation, tokens: list[Token]) -> SourceWords | None:
    """The subject of a cue, where the parse put it outside the quotation; else the nouns beside the cue."""
    source = subject_of(cue)
    if source is not None and not quotation.start <= source.start < quotation.end:
        return source
    sentence = tokens[max(0, cue.i - _REACH_AFTER) : cue.i + _REACH_AFTER]
    before = [t for t in sentence if quotation.end <= t.start and t.i < cue.i and t.tag in _NAME_TAGS]
    if before:
        return SourceWords.around(before[-1])
    after = [t for t in sentence if t.i > cue.i]
    for token in after:
        if token.tag in _NAME_TAGS:
            following = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
            if following is None or following.tag not in _NAME_TAGS:
                return SourceWords.around(token)
        elif token.tag not in ("DT", "JJ", "POS", "PRP$", "HYPH", ","):
            break
    return None


def _has_clause_after(cue: Token) -> bool:
    """Whether a cue has other words to tell: "“… will stay.” The mayor added that the road was open"."""
    return any(c.dep == "ccomp" and c.i > cue.i for c in cue.children)
