"""Names of authors, as bylines and markup write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sayso.intake import relay
from sayso.languages.en import furniture

_LABEL = re.compile(
    r"\W*(?:(?:written|words|text|story|review(?:ed)?|report(?:ed|ing)?|posted|published|submitted|article|analysis"
    r"|opinion|an? \w+|from|compiled|edited|photos?|researched)\s+)*"
    r"(?P<by>by|author|authors|writer|from)\b\s*:?\s*",
    re.IGNORECASE,
)
_PUBLISHED_BY = re.compile(r"(?:published|posted|updated)\b[^|•]{3,40}?\bby\s+(?=[A-Z])", re.IGNORECASE)
_STOP = re.compile(
    r"\s*(?:[|•·\n(\[]|\s[–—-]\s|\d|(?<!\w)(?:on|in|at|for|from|is|was|published|updated|posted|reviewed|edited"
    r"|fact[- ]checked|medically|contributor|sponsored|staff|special to|follow|via|share|read)\b"
    r"|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d|[A-Z]{3,9} \d).*",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST = 200
"""In characters; bylines are shorter."""

_PARTS = re.compile(r"\s*(?:,|;|&|/|\band\b|\bwith\b)\s*", re.IGNORECASE)
_CREDENTIAL = re.compile(
    r"(?:[A-Z]\.?){2,6}(?:[- ]?[A-Z]{1,4})?\d*|Ph\.?D\.?|Dr\.?|Jr\.?|Sr\.?|[A-Z]-[A-Z]{2,4}(?: \d+)?"
)
_HOLDS_A_POST = re.compile(r"\b[A-Z]{3,4}\b(?![^ ]* ?[A-Z]{2})")
_TITLE = re.compile(r"(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Rev)\.?\s+(?=[A-Z])")
_LITTLE = frozenset(
    {
        "al",
        "el",
        "bin",
        "ibn",
        "de",
        "da",
        "dos",
        "van",
        "von",
        "der",
        "den",
        "la",
        "le",
        "di",
        "du",
        "abu",
        "ter",
    }
)
"""Little words of people's names."""

_NO_NAME = frozenset(
    {"by", "with", "staff", "partnership", "written", "about", "team", "desk", "admin", "assistant", "guest"}
    | {
        "anonymous",
        "unknown",
        "administrator",
        "root",
        "user",
        "none",
        "null",
        "undefined",
        "author",
        "authors",
    }
    | {
        "article",
        "read",
        "more",
        "view",
        "posts",
        "comments",
        "share",
        "updated",
        "published",
        "chief",
        "senior",
    }
    | {
        "strategy",
        "program",
        "faculty",
        "advertisement",
        "skip",
        "policy",
        "corner",
        "editorial",
        "board",
        "ceo",
        "founder",
        "director",
        "president",
        "the",
        "and",
    }
)
"""Words of bylines that belong to no person's name."""

_NOBODY = re.compile(
    r"(?:(?:by\s+)?(?:the\s+)?(?:admin(?:istrator)?|staff|editors?|editorial|newsroom|news desk|desk|author"
    r"|guest|user|root|anonymous|unknown|none|null|undefined|wire|web|online|contributors?|contributing|reports?|reporters?|writers?"
    r"|team|board|post|posts|press|release|sponsored|content)[\s.]*)+\Z",
    re.IGNORECASE,
)


def stated_names(written: Iterable[str], outlets: Sequence[str] = ()) -> list[str]:
    """The names that a page's markup gives as its authors': people's, and single words that people go by.

    A field for authors often holds an organisation, a placeholder or the outlet (``outlets`` are its names):
    those wrote nothing.
    """
    found: dict[str, None] = {}
    for each in written:
        text = " ".join(each.split())
        if text.startswith(("http", "www.")):
            continue
        label = _LABEL.match(text)
        text = text[label.end() :] if label and label["by"].lower() == "by" else text
        for part in _PARTS.split(re.split(r"\s*[|•(]\s*|\s[–—-]\s", text)[0]):
            name = _TITLE.sub("", part.strip(" .,;:–—-\xa0\"'"))
            if found and (_CREDENTIAL.fullmatch(name) or _is_role(name)):
                continue
            named = is_person(name) or (len(name.split()) == 1 and _can_be_name(name))
            if named and name not in found and not any(_is_outlet(name, each) for each in outlets):
                found[name] = None
    return list(found)


def byline_names(line: str, outlet: str | None = None) -> list[str]:
    """The names in a byline: after its label whoever it names, without one only people.

    None where it cannot be told who they are.
    """
    text = " ".join(line[:_LONGEST].split())
    label = _PUBLISHED_BY.match(text) or _LABEL.match(text)
    rest = _STOP.sub("", text[label.end() if label else 0 :], count=1)
    found: list[str] = []
    for part in _PARTS.split(rest):
        name = _TITLE.sub("", part.strip(" .,;:–—-\xa0\"'"))
        if not name or (found and _CREDENTIAL.fullmatch(name)):
            continue
        if not is_person(name) or _is_outlet(name, outlet) or (found and _HOLDS_A_POST.search(name)):
            break
        if name not in found:
            found.append(name)
    if found or label is None:
        return found
    name = rest.strip(" .,:")
    # Behind "by" even one word names somebody, but "by the numbers" does not.
    one = len(name.split()) == 1 or all(part[:1].isupper() for part in name.split())
    return (
        [name]
        if one and len(name.split()) <= 3 and _can_be_name(name) and not _is_outlet(name, outlet)
        else []
    )


def author_names(written: str, outlet: str | None = None) -> list[str]:
    """The people of a byline, split where commas and "and" do; none where one part of it is no person."""
    names = [
        n.strip(" .,;:|–—-\xa0") for n in re.split(r"\s*(?:,|;|&|\band\b|\|)\s*", " ".join(written.split()))
    ]
    names = [n for n in names if n]
    if not all(map(is_person, names)) or (
        outlet and any(relay.squeeze(outlet) in relay.squeeze(n) for n in names)
    ):
        return []
    return names


def is_person(name: str) -> bool:
    """Whether words have the shape of a person's name: two to four, capitalised, none of them a trade's."""
    parts = name.split()
    if not 2 <= len(parts) <= 4 or any(c.isdigit() for c in name):
        return False
    lexicon = furniture.load()
    if any(
        p.lower() in lexicon.masthead_words | lexicon.edition_words | lexicon.author_roles | _NO_NAME
        for p in parts
    ):
        return False
    if sum(p.lower() not in _LITTLE for p in parts) > 3:
        return False  # more likely two names whose comma was lost
    return all(
        p[:1].isupper() or p.lower() in _LITTLE or p.startswith(("al-", "el-", "d’", "d'")) for p in parts
    )


def _can_be_name(name: str) -> bool:
    return (
        2 <= len(name) <= 60
        and len(name.split()) <= 5
        and any(map(str.isalpha, name))
        and not name.startswith(("http", "@", "www.", "/", "{"))
        and "@" not in name
        and not _NOBODY.match(name)
    )


def _is_role(name: str) -> bool:
    known = furniture.load().author_roles | _NO_NAME
    return any(part.lower() in known for part in name.split()) or name[:1].islower()


def _is_outlet(name: str, outlet: str | None) -> bool:
    said, known = relay.squeeze(name), relay.squeeze(outlet or "")
    return bool(known) and re.sub(r"(?:com|org|net)\Z", "", said) == re.sub(r"(?:com|org|net)\Z", "", known)
