"""Performance measures judged by what partners reported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest

np = pytest.importorskip("numpy")

from safetykit.errors import InputError
from safetykit.evaluation import Evaluation, MeasureResult, ReturnState, TargetStatus, evaluate
from safetykit.model import (
    Baseline,
    CountedOver,
    Direction,
    Id,
    MeasureKind,
    PerformanceMeasure,
    Plan,
    Target,
)
from safetykit.quantities import Approx, Month, PartialDate, Period
from safetykit.records import AreaKey, AreaRule, Counts, QualityCode, QualityFinding
from safetykit.records.aggregate import PARTNER_FIGURES

DAY = dt.date(2021, 2, 15)
MakePlan = Callable[..., Plan]
Number = int | None


def target(value: str, *, by: str | None = "2020-12", at_most: bool = False) -> Target:
    """Return a target of at least, or at most, a number by the end of 2020."""
    return Target(
        direction=Direction.AT_MOST if at_most else Direction.AT_LEAST,
        value=Approx.parse(value),
        by=PartialDate.parse(by) if by else None,
    )


def measure(value: str = "40", **parts: Any) -> PerformanceMeasure:
    """Return a measure of visits with one target."""
    known: dict[str, Any] = {
        "id": Id("visits"),
        "title": "Visits",
        "kind": MeasureKind.HOW_MUCH,
        "unit": "premises",
        "targets": (target(value),),
    }
    return PerformanceMeasure(**(known | parts))


def quarters(
    values: list[Number],
    bases: list[Number] | None = None,
    *,
    provisional: bool = False,
    title: str = "Visits",
    unsent: tuple[str, ...] = (),
) -> Counts:
    """Return figures of one measure by quarter, from April 2020 on; the last may be provisional."""
    shape = (len(values), 1, 1)
    first = Month(2020, 4)
    flags = np.zeros(shape, dtype=bool)
    flags[-1] = provisional
    found = QualityFinding(
        code=QualityCode.NOT_SENT,
        message="Nothing came.",
        months=tuple(Month.parse(month) for month in unsent),
        area="Testshire",
        group=title,
    )
    held = [np.nan if base is None else float(base) for base in bases or []]
    return Counts(
        source=PARTNER_FIGURES,
        months=tuple(first + 3 * i for i in range(len(values))),
        areas=(AreaKey(AreaRule.AS_PUBLISHED, "Testshire"),),
        groups=(title,),
        values=np.array([v or 0 for v in values], dtype=np.int64).reshape(shape),
        reported=np.array([v is not None for v in values]).reshape(shape),
        provisional=flags & np.array([v is not None for v in values]).reshape(shape),
        denominators=np.array(held).reshape(shape) if bases else None,
        step=3,
        quality=(found,) if unsent else (),
    )


@pytest.fixture
def judge(make_plan: MakePlan) -> Callable[..., MeasureResult]:
    """Return a judge of one measure, in a plan from April 2020, on a day in February 2021."""

    def one(asked: PerformanceMeasure, counts: Counts, *, day: dt.date = DAY) -> MeasureResult:
        plan = make_plan(time="2020-04 to 2023-03", performance_measures=(asked,))
        (found,) = evaluate(plan, counts, as_of=day).measures
        return found

    return one


Judge = Callable[..., MeasureResult]


@pytest.mark.parametrize(
    ("over", "values", "status"),
    [
        (CountedOver.EACH_PERIOD, [50, 50, 39], TargetStatus.NOT_MET),
        (CountedOver.EACH_PERIOD, [0, 0, 40], TargetStatus.MET),
        (CountedOver.YEAR, [14, 16, 10], TargetStatus.MET),
        (CountedOver.WHOLE_PLAN, [14, 16, 9], TargetStatus.NOT_MET),
        (None, [14, 16, 10], TargetStatus.CANNOT_TELL),
        (None, [40, 40, 40], TargetStatus.MET),
        (None, [4, 4, 4], TargetStatus.NOT_MET),
    ],
)
def test_a_count(
    judge: Judge, over: CountedOver | None, values: list[Number], status: TargetStatus
) -> None:
    """A count is held against the time that the plan means; if it says none, all must agree."""
    found = judge(measure(counted_over=over), quarters(values))

    assert status is found.status
    assert status is found.targets[0].status
    assert ReturnState.REPORTED is found.state


def test_the_plan_does_not_say_for_which_time(judge: Judge) -> None:
    """Where the answers differ, each is said, and what the plan would have to state."""
    found = judge(measure(), quarters([14, 16, 10]))

    assert (
        "The plan does not say for which time the number is meant (counted over a period: not "
        "met; counted over a year: met). State counted_over in the plan." == found.reason
    )


def test_as_many_months_as_the_baseline(judge: Judge) -> None:
    """A measure with a baseline is counted over as many months, as indicators are."""
    period = Period(start=PartialDate.parse("2019-07"), end=PartialDate.parse("2019-12"))
    asked = measure("25", baseline=Baseline(period=period))
    found = judge(asked, quarters([100, 16, 10]))

    assert "Reported in July 2020 to December 2020: 26." == (found.reason)
    assert TargetStatus.MET is found.status


@pytest.mark.parametrize(
    ("at_most", "values", "status"),
    [
        (False, [30, None, 12], TargetStatus.MET),
        (False, [30, None, 9], TargetStatus.CANNOT_TELL),
        (True, [30, None, 12], TargetStatus.NOT_MET),
        (True, [1, None, 2], TargetStatus.CANNOT_TELL),
        (True, [1, 2, 3], TargetStatus.MET),
    ],
)
def test_a_period_without_a_number(
    judge: Judge, at_most: bool, values: list[Number], status: TargetStatus
) -> None:
    """What is not reported can only add to a count: it is not nought, and decides what it can."""
    asked = measure(targets=(target("40", at_most=at_most),), counted_over=CountedOver.WHOLE_PLAN)
    found = judge(asked, quarters(values))

    assert status is found.status
    if status is TargetStatus.CANNOT_TELL:
        assert "No number is reported for July 2020 to September 2020." in found.reason


@pytest.mark.parametrize(
    ("value", "at_most", "status"),
    [
        ("39", False, TargetStatus.MET),
        ("40", False, TargetStatus.CANNOT_TELL),
        ("40", True, TargetStatus.CANNOT_TELL),
        ("38", True, TargetStatus.NOT_MET),
    ],
)
@pytest.mark.parametrize("stated", [True, False])
def test_a_year_that_began_before_the_plan(
    judge: Judge, value: str, at_most: bool, status: TargetStatus, stated: bool
) -> None:
    """A number for twelve months is not missed, nor kept below, in the plan's first nine."""
    period = Period(start=PartialDate.parse("2019-01"), end=PartialDate.parse("2019-12"))
    over: dict[str, Any] = {"baseline": Baseline(period=period)}
    if stated:
        over = {"counted_over": CountedOver.YEAR}
    found = judge(measure(targets=(target(value, at_most=at_most),), **over), quarters([14, 16, 9]))

    assert status is found.status
    if status is TargetStatus.CANNOT_TELL:
        assert found.reason.endswith(
            "December 2020: 39. The number is meant for 12 months, and these are 9."
        )


@pytest.mark.parametrize(
    ("value", "counts", "status"),
    [
        ("70%", (80, 100), TargetStatus.MET),
        ("80%", (85, 100), TargetStatus.CANNOT_TELL),
        ("95%", (80, 100), TargetStatus.NOT_MET),
    ],
)
def test_a_share(judge: Judge, value: str, counts: tuple[int, int], status: TargetStatus) -> None:
    """A share is judged on its interval: 85 of 100 may well be below 80% (Wilson: 76.7)."""
    asked = measure(value, kind=MeasureKind.HOW_WELL, counted_over=CountedOver.EACH_PERIOD)
    found = judge(asked, quarters([1, 1, counts[0]], [2, 2, counts[1]]))

    assert status is found.status


def test_a_share_whose_latest_period_points_the_other_way(judge: Judge) -> None:
    """A share of a year is no target met while its latest quarter is on the other side."""
    asked = measure("80%", kind=MeasureKind.HOW_WELL, counted_over=CountedOver.YEAR)
    found = judge(asked, quarters([980, 970, 60], [1000, 1000, 100]))

    assert TargetStatus.CANNOT_TELL is found.status
    assert found.reason.endswith("The latest period points the other way.")


@pytest.mark.parametrize(
    ("asked", "counts", "words"),
    [
        (measure("unknown"), quarters([1]), "The plan gives no number to reach."),
        (measure(targets=(target("40", by=None),)), quarters([1]), "no date that can be read"),
        (
            measure(targets=(target("40", by="end of unknown year"),)),
            quarters([1]),
            "no date that can be read",
        ),
        (measure("80", unit="percent"), quarters([1, 1, 1]), "the target is not: write it with"),
        (measure("80%"), quarters([1, 1, 1]), "without a denominator and without a baseline"),
        (
            measure("80%", counted_over=CountedOver.EACH_PERIOD),
            quarters([1, 1, 120], [2, 2, 100]),
            "That is more than all of them.",
        ),
        (
            measure("80%", counted_over=CountedOver.YEAR),
            quarters([1, 1, 1], [2, None, 2]),
            "Not every figure states a whole number as its denominator.",
        ),
        (measure(), quarters([1], title="Vists"), "No figure of it is among the records"),
        (measure(), quarters([1]), "Reported in October 2020 to December 2020: no number."),
    ],
)
def test_what_cannot_be_judged(
    judge: Judge, asked: PerformanceMeasure, counts: Counts, words: str
) -> None:
    """Without a number, a date, a unit that fits or a figure nothing is judged, and it says why."""
    found = judge(asked, counts)

    assert TargetStatus.CANNOT_TELL is found.status
    assert words in found.reason or words in found.targets[0].reason


def test_a_change_from_the_baseline(judge: Judge) -> None:
    """A percentage of plain counts is a change from the number that the plan states."""
    period = Period(start=PartialDate.parse("2019-10"), end=PartialDate.parse("2019-12"))
    baseline = Baseline(period=period, value=Approx.parse("100"))
    asked = measure("20%", baseline=baseline)

    assert TargetStatus.MET is judge(asked, quarters([0, 0, 120])).status
    assert TargetStatus.NOT_MET is judge(asked, quarters([0, 0, 119])).status
    assert "The baseline is 100." in judge(asked, quarters([0, 0, 119])).reason


def test_a_change_over_other_months_than_the_baseline(judge: Judge) -> None:
    """A quarter is not held against the number of a year."""
    period = Period(start=PartialDate.parse("2019-01"), end=PartialDate.parse("2019-12"))
    baseline = Baseline(period=period, value=Approx.parse("400"))
    asked = measure("20%", baseline=baseline, counted_over=CountedOver.EACH_PERIOD)

    assert "The baseline is of 12 months, and these are 3." in (
        judge(asked, quarters([0, 0, 120])).reason
    )


def test_a_target_that_is_not_due(judge: Judge) -> None:
    """A target of later is not judged, however the figures stand."""
    found = judge(measure(targets=(target("40", by="2021-03"),)), quarters([90, 90, 90]))

    assert (TargetStatus.NOT_DUE, "The target is for 2021-03.") == (found.status, found.reason)


def test_the_order_in_which_a_plan_lists_the_targets_of_a_measure(judge: Judge) -> None:
    """The latest day that is over tells the status; a target without a day is judged on none."""
    early, late, undated = target("1", by="2020-06"), target("90"), target("5", by=None)
    over = {"counted_over": CountedOver.EACH_PERIOD}
    figures = quarters([14, 16, 10])

    assert TargetStatus.MET is judge(measure(targets=(early,), **over), figures).status
    for order in ((early, late, undated), (undated, late, early), (late, undated, early)):
        assert TargetStatus.NOT_MET is judge(measure(targets=order, **over), figures).status


@pytest.mark.parametrize(
    ("counts", "day", "state"),
    [
        (quarters([14, 16, 10]), DAY, ReturnState.REPORTED),
        (quarters([14, 16, 10], provisional=True), DAY, ReturnState.PROVISIONAL),
        (quarters([14, 16]), DAY, ReturnState.LATE),
        (quarters([14, 16, None], unsent=("2020-10",)), DAY, ReturnState.LATE),
        (quarters([14, 16]), dt.date(2021, 1, 31), ReturnState.REPORTED),
        (quarters([14, 16]), dt.date(2021, 2, 1), ReturnState.LATE),
        (quarters([14, 16, None]), DAY, ReturnState.NO_NUMBER),
        (
            quarters([None, None], unsent=("2020-04", "2020-07")),
            DAY,
            ReturnState.NOT_REPORTED,
        ),
        (quarters([None]), dt.date(2020, 7, 15), ReturnState.NOT_DUE),
        # On 15 January the quarter to September is due, and that to December has come early.
        (quarters([14, None, 10], unsent=("2020-07",)), dt.date(2021, 1, 15), ReturnState.LATE),
        (quarters([14, None, 10]), dt.date(2021, 1, 15), ReturnState.NO_NUMBER),
        (quarters([14, 16, 10]), dt.date(2021, 1, 15), ReturnState.REPORTED),
        (quarters([1], title="Other"), DAY, ReturnState.NONE_GIVEN),
    ],
)
def test_whether_the_figure_that_is_due_has_come(
    judge: Judge, counts: Counts, day: dt.date, state: ReturnState
) -> None:
    """A figure is due 31 days after its period; late, sent without a number and never are three."""
    assert state is judge(measure(), counts, day=day).state


@pytest.mark.parametrize(
    ("kept", "asked", "days", "state"),
    [
        (None, None, 31, ReturnState.LATE),
        (46, None, 46, ReturnState.REPORTED),
        (45, None, 45, ReturnState.LATE),
        (46, 10, 10, ReturnState.LATE),
        (None, 60, 60, ReturnState.REPORTED),
    ],
)
def test_which_days_decide_what_is_late(
    make_plan: MakePlan, kept: int | None, asked: int | None, days: int, state: ReturnState
) -> None:
    """The days of the caller decide, else those that the counts keep, else 31."""
    plan = make_plan(time="2020-04 to 2023-03", performance_measures=(measure(),))
    counts = attrs.evolve(quarters([14, 16]), due_days=kept)
    (found,) = evaluate(plan, counts, as_of=DAY, due_days=asked).measures

    assert (days, state) == (found.due_days, found.state)


def test_days_that_were_asked_for_stand_in_the_provenance(make_plan: MakePlan) -> None:
    """What was asked for can be asked for again; what was not is not among the parameters."""
    plan = make_plan(time="2020-04 to 2023-03", performance_measures=(measure(),))
    found = evaluate(plan, quarters([14]), as_of=DAY, due_days=60)

    assert ("due_days", "60") in found.provenance.parameters
    assert "due_days" not in dict(evaluate(plan, quarters([14]), as_of=DAY).provenance.parameters)
    with pytest.raises(InputError, match=r"due_days: expected a whole number of days"):
        evaluate(plan, quarters([14]), as_of=DAY, due_days=-1)


def test_a_percentage_of_which_the_plan_says_what_it_is_of(judge: Judge) -> None:
    """It is a share and never a change, also where the figures state no denominator."""
    quarter = Period(start=PartialDate.parse("2019-10"), end=PartialDate.parse("2019-12"))
    asked = measure("10%", baseline=Baseline(period=quarter, value=Approx.parse("30")))
    of_all = attrs.evolve(asked, out_of="premises known")
    figures = quarters([40, 40, 40])

    assert TargetStatus.MET is judge(asked, figures).status
    assert TargetStatus.CANNOT_TELL is judge(of_all, figures).status
    assert "states a whole number as its denominator" in judge(of_all, figures).reason


def test_a_baseline_whose_time_is_not_known(judge: Judge) -> None:
    """A change from it cannot be told, and a number is judged by each time that it may mean."""
    before = Baseline(period=Period(), value=Approx.parse("30"))
    change = judge(measure("10%", baseline=before), quarters([40, 40, 40]))
    number = judge(measure("40", baseline=before), quarters([14, 16, 10]))

    assert TargetStatus.CANNOT_TELL is change.status
    assert "The plan does not say of which months its baseline is." in change.reason
    assert TargetStatus.CANNOT_TELL is number.status
    assert "State counted_over in the plan." in number.reason


def test_a_measure_without_figures_has_no_days(judge: Judge) -> None:
    """Nothing was due of what the records do not name."""
    assert judge(measure(), quarters([1], title="Other")).due_days is None


def test_a_provisional_figure_says_so(judge: Judge) -> None:
    """A target that a provisional figure meets may still be missed."""
    asked = measure(counted_over=CountedOver.EACH_PERIOD)
    found = judge(asked, quarters([0, 0, 44], provisional=True))

    assert (TargetStatus.MET, ReturnState.PROVISIONAL) == (found.status, found.state)
    assert found.reason.endswith("Provisional, so this may still change.")
    assert "Visits: 44 in October 2020 to December 2020, provisional." == found.sentence


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (MeasureKind.HOW_MUCH, "says nothing of what came of it"),
        (MeasureKind.HOW_WELL, "nothing of what came of it"),
        (MeasureKind.BETTER_OFF, "not about the whole area"),
    ],
)
def test_what_a_measure_does_not_say(judge: Judge, kind: MeasureKind, words: str) -> None:
    """Activity is never an outcome, and an outcome of those served is not one of the area."""
    found = judge(measure(kind=kind), quarters([40, 40, 40]))

    assert words in found.notes[0]
    assert (kind is MeasureKind.HOW_MUCH) is found.is_activity
    assert (kind is MeasureKind.HOW_MUCH) is ("activity" == found.about)


def test_a_measure_without_a_target(judge: Judge, make_plan: MakePlan) -> None:
    """What is reported of it is shown; where nothing is, there is nothing to show."""
    asked = measure(targets=())

    assert "Visits: 14 in April 2020 to June 2020." == (
        judge(asked, quarters([14]), day=dt.date(2020, 7, 31)).sentence
    )
    plan = make_plan(performance_measures=(asked,))
    assert () == evaluate(plan, quarters([1], title="Other"), as_of=DAY).measures


def test_figures_of_another_area(make_plan: MakePlan) -> None:
    """Figures of another area are not the plan's, and the areas that there are are named."""
    counts = quarters([14, 16, 44])
    counts = attrs.evolve(counts, areas=(AreaKey(AreaRule.AS_PUBLISHED, "Elsewhere"),))
    (found,) = evaluate(make_plan(performance_measures=(measure(),)), counts, as_of=DAY).measures

    assert ReturnState.NONE_GIVEN is found.state
    assert "The records hold no figure for Testshire." in found.reason
    assert "Elsewhere" in found.reason


def test_two_sources_of_one_measure(make_plan: MakePlan) -> None:
    """Where two sources hold figures of one name, neither is preferred."""
    counts = quarters([14, 16, 44])
    other = attrs.evolve(counts, source=attrs.evolve(PARTNER_FIGURES, name="other"))
    plan = make_plan(performance_measures=(measure(),))
    (found,) = evaluate(plan, [counts, other], as_of=DAY).measures

    assert "Several of the records hold figures of this name, and none is preferred." == (
        found.reason
    )


def test_measures_alone_make_an_evaluation(make_plan: MakePlan, make_indicator: Any) -> None:
    """An indicator whose baseline is not in the records does not stand in the way of measures."""
    indicator = make_indicator(source="partner-figures", group="Visits")
    plan = make_plan(performance_measures=(measure(),), indicators=(indicator,))
    found: Evaluation = evaluate(plan, quarters([14, 16, 44]), as_of=DAY)

    assert (1, 0, 1) == (len(found.measures), len(found.results), len(found.skipped))


def test_on_page_one(make_plan: MakePlan) -> None:
    """Page one counts how the targets stand, and keeps activity from being read as an outcome."""
    visits = measure("10", counted_over=CountedOver.YEAR)
    later = measure(id=Id("talks"), title="Talks", targets=(target("5", by="2022-03"),))
    plan = make_plan(time="2020-04 to 2023-03", performance_measures=(visits, later))
    two = evaluate(plan, quarters([14, 16, 12]), as_of=DAY)
    one = evaluate(
        attrs.evolve(plan, performance_measures=(visits,)), quarters([14, 16, 12]), as_of=DAY
    )
    none = evaluate(plan, quarters([1], title="Other"), as_of=DAY)

    assert (
        "Of 2 performance measures with a target, it is met for 1 and not judged for 1, by what "
        "partners reported; a target of activity says nothing of outcomes." in two.headline
    )
    assert (
        "The target for “Visits” is met, by what partners reported; a target of activity says "
        "nothing of outcomes." in one.headline
    )
    assert not [words for words in none.headline if "performance measure" in words]
