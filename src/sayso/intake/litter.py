"""What systems and version control leave beside articles."""

from __future__ import annotations

_LITTER = frozenset(
    {".DS_Store", ".localized", ".Spotlight-V100", ".Trashes", ".fseventsd", "__MACOSX", "Thumbs.db"}
    | {"desktop.ini", ".directory", ".git", ".gitignore", ".gitattributes", ".hg", ".svn"}
)
"""What nobody gave as an article, in folders and archives; the docs say so."""


def is_litter(name: str) -> bool:
    """Whether a file or folder of this name is a system's own."""
    # Beside each file, macOS keeps "._name" on foreign disks, and LibreOffice a lock while it is open.
    return name in _LITTER or name.startswith(("._", ".~lock."))
