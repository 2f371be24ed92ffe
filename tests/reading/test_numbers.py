"""Numbers and figures: sentence cases, and separators that must not change a value."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sentences import cases, findings


@pytest.mark.parametrize("case", cases("numbers.json"))
def test_figures(case: dict[str, Any]) -> None:
    said = [f for f in findings(case["text"]).figures if f.kind not in ("duration", "age")]
    assert len(said) == len(case["figures"])
    for figure, expected in zip(said, case["figures"], strict=True):
        for name, value in expected.items():
            if name == "text":
                assert figure.text.startswith(value) or value.startswith(figure.text)
            else:
                assert getattr(figure, name) == value, name


@settings(max_examples=30)
@given(st.integers(1000, 9_999_999), st.sampled_from([",", " ", "\u00a0", ""]))
def test_separators_do_not_change_the_value(value: int, separator: str) -> None:
    written = f"{value:,}".replace(",", separator)
    figures = findings(f"The flood damaged {written} houses in the valley.").figures
    # A bare four-digit number can be a year; before a plural noun it is a count.
    assert [(f.low, f.high) for f in figures] == [(value, value)]


def test_a_list_shares_its_noun() -> None:
    figures = findings("Six bridges were destroyed, 22 were damaged.").figures
    assert [f.counted for f in figures] == ["bridges", "bridges"]


def test_whose_figure() -> None:
    found = findings("The union said 400 drivers joined. The ministry said 150 drivers joined.")
    speakers = {c.id: c.sources[0].name for c in found.claims if c.sources}
    assert [speakers.get(f.claim or "") for f in found.figures] == ["union", "ministry"]
