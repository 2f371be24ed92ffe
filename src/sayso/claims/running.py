"""Sources into which the words before them ran, in text that lost its punctuation.

"… left the river the Harbour Watch said" has its source in the last three words before the cue, wherever the
parse lets the phrase begin; "Ada Lane a nurse said" names a person and what she is.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.beside import head_of, source_before
from sayso.claims.sources import SourceWords, issuing
from sayso.languages.en import voices
from sayso.reading.text import Token

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_OPENING = frozenset({"meanwhile", "elsewhere", "earlier", "later", "separately", "however", "moreover"})
_HIDDEN = frozenset({"source", "insider"})
_PLACES = frozenset({"GPE", "LOC", "FAC", "NORP", "DATE", "TIME"})
_OPENING_BRACKETS, _CLOSING = frozenset("(["), frozenset(")]")
_MARKS = frozenset(',;:()[]"“”–—')


def without_run_in(words: SourceWords) -> SourceWords:
    """A source that stands right before a verb, from where its own phrase begins."""
    tokens = words.tokens()
    after = words.sentence.tokens[words.last.i + 1 - words.sentence.tokens[0].i :]
    if len(tokens) < 3 or not (after and after[0].tag.startswith(("VB", "MD", "RB"))):
        return words
    if any(t.text in _MARKS for t in tokens):
        return words
    at = max((i for i in range(1, len(tokens)) if _begins(tokens, i)), default=0)
    kept = tokens[at:]
    if not at or not any(t.tag in _NOUNS for t in kept):
        return words
    return SourceWords(words.head if words.head in kept else head_of(kept), kept[0], kept[-1])


def within_brackets(words: SourceWords) -> SourceWords:
    """A source without the credit in brackets that ran into it: "TAV and Agencies) Foreign leaders said"."""
    tokens = words.tokens()
    closing = next((n for n, t in enumerate(tokens) if t.text in _CLOSING), None)
    if closing is None or any(t.text in _OPENING_BRACKETS for t in tokens[:closing]):
        return words
    kept = tokens[closing + 1 :]
    if not any(t.tag in _NOUNS for t in kept):
        return words
    return SourceWords(words.head if words.head in kept else head_of(kept), kept[0], kept[-1])


def up_to_its_issue(words: SourceWords) -> SourceWords:
    """A document without when it was issued: "the second communique (issued during the night)"."""
    tokens = words.tokens()
    told = (n for n, t in enumerate(tokens) if t.head is words.head and t.tag == "VBN" and t.i > words.head.i)
    at = next(told, None)
    if at is None or not words.is_document() or issuing(tokens[at]):
        return words
    return SourceWords(words.head, words.first, tokens[at - 1])


def nearest(source: SourceWords, cue: Token) -> SourceWords:
    """The source of a cue, or the speaker right before the cue where the source stands farther off."""
    tokens = cue.sentence.tokens
    if source.sentence is not cue.sentence or not cue.tag.startswith("VB"):
        return source
    between = [t for t in tokens if source.last.i < t.i < cue.i]
    beside = source_before([*between, cue], cue)
    beside = without_run_in(beside) if beside is not None else None
    if beside is None or not beside.can_speak_surely() or any(t.text in _MARKS for t in between):
        return source
    ahead = tokens[beside.first.i - 1 - tokens[0].i]
    if cue.tag not in _FINITE:
        # "… denied it with a guard telling the Post that"
        return beside if ahead.lower == "with" else source
    joined = (
        ahead.tag in ("IN", "TO", "CC")
        or (ahead.tag.startswith("VB") and ahead.text.islower())
        or _is_apposition([source.last, *beside.tokens()], 1)
    )
    return source if joined else beside


def _begins(tokens: Sequence[Token], at: int) -> bool:
    """Whether a new phrase begins at a word inside a source."""
    before, token = tokens[at - 1], tokens[at]
    if token.tag == "DT":
        return (before.tag in _NOUNS or before.tag == "CD") and not _is_apposition(tokens, at)
    if before.text[0].isupper() and before.lower in _OPENING:
        return True
    if before.tag == "RB" and at > 1:
        # "… in the port Meanwhile local sources", "reached 30 overnight local sources", no "widely known"
        if token.tag in ("VBN", "RB") or before.lower.endswith("ly"):
            return False
        return before.text[0].isupper() or tokens[at - 2].tag == "CD" or tokens[at - 2].tag in _NOUNS
    people = token.ent == "NORP" and token.tag == "JJ" and tokens[-1].text.islower()
    return people and before.tag in ("NN", "NNS") and before.lemma not in voices.load().speakers


def _is_apposition(tokens: Sequence[Token], at: int) -> bool:
    """Whether a phrase after a name says what it names: "Ada Lane a nurse", "River Watch an aid group"."""
    before, known = tokens[at - 1], voices.load()
    if before.ent == tokens[-1].ent == "GPE":
        # "Norland the Westmark Republic and Sudland said": a list of countries
        return True
    head = head_of(list(tokens[at + 1 :] or tokens[at:]))
    noun = head.lemma.lower()
    if noun in _HIDDEN or (tokens[at].lower == "the" and head.tag.startswith("NNP")):
        return False
    whole = all(t.tag in ("NNP", "NNPS", "HYPH", "DT") for t in tokens[:at])
    named = before.tag in ("NNP", "NNPS") and (whole or before.ent not in _PLACES)
    classes = known.people | known.roles | known.unnamed | known.bodies | known.monitors
    return named and (before.ent in ("PERSON", "ORG") or noun in classes)
