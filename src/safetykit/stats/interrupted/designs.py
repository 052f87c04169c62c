"""The columns of a segmented model: level, trend, step, slope and season.

What belongs here: turning points in time into a design matrix. What does not: fitting it.
"""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import AnalysisError, InputError
from safetykit.stats._inputs import require_numbers
from safetykit.stats.estimate import FloatArray, comparable
from safetykit.stats.interrupted.choices import Choices

EVEN: Final = 1e-9


@attrs.frozen(kw_only=True)
class Design:
    """The design matrix of a segmented model, and what its columns are.

    Attributes:
        time: (n,) evenly spaced points in time.
        interruption: The time of the first point after the interruption.
        names: The columns: `intercept`, `trend`, `step`, `slope`, then those of the season.
        matrix: (n, p) the columns.
    """

    time: FloatArray = attrs.field(eq=comparable)
    interruption: float
    names: tuple[str, ...]
    matrix: FloatArray = attrs.field(eq=comparable)

    @property
    def after(self) -> FloatArray:
        """(n,) 1 from the interruption on, 0 before."""
        return (self.time >= self.interruption).astype(np.float64)

    @property
    def uninterrupted(self) -> FloatArray:
        """(n, p) the columns as they would be without the step and the slope."""
        kept = np.array([name not in ("step", "slope") for name in self.names])
        return np.where(kept, self.matrix, 0.0)


def make_design(time: FloatArray, interruption: float, choices: Choices) -> Design:
    """Return the design of a segmented model.

    Raises:
        AnalysisError: The points cannot tell the columns from each other.
    """
    after = (time >= interruption).astype(np.float64)
    columns = {"intercept": np.ones(time.size), "trend": time}
    if choices.step:
        columns["step"] = after
    if choices.slope:
        ahead = choices.slope_at_first_point * (time[1] - time[0])
        columns["slope"] = (time - interruption + ahead) * after
    columns |= _season_columns(time, choices)
    matrix = np.column_stack(list(columns.values()))
    _require_estimable(matrix)
    return Design(time=time, interruption=interruption, names=tuple(columns), matrix=matrix)


def require_time(time: ArrayLike | None, length: int) -> FloatArray:
    """Return evenly spaced times, 0 to length - 1 unless given."""
    if length < 2:
        raise InputError("counts", length, "2 points or more, before and after the interruption")
    if time is None:
        return np.arange(length, dtype=np.float64)
    array = require_numbers("time", time)
    if array.shape != (length,):
        raise InputError("time", array.shape, f"one number for each of the {length} points")
    steps = np.diff(array)
    if length < 2 or not (steps > 0).all() or np.ptp(steps) > EVEN * steps.max():
        hint = "Keep the place of a point that is not reported and give nan as its count."
        raise InputError("time", time, "finite, rising and evenly spaced numbers", hint=hint)
    return array


def require_interruption(interruption: float, time: FloatArray) -> float:
    """Return the time of the interruption, with points on both sides of it."""
    when = require_numbers("interruption", interruption)
    if when.ndim or not time[0] < when <= time[-1]:
        hint = "It is the time of the first point after the interruption."
        expected = f"one time after {time[0]:g} and up to {time[-1]:g}"
        raise InputError("interruption", interruption, expected, hint=hint)
    return float(time[time >= float(when) - EVEN * (time[1] - time[0])][0])


def _season_columns(time: FloatArray, choices: Choices) -> dict[str, FloatArray]:
    place = np.round((time - time[0]) / (time[1] - time[0]))
    if choices.season == "monthly":
        return {
            f"season{part + 1}": (place % choices.period == part).astype(np.float64)
            for part in range(1, choices.period)
        }
    angle = 2.0 * np.pi * place / choices.period
    pairs = range(1, choices.harmonics + 1) if choices.season == "fourier" else ()
    return {
        f"{name}{k}": wave(k * angle)
        for k in pairs
        for name, wave in (("sin", np.sin), ("cos", np.cos))
    }


def _require_estimable(matrix: FloatArray) -> None:
    n, p = matrix.shape
    scale = np.abs(matrix).max(axis=0)
    rank = np.linalg.matrix_rank(matrix / np.where(scale > 0, scale, 1.0))
    if n <= p or rank < p:
        raise AnalysisError(
            "segmented regression",
            f"{n} points cannot tell {p} terms from each other and leave a spread",
            hint="Take a simpler season, leave out the slope, or wait for more points.",
        )
