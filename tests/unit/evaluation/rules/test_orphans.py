"""What leads nowhere, and what nothing leads to. Needs no numpy."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest

from safetykit.evaluation import Check, Severity
from safetykit.model import (
    Action,
    Facet,
    Id,
    Indicator,
    MeasureKind,
    NotHeld,
    Objective,
    Outcome,
    OutcomeDirection,
    PerformanceMeasure,
    Plan,
    Priority,
    Status,
    Theme,
    Transcription,
    Wording,
)

MakePlan = Callable[..., Plan]
Find = Callable[[Plan, str], Check]


@pytest.fixture
def plan(make_plan: MakePlan, make_indicator: Callable[..., Indicator]) -> Plan:
    """Return a plan in which everything has its place, and its double that has none."""
    wordings = (Wording(text="Roads are safer."),)
    return make_plan(
        priorities=(
            Priority(
                id=Id("p"),
                title="P",
                objectives=(
                    Objective(id=Id("o"), wordings=wordings),
                    Objective(id=Id("o-loose"), wordings=wordings),
                ),
            ),
        ),
        themes=(Theme(id=Id("t"), title="T"), Theme(id=Id("t-loose"), title="T2")),
        performance_measures=tuple(
            PerformanceMeasure(
                id=Id(name), title=name, kind=MeasureKind.HOW_MUCH, unit="dimensionless"
            )
            for name in ("m", "m-loose")
        ),
        actions=(
            Action(
                id=Id("a"),
                title="A",
                commitments=(),
                priorities=(Id("p"),),
                supports=(Id("o"),),
                themes=(Id("t"),),
                measures=(Id("m"),),
            ),
            Action(id=Id("a-bare"), title="B", commitments=(), priorities=(Id("p"),)),
            Action(id=Id("a-loose"), title="C", commitments=()),
        ),
        outcomes=(
            Outcome(id=Id("u"), title="U", direction=OutcomeDirection.UP, measures=(Id("i"),)),
            Outcome(id=Id("u-loose"), title="V", direction=OutcomeDirection.UP),
        ),
        indicators=(make_indicator(id=Id("i")), make_indicator(id=Id("i-loose"))),
    )


@pytest.mark.parametrize(
    ("code", "subject", "checked"),
    [
        ("SK-A305", "o-loose", 2),
        ("SK-A306", "a-bare", 2),
        ("SK-A307", "u-loose", 2),
        ("SK-A308", "o-loose", 2),
        ("SK-A309", "i-loose", 2),
        ("SK-A310", "m-loose", 2),
        ("SK-A311", "a-loose", 3),
        ("SK-A312", "t-loose", 2),
    ],
)
def test_orphans(plan: Plan, find: Find, code: str, subject: str, checked: int) -> None:
    """Each check finds the one that hangs loose, and leaves the one that is tied."""
    check = find(plan, code)

    assert (checked, [subject]) == (check.checked, [f.subject for f in check.findings])


def test_objective_measured_by_its_priority(plan: Plan, find: Find) -> None:
    """A stated indicator of the priority measures its objectives; an added one does not."""
    first, second = plan.indicators
    tied = attrs.evolve(first, priorities=(Id("p"),))
    added = attrs.evolve(tied, status=Status.INFERRED)

    assert () == find(attrs.evolve(plan, indicators=(tied, second)), "SK-A308").findings
    assert 1 == len(find(attrs.evolve(plan, indicators=(added, second)), "SK-A308").findings)


def test_what_an_unseen_part_may_state_is_a_notice(plan: Plan, find: Find) -> None:
    """Where a part that is not held may state the measure, nothing weighs more than a notice."""
    part = NotHeld(title="Appendix", may_state=(Facet.MEASURE,))
    seen = attrs.evolve(plan, transcription=Transcription(document="D", note="N"))
    unseen = attrs.evolve(
        plan, transcription=Transcription(document="D", note="N", not_held=(part,))
    )

    for code in ("SK-A305", "SK-A308"):
        assert [Severity.WARNING] == [f.severity for f in find(seen, code).findings]
        assert [Severity.NOTICE] == [f.severity for f in find(unseen, code).findings]
    assert "Appendix may state it" in find(unseen, "SK-A308").findings[0].message
