"""JSON Schema of case files for editors, made from the declaration of the notation.

It helps to complete and to explain while typing; the rules of ``check`` say what it cannot.
"""

from __future__ import annotations

from typing import Any

from foedus.case.notation import RECORDS, SECTIONS, Field
from foedus.quantity import FAMILIES

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SCALAR = {"type": ["string", "number", "boolean"]}

_KINDS: dict[str, dict[str, Any]] = {
    "text": _SCALAR,
    "name": {"type": ["string", "number", "boolean"]},
    "number": {"type": ["number", "string"]},
    "date": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    "boolean": {"enum": [True, False, "true", "false", "yes", "no"]},
    "names": {"type": ["array", "string"], "items": _SCALAR},
    "texts": {"type": ["array", "string"], "items": _SCALAR},
    "expression": {"type": ["string", "number"]},
    "condition": {"type": "string"},
    "because": {"type": "string"},
    "distribution": {"$ref": "#/$defs/distribution"},
    "quantity": {"$ref": "#/$defs/quantity"},
    "table": {"type": "object"},
    "records": {"type": ["object", "array"]},
}


def schema() -> dict[str, Any]:
    """The schema as plain values, ready for ``json.dumps``."""
    top = _record("case")
    properties = top["properties"]
    for section, record in SECTIONS.items():
        properties[section] |= {"type": "object", "additionalProperties": {"$ref": f"#/$defs/{record}"}}
    for section in ("question", "timing", "reference_class"):
        properties[section] = {"$ref": f"#/$defs/{section}"}
    properties["quantities"] |= _under_ids(
        {"anyOf": [{"$ref": "#/$defs/quantity"}, {"$ref": "#/$defs/members"}]}
    )
    properties["nodes"] |= _under_ids({"anyOf": [{"$ref": "#/$defs/decision"}, {"$ref": "#/$defs/chance"}]})
    properties["utilities"] |= _under_ids({"type": "array", "items": {"$ref": "#/$defs/term"}})
    properties["payoffs"] |= {"type": "array", "items": {"type": "object"}}
    definitions = {name: _record(name) for name in RECORDS if name != "case"}
    for name in ("actor", "course", "term"):  # a single text or number stands for the whole record
        definitions[name] = {"anyOf": [_SCALAR, definitions[name]]}
    definitions |= {"distribution": _distribution(), "quantity": _quantity(), "members": _members()}
    return {"$schema": _DIALECT, "title": "A case of foedus", **top, "$defs": definitions}


def _under_ids(record: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": record}


def _record(name: str) -> dict[str, Any]:
    fields = RECORDS[name]
    return {
        "type": "object",
        "properties": {field.key: _property(field) for field in fields},
        "required": [field.key for field in fields if field.required],
        "additionalProperties": False,
    }


def _property(field: Field) -> dict[str, Any]:
    kind = {"enum": list(field.choices)} if field.choices else _KINDS[field.kind]
    return {**kind, "description": field.says}


def _families() -> dict[str, Any]:
    numbers = {"type": "array", "items": {"type": ["number", "string"]}}
    return {**dict.fromkeys(FAMILIES, numbers), "value": {"type": ["number", "string"]}}


def _distribution() -> dict[str, Any]:
    table = {"type": "object", "properties": _families(), "minProperties": 1, "maxProperties": 1}
    return {"anyOf": [{"type": ["number", "string"]}, {**table, "additionalProperties": False}]}


def _reasons() -> dict[str, Any]:
    return {
        "because": {
            "type": "string",
            "description": "why the number has its value; begins with the kind of ground",
        },
        "unit": {"type": "string", "description": "what it is measured in"},
        "fitted": {
            "enum": [True, False, "true", "false", "yes", "no"],
            "description": "whether it was fitted to history",
        },
    }


def _quantity() -> dict[str, Any]:
    table = {"type": "object", "properties": {**_families(), **_reasons()}, "additionalProperties": False}
    return {"anyOf": [{"type": ["number", "string"]}, table]}


def _members() -> dict[str, Any]:
    members = {"$ref": "#/$defs/quantity"}
    return {"type": "object", "properties": _reasons(), "additionalProperties": members}
