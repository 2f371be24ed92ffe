"""What closes a sentence is no part of what was said in it; who is cited before a cue speaks."""

from __future__ import annotations

import pytest

from sayso.claims import by_rules
from sayso.claims.attribution import Attribution
from sayso.claims.closing import hold_denials_short, let_sources_out
from sayso.claims.sources import SourceWords
from tests.sentences import findings, reading


def claims(text: str) -> set[tuple[str, str, tuple[str, ...]]]:
    found = [c for c in findings(text).claims if c.mode != "narrated"]
    return {(c.text.strip(" ,."), c.sources[0].name or "", c.via) for c in found}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "The army said the dam held, the TAV agency reported on Monday.",
            ("the dam held", "army", ("TAV",)),
        ),
        ("The mayor said the dam held in comments to TAV.", ("the dam held", "mayor", ("TAV",))),
        ("The dam held, the mayor said in remarks carried by TAV.", ("The dam held", "mayor", ("TAV",))),
        ("The dam held, the mayor was quoted as saying by TAV.", ("The dam held", "mayor", ("TAV",))),
        ("Citing a guard, the TAV agency said the dam held.", ("the dam held", "guard", ("TAV",))),
        ("The TAV agency, citing a guard, said the dam held.", ("the dam held", "guard", ("TAV",))),
        (
            "A doctor told the Observatory that ten people died.",
            ("ten people died", "doctor", ("Observatory",)),
        ),
        (
            "The mayor told state television that the dam held.",
            ("the dam held", "mayor", ("state television",)),
        ),
    ],
)
def test_go_betweens_that_close_or_open_a_sentence(
    text: str, claim: tuple[str, str, tuple[str, ...]]
) -> None:
    content, speaker, via = claim
    found = claims(text)
    assert any(c == content and s.removeprefix("a ") == speaker and v == via for c, s, v in found), found


def test_what_follows_a_denial_is_not_denied() -> None:
    read = reading("Ann Roe denied that she had sold the mill. She was born in Tolk. She became the mayor.")
    (denial,) = by_rules(read)
    end = read.sentences[0].end
    # A quotation mark that was lost lets a denial run on.
    denial.contents = [(denial.contents[0][0], end + 10), (end + 20, len(read.document.text))]
    hold_denials_short([denial])
    assert denial.contents == [(denial.contents[0][0], end)]


def attribution_of(text: str, source: str, content: str) -> Attribution:
    """The attribution of a text, its source and content set to some of its words."""
    read = reading(text)
    (found,) = by_rules(read)
    at, begin = text.index(source), text.index(content)
    words = read.tokens_in(at, at + len(source))
    head = next(t for t in words if t.head not in words)
    found.source, found.contents = SourceWords(head, words[0], words[-1]), [(begin, begin + len(content))]
    return found


@pytest.mark.parametrize(
    ("text", "cut", "kept"),
    [
        ("Ten people died on Monday a mine | monitor said.", "Ten people died on Monday", "a mine monitor"),
        (
            "Ten people died on Monday a monitor and | miners said.",
            "Ten people died on Monday",
            "a monitor and miners",
        ),
        # A name may end the content, and what a preposition needs stays with it.
        ("Ten people died on Monday in Tolk | rebels said.", "Ten people died on Monday in Tolk", "rebels"),
        ("Ten people died on Monday | the monitor said.", "Ten people died on Monday", "the monitor"),
    ],
)
def test_a_source_gets_its_first_words_back(text: str, cut: str, kept: str) -> None:
    content, rest = text.split(" | ")
    found = attribution_of(text.replace("| ", ""), rest.removesuffix(" said."), content)
    let_sources_out([found], reading(text).quotations)
    assert found.source is not None
    text = text.replace("| ", "")
    assert [text[s:e] for s, e in found.contents] == [cut]
    assert text[found.source.start : found.source.end] == kept


def test_nouns_behind_a_quotation_are_the_sources() -> None:
    text = '"The road is open in Tolk" TAV director Ada Lane said.'
    found = attribution_of(text, "director Ada Lane", 'The road is open in Tolk" TAV')
    let_sources_out([found], reading(text).quotations)
    assert found.source is not None
    assert [text[s:e] for s, e in found.contents] == ["The road is open in Tolk"]
    assert text[found.source.start : found.source.end] == "TAV director Ada Lane"
