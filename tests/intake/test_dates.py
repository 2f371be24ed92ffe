"""Dates as pages and records write them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.intake.dates import date_at, read_date


@pytest.mark.parametrize(
    ("written", "value", "rest"),
    [
        ("01.12.2016 Author", "2016-12-01", " Author"),
        ("29-07-2016", "2016-07-29", ""),
        ("2016-07-29 text", "2016-07-29", " text"),
        ("2016/07/29", "2016-07-29", ""),
        ("01.Dec.2016 in", "2016-12-01", " in"),
        ("Dec. 1, 2016 at 4:00 a.m. PT next", "2016-12-01", " next"),
        ("1 December 2016", "2016-12-01", ""),
        ("1st of December, 2016", "2016-12-01", ""),
        ("Thursday, Dec. 1, 2016 at 10:30 am GMT next", "2016-12-01", " next"),
        ("Fri Jul 1 2016 Forty", "2016-07-01", " Forty"),
        ("Jul 012016 KARSK", "2016-07-01", " KARSK"),
        ("Sept 3 2015", "2015-09-03", ""),
        ("13/5/2016", "2016-05-13", ""),
        ("5/13/2016", "2016-05-13", ""),
        ("5/5/2016", "2016-05-05", ""),
        ("May 2016 was", "2016-05", " was"),
    ],
)
def test_written_dates(written: str, value: str, rest: str) -> None:
    found = date_at(written, 0)
    assert found is not None
    assert (found[1], written[found[0] :]) == (value, rest)


@pytest.mark.parametrize(
    "written",
    ["3/5/2016", "31 February 2016", "32.12.2016", "no date", "2016", "May 45 people", "13/13/2016", ""],
)
def test_what_is_no_date_or_cannot_be_told(written: str) -> None:
    assert date_at(written, 0) is None


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2016-07-01T12:30:00Z", "2016-07-01T12:30:00Z"),
        ("2016-07-01 12:30", "2016-07-01T12:30:00"),
        ("2016-07-01T12:30:00.123+02:00", "2016-07-01T12:30:00+02:00"),
        ("2016-07", "2016-07"),
        ("2016", "2016"),
        ("20160701", "2016-07-01"),
        ("Fri, 01 Jul 2016 12:30:00 +0200", "2016-07-01T12:30:00+02:00"),
        (1467376200, "2016-07-01T12:30:00Z"),
        (1467376200000, "2016-07-01T12:30:00Z"),
        ("July 1, 2016", "2016-07-01"),
        ("yesterday", None),
        ("03/05/2016", None),
        ("", None),
        (None, None),
        (True, None),
        (float("nan"), None),
    ],
)
def test_date_fields(written: object, value: str | None) -> None:
    assert read_date(written) == value


@given(st.dates(datetime.date(1700, 1, 1), datetime.date(2199, 12, 31)))
def test_every_day_is_read_back(day: datetime.date) -> None:
    assert read_date(str(day)) == str(day)


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    read_date(text)
    date_at(text, 0)
