"""The JSON Schema of plan files, generated from the classes of the model.

What belongs here: the schema, which says of a document what `structure` would say of its shape:
which keys there are, which must be there, and what each holds. What does not: what only the whole
plan can tell, such as a reference that leads nowhere. What the schema refuses, the reader refuses;
the reader may refuse more.

The schema is shipped as `schema/plan-1.json`, for editors that check a plan while it is written.
"""

from __future__ import annotations

import datetime as dt
import functools
import importlib.resources
import inspect
import json
import operator
import types
from enum import StrEnum
from typing import Any, Final, Union, get_args, get_origin

import attrs

from safetykit.documents.plans import PLAN_FORMAT
from safetykit.errors import InputError
from safetykit.model import Id, Plan
from safetykit.model.ids import MAX_ID_LENGTH, REFERS_TO, SLUG
from safetykit.serial import PlainData, unstructure
from safetykit.serial.notes import attribute_notes, summary

__all__ = ["DIALECT", "plan_schema", "shipped_schema"]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_NONE: Final = type(None)
_PLAIN: Final = {str: "string", int: "integer", float: "number", bool: "boolean"}
_ID: Final = {
    "description": "A short name in small letters, digits and hyphens, unique in the plan.",
    "type": "string",
    "maxLength": MAX_ID_LENGTH,
    "pattern": f"^{SLUG}$",
}
_FORMAT: Final = {
    "description": "The version of the format of this document.",
    "const": PLAN_FORMAT,
    "type": "integer",
}
_INCLUDE: Final = {
    "description": "Files in or under the folder of this one, whose lists are added to the plan's.",
    "type": "array",
    "items": {"type": "string", "minLength": 1},
}
Schema = dict[str, Any]


def plan_schema() -> Schema:
    """Return the JSON Schema of plan files, in draft 2020-12, as plain data.

    Returns:
        A new dictionary with a definition in `$defs` for each class of the model.

    Examples:
        >>> schema = plan_schema()
        >>> schema["required"][:3]
        ['format', 'id', 'title']
        >>> schema["$defs"]["Passage"]["properties"]["page"]
        {'type': 'string'}
    """
    definitions: dict[str, Schema] = {}
    plan = _class_schema(Plan, definitions)
    return {
        "$schema": DIALECT,
        "$id": f"urn:safetykit:plan:{PLAN_FORMAT}",
        "title": f"A community-safety plan, format {PLAN_FORMAT}",
        **plan,
        "properties": {"format": _FORMAT, "include": _INCLUDE, **plan["properties"]},
        "required": ["format", *plan["required"]],
        "$defs": dict(sorted(definitions.items())),
    }


def shipped_schema() -> Schema:
    """Return the schema that the package carries as a file; it equals `plan_schema()`."""
    file = importlib.resources.files("safetykit.documents") / f"schema/plan-{PLAN_FORMAT}.json"
    schema: Schema = json.loads(file.read_text(encoding="utf-8"))
    return schema


def _schema_of(kind: Any, definitions: dict[str, Schema]) -> Schema:
    """Return the schema of a type that a field can have."""
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _schema_of(get_args(kind)[0], definitions)}
    if get_origin(kind) in (Union, types.UnionType):
        inner = functools.reduce(operator.or_, (a for a in get_args(kind) if a is not _NONE))
        return {"anyOf": [_schema_of(inner, definitions), {"type": "null"}]}
    name: str = kind.__name__
    if name not in definitions:
        definitions[name] = {}  # a class that holds itself finds its name taken
        definitions[name] |= _definition(kind, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _definition(kind: Any, definitions: dict[str, Schema]) -> Schema:
    """Return what stands in `$defs` for a class, an enumeration or an id."""
    if kind is Id:
        return dict(_ID)
    if kind is dt.date:
        pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
        return {"description": "A day.", "type": "string", "pattern": pattern}
    if inspect.isclass(kind) and issubclass(kind, StrEnum):
        return {"description": summary(kind), "enum": [member.value for member in kind]}
    if callable(getattr(kind, "parse", None)):
        return {"description": summary(kind), "type": ["string", "integer"]}
    if attrs.has(kind):
        return _class_schema(kind, definitions)
    raise InputError("kind", kind, "a class that a document can hold")


def _class_schema(kind: type[attrs.AttrsInstance], definitions: dict[str, Schema]) -> Schema:
    """Return the schema of a mapping: its keys, those that are required, and no others."""
    attrs.resolve_types(kind)
    fields = [field for field in attrs.fields(kind) if not field.metadata.get("transient")]
    notes = attribute_notes(kind)
    return {
        "description": summary(kind),
        "type": "object",
        "properties": {
            field.name: _field_schema(field, notes.get(field.name, ""), definitions)
            for field in fields
        },
        "required": [field.name for field in fields if field.default is attrs.NOTHING],
        "additionalProperties": False,
    }


def _field_schema(field: attrs.Attribute[Any], note: str, definitions: dict[str, Schema]) -> Schema:
    """Return the schema of a field, with its default value and what it refers to."""
    schema = _schema_of(field.type, definitions)
    if not note and (collection := field.metadata.get(REFERS_TO)):
        note = f"Names one of `{collection}`, or several of them."
    if note:
        schema = {"description": note, **schema}
    if field.default is not attrs.NOTHING and field.default not in (None, "", ()):
        schema["default"] = _plain_default(field.default)
    return schema


def _plain_default(value: object) -> PlainData:
    return unstructure(value)
