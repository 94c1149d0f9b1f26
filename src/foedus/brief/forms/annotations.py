"""The trace for other programs: Web Annotations that point into the articles, and PROV-O that tells the derivation.

``web_annotations`` follows the Web Annotation Data Model (W3C Recommendation, 23 February 2017): each statement is
an annotation whose target is the article with a ``TextPositionSelector`` and a ``TextQuoteSelector``.
``provenance`` follows PROV-O (W3C Recommendation, 30 April 2013) in JSON-LD: every note of the brief is an
``Entity`` that was derived from what it rests on, and the run is the ``Activity`` that made the answer.
Identifiers are ``urn:foedus:`` names made from paths and digests, so both files agree and can be joined.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from foedus.brief.document import Document, plain
from foedus.brief.grounds import Grounds
from foedus.ledger import Statement
from foedus.provenance import Span

CONTEXT_CHARS = 32
_OWN_TERMS = {
    name: f"urn:foedus:terms:{name}"
    for name in ("speaker", "through", "voice", "kind", "phrase", "bearsOn", "direction", "digest")
}
_PROV = {
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def urn(path: str) -> str:
    """The identifier of a ground by its path."""
    return f"urn:foedus:{quote(path, safe='.')}"


def web_annotations(grounds: Grounds) -> dict[str, Any]:
    """All statements as an annotation collection (JSON-LD)."""
    items = [_annotation(grounds, statement) for statement in grounds.ordered]
    return {
        "@context": ["http://www.w3.org/ns/anno.jsonld", _OWN_TERMS],
        "id": "urn:foedus:statements",
        "type": "AnnotationCollection",
        "label": "Statements of the ledger",
        "total": len(items),
        "first": {
            "id": "urn:foedus:statements:all",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }


def _annotation(grounds: Grounds, statement: Statement) -> dict[str, Any]:
    body: dict[str, Any] = {
        "type": "Dataset",
        "speaker": statement.speaker,
        "through": list(statement.through),
        "voice": statement.voice,
        "kind": statement.kind,
    }
    if statement.phrase:
        body["phrase"] = statement.phrase
    if statement.bears_on:
        body |= {"bearsOn": statement.bears_on, "direction": statement.direction}
    found: dict[str, Any] = {
        "id": urn(f"statements.{statement.id}"),
        "type": "Annotation",
        "motivation": "identifying",
        "body": body,
        "target": [_target(grounds, statement, span) for span in statement.content],
    }
    if statement.read_by:
        program = statement.read_by.startswith("foedus")
        found["creator"] = {"type": "Software" if program else "Person", "name": statement.read_by}
    return found


def _target(grounds: Grounds, statement: Statement, span: Span) -> dict[str, Any]:
    """The place of a span: by position, and by its words with what stands around them."""
    article = grounds.by_article.get(statement.article)
    target: dict[str, Any] = {
        "type": "SpecificResource",
        "source": urn(f"articles.{statement.article}"),
        "selector": [{"type": "TextPositionSelector", "start": span.start, "end": span.end}],
    }
    if article is not None:
        target["digest"] = f"sha256:{article.digest}"
        target["selector"].append({
            "type": "TextQuoteSelector",
            "exact": article.text[span.start : span.end],
            "prefix": article.text[max(span.start - CONTEXT_CHARS, 0) : span.start],
            "suffix": article.text[span.end : span.end + CONTEXT_CHARS],
        })  # fmt: skip
    return target


def provenance(document: Document, grounds: Grounds) -> dict[str, Any]:
    """The derivation of every number of the brief as PROV-O (JSON-LD)."""
    run = grounds.assessment.get("run") or {}
    activity: dict[str, Any] = {"@id": "urn:foedus:run", "@type": "prov:Activity", "rdfs:label": "assessment"}
    activity["prov:used"] = [
        {
            "@id": urn(f"articles.{article.name}"),
            "@type": "prov:Entity",
            "dcterms:identifier": f"sha256:{article.digest}",
        }
        for article in grounds.articles
    ]
    activity["prov:wasAssociatedWith"] = {
        "@id": f"urn:foedus:program:{quote(str(run.get('version') or document.version))}", "@type": "prov:SoftwareAgent",
        "rdfs:label": f"foedus {run.get('version') or document.version}",
    }  # fmt: skip
    entities = []
    for note in document.notes:
        entity: dict[str, Any] = {
            "@id": urn(note.path), "@type": "prov:Entity", "rdfs:label": note.title, "dcterms:type": note.kind,
            "dcterms:description": " ".join(plain(line) for line in note.lines),
        }  # fmt: skip
        if note.rests_on:
            entity["prov:wasDerivedFrom"] = [{"@id": urn(path)} for path in note.rests_on]
        if note.kind in ("answer", "step", "driver"):
            entity["prov:wasGeneratedBy"] = {"@id": "urn:foedus:run"}
        entities.append(entity)
    return {"@context": _PROV, "@graph": [activity, *entities]}
