from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from sayso.dossier.marking import Mark, mark

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)


class Text(HTMLParser):
    """The characters of a page, as a browser reads them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def stripped(html: str) -> str:
    reader = Text()
    reader.feed(html)
    reader.close()
    return "".join(reader.pieces)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(TEXT)
    place = st.integers(0, len(text))
    ends = draw(st.lists(st.tuples(place, place), max_size=8))
    marks = [
        Mark(min(pair), max(pair), f"c{n}", title='said "<so>"', anchor=f"a{n}", number=n, claim=f"a{n}")
        for n, pair in enumerate(ends)
    ]
    return text, marks


@given(marked())
def test_marked_text_is_the_text_itself(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    assert stripped(mark(text, 0, len(text), marks)) == text


@given(marked())
def test_every_mark_that_covers_something_has_its_anchor_once(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    html = mark(text, 0, len(text), marks)
    for one in marks:
        assert html.count(f'id="{one.anchor}"') == int(one.end > one.start)


def test_marks_that_overlap_cut_each_other() -> None:
    html = mark("abcdef", 0, 6, [Mark(0, 4, "x"), Mark(2, 6, "y")])
    assert html == '<span class="x">ab</span><span class="x y">cd</span><span class="y">ef</span>'


def test_a_carriage_return_stays_one() -> None:
    assert "&#13;" in mark("one\r\ntwo", 0, 8, [])


def test_what_turns_text_is_shown_and_turns_nothing_around_it() -> None:
    text = "The guard \u202esaid on\u202c Tuesday\u200b."
    page = mark(text, 0, len(text), [])
    assert stripped(page) == text
    assert '<bdi class="unseen" title="U+202E">\u202e</bdi>said on' in page
    assert page.count('class="unseen"') == 3
    assert "unseen" not in mark("नमस्ते क्\u200dष", 0, 14, [])
