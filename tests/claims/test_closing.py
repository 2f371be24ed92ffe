"""What closes a sentence is no part of what was said in it; who is cited before a cue speaks."""

from __future__ import annotations

import pytest

from sayso.claims import by_rules
from sayso.claims.closing import hold_denials_short
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
