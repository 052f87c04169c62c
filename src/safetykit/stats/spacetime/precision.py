"""What dates and points must carry before events may be paired.

What belongs here: the refusal of dates known to the month and of points that were moved, and the
reading of times. What does not: the tests themselves.
"""

from __future__ import annotations

import datetime as dt
from typing import Final, Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from safetykit.errors import AnalysisError, InputError
from safetykit.stats._inputs import refuse_where, require_choice, require_numbers
from safetykit.stats.estimate import FloatArray

__all__ = ["DatePrecision", "PointPrecision", "in_whole_steps", "require_precise", "require_times"]

DatePrecision: TypeAlias = Literal["time", "day", "month", "year"]
PointPrecision: TypeAlias = Literal["exact", "snapped", "area"]

MANY: Final = 20
ONE_DAY: Final = np.timedelta64(1, "D")
STEPS_PER_DAY: Final = 86_400_000.0  # milliseconds


def require_precise_points(method: str, point_precision: PointPrecision) -> None:
    """Refuse points that are not where the events happened."""
    require_choice("point_precision", point_precision, ("exact", "snapped", "area"))
    if point_precision != "exact":
        reason = f"distances between points cannot be measured: they are {_MOVED[point_precision]}."
        hint = (
            "Points of data.police.uk are snapped. Ask the force for exact points, or count events "
            "by area and use crime_concentration, morans_i or getis_ord_gi_star."
        )
        raise AnalysisError(method, reason, hint=hint)


def require_precise(
    method: str, date_precision: DatePrecision, point_precision: PointPrecision
) -> None:
    """Refuse events whose dates or points cannot carry a test of pairs."""
    require_choice("date_precision", date_precision, ("time", "day", "month", "year"))
    if date_precision in {"month", "year"}:
        _refuse_dates(method, f"the dates are known to the {date_precision} only.")
    require_precise_points(method, point_precision)


def require_times(method: str, times: ArrayLike, length: int) -> FloatArray:
    """Return times in days from the first, of shape (n,), from numbers of days or from dates."""
    array = _as_dates(times)
    if array is None:
        days = require_numbers("times", times)
    elif np.datetime_data(array.dtype)[0] in {"M", "Y"}:
        _refuse_dates(method, "the dates are known to the month or the year only.")
    else:
        days = np.where(np.isnat(array), np.nan, (array - np.datetime64(0, "D")) / ONE_DAY)
        _refuse_firsts(method, array)
    if days.shape != (length,):
        raise InputError("times", days.shape, f"one time for each of the {length} points")
    hint = "Leave out events without a date, and say how many they are."
    refuse_where(~np.isfinite(days), "times", days, "finite times in days", hint=hint)
    return days - days.min() if days.size else days


def in_whole_steps(days: FloatArray, limits: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return times and limits in days if all times are whole days, else in whole milliseconds.

    Fractions of a day are not exact: without this, events a day apart are mostly, and not always,
    1 day apart, and counts that are made in two ways differ.
    """
    if (days % 1 == 0).all():
        return days, limits
    return np.round(days * STEPS_PER_DAY), np.round(limits * STEPS_PER_DAY)


def _as_dates(times: ArrayLike) -> NDArray[np.datetime64] | None:
    try:
        array = np.asarray(times)
    except ValueError:  # a ragged list: no dates, and refused in words where numbers are read
        return None
    if array.dtype.kind == "M":
        return array
    if array.dtype.kind == "O" and all(isinstance(time, dt.date) for time in array.ravel()):
        return array.astype("datetime64[us]")
    return None


def _refuse_firsts(method: str, dates: NDArray[np.datetime64]) -> None:
    """Refuse dates that all are the first of a month, as months are often written."""
    days = dates.astype("datetime64[D]")
    firsts = days == days.astype("datetime64[M]").astype("datetime64[D]")
    if dates.size >= MANY and firsts.all():
        _refuse_dates(method, "all dates are the first of a month, so they stand for months.")


def _refuse_dates(method: str, reason: str) -> None:
    hint = (
        "Files of data.police.uk date crimes by month. Ask the force for dates of at least the day."
    )
    raise AnalysisError(method, reason, hint=hint)


_MOVED: Final = {"snapped": "snapped to a list of places", "area": "the middles of areas"}
