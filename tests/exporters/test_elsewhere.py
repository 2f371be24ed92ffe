"""Every format of others is as its standard asks, by its library or schema, and says what is lost."""

from __future__ import annotations

import asyncio
import csv
import dataclasses
import io
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bibtexparser
import jsonschema
import pytest
import rdflib
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from click.testing import CliRunner
from datasette.app import Datasette
from followthemoney import model as ftm
from followthemoney.cli.cli import cli as ftm_cli
from prov.model import ProvActivity, ProvAgent, ProvDocument, ProvEntity
from rdflib.namespace import DCTERMS, PROV, RDF, RDFS, SDO

from sayso.case.contents import Contents
from sayso.exporters import FOLDERS, FORMATS, about
from sayso.exporters.events import reported_events
from sayso.exporters.naming import iri
from sayso.exporters.published import published
from sayso.exporters.ucdp import COLUMNS
from sayso.model import (
    Claim,
    Comparison,
    Decision,
    Document,
    Entity,
    Group,
    Origin,
    Passage,
    Range,
    Relay,
    Side,
    TimeRef,
)
from tests.comparison.pile import article, pile
from tests.exporters.conftest import PRIVATE
from tests.exporters.standards import CSL, NINJS, WEB_ANNOTATION

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")
"""The standards' libraries warn of themselves."""

Record = dict[str, Any]

ELSEWHERE = [
    "web-annotation", "prov", "schema-org", "ftm", "ninjs", "ucdp", "bibtex", "csl-json", "ris",
]  # fmt: skip
"""The formats that leave out what is private."""


def export(name: str, contents: Contents) -> str:
    return "".join(FORMATS[name](contents))


@pytest.fixture(params=["as found", "as decided"])
def case(request: pytest.FixtureRequest, contents: Contents, decided: Contents) -> Contents:
    return contents if request.param == "as found" else decided


@pytest.mark.parametrize("name", (*FORMATS, *FOLDERS))
def test_each_format_says_what_it_is_and_what_is_lost(name: str) -> None:
    told, lost = about(name)
    assert len(told) > 30 and len(lost) > 10


# --- Web Annotation -----------------------------------------------------------------------------------------


def test_annotations_follow_the_model(case: Contents) -> None:
    made = json.loads(export("web-annotation", case))
    jsonschema.Draft202012Validator(WEB_ANNOTATION).validate(made)
    items = made["first"]["items"]
    assert made["total"] == len(items) == len({item["id"] for item in items})
    assert {item["motivation"] for item in items} == {"describing", "identifying", "linking"}


def test_annotations_find_their_words_both_ways(contents: Contents) -> None:
    texts = {document.url or iri(document.id): document.text for document in contents.documents}
    count = 0
    for place in _places(json.loads(export("web-annotation", contents))):
        text = texts[place["source"]]
        quote, position = place["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        found = text.find(quote["prefix"] + quote["exact"] + quote["suffix"])
        assert found + len(quote["prefix"]) == position["start"]
        count += 1
    assert count > len(contents.claims)


def _places(value: Any) -> Iterator[Record]:
    if isinstance(value, list):
        for one in value:
            yield from _places(one)
    elif isinstance(value, dict):
        if value.get("type") == "SpecificResource":
            yield value
        else:
            yield from _places(list(value.values()))


# --- PROV-O and schema.org: RDF -----------------------------------------------------------------------------


def graph_of(text: str, vocabulary: str | None = None) -> rdflib.Graph:
    """The triples of JSON-LD; a context at an address, which is not fetched, gives its vocabulary."""
    made = json.loads(text)
    if vocabulary:
        made["@context"] = {"@vocab": vocabulary}
    return rdflib.Graph().parse(data=json.dumps(made), format="json-ld")


def test_provenance_uses_the_ontologys_own_terms(case: Contents) -> None:
    graph = graph_of(export("prov", case))
    known = {str(term) for space in (PROV, RDF, RDFS, DCTERMS) for term in dir(space) if "/" in str(term)}
    known |= {str(space[name]) for space in (PROV, RDF, RDFS, DCTERMS) for name in space.__annotations__}
    for _, term, value in graph:
        assert str(term) in known, term
        if term == RDF.type:
            assert str(value) in known, value


def test_provenance_is_read_by_the_provenance_library(case: Contents) -> None:
    read = ProvDocument.deserialize(content=export("prov", case), format="rdf", rdf_format="json-ld")
    kept = published(case)
    entities = {str(e.identifier.uri) for e in read.get_records(ProvEntity)}
    things: tuple[Document | Claim, ...] = (*kept.documents, *kept.claims)
    assert {iri(thing.id) for thing in things} <= entities
    assert len(list(read.get_records(ProvActivity))) == 1
    assert any(a.get_asserted_types() for a in read.get_records(ProvAgent))


def test_provenance_keeps_declared_and_inferred_relays_apart(contents: Contents) -> None:
    document = next(d for d in contents.documents if len(d.relay) > 1)
    graph = graph_of(export("prov", contents))
    source = graph.value(rdflib.URIRef(iri(document.id)), PROV.hadPrimarySource)
    nearest = graph.value(rdflib.URIRef(iri(document.id)), PROV.wasDerivedFrom)
    assert document.relay[-1].name in str(graph.value(source, RDFS.label))
    assert document.relay[0].name in str(graph.value(nearest, RDFS.label))
    guessed = dataclasses.replace(document, relay=(Relay("ABC", "inferred", None, None, "shared text"),))
    told = export("prov", dataclasses.replace(contents, documents=(guessed,), claims=(), passages=()))
    assert "hadPrimarySource" not in told


@pytest.mark.parametrize(
    ("outlet", "share", "term"),
    [("A", 1.0, PROV.wasDerivedFrom), ("B", 1.0, PROV.wasRevisionOf), ("A", 0.2, PROV.wasQuotedFrom)],
)
def test_provenance_tells_reposts_revisions_and_quotations(
    contents: Contents, outlet: str, share: float, term: rdflib.URIRef
) -> None:
    left, right = contents.documents[:2]
    first = dataclasses.replace(left, outlet=outlet, relay=())
    second = dataclasses.replace(right, outlet="B", relay=())
    kept = sum(s.end - s.start for s in second.kept())
    sides = Side(first.id, 0, 500), Side(second.id, 0, int(kept * share))
    shared = Passage("passage_1", *sides, 1.0, "left_to_right", "by date")
    told = Contents(documents=(first, second), passages=(shared,))
    graph = graph_of(export("prov", told))
    assert (rdflib.URIRef(iri(second.id)), term, rdflib.URIRef(iri(first.id))) in graph
    assert (rdflib.URIRef(iri(first.id)), term, None) not in graph


def test_decisions_have_their_time_and_who_made_them(decided: Contents) -> None:
    graph = graph_of(export("prov", decided))
    taken_back = next(d for d in decided.log.all if d.id in decided.log.undone)
    one = rdflib.URIRef(iri(taken_back.id))
    assert str(graph.value(one, PROV.generatedAtTime))[:19] == taken_back.when[:19]
    assert graph.value(one, PROV.invalidatedAtTime) is not None
    assert str(graph.value(graph.value(one, PROV.wasAttributedTo), RDFS.label)) == "Ana"


def test_schema_org_is_told_in_its_own_words(case: Contents) -> None:
    text = export("schema-org", case)
    assert json.loads(text)["@context"] == "https://schema.org" and "firstAppearance" not in text
    graph = graph_of(text, str(SDO))
    known = {str(SDO[name]) for name in SDO.__annotations__}
    for _, term, value in graph:
        assert term == RDF.type or str(term) in known, term
        if term == RDF.type:
            assert str(value) in known, value
    for claim in graph.subjects(RDF.type, SDO.Claim):
        places = set(graph.objects(claim, SDO.appearance))
        kinds = {kind for place in places for kind in graph.objects(place, RDF.type)}
        assert places and kinds <= {SDO.NewsArticle, SDO.Quotation}


def test_only_a_persons_grade_makes_a_review(contents: Contents, decided: Contents) -> None:
    assert "ClaimReview" not in export("schema-org", contents)
    graph = graph_of(export("schema-org", decided), str(SDO))
    (review,) = graph.subjects(RDF.type, SDO.ClaimReview)
    assert str(graph.value(graph.value(review, SDO.author), SDO.name)) == "Ana"
    rating = graph.value(review, SDO.reviewRating)
    assert str(graph.value(rating, SDO.alternateName)) == "partly supported"
    assert (graph.value(review, SDO.itemReviewed), RDF.type, SDO.Claim) in graph


# --- FollowTheMoney -----------------------------------------------------------------------------------------


def entities(contents: Contents) -> list[Record]:
    return [json.loads(line) for line in export("ftm", contents).splitlines()]


def test_entities_are_valid_for_follow_the_money(case: Contents, tmp_path: Path) -> None:
    (tmp_path / "x.ftm.json").write_text(export("ftm", case), encoding="utf-8")
    told = CliRunner().invoke(ftm_cli, ["validate", "-i", str(tmp_path / "x.ftm.json"), "-o", "-"])
    assert told.exit_code == 0, told.output
    for entity in entities(case):
        schema = ftm.get(entity["schema"])
        assert schema is not None
        schema.validate(entity)
        proxy = ftm.get_proxy(entity, cleaned=False)
        # No value is thrown away as being none of its property's type.
        assert {name: len(v) for name, v in entity["properties"].items()} == {
            prop: len(proxy.get(prop)) for prop in entity["properties"]
        }


def test_references_of_entities_lead_to_entities_of_the_right_kind(case: Contents) -> None:
    made = {entity["id"]: entity for entity in entities(case)}
    assert len(made) == len(entities(case))
    for entity in made.values():
        schema = ftm.get(entity["schema"])
        assert schema is not None
        for name, values in entity["properties"].items():
            prop = schema.properties[name]
            if prop.type.name == "entity":
                for value in values:
                    assert ftm.get(made[value]["schema"]).is_a(prop.range), (entity["schema"], name)


def test_mentions_stand_apart_from_what_people_asserted(contents: Contents, decided: Contents) -> None:
    found, made = entities(contents), entities(decided)
    names = {n for e in found for n in e["properties"].get("name", ()) if e["schema"] == "Mention"}
    assert "Anton Brezhin" in names
    assert not [e for e in found if e["schema"] == "Person" and "sayso-decided" in e["datasets"]]
    (person,) = [e for e in made if e["schema"] == "Person" and "sayso-decided" in e["datasets"]]
    assert person["properties"]["name"] == ["Anton Brezhin"]
    resolved = [e for e in made if e["properties"].get("resolved") == [person["id"]]]
    assert resolved and all(e["schema"] == "Mention" for e in resolved)


# --- ninjs, citations ---------------------------------------------------------------------------------------


def test_news_items_follow_ninjs(case: Contents) -> None:
    items = [json.loads(line) for line in export("ninjs", case).splitlines()]
    assert len(items) == len(case.documents)
    for item, document in zip(items, published(case).documents, strict=True):
        jsonschema.Draft202012Validator(NINJS).validate(item)
        carried = [s["name"] for s in item.get("infoSources", ()) if s["role"].startswith("relay")]
        assert carried == [r.name for r in document.relay]


def test_news_items_keep_paragraphs_apart(contents: Contents) -> None:
    items = {item["uri"]: item for item in map(json.loads, export("ninjs", contents).splitlines())}
    for document in contents.documents:
        (body,) = items[iri(document.id)]["bodies"]
        words = [
            w for s in document.kept() if s.kind != "headline" for w in document.text[s.start : s.end].split()
        ]
        assert body["value"].split() == words and body["wordCount"] == len(words)


def test_csl_items_are_cited_by_a_processor(case: Contents) -> None:
    items = json.loads(export("csl-json", case))
    jsonschema.Draft202012Validator(CSL).validate(items)
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    cited = [str(entry) for entry in bibliography.bibliography()]
    assert len(cited) == len(items)
    for item in items:
        assert any(item.get("title", "") in entry for entry in cited)


def test_bibtex_is_read_back(case: Contents) -> None:
    library = bibtexparser.parse_string(export("bibtex", case))
    assert not library.failed_blocks
    documents = published(case).documents
    assert [entry.key for entry in library.entries] == [document.id for document in documents]
    for entry, document in zip(library.entries, documents, strict=True):
        assert (
            entry["year"] == document.published[:4] if document.published else "year" not in entry.fields_dict
        )
        assert document.sha256 in entry["note"]


def test_hostile_text_breaks_no_citation(contents: Contents) -> None:
    title = "100% {odd} \\ $5 & #1_a ~ ^\nER  - "
    odd = dataclasses.replace(contents.documents[0], title=title, url="https://x.example/{a}%20b")
    case = dataclasses.replace(contents, documents=(odd,), claims=(), figures=(), passages=())
    library = bibtexparser.parse_string(export("bibtex", case))
    assert len(library.entries) == 1 and not library.failed_blocks
    (entry,) = rispy.loads(export("ris", case))
    assert entry["title"] == " ".join(title.split())


def test_ris_is_read_back(case: Contents) -> None:
    read = rispy.loads(export("ris", case))
    documents = published(case).documents
    assert [entry["id"] for entry in read] == [document.id for document in documents]
    for entry, document in zip(read, documents, strict=True):
        assert entry["type_of_reference"] == "NEWS"
        assert entry.get("authors", []) == list(document.authors)
        assert entry.get("title") == (" ".join(document.title.split()) if document.title else None)


# --- the table of events ------------------------------------------------------------------------------------


def test_the_table_of_events_leaves_the_best_number_to_people(case: Contents) -> None:
    rows = list(csv.DictReader(io.StringIO(export("ucdp", case))))
    assert tuple(rows[0]) == COLUMNS
    for row in rows:
        assert row["best"] == "" and float(row["low"]) <= float(row["high"])
        figures = [published(case).figure[id_] for id_ in row["figures"].split("; ")]
        bounds = [b for f in figures for b in (f.low, f.high) if b is not None]
        assert (float(row["low"]), float(row["high"])) == (min(bounds), max(bounds))
        assert row["or_more"] == ("yes" if any(f.high is None for f in figures) else "no")
    ids = [id_ for row in rows for id_ in row["figures"].split("; ")]
    assert len(ids) == len(set(ids))


def test_events_are_dated_by_the_day(contents: Contents) -> None:
    figure = next(f for f in contents.figures if f.event and f.kind == "count")
    midnight = dataclasses.replace(figure, time=TimeRef("time_1", "2031-05-03T24:00", "2031-05-03T24:00"))
    told = dataclasses.replace(contents, figures=(midnight,), comparisons=())
    (row,) = csv.DictReader(io.StringIO(export("ucdp", told)))
    assert (row["date_start"], row["date_end"]) == ("2031-05-03", "2031-05-03")
    (event,) = [e for e in entities(told) if e["schema"] == "Event"]
    schema = ftm.get("Event")
    assert schema is not None
    schema.validate(event)


def test_the_day_on_which_a_toll_rose_is_no_day_of_the_event() -> None:
    told = article("a", "The death toll at Tolk rose to 31 on Thursday, the coast guard said.", "The Post")
    made = pile(told)
    (found,) = made.findings
    contents = Contents(documents=(told,), claims=found.claims, figures=found.figures, times=found.times)
    (row,) = csv.DictReader(io.StringIO(export("ucdp", contents)))
    assert found.figures[0].time is not None
    assert (row["reported"], row["date_start"], row["date_end"]) == ("31", "", "")


def test_only_accounts_of_one_thing_share_a_row(contents: Contents) -> None:
    rows = reported_events(contents)
    one_thing = ("agrees", "repeats", "differs", "conflicts")
    pairs = {frozenset((x.left, x.right)) for x in contents.comparisons if x.relation in one_thing}
    for row in rows:
        for left, right in itertools.combinations(row.figures, 2):
            assert frozenset((left.id, right.id)) in pairs
    assert any(len(row.figures) > 1 for row in rows)


def test_what_hangs_together_by_a_third_account_stays_apart(contents: Contents) -> None:
    figure = next(f for f in contents.figures if f.event and f.kind == "count")
    figures = tuple(dataclasses.replace(figure, id=f"figure_{n}", low=n, high=n) for n in (1, 2, 3))
    pairs = (("figure_1", "figure_2", "conflicts"), ("figure_2", "figure_3", "agrees"))
    compared = tuple(Comparison(f"comparison_{n}", *pair) for n, pair in enumerate(pairs))
    rows = reported_events(dataclasses.replace(contents, figures=figures, comparisons=compared))
    assert [(row.low, row.high, len(row.figures)) for row in rows] == [(1, 2, 2), (3, 3, 1)]


# --- what does not go out -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ELSEWHERE)
def test_what_is_private_goes_nowhere(contents: Contents, decided: Contents, name: str) -> None:
    if name in ("ucdp", "web-annotation", "prov"):
        assert PRIVATE in export(name, contents)
    told = export(name, decided)
    if name in ("ftm", "ninjs"):
        # These carry the articles' own texts, which stay as they are.
        records = [json.loads(line) for line in told.splitlines()]
        for record in records:
            record.pop("bodies", None)
            record.get("properties", {}).pop("bodyText", None)
        told = json.dumps(records)
    assert PRIVATE not in told and "Marek" not in told


def test_private_articles_go_with_all_that_stands_in_them(contents: Contents, tmp_path: Path) -> None:
    one = contents.documents[0]
    private = dataclasses.replace(contents, decisions=(_private(one.id),))
    left = published(private)
    assert one.id not in {d.id for d in left.documents}
    assert {c.document for c in left.claims} <= {d.id for d in left.documents}
    assert {f.document for f in left.figures} <= {d.id for d in left.documents}
    assert not [x for x in left.comparisons if x.left not in left.things or x.right not in left.things]
    for name in ELSEWHERE:
        assert one.id not in export(name, private) and one.id.replace("_", "-") not in export(name, private)


def test_a_private_claim_gives_its_words_to_no_group(contents: Contents) -> None:
    left, right = contents.claims[:2]
    group = Group("group_1", left.text, (left.id, right.id), Range(1, 2), (Origin((left.id,), "same text"),))
    told = published(dataclasses.replace(contents, groups=(group,), decisions=(_private(left.id),)))
    (kept,) = told.groups
    assert (kept.label, kept.members, kept.origin_of) == (right.text, (right.id,), ())


def test_private_authors_are_not_named(contents: Contents) -> None:
    document = next(d for d in contents.documents if d.authors)
    author = Entity("entity_1", document.authors[0], "person")
    case = dataclasses.replace(contents, entities=(author,), decisions=(_private("entity_1"),))
    assert document.authors[0] in export("ris", contents)
    assert document.authors[0] not in export("ris", case)


def _private(id_: str) -> Decision:
    return Decision("decision_1", id_, "private", None, "yes", "Ana", "2031-05-03T10:00:00Z")


def test_what_was_rejected_does_not_go_out_and_decisions_are_laid_over(decided: Contents) -> None:
    told = export("web-annotation", decided)
    rejected = next(d.target for d in decided.log.all if d.new == "rejected")
    assert rejected not in told
    assert "The Eastgate Review" in export("csl-json", decided)


# --- Datasette ----------------------------------------------------------------------------------------------


def test_datasette_shows_the_case_with_views_and_search(decided_case: Path, decided: Contents) -> None:
    metadata = json.loads(export("datasette", decided))
    datasette = Datasette([str(decided_case)], metadata=metadata)

    async def ask(path: str) -> Any:
        answer = await datasette.client.get(f"/decided/{path}".rstrip("/"))
        assert answer.status_code == 200, answer.text
        return answer.json() if ".json" in path else answer.text

    async def look() -> None:
        rejected = next(d.target for d in decided.log.all if d.new == "rejected")
        found = {x.id for x in decided.comparisons if x.relation == "conflicts"}
        conflicts = await ask("conflicts.json?_shape=array")
        assert {row["id"] for row in conflicts} == found - {rejected}
        assert all(row["left_text"] and row["right_text"] for row in conflicts)
        figures = await ask("figures_by_event.json?_shape=array&event=killed")
        assert len(figures) == sum(f.event == "killed" for f in decided.figures)
        quoted = await ask("who_is_quoted.json?_shape=array&_sort_desc=claims")
        assert quoted[0]["claims"] >= quoted[-1]["claims"] and quoted[0]["speaker"]
        hits = await ask("claims_searched.json?_shape=array&_search=cluster+bombs")
        assert len(hits) == 2 and all("cluster bombs" in row["text"] for row in hits)
        page = await ask(f"claim?id={decided.claims[0].id}")
        assert f'href="/decided/document/{decided.claims[0].document}"' in page
        shown = await ask("")
        assert all(f'href="/decided/{table}"' not in shown for table in ("bytes", "parsed", "stale"))

    asyncio.run(look())
