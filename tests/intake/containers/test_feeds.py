"""RSS and Atom: entries with a whole text, and those with a beginning only."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.intake.containers.build import PROSE
from tests.intake.containers.test_warc import split
from tests.intake.helpers import fail_one, read_all, said, write

HTML = "".join(f"<p>{paragraph}</p>" for paragraph in PROSE)
CONTENT = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def rss(*items: str, title: str = "Teral Post") -> str:
    channel = f"<title>{title}</title><link>https://teral.example</link><language>en</language>"
    rss = f'<rss version="2.0" {CONTENT}><channel>{channel}{"".join(items)}</channel></rss>'
    return f'<?xml version="1.0"?>\n{rss}'


def item(text: str = f"<content:encoded><![CDATA[{HTML}]]></content:encoded>") -> str:
    return (
        "<item><title>Bridge closed &amp;amp; river rises</title><link>https://teral.example/1</link>"
        "<dc:creator>Mira Tolan</dc:creator><pubDate>Tue, 04 Oct 2016 10:00:00 GMT</pubDate>"
        f"<description>The bridge was closed…</description>{text}</item>"
    )


def test_an_entry_with_its_whole_text(tmp_path: Path) -> None:
    (document,), failures = split(read_all(write(tmp_path, rss(item()), "a.xml")))
    assert not failures
    assert (document.member, document.outlet, document.language) == (1, "Teral Post", "en")
    assert document.title == "Bridge closed & river rises"
    assert (document.url, document.authors) == ("https://teral.example/1", ("Mira Tolan",))
    assert document.published == "2016-10-04T10:00:00+00:00"
    assert said(document, "body") == list(PROSE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        f"<content:encoded><![CDATA[<p>{PROSE[0]} [&#8230;]</p>]]></content:encoded>",
        f'<content:encoded><![CDATA[{HTML}<a href="x">Continue reading “Bridge”</a>]]></content:encoded>',
        "<content:encoded></content:encoded>",
    ],
)
def test_a_beginning_is_no_article(tmp_path: Path, text: str) -> None:
    documents, (failure,) = split(read_all(write(tmp_path, rss(item(text)), "a.rss")))
    assert not documents
    assert (failure.member, failure.kind) == (1, "incomplete")
    assert "https://teral.example/1" in failure.what
    assert "save the article itself" in failure.what


def test_a_long_description_is_the_article(tmp_path: Path) -> None:
    whole = item("").replace("The bridge was closed…", f"<![CDATA[{HTML * 3}]]>")
    (document,), _ = split(read_all(write(tmp_path, rss(whole), "a.xml")))
    assert said(document, "body")[0] == PROSE[0]


def test_a_feed_named_after_its_section_gives_no_outlet(tmp_path: Path) -> None:
    (document,), _ = split(read_all(write(tmp_path, rss(item(), title="Teral Post - World"), "a.xml")))
    assert document.outlet is None


def test_atom_with_markup_as_elements(tmp_path: Path) -> None:
    content = f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{HTML}</div></content>'
    entry = (
        '<entry><title>Bridge closed</title><link rel="self" href="https://teral.example/feed/1"/>'
        '<link href="https://teral.example/1"/><published>2016-10-04T10:00:00Z</published>'
        f"<updated>2016-10-05</updated><author><name>Jon Besk</name></author>{content}</entry>"
    )
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Teral Post</title>{entry}</feed>'
    (document,), failures = split(read_all(write(tmp_path, feed, "a.atom")))
    assert not failures
    assert (document.title, document.authors) == ("Bridge closed", ("Jon Besk",))
    assert (document.published, document.updated) == ("2016-10-04T10:00:00Z", "2016-10-05")
    assert document.url == "https://teral.example/1"
    assert said(document, "body") == list(PROSE)


def test_entities_of_html_are_characters(tmp_path: Path) -> None:
    entry = item().replace("Bridge closed &amp;amp; river rises", "Caf&eacute; closed&nbsp;early")
    (document,), _ = split(read_all(write(tmp_path, rss(entry), "a.xml")))
    assert document.title == "Café closed early"


def test_a_feed_cut_off_keeps_what_it_has_and_says_so(tmp_path: Path) -> None:
    cut = rss(item(), item())[:-300]
    documents, failures = split(read_all(write(tmp_path, cut, "a.xml")))
    assert documents[0].member == 1
    assert failures[-1].kind == "malformed"
    assert "cut off" in failures[-1].what


def test_entities_do_not_unfold(tmp_path: Path) -> None:
    entities = (
        '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>'
    )
    feed = rss(item(f"<content:encoded>{PROSE[0]} &b; &c; end</content:encoded>"))
    feed = feed.replace("<rss", f"{entities}<rss", 1)
    found = read_all(write(tmp_path, feed, "a.xml"))
    assert all("haha" not in getattr(thing, "text", "") for thing in found)


def test_feeds_without_entries(tmp_path: Path) -> None:
    assert fail_one(tmp_path, rss(), "a.xml").kind == "empty"
    assert fail_one(tmp_path, b"<feed \x02", "a.xml").kind in ("malformed", "empty", "binary")


@pytest.mark.parametrize("filler", ["<b>" * 50_000, " " * 100_000, "." * 100_000, "The post " * 20_000])
def test_an_entry_of_filler_takes_time_by_its_length(tmp_path: Path, filler: str) -> None:
    text = f"<content:encoded><![CDATA[<p>x{filler}x</p>]]></content:encoded>"
    started = time.perf_counter()
    read_all(write(tmp_path, rss(item(text)), "a.xml"))
    assert time.perf_counter() - started < 8
