"""schema.org: articles, quotations and claims as search engines and fact-checkers know them."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.case.contents import Contents
from sayso.exporters.naming import Json, dump, iri, speakers, without_null
from sayso.exporters.published import published
from sayso.model import Claim, Decision, Document

CONTEXT = "https://schema.org"
_TYPES = {
    "person": "Person",
    "organization": "Organization",
    "group": "Organization",
    "outlet": "NewsMediaOrganization",
}
"""A speaker of another kind, or of none that is known, goes without a type."""


def export_schema_org(contents: Contents) -> Iterator[str]:
    """Articles, quotations and claims in the words of schema.org, as JSON-LD, for pages and fact-checkers.

    What several articles say, or one on somebody's word, is a ``Claim`` with every ``appearance`` in this
    case; ``firstAppearance`` is never given, for a case does not know what lies outside it. A ``ClaimReview``
    is made where a person graded a claim, in their name and by their scheme, and never by the program.

    Lost: indirect speech as such, figures, times, relations of comparisons, origins, offsets, steps.
    """
    kept = published(contents)
    graph = [*_articles(kept), *_quotations(kept), *_claims(kept), *_reviews(kept)]
    yield dump({"@context": CONTEXT, "@graph": graph})


def _articles(contents: Contents) -> Iterator[Json]:
    for document in contents.documents:
        yield without_null(
            {
                "@type": "NewsArticle",
                "@id": iri(document.id),
                "headline": document.title,
                "datePublished": document.published,
                "dateModified": document.updated,
                "inLanguage": document.language,
                "url": document.url,
                "identifier": f"sha256:{document.sha256}",
                "author": [{"@type": "Person", "name": name} for name in document.authors],
                "publisher": _outlet(document.outlet) if document.outlet else None,
                "isBasedOn": _carried(document),
            }
        )


def _outlet(name: str) -> Json:
    return {"@type": "NewsMediaOrganization", "name": name}


def _carried(document: Document) -> list[Json]:
    """The reports that an article says it carries."""
    return [
        {"@type": "CreativeWork", "publisher": _outlet(r.name)}
        for r in document.relay
        if r.status == "declared"
    ]


def _quotations(contents: Contents) -> Iterator[Json]:
    for claim in contents.claims:
        if claim.mode == "direct":
            yield without_null(
                {
                    "@type": "Quotation",
                    "@id": iri(claim.id),
                    "text": claim.text,
                    "spokenByCharacter": _speakers(contents, claim),
                    "isPartOf": {"@id": iri(claim.document)},
                }
            )


def _speakers(contents: Contents, claim: Claim) -> list[Json]:
    return [
        without_null({"@type": _TYPES.get(kind), "@id": iri(id_) if id_ else None, "name": name})
        for id_, kind, name in speakers(contents, claim)
    ]


def _claims(contents: Contents) -> Iterator[Json]:
    """One claim a group, and one for each attributed claim that stands in none."""
    grouped: set[str] = set()
    for group in contents.groups:
        members = [contents.claim[m] for m in group.members]
        grouped |= {m.id for m in members}
        yield _claim(group.id, group.label, members)
    for claim in contents.claims:
        if claim.id not in grouped and claim.mode != "narrated" and not claim.silent:
            yield _claim(_lone(claim), claim.text, [claim])


def _lone(claim: Claim) -> str:
    return f"{claim.id}:claim"


def _claim(id_: str, text: str, members: list[Claim]) -> Json:
    places = dict.fromkeys((m.id if m.mode == "direct" else m.document) for m in members)
    return {
        "@type": "Claim",
        "@id": iri(id_),
        "text": text,
        "appearance": [{"@id": iri(place)} for place in places],
    }


def _reviews(contents: Contents) -> Iterator[Json]:
    """A review for each grade that a person gave a claim, and that stands."""
    claim_of = {m: g.id for g in contents.groups for m in g.members}
    for decision in contents.log.in_force.values():
        claim = contents.claim.get(decision.target)
        if claim is not None and decision.field == "grade" and decision.new:
            silent = claim.mode == "narrated" or claim.silent
            if claim.id in claim_of or not silent:
                yield _review(decision, claim_of.get(claim.id, _lone(claim)), claim)


def _review(decision: Decision, reviewed: str, claim: Claim) -> Json:
    return without_null(
        {
            "@type": "ClaimReview",
            "@id": iri(decision.id),
            "claimReviewed": claim.text,
            "itemReviewed": {"@id": iri(reviewed)},
            "author": {"@type": "Person", "name": decision.who},
            "datePublished": decision.when,
            "reviewBody": decision.note,
            "reviewRating": {"@type": "Rating", "alternateName": decision.new},
        }
    )
