"""Synthetic control: one treated unit against a weighted mean of others.

What belongs here: the weights and the fit before. What does not: placebo units, which are in
`placebo_units`, and many treated units, which are in `calibration` and `panels`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import AnalysisError, InputError
from safetykit.extras import need
from safetykit.stats._inputs import require_finite, require_numbers, require_whole
from safetykit.stats.comparison.simplex import nearest_weights
from safetykit.stats.estimate import CheckResult, FloatArray, comparable

__all__ = ["SyntheticControl", "synthetic_control"]

POOR_FIT: Final = 0.1


@attrs.frozen(kw_only=True)
class SyntheticControl:
    """A treated unit beside its synthetic control.

    Attributes:
        weights: (donors,) 0 or more; they sum to 1.
        v: (predictors,) the importance of each predictor; they sum to 1.
        synthetic: (periods,) the weighted mean of the donors.
        gap: (periods,) treated less synthetic.
        mean_gap_after: The mean gap from the first period after.
        predictor_loss: The weighted squared distance of the predictors.
        pre_mspe: The mean squared gap before, over the periods that `pre_periods` names.
        post_mspe: The mean squared gap after.
        pre_periods: First and one past the last period that the fit is judged on.
        starts_mspe: (starts,) what the search found from each start; empty for a fixed V.
        method: How V was chosen.
        assumptions: What must hold for it.
        checks: What became of the checks.
    """

    weights: FloatArray = attrs.field(eq=comparable)
    v: FloatArray = attrs.field(eq=comparable)
    synthetic: FloatArray = attrs.field(eq=comparable)
    gap: FloatArray = attrs.field(eq=comparable)
    mean_gap_after: float
    predictor_loss: float
    pre_mspe: float
    post_mspe: float
    pre_periods: tuple[int, int]
    starts_mspe: FloatArray = attrs.field(eq=comparable)
    method: str
    assumptions: tuple[str, ...] = ()
    checks: tuple[CheckResult, ...] = ()


def synthetic_control(
    treated_outcomes: ArrayLike,
    donor_outcomes: ArrayLike,
    treated_predictors: ArrayLike,
    donor_predictors: ArrayLike,
    first_post: int,
    *,
    v: ArrayLike | None = None,
    pre_periods: tuple[int, int] | None = None,
    starts: int = 4,
    rng: np.random.Generator | None = None,
) -> SyntheticControl:
    """Return the weighted mean of donors that is nearest to a treated unit before.

    Each predictor is divided by its standard deviation over all units. For a given V the weights
    minimise the V-weighted squared distance of the predictors, a problem with one answer. Without
    V, Nelder and Mead search for the V that minimises the squared gap before. That search is not
    reproducible between programs: the answer depends on where it starts, so several starts are
    made, what each found is reported, and a fixed V is to be preferred.

    Args:
        treated_outcomes: (periods,) finite values.
        donor_outcomes: (periods, donors) finite values.
        treated_predictors: (predictors,) finite values.
        donor_predictors: (predictors, donors) finite values.
        first_post: The index of the first period after.
        v: (predictors,) importances, 0 or more; searched for if not given.
        pre_periods: First and one past the last period to judge the fit on; all before if not
            given.
        starts: Starts of the search, 1 or more: equal V, then random ones.
        rng: Where the random starts come from; a fixed one if not given.

    Returns:
        The weights, the gap and the fit before. The check `pre_fit` fails where the root mean
        squared gap before is above a tenth of the spread of the treated unit's outcomes.

    Raises:
        InputError: A value is not finite, shapes do not fit, V is unusable, or periods are.
        AnalysisError: All units are the same in all predictors.

    References:
        Abadie and Gardeazabal (2003) American Economic Review 93:113-132. Abadie, Diamond and
        Hainmueller (2010) Journal of the American Statistical Association 105:493-505. Klossner,
        Kaul, Pfeifer and Schieler (2018) Swiss Journal of Economics and Statistics 154:11.

    Examples:
        >>> donors = [[1, 5], [2, 6], [3, 7], [4, 8]]
        >>> found = synthetic_control([2, 3, 4, 3], donors, [2.5], [[1.5, 5.5]], 3, v=[1])
        >>> found.weights.round(3).tolist(), found.gap.round(3).tolist()
        ([0.75, 0.25], [0.0, 0.0, 0.0, -2.0])
    """
    data = _require_data(
        treated_outcomes, donor_outcomes, treated_predictors, donor_predictors, first_post
    )
    fit_on = _require_periods(pre_periods, data.start)
    if v is not None:
        return _result(data, _require_v(v, len(data.points)), fit_on, np.empty(0))
    tries = require_whole("starts", starts, minimum=1)
    generator = np.random.default_rng(0) if rng is None else rng
    found, losses = _search(data, fit_on, tries, generator)
    return _result(data, found, fit_on, losses)


@attrs.define
class _Data:
    treated: FloatArray
    donors: FloatArray
    points: FloatArray
    start: int

    def weights(self, v: FloatArray) -> FloatArray:
        return nearest_weights(np.sqrt(v)[:, None] * self.points)

    def mspe(self, v: FloatArray, periods: tuple[int, int]) -> float:
        gap = self.treated - self.donors @ self.weights(v)
        return float(np.mean(gap[slice(*periods)] ** 2))


def _require_data(
    treated_y: ArrayLike, donor_y: ArrayLike, treated_x: ArrayLike, donor_x: ArrayLike, start: int
) -> _Data:
    given = {
        "treated_outcomes": treated_y,
        "donor_outcomes": donor_y,
        "treated_predictors": treated_x,
        "donor_predictors": donor_x,
    }
    y1, y0, x1, x0 = (require_finite(name, values) for name, values in given.items())
    for name, one, many in (("donor_outcomes", y1, y0), ("donor_predictors", x1, x0)):
        if one.ndim != 1 or many.ndim != 2 or many.shape[0] != one.size or not many.size:
            expected = "one row for each number of the treated unit, one column for each donor"
            raise InputError(name, many.shape, expected)
    if x0.shape[1] != y0.shape[1]:
        raise InputError("donor_predictors", x0.shape, f"{y0.shape[1]} donors, as the outcomes")
    first = require_whole("first_post", start, minimum=1)
    if first >= y1.size:
        raise InputError("first_post", start, f"an index below the {y1.size} periods")
    spread = np.column_stack([x0, x1]).std(axis=1, ddof=1)
    if not (spread > 0).any():
        raise AnalysisError("synthetic_control", "all units are the same in all predictors")
    scale = np.where(spread > 0, spread, 1.0)
    return _Data(y1, y0, (x0 - x1[:, None]) / scale[:, None], first)


def _require_v(v: ArrayLike, size: int) -> FloatArray:
    array = require_numbers("v", v)
    if array.shape != (size,) or not np.isfinite(array).all() or (array < 0).any():
        raise InputError("v", v, f"a finite number of 0 or more for each of the {size} predictors")
    if array.sum() == 0:
        raise InputError("v", v, "some importance above 0")
    return np.asarray(array / array.sum())


def _require_periods(periods: tuple[int, int] | None, start: int) -> tuple[int, int]:
    if periods is None:
        return 0, start
    first = require_whole("pre_periods", periods[0], minimum=0)
    stop = require_whole("pre_periods", periods[1], minimum=1)
    if not first < stop <= start:
        raise InputError("pre_periods", periods, f"a first and a stop up to {start}")
    return first, stop


def _search(
    data: _Data, periods: tuple[int, int], starts: int, rng: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    """Return the best V and what was found from each start."""
    optimize = need("scipy.optimize", wanted_by="The search for V")
    size = len(data.points)

    def importance(z: FloatArray) -> FloatArray:
        powers = np.exp(z - z.max())
        return np.asarray(powers / powers.sum())

    firsts = [np.zeros(size), *(rng.normal(0.0, 2.0, size) for _ in range(starts - 1))]
    found = [
        optimize.minimize(
            lambda z: data.mspe(importance(z), periods),
            first,
            method="Nelder-Mead",
            options={"maxfev": 150 * size, "xatol": 1e-4, "fatol": 1e-10, "adaptive": True},
        )
        for first in firsts
    ]
    losses = np.array([float(one.fun) for one in found])
    return importance(found[int(np.argmin(losses))].x), losses


def _result(
    data: _Data, v: FloatArray, periods: tuple[int, int], losses: FloatArray
) -> SyntheticControl:
    weights = data.weights(v)
    synthetic = data.donors @ weights
    gap = data.treated - synthetic
    before, after = gap[slice(*periods)], gap[data.start :]
    mspe = float(np.mean(before**2))
    spread = float(data.treated[slice(*periods)].std())
    chosen = f"searched from {losses.size} starts" if losses.size else "fixed"
    return SyntheticControl(
        weights=weights,
        v=v,
        synthetic=synthetic,
        gap=gap,
        mean_gap_after=float(after.mean()),
        predictor_loss=float(v @ (data.points @ weights) ** 2),
        pre_mspe=mspe,
        post_mspe=float(np.mean(after**2)),
        pre_periods=periods,
        starts_mspe=losses,
        method=f"synthetic control, V {chosen}",
        assumptions=_ASSUMPTIONS,
        checks=tuple(_checks(mspe, spread, losses)),
    )


def _checks(mspe: float, spread: float, losses: FloatArray) -> Iterator[CheckResult]:
    """Yield whether the fit before is close, and whether all starts of a search ended alike."""
    share = float(np.sqrt(mspe)) / spread if spread > 0 else np.inf
    good = mspe == 0.0 or share <= POOR_FIT
    detail = f"Mean squared gap before: {mspe:.4g}; its root is {share:.2g} of the spread before."
    yield CheckResult(name="pre_fit", passed=good, detail=detail)
    if losses.size:
        told = ", ".join(f"{loss:.4g}" for loss in losses)
        agree = bool(losses.max() <= 1.05 * losses.min() + 1e-12)
        text = f"Mean squared gap before from each start: {told}."
        yield CheckResult(name="starts_agree", passed=agree, detail=text)


_ASSUMPTIONS: Final = (
    "without treatment, the unit would have gone on as the same mean of its donors",
    "no donor was touched by the treatment",
    "nothing else happened to the unit alone",
)
