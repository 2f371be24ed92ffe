"""sayso: who says what, on whose word, and where accounts agree, repeat or clash.

``sayso.run(paths)`` reads a pile of articles, ``sayso.open(path)`` a case; both give a ``Case``. Nothing is
loaded before it is used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.errors import SaysoError
    from sayso.notebook import Case, open, run

__version__ = "0.1.0"
__all__ = ["Case", "SaysoError", "__version__", "open", "run"]

_LIES_IN = {
    "Case": "sayso.notebook",
    "SaysoError": "sayso.errors",
    "open": "sayso.notebook",
    "run": "sayso.notebook",
}


def __getattr__(name: str) -> Any:
    if name not in _LIES_IN:
        raise AttributeError(f"module 'sayso' has no attribute {name!r}")
    return getattr(importlib.import_module(_LIES_IN[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
