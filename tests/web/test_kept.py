"""What the reader shows of a pair that is no longer listed, and of the copies of a corrected claim."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html
from starlette.testclient import TestClient

from sayso.case.store import Store
from sayso.case.unlisted import TOLD
from sayso.cli import main
from sayso.model import Compared, Comparison
from tests.web.conftest import TEXT, run
from tests.web.test_deciding import contents, send


@pytest.fixture
def pile(pile: Path) -> Path:
    """The two accounts, and the first again."""
    (pile / "c.txt").write_text(f"{TEXT}\n\nThe bridge is open.")
    return pile


def unlist(case: Path, *ids: str) -> None:
    """Have the case as a run leaves it that no longer sets some pairs side by side."""
    found = contents(case)
    left = (dataclasses.replace(x, decision=None) for x in found.comparisons if x.id not in ids)
    compared = Compared(comparisons=tuple(left), groups=found.groups, entities=found.entities)
    with Store(case, write=True) as store:
        store.replace_compared(compared, found.components, dict(found.settings))


def clash(case: Path) -> Comparison:
    """Two claims with two numbers."""
    return next(x for x in contents(case).comparisons if (x.left[:5], x.relation) == ("claim", "differs"))


def test_a_pair_that_is_no_longer_listed_stays_decided(
    reader: TestClient, case: Path, pile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pair = clash(case)
    page = f"/item/{pair.id}"
    send(reader, page, button="conflicts", field="relation", note="two days")
    unlist(case, pair.id)
    line = f"decided by Ana: {pair.relation} → conflicts"
    for shown in (page, "/accounts?relation=conflicts", "/decisions", "/dossier"):
        text = reader.get(shown).text
        assert line in text and TOLD in text, shown
    shown = reader.get(page).text
    assert f"it had found: {pair.relation}" in shown and "no longer holds" not in shown
    assert pair.id not in {x.id for x in contents(case).comparisons}
    for verb in (["show", "--only", "conflicts"], ["decisions"], ["explain"]):
        with pytest.raises(SystemExit) as ended:
            main([verb[0], str(case), *([pair.id] if verb == ["explain"] else verb[1:])])
        assert not ended.value.code and TOLD in " ".join(capsys.readouterr().out.split()), verb
    (kept,) = contents(case).decisions
    status, after = send(reader, page, decision=kept.id)
    assert status == 200 and "so nothing stands in its place" in after
    assert "was taken back: nothing stands between the two" in after
    assert "Accept: " not in after and "a decision alone" not in after
    assert line not in reader.get("/accounts?relation=conflicts").text
    send(reader, page, button="scope", field="relation")
    assert "→ scope" in reader.get("/accounts?relation=scope").text
    (pile / "d.txt").write_text("The bakery at Tolk is open, the baker said.")
    run(pile, case)
    assert TOLD not in reader.get(page).text and "→ scope" in reader.get(page).text


def test_what_was_taken_back_of_a_pair_that_is_gone_is_not_called_kept(
    reader: TestClient, case: Path, pile: Path
) -> None:
    pair = clash(case)
    page = f"/item/{pair.id}"
    send(reader, page, button="conflicts", field="relation")
    (pile / "b.txt").write_text("The dam broke.")
    run(pile, case)
    assert "What was decided about it is kept" in reader.get(page).text
    (kept,) = contents(case).decisions
    after = send(reader, page, decision=kept.id)[1]
    assert "no longer holds what it was about, so nothing stands in its place" in after
    assert "was taken back: nothing of it stands" in after and "is kept" not in after


def test_the_copies_of_a_claim_can_be_corrected_with_it(reader: TestClient, case: Path) -> None:
    of = {d.id: d.path[-5:] for d in contents(case).documents}
    claims = [c for c in contents(case).claims if c.sources and c.text.startswith("At least")]
    first, other, copy = sorted(claims, key=lambda c: of[c.document])
    assert "The same words stand" not in reader.get(f"/item/{first.id}").text
    shown = send(reader, f"/item/{first.id}", field="speaker", value="Jo Hale")[1]
    assert "The same words stand 1 more time, still on the word" in shown
    assert "not found, but decided" in shown and "speaker decided by Ana: Ann Roe → Jo Hale" in shown
    tree: Any = lxml_html.fromstring(shown)
    (form,) = (f for f in tree.forms if "copies" in (f.get("class") or ""))
    values = dict(form.form_values())
    assert values["target"] == copy.id and other.id not in values.values()
    after = reader.post("/decide", data=values)
    assert after.url.path == f"/item/{first.id}" and "The same words stand" not in after.text
    decided = contents(case).log.values
    assert decided[copy.id]["speaker"] == decided[first.id]["speaker"] == "Jo Hale" != other.id
    assert other.id not in decided
