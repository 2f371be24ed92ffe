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
            raise UsageError(_unwritten(target, error)) from error
        raise


def _unwritten(target: Path, error: OSError | UnicodeError) -> str:
    if isinstance(error, UnicodeError):
        return (
            f"{target} could not be written, because the case has a name or text that is no valid Unicode"
            f" ({error}): usually of a file whose name is in another encoding; rename it and read it again."
        )
    why = error.strerror or error
    return f"{target} could not be written ({why}): usually a full disk; name another place."
