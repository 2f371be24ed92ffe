"""What an article says more than once stands as one telling."""

from __future__ import annotations

from sayso.comparison.slots import all_slots
from sayso.comparison.tellings import Telling, tell_once
from sayso.comparison.words import Weights, counts_of
from tests.comparison.pile import article, headed, pile


def tellings(text: str) -> list[Telling]:
    made = pile(headed(article("a", text, "The Post")))
    claims, figures = all_slots(made.documents, made.findings)
    weights = Weights(counts_of(c.claim.text for c in claims))
    return tell_once(claims, figures, lambda *_: weights)


def test_a_headline_and_its_lead_are_one() -> None:
    text = "Blast kills 56 at Tolk\n\nA blast at the mill of Tolk killed 56 people, the mayor Ann Roe said."
    (one,) = tellings(text)
    assert one.claim.speaker.said_by == "Ann Roe"
    assert [f.figure.text for f in one.figures] == ["56 people"]


def test_two_numbers_are_two() -> None:
    text = (
        "Blast kills 56 at Tolk\n\nA blast at the mill of Tolk killed 56 people, the mayor Ann Roe said.\n\n"
        "A second blast killed 12 people at Norburg, the doctors said."
    )
    assert len(tellings(text)) == 2


def test_a_denial_is_no_telling_of_what_it_denies() -> None:
    text = "Mill hid the report\n\nThe union said the mill hid the report. The mill denied hiding the report."
    denied = [t for t in tellings(text) if t.claim.claim.denied]
    assert len(denied) == 1


def test_a_number_in_the_outlets_voice_is_credited_to_whoever_the_article_names() -> None:
    text = (
        "Fire in Tolk\n\nThe night was windy. At least 40 people were killed in a fire.\n\n"
        "The River Watch Group said later in the day that at least 40 people were killed."
    )
    voices = {f.voice.said_by for t in tellings(text) for f in t.figures}
    assert voices == {"River Watch Group"}
