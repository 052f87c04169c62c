"""Estimates and check results."""

from __future__ import annotations

import math
import pickle

import numpy as np
import pytest

from safetykit.errors import InputError
from safetykit.stats import CheckResult, Estimate


def make(value: object = 2.0, low: object = 1.0, high: object = 3.0, **rest: object) -> Estimate:
    """Return an estimate with an interval from 1 to 3, unless told otherwise."""
    return Estimate(value=value, low=low, high=high, method="by hand", **rest)  # type: ignore[arg-type]


def test_ends_belong_to_the_interval() -> None:
    """An interval contains its ends and excludes what lies beyond them."""
    estimate = make()

    assert [True, True, False] == [estimate.contains(x) for x in (1.0, 3.0, 3.1)]
    assert [False, False, True] == [estimate.excludes(x) for x in (1.0, 3.0, 3.1)]


def test_undefined_interval_neither_contains_nor_excludes() -> None:
    """Nothing is said of an interval that is nan."""
    estimate = make(low=math.nan, high=math.nan)

    assert not estimate.contains(2.0)
    assert not estimate.excludes(99.0)


def test_unbounded_interval_contains_large_numbers() -> None:
    """An infinite end excludes nothing on its side."""
    estimate = make(high=math.inf)

    assert estimate.contains(1e300)
    assert estimate.excludes(0.0)


def test_batch_answers_for_each() -> None:
    """A batch answers with one truth value for each estimate."""
    batch = make([1, 2], [0, 1], [2, 3])

    assert [True, False] == batch.contains(0.5).tolist()  # type: ignore[union-attr]
    assert [False, True] == batch.excludes(0.5).tolist()  # type: ignore[union-attr]


def test_numpy_numbers_become_floats() -> None:
    """A single estimate holds plain floats, whatever it is given."""
    estimate = make(np.float32(2), np.array(1), 3)

    assert [float, float, float] == [type(x) for x in (estimate.value, estimate.low, estimate.high)]


def test_arrays_are_copied_and_read_only() -> None:
    """The caller's array is not kept, and the estimate's cannot be written to."""
    given = np.array([1.0, 2.0])
    batch = make(given, given, given)
    given[0] = 9.0

    assert 1.0 == batch.value[0]  # type: ignore[index]
    with pytest.raises(ValueError, match="read-only"):
        batch.value[0] = 9.0  # type: ignore[index]


@pytest.mark.parametrize(
    "estimate", [make(), make(math.nan), make([1.0, math.nan], [0, 0], [2, 2])]
)
def test_estimates_pickle_compare_and_hash(estimate: Estimate) -> None:
    """A copy is equal and has the same hash, nan and arrays included."""
    copy = pickle.loads(pickle.dumps(estimate))

    assert estimate == copy
    assert hash(estimate) == hash(copy)


def test_different_numbers_are_not_equal() -> None:
    """Estimates differ when a number does."""
    assert make() != make(2.5)
    assert make([1], [1], [1]) != make([2], [1], [1])


def test_failed_checks_are_the_ones_that_did_not_pass() -> None:
    """A check that only informs has not failed."""
    checks = tuple(
        CheckResult(name=str(passed), passed=passed, detail="") for passed in (True, None, False)
    )

    assert ("False",) == tuple(check.name for check in make(checks=checks).failed)


@pytest.mark.parametrize("level", [0.0, 1.0, -1.0, 95.0, math.nan])
def test_level_lies_between_0_and_1(level: float) -> None:
    """A level of 95 is refused with a hint."""
    with pytest.raises(InputError, match=r"level: .*between 0 and 1.*95% is 0\.95"):
        make(level=level)


def test_shapes_agree() -> None:
    """A batch has as many lower ends as values."""
    with pytest.raises(InputError, match=r"value, low, high: .*one shape"):
        make([1.0, 2.0])
