"""The schema and the reader agree: what the one refuses, so does the other."""

from __future__ import annotations

import copy
import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safetykit.documents import dumps, load, loads
from safetykit.documents.schema import DIALECT, plan_schema
from safetykit.errors import DocumentError
from safetykit.serial import dump_json, parse_plain, read_text

PLANS = sorted((Path(__file__).parents[3] / "examples" / "plans").glob("*.yaml"))
CITY = next(path for path in PLANS if path.stem == "city-of-london")
Steps = tuple[str | int, ...]
ODD = [None, True, 0, -1, 1.5, "", "odd words", [], [5], ["x"], {}, {"odd": 1}]


@functools.cache
def validator() -> jsonschema.Draft202012Validator:
    """Return the validator of the schema."""
    return jsonschema.Draft202012Validator(plan_schema())


@functools.cache
def city() -> tuple[Any, tuple[Steps, ...]]:
    """Return the plan of the City with a few items of each list, and the paths in it."""
    data = parse_plain(read_text(CITY))
    for name in ("claims", "references", "research", "context", "content"):
        data.pop(name, None)
    return data, tuple(paths(data, ()))


def paths(value: Any, path: Steps) -> Iterator[Steps]:
    """Yield the path of each value below a value."""
    children = value.items() if isinstance(value, dict) else enumerate(value)
    for step, child in children:
        yield (*path, step)
        if isinstance(child, dict | list):
            yield from paths(child, (*path, step))


@st.composite
def mutants(draw: st.DrawFn) -> Any:
    """Draw the plan of the City with one thing taken out, put in or replaced."""
    data, known = city()
    data = copy.deepcopy(data)
    *above, last = draw(st.sampled_from(known))
    parent = functools.reduce(lambda value, step: value[step], above, data)
    what = draw(st.sampled_from(["drop", "replace", "add"]))
    if what == "drop":
        del parent[last]
    elif what == "add" and isinstance(parent, dict):
        parent[draw(st.sampled_from(["odd", "titel", "id", "note"]))] = draw(st.sampled_from(ODD))
    else:
        parent[last] = draw(st.sampled_from(ODD))
    return data


def test_schema_is_valid() -> None:
    """The schema is one of draft 2020-12."""
    jsonschema.Draft202012Validator.check_schema(plan_schema())

    assert DIALECT == validator().META_SCHEMA["$id"]


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_plans_fit(path: Path) -> None:
    """Every plan of the examples fits, as it was written by hand and as it is written by us."""
    written = json.loads(dumps(load(path), format="json"))

    assert [] == list(validator().iter_errors(parse_plain(read_text(path))))
    assert [] == list(validator().iter_errors(written))


@settings(deadline=None)  # a whole plan is checked and read
@given(data=mutants())
def test_what_the_schema_refuses_the_reader_refuses(data: Any) -> None:
    """A plan that the schema does not accept is not read; the reader may refuse more."""
    if not validator().is_valid(data):
        with pytest.raises(DocumentError):
            loads(dump_json(data))


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2},
        {"format": "1"},
        {"odd": 1},
        {"title": 5},
        {"vision": None},
        {"audiences": "residents"},
        {"audiences": ["elves"]},
        {"dated": True},
        {"dated": 2017.5},
        {"area": {}},
        {"include": "partners.yaml"},
        {"id": "Not a slug"},
        {"id": "a" * 81},
    ],
)
def test_both_refuse(change: dict[str, Any]) -> None:
    """What is plainly wrong is refused by both."""
    data = city()[0] | change

    assert not validator().is_valid(data)
    with pytest.raises(DocumentError):
        loads(dump_json(data))
