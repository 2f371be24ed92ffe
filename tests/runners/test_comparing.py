"""A case that grows holds what one run over all of it finds, whatever came when."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.generated import pile
from sayso import comparison
from sayso.case.store import Store
from sayso.model import Document, Findings, Mention, Relay
from sayso.runners import comparing
from sayso.runners.comparing import compare_case
from sayso.settings import Settings
from tests.comparison.pile import article
from tests.comparison.pile import pile as tellings

Pair = tuple[Document, Findings]

FEW = {
    "sayso.comparison.growing.SMALL_PILE": 3,
    "sayso.case.store.SMALL_PILE": 3,
    "sayso.comparison.stories.NEAREST": 2,
    "sayso.comparison.stories.COMMON_WORD": 4,
    "sayso.comparison.stories.ONE_STORY": 6,
    "sayso.comparison.growing.COMMON_WORD": 4,
    "sayso.case.growing.COMMON_WORD": 4,
    "sayso.comparison.hits.COMMON": 4,
    "sayso.comparison.copying.COMMON": 4,
    "sayso.comparison.hits._TELLING": ((2, 1.0), (3, 0.5), (4, 0.3)),
    "sayso.comparison.names._MOST": 3,
}
"""Limits lowered, so that a pile of a few articles passes each of them."""


@contextmanager
def low_limits() -> Iterator[None]:
    patches = [patch(name, value) for name, value in FEW.items()]
    for one in patches:
        one.start()
    try:
        yield
    finally:
        for one in patches:
            one.stop()


def articles(draw: random.Random, number: int) -> list[Pair]:
    """Generated articles in stories, some of which carry wires too, in an order of arrival."""
    documents, findings = pile(number, draw.randrange(1000), claims=3)
    wires = [" ".join(f"{draw.choice('bdk')}{draw.randrange(99)}" for _ in range(50)) for _ in range(3)]
    made = [with_names(with_wires(d, draw, wires), f, draw) for d, f in zip(documents, findings, strict=True)]
    draw.shuffle(made)
    return made


def with_wires(document: Document, draw: random.Random, wires: Sequence[str]) -> Document:
    carried = [wire for wire in wires if draw.random() < 0.5]
    words = [w for w in " ".join(carried).split() if draw.random() < 0.97]
    text = " ".join((document.text, *words))
    (body,) = document.segments
    relay = (Relay("Wire", "declared", None, None, "test"),) if draw.random() < 0.1 else ()
    return replace(document, text=text, segments=(replace(body, end=len(text)),), relay=relay)


def with_names(document: Document, found: Findings, draw: random.Random) -> Pair:
    """An article with one of a few names that are likened to each other."""
    one = replace(found.entities[0], id=f"entity_{draw.randrange(8)}", mentions=())
    name = draw.choice(("Ann Lane", "A. Lane", "Lane", "Anna Lane", "Ann Layne", "Ben Lane"))
    mention = Mention(document.id, 0, 4, document.text[:4])
    named = replace(one, name=name, role=draw.choice((None, "mayor")), mentions=(mention,))
    return document, replace(found, entities=(*found.entities, named))


def found_in(store: Store) -> dict[str, set[object]]:
    """All that stands in a case of what was found between documents, and by what it is found again."""
    name = dict(store.db.execute("SELECT number, document FROM compared"))
    made: dict[str, set[object]] = {
        table: set(store.db.execute(f"SELECT * FROM {table}"))
        for table in ("passage", "entity", "comparison", '"group"', "inferred", "grouped", "name_key")
    }
    made["near"] = {(name[a], name[b], n) for a, b, n in store.db.execute("SELECT * FROM near")}
    made["gram_held"] = {(t, name[d]) for t, d in store.db.execute("SELECT * FROM gram_held")}
    made["gist"] = {(name[d], data) for d, data in store.db.execute("SELECT * FROM gist")}
    joins = store.db.execute('SELECT "left", "right", firm, one, other FROM joined')
    made["joined"] = {(*ends, name[a], name[b]) for *ends, a, b in joins}
    return made


def grown(path: Path, arrivals: Sequence[Sequence[Pair]]) -> dict[str, set[object]]:
    with Store(path, create=True) as store:
        for some in arrivals:
            store.add(some)
            compare_case(store, Settings(), {d.id: (d, f) for d, f in some})
        return found_in(store)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 2**32))
def test_any_sequence_of_arrivals_gives_what_one_run_gives(seed: int) -> None:
    draw = random.Random(seed)
    made = articles(draw, draw.randrange(6, 16))
    first = draw.randrange(4, 6)
    cuts = sorted({first, len(made), *(draw.randrange(first, len(made)) for _ in range(5))})
    arrivals = [made[a:b] for a, b in zip([0, *cuts], cuts, strict=False)]
    with low_limits(), TemporaryDirectory() as folder:
        step_by_step = grown(Path(folder) / "one.case", arrivals)
        draw.shuffle(made)
        at_once = grown(Path(folder) / "two.case", [made])
    for table, rows in at_once.items():
        assert step_by_step[table] == rows, table
    assert at_once["comparison"]


def test_a_case_that_grows_has_the_same_claims_in_several_groups(tmp_path: Path) -> None:
    told = "the gas blast at Tolk killed 44 miners"
    texts = (
        f"The river gauge office said {told} and injured 140 people.",
        f"The mine union said {told}.",
        "The hospital said 140 people were injured.",
        f"The Norburg council said {told}.",
        "The ferry to Norburg sank, the harbour master said.",
    )
    outlets = ("The Post", "The Pilot", "The Courier", "The Ledger", "The Review")
    read = tellings(*(article(o[-3:], t, o) for o, t in zip(outlets, texts, strict=True)))
    made = list(zip(read.documents, read.findings, strict=True))
    with low_limits():
        at_once = grown(tmp_path / "x.case", [made])
        for n, turned in enumerate((made, made[::-1], made[2:] + made[:2])):
            steps = [turned[:2], *([one] for one in turned[2:])]
            assert grown(tmp_path / f"{n}.case", steps) == at_once
    claims = [str(row).split(",")[0] for row in at_once["grouped"]]
    assert len(claims) > len(set(claims))


def test_what_comes_is_compared_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = articles(random.Random(1), 40)
    compared: list[int] = []

    def told(
        known: comparison.Known, fresh: Sequence[Pair], hands: comparison.Hands | None
    ) -> comparison.Growth:
        growth = comparison.compare_more(known, fresh, hands)
        compared.append(len(growth.pairs))
        return growth

    monkeypatch.setattr(comparing, "compare_more", told)
    grown(tmp_path / "x.case", [made[:-1], made[-1:], []])
    whole, more = compared
    assert 0 < more < whole / 2


def test_an_article_that_goes_or_is_read_anew_makes_all_be_compared_anew(tmp_path: Path) -> None:
    made = articles(random.Random(2), 16)
    (document, found), *rest = made
    changed = replace(document, outlet="Another Paper")
    with Store(tmp_path / "x.case", create=True) as store:
        store.add(made)
        compare_case(store, Settings(), {})
        store.add([(changed, found)])
        compare_case(store, Settings(), {})
        mine = found_in(store)
    assert mine == grown(tmp_path / "y.case", [[*rest, (changed, found)]])
