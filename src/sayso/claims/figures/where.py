"""Where a figure or a claim says that something happened, as its own clause tells."""

from __future__ import annotations

from sayso.languages.en.quantities import listed
from sayso.model import Place, make_id
from sayso.reading.lemmas import is_common
from sayso.reading.text import Reading, Token

_AT_ONCE = 3
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_TELLS_WHERE = frozenset(
    {"in", "at", "near", "on", "outside", "around", "across", "from", "of", "into", "over"}
)


def _places(reading: Reading, start: int, end: int) -> list[tuple[Token, Token]]:
    """The place names in a stretch, as first and last token: names of places after "in", "at", "near"."""
    found: list[tuple[Token, Token]] = []
    tokens = reading.tokens_in(start, end)
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.tag != "NNP" and token.ent not in _PLACES:
            at += 1
            continue
        before = tokens[at - 1].lower if at else ""
        led = before in _TELLS_WHERE or (before == "the" and at > 1 and tokens[at - 2].lower in _TELLS_WHERE)
        following = tokens[at + 1].text if at + 1 < len(tokens) else ""
        proper = led and token.tag == "NNP" and _may_be_place(token)
        # "US-led" is no place where anything happened.
        named = (token.ent in _PLACES or proper) and following != "-"
        if not named or not (led or token.ent in _PLACES):
            at += 1
            continue
        last = at
        while (
            last + 1 < len(tokens)
            and tokens[last + 1].tag in ("NNP", "NNPS", "HYPH")
            and tokens[last + 1].ent in (token.ent, "", *_PLACES)
        ):
            last += 1
        while last > at and tokens[last].tag == "HYPH":
            last -= 1
        titled = last + 1 < len(tokens) and tokens[last + 1].lower in listed("named like places")
        if led and not titled:
            found.append((token, tokens[last]))
        at = last + 1
    return found


def _may_be_place(token: Token) -> bool:
    """Whether a proper noun that is not known as a place can be one: "in Zarvia", not "in Car Blast"."""
    return token.ent not in ("DATE", "TIME", "PERSON", "NORP") and not is_common(token.lower)


def place_within(reading: Reading, start: int, end: int) -> Place | None:
    """The place that a stretch names first."""
    found = _places(reading, start, end)
    return _place(reading, found[0]) if found else None


def place_near(reading: Reading, token: Token, bounds: tuple[int, int]) -> Place | None:
    """The place named nearest to a token within bounds."""
    found = _places(reading, *bounds)
    # "67 in Brenn": what follows at once goes before what is near.
    nearest = min(
        found,
        key=lambda p: (not 0 < p[0].i - token.i <= _AT_ONCE, abs(p[0].i - token.i), p[0].i),
        default=None,
    )
    return _place(reading, nearest) if nearest is not None else None


def _place(reading: Reading, tokens: tuple[Token, Token]) -> Place:
    text = reading.document.text[tokens[0].start : tokens[1].end]
    return Place(text, tokens[0].start, tokens[1].end, make_id("entity", "place", text.lower()))
