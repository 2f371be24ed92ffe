"""Numbers and figures: sentence cases, and separators that must not change a value."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.claims.figures import find_figures
from sayso.reading.numbers import find_numbers
from tests.sentences import cases, findings, reading


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


KINDS = {
    "The F/A-18 landed.": "name",
    "Resolution 2254 holds.": "name",
    "The iPhone 11 is out.": "name",
    "It began in 2016.": "date",
    "They met on May 4.": "date",
    "The doors open at 12:30.": "clock",
    "It was the 31st time.": "ordinal",
    "They won 3-2 in the final.": "score",
    "It is one of the best.": "one",
    "They paid $40.": "money",
    "It rose 4 per cent.": "share",
    "It lies 5 km away.": "measure",
    "It took five days.": "duration",
    "Ana Brook, 34, said so.": "age",
    "It is for children below 8.": "age",
    "They were girls at ages below 8.": "age",
    "It holds below 8 boats.": "count",
    "They saw 12 boats.": "count",
}


@pytest.mark.parametrize("text", KINDS)
def test_one_pass_decides_what_each_number_is(text: str) -> None:
    assert {n.kind for n in reading(text).numbers} == {KINDS[text]}


HOSTILE = (
    "1",
    "111,",
    "111 ",
    "1.",
    "1/2/",
    "two ",
    "half a ",
    "at least more than ",
    "between 1 and 2 to ",
    "((12 [",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_time_in_proportion(piece: str) -> None:
    """A text twice as long takes about twice as long; the bound is wide, for clocks are coarse."""
    times = []
    for size in (4_000, 16_000):
        read = reading((piece * size)[:size])
        start = time.process_time()
        find_figures(read, ())
        find_numbers(read)
        times.append(time.process_time() - start)
    assert times[1] < 0.5 or times[1] < 12 * times[0]


@settings(max_examples=60)
@given(st.text(alphabet="0123456789.,-/ $%kmone twandhlf½(", max_size=60))
def test_any_mix_of_digits_and_signs_is_read_within_the_text(text: str) -> None:
    for number in reading(f"x {text} y").numbers:
        assert 0 <= number.start < number.end <= len(text) + 4


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
