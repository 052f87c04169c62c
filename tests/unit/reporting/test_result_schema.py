"""The schema of results: it accepts what is written, and refuses what is not."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

for needed in ("numpy", "jsonschema"):
    pytest.importorskip(needed)

import jsonschema

import safetykit
from safetykit.reporting import result_schema, to_json


@pytest.fixture(scope="module")
def found(city: safetykit.Evaluation) -> dict[str, Any]:
    """The City's evaluation as a program reads it."""
    data: dict[str, Any] = json.loads(to_json(city))
    return data


def problems(data: object, kind: str) -> list[str]:
    """Return what the schema says against data of a kind."""
    schema = result_schema()
    part = {"$defs": schema["$defs"], "$ref": f"#/$defs/{kind}"}
    checker = jsonschema.Draft202012Validator(part, format_checker=jsonschema.FormatChecker())
    return [error.json_path for error in checker.iter_errors(data)]


def test_the_schema_is_one() -> None:
    """The schema itself keeps the rules of its dialect."""
    jsonschema.Draft202012Validator.check_schema(result_schema())


def test_an_evaluation(found: dict[str, Any]) -> None:
    """An evaluation as written is what the schema says."""
    assert [] == problems(found, "evaluation")
    assert jsonschema.Draft202012Validator(result_schema()).is_valid(found)


def test_an_audit(city: safetykit.Evaluation) -> None:
    """So is an audit, and with evidence in it."""
    data = json.loads(to_json(city.audit))

    assert len(city.plan.actions) == len(data["evidence"])
    assert [] == problems(data, "audit")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("results", 0, "status"), "good"),
        (("results", 0, "series", 0, "count"), "5"),
        (("results", 0, "comparison", "before", "first"), "2016"),
        (("audit", "findings", 0, "severity"), "fatal"),
        (("as_of",), "today"),
        (("score",), 7),
    ],
)
def test_what_is_no_result(found: dict[str, Any], path: tuple[Any, ...], value: object) -> None:
    """A wrong word, kind or day is found at its place, and so is a key that is not ours."""
    wrong = copy.deepcopy(found)
    inner = wrong
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value

    assert 1 == len(problems(wrong, "evaluation"))


def test_the_thread_is_there(found: dict[str, Any]) -> None:
    """Programs get how firmly the plan promises, and the golden thread with its loose ends."""
    promised = found["promised"]

    assert 69 == promised["commitments"]["will"]
    assert 18 == sum(node["loose"] for node in promised["thread"]["nodes"])
