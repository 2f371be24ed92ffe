"""Shared text at its edges: planted lifts are found through edits, common lines are none, the way is told."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.comparison import compare
from sayso.comparison.grams import grams_of, words_of
from sayso.comparison.relay import infer_relays
from sayso.comparison.shared_text import find_passages
from sayso.model import Document, Findings, Link, Passage, Relay
from tests.comparison.pile import article

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def text(rng: random.Random, words: int) -> list[str]:
    """Invented words, common and rare ones."""
    return [
        rng.choice(("the", "of", "and", "in", "to", "a"))
        if rng.random() < 0.4
        else "".join(rng.choices(LETTERS, k=6))
        for _ in range(words)
    ]


def edited(rng: random.Random, words: list[str], share: float) -> list[str]:
    """A share of the words changed, left out, or with another put before them."""
    made = list(words)
    for at in sorted(rng.sample(range(len(words)), round(share * len(words))), reverse=True):
        other = "".join(rng.choices(LETTERS, k=6))
        made[at : at + 1] = rng.choice(([other], [], [other, made[at]]))
    return made


def passages(one: list[str], other: list[str]) -> tuple[Passage, ...]:
    left, right = article("a", " ".join(one), "The Post"), article("b", " ".join(other), "The Pilot")
    return find_passages((left, right))


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 150), st.integers(0, 150))
def test_sixty_words_are_found_wherever_they_stand(seed: int, before: int, after: int) -> None:
    rng = random.Random(seed)
    lift = text(rng, 60)
    left = [*text(rng, before), *lift, *text(rng, after)]
    right = [*text(rng, after), *lift, *text(rng, before)]
    (found,) = passages(left, right)
    for side, words in ((found.left, left), (found.right, right)):
        assert " ".join(lift) in " ".join(words)[side.start : side.end]


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**6))
def test_a_quarter_of_the_words_may_be_edited(seed: int) -> None:
    rng = random.Random(seed)
    lift = text(rng, 200)
    found = passages([*text(rng, 80), *lift], [*edited(rng, lift, 0.25), *text(rng, 80)])
    assert found
    assert sum(p.left.end - p.left.start for p in found) > len(" ".join(lift)) / 2


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_texts_that_share_nothing_share_no_passage(seed: int) -> None:
    rng = random.Random(seed)
    assert passages(text(rng, 300), text(rng, 300)) == ()


@given(st.text(max_size=300))
def test_words_stand_where_they_are_said_to(said: str) -> None:
    document = article("a", said, "The Post")
    words = words_of([document])
    for start, end in zip(words.starts, words.ends, strict=True):
        assert all(c.isalnum() or c in "'’" or ord(c) >= 0x20000 for c in document.text[start:end])
    assert len(grams_of([document]).blocks[-1]) == max(0, len(words.starts) - 4)


def test_words_have_one_number_in_both_cases_and_with_both_apostrophes() -> None:
    one, other = (
        words_of([article("a", said, "The Post")]) for said in ("The mayor's DAM", "the Mayor’s dam")
    )
    assert one.numbers.tolist() == other.numbers.tolist() and len(one.numbers) == 3


def test_a_quotation_that_others_carry_too_is_no_copy_of_their_articles() -> None:
    rng = random.Random(1)
    said = text(rng, 35)
    made = [
        article(name, " ".join([*text(rng, 200), *said, *text(rng, 200)]), name) for name in ("a", "b", "c")
    ]
    found = find_passages(made)
    assert all(p.left.end - p.left.start < 400 for p in found)
    assert infer_relays(made, found) == ()


def test_closing_lines_that_very_many_articles_have_are_no_shared_text() -> None:
    rng = random.Random(2)
    closing = text(rng, 60)
    made = [article(f"{n:03}", " ".join([*text(rng, 150), *closing]), "The Post") for n in range(120)]
    assert find_passages(made) == ()


def test_a_report_that_very_many_carry_is_found_in_each() -> None:
    rng = random.Random(3)
    report = " ".join(text(rng, 200))
    made = [article(f"{n:03}", report, f"Outlet {n}") for n in range(60)]
    found = find_passages(made)
    assert {side.document for p in found for side in (p.left, p.right)} == {d.id for d in made}
    assert len(found) < 130


def test_a_form_filled_in_anew_is_no_shared_text() -> None:
    rng = random.Random(4)
    form = (
        "the index of {} rose by {} to {} in {} and the shares of {} fell by {} to {} in {} while {} and {}"
    )
    one, other = (" ".join(form.format(*text(rng, 10)) for _ in range(4)) for _ in range(2))
    assert passages(one.split(), other.split()) == ()


LIFT = " ".join(text(random.Random(5), 80))


def way(left: Document, right: Document) -> tuple[str, str]:
    """Which way the two articles' shared text went, and what tells it."""
    (found,) = find_passages((left, right))
    return found.direction, found.evidence.partition("; ")[2]


@pytest.fixture
def pair() -> tuple[Document, Document]:
    return article("a", LIFT, "The Post", "2021-12-01"), article("b", LIFT, "The Pilot", "2021-12-01")


def test_a_link_tells_the_way(pair: tuple[Document, Document]) -> None:
    left = replace(pair[0], url="https://post.example/dam")
    right = replace(pair[1], links=(Link(0, 4, "http://www.post.example/dam/#top"),))
    assert way(left, right) == ("left_to_right", "The Pilot links to The Post")


def test_a_name_beside_the_text_tells_the_way(pair: tuple[Document, Document]) -> None:
    left = article("a", LIFT, "The Post")
    right = article("b", f"This is what the Post had to tell: {LIFT}", "The Pilot")
    assert way(left, right) == ("left_to_right", "The Pilot names The Post beside it")
    # Both name the other: neither tells.
    assert way(article("a", f"The Pilot: {LIFT}", "The Post"), right)[0] == "unknown"


def test_clock_times_tell_the_way_only_with_their_zones(pair: tuple[Document, Document]) -> None:
    left, right = (replace(d, published=f"2021-12-01T0{n}:00:00") for n, d in enumerate(pair, 3))
    assert way(left, right)[0] == "unknown"
    zoned = replace(left, published=f"{left.published}Z"), replace(right, published=f"{right.published}Z")
    assert way(*zoned) == ("left_to_right", "by the dates of publication")
    east = replace(right, published=f"{right.published}+05:00")
    assert way(zoned[0], east)[0] == "right_to_left"


def test_a_credit_says_more_than_the_dates(pair: tuple[Document, Document]) -> None:
    left = replace(pair[0], published="2021-12-05")
    right = replace(pair[1], relay=(Relay("The Post", "declared", 0, 1, "test"),))
    assert way(left, right) == ("left_to_right", "The Pilot credits The Post")


def test_two_versions_of_one_article_are_known_as_such(pair: tuple[Document, Document]) -> None:
    later = article("b", f"{LIFT} Nobody was hurt.", "The Post", "2021-12-02")
    assert way(pair[0], later) == ("left_to_right", "two versions of one article of The Post")
    saved = [
        replace(d, captured=f"2022-01-0{n}")
        for n, d in enumerate((pair[0], replace(pair[1], outlet="The Post")), 1)
    ]
    assert way(*saved) == ("left_to_right", "two versions of one article of The Post")


def test_an_article_put_together_from_pieces_of_another_carries_it() -> None:
    rng = random.Random(6)
    pieces = [" ".join(text(rng, 60)) for _ in range(3)]
    left = article("a", "\n".join([*pieces, " ".join(text(rng, 100))]), "The Post", "2021-12-01")
    right = article("b", "\n".join(reversed(pieces)), "The Pilot", "2021-12-02")
    made = compare((left, right), [Findings(left.id), Findings(right.id)])
    ((carrier, relay),) = made.relay
    assert (carrier, relay.name) == ("doc_b", "The Post")
