"""Deciding on the command line: whose name it is signed with, and that what is told follows it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sayso.case.contents import Contents
from sayso.case.store import Store
from sayso.case.telling import Told
from sayso.cli.news import news, standing
from sayso.model import Group, Origin, Range
from tests.cli.test_cli import call, claim_with_a_source
from tests.dossier.helpers import small_case

SAID = "At least {} people were killed at Tolk, the mayor {} said on Tuesday."


@pytest.fixture
def case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    for name, text in (("a", SAID.format(12, "Ann Roe")), ("b", SAID.format(15, "Bo Lind"))):
        (tmp_path / f"{name}.txt").write_text(text)
    assert call(capsys, "run", str(tmp_path), "--case", str(tmp_path / "x.case"))[0] == 0
    return str(tmp_path / "x.case")


def contents(case: str) -> Contents:
    with Store(case) as store:
        return store.contents()


def test_the_name_last_used_signs_where_none_is_given(
    case: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "login")
    claim = claim_with_a_source(case)
    _, out, said = call(capsys, "decide", case, claim, "note", "one")
    assert "note by login" in out and "signing as login, the name you are logged in by" in said
    _, out, said = call(capsys, "decide", case, claim, "note", "two", "--who", "Ana")
    assert "note by Ana" in out and said == ""
    _, out, said = call(capsys, "decide", case, claim, "note", "three")
    assert "note by Ana" in out and "signing as Ana, the name last used in this case" in said
    _, out, said = call(capsys, "undecide", case, claim)
    assert "taken back by Ana" in out and "signing as Ana" in said


def test_explain_and_run_follow_a_decided_outlet_and_day(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = contents(case)
    pair = found.comparisons[0].id
    assert "(outlet not given, undated)" in call(capsys, "explain", case, pair)[1]
    for field, value in (("outlet", "The Post"), ("published", "5 April 2031")):
        for document in found.documents:
            call(capsys, "decide", case, document.id, field, value, "--who", "Ana")
    told = call(capsys, "explain", case, pair)[1]
    assert told.count("(The Post (decided), 2031-04-05 (decided))") == 2 and "undated" not in told
    assert "outlet The Post (decided)" in call(capsys, "explain", case, found.claims[0].id)[1]
    (tmp_path / "c.txt").write_text("The bridge is open, the baker Eva Moe said.")
    told = call(capsys, "run", str(tmp_path), "--case", case)[1]
    assert "\n1 article without an outlet" in told and "4 decisions kept\n" in told


def grown(groups: tuple[Group, ...] = ()) -> tuple[Contents, Contents]:
    """The small case before its last article came, and after; two old articles are set side by side anew."""
    after = small_case()
    *old, last = after.documents
    known = {d.id for d in old}
    before = Contents(
        documents=tuple(old),
        claims=tuple(c for c in after.claims if c.document in known),
        figures=tuple(f for f in after.figures if f.document in known),
    )
    assert last.id not in known
    return before, Contents(
        documents=after.documents, claims=after.claims, figures=after.figures,
        comparisons=after.comparisons, groups=groups or after.groups,
    )  # fmt: skip


def told_of(before: Contents, after: Contents) -> list[str]:
    """What is told of a case when all of an earlier state of it was told."""
    articles = {(d.path, d.member): (d.id, d.sha256) for d in before.documents}
    points = {(p.kind, key): p.line for p in standing(before) for key in p.keys}
    return list(news(Told(articles, points), after, standing(after)))


def test_what_has_a_new_article_in_it_is_told_first_and_apart() -> None:
    before, after = grown()
    assert [line.partition(": ")[0] for line in told_of(before, after)] == [
        "new",
        "updated",
        "seen now between articles read before, told apart",
    ]


def test_a_second_origin_between_old_articles_is_told_apart() -> None:
    warning, again = (c.id for c in small_case().claims if c.text == "We had no warning")
    origins = (Origin((warning,), ""), Origin((again,), ""))
    group = Group("group_1", "We had no warning", (warning, again), Range(2, 2), origins)
    before, after = grown((group,))
    lines = told_of(before, after)
    assert lines[-1] == (
        "seen now between articles read before, second origin: “We had no warning” (2 origins)"
    )
    # Where no pair of the two is sure, they may be of two things, and nothing is told.
    unsure = tuple(replace(c, sure=False) for c in after.comparisons)
    assert not any("second origin" in line for line in told_of(before, replace(after, comparisons=unsure)))
