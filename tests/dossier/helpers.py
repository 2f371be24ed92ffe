"""A small invented case: three outlets on a bridge that gave way at Velmara."""

from __future__ import annotations

from typing import Any

from sayso.case.contents import Component, Contents
from sayso.model import (
    Claim,
    Comparison,
    Cue,
    Decision,
    Document,
    Entity,
    Evidence,
    Failure,
    Figure,
    Group,
    Mention,
    Origin,
    Passage,
    Range,
    Reason,
    Relay,
    Segment,
    Side,
    Source,
    TimeRef,
)

POST = """Bridge gives way at Velmara

By Ilse Tamm
3 May 2031

At least 6 people were killed on Tuesday, said Mayor Oda Brandt. "We had no warning," Brandt said.
The bridge stood for 90 years.

Popular posts
یک نوشته دیگر
"""

COURIER = """VELMARA (Meridian) - Meridian reports that 8 people were killed, according to a hospital source.
"We had no warning," Mayor Brandt said.
"""

LAKE = """Three days on

The toll rose to 17 people killed, the fire service said. Between 2,000 and 3,000 homes are cut off.
"""


def document(path: str, text: str, outlet: str | None, published: str | None, **more: Any) -> Document:
    """A document whose every line is a segment; ``kinds`` names those that are not body, by number."""
    kinds: dict[int, str] = more.pop("kinds", {})
    segments, at = [], 0
    for number, line in enumerate(text.splitlines(keepends=True)):
        if line.strip():
            segments.append(Segment(at, at + len(line.rstrip("\n")), kinds.get(number, "body")))
        at += len(line)
    return Document(
        id=f"doc_{path.split('.', maxsplit=1)[0]}",
        path=path,
        member=None,
        sha256="ab" * 32,
        text=text,
        outlet=outlet,
        published=published,
        segments=tuple(segments),
        **more,
    )


def claim(doc: Document, text: str, mode: str, who: str = "", cue: str = "", **more: Any) -> Claim:
    """A claim where its words first stand; its source and cue are sought from its line's beginning."""
    start = doc.text.index(text)
    line = doc.text.rfind("\n", 0, start) + 1
    end = doc.text.index("\n", start)
    sources: tuple[Source, ...] = ()
    found = None
    if who:
        at = doc.text.index(who, line)
        name = str(more.pop("name", who))
        anonymous = bool(more.pop("anonymous", False))
        sources = (Source(name, None, name, at, at + len(who), who, anonymous=anonymous),)
    if cue:
        at = doc.text.index(cue, line)
        found = Cue(at, at + len(cue), cue, "say")
    return Claim(
        id=f"claim_{doc.id}_{start}",
        document=doc.id,
        start=start,
        end=start + len(text),
        text=text,
        spans=((start, start + len(text)),),
        sentence=(line, end),
        mode=mode,
        cue=found,
        sources=sources,
        **more,
    )


def figure(doc: Document, of: Claim, text: str, low: float | None, high: float | None, **more: Any) -> Figure:
    """A figure where its words stand in a claim."""
    start = doc.text.index(text, of.start)
    return Figure(
        f"figure_{doc.id}_{start}", doc.id, of.id, start, start + len(text), text, low, high, **more
    )


def _around(quoted: Claim) -> Side:
    """A quotation with its marks."""
    return Side(quoted.document, quoted.start - 1, quoted.end + 1)


def small_case() -> Contents:
    """Three articles with one of each kind of finding."""
    post = document(
        "post.txt",
        POST,
        "Harbour Post",
        "2031-05-03",
        title="Bridge gives way at Velmara",
        evidence={"published": Evidence("line of its own", 42, 52)},
        authors=("Ilse Tamm",),
        kinds={0: "headline", 2: "byline", 3: "date", 8: "furniture", 9: "other_language"},
    )
    relay = (Relay("Meridian", "declared", 9, 17, "dateline"),)
    courier = document("courier.txt", COURIER, None, None, relay=relay)
    lake = document("lake.txt", LAKE, "Lake Wire", "2031-05-06", title="Three days on", kinds={0: "headline"})
    tuesday = TimeRef("time_1", "2031-05-02", "2031-05-02")
    six = claim(post, "At least 6 people were killed on Tuesday", "indirect", "Mayor Oda Brandt", "said",
                name="Oda Brandt", time=tuesday)  # fmt: skip
    warning = claim(post, "We had no warning", "direct", "Brandt", "said", name="Oda Brandt")
    stood = claim(post, "The bridge stood for 90 years.", "narrated")
    eight = claim(courier, "8 people were killed", "indirect", "a hospital source", "according to",
                  anonymous=True, via=("Meridian",))  # fmt: skip
    again = claim(courier, "We had no warning", "direct", "Mayor Brandt", "said", name="Oda Brandt")
    toll = claim(lake, "The toll rose to 17 people killed", "indirect", "the fire service", "said")
    homes = claim(lake, "Between 2,000 and 3,000 homes are cut off.", "narrated")
    killed = {"event": "killed", "counted": "people"}
    figures = (
        figure(post, six, "At least 6 people", 6, None, time=tuesday, **killed),
        figure(post, stood, "90 years", 90, 90, unit="a", kind="duration"),
        figure(courier, eight, "8 people", 8, 8, **killed),
        figure(lake, toll, "17 people", 17, 17, approximate=True, **killed),
        figure(lake, homes, "Between 2,000 and 3,000 homes", 2000, 3000, counted="homes"),
    )
    day = (
        Reason("event", "killed", "killed"),
        Reason("place", "Velmara", "Velmara"),
        Reason("number", "6..", "8"),
    )
    comparisons = (
        Comparison("cmp_1", six.id, eight.id, "differs", day, "rules 1"),
        Comparison("cmp_2", figures[0].id, figures[2].id, "differs", day, "rules 1"),
        Comparison(
            "cmp_3", figures[2].id, figures[3].id, "updates", (Reason("published", None, "2031-05-06"),)
        ),
        Comparison(
            "cmp_4", warning.id, again.id, "repeats", (Reason("speaker", "Oda Brandt", "Oda Brandt"),)
        ),
    )
    mentions = tuple(
        Mention(d.id, d.text.index(name), d.text.index(name) + len(name), name)
        for d, name in ((post, "Mayor Oda Brandt"), (courier, "Mayor Brandt"))
    )
    return Contents(
        documents=(post, courier, lake),
        failures=(Failure("fail_1", "scan.pdf", None, "scan.pdf holds no text.", "binary"),),
        passages=(Passage("pass_1", _around(warning), _around(again), 0.9, "unknown", "17 characters"),),
        entities=(Entity("entity_1", "Oda Brandt", "person", ("Brandt",), "mayor", mentions),),
        claims=(six, warning, stood, eight, again, toll, homes),
        figures=figures,
        comparisons=comparisons,
        groups=(Group("group_1", "We had no warning", (warning.id, again.id), Range(1, 1),
                      (Origin((warning.id, again.id), "one voice, the same words"),)),),
        decisions=(Decision("dec_1", "cmp_1", "relation", "differs", "conflicts", "Ana", "2031", "seen"),),
        components=(Component("comparison", "1", "cd" * 32),),
        settings=(("max_file_mb", 20),),
    )  # fmt: skip
