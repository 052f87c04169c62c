"""What the targets of performance measures are of. Needs no numpy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from safetykit.evaluation import Check, Severity
from safetykit.model import (
    Baseline,
    CountedOver,
    Direction,
    Facet,
    Id,
    MeasureKind,
    NotHeld,
    PerformanceMeasure,
    Plan,
    Target,
    Transcription,
)
from safetykit.quantities import Approx, Period

MakePlan = Callable[..., Plan]
Find = Callable[[Plan, str], Check]


def measure(*values: str, unit: str = "person", before: str = "", **parts: Any) -> Any:
    """Return a measure with a target for each value, and the figure before if there is one."""
    known: dict[str, Any] = {
        "id": Id("m"),
        "title": "Victims satisfied",
        "kind": MeasureKind.HOW_WELL,
        "unit": unit,
        "baseline": Baseline(period=Period(), value=Approx.parse(before)) if before else None,
        "targets": tuple(
            Target(direction=Direction.AT_LEAST, value=Approx.parse(value)) for value in values
        ),
    }
    return PerformanceMeasure(**(known | parts))


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (measure("80%", unit="percent"), "is a share, and the text held does not say of whom"),
        (measure("80%", unit="percent", before="60%"), "is a share, and"),
        (measure("80%", unit="percent", out_of="those asked"), ""),
        (measure("20%"), "may be a share or a change, and"),
        (measure("20%", before="unknown"), "may be a share or a change"),
        (measure("20%", before="60%"), "may be a share or a change"),
        (measure("20%", before="450"), ""),
        (measure("20%", out_of="those asked"), ""),
    ],
)
def test_a_percentage(make_plan: MakePlan, find: Find, one: Any, words: str) -> None:
    """A share needs its whole, and a change the figure before; nothing else is asked."""
    plan = make_plan(performance_measures=(one,))
    check = find(plan, "SK-A156")

    assert (1, bool(words)) == (check.checked, bool(check.findings))
    assert all(words in finding.message for finding in check.findings)
    assert 0 == find(plan, "SK-A157").checked


@pytest.mark.parametrize(
    ("one", "is_found"),
    [
        (measure("40"), True),
        (measure("40", counted_over=CountedOver.YEAR), False),
        (measure("40", before="30"), False),
        (measure("40", title="Premises visited this year"), False),
        (measure("40", title="Premises visited each Quarter"), False),
        (measure("40", title="Yearbooks printed"), True),
    ],
)
def test_a_number(make_plan: MakePlan, find: Find, one: Any, is_found: bool) -> None:
    """A number is meant for some time: the plan's word, the baseline or the title says which."""
    plan = make_plan(performance_measures=(one,))
    check = find(plan, "SK-A157")

    assert (1, is_found) == (check.checked, bool(check.findings))
    assert 0 == find(plan, "SK-A156").checked


def test_one_finding_for_each_target(make_plan: MakePlan, find: Find) -> None:
    """Each target is found once, at its own place, and one whose figure is lost is not asked."""
    plan = make_plan(performance_measures=(measure("unknown", "70%", "80%", "40"),))
    shares, numbers = find(plan, "SK-A156"), find(plan, "SK-A157")

    assert (2, 2) == (shares.checked, len(shares.findings))
    assert (1, 1) == (numbers.checked, len(numbers.findings))
    assert {Severity.NOTICE} == {f.severity for f in (*shares.findings, *numbers.findings)}


def test_a_part_that_is_not_held(make_plan: MakePlan, find: Find) -> None:
    """What a part that is not held may state is never called missing."""
    annex = NotHeld(title="Annex B", may_state=(Facet.BASELINE,))
    text = Transcription(document="The plan", note="Typed.", not_held=(annex,))
    plan = make_plan(performance_measures=(measure("20%"),), transcription=text)
    (finding,) = find(plan, "SK-A156").findings

    assert finding.message.endswith("Annex B may say it; it is not in the text held.")
    assert "The text of Annex B." == finding.settled_by
