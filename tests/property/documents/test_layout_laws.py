"""Formatting changes how a plan looks and never what it says."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from safetykit.documents import dumps, loads
from safetykit.documents.layout import format_text
from safetykit.errors import DocumentError
from safetykit.serial import Text, dump_yaml, find_comments, parse_plain

PLAN = """\
format: 1
id: plan
title: A plan
area: {name: Here, code: '007', populations: [{id: p, basis: resident, value: over 60, year: 2017,
    source: x}]}
partnership:
  name: Partners
  members:
  - organisation: police
    status: statutory
period:
    period:
        start: 2017-10
        end: "2018"
dated: October 2017
vision: >-
  Safe streets
  for all

  and homes
scope: ["12:30", 'no',
  yes]
aims:
    -   plain words
        over two lines
    - |
      lines # of text
        kept
organisations:
- {id: police, name: Police}
-   id: council
    name: 'City: Council'
    existed:
groups:
  - id: board
    name: "Board \\u00e9"
    planned: true
    role:
    - decides
"""
COMMENTS = ["# why", "# 'quoted' & *odd* [x]", "#", "#no space", "# a: b"]


@st.composite
def commented(draw: st.DrawFn) -> str:
    """Draw a plan with comments and blank lines put in anywhere."""
    lines = []
    for line in PLAN.splitlines():
        if draw(st.integers(0, 5)) == 0:
            indent = draw(st.sampled_from([0, 2, 4, 6]))
            lines.append(" " * indent + draw(st.sampled_from([*COMMENTS, ""])))
        tail = draw(st.sampled_from(["", "", "", "", "  # at the end", " #x"]))
        lines.append(line + (tail if line.strip() else ""))
    return "\n".join(lines) + "\n"


def read(content: str) -> Any:
    """Return the plain data of a text, or none where it is not of the dialect."""
    try:
        return parse_plain(Text(content=content))
    except DocumentError:
        return None


@settings(deadline=None)
@given(content=commented())
def test_meaning_and_comments_stay(content: str) -> None:
    """The plan means the same, each comment is there in its turn, and twice is once."""
    data = read(content)
    assume(data is not None)
    if any(not comment.is_loose for comment in find_comments(content)):
        with pytest.raises(DocumentError, match=r"within .* would be lost"):
            format_text(Text(content=content))
        return
    formatted = format_text(Text(content=content))

    assert json.dumps(data) == json.dumps(read(formatted))
    assert [c.text for c in find_comments(content)] == [c.text for c in find_comments(formatted)]
    assert formatted == format_text(Text(content=formatted))


@settings(deadline=None)
@given(
    indent=st.integers(2, 6),
    flow=st.sampled_from([True, False, None]),
    style=st.sampled_from([None, '"', "'", "|", ">"]),
    width=st.integers(20, 200),
)
def test_every_way_of_writing(
    indent: int, flow: bool | None, style: str | None, width: int
) -> None:
    """However a plan is indented, quoted and folded, formatting it leaves the plan as it was."""
    plan = loads(PLAN)
    data = json.loads(dumps(plan, format="json"))
    content = (
        yaml.safe_dump(
            data, indent=indent, default_flow_style=flow, default_style=style, width=width
        )
        .replace("!!int ", "")
        .replace("!!bool ", "")
    )
    content = content.replace('"format": "1"', '"format": 1').replace("'format': '1'", "format: 1")
    assume(read(content) is not None)
    formatted = format_text(Text(content=content))

    assert json.dumps(read(content)) == json.dumps(read(formatted))
    assert formatted == format_text(Text(content=formatted))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="ascii"), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("ab -:#", max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(deadline=None)
@given(value=VALUES)
def test_any_data(value: Any) -> None:
    """Any document of the dialect keeps its meaning, or is refused before anything is written."""
    content = dump_yaml({"a": value})
    try:
        formatted = format_text(Text(content=content))
    except DocumentError:
        return

    assert json.dumps(read(content)) == json.dumps(read(formatted))
    assert formatted == format_text(Text(content=formatted))
