"""The model card tells of the weights that are shipped."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from sayso.claims import learned
from sayso.claims.learned.weights import NAME

HOME = Path(learned.__file__).parent


def test_the_card_is_of_these_weights() -> None:
    card = (HOME / "card.md").read_text(encoding="utf-8")
    assert sha256((HOME / NAME).read_bytes()).hexdigest() in card, "run: make train"


def test_the_card_says_what_it_must() -> None:
    card = (HOME / "card.md").read_text(encoding="utf-8")
    for said in (
        "**Data.**",
        "No licence is stated",
        "## Scores",
        "cue:said/says/say",
        "Spread over outlets",
        "## Known failures",
    ):
        assert said in card
