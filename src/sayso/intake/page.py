"""A web page as a list of blocks: its visible text in order, each block with where it stood in the tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from sayso.errors import InputError
from sayso.intake.draft import Piece
from sayso.intake.hiding import hidden_names, hides
from sayso.languages.en.markup import ASIDES, hints

_SILENT = frozenset(
    {
        "script",
        "style",
        "template",
        "head",
        "svg",
        "math",
        "iframe",
        "object",
        "canvas",
        "audio",
        "video",
        "map",
    }
)
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
    }
    | {"img", "input", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span"}
    | {"strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "br", "picture", "source"}
)
_PICTURES = frozenset({"img", "picture", "video", "iframe", "audio", "object"})
_SLANTED = frozenset({"em", "i", "cite"})
_BOLD = frozenset({"strong", "b"})
REGIONS = frozenset({"nav", "aside", "footer", "form", "dialog", "noscript", "select", "button", "menu"})
_MARKED = frozenset(
    {
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "blockquote",
        "figcaption",
        "td",
        "th",
        "dt",
        "dd",
        "address",
        "time",
        "caption",
    }
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TOLD = REGIONS | _MARKED | {"article", "main", "header", "figure", "table"}
_WRAPPER = re.compile(
    r"</?(?!(?:html|head|body|title|meta|link|script|style|template|time|p|h[1-6]|li|a|br)\b)[a-z][^<>]*>",
    re.IGNORECASE,
)
_MACHINES = re.compile(r"(?:19|20)\d{2}-\d{2}-\d{2}(?:[T ]|\Z)")
_SPACE = re.compile(r"[ \t\r\n\f\v\u200b\ufeff]+")


_FARTHEST = 64
"""So many elements around a block are looked at."""


@dataclass(slots=True)
class Element:
    """A block element of the page's tree, or one that hides what it holds, as far as blocks ask for it.

    ``tags`` and ``hints`` are its own and those of all elements around it, ``named`` the hints of its own
    names; ``aside`` says that it is a menu, form, aside or the like by tag or name, ``hides`` that it is not
    shown. Elements are numbered in the order of the page; those with one ``path`` have the same tags and
    class names, and so have all elements around them.
    """

    number: int
    parent: Element | None
    tag: str
    line: int
    tags: frozenset[str] = frozenset()
    hints: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    aside: bool = False
    hides: bool = False
    path: int = 0

    def around(self) -> Iterator[Element]:
        """This element and those around it, the nearest first; of very deep nesting the nearest part."""
        element: Element | None = self
        for _ in range(_FARTHEST):
            if element is None:
                return
            yield element
            element = element.parent


@dataclass(slots=True)
class PageBlock:
    """A block of visible text: its place in the page's text, the element it is in, how much of it is links.

    ``pictured`` and ``ruled`` say that a picture or film, or a ruled line, stands between it and the block
    before it; ``slanted`` and ``bold`` how many of its characters are set so; ``href`` where its first link
    leads.
    """

    start: int
    end: int
    element: Element
    linked: int = 0
    pictured: bool = False
    href: str | None = None
    ruled: bool = False
    slanted: int = 0
    bold: int = 0


@dataclass(slots=True)
class Page:
    """The visible text of a page, its blocks parted by blank lines, and its links (start, end, address).

    ``pictures`` holds for each picture or film the element it stands in, ``moments`` the days that elements
    give for machines: where in the text, the element's class names, the value as written.
    """

    root: Any
    text: str = ""
    blocks: list[PageBlock] = field(default_factory=list)
    links: list[Piece] = field(default_factory=list)
    pictures: list[Element] = field(default_factory=list)
    moments: list[tuple[int, str, str]] = field(default_factory=list)


def read_page(markup: str, where: str) -> Page:
    """The page of an HTML text; ``InputError`` (malformed, empty) where it holds no visible text.

    Nothing is walked recursively, so that any depth of nesting is read.
    """
    root, too_deep = _parse(markup, where)
    if too_deep:
        # The parser drops all that is nested deeper than it goes; without its wrappers the text stays.
        root, _ = _parse(_WRAPPER.sub("<br><br>", markup), where)
    if root is None:
        raise InputError(
            "malformed",
            f"{where} holds no HTML element: usually a cut-off download; get it again.",
        )
    page = _Walk(root).page()
    if not page.text:
        raise InputError(
            "empty",
            f"{where} is a page without visible text: usually one that scripts fill in;"
            " save it from the browser after it has loaded.",
        )
    return page


def _parse(markup: str, where: str) -> tuple[Any, bool]:
    """The root of the tree, and whether the page is nested deeper than the parser goes."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(markup.encode("utf-8", "surrogatepass"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(
            "malformed",
            f"{where} cannot be read as HTML ({error}): usually a cut-off download; get it again.",
        ) from error
    return root, any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


_OUTSIDE = Element(0, None, "body", 0)


Run = tuple[str, str | None, bool, bool]
"""A run of text: its characters, where its link leads, and whether it is slanted and bold."""

_BREAK: Run = ("\n", None, False, False)


class _Walk:
    """One pass over the tree that gathers blocks as it meets block elements."""

    def __init__(self, root: Any) -> None:
        self._page = Page(root)
        self._hidden = hidden_names(style.text or "" for style in root.iter("style"))
        self._out: list[str] = []
        self._length = 0
        self._pending: list[Run] = []
        self._slanted = 0
        self._bold = 0
        self._ruled = False
        self._stack: list[tuple[bool, Element]] = []
        self._link: list[str] = []
        self._silent = 0
        self._preformatted = 0
        self._number = 0
        self._pictured = False
        self._paths: dict[tuple[int, str, str | None], int] = {}

    def page(self) -> Page:
        """The page, walked from its root."""
        for event, element in etree.iterwalk(self._page.root, events=("start", "end")):
            if not isinstance(element.tag, str):
                continue
            if event == "start":
                self._enter(element)
            else:
                self._leave(element)
        self._flush()
        self._page.text = "".join(self._out)
        return self._page

    def _enter(self, element: Any) -> None:
        tag = element.tag
        if tag in _PICTURES and self._stack and not self._silent:
            self._page.pictures.append(self._stack[-1][1])
            self._pictured = True
        if self._silent or tag in _SILENT:
            self._silent += 1
            return
        moment = _moment(element)
        if moment:
            self._page.moments.append((self._length, element.get("class") or "", moment))
        self._slanted += tag in _SLANTED
        self._bold += tag in _BOLD
        self._ruled = self._ruled or tag == "hr"
        if tag == "br":
            self._pending.append(_BREAK)
        hiding = hides(element, self._hidden, inline=tag in _INLINE)
        parts = hiding or tag not in _INLINE
        if parts:
            self._flush()
        if tag == "a" and element.get("href"):
            self._link.append(element.get("href"))
        self._stack.append((parts, self._element(element, hiding)))
        self._preformatted += tag in ("pre", "textarea")
        self._say(element.text)

    def _leave(self, element: Any) -> None:
        tag = element.tag
        if self._silent:
            self._silent -= 1
        else:
            if self._stack[-1][0]:
                self._flush()
            if tag == "a" and element.get("href") and self._link:
                self._link.pop()
            self._preformatted -= tag in ("pre", "textarea")
            self._slanted -= tag in _SLANTED
            self._bold -= tag in _BOLD
            self._stack.pop()
        if not self._silent:
            self._say(element.tail)

    def _element(self, element: Any, hiding: bool) -> Element:
        above = self._stack[-1][1] if self._stack else _OUTSIDE
        tag = element.tag
        if tag in _INLINE and tag != "time" and not hiding:
            return above
        named = _hints(element)
        self._number += 1
        return Element(
            self._number,
            above,
            above.tag if tag in _INLINE else tag,
            above.line if tag in _INLINE else element.sourceline or 0,
            above.tags | {tag} if tag in _TOLD else above.tags,
            above.hints | named if named else above.hints,
            named,
            tag in REGIONS or not named.isdisjoint(ASIDES),
            hiding,
            self._paths.setdefault((above.path, tag, element.get("class")), len(self._paths) + 1),
        )

    def _say(self, text: str | None) -> None:
        # Blanks before anything is said begin no block.
        if text and self._stack and (self._pending or not text.isspace()):
            link = self._link[-1] if self._link else None
            self._pending.append((text, link, self._slanted > 0, self._bold > 0))

    def _flush(self) -> None:
        """Make blocks of the text gathered since the last one; two line breaks in a row part blocks."""
        if not self._pending:
            return
        pending, self._pending = self._pending, []
        while pending and pending[-1] is not _BREAK and pending[-1][0].isspace():
            pending.pop()
        if not any(run[0].strip() for run in pending):
            return
        part: list[Run] = []
        breaks = 0
        for run in pending:
            if run is _BREAK:
                breaks += 1
                if breaks == 2:
                    self._block(part)
                    part = []
            elif run[0].strip():
                breaks = 0
            part.append(run)
        self._block(part)

    def _block(self, part: list[Run]) -> None:
        """One block: its runs with blanks run together, its links noted."""
        if len(part) == 1 and part[0][1] is None and not self._preformatted:
            said = _SPACE.sub(" ", part[0][0]).strip()
            length = len(said)
            if said:
                self._put(said, [], 0, (length * part[0][2], length * part[0][3]))
            return
        said, links, linked, slanted, bold = "", list[Piece](), 0, 0, 0
        for run in part:
            text, href, is_slanted, is_bold = run
            clean = text if self._preformatted or run is _BREAK else _SPACE.sub(" ", text)
            if not said or said[-1].isspace():
                clean = clean.lstrip(" ")
            if clean.startswith("\n"):
                said = said.rstrip(" ")
                clean = clean if said else clean.lstrip("\n")
            length = len(clean.strip())
            if href and length:
                links.append((len(said), len(said) + len(clean.rstrip()), href))
                linked += length
            slanted += length * is_slanted
            bold += length * is_bold
            said += clean
        said = said.rstrip()
        lead = len(said) - len(said.lstrip())
        if not said.strip():
            return
        moved = [(max(0, s - lead), min(e - lead, len(said) - lead), h) for s, e, h in links]
        self._put(said.strip(), moved, linked, (slanted, bold))

    def _put(self, said: str, links: list[Piece], linked: int, set_so: tuple[int, int]) -> None:
        if self._out:
            self._out.append("\n\n")
            self._length += 2
        start = self._length
        self._out.append(said)
        self._length += len(said)
        element = self._stack[-1][1] if self._stack else _OUTSIDE
        href = links[0][2] if links else None
        self._page.blocks.append(
            PageBlock(start, self._length, element, linked, self._pictured, href, self._ruled, *set_so)
        )
        self._pictured = self._ruled = False
        self._page.links.extend((start + s, start + e, h) for s, e, h in links if s < e)


def _moment(element: Any) -> str | None:
    """The moment that an element gives for machines: a time's own, or as blogs do, a title that is a date."""
    given: str | None = element.get("datetime") if element.tag == "time" else None
    if element.tag in ("abbr", "span"):
        titled = element.get("title") or ""
        given = titled if _MACHINES.match(titled) else None
    return given


def _hints(element: Any) -> frozenset[str]:
    """What an element's names hint at.

    Those of the whole page's element say nothing of its parts, and a heading's id is made of its words.
    """
    if element.tag in ("html", "body"):
        return frozenset()
    given, named = element.get("class"), element.get("id")
    if named and element.tag not in HEADINGS:
        given = f"{given} {named}" if given else named
    found = hints(given) if given and len(given) < 400 else frozenset[str]()
    prop = element.get("itemprop")
    return found | {"body"} if prop and prop.lower() == "articlebody" else found
