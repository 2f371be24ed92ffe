"""Who passed a statement on: whoever cites, quotes, carries or is told, and who speaks in a report."""

from __future__ import annotations

import pytest

from tests.sentences import findings

Chain = tuple[str | None, tuple[str, ...]]


def chains(text: str) -> dict[str, Chain]:
    """The speaker and the go-betweens of each attributed claim, by its words."""
    made = [c for c in findings(text).claims if c.cue is not None]
    return {c.text: (c.sources[0].name if c.sources else None, c.via) for c in made}


@pytest.mark.parametrize(
    ("text", "content", "chain"),
    [
        (
            "The ministry reported that the mayor said the dam held.",
            "the dam held",
            ("mayor", ("ministry",)),
        ),
        (
            "The mill burned, a guard said, according to the Harbour Post.",
            "The mill burned",
            ("a guard", ("Harbour Post",)),
        ),
        ("The dam held, the mayor said; Reuters reported.", "The dam held", ("mayor", ("Reuters",))),
        (
            "The Harbour Post, citing residents, said the mill burned.",
            "the mill burned",
            ("residents", ("Harbour Post",)),
        ),
        (
            "The Harbour Post quoted a guard as saying the mill burned.",
            "the mill burned",
            ("a guard", ("Harbour Post",)),
        ),
        (
            "The mill burned Reuters cited the Ferry Union as saying on Monday.",
            "The mill burned",
            ("Ferry Union", ("Reuters",)),
        ),
        (
            "The Harbour Post said the mill burned, citing a statement by the Ferry Union.",
            "the mill burned",
            ("Ferry Union", ("Harbour Post",)),
        ),
        (
            "According to a guard quoted by the state agency TAV, the mill burned.",
            "the mill burned",
            ("a guard", ("TAV",)),
        ),
        (
            "A guard quoted by the TAV news agency said the mill burned.",
            "the mill burned",
            ("a guard", ("TAV",)),
        ),
    ],
)
def test_who_hands_on_what_another_said(text: str, content: str, chain: Chain) -> None:
    assert chains(text).get(content) == chain


@pytest.mark.parametrize(
    "text",
    [
        # Nobody plainly speaks inside.
        "The mayor said that the union refused to answer questions.",
        "The mayor said the findings raised questions about the dam.",
        "The mayor said that nobody denied the mill had burned.",
        # Who answers, confirms or shows hands nothing on.
        "The mayor responded to the claim by residents that the mill burned.",
        "A video showed guards who said the mill burned.",
        # Who speaks for a body is no go-between of it.
        "The Norland foreign minister said Norland condemned the attack.",
        "The ministry's spokesman said the ministry had said the dam held.",
        # Side by side, not one through the other.
        "The mill burned, according to the River Watch and port officials.",
        # What is cited is no speaker.
        "The mayor said the dam held, citing the release of prisoners in Westmark.",
        # Who stands in the phrase after "according to" was not told.
        "The mill burned, according to the Harbour Post.",
    ],
)
def test_no_go_between(text: str) -> None:
    assert all(via == () for _, via in chains(text).values()), chains(text)


def test_a_report_that_closes_the_sentence_speaks_in_no_joined_cue() -> None:
    text = (
        "Norland said on Monday it would raise a reported attack by forces near the port at the council and"
        " called on Westmark to give inspectors access to the site Reuters reported."
    )
    found = dict(chains(text).values())
    assert found == {"Norland": ("Reuters",)}


def test_two_who_name_each_other_are_not_each_others_go_betweens() -> None:
    found = chains("Doctors said the ward was full, the nurse said, and the nurse said doctors were ill.")
    assert not {who for who, _ in found.values()} & {n for w, via in found.values() for n in via if n == w}


def test_the_agency_that_cites_is_the_one_spoken_of_in_its_place() -> None:
    text = (
        "The Harbour Agency said the dam held. Citing a guard it said the mill burned."
        " The River Watch said it was old."
    )
    assert chains(text)["the mill burned"] == ("a guard", ("Harbour Agency",))
