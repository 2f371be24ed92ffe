"""What a web page's markup says of its article: title, outlet, authors, dates, address, language."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sayso.intake.dates import read_date

_ARTICLE_TYPES = frozenset(
    {
        "article",
        "newsarticle",
        "reportagenewsarticle",
        "blogposting",
        "analysisnewsarticle",
        "opinionnewsarticle",
    }
    | {
        "liveblogposting",
        "backgroundnewsarticle",
        "reviewnewsarticle",
        "socialmediaposting",
        "report",
    }
)
_DATED_TYPE = re.compile(r"\w*article|discussionforumposting|(?:\w*web|item|faq|qa)?page", re.IGNORECASE)
"""Types of schema.org whose dates are the page's: kinds of article that stand beside another, and of page."""

_PUBLISHED_NAME = re.compile(
    r"(?:\w+[:.-])*?(?:article|first|content|date|orig\w*)?[_.-]?publi(?:sh(?:ed)?|cation)[_-]?(?:date|time|at|on)?"
    r"|(?:\w+[:.-])*?(?:date|time)[_.-]?(?:publish(?:ed)?|release)|citation_(?:publication_|online_)?date",
    re.IGNORECASE,
)
"""Names of meta tags that give the day of publication beside those that many sites share."""

_META: dict[str, tuple[str, ...]] = {
    "title": ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title"),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "parsely-site", "publisher", "cre"),
    "published": (
        "article:published_time", "og:article:published_time", "datepublished", "dc.date.issued", "dc.date",
        "dcterms.created", "dcterms.date", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate",
        "publish-date", "publish_date", "publication_date", "date", "article.published",
        "cxenseparse:recs:publishtime",
        "analyticsattributes.articledate", "displaydate", "og:published_time", "article:published", "ptime",
    ),
    "updated": (
        "article:modified_time", "og:updated_time", "datemodified", "dc.date.modified", "lastmod",
        "last-modified", "dcterms.modified",
    ),
    "authors": (
        "author", "article:author_name", "dc.creator", "parsely-author", "sailthru.author", "byl",
        "article:author", "citation_author", "dcsext.author", "article_author", "authors",
    ),
    "url": ("og:url", "twitter:url"),
}  # fmt: skip
_NESTED = ("@graph", "mainEntity", "mainEntityOfPage", "author")
_MOST_OBJECTS = 500
_DEEPEST_NAME = 5
_DATES = {"datepublished": "published", "datemodified": "updated"}
_MOST_NAMES, _DEEPEST_SCOPE, _LONGEST_NAME = 20, 64, 80
_CDATA = re.compile(r"(?<![/*\s])[/*\s]*+(?:<!\[CDATA\[|\]\]>)[/*\s]*|<!--|-->")
_LAST_COMMA = re.compile(r",\s*([}\]])")
_DATE_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d{2})[/-](0?[1-9]|1[0-2]|[a-z]{3,9})[/-](0?[1-9]|[12]\d|3[01])(?=[/-]|\Z)", re.IGNORECASE
)
_DATE_IN_DATA = re.compile(
    r"(?:\"|&quot;|&#34;)(?:datePublished|(?:article|first|original|originally)?_?(?:publish(?:ed)?|publication)"
    r"_?(?:date|time|at|online)|date_?published|posted_?at)\\?(?:\"|&quot;|&#34;):\s?\\?(?:\"|&quot;|&#34;)(\d{4}-\d{2}-\d{2})",
    re.IGNORECASE,
)
"""A day of publication as the data of scripts and attributes hold it, quoted once or twice."""


@dataclass(slots=True)
class Metadata:
    """Fields that markup gives, each with the rule (where in the markup) that gave it.

    ``outlets`` are all names that it gives the outlet, the first of them the field's.
    """

    values: dict[str, tuple[str, str]] = field(default_factory=dict)
    authors: tuple[list[str], str] = field(default_factory=lambda: ([], ""))
    page_title: str | None = None
    outlets: list[str] = field(default_factory=list)

    def offer(self, name: str, value: Any, rule: str) -> None:
        """Keep a value if the field has none yet; dates are kept only where they can be read."""
        if name == "outlet" and isinstance(value, str) and value.strip():
            self.outlets.append(" ".join(value.split()))
        if name in self.values or not isinstance(value, str | int | float):
            return
        said = read_date(value) if name in ("published", "updated") else " ".join(str(value).split())
        if said:
            self.values[name] = (said, rule)

    def offer_authors(self, names: list[str], rule: str) -> None:
        """Keep authors if there are none yet."""
        clean = [" ".join(n.split()) for n in names]
        clean = [n for n in clean if n and not n.startswith(("http", "@", "www.")) and len(n) < 200]
        if clean and not self.authors[0]:
            self.authors = (clean, rule)


def read_metadata(root: Any) -> Metadata:
    """The metadata of a parsed page: structured data first, then meta tags, then marks in the body."""
    found = Metadata()
    for item in _linked_data(root):
        _read_item(found, item)
    _read_meta(found, root)
    _read_marks(found, root)
    return found


def day_of_address(address: str) -> str | None:
    """The day in an address that is sorted by days."""
    match = _DATE_IN_ADDRESS.search(address)
    if not match:
        return None
    year, month, day = match.groups()
    return read_date(f"{day} {month} {year}" if month.isalpha() else f"{year}-{month}-{day}")


def day_of_data(markup: str) -> str | None:
    """The one day of publication that a page's data hold anywhere; None where they hold several."""
    days = {match[1] for match in islice(_DATE_IN_DATA.finditer(markup), _MOST_OBJECTS)}
    return read_date(days.pop()) if len(days) == 1 else None


def _linked_data(root: Any) -> Iterator[dict[str, Any]]:
    """All objects of the page's JSON-LD that describe an article, references to authors in full."""
    items: list[dict[str, Any]] = []
    named: dict[str, dict[str, Any]] = {}
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        waiting = [_parsed(script.text)]
        for _ in range(_MOST_OBJECTS):
            if not waiting:
                break
            item = waiting.pop(0)
            if isinstance(item, list):
                waiting.extend(item)
            elif isinstance(item, dict):
                items.append(item)
                if isinstance(item.get("@id"), str) and "name" in item:
                    named.setdefault(item["@id"], item)
                waiting.extend(v for k, v in item.items() if k in _NESTED)
    for item in items:
        kinds = _kinds(item)
        if kinds & _ARTICLE_TYPES or any(map(_DATED_TYPE.fullmatch, kinds)):
            author = item.get("author")
            if isinstance(author, dict) and "name" not in author and author.get("@id") in named:
                item = item | {"author": named[author["@id"]]}
            yield item


def _kinds(item: dict[str, Any]) -> set[str]:
    """The types of an object of JSON-LD, in lower case."""
    kinds = item.get("@type")
    return {str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])}


def _parsed(written: str) -> Any:
    """What JSON says; None where it cannot be read, even without comments around it and commas too many."""
    for mend in (str, _mended):
        try:
            return json.loads(mend(written), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _mended(written: str) -> str:
    """JSON without comments around it and commas too many."""
    return _LAST_COMMA.sub(r"\1", _CDATA.sub("", written))


def _read_item(found: Metadata, item: dict[str, Any]) -> None:
    if _kinds(item) & _ARTICLE_TYPES:
        found.offer("title", item.get("headline"), "JSON-LD headline")
        publisher = item.get("publisher")
        if isinstance(publisher, dict):
            found.offer("outlet", publisher.get("name"), "JSON-LD publisher")
        found.offer_authors(_names(item.get("author")), "JSON-LD author")
    found.offer("published", item.get("datePublished"), "JSON-LD datePublished")
    found.offer("updated", item.get("dateModified"), "JSON-LD dateModified")


def _names(author: Any, depth: int = 0) -> list[str]:
    """The names in an author of JSON-LD: a string, an object with a name, or a list of them."""
    if depth > _DEEPEST_NAME:
        return []
    if isinstance(author, str):
        return [author]
    if isinstance(author, dict):
        return _names(author.get("name"), depth + 1)
    if isinstance(author, list):
        return [name for each in author for name in _names(each, depth + 1)]
    return []


def _read_meta(found: Metadata, root: Any) -> None:
    said: dict[str, list[str]] = defaultdict(list)
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        if name and meta.get("content"):
            said[name.strip().lower()].append(meta.get("content"))
    others = tuple(n for n in said if len(n) < _LONGEST_NAME and _PUBLISHED_NAME.fullmatch(n))
    for field_name, names in (_META | {"published": _META["published"] + others}).items():
        for name in names:
            if name not in said:
                continue
            if field_name == "authors":
                found.offer_authors(said[name], f"meta {name}")
            else:
                found.offer(field_name, said[name][0], f"meta {name}")


def _read_marks(found: Metadata, root: Any) -> None:
    for link in root.iter("link"):
        address = (link.get("href") or "").strip()
        # Some pages give their title there.
        if "canonical" in (link.get("rel") or "").lower().split() and address and " " not in address:
            found.values["url"] = (address, "canonical link")
            break
    title = next((t for t in root.iter("title") if t.text and t.text.strip()), None)
    if title is not None:
        found.page_title = " ".join(title.text.split())
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    if language:
        found.offer("language", language.split("-")[0].split("_")[0].lower(), "lang attribute")
    for element in root.iter("time"):
        if element.get("datetime") and element.get("pubdate") is not None:
            found.offer("published", element.get("datetime"), "time element")
    _read_properties(found, root)


def _read_properties(found: Metadata, root: Any) -> None:
    """Fields that microdata mark in the body: dates, the publisher, and the authors of one thing."""
    authors: list[tuple[Any, str]] = []
    left = _MOST_NAMES
    for element in root.xpath("//body//*[@itemprop]"):
        for prop in element.get("itemprop").lower().split():
            moment = element.get("datetime") or element.get("content")
            if prop in _DATES and moment and element.tag != "meta":
                found.offer(_DATES[prop], moment, f"itemprop {prop}")
            elif prop in ("author", "publisher") and left:
                left -= 1
                scope, name = _scope_of(element), _named(element)
                if not name or (scope is not None and "comment" in (scope.get("itemtype") or "").lower()):
                    continue
                if prop == "author":
                    authors.append((scope, name))
                else:
                    found.offer("outlet", name, "itemprop publisher")
    of_one = [name for scope, name in authors if scope is authors[0][0]]
    found.offer_authors(list(dict.fromkeys(of_one)), "itemprop author")


def _scope_of(element: Any) -> Any:
    """The nearest element around this one that says it is a thing with properties."""
    around = islice(element.iterancestors(), _DEEPEST_SCOPE)
    return next((each for each in around if each.get("itemscope") is not None), None)


def _named(element: Any) -> str | None:
    """The name of a thing: what is marked so in it, else its own few words."""
    for each in islice(element.iter(), _DEEPEST_SCOPE):
        if "name" in (each.get("itemprop") or "").lower().split():
            element = each
            break
    said = " ".join((element.get("content") or "".join(element.itertext())[:_LONGEST_NAME]).split())
    return said if 0 < len(said) < _LONGEST_NAME else None
