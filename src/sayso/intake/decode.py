"""Bytes to text: UTF-8 first, then what byte order marks, declarations and the bytes themselves show."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from sayso.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SIGNATURES = (
    # The first four are read where they come as files; on stdin they are not.
    (b"%PDF-", "a PDF file", "give it as a file of its own"),
    (b"PK\x03\x04", "a ZIP file", "give it as a file of its own"),
    (b"WARC/", "a web archive", "give it as a file of its own"),
    (b"\x1f\x8b", "a gzip archive", "give it as a file of its own"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Office file", "save its text as .txt or .html"),
    (b"{\\rtf", "an RTF file", "save its text as .txt or .html"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it first"),
    (b"SQLite format 3\x00", "a SQLite database", "give the articles, not a case or database"),
    (b"\x89PNG", "a picture", "give the article's text"),
    (b"\xff\xd8\xff", "a picture", "give the article's text"),
    (b"GIF8", "a picture", "give the article's text"),
    (b"RIFF", "a sound, film or picture file", "give the article's text"),
    (b"ID3", "a sound file", "give the article's text"),
    (b"\x7fELF", "a program", "give the article's text"),
    (b"MZ\x90", "a program", "give the article's text"),
)

_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_VALID_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
_TYPOGRAPHY = frozenset("‘’‚“”„–—…•·«»‹›§©®°€£¥¢™†‡¶¡¿½¼¾×÷±²³µ´¨¸ªº¬¦\xa0\xad")

_FEWEST_TWICE = 2
"""So many characters that were encoded twice are no accident."""

_WORD = re.compile(r"[^\W\d_]+")
_MOST_HIGH_LETTERS = 0.5
"""Of the letters of Western European words with accents, no more are accented than this."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and the name of its encoding; ``mark`` is true where a byte order mark was taken off."""

    text: str
    encoding: str
    mark: bool = False


def decode(data: bytes, where: str, *, markup: bool = False, charset: str | None = None) -> Decoded:
    """The text of some bytes; ``InputError`` (empty, binary, encoding) where there is none to be read.

    A byte order mark is no text and is left out. ``where`` names the input for the error's sentence;
    ``markup`` lets an HTML or XML declaration name the encoding; ``charset`` is what came with the bytes.
    """
    if not data.strip():
        raise InputError("empty", f"{where} is empty: usually a failed download; get it again.")
    for signature, what, cure in _SIGNATURES:
        if data.startswith(signature):
            raise InputError("binary", f"{where} is {what}, not text: {cure}.")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, where)
    _refuse_binary(data, where)
    try:
        return _once(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        declared = _as_named(data, charset or "") or (_declared(data) if markup else None)
        if declared:
            return declared
        if markup and len(_VALID_SEQUENCE.findall(data)) >= 10:
            # A page put together from parts: UTF-8 with some bytes that are not, which browsers mark.
            return Decoded(data.decode("utf-8", "replace"), "utf-8 with errors")
        return _from_evidence(data, error.start, where)


def _once(text: str) -> Decoded:
    """The text; what was read wrongly before, and written as UTF-8 a second time, as it had been.

    That is so where all that is not ASCII makes up UTF-8 when its characters are taken for bytes: in no other
    text do they, for an "Ã" stands alone as a letter.
    """
    for encoding in ("latin-1", "cp1252") if not text.isascii() else ():
        try:
            data = text.encode(encoding)
            if len(_VALID_SEQUENCE.findall(data)) >= _FEWEST_TWICE:
                return Decoded(data.decode("utf-8"), f"utf-8, twice by way of {encoding}")
        except UnicodeError:
            continue
    return Decoded(text, "utf-8")


def _strictly(data: bytes, encoding: str, where: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            "encoding",
            f"{where} begins with the mark of {encoding} but breaks it at byte {error.start}:"
            " usually a damaged file; save it again as UTF-8.",
        ) from error
    if not text.strip():
        raise InputError("empty", f"{where} is empty: usually a failed download; get it again.")
    return Decoded(text, encoding, mark=True)


def _refuse_binary(data: bytes, where: str) -> None:
    zero = data.find(0)
    if zero >= 0:
        raise InputError(
            "binary",
            f"{where} is not text (a zero byte at byte {zero}): usually a picture, a program or UTF-16"
            " without its mark; save it as UTF-8 text.",
        )
    head = data[:65536]
    if len(_CONTROLS.findall(head)) > 0.01 * len(head):
        raise InputError(
            "binary",
            f"{where} is not text (too many control characters): usually a picture or a program;"
            " give the article's text.",
        )


def _declared(data: bytes) -> Decoded | None:
    match = _DECLARED.search(data[:4096])
    if not match:
        return None
    return _as_named(data, (match[1] or match[2]).decode("ascii", "replace"))


def _as_named(data: bytes, name: str) -> Decoded | None:
    """The text in the encoding of this name, where there is one and the bytes keep to it."""
    try:
        encoding = codecs.lookup(name).name
        # Pages that declare Latin-1 are read as Windows-1252 by every browser.
        encoding = "cp1252" if encoding in ("iso8859-1", "ascii") else encoding
        if encoding == "utf-8":
            return None
        return None if len(_VALID_SEQUENCE.findall(data)) >= 10 else Decoded(data.decode(encoding), encoding)
    except (LookupError, UnicodeDecodeError):
        return None


def _from_evidence(data: bytes, first_bad: int, where: str) -> Decoded:
    """Windows-1252 where all its characters are ones that Western text has; else an error."""
    if _VALID_SEQUENCE.search(data):
        raise InputError(
            "encoding",
            f"{where} mixes encodings: UTF-8 up to byte {first_bad}, where 0x{data[first_bad]:02X} is not:"
            " usually texts of two sources pasted together; save it as UTF-8.",
        )
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if text and _reads_as_western(text):
        return Decoded(text, "cp1252")
    raise InputError(
        "encoding",
        f"{where} is not UTF-8 (byte 0x{data[first_bad]:02X} at byte {first_bad}) and does not show which"
        " encoding it has: usually saved by an older program; save it as UTF-8.",
    )


def _reads_as_western(text: str) -> bool:
    """Whether all characters beyond ASCII are marks of Western typography, or letters among plain letters."""
    if any(ord(c) > 127 and not c.isalpha() and c not in _TYPOGRAPHY for c in text):
        return False
    letters = "".join(word for word in _WORD.findall(text) if not word.isascii())
    return sum(ord(c) > 127 for c in letters) <= _MOST_HIGH_LETTERS * len(letters)
