"""Ratios of rates and percentage changes at their edges."""

from __future__ import annotations

import math

import pytest

from safetykit.errors import InputError
from safetykit.stats.rates import percentage_change, rate_ratio

NAN = math.nan


@pytest.mark.parametrize("method", ["exact", "score"])
def test_nothing_against_nothing(method: str) -> None:
    """0 against 0 is not defined and excludes no ratio."""
    ratio = rate_ratio(0, 10, 0, 20, method=method)  # type: ignore[arg-type]

    assert math.isnan(ratio.value)  # type: ignore[arg-type]
    assert (0.0, math.inf) == (ratio.low, ratio.high)


@pytest.mark.parametrize("method", ["exact", "score"])
def test_something_against_nothing(method: str) -> None:
    """5 against 0 is infinite, with a lower limit that is not."""
    ratio = rate_ratio(5, 1, 0, 1, method=method)  # type: ignore[arg-type]

    assert (math.inf, math.inf) == (ratio.value, ratio.high)
    assert 0.0 < ratio.low < math.inf
    assert (None,) == tuple(check.passed for check in ratio.checks)


def test_log_interval_is_undefined_with_a_0_and_says_so() -> None:
    """No half event is added in silence: the interval is nan and a check fails."""
    batch = rate_ratio([0, 5], 1, [5, 5], 1, method="log")

    assert [True, False] == [math.isnan(low) for low in batch.low]  # type: ignore[union-attr]
    assert "1 of 2 comparisons have a count of 0" in batch.failed[0].detail


@pytest.mark.parametrize("method", ["exact", "log", "score"])
def test_count_not_reported_answers_nan(method: str) -> None:
    """A month that is not reported is not compared."""
    ratio = rate_ratio(NAN, 1, 5, 1, method=method)  # type: ignore[arg-type]

    assert [True] * 3 == [math.isnan(part) for part in (ratio.value, ratio.low, ratio.high)]  # type: ignore[arg-type]
    assert ["not_reported"] == [check.name for check in ratio.failed]


def test_dispersion_multiplies_the_variance_on_the_log_scale() -> None:
    """With dispersion 4 the log interval is twice as wide on the log scale."""
    plain, widened = (rate_ratio(40, 1, 50, 1, method="log", dispersion=f) for f in (1.0, 4.0))

    assert pytest.approx(2 * math.log(plain.high / plain.low)) == math.log(
        widened.high / widened.low
    )


@pytest.mark.parametrize("method", ["exact", "score"])
def test_dispersion_takes_effective_counts(method: str) -> None:
    """With dispersion 4, 40 and 80 say as much as 10 and 20."""
    widened = rate_ratio(40, 1, 80, 1, method=method, dispersion=4.0)  # type: ignore[arg-type]
    effective = rate_ratio(10, 1, 20, 1, method=method)  # type: ignore[arg-type]

    assert pytest.approx([effective.low, effective.high]) == [widened.low, widened.high]


def test_halving_is_minus_50_percent() -> None:
    """A fall from 100 to 50 is a change of -50%, and the method says percent."""
    change = percentage_change(100, 50)

    assert -50.0 == change.value
    assert "in percent" in change.method


def test_change_allows_for_a_growing_population() -> None:
    """The same count in twice the population is a fall by half."""
    assert -50.0 == percentage_change(10, 10, exposure_before=1000, exposure_after=2000).value


def test_change_from_nothing() -> None:
    """From 0 to 3 is infinite, from 0 to 0 not defined, from 3 to 0 a fall by all."""
    changes = percentage_change([0, 0, 3], [3, 0, 0]).value

    assert math.inf == changes[0]  # type: ignore[index]
    assert math.isnan(changes[1])  # type: ignore[index]
    assert -100.0 == changes[2]  # type: ignore[index]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"count1": -1}, "count1: expected a count of 0 or more"),
        ({"count2": 0.5}, "count2: expected a whole number"),
        ({"exposure1": 0}, "exposure1: expected a number above 0"),
        ({"exposure2": NAN}, "exposure2: expected a number above 0"),
        ({"count1": [1, 2], "count2": [1, 2, 3]}, "expected shapes that fit each other"),
        ({"confidence": 1.0}, "confidence: expected one number between 0 and 1"),
        ({"method": "wald"}, "method: expected one of exact, log, score"),
        ({"dispersion": 0.9}, "dispersion: expected a dispersion of 1 or more"),
    ],
)
def test_rate_ratio_refuses(given: dict[str, object], message: str) -> None:
    """What cannot be used is refused by its own name."""
    whole = {"count1": 1, "exposure1": 1, "count2": 1, "exposure2": 1} | given
    with pytest.raises(InputError, match=message):
        rate_ratio(**whole)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"count_after": -1}, "count_after: expected a count of 0 or more"),
        ({"count_before": -1}, "count_before: expected a count of 0 or more"),
        ({"exposure_after": 0}, "exposure_after: expected a number above 0"),
        ({"exposure_before": 0}, "exposure_before: expected a number above 0"),
    ],
)
def test_percentage_change_refuses_by_its_own_names(given: dict[str, object], message: str) -> None:
    """Errors speak of before and after, not of 1 and 2."""
    with pytest.raises(InputError, match=message):
        percentage_change(**({"count_before": 1, "count_after": 1} | given))  # type: ignore[arg-type]
