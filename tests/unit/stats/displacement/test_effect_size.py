"""Relative effect sizes and phi coefficients at their edges."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from safetykit.errors import InputError
from safetykit.stats.displacement import phi_coefficient, relative_effect_size

AREAS: dict[str, Any] = {
    "treated_before": 50,
    "treated_after": 40,
    "control_before": 60,
    "control_after": 62,
}


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ({"treated_after": 0}, math.inf),
        ({"control_after": 0}, 0.0),
        ({"treated_after": 0, "control_after": 0}, math.nan),
    ],
)
def test_count_of_0_has_no_interval(change: dict[str, int], value: float) -> None:
    """No half event is added in silence: the interval is nan and a check fails."""
    size = relative_effect_size(**(AREAS | change))

    assert pytest.approx(value, nan_ok=True) == size.value
    assert [True, True] == [math.isnan(size.low), math.isnan(size.high)]  # type: ignore[arg-type]
    assert ["counts_above_0"] == [check.name for check in size.failed]


def test_missing_inflation_is_said() -> None:
    """A Poisson variance is what reviews warn of, so a check informs."""
    plain = relative_effect_size(**AREAS)
    inflated = relative_effect_size(**AREAS, variance_inflation=2.0)

    assert ["variance_inflated"] == [check.name for check in plain.checks]
    assert () == inflated.checks


def test_count_not_reported_answers_nan() -> None:
    """Not reported is not 0."""
    size = relative_effect_size(**(AREAS | {"treated_after": math.nan}), variance_inflation=2)

    assert math.isnan(size.value)  # type: ignore[arg-type]
    assert ["not_reported"] == [check.name for check in size.failed]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"treated_before": -5}, "treated_before: expected a count of 0 or more"),
        ({"control_before": 1.5}, "control_before: expected a whole number"),
        ({"control_after": math.inf}, "control_after: expected finite numbers"),
        ({"control_after": [1, 2], "treated_after": [1, 2, 3]}, "expected shapes that fit"),
        ({"variance_inflation": 0.9}, "variance_inflation: expected a factor of 1 or more"),
        ({"confidence": 1.0}, "confidence: expected one number between 0 and 1"),
    ],
)
def test_what_is_refused(change: dict[str, Any], message: str) -> None:
    """Each unusable input is refused by name."""
    with pytest.raises(InputError, match=message):
        relative_effect_size(**(AREAS | change))


@pytest.mark.parametrize("few", [1, 3, 7])
def test_perfect_association(few: int) -> None:
    """A table with one diagonal has phi 1, and so few events do not make that certain."""
    phi = phi_coefficient([[few, 0], [0, 9]]).estimate

    assert pytest.approx(1.0) == phi.value
    assert [True, True] == [math.isnan(phi.low), math.isnan(phi.high)]  # type: ignore[arg-type]
    assert ["not_perfect"] == [check.name for check in phi.failed]


def test_empty_row_is_not_defined() -> None:
    """Without variation there is no association, and a check says so."""
    found = phi_coefficient([[[0, 0], [3, 4]], [[3, 4], [5, 6]]])

    assert [True, False] == list(np.isnan(found.estimate.value))
    assert "1 of 2 tables have an empty row or column" in found.estimate.failed[0].detail
    assert math.isnan(found.test.p_value[0])  # type: ignore[index]


def test_table_not_reported() -> None:
    """A cell that is not reported leaves the table unknown."""
    found = phi_coefficient([[1, math.nan], [2, 3]])

    assert math.isnan(found.estimate.value)  # type: ignore[arg-type]
    assert ["not_reported"] == [check.name for check in found.estimate.failed]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ([1, 2, 3], "table: expected a table of 2 rows and 2 columns"),
        ([[1, 2, 3], [4, 5, 6]], "table: expected a table of 2 rows and 2 columns"),
        ([[1, -2], [3, 4]], r"table\[0, 1\]: expected a count of 0 or more"),
    ],
)
def test_tables_that_are_refused(table: Any, message: str) -> None:
    """Only counts in a 2 by 2 table have a phi coefficient."""
    with pytest.raises(InputError, match=message):
        phi_coefficient(table)
