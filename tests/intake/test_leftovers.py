"""Leftovers of a page in bare text: what is set aside, and what never is."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sayso.intake.draft import Draft
from sayso.intake.leftovers import find_leftovers, scores, signs_of
from sayso.intake.paragraphs import paragraphs
from tests.intake.helpers import check, read_one

MENU = ["News", "Sport", "Weather", "Opinion", "Culture", "Travel", "Search"]
BODY = [
    "The bridge over the Teral was closed on Tuesday after the river rose by two metres, the ministry said.",
    "“We gave the order at noon, when the water had reached the second mark,” said Mira Tolan, a spokeswoman"
    " for the ministry. She gave no date for the opening of the bridge.",
    "Traders in Tolk said the market on the eastern bank would stay shut until the water had gone"
    " down again, and that they had moved their goods to the upper floors.",
    "Army engineers brought sand to three villages below the bridge, where the river had come into cellars on"
    " Monday night, the mayor of Tolk said.",
    "The ministry said that the river would rise by another half a metre on Wednesday, and that no one should"
    " go near the bridge.",
]
BEHIND = [
    "Share",
    "Tweet",
    "Print",
    "Tags",
    "Rivers",
    "Tolk",
    "Related stories",
    "Ten lakes to see this summer",
]
NOTICE = (
    "We use cookies on our website to show you content and advertising that fit your interests. Read our"
    " privacy policy, or subscribe to our newsletter to share your views with other members."
)
PAGE = [*MENU, "Bridge closed as river rises", *BODY, *BEHIND, *MENU, NOTICE, "About us", "Contact", "Terms"]


def leftovers(lines: list[str]) -> set[str]:
    text = "\n\n".join(lines)
    draft = Draft(text, paragraphs(text))
    found = find_leftovers(draft)
    return {draft.said(block) for block in draft.blocks if block.start in found}


def test_menus_are_leftovers_and_the_article_is_not() -> None:
    found = leftovers(PAGE)
    assert set(MENU) <= found
    assert NOTICE in found
    assert not found & set(BODY)


def test_a_text_of_little_but_an_article_is_left_alone() -> None:
    assert not leftovers([*MENU[:5], "Bridge closed as river rises", *BODY, "Share", "Print"])


def test_a_text_that_is_a_list_is_left_alone() -> None:
    days = [f"{day}. Rest in the tent" for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")]
    plan = [
        line for week in range(1, 6) for line in (f"Week {week}", BODY[week - 1], *days, "Walk 5 km", "Eat")
    ]
    assert not leftovers(plan)


def test_lines_between_paragraphs_of_the_article_stay() -> None:
    lines = [*MENU, "Bridge closed as river rises", *BODY[:3], "What the mayor says", *BODY[3:], *BEHIND]
    assert "What the mayor says" not in leftovers(lines)


def test_names_count_for_nothing() -> None:
    """Swapping two sides' names leaves every sign and score as it was."""
    lines = [
        *MENU,
        "Tolk accuses Teral of breaking the truce",
        *BODY,
        "The mayor of Tolk met the mayor of Teral.",
    ]
    swapped = [s.replace("Tolk", "Maren").replace("Teral", "Tolk").replace("Maren", "Teral") for s in lines]
    assert lines != swapped
    assert signs_of(lines) == signs_of(swapped)


def test_the_headline_is_known_by_what_the_article_takes_up() -> None:
    lines = [
        *MENU,
        "Ten lakes to see this summer",
        "Bridge closed after river rises in Tolk",
        "By Ana Roa",
        *BODY,
    ]
    headline = lines.index("Bridge closed after river rises in Tolk")
    found = signs_of(lines)
    assert [n for n, signs in enumerate(found) if "the headline" in signs] == [headline]
    assert all("before the headline" in signs for signs in found[:headline])


def test_a_page_as_text_keeps_all_and_tells_body_from_menus(tmp_path: Path) -> None:
    document = read_one(tmp_path, "\n\n".join(PAGE), "a.txt")
    check(document)
    kept = [document.text[s.start : s.end] for s in document.segments if s.kind == "body"]
    assert kept == BODY
    assert document.title == "Bridge closed as river rises"


@given(st.lists(st.sampled_from([*MENU, *BODY, *BEHIND, "…", "1", "x" * 300, "© Teral Post"]), max_size=40))
def test_any_lines_are_scored(lines: list[str]) -> None:
    assert len(scores(lines)) == len(lines)
    assert all(len(signs) == len(set(signs)) for signs in signs_of(lines))
    leftovers(lines)


def test_a_teaser_is_told_by_what_stands_around_it() -> None:
    """The signs of one paragraph differ where dates and a button that comes again stand around it."""
    teasers = [
        line
        for day in (4, 5, 6)
        for line in ("Ten lakes to see", f"July {day}, 2016", BODY[day - 4], "Read more")
    ]
    among = set(signs_of([*MENU, *BODY, *teasers])[len(MENU) + len(BODY) + 6])
    assert {"date 1 before", "in a row of 1", "4 around: 3 repeats, prose", "kinds SS(P)KS"} <= among
    within = set(signs_of([*MENU, *BODY])[len(MENU) + 1])
    assert {"4 around: 0 repeats, prose", "kinds KP(P)PP"} <= within
    assert not any(sign.startswith(("date", "in a row")) for sign in within)
