"""Comparisons of treated units with others at their edges."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from safetykit.errors import AnalysisError, InputError
from safetykit.stats.comparison import (
    calibrated_control,
    difference_in_differences,
    difference_in_differences_panel,
    difference_of_changes,
    event_study,
    synthetic_control,
    synthetic_control_placebos,
)

NAN = math.nan
PANEL = [[5, 6, 7, 8], [4, 6, 6, 7], [9, 9, 8, 8], [7, 9, 8, 7]]
GROUP = [0, 0, 1, 1]
DONORS = [[1.0, 5.0, 3.0], [2.0, 6.0, 4.0], [3.0, 7.0, 6.0], [4.0, 8.0, 7.0]]
SCM = ([2.0, 3.0, 4.5, 3.0], DONORS, [2.5], [[1.5, 5.5, 3.5]], 3)


def test_values_not_reported_are_left_out() -> None:
    """A unit without a value has no part in the mean."""
    gap = difference_of_changes([1, 2, NAN, -1, 0], [0, 0, 0, 1, 1])

    assert [2.0, 2.0] == gap.counts.tolist()
    assert -2.0 == gap.estimate.value
    assert "parallel_trends" == gap.estimate.checks[0].name


def test_equal_changes_have_no_error() -> None:
    """All equal: the difference is 0 and so is its error."""
    found = difference_of_changes([1, 1, 1, 1], [0, 0, 1, 1])

    assert (0.0, 0.0) == (found.estimate.value, found.standard_error)


@pytest.mark.parametrize(
    ("values", "treated", "message"),
    [
        ([1, 2, 3, 4], [0, 0, 1, 2], "treated: expected 0 or 1"),
        ([1, 2, 3, 4], [0, 1], "treated: expected 0 or 1 for each of the 4 values"),
        ([[1, 2], [3, 4]], [0, 1], "values: expected one list of values"),
        ([1, 2, 3, math.inf], [0, 0, 1, 1], r"values\[3\]: expected finite numbers"),
    ],
)
def test_changes_refuse(values: object, treated: object, message: str) -> None:
    """Each unit has a change and a group."""
    with pytest.raises(InputError, match=message):
        difference_of_changes(values, treated)  # type: ignore[arg-type]


def test_too_few_in_a_group() -> None:
    """A spread needs two values."""
    with pytest.raises(AnalysisError, match="groups of 2, 1: each needs 2 values"):
        difference_of_changes([1, 2, 3], [0, 0, 1])
    with pytest.raises(InputError, match="errors: expected one of hc1"):
        difference_in_differences([1] * 8, [0, 1] * 4, [0, 1] * 4, errors="hc9")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"outcomes": [1, 2, 3]}, "outcomes: expected a table of units by periods"),
        ({"outcomes": [[1, NAN]] * 4}, r"outcomes\[0, 1\]: .*panel is balanced"),
        (
            {"treated": [1, 1, 1, 1]},
            "treated: expected some units that are treated and some that are",
        ),
        ({"treated": [0, 1]}, "treated: expected 0 or 1 for each of the 4 values"),
        ({"first_post": 0}, "first_post: expected one whole number of 1 or more"),
        ({"first_post": 4}, "first_post: expected an index below the 4 periods"),
        ({"model": "logit"}, "model: expected one of linear, poisson"),
        ({"model": "poisson", "outcomes": [[1, -2, 3, 4]] * 4}, "outcomes.*0 or more"),
    ],
)
def test_panel_refuses(change: dict[str, object], message: str) -> None:
    """A panel is a full table with both groups and both sides."""
    given = {"outcomes": PANEL, "treated": GROUP, "first_post": 2, **change}
    with pytest.raises(InputError, match=message):
        difference_in_differences_panel(**given)  # type: ignore[arg-type]


def test_log_ratio_without_events_is_not_determined() -> None:
    """No event at all, or none after in the treated units: nan."""
    none = difference_in_differences_panel([[0] * 4] * 4, GROUP, 2, model="poisson")
    gone = difference_in_differences_panel(
        [[5, 6, 7, 8], [4, 6, 6, 7], [9, 9, 0, 0], [7, 9, 0, 0]], GROUP, 2, model="poisson"
    )

    assert math.isnan(none.estimate.value)  # type: ignore[arg-type]
    assert math.isnan(gone.estimate.value)  # type: ignore[arg-type]


def test_units_without_events_make_no_log_ratio_surer() -> None:
    """Units that never have an event change neither the interval nor how few units there are."""
    counts = [[5, 6, 7, 8], [4, 6, 6, 7], [9, 9, 4, 5], [7, 9, 6, 2]]
    few = difference_in_differences_panel(counts, GROUP, 2, model="poisson").estimate
    more = difference_in_differences_panel(
        [*counts, *([[0] * 4] * 8)], [*GROUP, *([0, 1] * 4)], 2, model="poisson"
    ).estimate

    assert (few.value, few.low, few.high) == (more.value, more.low, more.high)
    assert few.checks[0] == more.checks[0]
    assert ["treated_units", "units_without_events"] == [check.name for check in more.checks]
    assert more.checks[1].detail.startswith("8 of 12 units have no event in any period")


def test_unit_without_any_gap_is_the_least_unusual() -> None:
    """A unit that is one of its donors has no gap, before or after: nothing happened to it."""
    outcomes = np.random.default_rng(0).normal(10.0, 2.0, (8, 6))
    twin, moved = outcomes[:, 2], outcomes[:, 2] + np.array([0.0] * 5 + [0.5] * 3)
    same, apart = (
        synthetic_control_placebos(one, outcomes, one[:5], outcomes[:5], 5, v=np.ones(5))
        for one in (twin, moved)
    )

    assert (0.0, 1.0) == (same.statistic, same.p_value)
    assert (math.inf, pytest.approx(1 / 7)) == (apart.statistic, apart.p_value)


SAME = [0.13] * 23
HERE = [0, 1] * 11 + [0]
LATER = [0] * 12 + [1] * 11


@pytest.mark.parametrize(
    "ask",
    [
        lambda: difference_in_differences(SAME, HERE, LATER, errors="hc1").estimate,
        lambda: difference_in_differences(SAME, HERE, LATER, errors="pooled").estimate,
        lambda: difference_in_differences([5] * 23, HERE, LATER).estimate,
        lambda: difference_of_changes(SAME, HERE).estimate,
        lambda: difference_in_differences_panel([[0.73] * 7] * 5, [0, 0, 1, 1, 1], 3).estimate,
        lambda: (
            difference_in_differences_panel(
                np.outer([3, 7, 1, 9, 2], [85] * 7), [0, 0, 1, 1, 1], 3, model="poisson"
            ).estimate
        ),
        lambda: event_study([[0.73, 0.1, 0.31]] * 5, [0, 0, 1, 1, 1], 2).gaps,
    ],
)
def test_values_without_spread_have_no_interval(ask: Any) -> None:
    """Equal values show no change: what rounding leaves is not an error to judge by."""
    found = ask()

    assert np.asarray(found.value) == pytest.approx(0.0)
    assert not np.any(found.excludes(0.0))
    assert np.isnan(np.atleast_1d(found.low)[0])
    assert "spread" in [check.name for check in found.failed]


def test_event_study_finds_trends_that_differ() -> None:
    """A group that was falling already fails the check."""
    rng = np.random.default_rng(3)
    noise = rng.normal(0, 1, (40, 8))
    group = np.arange(40) < 20
    drift = np.outer(group, np.arange(8) * -2.0)

    assert event_study(noise, group, 5).before.checks[0].passed
    assert not event_study(noise + drift, group, 5).before.checks[0].passed


def test_event_study_with_few_units_has_no_test() -> None:
    """More gaps before than units allow: nan, and the check only informs."""
    found = event_study(np.random.default_rng(1).normal(size=(4, 9)), GROUP, 7)

    assert math.isnan(found.before.p_value)  # type: ignore[arg-type]
    assert found.before.checks[0].passed is None


def test_event_study_refuses() -> None:
    """There must be a period before the reference, and a spread."""
    with pytest.raises(InputError, match="first_post: expected at least two periods before"):
        event_study(PANEL, GROUP, 1)
    with pytest.raises(AnalysisError, match="2 units leave no spread"):
        event_study([PANEL[0], PANEL[2]], [0, 1], 2)


def test_search_finds_a_donor_that_is_the_unit() -> None:
    """A donor that equals the treated unit gets all the weight."""
    donors = np.array(DONORS)
    found = synthetic_control(
        donors[:, 2], donors, [3.0, 4.0], [[1.0, 5.0, 3.0], [2.0, 6.0, 4.0]], 3, starts=2
    )

    assert pytest.approx(0.0, abs=1e-12) == found.pre_mspe
    assert ["pre_fit", "starts_agree"] == [check.name for check in found.checks]


def test_poor_fit_before_is_told() -> None:
    """A unit outside its donors cannot be made of them."""
    found = synthetic_control([20.0, 21.0, 22.0, 9.0], *SCM[1:2], [9.0], *SCM[3:], v=[1])

    assert not found.checks[0].passed
    assert [0.0, 1.0, 0.0] == found.weights.tolist()


@pytest.mark.parametrize(
    ("place", "value", "message"),
    [
        (0, [2.0, NAN, 4.5, 3.0], r"treated_outcomes\[1\]: expected finite numbers"),
        (0, [2.0, 3.0], "donor_outcomes: expected one row for each number"),
        (3, [[1.5, 5.5]], "donor_predictors: expected 3 donors"),
        (4, 4, "first_post: expected an index below the 4 periods"),
    ],
)
def test_synthetic_control_refuses(place: int, value: object, message: str) -> None:
    """Every unit has every number."""
    given = list(SCM)
    given[place] = value  # type: ignore[call-overload]
    with pytest.raises(InputError, match=message):
        synthetic_control(*given, v=[1])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        ({"v": [-1]}, "v: expected a finite number of 0 or more for each of the 1"),
        ({"v": [0]}, "v: expected some importance above 0"),
        ({"v": [1], "pre_periods": (2, 4)}, "pre_periods: expected a first and a stop up to 3"),
        ({"starts": 0}, "starts: expected one whole number of 1 or more"),
    ],
)
def test_synthetic_choices_refuse(choices: dict[str, object], message: str) -> None:
    """V, periods and starts are what they say."""
    with pytest.raises(InputError, match=message):
        synthetic_control(*SCM, **choices)  # type: ignore[arg-type]


def test_units_that_are_all_alike() -> None:
    """Nothing tells the donors apart."""
    with pytest.raises(AnalysisError, match="all units are the same in all predictors"):
        synthetic_control(*SCM[:2], [1.0], [[1.0, 1.0, 1.0]], 3, v=[1])


def test_placebos_need_two_donors() -> None:
    """One donor has no donors of its own."""
    with pytest.raises(InputError, match="donor_outcomes: expected two donors or more"):
        synthetic_control_placebos([2, 3, 4], [[1], [2], [3]], [1], [[2]], 2, v=[1])


def test_calibration_refuses() -> None:
    """Totals outside what positive weights can reach are refused."""
    with pytest.raises(AnalysisError, match="no positive weights match"):
        calibrated_control([[9.0]], [[1.0], [2.0]])
    with pytest.raises(InputError, match="controls: expected rows of areas"):
        calibrated_control([[9.0]], [[1.0, 2.0]])
    with pytest.raises(InputError, match=r"controls\[0, 0\]: expected finite numbers"):
        calibrated_control([[9.0]], [[NAN]])
    found = calibrated_control([[1.5]], [[1.0], [2.0]])
    with pytest.raises(InputError, match="outcomes: expected a row for each of 2"):
        found.total([1.0, 2.0, 3.0])
    assert pytest.approx([0.5, 0.5]) == found.weights.tolist()
