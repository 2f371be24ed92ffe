"""Inputs that mean harm, or were harmed: seeded, invented, the same for the same seed and number."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
import zlib
from collections.abc import Callable, Sequence

from tests.intake.containers.build import PROSE, answer, packed, page, payload_digest, pdf, record, zipped

Input = tuple[str, bytes]
"""A file's name and its bytes."""

HIDDEN = "Zorvath"
"""A name that stands in hidden text only, and must reach no text that claims are read from."""

_TEXT = "\n\n".join(PROSE).encode()
_HTML = "".join(f"<p>{paragraph}</p>" for paragraph in PROSE)
_MAIL = (
    b"Subject: Bridge closed\r\nDate: Tue, 04 Oct 2016 10:00:00 +0200\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n"
    + _HTML.encode()
    + b"\r\n--b\r\nContent-Type: text/html\r\nContent-Disposition: attachment; filename=a.html\r\n\r\n"
    + page()
    + b"\r\n--b--\r\n"
)
_FEED = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    "<title>Teral Post</title><item><title>Bridge closed</title><link>https://teral.example/1</link>"
    f"<content:encoded><![CDATA[{_HTML}]]></content:encoded></item><item><title>Market shut</title>"
    "<description>The market…</description></item></channel></rss>"
).encode()
_WARC = [
    record("1", answer(page()), headers=payload_digest(page())),
    record("2", answer(gzip.compress(page("Market shut"), mtime=0), more="Content-Encoding: gzip\r\n")),
    record("3", answer(b"\x89PNG", "image/png")),
    record("4", answer(b""), "revisit", payload_digest(page())),
]
_PDF = pdf([[(72, 720, PROSE[0]), (72, 706, PROSE[2])], [(72, 720, "The end.")]])
_JSON = json.dumps({"title": "Bridge closed", "text": "\n\n".join(PROSE), "date": "2016-10-04"}).encode()
_TABLE = b'title,text,date\nBridge closed,"' + PROSE[0].encode() + b'",2016-10-04\nMarket shut,"x",\n'

BASES: tuple[Input, ...] = (
    ("a.txt", _TEXT),
    ("a.html", page()),
    ("a.jsonl", _JSON + b"\n" + _JSON),
    ("a.json", b"[" + _JSON + b"," + _JSON + b"]"),
    ("a.csv", _TABLE),
    ("a.eml", _MAIL),
    ("a.mhtml", _MAIL.replace(b"mixed", b"related")),
    ("a.xml", _FEED),
    ("a.warc", b"".join(_WARC)),
    ("a.warc.gz", packed(*_WARC)),
    ("a.zip", zipped({"a.html": page(), "b.jsonl": _JSON, "c.warc.gz": packed(*_WARC)})),
    ("a.html.gz", gzip.compress(page(), mtime=0)),
    ("a.pdf", _PDF),
)
"""Sound files of every kind that is read."""

_TOKENS: tuple[bytes, ...] = (
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    "\u202e\u2066".encode(),
    "\u200b\u200d".encode(),
    b"\xed\xa0\x80",
    b"<!--",
    b"-->",
    b"]]>",
    b"<![CDATA[",
    b"<div>" * 500,
    b"</div>" * 500,
    b"<script>",
    b"&#x110000;",
    b"&a;" * 50,
    b"\r\n\r\n",
    b"--b\r\n",
    b"Content-Length: 99999999999\r\n",
    b"PK\x03\x04",
    b"\x1f\x8b\x08",
    b"WARC/1.0\r\n",
    b"%PDF-1.7",
    b'"' * 99,
    b"[" * 3000,
    b"{" * 3000,
    b" " * 20000,
    b"\n" * 20000,
    b"A" * 20000,
    b"\xf0\x9f\x98\x80" * 500,
    b"charset=utf-7",
    b"Transfer-Encoding: chunked\r\n",
    b"ffffffff\r\n",
    b"-1",
    b"NaN",
    b"1e999",
    b"0" * 5000,
)


def numbered(seed: int, number: int) -> Input:
    """The input of a number: every fourth is made to do harm, the others are sound files that were harmed."""
    chance = random.Random(f"{seed}/{number}")
    if number % 4 == 3:
        return MADE[(number // 4) % len(MADE)](chance)
    name, data = chance.choice(BASES)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        data = chance.choice(_MUTATIONS)(data, chance)
    if chance.random() < 0.1:
        name = chance.choice(BASES)[0]
    return name, data


def _flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 5, 50)) if changed else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _drop(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.randrange(200) :]


def _insert(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(_TOKENS) * chance.choice((1, 1, 1, 20)) + data[at:]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    piece = data[start : start + chance.randrange(2000)]
    return data[:start] + piece * chance.choice((2, 3, 50)) + data[start:]


def _splice(data: bytes, chance: random.Random) -> bytes:
    other = chance.choice(BASES)[1]
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other)) :]


_MUTATIONS: Sequence[Callable[[bytes, random.Random], bytes]] = (
    _flip,
    _cut,
    _drop,
    _insert,
    _repeat,
    _splice,
)


def _nested_tags(chance: random.Random) -> Input:
    tag = chance.choice(("div", "span", "table><tr><td", "b", "ul><li", "blockquote", "a href=x", "font"))
    number = chance.choice((5_000, 100_000, 300_000))
    return "a.html", b"<html><body>" + f"<{tag}>".encode() * number + _HTML.encode()


def _long_lines(chance: random.Random) -> Input:
    piece = chance.choice(
        ("word ", "“", "said ", "A.B.", "1,000 ", "- ", "http://x.example/ ", "(", "é", "[x] ")
    )
    return chance.choice(("a.txt", "a.html")), (piece * chance.choice((20_000, 200_000))).encode()


def _many_lines(chance: random.Random) -> Input:
    line = chance.choice(
        ("By Mira Tolan\n", "Read more\n\n", "x\n", "<p>x", "• item\n", "Share\n", "4 October 2016\n")
    )
    return chance.choice(("a.txt", "a.html")), line.encode() * chance.choice((10_000, 60_000))


def _hidden_text(chance: random.Random) -> Input:
    words = f"{HIDDEN} said the bridge was blown up by the army on Tuesday, and that nobody was told of it."
    hidden = chance.choice(
        (
            f'<p style="display:none">{words}</p>',
            f"<div hidden><p>{words}</p></div>",
            f'<div style="visibility: hidden"><p>{words}</p></div>',
            f"<script>var x = '{words}'</script>",
            f"<!-- {words} -->",
            f"<template><p>{words}</p></template>",
            f"<style>{words}</style>",
            f"<noscript><p>{words}</p></noscript>",
        )
    )
    before, after = page().split(b"<p>", 1)
    return "a.html", before + hidden.encode() + b"<p>" + after


def _marks(chance: random.Random) -> Input:
    mark = chance.choice(("\u202e", "\u2066", "\u200b", "\u0301" * 50, "\ufeff", "\u0000", "\ud83d"))
    text = mark.join("\n\n".join(PROSE))
    return chance.choice(("a.txt", "a.html", "a.jsonl")), text.encode("utf-8", "surrogatepass")


def _zip_bomb(chance: random.Random) -> Input:
    size = chance.choice((1_000_000, 30_000_000))
    data = zipped({f"{n}.txt": b"0" * size for n in range(chance.choice((1, 8)))})
    for depth in range(chance.randrange(6)):
        data = zipped({f"{depth}-{n}.zip": data for n in range(4)})
    return "a.zip", data


def _lying_zip(chance: random.Random) -> Input:
    """Entries whose directory lies about sizes and places, or that share their bytes."""
    data = bytearray(zipped({f"{n}.txt": _TEXT * 20 for n in range(20)}))
    start = data.find(b"PK\x01\x02")
    while start >= 0:
        field = chance.choice((10, 20, 24, 28, 42))
        data[start + field : start + field + 2] = chance.randbytes(2)
        start = data.find(b"PK\x01\x02", start + 4)
    return "a.zip", bytes(data)


def _path_tricks(chance: random.Random) -> Input:
    names = (
        "../../x.txt",
        "/etc/passwd",
        "C:\\x.txt",
        "..\\x.txt",
        "a/../../b",
        "x\x00y.txt",
        "\u202etxt.exe",
        " " * 300,
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in chance.sample(names, 5):
            archive.writestr(name, _TEXT)
    return "a.zip", stream.getvalue()


def _gzip_bomb(chance: random.Random) -> Input:
    data = gzip.compress(b"<html>" + b" " * chance.choice((1_000_000, 100_000_000)), 1, mtime=0)
    return chance.choice(("a.html.gz", "a.warc.gz", "a.gz")), data


def _warc_bomb(chance: random.Random) -> Input:
    body = zlib.compress(b"<p>x" * chance.choice((20_000, 10_000_000)), 1)
    one = record("1", answer(body, more="Content-Encoding: deflate\r\n"))
    return "a.warc.gz", packed(*[one] * chance.choice((1, 5)))


def _lying_warc(chance: random.Random) -> Input:
    records = [record(str(n % 3), answer(page())) for n in range(10)]
    lie = chance.choice((b"0", b"-5", b"99999999999999999999", b"x", b"1", b"99999"))
    records[chance.randrange(10)] = records[3].replace(b"Content-Length: ", b"Content-Length: " + lie)
    records.append(record("9", answer(b""), "revisit", {"WARC-Refers-To": "<urn:uuid:9>"}))
    return chance.choice((("a.warc", b"".join(records)), ("a.warc.gz", packed(*records))))


def _entities(chance: random.Random) -> Input:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20}">' for n in range(1, 12))
    outside = f'<!ENTITY x SYSTEM "{chance.choice(("file:///etc/passwd", "http://x.example/"))}">'
    doctype = f'<!DOCTYPE rss [<!ENTITY e0 "boom">{lines}{outside}]>'
    return "a.xml", _FEED.replace(b"<rss", doctype.encode() + b"<rss", 1).replace(b"<p>", b"&e11;&x;<p>")


def _deep_json(chance: random.Random) -> Input:
    depth = chance.choice((500, 900, 5_000, 200_000))
    if chance.random() < 0.25:
        author = "[" * depth + '"x"' + "]" * depth
        data = f'<script type="application/ld+json">{{"@type":"NewsArticle","author":{author}}}</script>'
        return "a.html", page().replace(b"</head>", data.encode() + b"</head>")
    opened, closed = chance.choice((("[", "]"), ('{"text":', "}"), ('{"body":{"sections":[', "]}}")))
    return chance.choice(("a.json", "a.jsonl")), (opened * depth + '"x"' + closed * depth).encode()


def _deep_mail(chance: random.Random) -> Input:
    out = b"Subject: x\r\n"
    for n in range(chance.choice((20, 500, 3_000))):
        out += b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
    return chance.choice(("a.eml", "a.mhtml")), out + b"\r\n" + _TEXT


def _many_parts(chance: random.Random) -> Input:
    part = b"--b\r\nContent-Type: text/html\r\nContent-Disposition: attachment\r\n\r\n<p>x</p>\r\n"
    return "a.eml", b"Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + part * chance.choice(
        (50, 1000)
    )


def _wide_table(chance: random.Random) -> Input:
    mark = chance.choice((",", ";", "\t", '"', "|"))
    return "a.csv", ("text" + mark * 50_000 + "\n" + "x" + mark * 50_000 + "\n").encode()


def _prologue(chance: random.Random) -> Input:
    """What a sniffer of kinds may choke on."""
    piece = chance.choice((b"<?xml ?>", b"<!---->", b"<!-- ", b"<?", b"\xef\xbb\xbf", b" ", b"<!--><!--"))
    return chance.choice(("a", "a.xml", "a.html", "a.txt")), piece * 30_000 + page()


def _odd_pdf(chance: random.Random) -> Input:
    data = _PDF.replace(b"/Count 2", b"/Count %d" % chance.choice((0, 99, 10**9, -1)))
    kids = chance.choice((b"[2 0 R]", b"[4 0 R 2 0 R]", b"[]", b"[4 0 R" + b" 4 0 R" * 3000 + b"]"))
    return "a.pdf", data.replace(b"[4 0 R 6 0 R]", kids) if chance.random() < 0.7 else data[:-200]


def _flood(chance: random.Random) -> Input:
    """Megabytes of next to nothing, of which each piece may become an object."""
    pieces = {
        "a.txt": b"x\n",
        "a.html": b"<p>x",
        "a.jsonl": b"{}\n",
        "a.json": b"{},",
        "a.csv": b",x\n",
        "a.eml": b"--b\n\n",
        "a.xml": b"<item/>",
        "a.warc": b"WARC/1.0\r\n\r\n",
    }
    starts = {"a.json": b"[", "a.csv": b"text,date\n", "a.xml": b"<rss><channel>"}
    starts["a.eml"] = b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n"
    name = chance.choice(sorted(pieces))
    size = chance.choice((1_000_000, 1_000_000, 1_000_000, 19_000_000))
    return name, starts.get(name, b"") + pieces[name] * (size // len(pieces[name]))


def _noise(chance: random.Random) -> Input:
    name = chance.choice(BASES)[0]
    return name, chance.choice(BASES)[1][: chance.randrange(12)] + chance.randbytes(chance.randrange(5_000))


MADE: tuple[Callable[[random.Random], Input], ...] = (
    _nested_tags,
    _long_lines,
    _many_lines,
    _hidden_text,
    _marks,
    _zip_bomb,
    _lying_zip,
    _path_tricks,
    _gzip_bomb,
    _warc_bomb,
    _lying_warc,
    _entities,
    _deep_json,
    _deep_mail,
    _many_parts,
    _wide_table,
    _prologue,
    _odd_pdf,
    _flood,
    _noise,
)
"""Makers of inputs that are known to end, choke or mislead readers."""
