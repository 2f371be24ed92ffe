"""Spellings of one place have one key; towns of other names have others."""

from __future__ import annotations

import pytest

from sayso.dossier.places import place_key


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Qaraqosh", "Karakosh", True),
        ("Idlib", "Syria's Idlib", True),
        ("Idlib", "Idlib, Syria", True),
        ("Aleppo", "Allepo", True),
        ("Syria", "Iraq", False),
        ("Mosul", "Tolk", False),
        ("Hama", "Homa", False),
        ("Old Maren", "Maren", False),
    ],
)
def test_spellings_of_one_place_have_one_key(one: str, other: str, same: bool) -> None:
    assert (place_key(one) == place_key(other)) is same
    assert place_key("") == ""
