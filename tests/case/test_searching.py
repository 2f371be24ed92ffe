"""Claims found by words and filters, in the case of the demo."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from sayso.case import searching
from sayso.case.searching import Sought
from sayso.case.store import Store
from sayso.demo import articles_folder
from sayso.model import Claim, Document
from sayso.runners import local
from sayso.settings import Settings


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    case = tmp_path_factory.mktemp("searching") / "demo.case"
    local.run([str(articles_folder())], str(case), Settings(processes=1))
    with Store(case) as opened:
        yield opened


def test_all_words_are_in_the_claim_or_the_speakers_name(store: Store) -> None:
    for hit in store.find(Sought(words="coalition KILLED")):
        told = f"{hit.text} {hit.speaker}".lower()
        assert "coalition" in told
        assert "killed" in told
    assert {hit.id for hit in store.find(Sought(words="killed"))} == set(store.search("killed"))
    assert store.find(Sought(words="zeppelin")) == []
    assert store.find(Sought(words='"')) == []


def test_filters_are_those_of_the_case(store: Store) -> None:
    contents = store.contents()
    killed = {f.claim for f in contents.figures if f.event == "killed"}
    cases: tuple[tuple[Sought, Callable[[Claim, Document], object]], ...] = (
        (Sought(outlet="Daily Pilot"), lambda c, d: d.outlet == "Daily Pilot"),
        (
            Sought(speaker="issa observatory"),
            lambda c, d: any("Issa Obs" in (s.name or "") for s in c.sources),
        ),
        (Sought(event="killed"), lambda c, d: c.id in killed),
        (Sought(since="2021-12"), lambda c, d: (d.published or "") >= "2021-12"),
        (Sought(until="2021-11"), lambda c, d: d.published and d.published < "2021-12"),
        (
            Sought(words="killed", outlet="Morning Courier", until="2021-11-30", event="killed"),
            lambda c, d: (
                "killed" in f"{c.text} {c.sources}" and d.outlet == "Morning Courier" and c.id in killed
            ),
        ),
    )
    for sought, fits in cases:
        expected = {c.id for c in contents.claims if fits(c, contents.document[c.document])}
        assert expected
        assert {hit.id for hit in store.find(sought, 1000)} == expected, sought


def test_a_day_lies_in_its_month_and_year(store: Store) -> None:
    day = {hit.published for hit in store.find(Sought(since="2021-11-30", until="2021-11-30"), 1000)}
    assert day
    assert all(published and published.startswith("2021-11-30") for published in day)


def test_words_of_very_many_claims_are_answered_in_part(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "_MOST_RANKED", 2)
    assert len(store.find(Sought(words="killed"))) == 2
    assert len(store.find(Sought(words="killed"), 1)) == 1
