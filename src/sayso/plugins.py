"""What other packages bring by entry points: found by name, loaded when used, told apart by their bytes."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import traceback
from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any

from sayso.errors import UsageError

READERS, LANGUAGES = "sayso.readers", "sayso.languages"
COMPONENTS, EXPORTERS = "sayso.components", "sayso.exporters"


@functools.cache
def installed(group: str) -> dict[str, EntryPoint]:
    """The entry points of a group by name; where two packages bring one name, that of the first package."""
    found: dict[str, EntryPoint] = {}
    for entry in sorted(entry_points(group=group), key=lambda e: (e.dist.name if e.dist else "", e.value)):
        found.setdefault(entry.name, entry)
    return found


def load(entry: EntryPoint, what: str) -> Any:
    """What an entry point names; ``UsageError`` where it cannot be loaded, ``what`` says what it was for."""
    try:
        return entry.load()
    except Exception as error:  # whatever another package does when it is loaded
        raise UsageError(
            f"The {what} comes from {entry.value}, which cannot be loaded ({error}):"
            " usually an older or newer version is needed; update or remove that package."
        ) from error


def told(error: Exception, does: Any) -> str:
    """What code of another package raised, and the line of the function's file where it did."""
    file = getattr(getattr(does, "__code__", None), "co_filename", None)
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    where = f", {Path(file).name} line {lines[-1]}" if file and lines else ""
    return f"{type(error).__name__}: {error}{where}"


@functools.cache
def identity(entry: EntryPoint) -> tuple[str, str]:
    """The version of the package that brings an entry point, and a hash of the code that it is in."""
    version = entry.dist.version if entry.dist is not None else ""
    spec = importlib.util.find_spec(entry.module.partition(".")[0])
    if spec is None:
        return version, ""
    if spec.submodule_search_locations is None:
        return version, hash_of_files(Path(spec.origin or "").parent, [Path(spec.origin or "")])
    folder = Path(next(iter(spec.submodule_search_locations)))
    return version, hash_of_files(folder, files_under(folder))


def files_under(folder: Path) -> list[Path]:
    """The files of a package, without what Python compiled of them."""
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


def hash_of_files(folder: Path, paths: Iterable[Path]) -> str:
    """One hash over files: their names below the folder and their bytes, in the order of the names."""
    digest = hashlib.sha256()
    for path in sorted(paths, key=lambda p: p.relative_to(folder).as_posix()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
