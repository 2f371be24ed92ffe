"""Web pages: the article found among menus, its parts and what the markup says of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.intake.html import read_html
from sayso.model import KEPT_KINDS
from tests.intake.helpers import check, fail_one, kinds, read_one, said

FIRST = (
    "The bridge over the Teral was closed on Tuesday after the river rose by two metres, the ministry said."
)
SECOND = (
    "“Nobody was hurt,” said Ana Belvo, the spokeswoman of the ministry, who spoke to reporters in Karsk."
)
THIRD = (
    "The army sent forty trucks with sand to the villages on the eastern bank, where people asked for help."
)
LINKED = {
    "@type": "NewsArticle",
    "headline": "Bridge closed as river rises",
    "datePublished": "2016-07-01T10:00:00Z",
    "author": [{"@type": "Person", "name": "Mira Tolan"}],
    "publisher": {"name": "Teral Post"},
}


def page(article: str, head: str = "", around: str = "") -> str:
    return f"""<!DOCTYPE html><html lang="en"><head>
    <title>Bridge closed as river rises | Teral Post</title>{head}
    </head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>{around}
    <div id="page"><h1>Bridge closed as river rises</h1><div class="story-body">{article}</div></div>
    <aside class="related"><h3>Related</h3>
    <a href="/x">Ten lakes to see before the end of the summer in the valley</a></aside>
    <footer><p>© 2016 Teral Post. All rights reserved.</p></footer></body></html>"""


ARTICLE = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def test_the_article_is_kept_and_the_rest_set_aside(tmp_path: Path) -> None:
    document = read_one(tmp_path, page(ARTICLE), "a.html")
    assert said(document, "headline") == ["Bridge closed as river rises"]
    assert said(document, "body") == [FIRST, SECOND, THIRD]
    assert said(document, "furniture") == [
        "Home",
        "World",
        "Related",
        "Ten lakes to see before the end of the summer in the valley",
        "© 2016 Teral Post. All rights reserved.",
    ]
    assert document.title == "Bridge closed as river rises"
    assert document.outlet == "Teral Post"


def test_blocks_know_where_they_came_from(tmp_path: Path) -> None:
    document = read_one(tmp_path, page(ARTICLE.replace("</p><p>", "</p>\n<p>")), "a.html")
    where = {document.text[s:e]: place for s, e, place in document.source_map}
    assert where[FIRST].startswith("<p>, line ")
    assert where[FIRST] != where[SECOND]


def test_links_stand_on_their_words(tmp_path: Path) -> None:
    document = read_one(
        tmp_path, page(ARTICLE.replace("the ministry", '<a href="/m">the  ministry</a>', 1)), "a.html"
    )
    (link,) = [x for x in document.links if x.href == "/m"]
    assert document.text[link.start : link.end] == "the ministry"


def test_repeated_paragraphs_are_kept_and_hidden_ones_set_aside(tmp_path: Path) -> None:
    hidden = f'<p style="display: none">Secret {THIRD}</p><p hidden>More {THIRD}</p>'
    document = read_one(tmp_path, page(ARTICLE + f"<p>{FIRST}</p>" + hidden), "a.html")
    assert said(document, "body") == [FIRST, SECOND, THIRD, FIRST]
    assert f"Secret {THIRD}" in said(document, "furniture")
    assert f"More {THIRD}" in said(document, "furniture")


def test_scripts_and_styles_are_no_text(tmp_path: Path) -> None:
    document = read_one(tmp_path, page(ARTICLE + "<script>var a = 1;</script><style>p {}</style>"), "a.html")
    assert "var a" not in document.text
    assert "p {}" not in document.text


def test_parts_of_the_body_have_their_kinds(tmp_path: Path) -> None:
    parts = (
        f"<figure><img src='x'><figcaption>The bridge at dawn.</figcaption></figure>"
        f"<p>{FIRST}</p><h2>What is known</h2>"
        f"<p>{SECOND}</p><blockquote><p>{THIRD}</p></blockquote>"
        "<ul><li>The ferry still runs twice a day.</li></ul>"
        '<div class="share-bar"><a href="#">Share</a></div>'
        '<div class="author-bio"><p>Mira Tolan writes on rivers.</p></div>'
    )
    document = read_one(tmp_path, page(parts), "a.html")
    found = kinds(document)
    assert ("caption", "The bridge at dawn.") in found
    assert ("subheading", "What is known") in found
    assert ("quotation", THIRD) in found
    assert ("list_item", "The ferry still runs twice a day.") in found
    assert ("furniture", "Share") in found
    assert ("author_bio", "Mira Tolan writes on rivers.") in found


def test_structured_data_gives_fields(tmp_path: Path) -> None:
    head = f'<script type="application/ld+json">{json.dumps(LINKED)}</script><link rel="canonical" href="https://t.example/1">'
    document = read_one(tmp_path, page(ARTICLE, head), "a.html")
    assert document.published == "2016-07-01T10:00:00Z"
    assert document.authors == ("Mira Tolan",)
    assert document.outlet == "Teral Post"
    assert document.url == "https://t.example/1"
    assert document.evidence["published"].rule == "JSON-LD datePublished"


def test_meta_tags_give_fields(tmp_path: Path) -> None:
    head = (
        '<meta property="og:site_name" content="Teral Post">'
        '<meta property="article:published_time" content="2016-07-01">'
        '<meta name="author" content="By Mira Tolan">'
    )
    document = read_one(tmp_path, page(ARTICLE, head), "a.html")
    assert (document.outlet, document.published, document.authors) == (
        "Teral Post",
        "2016-07-01",
        ("Mira Tolan",),
    )


def test_microdata_in_the_body_give_authors_and_outlet(tmp_path: Path) -> None:
    person = "<span itemprop='author' itemscope>by <b itemprop='name'>{}</b></span>"
    scoped = (
        "<div itemscope itemtype='http://schema.org/NewsArticle'>"
        f"{person.format('Mira Tolan')}<span itemprop='author'>Ana Roa</span>"
        "<p itemprop='publisher' itemscope><meta itemprop='name' content='Tolk Times'></p>"
        f"<time itemprop='datePublished' datetime='2016-10-04'>4 Oct</time>{ARTICLE}</div>"
    )
    name = person.format("Jo Lee")
    comment = f"<div itemscope itemtype='http://schema.org/Comment'>{name}<p>Well said.</p></div>"
    document = read_one(
        tmp_path, f"<html><body>{comment}<h1>Bridge closed</h1>{scoped}</body></html>", "a.html"
    )
    assert document.authors == ("Mira Tolan", "Ana Roa")
    assert document.outlet == "Tolk Times"
    assert document.published == "2016-10-04"
    assert document.evidence["authors"].rule == "itemprop author"


def test_visible_bylines_and_dates_near_the_headline(tmp_path: Path) -> None:
    around = '<p class="byline">By Mira Tolan</p><p>July 1, 2016</p>'
    text = page(ARTICLE).replace('<div class="story-body">', around + '<div class="story-body">')
    document = read_one(tmp_path, text, "a.html")
    assert document.authors == ("Mira Tolan",)
    assert document.published == "2016-07-01"
    assert said(document, "date") == ["July 1, 2016"]


def test_a_page_that_says_nothing_of_itself_has_null_metadata(tmp_path: Path) -> None:
    document = read_one(tmp_path, f"<html><body>{ARTICLE}</body></html>", "a.html")
    assert (document.title, document.outlet, document.published, document.authors) == (None, None, None, ())
    assert said(document, "body") == [FIRST, SECOND, THIRD]


def test_a_frame_named_like_an_aside_does_not_hide_the_article(tmp_path: Path) -> None:
    framed = page(ARTICLE).replace('<div id="page">', '<div id="page" class="has-sidebar widget"><form>')
    assert said(read_one(tmp_path, framed, "a.html"), "body") == [FIRST, SECOND, THIRD]


def test_line_breaks_part_paragraphs(tmp_path: Path) -> None:
    document = read_one(tmp_path, page(f"{FIRST}<br><br>{SECOND}<br>{THIRD}"), "a.html")
    assert said(document, "body") == [FIRST, f"{SECOND}\n{THIRD}"]


@pytest.mark.parametrize("depth", [500, 5000])
def test_deep_nesting_is_read(tmp_path: Path, depth: int) -> None:
    deep = "<div>" * depth + ARTICLE + "</div>" * depth
    document = read_one(tmp_path, page(deep), "a.html")
    assert FIRST in document.text
    assert said(document, "body") == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "content", ["<html></html>", "<html><body><div></div></body></html>", "<!-- nothing -->"]
)
def test_a_page_without_text_is_never_an_empty_document(tmp_path: Path, content: str) -> None:
    assert fail_one(tmp_path, content, "a.html").kind in ("empty", "malformed")


_TAGS = st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<a href='x'>", "</a>", "<br>", "<li>", "<pre>", "</pre>", "<h1>"]
)


@given(
    st.lists(
        st.one_of(_TAGS, st.text(max_size=20).filter(lambda t: "<" not in t and "&" not in t)), max_size=30
    )
)
def test_any_markup_is_covered_or_refused(parts: list[str]) -> None:
    markup = "<html><body>" + "".join(parts)
    try:
        document = read_html(b"", markup, "a.html")
    except InputError:
        return
    check(document)
    for link in document.links:
        assert document.text[link.start : link.end].strip()


def around_the_headline(above: str = "", below: str = "", head: str = "") -> str:
    """A page with lines right above and below its headline."""
    headline = "<h1>Bridge closed as river rises</h1>"
    return page(ARTICLE, head).replace(headline, f"{above}{headline}{below}")


def test_a_standfirst_is_told_from_byline_and_date(tmp_path: Path) -> None:
    below = (
        "<h2>Army sends sand to villages on the eastern bank</h2>"
        "<div>By Mira Tolan</div><div>Published: July 1, 2016</div>"
    )
    document = read_one(tmp_path, around_the_headline(below=below), "a.html")
    assert said(document, "standfirst") == ["Army sends sand to villages on the eastern bank"]
    assert said(document, "byline") == ["By Mira Tolan"]
    assert said(document, "date") == ["Published: July 1, 2016"]
    assert (document.authors, document.published) == (("Mira Tolan",), "2016-07-01")


@pytest.mark.parametrize(
    ("below", "published", "updated"),
    [
        ("<p>July 1, 2016</p>", "2016-07-01", None),
        ("<p>Updated July 2, 2016</p>", None, "2016-07-02"),
        ("<p>Published July 1, 2016</p><p>Updated: July 2, 2016</p>", "2016-07-01", "2016-07-02"),
        ("<p>Published</p><p>Jul 1, 2016</p>", "2016-07-01", None),
        ("<p>Mira Tolan, 1 July 2016, 10:30</p>", "2016-07-01", None),
        ("<p>July 2016</p>", None, None),
        ('<div class="field--name-changed"><time>July 2, 2016</time></div>', None, "2016-07-02"),
        ("<p class='byline'>By Mira Tolan - The Teral Post and Valley News - Friday, July 1, 2016</p>",
         "2016-07-01", None),
        ("<p>Written by Mira Tolan, Contributing Writer of the Teral Post, on July 1, 2016</p>",
         "2016-07-01", None),
        (f"<div>Posted on July 1, 2016 in {', '.join(['<a href=/r>Roads of the Valley</a>'] * 5)}</div>",
         "2016-07-01", None),
        ("<time class='entry-date published' datetime='2016-07-01'>2 days ago</time>"
         "<time class='updated' datetime='2016-07-02'>1 day ago</time>", "2016-07-01", "2016-07-02"),
        ("<p>Posted: <span title='2016-07-01'>2 days ago</span></p>", "2016-07-01", None),
        ("<p>Last updated <time datetime='2016-07-02'>yesterday</time></p>", None, "2016-07-02"),
        ("<p><time datetime='2000-01-01'>July 1, 2016</time></p>", "2016-07-01", None),
        ("<p><time datetime='Jul 1'>July</time></p>", None, None),
        ("<p>See the map of the flood of 1 July 1998 that our readers drew from memory</p>", None, None),
    ],
)  # fmt: skip
def test_published_and_updated_are_kept_apart(
    tmp_path: Path, below: str, published: str | None, updated: str | None
) -> None:
    document = read_one(tmp_path, around_the_headline(below=below), "a.html")
    assert (document.published, document.updated) == (published, updated)


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="og:url" content="https://teral.example/2016/july/01/bridge">', "2016-07-01"),
        ('<meta property="og:url" content="https://teral.example/2016/07/01/bridge">', "2016-07-01"),
        ('<meta property="og:url" content="https://teral.example/2016/news/01/bridge">', None),
        ('<meta property="og:url" content="https://teral.example/2016/07/01/bridge">'
         '<link rel="canonical" href="Bridge closed as river rises">', "2016-07-01"),
        ('<script>x = {"post": {"datePublished": "2016-07-01T10:00:00Z"}}</script>', "2016-07-01"),
        ("<meta name=x content='{&quot;datePublished&quot;:&quot;2016-07-01&quot;}'>", "2016-07-01"),
        ('<script>x = {"first_publish_date": "2016-07-01T10:00:00Z"}</script>', "2016-07-01"),
        ('<script>x = {"last_published_date": "2016-07-01T10:00:00Z"}</script>', None),
        ('<meta name="valley:publishedDate" content="2016-07-01">', "2016-07-01"),
        ('<meta name="valley:lastPublishedDate" content="2016-07-01">', None),
        ('<script type="application/ld+json">{"@type": "FAQPage", "datePublished": "2016-07-01"}</script>',
         "2016-07-01"),
        ('<script type="application/ld+json">{"@type": "JobPosting", "datePosted": "2016-07-01"}</script>',
         None),
        ('<script>x = [{"datePublished": "2016-07-01"}, {"datePublished": "2016-07-02"}]</script>', None),
    ],
)  # fmt: skip
def test_where_no_line_says_the_day_the_address_or_data_may(
    tmp_path: Path, head: str, published: str | None
) -> None:
    assert read_one(tmp_path, page(ARTICLE, head), "a.html").published == published


def test_an_earlier_day_shown_goes_before_the_day_a_page_was_put_up_anew(tmp_path: Path) -> None:
    head = '<meta property="article:published_time" content="2020-03-01T10:00:00Z">'
    document = read_one(tmp_path, around_the_headline(below="<p>July 1, 2016</p>", head=head), "a.html")
    assert document.published == "2016-07-01"
    later = read_one(tmp_path, around_the_headline(below="<p>July 1, 2021</p>", head=head), "a.html")
    assert later.published == "2020-03-01T10:00:00Z"


def test_a_date_below_the_headline_goes_before_those_of_posts_above_it(tmp_path: Path) -> None:
    posts = "".join(f"<div><p>The best bridges of {n}</p><p>July {n}, 2016</p></div>" for n in (12, 13))
    text = around_the_headline(below="<p>1 July 2016 / 10:30 GMT</p>").replace("<h1", f"{posts}<h1", 1)
    assert read_one(tmp_path, text, "a.html").published == "2016-07-01"


def test_a_day_in_a_line_embedded_among_the_paragraphs_is_not_of_publication(tmp_path: Path) -> None:
    quoted = "<blockquote>— Teral Zoo (@teralzoo) July 1, 2016</blockquote>"
    parts = ARTICLE.replace(f"<p>{SECOND}</p>", f"{quoted}<p>{SECOND}</p>")
    assert quoted in parts
    closed = page(f"{parts}<p>First published on July 3, 2016 / 12:33 PM</p>")
    assert read_one(tmp_path, page(parts), "a.html").published is None
    assert read_one(tmp_path, closed, "a.html").published == "2016-07-03"


def test_a_name_that_leads_to_an_authors_page_is_a_byline(tmp_path: Path) -> None:
    below = '<div><a href="/authors/mira-tolan">Mira Tolan</a></div>'
    document = read_one(tmp_path, around_the_headline(below=below), "a.html")
    assert document.authors == ("Mira Tolan",)
    elsewhere = '<div><a href="/topics/river-valley">River Valley</a></div>'
    assert read_one(tmp_path, around_the_headline(below=elsewhere), "a.html").authors == ()


def test_those_who_edited_or_took_pictures_are_no_authors(tmp_path: Path) -> None:
    below = '<p class="byline">Edited by Ana Belvo</p><p class="byline">Photos by Jo Ost</p>'
    assert read_one(tmp_path, around_the_headline(below=below), "a.html").authors == ()


def test_an_author_given_by_reference_is_found(tmp_path: Path) -> None:
    graph = {
        "@graph": [
            {"@type": "Article", "headline": "Bridge closed as river rises", "author": {"@id": "#mira"}},
            {"@type": "Person", "@id": "#mira", "name": "Mira Tolan"},
        ]
    }
    head = f'<script type="application/ld+json">{json.dumps(graph)}</script>'
    assert read_one(tmp_path, page(ARTICLE, head), "a.html").authors == ("Mira Tolan",)


@pytest.mark.parametrize("depth", [2, 700, 100_000])
def test_an_author_nested_deeply_costs_no_page(tmp_path: Path, depth: int) -> None:
    author = "[" * depth + '"Mira Tolan"' + "]" * depth
    data = f'{{"@type": "NewsArticle", "author": {author}}}'
    head = f'<script type="application/ld+json">{data}</script>'
    document = read_one(tmp_path, page(ARTICLE, head), "a.html")
    assert document.authors == (("Mira Tolan",) if depth == 2 else ())


def test_structured_data_with_a_comma_too_many_is_read(tmp_path: Path) -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2016-07-01",}</script>'
    )
    assert read_one(tmp_path, page(ARTICLE, head), "a.html").published == "2016-07-01"


def test_lines_that_lead_elsewhere_and_notes_are_no_body(tmp_path: Path) -> None:
    parts = (
        f"<p>{FIRST}</p><p>Read more: <a href='/x'>Ten lakes to see before the summer ends</a></p>"
        f"<p>{SECOND}</p><p>{THIRD}</p><p><em>Jo Ost contributed to this report.</em></p>"
    )
    document = read_one(tmp_path, page(parts), "a.html")
    assert said(document, "body") == [FIRST, SECOND, THIRD]


def test_a_heading_of_nothing_that_is_kept_is_no_subheading(tmp_path: Path) -> None:
    parts = f"{ARTICLE}<h2>What others read</h2><ul><li><a href='/x'>Ten lakes to see</a></li></ul>"
    document = read_one(tmp_path, page(parts), "a.html")
    assert said(document, "subheading") == []


def test_comments_are_set_aside(tmp_path: Path) -> None:
    comments = (
        '<div id="comments" class="comments-area"><h3>2 comments</h3><ol class="comment-list">'
        '<li class="comment"><div class="comment-body"><p>I crossed that bridge on Monday, and nobody told'
        " me that the water had come so far up the pillars.</p></div></li>"
        '<li class="comment"><div class="comment-body"><p>My uncle says that the army came a day late, as it'
        " does in every year that I remember.</p></div></li></ol></div>"
    )
    document = read_one(tmp_path, page(ARTICLE + comments), "a.html")
    assert said(document, "body") == [FIRST, SECOND, THIRD]


def test_a_table_stands_cell_by_cell(tmp_path: Path) -> None:
    rows = "<tr><th>Village</th><th>Trucks</th></tr><tr><td>Karsk on the eastern bank</td><td>12</td></tr>"
    parts = f"<p>{FIRST}</p><table>{rows}</table><p>{SECOND}</p><p>{THIRD}</p>"
    document = read_one(tmp_path, page(parts), "a.html")
    where = {document.text[s:e]: place for s, e, place in document.source_map}
    assert where["Karsk on the eastern bank"].startswith("<td>")
    assert said(document, "body") == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "note",
    [
        "Correction: The bridge is in Karsk, and not in Orvel, as we wrote on Tuesday.",
        "Editor’s note (July 2): This report was changed to name the ministry.",
        "An earlier version of this article misstated the height of the river.",
    ],
)
def test_corrections_are_told_from_the_body(tmp_path: Path, note: str) -> None:
    document = read_one(tmp_path, page(f"{ARTICLE}<p>{note}</p>"), "a.html")
    assert said(document, "correction") == [note]
    assert said(document, "body") == [FIRST, SECOND, THIRD]


def test_entries_of_a_live_blog_are_kept_and_their_hours_told_apart(tmp_path: Path) -> None:
    entries = "".join(
        f'<article class="live-entry"><time datetime="2016-07-01T{hour}:30:00Z">{hour}:30</time>'
        f"<h3>{heading}</h3><p>{text}</p></article>"
        for hour, heading, text in (
            (12, "Army sends sand", THIRD),
            (11, "Nobody is hurt", SECOND),
            (10, "Bridge is closed", FIRST),
        )
    )
    document = read_one(tmp_path, page(f'<div class="live-blog">{entries}</div>'), "a.html")
    assert said(document, "date") == ["12:30", "11:30", "10:30"]
    assert said(document, "subheading") == ["Army sends sand", "Nobody is hurt", "Bridge is closed"]
    assert said(document, "body") == [THIRD, SECOND, FIRST]


def test_a_table_of_the_article_is_not_torn_apart_nor_code_set_aside(tmp_path: Path) -> None:
    row = "<tr><td>{} on the eastern bank, which the river reached on Tuesday</td><td>{}</td></tr>"
    rows = "".join(row.format(name, number) for number, name in enumerate(("Karsk", "Tolk", "Belvo"), 40))
    code = "flood = rise * 2\nif flood > bank:\n    close(bridge)"
    parts = f"<p>{FIRST}</p><pre>{code}</pre><p>{SECOND}</p><table>{rows}</table><p>{THIRD}</p>"
    document = read_one(tmp_path, page(parts), "a.html")
    kept = {document.text[s.start : s.end] for s in document.segments if s.kind in KEPT_KINDS}
    assert {code, "40", "41", "42"} <= kept


def test_a_list_of_the_article_is_not_torn_apart(tmp_path: Path) -> None:
    places = (
        "on the eastern bank, which the river reached on Tuesday at noon",
        "in the hills above the town",
    )
    items = "".join(f"<li>Houses {place}</li>" for place in places) + "<li><a href='#mills'>Mills</a></li>"
    document = read_one(
        tmp_path, page(f"<p>{FIRST}</p><ul>{items}</ul><p>{SECOND}</p><p>{THIRD}</p>"), "a.html"
    )
    assert said(document, "list_item") == [*(f"Houses {place}" for place in places), "Mills"]


def test_lines_of_the_site_among_the_paragraphs_are_set_aside(tmp_path: Path) -> None:
    slot, owner, button = (
        "{{offer='/banners/offer'}}",
        "© 2016 Teral Post, by Mira Tolan",
        "BROWSE ALL OFFERS",
    )
    feed = "The post Bridge closed as river rises first appeared on Teral Post."
    lines = f"<p>{slot}</p><p>{owner}</p><p><a href='/offers'>{button}</a></p>"
    document = read_one(tmp_path, page(ARTICLE.replace(SECOND, f"{SECOND}</p>{lines}<p>{feed}")), "a.html")
    check(document)
    assert not {slot, owner, button, feed} & set(said(document, "body"))
    assert {FIRST, SECOND, THIRD} <= set(said(document, "body"))


def test_a_path_through_the_site_that_ends_in_the_headline_is_no_body(tmp_path: Path) -> None:
    path = "<ul><li>Home</li><li>Valley</li><li>Bridge closed as river rises</li></ul>"
    document = read_one(tmp_path, around_the_headline(above=path), "a.html")
    assert "Bridge closed as river rises" not in said(document, "list_item") + said(document, "body")
    assert document.title == "Bridge closed as river rises"


def test_a_name_under_the_headline_and_what_the_author_is_are_no_body(tmp_path: Path) -> None:
    document = read_one(tmp_path, around_the_headline(below="<p>Mira Tolan</p>"), "a.html")
    assert "Mira Tolan" not in said(document, "body")
    lines = "<p>By Mira Tolan</p><p>Valley Editor</p>"
    document = read_one(tmp_path, around_the_headline(below=lines), "a.html")
    assert "Valley Editor" not in said(document, "body")
    assert document.authors == ("Mira Tolan",)


def test_teasers_under_a_heading_of_other_posts_are_theirs(tmp_path: Path) -> None:
    teaser = "The lawyer of two owners of the market said on Wednesday that a video shows the car in Tolk."
    other = (
        f"<h3><a href='/video'>Lawyer shows video of the crash at the market in Tolk</a></h3><p>{teaser}</p>"
    )
    document = read_one(tmp_path, page(ARTICLE + f"<div><h3>Most popular</h3>{other * 3}</div>"), "a.html")
    check(document)
    assert teaser not in said(document, "body")
    assert {FIRST, SECOND, THIRD} <= set(said(document, "body"))
