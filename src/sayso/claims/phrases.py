"""Noun phrases that name somebody: their parts, the names and the roles in them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from sayso.claims.edges import is_passive, is_verb_cue
from sayso.claims.sources import SourceWords, in_capitals, issuing, subject_of
from sayso.languages.en import voices
from sayso.reading.text import Name, Token

_PARTICLES = frozenset(
    {"of", "for", "and", "the", "in", "on", "to", "&", "al", "el", "-", "de", "du", "des", "'s", "’s", "s"}
)

_MODIFYING = frozenset({"NN", "NNP", "JJ", "HYPH", "VBN", "POS"})
_ELSEWHERE = frozenset({"PERSON", "GPE", "LOC", "NORP", "FAC", "DATE", "TIME"})
_QUOTATION_MARKS = frozenset('"“”„«»')
_HARMED = frozenset({"wounded", "injured", "killed", "hurt", "dead"})
_SMALL = frozenset({"IN", "CC", "DT", "TO"})
_PLACING = frozenset({"of", "in", "from", "at", "near"})
OBJECTS = frozenset({"dobj", "pobj", "iobj", "dative"})
"""How a name hangs that is no subject."""


def issuer_of(words: SourceWords) -> SourceWords | None:
    """Whose document it is: "the ministry's report", "a statement from the ministry"."""
    if not words.is_document():
        return None
    said_in = _speaks_in(words)
    if said_in is not None:
        return said_in
    owner = next((c for c in words.head.children if c.dep == "poss" and c.tag.startswith("NN")), None)
    by = next((c for c in words.head.children if c.dep == "prep" and c.lower in ("by", "from", "of")), None)
    made = next((c for c in words.head.children if issuing(c)), None)
    if made is not None:
        by = next(c for c in made.children if c.dep == "agent")
    if owner is None and by is not None:
        owner = next((c for c in by.children if c.dep == "pobj"), None)
    if owner is None:
        return None
    issuer = SourceWords.around(owner)
    return issuer if issuer.is_named() or issuer.can_speak_surely() else None


def _speaks_in(document: SourceWords) -> SourceWords | None:
    """Who speaks in a document: "the union said in a statement putting the toll at 12"."""
    place = document.head.head
    if document.head.dep != "pobj" or place.lower != "in" or not is_verb_cue(place.head):
        return None
    return None if is_passive(place.head) else subject_of(place.head)


def is_service(words: SourceWords) -> bool:
    """Whether a phrase names a service as a body: "the coast guard", not "a coast guard", "coast guards"."""
    known, head = voices.load(), words.head
    noun = head.lemma.lower()
    if words.first.lower in ("a", "an") or (head.tag in ("NNS", "NNPS") and noun in known.people):
        return False
    return any(t.i == head.i - 1 and t.lower in known.services.get(noun, ()) for t in words.tokens())


def name_tokens(name: Name) -> list[Token]:
    """A person's name without the titles before it."""
    lexicon = voices.load()
    tokens = list(name.tokens)
    while len(tokens) > 1 and _precedes_a_name(tokens[0]):
        tokens.pop(0)
    if len(tokens) > 2 and tokens[0].lower in lexicon.people and tokens[0] is tokens[0].sentence.tokens[0]:
        # "Nurse Ada Lane" at the beginning of a sentence
        tokens.pop(0)
    offices = (i for i, t in enumerate(tokens[:-1]) if t.lower in lexicon.roles and t.lower in lexicon.people)
    last_office = max(offices, default=None)
    # "Information Minister Omar Zubi": whatever stands before the office belongs to it.
    return _without_office(tokens if last_office is None else tokens[last_office + 1 :])


def _precedes_a_name(token: Token) -> bool:
    """Whether a word before a person's name is no part of it: a title, a mere dot, an owner."""
    word = token.lower.rstrip(".")
    return not word or word in voices.load().titles or _owns(token)


def _without_office(tokens: list[Token]) -> list[Token]:
    """ "Ada Lane Executive Director": two names at least, without the office that lost its comma."""
    kept = len(tokens)
    while kept > 2 and is_person_noun(tokens[kept - 1]):
        kept -= 1
    while 2 < kept < len(tokens) and _is_acronym(tokens[kept - 1].text):
        kept -= 1
    return tokens[:kept]


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isalpha() and word.isupper()


def _owns(token: Token) -> bool:
    """ "The Observatorys Rami Adel", "the EUs Lane": a body that lost the apostrophe of its possessive."""
    owner = token.text.removesuffix("s")
    return owner != token.text and (owner.lower() in voices.load().bodies or _is_acronym(owner))


def role_beside(name: Name) -> str | None:
    """The role that stands before a name in its noun phrase, or after it as an apposition."""
    tokens = name_tokens(name)
    head = tokens[-1]
    phrase = SourceWords.around(head)
    before = [t for t in phrase.tokens() if t.end <= tokens[0].start and t.dep != "det"]
    before = _behind_breaks(before)
    lexicon = voices.load()
    if any(t.lower in lexicon.roles or t.lower in lexicon.people for t in before):
        return _text_of(before)
    for child in (c for t in tokens for c in t.children):
        if child.dep == "appos" and (child.lower in lexicon.roles or child.lower in lexicon.people):
            words = [t for t in SourceWords.around(child).tokens() if t.start > head.start]
            return _text_of([t for t in words if t.dep != "det" or t is not words[0]])
    if head.dep == "appos" and (head.head.lower in lexicon.roles or head.head.lower in lexicon.people):
        words = [t for t in SourceWords.around(head.head).tokens() if t.end <= tokens[0].start]
        return _text_of(_behind_breaks([t for t in words if t.dep != "det"]))
    return _text_of(_role_in_front(tokens) or _role_behind(tokens))


def _behind_breaks(words: list[Token]) -> list[Token]:
    """The words behind the last quotation mark, number or casualty among some, where no role runs across.

    "Three women" media activist Ada Lane", "the raid left ten wounded clinic chief Ada Lane".
    """
    behind = itertools.takewhile(lambda t: not _breaks(t), reversed(words))
    return list(behind)[::-1]


def _breaks(token: Token) -> bool:
    mark = token.tag in ("``", "''") or token.text in _QUOTATION_MARKS
    return mark or token.tag == "CD" or (token.tag == "VBN" and token.lower in _HARMED)


def _role_in_front(name: list[Token]) -> list[Token]:
    """The role right before a name, wherever the parse hangs it: "a nurse Ada Lane said"."""
    sentence = name[0].sentence.tokens
    ahead = sentence[: name[0].i - sentence[0].i]
    if not (ahead and ahead[-1].tag == "NN" and is_person_noun(ahead[-1])):
        return []
    role = list(itertools.takewhile(_may_tell_role, reversed(ahead)))[::-1]
    if len(role) < len(ahead) and ahead[-len(role) - 1].tag not in ("DT", "PRP$"):
        # "The ward was full nurse Ada Lane said": what is no noun may belong to the words before.
        role = list(itertools.dropwhile(lambda t: not t.tag.startswith("NN"), role))
    return role


def _role_behind(name: list[Token]) -> list[Token]:
    """The role right behind a name in text without commas: "Ada Lane a nurse at the camp said"."""
    sentence = name[-1].sentence.tokens
    behind = sentence[name[-1].i - sentence[0].i + 1 :]
    if not behind or behind[0].tag != "DT" or name[-1].dep in OBJECTS:
        return []
    nouns = list(itertools.takewhile(_may_tell_role, behind[1:]))
    if not (nouns and nouns[-1].tag == "NN" and is_person_noun(nouns[-1])):
        return []
    return [t for t in SourceWords.around(nouns[-1]).tokens() if t.i > behind[0].i]


def _may_tell_role(token: Token) -> bool:
    return token.tag in _MODIFYING and token.ent not in ("DATE", "TIME")


def is_person_noun(token: Token) -> bool:
    """Whether a noun says what a person is: nurse, minister."""
    return token.lower in voices.load().people | voices.load().roles


def _text_of(tokens: Iterable[Token]) -> str | None:
    words = [t for t in tokens if t.text not in (",", ";", ":")]
    joined = ""
    for previous, token in zip([None, *words], words, strict=False):
        gap = "" if previous is None or previous.end == token.start else " "
        joined += gap + token.text
    return joined or None


def conjuncts(words: SourceWords) -> list[SourceWords]:
    """The phrases of a source joined by "and"; one phrase where nothing is joined."""
    joined = [c for c in words.head.children if c.dep == "conj" and words.first.i <= c.i <= words.last.i]
    if not joined or any(c.tag in ("JJ", "VBG", "VBN") for c in joined):
        return [words]
    parts: list[SourceWords] = []
    sentence = words.sentence.tokens
    offset = sentence[0].i
    first_end = sentence[joined[0].i - offset - 1]
    second = SourceWords.around(joined[0])
    cut = max(words.head.i, second.first.i - 1)
    while cut > words.head.i and sentence[cut - offset].dep in ("cc", "punct"):
        cut -= 1
    parts.append(SourceWords(words.head, words.first, sentence[min(cut, first_end.i) - offset]))
    return parts + conjuncts(second)


def main_part(words: SourceWords) -> list[Token]:
    """The phrase up to an apposition, a comma or a bracket after its head."""
    kept: list[Token] = []
    for token in words.tokens():
        dash = token.text in ("-", "–", "—") and not (kept and kept[-1].end == token.start)
        if token.i > words.head.i and (dash or token.text in (",", "(", "[") or token.dep == "appos"):
            break
        kept.append(token)
    return kept or [words.head]


def within(name: Name, tokens: list[Token], words: SourceWords) -> bool:
    """Whether a person's name is the head of the phrase, or stands beside a head that is a role."""
    if name.start < tokens[0].start or name.end > words.end:
        return False
    head = words.head
    if any(t is head for t in name.tokens):
        return True
    apposed = any(t.dep == "appos" and (t.head is head or t.head in tokens) for t in name.tokens)
    beside = name.tokens[0].i == head.i + 1 and (
        head.lower in voices.load().roles or head.lower in voices.load().people
    )
    return apposed or beside


def proper_run(tokens: list[Token], head: Token) -> list[Token]:
    """The run of proper nouns (and "of", "for" between them) that holds the head, or else the last one."""
    runs: list[list[Token]] = [[]]
    for token in tokens:
        proper = token.tag in ("NNP", "NNPS") or token.ent in ("ORG", "PERSON", "GPE") or token.text.isupper()
        if (
            (proper and token.tag != "POS" and token.lower not in ("the", "a", "an"))
            or (runs[-1] and token.lower in _PARTICLES)
            or (token.tag in ("JJ", "HYPH") and token.text[0].isupper() and token.i < head.i)
        ):
            runs[-1].append(token)
        elif runs[-1]:
            runs.append([])
    kept = []
    for run in runs:
        while run and run[-1].lower in _PARTICLES:
            run.pop()
        while run and (run[0].text in _PARTICLES or run[0].tag == "POS"):
            run.pop(0)
        named = (t.tag in ("NNP", "NNPS") or t.ent in ("ORG", "PERSON", "GPE") for t in run)
        if any(named) or any(t.tag == "WP" and in_capitals(t) for t in run):
            kept.append(run)
    holding = [r for r in kept if head in r]
    return (holding or kept[-1:] or [[]])[0]


def watches_else(words: SourceWords) -> bool:
    """Whether a watcher is told by what it watches: "the chemical arms watchdog" is no monitor of a war."""
    known = voices.load()
    if words.head.lemma not in known.watchers:
        return False
    beside = [t for t in words.tokens() if t.i < words.head.i and t.dep in ("amod", "compound", "nmod")]
    alike = known.of_any_watcher | known.monitor_names
    return any(t.head is words.head and not (t.ent or t.lower in alike or t.tag == "VBN") for t in beside)


def titled_name(words: SourceWords) -> list[Token]:
    """A name in capitals that begins with a plural: "Doctors Without Borders", no "Residents of Tolk"."""
    tokens = main_part(words)
    first, rest = tokens[0], tokens[1:]
    if first.tag not in ("NNS", "NNPS") or not rest or words.sentence.segment.kind == "headline":
        return []
    if rest[0].lower in _PLACING or not all(t.text[0].isupper() or t.text == "without" for t in tokens):
        return []
    return tokens if any(t.ent not in _ELSEWHERE and t.tag not in _SMALL for t in rest) else []


def plain_role(run: list[Token]) -> bool:
    return all(t.lower in voices.load().roles for t in run)


def kind_of(run: list[Token]) -> str:
    ents = [t.ent for t in run]
    if "PERSON" in ents and "ORG" not in ents:
        return "person"
    return "place" if all(e in ("GPE", "LOC") for e in ents) else "organization"


def is_definite(words: SourceWords) -> bool:
    first = words.first
    return (
        first.lower in ("the", "this", "that", "its", "his", "their", "these", "those")
        or first.tag == "PRP$"
        or any(t.dep == "poss" for t in words.tokens())
    )
