"""Beyond this machine only with a password, and everywhere only by names that lead to it."""

from __future__ import annotations

import socket
import stat
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.errors import UsageError
from sayso.web import serve
from sayso.web.guard import PASSWORD, Door, door
from sayso.web.reader import application

SECRET = "open sesame, ö"


@pytest.fixture
def secret(tmp_path: Path) -> str:
    """A file that holds the password."""
    path = tmp_path / "secret.txt"
    path.write_text(f"{SECRET}\nanother line\n", encoding="utf-8")
    path.chmod(stat.S_IRUSR)
    return str(path)


def client(case: Path, where: Door, host: str) -> TestClient:
    return TestClient(application(case, "Ana", where=where), base_url=f"http://{host}:8642")


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.20", "::", "[fe80::1]", "127.0.0.1x", "a.example"])
def test_nothing_opens_beyond_this_machine_without_a_password(
    demo_case: Path, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(PASSWORD, raising=False)
    with pytest.raises(UsageError) as refused:
        serve(demo_case, 0, host=host)
    assert str(refused.value).count(". ") == 0
    assert (PASSWORD in str(refused.value)) == host[-1].isdigit() or host in ("::", "[fe80::1]")


def test_a_password_comes_from_a_file_or_the_environment(
    secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSWORD, "from around here")
    assert door("0.0.0.0", None) == Door("0.0.0.0", "from around here")
    assert door("::", secret) == Door("::", SECRET)
    monkeypatch.delenv(PASSWORD)
    assert door("localhost", None) == Door("127.0.0.1", "")
    assert door("[::1]", None).at(80) == "http://[::1]:80"
    assert door("0.0.0.0", secret).at(80) == f"http://{socket.gethostname()}:80"


@pytest.mark.parametrize("given", ["", "short", "\nlong enough but on the second line"])
def test_a_password_that_is_none_is_refused(tmp_path: Path, given: str) -> None:
    (tmp_path / "secret").write_text(given)
    with pytest.raises(UsageError, match="shorter than 8"):
        door("127.0.0.1", str(tmp_path / "secret"))
    with pytest.raises(UsageError, match="first line"):
        door("0.0.0.0", str(tmp_path / "gone"))


def test_every_page_asks_for_the_password(demo_case: Path) -> None:
    reader = client(demo_case, Door("192.168.1.20", SECRET), "192.168.1.20")
    for path in ("/", "/accounts.json", "/dossier", "/figures.csv", "/nowhere"):
        answer = reader.get(path)
        assert answer.status_code == 401 and "Basic" in answer.headers["www-authenticate"], path
        assert "sayso</a>" not in answer.text
    assert reader.post("/decide", data={}).status_code == 401
    page = reader.get("/decisions", auth=("Bo", SECRET))
    assert page.status_code == 200


def test_the_name_that_one_enters_by_signs_decisions(demo_case: Path) -> None:
    reader = client(demo_case, Door("192.168.1.20", SECRET), "192.168.1.20")
    claim = reader.get("/search.json?q=killed", auth=("Bo Lind", SECRET)).json()["claims"][0]["id"]
    assert 'name="who" value="Bo Lind"' in reader.get(f"/item/{claim}", auth=("Bo Lind", SECRET)).text


@pytest.mark.parametrize("header", ["Basic", "Basic !!", "Basic /////w==", "Bearer x", "Basic OnNob3J0"])
def test_what_is_no_password_lets_nobody_in_and_takes_its_time(demo_case: Path, header: str) -> None:
    reader = client(demo_case, Door("192.168.1.20", SECRET), "192.168.1.20")
    start = time.monotonic()
    assert reader.get("/", headers={"Authorization": header}).status_code == 401
    assert time.monotonic() - start >= 0.5


@pytest.mark.parametrize(
    ("listens", "named", "answered"),
    [
        ("127.0.0.1", "localhost", True),
        ("127.0.0.1", "[::1]", True),
        ("127.0.0.1", "192.168.1.20", False),
        ("192.168.1.20", "192.168.1.20", True),
        ("192.168.1.20", "elsewhere.example", False),
        ("0.0.0.0", "10.0.0.7", True),
        ("0.0.0.0", "[fe80::1]", True),
        ("0.0.0.0", "elsewhere.example", False),
        ("::", "1.2.3.4.elsewhere.example", False),
    ],
)
def test_only_names_that_lead_here_are_answered(
    demo_case: Path, listens: str, named: str, answered: bool
) -> None:
    reader = client(demo_case, Door(listens), "127.0.0.1")
    assert (reader.get("/", headers={"Host": f"{named}:8642"}).status_code == 200) == answered
