"""Whose report a document carries: agencies and outlets named where credits stand, and nowhere else."""

from __future__ import annotations

import functools
import re

from sayso.intake.draft import Draft
from sayso.languages.en import furniture
from sayso.languages.en.furniture import agency_name, agency_pattern, plain
from sayso.model import Relay

# A name begins where a run of its characters does, and a word of it has an end: else an endless run would be
# gone through from each letter or hyphen in it.
_PART = (
    r"(?<![\w’'&-])[A-ZÀ-ÖØ-Þ](?:[\w’'&-]|\.(?=\w)){0,40}"
    r"(?:(?:(?<=\b[A-Z][a-z])|(?<=\.[A-Z]))\.)?"
)
NAME = rf"(?:The |the )?{_PART}(?: (?:(?:of|the|and|de|du|la|al|el|for) ){{0,2}}{_PART}){{0,5}}"
"""A name in running text: capitalised words, with little words between them."""

INITIALS = r"[A-Z]{3,5}"
"""What an agency goes by, where the place of a credit shows that it is one."""

_MOST_CREDITS = 100
"""A text that names more credits nobody: it is a list."""

_SPLIT = re.compile(r"\s*(?:,|/|&|\band\b|\bwith\b)\s*")


@functools.cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The shapes of credits, by rule; ``names`` is the group with who is credited."""
    agency = agency_pattern()
    agencies = rf"{agency}(?:\s*(?:,|/|and|&)\s*{agency})*"
    return {
        "credit in brackets": re.compile(rf"[(\[](?P<names>{agencies})[)\]](?=\s|[-–—:]|\Z)\s*[-–—:]*"),
        # An article that begins with initials in brackets is signed by them, known agency or not.
        "initials in brackets": re.compile(rf"\((?P<names>{INITIALS})\)\s+(?=[\"“‘'A-Z\[])"),
        "credit before the text": re.compile(rf"(?P<names>{agency})\s*(?:[-–—]+|:)\s*(?=[\"“‘'A-Z0-9])"),
        "bare credit": re.compile(rf"(?P<names>{agency})(?=\s)"),
        "reports": re.compile(rf"[\s\xa0]*(?P<names>{NAME}) (?:reports|reported|writes|wrote)\s*[:…]\s*\Z"),
        "source line": re.compile(
            r"\W*(?:(?:Sources?|SOURCE|Via)\s*(?=:)|(?:Originally|First) published (?:by|at|in|on)"
            r"|Originally appeared (?:at|in|on)|(?:This|The) (?:article|story|post|piece|report)"
            r" (?:was )?(?:originally|first) (?:appeared|published|posted|ran) (?:by|at|in|on)"
            r"|Republished (?:from|with permission from)|Reposted from|Reprinted from)"
            rf"\s*:?\s+(?P<names>(?>{NAME})(?:(?:\s*,\s*|\s+and\s+)(?>{NAME}))*+)[\s.)\]]*\Z"
        ),
        "credit at the end": re.compile(
            rf"(?:(?<=[.!?\"”’)])|\s)[\s\xa0]*(?:[-–—]{{1,3}}\s*(?P<names>{agencies})"
            rf"|[(\[](?:[Ww]ith |By |Sources?:? )?(?P<bracketed>{agencies})"
            r"(?:\s*(?:,|and)\s*agencies)?[)\]])[\s.]*\Z"
        ),
        "closing words": re.compile(rf"(?P<names>{agency}) (?:reported|reports)\.?\s*\Z"),
        "source at the end": re.compile(
            rf"(?<=[.!?\"”’)])\s+[(\[]?Sources?\s*:\s*(?P<names>{NAME})[)\]]?[\s.]*\Z"
        ),
    }


def names_in(match: re.Match[str], group: str = "names") -> tuple[tuple[str, int, int], ...]:
    """The names of a credit, each with its place; words such as "agencies" name nobody."""
    if match[group] is None:
        return ()
    start, found = match.start(group), []
    known = re.compile(agency_pattern())
    whole = match[group]
    if known.fullmatch(whole):
        return ((whole, start, match.end(group)),)
    at = 0
    for separator in [*_SPLIT.finditer(whole), None]:
        stop = separator.start() if separator else len(whole)
        name = whole[at:stop]
        if name.strip() and not set(plain(name).split()) <= furniture.load().vague_credits:
            found.append((name, start + at, start + stop))
        at = separator.end() if separator else stop
    return tuple(found)


def add(draft: Draft, names: tuple[tuple[str, int, int], ...], rule: str) -> None:
    """Put credited names into the draft's relay; one that is there already is not put twice."""
    for name, start, end in names:
        if len(draft.relay) < _MOST_CREDITS and all(not same(name, relay.name) for relay in draft.relay):
            draft.relay.append(Relay(name, "declared", start, end, rule))


def settle(draft: Draft) -> None:
    """Order the relay as it stands in the text and drop the outlet itself: nobody relays themselves."""
    outlet = draft.fields.get("outlet")
    draft.relay = sorted(
        (r for r in draft.relay if not (outlet and _is_outlet(r.name, outlet))),
        key=lambda r: r.start if r.start is not None else -1,
    )


def same(left: str, right: str) -> bool:
    """Whether two names are one agency's or spelled alike but for case, spaces and "the"."""
    return squeeze(agency_name(left)) == squeeze(agency_name(right))


def squeeze(name: str) -> str:
    """A name's letters and digits alone, without a leading "the"."""
    return re.sub(r"[\W_]+", "", re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE)).lower()


def _is_outlet(name: str, outlet: str) -> bool:
    small, big = sorted((squeeze(agency_name(name)), squeeze(agency_name(outlet))), key=len)
    return bool(small) and (small == big or (len(small) >= 4 and small in big))
