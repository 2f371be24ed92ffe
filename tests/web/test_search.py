"""Search by words, outlet, speaker, event, relation and date: each narrows, and all go together."""

from __future__ import annotations

import dataclasses

import pytest

from sayso.case.contents import Contents
from sayso.case.spelling import Part
from sayso.dossier.pile import Pile
from sayso.model import Evidence
from sayso.web.search import Asked, Finder, hits
from tests.dossier.helpers import document, small_case


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder(Pile(small_case()))


def found(finder: Finder, **asked: str) -> list[str]:
    ranked = [c.id for c in finder.pile.claims if asked.get("q", "") in c.text]
    return [c.text.split(maxsplit=2)[1] for c in finder.claims(Asked.of(asked), ranked)]


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ({"outlet": "Lake Wire"}, ["toll", "2,000"]),
        ({"speaker": "brandt"}, ["least", "had", "had"]),
        ({"speaker": "Brandt", "outlet": "Harbour Post"}, ["least", "had"]),
        ({"event": "killed"}, ["least", "toll", "people"]),
        ({"relation": "repeats"}, ["had", "had"]),
        ({"relation": "conflicts"}, ["least", "people"]),
        ({"q": "people", "speaker": "service"}, ["toll"]),
        ({"since": "2031-05-04"}, ["toll", "2,000"]),
        ({"until": "2031-05-04", "speaker": "brandt"}, ["least", "had"]),
        ({"since": "2031", "until": "2031", "event": "killed"}, ["least", "toll"]),
        ({"since": "2031-05", "until": "2031-05-02", "dated": "happened"}, ["least"]),
        ({"since": "2031-05-03", "dated": "happened"}, []),
    ],
)
def test_each_filter_narrows(finder: Finder, asked: dict[str, str], seconds: list[str]) -> None:
    assert found(finder, **asked) == seconds


def test_the_text_of_articles_is_searched_too(finder: Finder) -> None:
    (one,) = finder.articles(Asked.of({"q": "Ilse TAMM"}))
    assert one.document.id == "doc_post"
    assert '<span class="word">Ilse</span>' in one.html
    assert finder.articles(Asked.of({"q": "elephant"})) == finder.articles(Asked()) == []


def test_names_are_searched_too(finder: Finder) -> None:
    assert [e.name for e in finder.people("brandt")] == ["Oda Brandt"]
    assert finder.people("") == []


@pytest.mark.parametrize("page", ["0", "-3", "x", "²", "9" * 40, ""])
def test_a_page_that_is_none_is_the_first(page: str) -> None:
    assert Asked.of({"page": page, "q": "a"}).page == 1


@pytest.mark.parametrize(
    "given", ["soon", "2031-13", "2031-02-30", "1.5.2031", "20310501", "203", "2031-5-1", "2031-W01-1"]
)
def test_what_is_no_date_narrows_nothing_and_is_told(finder: Finder, given: str) -> None:
    asked = Asked.of({"since": given, "event": "killed"})
    assert asked.no_dates == {"since": given} and asked.since == ""
    assert found(finder, since=given, event="killed") == found(finder, event="killed")


@pytest.mark.parametrize(("since", "until", "odd"), [
    ("2031", "2030", True), ("2031-05", "2031", False), ("2031", "2031-05", False),
    ("2031-05-02", "2031-05-01", True), ("2031-05-02", "2031-05", False),
])  # fmt: skip
def test_a_stretch_that_ends_before_it_begins_is_told(since: str, until: str, odd: bool) -> None:
    assert Asked.of({"since": since, "until": until}).backwards is odd


def test_the_address_of_another_page_asks_the_same() -> None:
    asked = Asked.of({"q": "a b", "speaker": "Ö&x", "since": "2031", "dated": "happened"})
    assert asked.at(3) == "?q=a+b&speaker=%C3%96%26x&since=2031&dated=happened&page=3"


def test_another_name_of_one_is_found_and_marked_as_text(finder: Finder) -> None:
    def look(typed: str) -> tuple[Part, ...]:
        return tuple(
            Part((word,), ("Mayor Brandt",) if word == "burgomaster" else ()) for word in typed.split()
        )

    told = Finder(finder.pile, look)
    assert [c.id for c in told.claims(Asked.of({"speaker": "burgomaster"}), ())] == []
    assert [e.name for e in told.people("burgomaster")] == []
    (one,) = told.articles(Asked.of({"q": "burgomaster hospital"}))
    assert '<span class="word">Mayor Brandt</span>' in one.html
    again = next(c for c in finder.pile.claims if c.document == "doc_courier" and c.mode == "direct")
    html = finder.pile.quote(again.id, hits(look("burgomaster <b>"))).html
    assert 'word">Mayor Brandt</span>' in html.replace("src word", "word")
    assert "word" not in finder.pile.quote(again.id).html


def test_a_speaker_is_found_by_every_name_and_without_accents() -> None:
    case = small_case()
    (mayor,) = case.entities
    named = dataclasses.replace(mayor, aliases=("Brandt", "Ödä of Velmara"))
    finder = Finder(Pile(dataclasses.replace(case, entities=(named,))))
    assert found(finder, speaker="oda of velmara") == found(finder, speaker="brandt")


def test_a_name_in_quotation_marks_is_that_voice_and_no_other(finder: Finder) -> None:
    assert found(finder, speaker='"Oda Brandt"') == found(finder, speaker="brandt")
    assert found(finder, speaker='"brandt"') == [] and found(finder, speaker='"ODA brandt"')


def test_what_is_marked_is_text_and_no_markup() -> None:
    text = "He said <img src=x onerror=alert(1)> fell.\n"
    case = Contents(documents=(document("x.txt", text, "Lake Wire", None),))
    (one,) = Finder(Pile(case)).articles(Asked.of({"q": "<img"}))
    assert '<span class="word">&lt;img</span> src=x onerror=alert(1)&gt;' in one.html


def test_header_lines_of_a_text_are_no_text_of_the_article() -> None:
    text = "Outlet: Harbour Post\nTitle: A bridge\n\nThe harbour is closed.\n"
    made = document("post.txt", text, "Harbour Post", "2031-05-03")
    at = {"outlet": Evidence("header line outlet", 8, 20), "title": Evidence("header line title", 28, 36)}
    made = dataclasses.replace(made, title="A bridge", evidence=at)
    finder = Finder(Pile(Contents(documents=(made,))))
    assert finder.articles(Asked.of({"q": "outlet"})) == finder.articles(Asked.of({"q": "Post"})) == []
    (one,) = finder.articles(Asked.of({"q": "harbour"}))
    assert one.html.striptags() == "The harbour is closed."
