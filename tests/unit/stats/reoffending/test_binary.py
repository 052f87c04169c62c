"""The binary rate of reoffending and its boundary days."""

from __future__ import annotations

import datetime as dt
import math

import pytest

from safetykit.errors import InputError
from safetykit.stats.reoffending import CountingRules, Offender, Reoffence, binary_reoffending

INDEX = dt.date(2022, 1, 15)
NOON = dt.datetime(2022, 3, 1, 12, tzinfo=dt.UTC)


def person(
    offence: str, disposal: str | None = "conviction", proven: str = "2022-06-01", id_: int = 1
) -> Offender:
    """Return an offender with one further offence."""
    known = dt.date.fromisoformat(proven) if disposal else None
    one = Reoffence(
        offence_date=dt.date.fromisoformat(offence), disposal=disposal, disposal_date=known
    )
    return Offender(id=id_, index_date=INDEX, reoffences=[one])


@pytest.mark.parametrize(
    ("who", "name"),
    [
        (person("2022-01-15"), "index_day_counts"),
        (person("2023-01-15", proven="2023-02-01"), "last_day_counts"),
        (person("2022-12-01", proven="2023-07-15"), "last_day_counts"),
    ],
)
def test_boundary_days_must_be_said(who: Offender, name: str) -> None:
    """A record on the first or last day is not decided in silence; either answer is followed."""
    with pytest.raises(InputError, match=f"rules.{name}: expected True or False"):
        binary_reoffending([who])

    for answer in (True, False):
        rules = CountingRules(**{name: answer})
        assert float(answer) == binary_reoffending([who], rules=rules).estimate.value


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        (person("2022-01-01"), "before the follow-up began"),
        (person("2023-02-01", proven="2023-02-02"), "after the follow-up"),
        (person("2022-03-01", None), "not proven"),
        (person("2022-03-01", "acquitted"), "not proven: acquitted"),
        (person("2022-03-01", proven="2023-08-01"), "proven after the waiting period"),
        (person("2022-03-01"), "in the follow-up, proven in time"),
    ],
)
def test_every_decision_has_its_reason(who: Offender, reason: str) -> None:
    """Each offence is decided, and the reason is said."""
    found = binary_reoffending([who])

    assert reason == found.decisions[0].reason
    assert (reason == "in the follow-up, proven in time") == found.decisions[0].counts


def test_nobody_reoffended() -> None:
    """The rate is 0 with an upper limit, and offences per reoffender are not defined."""
    found = binary_reoffending([Offender(id=i, index_date=INDEX) for i in range(20)])

    assert (0.0, 0, 0) == (found.estimate.value, found.reoffenders, found.reoffences)
    assert 0.0 < found.estimate.high < 0.2
    assert math.isnan(found.reoffences_per_reoffender)


def test_leap_day_and_month_ends() -> None:
    """Twelve months from 29 February end on 28 February."""
    who = Offender(
        id=1,
        index_date=dt.date(2024, 2, 29),
        reoffences=[
            Reoffence(
                offence_date=dt.date(2025, 2, 28),
                disposal_date=dt.date(2025, 3, 1),
                disposal="caution",
            )
        ],
    )

    with pytest.raises(InputError, match="last_day_counts"):
        binary_reoffending([who])


@pytest.mark.parametrize(
    ("until", "outcome"),
    [(None, None), (dt.date(2023, 7, 14), False), (dt.date(2023, 7, 15), True)],
)
def test_waiting_period_must_be_over(until: dt.date | None, outcome: bool | None) -> None:
    """A rate before its waiting period is over is too low, and the check says so."""
    found = binary_reoffending([person("2022-03-01")], observed_until=until)

    assert [("waiting_period_over", outcome)] == [
        (check.name, check.passed) for check in found.estimate.checks
    ]


def test_other_rules() -> None:
    """Two years of follow-up and another word for proof."""
    rules = CountingRules(follow_up_months=24, waiting_months=0, proven_by=["fixed penalty"])

    found = binary_reoffending([person("2023-02-01", "fixed penalty", "2023-05-01")], rules=rules)

    assert 1 == found.reoffenders
    assert rules == found.rules


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: binary_reoffending([]), "cohort: expected at least one offender"),
        (lambda: binary_reoffending([person("2022-03-01")] * 2), "each with an id of its own"),
        (lambda: binary_reoffending([person("2022-03-01", "convicted")]), 'mean "conviction"'),
        (lambda: binary_reoffending([person("2022-03-01", "xyz")]), "Add it to proven_by or"),
        (lambda: CountingRules(follow_up_months=0), "follow_up_months: expected one whole"),
        (lambda: CountingRules(waiting_months=-1), "waiting_months: expected one whole"),
        (lambda: CountingRules(follow_up_months=10**6), "expected 1200 months or fewer in all"),
        (lambda: Offender(id=1, index_date="2022-01-15"), "index_date: expected a datetime.date"),  # type: ignore[arg-type]
        (
            lambda: Reoffence(offence_date=NOON),
            r"offence_date: expected a datetime.*give its date\(\)",
        ),
        (
            lambda: Reoffence(offence_date=INDEX, disposal_date=NOON, disposal="caution"),
            "disposal_date: expected a datetime.date",
        ),
        (lambda: CountingRules(proven_by=["acquitted"]), "proven_by: expected words that are not"),
        (lambda: Reoffence(offence_date=INDEX, disposal="caution"), "both, or neither"),
        (lambda: person("2022-07-01"), "disposal_date: expected a day not before the offence"),
        (lambda: binary_reoffending([person("2022-03-01")], confidence=9), "confidence: expected"),
    ],
)
def test_unusable_cohorts(call: object, message: str) -> None:
    """What cannot be decided is refused."""
    with pytest.raises(InputError, match=message):
        call()  # type: ignore[operator]
