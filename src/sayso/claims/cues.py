"""Where sentences attribute.

Cue first: each word of the cue lexicon is looked at in the parse, and its frame says where its content may
stand. Source and content are then found for that cue, so that one sentence may hold several attributions, and
one inside another. Quotations are given to their cue afterwards (``claims.quoted``).
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator

from sayso.claims.attribution import Attribution
from sayso.claims.edges import is_full, is_verb_cue, left_edge, right_edge, span
from sayso.claims.frames import PHRASE, SENTENCE_BEFORE, verb_cue
from sayso.claims.sources import SourceWords, quoted_by
from sayso.claims.tails import headline_attributions, tail_attribution
from sayso.languages.en import cues as lexicon
from sayso.reading.text import Reading, Sentence, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_EMPTY_TAGS = frozenset({"PRP", "WP", "WDT", "DT", "IN", "CC", "TO", "POS"})


def find_attributions(reading: Reading, quoted: frozenset[int]) -> list[Attribution]:
    """The attributions of each sentence by cue; ``quoted`` are the indices of tokens in direct speech."""
    found: list[Attribution] = []
    cues = lexicon.load()
    for sentence in reading.sentences:
        for token in sentence.tokens:
            may_attribute = token.lemma in cues.any_words or token.lower in cues.phrases
            if may_attribute and token.i not in quoted:
                found.extend(part for a in _at(token) if _says_something(a) for part in _parts(a))
    headlines = headline_attributions(reading)
    taken = {a.cue.i for a in headlines}
    found = [a for a in _with_tails(reading, found, quoted) if a.cue.i not in taken] + headlines
    _let_closing_phrases_out(found)
    contents = [s for a in found if a.rule != "adverb" for s in a.contents]
    return [a for a in found if a.rule != "adverb" or not _lies_in(a.cue, contents)]


def _with_tails(reading: Reading, found: list[Attribution], quoted: frozenset[int]) -> list[Attribution]:
    """The attributions, and those at sentence ends that the parse missed."""
    taken = frozenset(a.cue.i for a in found if a.source is not None)
    tails = [tail_attribution(s, taken) for s in reading.sentences if s.tokens[-1].i not in quoted]
    made = [t for t in tails if t is not None and t.cue.i not in quoted]
    replaced = {t.cue.i for t in made}
    return [a for a in found if a.cue.i not in replaced] + made


def _let_closing_phrases_out(found: list[Attribution]) -> None:
    """Keep "according to the agency" at the end of "the mayor said … according to the agency" out of it."""
    for outer in (a for a in found if a.rule == PHRASE and a.contents):
        start, end = outer.contents[0]
        for inner in found:
            if inner is outer or not start <= inner.cue.start < end <= outer.cue.start:
                continue
            inner.contents = [(s, min(e, end) if s < outer.cue.start < e else e) for s, e in inner.contents]


def _lies_in(token: Token, spans: list[tuple[int, int]]) -> bool:
    return any(s <= token.start < e for s, e in spans)


def _parts(attribution: Attribution) -> Iterator[Attribution]:
    """One attribution for each clause of "that the road was open and that it was mined"."""
    for start, end in attribution.contents[:1] if len(attribution.contents) == 1 else ():
        tokens = [t for t in attribution.cue.sentence.tokens if start <= t.start and t.end <= end]
        joints = [b for a, b in itertools.pairwise(tokens) if a.lower == "and" and b.lower == "that"]
        joints = [t for t in joints if t.tag == "IN" and t.dep == "mark"]
        if joints and not attribution.quotation:
            edges = [tokens[0].i, *(t.i + 1 for t in joints)]
            ends = [*(t.i - 2 for t in joints), tokens[-1].i]
            for first, last in zip(edges, ends, strict=True):
                part = span(attribution.cue.sentence, first, last)
                if part:
                    yield dataclasses.replace(attribution, contents=part)
            return
    yield attribution


def _says_something(attribution: Attribution) -> bool:
    """Whether the content holds more than pronouns and articles."""
    tokens = attribution.cue.sentence.tokens
    if attribution.rule == SENTENCE_BEFORE:
        return True
    spans = attribution.contents
    return any(t.tag not in _EMPTY_TAGS for t in tokens if any(s <= t.start and t.end <= e for s, e in spans))


def _at(token: Token) -> Iterator[Attribution]:
    cues = lexicon.load()
    phrase = _phrase_at(token)
    if phrase is not None:
        yield from _phrase_cue(token, *phrase)
    elif token.tag.startswith("VB") and token.lemma in cues.any_verbs:
        made = verb_cue(token)
        if made is not None:
            yield made
    elif token.lower in cues.adverbs:
        yield from _adverb_cue(token)
    elif token.tag.startswith("NN") and token.lemma in cues.nouns:
        yield from _noun_cue(token, cues.nouns[token.lemma])


# --- cues that are no verbs --------------------------------------------------------------------------------


def _phrase_at(token: Token) -> tuple[Token, str, SourceWords] | None:
    """The last word, the kind and the source of the phrase that a token begins: "citing a nurse"."""
    sentence = token.sentence.tokens
    at = token.i - sentence[0].i
    for kind, words in lexicon.load().phrases.get(token.lower, ()):
        tokens = sentence[at : at + len(words)]
        if tuple(t.lower for t in tokens) != words:
            continue
        name = next((c for c in tokens[-1].children if c.dep in ("pobj", "dobj")), None)
        source = _before_quotation(SourceWords.around(name)) if name is not None else None
        if source is not None and (token.lower == "according" or _like_speaker(source)):
            return tokens[-1], kind, source
    return None


def _before_quotation(source: SourceWords) -> SourceWords:
    """A source without the words in quotation marks that the parse took for another name of it."""
    own = list(
        itertools.takewhile(lambda t: t.tag not in ("``", "''") or t.i < source.head.i, source.tokens())
    )
    while own[-1].dep == "punct":
        own.pop()
    return SourceWords(source.head, source.first, own[-1])


def _phrase_cue(first: Token, last: Token, kind: str, source: SourceWords) -> Iterator[Attribution]:
    """ "According to X, …" and "…, citing X": the rest of the clause is the content."""
    who = [right_edge(c).i for c in source.head.children if _tells_who(c) and c.i > source.head.i]
    after = [t for t in first.sentence.tokens if t.i > max([source.last.i, *who])]
    before = [t for t in first.sentence.tokens if t.i < first.i]
    if not source.can_speak() or (first.lower != "according" and _is_inside(first, before)):
        return
    spans = _around_phrase(first.sentence, before, after)
    if spans:
        yield Attribution(first, last, kind, PHRASE, source, spans, through=quoted_by(source))


def _tells_who(child: Token) -> bool:
    """ "A doctor who left", "a doctor quoted by the agency": what tells who a source is, no content."""
    return child.dep == "relcl" or (child.dep == "acl" and child.tag in ("VBN", "VBG"))


def _is_inside(first: Token, before: list[Token]) -> bool:
    """Whether a phrase is a part of what another said, or of its clause: "left in the view of the court"."""
    set_off = not before or before[-1].dep in ("punct", "cc", "mark") or before[-1].tag in ("CC", "IN")
    return any(is_verb_cue(a) for a in first.ancestors()) or (first.tag == "IN" and not set_off)


def _around_phrase(sentence: Sentence, before: list[Token], after: list[Token]) -> list[tuple[int, int]]:
    """The content of a phrase cue: what stands before it, or after it, or a clause that it splits."""
    words = [t for t in before if t.dep != "punct"]
    if after and words and (words[-1].lemma == "be" or words[-1].tag == "MD"):
        # "The pier is, in the view of the mayor, beyond repair."
        pieces = [before, after]
    elif len(words) < 3:
        pieces = [after]
    elif any(t.tag in ("VBD", "VBZ", "VBP", "MD", "VBN") for t in before) or len(after) < 3:
        pieces = [before]
    else:
        pieces = [before, after]
    return [s for words in pieces if words for s in span(sentence, words[0].i, words[-1].i)]


def _like_speaker(source: SourceWords) -> bool:
    return source.is_named() or source.can_speak_surely()


def _adverb_cue(token: Token) -> Iterator[Attribution]:
    """ "Reportedly": the clause it stands in, on the word of nobody named."""
    verb = token.head
    while verb.head is not verb and not verb.tag.startswith("VB"):
        verb = verb.head
    words = sorted((t for t in verb.subtree()), key=lambda t: t.i)
    if not words:
        return
    spans = span(token.sentence, _after_opener(verb, words).i, words[-1].i)
    yield Attribution(token, token, "report", "adverb", None, spans)


def _after_opener(verb: Token, words: list[Token]) -> Token:
    """Where a clause begins after words that only lead to it: "at the same time, rebels allegedly …"."""
    subject = next((c for c in verb.children if c.dep in _SUBJECTS), None)
    if subject is None:
        return words[0]
    begin = left_edge(subject)
    opener = [t for t in words if t.i < begin.i]
    leads = bool(opener) and opener[-1].text == "," and not any(t.ent for t in opener)
    return begin if leads else words[0]


def _noun_cue(noun: Token, kind: str) -> Iterator[Attribution]:
    """ "The ministry's claim that the road was closed": a noun with a clause, and its owner as source."""
    clause = next(
        (c for c in noun.children if c.dep in ("acl", "ccomp") and is_full(c) and c.i > noun.i), None
    )
    if clause is None or not any(t.lower == "that" and t.i < clause.i for t in clause.children):
        return
    owner = next((c for c in noun.children if c.dep == "poss"), None)
    by = next((c for c in noun.children if c.dep == "prep" and c.lower in ("by", "from")), None)
    owner = owner or (next((c for c in by.children if c.dep == "pobj"), None) if by is not None else None)
    source = SourceWords.around(owner) if owner is not None else None
    if source is None:
        return
    yield Attribution(
        noun,
        noun,
        kind,
        "noun with clause",
        source,
        span(noun.sentence, left_edge(clause).i, right_edge(clause).i),
    )
