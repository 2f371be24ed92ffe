from __future__ import annotations

from typing import Any

import pytest

from sayso.dossier import words
from sayso.dossier.reasons import in_words
from sayso.model import Figure, Reason


def figure(low: float | None, high: float | None, **more: Any) -> Figure:
    return Figure("figure_1", "doc_1", None, 0, 3, more.pop("text", "some"), low, high, **more)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (figure(6, 6), "6"),
        (figure(40000, 40000), "40,000"),
        (figure(6, None), "6 or more"),
        (figure(None, 6), "up to 6"),
        (figure(20, 30, approximate=True, text="20 to 30"), "about 20 to 30"),
        (figure(24, 99, approximate=True, text="Dozens of miners", counted="miners"), "“dozens” (24–99)"),
        (figure(24, 99, approximate=True, text="dozens more"), "“dozens more” (24–99)"),
        (figure(12.5, 12.5, unit="%"), "12.5%"),
        (figure(1 / 3, 1 / 3, kind="share", text="a third"), "33.3%"),
        (figure(3, 3, unit="[mi_i]"), "3 miles"),
        (figure(5, 5, unit="EUR", per="day"), "5 EUR per day"),
        (figure(6, 6, of=44), "6 of 44"),
        (figure(17, 17, change=True), "17 more"),
        (figure(None, None), "some"),
    ],
)
def test_amounts(given: Figure, said: str) -> None:
    assert words.amount(given) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2031-05-03", "3 May 2031"),
        ("2031-05", "May 2031"),
        ("2031", "2031"),
        ("2031-05-03T14:30:00+02:00", "3 May 2031, 14:30"),
        (None, ""),
        ("spring", "spring"),
    ],
)
def test_dates(value: str | None, said: str) -> None:
    assert words.date(value) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2031-05-01", "2031-05-01", "1 May 2031"),
        ("2031-05-01", "2031-05-03", "1 to 3 May 2031"),
        ("2031-04-30", "2031-05-03", "30 April to 3 May 2031"),
        ("2030-12-31", "2031-01-01", "31 December 2030 to 1 January 2031"),
        ("2031-05-01", None, "from 1 May 2031"),
        ("2031-01-01", "2031-12-31", "2031"),
        ("2031-01-01", "2032-12-31", "2031 to 2032"),
        ("2032-02-01", "2032-02-29", "February 2032"),
        ("2031-01-01", "2031-03-31", "January to March 2031"),
        (None, "2031-05-01", "until 1 May 2031"),
        (None, None, ""),
    ],
)
def test_intervals(start: str | None, end: str | None, said: str) -> None:
    assert words.interval(start, end) == said


def test_lists_and_counts() -> None:
    assert words.listed(["a", "b", "c"]) == "a, b and c"
    assert words.several(1, "copy", "copies") == "1 copy"
    assert words.several(1200, "copy", "copies") == "1,200 copies"
    assert words.chain(["Post", "post", "Agency", ""]) == ("Post", "Agency")


@pytest.mark.parametrize(
    ("reasons", "said"),
    [
        ((Reason("event", "killed", "killed"), Reason("counted", "people", "people")),
         ["both count people killed"]),
        ((Reason("event", "strikes", "strikes"), Reason("counted", "air strikes", "air strikes")),
         ["both count air strikes"]),
        ((Reason("event", "killed", "killed"), Reason("counted", "people", "miners")),
         ["both count killed", "one counts people, the other miners"]),
        ((Reason("number", "6", "8..12"),), ["6 against 8 to 12"]),
        ((Reason("number", "6..", "..9"),), ["6 or more against up to 9"]),
        ((Reason("number", 1000, "1000"),), ["both say 1,000"]),
        ((Reason("time", "2031-05-01..2031-05-03", "2031-05-02"),),
         ["one is about 1 to 3 May 2031, the other about 2 May 2031"]),
        ((Reason("place", None, "Velmara"),), ["a place was read for one only: Velmara"]),
        ((Reason("shared words", "Bridge, gave", "gave, bridge"),), ["words in common: Bridge, gave"]),
        (
            (Reason("shared words", "bridge, toxic, gas", "chemical, bridge"),),
            ["words in common: bridge; words that answer each other: toxic, gas / chemical"],
        ),
        ((Reason("place", "Velmara Bay", "Velmara"),), ["same place: Velmara"]),
        ((Reason("denied", True, False),), ["one side is a denial"]),
        ((Reason("published", "2031-05-01", "2031-05-03"),), ["published 1 May 2031 and 3 May 2031"]),
        ((Reason("published", "2031-05-01", "2031-05-03.."),),
         ["published 1 May 2031 and no earlier than 3 May 2031"]),
        ((Reason("some_new_feature", "a", "b"),), ["some new feature: a against b"]),
        ((Reason("shared text", None, None),), ["shared text"]),
        ((Reason("speaker", "brandt; city hall", "brandt"),), ["one voice"]),
        ((Reason("speaker", "brandt", "fire service"),), ["different voices"]),
    ],
)  # fmt: skip
def test_reasons(reasons: tuple[Reason, ...], said: list[str]) -> None:
    assert list(in_words(reasons)) == said
