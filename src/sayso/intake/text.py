"""Plain text: the file as it is, cut into paragraphs and told apart."""

from __future__ import annotations

import hashlib

from sayso.intake.article import arrange
from sayso.intake.decode import Decoded
from sayso.intake.document import finish
from sayso.intake.draft import Draft
from sayso.intake.paragraphs import paragraphs
from sayso.memory import without_collections
from sayso.model import Document


@without_collections()
def read_text(data: bytes, decoded: Decoded, path: str) -> Document:
    """The document of a text file; its text is the file decoded, line ends and all."""
    draft = Draft(decoded.text, paragraphs(decoded.text))
    if decoded.mark or decoded.encoding != "utf-8":
        mark = ", after a byte order mark" if decoded.mark else ""
        draft.source_map.append((0, len(decoded.text), f"the file decoded as {decoded.encoding}{mark}"))
    arrange(draft)
    return finish(draft, path, None, hashlib.sha256(data).hexdigest())
