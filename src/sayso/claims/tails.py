"""Attributions read off the order of words where the parse has lost them: sentence ends and headlines.

"… a source at the clinic told the agency." and "…: monitor" put the source where only its place tells that it
is one; without commas, as in text that lost its punctuation, the parse takes it for a part of the content.
"""

from __future__ import annotations

from sayso.claims.attribution import Attribution
from sayso.claims.edges import is_verb_cue, span
from sayso.claims.sources import SourceWords
from sayso.languages.en import cues as lexicon
from sayso.languages.en import voices
from sayso.reading.text import Reading, Sentence, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_INSIDE = _NOUNS | {"JJ", "POS", "HYPH", "CD", "VBN"}
_LINKS = frozenset({"of", "for", "in", "at", "from", "and", "&"})
_AFTER = frozenset({"RB", "IN", "DT", "CD", "TO", ","}) | _NOUNS | {"JJ", "PRP$", "POS", "HYPH", "PRP"}
_LONGEST_AFTER = 12
_LEAST_CONTENT = 3


def tail_attribution(sentence: Sentence, taken: frozenset[int]) -> Attribution | None:
    """The attribution of a sentence that ends in "SOURCE said" or "said SOURCE", if its cue is not taken."""
    words = [t for t in sentence.tokens if t.text not in ".\"“”'"]
    cue = _last_cue(words)
    if cue is None or cue.i in taken or "clause" not in lexicon.load().verbs.get(cue.lemma, {}):
        return None
    source = _source_before(words, cue) or _source_after(words, cue)
    if source is None:
        return None
    stop = min(source.first.i, cue.i)
    content = [t for t in words if t.i < stop]
    if len(content) < _LEAST_CONTENT or not any(t.tag.startswith("VB") for t in content):
        return None
    spans = span(sentence, content[0].i, content[-1].i)
    kind = lexicon.load().verbs[cue.lemma]["clause"]
    return Attribution(cue, cue, kind, "cue at the end of the sentence", source, spans)


def _last_cue(words: list[Token]) -> Token | None:
    """The last finite verb, where it is a cue and only hearer, time and place follow it."""
    last = next((t for t in reversed(words) if t.tag in _FINITE or t.tag == "MD"), None)
    if last is None or last.tag not in _FINITE or not is_verb_cue(last):
        return None
    after = [t for t in words if t.i > last.i]
    return last if len(after) <= _LONGEST_AFTER and all(t.tag in _AFTER for t in after) else None


def _source_before(words: list[Token], cue: Token) -> SourceWords | None:
    """The noun phrase right before the cue: "a monitor", "the Observatory for River Safety", "he"."""
    before = [t for t in words if t.i < cue.i and t.tag != "RB"]
    if not before:
        return None
    last = before[-1]
    if last.tag == "PRP" and last.lower in ("he", "she", "it", "they"):
        return SourceWords(last, last, last)
    if last.tag not in _NOUNS:
        return None
    phrase = [last]
    for token in reversed(before[:-1]):
        if token.tag == "DT":
            phrase.insert(0, token)
            break
        named = token.tag in ("NNP", "NNPS") or token.text[:1].isupper()
        common_after_name = phrase[0].tag in ("NNP", "NNPS") and token.tag in ("NN", "NNS")
        if (token.lower in _LINKS and phrase[0].tag in _NOUNS | {"DT"}) or (
            token.tag in _INSIDE and not common_after_name
        ):
            phrase.insert(0, token)
        elif not named:
            break
        else:
            phrase.insert(0, token)
    while phrase and (phrase[0].lower in _LINKS or phrase[0].tag in ("POS", "HYPH")):
        phrase.pop(0)
    head = _head(phrase)
    words_of = SourceWords(head, phrase[0], phrase[-1])
    return words_of if phrase and _speaks(words_of) else None


def _source_after(words: list[Token], cue: Token) -> SourceWords | None:
    """The noun phrase after an inverted cue: "said the Observatory for River Safety"."""
    after = [t for t in words if t.i > cue.i]
    phrase: list[Token] = []
    for token in after:
        inside = token.tag in _INSIDE or (token.tag == "DT" and not phrase)
        if not inside and not (token.lower in _LINKS and phrase):
            break
        phrase.append(token)
    while phrase and phrase[-1].lower in _LINKS:
        phrase.pop()
    if not phrase or not any(t.tag in _NOUNS for t in phrase):
        return None
    found = SourceWords(_head(phrase), phrase[0], phrase[-1])
    return found if _speaks(found) and len(phrase) >= len(after) - 6 else None


def _head(phrase: list[Token]) -> Token:
    """The noun that the phrase is about: the one before a linking word, or a proper name's last."""
    for at, token in enumerate(phrase):
        if token.lower in _LINKS and at and phrase[at - 1].tag in ("NN", "NNS"):
            return phrase[at - 1]
    return next((t for t in reversed(phrase) if t.tag in _NOUNS), phrase[-1])


def _speaks(words: SourceWords) -> bool:
    if words.head.ent in ("DATE", "TIME", "GPE", "LOC") and words.first is words.last:
        return False
    return words.can_speak() and (words.can_speak_surely() or words.head.tag in ("NNP", "NNPS"))


# --- headlines ---------------------------------------------------------------------------------------------


def headline_attributions(reading: Reading) -> list[Attribution]:
    """The attributions of headlines: "Monitor: 12 dead", "12 dead: monitor", "Road is open – mayor"."""
    found = []
    for segment in reading.document.kept():
        tokens = reading.tokens_in(segment.start, segment.end) if segment.kind == "headline" else []
        made = _around_colon(tokens) or _capital_at_the_end(tokens)
        if made is not None:
            found.append(made)
    return found


def _around_colon(tokens: list[Token]) -> Attribution | None:
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
        if _is_source(source, first=source is before and mark.text == ":") and len(content) >= _LEAST_CONTENT:
            words = SourceWords(_head(source), source[0], source[-1])
            return _headline(mark, words, content)
    return None


def _is_source(phrase: list[Token], first: bool) -> bool:
    """A short phrase that names a person, a body or a describable speaker."""
    if not 1 <= len(phrase) <= 6 or any(t.tag.startswith("VB") for t in phrase):
        return False
    head = _head(phrase)
    lexicon_ = voices.load()
    noun = head.lemma if head.tag in ("NN", "NNS") else head.lower.rstrip("s")
    if noun in lexicon_.speakers or head.lower in lexicon_.speakers:
        return True
    return head.ent in ("PERSON", "ORG") and (not first or len(phrase) <= 4)


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
    if len(small) < 2 or noun not in lexicon_.unnamed | lexicon_.monitors or last.text.isupper():
        return None
    return _headline(last, SourceWords(last, last, last), rest)


def _headline(cue: Token, source: SourceWords, content: list[Token]) -> Attribution | None:
    first, last = content[0], content[-1]
    if first.sentence is last.sentence:
        spans = span(first.sentence, first.i, last.i)
    else:
        spans = [(first.start, last.end)]
    return Attribution(cue, cue, "say", "source in a headline", source, spans) if spans else None
