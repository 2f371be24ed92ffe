"""Verbs that attribute, and the frames in which their content stands: a clause, a to-clause, an object …"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sayso.claims.attribution import QUOTING, Attribution
from sayso.claims.beside import source_before
from sayso.claims.edges import (
    is_full,
    is_passive,
    is_verb_cue,
    left_edge,
    right_edge,
    span,
    subject_end,
    tells_of_subject,
    unreal,
)
from sayso.claims.sources import SourceWords, agent_of, subject_of
from sayso.languages.en import cues as lexicon
from sayso.reading.text import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_RESTS = frozenset({"prep", "oprd", "acomp", "advmod", "npadvmod"})
_CLAUSES = frozenset({"ccomp", "parataxis"})
SENTENCE_BEFORE = "the sentence before"
CLAUSE = "verb with clause"
PHRASE = "phrase before a source"
_Finder = Callable[[Token, "SourceWords | None"], list[tuple[int, int]]]


def verb_cue(verb: Token) -> Attribution | None:
    """The attribution that a verb of the lexicon makes, or None where it stands for no act of saying."""
    if unreal(verb):
        return None
    passive = is_passive(verb)
    source = agent_of(verb) if passive else subject_of(verb)
    if source is None and not passive and verb.tag in ("VBD", "VBZ") and _full_clause(verb):
        source = source_before(verb.sentence.tokens, verb)
    if source is not None and not (source.can_speak() and _fits(verb, source)):
        return None
    for frame in (_clause, _by_preposition, _infinitive, _gerund, _object, _reported):
        made = frame(verb, source, passive)
        if made is not None:
            made.through = _quoting(verb)
            return made
    return None


def _quoting(verb: Token) -> SourceWords | None:
    """Who quotes: "the paper quoted a nurse as saying", "she was quoted by the paper as saying"."""
    outer = verb.head.head if verb.dep == "pcomp" and verb.head.lower == "as" else None
    if outer is None or outer.lemma not in QUOTING:
        return None
    return agent_of(outer) if is_passive(outer) else subject_of(outer)


def _fits(verb: Token, source: SourceWords) -> bool:
    """Only documents and data show, prove and suggest; what people show is no statement."""
    return verb.lemma not in lexicon.load().shown_by_documents or source.is_document()


def _frame(verb: Token, *names: str) -> str | None:
    frames = lexicon.load().verbs.get(verb.lemma, {})
    return next((frames[n] for n in names if n in frames), None)


# --- clauses -----------------------------------------------------------------------------------------------


def _clause(verb: Token, source: SourceWords | None, passive: bool) -> Attribution | None:
    """A clause as content: after the cue, before it, around it, or all that the sentence has left."""
    kind = _frame(verb, "clause") or (_frame(verb, "that") if _full_clause(verb) else None)
    if kind is None or (source is None and not _may_lack_source(verb, passive)) or tells_of_subject(verb):
        return None
    orders: tuple[_Finder, ...] = (_clause_of_as, _clause_after, _clause_around, _clause_before)
    clauses = [c for c in verb.children if c.dep == "ccomp"]
    before = any(c.i < verb.i for c in clauses)
    if before and not any(c.i > verb.i and _is_statement(c) for c in clauses):
        orders = (_clause_before, *orders)
    for find in orders:
        spans = find(verb, source)
        if spans:
            return Attribution(verb, verb, kind, f"{CLAUSE}: {find.__name__[8:]}", source, spans)
    return None


def _is_statement(clause: Token) -> bool:
    """Whether a clause is one with its own subject that nothing joins to its cue but "that"."""
    marks = {c.lower for c in clause.children if c.dep == "mark"}
    return marks <= {"that"} and any(c.dep in ("nsubj", "nsubjpass", "expl") for c in clause.children)


def _may_lack_source(verb: Token, passive: bool) -> bool:
    """Whether a clause may be attributed to nobody: "it was reported that …", not an imperative."""
    return passive or any(c.dep in ("nsubjpass", "auxpass") for c in verb.children)


def _full_clause(verb: Token) -> bool:
    """Whether a clause with its own subject hangs from the verb; after "find" one with "that"."""
    clauses = [c for c in verb.children if c.dep == "ccomp" and is_full(c)]
    if verb.lemma in lexicon.load().only_with_that:
        clauses = [c for c in clauses if any(m.dep == "mark" and m.lower == "that" for m in c.children)]
    return bool(clauses)


def _clause_of_as(verb: Token, source: SourceWords | None) -> list[tuple[int, int]]:
    """ "As the ministry said, …": the clause that this one hangs from; "as it was promising" tells a time."""
    marked = any(
        c.lower == "as" and c.dep in ("mark", "advmod", "prep") and c.i < verb.i for c in verb.children
    )
    if not marked or verb.dep != "advcl" or verb.tag == "VBG" or any(c.dep == "ccomp" for c in verb.children):
        return []
    own = sorted(t.i for t in verb.subtree())
    tokens = verb.sentence.tokens
    before = [t for t in tokens if t.i < own[0]]
    after = [t for t in tokens if t.i > own[-1]]
    words = after if len(after) > len(before) else before
    return span(verb.sentence, words[0].i, words[-1].i) if words else []


def _clause_after(verb: Token, source: SourceWords | None) -> list[tuple[int, int]]:
    clauses = [c for c in verb.children if c.dep == "ccomp" and c.i > verb.i]
    end = right_edge(verb)
    if not clauses:
        mark = next(
            (t for t in verb.sentence.tokens if t.i > verb.i and t.lower == "that" and t.tag == "IN"), None
        )
        if mark is not None and mark.sentence.tokens[mark.i - 1 - mark.sentence.tokens[0].i].dep == "cc":
            # "12 people had been questioned and that two …": a second clause of what stands above.
            return []
        far = mark is None or mark.i - verb.i > 12 or any(is_verb_cue(a) for a in _between(verb, mark))
        if mark is None or far or not _frame(verb, "clause"):
            return _rest_after(verb, source, end)
        return span(verb.sentence, mark.i + 1, max(end.i, mark.i + 1))
    first = left_edge(clauses[0], after=verb)
    first = _after_day(verb, first)
    if source is not None and verb.i < source.first.i <= first.i <= source.last.i:
        first = source.last
        return span(verb.sentence, first.i + 1, end.i)
    return span(verb.sentence, _with_stray_subject(verb, clauses[0], first).i, end.i)


def _after_day(verb: Token, first: Token) -> Token:
    """Where the content begins after the day it was said: "said Wednesday its attack was a response"."""
    tokens = verb.sentence.tokens
    day = first.i == verb.i + 1 and first.tag == "NNP" and first.ent == "DATE"
    return tokens[first.i + 1 - tokens[0].i] if day and first is not tokens[-1] else first


def _between(first: Token, last: Token) -> list[Token]:
    return [t for t in first.sentence.tokens if first.i < t.i < last.i]


def _with_stray_subject(verb: Token, clause: Token, first: Token) -> Token:
    """Where the content begins when the parse hung the clause's subject from the cue as its object."""
    if any(t.dep == "mark" and t.lower == "that" for t in clause.children) or verb.lemma in (
        "tell",
        "inform",
    ):
        return first
    strays = [c for c in verb.children if c.dep in ("dobj", "nsubj") and verb.i < c.i < first.i]
    return left_edge(strays[0], after=verb) if strays else first


def _rest_after(verb: Token, source: SourceWords | None, end: Token) -> list[tuple[int, int]]:
    """What follows a cue that the parse gave no clause to, where it reads like one (it holds a verb)."""
    if not _frame(verb, "clause") or (source is not None and source.first.i > verb.i):
        return []
    start = verb.i + 1
    for child in verb.children:
        if child.i > verb.i and child.dep in ("dative", "npadvmod") and child.i < start + 4:
            start = max(t.i for t in child.subtree()) + 1
    rest = [t for t in verb.sentence.tokens if start <= t.i <= end.i]
    finite = [t for t in rest if t.tag in ("VBD", "VBZ", "VBP", "MD")]
    return span(verb.sentence, start, end.i) if finite and finite[0].i - start <= 15 else []


def _clause_before(verb: Token, source: SourceWords | None) -> list[tuple[int, int]]:
    """The words before "…, he said" or "… said the minister"."""
    stop = verb if source is None or source.first.i > verb.i else source.first
    # "The dam is unsafe, it was alleged."
    stop = next((c for c in verb.children if c.dep == "nsubjpass" and c.lower == "it" and c.i < stop.i), stop)
    if source is not None and source.sentence is not verb.sentence:
        return []
    if verb.dep == "relcl" or _has_object(verb, source) or _has_subject_before(verb):
        return []
    words = [t for t in verb.sentence.tokens if t.i < stop.i]
    start = _after_other_cue(words)
    words = [t for t in words if t.i >= start]
    while words and words[-1].dep in ("cc", "punct", "advmod") and words[-1].head in (verb, stop):
        words.pop()
    clause = any(c.dep in _CLAUSES and c.i < verb.i for c in verb.children) or _set_off(words, stop)
    finite = any(t.tag in ("VBD", "VBZ", "VBP", "MD", "VBN") for t in words)
    if len(words) < 2 or not (clause or (finite and _ends_sentence(verb, source))):
        return []
    return span(verb.sentence, words[0].i, words[-1].i)


def _has_subject_before(verb: Token) -> bool:
    """Whether the words before a passive cue are only its subject: "the toll was expected to rise"."""
    return any(c.dep == "nsubjpass" and c.tag.startswith("NN") and c.i < verb.i for c in verb.children)


def _has_object(verb: Token, source: SourceWords | None) -> bool:
    """Whether an object follows the cue, no hearer and no source: "residents reported looting"."""
    if verb.lemma in ("tell", "inform", "assure", "remind", "notify", "brief"):
        return False
    objects = [c for c in verb.children if c.dep == "dobj" and c.i > verb.i]
    return any(source is None or not source.first.i <= c.i <= source.last.i for c in objects)


def _set_off(words: list[Token], stop: Token) -> bool:
    """Whether a comma stands between a finite clause and the source: "The road is open, the mayor said"."""
    comma = (
        bool(words)
        and stop.i - words[-1].i <= 2
        and any(t.text == "," for t in stop.sentence.tokens[-1:0:-1] if words[-1].i < t.i < stop.i)
    )
    return comma and any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in words)


def _after_other_cue(words: list[Token]) -> int:
    """Where the content can start: after a semicolon or dash that closed another statement."""
    marks = [t.i for t in words if t.text in (";",) and t.i - words[0].i > 3]
    return marks[-1] + 1 if marks else (words[0].i if words else 0)


def _ends_sentence(verb: Token, source: SourceWords | None) -> bool:
    """Whether only time, place and hearers follow the cue (and its inverted source)."""
    last = max(verb.i, source.last.i if source is not None else verb.i)
    rest = [t for t in verb.sentence.tokens if t.i > last and t.dep != "punct"]
    return len(rest) <= 14 and not any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in rest)


def _clause_around(verb: Token, source: SourceWords | None) -> list[tuple[int, int]]:
    """A cue set in the middle of its clause: "The road, he said, was closed"."""
    if verb.dep not in ("parataxis", "ccomp", "advcl", "conj") or source is None:
        return []
    first, last = min(verb.i, source.first.i), max(verb.i, source.last.i)
    tokens = verb.sentence.tokens
    before = [t for t in tokens if t.i < first]
    after = [t for t in tokens if t.i > last]
    if not (before and after and before[-1].text in ",–—-" and after[0].text in ",–—-"):
        return []
    return span(verb.sentence, before[0].i, before[-1].i) + span(verb.sentence, after[0].i, after[-1].i)


# --- other frames ------------------------------------------------------------------------------------------


def _infinitive(verb: Token, source: SourceWords | None, passive: bool) -> Attribution | None:
    """A to-clause as content: vowed to return, urged them to leave, is believed to have fled."""
    kind = _frame(verb, "infinitive")
    clause = next((c for c in _near_clauses(verb) if c.i > verb.i and _has_to(c)), None)
    if kind is None or clause is None or (kind == "promise" and clause.head is not verb):
        # "They offer access to study the area": the access is to study it, and no promise is.
        return None
    subject = next((c for c in verb.children if c.dep == "nsubjpass"), None)
    if passive and subject is not None and kind in ("believe", "expect"):
        spans = span(verb.sentence, left_edge(subject).i, subject_end(subject).i)
        spans += span(verb.sentence, left_edge(clause).i, right_edge(clause).i)
        return Attribution(verb, verb, kind, "passive with to-clause", source, spans)
    if source is None or passive:
        return None
    start = verb.i + 1
    if kind in ("order", "warn") and any(c.dep == "prep" and c.i == verb.i + 1 for c in verb.children):
        start += 1
    return Attribution(
        verb, verb, kind, "verb with to-clause", source, span(verb.sentence, start, right_edge(clause).i)
    )


def _near_clauses(verb: Token) -> Iterator[Token]:
    """To-clauses of a cue, also where the parse hung them from its object: called on [them to leave]."""
    for child in verb.children:
        if child.dep in ("xcomp", "ccomp", "advcl"):
            yield child
        elif child.dep in ("dobj", "prep") and child.i > verb.i:
            for inner in child.children:
                yield from (
                    c for c in (inner, *inner.children) if c.dep in ("relcl", "acl", "xcomp", "ccomp")
                )


def _has_to(clause: Token) -> bool:
    return any(c.lower == "to" and c.dep == "aux" for c in clause.children)


def _gerund(verb: Token, source: SourceWords | None, passive: bool) -> Attribution | None:
    kind = _frame(verb, "gerund")
    clause = next(
        (c for c in verb.children if c.dep in ("xcomp", "dobj", "pcomp", "ccomp") and c.tag == "VBG"), None
    )
    if kind is None or clause is None or source is None or passive or clause.i < verb.i:
        return None
    spans = span(verb.sentence, left_edge(clause, after=verb).i, right_edge(clause).i)
    return Attribution(verb, verb, kind, "verb with -ing clause", source, spans)


def _by_preposition(verb: Token, source: SourceWords | None, passive: bool) -> Attribution | None:
    """Content that hangs from a preposition: warned of famine, accused [the army of shelling the road]."""
    cues = lexicon.load()
    wanted = cues.prepositions.get(verb.lemma)
    if wanted is None or (source is None and not passive):
        return None
    objects = [c for c in verb.children if c.dep == "dobj" and c.i > verb.i]
    for child in [*verb.children, *(c for o in objects if "keep" in wanted for c in o.children)]:
        if child.dep != "prep" or child.lower not in wanted or child.i < verb.i or not child.children:
            continue
        kept = next((c for c in objects if c.i < child.i), None)
        start = left_edge(kept, after=verb).i if kept is not None and "keep" in wanted else child.i + 1
        kind = _frame(verb, "object", "clause", "infinitive", "quote") or "say"
        spans = span(verb.sentence, start, right_edge(child).i)
        return Attribution(verb, verb, kind, "verb with preposition", source, spans) if spans else None
    return None


def _object(verb: Token, source: SourceWords | None, passive: bool) -> Attribution | None:
    """A noun phrase as content: denied the report, announced a truce, put the toll at 85."""
    cues = lexicon.load()
    if source is None or source.is_weak():
        return None
    if passive:
        subject = next((c for c in verb.children if c.dep == "nsubjpass"), None)
        kind = _frame(verb, "object")
        if subject is not None and subject.lower in ("this", "that", "it") and kind is not None:
            return _sentence_before(verb, kind, source)
        if subject is None or kind is None or subject.tag in ("WDT", "WP"):
            return None
        spans = span(verb.sentence, left_edge(subject).i, subject_end(subject).i)
        return Attribution(verb, verb, kind, "passive with agent", source, spans)
    content = next((c for c in verb.children if c.dep == "dobj" and c.i > verb.i), None)
    if content is None or content.lemma in cues.not_contents or content.tag in ("PRP", "WP", "WDT"):
        return None
    kind = _frame(verb, "object")
    if content.lemma in cues.objects.get(verb.lemma, frozenset()):
        kind = kind or _frame(verb, "clause") or "say"
    elif verb.lemma == "claim" and content.lemma in ("responsibility", "credit"):
        kind = "claim"
    if kind is None:
        return None
    spans = span(verb.sentence, left_edge(content, after=verb).i, right_edge(verb).i)
    return Attribution(verb, verb, kind, "verb with object", source, spans)


def _reported(verb: Token, source: SourceWords | None, passive: bool) -> Attribution | None:
    """What is told of on nobody's word: "explosions were reported", "the road was reported closed"."""
    subject = next((c for c in verb.children if c.dep == "nsubjpass"), None)
    kind = _frame(verb, "object")
    if kind is None or subject is None or source is not None or not tells_of_subject(verb):
        return None
    # Where and when it was; "to a reporter" names who was told.
    rest = [c for c in verb.children if c.i > verb.i and c.dep in _RESTS and c.lower != "to"]
    spans = span(verb.sentence, left_edge(subject).i, subject_end(subject).i)
    spans += [s for c in rest for s in span(verb.sentence, left_edge(c).i, subject_end(c).i)]
    return Attribution(verb, verb, kind, "passive with subject", None, spans)


def _sentence_before(verb: Token, kind: str, source: SourceWords) -> Attribution | None:
    """ "This was reported by …": what was reported is the sentence before."""
    before = verb.sentence.before
    if before is None or verb.sentence.segment.kind != "body":
        return None
    spans = span(before, before.tokens[0].i, before.tokens[-1].i)
    return Attribution(verb, verb, kind, SENTENCE_BEFORE, source, spans)
