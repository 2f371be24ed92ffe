"""Which way a shared text went, where a credit, a link, a name or the dates tell it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sayso.comparison.slots import name_key
from sayso.model import Document, Side

_BEFORE_CHARS = 200
"""How far before a shared text its taker may name whose it is."""
_MOST = 0.5
"""Which share of two articles must be the same for them to be versions of one."""

Carried = tuple[Document, Side]
"""A document, and where a shared text stands in it."""


def direction(left: Carried, right: Carried, carried: float) -> tuple[str, str]:
    """``left_to_right``, ``right_to_left`` or ``unknown``, and what tells it.

    ``carried`` is the share of either article that stands in the other, the smaller of the two.
    """
    one, other = left[0], right[0]
    told = _one_way(_credits, left, right) or _one_way(_links, left, right)
    if told:
        return told
    if both := {r.name.lower() for r in one.relay} & {r.name.lower() for r in other.relay}:
        return "unknown", f"both credit {min(r.name for r in one.relay if r.name.lower() in both)}"
    if _versions(one, other, carried):
        return _by_dates(one, other), f"two versions of one article of {one.outlet or 'one page'}"
    if told := _one_way(_names, left, right):
        return told
    by_dates = _by_dates(one, other)
    if by_dates != "unknown":
        return by_dates, "by the dates of publication"
    return "unknown", "neither dates nor credits tell the direction"


def _one_way(
    tells: Callable[[Carried, Carried], str], left: Carried, right: Carried
) -> tuple[str, str] | None:
    """What one of two articles tells of the other as its source, where the other does not tell the same."""
    from_left, from_right = tells(right, left), tells(left, right)
    if bool(from_left) == bool(from_right):
        return None
    return ("left_to_right", from_left) if from_left else ("right_to_left", from_right)


def _credits(taker: Carried, giver: Carried) -> str:
    """Whether an article declares to carry the report of the other's outlet."""
    outlet = giver[0].outlet
    credited = outlet is not None and any(r.name.lower() == outlet.lower() for r in taker[0].relay)
    return f"{_called(taker[0])} credits {outlet}" if credited else ""


def _links(taker: Carried, giver: Carried) -> str:
    """Whether an article of another outlet links to the other's page."""
    page = _page(giver[0].url)
    linked = page and any(_page(link.href) == page for link in taker[0].links)
    return (
        f"{_called(taker[0])} links to {_called(giver[0])}"
        if linked and not _one_outlet(taker[0], giver[0])
        else ""
    )


def _names(taker: Carried, giver: Carried) -> str:
    """Whether an article names the other's outlet in the shared text or just before it."""
    outlet = name_key(giver[0].outlet or "")
    document, side = taker
    told = name_key(document.text[max(0, side.start - _BEFORE_CHARS) : side.end])
    named = outlet and f" {outlet} " in f" {told} " and not _one_outlet(document, giver[0])
    return f"{_called(document)} names {giver[0].outlet} beside it" if named else ""


def _versions(one: Document, other: Document, carried: float) -> bool:
    """Whether two articles are one page saved twice, or of one outlet and mostly the same."""
    if one.url and _page(one.url) == _page(other.url):
        return True
    same_title = one.title is not None and one.title == other.title
    return _one_outlet(one, other) and (same_title or carried >= _MOST)


def _one_outlet(one: Document, other: Document) -> bool:
    return bool(one.outlet and other.outlet) and name_key(one.outlet or "") == name_key(other.outlet or "")


def _page(url: str | None) -> str:
    """An address as compared: without its scheme, its last slash and what points into the page."""
    return (url or "").partition("#")[0].partition("://")[2].removeprefix("www.").rstrip("/").lower()


def _called(document: Document) -> str:
    return document.outlet or document.path


def _by_dates(one: Document, other: Document) -> str:
    """The direction by the first dates of one kind that both have and that differ."""
    for name in ("published", "updated", "captured"):
        a, b = getattr(one, name), getattr(other, name)
        if a and b and (order := _order(a, b)):
            return "left_to_right" if order < 0 else "right_to_left"
    return "unknown"


def _order(one: str, other: str) -> int:
    """-1 where the first date is earlier, 1 where later, 0 where the two do not tell it."""
    try:
        a, b = datetime.fromisoformat(one), datetime.fromisoformat(other)
    except ValueError:
        return 0
    if a.tzinfo is not None and b.tzinfo is not None:
        return (a > b) - (a < b)
    # Clock times without their zones tell nothing.
    return (a.date() > b.date()) - (a.date() < b.date())
