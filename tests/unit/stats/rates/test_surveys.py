"""Weighted survey estimates at their edges."""

from __future__ import annotations

import math

import numpy as np
import pytest

from safetykit.errors import InputError
from safetykit.stats.rates import proportion, weighted_survey_estimate

NAN = math.nan


def test_one_answer_from_all_has_no_interval() -> None:
    """That everybody said 0.7 does not show that everybody would."""
    found = weighted_survey_estimate([0.7] * 60, np.linspace(0.1, 3.0, 60), measure="mean").estimate

    assert pytest.approx(0.7) == found.value
    assert [True, True] == np.isnan([found.low, found.high]).tolist()
    assert ["answers_differ"] == [check.name for check in found.failed]


def test_equal_weights_are_no_weights() -> None:
    """The share, its Wilson interval and the base are those of the plain sample."""
    found = weighted_survey_estimate([1] * 30 + [0] * 50, [2.5] * 80)
    plain = proportion(30, 80)

    assert pytest.approx([plain.low, plain.value, plain.high]) == [
        found.estimate.low,
        found.estimate.value,
        found.estimate.high,
    ]
    assert (80.0, 200.0) == (found.unweighted_base, found.weighted_base)
    assert (pytest.approx(1.0), pytest.approx(80.0)) == (found.design_effect, found.effective_base)
    assert () == found.estimate.failed


def test_uneven_weights_widen_the_interval() -> None:
    """Kish: weights 1 and 3 in equal numbers have a design effect of 1.25."""
    found = weighted_survey_estimate([1, 0] * 40, [1, 3] * 40)

    assert (0.25, 0.5) == (found.estimate.value, found.unweighted)
    assert (pytest.approx(1.25), pytest.approx(64.0)) == (found.design_effect, found.effective_base)


def test_stated_design_effect_is_used() -> None:
    """A survey's own design effect holds for its clusters too."""
    found = weighted_survey_estimate([1, 0] * 40, [1] * 80, design_effect=2.0)

    assert pytest.approx(proportion(20, 40).low) == found.estimate.low
    assert "stated design effect" in found.estimate.method


def test_people_who_gave_no_answer_are_left_out() -> None:
    """Nan is no answer: neither the base nor the weights hold it."""
    found = weighted_survey_estimate([1, 0, NAN], [1, 1, 98])

    assert (0.5, 2.0, 2.0) == (found.estimate.value, found.unweighted_base, found.weighted_base)
    assert ["small_base", "not_reported"] == [check.name for check in found.estimate.checks]
    assert "2 answers is the smallest base" in found.estimate.checks[0].detail


def test_mean_has_the_standard_error_of_its_effective_base() -> None:
    """With equal weights: the standard deviation over n - 1, over the root of n."""
    answers = np.array([1.0, 2.0, 3.0, 4.0, 10.0])
    found = weighted_survey_estimate(answers, [1] * 5, measure="mean")

    error = answers.std(ddof=1) / math.sqrt(5)
    assert 4.0 == found.estimate.value
    assert pytest.approx(4.0 + 1.959964 * error, rel=1e-6) == found.estimate.high


def test_nobody_answered() -> None:
    """Without an answer, or without weight, there is no estimate."""
    found = weighted_survey_estimate([[NAN, NAN], [1, 0]], [[1, 1], [0, 0]])

    assert [True, True] == np.isnan(found.estimate.value).tolist()
    assert [0.0, 2.0] == found.unweighted_base.tolist()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"answers": [1, 2]}, r"answers\[1\]: expected 1, 0, or nan .* measure='mean'"),
        ({"answers": 1}, "answers: expected a series"),
        ({"answers": [1, math.inf]}, r"answers\[1\]: expected finite numbers"),
        ({"weights": [1, -1]}, r"weights\[1\]: expected finite, 0 or more"),
        ({"weights": [1, NAN]}, r"weights\[1\]: expected finite, 0 or more"),
        ({"weights": [1, 1, 1]}, "weights: expected one for each of 2 answers"),
        ({"weights": 1}, "weights: expected one for each of 2 answers"),
        ({"design_effect": 0}, "design_effect: expected a number above 0"),
        ({"measure": "median"}, "measure: expected one of mean, proportion"),
        ({"confidence": 1}, "confidence: expected one number between 0 and 1"),
    ],
)
def test_survey_refuses(given: dict[str, object], message: str) -> None:
    """What cannot be used is refused, with its place."""
    arguments = {"answers": [1, 0], "weights": [1, 1]} | given

    with pytest.raises(InputError, match=message):
        weighted_survey_estimate(**arguments)  # type: ignore[arg-type]
