"""Which pages of the reader the documentation has pictures of, and the page that shows them all."""

from __future__ import annotations

from collections.abc import Iterator

PICTURED = {
    "overview": "Overview",
    "accounts": "Where accounts meet",
    "side-by-side": "Claims side by side",
    "shared-text": "Shared text",
    "figures": "Figures",
    "timeline": "Timeline",
    "voices": "Who is quoted",
    "network": "Who quotes whom",
    "names": "Who is called what",
    "only-here": "In one article only",
    "articles": "The articles",
    "article": "One article",
    "beside": "Two articles side by side",
    "claim": "One claim",
    "comparison": "Two accounts",
    "people": "People and bodies",
    "person": "One person",
    "search": "Search",
    "decisions": "Decisions",
    "method": "How this was made",
    "dossier": "All on one page",
}
"""Each page of which there is a picture, by its name, and its title."""

SCHEMES = ("light", "dark")


def views() -> Iterator[str]:
    """The page of all pictures."""
    yield "# Every view\n\nThe demo case in the [reading room](reader.md), light and dark; the pictures are\n"
    yield "made by `python -m docs.screenshots`.\n\n"
    for name, title in PICTURED.items():
        yield f"## {title}\n\n"
        yield "".join(f"![{title}, {scheme}](screens/{name}-{scheme}.webp)\n" for scheme in SCHEMES)
        yield "\n"
