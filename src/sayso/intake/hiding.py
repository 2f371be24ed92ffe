"""What a page does not show: by attributes, by inline style, and by the simple rules of its style sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?<![\w-])opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|\Z)"
    r"|font-size\s*:\s*0(?:px|em|rem|pt|%)?\s*(?:;|!|\Z)|(?:left|top|text-indent)\s*:\s*-\d{4,}px",
    re.IGNORECASE,
)
_NOT_DRAWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SIMPLE = re.compile(r"[.#][\w-]+\Z")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def hidden_names(styles: Iterable[str]) -> frozenset[str]:
    """The class names (".x") and ids ("#x") that style sheets hide by a rule for nothing but that name.

    Rules for print, for other widths and for combinations of names are passed over.
    """
    found: set[str] = set()
    for style in styles:
        for selectors, body in _rules(_COMMENT.sub("", style)):
            if _NOT_DRAWN.search(body):
                found.update(s.strip() for s in selectors.split(",") if _SIMPLE.match(s.strip()))
    return frozenset(found)


def _rules(style: str) -> Iterator[tuple[str, str]]:
    """The rules of a style sheet that stand in no other rule: selectors, and what they set."""
    depth, at, selectors = 0, 0, ""
    for match in re.finditer(r"[{}]", style):
        if match[0] == "{":
            if depth == 0:
                selectors = style[at : match.start()]
                at = match.end()
            depth += 1
        else:
            depth = max(0, depth - 1)
            if depth == 0:
                if not selectors.lstrip().startswith("@"):
                    yield selectors, style[at : match.start()]
                at = match.end()


def hides(element: Any, names: frozenset[str], *, inline: bool = False) -> bool:
    """Whether an element is not shown, by itself or by the names that style sheets hide.

    What is only kept from being read aloud is seen where it stands within a line (``inline``), such as signs.
    What stands there for browsers without scripts is not seen in any other.
    """
    if element.tag == "noscript" or element.get("hidden") is not None:
        return True
    style = element.get("style")
    if style and _HIDING.search(style):
        return True
    if not inline and (element.get("aria-hidden") or "").lower() == "true":
        return True
    if not names:
        return False
    given, named = element.get("class"), element.get("id")
    return (named is not None and f"#{named}" in names) or (
        given is not None and any(f".{name}" in names for name in given.split())
    )
