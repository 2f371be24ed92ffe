"""Paths, folders and caps; every bad input is one sentence and costs only itself."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.intake import Input, list_inputs, read
from sayso.intake.sources import CASE_MARK
from sayso.model import Document, Failure
from sayso.settings import Settings
from tests.intake.helpers import fail_one, read_all, write

BODY = (
    "The bridge over the Teral was closed on Tuesday after the river rose by two metres, the ministry said."
)


def test_folders_are_walked_in_order_without_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pile" / "b").mkdir(parents=True)
    (tmp_path / "pile" / ".git").mkdir()
    for name in ("c.txt", "a.txt", "b/x.txt", ".DS_Store", "._a.txt", ".git/y.txt", "Thumbs.db"):
        write(tmp_path, BODY, f"pile/{name}")
    monkeypatch.chdir(tmp_path)
    found = list_inputs(["pile", "pile/a.txt"], Settings())
    assert found == [Input("pile/a.txt"), Input("pile/c.txt"), Input("pile/b/x.txt")]


@pytest.mark.parametrize("folder", ["Bridge_files", "Bridge-Dateien", "Bridge.files", "Bridge_archivos"])
def test_the_parts_of_a_saved_page_belong_to_it(tmp_path: Path, folder: str) -> None:
    for name in (
        "pile/Bridge.html",
        f"pile/{folder}/app.js",
        f"pile/{folder}/sub/a.PNG",
        "pile/notes_files/b.txt",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        write(tmp_path, BODY, name)
    found = list_inputs([str(tmp_path / "pile")], Settings())
    assert [Path(f.path).name for f in found if isinstance(f, Input)] == ["Bridge.html", "b.txt"]
    assert len(found) == 2
    write(tmp_path, BODY, f"pile/{folder}/saved_resource.html")
    (told,) = (f for f in list_inputs([str(tmp_path / "pile")], Settings()) if isinstance(f, Failure))
    assert (Path(told.path).name, told.kind) == (folder, "skipped")
    assert "saved with Bridge.html; left out are 1 of its files" in told.what


def test_what_is_hidden_or_leads_out_of_a_folder_is_a_failure(tmp_path: Path) -> None:
    for folder in ("pile/inner", "pile/.hidden", "elsewhere"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("pile/.notes.txt", "pile/.hidden/b.txt", "pile/inner/a.txt", "elsewhere/c.txt"):
        write(tmp_path, BODY, name)
    (tmp_path / "pile" / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "pile" / "same").symlink_to(tmp_path / "pile" / "inner")
    found = list_inputs([str(tmp_path / "pile")], Settings())
    failures = [f for f in found if isinstance(f, Failure)]
    assert [Path(f.path).name for f in failures] == [".hidden", ".notes.txt", "link"]
    assert {f.kind for f in failures} == {"skipped"}
    assert [Path(f.path).name for f in found if isinstance(f, Input)] == ["a.txt"]


def test_one_file_is_one_input_by_whatever_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, BODY, "a.txt")
    (tmp_path / "b.txt").symlink_to(path)
    monkeypatch.chdir(tmp_path)
    given = ["a.txt", str(path), "./a.txt", f"../{tmp_path.name}/a.txt", "b.txt"]
    assert list_inputs(given, Settings()) == [Input("a.txt")]
    assert list_inputs(given[::-1], Settings()) == [Input("b.txt")]


def test_ids_do_not_depend_on_order(tmp_path: Path) -> None:
    paths = [str(write(tmp_path, BODY + name, name)) for name in ("a.txt", "b.txt")]
    there = {d.id for d in read(paths, Settings(), {})}
    back = {d.id for d in read(paths[::-1], Settings(), {})}
    assert there == back


def test_a_missing_path_is_a_failure(tmp_path: Path) -> None:
    (failure,) = read_all(tmp_path / "none.txt")
    assert isinstance(failure, Failure)
    assert failure.kind == "unreadable"
    assert "none.txt is not there" in failure.what


def test_sayso_does_not_read_its_own_case(tmp_path: Path) -> None:
    write(tmp_path, BODY, "a.txt")
    write(tmp_path, b"SQLite format 3\x00" + b"\x01" * 52 + CASE_MARK + b"\x00" * 40, "my.case")
    for end in ("-wal", "-shm", "-journal", "-lock"):
        write(tmp_path, b"", f"my.case{end}")
    assert [type(f) for f in read_all(tmp_path)] == [Document]


def test_whatever_one_file_does_it_costs_itself_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Document:
        raise LookupError("an oddity")

    monkeypatch.setattr("sayso.intake.files.read_text", broken)
    write(tmp_path, BODY, "a.txt")
    write(tmp_path, '{"text": "' + BODY + '"}', "b.jsonl")
    failure, document = read_all(tmp_path)
    assert isinstance(failure, Failure)
    assert failure.kind == "crashed"
    assert "an oddity" in failure.what
    assert isinstance(document, Document)


def test_a_broken_link_in_a_folder_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    write(tmp_path, BODY, "b.txt")
    found = read_all(tmp_path)
    assert [type(f) for f in found] == [Failure, Document]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without named pipes")
def test_a_pipe_in_a_folder_is_a_failure_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    command = [
        sys.executable,
        "-c",
        f"from sayso.intake import *; print(list_inputs([{str(tmp_path)!r}], 0))",
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True)
    assert "pipe is no file but a device, pipe or socket" in done.stdout


def test_an_empty_folder_is_a_failure(tmp_path: Path) -> None:
    (failure,) = read_all(tmp_path)
    assert isinstance(failure, Failure)
    assert failure.kind == "empty"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    write(tmp_path, BODY, "a.txt").chmod(0)
    (failure,) = read_all(tmp_path / "a.txt")
    assert isinstance(failure, Failure)
    assert failure.kind == "unreadable"


def test_a_file_over_the_cap_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    monkeypatch.setattr(Path, "open", lambda *_, **__: pytest.fail("a file over the cap was opened"))
    (failure,) = read_all(path)
    assert isinstance(failure, Failure)
    assert failure.kind == "too_large"


def test_a_text_over_the_cap(tmp_path: Path) -> None:
    (failure,) = read_all(write(tmp_path, BODY, "a.txt"), settings=Settings(max_record_chars=10))
    assert isinstance(failure, Failure)
    assert failure.kind == "too_large"


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"text\x00text", "binary"),
        ("a.pdf", b"%PDF-1.4 stream", "malformed"),
        ("a.jsonl", b"\n\n", "empty"),
        ("a.json", b"[]", "empty"),
        ("a.xml", b'<?xml version="1.0"?>\n<rss version="2.0"><channel></channel></rss>', "empty"),
        ("a.xml", b'<feed xmlns="http://www.w3.org/2005/Atom"></feed>', "empty"),
        ("a.json", b'{"text": "cut', "malformed"),
        ("a.csv", b"title,text\n", "empty"),
        (
            "a.html",
            b"<html><head><title>Bridge</title></head><body><script>x</script></body></html>",
            "empty",
        ),
    ],
)
def test_bad_files(tmp_path: Path, name: str, content: bytes, kind: str) -> None:
    assert fail_one(tmp_path, content, name).kind == kind


def test_standard_input_is_json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    data = ('{"text": "' + BODY + '"}\n').encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    (document,) = read(["-"], Settings(), {})
    assert isinstance(document, Document)
    assert (document.path, document.member) == ("-", 1)


def test_pages_and_records_under_other_names(tmp_path: Path) -> None:
    page = f"<!DOCTYPE html><html><body><h1>Bridge closed</h1><p>{BODY}</p></body></html>"
    (document,) = read_all(write(tmp_path, page, "saved"))
    assert isinstance(document, Document)
    assert "<p>" not in document.text
    (document,) = read_all(write(tmp_path, '{"text": "' + BODY + '"}', "pile"))
    assert isinstance(document, Document)
    assert document.member == 1
