"""Archives, mails and PDFs made for tests; all that stands in them is invented."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence

PROSE = (
    "The bridge over the Teral was closed on Tuesday after the river rose by two metres, the ministry said.",
    "“We gave the order at noon,” said Mira Tolan, a spokeswoman for the ministry. It gave no date for its"
    " opening.",
    "Traders in Tolk said the market would stay shut until the water had gone down again.",
)


def page(title: str = "Bridge closed as river rises", prose: Sequence[str] = PROSE) -> bytes:
    """A web page with one article."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in prose)
    head = f"<head><title>{title}</title></head>"
    return (
        f"<!DOCTYPE html><html>{head}<body><article><h1>{title}</h1>{body}</article></body></html>".encode()
    )


def answer(
    body: bytes, media: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = ""
) -> bytes:
    """What a server sends."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{more}\r\n".encode() + body


def record(id: str, block: bytes, kind: str = "response", headers: Mapping[str, str] | None = None) -> bytes:
    """One record of a WARC, without compression; its block digest is right unless another is given."""
    digest = base64.b32encode(hashlib.sha1(block).digest()).decode()
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{id}>",
        "WARC-Date": "2016-10-04T10:00:00Z",
        "WARC-Target-URI": f"https://teral.example/{id}",
        "WARC-Block-Digest": f"sha1:{digest}",
        "Content-Type": "application/http; msgtype=response",
        **(headers or {}),
        "Content-Length": str(len(block)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return f"WARC/1.1\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def payload_digest(payload: bytes) -> dict[str, str]:
    """The header with a payload's digest."""
    return {"WARC-Payload-Digest": "sha1:" + base64.b32encode(hashlib.sha1(payload).digest()).decode()}


def packed(*records: bytes) -> bytes:
    """Records as a .warc.gz holds them, each a gzip member of its own."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP with these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def pdf(pages: Sequence[Sequence[tuple[int, int, str]]]) -> bytes:
    """A PDF with lines at places (x and y in points) on its pages."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for lines in pages:
        drawn = "".join(f"1 0 0 1 {x} {y} Tm ({text}) Tj\n" for x, y, text in lines)
        stream = f"BT /F1 11 Tf\n{drawn}ET"
        kids.append(f"{len(objects) + 1} 0 R")
        font = "/Resources<</Font<</F1 3 0 R>>>>"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]{font}/Contents {len(objects) + 2} 0 R>>"
        )
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    out, offsets = "%PDF-1.4\n", []
    for number, thing in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj{thing}endobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")
