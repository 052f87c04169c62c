"""The JSON Schema: generated from the model, and shipped as it was generated."""

from __future__ import annotations

import datetime as dt
import importlib.resources
from typing import Any

import attrs
import pytest

from safetykit.documents import PLAN_FORMAT
from safetykit.documents.schema import _class_schema, plan_schema, shipped_schema
from safetykit.errors import InputError
from safetykit.model import Plan, Strength
from safetykit.serial import dump_json


def test_shipped_file_is_the_generated_one() -> None:
    """The package carries the schema of its own model, letter by letter."""
    name = f"schema/plan-{PLAN_FORMAT}.json"
    shipped = (importlib.resources.files("safetykit.documents") / name).read_text("utf-8")
    remedy = f"run: safetykit schema -o src/safetykit/documents/{name}"

    assert dump_json(plan_schema()) == shipped, remedy
    assert plan_schema() == shipped_schema()


def test_keys_are_those_of_the_plan() -> None:
    """A document holds the format, what it includes, and the fields of a plan; nothing else."""
    schema = plan_schema()
    fields = [f.name for f in attrs.fields(Plan) if not f.metadata.get("transient")]

    assert ["format", "include", *fields] == list(schema["properties"])
    assert schema["additionalProperties"] is False
    assert "area" in schema["required"]
    assert "vision" not in schema["required"]


def test_kinds_of_values() -> None:
    """Words, choices, ids, days and lists each have their own shape."""
    defs = plan_schema()["$defs"]

    assert ["string", "integer"] == defs["Approx"]["type"]
    assert ["string", "integer"] == defs["PartialDate"]["type"]
    assert [strength.value for strength in Strength] == defs["Strength"]["enum"]
    assert 80 == defs["Id"]["maxLength"]
    assert "string" == defs["date"]["type"]
    assert {"type": "array", "items": {"type": "string"}} == defs["Priority"]["properties"]["scope"]
    assert {"type": "null"} == defs["Action"]["properties"]["passage"]["anyOf"][1]
    assert ["what", "strength"] == defs["Commitment"]["required"]


def test_words_for_an_editor() -> None:
    """Descriptions come from docstrings and references; a default is told where it says much."""
    defs = plan_schema()["$defs"]

    assert "A number that the plan states." == defs["Claim"]["description"]
    assert "The statement, paraphrased." == defs["Claim"]["properties"]["says"]["description"]
    assert "`organisations`" in defs["Action"]["properties"]["owner"]["description"]
    assert "stated" == defs["Target"]["properties"]["status"]["default"]
    assert all(definition["description"] for definition in defs.values())


def test_class_that_holds_itself() -> None:
    """A class may hold itself: its name is taken before its fields are looked at."""
    definitions: dict[str, Any] = {}

    schema = _class_schema(Branch, definitions)

    assert {"$ref": "#/$defs/Branch"} == schema["properties"]["branches"]["items"]
    assert {"Branch", "date"} == definitions.keys()


def test_unknown_kind() -> None:
    """A field that no document can hold is an error when the schema is made."""
    with pytest.raises(InputError, match="expected a class that a document can hold, got <class"):
        _class_schema(Odd, {})


@attrs.frozen(kw_only=True)
class Branch:
    """A branch."""

    grown: dt.date
    branches: tuple[Branch, ...] = ()


@attrs.frozen(kw_only=True)
class Odd:
    """A class with a field of no known kind."""

    value: complex
