"""What stands beside articles: what systems and version control leave, and the parts of pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

_LITTER = frozenset(
    {".DS_Store", ".localized", ".Spotlight-V100", ".Trashes", ".fseventsd", "__MACOSX", "Thumbs.db"}
    | {"desktop.ini", ".directory", ".git", ".gitignore", ".gitattributes", ".hg", ".svn"}
)
"""What nobody gave as an article, in folders and archives; the docs say so."""


def is_litter(name: str) -> bool:
    """Whether a file or folder of this name is a system's own."""
    # Beside each file, macOS keeps "._name" on foreign disks, and LibreOffice a lock while it is open.
    return name in _LITTER or name.startswith(("._", ".~lock."))


PARTS = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".ico", ".bmp", ".tif", ".tiff", ".heic"}
    | {".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".swf", ".exe", ".dll"}
    | {".mp3", ".mp4", ".m4a", ".m4v", ".mov", ".avi", ".webm", ".ogg", ".ogv", ".wav", ".flac", ".mkv"}
    | {".download"}
)
"""Endings of what pages are made of besides their text."""

_PAGES = frozenset({".html", ".htm", ".xhtml", ".shtml"})
_BESIDE = re.compile(
    r"(?P<page>.+)(?:\.files|[-_ ](?:files?|Dateien|fichiers|archivos|arquivos|ficheiros|bestanden|filer"
    r"|pliki|soubory|dosyalar|tiedostot|файлы|файли|ملفات))"
)
"""How browsers name the folder of a page's parts, each in its language."""

_DEEPEST = 12
"""Folders of parts are looked for so deep."""


def saved_pages(paths: Iterable[str]) -> dict[str, str]:
    """The pages among some paths, by their paths without the ending."""
    pages = (PurePosixPath(path) for path in paths if PurePosixPath(path).suffix.lower() in _PAGES)
    return {str(page.with_suffix("")): page.name for page in pages}


def page_of_part(path: str, pages: Mapping[str, str]) -> str | None:
    """The page beside whose name a browser put the folder that a path is, or lies in; None where none did."""
    names = path.split("/")
    for depth, name in enumerate(names[:_DEEPEST]):
        named = _BESIDE.fullmatch(name)
        page = pages.get("/".join([*names[:depth], named["page"]])) if named else None
        if page:
            return page
    return None
