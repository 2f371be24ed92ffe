"""The JSON Schema of the export, made from the model, so that the two cannot part."""

from __future__ import annotations

import dataclasses
import types
import typing
from typing import Any

from sayso import model
from sayso.case.checking import REJECTED
from sayso.case.contents import Component
from sayso.exporters.jsonl import FORMAT
from sayso.records import TYPES

Schema = dict[str, Any]

_BOUNDS: Schema = {
    "type": "object",
    "properties": {"start": {"type": "integer"}, "end": {"type": "integer"}},
    "required": ["start", "end"],
}
_SPECIAL: dict[tuple[str, str], Schema] = {
    ("claim", "sentence"): _BOUNDS,
    ("document", "insertions"): {"type": "array", "items": _BOUNDS},
    ("claim", "mode"): {"enum": list(model.MODES)},
    ("source", "described"): {"enum": [None, *model.DESCRIBED]},
    ("comparison", "relation"): {"enum": list(model.RELATIONS)},
    ("comparison", "decision"): {"enum": [None, *model.RELATIONS, REJECTED]},
    ("passage", "direction"): {"enum": ["left_to_right", "right_to_left", "unknown"]},
    ("time", "kind"): {"enum": ["DATE", "TIME", "DURATION", "SET"]},
    ("figure", "kind"): {"enum": ["count", "money", "share", "measure", "duration", "age"]},
    ("entity", "kind"): {"enum": ["person", "organization", "place", "group", "outlet"]},
}
"""Fields that the export writes otherwise than the model holds them, or whose words are fixed."""


def export_schema() -> Schema:
    """A schema that one line of the export follows: an object of one of the types."""
    kinds = {"case": _case(), **{name: _record(name, kind) for name, kind in TYPES.items()}}
    kinds["document"]["properties"]["segments"]["items"]["properties"]["kind"] = {
        "enum": sorted(model.SEGMENT_KINDS)
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A line of a sayso export ({FORMAT})",
        "oneOf": [{"$ref": f"#/$defs/{name}"} for name in kinds],
        "$defs": kinds,
    }


def _case() -> Schema:
    return {
        "type": "object",
        "properties": {
            "type": {"const": "case"},
            "id": {"type": "string"},
            "format": {"const": FORMAT},
            "version": {"type": "string"},
            "components": {"type": "array", "items": _object(Component, "component")},
            "settings": {
                "type": "object",
                "properties": {
                    "map": _of(dict[str, dict[str, tuple[str, ...]]]),
                    "known": _of(dict[str, int | str]),
                    "components": _of(dict[str, dict[str, Any]]),
                },
                "additionalProperties": {"type": "integer"},
            },
            "redacted": {"const": True},
        },
        "required": ["type", "id", "format", "version", "components", "settings"],
    }


def _record(name: str, kind: type) -> Schema:
    made = _object(kind, name)
    made["properties"] = {"type": {"const": name}, **made["properties"]}
    made["required"] = ["type", *made["required"]]
    return made


def _object(kind: Any, name: str) -> Schema:
    hints = typing.get_type_hints(kind)
    properties = {
        field.name.rstrip("_"): _SPECIAL.get((name, field.name)) or _of(hints[field.name])
        for field in dataclasses.fields(kind)
    }
    return {"type": "object", "properties": properties, "required": list(properties)}


def _of(hint: Any) -> Schema:
    """The schema of a Python type as the records write it."""
    if hint is Any:
        return {}
    if dataclasses.is_dataclass(hint):
        return _object(hint, getattr(hint, "__name__", "").lower())
    simple = {str: "string", int: "integer", float: "number", bool: "boolean"}
    if hint in simple:
        return {"type": simple[hint]}
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is types.UnionType or origin is typing.Union:
        return {"anyOf": [{"type": "null"} if a is type(None) else _of(a) for a in args]}
    if origin is tuple:
        if args[-1] is Ellipsis:
            return {"type": "array", "items": _of(args[0])}
        return {
            "type": "array",
            "prefixItems": [_of(a) for a in args],
            "minItems": len(args),
            "maxItems": len(args),
        }
    if origin is dict:
        return {"type": "object", "additionalProperties": _of(args[1])}
    raise TypeError(f"no schema for {hint}")
