"""Mails (.eml) with what is attached to them, and pages that browsers saved as one file (.mht, .mhtml)."""

from __future__ import annotations

import email.errors
import email.header
import email.utils
import hashlib
import html
import re
from collections import Counter
from collections.abc import Iterator
from email.message import Message

from sayso.errors import InputError
from sayso.intake.containers.members import Entry, Member, Names, Unread, left_out
from sayso.intake.dates import read_date
from sayso.intake.decode import decode

_OF_THE_PAGE = frozenset({"image", "audio", "video", "font"})
_MOST_PARTS = 10_000
_MOST_LINES = 1_000_000
_DEEPEST = 50
"""No mail that is read in earnest has its parts nested so deep."""


def read_mail(data: bytes, path: str) -> Iterator[Member | Entry | Unread]:
    """A mail as one record (its subject, date and text), then what is attached to it.

    Where a mail has its text twice, as HTML and plain, the HTML is read. The name of a newsletter's list is
    its outlet; who sent a mail is evidence of nothing.
    """
    message = _parsed(data, path)
    parts = list(_parts(message, path))
    bodies = [part for part in parts if _is_body(part)]
    texts = [_text(part, path) for part in bodies if part.get_content_type() == "text/html"]
    if not texts:
        texts = [_text(part, path) for part in bodies if part.get_content_type() == "text/plain"]
    if not any(text.strip() for text in texts):
        raise InputError(
            "empty", f"{path} is a mail without text in it: usually a picture of one; save it as .html."
        )
    fields = {
        "title": " ".join(_header(message, "Subject").split()),
        "text": "\n\n".join(texts),
        "published": _date(message),
        "outlet": _list_name(message),
        "url": _header(message, "Archived-At").strip("<> "),
    }
    yield Entry(None, fields, data)
    yield from _attached([part for part in parts if not _is_body(part)], path)


def read_mhtml(data: bytes, path: str) -> Iterator[Member | Unread]:
    """The page of a file that a browser saved with all that belongs to it; frames in it are counted."""
    message = _parsed(data, path)
    pages = [
        p for p in _parts(message, path) if p.get_content_type() in ("text/html", "application/xhtml+xml")
    ]
    if not pages:
        raise InputError(
            "malformed",
            f"{path} holds no page: usually a file that was cut off; save the page from the browser again.",
        )
    start = message.get_param("start")
    page = next((p for p in pages if start and p.get("Content-ID") == start), pages[0])
    url = _header(message, "Snapshot-Content-Location") or _header(page, "Content-Location")
    yield Member(
        None,
        _payload(page),
        media="text/html",
        charset=page.get_content_charset(),
        url=url if url.startswith(("http://", "https://")) else None,
        captured=_date(message),
        sha256=hashlib.sha256(data).hexdigest(),
    )
    if len(pages) > 1:
        yield left_out(path, Counter({"pages in frames": len(pages) - 1}))


def _parsed(data: bytes, path: str) -> Message:
    if data.count(b"\n--") > _MOST_PARTS or data.count(b"\n") > _MOST_LINES:
        raise InputError(
            "malformed",
            f"{path} has more parts or lines than any mail: usually no mail; save its text as .txt.",
        )
    try:
        message = email.message_from_bytes(data)
    except (RecursionError, ValueError, LookupError) as error:
        raise InputError(
            "malformed", f"{path} cannot be read as a mail: usually a damaged file; save it again."
        ) from error
    if not message.keys():
        raise InputError(
            "malformed", f"{path} has no mail headers: usually another kind of file; name it by what it is."
        )
    return message


def _parts(message: Message, path: str) -> Iterator[Message]:
    """The parts that hold something, in order; a mail attached to the mail is one of them."""
    stack = [(message, 0)]
    while stack:
        part, depth = stack.pop()
        inside = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inside, list):
            if depth > _DEEPEST:
                raise InputError(
                    "malformed", f"{path} is nested too deeply: usually no mail; save its text as .txt."
                )
            stack.extend((p, depth + 1) for p in reversed(inside) if isinstance(p, Message))
        else:
            yield part


def _is_body(part: Message) -> bool:
    text = part.get_content_type() in ("text/html", "text/plain")
    return text and part.get_content_disposition() != "attachment" and not part.get_filename()


def _attached(parts: list[Message], path: str) -> Iterator[Member | Unread]:
    names, skipped = Names(), Counter[str]()
    for number, part in enumerate(parts, 1):
        attached = part.get_content_disposition() == "attachment"
        if part.get_content_maintype() in _OF_THE_PAGE:
            # What is not attached is shown in the mail, and belongs to it as a picture does to a page.
            skipped.update([part.get_content_type()] if attached else [])
            continue
        inside = part.get_payload()
        mail = inside[0] if isinstance(inside, list) and inside else None
        if part.get_content_type() == "message/rfc822" and isinstance(mail, Message):
            yield Member(names.name(f"part {number}.eml"), mail.as_bytes())
            continue
        name = names.name(_decoded(part.get_filename() or f"part {number}"))
        media = part.get_content_type() if part.get_content_type() != "application/octet-stream" else None
        yield Member(name, _payload(part), media=media, charset=part.get_content_charset())
    if skipped:
        yield left_out(path, skipped)


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: Message, path: str) -> str:
    """The text of a part, decoded; HTML in elements of its own, by which the reader of records knows it."""
    data = _payload(part)
    if not data.strip():
        return ""
    markup = part.get_content_type() == "text/html"
    text = decode(data, path, markup=markup, charset=part.get_content_charset()).text
    return f"<div>{text}</div><br>" if markup else text.replace("\r\n", "\n")


def _header(message: Message, name: str) -> str:
    return _decoded(str(message.get(name) or ""))


def _decoded(written: str) -> str:
    """A header as text; words that say how they are encoded but are not so stay as they are."""
    try:
        return str(email.header.make_header(email.header.decode_header(written)))
    except (ValueError, LookupError, email.errors.MessageError):
        return written


def _date(message: Message) -> str | None:
    # "-0000" is a time in UTC of which no more is known; browsers write it.
    return read_date(re.sub(r"-0000\Z", "+0000", _header(message, "Date").strip()))


def _list_name(message: Message) -> str | None:
    """The name that a newsletter's list gives itself: List-Id: "Teral Post" <news.teral.example>."""
    name, address = email.utils.parseaddr(_header(message, "List-Id"))
    return html.unescape(name).strip() or None if address else None
