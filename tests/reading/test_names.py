"""Where names end."""

from __future__ import annotations

from sayso.reading.names import find_names
from tests.sentences import reading


def test_a_name_ends_with_the_quotation_it_stands_in() -> None:
    text = '"The road is closed in Tolk" Harbour officials said.'
    read = reading(text)
    for token in read.tokens_in(text.index("Tolk"), text.index(" officials")):
        # As the pipeline takes both sides of a mark for one name.
        token.ent, token.ent_begins = "ORG", token.text == "Tolk"
    assert [text[n.start : n.end] for n in find_names(read)] == ["Tolk", "Harbour"]
