"""A search gives what a plain filter over the whole case gives, in the same order."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.case import searching
from sayso.case.decided import decided
from sayso.case.decisions import Choice
from sayso.case.merging import take_in
from sayso.case.searching import Sought
from sayso.case.spelling import plain
from sayso.case.store import Store
from sayso.model import Claim, Document, Figure, Findings, Source

OUTLETS = ("Lake Wire", "Harbour Post", 'O\'Neil "Daily"', None)
DAYS = ("2031", "2031-05", "2031-05-02", "2031-06-01", "2032-01-01T10:00", None)
EVENTS = ("killed", "wounded", None)
WORDS = ("bridge", "closed", "river", "Tolk")
NAMES = ("Oda Brandt", "Tolk River", None)

claims = st.lists(
    st.tuples(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=5),
        st.sampled_from(NAMES),
        st.sampled_from(EVENTS),
    ),
    max_size=4,
)
articles = st.lists(
    st.tuples(st.sampled_from(OUTLETS), st.sampled_from(DAYS), claims), min_size=1, max_size=9
)
choices = st.lists(
    st.one_of(
        st.tuples(st.integers(0, 8), st.just("outlet"), st.sampled_from(OUTLETS)),
        st.tuples(st.integers(0, 8), st.just("published"), st.sampled_from(DAYS)),
    ),
    max_size=4,
)
soughts = st.builds(
    Sought,
    words=st.sampled_from(("", "", *WORDS, "bridge closed")),
    speaker=st.sampled_from(("", "", "brandt", "river")),
    outlet=st.sampled_from(("", *filter(None, OUTLETS))),
    event=st.sampled_from(("", *filter(None, EVENTS))),
    since=st.sampled_from(("", *filter(None, DAYS))),
    until=st.sampled_from(("", *filter(None, DAYS))),
)
Article = tuple[str | None, str | None, list[tuple[list[str], str | None, str | None]]]


def read(number: int, article: Article) -> tuple[Document, Findings]:
    outlet, published, told = article
    id_ = f"doc_{number}"
    made, figures, text = [], [], ""
    for words, name, event in told:
        start, text = len(text), f"{text}{' '.join(words)}. "
        at = (start, len(text) - 2)
        sources = (Source(name, None, name, start, start, name),) if name else ()
        content = text[slice(*at)]
        made.append(Claim(f"claim_{number}_{start}", id_, *at, content, (at,), at, "indirect", None, sources))
        if event:
            figures.append(
                Figure(f"figure_{number}_{start}", id_, made[-1].id, *at, content, 1, 1, event=event)
            )
    document = Document(id_, f"{id_}.txt", None, id_, text, outlet=outlet, published=published)
    return document, Findings(id_, tuple(made), tuple(figures), (), ())


def keep(store: Store, number: int, article: Article) -> None:
    document, found = read(number, article)
    store.begin_input(document.path, document.text.encode(), document.sha256, "made")
    store.add([(document, found)])
    store.end_input(document.path)


def plainly(store: Store, sought: Sought, limit: int) -> list[str]:
    """The ids of all claims that fit, by looking at every one."""
    contents = decided(store.contents())
    events = {(f.claim, f.event) for f in contents.figures}

    def fits(claim: Claim) -> bool:
        document = contents.document[claim.document]
        day = document.published
        names = " ".join(s.name for s in claim.sources if s.name).lower().split()
        both = [*claim.text.lower().split(), *names]
        return (
            all(word.lower() in both for word in sought.words.split())
            and all(word.lower() in names for word in sought.speaker.split())
            and sought.outlet in ("", document.outlet)
            and (not sought.event or (claim.id, sought.event) in events)
            and (
                not sought.since
                or (day is not None and (day >= sought.since or sought.since.startswith(day)))
            )
            and (not sought.until or (day is not None and day <= sought.until + "~"))
        )

    fitting = {claim.id: claim for claim in contents.claims if fits(claim)}
    match = searching.matching(plain(sought.words), plain(sought.speaker))
    if not match:
        days = {d.id: d.published or "" for d in contents.documents}
        order = sorted(fitting.values(), key=lambda c: (days[c.document], c.document, c.start, c.id))
        return [claim.id for claim in order][:limit]
    query = "SELECT id, bm25(claim_search) FROM claim_search WHERE claim_search MATCH ? ORDER BY rowid"
    told = [row for row in store.db.execute(query, (match,)) if row[0] in fitting][: searching._MOST_RANKED]
    return [id_ for id_, _ in sorted(told, key=lambda row: (row[1], row[0]))][:limit]


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


@settings(max_examples=150)
@given(
    first=articles,
    again=st.dictionaries(
        st.integers(0, 11), st.tuples(st.sampled_from(OUTLETS), st.sampled_from(DAYS), claims)
    ),
    choices=choices,
    soughts=st.lists(soughts, min_size=3, max_size=8),
    few=st.sampled_from((1, 2, 4, 1000)),
    most=st.sampled_from((2, 1000)),
    how=st.sampled_from(("as written", "never noted", "in part", "brought up to date", "merged")),
)
def test_a_search_finds_what_a_plain_filter_finds(
    first: list[Article], again: dict[int, Article], choices: list[tuple[int, str, str | None]],
    soughts: list[Sought], few: int, most: int, how: str, folder: Path,
) -> None:  # fmt: skip
    case = folder / "x.case"
    case.unlink(missing_ok=True)
    with Store(case, create=True) as store:
        for number, article in (*enumerate(first), *again.items()):
            keep(store, number, article)
        there = store.contents().document
        for number, field, value in choices:
            if f"doc_{number}" in there:
                store.decide(Choice(f"doc_{number}", field, value, "Ana"))
    change(case, how)
    with (
        patch.object(searching, "_FEW", few),
        patch.object(searching, "_MOST_RANKED", most),
        Store(case) as store,
    ):
        for sought in soughts:
            for limit in (1, 50):
                found = [hit.id for hit in store.find(sought, limit)]
                assert found == plainly(store, sought, limit), (sought, limit)


def change(case: Path, how: str) -> None:
    """Make of a case what an earlier sayso wrote, or what another command makes of it."""
    if how in ("never noted", "brought up to date"):
        with sqlite3.connect(case) as db:
            db.execute("DROP TABLE searched")
    if how == "in part":
        with sqlite3.connect(case) as db:
            db.execute("DELETE FROM searched WHERE document = 'doc_0'")
    if how == "brought up to date":
        with Store(case, write=True) as store:
            assert store.count_documents()
    if how == "merged":
        other = case.with_name("other.case")
        case.rename(other)
        with Store(case, create=True) as store, Store(other) as taken:
            take_in(store, [taken])
        other.unlink()


def test_a_corrected_outlet_and_day_are_found_and_told(folder: Path) -> None:
    with Store(folder / "y.case", create=True) as store:
        for number, outlet in enumerate(("Lake Wire", "Lake Wire", "Harbour Post")):
            keep(store, number, (outlet, "2031-05-02", [(["bridge"], None, None)]))
        made = store.decide(Choice("doc_0", "outlet", "Harbour Post", "Ana"))
        store.decide(Choice("doc_2", "published", None, "Ana"))
        found = store.find(Sought(words="bridge", outlet="Harbour Post"))
        assert [(hit.id, hit.outlet, hit.published) for hit in found] == [
            ("claim_0_0", "Harbour Post", "2031-05-02"),
            ("claim_2_0", "Harbour Post", None),
        ]
        assert [hit.id for hit in store.find(Sought(outlet="Lake Wire"))] == ["claim_1_0"]
        assert len(store.find(Sought(since="2031"))) == 2
        store.undecide(made.id, "Ana")
        assert len(store.find(Sought(words="bridge", outlet="Lake Wire"))) == 2


def test_a_damaged_note_of_places_far_away_is_not_followed(folder: Path) -> None:
    with Store(folder / "z.case", create=True) as store:
        for number in range(8):
            keep(store, number, (f"Paper {number}", "2031-05-02", [(["bridge"], None, None)]))
        store.db.execute("UPDATE searched SET last = 1 << 62 WHERE outlet = 'Paper 3'")
        assert [hit.outlet for hit in store.find(Sought(words="bridge", outlet="Paper 3"))] == ["Paper 3"]
