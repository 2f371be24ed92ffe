"""From paths to inputs: folders walked in order, caps kept, what is missing or unreadable said."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from sayso.errors import InputError, UsageError
from sayso.intake.decode import decode
from sayso.intake.kinds import HEAD_BYTES, STDIN
from sayso.intake.litter import PARTS, is_litter, page_of_part, saved_pages
from sayso.intake.records import failure
from sayso.model import Failure
from sayso.settings import Settings

CASE_MARK = (0x5A750).to_bytes(4, "big")
"""What bytes 68 to 72 of sayso's own case files hold: in a folder of articles they are no articles."""


_BESIDE_CASES = ("-wal", "-shm", "-journal", "-lock")
"""What the names of files end with that SQLite and a run keep beside a case."""

_MOST_GIVEN_MB = 200
"""No list of names and no export of annotations is larger."""

_ARCHIVES = (".warc", ".warc.gz", ".warc.zst", ".wacz", ".zip", ".mbox", ".parquet")
"""The endings of files that may be larger than others, for they are read as streams."""


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read: ``path`` as given (posix form), relative where it was relative; ``-`` is stdin.

    One that is ``large`` is an archive that is read as a stream and never held as a whole.
    """

    path: str
    large: bool = False


def list_inputs(paths: Sequence[str], settings: Settings) -> list[Input | Failure]:
    """All files under the paths, folders walked in sorted order.

    A path that is missing, unreadable or too large, and a folder without files, is a failure in its place;
    so are the parts that a browser saved beside a page, where they are more than pictures and styles; so is,
    in a folder, what is hidden or a link that leads out of it. The litter of systems and sayso's own
    cases are left out. A file given twice, by whatever path, is listed once, as it was given first.
    """
    found: dict[str, Input | Failure] = {}
    for path in paths:
        for item in _under(path, settings):
            found.setdefault(_identity(item), item)
    return list(found.values())


def _identity(item: Input | Failure) -> str:
    """What is the same for all paths that lead to one file."""
    if item.path == STDIN:
        return STDIN
    return os.path.realpath(item.path) if isinstance(item, Input) else str(Path(item.path).absolute())


def read_bytes(path: str, settings: Settings) -> bytes:
    """The bytes of an input, at most the cap; ``InputError`` (too_large, unreadable) where it has none."""
    cap = settings.max_file_mb * 1_000_000
    try:
        if path == STDIN:
            data = sys.stdin.buffer.read(cap + 1)
        else:
            with Path(path).open("rb") as stream:
                data = stream.read(cap + 1)
    except OSError as error:
        raise InputError("unreadable", _unreadable(path, error)) from error
    if len(data) > cap:
        raise InputError("too_large", _too_large(path, settings))
    return data


def read_given(path: str, what: str) -> str:
    """The text of a file that is named beside the articles, and is to be ``what``: a list, another's export.

    ``UsageError`` where it cannot be read, or is no text.
    """
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(_MOST_GIVEN_MB * 1_000_000 + 1)
    except OSError as error:
        raise UsageError(_unreadable(path, error)) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text or len(data) > _MOST_GIVEN_MB * 1_000_000:
        raise UsageError(
            f"{path} is no {what}: its bytes are no text in UTF-8, or more than {_MOST_GIVEN_MB} MB of it;"
            " usually another file, check the name."
        )
    return text


def hash_of(path: str) -> str:
    """The SHA-256 of a file, which is read as a stream; ``InputError`` (unreadable) where it cannot be."""
    try:
        with Path(path).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise InputError("unreadable", _unreadable(path, error)) from error


def head_of(path: str) -> bytes:
    """The first bytes of a file, from which its kind is told; none where it cannot be read."""
    try:
        with Path(path).open("rb") as stream:
            return stream.read(HEAD_BYTES)
    except OSError:
        return b""


def add_lines(before: bytes, more: bytes) -> bytes:
    """The lines that came on stdin before, and those of now that are new, as UTF-8; blank ones are no lines.

    ``InputError`` (empty, binary, encoding) where there is none to be read.
    """
    decoded = decode(more, STDIN).text
    lines = dict.fromkeys(before.split(b"\n"))
    lines |= dict.fromkeys(line.strip().encode("utf-8") for line in decoded.split("\n") if line.strip())
    return b"\n".join(line for line in lines if line) + b"\n"


def unread(path: str, error: InputError) -> Failure:
    """The failure for a whole file."""
    return failure(path, None, error.kind, str(error))


def _under(path: str, settings: Settings) -> Iterator[Input | Failure]:
    if path == STDIN:
        yield Input(STDIN)
        return
    name = PurePath(path).as_posix()
    try:
        if Path(path).is_dir():
            yield from _walk(name, settings)
        else:
            yield _file(name, settings)
    except OSError as error:
        yield failure(name, None, "unreadable", _unreadable(name, error))


def _walk(top: str, settings: Settings) -> Iterator[Input | Failure]:
    """The files under a folder, in the order of their names; a folder that cannot be opened is a failure."""
    folders, seen = [top], 0
    while folders:
        folder = folders.pop()
        try:
            names = sorted(os.listdir(folder))  # noqa: PTH208 - as cheap as it gets, and names are all we need
        except OSError as error:
            seen += 1
            yield failure(folder, None, "unreadable", _unreadable(folder, error))
            continue
        deeper: list[str] = []
        pages = saved_pages(names)
        for path in (PurePath(folder, name).as_posix() for name in names if not is_litter(name)):
            page = page_of_part(PurePath(path).name, pages)
            if page and Path(path).is_dir() and not Path(path).is_symlink():
                seen += 1
                yield from _frames(path, page)
                continue
            skipped = _skipped(path, top)
            if skipped is None and Path(path).is_dir():
                if not Path(path).is_symlink():
                    deeper.append(path)
            elif skipped is not None or not _is_case(path):
                seen += 1
                yield skipped or _file(path, settings)
        folders.extend(reversed(deeper))
    if not seen:
        yield failure(
            top,
            None,
            "empty",
            f"{top} is a folder without any file in it: usually the wrong one; name that with the articles.",
        )


def _frames(folder: str, page: str) -> Iterator[Failure]:
    """What a browser put beside a page it saved: pictures and styles are its own, other files are told of."""
    names = (name for _, _, names in os.walk(folder) for name in names)
    others = sum(not is_litter(name) and PurePath(name).suffix.lower() not in PARTS for name in names)
    if others:
        what = (
            f"{folder} holds what a browser saved with {page}; left out are {others:,} of its files, neither"
            " pictures nor styles: usually frames with advertising; take out of it what you miss."
        )
        yield failure(folder, None, "skipped", what)


def _skipped(path: str, top: str) -> Failure | None:
    """The failure for what is not read though it lies in the folder: hidden things, and links out of it."""
    if PurePath(path).name.startswith("."):
        cause = "usually a program's own; rename it if it is of the pile"
        return failure(path, None, "skipped", f"{path} is hidden and was left out: {cause}.")
    if Path(path).is_symlink() and Path(path).is_dir():
        # What it leads to inside the folder is read under its own name.
        if PurePath(os.path.realpath(path)).is_relative_to(os.path.realpath(top)):
            return None
        cause = "links are not followed out of a folder; name the folder it leads to as well"
        return failure(
            path, None, "skipped", f"{path} is a link to another folder and was left out: {cause}."
        )
    return None


def _file(path: str, settings: Settings) -> Input | Failure:
    try:
        size = Path(path).stat().st_size
    except OSError as error:
        return failure(path, None, "unreadable", _unreadable(path, error))
    if not Path(path).is_file():
        return failure(
            path,
            None,
            "unreadable",
            f"{path} is no file but a device, pipe or socket; save the articles to a file first.",
        )
    large = size > settings.max_file_mb * 1_000_000
    archive = path.lower().endswith(_ARCHIVES)
    if large and (not archive or size > settings.max_archive_mb * 1_000_000):
        what = _too_large_archive(path, settings) if archive else _too_large(path, settings)
        return failure(path, None, "too_large", what)
    return Input(path, large)


def _is_case(path: str) -> bool:
    """Whether a file is a case of sayso, or one of those that lie beside it while it is in use."""
    beside = next((end for end in _BESIDE_CASES if path.endswith(end)), "")
    case = Path(path.removesuffix(beside))
    try:
        # A pipe would wait for its writer for ever.
        if not case.is_file():
            return False
        with case.open("rb") as stream:
            head = stream.read(72)
    except OSError:
        return False
    return head.startswith(b"SQLite format 3\x00") and head[68:72] == CASE_MARK


def _unreadable(path: str, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        if Path(path).is_symlink():
            return f"{path} is a link to a file that is not there: usually the file was moved; mend the link."
        return f"{path} is not there: usually a mistyped name or another working folder; check the path."
    if isinstance(error, IsADirectoryError):
        return f"{path} is a folder: name a file in it."
    if isinstance(error, PermissionError):
        return f"{path} may not be read: its permissions forbid it; change them or copy it."
    reason = error.strerror or type(error).__name__
    return f"{path} cannot be read ({reason}): usually a bad disk or network; copy it and try again."


def _too_large(path: str, settings: Settings) -> str:
    return (
        f"{path} is larger than {settings.max_file_mb} MB: usually a whole archive in one file;"
        " split it, or set SAYSO_MAX_FILE_MB."
    )


def _too_large_archive(path: str, settings: Settings) -> str:
    return (
        f"{path} is larger than {settings.max_archive_mb} MB: usually a whole crawl;"
        " split it, or set SAYSO_MAX_ARCHIVE_MB."
    )
