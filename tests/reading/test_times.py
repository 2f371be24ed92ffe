"""Time expressions: values and intervals, and what stays open without a publication date."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.sentences import DATA, cases, reading

PUBLISHED = json.loads((DATA / "times.json").read_text(encoding="utf-8"))["published"]


@pytest.mark.parametrize("case", cases("times.json"))
def test_times(case: dict[str, Any]) -> None:
    said = [[t.text, t.value, t.from_, t.to] for t in reading(case["text"], PUBLISHED).times]
    assert said == case["times"]


@pytest.mark.parametrize(
    ("text", "value"), [("It broke on Tuesday.", "XXXX-WXX-2"), ("It broke on October 17.", "XXXX-10-17")]
)
def test_without_a_publication_date_relative_times_stay_relative(text: str, value: str) -> None:
    (time,) = reading(text).times
    assert (time.value, time.from_, time.to, time.anchor) == (value, None, None, None)


def test_what_will_be_lies_ahead() -> None:
    (time,) = reading("The talks will resume on Friday.", "2021-12-01").times
    assert time.from_ == "2021-12-03"


def test_day_month_order_by_the_documents_own_evidence() -> None:
    american = reading("They met on 12/25/2020 and on 01/02/2021.").times
    assert [t.value for t in american] == ["2020-12-25", "2021-01-02"]
    european = reading("They met on 25/12/2020 and on 01/02/2021.").times
    assert [t.value for t in european] == ["2020-12-25", "2021-02-01"]
