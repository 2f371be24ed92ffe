"""Search by words, outlet, speaker, event, relation and date: each narrows, and all go together."""

from __future__ import annotations

import pytest

from sayso.dossier.pile import Pile
from sayso.web.search import Asked, Finder
from tests.dossier.helpers import small_case


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


def test_the_address_of_another_page_asks_the_same() -> None:
    asked = Asked.of({"q": "a b", "speaker": "Ö&x", "since": "2031", "dated": "happened"})
    assert asked.at(3) == "?q=a+b&speaker=%C3%96%26x&since=2031&dated=happened&page=3"
