"""The scorer of times: which articles are worked on, and which are kept aside."""

from __future__ import annotations

from benchmarks.times import belongs

NAMES = [f"set/article {n}" for n in range(300)]


def test_an_article_is_worked_on_or_kept_aside() -> None:
    for name in NAMES:
        assert belongs(name, "all")
        assert belongs(name, "worked on") != belongs(name, "kept aside")


def test_a_third_is_kept_aside_whatever_set_it_is_in() -> None:
    aside = [name for name in NAMES if belongs(name, "kept aside")]
    assert 70 < len(aside) < 130
    assert all(belongs(name.replace("set/", "other/"), "kept aside") for name in aside)
