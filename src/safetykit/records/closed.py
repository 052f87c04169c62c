"""Arrays that nobody can change: the fields of `Counts` and `Series`.

What belongs here: making and comparing them. What does not: what they hold; see `counts`.
"""

from __future__ import annotations

from typing import Final, TypeVar

import attrs
import numpy as np
import numpy.typing as npt

__all__ = ["SAME", "bools", "floats", "ints"]

_Scalar = TypeVar("_Scalar", bound=np.generic)


def ints(values: object) -> npt.NDArray[np.int64]:
    """Return whole numbers that nobody can change."""
    if isinstance(values, np.ndarray) and values.dtype == np.int64 and _is_fixed(values):
        return values  # of a nation they are 100 MB
    return _fixed(np.array(values, dtype=np.int64))


def bools(values: object) -> npt.NDArray[np.bool_]:
    """Return flags that nobody can change."""
    if isinstance(values, np.ndarray) and values.dtype == np.bool_ and _is_fixed(values):
        return values
    return _fixed(np.array(values, dtype=np.bool_))


def floats(values: object) -> npt.NDArray[np.float64] | None:
    """Return numbers that nobody can change, or None for None."""
    return None if values is None else _fixed(np.array(values, dtype=np.float64))


def _is_fixed(array: npt.NDArray[np.generic]) -> bool:
    """Return whether nobody can write to an array: it, or what it is a view of, is closed."""
    if array.flags.writeable:
        return False
    base = array.base
    whole = isinstance(base, np.ndarray) and base.flags.owndata and not base.flags.writeable
    return array.flags.owndata or whole or not any(array.strides)


def _fixed(array: npt.NDArray[_Scalar]) -> npt.NDArray[_Scalar]:
    array.setflags(write=False)
    return array


def _equal(ours: object, theirs: object) -> bool:
    """Compare arrays, or their absence; unknown equals unknown."""
    if ours is None or theirs is None:
        return ours is theirs
    ours, theirs = np.asarray(ours), np.asarray(theirs)
    return np.array_equal(ours, theirs, equal_nan=ours.dtype.kind == "f")


SAME: Final = attrs.cmp_using(eq=_equal)
