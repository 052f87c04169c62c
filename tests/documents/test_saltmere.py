"""The model plan of a made-up place: what an audit finds of a plan that can be held to account."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import safetykit
from safetykit.evaluation import Audit, Standing
from safetykit.serial import dump_json, parse_plain, read_text

PLAN = Path(__file__).parents[2] / "examples" / "plans" / "saltmere-2025.yaml"
Data = dict[str, Any]


def audited(change: Callable[[Data], object] = lambda _: None) -> Audit:
    """Return the audit of the plan as it is, or with one thing changed."""
    data: Data = parse_plain(read_text(PLAN))
    change(data)
    return safetykit.audit(safetykit.loads(dump_json(data)))


def test_nothing_at_error_or_warning() -> None:
    """The audit, with the rules of all modules, finds one notice, and it is on the evidence."""
    assert [("SK-A703", "hospital-data")] == [(f.code, f.subject) for f in audited().findings]


def test_most_questions_were_put() -> None:
    """That nothing is found is no silence: most of the rules had something to look at."""
    checks = audited().checks

    assert sum(check.checked > 0 for check in checks) > len(checks) / 2


def test_every_requirement_that_a_plan_can_show() -> None:
    """It shows what the law of its day asks for; what no plan can show is said, and not met."""
    readings = [reading for reading in audited().frames if reading.applies]

    assert 3 == len(readings)
    assert all(reading.standing(Standing.MET) for reading in readings)
    assert all(reading.standing(Standing.UNSEEN) for reading in readings)
    assert not any(reading.standing(Standing.NOT_FOUND) for reading in readings)


def undate(data: Data) -> None:
    """Take every day out of the first action: its milestones, and the days of its targets."""
    action = data["actions"][0]
    del action["milestones"]
    for measure in data["performance_measures"]:
        if measure["id"] in action["measures"]:
            for target in measure["targets"]:
                del target["by"]


def drop(part: str, i: int, field: str) -> Callable[[Data], object]:
    """Return a change that takes one field out."""
    return lambda data: data[part][i].pop(field)


def put(part: str, i: int, field: str, value: Any) -> Callable[[Data], object]:
    """Return a change that gives one field another value."""
    return lambda data: data[part][i].update({field: value})


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (drop("actions", 0, "owner"), "SK-A201"),
        (undate, "SK-A202"),
        (drop("actions", 0, "measures"), "SK-A203"),
        (drop("performance_measures", 0, "baseline"), "SK-A204"),
        (drop("performance_measures", 0, "targets"), "SK-A205"),
        (drop("performance_measures", 0, "out_of"), "SK-A156"),
        (drop("performance_measures", 4, "baseline"), "SK-A157"),
        (drop("actions", 0, "resource"), "SK-A206"),
        (drop("indicators", 2, "priorities"), "SK-A208"),
        (lambda data: data.pop("evaluation_designs"), "SK-A207"),
        (lambda data: data.pop("linked_plans"), "SK-A401"),
        (put("actions", 1, "supports", []), "SK-A306"),
        (put("actions", 4, "interventions", []), "SK-A705"),
        (put("claims", 2, "value", "18.9%"), "SK-A108"),
        (put("claims", 4, "value", "112"), "SK-A109"),
        (put("indicators", 0, "baseline", {"period": {"start": "2025-06"}}), "SK-A126"),
        (drop("risks", 0, "owner"), "SK-A803"),
        (put("consultations", 0, "when", "2026-01"), "SK-A127"),
    ],
)
def test_one_thing_less(change: Callable[[Data], object], code: str) -> None:
    """Whatever is taken out of it is missed, by the code that asks for it."""
    assert code in {finding.code for finding in audited(change).findings}
