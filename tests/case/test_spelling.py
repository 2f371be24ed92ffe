"""What is typed into a search is found in the other spellings and names that a case has, and marked there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.case.decisions import Choice
from sayso.case.searching import Sought
from sayso.case.spelling import Part, all_stand_in, expression, fold, places, plain
from sayso.case.store import Store
from sayso.model import Entity
from sayso.runners import local
from sayso.settings import Settings

ARTICLES = {
    "a": "The clinic in Qarafosh was hit, the World Harbour Union (WHU) said on Monday. José Abel denied it.",
    "b": "The road to Karafosh is closed, said the Tolk Monitor. The Harbour Union is silent.",
    "c": "The World Harbour Union said that the bridge stands.",
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    for name, text in ARTICLES.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    local.run([str(tmp_path)], str(tmp_path / "x.case"), Settings(processes=1))
    with Store(tmp_path / "x.case", write=True) as opened:
        yield opened


def entity(store: Store, name: str) -> Entity:
    return next(e for e in store.contents().entities if e.name == name)


def speakers(store: Store, **sought: str) -> set[str | None]:
    return {hit.speaker for hit in store.find(Sought(**sought))}


def test_initials_stand_for_a_name_and_the_other_way_round(store: Store) -> None:
    assert "World Harbour Union" in store.spelled("WHU")[0].others
    assert {hit.id for hit in store.find(Sought(words="WHU"))} >= {
        hit.id for hit in store.find(Sought(words='"World Harbour Union"'))
    }
    assert speakers(store, speaker="WHU") == {"World Harbour Union"}


def test_words_that_name_nobody_stay_as_they_are(store: Store) -> None:
    assert store.spelled("the bridge  stands") == plain("the bridge stands")
    assert store.spelled("") == () and store.spelled('"\0') == plain('" ')


def test_a_corrected_speaker_is_found_and_told(store: Store) -> None:
    claim = next(c for c in store.contents().claims if "bridge stands" in c.text)
    before = store.find(Sought(speaker="harbour"))
    made = store.decide(Choice(claim.id, "speaker", "Eva Hölm", "Ana"))
    assert [(hit.id, hit.speaker) for hit in store.find(Sought(speaker="eva holm"))] == [
        (claim.id, "Eva Hölm")
    ]
    assert [hit.id for hit in store.find(Sought(words="bridge Holm"))] == [claim.id]
    assert store.search("bridge holm") == (claim.id,)
    assert claim.id not in {hit.id for hit in store.find(Sought(speaker="harbour"))}
    assert store.find(Sought(speaker="holm", since="2016")) == []
    assert store.find(Sought(words="bridge"), 1)[0].speaker == "Eva Hölm"
    store.undecide(made.id, "Ana")
    assert store.find(Sought(speaker="harbour")) == before


def test_merged_people_are_found_by_all_their_names_under_the_one(store: Store) -> None:
    monitor, union = entity(store, "Tolk Monitor"), entity(store, "World Harbour Union")
    store.decide(Choice(monitor.id, "same_as", union.id, "Ana"))
    for name in ("Tolk Monitor", "world harbour union"):
        found = store.find(Sought(speaker=name))
        assert {hit.speaker for hit in found} == {"Tolk Monitor"} and len(found) > 1


@pytest.mark.parametrize(
    ("typed", "text", "marked"),
    [
        ("bridge", "The bridge, a Bridge, the bridges", ["bridge", "Bridge"]),
        ("jose", "José told José’s son", ["José", "José"]),
        ("STRASSE", "Die Straße", ["Straße"]),
        ("ridge", "The bridge", ["ridge"]),
        ("<b>", "a <b> & <i>", ["<b>"]),
        ("", "nothing", []),
    ],
)
def test_what_is_found_is_marked(typed: str, text: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in places(plain(typed), text)] == marked


def test_other_names_are_marked_too() -> None:
    parts = (Part(("WHU",), ("World Harbour Union",)),)
    text = "The World\nHarbour Union, or WHU, said"
    assert [text[s:e] for s, e in places(parts, text)] == ["World\nHarbour Union", "WHU"]
    assert all_stand_in(parts, "the world harbour union") and not all_stand_in(parts, "the harbour")
    assert expression(parts) == '("WHU" OR "World Harbour Union")'


def test_signs_alone_find_nothing_and_beside_words_are_left_out() -> None:
    assert expression(plain('12 " –')) == expression(plain("12")) == '("12")'
    assert expression(plain('"')) == '""' and expression(()) == ""


@given(st.text(max_size=40), st.text(max_size=8))
def test_places_lie_in_the_text_and_hold_what_is_sought(text: str, typed: str) -> None:
    for start, end in places(plain(typed), text):
        assert 0 <= start < end <= len(text)
        assert any(fold(word) in fold(text[start:end]) for word in typed.split())


def test_the_beginning_of_words_is_looked_for_with_a_star(store: Store) -> None:
    assert not store.find(Sought(words="bri"))
    assert {hit.id for hit in store.find(Sought(words="bri*"))} == {
        hit.id for hit in store.find(Sought(words="bridge"))
    }
    assert all_stand_in(plain("BRI*"), "the bridge") and expression(plain("*")) == '""'
    assert places(plain("bri*"), "A bridge, a Bridgehead, hybrid.") == [(2, 8), (12, 22)]
