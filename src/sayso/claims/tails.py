"""Attributions read off the order of words where the parse has lost them: sentence ends and headlines.

"… a source at the clinic told the agency." and "…: monitor" put the source where only its place tells that it
is one; without commas, as in text that lost its punctuation, the parse takes it for a part of the content.
"""

from __future__ import annotations

import re

from sayso.claims.attribution import Attribution
from sayso.claims.beside import head_of, source_after, source_before
from sayso.claims.edges import is_verb_cue, span
from sayso.claims.sources import SourceWords
from sayso.languages.en import cues as lexicon
from sayso.languages.en import voices
from sayso.reading.text import Reading, Sentence, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_AFTER = frozenset({"RB", "IN", "DT", "CD", "TO", ","}) | _NOUNS | {"JJ", "PRP$", "POS", "HYPH", "PRP"}
_REPORT = frozenset({"report"})
HEADLINE = "source in a headline"
_LONGEST_AFTER = 12
_LEAST_CONTENT = 3
# What bodies go by in headlines: UN, MoD, NGO.
_INITIALS = re.compile(r"[A-Z][A-Za-z]{0,3}[A-Z]")


def tail_attribution(sentence: Sentence, taken: frozenset[int]) -> Attribution | None:
    """The attribution of a sentence that ends in "SOURCE said" or "said SOURCE", if its cue is not taken."""
    words = [t for t in sentence.tokens if t.text not in ".\"“”'"]
    cue = _last_cue(words)
    if cue is None or cue.i in taken or "clause" not in lexicon.load().verbs.get(cue.lemma, {}):
        return None
    source = _inverted(words, cue) or source_before(words, cue) or source_after(words, cue)
    if source is None:
        return None
    stop = min(source.first.i, cue.i)
    content = [t for t in words if t.i < stop]
    if len(content) < _LEAST_CONTENT or not any(t.tag.startswith("VB") for t in content):
        return None
    spans = span(sentence, content[0].i, content[-1].i)
    kind = lexicon.load().verbs[cue.lemma]["clause"]
    return Attribution(cue, cue, kind, "cue at the end of the sentence", source, spans)


def _inverted(words: list[Token], cue: Token) -> SourceWords | None:
    """The speaker right after a verb that none can be the object of: "… wounded 60 people said the mayor"."""
    following = next((t for t in words if t.i > cue.i), None)
    named = following is not None and following.tag in _NOUNS | {"DT"}
    return source_after(words, cue) if named and "object" not in lexicon.load().verbs[cue.lemma] else None


def _last_cue(words: list[Token]) -> Token | None:
    """The last finite verb, where it is a cue and only hearer, time and place follow it."""
    last = next((t for t in reversed(words) if t.tag in _FINITE or t.tag == "MD"), None)
    if last is None or last.tag not in _FINITE or not is_verb_cue(last):
        return None
    after = [t for t in words if t.i > last.i]
    # "… a monitor said in an attack claimed by the group"
    tags = _AFTER | {"VBN", "VBG"} if after and after[0].tag == "IN" else _AFTER
    return last if len(after) <= _LONGEST_AFTER and all(t.tag in tags for t in after) else None


# --- headlines ---------------------------------------------------------------------------------------------


def headline_attributions(reading: Reading) -> list[Attribution]:
    """The attributions of headlines: "Monitor: 12 dead", "12 dead: monitor", "Road is open – mayor"."""
    found = []
    surnames = frozenset(t.lower for t in reading.tokens if t.ent == "PERSON")
    for segment in reading.document.kept():
        tokens = reading.tokens_in(segment.start, segment.end) if segment.kind == "headline" else []
        made = _behind_topic(tokens) or _around_colon(tokens, surnames) or _capital_at_the_end(tokens)
        if made is not None:
            found.append(made)
    return found


def _behind_topic(tokens: list[Token]) -> Attribution | None:
    """ "Tolk: toll rises to 86, says monitor", "Tolk: toll rises to 86: monitor": where, what and who."""
    colons = [t for t in tokens[1:-1] if t.text == ":"]
    if not 1 <= len(colons) <= 2:
        return None
    rest = [t for t in tokens if t.i > colons[0].i]
    if len(colons) == 2:
        source = [t for t in rest if t.i > colons[1].i]
        content = [t for t in rest if t.i < colons[1].i]
        told = len(content) >= _LEAST_CONTENT and _is_source(source)
        words = SourceWords(head_of(source), source[0], source[-1])
        return _headline(colons[1], words, content) if told else None
    cue = _last_cue(rest)
    closing = (_inverted(rest, cue) or source_before(rest, cue)) if cue is not None else None
    if cue is None or closing is None or max(cue.i, closing.last.i) != rest[-1].i:
        return None
    content = [t for t in rest if t.i < min(cue.i, closing.first.i)]
    if len(content) < _LEAST_CONTENT or content[-1].text != ",":
        return None
    return _headline(cue, closing, content)


def _around_colon(tokens: list[Token], surnames: frozenset[str]) -> Attribution | None:
    marks = [
        t for t in tokens if t.text in (":", "–", "—", "-", "--") and 0 < t.i - tokens[0].i < len(tokens) - 1
    ]
    if len(marks) != 1:
        return None
    mark = marks[0]
    if mark.text == "-" and not (mark.start > tokens[mark.i - tokens[0].i - 1].end):
        return None
    before = [t for t in tokens if t.i < mark.i]
    after = [t for t in tokens if t.i > mark.i]
    for source, content in ((before, after), (after, before)):
        surname = len(source) == 1 and source[0].lower in surnames
        initials = source is before and mark.text == ":" and bool(_INITIALS.fullmatch(source[-1].text))
        if len(content) >= _LEAST_CONTENT and (surname or initials or _is_source(source)):
            return _headline(mark, SourceWords(head_of(source), source[0], source[-1]), content)
    return None


def _is_source(phrase: list[Token]) -> bool:
    """A short phrase that names a person, a body or a describable speaker."""
    if not 1 <= len(phrase) <= 6 or any(t.tag.startswith("VB") for t in phrase):
        return False
    head = head_of(phrase)
    lexicon_ = voices.load()
    noun = head.lemma if head.tag in ("NN", "NNS") else head.lower.rstrip("s")
    if noun in lexicon_.speakers or head.lower in lexicon_.speakers:
        return True
    return head.ent in ("PERSON", "ORG") and len(phrase) <= 4


def _capital_at_the_end(tokens: list[Token]) -> Attribution | None:
    """ "12 dead in flood Monitor": a capital in a small-letter headline where a colon was lost."""
    if len(tokens) < 5 or not tokens[-1].text[:1].isupper():
        return None
    last, rest = tokens[-1], tokens[:-1]
    small = [
        t
        for t in rest[1:]
        if t.tag in ("NN", "NNS", "VB", "VBZ", "VBD", "VBN", "VBP", "JJ") and t.text.islower()
    ]
    lexicon_ = voices.load()
    noun = last.lower if last.lower in lexicon_.speakers else last.lower.rstrip("s")
    if len(small) < 2 or noun not in lexicon_.unnamed | lexicon_.monitors | _REPORT or last.text.isupper():
        return None
    return _headline(last, SourceWords(last, last, last), rest)


def _headline(cue: Token, source: SourceWords, content: list[Token]) -> Attribution | None:
    first, last = content[0], content[-1]
    if first.sentence is last.sentence:
        spans = span(first.sentence, first.i, last.i)
    else:
        spans = [(first.start, last.end)]
    return Attribution(cue, cue, "say", HEADLINE, source, spans) if spans else None
