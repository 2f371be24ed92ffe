"""That intake takes time in proportion to what it reads, whatever is repeated in it and wherever."""

from __future__ import annotations

import pytest

from benchmarks.growth import MARKS, PLACES, intake_milliseconds


@pytest.mark.parametrize("place", PLACES)
def test_intake_takes_time_in_proportion(place: str) -> None:
    intake_milliseconds("a text's end", "a ", 100)  # what is loaded once is no part of it
    intake_milliseconds("a page's menu", "a ", 100)
    for piece in MARKS:
        # Eight times the length may cost eight times the time; twenty is noise, sixty-four is not.
        long = intake_milliseconds(place, piece, 40_000)
        if long > 100:
            assert long < 20 * max(5, intake_milliseconds(place, piece, 5_000)), piece
