"""Scales say where a number or day stands, and keep a few far ones from pressing the rest together."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.dossier.scales import Days, Scale

DAYS = st.lists(st.dates(date(1000, 1, 1), date(2999, 12, 31)), min_size=2, max_size=12, unique=True)


def test_wide_spreads_are_logarithmic() -> None:
    wide, narrow = Scale(3, 90_000), Scale(6, 17)
    assert wide.logarithmic and not narrow.logarithmic
    assert wide.place(3) < wide.place(30) < wide.place(90_000) <= 100
    assert [label for _, label in narrow.ticks()] == ["0", "5", "10", "15"]
    assert [label for _, label in wide.ticks()] == ["10", "100", "1,000", "10,000"]


def test_nobody_counts_half_a_person() -> None:
    assert [label for _, label in Scale(2, 2.0).ticks()] == ["0", "0.5", "1", "1.5", "2"]
    assert [label for _, label in Scale(2, 2, whole=True).ticks()] == ["0", "1", "2"]


def test_one_old_date_does_not_press_the_others_together() -> None:
    week = [date(2031, 5, day) for day in range(1, 9)]
    alone, with_old = Days(week), Days([date(1955, 1, 1), *week])
    assert not alone.breaks and len(with_old.breaks) == 1
    assert with_old.place(date(1955, 1, 1)) == 1
    assert with_old.place(week[-1]) - with_old.place(week[0]) > 85
    assert [label for _, label in with_old.ticks()][:2] == ["1 January 1955", "2 May 2031"]


def test_years_without_a_gap_are_not_broken() -> None:
    years = Days(date(year, 1, 1) for year in range(2011, 2018))
    assert not years.breaks
    assert [label for _, label in years.ticks()] == ["1 January 2011", *map(str, range(2012, 2018))]


@given(DAYS)
def test_days_keep_their_order_and_stay_within_the_width(days: list[date]) -> None:
    scale = Days(days)
    places = [scale.place(day) for day in sorted(days)]
    assert places == sorted(places)
    assert places[0] == pytest.approx(1) and places[-1] == pytest.approx(99, abs=0.1)
    marks = [at for at, _ in scale.ticks()]
    assert all(0 <= at <= 100 for at in marks) and all(b - a > 10 for a, b in pairwise(marks))


@given(DAYS)
def test_a_script_is_told_the_same_scale(days: list[date]) -> None:
    scale = Days(days)
    known = [(float(at), date.fromisoformat(day)) for at, day in (p.split(":") for p in scale.told.split())]
    assert len(known) == 2 + 2 * len(scale.breaks)
    assert all(abs(scale.place(day) - at) < 0.02 for at, day in known)
    assert known[0][1] == min(days) and known[-1][1] == max(days)
    assert all(b - a > timedelta(59) for (_, a), (_, b) in zip(known[1::2], known[2::2], strict=False))
