"""Reports of silence: "declined to comment" tells that somebody said nothing."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator

from sayso.claims.sources import SourceWords
from sayso.languages.en import cues as lexicon
from sayso.languages.en import voices
from sayso.reading.lemmas import lemma
from sayso.reading.text import Token

_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "pobj", "conj")
_LINKING = frozenset(
    {"be", "to", "not", "no", "have", "could", "can", "make", "give", "go", "for", "a", "the", "in"}
)
_NOT = frozenset({"not", "n't", "n’t", "never"})
_TIMED = ("DATE", "TIME")
_FOLLOWING = frozenset({"dobj", "prep", "agent", "xcomp", "ccomp", "dative", "attr"})


def silent_words(verb: Token) -> tuple[Token, ...]:
    """The words by which a verb tells that its subject said nothing; empty where it does not."""
    subject = next((c for c in verb.children if c.dep in _SUBJECTS), None)
    if subject is None or verb.lemma not in _words() or not _may_tell(verb.sentence.tokens):
        return ()
    return (
        _refused_or_ignored(verb, subject)
        or (_is_person(subject) and _out_of_reach(verb, subject))
        or _unanswered(verb, subject)
        or ()
    )


def _may_tell(tokens: list[Token]) -> bool:
    """A quick look whether a sentence holds a word that tells of silence."""
    telling = _telling_words()
    return any(t.lemma in telling or t.lower in telling for t in tokens)


@functools.cache
def _telling_words() -> frozenset[str]:
    return _words() - _LINKING


@functools.cache
def _words() -> frozenset[str]:
    """All words of the phrases, one of which the verb must be."""
    telling = lexicon.load()
    phrases = (
        *(p for p, _ in telling.silence),
        *telling.silence_of_people,
        *(p for p, _ in telling.unanswered),
    )
    # A participle may stand as it is written: reached, answered, returned.
    return frozenset({lemma(word, "VBN") for p in phrases for word in p} | {w for p in phrases for w in p})


def _refused_or_ignored(verb: Token, subject: Token) -> tuple[Token, ...]:
    """ "Declined to comment", "did not respond to a request for comment"."""
    for phrase, nouns in lexicon.load().silence:
        for found in _matches(verb, subject, phrase):
            objects = [o for o in _objects(found[-1]) if o.lemma in nouns and _for_words(o)]
            if nouns and not objects:
                continue
            # A thing cannot answer, but whoever is asked for comment is somebody.
            asked = "comment" in phrase or any(o.lemma == "comment" or _wanted(o) for o in objects)
            if asked or _can_answer(subject):
                return (*found, *objects)
    return ()


def _out_of_reach(verb: Token, subject: Token) -> tuple[Token, ...]:
    """ "Ada Lane could not be reached on Monday", with nothing else behind it."""
    matches = (m for phrase in lexicon.load().silence_of_people for m in _matches(verb, subject, phrase))
    return next((found for found in matches if _ends(found, verb)), ())


def _unanswered(verb: Token, subject: Token) -> tuple[Token, ...]:
    """ "Calls to the ministry went unanswered"."""
    if not _for_words(subject):
        return ()
    phrases = (phrase for phrase, nouns in lexicon.load().unanswered if subject.lemma in nouns)
    return next((found for phrase in phrases for found in _matches(verb, subject, phrase)), ())


def _matches(verb: Token, subject: Token, phrase: tuple[str, ...]) -> Iterator[tuple[Token, ...]]:
    """Where the words of a phrase stand one after another behind the subject, the verb among them."""
    if not any(_is(t, phrase[-1]) for t in verb.sentence.tokens):
        return
    clause = [t for t in verb.sentence.tokens if t.i > subject.i and (t.lower in phrase or _counts(t))]
    for at, (one, other) in enumerate(itertools.pairwise(clause)):
        if one.lemma == "be" and other.lower in _NOT:
            clause[at], clause[at + 1] = other, one
    for at in range(len(clause) - len(phrase) + 1):
        found = tuple(clause[at : at + len(phrase)])
        if verb in found and all(_is(t, word) for t, word in zip(found, phrase, strict=True)):
            yield found


def _counts(token: Token) -> bool:
    """Whether a token is more than an adverb, an article, an adjective before its noun or a date."""
    if token.lower in _NOT or token.lower == "no":
        return True
    if token.ent in _TIMED or (token.dep == "prep" and any(c.ent in _TIMED for c in token.children)):
        return False
    return token.tag not in ("RB", "DT", "PRP$", "MD") and token.dep not in ("amod", "det")


def _is(token: Token, word: str) -> bool:
    return word in (token.lemma, token.lower) or (word == "not" and token.lower in _NOT)


def _objects(last: Token) -> list[Token]:
    """The nouns that hang from the last word of a phrase, with those joined to them."""
    if last.tag == "DT":
        return [last.head]
    first = [c for c in last.children if c.dep in _OBJECTS]
    return first + [c for o in first for c in o.children if c.dep == "conj"]


def _for_words(noun: Token) -> bool:
    """Whether what is asked for, if anything is named, is words: a request for comment, not one for help."""
    wanted = _wanted(noun)
    return not wanted or any(o.lemma in lexicon.load().asked_for for o in wanted)


def _wanted(noun: Token) -> list[Token]:
    return [o for c in noun.children if c.lower == "for" and c.i > noun.i for o in c.children]


def _can_answer(subject: Token) -> bool:
    words = SourceWords.around(subject)
    return words.is_pronoun() or words.can_speak_surely() or words.is_named()


def _is_person(subject: Token) -> bool:
    lexicon_ = voices.load()
    offices = lexicon_.roles | {n for n, kind in lexicon_.described.items() if kind == "official"}
    return subject.ent == "PERSON" or subject.lemma in offices or subject.lower in ("he", "she")


def _ends(found: tuple[Token, ...], verb: Token) -> bool:
    """Whether nothing but times follows a phrase."""
    after = (c for t in {verb.i: verb, found[-1].i: found[-1]}.values() for c in t.children)
    return not any(c.dep in _FOLLOWING and c not in found and _counts(c) for c in after)
