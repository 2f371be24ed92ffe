"""What is marked as private leaves every export, and every offset still stands."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.case.contents import Contents
from sayso.case.private import HIDDEN_NAME, still_shown, without_private
from sayso.exporters.html import export_html
from sayso.exporters.jsonl import export_jsonl
from sayso.exporters.md import export_md
from sayso.exporters.tables import export_csv
from sayso.model import Decision, Entity, Link, Mention
from tests.dossier.helpers import small_case


def marked(contents: Contents, *ids: str) -> Contents:
    """The contents with these records marked as private, one after the other."""
    made = tuple(
        Decision(f"decision_{n}", id_, "private", None, "yes", "Ana", f"2031-06-{n:02}", about=id_)
        for n, id_ in enumerate(ids, 1)
    )
    return dataclasses.replace(contents, decisions=(*contents.decisions, *made))


def in_short(record: Any, texts: dict[str, str], document: str = "") -> Iterator[tuple[str, str]]:
    """Every (text beside offsets, text at them) of a record."""
    if isinstance(record, dict):
        document = record.get("document", document) or document
        start, end = record.get("start"), record.get("end")
        if isinstance(record.get("text"), str) and isinstance(start, int) and document in texts:
            yield record["text"], texts[document][start:end]
        for value in record.values():
            yield from in_short(value, texts, document)
    elif isinstance(record, list):
        for value in record:
            yield from in_short(value, texts, document)


def verified(contents: Contents) -> int:
    """How many offsets were held against their text; all of them fit."""
    records = [json.loads(line) for line in export_jsonl(contents)]
    texts = {r["id"]: r["text"] for r in records if r["type"] == "document"}
    pairs = [pair for record in records for pair in in_short(record, texts)]
    assert [pair for pair in pairs if pair[0] != pair[1]] == []
    for document in contents.documents:
        ends = [0, *(at for s in document.segments for at in (s.start, s.end)), len(document.text)]
        assert ends == sorted(ends)
    return len(pairs)


@pytest.mark.parametrize("export", [export_jsonl, export_csv, export_html, export_md])
def test_a_private_name_is_in_no_export(export: Callable[[Contents], Iterator[str]]) -> None:
    case = marked(small_case(), "entity_1")
    assert "Brandt" in "".join(export(case))
    told = "".join(export(without_private(case)))
    assert "brandt" not in told.casefold()
    assert "person 1" in told


def test_the_offsets_stand_and_nothing_else_is_changed() -> None:
    case = small_case()
    hidden = without_private(marked(case, "entity_1"))
    assert verified(hidden) == verified(case) > 20
    post = hidden.documents[0].text
    assert 'said [person 1]. "We had no warning," [person 1] said.' in post
    assert [c.text for c in hidden.claims] == [c.text for c in case.claims]
    assert hidden.claims[0].sources[0].text == "[person 1]"
    assert hidden.documents[0].sha256 == case.documents[0].sha256
    assert json.loads(next(export_jsonl(hidden)))["redacted"] is True


def test_without_a_mark_nothing_changes() -> None:
    case = small_case()
    assert without_private(case) is case
    undone = marked(case, "entity_1")
    back = Decision("decision_9", "entity_1", "private", "yes", None, "Ana", "2031-07", undoes="decision_1")
    assert not without_private(dataclasses.replace(undone, decisions=(*undone.decisions, back))).redacted


def test_a_stand_in_stays_the_same_whoever_is_marked_later() -> None:
    case = small_case()
    courier = case.documents[1]
    at = courier.text.index("Meridian")
    other = Entity(
        "entity_2", "Meridian", "organization", mentions=(Mention(courier.id, at, at + 8, "Meridian"),)
    )
    case = dataclasses.replace(case, entities=(*case.entities, other))
    for ids in (["entity_1"], ["entity_1", "entity_2"]):
        hidden = without_private(marked(case, *ids))
        assert hidden.entities[0].name == "[person 1]" and hidden.entities[0].aliases == ()
        assert hidden.entities[0].id not in ("entity_1",) and hidden.entities[0].role is None
    assert hidden.entities[1].name == "[body 2]"
    assert "Meridian" not in "".join(export_jsonl(hidden))


def test_a_surname_that_others_bear_is_nobodys() -> None:
    case = small_case()
    post = case.documents[0]
    text = post.text + "\nJane Brandt, no kin of Oda Brandt, lives in BRANDT STREET.\n"
    jane = Entity("entity_2", "Jane Brandt", "person")
    case = dataclasses.replace(
        case,
        documents=(dataclasses.replace(post, text=text), *case.documents[1:]),
        entities=(*case.entities, jane),
    )
    hidden = without_private(marked(case, "entity_1"))
    assert (
        f"Jane {HIDDEN_NAME}, no kin of [person 1], lives in {HIDDEN_NAME} STREET."
        in hidden.documents[0].text
    )


def test_another_record_of_the_very_same_name_is_hidden_with_it() -> None:
    case = small_case()
    twin = Entity("entity_2", "Oda Brandt", "organization", ("Brandt",))
    hidden = without_private(marked(dataclasses.replace(case, entities=(*case.entities, twin)), "entity_1"))
    assert [e.name for e in hidden.entities] == ["[person 1]", "[person 1]"]
    assert len({e.id for e in hidden.entities} - {"entity_1", "entity_2"}) == 2
    assert '[person 1]. "We had no warning' in hidden.documents[0].text


def test_a_name_stays_hidden_when_a_later_run_finds_another_record_of_it() -> None:
    case = small_case()
    found = dataclasses.replace(case.entities[0], id="entity_new", kind="organization", aliases=())
    made = dataclasses.replace(marked(case, "entity_1"), entities=(found,))
    log = tuple(dataclasses.replace(d, about="Oda Brandt") if d.about else d for d in made.decisions)
    made = dataclasses.replace(made, decisions=log)
    told = "".join(export_jsonl(without_private(made)))
    assert "Brandt" not in told and "entity_new" not in told and "[person 1]" in told
    assert still_shown(made) == []
    gone = dataclasses.replace(marked(case, case.claims[0].id), claims=case.claims[1:])
    (sentence,) = still_shown(gone)
    assert case.claims[0].id in sentence


def test_addresses_that_tell_a_name_are_left_out() -> None:
    case = small_case()
    post = dataclasses.replace(
        case.documents[0],
        url="https://post.example/2031/oda-brandt-warns",
        links=(Link(0, 6, "https://post.example/people/BRANDT"), Link(0, 6, "https://post.example/")),
    )
    case = dataclasses.replace(case, documents=(post, *case.documents[1:]))
    hidden = without_private(marked(case, "entity_1")).documents[0]
    assert hidden.url is None and [link.href for link in hidden.links] == ["https://post.example/"]


def test_a_private_article_goes_with_all_that_stands_in_it() -> None:
    case = small_case()
    hidden = without_private(marked(case, "doc_post"))
    verified(hidden)
    assert [d.id for d in hidden.documents] == ["doc_courier", "doc_lake"]
    assert {c.document for c in hidden.claims} == {"doc_courier", "doc_lake"}
    assert [c.id for c in hidden.comparisons] == ["cmp_3"]
    assert (hidden.groups, hidden.passages) == ((), ())
    assert "Harbour Post" not in "".join(export_jsonl(hidden))


def test_a_private_headline_is_no_title_either() -> None:
    case = small_case()
    post = case.documents[0]
    words = "gives way at Velmara"
    at = post.text.index(words)
    spans = ((at, at + len(words)),)
    headline = dataclasses.replace(
        case.claims[2],
        id="claim_h",
        start=at,
        end=at + len(words),
        text=words,
        spans=spans,
        sentence=spans[0],
    )
    hidden = without_private(marked(dataclasses.replace(case, claims=(*case.claims, headline)), "claim_h"))
    verified(hidden)
    assert hidden.documents[0].title == "Bridge [private]"
    assert words not in "".join(export_jsonl(hidden))


def test_a_private_claim_leaves_its_place_and_takes_its_figures_along() -> None:
    case = small_case()
    six = case.claims[0]
    hidden = without_private(marked(case, six.id))
    verified(hidden)
    assert hidden.documents[0].text.count("[private]") == 1
    assert "At least 6 people" not in "".join(export_jsonl(hidden))
    assert len(hidden.claims) == len(case.claims) - 1 and len(hidden.figures) == len(case.figures) - 1
    assert [c.id for c in hidden.comparisons] == ["cmp_3", "cmp_4"]
    # What was decided about a comparison with it has its words too.
    assert hidden.decisions == ()


@given(st.lists(st.sampled_from(["entity_1", *(c.id for c in small_case().claims), "doc_lake"]), unique=True))
def test_whatever_is_private_the_offsets_stand(ids: list[str]) -> None:
    hidden = without_private(marked(small_case(), *ids))
    verified(hidden)
    known = set(hidden.things)
    for comparison in hidden.comparisons:
        assert {comparison.left, comparison.right} <= known
    for group in hidden.groups:
        assert set(group.members) <= known
    assert "".join(export_html(hidden))


def test_what_an_alias_says_beside_the_name_stays() -> None:
    case = small_case()
    (brandt,) = (e for e in case.entities if e.id == "entity_1")
    told = "Brandt whose town has been a strong backer of the Meridian bridge"
    wordy = dataclasses.replace(brandt, aliases=(*brandt.aliases, told, "the Fire Service"))
    case = dataclasses.replace(case, entities=tuple(wordy if e is brandt else e for e in case.entities))
    hidden = "".join(d.text for d in without_private(marked(case, "entity_1")).documents)
    assert "Brandt" not in hidden
    assert hidden.count("Meridian") == 2 and HIDDEN_NAME not in hidden


def test_the_name_of_a_file_tells_nothing() -> None:
    case = small_case()
    named = dataclasses.replace(case.documents[0], path="saved/brandt-oda.html")
    lost = dataclasses.replace(case.failures[0], path="brandt.pdf", what="brandt.pdf could not be read.")
    case = dataclasses.replace(case, documents=(named, *case.documents[1:]), failures=(lost,))
    hidden = without_private(marked(case, "entity_1"))
    assert (
        hidden.documents[0].path == f"{named.id}.html" and hidden.documents[1].path == case.documents[1].path
    )
    assert "brandt" not in "".join(export_jsonl(hidden)).casefold()


def test_who_is_named_in_a_private_claim_alone_is_left_out() -> None:
    case = small_case()
    claim = case.claims[0]
    at = claim.start
    only = Entity("entity_7", "Lemm", "person", mentions=(Mention(claim.document, at, at + 4, "Lemm"),))
    case = dataclasses.replace(case, entities=(*case.entities, only))
    hidden = without_private(marked(case, claim.id))
    assert "entity_7" not in {e.id for e in hidden.entities}
