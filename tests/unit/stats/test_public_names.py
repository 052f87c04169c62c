"""Where users look for a method, and what an empty batch answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from safetykit import stats
from safetykit.stats import rates, variation

NOTHING = np.empty((0, 12))


@pytest.mark.parametrize("module", [rates, variation])
def test_names_of_a_module_are_names_of_the_package(module: Any) -> None:
    """A method is found in its module and in the package, and is the same."""
    for name in module.__all__:
        assert getattr(module, name) is getattr(stats, name)
    assert set(module.__all__) <= set(stats.__all__)


@pytest.mark.parametrize(
    "method",
    [
        variation.xmr,
        variation.c_chart,
        variation.run_chart,
        variation.cusum,
        variation.ewma,
        lambda series: variation.p_prime_chart(series, series),
        lambda series: variation.u_chart(series, series),
        lambda series: variation.rebased_xmr(series, [variation.Rebase(5, reason="a test")]),
        lambda series: rates.weighted_survey_estimate(series, np.ones(12)),
        lambda series: rates.directly_standardised_rate(series, np.ones(12), np.ones(12)),
        lambda series: rates.rate_ratio_test(series, 1, series, 1, method="exact_minlike"),
        lambda series: rates.poisson_e_test(series, 1, series, 1),
        lambda series: rates.difference_of_proportions(series, 1, series, 1, method="mee"),
    ],
)
def test_no_series_is_an_answer(method: Callable[[Any], Any]) -> None:
    """A partnership without areas is answered with an empty batch."""
    assert method(NOTHING) is not None
