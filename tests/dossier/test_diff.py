"""One wording against another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from sayso.dossier.diff import diff, is_changed, likeness

WORDS = st.lists(
    st.sampled_from(
        ["the", "dam", "at", "Tolk", "gave", "way", "on", "Monday,", "<b>", "“killing”", "12", "people."]
    ),
    max_size=60,
)


def test_what_was_left_out_and_put_in_is_marked() -> None:
    before, after = "at least 56 people were killed", "At least 61 people were reportedly killed"
    assert diff(before, after) == Markup(
        "At least <del>56</del> <ins>61</ins> people were <ins>reportedly</ins> killed"
    )


def test_case_and_marks_are_no_change() -> None:
    assert not is_changed("the dam gave way", "The dam, gave way.")
    assert is_changed("the dam gave way", "the dam held")
    assert likeness("the dam gave way", "The dam gave way.") == 1.0


def test_many_words_that_stay_are_cut_in_the_middle() -> None:
    same = " ".join(f"word{n}" for n in range(100))
    shown = diff(f"old {same} end", f"new {same} end")
    assert "words the same]" in shown and "word0" in shown and "word50" not in shown


@given(WORDS, WORDS)
def test_the_later_wording_can_be_read_in_it(before: list[str], after: list[str]) -> None:
    shown = str(diff(" ".join(before), " ".join(after)))
    left = shown
    while "<del>" in left:
        head, _, rest = left.partition("<del>")
        left = head + rest.partition("</del>")[2]
    if "words the same]" not in left:
        assert Markup(left).striptags().split() == after
