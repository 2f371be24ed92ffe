"""Articles that would be markup, script or style if they were let: shown, they are text and do nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from sayso.case.decisions import Choice
from sayso.case.store import Store
from sayso.dossier import render
from sayso.runners import local
from sayso.settings import Settings
from sayso.web.views import VIEWS
from tests.web.browser import Browser

FOREIGN = "http://elsewhere.example"

PAYLOADS = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "</style><script>alert(3)</script>",
    "<img src=x onerror=alert(4)>",
    f"<img src={FOREIGN}/a.png>",
    f"<link rel=stylesheet href={FOREIGN}/a.css>",
    "<style>* { display: none !important }</style>",
    f"<style>@import '{FOREIGN}/b.css'; body {{ background: url({FOREIGN}/c.png) }}</style>",
    "<svg onload=alert(5)><animate onbegin=alert(6) attributeName=x dur=1s>",
    f"<iframe src={FOREIGN}></iframe>",
    "<iframe srcdoc='<script>alert(7)</script>'></iframe>",
    f"<object data={FOREIGN}/d.swf></object><embed src={FOREIGN}/e.swf>",
    f"<form action={FOREIGN}><button autofocus onfocus=alert(8)>x</button></form>",
    '"><script>alert(9)</script>',
    "' onmouseover='alert(10)' x='",
    '" onfocus="alert(11)" autofocus="" x="',
    "javascript:alert(12)",
    "<a href=javascript:alert(13) id=x>click</a>",
    f"<base href={FOREIGN}/>",
    f"<meta http-equiv=refresh content='0; url={FOREIGN}'>",
    "{{ 7 * 7 }}{% for x in ().__class__.__mro__ %}{{ x }}{% endfor %}",
    "${alert(14)}`${alert(15)}`",
    "<!--<script>alert(16)</script>-->",
    "]]><script>alert(17)</script><![CDATA[",
    "&lt;script&gt;alert(18)&lt;/script&gt;",
    "<scr\u0000ipt>alert(19)</scr\u0000ipt>",
    "<ſcript>alert(20)</ſcript>",
    "\u202e<script>alert(21)</script>\u202c",
    "\u2066\u2067\u2068 turned about \u2069\u2069\u2069 \u200f\u200e",
    "\ufeff\u200b\u2060<b>bold</b>\u00ad",
    "<details open ontoggle=alert(22)>x</details>",
    "<video><source onerror=alert(23)></video>",
    f"<math><mi xlink:href={FOREIGN}>x</mi></math>",
    "<template><script>alert(24)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(25)>'>",
    "<textarea></textarea><script>alert(26)</script>",
    "<x style='background:url(http://elsewhere.example/f.png)' onclick=alert(27)>",
    "Z̸̢̛̗͓a̶͖͑l̵̰̈́g̷̱̈ỏ̶̝" * 12,
    "long" * 400,
    "مرحبا <b onclick=alert(28)>بالعالم</b> שלום",
)
"""One article each."""


def article(number: int, payload: str) -> dict[str, str]:
    """An article with a payload wherever a record has a word of its own, and claims that meet others'."""
    return {
        "title": f"{payload} in Tolk",
        "text": f"At least {10 + number} people were killed at Tolk, {payload} said on 2 May 2031.\n\n"
        f'"{payload}," the mayor Ann Roe told the {payload} agency.\n\n'
        f"The spokesman of the army, Bo {payload} Lind, denied that people were killed at Tolk.",
        "source": f"Post {payload}",
        "author": payload,
        "date": "2031-05-03",
        "url": f"{FOREIGN}/{payload}",
        "id": payload,
    }


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    assert len(PAYLOADS) == 40
    lines = [json.dumps(article(n, payload)) for n, payload in enumerate(PAYLOADS)]
    (folder / "<img src=x onerror=alert(0)>.jsonl").write_text("\n".join(lines))
    made = folder / "x.case"
    local.run([str(next(folder.glob("*.jsonl")))], str(made), Settings(processes=1))
    with Store(made, write=True) as store:
        contents = store.contents()
        for thing in (contents.documents[0], contents.claims[0], contents.entities[0]):
            store.decide(Choice(thing.id, "note", PAYLOADS[0] + PAYLOADS[3], PAYLOADS[13]), contents)
    return made


def test_forty_hostile_articles_do_nothing(
    case: Path, served: Callable[[Path], str], browser: Browser, tmp_path: Path
) -> None:
    with Store(case) as store:
        contents = store.contents()
    assert len(contents.documents) == len(PAYLOADS) and len(contents.claims) > 80
    address = served(case)
    documents = [d.id for d in contents.documents]
    dossier = tmp_path / "dossier.html"
    dossier.write_text(render(contents), encoding="utf-8")
    pages = [f"{address}/{name}" for name in (*VIEWS, "people", "decisions", "dossier")]
    pages += [f"{address}/search?q=killed", f"{address}/search?q=%3Cscript%3Ealert(1)%3C/script%3E"]
    pages += [f"{address}/article/{id_}" for id_ in documents]
    pages += [f"{address}/beside/{one}/{other}" for one, other in pairwise(documents[:7])]
    items = [e.id for e in contents.entities[:8]] + [c.id for c in contents.claims[:8]]
    pages += [f"{address}/item/{id_}" for id_ in items]
    browser.look(1280)
    browser.dialogs.clear()
    browser.requested.clear()
    for page in (*pages, dossier.as_uri()):
        browser.open(page)
        assert browser.run("document.querySelector('h1').getClientRects().length") == 1, page
        assert browser.run("document.querySelectorAll('script, style').length") == 2, page
        strange = "main :is(iframe, object, embed, link, base, meta, img, video, template, noscript, x, math)"
        assert browser.run(f"document.querySelectorAll('{strange}').length") == 0, page
        assert (
            browser.run("document.querySelectorAll('[onclick], [onerror], [onload], main [style]').length")
            == 0
        )
        browser.run("for (const e of document.querySelectorAll('details')) e.open = true")
    assert browser.dialogs == []
    assert [url for url in browser.requested if not url.startswith((address, "file:"))] == []


def test_text_that_runs_to_the_left_is_shown_so(
    case: Path, served: Callable[[Path], str], browser: Browser
) -> None:
    with Store(case) as store:
        document = store.contents().documents[-1]
    browser.open(f"{served(case)}/article/{document.id}")
    assert browser.run("getComputedStyle(document.querySelector('h1')).direction") == "rtl"
    plain = "getComputedStyle(document.querySelector('.full .text')).unicodeBidi"
    assert browser.run(plain) == "plaintext"
