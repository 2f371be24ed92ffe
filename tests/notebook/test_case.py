"""A case as Python objects: typed, joined to each other, shown in notebooks, without loading a model."""

from __future__ import annotations

import dataclasses
import html.parser
import pickle
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import sayso
from sayso import model
from sayso.case.contents import Contents
from sayso.case.store import Store
from sayso.errors import CaseError, UsageError
from sayso.model import Claim, Document, Segment
from sayso.notebook import Case, Table
from sayso.notebook.table import row_of

KINDS = (
    "documents", "claims", "figures", "comparisons", "times", "entities", "groups", "passages", "failures",
    "decisions",
)  # fmt: skip


@pytest.fixture(scope="module")
def case(demo_case: Path) -> Case:
    return sayso.open(demo_case)


@pytest.fixture
def copy(demo_case: Path, tmp_path: Path) -> Case:
    return sayso.open(shutil.copy(demo_case, tmp_path / "copy.case"))


def test_the_surface_is_small_and_sorted() -> None:
    assert sayso.__all__ == ["Case", "SaysoError", "__version__", "open", "run"]
    assert set(sayso.__all__) <= set(dir(sayso))
    for name in sayso.__all__:
        assert getattr(sayso, name) is not None
    with pytest.raises(AttributeError, match="shut"):
        _ = sayso.shut


def test_opening_a_case_loads_no_language_model(demo_case: Path) -> None:
    asked = f"import sayso, sys; sayso.open({str(demo_case)!r})._repr_html_(); print('spacy' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"


def test_the_import_takes_less_than_three_tenths_of_a_second() -> None:
    asked = (
        "import sys, time; began = time.process_time(); before = set(sys.modules); import sayso;"
        "print(time.process_time() - began < 0.3, len(set(sys.modules) - before) < 60)"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["True", "True"]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_all_records_as_the_models_own_types(case: Case, kind: str) -> None:
    table: Table[object] = getattr(case, kind)
    things = getattr(case.contents, kind)
    assert len(table) == len(things)
    for seen, thing in zip(table, things, strict=True):
        assert isinstance(seen, type(thing))
        assert all(getattr(seen, f.name) == getattr(thing, f.name) for f in dataclasses.fields(thing))


def test_records_are_had_by_place_and_by_id(case: Case) -> None:
    third = case.claims[2]
    assert case.claims[third.id] == third == case.claims[2:][0]
    assert len(case.claims[:5]) == 5
    with pytest.raises(KeyError):
        case.claims["claim_of_another_case"]


def test_claims_lead_to_their_articles_and_comparisons_to_their_sides(case: Case) -> None:
    for claim in case.claims:
        assert claim.article.text[claim.start : claim.end] == claim.text
        assert claim in claim.article.claims
    for compared in case.comparisons:
        left, right = compared.sides
        assert (left.id, right.id) == (compared.left, compared.right)
        assert compared.why or not compared.reasons
    said = case.claims.where(lambda c: c.speaker == "Peter Lund")
    assert 0 < len(said) < len(case.claims)
    assert "no cue" in case.claims.where(lambda c: c.mode == "narrated")[0].explain()
    assert case.comparisons[0].explain().startswith(f"comparison {case.comparisons[0].id}")


def test_rows_have_the_same_columns_whatever_is_null(case: Case) -> None:
    for kind in KINDS:
        rows = getattr(case, kind).to_records()
        assert len({tuple(row) for row in rows}) <= 1
    row = case.claims.where(lambda c: c.cue is None)[0:1].to_records()[0]
    assert row["cue_text"] is None and {"speaker", "outlet", "path", "published"} <= set(row)
    plain = row_of(case.contents.failures[0], case.failures[0]) if case.failures else {"id": ""}
    assert "speaker" not in plain


@pytest.mark.parametrize("kind", KINDS)
def test_tables_become_frames(case: Case, kind: str) -> None:
    table = getattr(case, kind)
    frame = table.to_pandas()
    assert len(frame) == len(table)
    if len(table):
        assert list(frame.columns) == list(table.to_records()[0])
        assert list(frame["id"]) == [thing.id for thing in table]


@pytest.mark.parametrize("kind", KINDS)
def test_tables_become_arrow_tables_with_the_same_rows(case: Case, kind: str) -> None:
    table: Any = getattr(case, kind)
    made = table.to_arrow()
    assert made.num_rows == len(table) and made.column("id").to_pylist() == [thing.id for thing in table]
    added = getattr(type(table[0]), "ADDED", ()) if len(table) else ()
    for row, wanted in zip(made.to_pylist(), table.to_records(), strict=True):
        assert {name: row[name] for name in added} == {name: wanted[name] for name in added}
    # A table without rows has the same columns of the same types.
    assert table[:0].to_arrow().schema == made.schema


def test_arrow_tables_are_typed_and_nested(case: Case) -> None:
    made = case.claims.to_arrow()
    assert str(made.schema.field("start").type) == "int64" and str(made.schema.field("denied").type) == "bool"
    denied = next(row for row in made.to_pylist() if row["cue"] and row["cue"]["kind"] == "deny")
    assert denied["sources"][0]["text"] and denied["speaker"] == case.claims[denied["id"]].speaker


def test_arrow_needs_pyarrow_and_says_so(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(sayso.SaysoError, match="to_arrow needs pyarrow"):
        case.claims.to_arrow()


def test_a_frame_needs_pandas_and_says_so(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match="pip install pandas"):
        case.claims.to_pandas()


def test_decisions_are_kept_in_the_file_and_taken_back(copy: Case) -> None:
    compared = copy.comparisons.where(lambda x: x.relation == "conflicts")[0]
    made = copy.decide(compared, "relation", "scope", who="Ana", note="two different nights")
    assert copy.path is not None
    assert copy.comparisons[compared.id].decision == "scope" == sayso.open(copy.path).decisions[0].new
    assert [d.id for d in copy.comparisons[compared.id].decisions] == [made.id]
    assert "decided by Ana" in copy.comparisons[compared.id]._repr_html_()
    copy.undecide(made, who="Ana")
    assert copy.comparisons[compared.id].decision is None
    with pytest.raises(UsageError, match="relation is"):
        copy.decide(compared, "relation", "true", who="Ana")


def test_decisions_are_laid_over_what_was_found(copy: Case) -> None:
    compared = copy.comparisons.where(lambda x: x.relation == "conflicts")[0]
    document = copy.documents[0]
    copy.decide(compared, "relation", "scope", who="Ana")
    copy.decide(document, "outlet", "The Review", who="Ana")
    decided = copy.decided()
    assert (copy.comparisons[compared.id].relation, decided.comparisons[compared.id].relation) == (
        "conflicts",
        "scope",
    )
    assert copy.documents[0].outlet == document.outlet and decided.documents[0].outlet == "The Review"
    assert "The Review" in set(decided.claims.to_pandas().outlet)


def test_search_finds_the_claims_that_hold_all_words(case: Case) -> None:
    found = case.search("cluster bombs")
    assert len(found) and all("cluster bombs" in claim.text for claim in found)


def test_a_search_leaves_out_what_came_to_the_file_later(copy: Case, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayor of Tolk said 12 zeppelins were damaged on Monday.")
    sayso.run(tmp_path / "a.txt", case=copy.path)
    assert len(copy.search("zeppelins")) == 0
    assert copy.path and len(sayso.open(copy.path).search("zeppelins")) == 1


def test_a_run_gives_a_case_in_memory_or_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayor of Tolk said 12 houses were damaged on Monday.")
    case = sayso.run(tmp_path / "a.txt")
    assert [c.speaker for c in case.claims] == ["mayor of Tolk"] and case.path is None
    with pytest.raises(UsageError, match="needs a file"):
        case.search("houses")
    kept = sayso.run([tmp_path / "a.txt", tmp_path / "gone.txt"], case=tmp_path / "x.case")
    assert [c.id for c in kept.claims] != [] and len(kept.failures) == 1
    assert len(sayso.open(tmp_path / "x.case").claims) == len(kept.claims)


def test_no_case_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="There is no case"):
        sayso.open(tmp_path / "no.case")


def test_an_export_that_fails_leaves_what_was_there(case: Case, tmp_path: Path) -> None:
    odd = dataclasses.replace(case.contents.documents[-1], title="caf\udce9")
    broken = Case(dataclasses.replace(case.contents, documents=(*case.contents.documents[:-1], odd)))
    (tmp_path / "x.csv").write_text("before")
    with pytest.raises(UsageError, match="no valid Unicode"):
        broken.export("jsonl", tmp_path / "x.csv")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("x.csv", "before")]


def test_exports_are_those_of_the_command_line(case: Case, tmp_path: Path) -> None:
    text = case.export("jsonl")
    case.export("jsonl", tmp_path / "x.jsonl")
    assert text == (tmp_path / "x.jsonl").read_text(encoding="utf-8")
    with pytest.raises(UsageError, match="There is no format"):
        case.export("docx")


def test_views_can_be_pickled_as_what_they_hold(case: Case) -> None:
    claim = case.claims[0]
    assert pickle.loads(pickle.dumps(claim)).text == claim.text


# --- what is shown ------------------------------------------------------------------------------------------


class Reader(html.parser.HTMLParser):
    """Collects text and tags, and that every tag is closed where it should be."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.open, self.tags = "", list[str](), set[str]()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data


def read(shown: str) -> Reader:
    reader = Reader()
    reader.feed(shown)
    reader.close()
    assert reader.open == []
    assert not reader.tags & {"script", "link", "img", "iframe"}
    return reader


def test_everything_shows_as_whole_html(case: Case) -> None:
    assert "7 documents" in read(case._repr_html_()).text
    for kind in KINDS:
        read(getattr(case, kind)._repr_html_())
    for thing in (*case.claims, *case.figures, *case.comparisons):
        assert thing.id in read(thing._repr_html_()).text
    for document in case.documents:
        shown = read(document._repr_html_()).text
        for claim in document.claims:
            assert claim.text in shown


def test_marks_overlap(case: Case) -> None:
    article = next(d for d in case.documents if d.figures and d.claims)
    assert 'class="k indirect fig"' in "".join(d._repr_html_() for d in case.documents)
    assert article.title and article.title in read(article._repr_html_()).text


def test_text_is_escaped() -> None:
    text = "<script>alert('x')</script> & said"
    document = Document("doc_1", "<b>.txt", None, "", text, "<i>t</i>", "<img src=x>",
                        segments=(Segment(0, len(text), "body"),))  # fmt: skip
    claim = Claim("claim_1", "doc_1", 0, 8, text[:8], ((0, 8),), (0, len(text)), "narrated")
    case = Case(Contents(documents=(document,), claims=(claim,)))
    for thing in (case, case.documents[0], case.claims[0], case.claims, case.documents):
        reader = read(thing._repr_html_())
        assert not {"script", "img", "i"} & reader.tags
    assert text in read(case.documents[0]._repr_html_()).text


def test_records_say_briefly_what_they_are(case: Case) -> None:
    for kind in ("documents", "claims", "figures", "comparisons"):
        table = getattr(case, kind)
        assert table[0].id in repr(table[0]) and len(repr(table)) < 600


def test_types_hold_for_whoever_checks_them(case: Case) -> None:
    claim: model.Claim = case.claims[0]
    assert claim.mode in model.MODES
    with Store(case.path or "") as store:
        assert store.contents().claims[0].id == claim.id
