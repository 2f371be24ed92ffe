"""The noun that a number counts, with what narrows it."""

from __future__ import annotations

import functools

from sayso.claims.figures.seen import NOUNS, TALLIES, Seen
from sayso.languages.en import voices
from sayso.languages.en.populations import populations
from sayso.languages.en.quantities import events, listed, quantities
from sayso.reading.numbers.nought import RULE
from sayso.reading.text import Number, Reading, Token

_INSIDE = NOUNS | {"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "CD", "RB", "RBS"}
_OPENERS = frozenset({"DT", "PRP$"})
_SKIPPED = frozenset({"other", "others", "more", "additional", "further"})
_EMPTY_HEADS = listed("empty heads")
_LONGEST = 14
_NAMES_IN_CAPITALS = listed("names in capitals")


def see(reading: Reading, number: Number) -> Seen | None:
    """A number with its tokens and the noun phrase that it counts; None where it has no token of its own."""
    own = reading.tokens_in(number.start, number.end) or _covering(reading, number)
    if not own:
        return None
    sentence = own[-1].sentence
    own = [t for t in own if t.sentence is sentence]
    if number.kind == "count" and number.rule != RULE:
        return _counting(reading, Seen(number, sentence, own, None, own[-1], None))
    seen = Seen(number, sentence, own, own[-1], own[-1], None)
    if number.rule == RULE:
        named = len(own) > 1 and own[1].lower != "one"
        first = own[-1] if own[0].lower == "not" else own[1] if named else None
        seen.counted = reading.document.text[first.start : own[-1].end] if first is not None else None
    elif number.kind in ("share", "measure", "money"):
        _of_what(reading, seen)
    return seen


def _covering(reading: Reading, number: Number) -> list[Token]:
    """The tokens that a number lies in, where it is only a part of one ("USD115")."""
    near = reading.tokens_in(max(0, number.start - 40), number.end + 40)
    return [t for t in near if t.start < number.end and number.start < t.end]


def _counting(reading: Reading, seen: Seen) -> Seen:
    words = seen.beyond(_LONGEST)
    phrase = _phrase(words, seen.number)
    apart = bool(words) and words[0].text == "-" and words[0].start > seen.own[-1].end
    if apart:
        seen.counted = _between_dashes(seen)
        return seen
    if phrase is not None and _signs(phrase[1], words, seen.number):
        return seen
    if len(words) > 1 and words[0].text == "-":
        # "a 20-member council"
        phrase = (words[1], words[1], words[1])
        if words[1].lower == "strong" and words[1].head.tag in NOUNS:
            # "a 500-strong crowd"
            phrase = (words[1].head, words[1].head, words[1].head)
    if phrase is None:
        return seen
    first, seen.head, seen.last = phrase
    last = seen.last
    seen.counted = reading.document.text[first.start : last.end]
    return seen


def _between_dashes(seen: Seen) -> str | None:
    """ "Most of the victims - 14 - died": what a number between dashes counts stands before them."""
    dash, noun = seen.before(), seen.before(2)
    opened = dash is not None and dash.text == "-" and dash.end < seen.own[0].start
    return noun.text if opened and noun is not None and noun.tag == "NNS" else None


def _signs(noun: Token, words: list[Token], number: Number) -> bool:
    """ "Storm kills 19 Monitor": whoever speaks, at the end of a headline; one is not what is counted."""
    alone = noun is words[0] and noun is noun.sentence.tokens[-1]
    speaks = noun.lower in voices.load().bodies | voices.load().monitors
    return alone and speaks and noun.text[0].isupper() and not noun.lower.endswith("s") and number.high != 1


def _of_what(reading: Reading, seen: Seen) -> None:
    """ "60 percent of the houses", "two tonnes of rice": what a share or measure is taken of."""
    words = seen.following(_LONGEST)
    if words and words[0].lower == "of":
        phrase = _phrase(words, seen.number)
        if phrase is not None:
            seen.counted = reading.document.text[phrase[0].start : phrase[2].end]


Phrase = tuple[Token, Token, Token]
"""The first token, the head and the last token of a noun phrase."""


def _phrase(words: list[Token], number: Number) -> Phrase | None:
    """The noun phrase that begins some words; None where none does."""
    at = _opened(words)
    first: Token | None = None
    head: Token | None = None
    for i, token in enumerate(words[at:], at):
        previous = words[i - 1] if i else None
        if head is not None and _ends_phrase(head, token, previous, number):
            break
        if _says_harm(token, words):
            if head is None and at:
                # "15 of the wounded": a participle that stands for people.
                return token, token, token
            if head is not None or not _before_its_noun(token, words):
                break
        if _is_noun(token) or (head is not None and previous is not None and previous.text == "-"):
            head = token
        elif not _goes_inside(token, words, head or first, in_phrase=head is not None):
            break
        if first is None and token.lower not in _SKIPPED and token.tag not in ("POS", "HYPH", "CD"):
            first = token
    if head is None:
        return None
    if first is None or first.i > head.i:
        first = head
    return first, head, _through_of(head, words)


def _is_noun(token: Token) -> bool:
    """Whether a token can be what is counted; "IS" in capitals is a name among words that are not."""
    if token.text in _NAMES_IN_CAPITALS and token.sentence.tokens[-1].i > token.i:
        following = token.sentence.tokens[token.i - token.sentence.tokens[0].i + 1]
        return following.text.islower()
    return token.tag in NOUNS and token.ent not in ("DATE", "TIME")


def _says_harm(token: Token, words: list[Token]) -> bool:
    """Whether a word tells what happened to the counted, and is not part of its name."""
    noun = token.tag in ("NN", "NNS")
    return token.lower in events().beside and not noun and not _describes(token, words)


def _goes_inside(token: Token, words: list[Token], begun: Token | None, *, in_phrase: bool) -> bool:
    """Whether a word that is no noun can stand inside the phrase where it stands."""
    if in_phrase:
        return token.tag in ("HYPH", "POS", "CC") or token.text == "/"
    if token.tag == "CC":
        return begun is not None
    return token.tag in _INSIDE and (token.tag not in ("VBN", "VBG", "RB") or _describes(token, words))


def _before_its_noun(token: Token, words: list[Token]) -> bool:
    """ "Dead and wounded members": words of harm joined before a noun."""
    at = token.i - words[0].i
    return any(t.tag in ("NNS", "NN") for t in words[at + 1 : at + 4]) and token.dep in ("amod", "conj")


_THEM = frozenset({"them", "whom", "these", "those", "which"})


def _opened(words: list[Token]) -> int:
    """How many words open the phrase: "of", "of the", "of its"."""
    at = 0
    if [w.lower for w in words[:1]] == ["of"] and len(words) > 2 and words[1].lower in _THEM:
        # "30 of them children"
        return 2
    if words and words[0].lower in ("of", "-"):
        at = 1
        while at < len(words) and _opens(words[at]):
            at += 1
    return at


def _opens(token: Token) -> bool:
    """ "Dozens of the", "dozens of “fighters”": articles, numbers and marks before what is counted."""
    return token.tag in _OPENERS or token.tag == "CD" or token.text in ('"', "“", "„", "«")


def _ends_phrase(head: Token, token: Token, previous: Token | None, number: Number) -> bool:
    """Whether the noun phrase is over before a token: "people | Human Rights Watch said"."""
    if (previous is not None and previous.text in ("-", "/")) or token.text == "-":
        return False
    if token.text == "/" and previous is not None and previous.end == token.start:
        # "F/A-18 jets"
        return False
    if token.tag == "CC":
        # "40 rocket and mortar shells": one thing cannot be forty.
        return not (head.tag == "NN" and (number.high or 2) > 1 and _plural_soon(token))
    if token.tag == "POS":
        return False
    if token.lower in _SMALL:
        # Headlines give their small words capitals, and then they look like names.
        return True
    if token.tag not in NOUNS and token.tag not in ("JJ", "VBN", "VBG"):
        return True
    if previous is not None and previous.tag == "CC":
        return False
    if previous is not None and previous.tag == "POS":
        return False
    plural = head.tag == "NNS" and head.lower.endswith(("s", "men", "people", "children"))
    if plural and (token.tag in ("NNP", "NNPS") or head.lower in _people()):
        return True
    if token.tag not in NOUNS:
        return not (token.head.i > token.i and token.head.tag in NOUNS and token.dep in ("amod", "compound"))
    return head.tag == "NNS" and head.dep != "compound" and not any(c.isdigit() for c in head.text)


_SMALL = listed("small words")


def _plural_soon(token: Token) -> bool:
    ahead = [t for t in token.sentence.tokens if token.i < t.i <= token.i + 3]
    plural = next((t for t in ahead if t.tag == "NNS"), None)
    return plural is not None and all(t.tag in NOUNS or t.tag == "JJ" for t in ahead if t.i <= plural.i)


@functools.cache
def _people() -> frozenset[str]:
    """Plurals that name people or harm, which no other noun follows in one phrase."""
    return frozenset(populations()[0]) | frozenset(events().nouns)


def _describes(token: Token, words: list[Token]) -> bool:
    """Whether a word stands before the noun it describes ("22 armed men") and not for a verb."""
    return (
        token.dep in ("amod", "advmod", "compound", "nmod")
        and token.head.i > token.i
        and token.head.tag in NOUNS | {"VBN", "JJ"}
        and token.head.i <= words[-1].i
    )


def _through_of(head: Token, words: list[Token]) -> Token:
    """ "52 units of equipment": the noun after "of" belongs to the phrase; so does "members of the guard"."""
    at = head.i - words[0].i
    last = head
    if head.lemma in _EMPTY_HEADS and at + 2 < len(words) and words[at + 1].lower == "of":
        for token in words[at + 2 :]:
            if token.tag not in NOUNS | {"DT", "JJ", "PRP$", "POS"}:
                break
            last = token if token.tag in NOUNS else last
    return last


def tally_of(seen: Seen) -> tuple[Token, Token | None] | None:
    """The word for a tally that a number without a noun is put at, and what the tally is of.

    For example "the death toll rose to 86" and "put the number of wounded at 120".
    """
    named = _tally_before(seen)
    if named is not None:
        return named, _complement(named)
    token = seen.outer
    for _ in range(5):
        if token.head is token:
            break
        token = token.head
        if not token.tag.startswith("VB"):
            if token.lower in TALLIES and token.i < seen.own[0].i:
                return token, _complement(token)
            continue
        for child in token.children:
            governed = child.i < seen.own[0].i and child.dep in ("nsubj", "nsubjpass", "dobj")
            if governed and (child.lower in TALLIES or _moves_as_tally(child, token, seen)):
                return child, _complement(child)
        if token.dep not in ("conj", "xcomp", "ccomp", "advcl", "ROOT"):
            break
    return None


def _moves_as_tally(subject: Token, verb: Token, seen: Seen) -> bool:
    """ "Arrests rose to 45 from 30": what rises to a bare number is counted by it, unless it is measured."""
    link = seen.before()
    plural = subject.tag == "NNS" and subject.dep == "nsubj" and subject.lower not in listed("measured")
    led = link is not None and link.lower in ("to", "from")
    return plural and led and seen.head is None and verb.lemma in quantities().moves


_PUTS_AT = listed("puts at")
_TALLY_REACH = 14


def _tally_before(seen: Seen) -> Token | None:
    """A tally earlier in the sentence that a number is put at, with no other number between."""
    link = seen.before()
    if link is None or link.lower not in _PUTS_AT:
        return None
    for token in reversed(seen.tokens[max(0, seen.first_at - _TALLY_REACH) : seen.first_at - 1]):
        if token.tag == "CD" or token.text in ".;":
            return None
        if token.lower in TALLIES:
            return token
    return None


def _complement(tally: Token) -> Token | None:
    """What a tally is of: "the number of wounded"; the toll of a flood counts no flood."""
    for child in tally.children:
        if child.lower in ("of", "for", "among") and child.i > tally.i:
            of = next((c for c in child.children if c.dep == "pobj"), None)
            return None if of is not None and tally.lower == "toll" and of.tag in _ONE else of
    return None


_ONE = ("NN", "NNP")


def noun_phrase(reading: Reading, head: Token, after: Token | None = None) -> str:
    """A noun with the words before it that narrow it, none of them before or at the token ``after``."""
    first = head
    for child in head.children:
        if (after is not None and child.i <= after.i) or any(c.tag == "CD" for c in child.children):
            continue
        if child.i < first.i and child.dep in ("amod", "compound", "nmod") and child.tag != "CD":
            first = child
    return reading.document.text[first.start : head.end]
