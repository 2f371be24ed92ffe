"""Voices are counted in one way, whichever page tells how many there are."""

from __future__ import annotations

from sayso.cli.summary import summarize
from sayso.dossier import render
from sayso.dossier.network import network
from sayso.dossier.pile import NOBODY, Pile
from sayso.dossier.summary import counts, sentences
from sayso.dossier.voices import counted, voices
from sayso.runners.local import Outcome
from tests.dossier.helpers import small_case
from tests.dossier.test_decisions import section


def test_every_page_tells_the_same_number() -> None:
    case = small_case()
    pile = Pile(case)
    shown = counted(pile)
    assert (shown.named, shown.nameless) == (2, 1) and str(shown) == "2 named voices and 1 without a name"
    assert shown.named == len(voices(pile).named)
    assert shown.nameless == sum(row.key != NOBODY for row in voices(pile).anonymous)
    assert "2 named voices" in " ".join(sentences(pile, {})) + " ".join(
        f"{c.number} {c.noun}" for c in counts(pile, {})
    )
    assert "2 named voices" in summarize(case, Outcome(), "x.case", None)
    for view in ("voices", "network"):
        assert str(shown) in section(render(case), view)


def test_a_row_of_the_network_and_of_the_voices_count_the_same_claims() -> None:
    pile = Pile(small_case())
    by_voice = {row.key: row.claims for row in (*voices(pile).named, *voices(pile).anonymous)}
    assert {row.key: row.claims for row in network(pile).rows} == by_voice
    assert {key: len(mine) for key, mine in pile.claims_by.items()} == by_voice
    assert sum(map(len, pile.attributed_in.values())) == len(pile.attributed)
