"""Figures that no comparison joins share a chart only where they can be of one thing."""

from __future__ import annotations

import dataclasses

from sayso.case.contents import Contents
from sayso.dossier import figures
from sayso.dossier.pile import Pile
from sayso.model import Comparison, Decision, Figure, Place, TimeRef
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


def test_a_figure_without_a_place_joins_the_one_chart_of_its_event() -> None:
    contents = case((7, 12))
    day = TimeRef("time_1", "2031-05-02", "2031-05-02")
    placed = tuple(
        dataclasses.replace(f, time=day, place=Place("Velmara", 0, 1, None)) if f.low in (7, 12) else f
        for f in contents.figures
    )
    contents = dataclasses.replace(contents, figures=placed)
    chart = figures.charts(Pile(contents))[0]
    assert shown(contents)[0] == [4, 7, 12, 31] and chart.note == "some not compared with the others"
    of = {f.low: f.id for f in placed}
    apart = Comparison("cmp_apart", of[7], of[31], "scope")
    contents = dataclasses.replace(contents, comparisons=(*contents.comparisons, apart))
    assert shown(contents)[0] == [7, 12]


def test_what_is_corrected_to_be_counted_enters_the_chart_of_that() -> None:
    contents = case((4, 7))
    wrong = next(f for f in contents.figures if f.low == 12)
    some = tuple(
        dataclasses.replace(f, counted="children") if f.low in (4, 7) else f for f in contents.figures
    )
    contents = dataclasses.replace(contents, figures=some)
    assert shown(contents)[0] == [4, 7]
    right = Decision("dec_1", wrong.id, "counted", "people", "children", "Ana", "2031")
    assert shown(dataclasses.replace(contents, decisions=(right,)))[0] == [4, 7, 12]


def test_rows_that_clash_are_in_sight_however_many_there_are() -> None:
    texts = [f"{n} people were killed.\n" for n in range(10, 26)]
    docs = [document(f"d{n:02}.txt", text, f"Outlet {n}", "2031-05-03") for n, text in enumerate(texts)]
    found = [_figure(d, d.text.partition(" were")[0], int(d.text[:2])) for d in docs]
    joined = tuple(
        Comparison(f"cmp_{n}", found[0].id, f.id, "conflicts" if n == 14 else "agrees")
        for n, f in enumerate(found[1:])
    )
    contents = Contents(documents=tuple(docs), figures=tuple(found), comparisons=joined)
    (chart,) = figures.charts(Pile(contents))
    assert found[15].id in {id_ for row in chart.in_sight for id_ in row.ids}
    assert len(chart.in_sight) == 11 and len(chart.folded) == 5


def test_charts_of_one_event_stand_side_by_side() -> None:
    contents = case((4, 7), (12, 31), (5, 9))
    hurt = {f.id for f in contents.figures if f.low in (12, 31)}
    some = tuple(dataclasses.replace(f, event="wounded") if f.id in hurt else f for f in contents.figures)
    less = tuple(
        dataclasses.replace(
            c, relation="differs" if "12" in c.id else "conflicts" if "4" in c.id else "agrees"
        )
        for c in contents.comparisons
    )
    made = figures.charts(Pile(dataclasses.replace(contents, figures=some, comparisons=less)))
    events = [chart.title.partition(" ")[0] for chart in made]
    assert (
        sorted(events)
        == events
        == [*["killed"] * events.count("killed"), *["wounded"] * events.count("wounded")]
    )
