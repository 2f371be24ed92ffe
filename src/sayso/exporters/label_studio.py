"""Label Studio: articles as tasks, with what was found as predictions to be corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sayso.case.contents import Contents
from sayso.case.decided import decided
from sayso.case.decisions import found
from sayso.exporters.naming import NAME, Json, dump
from sayso.model import Claim, Document, Figure

LABELS = ("claim", "source", "cue", "figure")
FIELDS: Mapping[str, tuple[str, ...]] = {"claim": ("speaker",), "figure": ("low", "high", "counted")}
"""Which fields of a region can be written over, by its label; they come back as decisions."""

CONFIG = """<View>
  <Style>.htx-text { white-space: pre-wrap; }</Style>
  <Header value="$outlet – $title"/>
  <Labels name="label" toName="text">
    <Label value="claim" background="#4682dc"/>
    <Label value="source" background="#3ca05a"/>
    <Label value="cue" background="#8c64c8"/>
    <Label value="figure" background="#ebaa1e"/>
  </Labels>
  <Text name="text" value="$text" granularity="word"/>
  <View visibleWhen="region-selected" whenTagName="label" whenLabelValue="claim">
    <Header value="speaker"/>
    <TextArea name="speaker" toName="text" perRegion="true" maxSubmissions="1" editable="true"/>
  </View>
  <View visibleWhen="region-selected" whenTagName="label" whenLabelValue="figure">
    <Header value="low, high, what is counted"/>
    <TextArea name="low" toName="text" perRegion="true" maxSubmissions="1" editable="true"/>
    <TextArea name="high" toName="text" perRegion="true" maxSubmissions="1" editable="true"/>
    <TextArea name="counted" toName="text" perRegion="true" maxSubmissions="1" editable="true"/>
  </View>
  <View visibleWhen="region-selected">
    <Header value="note"/>
    <TextArea name="note" toName="text" perRegion="true" maxSubmissions="1" editable="true"/>
  </View>
</View>
"""


def export_label_studio(contents: Contents) -> Iterator[str]:
    """Tasks for Label Studio, one an article, with claims, sources, cues and figures as predictions.

    ``sayso export --format label-studio-config`` gives the labelling interface. What is corrected there comes
    back by ``sayso adopt`` as decisions. Offsets count code points, as Label Studio's do. Decisions that
    stand are in the predictions; what is marked private is not left out, for this is work.

    Lost: modes, denials, times, entities, comparisons, groups, evidence and steps.
    """
    yield dump(list(tasks(contents).values()))


def export_label_studio_config(contents: Contents) -> Iterator[str]:
    """The labelling interface for the tasks of ``label-studio``, as XML to paste into a project's settings.

    Lost: the case itself; this is the same for every case.
    """
    yield CONFIG


def tasks(contents: Contents) -> dict[str, Json]:
    """The task of each document by its id."""
    case = decided(contents)
    regions: dict[str, list[Claim | Figure]] = {d.id: [] for d in case.documents}
    things: tuple[Claim | Figure, ...] = (*case.claims, *case.figures)
    for thing in things:
        regions[thing.document].append(thing)
    return {document.id: _task(document, regions[document.id]) for document in case.documents}


def _task(document: Document, things: Sequence[Claim | Figure]) -> Json:
    result: list[Json] = []
    for thing in things:
        result += _claim(document, thing) if isinstance(thing, Claim) else _figure(document, thing)
    return {
        "data": {
            "text": document.text,
            "document": document.id,
            "path": document.path,
            "outlet": document.outlet or "outlet not given",
            "title": document.title or "no headline",
            "published": document.published or "",
        },
        "predictions": [{"model_version": NAME, "result": result}],
    }


def _claim(document: Document, claim: Claim) -> Iterator[Json]:
    yield _region(claim.id, "claim", document, claim.start, claim.end)
    yield from _fields(claim.id, claim, "claim")
    if claim.cue:
        yield _region(f"{claim.id}:cue", "cue", document, claim.cue.start, claim.cue.end)
        yield _relation(claim.id, f"{claim.id}:cue")
    for number, source in enumerate(claim.sources, 1):
        if source.end > source.start:
            yield _region(f"{claim.id}:source:{number}", "source", document, source.start, source.end)
            yield _relation(claim.id, f"{claim.id}:source:{number}")


def _figure(document: Document, figure: Figure) -> Iterator[Json]:
    yield _region(figure.id, "figure", document, figure.start, figure.end)
    yield from _fields(figure.id, figure, "figure")


def _region(id_: str, label: str, document: Document, start: int, end: int) -> Json:
    value = {"start": start, "end": end, "text": document.text[start:end], "labels": [label]}
    return {"id": id_, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def _fields(id_: str, thing: Claim | Figure, label: str) -> Iterator[Json]:
    for name in FIELDS[label]:
        value = found(thing, name)
        if value is not None:
            kept = {"start": thing.start, "end": thing.end, "text": [value]}
            yield {"id": id_, "from_name": name, "to_name": "text", "type": "textarea", "value": kept}


def _relation(claim: str, other: str) -> Json:
    return {"type": "relation", "from_id": claim, "to_id": other, "direction": "right"}
