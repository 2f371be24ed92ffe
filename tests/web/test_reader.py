from __future__ import annotations

import builtins
import dataclasses
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.case.store import Store
from sayso.errors import CaseError, UsageError
from sayso.model import Compared, Findings
from sayso.web import HOST, serve
from sayso.web.reader import application
from sayso.web.views import VIEWS
from tests.dossier.helpers import small_case


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """The small case as a file."""
    path = tmp_path / "small.case"
    contents = small_case()
    with Store(path, create=True) as store:
        for document in contents.documents:
            store.begin_input(document.path, b"", "0", "")
            claims = tuple(c for c in contents.claims if c.document == document.id)
            store.add([(document, Findings(document.id, claims))])
        store.replace_compared(Compared(comparisons=contents.comparisons[:1]), (), {})
    return path


def client(path: Path) -> TestClient:
    return TestClient(application(path), base_url=f"http://{HOST}:8000")


def test_the_overview_is_the_first_page(case: Path) -> None:
    page = client(case).get("/")
    assert page.status_code == 200
    assert "3 articles" in page.text
    assert 'action="/search"' in page.text


def test_every_view_has_a_page_and_json_and_the_whole_is_one(case: Path) -> None:
    reader = client(case)
    for name in VIEWS:
        page = reader.get(f"/{name}")
        assert page.status_code == 200 and "<h1" in page.text, name
        assert reader.get(f"/{name}.json").json()["view"] == name
    assert "Harbour Post" in reader.get("/dossier").text
    assert (
        reader.get("/elsewhere").status_code == reader.get("/accounts?relation=x&page=7").status_code == 404
    )
    assert "no article of this id" in reader.get("/article/gone.json").json()["error"]


def test_a_search_finds_claims_and_leads_to_their_sentences(case: Path) -> None:
    page = client(case).get("/search", params={"q": "warning"})
    assert page.text.count("<blockquote") == 2
    claim = small_case().claims[1]
    assert f'href="/article/{claim.document}#{claim.id}"' in page.text
    assert "No claim holds" in client(case).get("/search", params={"q": "elephant"}).text


def test_a_search_says_what_was_wrong_and_how_to_find_more(case: Path) -> None:
    reader = client(case)
    page = reader.get("/search", params={"q": "warning", "since": "soon"}).text
    assert "is no date" in page and "soon" in page and page.count("<blockquote") == 2
    page = reader.get("/search", params={"q": "warning", "outlet": "Lake Wire"}).text
    assert "Without the outlet: 2 claims" in page and "Without the words: " in page
    empty = reader.get("/search").text
    assert "Oda Brandt" in empty and "By how accounts stand" in empty


def test_tables_can_be_saved_of_all_and_of_what_is_found(case: Path) -> None:
    reader = client(case)
    claims = reader.get("/claims.csv")
    assert claims.headers["content-disposition"] == 'attachment; filename="claims.csv"'
    assert claims.headers["content-type"] == "text/csv; charset=utf-8"
    assert claims.text.count("SHA-256") == len(small_case().claims)
    found = reader.get("/claims.csv", params={"q": "warning"}).text
    assert found.count("SHA-256") == 2
    assert 'href="/claims.csv?q=warning&amp;page=1"' in reader.get("/search", params={"q": "warning"}).text
    assert reader.get("/figures.csv").text.startswith("figure,claim,path")


@pytest.mark.parametrize("query", ['"', "\0", "a\0b", "a*b", "NEAR(", "<script>", "'; DROP TABLE claim"])
def test_odd_queries_are_only_words(case: Path, query: str) -> None:
    page = client(case).get("/search", params={"q": query})
    assert page.status_code == 200
    assert page.text.count("<script") == 1


def test_a_changed_case_is_shown_anew(case: Path) -> None:
    reader = client(case)
    assert "Lighthouse Weekly" not in reader.get("/articles").text
    with Store(case, create=True) as store:
        document = dataclasses.replace(
            small_case().documents[0], id="doc_new", path="new.txt", outlet="Lighthouse Weekly"
        )
        store.begin_input("new.txt", b"", "0", "")
        store.add([(document, Findings("doc_new"))])
    assert "Lighthouse Weekly" in reader.get("/articles").text


def test_only_this_machine_is_answered(case: Path) -> None:
    foreign = TestClient(application(case), base_url="http://elsewhere.example")
    assert foreign.get("/").status_code == 400
    assert HOST == "127.0.0.1"


def test_once_it_is_open_nothing_of_the_program_is_changed_under_it(demo_case: Path) -> None:
    # What is kept for all threads of a process: another thread may be going through the loggers by then.
    told = subprocess.run(
        [sys.executable, "-c", OPENED, str(demo_case)], capture_output=True, text=True, check=True, timeout=60
    )
    assert told.stdout == "set() []\n"


OPENED = """
import logging, sys, threading, urllib.request
from sayso.web import serve
there, ready = [], threading.Event()
def opened(address):
    there.extend([address, set(logging.root.manager.loggerDict)])
    ready.set()
threading.Thread(target=serve, args=(sys.argv[1], 0, "Ana", opened), daemon=True).start()
assert ready.wait(50)
urllib.request.urlopen(there[0]).read()
print(set(logging.root.manager.loggerDict) - there[1], logging.root.handlers)
"""


def test_a_file_that_is_no_case_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="missing"):
        serve(tmp_path / "missing.case", 0)


def test_a_taken_port_is_named(case: Path) -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        with pytest.raises(UsageError, match="name another with --port"):
            serve(case, taken.getsockname()[1])


def test_without_the_extra_a_sentence_says_what_to_install(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "uvicorn":
            raise ModuleNotFoundError("No module named 'uvicorn'", name="uvicorn")
        return known(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError, match=r"sayso\[web\]"):
        serve(case, 0)


def test_an_unknown_address_is_told_in_words(case: Path) -> None:
    reader = TestClient(application(case), base_url=f"http://{HOST}:8000")
    answer = reader.get("/nowhere")
    assert answer.status_code == 404 and "The reader has no page at this address" in answer.text
    assert "Not Found" not in answer.text
    assert reader.get("/item/claim_0").status_code == 404
    assert "The case holds no record of this id." in reader.get("/item/claim_0").text
