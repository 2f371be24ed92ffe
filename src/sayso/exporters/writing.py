"""Writes what is exported to a file, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sayso.errors import UsageError


def write(path: str | Path, pieces: Iterable[str]) -> None:
    """Write a text to a file, whole or not at all; ``UsageError`` where that fails."""
    with (
        whole(Path(path)) as beside,
        beside.open("w", encoding="utf-8", newline="") as stream,
    ):
        stream.writelines(pieces)


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """Where to write what comes to stand at a path at the end, or is gone where that fails.

    ``UsageError`` where it cannot be written.
    """
    # A pipe or a device is written to as it is, and a link stays one.
    plain = not target.is_symlink() and (target.is_file() or not target.exists())
    beside = target.with_name(f".{target.name}-new") if plain else target
    try:
        yield beside
        if plain:
            beside.replace(target)
    except BaseException as error:
        if plain:
            with suppress(OSError):
                beside.unlink()
        if isinstance(error, OSError | UnicodeError):
            raise UsageError(unwritten(target, error)) from error
        raise


def unwritten(target: str | Path, error: OSError | UnicodeError) -> str:
    """What is said of what cannot be written."""
    if isinstance(error, UnicodeError):
        return (
            f"{target} could not be written, because a name or text is no valid Unicode ({error}):"
            " usually the name of the case file, in another encoding; rename it."
        )
    why = error.strerror or error
    return f"{target} could not be written ({why}): usually a full disk; name another place."
