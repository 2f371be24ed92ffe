"""Speakers inside another's statement: "the agency reports that the ministry said …"."""

from __future__ import annotations

from sayso.claims.attribution import Attribution
from sayso.claims.edges import takes_up
from sayso.claims.frames import PHRASE
from sayso.claims.sources import SourceWords
from sayso.languages.en import cues as lexicon
from sayso.reading.text import Reading

_TELLING = frozenset({"say", "report", "claim"})
_SAID = frozenset({"say", "report", "claim", "deny", "confirm", "accuse", "admit", "warn"})
_REACTING = frozenset({"respond", "reply", "react", "retort", "counter", "point"})
_TELLING_VERBS = frozenset({"say", "tell"})
_NOBODY = frozenset({"no", "nobody", "none", "neither", "any", "anybody", "anyone"})
_MEDIA = frozenset({"media", "outlets"})
_WORDS_OF_LINK = 2
DENYING = "deny"
_CLAUSES = frozenset({"ccomp", "xcomp", "pcomp", "prep"})


def relates(outer: Attribution, inner: Attribution, reading: Reading) -> bool:
    """Whether all that one reports is that another spoke: "the agency reports that the ministry said …".

    Where each seems to stand in the other ("the ministry said …, the agency reported"), the last reports.
    """
    first, last = inner.cue_start, inner.cue_end.end
    start = next((s for s, e in outer.contents if s <= first and last <= e), None)
    if start is None or outer.cue.i == inner.cue.i or not (_tells(outer) and _speaks(inner)):
        return False
    if outer.cue.i < inner.cue.i and inner.holds(outer.cue.start):
        return False
    return len(reading.tokens_in(start, min(first, inner.extent[0]))) <= _WORDS_OF_LINK


def is_denied(outer: Attribution, inner: Attribution) -> bool:
    """Whether what one denies is that somebody said or knew what the other has: "denied knowing that …".

    A report that is denied was made all the same; only clauses lead from the one cue to the other.
    """
    if outer.kind != DENYING or outer.cue is inner.cue:
        return False
    told = [inner.cue]
    while told[-1].head is not outer.cue:
        if told[-1].dep not in (*_CLAUSES, "conj") or told[-1].head is told[-1]:
            return False
        told.append(told[-1].head)
    # "Denied knowing or saying that": the content may end before the second of two verbs.
    return told[-1].dep in _CLAUSES and any(outer.holds(t.start) for t in told)


def _tells(outer: Attribution) -> bool:
    """Whether a cue hands on what others say; who responds to it, confirms or shows it does not."""
    if outer.source is None or not (_is_somebody(outer.source) or outer.source.head.lower in _MEDIA):
        return False
    return outer.kind in _TELLING and outer.cue.lemma not in _REACTING


def _speaks(inner: Attribution) -> bool:
    """Whether somebody plainly speaks: no "refused to answer", no "adding that", which takes another up."""
    source, cue = inner.source, inner.cue
    if source is None or inner.kind not in _SAID or source.first.lower in _NOBODY:
        return False
    if not _is_somebody(source):
        return False
    if inner.rule == PHRASE or cue.lower == "according":
        return True
    if cue.tag == "VBG" and cue.dep != "pcomp" and (takes_up(cue) or cue.lemma not in _TELLING_VERBS):
        return False
    return cue.tag.startswith("VB") and _tells_plainly(inner)


def _is_somebody(source: SourceWords) -> bool:
    return source.is_named() or source.can_speak_surely() or source.is_pronoun()


def _tells_plainly(inner: Attribution) -> bool:
    """Whether a verb is one of plain speech: who offers, cites or praises something need not speak."""
    cues, verb = lexicon.load(), inner.cue.lemma
    described = "as" in cues.prepositions.get(verb, ()) and any(c.lower == "as" for c in inner.cue.children)
    return described or inner.kind == "accuse" or "clause" in cues.verbs.get(verb, {})
