"""Many plans over one reading of the data. Needs numpy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest

pytest.importorskip("numpy")

from safetykit.errors import InputError
from safetykit.evaluation import TargetStatus, evaluate
from safetykit.evaluation.portfolio import evaluate_portfolio
from safetykit.model import Direction, Target
from safetykit.model.ids import Id
from safetykit.quantities import Approx

Make = Callable[..., Any]


@pytest.fixture
def plans(make_plan: Make, make_indicator: Make) -> list[Any]:
    """Two plans that can be evaluated, and one of an area that the records do not hold."""
    aim = Target(direction=Direction.AT_MOST, value=Approx.parse("5"))
    first = make_plan(indicators=(make_indicator(targets=(aim,)),))
    second = make_plan(id=Id("second"), indicators=(make_indicator(),))
    elsewhere = attrs.evolve(first.area, police_force="Elsewhere", district="")
    third = make_plan(id=Id("third"), area=elsewhere, indicators=(make_indicator(),))
    return [first, third, second]


def test_one_plan_does_not_stop_the_others(plans: list[Any], make_counts: Make) -> None:
    """A plan that the records cannot answer is named with its reason."""
    counts = make_counts("2017-01", {"Burglary": [10] * 36})

    found = evaluate_portfolio(plans, counts)

    assert ["plan", "second"] == [e.plan.id for e in found.evaluations]
    assert [("third", True)] == [
        (f.plan, "an area that the records hold" in f.reason) for f in found.faults
    ]
    assert (
        "2 of 3 plans could be evaluated. Of their 2 indicators with records, 2 could be compared "
        "with their baseline, and 1 have a target." == found.sentence
    )
    assert 1 == sum(found.statuses().values())
    assert 1 == found.statuses()[TargetStatus.NOT_MET]


def test_each_is_evaluated_as_alone(plans: list[Any], make_counts: Make) -> None:
    """A plan among others gets the answer that it gets alone."""
    counts = make_counts("2017-01", {"Burglary": [10] * 36})

    found = evaluate_portfolio(iter(plans), [counts], across=iter(()))

    assert evaluate(plans[0], counts) == found.evaluations[0]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"confidence": 95}, "confidence: .*95% is 0.95"),
        ({"across": ("flood",)}, "across: .*the code of a known break"),
        ({"year_starts": 13}, "year_starts: .*a month from 1 to 12"),
        ({"due_days": -1}, "due_days: .*a whole number of days"),
        ({"as_of": dt.date(2001, 1, 1)}, "as_of: .*a day after the first month"),
    ],
)
def test_an_argument_that_no_plan_can_use(
    plans: list[Any], make_counts: Make, given: dict[str, Any], words: str
) -> None:
    """A wrong argument is no fault of any plan, and is refused once."""
    with pytest.raises(InputError, match=words):
        evaluate_portfolio(plans, make_counts("2017-01", {"Burglary": [10] * 36}), **given)


def test_no_records_for_any_plan(plans: list[Any]) -> None:
    """Without records there is nothing to say of any plan."""
    with pytest.raises(InputError, match="records: expected counts of one source or more"):
        evaluate_portfolio(plans, [])
