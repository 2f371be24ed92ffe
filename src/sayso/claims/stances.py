"""Tells statements from attitudes: "backs the truce" says how somebody stands, and nothing to be checked."""

from __future__ import annotations

from sayso.claims.attribution import LEARNED, OTHER, Attribution
from sayso.claims.edges import is_full, tells_of_subject, unreal
from sayso.claims.silence import silent_words
from sayso.languages.en import cues as lexicon
from sayso.reading.text import Token

_EMPTY = frozenset({"PRP", "WP", "WDT", "DT", "IN", "CC", "TO", "POS", "EX"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = ("nsubj", "nsubjpass")


def states_something(attribution: Attribution) -> bool:
    """Whether an attribution gives words to be taken for its source's own.

    What the rules find does, and what is quoted of a source. Of the rest that was learned, what could be
    said, was to be said or was never said does not, nor what a thing says of itself; and after a cue of
    attitude, or one that no lexicon knows, only a clause with a subject and a finite verb does. Who
    "refused to answer questions" said nothing, nor did who is accused, or asked to say something.
    """
    if _is_accused(attribution) or _is_demanded(attribution.cue) or _asks_to_go_unnamed(attribution):
        return False
    if not attribution.quotation and _says_nothing(attribution.cue):
        return False
    if attribution.rule != LEARNED or (attribution.quotation and attribution.source is not None):
        return True
    if not any(t.tag not in _EMPTY for t in _tokens(attribution)):
        return False
    if unreal(attribution.cue) or not (attribution.source is None or attribution.source.can_speak()):
        return False
    if attribution.source is None and not attribution.quotation and not _says_something(attribution):
        # "Asked about the dam": on nobody's word, and no statement.
        return False
    attitude = attribution.kind == OTHER or attribution.kind in lexicon.load().attitudes.values()
    return not attitude or any(_is_clause(t) for t in _tokens(attribution))


def _is_accused(attribution: Attribution) -> bool:
    """ "Ada Lane accused of hiding the report": without an object the subject is accused, and silent."""
    cue, source = attribution.cue, attribution.source
    if attribution.kind != "accuse" or cue.tag != "VBN" or source is None or attribution.quotation:
        return False
    acts = any(c.dep in ("dobj", "aux") and c.lower != "being" for c in cue.children)
    owner = cue.head if cue.dep == "acl" else next((c for c in cue.children if c.dep in _SUBJECTS), None)
    of_what = lexicon.load().prepositions.get(cue.lemma, ())
    told = any(c.dep == "prep" and c.lower in of_what and c.i > cue.i for c in cue.children)
    return told and not acts and owner is source.head


def _asks_to_go_unnamed(attribution: Attribution) -> bool:
    """ "An official who asked not to be named": all that is said is that no name is to be given."""
    said = f" {' '.join(t.lower for t in _tokens(attribution) if t.lower.isalpha())} "
    asked = tuple(f" {phrase} " for phrase in lexicon.load().unnamed)
    return not attribution.quotation and (said.startswith(asked) or said.endswith(asked))


def _is_demanded(cue: Token) -> bool:
    """ "It is time to demand that the mill offer a raise": what is asked for has not been said."""
    verb = cue.head
    asked = "order" in lexicon.load().verbs.get(verb.lemma, {}).values()
    that = any(c.dep == "mark" and c.lower == "that" for c in cue.children)
    return asked and that and cue.dep == "ccomp" and cue.tag in ("VB", "VBP")


def _says_something(attribution: Attribution) -> bool:
    """Whether content holds a finite verb or a to-clause: "the road … to reopen", not "the dam"."""
    told = any(t.tag in _FINITE or (t.tag == "VB" and _has_to(t)) for t in _tokens(attribution))
    return told or tells_of_subject(attribution.cue)


def _has_to(verb: Token) -> bool:
    return any(c.lower == "to" and c.dep == "aux" for c in verb.children)


def _says_nothing(cue: Token) -> bool:
    return any(cue in silent_words(verb) for verb in (cue, cue.head))


def _is_clause(verb: Token) -> bool:
    finite = verb.tag in _FINITE or any(
        c.dep in ("aux", "auxpass") and c.tag in _FINITE for c in verb.children
    )
    return finite and is_full(verb) and verb.dep not in ("relcl", "acl", "advcl")


def _tokens(attribution: Attribution) -> list[Token]:
    sentence = attribution.cue.sentence
    return [t for t in sentence.tokens if any(s <= t.start and t.end <= e for s, e in attribution.contents)]
