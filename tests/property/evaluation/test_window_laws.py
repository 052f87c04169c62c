"""Laws of the months that are compared. Needs numpy."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

np = pytest.importorskip("numpy")

import attrs

from safetykit.evaluation.windows import choose_window, last_complete_month, limits_of
from safetykit.model import Area, Baseline, Indicator, Partnership, Plan, PlanPeriod, Polarity
from safetykit.model.ids import Id
from safetykit.quantities import Month, PartialDate, Period, month_range
from safetykit.records import POLICE_UK, AreaKey, AreaRule, Break, Counts

FIRST, LENGTH = Month(2014, 1), 96
LAST = FIRST + (LENGTH - 1)
OFFSETS = st.integers(0, LENGTH - 1)
COUNTS = Counts(
    source=POLICE_UK,
    months=month_range(FIRST, LAST),
    areas=(AreaKey(AreaRule.RECORDED_BY_FORCE, "T"),),
    groups=("Burglary",),
    values=np.ones((LENGTH, 1, 1), dtype=np.int64),
    reported=np.ones((LENGTH, 1, 1), dtype=bool),
)


def period(first: Month | None, last: Month | None) -> Period:
    """Return a period of months, open where there is none."""
    sides = [PartialDate.parse(str(side)) if side else None for side in (first, last)]
    return Period(start=sides[0], end=sides[1])


@st.composite
def breaks(draw: st.DrawFn) -> Break:
    """Return a break that is for good, or that ends."""
    start = FIRST + draw(OFFSETS)
    end = draw(st.none() | st.integers(0, 20).map(lambda n: start + n))
    return Break(code="b", title="Break", start=start, end=end, reason="So.", source="S")


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Return a plan whose time is known, or open on either side."""
    start = draw(st.none() | OFFSETS.map(lambda n: FIRST + n))
    end = draw(st.none() | st.integers(0, 60).map(lambda n: (start or FIRST) + n))
    return Plan(
        id=Id("plan"),
        title="A plan",
        area=Area(name="T", police_force="T"),
        partnership=Partnership(name="P"),
        period=PlanPeriod(period=period(start, end)),
        dated=PartialDate.parse("2016"),
    )


@st.composite
def indicators(draw: st.DrawFn) -> Indicator:
    """Return an indicator with a baseline of one month to three years."""
    first = draw(OFFSETS)
    last = min(first + draw(st.sampled_from([0, 2, 5, 11, 12, 17, 23, 35])), LENGTH - 1)
    return Indicator(
        id=Id("burglary"),
        title="Burglary",
        source="police-uk",
        group="Burglary",
        polarity=Polarity.LOWER,
        baseline=Baseline(period=period(FIRST + first, FIRST + last)),
    )


DAYS = st.dates(FIRST.last_day, dt.date(2023, 12, 31))


@given(plan=plans(), indicator=indicators(), day=DAYS, known=st.lists(breaks(), max_size=3))
def test_chosen_months(plan: Plan, indicator: Indicator, day: dt.date, known: list[Break]) -> None:
    """The months after follow the baseline, equal it in length and names, and cross no bound."""
    limits = limits_of(plan, COUNTS, day)
    choice = choose_window(indicator, limits, known)
    months = indicator.baseline.period.months()
    edges = [b.start for b in known] + [b.end + 1 for b in known if b.end]

    assert (months[0], months[-1]) == (choice.before.first, choice.before.last)
    assert choice.reason.endswith(".")
    assert not {"None", "nan"} & set(choice.reason.split())
    assert choice.judged_to <= max(limits.last, choice.before.last)
    assert limits.last <= min(LAST, last_complete_month(day))
    after = choice.after
    if after is None:
        return
    assert len(after) == len(months)
    assert choice.before.last < after.first
    assert after.last <= limits.last
    assert not [edge for edge in edges if choice.before.first < edge <= after.last]
    assert limits.plan_start is None or limits.plan_start <= after.first
    assert limits.plan_end is None or after.last <= limits.plan_end
    names = sorted(month.month for month in month_range(after.first, after.last))
    assert sorted(month.month for month in months) == names
    assert after.last <= choice.judged_to


@given(plan=plans(), indicator=indicators(), day=DAYS)
def test_a_later_day_never_gives_earlier_months(
    plan: Plan, indicator: Indicator, day: dt.date
) -> None:
    """Waiting a month moves the choice forward or leaves it."""
    later = day + dt.timedelta(days=31)
    one = choose_window(indicator, limits_of(plan, COUNTS, day), ())
    two = choose_window(indicator, limits_of(plan, COUNTS, later), ())

    assert one.after is None or (two.after is not None and one.after.last <= two.after.last)


@given(plan=plans(), indicator=indicators(), day=DAYS, found=breaks())
def test_a_refusal_for_good_needs_a_break_or_an_end(
    plan: Plan, indicator: Indicator, day: dt.date, found: Break
) -> None:
    """Without a break and while the plan runs, a refusal is one to wait for."""
    running = attrs.evolve(plan, period=PlanPeriod(period=Period()))
    choice = choose_window(indicator, limits_of(running, COUNTS, day), ())
    broken = choose_window(indicator, limits_of(running, COUNTS, day), (found,))

    assert choice.due == (choice.after is not None)
    assert broken.after is None or choice.after is not None


@given(day=DAYS)
def test_month_is_complete_on_its_last_day(day: dt.date) -> None:
    """The last complete month has ended, and the next one has not."""
    month = last_complete_month(day)

    assert month.last_day <= day < (month + 1).last_day
    assert calendar.monthrange(month.year, month.month)[1] == month.last_day.day
