"""A plan survives every form that holds a whole plan, and its actions survive a CSV."""

from __future__ import annotations

import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("openpyxl")

from safetykit.documents import load
from safetykit.documents.tables import (
    convert,
    read_actions_csv,
    read_plan_book,
    write_actions_csv,
    write_plan_book,
)
from safetykit.model import Plan
from safetykit.serial import structure

ODD = (
    *("", " ", "=1+1", "+1", "-1", "@x", "\tx", "'=x", "''", "json:", 'json:{"a": 1}', "[x]"),
    *("a\nb", "a\r\nb", "\r", "_x000D_", "x005F_", "bell\x07", "nul\x00", "\ufffe", "1", "1.0"),
    *("true", "2017-10-31", " lead", "trail\n", "🙂", "no\u2028break", "\x85", "#REF!", '"quoted"'),
)
TEXTS = st.sampled_from(ODD) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
STATUS = st.sampled_from(["stated", "inferred", "absent"])
PASSAGES = st.fixed_dictionaries({}, optional={"page": TEXTS, "section": TEXTS})
DATES = st.sampled_from(["2017", "2017-10", "2017-10-31", "late 2017", "unknown", "from 2017"])


def mapping(required: dict[str, Any], **optional: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy for plain data with keys that may be there and keys that are."""
    return st.fixed_dictionaries(required, optional=optional)


def numbered(prefix: str, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return items with ids."""
    return [{"id": f"{prefix}-{n}", **item} for n, item in enumerate(items)]


COMMITMENTS = mapping(
    {"what": TEXTS, "strength": st.sampled_from(["will", "lobbies"])},
    condition=TEXTS,
    in_own_control=st.booleans(),
)
MILESTONES = mapping({"what": TEXTS, "due": DATES}, status=STATUS)
ACTIONS = mapping(
    {"title": TEXTS, "commitments": st.lists(COMMITMENTS, max_size=3)},
    milestones=st.lists(MILESTONES, max_size=2),
    reasons=st.lists(TEXTS, max_size=3),
    cadence=st.sampled_from(["monthly", "once"]),
    began=DATES,
    resource=TEXTS,
    passage=PASSAGES,
)
CLAIMS = mapping(
    {"says": TEXTS, "subject": TEXTS, "value": st.sampled_from(["12", "over 60%", "8000..9000"])},
    rank=st.integers(1, 2**60),
    passage=PASSAGES,
)
OBJECTIVES = mapping(
    {
        "wordings": st.lists(
            mapping(
                {"text": TEXTS},
                audiences=st.lists(st.sampled_from(["residents", "workers"]), max_size=2),
                passage=PASSAGES,
            ),
            max_size=2,
        )
    }
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Return a small plan in which texts are as odd as they come."""
    priorities = draw(st.lists(mapping({"title": TEXTS}, topics=st.lists(TEXTS)), max_size=2))
    for number, priority in enumerate(priorities):
        found = draw(st.lists(OBJECTIVES, max_size=2))
        priority["objectives"] = numbered(f"objective-{number}", found)
    data = {
        "id": "plan",
        "title": draw(TEXTS),
        "area": draw(mapping({"name": TEXTS}, code=TEXTS)),
        "partnership": {"name": draw(TEXTS)},
        "period": {"period": draw(st.sampled_from([{}, {"start": "2017"}]))},
        "dated": draw(DATES),
        "aims": draw(st.lists(TEXTS, max_size=3)),
        "organisations": numbered(
            "body", draw(st.lists(mapping({"name": TEXTS}, existed=st.just({})), max_size=2))
        ),
        "priorities": numbered("priority", priorities),
        "actions": numbered("action", draw(st.lists(ACTIONS, max_size=3))),
        "claims": numbered("claim", draw(st.lists(CLAIMS, max_size=2))),
    }
    if draw(st.booleans()):
        data["theory_of_change"] = draw(mapping({}))
    for action in data["actions"]:
        action["partners"] = [body["id"] for body in data["organisations"]]
    try:
        return structure(data, Plan)
    except ValueError:  # the model may ask more of a theory of change
        data.pop("theory_of_change", None)
        return structure(data, Plan)


@given(plans())
def test_workbooks_lose_nothing(plan: Plan) -> None:
    """Reading the workbook of a plan gives back an equal plan."""
    with tempfile.TemporaryDirectory() as folder:
        assert plan == read_plan_book(write_plan_book(plan, Path(folder) / "plan.xlsx"))


@given(plans())
def test_whole_plans_go_round(plan: Plan) -> None:
    """A plan that goes from JSON to a workbook, to YAML and back to JSON is the same file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_plan_book(plan, folder / "a.xlsx")
        steps = ("a.xlsx", "b.json", "c.xlsx", "d.yaml", "e.json")
        for source, target in pairwise(steps):
            convert(folder / source, folder / target)

        assert plan == load(folder / "d.yaml")
        assert (folder / "b.json").read_bytes() == (folder / "e.json").read_bytes()


@given(plans())
def test_csv_read_into_its_own_plan_changes_nothing(plan: Plan) -> None:
    """The actions of a plan, written as a CSV and read back into it, are what they were."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_actions_csv(plan, Path(folder) / "actions.csv")
        reading = read_actions_csv(path, plan)

        assert plan == reading.plan
        assert (0, len(plan.actions)) == (reading.added, reading.updated)
