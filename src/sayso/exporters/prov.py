"""W3C PROV-O: what was derived, revised and quoted from what, and who decided what."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.case.contents import Contents
from sayso.exporters.naming import NAME, PROGRAM, Json, dump, instant, iri, speakers, without_null
from sayso.exporters.published import published
from sayso.model import Claim, Decision, Document, Passage, Relay, Side, make_id

CONTEXT: Json = {
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_RUN = iri("run")
_ROLE = iri("reported-source")
_LONG_SHARE = 0.5
"""An article that shares so much of its words with an earlier one is derived from it; less is a quotation."""

_KINDS = {"person": "prov:Person"}


def export_prov(contents: Contents) -> Iterator[str]:
    """Provenance after the W3C's PROV-O, as JSON-LD, for archives and triple stores.

    An article half of which stands in an earlier one ``wasDerivedFrom`` that (``wasRevisionOf``, where both
    are of one outlet), one that shares less ``wasQuotedFrom`` it, where the direction is known; a claim
    ``wasQuotedFrom`` its article and has its speaker by a qualified attribution in the role of a reported
    source. The report that an article says it goes back to is its ``hadPrimarySource``; one that sayso infers
    is not. People's decisions have their time and who made them; nothing else has a time, for a case keeps no
    time of its runs.

    Lost: comparisons, groups, figures, times, where in the text anything stands.
    """
    kept = published(contents)
    graph = [*_program(kept), *_documents(kept), *_claims(kept), *_decisions(kept)]
    yield dump({"@context": CONTEXT, "@graph": graph})


def _ref(address: str) -> Json:
    return {"@id": address}


def _program(contents: Contents) -> Iterator[Json]:
    """The program, the run, and what the run was made with."""
    yield {"@id": PROGRAM, "@type": ["prov:Agent", "prov:SoftwareAgent"], "rdfs:label": NAME}
    parts = [iri(f"component:{c.name}") for c in contents.components]
    used = [iri(d.id) for d in contents.documents]
    yield without_null(
        {
            "@id": _RUN,
            "@type": "prov:Activity",
            "rdfs:label": "a run of sayso",
            "prov:wasAssociatedWith": _ref(PROGRAM),
            "prov:used": [_ref(address) for address in (*parts, *used)],
        }
    )
    for component, address in zip(contents.components, parts, strict=True):
        yield {
            "@id": address,
            "@type": "prov:Entity",
            "rdfs:label": f"{component.name} {component.version}",
            "dcterms:identifier": f"sha256:{component.sha256}",
        }
    yield {"@id": _ROLE, "@type": "prov:Role", "rdfs:label": "on whose word, as reported"}


def _documents(contents: Contents) -> Iterator[Json]:
    agents: dict[str, Json] = {}
    for document in contents.documents:
        reports = list(_reports(document, agents))
        yield from reports
        outlet = _agent(document.outlet, "prov:Organization", agents) if document.outlet else None
        yield without_null(
            {
                "@id": iri(document.id),
                "@type": "prov:Entity",
                "rdfs:label": document.title or document.path,
                "dcterms:identifier": f"sha256:{document.sha256}",
                "dcterms:issued": document.published,
                "dcterms:source": _ref(document.url) if document.url else None,
                "prov:wasAttributedTo": outlet,
                "prov:hadPrimarySource": _ref(reports[-1]["@id"]) if reports else None,
                **_derived(contents, document, reports),
            }
        )
    yield from agents.values()


def _reports(document: Document, agents: dict[str, Json]) -> Iterator[Json]:
    """The reports that an article says it carries, nearest first, each derived from the next."""
    declared = [relay for relay in document.relay if relay.status == "declared"]
    for number, relay in enumerate(declared, 1):
        deeper = declared[number] if number < len(declared) else None
        yield without_null(
            {
                "@id": _report(document, relay),
                "@type": "prov:Entity",
                "rdfs:label": f"report of {relay.name}, as named in {document.path}",
                "prov:wasAttributedTo": _agent(relay.name, "prov:Organization", agents),
                "prov:wasDerivedFrom": _ref(_report(document, deeper)) if deeper else None,
            }
        )


def _report(document: Document, relay: Relay) -> str:
    return iri(make_id("report", document.id, relay.name, relay.start))


def _derived(contents: Contents, document: Document, reports: list[Json]) -> Json:
    """From which articles and reports an article was derived, revised or quoted."""
    found: dict[str, list[Json]] = {}
    if reports:
        found["prov:wasDerivedFrom"] = [_ref(reports[0]["@id"])]
    for passage in contents.passages:
        earlier = _earlier(passage, document.id)
        if earlier is not None:
            mine = passage.right if passage.left is earlier else passage.left
            other = contents.document[earlier.document]
            name = _how(document, mine, other)
            found.setdefault(name, [])
            if _ref(iri(other.id)) not in found[name]:
                found[name].append(_ref(iri(other.id)))
    return found


def _earlier(passage: Passage, id_: str) -> Side | None:
    """The side that a document has a passage from, or None where it is the first or nothing tells."""
    if passage.direction == "left_to_right" and passage.right.document == id_:
        return passage.left
    if passage.direction == "right_to_left" and passage.left.document == id_:
        return passage.right
    return None


def _how(document: Document, mine: Side, other: Document) -> str:
    length = sum(s.end - s.start for s in document.kept()) or 1
    if (mine.end - mine.start) / length < _LONG_SHARE:
        return "prov:wasQuotedFrom"
    one_outlet = document.outlet is not None and document.outlet == other.outlet
    return "prov:wasRevisionOf" if one_outlet else "prov:wasDerivedFrom"


def _claims(contents: Contents) -> Iterator[Json]:
    agents: dict[str, Json] = {}
    for claim in contents.claims:
        yield without_null(
            {
                "@id": iri(claim.id),
                "@type": "prov:Entity",
                "prov:value": claim.text,
                "prov:wasQuotedFrom": _ref(iri(claim.document)),
                "prov:wasGeneratedBy": _ref(_RUN),
                "prov:qualifiedAttribution": list(_attributions(contents, claim, agents)),
            }
        )
    yield from agents.values()


def _attributions(contents: Contents, claim: Claim, agents: dict[str, Json]) -> Iterator[Json]:
    for id_, kind, name in speakers(contents, claim):
        agent = _agent(name, _KINDS.get(kind, "prov:Agent"), agents, id_)
        yield {"@type": "prov:Attribution", "prov:agent": agent, "prov:hadRole": _ref(_ROLE)}


def _decisions(contents: Contents) -> Iterator[Json]:
    """What people decided, by whom and when; what was taken back says since when."""
    agents: dict[str, Json] = {}
    for decision in contents.log.all:
        back = contents.log.undone.get(decision.id)
        yield without_null(
            {
                "@id": iri(decision.id),
                "@type": "prov:Entity",
                "rdfs:label": f"{decision.field} decided",
                "prov:value": decision.new,
                "rdfs:comment": decision.note,
                "prov:wasDerivedFrom": _ref(iri(decision.target)),
                "prov:wasAttributedTo": _agent(decision.who, "prov:Person", agents),
                "prov:generatedAtTime": _time(decision),
                "prov:invalidatedAtTime": _time(back) if back else None,
            }
        )
    yield from agents.values()


def _time(decision: Decision) -> Json | None:
    when = instant(decision.when)
    return {"@type": "xsd:dateTime", "@value": when} if when else None


def _agent(name: str, kind: str, agents: dict[str, Json], id_: str = "") -> Json:
    """The reference to an agent, who is noted to be told of once."""
    address = iri(id_ or make_id("agent", kind, name))
    kinds = ["prov:Agent"] if kind == "prov:Agent" else ["prov:Agent", kind]
    agents.setdefault(address, {"@id": address, "@type": kinds, "rdfs:label": name})
    return _ref(address)
