"""ZIP, WACZ and gzip: members by their names, which lead nowhere; caps on what they unfold to."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.intake.containers.members import Budget, Names, SpentError
from sayso.model import Document, Failure
from sayso.settings import Settings
from tests.intake.containers.build import PROSE, answer, packed, page, pdf, record, zipped
from tests.intake.containers.test_warc import split
from tests.intake.helpers import read_all, write

TEXT = "\n\n".join(PROSE).encode()
RECORDS = b'{"text": "The bridge over the Teral was closed."}\n{"text": "cut'


def read_zip(folder: Path, data: bytes, name: str = "a.zip") -> tuple[list[Document], list[Failure]]:
    return split(read_all(write(folder, data, name)))


def test_files_of_all_kinds(tmp_path: Path) -> None:
    files = {
        "pages/one two.html": page(),
        "b.txt": TEXT,
        "c.jsonl": RECORDS,
        "d.pdf": pdf([[(72, 700, "The bridge was closed.")]]),
        "e.bin": b"\x00\x01\x02",
        "__MACOSX/._b.txt": b"\x00",
        "pages/one_files/x.css": b"p {}",
        "pages/one_files/y.PNG": b"\x89PNG",
        "f.txt": b"",
    }
    documents, failures = read_zip(tmp_path, zipped(files))
    assert [d.member for d in documents] == ["pages/one two.html", "b.txt", "c.jsonl/1", "d.pdf"]
    assert documents[1].text.encode() == TEXT
    assert documents[1].sha256 == hashlib.sha256(TEXT).hexdigest()
    assert [(f.member, f.kind) for f in failures] == [
        ("c.jsonl/2", "malformed"),
        ("e.bin", "binary"),
        ("f.txt", "empty"),
        (None, "skipped"),
    ]
    assert "1 .css, 1 .png" in failures[-1].what
    assert all("a.zip" in f.what and f.what.endswith(".") for f in failures)


def test_the_parts_of_a_saved_page_belong_to_it(tmp_path: Path) -> None:
    files = {"a/Bridge.html": page(), "a/Bridge_files/frame.html": page(), "b/Bridge_files/c.html": page()}
    documents, failures = read_zip(tmp_path, zipped(files))
    assert [d.member for d in documents] == ["a/Bridge.html", "b/Bridge_files/c.html"]
    assert [f.kind for f in failures] == ["skipped"]
    assert "1 .html beside a saved page" in failures[0].what


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("../../etc/x.txt", "etc/x.txt"),
        ("/etc/x.txt", "etc/x.txt"),
        ("..\\..\\x.txt", "x.txt"),
        ("a/./b//x.txt", "a/b/x.txt"),
        ("x\u202etxt.exe", "x\ufffdtxt.exe"),
        ("..", "unnamed"),
    ],
)
def test_names_lead_nowhere(written: str, shown: str) -> None:
    assert Names().name(written) == shown


@given(st.lists(st.text(max_size=12) | st.sampled_from(["a", "a#2", "../a", "b/a"])))
def test_no_two_names_are_alike(written: list[str]) -> None:
    names = Names()
    given = [names.name(name) for name in written]
    assert len(set(given)) == len(given)
    assert not any(part in ("", ".", "..") for name in given for part in name.split("/"))


def test_long_names_get_a_number_too() -> None:
    names = Names()
    given = [names.name("a" * length) for length in (400, 400, 500, 399, 400)]
    assert len(set(given)) == len(given)
    assert all(len(name) <= 400 for name in given)


def test_nothing_is_written_outside(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (document,), _ = read_zip(tmp_path / "in", zipped({"../out.txt": TEXT}))
    assert document.member == "out.txt"
    assert [p.name for p in tmp_path.rglob("*")] == ["in", "a.zip"]


def test_two_files_of_one_name_are_two_documents(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive, pytest.warns(UserWarning):
        archive.writestr("a.txt", TEXT)
        archive.writestr("a.txt", TEXT)
    documents, _ = read_zip(tmp_path, stream.getvalue())
    assert [d.member for d in documents] == ["a.txt", "a.txt#2"]


def test_containers_lie_in_each_other_only_so_deep(tmp_path: Path) -> None:
    data = zipped({"a.txt": TEXT})
    for depth in range(5):
        data = zipped({f"{depth}.zip": data, "b.txt": TEXT})
    documents, (failure,) = read_zip(tmp_path, data)
    assert [d.member for d in documents] == ["4.zip/3.zip/b.txt", "4.zip/b.txt", "b.txt"]
    assert (failure.member, failure.kind) == ("4.zip/3.zip/2.zip", "malformed")


def test_a_member_that_unfolds_to_too_much_costs_itself(tmp_path: Path) -> None:
    data = zipped({"bomb.txt": b"0" * 3_000_000, "b.txt": TEXT})
    found = read_all(write(tmp_path, data, "a.zip"), settings=Settings(max_file_mb=1))
    documents, failures = split(found)
    assert [d.member for d in documents] == ["b.txt"]
    assert [(f.member, f.kind) for f in failures] == [("bomb.txt", "too_large")]


def test_many_that_unfold_to_too_much_end_the_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.intake.containers.members._FREE_BYTES", 1_000_000)
    inner = zipped({f"{n}.txt": b"0" * 500_000 for n in range(20)})
    documents, failures = read_zip(tmp_path, zipped({"a.txt": TEXT, "inner.zip": inner, "z.txt": TEXT}))
    assert documents[0].member == "a.txt"
    last = failures[-1]
    assert (last.member, last.kind) == (None, "too_large")
    assert "was read no further" in last.what


def test_a_budget_is_spent_once() -> None:
    budget = Budget("a.zip", 10, 100)
    budget.spend(10)
    with pytest.raises(SpentError):
        budget.spend(1)


def test_damaged_and_locked_members_cost_themselves(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT, "c.txt": TEXT}))
    start = data.index(b"b.txt") + 20
    data[start] ^= 255
    locked = data.rindex(b"c.txt") - 46 + 8
    data[locked] |= 1
    documents, failures = read_zip(tmp_path, bytes(data))
    assert [d.member for d in documents] == ["a.txt"]
    assert [(f.member, f.kind) for f in failures] == [("b.txt", "malformed"), ("c.txt", "unreadable")]


def test_links_are_not_followed(tmp_path: Path) -> None:
    entry = zipfile.ZipInfo("link.txt")
    entry.external_attr = 0o120777 << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(entry, "/etc/hostname")
    documents, (failure,) = read_zip(tmp_path, stream.getvalue())
    assert not documents
    assert (failure.member, failure.kind) == ("link.txt", "skipped")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04 cut off", "malformed"),
        (zipped({}), "empty"),
        (zipped({"a.xml": b"<a/>", "b.xml": b"<b/>", "c.xml": b"", "[Content_Types].xml": b""}), "binary"),
        (zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}), "binary"),
        (zipped({"mimetype": b"application/epub+zip"}), "binary"),
    ],
)
def test_what_as_a_whole_gives_nothing(tmp_path: Path, data: bytes, kind: str) -> None:
    documents, (failure,) = read_zip(tmp_path, data)
    assert not documents
    assert (failure.member, failure.kind) == (None, kind)


def wacz(hashed: bytes | None = None) -> bytes:
    archive = packed(record("1", answer(page())))
    digest = hashlib.sha256(archive if hashed is None else hashed).hexdigest()
    manifest = {"resources": [{"path": "archive/data.warc.gz", "hash": f"sha256:{digest}"}]}
    return zipped(
        {
            "datapackage.json": json.dumps(manifest).encode(),
            "archive/data.warc.gz": archive,
            "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n{"url": "https://teral.example/1"}\n',
            "indexes/index.cdx": b"an index",
        }
    )


def test_a_wacz_gives_the_pages_of_its_archive(tmp_path: Path) -> None:
    (document,), failures = read_zip(tmp_path, wacz(), "a.wacz")
    assert document.member == "archive/data.warc.gz/urn:uuid:1"
    assert (document.url, document.captured) == ("https://teral.example/1", "2016-10-04T10:00:00Z")
    assert not failures


def test_a_wacz_is_held_against_its_hashes(tmp_path: Path) -> None:
    documents, (failure, page_missed) = read_zip(tmp_path, wacz(b"other bytes"), "a.wacz")
    assert not documents
    assert (failure.member, failure.kind) == ("archive/data.warc.gz", "malformed")
    assert "hash" in failure.what
    assert page_missed.member == "pages/pages.jsonl/2"


def test_a_page_that_a_wacz_lists_but_does_not_hold_is_said(tmp_path: Path) -> None:
    data = wacz()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["pages/pages.jsonl"] += b'{"url": "https://teral.example/gone", "title": "Gone"}\n'
    documents, (failure,) = read_zip(tmp_path, zipped(files), "a.wacz")
    assert len(documents) == 1
    assert failure.kind == "incomplete"
    assert "https://teral.example/gone" in failure.what


def test_gzip_of_one_file(tmp_path: Path) -> None:
    (document,), _ = read_zip(tmp_path, gzip.compress(page()), "a.html.gz")
    assert (document.member, document.title) == ("a.html", "Bridge closed as river rises")
    documents, (failure,) = read_zip(tmp_path, gzip.compress(TEXT)[:-20], "b.txt.gz")
    assert not documents
    assert failure.kind == "malformed"


def test_noise_in_a_zip_never_raises(tmp_path: Path) -> None:
    data = zipped({"a.txt": TEXT, "b.html": page()})
    for at in range(0, len(data), 7):
        changed = data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]
        found = read_all(write(tmp_path, changed, "a.zip"))
        assert found
        assert zlib.crc32(changed) != zlib.crc32(data)
