"""Whose words stand in a text: its own voice, "it", and the roles of who speaks."""

from __future__ import annotations

import pytest

from tests.sentences import findings


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # in the wild
        ("PORT CALLOW, May 3 (Vesta Press) - Officials said on Wednesday that 12 people had died.", []),
        (
            "At least 12 people died, officials said on Wednesday, and 27 others were still missing.",
            ["27 others were still missing."],
        ),
        ("A day of mourning was declared.", ["A day of mourning was declared."]),
        # negative
        ("At least 12 people died in Port Callow.", ["At least 12 people died in Port Callow."]),
    ],
)
def test_own_voice(text: str, told: list[str]) -> None:
    assert [c.text for c in findings(text).claims if c.cue is None] == told


@pytest.mark.parametrize(
    ("text", "role"),
    [
        # in the wild
        ('The raid killed at least three women" media activist Karl Senn said.', "media activist"),
        ("The raid left ten wounded Observatory chief Karl Senn said.", "Observatory chief"),
        ('Shells fell on each other" Observatory head Karl Senn told TAV.', "Observatory head"),
        # negative
        ("Former Observatory chief Karl Senn said the raid was over.", "Former Observatory chief"),
    ],
)
def test_no_role_runs_across_a_mark_or_a_number(text: str, role: str) -> None:
    assert [s.role for c in findings(text).claims for s in c.sources] == [role]


def test_it_is_no_person() -> None:
    claims = findings("Mayor Ada Roth said the road was open. It added that the dam was safe.").claims
    assert [s.name for c in claims if c.cue is not None for s in c.sources] == ["Ada Roth", None]
