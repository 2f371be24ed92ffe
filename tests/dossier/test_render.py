"""The page holds together: every link has its anchor, nothing is loaded, nothing hostile gets through."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import random
import re
from collections import Counter
from importlib import resources
from typing import Any

from lxml import html as lxml_html

from sayso.case.contents import Contents
from sayso.dossier import dossier_text, render
from sayso.dossier.views import CAPS
from sayso.exporters.html import export_html
from sayso.model import Comparison
from tests.dossier.helpers import small_case

BANNED = re.compile(
    r"\b(true|false|truth|lie[sd]?|lying|admit\w*|confess\w*|insist\w*|alleg\w+|purport\w*|suppress\w*"
    r"|propaganda|debunk\w*|bias\w*|reliab\w+|credib\w+|trustworth\w+"
    r"|(?:he|she|it|who|outlet|article|they) claim(?:s|ed)?)\b",
    re.IGNORECASE,
)


def parsed(page: str) -> lxml_html.HtmlElement:
    return lxml_html.fromstring(page)


def found(tree: lxml_html.HtmlElement, path: str) -> list[Any]:
    """What an XPath that selects nodes finds."""
    result = tree.xpath(path)
    assert isinstance(result, list)
    return result


def test_all_that_links_point_to_is_there() -> None:
    tree = parsed(render(small_case()))
    ids = Counter(str(i) for i in found(tree, "//@id"))
    assert [i for i, n in ids.items() if n > 1] == []
    assert {str(h) for h in found(tree, "//@href")} - {f"#{i}" for i in ids} == set()
    labelled = {str(i) for i in found(tree, "//@aria-labelledby")}
    assert labelled <= set(ids)


def test_every_claim_and_figure_has_its_anchor_in_its_article() -> None:
    case = small_case()
    tree = parsed(render(case))
    places = [(c.document, c.id) for c in case.claims] + [(f.document, f.id) for f in case.figures]
    for document, id_ in places:
        assert found(tree, f"//*[@id='{document}']//*[@id='{id_}']")


def test_every_comparison_leads_to_both_its_sentences() -> None:
    case = small_case()
    tree = parsed(render(case))
    cards = {c.get("id"): c for c in found(tree, "//article[contains(@class, 'card')]")}
    led = {str(h) for card in cards.values() for h in found(card, ".//@href")}
    for comparison in case.comparisons:
        for end in (comparison.left, comparison.right):
            claim = case.figure[end].claim if end in case.figure else end
            assert f"#{claim}" in led


def test_every_view_has_its_place_in_the_contents() -> None:
    tree = parsed(render(small_case()))
    sections = found(tree, "//main/section/@id")
    assert sections == [
        "summary",
        "accounts",
        "side-by-side",
        "shared-text",
        "figures",
        "timeline",
        "voices",
        "network",
        "names",
        "only-here",
        "articles",
        "failures",
        "decisions",
        "sources",
        "tables",
        "method",
    ]
    listed = found(tree, "//nav/ol/li/a/@href")
    assert listed == [f"#{s}" for s in sections]


def test_hostile_text_stays_text() -> None:
    hostile = '<script>alert("x")</script><img src=x onerror=y>\'"&amp;'
    case = small_case()
    documents = tuple(
        dataclasses.replace(d, text=d.text + hostile, title=hostile, outlet=hostile, path=hostile)
        for d in case.documents
    )
    sources = tuple(
        dataclasses.replace(
            c, sources=tuple(dataclasses.replace(s, name=hostile, entity_name=None) for s in c.sources)
        )
        for c in case.claims
    )
    tree = parsed(render(dataclasses.replace(case, documents=documents, claims=sources, entities=())))
    assert len(found(tree, "//script")) == 1
    assert found(tree, "//img") == []
    assert found(tree, "//@onerror") == []
    assert any(hostile in str(t) for t in found(tree, "//h3/text()"))


def test_nothing_is_loaded_from_anywhere() -> None:
    page = render(small_case())
    tree = parsed(page)
    assert found(tree, "//@src | //link | //iframe | //object | //embed | //form/@action") == []
    assert "url(" not in page and "@import" not in page
    assert all(str(h).startswith("#") for h in found(tree, "//@href"))


def test_the_page_allows_its_own_script_and_style_only() -> None:
    tree = parsed(render(small_case()))
    policy = str(found(tree, "//meta[@http-equiv]/@content")[0])
    for kind in ("script", "style"):
        (text,) = found(tree, f"//{kind}/text()")
        digest = base64.b64encode(hashlib.sha256(str(text).encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert found(tree, "//@style | //@onclick") == []


def test_the_order_of_what_comes_in_changes_nothing() -> None:
    case = small_case()
    shuffler = random.Random(7)
    mixed: dict[str, Any] = {}
    for field in ("documents", "claims", "figures", "comparisons", "entities", "passages"):
        things = list(getattr(case, field))
        shuffler.shuffle(things)
        mixed[field] = tuple(things)
    assert render(dataclasses.replace(case, **mixed)) == render(case)


def test_two_outlets_swapped_are_swapped_and_nothing_else() -> None:
    case = small_case()
    swap = {"Harbour Post": "Lake Wire", "Lake Wire": "Harbour Post", None: None}
    swapped = tuple(dataclasses.replace(d, outlet=swap[d.outlet]) for d in case.documents)
    page = render(dataclasses.replace(case, documents=swapped))
    back = page.replace("Lake Wire", "\0").replace("Harbour Post", "Lake Wire").replace("\0", "Harbour Post")
    assert back == render(case)


def test_its_own_voice_takes_no_side() -> None:
    folder = resources.files("sayso.dossier")
    sources = [f for f in (folder / "templates").iterdir() if f.name.endswith(".j2")]
    texts = [re.sub(r"{%.*?%}|{{.*?}}|<[^>]*>", " ", f.read_text(encoding="utf-8")) for f in sources]
    assert len(texts) > 8
    for text in (*texts, dossier_text(render(small_case()))):
        assert BANNED.findall(text) == []


def test_an_empty_case_and_one_that_only_failed_can_be_shown() -> None:
    assert "No article could be read." in dossier_text(render(Contents()))
    told = dossier_text(render(Contents(failures=small_case().failures)))
    assert "scan.pdf holds no text." in told


def test_many_articles_are_folded() -> None:
    case = small_case()
    many = [
        dataclasses.replace(d, id=f"{d.id}_{n}", path=f"{n}_{d.path}", outlet=f"{d.outlet} {n}")
        for n in range(5)
        for d in case.documents
    ]
    claims = [
        dataclasses.replace(c, id=f"{c.id}_{n}", document=f"{c.document}_{n}", figures=())
        for n in range(5)
        for c in case.claims
    ]
    pairs = [
        Comparison(f"cmp_{n}_{m}", one.id, other.id, "conflicts")
        for n, one in enumerate(claims)
        for m, other in enumerate(claims[n + 1 :])
    ]
    contents = Contents(documents=tuple(many), claims=tuple(claims), comparisons=tuple(pairs))
    tree = parsed(render(contents))
    assert len(found(tree, "//article[contains(@class, 'card')]")) == CAPS["cards"] + CAPS["cards_folded"]
    assert len(found(tree, "//details[contains(@class, 'article')]")) == 15
    ids = {f"#{i}" for i in found(tree, "//@id")}
    assert {str(h) for h in found(tree, "//@href")} <= ids


def test_the_text_of_a_page_is_what_one_sees() -> None:
    assert dossier_text("<head><title>t</title></head><p>one <b>two</b>\n three<p>&lt;four") == (
        "one two three\n<four\n"
    )


def test_the_exporter_writes_the_same_page() -> None:
    assert "".join(export_html(small_case())) == render(small_case())


def test_a_report_of_silence_is_marked() -> None:
    case = small_case()
    silent = dataclasses.replace(case, claims=tuple(dataclasses.replace(c, silent=True) for c in case.claims))
    assert "said nothing" in render(silent) and "said nothing" not in render(case)
