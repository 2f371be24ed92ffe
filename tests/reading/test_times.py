"""Time expressions: values and intervals, and what they are anchored to."""

from __future__ import annotations

import json
import time as clock
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.languages.en.times import time_words
from sayso.model import Document, Segment
from sayso.reading import calendar as cal
from sayso.reading.text import Reading, Sentence, Token
from sayso.reading.times import find_times
from tests.sentences import DATA, cases, document, reading

PUBLISHED = json.loads((DATA / "times.json").read_text(encoding="utf-8"))["published"]


@pytest.mark.parametrize("case", cases("times.json"))
def test_times(case: dict[str, Any]) -> None:
    said = [[t.text, t.value, t.from_, t.to] for t in reading(case["text"], PUBLISHED).times]
    assert said == case["times"]


# --- anchors -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It broke on Tuesday.", "XXXX-WXX-2"),
        ("It broke on October 17.", "XXXX-10-17"),
        ("It broke in October.", "XXXX-10"),
        ("It broke at 15:30.", "XXXX-XX-XXT15:30"),
        ("It broke yesterday.", None),
        ("It broke today.", None),
        ("It broke last month.", None),
        ("It broke three days ago.", None),
    ],
)
def test_without_a_publication_date_relative_times_stay_relative(text: str, value: str | None) -> None:
    (time,) = reading(text).times
    assert (time.value, time.from_, time.to, time.anchor) == (value, None, None, None)
    assert time.steps[-1].rule == "stays relative: no date to count from"


def test_what_will_be_lies_ahead() -> None:
    (time,) = reading("The talks will resume on Friday.", "2021-12-01").times
    assert time.from_ == "2021-12-03"


def test_day_month_order_by_the_documents_own_evidence() -> None:
    american = reading("They met on 12/25/2020 and on 01/02/2021.").times
    assert [t.value for t in american] == ["2020-12-25", "2021-01-02"]
    european = reading("They met on 25/12/2020 and on 01/02/2021.").times
    assert [t.value for t in european] == ["2020-12-25", "2021-02-01"]
    spelled = reading("They met on May 5, 2020 and on 01/02/2021.").times
    assert [t.value for t in spelled] == ["2020-05-05", "2021-01-02"]
    printed = reading("Printed on 12/01/2021. They met on 01/02/2021.", "2021-12-01").times
    assert [t.value for t in printed] == ["2021-12-01", "2021-01-02"]


def test_without_evidence_day_and_month_stay_open() -> None:
    (time,) = reading("They met on 01/02/2021.").times
    assert (time.value, time.from_, time.to) == ("2021-XX-XX", "2021-01-02", "2021-02-01")
    (same,) = reading("They met on 05/05/2021.").times
    assert same.value == "2021-05-05"


def test_an_anchor_is_publication_or_the_time_it_counts_from() -> None:
    day, later, week = reading(
        "It rose on 5 May 2016. Two days later it fell. Last week it rose.", PUBLISHED
    ).times
    assert (day.anchor, later.anchor, week.anchor) == (None, day.id, "published")
    assert [(s.rule, s.start, s.end) for s in later.steps] == [
        ("ago", later.start, later.end),
        ("counted from a date before it", day.start, day.end),
    ]


def test_a_tale_of_the_past_counts_from_the_dates_it_told() -> None:
    text = (
        "The duchy rose against its duke in March 1740. In May his army came, and in December 1741 it left."
        " In January it came back. In 1742 the town fell, and in 1743 the castle. In June 1744 it ended."
    )
    told = [t.value for t in reading(text, "2009-12-19").times]
    assert told == ["1740-03", "1740-05", "1741-12", "1742-01", "1742", "1743", "1744-06"]


def test_a_year_in_the_middle_of_a_sentence_sets_no_scene() -> None:
    text = "In March 1740 the duke gave up hope of the aid that was to end in 1746. In May his army came."
    assert reading(text).times[-1].value == "1740-05"


def test_without_a_publication_date_only_the_same_paragraph_lends_its_year() -> None:
    times = reading("It broke on 5 May 2016. On 7 June it was mended.\nOn 8 August it broke again.").times
    assert [t.value for t in times] == ["2016-05-05", "2016-06-07", "XXXX-08-08"]


def test_before_our_era_nothing_counts_from_publication() -> None:
    text = (
        "The fleet came in 490 BC, August 480 BC and the summer of 479 BC. From 499-449 BC, by 431 BC and in"
        " the 5th century BC it fought. In 448 peace came, with 300 ships. In August it ended."
    )
    times = reading(text, PUBLISHED).times
    assert [t.value for t in times] == [
        *("BC0490", "BC0480-08", "BC0479-SU", "BC0499", "BC0449", "BC0431", "BC04", "BC0448", "XXXX-08")
    ]
    assert all(t.from_ is None and t.anchor is None for t in times)


# --- offsets and intervals ---------------------------------------------------------------------------------

LEXICON = time_words()
COMMON = (
    "on in the of to and a an every each per since until or so more than nearly old year-old long ago"
    " first last half fiscal FY BC AD GMT p.m. a.m. o'clock 's '90s 1980s 2016 1989 0999 9999 12 5 31 0 30"
    " 24 1/2 2,000 7:05 15:30 2016-10-17 31/12/2020 5.6.2020 2021-02-30 1914-18 nineteen ninety thousand"
    " boats sank - / , ( ) . mon months weeks days years hours Friday's Sundays period quarter"
)
WORDS = [
    *COMMON.split(),
    *LEXICON.months,
    *LEXICON.weekdays,
    *LEXICON.units,
    *LEXICON.steps,
    *LEXICON.away,
    *LEXICON.edges,
    *LEXICON.vague,
    *LEXICON.holidays,
    *LEXICON.seasons,
    *LEXICON.hours,
    *LEXICON.parts,
    *LEXICON.some,
]
PHRASES = st.lists(st.sampled_from([*WORDS, *(w.capitalize() for w in WORDS)]), min_size=1, max_size=14)
DATES = st.sampled_from([None, "2021-12-01", "2010-02-28", "0001-01-01", "9999-12-31"])
TAGS = st.sampled_from(["NNP", "NN", "NNS", "VBD", "VBN", "MD", "JJ", "CD"])


def spelled_out(words: list[str], published: str | None = "2021-12-01", tag: str = "NNP") -> Reading:
    """A reading of words without a parse, cut into sentences as the parser cuts what has no end."""
    text = " ".join(words)
    tokens: list[Token] = []
    at = 0
    for i, word in enumerate(words):
        token = Token(i, at, at + len(word), word, word.lower(), word.lower(), tag, "dep", "DATE", True)
        token.head = token
        tokens.append(token)
        at += len(word) + 1
    segment = Segment(0, len(text), "body", "en")
    found = Reading(document(text, published), tokens, [])
    for first in range(0, len(tokens), 250):
        part = tokens[first : first + 250]
        sentence = Sentence(len(found.sentences), part[0].start, part[-1].end, part, segment)
        for token in part:
            token.sentence = sentence
        found.sentences.append(sentence)
    return found


@given(PHRASES, DATES, TAGS)
@settings(max_examples=400)
def test_offsets_verify_and_times_come_in_order(phrases: list[str], published: str | None, tag: str) -> None:
    found = spelled_out(" ".join(phrases).split(), published, tag)
    text, end = found.document.text, 0
    for time in find_times(found):
        assert text[time.start : time.end] == time.text
        assert time.text.strip() == time.text != ""
        assert end <= time.start
        end = time.end


@given(PHRASES, DATES, TAGS)
@settings(max_examples=400)
def test_intervals_lie_within_their_values(phrases: list[str], published: str | None, tag: str) -> None:
    for time in find_times(spelled_out(" ".join(phrases).split(), published, tag)):
        assert (time.from_ is None) == (time.to is None)
        assert time.from_ is None or time.to is None or time.from_ <= time.to
        whole = cal.interval(time.value or "")
        if whole.from_ is not None and whole.to is not None and "T" not in (time.from_ or ""):
            assert time.from_ is not None and time.to is not None
            assert whole.from_ <= time.from_ <= time.to <= whole.to
        if time.anchor == "published":
            assert published is not None and time.from_ is not None


# --- long inputs -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ["May"],
        ["Monday"],
        ["12"],
        ["2016"],
        ["two"],
        ["the", "past"],
        ["early"],
        ["12", "to"],
        ["October", "5"],
        ["years"],
        ["half", "an"],
        ["3", "p.m."],
    ],
    ids=" ".join,
)
def test_long_runs_take_linear_time(words: list[str]) -> None:
    def seconds(count: int) -> float:
        read = spelled_out(words * (count // len(words)))
        began = clock.process_time()
        find_times(read)
        return clock.process_time() - began

    seconds(250)
    short = min(seconds(2_000) for _ in range(3))
    # Four times as long; a quadratic reader would take sixteen times as long.
    assert min(seconds(8_000) for _ in range(3)) < 9 * short + 0.05


@pytest.mark.parametrize("word", ["1" * 20_000, "May" * 7_000, "2016-" * 4_000, "'" * 20_000])
def test_words_without_end(word: str) -> None:
    began = clock.process_time()
    find_times(spelled_out(["in", word, "and"] * 3))
    assert clock.process_time() - began < 1


def test_white_space_without_end() -> None:
    text = "On May" + " " * 50_000 + "5 it broke."
    began = clock.process_time()
    doc = Document("doc", "a.txt", None, "0", text, segments=(Segment(0, len(text), "body", "en"),))
    found = spelled_out(["On", "May", "5"])
    found.document = doc
    found.sentences[0].end = len(text)
    find_times(found)
    assert clock.process_time() - began < 1
