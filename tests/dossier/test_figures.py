"""Figures that no comparison joins share a chart only where they can be of one thing."""

from __future__ import annotations

import dataclasses

from sayso.case.contents import Contents
from sayso.dossier import figures
from sayso.dossier.pile import Pile
from sayso.model import Comparison, Figure, Place, TimeRef
from tests.dossier.helpers import document, figure, small_case

LINES = {
    "one.txt": (
        "2031-05-03",
        ["4 people were killed.", "31 people were killed.", "280,000 people were killed."],
    ),
    "two.txt": (
        "2031-05-05",
        ["7 people were killed.", "12 people were killed.", "At least 160,000 people died."],
    ),
    "old.txt": ("2029-02-01", ["5 people were killed.", "9 people were killed."]),
}


def case(*compared: tuple[int, int]) -> Contents:
    """Tolls of one country with nothing more said; comparisons of some of them by their numbers."""
    documents, found = [], []
    for path, (published, lines) in LINES.items():
        doc = document(path, "\n".join([*lines, ""]), path.partition(".")[0], published)
        documents.append(doc)
        for line in lines:
            words = line.partition(" were")[0].partition(" died")[0]
            low = int("".join(c for c in line if c.isdigit()))
            made = dataclasses.replace(
                _figure(doc, words, low), high=None if line.startswith("At least") else low
            )
            found.append(made)
    of = {f.low: f.id for f in found}
    joined = tuple(Comparison(f"cmp_{a}_{b}", of[a], of[b], "conflicts") for a, b in compared)
    return Contents(documents=tuple(documents), figures=tuple(found), comparisons=joined)


def _figure(doc: object, words: str, low: int) -> Figure:
    whole = small_case().claims[0]
    at = dataclasses.replace(whole, id="", start=0)
    made = figure(doc, at, words, low, low, event="killed", counted="people")  # type: ignore[arg-type]
    return dataclasses.replace(made, claim=None)


def shown(contents: Contents) -> list[list[float]]:
    """The lower bounds in each chart."""
    low = {f.id: f.low or 0 for f in contents.figures}
    ids = [{id_ for row in chart.rows for id_ in row.ids} for chart in figures.charts(Pile(contents))]
    return [sorted(low[id_] for id_ in some) for some in ids]


def test_a_wars_toll_stands_apart_from_an_events() -> None:
    assert sorted(shown(case())) == [[4, 7, 12, 31], [5, 9], [160_000, 280_000]]


def test_what_was_compared_is_shown_together_and_first() -> None:
    assert shown(case((4, 280_000)))[0] == [4, 280_000]
    (first, *_) = figures.charts(Pile(case((7, 31))))
    assert first.relations == (("conflicts", 1),)


def test_a_toll_of_years_stands_apart_from_a_days() -> None:
    contents = case()
    years, day = TimeRef("time_1", "2029-01-01", "2031-05-01"), TimeRef("time_2", "2031-05-02", "2031-05-02")
    timed = tuple(
        dataclasses.replace(f, time=years if f.low in (31, 12) else day if f.low in (4, 7) else None)
        for f in contents.figures
    )
    found = sorted(shown(dataclasses.replace(contents, figures=timed)))
    assert [4, 7] in found and [12, 31] in found


def test_one_events_figures_stand_together_however_its_place_is_spelled() -> None:
    contents = case((4, 7), (12, 31))
    assert len([chart for chart in figures.charts(Pile(contents)) if chart.relations]) == 2
    day = TimeRef("time_1", "2031-05-02", "2031-05-02")
    where = {4: "Qaraqosh", 7: "Qaraqosh", 12: "Karakosh", 31: "Karakosh"}
    placed = tuple(
        dataclasses.replace(f, time=day, place=Place(where[int(f.low or 0)], 0, 1, None))
        if f.low in where
        else f
        for f in contents.figures
    )
    assert shown(dataclasses.replace(contents, figures=placed))[0] == [4, 7, 12, 31]


def test_charts_of_one_name_are_told_apart_in_words() -> None:
    titles = [chart.title for chart in figures.charts(Pile(case((4, 7), (12, 31))))]
    assert titles[:2] == ["killed (people), 4 to 7", "killed (people), 12 to 31"]
