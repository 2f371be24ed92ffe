"""Where a sentence attributes: the cue, the words of its source, and what it says was said.

Cue first: each word of the cue lexicon is looked at in the parse, and its frame says where its content may
stand. Source and content are then found for that cue, so that one sentence may hold several attributions, and
one inside another. Quotations are given to their cue afterwards (``claims.quoted``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sayso.claims.sources import SourceWords, agent_of, subject_of
from sayso.languages.en import cues as lexicon
from sayso.reading.text import Reading, Sentence, Token

# A cue after one of these is not an act of saying: it could be said, was to be said, was never said.
_UNREAL = frozenset({"could", "may", "might", "should", "must", "can", "cannot"})
_SAID_ALL_THE_SAME = frozenset({"go", "continue", "prefer", "choose", "rush", "hasten"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_CLAUSES = frozenset({"ccomp", "parataxis"})
_EMPTY_TAGS = frozenset({"PRP", "WP", "WDT", "DT", "IN", "CC", "TO", "POS"})
_JOINED = frozenset({"conj", "advcl", "cc"})

_Finder = Callable[[Token, "SourceWords | None"], list[tuple[int, int]]]


@dataclass(slots=True)
class Attribution:
    """A cue with its source and content; ``contents`` are stretches of text, in order."""

    cue: Token
    cue_end: Token
    kind: str
    rule: str
    source: SourceWords | None
    contents: list[tuple[int, int]] = field(default_factory=list)
    quotation: bool = False
    through: SourceWords | None = None

    @property
    def extent(self) -> tuple[int, int]:
        """From the first to the last character of cue, source and contents."""
        spans = [(self.cue.start, self.cue_end.end), *self.contents]
        if self.source is not None and self.source.sentence is self.cue.sentence:
            spans.append((self.source.start, self.source.end))
        return min(s for s, _ in spans), max(e for _, e in spans)


def find_attributions(reading: Reading, quoted: frozenset[int]) -> list[Attribution]:
    """The attributions of each sentence by cue; ``quoted`` are the indices of tokens in direct speech."""
    found: list[Attribution] = []
    for sentence in reading.sentences:
        for token in sentence.tokens:
            if token.i not in quoted:
                found.extend(a for a in _at(token) if _says_something(a))
    return found


def _says_something(attribution: Attribution) -> bool:
    """Whether the content holds more than pronouns and articles."""
    tokens = attribution.cue.sentence.tokens
    if attribution.rule == "the sentence before":
        return True
    spans = attribution.contents
    return any(t.tag not in _EMPTY_TAGS for t in tokens if any(s <= t.start and t.end <= e for s, e in spans))


def _at(token: Token) -> Iterator[Attribution]:
    cues = lexicon.load()
    if (
        token.tag.startswith("VB")
        and token.lemma in cues.verbs | cues.prepositions.keys() | cues.objects.keys()
    ):
        made = _verb_cue(token)
        if made is not None:
            yield made
    elif token.lower in ("according", "citing", "quoting"):
        yield from _phrase_cue(token)
    elif token.lower in cues.adverbs:
        yield from _adverb_cue(token)
    elif token.tag.startswith("NN") and token.lemma in cues.nouns:
        yield from _noun_cue(token, cues.nouns[token.lemma])


def is_verb_cue(token: Token) -> bool:
    """Whether a token is a verb of the lexicon that stands for an act of saying."""
    return token.tag.startswith("VB") and token.lemma in lexicon.load().verbs and not _unreal(token)


def _unreal(verb: Token) -> bool:
    """Whether the verb stands under a modal, a negation, or an infinitive that nothing carries out."""
    for child in verb.children:
        if child.dep == "neg" or (child.dep == "aux" and child.lower in _UNREAL):
            return True
        if child.dep == "aux" and child.lower == "to":
            return verb.head.lemma not in _SAID_ALL_THE_SAME
    return False


def _verb_cue(verb: Token) -> Attribution | None:
    if _unreal(verb):
        return None
    passive = _is_passive(verb)
    source = agent_of(verb) if passive else subject_of(verb)
    if source is not None and not (source.can_speak() and _fits(verb, source)):
        return None
    for frame in (_clause, _by_preposition, _infinitive, _gerund, _object):
        made = frame(verb, source, passive)
        if made is not None:
            return made
    return None


def _fits(verb: Token, source: SourceWords) -> bool:
    """Only documents and data show, prove and suggest; what people show is no statement."""
    return verb.lemma not in lexicon.load().shown_by_documents or source.is_document()


def _is_passive(verb: Token) -> bool:
    return verb.tag == "VBN" and any(c.dep in ("auxpass", "nsubjpass") for c in verb.children)


def _frame(verb: Token, *names: str) -> str | None:
    frames = lexicon.load().verbs.get(verb.lemma, {})
    return next((frames[n] for n in names if n in frames), None)


# --- clauses -----------------------------------------------------------------------------------------------


def _clause(verb: Token, source: SourceWords | None, passive: bool) -> Attribution | None:
    """A clause as content: after the cue, before it, around it, or all that the sentence has left."""
    kind = _frame(verb, "clause") or (_frame(verb, "that") if _full_clause(verb) else None)
    if kind is None or (source is None and not _may_lack_source(verb, passive)):
        return None
    orders: tuple[_Finder, ...] = (_clause_of_as, _clause_after, _clause_around, _clause_before)
    if any(c.dep == "ccomp" and c.i < verb.i for c in verb.children):
        orders = (_clause_before, *orders)
    for find in orders:
        spans = find(verb, source)
        if spans:
            return Attribution(verb, verb, kind, f"verb with clause: {find.__name__[8:]}", source, spans)
    return None


def _may_lack_source(verb: Token, passive: bool) -> bool:
    """Whether a clause may be attributed to nobody: "it was reported that …", not an imperative."""
    return passive or any(c.dep in ("nsubjpass", "auxpass") for c in verb.children)


def _full_clause(verb: Token) -> bool:
    return any(c.dep == "ccomp" and _is_full(c) for c in verb.children)


def _is_full(clause: Token) -> bool:
    return any(c.dep in _SUBJECTS for c in clause.children)


def _clause_of_as(verb: Token, source: SourceWords | None) -> list[tuple[int, int]]:
    """ "As the ministry said, …": the clause that this one hangs from."""
    marked = any(
        c.lower == "as" and c.dep in ("mark", "advmod", "prep") and c.i < verb.i for c in verb.children
    )
    if not marked or verb.dep != "advcl" or verb.head is verb:
        return []
    own = sorted(t.i for t in verb.subtree())
    tokens = verb.sentence.tokens
    before = [t for t in tokens if t.i < own[0]]
    after = [t for t in tokens if t.i > own[-1]]
    words = after if len(after) > len(before) else before
    return _span(verb.sentence, words[0].i, words[-1].i) if words else []


def _clause_after(verb: Token, source: SourceWords | None) -> list[tuple[int, int]]:
    clauses = [c for c in verb.children if c.dep == "ccomp" and c.i > verb.i]
    end = right_edge(verb)
    if not clauses:
        mark = next(
            (t for t in verb.sentence.tokens if t.i > verb.i and t.lower == "that" and t.tag == "IN"), None
        )
        far = mark is None or mark.i - verb.i > 12 or any(is_verb_cue(a) for a in _between(verb, mark))
        if mark is None or far or not _frame(verb, "clause"):
            return _rest_after(verb, source, end)
        return _span(verb.sentence, mark.i + 1, max(end.i, mark.i + 1))
    first = _left_edge(clauses[0], after=verb)
    if source is not None and verb.i < source.first.i <= first.i <= source.last.i:
        first = source.last
        return _span(verb.sentence, first.i + 1, end.i)
    return _span(verb.sentence, _with_stray_subject(verb, clauses[0], first).i, end.i)


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
    return _left_edge(strays[0], after=verb) if strays else first


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
    return _span(verb.sentence, start, end.i) if finite and finite[0].i - start <= 15 else []


def _clause_before(verb: Token, source: SourceWords | None) -> list[tuple[int, int]]:
    """The words before "…, he said" or "… said the minister"."""
    stop = verb if source is None or source.first.i > verb.i else source.first
    if source is not None and source.sentence is not verb.sentence:
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
    return _span(verb.sentence, words[0].i, words[-1].i)


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
    return _span(verb.sentence, before[0].i, before[-1].i) + _span(verb.sentence, after[0].i, after[-1].i)


# --- other frames ------------------------------------------------------------------------------------------


def _infinitive(verb: Token, source: SourceWords | None, passive: bool) -> Attribution | None:
    """A to-clause as content: vowed to return, urged them to leave, is believed to have fled."""
    kind = _frame(verb, "infinitive")
    clause = next((c for c in _near_clauses(verb) if c.i > verb.i and _has_to(c)), None)
    if kind is None or clause is None:
        return None
    subject = next((c for c in verb.children if c.dep == "nsubjpass"), None)
    if passive and subject is not None and kind in ("believe", "expect"):
        spans = _span(verb.sentence, _left_edge(subject).i, subject_end(subject).i)
        spans += _span(verb.sentence, _left_edge(clause).i, right_edge(clause).i)
        return Attribution(verb, verb, kind, "passive with to-clause", source, spans)
    if source is None or passive:
        return None
    start = verb.i + 1
    if kind in ("order", "warn") and any(c.dep == "prep" and c.i == verb.i + 1 for c in verb.children):
        start += 1
    return Attribution(
        verb, verb, kind, "verb with to-clause", source, _span(verb.sentence, start, right_edge(clause).i)
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
    spans = _span(verb.sentence, _left_edge(clause, after=verb).i, right_edge(clause).i)
    return Attribution(verb, verb, kind, "verb with -ing clause", source, spans)


def _by_preposition(verb: Token, source: SourceWords | None, passive: bool) -> Attribution | None:
    """Content that hangs from a preposition: warned of famine, accused [the army of shelling the road]."""
    cues = lexicon.load()
    wanted = cues.prepositions.get(verb.lemma)
    if wanted is None or (source is None and not passive):
        return None
    for child in verb.children:
        if child.dep != "prep" or child.lower not in wanted or child.i < verb.i or not child.children:
            continue
        kept = next((c for c in verb.children if c.dep == "dobj" and verb.i < c.i < child.i), None)
        start = _left_edge(kept, after=verb).i if kept is not None and "keep" in wanted else child.i + 1
        kind = _frame(verb, "object", "clause", "infinitive", "quote") or "say"
        spans = _span(verb.sentence, start, right_edge(child).i)
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
        spans = _span(verb.sentence, _left_edge(subject).i, subject_end(subject).i)
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
    spans = _span(verb.sentence, _left_edge(content, after=verb).i, right_edge(verb).i)
    return Attribution(verb, verb, kind, "verb with object", source, spans)


def _sentence_before(verb: Token, kind: str, source: SourceWords) -> Attribution | None:
    """ "This was reported by …": what was reported is the sentence before."""
    before = verb.sentence.before
    if before is None or before.segment is not verb.sentence.segment and verb.sentence.segment.kind != "body":
        return None
    spans = _span(before, before.tokens[0].i, before.tokens[-1].i)
    return Attribution(verb, verb, kind, "the sentence before", source, spans)


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
    if name is None or last is None or (token.lower != "according" and _unlike_speaker(name)):
        return
    source = SourceWords.around(name)
    after = [t for t in token.sentence.tokens if t.i > source.last.i]
    before = [t for t in token.sentence.tokens if t.i < token.i]
    words = after if len([t for t in before if t.dep != "punct"]) < 3 else before
    spans = _span(token.sentence, words[0].i, words[-1].i) if words else []
    if spans:
        yield Attribution(token, last, "say", "according to", source, spans)


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
    spans = _span(token.sentence, words[0].i, words[-1].i)
    yield Attribution(token, token, "report", "adverb", None, spans)


def _noun_cue(noun: Token, kind: str) -> Iterator[Attribution]:
    """ "The ministry's claim that the road was closed": a noun with a clause, and its owner as source."""
    clause = next(
        (c for c in noun.children if c.dep in ("acl", "ccomp") and _is_full(c) and c.i > noun.i), None
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
        _span(noun.sentence, _left_edge(clause).i, right_edge(clause).i),
    )


# --- edges -------------------------------------------------------------------------------------------------


def _left_edge(token: Token, after: Token | None = None) -> Token:
    """The first token of a subtree (that stands after another token), past a leading "that"."""
    words = sorted((t for t in token.subtree() if after is None or t.i > after.i), key=lambda t: t.i)
    while len(words) > 1 and (
        words[0].dep == "punct" or (words[0].lower == "that" and words[0].dep == "mark")
    ):
        words.pop(0)
    return words[0] if words else token


def right_edge(token: Token) -> Token:
    """The last token under a cue that no further cue of the same sentence takes for itself."""
    last = token
    for child in token.children:
        outside = child.i < token.i or child.dep == "punct" or _aside(child)
        if not outside and not (child.dep in _JOINED and _leads_to_cue(child, token)):
            edge = _inner_right_edge(child)
            last = edge if edge.i > last.i else last
    return last


def _inner_right_edge(token: Token) -> Token:
    last = token
    for child in token.children:
        if child.dep in ("conj", "advcl", "parataxis") and is_verb_cue(child) and _speaks_for_outer(child):
            continue
        if _aside(child) or child.dep in ("punct", "cc"):
            continue
        edge = _inner_right_edge(child)
        last = edge if edge.i > last.i else last
    return last


def _aside(child: Token) -> bool:
    """ "…, which was later denied": an aside that answers the content is not a part of it."""
    return child.dep == "relcl" and child.lemma in lexicon.load().verbs and _is_passive(child)


def _speaks_for_outer(cue: Token) -> bool:
    """A further cue without a subject of its own ("…, adding that") belongs to the outer source."""
    bare = not any(c.dep in _SUBJECTS or c.dep == "auxpass" for c in cue.children)
    return bare and cue.tag in ("VBG", "VBD", "VBN")


def _leads_to_cue(child: Token, cue: Token) -> bool:
    if child.dep == "cc":
        return any(c.dep == "conj" and is_verb_cue(c) and c.i > child.i for c in cue.children)
    return is_verb_cue(child)


def subject_end(token: Token) -> Token:
    """The last token of a noun phrase."""
    return max(token.subtree(), key=lambda t: t.i)


def _span(sentence: Sentence, first: int, last: int) -> list[tuple[int, int]]:
    """The stretch between two token indices of a sentence, without punctuation and joints at its ends."""
    words = [t for t in sentence.tokens if first <= t.i <= last]
    while words and (words[0].text in ",;:.–—-\"'“”‘’)" or words[0].tag in ("-RRB-", "``", "''")):
        words.pop(0)
    while words and (
        words[-1].text in ',;:–—-."“”' or words[-1].tag in ("``", "''") or words[-1].dep == "cc"
    ):
        words.pop()
    return [(words[0].start, words[-1].end)] if words else []
