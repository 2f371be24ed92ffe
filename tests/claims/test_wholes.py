"""No learned source or content ends, and no content begins, where a word still needs the next."""

from __future__ import annotations

import pytest

from sayso.claims.attribution import LEARNED, Attribution
from sayso.claims.sources import SourceWords
from sayso.claims.wholes import made_whole
from sayso.reading.text import Reading, Token
from tests.sentences import reading


def attribution(read: Reading, source: str, cue: str, content: str) -> Attribution:
    """An attribution as the learned part makes it, of the words that stand for its parts."""
    text = read.document.text

    def tokens(part: str) -> list[Token]:
        at = text.index(part)
        return read.tokens_in(at, at + len(part))

    named, said = tokens(source), tokens(cue)
    head = next(t for t in named if t.head not in named or t.head is t)
    begin = text.index(content)
    words = SourceWords(head, named[0], named[-1])
    return Attribution(said[-1], said[-1], "say", LEARNED, words, [(begin, begin + len(content))])


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "whole"),
    [
        (
            "The ministry claims the raids are carried out to help farmers of the Tolk valley.",
            "The ministry",
            "claims",
            "the raids are carried out to help",
            ("The ministry", "the raids are carried out to help farmers of the Tolk valley"),
        ),
        (
            "The mayor said the road leads out of rebel-held parts of the city.",
            "The mayor",
            "said",
            "the road leads out of rebel",
            ("The mayor", "the road leads out of rebel-held parts"),
        ),
        (
            "A bomb struck a crowd in a small town on Sunday the agency said.",
            "the agency",
            "said",
            "a small town on Sunday",
            ("the agency", "A bomb struck a crowd in a small town on Sunday"),
        ),
        (
            "Norland's opposition accused the army of shelling.",
            "Norland",
            "accused",
            "the army of shelling",
            ("Norland's opposition", "the army of shelling"),
        ),
        (
            "Survivors of what activists say is an attack rest in a mosque.",
            "activists",
            "say",
            "what",
            ("activists", "what"),
        ),
        (
            "The road is closed, the bridge is open the mayor said.",
            "the mayor",
            "said",
            "bridge is open",
            ("the mayor", "the bridge is open"),
        ),
        (
            "On Sunday troops supported by the union left the valley.",
            "the union",
            "supported",
            "troops",
            ("the union", "troops"),
        ),
    ],
)
def test_sources_and_contents_are_whole_phrases(
    text: str, source: str, cue: str, content: str, whole: tuple[str, str]
) -> None:
    read = reading(text)
    (found,) = made_whole([attribution(read, source, cue, content)], ())
    ((start, end),) = found.contents
    assert found.source is not None
    assert (text[found.source.start : found.source.end], text[start:end]) == whole


def test_a_content_does_not_grow_into_anothers_source() -> None:
    text = "The mayor said the raids are carried out to help farmers the union said."
    read = reading(text)
    mayor = attribution(read, "The mayor", "said", "the raids are carried out to help")
    union = attribution(read, "farmers the union", "said", "the raids")
    found, _ = made_whole([mayor, union], ())
    ((start, end),) = found.contents
    assert text[start:end] == "the raids are carried out to help"
