"""What a dossier says, without its looks: for reading aloud, and for holding it against a kept copy."""

from __future__ import annotations

from html.parser import HTMLParser

_UNSEEN = frozenset({"script", "style", "head", "template"})
_BLOCK_NAMES = (
    "address article aside blockquote br caption dd details div dl dt figcaption figure footer form h1 h2 h3"
    " h4 header hr li main nav ol option p section summary svg table tbody td text th thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())


def dossier_text(html: str) -> str:
    """The visible text of a dossier, one line for each block, blanks put together."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).split("\n"))
    return "\n".join(line for line in lines if line) + "\n"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._hidden += 1
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._hidden -= 1
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(data.replace("\n", " "))
