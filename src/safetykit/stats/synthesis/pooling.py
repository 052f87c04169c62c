"""The pooled effect of several studies.

What belongs here: fixed-effect and random-effects meta-analysis. What does not: effect sizes of
single studies, and tests for small-study effects.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import AnalysisError, InputError
from safetykit.extras import need
from safetykit.stats._inputs import (
    refuse_where,
    require_choice,
    require_confidence,
    require_reported,
)
from safetykit.stats.estimate import (
    CheckResult,
    Estimate,
    FloatArray,
    SignificanceTest,
    comparable,
)
from safetykit.stats.synthesis.heterogeneity import (
    Studies,
    TauMethod,
    cochran_q,
    i_squared,
    q_profile,
    tau_squared,
)

__all__ = ["MetaAnalysis", "meta_analysis"]

IntervalMethod: TypeAlias = Literal["normal", "hartung-knapp", "hartung-knapp-floored"]
Prediction: TypeAlias = Literal["higgins", "t", "normal"]

FEW_STUDIES: Final = 5


@attrs.frozen(kw_only=True)
class MetaAnalysis:
    """The pooled effect of several studies, and how much their effects differ.

    Attributes:
        effects: (k,) the effects that were pooled.
        variances: (k,) their variances.
        weights: (k,) the share of each study in the pooled effect; they sum to 1.
        pooled: The pooled effect, on the scale of the effects.
        standard_error: Its standard error, Hartung-Knapp's if that was asked for.
        prediction: The effect to be expected in a new study like these.
        tau2: The variance between studies, with its Q-profile interval.
        heterogeneity: Cochran's Q and its test that all effects are equal.
        i2: Share of the variation that is between studies, in percent.
        scale: Hartung-Knapp's q: observed over expected spread; nan if not asked for.
        method: What was chosen.
        assumptions: What must hold for it.
        checks: What became of the checks.
    """

    effects: FloatArray = attrs.field(eq=comparable)
    variances: FloatArray = attrs.field(eq=comparable)
    weights: FloatArray = attrs.field(eq=comparable)
    pooled: Estimate
    standard_error: float = attrs.field(eq=comparable)
    prediction: Estimate
    tau2: Estimate
    heterogeneity: SignificanceTest
    i2: float = attrs.field(eq=comparable)
    scale: float = attrs.field(eq=comparable)
    method: str
    assumptions: tuple[str, ...] = ()
    checks: tuple[CheckResult, ...] = ()


def meta_analysis(
    effects: ArrayLike,
    variances: ArrayLike,
    *,
    method: TauMethod = "reml",
    interval: IntervalMethod = "hartung-knapp",
    prediction: Prediction = "higgins",
    confidence: float = 0.95,
) -> MetaAnalysis:
    """Return the pooled effect of studies, with heterogeneity and a prediction interval.

    The pooled effect is the mean of the effects with weights `1 / (variance + tau2)`. Its squared
    standard error is `1 / sum of weights`; Hartung and Knapp multiply it by q, the weighted spread
    of the effects over k - 1, and take Student's t on k - 1 degrees of freedom. I2 is
    `(Q - (k - 1)) / Q` for `fixed` and `dersimonian-laird`, and `tau2 / (tau2 + typical variance)`
    for the others; the two are the same for `dersimonian-laird`.

    Args:
        effects: (k,) effects on a scale where they add up, such as log ratios; nan means "not
            reported" and is left out.
        variances: (k,) their variances, above 0: squared standard errors.
        method: How tau2 is estimated: `fixed` (none), `dersimonian-laird`, `reml`,
            `paule-mandel`, `maximum-likelihood`, `sidik-jonkman` or `hedges`.
        interval: `normal`, `hartung-knapp`, or `hartung-knapp-floored`, which takes q as 1 where
            it is below, so that the interval is never shorter than that of equal effects.
        prediction: The quantile of the prediction interval: `higgins` takes t on k - 2 degrees of
            freedom, `t` on k - 1, `normal` the normal. Its spread is the squared standard error
            plus tau2.
        confidence: The level of all intervals.

    Returns:
        The analysis, on the scale of the effects; see `as_ratio` for log ratios. The `higgins`
        prediction of fewer than 3 studies is nan.

    Raises:
        InputError: An effect is infinite, a variance is not above 0, the lengths differ, or a
            choice is unusable.
        AnalysisError: No study is reported; or only one, where tau2 is to be estimated.

    References:
        DerSimonian and Laird (1986) Controlled Clinical Trials 7:177-188. Viechtbauer (2005)
        Journal of Educational and Behavioral Statistics 30:261-293 (REML and others). Paule and
        Mandel (1982) Journal of Research of the NBS 87:377-385. Hartung and Knapp (2001)
        Statistics in Medicine 20:3875-3889. Higgins and Thompson (2002) Statistics in Medicine
        21:1539-1558 (I2). Higgins, Thompson and Spiegelhalter (2009) Journal of the Royal
        Statistical Society A 172:137-159 (prediction). Viechtbauer (2007) Statistics in Medicine
        26:37-52 (interval of tau2).

    Examples:
        >>> found = meta_analysis([-0.5, -0.1, 0.1, -0.4], [0.02, 0.03, 0.04, 0.02])
        >>> round(found.pooled.low, 2), round(found.pooled.value, 2), round(found.pooled.high, 2)
        (-0.68, -0.25, 0.18)
        >>> round(float(found.i2)), found.pooled.excludes(0.0)
        (63, False)
    """
    level = _require_options(interval, prediction, confidence)
    studies, missing = require_studies(effects, variances, method)
    tau2 = tau_squared(studies, method)
    value, weights = studies.mean(tau2), studies.weights(tau2)
    error, scale = _standard_error(studies, tau2, interval)
    words = f"{_NAMES[method]}, {_INTERVALS[interval]}"
    checks = (*missing, *_checks(studies, interval, scale, prediction))
    told = _Told(level, _assumptions(method), checks)
    half = _quantile(level, _interval_df(interval, studies.k)) * error
    reach = _quantile(level, _prediction_df(prediction, studies.k)) * np.sqrt(error**2 + tau2)
    return MetaAnalysis(
        effects=studies.y,
        variances=studies.v,
        weights=weights / weights.sum(),
        pooled=told.about(value, half, words),
        standard_error=error,
        prediction=told.about(value, reach, f"{_PREDICTIONS[prediction]}, {words}"),
        tau2=told.between(tau2, q_profile(studies, 1.0 - level), f"{_NAMES[method]}, Q-profile"),
        heterogeneity=cochran_q(studies),
        i2=i_squared(studies, tau2, method),
        scale=scale,
        method=words,
        assumptions=told.assumptions,
        checks=told.checks,
    )


def _require_options(interval: str, prediction: str, confidence: float) -> float:
    """Return the level; refuse a kind of interval or of prediction that is not known."""
    require_choice("interval", interval, _INTERVALS)
    require_choice("prediction", prediction, _PREDICTIONS)
    return require_confidence(confidence)


@attrs.frozen
class _Told:
    """What all estimates of one analysis say of themselves."""

    level: float
    assumptions: tuple[str, ...]
    checks: tuple[CheckResult, ...]

    def about(self, middle: float, half: float, method: str) -> Estimate:
        return self.between(middle, (middle - half, middle + half), method)

    def between(self, middle: float, ends: tuple[float, float], method: str) -> Estimate:
        return Estimate(
            value=middle,
            low=ends[0],
            high=ends[1],
            level=self.level,
            method=method,
            assumptions=self.assumptions,
            checks=self.checks,
        )


def require_studies(
    effects: ArrayLike, variances: ArrayLike, method: str = "fixed"
) -> tuple[Studies, tuple[CheckResult, ...]]:
    """Return the studies that are reported, and a check if some are not."""
    require_choice("method", method, _NAMES)
    y, v = require_reported("effects", effects), require_reported("variances", variances)
    if y.ndim != 1 or y.shape != v.shape:
        raise InputError("effects, variances", (y.shape, v.shape), "two lists of one length")
    hint = "The variance of an effect is its squared standard error."
    refuse_where(v <= 0, "variances", v, "a variance above 0", hint=hint)
    there = ~(np.isnan(y) | np.isnan(v))
    needed = 1 if method == "fixed" else 2
    if there.sum() < needed:
        reason = f"{int(there.sum())} of {y.size} studies are reported, {needed} are needed"
        raise AnalysisError("meta_analysis", reason, hint="One study is its own best estimate.")
    if there.all():
        return Studies(y, v), ()
    detail = f"{int((~there).sum())} of {y.size} studies are not reported and are left out."
    check = CheckResult(name="not_reported", passed=False, detail=detail)
    return Studies(y[there], v[there]), (check,)


def _standard_error(s: Studies, tau2: float, interval: IntervalMethod) -> tuple[float, float]:
    plain = float(1.0 / np.sqrt(s.weights(tau2).sum()))
    if interval == "normal" or s.k == 1:
        return (plain if interval == "normal" else np.nan), np.nan
    scale = s.q(tau2) / (s.k - 1)
    used = max(1.0, scale) if interval == "hartung-knapp-floored" else scale
    return plain * float(np.sqrt(used)), scale


def _interval_df(interval: IntervalMethod, k: int) -> float:
    return np.inf if interval == "normal" else k - 1.0


def _prediction_df(prediction: Prediction, k: int) -> float:
    return {"higgins": k - 2.0, "t": k - 1.0, "normal": np.inf}[prediction]


def _quantile(level: float, df: float) -> float:
    special = need("scipy.special", wanted_by="An interval")
    upper = 0.5 + level / 2.0
    if np.isinf(df):
        return float(special.ndtri(upper))
    return float(special.stdtrit(df, upper)) if df > 0 else np.nan


def _checks(
    s: Studies, interval: IntervalMethod, scale: float, prediction: Prediction
) -> tuple[CheckResult, ...]:
    found = []
    if s.k < FEW_STUDIES:
        detail = f"{s.k} studies: tau2 and the prediction interval are poorly known below 5."
        found.append(CheckResult(name="number_of_studies", passed=False, detail=detail))
    if interval != "normal" and scale < 1.0:
        used = "it was taken as 1" if interval.endswith("floored") else "the interval is shorter"
        detail = f"Hartung-Knapp's q is {scale:.3g}, below 1: {used} than with equal effects."
        if interval.endswith("floored"):
            detail = f"Hartung-Knapp's q is {scale:.3g}, below 1: {used}."
        passed = interval.endswith("floored")
        found.append(CheckResult(name="hartung_knapp", passed=passed, detail=detail))
    if prediction == "higgins" and s.k < 3:
        detail = "A prediction interval on k - 2 degrees of freedom needs 3 studies."
        found.append(CheckResult(name="prediction", passed=False, detail=detail))
    return tuple(found)


def _assumptions(method: TauMethod) -> tuple[str, ...]:
    studies = (
        "the studies estimate one effect"
        if method == "fixed"
        else "the effects of the studies are draws from one normal distribution"
    )
    return (
        studies,
        "the studies are independent and their variances known",
        "none is missing because of what it found",
    )


_NAMES: Final = {
    "fixed": "fixed effect (inverse variance)",
    "dersimonian-laird": "random effects, DerSimonian-Laird",
    "reml": "random effects, REML",
    "paule-mandel": "random effects, Paule-Mandel",
    "maximum-likelihood": "random effects, maximum likelihood",
    "sidik-jonkman": "random effects, Sidik-Jonkman",
    "hedges": "random effects, Hedges",
}
_INTERVALS: Final = {
    "normal": "normal interval",
    "hartung-knapp": "Hartung-Knapp interval",
    "hartung-knapp-floored": "Hartung-Knapp interval with q of 1 or more",
}
_PREDICTIONS: Final = {
    "higgins": "prediction interval (t on k - 2 degrees of freedom)",
    "t": "prediction interval (t on k - 1 degrees of freedom)",
    "normal": "prediction interval (normal)",
}
