"""Who says what: sentence cases, and what must hold of every claim."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.records import to_record
from tests.sentences import cases, findings

PARTS = [
    "“We will stay,”",
    "the mayor said.",
    "At least 12 people",
    "were hurt on Tuesday,",
    "Ada Roth told him.",
    "[sic]",
    "”",
    "“",
    "He denied it.",
    "the",
    "...",
    "\n",
    "5 000",
    "said",
    "according to police",
]
"""Pieces of sentences, good and broken, for texts that nobody wrote."""

Found = set[tuple[str, str | None, str]]


def plain(name: str | None) -> str | None:
    return name.lower().removeprefix("the ").removeprefix("a ") if name else None


@pytest.mark.parametrize("case", cases("attributions.json"))
def test_attribution(case: dict[str, Any]) -> None:
    said: Found = set()
    for claim in findings(case["text"]).claims:
        if claim.mode != "narrated":
            name = next((s.name for s in claim.sources if s.name), None)
            start, end = claim.spans[0]
            said.add((case["text"][start:end], plain(name), claim.mode))
    expected: Found = {(content, plain(speaker), mode) for content, speaker, mode in case["claims"]}
    assert said == expected


def test_quotation_over_three_paragraphs() -> None:
    text = (
        "“We saw the water come.\n“It took the barn first.\n"
        "“Then it took the house,” farmer Jon Alder said.\nThe river fell on Monday."
    )
    claims = [c for c in findings(text).claims if c.mode == "direct"]
    assert [c.text for c in claims] == [
        "We saw the water come.",
        "It took the barn first.",
        "Then it took the house,",
    ]
    assert {c.sources[0].name for c in claims} == {"Jon Alder"}


def test_unclosed_quotation_keeps_its_cue() -> None:
    claims = findings("“The pier is safe, harbour master Ida Brandt said.\nIt fell a day later.").claims
    assert [(c.mode, c.sources[0].name if c.sources else None) for c in claims] == [
        ("direct", "Ida Brandt"),
        ("narrated", None),
    ]


def test_block_quotation_after_a_colon() -> None:
    text = "The spokesman Peter Lund announced that:\nThe talks have failed. We will not return to them."
    claims = [c for c in findings(text).claims if c.mode == "direct"]
    assert [c.text for c in claims] == ["The talks have failed.", "We will not return to them."]
    assert {c.sources[0].name for c in claims} == {"Peter Lund"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Prime Minister Adela Voss met the miners. She said the pit would stay open.", "Adela Voss"),
        ("Foreign Minister Jan Tarin arrived. Voters waited. Tarin said the talks had failed.", "Jan Tarin"),
        (
            "The River Watch Group said the fish were dead. It said the mill was to blame.",
            "River Watch Group",
        ),
        ("A source at the mill said the valve broke. The source said it was old.", "source at the mill"),
        ("The World Harbour Union (WHU) met. The WHU said wages must rise.", "World Harbour Union"),
    ],
)
def test_speakers_get_their_best_name(text: str, name: str) -> None:
    attributed = [c for c in findings(text).claims if c.mode != "narrated"]
    assert attributed[-1].sources[0].name == name


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        ("A guard told Harbour Post reporters that the mill burned.", "guard", "Harbour Post"),
        ("A guard said in a statement to the TAV news agency that the mill burned.", "guard", "TAV"),
        ("The TAV agency reported that the mill burned, citing a guard at the gate.", "guard", "TAV"),
        ("The union in a statement published by the TAV news agency said the mill burned.", "union", "TAV"),
        ("The mayor said the mill burned according to the Harbour Post.", "mayor", "Harbour Post"),
        ("The Harbour Post quoted a guard as saying that the mill burned.", "guard", "Harbour Post"),
    ],
)
def test_go_betweens(text: str, speaker: str, via: str) -> None:
    (claim,) = (c for c in findings(text).claims if c.text == "the mill burned")
    assert speaker in str(claim.sources[0].name)
    assert [via in name for name in claim.via] == [True]


def test_denial_hedge_and_anonymity() -> None:
    claims = findings(
        "The mill denied the spill. The mill allegedly hid the papers. A guard said it burned."
    ).claims
    by_text = {c.text: c for c in claims}
    assert by_text["the spill"].denied
    assert any(c.hedged and not c.sources for c in claims)
    assert next(c for c in claims if c.text == "it burned").sources[0].anonymous


def test_swapping_names_changes_nothing_but_the_names() -> None:
    text = "Norland accused Sudland of shelling the port. Sudland denied shelling the port."
    swapped = text.replace("Norland", "X").replace("Sudland", "Norland").replace("X", "Sudland")

    def shape(source: str) -> list[tuple[str, str, bool]]:
        return [(c.text, c.sources[0].name or "", c.denied) for c in findings(source).claims if c.sources]

    def swap(word: str) -> str:
        return word.replace("Norland", "X").replace("Sudland", "Norland").replace("X", "Sudland")

    assert [(swap(t), swap(n), d) for t, n, d in shape(text)] == shape(swapped)


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from(PARTS),
        min_size=1,
        max_size=25,
    )
)
def test_offsets_hold_on_any_text(parts: list[str]) -> None:
    text = " ".join(parts)
    found = findings(text)
    things = [to_record(t) for kind in (found.claims, found.figures, found.times) for t in kind]
    for thing in things:
        assert text[thing["start"] : thing["end"]] == thing["text"]
    for claim in found.claims:
        assert claim.spans[0][0] == claim.start and claim.spans[-1][1] == claim.end
        for source in claim.sources:
            assert text[source.start : source.end] == source.text
    assert len({c.id for c in found.claims}) == len(found.claims)
