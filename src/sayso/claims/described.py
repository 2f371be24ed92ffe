"""What an unnamed source is said to be: "a security source" an official, "villagers" residents."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.claims.sources import SourceWords
from sayso.languages.en import voices
from sayso.reading.text import Token

OTHER = "other"


def described(words: SourceWords) -> str | None:
    """The kind of source that a phrase describes, by its head; None where a pronoun describes nobody."""
    lexicon = voices.load()
    head = _told(words.head)
    forms = _forms(head)
    if forms & lexicon.little_said:
        before = [t for t in head.subtree() if t.i < head.i]
        after = [t for t in head.subtree() if t.i > head.i and t.dep not in ("relcl", "acl")]
        return _narrowed(before) or _followed(head) or _narrowed(after) or _of(forms) or OTHER
    if head.tag in ("PRP", "WP", "WDT", "DT", "CD"):
        return None
    return _of(forms) or OTHER


def _told(head: Token) -> Token:
    """The noun that a phrase is about: "some of the residents", "a number of doctors"."""
    lexicon = voices.load()
    of = next((c for c in head.children if c.lower == "of" and c.i > head.i), None)
    whole = next((c for c in of.children if c.dep == "pobj"), None) if of is not None else None
    if whole is None or _of(_forms(head)) or _forms(head) & lexicon.little_said:
        return head
    return whole if whole.tag in ("NNS", "NNPS") else head


def _forms(token: Token) -> frozenset[str]:
    """A noun as a lexicon may hold it; a capital hides its base form from the lemmatizer."""
    return frozenset({token.lemma.lower(), token.lower, token.lower.removesuffix("s")})


def _of(forms: frozenset[str]) -> str | None:
    return next((kind for noun, kind in voices.load().described.items() if noun in forms), None)


def _narrowed(tokens: Iterable[Token]) -> str | None:
    said = {form for t in tokens for form in _forms(t)}
    return next((kind for kind, words in voices.load().narrowed if words & said), None)


def _followed(head: Token) -> str | None:
    tokens = head.sentence.tokens
    at = head.i - tokens[0].i + 1
    after = " ".join(t.lower for t in tokens[at : at + 4]) + " "
    return next(
        (kind for kind, phrases in voices.load().followed if any(after.startswith(f"{p} ") for p in phrases)),
        None,
    )
