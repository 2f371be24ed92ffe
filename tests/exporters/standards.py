"""What standards that no package carries ask of the fields that the exports use, as JSON Schemas.

Written after their own texts: W3C Web Annotation Data Model (2017), IPTC ninjs 3.0, CSL input data 1.0.2.
Fields that the exports do not use are left out and so forbidden, which is stricter than the standards are.
"""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string", "minLength": 1}
_URI: Schema = {"type": "string", "pattern": r"^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+$"}
_INSTANT: Schema = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$"}


def _object(required: tuple[str, ...], **properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of, "minItems": 1}


# --- Web Annotation -----------------------------------------------------------------------------------------

_QUOTE = _object(
    ("type", "exact"),
    type={"const": "TextQuoteSelector"},
    exact=_TEXT,
    prefix={"type": "string"},
    suffix={"type": "string"},
)
_POSITION = _object(
    ("type", "start", "end"),
    type={"const": "TextPositionSelector"},
    start={"type": "integer", "minimum": 0},
    end={"type": "integer", "minimum": 0},
)
_MOTIVATIONS = {"enum": ["describing", "identifying", "linking", "tagging"]}
_PLACE = _object(
    ("type", "source", "selector"),
    type={"const": "SpecificResource"},
    source=_URI,
    purpose=_MOTIVATIONS,
    selector=_list({"oneOf": [_QUOTE, _POSITION]}),
    state=_object(("type", "sourceDate"), type={"const": "TimeState"}, sourceDate=_INSTANT),
)
_BODY = _object(
    ("type", "value"),
    type={"const": "TextualBody"},
    value=_TEXT,
    format={"const": "text/plain"},
    language={"const": "en"},
    purpose=_MOTIVATIONS,
)
_SOFTWARE = _object(("id", "type"), id=_URI, type={"const": "Software"}, name=_TEXT)
_ANNOTATION = _object(
    ("id", "type", "target"),
    id=_URI,
    type={"const": "Annotation"},
    motivation=_MOTIVATIONS,
    generator=_SOFTWARE,
    body={"oneOf": [_BODY, _list({"oneOf": [_BODY, _PLACE]})]},
    target=_PLACE,
)
WEB_ANNOTATION = _object(
    ("@context", "id", "type", "total", "first"),
    **{"@context": {"const": "http://www.w3.org/ns/anno.jsonld"}},
    id=_URI,
    type={"const": "AnnotationCollection"},
    label=_TEXT,
    generator=_SOFTWARE,
    total={"type": "integer", "minimum": 0},
    first=_object(
        ("id", "type", "items"),
        id=_URI,
        type={"const": "AnnotationPage"},
        startIndex={"const": 0},
        items={"type": "array", "items": _ANNOTATION},
    ),
)

# --- ninjs 3.0 ----------------------------------------------------------------------------------------------

_CONTENT = {"role": _TEXT, "contentType": {"const": "text/plain"}, "value": _TEXT}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_NAMED = _list(_object(("name",), name=_TEXT, rel=_TEXT, uri=_URI))
NINJS = _object(
    ("uri", "standard", "type"),
    uri=_URI,
    standard=_object(
        ("name", "version", "schema"), name={"const": "ninjs"}, version={"const": "3.0"}, schema=_URI
    ),
    type={"enum": ["text", "audio", "video", "picture", "graphic", "composite", "component"]},
    representationType={"enum": ["full", "partial"]},
    contentCreated=_INSTANT,
    edNote=_TEXT,
    language=_TEXT,
    title=_TEXT,
    by=_TEXT,
    headlines=_list(_object(("value",), **_CONTENT)),
    bodies=_list(_object(("value",), charCount=_COUNT, wordCount=_COUNT, **_CONTENT)),
    altIds=_list(_object(("role", "value"), role=_TEXT, value=_TEXT)),
    infoSources=_list(_object(("name",), name=_TEXT, role=_TEXT, uri=_URI)),
    people=_NAMED,
    organisations=_NAMED,
    places=_NAMED,
)

# --- CSL-JSON -----------------------------------------------------------------------------------------------

_PARTS = _object(
    ("date-parts",), **{"date-parts": _list({"type": "array", "items": {"type": "integer"}, "maxItems": 3})}
)
CSL = {
    "type": "array",
    "items": _object(
        ("id", "type"),
        id=_TEXT,
        type={"const": "article-newspaper"},
        title=_TEXT,
        author=_list(_object(("literal",), literal=_TEXT)),
        issued=_PARTS,
        accessed=_PARTS,
        URL=_TEXT,
        language=_TEXT,
        note=_TEXT,
        **{"container-title": _TEXT},
    ),
}
