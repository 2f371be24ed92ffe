"""That intake takes time in proportion to what it reads, whatever is repeated in it and wherever."""

from __future__ import annotations

import pytest

from benchmarks.growth import MARKS, PLACES, intake_milliseconds


@pytest.fixture(scope="module", autouse=True)
def _all_is_loaded() -> None:
    """What is loaded once is no part of any measure."""
    for place in PLACES:
        intake_milliseconds(place, "aé tz. ", 2_500)


@pytest.mark.parametrize("place", PLACES)
def test_intake_takes_time_in_proportion(place: str) -> None:
    for piece in MARKS:
        # Eight times the length may cost eight times the time; twenty is noise, sixty-four is not.
        bar = 20 * max(5, intake_milliseconds(place, piece, 2_500))
        assert any(intake_milliseconds(place, piece, 20_000) < bar for _ in range(3)), piece
