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


def share(name: str, value: str, **parts: Any) -> Data:
    """Return a share of crime."""
    return {"id": name, "value": value, "whole": "crime", **parts}


WILL = {"what": "Open it", "strength": "will"}
MANY: list[tuple[str, Data, tuple[int, int], tuple[str, ...]]] = [
    (
        "SK-A105",
        {"claims": [share(f"c{n}", f"{n}0%", rank=n) for n in (1, 2, 3)]},
        (1, 1),
        ("20% has rank 2 but is more", "30% has rank 3 but is more"),
    ),
    (
        "SK-A128",
        {"claims": [share("a", "9%", rank=5, parts=3), share("b", "8%", rank=6, parts=3)]},
        (1, 1),
        ("9% has rank 5, and the whole has 3", "8% has rank 6, and the whole has 3"),
    ),
    (
        "SK-A122",
        {
            "actions": [
                {
                    "id": "a",
                    "began": "2019",
                    "milestones": [{"what": w, "due": "2018"} for w in ("one", "two")],
                }
            ]
        },
        (2, 2),
        ("“one” of “a” is due 2018", "“two” of “a” is due 2018"),
    ),
    (
        "SK-A133",
        {
            "listings": [
                {"id": "l", "of": "x", "items": [{"text": "y"}], "announced": 3, "number": "1 to 2"}
            ]
        },
        (1, 1),
        ("is announced with 3 items", "can be read to hold 1 to 2"),
    ),
    (
        "SK-A141",
        {"organisations": [{"id": f"o{n}", "name": "Town Council"} for n in range(4)]},
        (3, 5),
        ("“Town Council” stands twice, under two ids.",),
    ),
    (
        "SK-A805",
        {
            "actions": [{"id": "a", "commitments": [WILL]}],
            "risks": [{"id": f"r{n}", "title": f"Risk {n}", "actions": ["a"]} for n in (1, 2)],
        },
        (1, 1),
        ("the risks “Risk 1” and “Risk 2” say that it may not be possible",),
    ),
    (
        "SK-A903",
        {
            "organisations": [
                {"id": "a", "successor": "Trust"},
                {"id": "b", "name": "Trust"},
                {"id": "c", "name": "The new body", "also_called": ["Trust"]},
            ],
            "actions": [{"id": "d", "owner": "a"}],
        },
        (1, 1),
        ("a and Trust and The new body, which followed it",),
    ),
    (
        "SK-A951",
        {"vision": "Ring 07700 900123 or 07700 900456."},
        (1, 8),
        ("telephone number, 07…, 07…",),
    ),
]


@pytest.mark.parametrize(("code", "plan", "counted", "words"), MANY, ids=[one[0] for one in MANY])
def test_several_faults_in_one_thing(
    code: str, plan: Data, counted: tuple[int, int], words: tuple[str, ...]
) -> None:
    """What is counted is what was looked at: all that is wrong with one thing is one finding."""
    check = asked(code, plan)
    said = " ".join(finding.message for finding in check.findings)

    assert counted == (len(check.findings), check.checked)
    assert all(one in said for one in words)
