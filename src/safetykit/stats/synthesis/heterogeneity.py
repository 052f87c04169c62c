"""How much the effects of studies differ beyond chance: tau2 and its interval.

What belongs here: estimators of the variance between studies. What does not: pooling.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, TypeAlias

import attrs
import numpy as np

from safetykit.extras import need
from safetykit.stats.estimate import FloatArray, SignificanceTest

__all__ = ["TauMethod"]

TauMethod: TypeAlias = Literal[
    "fixed",
    "dersimonian-laird",
    "reml",
    "paule-mandel",
    "maximum-likelihood",
    "sidik-jonkman",
    "hedges",
]

GRID: Final = 400
HALVINGS: Final = 200
ROUNDING: Final = 1e-12


@attrs.frozen
class Studies:
    """Effects and their variances, both (k,)."""

    y: FloatArray
    v: FloatArray

    @property
    def k(self) -> int:
        """The number of studies."""
        return int(self.y.size)

    def weights(self, tau2: float) -> FloatArray:
        """Return the inverse variances."""
        return 1.0 / (self.v + tau2)

    def mean(self, tau2: float) -> float:
        """Return the weighted mean."""
        w = self.weights(tau2)
        return float(w @ self.y / w.sum())

    def away(self, tau2: float) -> FloatArray:
        """Return the distances from the weighted mean; a distance of rounding size is 0."""
        away = self.y - self.mean(tau2)
        return np.where(np.abs(away) <= ROUNDING * np.abs(self.y).max(), 0.0, away)

    def q(self, tau2: float) -> float:
        """Return the weighted sum of squares about the mean."""
        return float(self.weights(tau2) @ (self.y - self.mean(tau2)) ** 2)

    @property
    def typical_variance(self) -> float:
        """The variance within a typical study (Higgins and Thompson 2002)."""
        w = self.weights(0.0)
        spare = w.sum() - (w**2).sum() / w.sum()
        return float((self.k - 1) / spare) if self.k > 1 else float(self.v[0])


def tau_squared(studies: Studies, method: TauMethod) -> float:
    """Return the variance between studies, 0 or more."""
    return 0.0 if studies.k == 1 else float(_METHODS[method](studies))


def q_profile(studies: Studies, alpha: float) -> tuple[float, float]:
    """Return the ends of the interval of tau2 by Q-profiling (Viechtbauer 2007)."""
    if studies.k == 1:
        return np.nan, np.nan
    special = need("scipy.special", wanted_by="An interval of tau2")
    df = studies.k - 1
    low, high = (float(special.chdtri(df, tail)) for tail in (alpha / 2.0, 1.0 - alpha / 2.0))
    return tau_where_q_is(studies, low), tau_where_q_is(studies, high)


def cochran_q(studies: Studies) -> SignificanceTest:
    """Return Cochran's test that all effects are equal."""
    q, df = studies.q(0.0), studies.k - 1
    special = need("scipy.special", wanted_by="A test of heterogeneity")
    return SignificanceTest(
        statistic=q,
        p_value=float(special.chdtrc(df, q)) if df else np.nan,
        alternative="larger",
        method=f"Cochran's Q, chi-squared on {df} degrees of freedom",
        assumptions=("the variances are known",),
    )


def i_squared(s: Studies, tau2: float, method: TauMethod) -> float:
    """Return the share of the variation that is between studies, in percent."""
    if method in ("fixed", "dersimonian-laird"):
        q = s.q(0.0)
        return float(max(0.0, 100.0 * (q - (s.k - 1)) / q)) if q > 0 else 0.0
    return float(100.0 * tau2 / (tau2 + s.typical_variance))


def tau_where_q_is(studies: Studies, target: float) -> float:
    """Return the tau2 at which Q equals a target; 0 if Q is below it from the start."""
    if studies.q(0.0) <= target:
        return 0.0
    high = float(studies.v.max())
    while studies.q(high) > target:
        high *= 2.0
    return _root(lambda tau2: studies.q(tau2) - target, 0.0, high)


def _dersimonian_laird(s: Studies) -> float:
    w = s.weights(0.0)
    spare = w.sum() - (w**2).sum() / w.sum()
    return max(0.0, (s.q(0.0) - (s.k - 1)) / float(spare))


def _paule_mandel(s: Studies) -> float:
    return tau_where_q_is(s, s.k - 1.0)


def _hedges(s: Studies) -> float:
    return max(0.0, float(np.var(s.y, ddof=1) - s.v.mean()))


def _sidik_jonkman(s: Studies) -> float:
    start = float(np.var(s.y))
    return start * s.q(start) / (s.k - 1) if start > 0 else 0.0


def _maximum(s: Studies, *, restricted: bool) -> float:
    """Return the tau2 of greatest likelihood, from a grid and then by halving."""
    most = 4.0 * float(np.ptp(s.y)) ** 2
    if most == 0.0:
        return 0.0
    grid = np.concatenate([[0.0], np.geomspace(1e-10 * most, most, GRID)])
    slopes = np.array([_slope(s, tau2, restricted=restricted) for tau2 in grid])
    found = [0.0]
    for i in np.flatnonzero((slopes[:-1] > 0) & (slopes[1:] <= 0)):
        found.append(_root(lambda t: _slope(s, t, restricted=restricted), grid[i], grid[i + 1]))
    return max(found, key=lambda tau2: _log_likelihood(s, tau2, restricted=restricted))


def _log_likelihood(s: Studies, tau2: float, *, restricted: bool) -> float:
    w = s.weights(tau2)
    total = float(np.log(w).sum()) - s.q(tau2)
    return 0.5 * (total - float(np.log(w.sum())) if restricted else total)


def _slope(s: Studies, tau2: float, *, restricted: bool) -> float:
    w = s.weights(tau2)
    total = float((w**2) @ (s.y - s.mean(tau2)) ** 2 - w.sum())
    return total + float((w**2).sum() / w.sum()) if restricted else total


def _root(falling: Callable[[float], float], low: float, high: float) -> float:
    """Return where a function that falls from above 0 to below it is 0."""
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        if middle in (low, high):
            break
        low, high = (middle, high) if falling(middle) > 0 else (low, middle)
    return 0.5 * (low + high)


_METHODS: Final[dict[str, Callable[[Studies], float]]] = {
    "fixed": lambda _: 0.0,
    "dersimonian-laird": _dersimonian_laird,
    "reml": lambda s: _maximum(s, restricted=True),
    "paule-mandel": _paule_mandel,
    "maximum-likelihood": lambda s: _maximum(s, restricted=False),
    "sidik-jonkman": _sidik_jonkman,
    "hedges": _hedges,
}
