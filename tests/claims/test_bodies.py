"""A body and who speaks for it are two speakers, and each goes on being called by its own noun."""

from __future__ import annotations

import pytest

from tests.sentences import findings

CLOSED = "said the road was closed."


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            f"A spokesman for the ministry {CLOSED} The ministry said it would reopen. The spokesman added"
            " that buses would run.",
            ["spokesman for the ministry", "ministry", "spokesman for the ministry"],
        ),
        (
            f"A spokesman for the Defence Ministry {CLOSED} The ministry said it would reopen. The Defence"
            " Ministry said it was safe.",
            ["spokesman for the Defence Ministry", "Defence Ministry", "Defence Ministry"],
        ),
        (
            f"Defence Ministry spokesman Adam Bel {CLOSED} The ministry said it would reopen. The spokesman"
            " added that buses would run.",
            ["Adam Bel", "Defence Ministry", "Adam Bel"],
        ),
        (
            f"Adam Bel, director of the River Watch Observatory, {CLOSED} The observatory said it would"
            " reopen. The director said it was old.",
            ["Adam Bel", "River Watch Observatory", "Adam Bel"],
        ),
        (
            f"Defence Minister Jan Tarin {CLOSED} The defence ministry said it would reopen. The minister"
            " said buses would run.",
            ["Jan Tarin", "defence ministry", "Jan Tarin"],
        ),
        (
            f"Interior Ministry sources {CLOSED} The ministry said it would reopen.",
            ["Interior Ministry sources", "Interior Ministry"],
        ),
        (
            f"A source at the command {CLOSED} The source said it was old. The command said it was safe.",
            ["source at the command", "source at the command", "command"],
        ),
        (
            f"The Defence Ministry {CLOSED} The ministry said it would reopen.",
            ["Defence Ministry", "Defence Ministry"],
        ),
        (
            f"The health ministry {CLOSED} A spokesman for the ministry said it was old. The ministry said it"
            " was safe.",
            ["health ministry", "spokesman for the ministry", "health ministry"],
        ),
    ],
)
def test_a_body_is_not_its_spokesman(text: str, speakers: list[str]) -> None:
    attributed = [c for c in findings(text).claims if c.mode != "narrated"]
    assert [str(c.sources[0].name) for c in attributed] == speakers


@pytest.mark.parametrize(
    ("source", "named"),
    [
        # Descriptions: the head noun speaks, and the name in front of it only narrows it.
        ("The staunch Tarin ally", False),
        ("The Tarin spokesman", False),
        ("Tarin aides", False),
        ("The late President Tarin", True),
        ("President Tarin", True),
    ],
)
def test_a_description_is_not_the_one_whose_name_is_in_it(source: str, named: bool) -> None:
    (claim,) = (c for c in findings(f"President Jan Tarin spoke. {source} {CLOSED}").claims if c.sources)
    (found,) = claim.sources
    assert (found.name == "Jan Tarin") is named


def test_a_credit_in_brackets_is_no_part_of_the_source_after_it() -> None:
    text = f"TAV World and Agencies) Foreign leaders {CLOSED}"
    assert [s.text for c in findings(text).claims for s in c.sources] == ["Foreign leaders"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The army released 30 prisoners on Monday.", False),
        ("The watch released photos of the bridge.", False),
        ("The coalition offered its help to the town.", False),
        ("The mayor offered condolences to the families.", True),
        ("The ministry published a list of victims.", True),
        ("The ministry released a statement of support.", True),
    ],
)
def test_only_words_are_released_and_offered_as_a_statement(text: str, told: bool) -> None:
    assert any(c.sources for c in findings(text).claims) is told


@pytest.mark.parametrize(
    ("text", "unnamed"),
    [
        # in the wild
        (f"Nurses Without Frontiers {CLOSED}", False),
        (f"Reporters without Frontiers {CLOSED}", False),
        # synthetic
        (f"Workers United {CLOSED}", False),
        (f"On Monday Farmers Beyond Rivers {CLOSED}", False),
        # negative
        (f"Residents {CLOSED}", True),
        (f"Residents of Tolk {CLOSED}", True),
        (f"Residents without water {CLOSED}", True),
        (f"Doctors in Norland {CLOSED}", True),
        pytest.param(
            # Only the parse tells a name from "Lawyers for Ada Lane".
            f"Lawyers for Clean Rivers {CLOSED}",
            False,
            marks=pytest.mark.xfail(reason="known failure", strict=True),
        ),
    ],
)
def test_a_plural_that_goes_on_in_capitals_is_a_name(text: str, unnamed: bool) -> None:
    (claim,) = (c for c in findings(text).claims if c.cue is not None)
    assert claim.sources[0].anonymous is unnamed


def test_a_name_that_a_headline_shouts_is_called_as_the_text_writes_it() -> None:
    found = findings(f"NORLAND SAYS ROAD CLOSED\n\nNorland {CLOSED} TAVI said it was open.")
    names = {e.name for e in found.entities}
    assert "Norland" in names
    assert "NORLAND" not in names
    assert {c.sources[0].entity_name for c in found.claims if c.sources} <= {"Norland", "TAVI"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (f"The coast guard {CLOSED}", True),
        (f"Coast guard {CLOSED}", True),
        ("The road was closed, according to the coast guard.", True),
        (f"The national guard {CLOSED}", True),
        (f"The border guard {CLOSED}", True),
        (f"The civil defence {CLOSED}", True),
        (f"The rescue service {CLOSED}", True),
        (f"A coast guard {CLOSED}", False),
        (f"Border guards {CLOSED}", False),
        (f"The guard {CLOSED}", False),
    ],
)
def test_a_service_is_a_body_and_its_people_are_not(text: str, named: bool) -> None:
    (source,) = next(c for c in findings(text).claims if c.mode != "narrated").sources
    assert source.anonymous is not named


@pytest.mark.parametrize("other", ["passengers’ union", "Passengers’ union", "passengersʼ union"])
def test_a_name_is_one_by_whatever_apostrophe(other: str) -> None:
    texts = (f"The {name} {CLOSED}" for name in ("passengers' union", other))
    bodies = [s.entity for t in texts for c in findings(t).claims for s in c.sources]
    assert len(bodies) == 2 and len(set(bodies)) == 1
