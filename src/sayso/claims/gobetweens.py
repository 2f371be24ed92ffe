"""Go-betweens: who passed a statement on, as its sentence names them.

Somebody is told ("a doctor told the Harbour Post"), quotes or cites ("the agency said, citing residents"), or
carries a document ("in a statement published by the agency").
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from sayso.claims.attribution import QUOTING, SET_OFF, Attribution
from sayso.claims.beside import source_before
from sayso.claims.edges import is_passive, is_verb_cue
from sayso.claims.hearers import carrier, closing_report, hearer, spoken_to
from sayso.claims.sources import SourceWords, quoted_by, subject_of
from sayso.languages.en import voices
from sayso.reading.text import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_PHRASE = frozenset({"DT", "PRP$", "JJ", "CD", "NN", "NNS", "NNP", "NNPS", "POS", "HYPH"})
_NEWS = frozenset({"news", "information", "figure", "toll", "count"})


def take_up_cited(attributions: list[Attribution]) -> None:
    """Give what is said "citing X" or "quoting X as saying" to X, through whoever cites; changes the list."""
    for attribution in attributions:
        attribution.source = _own_source(attribution, attributions)
    citing: dict[int, SourceWords] = {}
    taken: set[int] = set()
    for attribution in (a for a in attributions if a.rule not in SET_OFF and not _has_go_between(a)):
        quoting = _quoting(attribution.cue)
        through = _subject(quoting) if quoting is not None else attribution.source
        cited = _object(quoting) if quoting is not None else _cited(attribution.cue)
        if cited is None:
            continue
        through = through or source_before(attribution.cue.sentence.tokens, attribution.cue)
        if through is not None and cited.head is not through.head:
            attribution.through, attribution.source = through, cited
            citing[cited.head.i] = through
            taken.update([quoting.i] if quoting is not None else [])
    attributions[:] = [a for a in attributions if a.cue.i not in taken]
    for attribution in attributions:
        # "… citing medics who described it as": the medics speak through the same go-between.
        if attribution.source is not None and attribution.through is None:
            attribution.through = citing.get(attribution.source.head.i)


def _own_source(attribution: Attribution, others: list[Attribution]) -> SourceWords | None:
    """The source of an attribution, but that of a report behind it: "said …, called on …, TAV reported"."""
    source, cue = attribution.source, attribution.cue
    if source is None or cue.dep != "conj" or source.first.i <= attribution.cue_end.i + 1:
        return source
    closes = any(o.cue.i == source.last.i + 1 and o.cue is not cue for o in others)
    return (subject_of(cue) or source) if closes else source


def _has_go_between(attribution: Attribution) -> bool:
    through, source = attribution.through, attribution.source
    return through is not None and (source is None or source.head is not through.head)


def told_or_carried(attribution: Attribution) -> Iterator[SourceWords]:
    """The outlets that were told, and those that carried the document in which it was said."""
    if attribution.rule in SET_OFF:
        return
    source = attribution.source
    told = hearer(attribution.cue) or (spoken_to(source) if source is not None else None)
    if told is not None:
        yield told
    by = carrier(attribution.cue)
    if by is not None:
        yield by
    yield from _carriers(attribution)
    if source is not None:
        quoter = quoted_by(source)
        if quoter is not None:
            yield quoter
        yield from _closing(attribution, source)


def _closing(attribution: Attribution, source: SourceWords) -> Iterator[SourceWords]:
    """The outlet that closes the sentence with its report, if it is not who speaks."""
    closing = closing_report(attribution.cue.sentence)
    if closing is not None and closing.head.i > attribution.cue_end.i and source.head is not closing.head:
        yield closing


def _cited(cue: Token) -> SourceWords | None:
    """Who is cited beside a cue: "said, citing officials", "the agency, citing officials, said"."""
    tokens = cue.sentence.tokens
    after, before = [t for t in tokens if t.i > cue.i], [t for t in reversed(tokens) if t.i < cue.i]
    near = [
        list(itertools.takewhile(lambda t: hands_on(t) or not is_verb_cue(t), side))
        for side in (after, before)
    ]
    found = (_object(t) for side in near for t in side if hands_on(t))
    return next((words for words in found if words is not None), None)


def _object(verb: Token) -> SourceWords | None:
    """Who is quoted or cited: the speaker after the verb, or the one behind the document that is named."""
    name = next((c for c in verb.children if c.dep in ("dobj", "pobj") and c.i > verb.i), None)
    words = SourceWords.around(name) if name is not None else _right_after(verb)
    if words is None:
        return None
    if words.is_document() or words.head.lemma in _NEWS:
        return _behind(words)
    return words if (words.is_named() or words.can_speak_surely()) and words.can_speak() else None


def _right_after(verb: Token) -> SourceWords | None:
    """The noun phrase that stands right after a verb, where the parse hangs it from something else."""
    tokens = verb.sentence.tokens
    after = tokens[verb.i - tokens[0].i + 1 :]
    phrase = list(itertools.takewhile(lambda t: t.tag in _PHRASE, after))
    while phrase and not phrase[-1].tag.startswith("NN"):
        phrase.pop()
    return SourceWords(phrase[-1], phrase[0], phrase[-1]) if phrase else None


def _behind(document: SourceWords) -> SourceWords | None:
    """Whose document or news it is: "news from the port", "figures compiled from clinics"."""
    for preposition in sorted(document.head.subtree(), key=lambda t: t.i):
        if preposition.lower in ("from", "by") and preposition.i > document.head.i:
            for noun in (c for c in preposition.children if c.dep == "pobj"):
                words = SourceWords.around(noun)
                if words.is_named() or words.can_speak_surely() or noun.tag == "NNS":
                    return words
    owners = [c for c in document.head.children if c.tag.startswith("NNP") and c.dep in ("compound", "nmod")]
    return SourceWords.around(owners[-1]) if owners else None


def _quoting(cue: Token) -> Token | None:
    """The verb in "cited the ministry as saying", "quoted villagers saying that", whatever the parse."""
    if cue.tag != "VBG" or not is_verb_cue(cue):
        return None
    tokens = cue.sentence.tokens
    ahead = tokens[: cue.i - tokens[0].i]
    as_saying = bool(ahead) and ahead[-1].lower == "as"
    verb = next(
        (t for t in reversed(ahead) if t.tag in _FINITE and (is_verb_cue(t) or t.lemma in QUOTING)), None
    )
    quotes = verb is not None and (verb.lemma in QUOTING or (as_saying and verb.lemma == "report"))
    return verb if quotes and verb is not None and not is_passive(verb) else None


def _subject(verb: Token) -> SourceWords | None:
    return subject_of(verb) or source_before(verb.sentence.tokens, verb)


def hands_on(token: Token) -> bool:
    """Whether a token is "citing" or "quoting", after which another speaks."""
    return token.lemma in QUOTING and token.tag == "VBG"


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
