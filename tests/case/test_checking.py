"""What is written into fields of decisions is read the same wherever it is written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given as some
from hypothesis import strategies as st

from sayso.case.checking import checked, iso
from sayso.dossier import words
from sayso.errors import UsageError


@pytest.mark.parametrize(
    ("field", "written", "kept"),
    [
        ("source_letter", " b ", "B"),
        ("source_letter", "", None),
        ("information_digit", "3", "3"),
        ("published", "5 April 2017", "2017-04-05"),
        ("published", "2017-04", "2017-04"),
        ("kind", "Group", "group"),
        ("grade", "seen by two of us", "seen by two of us"),
    ],
)
def test_a_field_is_kept_in_its_form(field: str, written: str, kept: str | None) -> None:
    assert checked(field, written) == kept


@pytest.mark.parametrize(
    ("field", "written", "told"),
    [
        ("source_letter", "G", "This grade is one letter, A, B, C, D, E or F, or nothing; not “G”."),
        ("source_letter", "AB", "one letter"),
        ("information_digit", "0", "one digit, 1, 2, 3, 4, 5 or 6"),
        ("kind", "nation", "A kind is person, organization, group, outlet or place"),
        ("published", "31 February 2017", "write the day, as 1 December 2016"),
        ("published", "12/5/2017", "or only the month or the year, as December 2016 or 2016"),
    ],
)
def test_what_no_field_takes_is_told_plainly(field: str, written: str, told: str) -> None:
    with pytest.raises(UsageError) as refused:
        checked(field, written)
    assert told in str(refused.value) and "8601" not in str(refused.value)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("5 April 2017", "2017-04-05"),
        ("April 5, 2017", "2017-04-05"),
        (" 5 apr. 2017 ", "2017-04-05"),
        ("April 2017", "2017-04"),
        ("2017", "2017"),
        ("2017-04-05", "2017-04-05"),
        ("5 Brumaire 2017", "5 Brumaire 2017"),
        ("soon", "soon"),
    ],
)
def test_a_date_is_read_in_the_forms_that_it_is_written_in(written: str, kept: str) -> None:
    assert iso(written) == kept


@some(st.dates())
def test_every_date_in_words_is_read_again(day: date) -> None:
    assert iso(words.date(day.isoformat())) == day.isoformat()
