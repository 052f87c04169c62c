"""The numbers of two-way fixed effects: a coefficient and its standard error.

What belongs here: the fits of `panels`, from (units, periods) outcomes and from where a unit is
treated. What does not: what a caller may pass, and what the numbers mean.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from safetykit.stats.comparison.means import ROUNDING
from safetykit.stats.estimate import FloatArray
from safetykit.stats.interrupted.fitting import fit_log_linear, orthogonal_basis

COUNT_ROUNDING: Final = 1e-9  # of a fitted count, which is found by repetition


def fit_linear_panel(y: FloatArray, active: FloatArray) -> tuple[float, float]:
    """Return the coefficient of least squares, and its error clustered by unit.

    The error is 0 where what the model leaves over is mere rounding.
    """
    units, periods = y.shape
    d, u = (_demeaned(part) for part in (active, y))
    value = float((d * u).sum() / (d**2).sum())
    scores = (d * (u - value * d)).sum(axis=1)
    left = units * periods - units - periods
    factor = units / (units - 1.0) * (units * periods - 1.0) / left if left > 0 else np.nan
    error = float(np.sqrt(factor * (scores**2).sum()) / (d**2).sum())
    return value, 0.0 if error <= ROUNDING * np.abs(y).max() else error


def with_events(y: FloatArray, group: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the units that have an event, with their group: the others fit any ratio alike."""
    kept = y.sum(axis=1) > 0
    return y[kept], group[kept]


def fit_poisson_panel(y: FloatArray, active: FloatArray) -> tuple[float, float]:
    """Return the log ratio of units with events, and its error; nan if they leave it open.

    The error is 0 where what the model leaves over is mere rounding.
    """
    y, active = y[:, y.sum(axis=0) > 0], active[:, y.sum(axis=0) > 0]
    units, periods = y.shape
    unit, period = np.divmod(np.arange(y.size), max(periods, 1))
    x = np.column_stack([active.ravel(), np.eye(units)[unit], np.eye(periods)[period][:, 1:]])
    if not y.size or np.linalg.matrix_rank(x) < x.shape[1]:
        return np.nan, np.nan
    basis, back = orthogonal_basis(x)
    fit = fit_log_linear(basis, y.reshape(-1, 1), np.zeros((y.size, 1)), np.zeros(1))
    bread = back @ fit.unscaled[:, :, 0] @ back.T
    if not bread[0, 0] < 1e4:
        return np.nan, np.nan
    left = y.reshape(-1, 1) - fit.mean
    left = np.where(np.abs(left) <= COUNT_ROUNDING * fit.mean, 0.0, left)
    scores = x * left
    by_unit = np.array([scores[unit == i].sum(axis=0) for i in range(units)])
    spread = ((by_unit @ bread[:, 0]) ** 2).sum() * units / (units - 1.0)
    return float(back[0] @ fit.coefficients[:, 0]), float(np.sqrt(spread))


def _demeaned(table: FloatArray) -> FloatArray:
    rows, columns = table.mean(axis=1, keepdims=True), table.mean(axis=0, keepdims=True)
    return np.asarray(table - rows - columns + table.mean())
