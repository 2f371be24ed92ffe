"""Mails with what is attached, and pages saved as MHTML."""

from __future__ import annotations

import hashlib
from email.message import EmailMessage
from pathlib import Path

import pytest

from sayso.model import Failure
from sayso.settings import Settings
from tests.intake.containers.build import PROSE, page
from tests.intake.containers.test_warc import split
from tests.intake.helpers import check, fail_one, kinds, read_all, read_one, write


def mail(**headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Teral Post <news@teral.example>"
    message["Subject"] = "Bridge closed as river rises"
    message["Date"] = "Tue, 04 Oct 2016 10:00:00 +0200"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    return message


def test_a_newsletter_is_its_html_part(tmp_path: Path) -> None:
    message = mail(List_Id='"Teral Post" <news.teral.example>')
    message.set_content("\n\n".join(PROSE))
    message.add_alternative("".join(f"<p>{paragraph}</p>" for paragraph in PROSE), subtype="html")
    document = read_one(tmp_path, message.as_bytes(), "a.eml")
    assert document.title == "Bridge closed as river rises"
    assert (document.outlet, document.published) == ("Teral Post", "2016-10-04T10:00:00+02:00")
    assert document.member is None
    assert document.sha256 == hashlib.sha256(message.as_bytes()).hexdigest()
    assert kinds(document) == [("headline", document.title), *(("body", p) for p in PROSE)]


def test_who_sends_a_mail_is_no_outlet(tmp_path: Path) -> None:
    message = mail()
    message.set_content("\n\n".join(PROSE))
    document = read_one(tmp_path, message.as_bytes(), "a.eml")
    assert document.outlet is None
    assert document.authors == ()
    assert PROSE[1] in document.text


def test_attachments_are_read_as_files(tmp_path: Path) -> None:
    message = mail()
    message.set_content("Dear all, please find the page attached, as was agreed on Monday.")
    message.add_attachment(page(), maintype="text", subtype="html", filename="seite.html")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="x.png")
    inner = mail()
    inner.set_content("\n\n".join(PROSE))
    message.add_attachment(inner)
    documents, failures = split(read_all(write(tmp_path, message.as_bytes(), "a.eml")))
    assert [d.member for d in documents] == [None, "seite.html", "part 3.eml"]
    assert documents[1].title == "Bridge closed as river rises"
    assert [(f.member, f.kind) for f in failures] == [(None, "skipped")]


def test_encoded_words_and_old_encodings(tmp_path: Path) -> None:
    raw = (
        b"Subject: =?iso-8859-1?Q?Br=FCcke_gesperrt?=\r\nDate: nonsense\r\n"
        b"Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"The bridge in T=F6lk was closed on Tuesday, the ministry said.\r\n"
    )
    document = read_one(tmp_path, raw, "a.eml")
    assert document.title == "Brücke gesperrt"
    assert "Tölk" in document.text
    assert document.published is None


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"no headers here", "malformed"),
        (b"Subject: x\r\n\r\n", "empty"),
        (b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n", "empty"),
    ],
)
def test_mails_without_text(tmp_path: Path, content: bytes, kind: str) -> None:
    assert fail_one(tmp_path, content, "a.eml").kind == kind


def nested(depth: int) -> bytes:
    out = b"Subject: x\r\n"
    for n in range(depth):
        out += b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
    return out + b"Content-Type: text/plain\r\n\r\nThe bridge was closed.\r\n"


def test_parts_nested_without_end_are_refused(tmp_path: Path) -> None:
    assert fail_one(tmp_path, nested(200), "a.eml").kind == "malformed"
    assert fail_one(tmp_path, nested(3000), "a.eml").kind == "malformed"


def saved(*frames: bytes) -> bytes:
    parts = [
        b"Content-Type: text/html\r\nContent-ID: <frame-1@x>\r\nContent-Transfer-Encoding: binary\r\n"
        b"Content-Location: https://teral.example/1\r\n\r\n" + page(),
        b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=",
        *(b"Content-Type: text/html\r\n\r\n" + frame for frame in frames),
    ]
    head = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://teral.example/1?a=b\r\n"
        b"Subject: Bridge closed\r\nDate: Tue, 4 Oct 2016 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="----b"\r\n\r\n'
    )
    return head + b"".join(b"------b\r\n" + part + b"\r\n" for part in parts) + b"------b--\r\n"


def test_a_page_saved_by_a_browser(tmp_path: Path) -> None:
    document = read_one(tmp_path, saved(), "a.mhtml")
    assert document.title == "Bridge closed as river rises"
    assert document.url == "https://teral.example/1?a=b"
    assert document.captured == "2016-10-04T10:00:00+00:00"
    assert document.published is None
    assert document.member is None
    assert document.sha256 == hashlib.sha256(saved()).hexdigest()


def test_frames_are_counted(tmp_path: Path) -> None:
    document, failure = read_all(write(tmp_path, saved(b"<p>Buy now</p>"), "a.mht"))
    assert not isinstance(document, Failure)
    check(document)
    assert isinstance(failure, Failure)
    assert "1 pages in frames" in failure.what


def test_a_saved_file_without_a_page(tmp_path: Path) -> None:
    assert fail_one(tmp_path, b"Subject: x\r\n\r\nwords", "a.mhtml").kind == "malformed"


def mailbox(*mails: bytes) -> bytes:
    return b"".join(
        b"From news@teral.example Tue Oct  4 10:00:00 2016\n" + mail.replace(b"\nFrom ", b"\n>From ") + b"\n"
        for mail in mails
    )


def test_a_mailbox_is_its_mails(tmp_path: Path) -> None:
    first, second = mail(), mail(Subject_="x")
    first.set_content("\n\n".join((*PROSE, "From the start it rained.")))
    second.set_content("\n\n".join(PROSE))
    second.add_attachment(page(), maintype="text", subtype="html", filename="a.html")
    data = mailbox(first.as_bytes(), second.as_bytes())
    for name in ("a.mbox", "Inbox"):
        documents, failures = split(read_all(write(tmp_path, data, name)))
        assert not failures
        assert [d.member for d in documents] == ["mail 1", "mail 2", "mail 2/a.html"]
        assert "\n\nFrom the start it rained." in documents[0].text
        assert documents[0].sha256 == hashlib.sha256(first.as_bytes() + b"\n").hexdigest()


def test_a_mail_that_is_too_large_costs_itself(tmp_path: Path) -> None:
    small, large = mail(), mail()
    small.set_content("\n\n".join(PROSE))
    large.set_content("x " * 1_000_000)
    found = read_all(
        write(tmp_path, mailbox(large.as_bytes(), small.as_bytes()), "a.mbox"),
        settings=Settings(max_file_mb=1),
    )
    assert [(d.member, getattr(d, "kind", "document")) for d in found] == [
        ("mail 1", "too_large"),
        ("mail 2", "document"),
    ]


def test_a_text_that_begins_with_from_is_no_mailbox(tmp_path: Path) -> None:
    text = "From Tolk at 10:30:00 on Tuesday\n\n" + "\n\n".join(PROSE)
    assert read_one(tmp_path, text, "a.txt").member is None
