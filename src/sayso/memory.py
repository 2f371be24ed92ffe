"""What Python keeps in memory: what was made out of short texts, and when it looks for what nobody holds."""

from __future__ import annotations

import functools
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")

_MOST, _LONGEST = 4096, 200
"""So many texts of so many characters are kept in mind: menus stand on all pages of a site."""


def remembering(function: Callable[[str], T]) -> Callable[[str], T]:
    """A function of a text that says the same of the same one, with what it said of short ones kept."""
    known = functools.lru_cache(maxsize=_MOST)(function)

    @functools.wraps(function)
    def asked(text: str) -> T:
        return known(text) if len(text) <= _LONGEST else function(text)

    return asked


@contextmanager
def without_collections() -> Iterator[None]:
    """Within, nothing is looked through for cycles: made are many small things, and they form none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
