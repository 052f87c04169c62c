"""What the methods of this package refuse, said the same way everywhere.

What belongs here: `require_*` functions that turn a caller's numbers into float arrays or raise
`InputError`. What does not: rules that only one method knows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import InputError, suggest
from safetykit.stats.estimate import BoolArray, FloatArray, IntArray

LARGEST: Final = 1e30  # beyond any count, sum or length of the field; its powers do not overflow
MOST_COUNTED: Final = 2.0**53  # beyond it a float no longer holds every whole number


def refuse_where(
    bad: BoolArray, field: str, values: FloatArray, expected: str, *, hint: str = ""
) -> None:
    """Raise for the first place where `bad` is true, naming the place and the value."""
    if bad.any():
        place = tuple(int(i) for i in np.argwhere(bad)[0])
        name = f"{field}[{', '.join(map(str, place))}]" if place else field
        raise InputError(name, values[place].item(), expected, hint=hint)


def require_numbers(field: str, values: ArrayLike) -> FloatArray:
    """Return the values as floats; nan and infinity pass, texts and ragged lists do not."""
    try:
        array = np.asarray(values)
        if array.dtype.kind not in "iufO":
            raise TypeError(array.dtype)
        return array.astype(np.float64)
    except (TypeError, ValueError) as error:
        hint = "Texts are not read as numbers; lists must not be ragged."
        raise InputError(field, values, "a number or an array of numbers", hint=hint) from error


def require_finite(field: str, values: ArrayLike, *, hint: str = "") -> FloatArray:
    """Return the values as floats, none of which is missing or infinite."""
    array = require_numbers(field, values)
    refuse_where(~np.isfinite(array), field, array, "finite numbers", hint=hint)
    return _require_size(field, array)


def require_reported(field: str, values: ArrayLike) -> FloatArray:
    """Return the values as floats that are finite, or nan for "not reported"."""
    array = require_numbers(field, values)
    refuse_where(np.isinf(array), field, array, "finite numbers, or nan where not reported")
    return _require_size(field, array)


def _require_size(field: str, array: FloatArray) -> FloatArray:
    refuse_where(np.abs(array) > LARGEST, field, array, f"a number of at most {LARGEST:g}")
    return array


def require_points(values: ArrayLike, *, field: str = "values") -> FloatArray:
    """Return one or more series of shape (..., n), finite or nan for "not reported"."""
    series = require_reported(field, values)
    if not series.ndim:
        raise InputError(field, values, "a series: one value for each point in time")
    return series


def require_counts(field: str, values: ArrayLike) -> FloatArray:
    """Return counts as floats: whole, not negative, or nan for "not reported"."""
    array = require_reported(field, values)
    refuse_where(array < 0, field, array, "a count of 0 or more")
    hint = "Give the number of events, and the population or time as the exposure."
    refuse_where((array % 1 != 0) & ~np.isnan(array), field, array, "a whole number", hint=hint)
    refuse_where(array > MOST_COUNTED, field, array, f"a count of at most {MOST_COUNTED:,.0f}")
    return array


def require_series(counts: ArrayLike) -> FloatArray:
    """Return counts that form one series, of shape (n,)."""
    series = require_counts("counts", counts)
    if series.ndim != 1:
        raise InputError("counts", series.shape, "one series of counts, of shape (n,)")
    return series


def require_positive(field: str, values: ArrayLike, *, hint: str = "") -> FloatArray:
    """Return the values as floats that are finite and above 0."""
    array = require_numbers(field, values)
    refuse_where(~(array > 0) | np.isinf(array), field, array, "a number above 0", hint=hint)
    return _require_size(field, array)


def require_one_positive(field: str, value: float) -> float:
    """Return one number that is finite and above 0."""
    number = require_positive(field, value)
    if number.ndim:
        raise InputError(field, value, "one number above 0")
    return float(number)


def require_dispersion(values: ArrayLike) -> FloatArray:
    """Return dispersions as floats of 1 or more: an interval is never narrowed."""
    array = require_positive("dispersion", values)
    hint = "choose_dispersion gives 1 where the counts vary less than chance alone makes them."
    refuse_where(array < 1, "dispersion", array, "a dispersion of 1 or more", hint=hint)
    return array


def require_between(field: str, value: float, *, hint: str) -> float:
    """Return a probability that lies strictly between 0 and 1."""
    number = require_numbers(field, value)
    if number.ndim or not 0.0 < number < 1.0:
        raise InputError(field, value, "one number between 0 and 1", hint=hint)
    return float(number)


def require_confidence(confidence: float) -> float:
    """Return a confidence level that lies strictly between 0 and 1."""
    return require_between("confidence", confidence, hint="95% is 0.95.")


def require_choice(field: str, got: str, known: Iterable[str]) -> None:
    """Raise unless the word is one of the known words."""
    words = sorted(known)
    if got not in words:
        hint = suggest(str(got), words)
        raise InputError(field, got, f"one of {', '.join(words)}", hint=hint)


def require_one_shape(**arrays: FloatArray) -> tuple[FloatArray, ...]:
    """Return the arrays broadcast to one shape."""
    try:
        return tuple(np.broadcast_arrays(*arrays.values()))
    except ValueError as error:
        shapes = tuple(array.shape for array in arrays.values())
        raise InputError(", ".join(arrays), shapes, "shapes that fit each other") from error


def require_labels(field: str, values: ArrayLike, length: int) -> IntArray:
    """Return one whole-number label for each point of a series."""
    array = require_numbers(field, values)
    if array.shape != (length,):
        raise InputError(field, array.shape, f"one number for each of the {length} points")
    unfit = ~(np.abs(array) <= MOST_COUNTED)
    refuse_where(unfit | (np.where(unfit, 0.0, array) % 1 != 0), field, array, "a whole number")
    return array.astype(np.int64)


def require_flags(field: str, values: ArrayLike, length: int) -> FloatArray:
    """Return a 0 or a 1 for each of some values; true and false will do."""
    try:
        is_bool = np.asarray(values).dtype.kind == "b"
    except ValueError:  # a ragged list, which is refused in words below
        is_bool = False
    flags = require_numbers(field, np.asarray(values, dtype=np.float64) if is_bool else values)
    if flags.shape != (length,) or not np.isin(flags, (0.0, 1.0)).all():
        raise InputError(field, values, f"0 or 1 for each of the {length} values")
    return flags


def require_months(months: ArrayLike, length: int) -> IntArray:
    """Return one calendar month, 0 for January to 11 for December, for each point."""
    array = require_labels("months", months, length)
    bad = (array < 0) | (array > 11)
    expected = "a month from 0 (January) to 11 (December)"
    refuse_where(bad, "months", array.astype(np.float64), expected, hint="Calendar months less 1.")
    return array


def require_whole(field: str, value: int, *, minimum: int) -> int:
    """Return one whole number that is not below the minimum."""
    number = require_numbers(field, value)
    if number.ndim or not np.isfinite(number) or number % 1 != 0 or number < minimum:
        raise InputError(field, value, f"one whole number of {minimum} or more")
    return int(number)
