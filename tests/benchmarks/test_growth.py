"""That intake takes time in proportion to what it reads, whatever is repeated in it and wherever."""

from __future__ import annotations

import pytest

from benchmarks.growth import MARKS, PLACES, intake_milliseconds


@pytest.mark.parametrize("place", PLACES)
def test_intake_takes_time_in_proportion(place: str) -> None:
    for piece in MARKS:
        short, long = (intake_milliseconds(place, piece, size) for size in (2_500, 20_000))
        # Eight times the length may cost eight times the time; twenty is noise, sixty-four is not.
        assert long < 20 * max(5, short), piece
