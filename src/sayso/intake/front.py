"""What stands glued to the front of a body paragraph: echoed headline, date, byline, credit, dateline."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from sayso.intake import relay
from sayso.intake.authors import author_names
from sayso.intake.dates import date_at
from sayso.intake.draft import Draft, Piece
from sayso.languages.en import furniture

_RESIDUE = re.compile(r"(?:\d{6,}|(?:IMG|DSC|DSCN|PIC|Screenshot)[_-]?\d{3,}(?:\.\w{3,4})?)(?=[A-Z“\"‘'])")
_LABEL = re.compile(
    r"(?P<updated>(?:last )?update[d]?(?: at| on)?)\s*[:\-–—]?\s*"
    r"|(?:posted(?: on)?|published(?: on| at)?|date of publication|publication date|date|on)\s*[:\-–—]?\s+",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"\s*\((?P<label>updated)\s*(?:\d{1,2}:?\d{2}\s*)?", re.IGNORECASE)
_BY = re.compile(r"[Bb]y\s+")
_NUMBERS = re.compile(r"(?:\s+(?:\d{1,6}|https?\S*)(?!\S))+")
_PHOTO = re.compile(
    r"[^()]{20,300}?\s*[(\[](?:[Ff]ile )?(?:[A-Z][\w/ ]{1,30} )?(?:[Pp]hoto|PHOTO|[Ii]mage)s?"
    r"(?::? [A-Z][\w/ ]{1,30})?[)\]]"
)
_ITEM_STARTS = re.compile(r"[A-Z0-9“\"‘'(\[-]|Get\b")
_SENTENCE = re.compile(r"[\"“‘']?[A-Z0-9][\w.’'-]* [a-z\d]")
"""A name in capitals after an agency's is its photographer's; a sentence soon goes on in small letters."""
# Names have an end: an endless run of letters would be gone through from each of them.
_CITY = (
    r"[A-Z][^\W\d_]{1,40}(?:[ ’'-](?:al-|el-|ez-|de |la )?[A-Z][^\W\d_]{1,40}){0,3}(?:/[A-Z][\w ]{1,40}?)?"
)
_DAY = r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8}\.?(?: \d{4})?))?"
_REGION = r"(?:, [A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,2}| \([A-Z][\w ]+\))?"
_NEXT = r"(?=[\"“‘'\[(]?[A-Z0-9])"

_FEWEST_ECHOED, _MOST_ECHOED = 3, 100
"""Titles of fewer words stand anywhere in a text by chance; what has more is none."""

_MOST_PIECES = 20
"""More stands before no body: what goes on so is the text itself."""


@dataclass(slots=True)
class _Front:
    """Where peeling stands in a block, and what it has found."""

    at: int
    end: int
    pieces: list[Piece]
    last: str = ""

    def take(self, text: str, end: int, kind: str) -> None:
        """Put the stretch up to ``end`` aside as ``kind`` and step over the blanks after it."""
        self.pieces.append((self.at, end, kind))
        self.last = kind
        self.at = end
        while self.at < self.end and text[self.at].isspace():
            self.at += 1


def peel(draft: Draft, index: int, title: str | None, *, first: bool = True) -> int:
    """Carve what stands before the body in a block; returns how many blocks it became.

    ``title`` is the headline, if known; ``first`` says that nothing of the body came before this block.
    """
    block = draft.blocks[index]
    front = _Front(block.start, block.end, [])
    steps = (_residue, _echo, _date, _byline, _credit, _dateline, _counters, _photo) if first else (_residue,)
    moved = True
    while moved and front.at < front.end and len(front.pieces) < _MOST_PIECES:
        moved = any(step(draft, front, title) for step in steps)
    if first:
        _inner_dateline(draft, front)
    if not front.pieces:
        return 1
    return draft.carve(index, front.pieces)


@functools.lru_cache(maxsize=64)
def echo_pattern(title: str) -> re.Pattern[str] | None:
    """A title as it may stand again in the text: the same words, whatever stands between them."""
    found = re.findall(r"\w+", title)
    if not _FEWEST_ECHOED <= len(found) <= _MOST_ECHOED:
        return None
    closing = r"(?!\w)[.!?\"”’')]*(?:\s*[-–—]{1,2}\s*(?=[A-Z]))?"
    return re.compile(r"[\"“‘'(]?" + r"\W{0,6}".join(map(re.escape, found)) + closing, re.IGNORECASE)


def _residue(draft: Draft, front: _Front, _: str | None) -> bool:
    match = _RESIDUE.match(draft.text, front.at, front.end)
    if match:
        front.take(draft.text, match.end(), "furniture")
    return bool(match)


def _echo(draft: Draft, front: _Front, title: str | None) -> bool:
    pattern = echo_pattern(title) if title else None
    match = pattern.match(draft.text, front.at, front.end) if pattern else None
    # A body whose first sentence goes on from the headline's words is no echo.
    if not match or not _ITEM_STARTS.match(draft.text[match.end() : front.end].lstrip() or "A"):
        return False
    front.take(draft.text, match.end(), "headline")
    return True


def _date(draft: Draft, front: _Front, _: str | None) -> bool:
    text = draft.text
    label = _LABEL.match(text, front.at, front.end)
    start = label.end() if label else front.at
    found = date_at(text, start, front.end)
    if not found:
        return False
    end, value = found
    rest = text[end : front.end].lstrip(" \t\xa0|,·•-–—")
    if rest and not _ITEM_STARTS.match(rest) and not _BY.match(rest):
        return False
    field = "updated" if label and label["updated"] else "published"
    draft.note(field, value, "date line", (start, end))
    again = _UPDATED.match(text, end, front.end)
    updated = date_at(text, again.end(), front.end) if again else None
    if again and updated and text[updated[0] : updated[0] + 1] == ")":
        draft.note("updated", updated[1], "date line", (again.end(), updated[0]))
        end = updated[0] + 1
    front.take(text, end, "date")
    return True


def _byline(draft: Draft, front: _Front, title: str | None) -> bool:
    """ "by Name Name" in front of the echoed headline, which alone shows where the name ends."""
    by = _BY.match(draft.text, front.at, front.end)
    pattern = echo_pattern(title) if title else None
    echo = pattern.search(draft.text, front.at, min(front.end, front.at + 400)) if by and pattern else None
    if not by or not echo or echo.start() - by.end() > 120:
        return False
    place = (by.end(), echo.start())
    names = author_names(draft.text[slice(*place)], draft.fields.get("outlet"))
    draft.note_authors(names, "byline", place)
    front.take(draft.text, echo.start(), "byline")
    return True


def _credit(draft: Draft, front: _Front, _: str | None) -> bool:
    shapes = relay.patterns()
    for rule in ("credit in brackets", "initials in brackets", "credit before the text"):
        match = shapes[rule].match(draft.text, front.at, front.end)
        if match:
            relay.add(draft, relay.names_in(match), rule)
            front.take(draft.text, match.end(), "credit")
            return True
    # A bare name of an agency is a credit only beside the headline or date.
    match = shapes["bare credit"].match(draft.text, front.at, front.end)
    if match and front.last in ("headline", "date", "dateline"):
        rest = draft.text[match.end() : front.end].lstrip()
        if _SENTENCE.match(rest) or date_at(rest, 0) or furniture.load().counters.match(rest):
            relay.add(draft, relay.names_in(match), "credit beside headline or date")
            front.take(draft.text, match.end(), "credit")
            return True
    return False


@functools.cache
def _datelines() -> tuple[re.Pattern[str], ...]:
    agency = furniture.agency_pattern()
    return tuple(
        re.compile(form)
        for form in (
            # Springfield, May 4 (AFP) — …
            rf"(?P<city>{_CITY}){_REGION}{_DAY}{_REGION}\s*[-–—]?\s*\((?P<names>{agency}|{relay.INITIALS})\)"
            rf"\s*[-–—:]*\s*{_NEXT}",
            # Springfield AFP- …
            rf"(?P<city>{_CITY})[,:]? (?P<names>{agency})\s*[-–—:]+\s*{_NEXT}",
            # SPRINGFIELD, Freedonia, May 4 — …
            rf"(?P<city>[A-Z]{{3}}[A-Z ’'.-]{{0,80}}){_REGION}{_DAY}{_REGION}\s*(?:[-–—]{{1,2}}|:)\s*{_NEXT}",
            # Springfield, May 4 — …
            rf"(?P<city>{_CITY}){_REGION},? (?:[A-Z][a-z]{{2,8}}\.? \d{{1,2}}|\d{{1,2}} [A-Z][a-z]{{2,8}}\.?)"
            rf"(?:,? \d{{4}})?\s*[-–—:]{{1,2}}\s*{_NEXT}",
            # Springfield- …
            rf"(?P<city>{_CITY})[-–—]\s+{_NEXT}",
        )
    )


@functools.cache
def _bare_city() -> re.Pattern[str]:
    starts = "|".join(sorted(furniture.load().sentence_starts))
    return re.compile(rf"(?P<city>[A-Z]{{5,}}(?: [A-Z]{{3,}})?) (?=(?:{starts})\s)")


def _dateline(draft: Draft, front: _Front, _: str | None) -> bool:
    if front.last == "dateline":
        return False
    for pattern in _datelines():
        match = pattern.match(draft.text, front.at, front.end)
        if match and match["city"].split()[0].lower() not in furniture.load().no_cities:
            if "names" in pattern.groupindex:
                relay.add(draft, relay.names_in(match), "dateline")
            front.take(draft.text, match.end(), "dateline")
            return True
    match = _bare_city().match(draft.text, front.at, front.end)
    if match and front.last in ("headline", "date"):
        front.take(draft.text, match.end("city"), "dateline")
        return True
    return _city_before_credit(draft, front)


def _city_before_credit(draft: Draft, front: _Front) -> bool:
    """ "Springfield AFP Saturday 7 Oct" after the headline: a place only because credit and date follow."""
    if front.last != "headline":
        return False
    match = re.compile(rf"(?P<city>{_CITY}) (?P<names>{furniture.agency_pattern()}) ").match(
        draft.text, front.at, front.end
    )
    if not match or not date_at(draft.text, match.end(), front.end):
        return False
    front.take(draft.text, match.end("city"), "dateline")
    return True


def _photo(draft: Draft, front: _Front, _: str | None) -> bool:
    """A caption that its picture's credit closes: "A view of the port. (Agency Photo)"."""
    if front.last == "caption":
        return False
    match = _PHOTO.match(draft.text, front.at, front.end)
    if not match or not _ITEM_STARTS.match(draft.text[match.end() : front.end].lstrip() or "-"):
        return False
    front.take(draft.text, match.end(), "caption")
    return True


@functools.cache
def _counter() -> re.Pattern[str]:
    """One phrase of buttons and counters, with the numbers and addresses behind it."""
    return re.compile(rf"\s*{furniture.load().counters.pattern}(?:{_NUMBERS.pattern})?", re.IGNORECASE)


def _counters(draft: Draft, front: _Front, title: str | None) -> bool:
    """Leftovers of buttons after a date; with the headline once more behind them, all up to it."""
    if front.last not in ("date", "credit", "headline", "furniture", "caption"):
        return False
    end, count = front.at, 0
    while match := _counter().match(draft.text, end, front.end):
        end, count = match.end(), count + 1 + (" " in match[0])
    # One such word alone may be the first of the body: "Facebook removed …".
    if count < 2:
        return False
    pattern = echo_pattern(title) if title else None
    again = pattern.search(draft.text, end, min(front.end, end + 600)) if pattern else None
    end = again.start() if again else end
    if not _ITEM_STARTS.match(draft.text[end : front.end].lstrip()):
        return False
    front.take(draft.text, end, "furniture")
    return True


@functools.cache
def _strong_dateline() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\S)[A-Z]{{3}}[A-Z ’'-]{{0,80}}{_REGION}{_DAY}{_REGION}"
        rf" \((?P<names>{furniture.agency_pattern()})\)\s*[-–—]*(?=\s+[\"“‘']?[A-Z0-9])"
    )


def _inner_dateline(draft: Draft, front: _Front) -> None:
    """ "SPRINGFIELD (AFP)" a little into the text, where a lead was put before the agency's first line."""
    if any(kind in ("dateline", "credit") for _, _, kind in front.pieces):
        return
    match = _strong_dateline().search(draft.text, front.at, min(front.end, front.at + 1500))
    if match:
        relay.add(draft, relay.names_in(match), "dateline")
        front.pieces.append((match.start(), match.end(), "dateline"))
