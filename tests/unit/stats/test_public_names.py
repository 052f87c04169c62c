"""Where users look for a method, and what an empty batch answers."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from safetykit import stats
from safetykit.stats import rates, variation

NOTHING = np.empty((0, 12))


@pytest.mark.parametrize("name", [n for n in dir(stats) if n not in stats.__all__])
def test_modules_are_found_and_loaded_when_asked_for(name: str) -> None:
    """Each module of methods is an attribute of the package, and names what is public in it."""
    module = getattr(stats, name)

    assert f"safetykit.stats.{name}" == module.__name__
    assert module.__all__


def test_every_module_is_listed() -> None:
    """No module of methods is left out of the package's list."""
    there = {module.name for module in pkgutil.iter_modules(stats.__path__)}

    assert there - {"_inputs", "estimate"} == set(dir(stats)) - set(stats.__all__)


def test_a_method_of_one_module_does_not_load_the_others() -> None:
    """A rate loads nothing of synthesis or of space and time."""
    code = (
        "import sys, safetykit.stats.rates\n"
        "print([m for m in sys.modules if 'spacetime' in m or 'synthesis' in m])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "[]" == done.stdout.strip()


def test_unknown_module() -> None:
    """A misspelt module is an AttributeError."""
    with pytest.raises(AttributeError, match="no attribute 'raets'"):
        stats.raets  # noqa: B018


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
