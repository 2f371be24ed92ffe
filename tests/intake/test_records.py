"""Records with fields: JSON lines, JSON and tables."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.intake.records import read_json_lines
from sayso.model import Document, Failure
from sayso.records import from_record, to_record
from sayso.settings import Settings
from tests.intake.helpers import check, kinds, read_all, read_one, said, write

TEXT = (
    "The bridge over the Teral was closed on Tuesday after the river rose by two metres, the ministry said."
    " It gave no date for its opening."
)


def record(**fields: object) -> str:
    return json.dumps({"title": "Bridge closed as river rises", "source": "teralpost", "text": TEXT} | fields)


def documents(found: list[Document | Failure]) -> list[Document]:
    read = [d for d in found if isinstance(d, Document)]
    for document in read:
        check(document)
    return read


def test_fields_and_their_evidence(tmp_path: Path) -> None:
    line = record(published="2016-07-01", authors=["Mira Tolan", "Jon Besk"], url="https://teral.example/1")
    document = read_one(tmp_path, line, "a.jsonl")
    assert document.text == f"Bridge closed as river rises\n\n{TEXT}"
    assert (document.member, document.outlet, document.published) == (1, "teralpost", "2016-07-01")
    assert document.authors == ("Mira Tolan", "Jon Besk")
    assert document.url == "https://teral.example/1"
    assert document.evidence["outlet"].rule == "field:source"
    assert document.evidence["outlet"].start is None
    assert document.evidence["title"].end == len("Bridge closed as river rises")
    assert kinds(document) == [("headline", "Bridge closed as river rises"), ("body", TEXT)]


def test_a_broken_line_costs_itself_alone(tmp_path: Path) -> None:
    lines = [record(id=n) for n in range(10)]
    lines[6] = lines[6][:-20]
    found = read_all(write(tmp_path, "\n".join(lines), "a.jsonl"))
    (failure,) = [f for f in found if isinstance(f, Failure)]
    assert (failure.member, failure.kind) == (7, "malformed")
    assert [d.member for d in documents(found)] == [1, 2, 3, 4, 5, 6, 8, 9, 10]


def test_a_record_without_text_names_its_fields_and_the_cure(tmp_path: Path) -> None:
    path = write(tmp_path, json.dumps({"story": TEXT, "head": "Bridge closed"}), "a.jsonl")
    (failure,) = read_all(path)
    assert isinstance(failure, Failure)
    assert "story, head" in failure.what
    assert "--map text=" in failure.what
    (document,) = documents(read_all(path, {"text": ["story"]}))
    assert document.text.endswith(TEXT)


def test_columns_named_for_a_field_come_before_its_usual_names(tmp_path: Path) -> None:
    lines = [
        json.dumps({"Artikel": f"First. {TEXT}", "text": "not this"}),
        json.dumps({"Artikel": "", "Bericht": f"Second. {TEXT}"}),
        json.dumps({"text": f"Third. {TEXT}"}),
    ]
    path = write(tmp_path, "\n".join(lines), "a.jsonl")
    found = documents(read_all(path, {"text": ["Artikel", "Bericht"]}))
    assert [d.text.split(".")[0] for d in found] == ["First", "Second", "Third"]
    assert [d.source_map[0][2] for d in found] == ["Artikel", "Bericht", "text"]


def test_an_empty_cell_of_a_named_column_is_said_to_be_empty(tmp_path: Path) -> None:
    path = write(tmp_path, json.dumps({"story": "", "head": "Bridge closed"}), "a.jsonl")
    (failure,) = read_all(path, {"text": ["story"]})
    assert isinstance(failure, Failure)
    assert failure.kind == "empty"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ('{"text": ""}', "empty"),
        ('{"text": "  "}', "empty"),
        ("[1, 2]", "malformed"),
        ('"words"', "malformed"),
        ('{"text": 12345}', "malformed"),
        ('{"text": true}', "malformed"),
        ('{"text": {"id": 3}}', "malformed"),
        ("{}", "malformed"),
    ],
)
def test_bad_records(tmp_path: Path, line: str, kind: str) -> None:
    (failure,) = read_all(write(tmp_path, line + "\n", "a.jsonl"))
    assert isinstance(failure, Failure)
    assert failure.kind == kind


def test_an_open_quotation_mark_is_said_without_a_doubled_word(tmp_path: Path) -> None:
    (failure,) = read_all(write(tmp_path, record()[:-20], "a.jsonl"))
    assert isinstance(failure, Failure)
    assert "Unterminated string starting at line 1" in failure.what


def test_the_evidence_of_a_title_names_its_column(tmp_path: Path) -> None:
    line = json.dumps({"head": "Bridge closed as river rises", "text": TEXT})
    assert read_one(tmp_path, line, "a.jsonl").evidence["title"].rule == "field:head"


def test_a_text_longer_than_the_cap(tmp_path: Path) -> None:
    (failure,) = read_all(write(tmp_path, record(), "a.jsonl"), settings=Settings(max_record_chars=20))
    assert isinstance(failure, Failure)
    assert failure.kind == "too_large"


def test_json_arrays_and_objects(tmp_path: Path) -> None:
    items = [json.loads(record(id=n)) for n in range(3)]
    for value in (items, {"articles": items, "total": 3}):
        found = documents(read_all(write(tmp_path, json.dumps(value), "a.json")))
        assert [d.member for d in found] == [1, 2, 3]
    single = read_one(tmp_path, json.dumps(items[0]), "b.json")
    assert single.member is None


def test_of_a_json_array_cut_off_what_stands_before_is_read(tmp_path: Path) -> None:
    whole = f"[{record(id=1)}, {record(id=2)}, {record(id=3)}]"
    *found, failure = read_all(write(tmp_path, whole[:-20], "a.json"))
    assert [d.member for d in documents(found)] == [1, 2]
    assert isinstance(failure, Failure)
    assert (failure.member, failure.kind) == (3, "malformed")


def test_json_arrays_one_after_another(tmp_path: Path) -> None:
    text = f"[{record(id=1)},\n{record(id=2)}]\n [ ]\n[{record(id=3)}]\n"
    assert [d.member for d in documents(read_all(write(tmp_path, text, "a.json")))] == [1, 2, 3]


@pytest.mark.parametrize("text", ["[", "[,]", "[1", "[}", " [] x"])
def test_a_json_array_that_is_none_is_one_failure(tmp_path: Path, text: str) -> None:
    (failure, *others) = read_all(write(tmp_path, text, "a.json"))
    assert isinstance(failure, Failure)
    assert failure.kind == "malformed"
    assert not documents(others)


def test_json_lines_in_a_json_file(tmp_path: Path) -> None:
    found = documents(read_all(write(tmp_path, record(id=1) + "\n" + record(id=2), "a.json")))
    assert [d.member for d in found] == [1, 2]


@pytest.mark.parametrize(("name", "mark"), [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t")])
def test_tables(tmp_path: Path, name: str, mark: str) -> None:
    body = '"' + TEXT.replace("on Tuesday", 'on ""Tuesday"",\n') + '"'
    table = (
        mark.join(("Headline", "Date", "Content"))
        + "\n"
        + mark.join(("Bridge closed", "2016-07-01", body))
        + "\n"
    )
    (document,) = documents(read_all(write(tmp_path, table, name)))
    assert (document.title, document.published, document.member) == ("Bridge closed", "2016-07-01", 1)
    assert '"Tuesday"' in document.text


def test_a_row_with_the_wrong_number_of_columns_costs_itself(tmp_path: Path) -> None:
    table = f'title,text\nA bridge,"{TEXT}"\nB bridge,one,two\nC bridge,"{TEXT}"\n'
    found = read_all(write(tmp_path, table, "a.csv"))
    (failure,) = [f for f in found if isinstance(f, Failure)]
    assert (failure.member, failure.kind) == (2, "malformed")
    assert "3 columns" in failure.what
    assert [d.member for d in documents(found)] == [1, 3]


def test_a_sites_name_behind_the_title_is_set_aside(tmp_path: Path) -> None:
    document = read_one(tmp_path, record(title="Bridge closed as river rises | Teral Post"), "a.jsonl")
    assert document.title == "Bridge closed as river rises"
    assert said(document, "furniture") == ["| Teral Post"]


@pytest.mark.parametrize(
    ("front", "pieces", "relay"),
    [
        ("Bridge closed as river rises AFP Friday 1 Jul 2016 ", ["headline", "credit", "date"], ["AFP"]),
        (
            "Friday 1 Jul 2016 Bridge closed as river rises Reuters ",
            ["date", "headline", "credit"],
            ["Reuters"],
        ),
        ("01-07-2016 Bridge closed as river rises. ", ["date", "headline"], []),
        ("Last updated at Jul 012016 KARSK ", ["date", "dateline"], []),
        (
            "Posted on July 1 2016 by Mira Tolan Bridge closed as river rises ",
            ["date", "byline", "headline"],
            [],
        ),
        ("01.07.2016Get short URL 0 15 ", ["date", "furniture"], []),
        ("Bridge closed as river rises 1 July 2016 Karsk SANA-", ["headline", "date", "dateline"], ["SANA"]),
        ("1 July 2016 A view of the bridge at dawn. (Agency Photo) ", ["date", "caption"], []),
    ],
)
def test_fronts_run_into_one_line(tmp_path: Path, front: str, pieces: list[str], relay: list[str]) -> None:
    text = front + TEXT.replace("The bridge", "A bridge")
    document = read_one(tmp_path, record(text=text), "a.jsonl")
    assert [kind for kind, _ in kinds(document)][1:] == [*pieces, "body"]
    assert said(document, "body")[0].startswith("A bridge over")
    assert [r.name for r in document.relay] == relay


@pytest.mark.parametrize(
    ("end", "kind", "relay"),
    [
        (" --Reuters", "credit", ["Reuters"]),
        (" (With AFP and Reuters)", "credit", ["AFP", "Reuters"]),
        (" (Source: River Media Office)", "credit", ["River Media Office"]),
        (" Reporting by Jon Besk; Editing by Mira Tolan", "credit", []),
        (" Besk/Tolan", "byline", []),
        (" 219", "furniture", []),
        (" Read Also", "furniture", []),
        (" Last Update: Friday 1 July 2016 KSA 01:41", "date", []),
        (
            " Related News Ten lakes to see Follow us on Instagram SUBSCRIBE Newsletter Copyright 2016"
            " Teral Post"
            " Contact Us Terms of Use Privacy Policy",
            "furniture",
            [],
        ),
    ],
)
def test_ends_run_into_one_line(tmp_path: Path, end: str, kind: str, relay: list[str]) -> None:
    document = read_one(tmp_path, record(text=TEXT + end), "a.jsonl")
    assert kinds(document)[1] == ("body", TEXT)
    assert [k for k, _ in kinds(document)][2:] == [kind]
    assert [r.name for r in document.relay] == relay


def test_markup_in_a_text_field_is_read_as_a_page_is(tmp_path: Path) -> None:
    text = (
        f"<p>{TEXT}</p><blockquote><p>{TEXT}</p></blockquote><p>See <a href='/m'>the map</a> of the road.</p>"
    )
    document = read_one(tmp_path, record(text=text), "a.jsonl")
    assert "<p>" not in document.text
    assert said(document, "quotation") == [TEXT]
    where = {document.text[s:e]: place for s, e, place in document.source_map}
    assert where[TEXT].startswith("text: <p>")


def test_a_table_without_a_text_column_is_one_failure(tmp_path: Path) -> None:
    (failure,) = read_all(write(tmp_path, "head,story\nA,B\nC,D\n", "a.csv"))
    assert isinstance(failure, Failure)
    assert "head, story" in failure.what


def test_halves_of_characters_do_not_get_in(tmp_path: Path) -> None:
    line = '{"text": "' + TEXT + ' \\ud83d \\u0000"}'
    assert read_one(tmp_path, line, "a.jsonl").text == TEXT + " \ufffd \ufffd"


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_json_nested_too_deeply_is_malformed(tmp_path: Path, name: str) -> None:
    (failure,) = read_all(write(tmp_path, "[" * 100_000, name))
    assert isinstance(failure, Failure)
    assert failure.kind == "malformed"


def test_an_outlet_does_not_relay_itself(tmp_path: Path) -> None:
    text = "KARSK (Sputnik) " + TEXT
    assert read_one(tmp_path, record(source="sputnik", text=text), "a.jsonl").relay == ()


def test_a_photographers_credit_is_no_relay(tmp_path: Path) -> None:
    text = "Bridge closed as river rises REUTERS Jon Besk " + TEXT
    assert read_one(tmp_path, record(text=text), "a.jsonl").relay == ()


def test_an_agency_named_inside_the_text_is_no_relay(tmp_path: Path) -> None:
    text = (
        TEXT
        + " A driver told AFP that he waited. State news agency SANA said so too. The road stayed closed."
    )
    assert read_one(tmp_path, record(text=text), "a.jsonl").relay == ()


@given(
    st.dictionaries(
        st.sampled_from(["title", "text", "source", "date", "author", "url"]),
        st.text(max_size=60),
        min_size=1,
    )
)
def test_any_record_is_a_document_or_a_failure_and_round_trips(item: dict[str, str]) -> None:
    (found,) = read_json_lines(json.dumps(item), "a.jsonl", Settings(), {})
    if isinstance(found, Document):
        check(found)
        assert from_record(Document, json.loads(json.dumps(to_record(found)))) == found
        assert item["text"].replace("\x00", "\ufffd") in found.text
    else:
        assert found.what.endswith(".")
