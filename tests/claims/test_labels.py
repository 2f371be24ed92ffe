"""Interviews and transcripts: whose words stand after a label."""

from __future__ import annotations

import dataclasses

import pytest

from sayso.claims import find
from sayso.model import Document, Segment
from sayso.reading import read
from sayso.settings import Settings
from tests.sentences import document, findings

Said = list[tuple[str, str | None]]


def said(text: str, outlet: str | None = None) -> Said:
    """What is claimed in direct speech, and by whom."""
    return _said(document(text, outlet=outlet))


def _said(of: Document) -> Said:
    claims = next(iter(find(read([of], Settings()), Settings()))).claims
    assert all(of.text[c.start : c.end] == c.text for c in claims)
    return [(c.text, c.sources[0].name if c.sources else None) for c in claims if c.mode == "direct"]


INTERVIEW = (
    "The flood came in May.\n"
    "Q: When did the water come?\n"
    "A: It came at noon. Who could know?\n"
    "We had no warning.\n"
    "Q: You were there. Who was to blame?\n"
    "A: I told the Harbour Post that the mill was to blame.\n"
    "This interview has been edited."
)
ANSWERS = [
    "It came at noon.",
    "We had no warning.",
    "I told the Harbour Post that the mill was to blame.",
]


def test_answers_are_claims_and_questions_are_none() -> None:
    found = findings(INTERVIEW).claims
    assert [(c.text, c.mode) for c in found] == [
        ("The flood came in May.", "narrated"),
        *((text, "direct") for text in ANSWERS),
        ("This interview has been edited.", "narrated"),
    ]
    assert {c.sources for c in found} == {()} and {c.via for c in found} == {()}


def test_answers_after_letters_with_points() -> None:
    text = INTERVIEW.replace("Q:", "Q.").replace("A:", "A.")
    assert [t for t, _ in said(text)] == ANSWERS
    assert [t for t, _ in said(INTERVIEW.replace("Q:", "Question:").replace("A:", "Answer:"))] == ANSWERS


@pytest.mark.parametrize(
    ("opening", "name"),
    [
        ("Mayor Ida Brandt saw the flood.", "Ida Brandt"),
        ("Ida Brandt and Adam Bel saw the flood.", None),
        ("The flood came in May.", None),
    ],
)
def test_only_one_person_named_at_the_opening_answers(opening: str, name: str | None) -> None:
    text = INTERVIEW.replace("The flood came in May.", opening)
    assert said(text) == [(t, name) for t in ANSWERS]


def test_a_headline_names_who_answers() -> None:
    text = f"Ida Brandt on the flood\n{INTERVIEW}"
    plain = document(text)
    headline = Segment(plain.segments[0].start, plain.segments[0].end, "headline", "en")
    found = _said(dataclasses.replace(plain, segments=(headline, *plain.segments[1:])))
    assert found == [(t, "Ida Brandt") for t in ANSWERS]


def test_transcript() -> None:
    text = (
        "ADAM BEL, HOST: Good evening. The road was closed this morning.\n"
        "MAYOR ADA ROTH: We closed it at noon.\n"
        "BEL: Who told you to?\n"
        "(Laughter.)\n"
        "ROTH: The minister told me. He said the dam was weak.\n"
        "So we left."
    )
    assert said(text) == [
        ("The road was closed this morning.", "ADAM BEL"),
        ("We closed it at noon.", "ADA ROTH"),
        ("The minister told me.", "ADA ROTH"),
        ("He said the dam was weak.", "ADA ROTH"),
        ("So we left.", "ADA ROTH"),
    ]


def test_the_outlet_asks_and_makes_no_claims() -> None:
    text = (
        "Dr. Ida Brandt met us at the pier.\n"
        "The Post: Is the dam safe? We heard it was not.\n"
        "Brandt: It is not.\n"
        "The Post: You were there in May.\n"
        "Brandt: It broke in May.\n"
        "We closed it then.\n"
        "Brandt left at noon."
    )
    for label in ("The Post", "HP", "Harbour Post"):
        of = document(text.replace("The Post", label), outlet="Harbour Post")
        assert _said(of) == [
            ("It is not.", "Ida Brandt"),
            ("It broke in May.", "Ida Brandt"),
            ("We closed it then.", "Ida Brandt"),
        ]
        own = [c.text for c in next(iter(find(read([of], Settings()), Settings()))).claims if not c.sources]
        assert own == ["Dr. Ida Brandt met us at the pier.", "Brandt left at noon."]


def test_roles_speak() -> None:
    text = (
        "Moderator: Who closed the road?\nThe minister: We closed it.\n"
        "Moderator: When?\nThe minister: We closed it at noon."
    )
    assert said(text) == [("We closed it.", "minister"), ("We closed it at noon.", "minister")]


def test_a_few_labelled_lines_do_not_claim_the_paragraphs_after_them() -> None:
    text = (
        "Q: Was it safe?\nA: It was safe.\nQ: Is it safe?\nA: It is safe.\nThe road is long.\n"
        + "It rains today.\n" * 9
    )
    assert [t for t, _ in said(text)] == ["It was safe.", "It is safe."]


@pytest.mark.parametrize(
    "text",
    [
        "10:30: The road was closed.\n10:45: The road is open.\n11:00: The road was closed.",
        "Update: The road is open.\nUpdate: The road is closed.",
        "Note: Times are local.\nPhoto: The bridge was lit.\nNote: The bridge is old.",
        "Source: The bridge is old.\nSource: The mill is old.",
        "Related: The bridge is old.\nRelated: The mill is old.",
        "Norland: The road is short.\nSudland: The road is steep.\nNorland: The town is near.",
        "Adam Bel: The mayor was born here.\nThe road was closed.",
        "The River Road: It was closed.\nThe road is old.\nThe River Road: It is open.",
        "TASS: The road was closed.\nTASS: The road is open.",
    ],
)
def test_headings_are_no_speakers(text: str) -> None:
    assert said(text) == []


def test_swapping_labels_swaps_speakers() -> None:
    text = "Adam Bel: It burned.\nAda Roth: It did not burn.\nBel: I saw it burn.\nRoth: It rained."
    swapped = text.replace("Adam Bel", "X Y").replace("Bel", "Z").replace("Ada Roth", "Adam Bel")
    swapped = swapped.replace("Roth", "Bel").replace("X Y", "Ada Roth").replace("Z", "Roth")
    other = {"Adam Bel": "Ada Roth", "Ada Roth": "Adam Bel"}
    assert [(t, other[str(name)]) for t, name in said(text)] == said(swapped)
    assert [name for _, name in said(text)] == ["Adam Bel", "Ada Roth", "Adam Bel", "Ada Roth"]
