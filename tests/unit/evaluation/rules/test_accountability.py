"""Owner, date, measure, baseline, number and resource of actions. Needs no numpy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from safetykit.evaluation import Check, Severity
from safetykit.evaluation.rules.accountability import facets_stated
from safetykit.model import (
    Action,
    Baseline,
    DesignMethod,
    Direction,
    EvaluationDesign,
    Facet,
    Indicator,
    MeasureKind,
    Milestone,
    NotHeld,
    Organisation,
    PerformanceMeasure,
    Plan,
    Priority,
    Research,
    ResearchKind,
    Status,
    Target,
    Transcription,
)
from safetykit.model.ids import Id
from safetykit.quantities import Approx, PartialDate, Period

MakePlan = Callable[..., Plan]
Find = Callable[[Plan, str], Check]
CODES = [f"SK-A20{i}" for i in range(1, 7)]


def measure(**parts: Any) -> PerformanceMeasure:
    """Return a measure of visits."""
    return PerformanceMeasure(
        id=Id("visits"), title="Visits", kind=MeasureKind.HOW_MUCH, unit="person", **parts
    )


def design(method: DesignMethod) -> EvaluationDesign:
    """Return a design that tests the action."""
    starts = PartialDate.parse("2018-06")
    return EvaluationDesign(
        id=Id("design"), title="Design", actions=(Id("act"),), method=method, starts=starts
    )


def study(method: str) -> Research:
    """Return research on the action."""
    kind = ResearchKind.EVALUATION
    return Research(id=Id("study"), title="Study", kind=kind, of=(Id("act"),), method=method)


def make(make_plan: MakePlan, *, known: tuple[Any, ...] = (), **action: Any) -> Plan:
    """Return a plan with one priority and one action under it."""
    own = {field.name for field in attrs.fields(Action)}
    parts = {key: action.pop(key) for key in tuple(action) if key not in own}
    return make_plan(
        priorities=(Priority(id=Id("first"), title="First"),),
        organisations=(Organisation(id=Id("body"), name="Body"),),
        performance_measures=known,
        actions=(
            Action(id=Id("act"), title="Act", commitments=(), priorities=(Id("first"),), **action),
        ),
        **parts,
    )


def full(make_plan: MakePlan) -> Plan:
    """Return a plan whose one action states everything."""
    known = measure(
        baseline=Baseline(period=Period(), value=Approx.parse("12")),
        targets=(Target(direction=Direction.AT_LEAST, value=Approx.parse("20")),),
    )
    return make(
        make_plan,
        known=(known,),
        owner=Id("body"),
        resource="Two officers.",
        milestones=(Milestone(what="Start", due=PartialDate.parse("2018-05")),),
    )


def test_action_that_states_everything(make_plan: MakePlan, find: Find) -> None:
    """An action that states each facet draws no finding, measures included only if named."""
    plan = full(make_plan)
    named = attrs.evolve(plan, actions=(attrs.evolve(plan.actions[0], measures=(Id("visits"),)),))

    assert frozenset(Facet) == facets_stated(named, named.actions[0])
    assert [0] * 6 == [len(find(named, code).findings) for code in CODES]
    assert {Facet.OWNER, Facet.DATE, Facet.RESOURCE} == facets_stated(plan, plan.actions[0])


def test_action_that_states_nothing(make_plan: MakePlan, find: Find) -> None:
    """An action that states nothing draws one warning for each facet, with its place."""
    plan = make(make_plan)

    for code in CODES:
        check = find(plan, code)
        (finding,) = check.findings
        assert (1, Severity.WARNING) == (check.checked, finding.severity)
        assert ("act", "actions[0]") == (finding.subject, finding.place.path)
        assert finding.message.startswith("“Act” states no ")
        assert finding.message.endswith("in the text held.")
        assert "The plan's authors." == finding.settled_by


def test_action_without_a_priority_is_not_asked(make_plan: MakePlan, find: Find) -> None:
    """An action of the partnership as a whole is no headline action."""
    plan = make_plan(actions=(Action(id=Id("act"), title="Act", commitments=()),))

    assert [0] * 6 == [find(plan, code).checked for code in CODES]


@pytest.mark.parametrize(
    ("milestone", "stated"),
    [
        (Milestone(what="x", due=PartialDate.parse("late 2017")), True),
        (Milestone(what="x", due=PartialDate.parse("until 2020")), True),
        (Milestone(what="x", due=PartialDate.parse("unknown")), False),
        (Milestone(what="x", due=PartialDate.parse("2017"), status=Status.INFERRED), False),
        (Milestone(what="x", due=PartialDate.parse("2017"), status=Status.NOT_HELD), False),
    ],
)
def test_dates(make_plan: MakePlan, milestone: Milestone, stated: bool) -> None:
    """A date counts that the text states and that bounds the time."""
    plan = make(make_plan, milestones=(milestone,))

    assert stated == (Facet.DATE in facets_stated(plan, plan.actions[0]))


@pytest.mark.parametrize(
    ("by", "status", "stated"),
    [
        ("2020-12", Status.STATED, True),
        ("unknown", Status.STATED, False),
        (None, Status.STATED, False),
        ("2020-12", Status.INFERRED, False),
    ],
)
def test_the_day_of_a_target_is_a_date(
    make_plan: MakePlan, by: str | None, status: Status, stated: bool
) -> None:
    """An action whose measure is to reach a number by a day states by when."""
    target = Target(
        direction=Direction.AT_LEAST,
        value=Approx.parse("5"),
        by=PartialDate.parse(by) if by else None,
        status=status,
    )
    plan = make(make_plan, known=(measure(targets=(target,)),), measures=(Id("visits"),))

    assert stated == (Facet.DATE in facets_stated(plan, plan.actions[0]))


def test_date_whose_year_is_lost(make_plan: MakePlan, find: Find) -> None:
    """A date that cannot be read is a notice that says so."""
    lost = Milestone(
        what="x", due=PartialDate.parse("spring of unknown year"), status=Status.ILLEGIBLE
    )
    (finding,) = find(make(make_plan, milestones=(lost,)), "SK-A202").findings

    assert Severity.NOTICE is finding.severity
    assert "A date is given, but its year is lost in the text." in finding.message


@pytest.mark.parametrize(
    ("known", "facets"),
    [
        (measure(), {Facet.MEASURE}),
        (measure(status=Status.INFERRED), set()),
        (measure(baseline=Baseline(period=Period())), {Facet.MEASURE}),
        (
            measure(baseline=Baseline(period=Period(), value=Approx.parse("unknown"))),
            {Facet.MEASURE},
        ),
        (
            measure(
                baseline=Baseline(period=Period(), value=Approx.parse("7"), status=Status.INFERRED)
            ),
            {Facet.MEASURE},
        ),
        (
            measure(baseline=Baseline(period=Period(), value=Approx.parse("0"))),
            {Facet.MEASURE, Facet.BASELINE},
        ),
        (
            measure(targets=(Target(direction=Direction.AT_MOST, value=Approx.parse("unknown")),)),
            {Facet.MEASURE},
        ),
        (
            measure(targets=(Target(direction=Direction.AT_MOST, value=Approx.parse("0")),)),
            {Facet.MEASURE, Facet.TARGET},
        ),
    ],
)
def test_measures(make_plan: MakePlan, known: PerformanceMeasure, facets: set[Facet]) -> None:
    """An unknown figure is no figure, an inferred one is not the plan's, and nought is one."""
    plan = make(make_plan, known=(known,), measures=(Id("visits"),))

    assert facets == facets_stated(plan, plan.actions[0])


def test_unseen_part_that_may_state_it(make_plan: MakePlan, find: Find) -> None:
    """What an unseen part may state is a notice that names the part; the rest stays a warning."""
    held = Transcription(
        document="D",
        note="N",
        not_held=(NotHeld(title="Annex B", may_state=(Facet.OWNER, Facet.MEASURE)),),
    )
    plan = make(make_plan, transcription=held)
    (owner,) = find(plan, "SK-A201").findings
    (date,) = find(plan, "SK-A202").findings
    (indicator,) = find(plan, "SK-A208").findings

    assert Severity.NOTICE is owner.severity is indicator.severity
    assert "Annex B may state it; it is not in the text held." in owner.message
    assert "Annex B may state one; it is not in the text held." in indicator.message
    assert "The text of Annex B." == owner.settled_by == indicator.settled_by
    assert Severity.WARNING is date.severity


def test_evaluation_without_a_method(make_plan: MakePlan, find: Find) -> None:
    """An evaluation that is announced without a method is a notice."""
    check = find(make(make_plan, evaluates="the training"), "SK-A207")

    assert (1, 1) == (check.checked, len(check.findings))
    assert "is to be evaluated (the training)" in check.findings[0].message
    assert "actions[0].evaluates" == check.findings[0].place.path


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({"evaluation_designs": (design(DesignMethod.COMPARISON),)}, 0),
        ({"evaluation_designs": (design(DesignMethod.DESCRIPTION),)}, 1),
        ({"research": (study("two groups, drawn by lot"),)}, 0),
        ({"research": (study(""),)}, 1),
    ],
)
def test_evaluation_whose_method_stands_elsewhere(
    make_plan: MakePlan, find: Find, parts: dict[str, Any], found: int
) -> None:
    """A design that compares, or research with its method, says how; a description does not."""
    check = find(make(make_plan, evaluates="the training", **parts), "SK-A207")

    assert (1, found) == (check.checked, len(check.findings))


@pytest.mark.parametrize(("status", "found"), [(Status.STATED, 0), (Status.INFERRED, 1)])
def test_indicators_of_a_priority(
    make_plan: MakePlan,
    find: Find,
    make_indicator: Callable[..., Indicator],
    status: Status,
    found: int,
) -> None:
    """A priority has an indicator of its own only if the plan states it."""
    indicator = make_indicator(priorities=(Id("first"),), status=status)
    check = find(make(make_plan, indicators=(indicator,)), "SK-A208")

    assert (1, found) == (check.checked, len(check.findings))


@pytest.mark.parametrize("status", [Status.ABSENT, Status.NOT_HELD, Status.ILLEGIBLE])
def test_risks(make_plan: MakePlan, find: Find, status: Status) -> None:
    """A plan whose text lists no risks draws one notice."""
    (finding,) = find(make_plan(risk_register=status), "SK-A209").findings

    assert Severity.NOTICE is finding.severity
    assert () == find(make_plan(), "SK-A209").findings
