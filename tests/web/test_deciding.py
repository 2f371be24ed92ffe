"""Deciding in the reader: forms that work without a script, and refuse what is not theirs."""

from __future__ import annotations

import dataclasses
import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html
from starlette.testclient import TestClient

from sayso.case.contents import Contents
from sayso.case.decisions import orphans
from sayso.case.store import Store
from sayso.dossier import script_text, source_hash
from sayso.dossier.pile import Pile
from sayso.exporters import exporter
from sayso.exporters.jsonl import export_record
from sayso.model import Compared, Findings, Similar
from sayso.web import HOST, people
from sayso.web.choosing import SET, SEVERAL
from sayso.web.items import LABELS
from sayso.web.reader import EXPORTS, application
from tests.web.conftest import run


def contents(case: Path) -> Contents:
    with Store(case) as store:
        return store.contents()


def send(reader: TestClient, page: str, *, button: str | None = None, **given: str) -> tuple[int, str]:
    """Fill in the form of a page that has these fields, and press its button, as a browser would."""
    tree: Any = lxml_html.fromstring(reader.get(page).text)
    if given.get("field") in LABELS:
        # These have an input each in one form.
        given[f"{SET}{given['field']}"] = given.pop("value")
        given["field"] = SEVERAL
    for form in tree.forms:
        values = {k: v for k, v in form.form_values() if isinstance(v, str)}
        if form.method != "POST" or values.get("field") != given.get("field", values.get("field")):
            continue
        if button is not None:
            values["value"] = button
        if not {n for n in given if n.startswith(SET)} <= values.keys():
            continue
        if "decision" in given and values.get("decision") != given["decision"]:
            continue
        answer = reader.request(form.method, str(form.action), data={**values, **given})
        return answer.status_code, answer.text
    raise AssertionError(f"no such form on {page}")


def test_every_record_has_a_page_and_is_json(reader: TestClient, case: Path) -> None:
    found = contents(case)
    for id_, thing in found.things.items():
        page = reader.get(f"/item/{id_}")
        assert page.status_code == 200 and id_ in page.text
        assert reader.get(f"/item/{id_}.json").json() == {**export_record(thing), "decisions": []}
    assert reader.get("/item/gone").status_code == 404
    assert reader.get("/item/gone.json").status_code == 404


def test_every_link_of_the_reader_leads_somewhere(reader: TestClient, case: Path) -> None:
    anchors: dict[str, set[str]] = {}
    wanted: set[tuple[str, str, str]] = set()
    left = ["/"]
    while left:
        page = left.pop()
        answer = reader.get(page)
        assert answer.status_code == 200, page
        anchors[page] = set()
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        tree: Any = lxml_html.fromstring(answer.text)
        anchors[page] = {str(i) for i in tree.xpath("//@id")}
        for link in tree.xpath("//a/@href"):
            path, _, anchor = str(link).partition("#")
            path = path or page
            if anchor:
                wanted.add((page, path, anchor))
            if path not in anchors and path not in left:
                left.append(path)
    assert len(anchors) > 40 and len(wanted) > 40
    assert [link for link in sorted(wanted) if link[2] not in anchors[link[1]]] == []


def test_a_decision_survives_a_run_and_can_be_taken_back(reader: TestClient, case: Path, pile: Path) -> None:
    comparison = contents(case).comparisons[0]
    page = f"/item/{comparison.id}"
    assert send(reader, page, button="scope", field="relation", note="two days")[0] == 200
    line = f"decided by Ana: {comparison.relation} → scope"
    run(pile, case)
    for shown in (page, "/accounts", "/decisions", "/dossier"):
        assert line in reader.get(shown).text, shown
    made = contents(case).comparisons[0]
    assert (made.relation, made.decision) == (comparison.relation, "scope")
    assert reader.get(f"{page}.json").json()["decision"] == "scope"
    (kept,) = contents(case).decisions
    assert (kept.who, kept.note, kept.old) == ("Ana", "two days", comparison.relation)
    assert reader.get(f"/item/{kept.id}").url.path == page
    assert reader.get(f"/item/{kept.id}.json").json() == {**export_record(kept), "stands": True}
    assert send(reader, page, decision=kept.id)[0] == 200
    run(pile, case)
    assert contents(case).comparisons[0].decision is None
    assert line not in reader.get("/accounts").text
    assert "taken back by Ana" in reader.get(page).text
    assert [d["stands"] for d in reader.get("/decisions.json").json()] == [False, False]


def test_each_kind_of_record_can_be_corrected(reader: TestClient, case: Path) -> None:
    found = contents(case)
    claim = next(c for c in found.claims if c.sources)
    figure, document = found.figures[0], found.documents[0]
    for id_, field, value in (
        (claim.id, "speaker", "Jo Hale"),
        (figure.id, "low", "11"),
        (figure.id, "counted", "residents"),
        (document.id, "outlet", "The Post"),
        (document.id, "published", "2031-05-03"),
        (document.id, "source_letter", "B"),
        (claim.id, "note", "Ask <script>alert(1)</script> her."),
    ):
        status, text = send(reader, f"/item/{id_}", field=field, value=value, who="Ben")
        assert status == 200 and "by Ben" in text and "<script>alert" not in text
    assert send(reader, f"/item/{claim.id}", field="private")[0] == 200
    values = contents(case).log.values
    assert values[claim.id] == {"speaker": "Jo Hale", "private": "yes"}
    assert values[figure.id] == {"low": "11", "counted": "residents"}
    assert values[document.id] == {"outlet": "The Post", "published": "2031-05-03", "source_letter": "B"}
    dossier = reader.get("/dossier").text
    assert "Jo Hale" in dossier and "The Post" in dossier and "<script>alert" not in dossier


def test_people_are_merged_and_split(reader: TestClient, case: Path) -> None:
    one, other = (e for e in contents(case).entities if e.name in ("Ann Roe", "Bo Lind"))
    assert send(reader, f"/item/{one.id}", field="same_as", value=other.id)[0] == 200
    assert "merged by Ana" in reader.get("/people").text
    assert "merged by Ana: Ann Roe = Bo Lind" in reader.get("/voices").text
    for id_ in (one.id, other.id):
        assert "One with" in reader.get(f"/item/{id_}").text
    (made,) = contents(case).decisions
    assert send(reader, f"/item/{other.id}", decision=made.id)[0] == 200
    assert "One with" not in reader.get(f"/item/{one.id}").text
    assert len(contents(case).entities) == len({e.id for e in contents(case).entities})


def test_an_orphan_is_shown_and_can_be_taken_back(reader: TestClient, case: Path, pile: Path) -> None:
    claim = next(c for c in contents(case).claims if "12" in c.text)
    send(reader, f"/item/{claim.id}", field="speaker", value="Jo Hale")
    (pile / "a.txt").write_text("The dam broke.")
    run(pile, case)
    for page in ("/", "/decisions"):
        assert "1 decision lost what it was about" in reader.get(page).text
    page = reader.get(f"/item/{claim.id}")
    assert page.status_code == 200 and "no longer holds" in page.text
    assert reader.get(f"/item/{claim.id}.json").json()["orphaned"] is True
    (kept,) = contents(case).decisions
    assert send(reader, f"/item/{claim.id}", decision=kept.id)[0] == 200
    assert orphans(contents(case).things, contents(case).log) == []


def token_of(reader: TestClient, page: str) -> str:
    (token,) = {str(t) for t in re.findall(r'name="token" value="([^"]+)"', reader.get(page).text)}
    return token


def test_only_the_readers_own_forms_change_anything(reader: TestClient, case: Path) -> None:
    target = contents(case).comparisons[0].id
    form = {"target": target, "field": "relation", "value": "scope", "who": "Eve"}
    form_type = "application/x-www-form-urlencoded"
    token = token_of(reader, f"/item/{target}")
    refused = {
        "no token": reader.post("/decide", data=form),
        "a wrong token": reader.post("/decide", data={**form, "token": "ünï"}),
        "another site": reader.post(
            "/decide", data={**form, "token": token}, headers={"Origin": "http://elsewhere.example"}
        ),
        "no origin of its own": reader.post(
            "/decide", data={**form, "token": token}, headers={"Origin": "null"}
        ),
        "no form": reader.post("/decide", json={**form, "token": token}),
        "too long": reader.post("/decide", data={**form, "token": token, "note": "x" * 70_000}),
        "no text": reader.post("/decide", content=b"\xff", headers={"Content-Type": form_type}),
        "not asked by GET": reader.get("/decide", params={**form, "token": token}),
    }
    status = {name: answer.status_code for name, answer in refused.items()}
    assert status == dict(zip(refused, (403, 403, 403, 403, 415, 413, 400, 405), strict=True))
    assert contents(case).decisions == ()
    foreign = TestClient(application(case), base_url="http://elsewhere.example")
    assert foreign.post("/decide", data=form).status_code == 400
    own = reader.post(
        "/decide", data={**form, "token": token}, headers={"Origin": f"http://{HOST}:8000"},
        follow_redirects=False,
    )  # fmt: skip
    assert (own.status_code, own.headers["location"]) == (303, f"/item/{target}")
    assert len(contents(case).decisions) == 1


def test_what_cannot_be_decided_is_said(reader: TestClient, case: Path) -> None:
    document = contents(case).documents[0].id
    status, text = send(reader, f"/item/{document}", field="published", value="soon")
    assert status == 400 and "as 1 December 2016" in text
    # What was typed stands in the form again.
    assert 'name="set_published" value="' in text and "Try again" in text
    form = {
        "target": document,
        "field": "outlet",
        "value": "x",
        "who": "",
        "token": token_of(reader, f"/item/{document}"),
    }
    assert "By whom?" in reader.post("/decide", data=form).text
    status, text = send(reader, f"/item/{document}", field="grade", value="")
    assert status == 400 and "Nothing was written anew" in text
    form = {"decision": "gone", "who": "Ana", "token": form["token"]}
    assert "no decision gone" in reader.post("/undecide", data=form).text


def test_the_list_leads_back_to_itself_and_nowhere_else(reader: TestClient, case: Path) -> None:
    target = contents(case).documents[0].id
    form = {"target": target, "field": "grade", "value": "1", "who": "Ana"}
    form["token"] = token_of(reader, f"/item/{target}")
    elsewhere = f"/item/{target}"
    for back, leads in (
        ("/people", "/people"),
        ("/accounts?relation=conflicts&page=2", "/accounts?relation=conflicts&page=2"),
        ("//elsewhere.example", elsewhere),
        ("/accounts//elsewhere.example", elsewhere),
        ("/accounts\r\nX: y", elsewhere),
        ("http://elsewhere.example/accounts", elsewhere),
    ):
        answer = reader.post("/decide", data={**form, "back": back}, follow_redirects=False)
        assert answer.headers["location"] == leads


def test_a_case_that_is_being_written_is_said_to_be(
    reader: TestClient, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = f"/item/{contents(case).documents[0].id}"
    reader.get(page)
    monkeypatch.setattr("sayso.case.connection._BUSY_S", 0.1)
    with Store(case, write=True) as other:
        other.db.execute("BEGIN IMMEDIATE")
        status, text = send(reader, page, field="grade", value="1")
        other.db.execute("ROLLBACK")
    assert status == 503 and "is being written" in text


def test_a_damaged_case_is_said_to_be(reader: TestClient, case: Path) -> None:
    with Store(case, write=True) as store:
        store.db.execute("UPDATE claim SET record = '{'")
    answer = reader.get("/people")
    assert answer.status_code == 503 and "is damaged" in answer.text


def test_pages_run_their_own_script_only_and_are_framed_by_none(reader: TestClient, case: Path) -> None:
    script = script_text()
    pages = (
        "/",
        "/accounts",
        "/people",
        "/decisions",
        "/search?q=mayor",
        f"/item/{contents(case).claims[0].id}",
        "/item/gone",
    )
    for page in pages:
        answer = reader.get(page)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'; style-src 'sha256-" in policy
        assert f"script-src '{source_hash(script)}';" in policy
        assert "frame-ancestors 'none'" in policy and "unsafe" not in policy
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.text.count("<script") == answer.text.count(f"<script>{script}</script>") == 1
        assert " style=" not in answer.text


def test_a_suggestion_is_taken_or_refused_from_the_list(case: Path) -> None:
    found = contents(case)
    one, other = (e for e in found.entities if e.name in ("Ann Roe", "Bo Lind"))
    suggested = dataclasses.replace(one, similar=(Similar(other.id, "one office"),))
    entities = tuple(suggested if e.id == one.id else e for e in found.entities)
    with Store(case, write=True) as store:
        store.replace_compared(Compared(entities=entities, comparisons=found.comparisons), (), {})
    reader = TestClient(application(case, "Ana"), base_url=f"http://{HOST}:8000")
    assert "one office" in reader.get("/people").text
    for field, told in (("not_same_as", "kept apart by Ana"), ("same_as", "merged by Ana")):
        status, page = send(reader, "/people", field=field)
        assert status == 200 and told in page and "People and bodies</h1>" in page
        assert "one office" not in page
        (made,) = contents(case).log.in_force.values()
        assert (made.target, made.field, made.new) == (one.id, field, other.id)
        assert send(reader, "/decisions", decision=made.id)[0] == 200
        assert "one office" in reader.get("/people").text


def test_the_kind_of_a_stretch_is_corrected_kept_and_taken_back(
    reader: TestClient, case: Path, pile: Path
) -> None:
    document = contents(case).documents[0]
    second = document.segments[1]
    page, stretch = f"/item/{document.id}", f"{second.start}-{second.end}"
    assert send(reader, page, field="segment", stretch=stretch, value="furniture")[0] == 200
    run(pile, case)
    line = f"segment decided by Ana: characters {stretch} body → furniture"
    assert line in reader.get(page).text
    assert "Set aside: the page’s own furniture" in reader.get(f"/article/{document.id}").text
    assert contents(case).documents[0].segments[1].kind == "body"
    assert "road is closed" not in reader.get("/search.json?q=road").json()["claims"]
    status, text = send(reader, page, field="segment", stretch="1-2", value="furniture")
    assert status == 400 and "one of the article&#39;s segments" in text
    (made,) = contents(case).decisions
    assert send(reader, page, decision=made.id)[0] == 200
    assert "Set aside" not in reader.get(f"/article/{document.id}").text


def test_a_stretch_that_moved_leaves_an_orphan(reader: TestClient, case: Path, pile: Path) -> None:
    document = contents(case).documents[0]
    first = document.segments[0]
    stretch = f"{first.start}-{first.end}"
    send(reader, f"/item/{document.id}", field="segment", stretch=stretch, value="caption")
    assert orphans(contents(case).things, contents(case).log) == []
    with Store(case, write=True) as store:
        moved = dataclasses.replace(first, end=first.end - 1)
        changed = dataclasses.replace(document, segments=(moved, *document.segments[1:]))
        store.add([(changed, Findings(document.id))])
    assert "1 decision lost what it was about" in reader.get("/").text


def test_a_comparison_is_accepted_or_rejected_where_it_is_shown(reader: TestClient, case: Path) -> None:
    page = "/accounts?relation=differs"
    assert "Accept</button>" in reader.get(page).text
    status, text = send(reader, page, field="relation", button="differs")
    assert status == 200 and "accepted by Ana: differs" in text and "Accept</button>" not in text
    assert send(reader, page, field="relation", button="rejected")[0] == 200
    assert "decided by Ana: differs → rejected" in reader.get("/accounts?relation=rejected").text


def test_a_date_is_taken_as_the_pages_write_it_and_a_grade_by_its_scale(
    reader: TestClient, case: Path
) -> None:
    document = f"/item/{contents(case).documents[0].id}"
    assert send(reader, document, field="published", value="5 April 2017")[0] == 200
    assert {d.new for d in contents(case).decisions} == {"2017-04-05"}
    status, text = send(reader, document, field="information_digit", value="9")
    assert status == 400 and "1, 2, 3, 4, 5 or 6" in text and 'value="9"' in text
    assert send(reader, document, field="source_letter", value="b")[0] == 200
    # Two decisions of one second stand in the order of their ids.
    assert {d.new for d in contents(case).decisions} == {"2017-04-05", "B"}


def test_a_decision_leads_back_to_the_card_and_names_the_pair(reader: TestClient, case: Path) -> None:
    made = contents(case).comparisons[0]
    token = re.search(r'name="token" value="([^"]+)"', reader.get("/accounts").text)[1]  # type: ignore[index]
    given = {"token": token, "field": "relation", "target": made.id, "value": made.relation, "who": "Ana"}
    back = f"/accounts?relation=differs#p_{made.id}"
    answer = reader.post("/decide", data={**given, "back": back}, follow_redirects=False)
    assert answer.headers["location"] == back
    told = reader.get(back).text
    done = told[told.index("<b>Done.</b>") :][:600]
    assert f'href="/item/{made.id}"' in done and "12" in done and "15" in done


def test_what_names_no_outlet_is_named_folder_by_folder(pile: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (pile / name).mkdir()
        (pile / f"{name}.txt").rename(pile / name / "saved.txt")
    run(pile, tmp_path / "two.case")
    reader = TestClient(application(tmp_path / "two.case", "Ana"), base_url=f"http://{HOST}:8000")
    assert 'href="/articles#outlets"' in reader.get("/").text
    shown = reader.get("/articles").text
    assert "file a/saved.txt" in shown and "file b/saved.txt" in shown
    tree: Any = lxml_html.fromstring(shown)
    form = tree.forms[2]  # after those to search and to read side by side
    assert form.fields["value"] == "a"
    assert reader.post("/decide", data={**form.fields, "value": "The Post"}).status_code == 200
    assert {d.outlet for d in Pile(contents(tmp_path / "two.case")).documents} == {"The Post", None}


@pytest.mark.parametrize("name", EXPORTS)
def test_the_reader_writes_exports(reader: TestClient, case: Path, name: str) -> None:
    answer = reader.get(f"/export/{name}")
    assert answer.status_code == 200 and f'"{name}"' in answer.headers["content-disposition"]
    assert answer.text == "".join(exporter(EXPORTS[name][0])(contents(case)))
    assert reader.get("/export/case.zip").status_code == 404


def test_the_page_of_exports_says_what_is_private_and_which_notes_go_along(
    reader: TestClient, case: Path
) -> None:
    page = reader.get("/").text
    assert 'href="/export/dossier.html"' in page and 'name="redact"' not in page
    ann = next(e for e in contents(case).entities if e.name == "Ann Roe")
    assert send(reader, f"/item/{ann.id}", field="private", value="yes")[0] == 200
    assert send(reader, f"/item/{contents(case).claims[0].id}", field="note", value="ring the ward")[0] == 200
    tree: Any = lxml_html.fromstring(reader.get("/").text)
    text = " ".join(tree.text_content().split())
    assert "1 record is marked as private." in text and "1 note or reason is in what you take." in text
    (form,) = (f for f in tree.forms if f.action == "/export")
    assert dict(form.form_values()) == {"redact": "yes"}
    for button in form.findall(".//button"):
        hidden = reader.get(button.get("formaction"), params={"redact": "yes", "no_notes": "yes"}).text
        assert "Ann Roe" not in hidden and "ring the ward" not in hidden
        assert "Ann Roe" in reader.get(button.get("formaction")).text
    found = reader.get("/search?q=killed").text
    table = re.search(r'href="(/claims.csv[^"]*redact=yes)"', found)
    assert table and found.index(table[0]) < found.index("with names as they are")
    told = reader.get(table[1].replace("&amp;", "&")).text
    assert "Ann Roe" not in told and "Bo Lind" in told
    assert "Ann Roe" not in reader.get("/figures.csv?redact=yes").text


def test_all_pairs_of_a_point_are_decided_together(pile: Path, tmp_path: Path) -> None:
    for name in ("c.txt", "d.txt"):
        (pile / name).write_text((pile / "a.txt").read_text() + f"\n\nA man with a {name[0]} sold bread.")
    run(pile, tmp_path / "many.case")
    reader = TestClient(application(tmp_path / "many.case", "Ana"), base_url=f"http://{HOST}:8000")
    page = "/accounts?relation=differs"
    assert "Reject all 3 pairs</button>" in reader.get(page).text
    # A card's own buttons decide the one pair whose sentences it shows.
    assert send(reader, page, field="relation", button="rejected")[0] == 200
    assert len(contents(tmp_path / "many.case").log.in_force) == 1
    left = reader.get(page).text
    assert "Reject all 2 pairs</button>" in left
    every = re.search(r'name="target" value="([^" ]+ [^"]+)"', left)[1]  # type: ignore[index]
    assert send(reader, page, field="relation", button="rejected", target=every)[0] == 200
    assert "No two accounts" in reader.get(page).text
    relations = [c.relation for c in contents(tmp_path / "many.case").comparisons]
    log = contents(tmp_path / "many.case").log
    assert len(log.in_force) == 3 and {d.new for d in log.in_force.values()} == {"rejected"}
    rejected = reader.get("/accounts?relation=rejected").text
    assert rejected.count("Take back</button>") == 1 and "Take back 3 decisions</button>" in rejected
    ids = re.search(r'name="decision" value="([^" ]+ [^"]+)"', rejected)[1]  # type: ignore[index]
    assert send(reader, "/accounts?relation=rejected", decision=ids)[0] == 200
    assert "Reject all 3 pairs</button>" in reader.get(page).text
    assert [c.relation for c in contents(tmp_path / "many.case").comparisons] == relations
    assert not contents(tmp_path / "many.case").log.in_force


def test_a_merge_goes_by_the_name_that_is_chosen(reader: TestClient, case: Path) -> None:
    one, other = (e for e in contents(case).entities if e.name in ("Ann Roe", "Bo Lind"))
    for first, second in ((one, other), (other, one)):
        target = {"target": first.id, "value": second.id}
        assert send(reader, f"/item/{first.id}", field="same_as", **target)[0] == 200
        page = reader.get(f"/item/{second.id}").text
        assert f"called {first.name}" in page and f'<h1 dir="auto">{first.name}</h1>' in page
        assert f'Call them <b dir="auto">{second.name}</b>' in page


def test_what_is_private_says_so_and_can_be_taken_back(reader: TestClient, case: Path) -> None:
    one, other = (e for e in contents(case).entities if e.name in ("Ann Roe", "Bo Lind"))
    assert send(reader, f"/item/{one.id}", field="private", value="yes")[0] == 200
    assert send(reader, f"/item/{one.id}", field="same_as", value=other.id)[0] == 200
    for id_ in (one.id, other.id):
        page = reader.get(f"/item/{id_}").text
        assert "Mark as private" not in page and "Marked as private." in page
    claim = next(c for c in contents(case).claims if c.sources and c.sources[0].entity == one.id)
    assert "Private already" in reader.get(f"/item/{claim.id}").text
    assert send(reader, f"/item/{other.id}", field="private", value="no")[0] == 200
    assert "Mark as private" in reader.get(f"/item/{one.id}").text
    assert contents(case).log.hidden == frozenset()


def test_of_many_names_one_is_written(
    reader: TestClient, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = (e for e in contents(case).entities if e.name in ("Ann Roe", "Bo Lind"))
    monkeypatch.setattr("sayso.web.items.MOST_CHOSEN", 1)
    assert f'<option value="{other.name} (person)">' in reader.get(f"/item/{one.id}").text
    status, page = send(reader, f"/item/{one.id}", field="same_as", value="nobody at all")
    assert status == 400 and "Nobody has the name" in page
    assert send(reader, f"/item/{one.id}", field="same_as", value=f"{other.name.upper()} (Person)")[0] == 200
    assert [(d.target, d.new) for d in contents(case).log.in_force.values()] == [(one.id, other.id)]


def test_the_name_is_asked_for_once_and_what_was_done_is_said_once(case: Path) -> None:
    reader = TestClient(application(case), base_url=f"http://{HOST}:8000")
    comparison = contents(case).comparisons[0]
    page = f"/item/{comparison.id}"
    status, asked = send(reader, page, button="scope", field="relation", who="", note="two days")
    assert status == 200 and "By whom?" in asked and contents(case).decisions == ()
    tree: Any = lxml_html.fromstring(asked)
    (form,) = (f for f in tree.forms if f.action == "/decide")
    made = reader.post("/decide", data={**dict(form.form_values()), "who": "Cy"})
    assert "decided by Cy" in made.text and 'class="done"' in made.text
    (kept,) = contents(case).decisions
    assert (kept.target, kept.new, kept.who, kept.note) == (comparison.id, "scope", "Cy", "two days")
    again = reader.get(page).text
    assert 'class="done"' not in again and "signed <b" in again
    token = token_of(reader, page)
    assert "Di" in reader.post("/sign", data={"token": token, "who": "Di"}).text


def test_articles_are_given_an_outlet_together(reader: TestClient, case: Path) -> None:
    page: Any = lxml_html.fromstring(reader.get("/articles").text)
    ticks = [str(box.get("value")) for box in page.xpath("//input[@name='target'][@form='outlets']")]
    assert sorted(ticks) == sorted(d.id for d in contents(case).documents)
    form = {"token": token_of(reader, "/articles"), "target": ["", *ticks], "field": "outlet"}
    listed = reader.post("/decide", data={**form, "value": "The Post", "who": "Ana", "back": "/articles"})
    assert listed.url.path == "/articles" and "and 1 more like it" in listed.text
    assert "no outlet given" not in listed.text
    assert [d.new for d in contents(case).decisions] == ["The Post"] * 2


def test_those_that_are_ticked_are_merged_and_one_alone_is_not(reader: TestClient, case: Path) -> None:
    tree: Any = lxml_html.fromstring(reader.get("/people").text)
    ticks = [str(box.get("value")) for box in tree.xpath("//input[@name='target'][@form='merge']")]
    assert len(ticks) > 2
    form = {"token": token_of(reader, "/people"), "field": "same_as", "who": "Ana", "back": "/people"}
    alone = reader.post("/decide", data={**form, "target": ["", ticks[0]]})
    assert alone.status_code == 400 and "Tick two names or more" in alone.text
    assert reader.post("/decide", data={**form, "target": ["", *ticks[:3]]}).status_code == 200
    made = [(d.target, d.new) for d in contents(case).log.all]
    assert made == [(ticks[0], ticks[1]), (ticks[0], ticks[2])]


def test_of_two_of_one_name_the_one_meant_is_a_button(pile: Path, tmp_path: Path) -> None:
    pile_of = Pile(contents_with_two_of_one_name(pile, tmp_path))
    first, second = (e for e in pile_of.entities if e.name == "Ann Roe")
    with pytest.raises(people.SeveralError, match="2 have the name") as error:
        people.meant(pile_of, "Ann Roe")
    assert set(error.value.entities) == {first, second}
    reader = TestClient(application(tmp_path / "x.case", "Ana"), base_url=f"http://{HOST}:8000")
    other = next(e for e in pile_of.entities if e.name == "Bo Lind")
    form = {"token": token_of(reader, "/people"), "field": "same_as", "target": other.id, "who": "Ana"}
    asked = reader.post("/decide", data={**form, "value": "Ann Roe"})
    tree: Any = lxml_html.fromstring(asked.text)
    (choose,) = tree.xpath("//form[@class='choose']")
    buttons = [str(button.get("value")) for button in choose.xpath(".//button")]
    assert asked.status_code == 400 and sorted(buttons) == sorted([first.id, second.id])
    made = reader.post("/decide", data={**dict(choose.form_values()), "value": buttons[1]})
    assert made.status_code == 200
    (kept,) = contents(tmp_path / "x.case").decisions
    assert (kept.target, kept.new) == (other.id, buttons[1])


def contents_with_two_of_one_name(pile: Path, folder: Path) -> Contents:
    """The case, with a second entity of a name that one has."""
    run(pile, folder / "x.case")
    found = contents(folder / "x.case")
    ann = next(e for e in found.entities if e.name == "Ann Roe")
    again = dataclasses.replace(ann, id="entity_again", kind="organization")
    with sqlite3.connect(folder / "x.case") as db:
        (row,) = db.execute("SELECT * FROM entity WHERE id = ?", (ann.id,))
        names = [column[1] for column in db.execute("PRAGMA table_info(entity)")]
        told = dict(zip(names, row, strict=True))
        told |= {"id": again.id, "kind": again.kind, "record": json.dumps(export_record(again))}
        marks = ", ".join("?" * len(told))
        db.execute(f"INSERT INTO entity ({', '.join(told)}) VALUES ({marks})", tuple(told.values()))
    db.close()
    return contents(folder / "x.case")


def test_links_beside_speaker_and_missing_date_lead_to_their_fields(reader: TestClient, case: Path) -> None:
    claim = next(c for c in contents(case).claims if c.sources)
    page = reader.get(f"/item/{claim.id}").text
    assert 'href="#set-speaker"' in page and 'id="set-speaker"' in page
    assert f'href="/item/{claim.document}#set-published">date not given</a>' in page
    assert 'id="set-published"' in reader.get(f"/item/{claim.document}").text
    assert "date not given" in reader.get("/articles").text


def test_why_comes_before_the_relations(reader: TestClient, case: Path) -> None:
    page = reader.get(f"/item/{contents(case).comparisons[0].id}").text
    form = page[page.index('class="choice"') :]
    assert page.index("Why:") < page.index('class="choice"')
    assert form.index('name="note"') < form.index("<button")


def test_names_of_the_case_are_offered_and_several_speakers_are_kept_apart(
    reader: TestClient, case: Path
) -> None:
    claim = next(c for c in contents(case).claims if c.sources)
    page = f"/item/{claim.id}"
    tree: Any = lxml_html.fromstring(reader.get(page).text)
    (speaker,) = tree.xpath("//input[@name='set_speaker']")
    names = tree.xpath(f"//datalist[@id='{speaker.get('list')}']/option/@value")
    assert {"Ann Roe", "Bo Lind"} <= set(names)
    other = next(n for n in ("Bo Lind", "Ann Roe") if n != claim.sources[0].name)
    status, text = send(reader, page, field="speaker", value=f"{claim.sources[0].name}; {other}")
    assert status == 200 and "On whose word" in text
    voices = Pile(contents(case)).voices(Pile(contents(case)).claim_of[claim.id])
    assert [v.name for v in voices] == [claim.sources[0].name, other]
    # A name that the case knows leads to the one who has it.
    now = Pile(contents(case)).claim_of[claim.id].sources[1].entity
    assert now == next(e.id for e in contents(case).entities if e.name == other)


def test_the_kind_of_somebody_named_is_corrected(reader: TestClient, case: Path) -> None:
    place = next(e for e in contents(case).entities if e.name == "Tolk")
    assert send(reader, f"/item/{place.id}", field="kind", value="group")[0] == 200
    shown_kinds = {e.kind for e in Pile(contents(case)).entities if e.name == "Tolk"}
    assert place.kind != "group" and shown_kinds == {"group"}
    assert next(e for e in contents(case).entities if e.name == "Tolk").kind == place.kind
    shown = reader.get("/people?kind=group").text
    assert "Tolk" in shown and f"kind decided by Ana: {place.kind} → group" in shown
