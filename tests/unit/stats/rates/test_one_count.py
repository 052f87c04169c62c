"""Rates and proportions at their edges."""

from __future__ import annotations

import math
import subprocess
import sys

import numpy as np
import pytest

from safetykit.errors import InputError
from safetykit.stats.rates import proportion, rate

NAN = math.nan


def test_rate_is_count_over_exposure_times_multiplier() -> None:
    """50 events in 10,000 residents are 5 per thousand."""
    assert 5.0 == rate(50, 10_000, multiplier=1000).value


def test_no_event_still_has_an_upper_limit() -> None:
    """0 events at 95% exclude rates above 3.69 and nothing else."""
    none = rate(0)

    assert (0.0, 0.0) == (none.value, none.low)
    assert pytest.approx(-math.log(0.025)) == none.high


def test_byar_lower_limit_is_never_below_0() -> None:
    """The cube of a negative number is not a rate."""
    assert 0.0 == rate(1, confidence=0.9999, method="byar").low


def test_byar_says_when_counts_are_small() -> None:
    """Below 10 events the exact method is the one to use."""
    (check,) = rate([3, 50], method="byar").failed

    assert "small_count" == check.name
    assert "1 of 2 counts are below 10" in check.detail
    assert () == rate(50, method="byar").checks


@pytest.mark.parametrize("method", ["exact", "byar"])
def test_count_not_reported_answers_nan(method: str) -> None:
    """A count that is not reported is not 0, and its neighbours are not touched."""
    batch = rate([NAN, 40], method=method)  # type: ignore[arg-type]

    assert [[True, False]] * 3 == [
        np.isnan(part).tolist() for part in (batch.value, batch.low, batch.high)
    ]
    assert ["not_reported"] == [check.name for check in batch.failed]


def test_dispersion_is_garwood_of_the_effective_count() -> None:
    """With dispersion 4 the limits of 40 are 4 times those of 10."""
    widened, effective = rate(40, dispersion=4.0), rate(10)

    assert 40.0 == widened.value
    assert pytest.approx([4 * effective.low, 4 * effective.high]) == [widened.low, widened.high]


def test_assumption_names_the_dispersion() -> None:
    """The reader is told which spread was assumed."""
    assert "Poisson" in rate(1).assumptions[0]
    assert "3.4 times its mean" in rate(1, dispersion=3.4).assumptions[0]
    assert "its dispersion times" in rate(1, dispersion=[1, 2]).assumptions[0]


def test_shapes_are_broadcast() -> None:
    """Counts by area and month go with exposures by area."""
    batch = rate(np.ones((3, 4)), [[1.0], [2.0], [4.0]])

    assert (3, 4) == batch.high.shape  # type: ignore[union-attr]
    assert [1.0, 0.5, 0.25] == batch.value[:, 0].tolist()  # type: ignore[index]


def test_no_counts_give_no_rates() -> None:
    """An empty batch is answered with an empty one."""
    assert (0,) == rate([], dispersion=2.0).value.shape  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"count": -1}, "count: expected a count of 0 or more, got -1"),
        ({"count": [0, 2.5]}, r"count\[1\]: expected a whole number, got 2.5. Give the number"),
        ({"count": math.inf}, "count: expected finite numbers, or nan where not reported"),
        ({"count": "12"}, "count: expected a number .* Texts are not read as numbers"),
        ({"count": [[1], [1, 2]]}, "count: expected a number or an array of numbers"),
        ({"count": True}, "count: expected a number"),
        ({"count": object()}, "count: expected a number"),
        ({"count": 1, "exposure": 0}, "exposure: expected a number above 0, got 0"),
        ({"count": 1, "exposure": [1, -3]}, r"exposure\[1\]: expected a number above 0, got -3"),
        ({"count": 1, "exposure": NAN}, "exposure: expected a number above 0, got nan"),
        ({"count": 1, "exposure": math.inf}, "exposure: expected a number above 0, got inf"),
        ({"count": [1, 2], "exposure": [1, 2, 3]}, "count, exposure, dispersion: expected shapes"),
        ({"count": 1, "confidence": 95}, r"confidence: expected one number .* 95% is 0\.95"),
        ({"count": 1, "confidence": 0}, "confidence: expected one number between 0 and 1"),
        ({"count": 1, "confidence": [0.9]}, "confidence: expected one number between 0 and 1"),
        ({"count": 1, "method": "exat"}, 'method: .*one of byar, exact.* Did you mean "exact"?'),
        ({"count": 1, "multiplier": 0}, "multiplier: expected a number above 0"),
        ({"count": 1, "multiplier": [1, 2]}, "multiplier: expected one number above 0"),
        ({"count": 1, "dispersion": 0.5}, "dispersion: .*1 or more.* choose_dispersion"),
    ],
)
def test_rate_refuses(given: dict[str, object], message: str) -> None:
    """What cannot be used is refused, with its place, what was expected and a hint."""
    with pytest.raises(InputError, match=message):
        rate(**given)  # type: ignore[arg-type]


def test_exact_share_of_none_and_of_all() -> None:
    """Clopper and Pearson: 0 of 10 and 10 of 10 have one-sided limits at 1 - 0.025 ** 0.1."""
    none, everyone = proportion(0, 10, method="exact"), proportion(10, 10, method="exact")
    limit = 1 - 0.025**0.1

    assert (0.0, pytest.approx(limit)) == (none.low, none.high)
    assert (pytest.approx(1 - limit), 1.0) == (everyone.low, everyone.high)


def test_wilson_share_of_none_and_of_all() -> None:
    """Wilson's limits end at exactly 0 and 1, not near them."""
    batch = proportion([0, 20], 20)

    assert 0.0 == batch.low[0]  # type: ignore[index]
    assert 1.0 == batch.high[1]  # type: ignore[index]


@pytest.mark.parametrize("method", ["wilson", "exact"])
def test_share_not_reported_answers_nan(method: str) -> None:
    """A part that is not reported has no share."""
    share = proportion(NAN, 10, method=method)  # type: ignore[arg-type]

    assert [True] * 3 == [math.isnan(part) for part in (share.value, share.low, share.high)]  # type: ignore[arg-type]
    assert ["not_reported"] == [check.name for check in share.failed]


@pytest.mark.parametrize(
    ("count", "n", "message"),
    [
        (1, 0, "n: expected a number above 0, got 0.0. The share of nothing"),
        (1, 2.5, "n: expected a whole number"),
        ([1, 6], 5, r"count\[1\]: expected a count that is not above n"),
        (-1, 5, "count: expected a count of 0 or more"),
    ],
)
def test_proportion_refuses(count: object, n: object, message: str) -> None:
    """A part cannot exceed its whole, nor a whole be nothing."""
    with pytest.raises(InputError, match=message):
        proportion(count, n)  # type: ignore[arg-type]


def test_unknown_method_of_a_proportion() -> None:
    """A method of rates is not one of proportions."""
    with pytest.raises(InputError, match="method: expected one of exact, wilson, got 'byar'"):
        proportion(1, 2, method="byar")  # type: ignore[arg-type]


def test_import_loads_no_heavy_library() -> None:
    """Importing the package loads numpy alone, and a control chart needs no more."""
    code = (
        "import sys, safetykit.stats.variation as s; s.xmr([1, 2, 3]);"
        "print([m for m in ('scipy', 'pandas', 'duckdb') if m in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert "[]" == done.stdout.strip()


def test_scipy_stats_is_not_loaded() -> None:
    """Intervals need scipy.special alone; scipy.stats takes half a second to import."""
    code = (
        "import sys, safetykit.stats.rates as s; s.rate_ratio(1, 1, 2, 1);"
        "print('scipy.stats' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert "False" == done.stdout.strip()


def test_missing_numpy_names_the_extra() -> None:
    """Without numpy the import says which extra to install."""
    code = "import sys; sys.modules['numpy'] = None; import safetykit.stats"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)

    assert 'pip install "safetykit[evaluate]"' in done.stderr
