"""Laws of plan documents: they come back, and a spoilt one is only ever refused clearly."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from safetykit.documents import dumps, loads
from safetykit.errors import DocumentError
from safetykit.model import Plan
from safetykit.serial import Text, dump_yaml, parse_plain
from safetykit.testing.strategies import plans

MUTANTS = max(150, settings.default.max_examples if settings.default else 0)


@given(plans())
def test_plans_come_back(plan: Plan) -> None:
    """A plan is read back equal from both notations, and is written the same again."""
    for notation in ("yaml", "json"):
        content = dumps(plan, format=notation)
        again = loads(content)

        assert plan == again
        assert content == dumps(again, format=notation)


STRANGE = st.sampled_from(
    [None, True, 0, -1, 1.5, 10**30, "", "x", "12", "false", "unknown", [], [None], {}, {"id": 5}]
) | st.text(max_size=5)
WORD = st.sampled_from(["id", "titel", "owner", "format", "origin", ""]) | st.text(max_size=5)


def containers(value: Any) -> list[Any]:
    """Return every mapping and every list that is not empty in plain data."""
    found = [value] if isinstance(value, dict | list) and value else []
    children = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict | list):
        found += [inner for child in children for inner in containers(child)]
    return found


def spoil(draw: st.DrawFn, data: Any) -> None:
    """Change one thing in plain data: replace, remove, add, double or nest."""
    spot = draw(st.sampled_from(containers(data)))
    keys = list(spot) if isinstance(spot, dict) else list(range(len(spot)))
    key = draw(st.sampled_from(keys))
    job = draw(st.sampled_from(["replace", "remove", "add", "double", "nest"]))
    if job == "replace":
        spot[key] = copy.deepcopy(draw(STRANGE))
    elif job == "remove":
        del spot[key]
    elif job == "add" and isinstance(spot, dict):
        spot[draw(WORD)] = copy.deepcopy(draw(STRANGE))
    elif job == "double" and isinstance(spot, list):
        spot.append(copy.deepcopy(spot[key]))
    else:
        spot[key] = [spot[key]]


@settings(max_examples=MUTANTS)
@given(st.data())
def test_spoilt_documents_are_refused_with_a_place(data: st.DataObject) -> None:
    """A spoilt document is still a plan, or a document error whose every problem has a place."""
    plain = parse_plain(Text(content=dumps(data.draw(plans()))))
    for _ in range(data.draw(st.integers(1, 3))):
        if containers(plain):
            spoil(data.draw, plain)
    for content in (dump_yaml(plain), json.dumps(plain)):
        check(content)


@settings(max_examples=MUTANTS)
@given(plans(), st.data())
def test_spoilt_texts_are_refused_with_a_place(plan: Plan, data: st.DataObject) -> None:
    """A document with a line doubled, lost or cut is still a plan, or refused with a place."""
    notation = data.draw(st.sampled_from(["yaml", "json"]))
    lines = dumps(plan, format=notation).split("\n")
    i = data.draw(st.integers(0, len(lines) - 1))
    job = data.draw(st.sampled_from(["double", "lose", "cut", "indent", "letter"]))
    if job == "double":
        lines.insert(i, lines[i])
    elif job == "lose":
        del lines[i]
    elif job == "cut":
        lines = [*lines[:i], lines[i][: len(lines[i]) // 2]]
    elif job == "indent":
        lines[i] = data.draw(st.sampled_from([" ", "\t", "- ", "? ", "&a ", "*a "])) + lines[i]
    else:
        lines[i] += data.draw(st.characters())
    check("\n".join(lines))


def check(content: str) -> None:
    """Require a plan, or a document error in which every problem has a place, in order."""
    try:
        plan = loads(content)
    except DocumentError as error:
        lines = [problem.place.line for problem in error.problems]

        assert lines
        assert all(lines)
        assert sorted(lines, key=lambda line: line or 0) == lines
    else:
        assert plan == loads(dumps(plan))
