"""Each code of the audit on two plans: one that has the fault, and a near miss that has not.

The plans are data, in `cases`: what a plan holds, and the one change after which the same question
is put and nothing is found. A code without its two plans fails here.
"""

from __future__ import annotations

import copy
import datetime as dt
import functools
from pathlib import Path
from typing import Any

import pytest

import safetykit
from safetykit.evaluation import Catalogue, Check, audit
from safetykit.serial import dump_json, parse_plain, read_text

Data = dict[str, Any]
FOLDER = Path(__file__).parent / "cases"
DAY = dt.date(2018, 12, 31)
BASE: Data = {
    "format": 1,
    "id": "plan",
    "title": "A plan",
    "dated": "2018",
    "area": {"name": "Testshire"},
    "partnership": {"name": "Testshire Partnership"},
    "period": {"period": {"start": "2018-01", "end": "2020-12"}},
    "risk_register": "stated",
}
LEAST: dict[str, Data] = {
    "actions": {"commitments": []},
    "claims": {"says": "It is so."},
    "cohorts": {"kind": "protected characteristic"},
    "indicators": {
        "source": "police-uk",
        "group": "Burglary",
        "polarity": "lower is better",
        "baseline": {"period": {"start": "2017-01", "end": "2017-12"}},
    },
    "outcomes": {"direction": "up"},
    "performance_measures": {"kind": "how much", "unit": "person"},
}
NAMED_BY = {"claims": "subject", "organisations": "name"}
UNTITLED = ("consultations", "cross_references", "legal_thresholds", "listings")


@functools.cache
def cases() -> dict[str, Data]:
    """Return the two plans of each code, from all files."""
    found: dict[str, Data] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        found |= parse_plain(read_text(path))
    return found


@functools.cache
def catalogue() -> Catalogue:
    """Return the catalogue of the built-in modules."""
    return safetykit.Toolkit.built_in().catalogue()


def whole(plan: Data) -> Data:
    """Return a plan with what every object must have, where the case does not give it."""
    made = BASE | copy.deepcopy(plan)
    for part, items in made.items():
        if isinstance(items, list) and items and isinstance(items[0], dict) and "id" in items[0]:
            made[part] = [_filled(part, item) for item in items]
    return made


def _filled(part: str, item: Data) -> Data:
    name = {} if part in UNTITLED else {NAMED_BY.get(part, "title"): item["id"]}
    return name | LEAST.get(part, {}) | item


def changed(plan: Data, changes: Data) -> Data:
    """Return a plan with other values at some paths; null takes the value away."""
    made = copy.deepcopy(plan)
    for path, value in changes.items():
        *steps, last = (int(step) if step.isdigit() else step for step in path.split("."))
        place = functools.reduce(lambda at, step: at[step], steps, made)
        if value is None:
            place.pop(last, None)
        else:
            place[last] = value
    return made


def asked(code: str, plan: Data, day: str = "") -> Check:
    """Return what the audit answers of one code."""
    when = dt.date.fromisoformat(day) if day else DAY
    check = audit(safetykit.loads(dump_json(whole(plan))), as_of=when, catalogue=catalogue()).check(
        code
    )
    assert check is not None
    return check


def test_every_code_has_its_two_plans() -> None:
    """A rule that nobody saw fire, or that nobody saw keep silent, is not one to rely on."""
    known = {check.code for check in audit(safetykit.loads(dump_json(BASE)), as_of=DAY).checks}

    assert known == set(cases())


@pytest.mark.parametrize("code", sorted(cases()))
def test_the_fault_is_found(code: str) -> None:
    """A plan that has the fault gets the finding, with words, a hint and a place."""
    case = cases()[code]
    check = asked(code, case["plan"], case.get("as_of", ""))

    assert check.findings
    for finding in check.findings:
        assert code == finding.code
        assert finding.message.endswith((".", "…"))
        assert finding.hint


@pytest.mark.parametrize("code", sorted(cases()))
def test_the_near_miss_is_left_alone(code: str) -> None:
    """The same plan with one change is asked the same question, and nothing is found."""
    case = cases()[code]
    near = dict(case["near"])
    day = near.pop("as_of", case.get("as_of", ""))
    check = asked(code, changed(case["plan"], near), day)

    assert bool(check.checked) is not case.get("asks_nothing", False)
    assert () == check.findings
