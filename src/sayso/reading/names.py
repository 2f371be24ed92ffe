"""Names as they stand in the text: runs of proper nouns, with the kind the pipeline gives them."""

from __future__ import annotations

import functools

from sayso.languages.en import voices
from sayso.languages.lexicon import read_sections, words
from sayso.reading.text import Name, Reading, Token

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
    return found


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
    return [Name(tuple(run), kind)]


@functools.cache
def _calendar() -> frozenset[str]:
    return words(read_sections("en", "calendar.txt")[""])
