"""Records as scrapers and platforms write them, by their own field names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.intake.containers.build import PROSE
from tests.intake.helpers import read_all, read_one, said, write

TEXT = "\n\n".join(PROSE)
TITLE = "Bridge closed as river rises"
URL = "https://teral.example/1"

TRAFILATURA = {
    "title": TITLE,
    "author": "Mira Tolan; Jon Besk",
    "hostname": "teral.example",
    "date": "2016-10-04",
    "pagetype": "article",
    "fingerprint": "0a",
    "id": None,
    "license": None,
    "comments": "",
    "raw_text": "Menu " + TEXT,
    "text": TEXT,
    "language": "en",
    "image": None,
    "filedate": "2016-12-01",
    "source": URL,
    "source-hostname": "Teral Post",
    "excerpt": "A bridge.",
    "categories": "",
    "tags": "",
}
NEWSPAPER4K = {
    "url": URL,
    "read_more_link": "",
    "language": "en",
    "title": TITLE,
    "top_image": "",
    "images": [],
    "keywords": [],
    "meta_keywords": [],
    "authors": ["Mira Tolan", "Jon Besk"],
    "summary": "",
    "text": TEXT,
    "publish_date": "2016-10-04 00:00:00+00:00",
    "meta_lang": "en",
    "meta_site_name": "Teral Post",
    "source_url": "https://teral.example",
    "canonical_link": URL,
}
NEWS_PLEASE = {
    "authors": ["Mira Tolan", "Jon Besk"],
    "date_download": "2016-12-01 08:00:00",
    "date_modify": None,
    "date_publish": "2016-10-04 10:00:00",
    "description": "A bridge.",
    "filename": "a.json",
    "image_url": None,
    "language": "en",
    "localpath": None,
    "maintext": TEXT,
    "source_domain": "teral.example",
    "title": TITLE,
    "title_page": None,
    "title_rss": None,
    "url": URL,
}
FUNDUS = {
    "title": TITLE,
    "authors": ["Mira Tolan", "Jon Besk"],
    "publishing_date": "2016-10-04T10:00:00+00:00",
    "topics": [],
    "free_access": True,
    "lang": "en",
    "publisher": "Teral Post",
    "url": URL,
    "body": {
        "summary": [PROSE[0]],
        "sections": [{"headline": [], "paragraphs": [PROSE[1]]}, {"headline": [], "paragraphs": [PROSE[2]]}],
    },
}
MEDIA_CLOUD = {
    "id": "ab",
    "indexed_date": "2016-12-01T08:00:00",
    "language": "en",
    "media_name": "teral.example",
    "media_url": "https://teral.example",
    "publish_date": "2016-10-04",
    "title": TITLE,
    "url": URL,
    "text": TEXT,
}
MC_METADATA = {
    "original_url": URL,
    "normalized_url": "http://teral.example/1",
    "canonical_domain": "teral.example",
    "publication_date": "2016-10-04",
    "language": "en",
    "text_content": TEXT,
    "article_title": TITLE,
    "text_extraction_method": "trafilatura",
    "is_homepage": False,
}
AUTO_ARCHIVER = {
    "status": "archived",
    "media": [{"filename": "a.png"}, {"filename": "b.png"}],
    "metadata": {
        "url": URL,
        "title": TITLE,
        "content": TEXT,
        "timestamp": "2016-10-04T10:00:00+00:00",
        "_processed_at": "2016-12-01T08:00:00+00:00",
        "author": "Mira Tolan",
    },
}

DOMAIN, NAME = "teral.example", "Teral Post"


@pytest.mark.parametrize(
    ("record", "outlet", "captured"),
    [
        pytest.param(TRAFILATURA, NAME, "2016-12-01", id="trafilatura"),
        pytest.param(NEWSPAPER4K, NAME, None, id="newspaper4k"),
        pytest.param(NEWS_PLEASE, DOMAIN, "2016-12-01T08:00:00", id="news-please"),
        pytest.param(FUNDUS, NAME, None, id="fundus"),
        pytest.param(MEDIA_CLOUD, DOMAIN, None, id="media cloud"),
        pytest.param(MC_METADATA, DOMAIN, None, id="mcmetadata"),
        pytest.param(AUTO_ARCHIVER, None, "2016-12-01T08:00:00+00:00", id="auto archiver"),
    ],
)
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_records_of_scrapers(
    tmp_path: Path, record: dict[str, Any], outlet: str | None, captured: str | None, name: str
) -> None:
    document = read_one(tmp_path, json.dumps(record), name)
    assert document.text == f"{TITLE}\n\n{TEXT}"
    assert said(document, "body") == list(PROSE)
    assert (document.title, document.outlet, document.url) == (TITLE, outlet, URL)
    assert (document.published or "")[:10] == "2016-10-04"
    assert document.captured == captured
    assert document.authors in ((), ("Mira Tolan",), ("Mira Tolan", "Jon Besk"))
    assert bool(document.authors) == any("author" in key for key in record | record.get("metadata", {}))


def test_a_table_of_auto_archiver(tmp_path: Path) -> None:
    table = (
        "Link,Archive status,Archive date,Upload timestamp,Upload title,Text content\n"
        f'{URL},archived,2016-12-01T08:00:00Z,2016-10-04T10:00:00Z,{TITLE},"{PROSE[0]}"\n'
    )
    document = read_one(tmp_path, table, "a.csv")
    assert (document.title, document.url) == (TITLE, URL)
    assert (document.published, document.captured) == ("2016-10-04T10:00:00Z", "2016-12-01T08:00:00Z")


def test_a_list_of_authors_in_a_table(tmp_path: Path) -> None:
    table = f"title,authors,text\n{TITLE},\"['Mira Tolan', 'Jon Besk']\",\"{PROSE[0]}\"\n"
    assert read_one(tmp_path, table, "a.csv").authors == ("Mira Tolan", "Jon Besk")


def test_a_json_feed(tmp_path: Path) -> None:
    html = "".join(f"<p>{paragraph}</p>" for paragraph in PROSE)
    item = {"id": URL, "url": URL, "title": TITLE, "content_html": html, "date_published": "2016-10-04"}
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": NAME,
        "authors": [{"name": "x"}],
        "items": [item],
    }
    (document,) = read_all(write(tmp_path, json.dumps(feed), "a.json"))
    assert said(document, "body") == list(PROSE)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "hit", [{"_source": {"title": TITLE, "text": TEXT}}, {"article": {"maintext": TEXT}}]
)
def test_a_record_inside_a_record(tmp_path: Path, hit: dict[str, Any]) -> None:
    assert said(read_one(tmp_path, json.dumps(hit), "a.jsonl"), "body") == list(PROSE)


def test_a_source_that_is_an_address_is_no_outlet(tmp_path: Path) -> None:
    document = read_one(tmp_path, json.dumps({"text": TEXT, "source": URL}), "a.jsonl")
    assert (document.outlet, document.url) == (None, URL)
    document = read_one(tmp_path, json.dumps({"text": TEXT, "source": NAME}), "a.jsonl")
    assert (document.outlet, document.url) == (NAME, None)
