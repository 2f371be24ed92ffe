"""The benchmark of pages: its measures on invented articles."""

from __future__ import annotations

from benchmarks.pages import Article, f1, is_kept_aside, names, read_by_sayso, score, words

GOLD = Article("The bridge was closed.", "Bridge closed", names(["Mira Tolan"]), "2016-07-01")


def test_the_same_article_scores_full_marks() -> None:
    found = score([(GOLD, GOLD)])
    assert found == {
        "pages": 1, "body F1": 1, "exactly right": 1, "title": 1,
        "authors": 1, "invented": 0, "date": 1, "wrong": 0,
    }  # fmt: skip


def test_what_is_missing_is_not_wrong_and_what_is_made_up_is() -> None:
    missing = score([(GOLD, Article("", "", frozenset(), None))])
    assert (missing["body F1"], missing["invented"], missing["wrong"], missing["date"]) == (0, 0, 0, 0)
    invented = score([(GOLD, Article(GOLD.text, "", names(["Ana Belvo"]), "2016-07-02"))])
    assert (invented["invented"], invented["wrong"]) == (1, 1)


def test_words_in_another_order_count_for_f1_and_are_not_exactly_right() -> None:
    turned = Article("Closed was the bridge", "", frozenset(), None)
    found = score([(GOLD, turned)])
    assert (found["body F1"], found["exactly right"]) == (1, 0)


def test_f1_counts_words_as_often_as_they_stand() -> None:
    assert f1(words("a a b"), words("a b b")) == 2 * 2 / 6
    assert f1([], []) == 1
    assert f1(["a"], []) == 0


def test_names_in_one_string_are_parted_and_degrees_left_out() -> None:
    assert names(["Mira Tolan, PhD", "Ana Belvo and Jo Ost"]) == {"mira tolan", "ana belvo", "jo ost"}


def test_about_a_third_of_the_pages_is_kept_aside() -> None:
    share = sum(is_kept_aside(str(n)) for n in range(3000)) / 3000
    assert 0.3 < share < 0.37


def test_sayso_reads_a_page_as_run_does() -> None:
    said = b"The bridge over the Teral was closed on Tuesday after the river rose."
    page = b"<html><body><h1>Bridge closed</h1><p>" + said + b"</p></body></html>"
    assert words(read_by_sayso(page).text)[:3] == ["the", "bridge", "over"]
