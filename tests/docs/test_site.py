"""The site holds every page, and its links and anchors lead somewhere."""

from __future__ import annotations

import re

from docs.generate import DOCS
from docs.site import NAV, config, pages

_LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)")


def test_every_page_of_the_docs_has_its_place() -> None:
    listed = {source for section in NAV.values() for source in section}
    assert {f"docs/{path.name}" for path in DOCS.glob("*.md") if ".in." not in path.name} <= listed
    assert len(pages()) == len(listed) and all(f": {name}\n" in config() for name in pages())


def test_links_and_anchors_lead_somewhere() -> None:
    made = pages()
    anchors = {name: {anchor(line) for line in headings(text)} for name, text in made.items()}
    for name, text in made.items():
        for target, place in _LINK.findall(text):
            if target.startswith("screens/"):
                assert (DOCS / target).is_file(), f"{name} shows {target}"
                continue
            page = target or name
            assert page in made, f"{name} links to {target}"
            assert not place or place in anchors[page], f"{name} links to {page}#{place}"


def headings(text: str) -> list[str]:
    return re.findall(r"^#+ (.*)$", text, re.M)


def anchor(heading: str) -> str:
    """The anchor that MkDocs gives a heading."""
    plain = re.sub(r"[^\w\s-]", "", heading.replace("`", "")).strip().lower()
    return re.sub(r"[-\s]+", "-", plain)
