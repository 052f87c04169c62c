"""Published shares: what cannot be one, and the edges."""

from __future__ import annotations

import numpy as np
import pytest

from safetykit.errors import InputError
from safetykit.stats.rates import difference_of_survey_shares, implied_design_effect, survey_share


@pytest.mark.parametrize(
    ("arguments", "match"),
    [
        ({"share": 62, "base": 100}, r"share: expected a share from 0 to 1.*62% is 0.62"),
        ({"share": 0.6, "base": 0}, r"base"),
        ({"share": 0.6, "base": 100, "design_effect": 0}, r"design_effect"),
        (
            {"share": 0.6, "base": 100, "rounding": -0.1},
            r"rounding: expected a number of 0",
        ),
        ({"share": 0.6, "base": 100, "confidence": 95}, r"confidence"),
    ],
)
def test_share_that_is_none(arguments: dict[str, float], match: str) -> None:
    """What is no share, base or effect is refused."""
    with pytest.raises(InputError, match=match):
        survey_share(**arguments)


def test_interval_stays_between_0_and_1() -> None:
    """Rounding does not push an interval out of what a share can be."""
    found = survey_share([0.0, 1.0], 100, rounding=0.005)

    assert [0.0, 1.0] == [found.low[0], found.high[1]]


def test_rounding_moves_both_ends_outwards() -> None:
    """A share printed in whole percent may have been half a percent lower, or higher."""
    plain, printed = survey_share(0.4, 300), survey_share(0.4, 300, rounding=0.005)

    assert pytest.approx((plain.low - 0.005, plain.high + 0.005)) == (printed.low, printed.high)


def test_small_base_fails_its_check() -> None:
    """The smallest base of a batch decides."""
    assert survey_share(0.5, 50).checks[0].passed
    assert not survey_share([0.5, 0.5], [50, 49]).checks[0].passed


def test_share_that_was_not_published() -> None:
    """What is not published stays unknown, and the rest is answered."""
    found = survey_share([np.nan, 0.5], 100)

    assert np.isnan(found.low[0])
    assert 0.4 < found.low[1] < 0.5


def test_difference_of_a_batch() -> None:
    """Each pair has its own difference; swapping the pair turns the signs."""
    there = difference_of_survey_shares([0.6, 0.5], 100, 0.4, 200, design_effect2=1.5)
    back = difference_of_survey_shares(0.4, 200, [0.6, 0.5], 100, design_effect1=1.5)

    assert np.allclose(there.value, -np.asarray(back.value))
    assert np.allclose(there.low, -np.asarray(back.high))


@pytest.mark.parametrize(
    ("share", "low", "high", "match"),
    [(0.0, -0.1, 0.1, r"above 0 and below 1"), (0.5, 0.55, 0.6, r"both sides of the share")],
)
def test_interval_that_implies_nothing(share: float, low: float, high: float, match: str) -> None:
    """An interval that does not hold its share says nothing of the design."""
    with pytest.raises(InputError, match=match):
        implied_design_effect(share, 100, low, high)
