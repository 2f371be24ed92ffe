"""Who rejects in one sentence what another says there: "…, an account which the company called false"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.claims.attribution import Attribution
from sayso.claims.edges import is_passive, left_edge, span, unreal
from sayso.claims.nested import DENYING
from sayso.claims.refusals import is_said, is_untrue, turns_down
from sayso.claims.sources import agent_of, subject_of
from sayso.languages.en import cues as lexicon
from sayso.reading.text import Token

RULE = "rejection beside what was said"
_JUDGED = frozenset({"oprd", "acomp", "attr", "advmod", "amod", "pobj", "xcomp"})
_LINKS = frozenset({"as", "to", "be"})
_CLAUSES = frozenset({"relcl", "acl"})


def with_rejections(found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, what one says cut before another's rejection of it, which denies the same words."""
    out = list(found)
    for told in found:
        for noun, verb in _rejecting(told):
            source = agent_of(verb) if _lacks_subject(verb) else subject_of(verb)
            contents = _before(told, noun)
            if source is None or not source.can_speak() or not contents:
                continue
            told.contents = contents
            out = [a for a in out if a is told or not a.cue_begin.i <= verb.i <= a.cue_end.i]
            out.append(Attribution(verb, verb, DENYING, RULE, source, list(contents)))
            break
    return out


def _rejecting(told: Attribution) -> Iterator[tuple[Token, Token]]:
    """The verbs that reject what is told, each with the word that stands for it: "an account", "which"."""
    for verb in told.cue.sentence.tokens:
        noun = verb.head
        if verb.dep not in _CLAUSES or not told.cue.i < noun.i < verb.i or unreal(verb):
            continue
        if _stands_for_it(noun, verb) and _calls_untrue(verb) and _is_nearest(told, noun):
            yield (noun if is_said(noun) else next(c for c in verb.children if _is_which(c))), verb


def _stands_for_it(noun: Token, verb: Token) -> bool:
    """Whether a clause is about all that was said: "…, a claim it denied", "…, which it denied"."""
    if is_said(noun):
        before = left_edge(noun)
        return _comma_before(before)
    # "…, which the owner rejected": a bid may be meant, and nothing that was said.
    return not turns_down(verb) and any(_is_which(c) and _comma_before(c) for c in verb.children)


def _is_which(token: Token) -> bool:
    return token.lower == "which" and token.dep == "dobj"


def _comma_before(token: Token) -> bool:
    at = token.i - token.sentence.tokens[0].i
    return at > 0 and token.sentence.tokens[at - 1].text in (",", "–", "—", "-")


def _calls_untrue(verb: Token) -> bool:
    if "deny" in lexicon.load().verbs.get(verb.lemma, {}).values():
        return not any(c.dep == "dobj" and c.tag.startswith("NN") for c in verb.children)
    linked = [c for c in verb.children if c.i > verb.i]
    linked += [g for c in linked if c.lower in _LINKS for g in c.children]
    return any(c.dep in _JUDGED and is_untrue(c) for c in linked)


def _is_nearest(told: Attribution, noun: Token) -> bool:
    """Whether a content holds a noun, or ends right before its phrase."""
    begin = left_edge(noun)
    ahead = [t for t in noun.sentence.tokens if told.cue.i < t.i < begin.i and t.text[0].isalnum()]
    return told.source is not None and bool(ahead) and told.holds(ahead[-1].start)


def _lacks_subject(verb: Token) -> bool:
    return verb.dep == "acl" or is_passive(verb)


def _before(told: Attribution, noun: Token) -> list[tuple[int, int]]:
    """What is told before the words that stand for it."""
    begin = left_edge(noun) if not _is_which(noun) else noun
    ahead = [t for t in noun.sentence.tokens if told.cue.i < t.i < begin.i]
    kept = [(s, min(e, begin.start)) for s, e in told.contents if s < begin.start]
    spans: list[tuple[int, int]] = []
    for start, end in kept:
        inside = [t for t in ahead if start <= t.start < end]
        spans += span(noun.sentence, inside[0].i, inside[-1].i) if inside else [(start, end)]
    return spans
