"""Plain text: traps of saved articles, all places and outlets invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.intake.decode import Decoded
from sayso.intake.text import read_text
from tests.intake.helpers import check, kinds, read_one, said

BODY = (
    "The bridge over the Teral was closed on Tuesday after the river rose by two metres, the ministry"
    " said.\n\n"
    "“Nobody was hurt,” said Ana Belvo, the spokeswoman of the ministry, who spoke to reporters in Karsk.\n\n"
    "The army sent forty trucks with sand to the villages on the eastern bank, where people had asked"
    " for help."
)


def test_text_stays_as_it_is_with_its_line_ends(tmp_path: Path) -> None:
    raw = BODY.replace("\n", "\r\n") + "\r\n"
    document = read_one(tmp_path, raw)
    assert document.text == raw
    assert len(said(document, "body")) == 3
    assert document.language == "en"


def test_an_article_with_nothing_but_its_body_has_null_metadata(tmp_path: Path) -> None:
    document = read_one(tmp_path, BODY.replace("\n\n", "\n"))
    assert (document.title, document.outlet, document.published, document.authors) == (None, None, None, ())
    assert document.relay == ()
    assert [kind for kind, _ in kinds(document)] == ["body"] * 3


def test_the_sites_name_is_cut_from_the_headline(tmp_path: Path) -> None:
    site = "Valley News and Views | Teral Post"
    line = "Bridge Closed as River Rises - TERAL POST English Archive"
    document = read_one(tmp_path, f"{site}\n\n{line}\nSelect Page\n\n{BODY}")
    assert document.title == "Bridge Closed as River Rises"
    assert document.outlet == "Teral Post"
    assert said(document, "furniture") == [
        site,
        "- TERAL POST English Archive",
        "Select Page",
    ]


def test_a_speaker_behind_a_dash_is_no_site(tmp_path: Path) -> None:
    document = read_one(tmp_path, "Flood caused more damage than first thought – Belvo\n\n" + BODY)
    assert document.title == "Flood caused more damage than first thought – Belvo"
    assert document.outlet is None


def test_date_and_byline_on_one_line_and_an_image_name_glued_to_the_body(tmp_path: Path) -> None:
    document = read_one(
        tmp_path, "01.12.2016 Author: Mira Tolan\n\nWho Pays for the Bridge?\n\n8812001234" + BODY
    )
    assert document.published == "2016-12-01"
    assert document.authors == ("Mira Tolan",)
    assert document.title == "Who Pays for the Bridge?"
    assert said(document, "furniture") == ["8812001234"]
    assert said(document, "body")[0].startswith("The bridge")


def test_reposts_and_wires_are_relayed_nearest_first(tmp_path: Path) -> None:
    text = (
        "Ministry: bridge closed (w/ VIDEO)\n\nThe bridge last week.\n\nTeral Daily News reports:\n\n(AFP) "
        + BODY
    )
    document = read_one(tmp_path, text)
    assert [(r.name, r.status) for r in document.relay] == [
        ("Teral Daily News", "declared"),
        ("AFP", "declared"),
    ]
    assert document.title == "Ministry: bridge closed"
    assert said(document, "furniture") == ["(w/ VIDEO)"]
    assert said(document, "caption") == ["The bridge last week."]
    assert said(document, "credit") == ["Teral Daily News reports:", "(AFP)"]


def test_an_agency_that_is_only_quoted_is_no_relay(tmp_path: Path) -> None:
    text = (
        "Bridge closed\n\n"
        + BODY
        + "\n\nA driver told AFP that he had waited for five hours before he turned back."
    )
    assert read_one(tmp_path, text).relay == ()


@pytest.mark.parametrize(
    ("line", "dateline", "relay"),
    [
        ("Karsk- The bridge was closed", "Karsk-", []),
        ("KARSK (AP) — The bridge was closed", "KARSK (AP) —", ["AP"]),
        (
            "KARSK, Freland, May 4 (Reuters) - The bridge was closed",
            "KARSK, Freland, May 4 (Reuters) -",
            ["Reuters"],
        ),
        ("KARSK: The bridge was closed", "KARSK:", []),
        ("Karsk Xinhua- The bridge was closed", "Karsk Xinhua-", ["Xinhua"]),
    ],
)
def test_datelines(tmp_path: Path, line: str, dateline: str, relay: list[str]) -> None:
    text = (
        f"Bridge closed\n\n{line} on Tuesday after the river rose by two metres, the ministry said.\n\n{BODY}"
    )
    document = read_one(tmp_path, text)
    assert said(document, "dateline") == [dateline]
    assert [r.name for r in document.relay] == relay
    assert said(document, "body")[0].startswith("The bridge was closed on Tuesday")


def test_popular_posts_end_the_article_in_any_language(tmp_path: Path) -> None:
    other = (
        "Five ways to cook lentils that your guests will ask you about for many weeks to come this winter."
    )
    persian = "رودخانه پس از سه روز باران شدید بالا آمد و پل بسته شد و مردم روستا کمک خواستند."
    document = read_one(
        tmp_path, f"Bridge closed\n\n{BODY}\n\nPopular posts from this blog\n\n{other}\n\n{persian}"
    )
    assert said(document, "unrelated_post") == [other, persian]
    assert document.segments[-1].language == "fa"
    assert len(said(document, "body")) == 3


def test_a_paragraph_in_another_language_is_set_aside(tmp_path: Path) -> None:
    german = (
        "Die Brücke über den Fluss wurde am Dienstag gesperrt, nachdem das Wasser um zwei Meter"
        " gestiegen war,"
        " wie das Ministerium mitteilte."
    )
    document = read_one(tmp_path, f"Bridge closed\n\n{BODY}\n\n{german}\n\n{BODY}")
    assert said(document, "other_language") == [german]


def test_furniture_after_the_body_and_the_outlet_in_its_plea(tmp_path: Path) -> None:
    end = (
        "\n\nRelated tweet and video:\n\nThe sign seen at\n\nIf you enjoy TeralVoice's content, please"
        " help us meet"
        " our goal this month and keep the site alive.\n\nCategories: latest"
    )
    document = read_one(tmp_path, "Bridge closed\n\n" + BODY + end)
    assert document.outlet == "TeralVoice"
    assert document.evidence["outlet"].rule == "plea for support"
    assert len(said(document, "furniture")) == 4
    assert len(said(document, "body")) == 3


@pytest.mark.parametrize(
    "line",
    ["© 2016 Teral Herald. All rights reserved.", "The post Bridge closed appeared first on Teral Herald."],
)
def test_the_outlet_in_copyright_lines_and_feed_footers(tmp_path: Path, line: str) -> None:
    assert read_one(tmp_path, f"Bridge closed\n\n{BODY}\n\n{line}").outlet == "Teral Herald"


def test_an_authors_note_at_the_end_names_the_outlet(tmp_path: Path) -> None:
    note = (
        "Mira Tolan is a researcher and journalist from Karsk, exclusively for the online"
        " magazine “River Review”."
    )
    document = read_one(tmp_path, f"By Mira Tolan\n\nBridge closed\n\n{BODY}\n\n{note}")
    assert said(document, "author_bio") == [note]
    assert document.outlet == "River Review"


def test_a_last_paragraph_about_a_person_stays_body(tmp_path: Path) -> None:
    last = (
        "Ana Belvo is a lawyer who has led the ministry's press office since the floods of the last decade."
    )
    assert said(read_one(tmp_path, f"Bridge closed\n\n{BODY}\n\n{last}"), "body")[-1] == last


def test_wrapped_lines_stay_in_one_paragraph(tmp_path: Path) -> None:
    wrapped = (
        "The bridge over the Teral was closed on Tuesday after the river\nrose by two metres, the"
        " ministry said, and"
        " people in the\nvillages on the eastern bank had to be taken away in boats\nthat the army had"
        " brought.\n\n"
        "A second bridge, further to the north, was still open when\nthe ministry gave its last report"
        " about the state"
        " of the\nroads in the valley.\n"
    )
    document = read_one(tmp_path, wrapped)
    assert len(said(document, "body")) == 2


def test_header_lines_give_fields(tmp_path: Path) -> None:
    head = (
        "Title: Bridge closed\nSource: Teral Post\nURL: https://teral.example/1\nDate: 1 July 2016\n"
        "Author: Mira Tolan\n\n"
    )
    document = read_one(tmp_path, head + BODY)
    assert (document.title, document.outlet) == ("Bridge closed", "Teral Post")
    assert (document.published, document.url) == ("2016-07-01", "https://teral.example/1")
    assert document.authors == ("Mira Tolan",)
    assert said(document, "headline") == ["Bridge closed"]
    assert document.relay == ()
    assert len(said(document, "body")) == 3


def test_an_outlet_on_the_first_line_alone_is_told(tmp_path: Path) -> None:
    document = read_one(tmp_path, f"Outlet: Teral Post\n\nBridge closed\n\n{BODY}")
    assert (document.outlet, document.title) == ("Teral Post", "Bridge closed")
    assert said(document, "furniture") == ["Outlet: Teral Post"]


def test_a_single_source_line_is_a_credit(tmp_path: Path) -> None:
    document = read_one(tmp_path, f"Bridge closed\n\n{BODY}\n\nSource: Teral News Agency")
    assert [r.name for r in document.relay] == ["Teral News Agency"]
    assert document.outlet is None


def test_lists_and_subheadings(tmp_path: Path) -> None:
    text = (
        f"Bridge closed\n\n{BODY}\n\nWhat is known\n\n{BODY}\n\n  • The northern bridge is"
        f" open\n  • The ferry runs"
    )
    document = read_one(tmp_path, text)
    assert said(document, "subheading") == ["What is known"]
    assert said(document, "list_item") == ["• The northern bridge is open", "• The ferry runs"]


def test_editorial_brackets_are_insertions(tmp_path: Path) -> None:
    text = BODY.replace("Nobody was hurt", "Nobody [in the valley] was hurt")
    document = read_one(tmp_path, text)
    assert [text[s:e] for s, e in document.insertions] == ["[in the valley]"]


def test_a_document_in_another_language_keeps_its_kinds(tmp_path: Path) -> None:
    text = (
        "Мост закрыт\n\nМост через реку был закрыт во вторник после того, как уровень воды поднялся на"
        " два метра,"
        " сообщило министерство.\n\nНикто не пострадал, сказала представитель министерства журналистам"
        " в городе."
    )
    document = read_one(tmp_path, text)
    assert document.language == "ru"
    assert "other_language" not in {kind for kind, _ in kinds(document)}


def test_ids_depend_on_bytes_and_path_alone(tmp_path: Path) -> None:
    first, again = read_one(tmp_path, BODY), read_one(tmp_path, BODY)
    other = read_one(tmp_path, BODY, "b.txt")
    assert first == again
    assert first.id != other.id
    assert first.sha256 == other.sha256


@given(st.text(min_size=1).filter(lambda t: t.strip() and "\x00" not in t))
def test_any_text_is_kept_whole_and_covered(text: str) -> None:
    document = read_text(b"", Decoded(text, "utf-8"), "x")
    assert document.text == text
    check(document)


_LINES = st.sampled_from(
    """
    Bridge closed
    By Mira Tolan
    1 May 2016
    (AFP)
    Popular posts
    Related
    Share
    • one
    Teral News reports:
    Karsk- The bridge was closed.
    A | B
    Source: Teral Post
    123456Word
    The bridge over the Teral was closed on Tuesday after the river rose, the ministry said in Karsk. 12
    KARSK (AFP) The bridge over the Teral was closed on Tuesday, the ministry said to reporters. --AFP
    © 2016 Teral Post
    [note]
    مردم روستا کمک خواستند و پل بسته شد.
    """.splitlines()
)


@given(st.lists(_LINES, min_size=1, max_size=12), st.sampled_from(["\n", "\n\n", "\r\n", " "]))
def test_any_order_of_parts_is_kept_whole_and_covered(lines: list[str], joint: str) -> None:
    text = joint.join(lines)
    if text.strip():
        document = read_text(b"", Decoded(text, "utf-8"), "x")
        assert document.text == text
        check(document)


def test_a_page_saved_whole_as_text(tmp_path: Path) -> None:
    menu = [
        "Home",
        "World",
        "Valley",
        "Weather",
        "Sport",
        "Subscribe to Our Daily Letter",
        "Sign in",
        "Rivers",
        "Roads",
    ]
    head = [
        *menu,
        "Sunday, July 24, 2016",
        "Culture",
        "Money",
        "Jobs",
        "Bridge closed after the river rose",
        "By Mira Tolan",
        "1 July 2016",
    ]
    behind = ["Ten lakes to see", "Our book of the month", "Lentils for the winter"]
    document = read_one(tmp_path, "\n\n".join([*head, BODY, *behind]))
    assert document.title == "Bridge closed after the river rose"
    assert (document.authors, document.published) == (("Mira Tolan",), "2016-07-01")
    assert len(said(document, "body")) == 3
    assert set(behind) <= set(said(document, "furniture"))


def test_a_whole_page_without_a_headline_has_none(tmp_path: Path) -> None:
    menu = [
        f"{name} and more"
        for name in ("Home", "World", "Valley", "Weather", "Sport", "Rivers", "Roads", "Fish")
    ]
    assert read_one(tmp_path, "\n\n".join([*menu, *menu, "Get our free letter now", BODY])).title is None


@pytest.mark.parametrize(
    "prose",
    [
        "The mayor asked people in the valley to make a donation to the hospital, which has lost its roof.",
        "The video appeared first on a channel of the brigade, and nobody could say where it was made.",
        "By continuing to build on the eastern bank, the town had ignored all warnings, engineers said.",
        "More than forty houses were under water when the boats of the army came to the village at last.",
        "Your support has kept us alive, a woman told the soldiers who had brought bread to the school.",
        "Tagged as a danger for years, the bridge had been on the ministry's list since the last flood.",
    ],
)
def test_prose_that_begins_as_furniture_does_stays_body(tmp_path: Path, prose: str) -> None:
    assert prose in said(read_one(tmp_path, f"Bridge closed\n\n{BODY}\n\n{prose}\n\n{BODY}"), "body")


def test_an_outlets_short_name_is_written_in_full(tmp_path: Path) -> None:
    text = f"Bridge closed\n\n{BODY}\n\nIf you enjoy OffG's content, please support us.\n"
    document = read_one(tmp_path, text)
    assert document.outlet == "OffGuardian"
    assert document.evidence["outlet"].rule == "plea for support"


def test_a_list_of_credits_is_read_in_time_in_proportion(tmp_path: Path) -> None:
    names = [f"Teral {chr(65 + n % 26)}{chr(97 + n // 26)} Post" for n in range(600)]
    text = f"Bridge closed\n\n{BODY}\n\n" + "\n\n".join(f"Source: {name}" for name in names)
    document = read_one(tmp_path, text, "a.txt")
    assert 10 < len(document.relay) <= 100
