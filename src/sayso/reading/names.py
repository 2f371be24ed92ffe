"""Names as they stand in the text: runs of proper nouns, with the kind the pipeline gives them."""

from __future__ import annotations

import functools

from sayso.languages.en import voices
from sayso.languages.lexicon import read_sections, words
from sayso.reading.text import Name, Reading, Sentence, Token

_KINDS = {
    "PERSON": "person",
    "ORG": "organization",
    "NORP": "group",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}
_JOINTS = frozenset(
    {"of", "for", "and", "the", "al", "el", "bin", "ibn", "de", "la", "van", "von", "der", "-", "'s"}
)


def find_names(reading: Reading) -> list[Name]:
    """The names of a reading, in order, without articles and possessive endings; they do not overlap."""
    found: list[Name] = []
    began = {q.end: q.start for q in reading.quotations if q.closed}
    nouns = _common_nouns(reading)
    for sentence in reading.sentences:
        run: list[Token] = []
        for token in sentence.tokens:
            belongs = token.ent in _KINDS or token.tag in ("NNP", "NNPS")
            if run and began.get(token.start, token.start) <= run[0].start:
                # Where a quotation ends that the name stands in, the name ends.
                belongs = False
            if belongs and not (run and _breaks(run[-1], token)):
                run.append(token)
            elif run or belongs:
                found.extend(_name(run))
                run = [token] if belongs else []
        found.extend(_name(run))
    return [n for n in found if not (n.kind == "person" and _is_noun(n, nouns))]


def _common_nouns(reading: Reading) -> frozenset[str]:
    """Words of a text that stand in it in small letters, and with a capital only where any word has one."""
    small = {t.lower for t in reading.tokens if t.text.islower()}
    named = {t.lower for t in reading.tokens if t.text[:1].isupper() and not _may_be_capital(t)}
    return frozenset(small - named)


def _may_be_capital(token: Token) -> bool:
    """Whether a word may have a capital by its place: in a headline, or as the first word of its sentence."""
    return token.sentence.segment.kind == "headline" or token is _first_word(token.sentence)


def _first_word(sentence: Sentence) -> Token | None:
    return next((t for t in sentence.tokens if t.text[:1].isalpha()), None)


def _is_noun(name: Name, nouns: frozenset[str]) -> bool:
    """Whether a name is a single word that its text knows for a common one: "Ferry toll climbs to 19"."""
    return len(name.tokens) == 1 and name.tokens[0].lower in nouns


def _breaks(last: Token, token: Token) -> bool:
    """Whether a new name begins: an entity of another kind, or a word of none after a place or a people."""
    if last.ent == token.ent:
        return token.ent_begins
    if "PERSON" in (last.ent, token.ent) and "" in (last.ent, token.ent):
        # "Sami Abdel" + "Nour": a proper noun beside a person's name is mostly a part of it.
        return last.head is not token and token.head is not last and last.head is not token.head
    return True


def _name(run: list[Token]) -> list[Name]:
    while run and (run[0].lower in ("the", "a", "an") or run[0].text in _JOINTS or run[0].dep == "punct"):
        run = run[1:]
    while run and (run[-1].tag == "POS" or run[-1].lower in _JOINTS or run[-1].dep == "punct"):
        run = run[:-1]
    if len(run) == 1 and run[0].lower in _calendar():
        return []
    if not run or not any(t.text[0].isupper() or t.text[0].isdigit() for t in run):
        return []
    kinds = [_KINDS[t.ent] for t in run if t.ent in _KINDS]
    kind = max(set(kinds), key=lambda k: (kinds.count(k), k)) if kinds else ""
    # "The Observatory for Human Rights": no place is named for anything.
    serves = kind == "place" and any(t.lower == "for" for t in run)
    if serves or (kind == "person" and any(t.lower in voices.load().bodies for t in run)):
        kind = "organization"
    elif kind == "organization" and _is_of_an_office_holder(run):
        kind = "person"
    return [Name(tuple(run), kind)]


def _is_of_an_office_holder(run: list[Token]) -> bool:
    """Whether a name stands right after the noun of an office, in small letters: "spokesman Ivo Marsh"."""
    tokens = run[0].sentence.tokens
    at = run[0].i - tokens[0].i
    lexicon = voices.load()
    if at == 0 or len(run) not in (2, 3) or any(t.tag != "NNP" or t.lower in lexicon.bodies for t in run):
        return False
    before = tokens[at - 1]
    return before.tag == "NN" and before.text.islower() and before.lower in lexicon.roles & lexicon.people


@functools.cache
def _calendar() -> frozenset[str]:
    return words(read_sections("en", "calendar.txt")[""])
