"""Outlets that were told or carried a statement, read off the order of words: "told TAV reporter that".

The parse often loses them: a name in capitals passes for an adjective, an object for the next clause's own.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence

from sayso.claims.edges import is_full, is_verb_cue, takes_up
from sayso.claims.sources import SourceWords
from sayso.languages.en import cues as lexicon
from sayso.languages.en import voices
from sayso.languages.en.furniture import agencies
from sayso.reading.text import Sentence, Token

_TELLING = frozenset({"tell", "inform", "brief"})
_TALKING = frozenset({"speak", "talk"})
_REACTING = frozenset({"respond", "reply", "react", "refer", "point", "appeal", "object", "agree", "call"})
_ARTICLES = frozenset({"the", "a", "an", "its", "'s", "’s"})
_TO = frozenset({"to", "with", "on", "by"})
_SHORT = frozenset({"DT", "PRP$", "JJ", "NN", "NNS", "VBN", "CD", "NNP", "POS"})
_NO_OUTLETS = frozenset({"GPE", "LOC", "FAC", "PERSON", "NORP", "DATE", "TIME"})
_TIMES = frozenset({"DATE", "TIME"})
_CLASSES = frozenset({"news", "press", "agency"})
_FURTHEST = 3
_LONGEST_NAME = 5
_CARRYING = frozenset(
    {"carry", "publish", "broadcast", "air", "quote", "cite", "run", "distribute", "release", "relay"}
)
_QUOTED = frozenset({"quote", "cite"})
_BROADCAST = frozenset({"television", "tv", "radio"})
_WHOSE = frozenset({"state", "local", "public", "national", "official"})
_WORKING_FOR = frozenset({"of", "from", "at"})


def hearer(cue: Token) -> SourceWords | None:
    """The outlet that a cue's speaker told: right after the cue, or after "in a statement to" beside it.

    It may be called by no more than what it is: "told the newspaper".
    """
    if not (cue.tag.startswith("VB") and cue.lemma in lexicon.load().any_verbs | _TALKING):
        return None
    tokens = cue.sentence.tokens
    at = cue.i - tokens[0].i
    told = _outlet(tokens[at + 1 :]) if cue.lemma in _TELLING else None
    if told is not None:
        return told
    for i in (i for i, t in enumerate(tokens) if t.lower in _TO):
        if _speaks_to(tokens[: i + 1], cue) and _belongs(tokens, i, at):
            found = _outlet(tokens[i + 1 :])
            if found is not None:
                return found
    told = next((w for w in map(_outlet, _indirect_objects(cue)) if w is not None and not _is_plain(w)), None)
    if told is not None:
        return told
    joined = takes_up(cue) or (cue.dep == "conj" and not is_full(cue))
    if joined and is_verb_cue(cue.head) and cue.head.i < cue.i:
        # "told TAV the dam held, adding that": it goes on to the same hearer.
        return hearer(cue.head)
    return None


def _indirect_objects(cue: Token) -> Iterator[Sequence[Token]]:
    """The words after "to" where the parse hangs it from a cue: "confirmed the toll to a TAV reporter"."""
    objects = [c for c in cue.children if c.dep == "dobj" and c.i > cue.i]
    tokens = cue.sentence.tokens
    for to in (c for n in (cue, *objects) for c in n.children if c.lower == "to" and c.i > n.i):
        if to.dep in ("prep", "dative") and cue.lemma not in _REACTING:
            yield tokens[to.i - tokens[0].i + 1 :]


def _is_plain(words: SourceWords) -> bool:
    """Whether words name no outlet by its class or a known name: a toll may go "to Norland"."""
    nouns = voices.load().outlets
    tokens = words.tokens()
    return not (_known(tokens) or any(t.lemma in nouns for t in tokens))


def spoken_to(words: SourceWords) -> SourceWords | None:
    """The outlet in "a nurse who spoke to the Harbour Post"."""
    tokens = words.tokens()
    for at, token in enumerate(tokens[:-1]):
        if token.lemma in _TALKING and token.tag.startswith("VB") and tokens[at + 1].lower in ("to", "with"):
            return _outlet(tokens[at + 2 :])
    return None


def carrier(cue: Token) -> SourceWords | None:
    """The outlet that carried a statement: "in remarks carried by", "quoted by", "on state television"."""
    tokens = cue.sentence.tokens
    at = cue.i - tokens[0].i
    for i in (i for i, t in enumerate(tokens) if t.lower in ("by", "on")):
        said_on = tokens[i].lower == "on" and i == at + 1
        on_air = said_on and any(t.lower in _BROADCAST for t in tokens[i + 1 : i + 5])
        if (_carried(tokens[: i + 1]) or on_air) and _belongs(tokens, i, at):
            found = _outlet(tokens[i + 1 :])
            if found is not None:
                return found
    return None


def hearing_phrase(cue: Token) -> tuple[Token, Token] | None:
    """The first and last word of "in remarks to the agency" after a cue."""
    tokens, talks = cue.sentence.tokens, voices.load().talks
    if not any(t.i > cue.i and t.lemma in talks for t in tokens):
        return None
    heard = hearer(cue)
    if heard is None or heard.first.i <= cue.i:
        return None
    to = heard.first.i - tokens[0].i - 1
    to -= tokens[to].lower in _ARTICLES
    ahead = tokens[max(0, to - _FURTHEST - 1) : to]
    start = next((t for t in reversed(ahead) if t.lower in ("in", "during") and t.i > cue.i), None)
    talk = bool(ahead) and ahead[-1].lemma in talks
    return (start, heard.last) if start is not None and talk else None


def is_known(text: str) -> bool:
    """Whether a text is the name of an outlet or agency that the lexicon lists."""
    return _plain(text) in _known_names()


def closing_report(sentence: Sentence) -> SourceWords | None:
    """The outlet that closes a sentence with its report: "…, the ministry said; TAV reported"."""
    tokens = [t for t in sentence.tokens if t.text[0].isalnum()]
    while tokens and (tokens[-1].ent in _TIMES or tokens[-1].lower == "on"):
        tokens.pop()
    if len(tokens) < 2 or tokens[-1].lemma != "report" or tokens[-1].tag not in ("VBD", "VBZ"):
        return None
    for count in range(min(_LONGEST_NAME, len(tokens) - 1), 0, -1):
        name = tokens[-1 - count : -1]
        if name[0].text[0].isupper() and len(_known(name)) == count:
            return SourceWords(name[-1], name[0], name[-1])
    return None


def named_in(tokens: Sequence[Token], words: SourceWords) -> SourceWords | None:
    """The outlet or agency whose name stands in a phrase, or that it cut: "the state-run agency TAV"."""
    first, end = words.first.i, words.last.i + 1
    for at in range(max(0, first - 1), end):
        name = _known(tokens[at : min(end, at + _LONGEST_NAME)])
        if len(name) > (at < first) and name[0].lower not in _ARTICLES:
            return SourceWords(name[-1], name[0], name[-1])
    return None


def named_before(tokens: Sequence[Token], words: SourceWords) -> SourceWords | None:
    """The outlet that "the newspaper", "the TAV reporter" stands for: named in it, or last before it."""
    if words.head.lemma not in voices.load().outlets - _BROADCAST:
        return None
    inside = named_in(tokens, words)
    if inside is not None:
        return inside
    for at in range(words.first.i - 1, -1, -1):
        name = _known(tokens[at : at + _LONGEST_NAME])
        if len(name) > 1 or (name and (_without_possessive(name[0].text).isupper() or name[0].ent == "ORG")):
            return SourceWords(name[-1], name[0], name[-1])
    return None


def _carried(tokens: Sequence[Token]) -> bool:
    """Whether words end in "was quoted by" or "in a statement carried by"; a dam may be run by anybody."""
    for at in range(max(0, len(tokens) - _FURTHEST - 1), len(tokens) - 1):
        verb = tokens[at]
        if tokens[-1].lower == "by" and verb.tag == "VBN" and verb.lemma in _CARRYING:
            before = tokens[at - 1] if at else verb
            return verb.lemma in _QUOTED or before.lemma in voices.load().talks
    return False


def _speaks_to(words: Sequence[Token], cue: Token) -> bool:
    """Whether words lead to a hearer: "speaking to", "confirmed to", "in a statement to", "in calls with"."""
    to, before = words[-1].lower, words[:-1]
    if not before:
        return False
    last = before[-1]
    if last is cue:
        return to == "to" and cue.lemma not in _REACTING
    if last.lemma in _TALKING and last.tag == "VBG":
        return to in ("to", "with")
    if last.lemma not in voices.load().talks:
        return False
    # "In a short statement to": what somebody wrote in a letter that he only speaks of is no talk of his.
    phrase = list(itertools.takewhile(lambda t: t.tag in _SHORT, reversed(before)))
    opening = before[-len(phrase) - 1] if len(phrase) < len(before) else None
    if opening is cue:
        return to == "to"
    return opening is not None and opening.lower in ("in", "during", "via", "through")


def _belongs(tokens: Sequence[Token], at: int, cue: int) -> bool:
    """Whether no other cue stands between a hearer and the cue."""
    low, high = min(at, cue), max(at, cue)
    return not any(is_verb_cue(t) and _is_finite(t) for t in tokens[low + 1 : high])


def _is_finite(verb: Token) -> bool:
    had = verb.tag == "VBN" and any(c.dep == "aux" for c in verb.children)
    return verb.tag in ("VBD", "VBZ", "VBP") or had


# --- what is an outlet -------------------------------------------------------------------------------------


def _outlet(tokens: Sequence[Token]) -> SourceWords | None:
    """The outlet that words begin with, if they do."""
    start = 1 if tokens and tokens[0].lower in _ARTICLES else 0
    start += len(list(itertools.takewhile(_describes, tokens[start : start + 2])))
    rest = tokens[start:]
    known = _known(rest)
    if known:
        return SourceWords(known[-1], rest[0], _with_class(rest, len(known)))
    run = list(itertools.takewhile(_is_name_or_class, rest))
    names = [t for t in run if _is_name(t)]
    if not names:
        return _unnamed_outlet(tokens)
    if names[-1].lower in voices.load().audiences | voices.load().people:
        return None
    words = SourceWords(names[-1], run[0], run[-1])
    text = " ".join(t.text for t in names)
    short = len(text) > 2 and text.isupper() and names[0].ent not in ("GPE", "NORP")
    told = any((t.lemma in voices.load().outlets and t.tag != "NNS") or t.lower in _CLASSES for t in run)
    titled = start > 0 and tokens[0].text == "The" and all(t.ent != "PERSON" for t in names)
    named = all(t.ent not in _NO_OUTLETS for t in names) and not _describes_another(names, rest[len(run) :])
    if short or told or titled or named:
        return words
    after = rest[len(run) :]
    if after and after[0].lower in _WORKING_FOR and names[0].ent == "PERSON":
        # "told Adam Bel of the Harbour Post"
        return _outlet(after[1:])
    return None


def _known(tokens: Sequence[Token]) -> Sequence[Token]:
    """The longest name of a known outlet that words begin with."""
    for count in range(min(_LONGEST_NAME, len(tokens)), 0, -1):
        name = tokens[:count]
        if (name[0].text[0].isupper() or name[0].text[0].isdigit()) and name[-1].text[0].isalnum():
            written = "".join(t.text for t in name)
            if _plain(written) in _known_names() or _plain(_without_possessive(written)) in _known_names():
                return name
    return ()


def _without_possessive(text: str) -> str:
    """ "TAVs correspondent": a name whose possessive lost its apostrophe."""
    return text.removesuffix("s") if text[:-1].isupper() else text


def _with_class(tokens: Sequence[Token], count: int) -> Token:
    """The last token of a name with what follows it: "TAV news agency", "the Post's reporter"."""
    nouns = voices.load().outlets | {"news"}
    after = itertools.takewhile(lambda t: t.lemma in nouns or t.tag == "POS", tokens[count:])
    return [tokens[count - 1], *after][-1]


def _describes(token: Token) -> bool:
    """Whether a word before a name says where an outlet is or what it is: "Swedish broadcaster SVT"."""
    outlet = token.lemma in voices.load().outlets and token.text.islower()
    return outlet or (token.tag == "JJ" and token.text not in agencies() and not token.text.isupper())


def _describes_another(names: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether a name only tells which one: "the TAV board", "a Silver Cross mother"."""
    head = names[-1].head
    return names[-1].dep in ("compound", "nmod", "poss") and bool(after) and head is after[0]


def _unnamed_outlet(tokens: Sequence[Token]) -> SourceWords | None:
    """ "State television", "the newspaper", or a monitor by its class: "the Observatory"."""
    article = tokens[0] if tokens and tokens[0].lower in _ARTICLES else None
    words = tokens[1:] if article is not None else tokens
    if not words:
        return None
    first = words[0]
    if first.text[0].isupper() and first.lower in voices.load().monitors:
        return SourceWords(first, first, first)
    if article is not None and article.lower == "the" and first.lemma in voices.load().outlets:
        return SourceWords(first, article, first) if first.tag == "NN" else None
    following = words[1] if len(words) > 1 else None
    media = following is not None and (following.lower in _BROADCAST or following.lower == "media")
    if following is not None and media and first.lower in _WHOSE:
        return SourceWords(following, first, following)
    return None


def _is_name_or_class(token: Token) -> bool:
    return _is_name(token) or token.lemma in voices.load().outlets or token.lower == "news"


def _is_name(token: Token) -> bool:
    named = token.tag in ("NNP", "NNPS") or (token.text.isupper() and len(token.text) > 1)
    return (named and token.ent not in _TIMES) or token.text in agencies()


@functools.cache
def _known_names() -> frozenset[str]:
    return frozenset(_plain(name) for name in (*agencies(), *voices.load().outlet_names))


def _plain(name: str) -> str:
    """A name's letters and digits, without an article before it."""
    return re.sub(r"[\W_]+", "", re.sub(r"^[Tt]he\s*(?=[A-Z])", "", name)).lower()
