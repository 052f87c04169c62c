"""Small made data with the numbers that other software gives for them.

What belongs here: methods whose published figures rest on data that are not kept here, so that a
fresh copy of the project compares them with something too. Each test names the software and its
version; none of it is needed to run the test.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from safetykit.stats.comparison import (
    difference_in_differences,
    difference_in_differences_panel,
    difference_of_changes,
    event_study,
)
from safetykit.stats.interrupted import (
    compare_with_control,
    counterfactual,
    residual_autocorrelation,
    segmented_regression,
)
from safetykit.stats.overdispersion import seasonal_dispersion
from safetykit.stats.reoffending import kaplan_meier, log_rank_test
from safetykit.stats.spacetime import getis_ord_gi_star, make_neighbours, morans_i
from safetykit.stats.speed import percentile_speed

TOWN = [52, 47, 61, 55, 49, 66, 58, 51, 63, 57, 45, 60, 54, 62, 41, 38, 46, 29, 40, 33, 44, 31]
TOWN += [36, 27]
REST = [118, 131, 122, 140, 109, 127, 135, 116, 124, 129, 138, 121, 112, 133, 107, 126, 119, 101]
REST += [124, 113, 98, 117, 105, 110]
PEOPLE = np.arange(1000, 1120, 5)
PANEL = [[5, 6, 7, 8, 6], [4, 6, 6, 7, 9], [9, 9, 8, 8, 5], [7, 9, 8, 7, 6], [3, 5, 4, 6, 5]]
PANEL += [[8, 11, 7, 6, 9]]
TREATED = [0, 0, 1, 1, 0, 1]
PLACES = [9, 8, 7, 1, 2, 8, 5, 3, 6, 4]
NEAR = [[1, 5, 9], [0, 2], [1, 3, 7], [2, 4], [3, 5], [4, 0], [7, 8], [6, 8, 2], [6, 7], [0]]


def errors_of(fit: Any) -> list[float]:
    """Return the standard errors of a fit, in the order of its terms."""
    return [fit.standard_error(term) for term in fit.names]


@pytest.mark.parametrize(
    ("choices", "errors"),
    [
        ({"family": "poisson"}, [0.068686244, 0.008884552, 0.119973574, 0.020310091]),
        ({"family": "quasi-poisson"}, [0.062715387, 0.008112223, 0.109544337, 0.018544546]),
        (
            {"family": "poisson", "errors": "newey-west", "lag": 3},
            [0.032163995, 0.0039366, 0.045371568, 0.00877213],
        ),
    ],
)
def test_poisson_with_exposure(choices: Any, errors: list[float]) -> None:
    """The GLM of statsmodels 0.15.0: Poisson, scale X2, and HAC errors without correction."""
    fit = segmented_regression(TOWN, 14, exposure=PEOPLE, **choices)

    expected = [-2.927104022, 0.001153948472, -0.3383948056, -0.03516566957]
    assert pytest.approx(expected, rel=1e-7) == fit.coefficients.tolist()
    assert pytest.approx(errors, rel=1e-6) == errors_of(fit)
    assert pytest.approx((16.726801561583702, 0.8336978225122653)) == (fit.deviance, fit.dispersion)


def test_negative_binomial_with_exposure() -> None:
    """NegativeBinomial of statsmodels 0.15.0, and the errors of its GLM at that alpha."""
    counts = np.array(TOWN)
    counts[[3, 9, 18]] = 95, 20, 70

    fit = segmented_regression(counts, 14, exposure=PEOPLE, family="negative-binomial")

    expected = [-2.805569976, -0.017096534, -0.105382499, -0.02157202]
    assert pytest.approx(expected, rel=1e-6) == fit.coefficients.tolist()
    assert pytest.approx(0.055881973, rel=1e-6) == fit.overdispersion
    assert pytest.approx(-95.84347280712096) == fit.log_likelihood
    expected = [0.137028987, 0.018013087, 0.226092335, 0.036221528]
    assert pytest.approx(expected, rel=1e-6) == errors_of(fit)


def test_least_squares() -> None:
    """OLS of statsmodels 0.15.0, its HAC errors with correction, and its Ljung-Box test."""
    plain = segmented_regression(TOWN, 14, family="linear")
    robust = segmented_regression(
        TOWN, 14, family="linear", errors="newey-west", lag=3, small_sample=True
    )
    found = residual_autocorrelation(plain.deviance_residuals, lags=6)

    expected = [53.542857143, 0.334065934, -16.892507493, -1.406793207]
    assert pytest.approx(expected) == plain.coefficients.tolist()
    assert pytest.approx([3.160760739, 0.413250787, 5.079639086, 0.80106464]) == errors_of(plain)
    assert pytest.approx([-27.488448951, -6.296566034]) == [plain.step.low, plain.step.high]
    assert pytest.approx([1.913850015, 0.240212444, 2.463820106, 0.382806215]) == errors_of(robust)
    assert pytest.approx(8.584793283) == found.test.statistic
    assert pytest.approx(0.198310407) == found.test.p_value


def test_expected_without_the_change() -> None:
    """Means of get_prediction in statsmodels 0.15.0; totals by the delta method, numerically."""
    fit = segmented_regression(TOWN, 14, exposure=PEOPLE, family="poisson")

    found = counterfactual(fit)

    for place, expected in (
        (0, (50.284464554, 58.233755875, 67.439722257)),
        (-1, (45.692172404, 61.316346856, 82.283117523)),
    ):
        point = (part[place] for part in (found.expected.low, found.expected.value))  # type: ignore[index]
        assert pytest.approx(expected[:2]) == tuple(point)
        assert pytest.approx(expected[2]) == found.expected.high[place]  # type: ignore[index]
    assert pytest.approx(597.7078605170447) == found.expected_total.value
    ends = (found.difference.low, found.difference.value, found.difference.high)
    assert pytest.approx((-369.2027155504786, -232.7078605170447, -96.2130054836108)) == ends
    assert found.ratio is not None
    ends = (found.ratio.low, found.ratio.value, found.ratio.high)
    assert pytest.approx((0.479223393, 0.61066622, 0.778161581)) == ends


def test_change_beyond_a_control() -> None:
    """One Poisson GLM of both series with every term crossed (statsmodels 0.15.0)."""
    one, other = (segmented_regression(y, 14, family="poisson") for y in (TOWN, REST))

    step = compare_with_control(one, other).step

    expected = (0.585929005, 0.7728092783616546, 1.019294446)
    assert pytest.approx(expected) == (step.low, step.value, step.high)


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ([], (-26.33382246643818, -7.049350649350632, 12.235121167736914)),
        ([1, 4, 7, 16, 19, 20, 22], (-25.14207614794422, -4.3274405646589535, 16.487195018626313)),
    ],
)
def test_difference_beyond_a_control(missing: list[int], expected: Any) -> None:
    """Two OLS fits of statsmodels 0.15.0, joined on Welch's degrees of freedom (33.8 and 21.8).

    Least squares that took the degrees of freedom of one of the two would be too sure, or not
    sure enough.
    """
    rest = np.array(REST, dtype=np.float64)
    rest[missing] = np.nan
    one, other = (segmented_regression(y, 14, family="linear") for y in (TOWN, rest))

    step = compare_with_control(one, other).step

    assert pytest.approx(expected) == (step.low, step.value, step.high)


@pytest.mark.parametrize(
    ("model", "value", "error"),
    [
        ("linear", -3.3333333333333286, 0.5888281994546732),
        ("poisson", -0.504556010752389, 0.05818777753947775),
    ],
)
def test_panel(model: Any, value: float, error: float) -> None:
    """Unit and period dummies in statsmodels 0.15.0, errors clustered by unit.

    For Poisson the correction of statsmodels is replaced by G / (G - 1).
    """
    found = difference_in_differences_panel(PANEL, TREATED, 2, model=model)

    assert pytest.approx(value) == found.estimate.value
    assert pytest.approx(error) == found.standard_error


def test_event_study() -> None:
    """OLS of each change on the group, and MANOVA of the gaps before (statsmodels 0.15.0)."""
    found = event_study(PANEL, TREATED, 2)
    later = event_study(PANEL, TREATED, 3).before

    assert pytest.approx([0, 0, -2, -4, -4]) == found.gaps.value
    low = [-2.617657549, 0, -5.205962658, -7.462835446, -7.205962658]
    assert pytest.approx(low) == found.gaps.low
    assert pytest.approx((2.7169811320754684, 0.2121457822334242)) == (
        later.statistic,
        later.p_value,
    )


def test_differences_of_means() -> None:
    """OLS with and without HC1 in statsmodels 0.15.0; Welch's interval in scipy 1.17.1."""
    values = [5, 7, 6, 8, 9, 11, 7, 9, 4, 12]
    treated, post = [0, 0, 0, 0, 1, 1, 1, 1, 0, 1], [0, 0, 1, 1, 0, 0, 1, 1, 1, 0]

    pooled, robust = (
        difference_in_differences(values, treated, post, errors=errors)
        for errors in ("pooled", "hc1")
    )
    welch = difference_of_changes(values, treated).estimate

    assert pytest.approx(-2.6666666666666776) == pooled.estimate.value
    assert pytest.approx(2.151657414559676) == pooled.standard_error
    assert pytest.approx((-7.931582694, 2.598249361)) == (pooled.estimate.low, pooled.estimate.high)
    assert pytest.approx(2.0030840419244385) == robust.standard_error
    assert pytest.approx((-7.568036748, 2.234703414)) == (robust.estimate.low, robust.estimate.high)
    assert pytest.approx((0.9922058363422774, 6.207794163657722)) == (welch.low, welch.high)


@pytest.mark.parametrize(
    ("style", "value", "variances", "p_values", "geary"),
    [
        (
            "row",
            0.14194811551639744,
            (0.0794377164419061, 0.07048260381593716),
            (0.3692599971607966, 0.34049188964637933),
            0.8281938325991188,
        ),
        (
            "binary",
            0.16940328394072893,
            (0.0746146100883092, 0.06637541623767519),
            (0.30445078263522884, 0.27623831893053874),
            0.7869443331998399,
        ),
    ],
)
def test_spatial_autocorrelation(
    style: Any, value: float, variances: Any, p_values: Any, geary: float
) -> None:
    """Moran and Geary of esda 2.9.0, randomisation and normality."""
    found = morans_i(PLACES, make_neighbours(NEAR), style=style)

    assert pytest.approx((value, geary)) == (found.value, found.geary_c)
    assert pytest.approx(variances) == (found.variance_random, found.variance_normal)
    assert pytest.approx(p_values) == (found.random.p_value, found.normal.p_value)


def test_hot_spots() -> None:
    """G_Local with the place itself, and G, of esda 2.9.0; false_discovery_control of scipy."""
    found = getis_ord_gi_star(PLACES, make_neighbours(NEAR))

    expected = [1.830360692, 2.031997037, -0.51625558, -1.480096607, -1.229232775, 0.777677878]
    expected += [-0.47664128, -0.046932325, -0.47664128, 0.689761499]
    assert pytest.approx(expected, rel=1e-6) == found.z.tolist()  # type: ignore[union-attr]
    assert pytest.approx(0.2804878048780488) == found.global_g
    expected = [0.3359801072573827, 0.3359801072573827, 0.7040195368510456, 0.46282488980300435]
    expected += [0.5474613595386066] + [0.7040195368510456] * 2 + [0.9625671648469641]
    assert pytest.approx(expected + [0.7040195368510456] * 2) == found.p_fdr


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (0.9, (35.01536543162862, 38.89789284837917)),
        (0.95, (34.728999738952766, 39.41470219549713)),
    ],
)
def test_percentile_of_speeds(level: float, expected: tuple[float, float]) -> None:
    """The interval of quantile_test, and limits by the quantiles of nct, in scipy 1.17.1."""
    speeds = [28, 31, 30, 35, 27, 33, 29, 41, 30, 32, 26, 34, 38, 30, 29, 31, 36, 28, 33, 45, 30]
    speeds += [27, 32, 35, 29]

    ordered = percentile_speed(speeds, confidence=level)
    normal = percentile_speed(speeds, definition="normal", confidence=level)

    assert (33.0, 45.0) == (ordered.low, ordered.high)
    assert pytest.approx(36.63813166847677) == normal.value
    assert pytest.approx(expected) == (normal.low, normal.high)


def test_dispersion_of_months_with_gaps() -> None:
    """The GLM of statsmodels 0.15.0 with effects of year and month, two months not reported."""
    counts = [14, 9, 12, 17, 20, 22, 25, 28, 19, 15, 11, 13, 10, 12, 9, 15, 24, 19, 30, 21, np.nan]
    counts += [14, 12, 8, 16, 7, 11, np.nan, 18, 27, 22, 26, 23, 17, 9, 15]
    months, years = np.tile(np.arange(12), 3), np.repeat([2017, 2018, 2019], 12)

    found = seasonal_dispersion(counts, months, years)

    assert pytest.approx((0.5463636809843673, 20)) == (found.value, found.df)
    assert pytest.approx(0.9480867624532199) == found.p_value


def test_survival() -> None:
    """KaplanMeierFitter, whose interval is log-log, and multivariate_logrank_test of lifelines.

    Version 0.30.3, of 16 people in three groups.
    """
    time = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23]
    event = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1]
    group = [0, 1, 0, 1, 1, 0, 2, 1, 0, 2, 2, 0, 1, 2, 0, 1]

    curve = kaplan_meier(time, event, transform="log-log").at([6, 13, 22])
    test = log_rank_test(time, event, group).test

    low = [0.5246043108266493, 0.2756742712488842, 0.016592540733297093]
    high = [0.9353522579658295, 0.7879433378173201, 0.6073535513130408]
    assert pytest.approx(low) == curve.low
    assert pytest.approx(high) == curve.high
    assert pytest.approx((0.5853930289735959, 0.7462485819685358)) == (test.statistic, test.p_value)
