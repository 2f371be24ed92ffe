"""Go-betweens: who passed a statement on, as its sentence names them.

Somebody is told ("a doctor told the Harbour Post"), quotes or cites ("the agency said, citing residents"), or
carries a document ("in a statement published by the agency").
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from sayso.claims.attribution import QUOTING, SET_OFF, Attribution
from sayso.claims.edges import is_verb_cue
from sayso.claims.hearers import carrier, hearer
from sayso.claims.sources import SourceWords
from sayso.languages.en import cues as lexicon
from sayso.languages.en import voices
from sayso.reading.text import Token

_NO_OUTLETS = frozenset({"GPE", "LOC", "FAC", "PERSON", "NORP", "DATE", "TIME"})


def take_up_cited(attributions: list[Attribution]) -> None:
    """Give what is said "citing X" to X, through whoever cites; changes the attributions in place."""
    citing: dict[int, SourceWords] = {}
    for attribution in attributions:
        may = attribution.through is None and attribution.rule not in SET_OFF
        cited = _cited(attribution.cue) if may else None
        own = attribution.source.head if attribution.source is not None else None
        if cited is not None and attribution.source is not None and cited.head is not own:
            attribution.through, attribution.source = attribution.source, cited
            citing[cited.head.i] = attribution.through
    for attribution in attributions:
        # "… citing medics who described it as": the medics speak through the same go-between.
        if attribution.source is not None and attribution.through is None:
            attribution.through = citing.get(attribution.source.head.i)


def told_or_carried(attribution: Attribution) -> Iterator[SourceWords]:
    """The outlets that were told, and those that carried the document in which it was said."""
    if attribution.rule in SET_OFF or attribution.cue.lower == "according":
        return
    told = _hearer(attribution.cue) or hearer(attribution.cue)
    if told is not None:
        yield told
    by = carrier(attribution.cue)
    if by is not None:
        yield by
    yield from _carriers(attribution)


def _cited(cue: Token) -> SourceWords | None:
    """Who is cited beside a cue: "said, citing officials", "the agency, citing officials, said"."""
    tokens = cue.sentence.tokens
    after, before = [t for t in tokens if t.i > cue.i], [t for t in reversed(tokens) if t.i < cue.i]
    near = [
        list(itertools.takewhile(lambda t: hands_on(t) or not is_verb_cue(t), side))
        for side in (after, before)
    ]
    for verb in (t for side in near for t in side if hands_on(t)):
        name = next((c for c in verb.children if c.dep == "dobj"), None)
        words = SourceWords.around(name) if name is not None else None
        if words is not None and (words.is_named() or words.can_speak_surely()) and words.can_speak():
            return words
    return None


def hands_on(token: Token) -> bool:
    """Whether a token is "citing" or "quoting", after which another speaks."""
    return token.lemma in QUOTING and token.tag == "VBG"


def _hearer(cue: Token) -> SourceWords | None:
    """The outlet in "told the agency", "said in a statement to its reporter", shared by a joined cue."""
    if cue.dep == "conj" and cue.head.lemma in lexicon.load().verbs and cue.head.i < cue.i:
        return _hearer(cue.head)
    if cue.lemma in ("tell", "inform"):
        for child in cue.children:
            if child.i > cue.i and child.dep in ("dobj", "dative", "nsubj") and _is_outlet(child, told=True):
                return _named(child)
    for to in _prepositions(cue, "to"):
        for child in to.children:
            if child.dep == "pobj" and _is_outlet(child, told=False):
                return _named(child)
    return None


def _prepositions(cue: Token, word: str) -> Iterator[Token]:
    """A preposition after a cue, also where the parse hung it from the statement between."""
    for child in cue.children:
        if child.i < cue.i:
            continue
        if child.lower == word and child.dep in ("prep", "dative"):
            yield child
        elif child.dep in ("prep", "dobj"):
            inner = [c for n in (child, *child.children) for c in n.children]
            yield from (c for c in inner if c.lower == word and c.dep == "prep")


def _is_outlet(noun: Token, told: bool) -> bool:
    """Whether a noun phrase names an outlet; who is told may be any body with a name."""
    if noun.lemma in voices.load().outlets and any(_is_proper(t) for t in _named(noun).tokens()):
        return True
    return told and _is_proper(noun)


def _named(noun: Token) -> SourceWords:
    """The phrase around a noun, with a name that follows it: "the broadcaster SVB"."""
    words = SourceWords.around(noun)
    tokens = noun.sentence.tokens
    following = tokens[words.last.i + 1 - tokens[0].i : words.last.i + 2 - tokens[0].i]
    if words.last is noun and following and _is_proper(following[0]):
        return SourceWords(noun, words.first, following[0])
    return words


def _is_proper(token: Token) -> bool:
    """Whether a token is a name's; short forms in capitals pass for adjectives with the pipeline."""
    named = token.tag in ("NNP", "NNPS") or (token.text.isupper() and len(token.text) > 1)
    return named and token.ent not in _NO_OUTLETS


def _carriers(attribution: Attribution) -> Iterator[SourceWords]:
    """ "In a statement published by the agency": who published the document it was said in."""
    source = attribution.source
    inside = [t for t in attribution.cue.sentence.tokens if source is not None and t.head is source.head]
    for place in (t for t in (*attribution.cue.children, *inside) if t.lower == "in" and t.dep == "prep"):
        for document in (c for c in place.children if c.lemma in voices.load().documents):
            for verb in (c for c in document.children if c.dep == "acl" and c.tag == "VBN"):
                for by in (c for c in verb.children if c.dep == "agent"):
                    names = [SourceWords.around(c) for c in by.children if c.dep == "pobj"]
                    yield from (n for n in names if n.is_named())
