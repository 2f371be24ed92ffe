"""Lists of known names: from CSV and FollowTheMoney, used for names and nothing else, said and recorded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.cli import main
from sayso.errors import UsageError
from sayso.intake.known import read_known, with_known_outlets
from sayso.model import Document, Evidence, Relay
from sayso.settings import KnownName

Capsys = pytest.CaptureFixture[str]
CSV = """name,kind,aliases,sites,rating
Sergej Lane,person,Sergey Lane; Serge Lane,,low
Issa Observatory,organization,Observatory of Issa | IOI,https://issa.example/en/,high
Tolk Courier,outlet,The Courier of Tolk,www.tolk.example,
"""
KNOWN = (
    KnownName("Issa Observatory", "organization", ("IOI", "Observatory of Issa"), ("issa.example",)),
    KnownName("Sergej Lane", "person", ("Serge Lane", "Sergey Lane")),
    KnownName("Tolk Courier", "outlet", ("The Courier of Tolk",), ("tolk.example",)),
)
FTM = [
    {"id": "a", "schema": "Person", "properties": {
        "name": ["Sergej Lane", "Serge Lane"], "alias": ["Sergey Lane"],
    }},
    {"id": "b", "schema": "PublicBody", "properties": {
        "name": ["Issa Observatory"], "weakAlias": ["IOI"], "alias": ["Observatory of Issa"],
        "website": ["https://issa.example/en/"],
    }},
    {"id": "c", "schema": "Airplane", "properties": {"name": ["Tolk One"]}},
]  # fmt: skip


def test_a_csv_gives_names_other_names_and_sites(tmp_path: Path) -> None:
    (tmp_path / "known.csv").write_text(CSV, encoding="utf-8-sig")
    assert read_known(str(tmp_path / "known.csv")) == KNOWN


def test_follow_the_money_gives_people_and_bodies(tmp_path: Path) -> None:
    (tmp_path / "known.ftm.json").write_text("".join(json.dumps(entity) + "\n" for entity in FTM))
    assert read_known(str(tmp_path / "known.ftm.json")) == KNOWN[:2]


def test_our_own_export_to_follow_the_money_can_be_given(
    demo_case: Path, tmp_path: Path, capsys: Capsys
) -> None:
    out = str(tmp_path / "case.ftm.json")
    call(capsys, "export", str(demo_case), "--format", "ftm", "-o", out)
    assert all(known.kind in ("person", "organization") for known in read_known(out))


@pytest.mark.parametrize(
    ("data", "told"),
    (
        (b"person,role\nAnn Roe,mayor\n", "its first line must name the columns name and kind"),
        (b"", "its first line must name the columns name and kind"),
        (b"name,kind\nAnn Roe,mayor\n", "line 2 has the kind 'mayor'"),
        (b"name,kind\n,person\n", "line 2 has no name"),
        (b'name,kind\n"Ann Roe,person\n', "line 2 is damaged"),
        (b'{"name": "Ann Roe"}\n', "line 1 is no entity of FollowTheMoney"),
        (b'{"schema": "Person", "properties": {}}\n{"schema"', "line 2 is no JSON"),
        (b"\xff\xfe\x00", "is no list of known names: its bytes are no text"),
        (b"name,kind\n\x00\x00", "is no list of known names"),
        (b"%PDF-1.4", "its first line must name"),
        (b"SQLite format 3\x00", "is no list of known names"),
    ),
)
def test_a_damaged_or_foreign_file_is_said_in_a_sentence(
    tmp_path: Path, capsys: Capsys, data: bytes, told: str
) -> None:
    (tmp_path / "known").write_bytes(data)
    with pytest.raises(UsageError, match=told):
        read_known(str(tmp_path / "known"))
    args = ("run", str(tmp_path), "--case", str(tmp_path / "x.case"), "--known", str(tmp_path / "known"))
    code, _, err = call(capsys, *args)
    assert code == 2 and err.startswith("sayso: ") and err.count("\n") == 1
    assert not (tmp_path / "x.case").exists()


def test_no_file_and_a_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not there"):
        read_known(str(tmp_path / "none.csv"))
    with pytest.raises(UsageError, match="is a folder"):
        read_known(str(tmp_path))


@given(st.binary(max_size=200))
def test_whatever_a_file_holds_it_is_a_list_or_a_sentence(tmp_path_factory: Any, data: bytes) -> None:
    path = tmp_path_factory.mktemp("known") / "known"
    path.write_bytes(data)
    try:
        assert all(known.name and known.kind for known in read_known(str(path)))
    except UsageError as error:
        assert str(path) in str(error)


# --- outlets ------------------------------------------------------------------------------------------------


def document(**fields: Any) -> Document:
    return Document("doc_1", "a.txt", None, "0", "text", **fields)


def test_an_outlet_goes_by_its_known_name_and_says_so() -> None:
    given_ = document(outlet="the courier of tolk", evidence={"outlet": Evidence("copyright line", 4, 23)})
    made = with_known_outlets(given_, KNOWN)
    told = "known names: the courier of tolk is Tolk Courier, by copyright line"
    assert (made.outlet, made.evidence["outlet"]) == ("Tolk Courier", Evidence(told, 4, 23))


def test_an_address_names_its_outlet_where_nothing_else_does() -> None:
    made = with_known_outlets(document(url="https://news.tolk.example:8080/a?b"), KNOWN)
    assert (
        made.outlet == "Tolk Courier" and made.evidence["outlet"].rule == "known names: site of the address"
    )
    written = document(url="https://tolk.example/a", outlet="Somebody Else")
    assert with_known_outlets(written, KNOWN).outlet == "Somebody Else"
    assert with_known_outlets(document(url="https://nottolk.example/"), KNOWN).outlet is None
    assert with_known_outlets(document(url="http://[broken"), KNOWN).outlet is None


def test_a_relay_goes_by_its_known_name() -> None:
    made = with_known_outlets(document(relay=(Relay("IOI", "declared", 3, 6, "by line"),)), KNOWN)
    assert made.relay == (
        Relay("Issa Observatory", "declared", 3, 6, "by line; known names: IOI is Issa Observatory"),
    )


def test_one_outlet_by_two_names_carries_no_report_of_its_own() -> None:
    own = Relay("The Courier of Tolk", "declared", 3, 6, "by line")
    two = Relay("IOI", "declared", 3, 6, "by line"), Relay("Observatory of Issa", "declared", 9, 12, "credit")
    made = with_known_outlets(document(outlet="Tolk Courier", relay=(own, *two)), KNOWN)
    assert [relay.name for relay in made.relay] == ["Issa Observatory"]
    # What the list does not know of stays as it is.
    plain = Relay("Tolk Courier", "declared", 3, 6, "by line"), Relay("TAV", "declared", 9, 12, "credit")
    assert with_known_outlets(document(outlet="Tolk Courier", relay=plain), KNOWN).relay == plain


def test_what_two_are_called_names_neither() -> None:
    known = (*KNOWN, KnownName("Other Courier", "outlet", ("The Courier of Tolk",), ("tolk.example",)))
    assert with_known_outlets(document(outlet="The Courier of Tolk"), known).outlet == "The Courier of Tolk"
    assert with_known_outlets(document(url="https://tolk.example/"), known).outlet is None


# --- a run --------------------------------------------------------------------------------------------------

ARTICLES = {
    "a.txt": "The mayor Sergey Lane said 12 people were killed in Tolk. Lane said more would come.",
    "b.txt": "The mayor Serge Lane said 15 people were killed in Tolk.\n\nIOI said the road was closed.",
}


def call(capsys: Capsys, *args: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(list(args))
    told = capsys.readouterr()
    return int(ended.value.code or 0), told.out, told.err


@pytest.fixture
def pile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pile").mkdir()
    for name, text in ARTICLES.items():
        (tmp_path / "pile" / name).write_text(text)
    (tmp_path / "known.csv").write_text(CSV)
    return tmp_path


def records(capsys: Capsys) -> list[dict[str, Any]]:
    return [
        json.loads(line) for line in call(capsys, "export", "x.case", "--format", "jsonl")[1].splitlines()
    ]


def test_speakers_of_all_articles_go_by_their_known_names(pile: Path, capsys: Capsys) -> None:
    call(capsys, "run", "pile", "--case", "x.case")
    names = {s["name"] for r in records(capsys) if r["type"] == "claim" for s in r["sources"]}
    assert {"Sergey Lane", "Serge Lane"} <= names
    assert call(capsys, "run", "pile", "--case", "x.case", "--known", "known.csv")[0] == 0
    found = records(capsys)
    claims = [r for r in found if r["type"] == "claim" and r["sources"]]
    names = {s["name"] for claim in claims for s in claim["sources"]}
    assert names == {"Sergej Lane", "Issa Observatory"}
    (person,) = [r for r in found if r["type"] == "entity" and r["kind"] == "person"]
    assert person["name"] == "Sergej Lane" and {"Sergey Lane", "Serge Lane"} <= set(person["aliases"])
    assert {s["text"] for c in claims for s in c["sources"] if s["entity"] == person["id"]} >= {"Lane"}
    assert found[0]["settings"]["known"]["names"] == 3
    assert "rating" not in json.dumps(found) and "high" not in json.dumps(found[0])
    told = call(capsys, "explain", "x.case", claims[0]["id"])[1]
    assert "known names 1: Sergey Lane is Sergej Lane in the list of known names" in told
    assert call(capsys, "verify", "x.case")[0] == 0


def test_the_list_is_kept_for_later_runs_and_can_be_emptied(pile: Path, capsys: Capsys) -> None:
    call(capsys, "run", "pile/a.txt", "--case", "x.case", "--known", "known.csv")
    (pile / "known.csv").unlink()
    assert call(capsys, "watch", "pile", "--case", "x.case", "--once")[0] == 0
    people = {r["name"] for r in records(capsys) if r["type"] == "entity" and r["kind"] == "person"}
    assert people == {"Sergej Lane"}
    (pile / "none.csv").write_text("name,kind\n")
    call(capsys, "run", "pile", "--case", "x.case", "--known", "none.csv")
    found = records(capsys)
    assert "known" not in found[0]["settings"] and not any(r.get("name") == "Sergej Lane" for r in found)


def test_the_order_of_the_list_changes_nothing(pile: Path, capsys: Capsys) -> None:
    call(capsys, "run", "pile", "--case", "x.case", "--known", "known.csv")
    before = records(capsys)
    head, *rows = CSV.splitlines()
    (pile / "known.csv").write_text("\n".join([head, *reversed(rows)]))
    assert "0 read" not in call(capsys, "run", "pile", "--case", "x.case", "--known", "known.csv")[1]
    assert records(capsys) == before


def test_an_outlet_that_is_known_is_explained(pile: Path, capsys: Capsys) -> None:
    page = {"url": "https://www.tolk.example/1", "text": ARTICLES["a.txt"], "title": "Twelve killed in Tolk"}
    (pile / "page.jsonl").write_text(json.dumps(page))
    call(capsys, "run", "page.jsonl", "--case", "x.case", "--known", "known.csv")
    claim = next(r for r in records(capsys) if r["type"] == "claim")
    told = call(capsys, "explain", "x.case", claim["id"])[1]
    assert "  outlet Tolk Courier: known names: site of the address" in told
