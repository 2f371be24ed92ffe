"""RSS and Atom: the entries of a feed that hold a whole article, and the others as what they are.

Read with lxml, which is here anyway: entries are few elements of a few namespaces, and feedparser rewrites
the markup of what it reads.
"""

from __future__ import annotations

import html
import html.entities
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from lxml import etree

from sayso.errors import InputError, where_is
from sayso.intake.containers.members import Entry, Unread
from sayso.intake.decode import decode
from sayso.intake.lines import word_count

_ATOM = "{http://www.w3.org/2005/Atom}"
_ATOM_03 = "{http://purl.org/atom/ns#}"
_RSS_1 = "{http://purl.org/rss/1.0/}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_FULL = "{http://purl.org/rss/1.0/modules/content/}encoded"
_NAME_SPACES = ("", _RSS_1, _ATOM, _ATOM_03)


def _own(*names: str) -> tuple[str, ...]:
    return tuple(space + name for name in names for space in _NAME_SPACES)


_ENTRIES = frozenset(_own("item", "entry"))
_TAGS: dict[str, tuple[str, ...]] = {
    "title": (*_own("title"), f"{_DC}title"),
    "published": (
        *_own("published", "pubDate", "issued"),
        f"{_DC}date",
        f"{_TERMS}issued",
        f"{_TERMS}created",
    ),
    "updated": (*_own("updated", "modified"), f"{_TERMS}modified"),
    "language": (*_own("language"), f"{_DC}language"),
}
"""The elements of an entry that give a field, the best first."""

_WHOLE = (_FULL, f"{_ATOM}content", f"{_ATOM_03}content")
_BEGINNING = (*_own("description", "summary"),)
_AUTHORS = (f"{_DC}creator", *_own("author"))

_TEASER = re.compile(
    r"(?:…|\.\.\.|\[\s*(?:…|\.{3})\s*\])\W*\Z"
    r"|(?:continue reading|read more|read the (?:full|whole|rest)|full story)\b[^.!?\n]{0,120}\W*\Z",
    re.IGNORECASE,
)
_APPEARED = re.compile(r"The post .{1,300}? appeared first on .{1,200}\Z", re.DOTALL)
_END_CHARS = 600
"""How much of an entry's end may say that it breaks off or where it first appeared."""
_TAG = re.compile(r"<[^<>]*>")
_ENTITY = re.compile(r"&([A-Za-z]\w{1,30});")
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_PARTED = re.compile(r"\s[-–—|:»]\s")
_HEAD = 200
"""A feed's own elements are looked for among so many."""
_WORDS_OF_AN_ARTICLE = 120
"""A summary of so many words that does not break off is the article."""


def read_feed(data: bytes, path: str) -> Iterator[Entry | Unread]:
    """The entries of a feed, numbered from 1: those with a whole text as records, the others as unread."""
    root, broken = _parsed(decode(data, path, markup=True).text, path)
    channel = next((e for e in root if e.tag in _own("channel")), root)
    # What a feed says of itself stands before its entries, of which there may be millions.
    head = list(itertools.islice(channel, _HEAD))
    shared = {"outlet": _outlet(head, channel.text), "language": _first(head, _TAGS["language"])}
    number = 0
    for number, entry in enumerate((e for e in root.iter() if e.tag in _ENTRIES), 1):
        yield _entry(entry, number, shared, path)
    if broken:
        yield Unread(None, InputError("malformed", f"{path} is broken {broken}"))
    elif not number:
        raise InputError(
            "empty", f"{path} is a feed without entries: usually a failed download; get it again."
        )


def _parsed(text: str, path: str) -> tuple[Any, str | None]:
    """The root, and where the feed is broken so that what follows may be lost."""
    text = _ENTITY.sub(_numbered, text)
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        root = etree.fromstring(text.strip().encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise InputError("malformed", f"{path} cannot be read as a feed: usually cut off; get it again.")
    fatal = next((e for e in parser.error_log if e.level_name == "FATAL"), None)
    where = f"at line {fatal.line} ({fatal.message[:80].strip()})" if fatal else None
    return root, where and f"{where}, and entries may be missing: usually a download cut off; get it again."


def _numbered(match: re.Match[str]) -> str:
    """An entity of HTML by its number, for XML knows none of them by name."""
    code = None if match[1] in _OF_XML else html.entities.name2codepoint.get(match[1])
    return f"&#{code};" if code else match[0]


def _entry(entry: Any, number: int, shared: dict[str, str | None], path: str) -> Entry | Unread:
    fields: dict[str, Any] = {name: _first(entry, tags) for name, tags in _TAGS.items()}
    fields["title"] = " ".join(html.unescape(_TAG.sub(" ", fields["title"] or "")).split())
    fields["url"] = _address(entry)
    fields["authors"] = _authors(entry)
    source = next((e for e in entry if e.tag in _own("source")), None)
    fields["outlet"] = (source is not None and _outlet(source, source.text)) or shared["outlet"]
    fields["language"] = fields["language"] or shared["language"]
    text = _text(entry)
    if text is None:
        title = f" of “{fields['title'][:120]}”" if fields["title"] else ""
        address = f" ({fields['url']})" if fields["url"] else ""
        what = (
            f"{where_is(path, number)} holds at most the beginning{title}{address}:"
            " usually because the feed gives no more; save the article itself as .html."
        )
        return Unread(number, InputError("incomplete", what))
    raw = etree.tostring(entry, encoding="utf-8", with_tail=False)
    return Entry(number, {**fields, "text": text}, raw)


def _text(entry: Any) -> str | None:
    """The whole text of an entry as HTML or plain; None where there is no more than a beginning."""
    for tags, fewest in ((_WHOLE, 1), (_BEGINNING, _WORDS_OF_AN_ARTICLE)):
        for element in (e for tag in tags for e in entry if e.tag == tag):
            written = _inside(element)
            plain = html.unescape(_TAG.sub(" ", written)).strip()
            end = _APPEARED.sub("", plain[-_END_CHARS:]).rstrip()
            # Only the end is searched: a long run of spaces would be gone through from each of its places.
            words = word_count(plain[:-_END_CHARS]) + word_count(end)
            if words >= fewest and not _TEASER.search(end):
                return f"<div>{written}</div><br>" if _TAG.search(written) else html.unescape(written)
    return None


def _inside(element: Any) -> str:
    """What an element holds: its text, or its elements as markup."""
    if not len(element):
        return element.text or ""
    inner = "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)
    return (element.text or "") + inner


def _first(parent: Iterable[Any], tags: Sequence[str]) -> str | None:
    for tag in tags:
        for element in parent:
            if element.tag == tag and (written := "".join(element.itertext()).strip()):
                return written
    return None


def _outlet(channel: Iterable[Any], text: str | None) -> str | None:
    """The name of a feed or source, where it is one name and not also that of a section."""
    name = " ".join((_first(channel, _own("title")) or text or "").split())
    return html.unescape(name) if name and not _PARTED.search(name) else None


def _address(entry: Any) -> str | None:
    links = [e for e in entry if e.tag in _own("link")]
    given = [e.get("href") or e.text for e in links if e.get("rel", "alternate") == "alternate"]
    given += [e.text for e in entry if e.tag in _own("guid", "id")]
    addresses = [(a or "").strip() for a in given]
    return next((a for a in addresses if a.startswith(("http://", "https://"))), None)


def _authors(entry: Any) -> list[str]:
    """The authors' names; RSS gives an address with the name in brackets: a@teral.example (Mira Tolan)."""
    found: list[str] = []
    for element in (e for tag in _AUTHORS for e in entry if e.tag == tag):
        name = _first(element, _own("name")) or (element.text or "").strip()
        bracketed = re.fullmatch(r"\S+@\S+\s*\(([^()]+)\)", name)
        name = bracketed[1] if bracketed else name
        if name and "@" not in name:
            found.append(name)
    return list(dict.fromkeys(found))
