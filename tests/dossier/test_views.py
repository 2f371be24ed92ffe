"""Each view of the small case says what a reader of its three articles would."""

from __future__ import annotations

import dataclasses

import pytest

from sayso.case.contents import Contents
from sayso.dossier import figures, matrix, naming, pairs, summary, timeline, voices, words
from sayso.dossier.articles import articles, stretches
from sayso.dossier.articles import chips as chips_of
from sayso.dossier.only_here import only_here
from sayso.dossier.pile import Pile
from sayso.intake.language import LANGUAGES
from sayso.model import Claim, Comparison, Decision, Evidence, Group, Range, Relay, TimeRef
from tests.dossier.helpers import small_case
from tests.dossier.test_marking import stripped


@pytest.fixture
def pile() -> Pile:
    return Pile(small_case())


def test_documents_come_by_date_and_the_undated_last(pile: Pile) -> None:
    assert [d.path for d in pile.documents] == ["post.txt", "lake.txt", "courier.txt"]


def test_the_summary_counts_in_words(pile: Pile) -> None:
    told = summary.sentences(pile, pairs.cards(pile))
    assert told[0].startswith("3 articles from 2 outlets, published 3 to 6 May 2031;")
    assert "1 carries another’s report: file courier.txt ← Meridian." in told
    assert (
        "5 attributed claims by 2 named voices (1 on the word of somebody without a name), and 5 figures."
        in told
    )


def test_the_summary_tells_of_articles_and_stretches_in_other_languages() -> None:
    case = small_case()
    first, second, third = case.documents
    whole = dataclasses.replace(first, language="ru")
    stretch = dataclasses.replace(second.segments[-1], kind="other_language", language="fa")
    part = dataclasses.replace(second, language="en", segments=(*second.segments[:-1], stretch))
    pile = Pile(dataclasses.replace(case, documents=(whole, part, dataclasses.replace(third, language="en"))))
    told = summary.sentences(pile, pairs.cards(pile))
    assert told[1] == (
        "1 article is in Russian, which sayso keeps and does not read;"
        " 1 article holds stretches in Persian, set aside."
    )


def test_every_language_that_is_told_apart_has_a_name() -> None:
    assert all(words.language(code) != code for code in LANGUAGES)
    assert words.language("xx") == "xx"


def test_the_summary_names_what_matters_most(pile: Pile) -> None:
    told = [(line.relation, line.topic, line.left, line.right) for line in summary.lines(pairs.cards(pile))]
    assert told == [
        (
            "conflicts",
            "killed (people)",
            "6 or more (Oda Brandt, Harbour Post)",
            "8 (a hospital source, file courier.txt)",
        ),
        (
            "updates",
            "killed (people)",
            "8 (a hospital source, file courier.txt)",
            "about 17 (the fire service, Lake Wire)",
        ),
    ]


def test_figures_join_the_card_of_their_claims(pile: Pile) -> None:
    cards = pairs.cards(pile)
    assert list(cards) == ["conflicts", "updates", "repeats"]
    (card,) = cards["conflicts"]
    assert card.amounts == (("6 or more", "8", "killed (people)"),)
    assert card.decided == (
        "decided by Ana: differs → conflicts (2031) – seen; of 6 or more and 8, killed (people)",
    )


def test_what_a_person_decided_comes_first_and_is_never_cut() -> None:
    case = small_case()
    left, right = case.claims[1].id, [c.id for c in case.claims if c.document != case.claims[1].document]
    some = tuple(Comparison(f"cmp_{n}", left, other, "conflicts") for n, other in enumerate(right))
    last = pairs.cards(Pile(dataclasses.replace(case, comparisons=some, groups=(), decisions=())))[
        "conflicts"
    ]
    decided = Decision("dec_1", last[-1].comparison, "relation", "conflicts", "conflicts", "Ana", "2031")
    case = dataclasses.replace(case, comparisons=some, groups=(), decisions=(decided,))
    found = pairs.cards(Pile(case))["conflicts"]
    assert len(found) > 1 and found[-1].comparison == decided.target
    assert [card.comparison for card in found.foremost(0)] == [decided.target]
    assert [card.comparison for card in found.foremost(2)] == [decided.target, found[0].comparison]


def test_pairs_between_the_same_two_groups_share_a_card() -> None:
    case = small_case()
    one, copy, other = (case.claims[n].id for n in (1, 4, 5))
    both = tuple(Comparison(f"cmp_{n}", c, other, "conflicts") for n, c in enumerate((one, copy)))
    (card,) = pairs.cards(Pile(dataclasses.replace(case, comparisons=both)))["conflicts"]
    assert len(card.more) == 1


def test_copies_fold_under_their_first_telling(pile: Pile) -> None:
    (row,) = matrix.rows(pile)
    ((outlet, (origin,)),) = row.cells
    assert outlet == "Harbour Post"
    assert [(q.outlet, how) for q, how in origin.others] == [("file courier.txt", "copied")]
    assert origin.counted == "1 copied"
    assert row.outlets == ("Harbour Post", "file courier.txt")
    assert row.independent == "1 independent origin"


def test_a_group_without_origins_keeps_its_claims_apart() -> None:
    case = small_case()
    members = (case.claims[1].id, case.claims[4].id)
    group = Group("group_1", "No warning", members, Range(1, 2))
    (row,) = matrix.rows(Pile(dataclasses.replace(case, groups=(group,))))
    assert [len(origins) for _, origins in row.cells] == [1, 1]
    assert row.independent == "1 to 2 independent origins"


def test_compared_figures_share_a_chart(pile: Pile) -> None:
    (chart,) = figures.charts(pile)
    assert chart.title == "killed (people)"
    assert [(row.quote.speaker, row.dots[0].shape) for row in chart.rows] == [
        ("Oda Brandt", "least"),
        ("the fire service", "dot"),
        ("a hospital source", "dot"),
    ]
    assert [f.text for f in figures.single(pile, [chart])] == ["90 years", "Between 2,000 and 3,000 homes"]


def test_both_lanes_of_time(pile: Pile) -> None:
    lanes = timeline.timeline(pile)
    assert [(e.label, len(e.happened), len(e.published)) for e in lanes.entries] == [
        ("2 May 2031", 1, 0),
        ("3 May 2031", 0, 1),
        ("6 May 2031", 0, 1),
    ]
    assert lanes.undated == 1
    assert [t.left for t in lanes.published] == sorted(t.left for t in lanes.published)


def test_voices_with_their_words_by_outlet(pile: Pile) -> None:
    found = voices.voices(pile)
    brandt = found.named[0]
    assert (brandt.name, brandt.claims, brandt.quoted_words) == ("Oda Brandt", 3, 8)
    assert [(o.outlet, o.verbs) for o in brandt.outlets] == [
        ("Harbour Post", (("said", 2),)),
        ("file courier.txt", (("said", 1),)),
    ]
    assert [v.name for v in found.anonymous] == ["a hospital source"]


def test_names_by_outlet(pile: Pile) -> None:
    (row,) = naming.names(pile)
    assert [(outlet, [n.text for n in names]) for outlet, names in row.outlets] == [
        ("Harbour Post", ["Mayor Oda Brandt"]),
        ("file courier.txt", ["Mayor Brandt"]),
    ]


def test_only_here_leaves_out_what_others_carry(pile: Pile) -> None:
    told = {row.document.path: [q.text for q in row.shown] for row in only_here(pile, 9)}
    assert told == {
        "post.txt": ["The bridge stood for 90 years."],
        "lake.txt": ["Between 2,000 and 3,000 homes are cut off."],
    }


def test_stretches_cover_every_character(pile: Pile) -> None:
    for document in pile.documents:
        assert "".join(document.text[s:e] for _, s, e in stretches(document)) == document.text


def test_an_article_is_whole_when_its_marks_are_gone(pile: Pile) -> None:
    for article in articles(pile, chips_of(pairs.cards(pile)), set()):
        html = "".join(block.html for part in article.parts for block in part.blocks)
        assert stripped(html) == article.document.text


def test_set_aside_parts_are_folded_with_their_names(pile: Pile) -> None:
    post = next(iter(articles(pile, {}, set())))
    folded = [(part.folded, part.words) for part in post.parts if part.folded]
    assert folded == [("the page’s own furniture", 2), ("text in another language", 3)]
    assert ("outlet", "Harbour Post") in [(f.name, f.value) for f in post.facts]


def test_what_the_text_does_not_give_says_so(pile: Pile) -> None:
    courier = list(articles(pile, {}, set()))[2]
    missing = [f.name for f in courier.facts if f.value == "not given in the text"]
    assert missing == ["outlet", "authors", "published"]


def test_a_headline_and_the_sentence_it_repeats_share_a_card() -> None:
    case = small_case()
    eight = case.figures[2]
    again = dataclasses.replace(case.figures[0], id="figure_again", claim=case.claims[1].id)
    both = tuple(
        Comparison(f"cmp_{n}", f.id, eight.id, "conflicts") for n, f in enumerate((case.figures[0], again))
    )
    case = dataclasses.replace(case, figures=(*case.figures, again), comparisons=both, groups=())
    (card,) = pairs.cards(Pile(case))["conflicts"]
    assert len(card.more) == 1


def test_vague_words_come_last(pile: Pile) -> None:
    case = small_case()
    vague = dataclasses.replace(case.figures[3], low=2, high=12, approximate=True, text="several")
    both = (
        Comparison("cmp_1", vague.id, case.figures[0].id, "agrees"),
        Comparison("cmp_2", case.figures[2].id, case.figures[0].id, "agrees"),
    )
    figures_ = tuple(vague if f.id == vague.id else f for f in case.figures)
    case = dataclasses.replace(case, figures=figures_, comparisons=both, groups=(), decisions=())
    first, last = pairs.cards(Pile(case))["agrees"]
    assert "“several” (2–12)" in last.amounts[0] and "“several” (2–12)" not in first.amounts[0]


def test_a_figure_without_a_claim_shows_its_sentence() -> None:
    case = small_case()
    long = (
        "The first sentence is here. " * 60 + "The second tells of 12 homes. " + "A third one follows. " * 60
    )
    document = dataclasses.replace(case.documents[0], id="doc_long", text=long, segments=())
    start = long.index("12 homes")
    figure = dataclasses.replace(
        case.figures[0], id="figure_long", document="doc_long", claim=None, start=start, end=start + 8
    )
    made = Pile(
        dataclasses.replace(case, documents=(document,), figures=(figure,), claims=(), comparisons=())
    )
    assert stripped(made.quote("figure_long").html) == "The second tells of 12 homes."


def test_a_cut_sentence_begins_and_ends_with_a_word() -> None:
    case = small_case()
    long = "word " * 300 + "tells of 12 homes" + " other" * 300
    document = dataclasses.replace(case.documents[0], id="doc_long", text=long, segments=())
    start = long.index("12 homes")
    figure = dataclasses.replace(
        case.figures[0], id="figure_long", document="doc_long", claim=None, start=start, end=start + 8
    )
    made = Pile(
        dataclasses.replace(case, documents=(document,), figures=(figure,), claims=(), comparisons=())
    )
    told = stripped(made.quote("figure_long").html).split()
    assert told[0] == told[-1] == "…" and told[1] == "word" and told[-2] == "other"


def test_a_row_is_of_one_origin_and_one_day() -> None:
    case = small_case()
    later = dataclasses.replace(case.documents[2], id="doc_later", path="later.txt", published="2031-05-09")
    claim = dataclasses.replace(case.claims[5], id="claim_later", document="doc_later")
    more = dataclasses.replace(
        case.figures[3], id="figure_later", document="doc_later", claim=claim.id, low=19, high=19
    )
    join = Comparison("cmp_9", case.figures[3].id, more.id, "updates")
    case = dataclasses.replace(
        case,
        documents=(*case.documents, later),
        claims=(*case.claims, claim),
        figures=(*case.figures, more),
        comparisons=(*case.comparisons, join),
    )
    (chart,) = figures.charts(Pile(case))
    rows = [(r.date, [d.label for d in r.dots]) for r in chart.rows if r.quote.speaker == "the fire service"]
    assert rows == [("6 May 2031", ["about 17"]), ("9 May 2031", ["about 19"])]


def test_children_are_charted_apart_and_no_two_headings_are_the_same() -> None:
    case = small_case()
    six, eight = case.figures[0], case.figures[2]
    young = [dataclasses.replace(f, id=f"{f.id}_young", counted="children") for f in (six, eight)]
    other = [dataclasses.replace(f, id=f"{f.id}_other") for f in (six, eight)]
    joins = tuple(
        Comparison(f"cmp_{n}", a.id, b.id, "differs")
        for n, (a, b) in enumerate(
            ((six, eight), (young[0], young[1]), (six, young[0]), (other[0], other[1]))
        )
    )
    case = dataclasses.replace(case, figures=(six, eight, *young, *other), comparisons=joins)
    titles = [chart.title for chart in figures.charts(Pile(case))]
    assert len(titles) == 3 == len(set(titles)) and "killed (children)" in titles


def test_one_relay_has_one_spelling() -> None:
    case = small_case()
    loud = dataclasses.replace(
        case.documents[2], relay=(dataclasses.replace(case.documents[1].relay[0], name="MERIDIAN"),)
    )
    pile = Pile(dataclasses.replace(case, documents=(*case.documents[:2], loud)))
    assert "MERIDIAN" not in " ".join(summary.sentences(pile, pairs.cards(pile)))


def test_relays_of_one_credit_stand_side_by_side() -> None:
    case = small_case()
    text = "(With TAV and SVB) The dam held. Source: Lake Wire"
    both = (Relay("TAV", "declared", 6, 9, "credit"), Relay("SVB", "declared", 14, 17, "credit"))
    whole = (*both, Relay("Lake Wire", "declared", 41, 50, "source line"))
    document = dataclasses.replace(case.documents[0], text=text, relay=whole)
    pile = Pile(dataclasses.replace(case, documents=(document, *case.documents[1:])))
    assert pile.relays(document) == ["TAV and SVB", "Lake Wire"]


def test_the_margin_says_with_whom(pile: Pile) -> None:
    courier = list(articles(pile, chips_of(pairs.cards(pile)), set()))[2]
    chips = [chip for part in courier.parts for block in part.blocks for n in block.notes for chip in n.chips]
    assert ("conflicts", "Oda Brandt") in [(relation, whose) for relation, _, whose in chips]


def test_a_rule_is_told_in_words() -> None:
    case = small_case()
    post = dataclasses.replace(case.documents[0], evidence={"outlet": Evidence("field:source", None, None)})
    made = next(
        iter(articles(Pile(dataclasses.replace(case, documents=(post, *case.documents[1:]))), {}, set()))
    )
    assert "the record’s field “source”" in [f.evidence for f in made.facts]


def test_an_unnamed_voice_is_described_where_its_words_do_not_say_it() -> None:
    case = small_case()
    told = [
        dataclasses.replace(c, sources=tuple(dataclasses.replace(s, described="medic") for s in c.sources))
        for c in case.claims
    ]
    rows = voices.voices(Pile(dataclasses.replace(case, claims=tuple(told))))
    assert [r.described for r in rows.anonymous] == [("medic",)]
    assert {r.described for r in rows.named} == {()}
    same = [
        dataclasses.replace(c, sources=tuple(dataclasses.replace(s, described="source") for s in c.sources))
        for c in case.claims
    ]
    rows = voices.voices(Pile(dataclasses.replace(case, claims=tuple(same))))
    assert [r.described for r in rows.anonymous] == [()]


def test_amounts_over_time_stand_at_their_day_and_height() -> None:
    (killed,) = [c for c in figures.charts(Pile(small_case())) if c.title.startswith("killed")]
    over = killed.over_time
    assert over and [label for _, label in over.days] == [
        "3 May 2031",
        "4 May 2031",
        "5 May 2031",
        "6 May 2031",
    ]
    shown = {p.dot.label: p for p in over.points}
    # The courier gives no date: what it says is in the rows only.
    assert set(shown) == {"6 or more", "about 17"}
    least, later = shown["6 or more"], shown["about 17"]
    assert least.across < later.across and least.high == 0 < later.high == later.low < least.low
    undated = dataclasses.replace(small_case(), documents=small_case().documents[1:2])
    assert all(c.over_time is None for c in figures.charts(Pile(_only(undated))))


def _only(case: Contents) -> Contents:
    """The contents with the findings of its documents alone."""
    kept = {d.id for d in case.documents}
    claims = tuple(c for c in case.claims if c.document in kept)
    figures_ = tuple(f for f in case.figures if f.document in kept)
    return Contents(documents=case.documents, claims=claims, figures=figures_)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2031", "2031-01-01"),
        ("2031-05", "2031-05-01"),
        ("2031-05-06", "2031-05-06"),
        ("", None),
        ("2031-02-30", None),
    ],
)
def test_the_first_day_of_a_date(value: str, day: str | None) -> None:
    found = words.first_day(value)
    assert (found.isoformat() if found else None) == day


def test_what_lies_before_most_dates_is_background() -> None:
    def at(n: int, start: str) -> Claim:
        return dataclasses.replace(told, id=f"claim_{n}", time=TimeRef("then", start, start))

    case = small_case()
    told = case.claims[1]
    past = [f"{year}-01-01" for year in range(1978, 1985)]
    days = [f"2031-04-{day:02}" for day in range(1, 10)]
    bare = dataclasses.replace(case, figures=(), comparisons=(), groups=())
    claims = tuple(at(n, start) for n, start in enumerate((*past, *days)))
    made = timeline.timeline(Pile(dataclasses.replace(bare, claims=claims)))
    assert [e.label for e in made.background] == [f"1 January {year}" for year in range(1978, 1985)]
    assert made.entries[0].label == "1 April 2031"
    made = timeline.timeline(Pile(dataclasses.replace(bare, claims=claims[5:])))
    assert made.background == () and made.entries[0].label == "1 January 1983"


def test_a_sign_or_a_name_is_no_reporting_word(pile: Pile) -> None:
    quote = pile.quote(pile.claims[1].id)
    assert quote.verb == quote.cue != ""
    assert dataclasses.replace(quote, cue=":").verb == ""
    name = quote.voices[0].name.split()[0]
    assert dataclasses.replace(quote, cue=name.casefold()).verb == ""


def test_headings_of_groups_differ() -> None:
    case = small_case()
    ids = [c.id for c in case.claims]
    both = tuple(Group(f"group_{n}", "Toll", tuple(ids[n : n + 3]), Range(1, 3)) for n in (0, 2))
    rows = matrix.rows(Pile(dataclasses.replace(case, groups=both)))
    assert len({row.label for row in rows}) == 2
