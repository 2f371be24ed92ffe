"""Which blocks of a page are its article, and what each of them is."""

from __future__ import annotations

import re
from collections import defaultdict

from sayso.intake.authors import is_person
from sayso.intake.dates import date_at
from sayso.intake.draft import Block
from sayso.intake.layout import Layout, Measured
from sayso.intake.notices import CORRECTION
from sayso.intake.page import HEADINGS, Element
from sayso.intake.scoring import scores
from sayso.intake.signs import PICTURE_CREDIT, POINTS_ELSEWHERE, closing, under_headings
from sayso.model import KEPT_KINDS

_BYLINE = re.compile(
    r"(?:(?:Written|Reported|Posted|Story|Text|Words|Review|Analysis) )?"
    r"(?:(?:[Bb]y|BY|Author):?\s+\w|By[A-Z])"
)
_BYLINE_LABEL = re.compile(r"\W*(?:\w+ )?(?:by|author)\W*", re.IGNORECASE)
_AUTHOR_PAGE = re.compile(
    r"[/=](?:authors?|by|people|person|profiles?|contributors?|columnists?|journalists?|reporters?|writers?|staff"
    r"|team|users?|members?|bio)[/=-]",
    re.IGNORECASE,
)
_DATE_LABEL = re.compile(
    r"(?:(?:first |last )?(?:published|updated?|posted|modified)(?: on| at)?|on)?\s*[:|•·–—-]?\s*",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"contributed to this|reporting by|editing by|originally (?:published|appeared)", re.I
)

_READER = re.compile(
    r"\b(?:commission|affiliate|newsletter|subscribe|sign up|cookies|table of contents|min read|copyright)\b",
    re.I,
)
"""Words that pages say to their readers, and standfirsts do not."""

_CLOCK = re.compile(
    r"\d{1,2}[:.h]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s?[A-Z]{2,4})?|\d{1,2}\s?(?:h|min|hours?|minutes?|days?) ago",
    re.IGNORECASE,
)
_OF_THE_SITE = re.compile(r"©|\{\{[^{}]*\}\}\Z|The post .* (?:appeared first|first appeared) on ")
"""Whose page it is, slots of a template that nothing was put in, and where a feed's entry came from."""

_ALL_LINK = 0.9
_SHORTEST_LINE = 4
_LONGEST_PHRASE = 6
"""In words; longer lines that hold a phrase of furniture may say more than it."""

_LISTS = frozenset({"table", "ul", "ol", "dl"})
_MOST_OF_A_LIST = 0.8
"""A table or list of whose words more are taken for the article's is not torn apart."""

_LONGEST_CLOCK = 16
"""A time of day behind a date takes no more characters."""

_NO_STANDFIRST = frozenset({"aside", "button", "nav", "li", "footer", "form", "table"})

_HEAD = 12
"""Bylines and dates stand so many blocks around the headline, or nowhere."""


def article_blocks(layout: Layout) -> list[Block]:
    """Every block of a page with its kind: the article's parts, and furniture for all the rest."""
    kept = _kept(layout)
    first = next(
        (n for n, b in enumerate(layout.blocks) if kept[n] and b.words > 10 and not b.hidden),
        len(layout.blocks),
    )
    kinds = [_kind(layout, n, kept[n], first) for n in range(len(layout.blocks))]
    for n in range(len(kinds) - 1, first, -1):
        if kinds[n] in ("body", "quotation", "list_item"):
            break
        if kinds[n] == "subheading":
            kinds[n] = "furniture"  # what it heads was none of the article's
    for n, each in enumerate(layout.blocks):
        if kinds[n] == "body" and each.words <= _SHORTEST_LINE and closing(each.said) == "open":
            kinds[n] = _kind_of_short(each, kinds[max(0, n - 1) : n + 2 : 2])
    # The text of paragraphs may still show that a piece of one is a dateline, a credit or an author's note.
    return [
        Block(each.block.start, each.block.end, kind, settled=kind != "body")
        for each, kind in zip(layout.blocks, kinds, strict=True)
    ]


def _kind_of_short(each: Measured, beside: list[str]) -> str:
    """The kind of a line of few words in the body, by what stands before and behind it.

    Among dates, bylines and buttons stand a date, a name under the headline, and what the author is.
    """
    found = date_at(each.said, 0)
    if found and len(each.said) - found[0] <= _LONGEST_CLOCK and not set(beside) & KEPT_KINDS - {"headline"}:
        return "date"
    if beside[0] == "headline" and is_person(each.said):
        return "byline"
    return "furniture" if beside[0] in ("byline", "date") else "body"


def _kept(layout: Layout) -> list[bool]:
    """Which blocks are taken for the article's: by their score, and all of a table or list that mostly is.

    What is set as it was typed between the article's paragraphs is its code, or the like. Under a heading of
    other posts, a headline that links elsewhere and the paragraph behind it are that post's.
    """
    kept = [score > 0 for score in scores(layout)]
    under = under_headings(layout)
    for n in under:
        before = layout.blocks[n - 1]
        if n - 1 in under and before.density > _ALL_LINK and before.block.element.tag in HEADINGS:
            kept[n - 1] = kept[n] = False
    lists: dict[int, list[int]] = defaultdict(list)
    for n, each in enumerate(layout.blocks):
        held = next((e for e in each.around if e.tag in _LISTS), None) if each.inside else None
        if held and not each.hidden:
            lists[held.number].append(n)
        elif each.inside and each.block.element.tag == "pre" and layout.first < n < layout.last:
            kept[n] = True
    for items in lists.values():
        words = [1 + layout.blocks[n].words for n in items]
        of_the_article = sum(count for n, count in zip(items, words, strict=True) if kept[n])
        if of_the_article > _MOST_OF_A_LIST * sum(words):
            for n in items:
                kept[n] = True
    return kept


def _kind(layout: Layout, n: int, kept: bool, first: int) -> str:
    """A block's kind; ``first`` is the index of the first paragraph kept."""
    each = layout.blocks[n]
    if n == layout.headline or _is_echo(layout, n):
        return "headline"
    if each.hidden or not each.words:
        return "furniture"
    hints = _near_hints(each)
    kind = _kind_at_head(layout, n, hints) if _is_at_head(layout, n, kept, first) else None
    if kind:
        return kind
    if each.inside and _CLOCK.fullmatch(each.said) and not each.block.element.tags & {"td", "th"}:
        return "date"  # the hour of an entry
    if each.inside and CORRECTION.match(each.said):
        return "correction"
    if "figcaption" in each.block.element.tags or ("caption" in hints and not kept):
        return "caption" if each.inside else "furniture"
    if _is_standfirst(layout, n, first, hints):
        return "standfirst"
    return _kind_kept(each, n < first) if kept else _kind_aside(layout, each, hints)


def _is_echo(layout: Layout, n: int) -> bool:
    """Whether a heading, a link or a path of links says the headline once more."""
    head, each = layout.headline, layout.blocks[n]
    if head is None or each.hidden or not each.inside:
        return False
    if n > head and each.block.element.tag not in HEADINGS and each.density < _ALL_LINK:
        return False  # a path through the site ends in the headline, and lists of posts link to it
    return each.said.lower() == layout.blocks[head].said.lower()


def _kind_kept(each: Measured, ahead: bool) -> str:
    """The kind of a block taken for the article's; ``ahead`` says that it stands before the first paragraph.

    What a line says of itself goes before: that it leads elsewhere, credits a picture or names who helped.
    """
    said, tags = each.said, each.block.element.tags
    leads_away = POINTS_ELSEWHERE.search(said) and (each.density > 0.3 or said[-1:] == ":")
    button = each.density > _ALL_LINK and said.isupper() and each.words > 1
    if (
        leads_away
        or button
        or _OF_THE_SITE.match(said)
        or (each.phrase and (ahead or each.words <= _LONGEST_PHRASE))
    ):
        return "furniture"
    if not tags & {"li", "td", "th"} and _is_labelled_date(said):
        return "date"
    if each.block.pictured and each.words <= 30 and PICTURE_CREDIT.search(said):
        return "caption"
    if each.words <= 30 and _CONTRIBUTED.search(said):
        return "credit"
    if each.block.element.tag in HEADINGS:
        return "standfirst" if ahead and each.words > 8 else "subheading"
    for found, kind in (({"blockquote"}, "quotation"), ({"li", "td", "th", "dd"}, "list_item")):
        if found & tags:
            return kind
    return "body"


def _is_standfirst(layout: Layout, n: int, first: int, hints: frozenset[str]) -> bool:
    """Whether a block is the line of text between headline and body that says what the article is about."""
    head, each = layout.headline, layout.blocks[n]
    if head is None or not head < n <= min(first, head + 5) or each.aside or each.block.pictured:
        return False
    if each.words < 5 or each.density > 0.3 or each.phrase or each.block.element.tags & _NO_STANDFIRST:
        return False
    named = "standfirst" in hints or each.block.element.tag in HEADINGS
    return named and not _READER.search(each.said)


def _near_hints(each: Measured) -> frozenset[str]:
    """What the names of the block's element and the one around it hint at."""
    near: list[Element] = each.around[:2]
    return frozenset(hint for element in near for hint in element.named)


def _is_at_head(layout: Layout, n: int, kept: bool, first: int) -> bool:
    """Whether a block stands between menus and body, close to the headline, or just behind a standfirst."""
    low = first - _HEAD if layout.headline is None else min(layout.headline, first) - 4
    high = first if layout.headline is None else max(layout.headline, first)
    if low <= n < high or (n <= high + 4 and not kept):
        return True
    each = layout.blocks[n]
    return n <= high + 4 and each.words <= 8 and (bool(_BYLINE.match(each.said)) or _tells_date(each.said))


def _kind_at_head(layout: Layout, n: int, hints: frozenset[str]) -> str | None:
    """Byline or date, by what a line says, where it leads, how its element is named, or its neighbours."""
    each = layout.blocks[n]
    said = each.said
    if each.words > 25 or each.phrase:
        return None
    before = layout.blocks[n - 1].said if n else ""
    if _BYLINE.match(said) or (_BYLINE_LABEL.fullmatch(before) and each.words <= 8):
        return "byline"
    if each.words <= 14 and _tells_date(said):
        return "date"
    if "byline" in hints and each.words <= 12 and not each.prose:
        return "byline"
    if "date" in hints and each.words <= 14 and any(map(str.isdigit, said)):
        return "date"
    beside = [layout.blocks[m].said for m in (n - 1, n + 1) if 0 <= m < len(layout.blocks)]
    if is_person(said) and (
        (each.block.href and _AUTHOR_PAGE.search(each.block.href)) or any(map(_tells_date, beside))
    ):
        return "byline"
    return None


def _tells_date(said: str) -> bool:
    """Whether a line begins with a date, or with the label of one."""
    label = _DATE_LABEL.match(said)
    end = label.end() if label else 0
    return date_at(said, end) is not None or end == len(said) > 3


def _is_labelled_date(said: str) -> bool:
    """Whether a line is a date with its label, and little more: "Updated: 4 May 2016, 10:30 IST"."""
    label = _DATE_LABEL.match(said)
    end = label.end() if label else 0
    found = date_at(said, end) if end and said[0].isalpha() else None
    return found is not None and len(said) - found[0] <= _LONGEST_CLOCK


def _kind_aside(layout: Layout, each: Measured, hints: frozenset[str]) -> str:
    """What is set aside, by kind where it shows one."""
    if not each.inside:
        return "furniture"
    if "author bio" in hints:
        return "author_bio"
    return "credit" if each.words <= 40 and _CONTRIBUTED.search(each.said) else "furniture"
