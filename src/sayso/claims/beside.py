"""Sources read off the order of words beside a cue, where the parse gives none."""

from __future__ import annotations

from sayso.claims.sources import SourceWords
from sayso.reading.text import Token

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_INSIDE = _NOUNS | {"JJ", "POS", "HYPH", "CD", "VBN"}
_WITH_HEARER = frozenset({"tell", "inform", "assure", "remind", "notify", "brief"})
_PLACING = frozenset({"of", "in", "at", "on", "from"})
_LINKS = frozenset({"of", "for", "in", "at", "from", "and", "&"})


def source_before(words: list[Token], cue: Token) -> SourceWords | None:
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
    rest = before[:-1]
    for at in range(len(rest) - 1, -1, -1):
        token = rest[at]
        if token.tag == "DT":
            phrase.insert(0, token)
            if at < 2 or rest[at - 1].lower not in _PLACING or rest[at - 2].tag not in _NOUNS:
                break
            # "a source at the clinic", "activists on the ground"
            continue
        named = token.tag in ("NNP", "NNPS") or token.text[:1].isupper()
        common_after_name = phrase[0].tag in ("NNP", "NNPS") and token.tag in ("NN", "NNS")
        if (token.lower in _LINKS | _PLACING and phrase[0].tag in _NOUNS | {"DT"}) or (
            token.tag in _INSIDE and not common_after_name
        ):
            phrase.insert(0, token)
        elif not named:
            break
        else:
            phrase.insert(0, token)
    while phrase and (phrase[0].lower in _LINKS or phrase[0].tag in ("POS", "HYPH")):
        phrase.pop(0)
    head = head_of(phrase)
    words_of = SourceWords(head, phrase[0], phrase[-1])
    return words_of if phrase and _speaks(words_of) else None


def source_after(words: list[Token], cue: Token) -> SourceWords | None:
    """The noun phrase after an inverted cue: "said the Observatory for River Safety"."""
    if cue.lemma in _WITH_HEARER:
        return None
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
    found = SourceWords(head_of(phrase), phrase[0], phrase[-1])
    return found if _speaks(found) and len(phrase) >= len(after) - 6 else None


def head_of(phrase: list[Token]) -> Token:
    """The noun that the phrase is about: the one before a linking word, or a proper name's last."""
    for at, token in enumerate(phrase):
        if token.lower in _LINKS | _PLACING and at and phrase[at - 1].tag in ("NN", "NNS"):
            return phrase[at - 1]
    return next((t for t in reversed(phrase) if t.tag in _NOUNS), phrase[-1])


def _speaks(words: SourceWords) -> bool:
    if words.head.ent in ("DATE", "TIME", "GPE", "LOC") and words.first is words.last:
        return False
    return words.can_speak() and (words.can_speak_surely() or words.head.tag in ("NNP", "NNPS"))
