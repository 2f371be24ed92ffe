"""Where sentences attribute.

Cue first: each word of the cue lexicon is looked at in the parse, and its frame says where its content may
stand. Source and content are then found for that cue, so that one sentence may hold several attributions, and
one inside another. Quotations are given to their cue afterwards (``claims.quoted``).
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator

from sayso.claims.attribution import QUOTING, Attribution
from sayso.claims.edges import is_full, is_verb_cue, left_edge, right_edge, span
from sayso.claims.frames import PHRASE, SENTENCE_BEFORE, verb_cue
from sayso.claims.sources import SourceWords
from sayso.claims.tails import headline_attributions, tail_attribution
from sayso.languages.en import cues as lexicon
from sayso.reading.text import Reading, Sentence, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_EMPTY_TAGS = frozenset({"PRP", "WP", "WDT", "DT", "IN", "CC", "TO", "POS"})


def find_attributions(reading: Reading, quoted: frozenset[int]) -> list[Attribution]:
    """The attributions of each sentence by cue; ``quoted`` are the indices of tokens in direct speech."""
    found: list[Attribution] = []
    words = lexicon.load().any_words
    for sentence in reading.sentences:
        for token in sentence.tokens:
            if token.lemma in words and token.i not in quoted:
                found.extend(part for a in _at(token) if _says_something(a) for part in _parts(a))
    found = _with_tails(reading, found, quoted) + headline_attributions(reading)
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
    if token.lemma in QUOTING and token.tag == "VBG" and _heads_phrase(token):
        yield from _phrase_cue(token)
    elif token.tag.startswith("VB") and token.lemma in cues.any_verbs:
        made = verb_cue(token)
        if made is not None:
            yield made
    elif token.lower == "according":
        yield from _phrase_cue(token)
    elif token.lower in cues.adverbs:
        yield from _adverb_cue(token)
    elif token.tag.startswith("NN") and token.lemma in cues.nouns:
        yield from _noun_cue(token, cues.nouns[token.lemma])


def _heads_phrase(token: Token) -> bool:
    """Whether "citing" or "quoting" takes the word of somebody who can speak."""
    name = next((c for c in token.children if c.dep == "dobj"), None)
    return name is not None and not _unlike_speaker(name)


# --- cues that are no verbs --------------------------------------------------------------------------------


def _phrase_cue(token: Token) -> Iterator[Attribution]:
    """ "According to X, …" and "…, citing X": the rest of the clause is the content."""
    if token.lower == "according":
        to = next((c for c in token.children if c.lower == "to"), None)
        name = next((c for c in to.children if c.dep == "pobj"), None) if to is not None else None
        last = to
    else:
        name = next((c for c in token.children if c.dep == "dobj"), None)
        last = token
    if token.lower != "according" and any(is_verb_cue(a) for a in token.ancestors()):
        return
    if name is None or last is None or (token.lower != "according" and _unlike_speaker(name)):
        return
    source = SourceWords.around(name)
    if not source.can_speak():
        return
    after = [t for t in token.sentence.tokens if t.i > source.last.i]
    before = [t for t in token.sentence.tokens if t.i < token.i]
    spans = _around_phrase(token.sentence, before, after)
    if spans:
        yield Attribution(token, last, "say", PHRASE, source, spans)


def _around_phrase(sentence: Sentence, before: list[Token], after: list[Token]) -> list[tuple[int, int]]:
    """The content of a phrase cue: what stands before it, or after it, or a clause that it splits."""
    if len([t for t in before if t.dep != "punct"]) < 3:
        pieces = [after]
    elif any(t.tag in ("VBD", "VBZ", "VBP", "MD", "VBN") for t in before) or len(after) < 3:
        pieces = [before]
    else:
        pieces = [before, after]
    return [s for words in pieces if words for s in span(sentence, words[0].i, words[-1].i)]


def _unlike_speaker(name: Token) -> bool:
    return not (SourceWords.around(name).is_named() or SourceWords.around(name).can_speak_surely())


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
