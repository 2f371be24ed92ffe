"""WARC: pages under their records' ids, digests, revisits, encodings, damage."""

from __future__ import annotations

import gzip
import hashlib
import sys
import zlib
from pathlib import Path

import brotli
import pytest
from fastwarc.stream_io import ZstdWriter

from sayso.model import Document, Failure, make_id
from sayso.settings import Settings
from tests.intake.containers.build import PROSE, answer, packed, page, payload_digest, record, zipped
from tests.intake.helpers import check, read_all, said, write

OTHER = page("Market shut in Tolk", PROSE[::-1])


def split(found: list[Document | Failure]) -> tuple[list[Document], list[Failure]]:
    documents = [d for d in found if isinstance(d, Document)]
    for document in documents:
        check(document)
    return documents, [f for f in found if isinstance(f, Failure)]


def read_warc(folder: Path, data: bytes, name: str = "a.warc.gz") -> tuple[list[Document], list[Failure]]:
    return split(read_all(write(folder, data, name)))


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_pages_with_their_place_in_the_archive(tmp_path: Path, name: str) -> None:
    records = [
        record("0", b"software: invented\r\n", "warcinfo", {"Content-Type": "application/warc-fields"}),
        record("1", b"GET / HTTP/1.1\r\n\r\n", "request"),
        record("2", answer(page()), headers=payload_digest(page())),
        record("3", answer(OTHER), headers={"WARC-Date": "2016-10-05T10:00:00Z"}),
    ]
    data = packed(*records) if name.endswith("gz") else b"".join(records)
    (first, second), failures = read_warc(tmp_path, data, name)
    assert not failures
    assert (first.member, first.captured) == ("urn:uuid:2", "2016-10-04T10:00:00Z")
    assert (first.url, first.title) == ("https://teral.example/2", "Bridge closed as river rises")
    assert first.evidence["url"].rule == "the archive's record"
    assert first.sha256 == hashlib.sha256(page()).hexdigest()
    assert first.id == make_id("doc", first.sha256, first.path, first.member)
    assert said(first, "body")[0] == PROSE[0]
    assert (second.member, second.captured) == ("urn:uuid:3", "2016-10-05T10:00:00Z")
    assert first.published is None


def zstd(folder: Path, *records: bytes) -> bytes:
    """Records as a .warc.zst holds them, each a frame of its own."""
    writer = ZstdWriter(str(folder / "written.zst"))
    for one in records:
        writer.write(one)
        writer.finish()
    writer.close()
    data = (folder / "written.zst").read_bytes()
    (folder / "written.zst").unlink()
    return data


def test_an_archive_packed_by_zstd(tmp_path: Path) -> None:
    data = zstd(tmp_path, record("1", answer(page())), record("2", answer(OTHER)))
    (first, second), failures = read_warc(tmp_path, data, "a.warc.zst")
    assert not failures
    assert (first.member, second.member) == ("urn:uuid:1", "urn:uuid:2")
    assert said(first, "body")[0] == PROSE[0]


def test_damage_in_an_archive_packed_by_zstd_costs_itself(tmp_path: Path) -> None:
    frames = [zstd(tmp_path, record(str(n), answer(page()))) for n in range(3)]
    frames[1] = frames[1][:-20]
    documents, failures = read_warc(tmp_path, b"".join(frames), "a.warc.zst")
    assert {"urn:uuid:0", "urn:uuid:2"} <= {d.member for d in documents}
    assert {f.kind for f in failures} == {"malformed"}


def test_what_is_no_article_is_counted_in_one_sentence(tmp_path: Path) -> None:
    records = [
        record("1", answer(b"\x89PNG....", "image/png")),
        record("2", answer(b"\x89PNG....", "image/png")),
        record("3", answer(b"gone", status="404 Not Found")),
        record("4", answer(page())),
    ]
    documents, (failure,) = read_warc(tmp_path, packed(*records))
    assert [d.member for d in documents] == ["urn:uuid:4"]
    assert (failure.kind, failure.member) == ("skipped", None)
    assert "2 image/png, 1 answers with status 404" in failure.what


def test_revisits_are_the_page_again_at_another_time(tmp_path: Path) -> None:
    later = {"WARC-Date": "2016-12-01T08:00:00Z"}
    records = [
        # One before its page, by the page's digest; one by its record; one whose page lies elsewhere.
        record("1", answer(b""), "revisit", payload_digest(page()) | {"WARC-Date": "2016-11-01T08:00:00Z"}),
        record("2", answer(page()), headers=payload_digest(page())),
        record("3", answer(OTHER)),
        record("4", answer(b""), "revisit", later | {"WARC-Refers-To": "<urn:uuid:3>"}),
        record("5", answer(b""), "revisit", later | {"WARC-Refers-To": "<urn:uuid:none>"}),
        record("6", answer(b"", "image/png"), "revisit", later | {"WARC-Refers-To": "<urn:uuid:none>"}),
    ]
    documents, failures = read_warc(tmp_path, packed(*records))
    by_member = {d.member: d for d in documents}
    assert sorted(map(str, by_member)) == [f"urn:uuid:{n}" for n in (1, 2, 3, 4)]
    assert by_member["urn:uuid:1"].text == by_member["urn:uuid:2"].text
    assert by_member["urn:uuid:1"].captured == "2016-11-01T08:00:00Z"
    assert by_member["urn:uuid:4"].text == by_member["urn:uuid:3"].text
    assert by_member["urn:uuid:4"].url == "https://teral.example/4"
    assert [(f.member, f.kind) for f in failures] == [("urn:uuid:5", "incomplete"), (None, "skipped")]


def test_a_record_whose_digest_does_not_hold_is_not_read(tmp_path: Path) -> None:
    wrong = {"WARC-Block-Digest": "sha1:" + "A" * 32}
    records = [
        record("1", answer(page()), headers=wrong),
        record("2", answer(page()), headers=payload_digest(OTHER)),
        record("3", answer(page()), headers={"WARC-Block-Digest": "whirlpool:0"}),
        record("4", answer(page()), headers={"WARC-Payload-Digest": "sha1:not a digest"}),
        record("5", answer(page()), headers={"WARC-Payload-Digest": "sha-256:" + "0" * 64}),
        record("6", answer(page()), headers={"WARC-Payload-Digest": hexadecimal(page())}),
    ]
    documents, failures = read_warc(tmp_path, packed(*records))
    assert [d.member for d in documents] == [f"urn:uuid:{n}" for n in (3, 4, 6)]
    assert [f.member for f in failures] == [f"urn:uuid:{n}" for n in (1, 2, 5)]
    assert all("digest" in f.what and f.kind == "malformed" for f in failures)


def hexadecimal(data: bytes) -> str:
    return "sha256:" + hashlib.sha256(data).hexdigest()


def chunked(data: bytes) -> bytes:
    half = len(data) // 2
    parts = (data[:half], data[half:])
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def test_encodings_are_undone(tmp_path: Path) -> None:
    deflated = zlib.compress(page())
    records = [
        record("1", answer(chunked(page()), more="Transfer-Encoding: chunked\r\n")),
        record("2", answer(page(), more="Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n")),
        record("3", answer(gzip.compress(page(), mtime=0), more="Content-Encoding: gzip\r\n")),
        record("4", answer(deflated, more="Content-Encoding: deflate\r\n")),
        record("5", answer(brotli.compress(page()), more="Content-Encoding: br\r\n")),
        record("6", answer(b"\x1f\x8bbroken", more="Content-Encoding: gzip\r\n")),
        record("7", answer(b"broken", more="Content-Encoding: br\r\n")),
        record("8", answer(page(), more="Content-Encoding: odd\r\n")),
    ]
    documents, failures = read_warc(tmp_path, packed(*records))
    assert [d.member for d in documents] == [f"urn:uuid:{n}" for n in range(1, 6)]
    assert len({d.sha256 for d in documents}) == 1
    assert [(f.member, f.kind) for f in failures] == [
        ("urn:uuid:6", "malformed"),
        ("urn:uuid:7", "malformed"),
        ("urn:uuid:8", "unsupported"),
    ]


def test_the_servers_encoding_is_heeded(tmp_path: Path) -> None:
    written = page("Crue à Tolk", ("Le pont a été fermé, a déclaré la préfète.",)).decode().encode("cp1252")
    (document,), _ = read_warc(
        tmp_path, packed(record("1", answer(written, "text/html; charset=windows-1252")))
    )
    assert document.title == "Crue à Tolk"


def test_damage_costs_only_what_is_damaged(tmp_path: Path) -> None:
    pages = [packed(record(str(n), answer(page()))) for n in range(5)]
    pages[1] = pages[1][:40] + bytes(b ^ 255 for b in pages[1][40:60]) + pages[1][60:]
    pages[3] = pages[3][:-60]
    documents, failures = read_warc(tmp_path, b"".join(pages))
    assert {d.member for d in documents} >= {"urn:uuid:0", "urn:uuid:2", "urn:uuid:4"}
    assert failures
    assert all(f.kind == "malformed" for f in failures)


def test_a_length_that_lies_costs_only_its_record(tmp_path: Path) -> None:
    records = [record(str(n), answer(page())) for n in range(4)]
    records[1] = records[1].replace(b"Content-Length: ", b"Content-Length: 9")
    documents, failures = read_warc(tmp_path, b"".join(records), "a.warc")
    assert [d.member for d in documents] == ["urn:uuid:0", "urn:uuid:2", "urn:uuid:3"]
    assert [f.member for f in failures] == ["urn:uuid:1"]


def test_one_id_for_two_records_loses_neither(tmp_path: Path) -> None:
    data = packed(record("1", answer(page())), record("1", answer(page())))
    documents, _ = read_warc(tmp_path, data)
    assert [d.member for d in documents] == ["urn:uuid:1", "urn:uuid:1#2"]
    assert len({d.id for d in documents}) == 2


def test_texts_of_conversion_records(tmp_path: Path) -> None:
    data = record("1", "\n\n".join(PROSE).encode(), "conversion", {"Content-Type": "text/plain"})
    (document,), failures = read_warc(tmp_path, data, "a.warc")
    assert document.text == "\n\n".join(PROSE)
    assert not failures


def test_a_bomb_is_read_no_further_than_its_cap(tmp_path: Path) -> None:
    bomb = record("1", answer(b"<html>" + b" " * 3_000_000))
    cap = Settings(max_file_mb=1)
    found = read_all(write(tmp_path, packed(bomb, record("2", answer(page()))), "a.warc.gz"), settings=cap)
    documents, failures = split(found)
    assert [d.member for d in documents] == ["urn:uuid:2"]
    assert [(f.member, f.kind) for f in failures] == [("urn:uuid:1", "too_large")]


def test_what_is_no_warc_gives_one_sentence(tmp_path: Path) -> None:
    for name, content in (("a.warc", b"hello there"), ("b.warc.gz", packed(b"hello"))):
        documents, failures = read_warc(tmp_path, content, name)
        assert not documents
        assert [f.kind for f in failures] == ["malformed"]


def test_an_archive_of_housekeeping_is_a_failure(tmp_path: Path) -> None:
    documents, (failure,) = read_warc(tmp_path, packed(record("1", b"software: x\r\n", "warcinfo")))
    assert not documents
    assert failure.kind == "empty"


def test_records_that_do_not_say_what_they_are(tmp_path: Path) -> None:
    documents, (failure,) = read_warc(tmp_path, b"WARC/1.0\r\n\r\n" * 5_000, "a.warc")
    assert not documents
    assert failure.kind == "malformed"


def test_without_the_library_one_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fastwarc", None)
    documents, (failure,) = read_warc(tmp_path, packed(record("1", answer(page()))))
    assert not documents
    assert failure.kind == "unsupported"
    assert "pip install 'sayso[archive]'" in failure.what


def test_a_web_archive_in_a_zip_in_a_zip(tmp_path: Path) -> None:
    inner = zipped({"pages.warc.gz": packed(record("1", answer(page())))})
    (document,), failures = read_warc(tmp_path, zipped({"inner.zip": inner}), "a.zip")
    assert document.member == "inner.zip/pages.warc.gz/urn:uuid:1"
    assert document.captured == "2016-10-04T10:00:00Z"
    assert document.id == make_id("doc", document.sha256, document.path, document.member)
    assert not failures
