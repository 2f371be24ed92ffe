"""Outlets that were told, read off the order of words: "told TAV reporter that", "speaking to the Post".

The parse often loses them: a name in capitals passes for an adjective, an object for the next clause's own.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.edges import is_verb_cue, takes_up
from sayso.claims.sources import SourceWords
from sayso.languages.en import voices
from sayso.languages.en.furniture import agencies
from sayso.reading.text import Token

_TELLING = frozenset({"tell", "inform", "brief"})
_TALKING = frozenset({"speak", "talk"})
_ARTICLES = frozenset({"the", "a", "an", "its", "'s", "’s"})
_NO_OUTLETS = frozenset({"GPE", "LOC", "FAC", "PERSON", "NORP", "DATE", "TIME"})
_FURTHEST = 3
_CARRYING = frozenset(
    {"carry", "publish", "broadcast", "air", "quote", "cite", "run", "distribute", "release", "relay"}
)
_BROADCAST = frozenset({"television", "tv", "radio"})
_WHOSE = frozenset({"state", "local", "public", "national", "official"})


def hearer(cue: Token) -> SourceWords | None:
    """The outlet that a cue's speaker told: right after the cue, or after "in a statement to" beside it."""
    tokens = cue.sentence.tokens
    at = cue.i - tokens[0].i
    if cue.lemma in _TELLING:
        found = _outlet(tokens[at + 1 :])
        if found is not None:
            return found
    for i in (i for i, t in enumerate(tokens) if t.lower in ("to", "with")):
        if _speaks_to(tokens[max(0, i - _FURTHEST) : i], cue) and _belongs(tokens, i, at):
            found = _outlet(tokens[i + 1 :])
            if found is not None:
                return found
    if takes_up(cue) and is_verb_cue(cue.head) and cue.head.i < cue.i:
        # "told TAV the dam held, adding that": it goes on to the same hearer.
        return hearer(cue.head)
    return None


def carrier(cue: Token) -> SourceWords | None:
    """The outlet that carried a statement: "in remarks carried by", "quoted by", "on state television"."""
    tokens = cue.sentence.tokens
    at = cue.i - tokens[0].i
    for i in (i for i, t in enumerate(tokens) if t.lower in ("by", "on")):
        before = [t.lemma for t in tokens[max(0, i - _FURTHEST) : i] if t.tag == "VBN"]
        carried = tokens[i].lower == "by" and bool(_CARRYING.intersection(before))
        said_on = tokens[i].lower == "on" and i == at + 1
        on_air = said_on and any(t.lower in _BROADCAST for t in tokens[i + 1 : i + 5])
        if (carried or on_air) and _belongs(tokens, i, at):
            found = _outlet(tokens[i + 1 :])
            if found is not None:
                return found
    return None


def hearing_phrase(cue: Token) -> tuple[Token, Token] | None:
    """The first and last word of "in remarks to the agency" after a cue."""
    heard = hearer(cue)
    if heard is None or heard.first.i <= cue.i:
        return None
    tokens = cue.sentence.tokens
    to = heard.first.i - tokens[0].i - 1
    to -= tokens[to].lower in _ARTICLES
    ahead = tokens[max(0, to - _FURTHEST - 1) : to]
    start = next((t for t in reversed(ahead) if t.lower in ("in", "during") and t.i > cue.i), None)
    talk = bool(ahead) and ahead[-1].lemma in voices.load().talks
    return (start, heard.last) if start is not None and talk else None


def _speaks_to(before: Sequence[Token], cue: Token) -> bool:
    """Whether words lead to a hearer: "speaking to", "a statement to", "confirmed to"."""
    if not before:
        return False
    last = before[-1]
    talked = voices.load().talks
    return last is cue or (last.lemma in _TALKING and last.tag == "VBG") or last.lemma in talked


def _belongs(tokens: Sequence[Token], at: int, cue: int) -> bool:
    """Whether no other cue stands between a hearer and the cue."""
    low, high = min(at, cue), max(at, cue)
    return not any(is_verb_cue(t) and t.tag in ("VBD", "VBZ", "VBP") for t in tokens[low + 1 : high])


def _outlet(tokens: Sequence[Token]) -> SourceWords | None:
    """The outlet that words begin with, if they do."""
    start = 1 if tokens and tokens[0].lower in _ARTICLES else 0
    run: list[Token] = []
    for token in tokens[start:]:
        if not (_is_name(token) or token.lemma in voices.load().outlets or (run and token.lower == "news")):
            break
        run.append(token)
    names = [t for t in run if _is_name(t)]
    if not names:
        return _unnamed_outlet(tokens[start:])
    words = SourceWords(names[-1], run[0], run[-1])
    text = " ".join(t.text for t in names)
    # "told TAVs correspondent": the possessive that lost its apostrophe.
    known = text in agencies() or text.removesuffix("s") in agencies()
    known = known or (len(text) > 2 and text.isupper() and names[0].ent not in ("GPE", "NORP"))
    told = any(t.lemma in voices.load().outlets or t.lower in ("news", "press", "agency") for t in run)
    named = all(t.ent not in _NO_OUTLETS for t in names)
    return words if known or told or named else None


def _unnamed_outlet(tokens: Sequence[Token]) -> SourceWords | None:
    """ "State television", "local media", or a monitor by its class: "the Observatory"."""
    if not tokens:
        return None
    first = tokens[0]
    if first.text[0].isupper() and first.lower in voices.load().monitors:
        return SourceWords(first, first, first)
    following = tokens[1] if len(tokens) > 1 else None
    media = following is not None and (following.lower in _BROADCAST or following.lower == "media")
    return (
        SourceWords(following, first, following)
        if following is not None and media and first.lower in _WHOSE
        else None
    )


def _is_name(token: Token) -> bool:
    named = token.tag in ("NNP", "NNPS") or (token.text.isupper() and len(token.text) > 1)
    return named or token.text in agencies()
