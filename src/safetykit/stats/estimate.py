"""What a method of this package answers: an estimate with its interval, method and checks.

What belongs here: `Estimate`, `SignificanceTest`, `CheckResult`, and the array types that the
package shares. What does not: any method.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Literal, TypeAlias

import attrs
import numpy as np
from numpy.typing import NDArray

from safetykit.errors import InputError

__all__ = [
    "Alternative",
    "BoolArray",
    "CheckResult",
    "Estimate",
    "FloatArray",
    "FloatOrArray",
    "IntArray",
    "SignificanceTest",
]

FloatArray: TypeAlias = NDArray[np.float64]
IntArray: TypeAlias = NDArray[np.int64]
BoolArray: TypeAlias = NDArray[np.bool_]
FloatOrArray: TypeAlias = float | FloatArray
Alternative: TypeAlias = Literal["two-sided", "larger", "smaller"]


def comparable(value: object) -> Hashable:
    """Return a key by which fields that hold numbers, nan or arrays compare and hash."""
    if isinstance(value, np.ndarray):
        return value.shape, value.dtype.str, value.tobytes()
    return "undefined" if value != value else value  # noqa: PLR0124  nan


def read_only(value: FloatOrArray) -> FloatOrArray:
    """Return a plain float for one number, and a read-only copy for an array."""
    if np.ndim(value) == 0:
        return float(value)
    array = np.array(value, dtype=np.float64)
    array.setflags(write=False)
    return array


@attrs.frozen(kw_only=True)
class CheckResult:
    """What became of one check of a method's assumptions or of its data.

    Attributes:
        name: The check, as one stable word: `small_count`, `short_series`.
        passed: Whether it passed; None where the check only informs.
        detail: A sentence for people, with the numbers in it.
    """

    name: str
    passed: bool | None
    detail: str


def _require_level(_: object, __: object, level: float) -> None:
    if not 0.0 < level < 1.0:
        raise InputError("level", level, "a number between 0 and 1", hint="95% is 0.95.")


@attrs.frozen(kw_only=True)
class Estimate:
    """A value with its interval, the method that made it and what the method assumed.

    The three numbers are plain floats for one estimate. For a batch of estimates they are
    read-only arrays of one shape. A bound may be infinite; a number that is not defined is nan.
    A single estimate can be hashed, compared and pickled; so can a batch, by its bytes.

    Attributes:
        value: The point estimate, in the unit that the method's docstring gives.
        low: The lower end of the interval, same unit and shape.
        high: The upper end of the interval, same unit and shape.
        level: The confidence level of the interval, between 0 and 1.
        method: The method's name and what was chosen of it, in words.
        assumptions: What must hold for the interval to mean what it says.
        checks: What became of the checks that the method made.

    Raises:
        InputError: `level` is not between 0 and 1, or the shapes differ.

    Examples:
        >>> low_risk = Estimate(value=1.2, low=0.9, high=1.6, method="worked by hand")
        >>> low_risk.contains(1.0)
        True
        >>> low_risk.excludes(2.0)
        True
    """

    value: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    low: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    high: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    level: float = attrs.field(default=0.95, validator=_require_level)
    method: str
    assumptions: tuple[str, ...] = ()
    checks: tuple[CheckResult, ...] = ()

    def __attrs_post_init__(self) -> None:
        shapes = tuple(np.shape(part) for part in (self.value, self.low, self.high))
        if len(set(shapes)) > 1:
            raise InputError("value, low, high", shapes, "numbers of one shape")

    def contains(self, x: FloatOrArray) -> bool | BoolArray:
        """Return whether the interval is defined and `x` lies in it, ends included."""
        return _plain((np.asarray(self.low) <= x) & (x <= np.asarray(self.high)))

    def excludes(self, x: FloatOrArray) -> bool | BoolArray:
        """Return whether the interval is defined and `x` lies outside it.

        Where the interval is not defined, it neither contains nor excludes anything: ask
        `excludes` before calling a difference from `x` more than chance.
        """
        return _plain((x < np.asarray(self.low)) | (x > np.asarray(self.high)))

    @property
    def failed(self) -> tuple[CheckResult, ...]:
        """The checks that did not pass."""
        return tuple(check for check in self.checks if check.passed is False)


def symmetric(
    value: FloatOrArray,
    half: FloatOrArray,
    *,
    level: float,
    method: str,
    assumptions: tuple[str, ...] = (),
    checks: tuple[CheckResult, ...] = (),
) -> Estimate:
    """Return an estimate whose interval reaches equally far on both sides of the value."""
    return Estimate(
        value=value,
        low=value - half,
        high=value + half,
        level=level,
        method=method,
        assumptions=assumptions,
        checks=checks,
    )


@attrs.frozen(kw_only=True)
class SignificanceTest:
    """A test of a stated value: how surprising the data would be if it were true.

    The numbers are plain floats for one test, and read-only arrays of one shape for a batch.

    Attributes:
        statistic: What the test compares with chance; nan for a test without one.
        p_value: The chance of data at least this extreme if the stated value is true.
        alternative: Which departures count: `two-sided`, `larger` or `smaller`.
        method: The test's name and what was chosen of it, in words.
        assumptions: What must hold for it.
        checks: What became of the checks that the method made.

    Examples:
        >>> SignificanceTest(statistic=2.0, p_value=0.0455, method="by hand").p_value
        0.0455
    """

    statistic: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    p_value: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    alternative: Alternative = "two-sided"
    method: str
    assumptions: tuple[str, ...] = ()
    checks: tuple[CheckResult, ...] = ()


def _plain(answer: BoolArray | np.bool_) -> bool | BoolArray:
    return bool(answer) if np.ndim(answer) == 0 else np.asarray(answer)
