"""Meta-analysis and effect sizes at their edges."""

from __future__ import annotations

import math

import numpy as np
import pytest

from safetykit.errors import AnalysisError, InputError
from safetykit.stats.synthesis import (
    as_ratio,
    begg_test,
    convert_effects,
    effects_from_2x2,
    effects_from_intervals,
    egger_test,
    leave_one_out,
    meta_analysis,
    relative_incident_rate_ratio,
)

NAN = math.nan
Y, V = [-0.5, -0.1, 0.1, -0.4, 0.0, -0.3], [0.02, 0.03, 0.04, 0.02, 0.05, 0.01]
RANDOM = [
    "dersimonian-laird",
    "reml",
    "paule-mandel",
    "maximum-likelihood",
    "sidik-jonkman",
    "hedges",
]


@pytest.mark.parametrize("method", RANDOM)
def test_equal_effects_have_no_tau2(method: str) -> None:
    """Studies that agree to the digit differ by nothing."""
    found = meta_analysis([0.2] * 5, V[:5], method=method, interval="normal")  # type: ignore[arg-type]

    assert (0.0, 0.0) == (found.tau2.value, found.i2)
    assert pytest.approx(0.2) == found.pooled.value


@pytest.mark.parametrize("effect", [0.1, 0.3, -0.7, 0.0])
def test_equal_effects_are_not_asymmetric(effect: float) -> None:
    """Without any difference of effects there is nothing to go with the size of the studies."""
    egger, begg = egger_test([effect] * 6, V), begg_test([effect] * 6, V)

    assert 0.0 == egger.intercept.value
    assert math.isnan(egger.intercept.low)  # type: ignore[arg-type]
    assert [True] * 3 == [
        math.isnan(number)  # type: ignore[arg-type]
        for number in (egger.test.p_value, begg.statistic, begg.p_value)
    ]


def test_hartung_knapp_says_when_it_shortens_the_interval() -> None:
    """Q below 1 is told; floored at 1 the interval is never shorter."""
    y = [0.1, 0.12, 0.09, 0.11, 0.1]
    plain = meta_analysis(y, V[:5])
    floored = meta_analysis(y, V[:5], interval="hartung-knapp-floored")
    normal = meta_analysis(y, V[:5], interval="normal")

    assert plain.scale < 1
    assert ["hartung_knapp"] == [check.name for check in plain.pooled.failed]
    assert () == floored.pooled.failed
    assert floored.standard_error == normal.standard_error
    assert floored.pooled.high > normal.pooled.high > plain.pooled.high  # type: ignore[operator]


def test_one_study_is_its_own_estimate() -> None:
    """Fixed-effect pooling of one study is that study; heterogeneity is not defined."""
    found = meta_analysis([0.3], [0.04], method="fixed", interval="normal", prediction="normal")

    assert (0.3, 0.2) == (found.pooled.value, pytest.approx(found.standard_error))
    assert math.isnan(found.heterogeneity.p_value)  # type: ignore[arg-type]
    assert math.isnan(found.tau2.low)  # type: ignore[arg-type]
    assert 0.0 == found.i2
    one = meta_analysis([0.3], [0.04], method="fixed")
    assert math.isnan(one.standard_error)


def test_two_studies_have_no_higgins_prediction() -> None:
    """K - 2 is 0: nan, and a check that says so."""
    found = meta_analysis(Y[:2], V[:2])

    assert math.isnan(found.prediction.low)  # type: ignore[arg-type]
    assert {"prediction", "number_of_studies"} <= {check.name for check in found.checks}


def test_study_not_reported_is_left_out() -> None:
    """A study without an effect is not one with an effect of 0."""
    gap = meta_analysis([*Y, NAN], [*V, 0.1])

    assert meta_analysis(Y, V).pooled.value == gap.pooled.value
    assert "not_reported" in [check.name for check in gap.pooled.failed]
    with pytest.raises(InputError, match="effects: expected effects that are all reported"):
        leave_one_out([*Y, NAN], [*V, 0.1])


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"variances": [0.0, *V[1:]]}, r"variances\[0\]: expected a variance above 0.*squared"),
        ({"variances": V[:3]}, "effects, variances: expected two lists of one length"),
        ({"effects": [math.inf, *Y[1:]]}, r"effects\[0\]: expected finite numbers"),
        ({"method": "remel"}, 'method: .*Did you mean "reml"'),
        ({"interval": "wald"}, "interval: expected one of hartung-knapp"),
        ({"prediction": "z"}, "prediction: expected one of higgins"),
        ({"confidence": 95}, "confidence: .*95% is 0.95"),
    ],
)
def test_meta_analysis_refuses(given: dict[str, object], message: str) -> None:
    """What cannot be used is refused."""
    with pytest.raises(InputError, match=message):
        meta_analysis(**{"effects": Y, "variances": V, **given})  # type: ignore[arg-type]


def test_too_few_studies() -> None:
    """Each method says how many studies it needs."""
    with pytest.raises(AnalysisError, match="1 of 1 studies are reported, 2 are needed"):
        meta_analysis([0.1], [0.2])
    with pytest.raises(AnalysisError, match="0 of 0 studies are reported"):
        meta_analysis([], [], method="fixed")
    with pytest.raises(AnalysisError, match="2 studies leave too few"):
        leave_one_out(Y[:2], V[:2])
    with pytest.raises(AnalysisError, match="of different size are needed"):
        egger_test(Y, [0.1] * 6)
    with pytest.raises(AnalysisError, match="2 studies cannot be ranked"):
        begg_test(Y[:2], V[:2])


def test_rank_test_without_ranks() -> None:
    """Studies of one size have no rank correlation."""
    found = begg_test(Y, [0.1] * 6)

    assert math.isnan(found.statistic)  # type: ignore[arg-type]
    assert math.isnan(found.p_value)  # type: ignore[arg-type]


def test_table_with_a_zero() -> None:
    """Half an event is added to the whole table, and told."""
    found = effects_from_2x2([0, 4], [10, 6], [2, 5], [8, 5])

    expected = math.log(0.5 / 11) - math.log(2.5 / 11)
    assert pytest.approx(expected) == found.effects[0]  # type: ignore[index]
    assert ["zero_cells"] == [check.name for check in found.checks]
    bare = effects_from_2x2(0, 10, 2, 8, correction=0)
    assert -math.inf == bare.effects


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((0, 0, 2, 8), "group 1: expected a group with people"),
        ((1, 2, 0, 0), "group 2: expected a group with people"),
        ((-1, 2, 1, 1), "events1: expected a count of 0 or more"),
        ((1, 2.5, 1, 1), "others1: expected a whole number"),
    ],
)
def test_tables_refuse(given: tuple[float, ...], message: str) -> None:
    """Tables are counts of people in two groups."""
    with pytest.raises(InputError, match=message):
        effects_from_2x2(*given)


def test_table_choices_refuse() -> None:
    """Measures and corrections are named."""
    with pytest.raises(InputError, match="measure: expected one of log-odds-ratio"):
        effects_from_2x2(1, 2, 3, 4, measure="or")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="correction: expected one number of 0 or more"):
        effects_from_2x2(1, 2, 3, 4, correction=-1)


def test_rate_ratio_of_two_areas() -> None:
    """Dispersion widens the variance and leaves the effect alone; a 0 is refused."""
    one = relative_incident_rate_ratio(100, 80, 200, 210)
    two = relative_incident_rate_ratio(100, 80, 200, 210, dispersion=2)

    assert one.effects == two.effects
    assert pytest.approx(2 * one.variances) == two.variances
    with pytest.raises(InputError, match="treated_after: expected a count above 0"):
        relative_incident_rate_ratio(10, 0, 5, 5)


def test_interval_that_is_not_normal_is_told() -> None:
    """An effect near one end of its interval was misread, or its interval is exact."""
    found = effects_from_intervals([0.9, 0.9], [0.8, 0.4], [1.0125, 1.0])

    assert "1 of 2 effects are not near the middle" in found.checks[0].detail
    assert not found.checks[0].passed
    difference = effects_from_intervals(-2.0, -4.0, 0.0, ratio=False)
    assert pytest.approx((4 / (2 * 1.959964)) ** 2, rel=1e-6) == difference.variances


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((0.9, 1.0, 0.8), "value: expected a value within its interval"),
        ((0.0, 0.1, 0.2), "value: expected a number above 0"),
    ],
)
def test_intervals_refuse(given: tuple[float, ...], message: str) -> None:
    """Ends are in order, and ratios above 0."""
    with pytest.raises(InputError, match=message):
        effects_from_intervals(*given)


def test_conversions_of_a_textbook() -> None:
    """Borenstein et al. (2009) chapter 7: log odds 0.9069 is d 0.5; r 0.5 is d 1.1547."""
    d = convert_effects(0.9069, 0.0676, source="log-odds-ratio", target="standardised-difference")
    r = convert_effects(0.5, 0.0058, source="correlation", target="standardised-difference")

    assert (0.5, 0.0205) == (
        pytest.approx(d.effects, abs=5e-5),
        pytest.approx(d.variances, abs=5e-5),
    )
    assert (pytest.approx(1.1547, abs=5e-5), pytest.approx(0.0550, abs=5e-5)) == (
        r.effects,
        r.variances,
    )


def test_conversions_refuse() -> None:
    """Correlations lie between -1 and 1, and scales are named."""
    with pytest.raises(InputError, match="effects: expected a correlation between -1 and 1"):
        convert_effects(1.0, 0.1, source="correlation", target="fisher-z")
    with pytest.raises(InputError, match="target: expected one of correlation"):
        convert_effects(0.5, 0.1, source="correlation", target="z")  # type: ignore[arg-type]


def test_pooled_log_ratio_as_a_ratio() -> None:
    """The ends go along."""
    pooled = meta_analysis(Y, V).pooled

    ratio = as_ratio(pooled)

    assert pytest.approx(np.exp(pooled.low)) == ratio.low
    assert "as a ratio" in ratio.method
