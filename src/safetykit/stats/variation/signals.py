"""The points of a chart that signal, and what a signal means.

What belongs here: `Signals`, and the words for the type of a point. What does not: the rules, in
`rules`, and the pass that applies them, in `marks`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

import attrs
import numpy as np
from numpy.typing import NDArray

from safetykit.errors import InputError
from safetykit.stats._inputs import require_choice
from safetykit.stats.estimate import BoolArray, FloatArray, IntArray, comparable
from safetykit.stats.variation import marks
from safetykit.stats.variation.rules import RULES, Rule

__all__ = ["Improvement", "Signals"]

Improvement: TypeAlias = Literal["increase", "decrease"]


@attrs.frozen(kw_only=True)
class Signals:
    """The points that each rule marks, as (..., n) arrays; a rule that was not used marks none.

    Attributes:
        codes: (..., n) one byte for each point, from which all the rest is read.
    """

    codes: NDArray[np.uint8] = attrs.field(eq=comparable)

    @property
    def outside_limits(self) -> BoolArray:
        """The points beyond either limit."""
        return self._has(marks.OUTSIDE_LIMITS)

    @property
    def shift(self) -> BoolArray:
        """The points of a run on one side of the mean."""
        return self._has(marks.SHIFT)

    @property
    def trend(self) -> BoolArray:
        """The points of a run that rises, or falls, at each step."""
        return self._has(marks.TREND)

    @property
    def two_of_three(self) -> BoolArray:
        """The points that make 2 in 3 beyond 2 sigma, on one side."""
        return self._has(marks.TWO_OF_THREE)

    @property
    def any(self) -> BoolArray:
        """The points that at least one rule marks."""
        return self._has(marks.ANY_RULE)

    @property
    def direction(self) -> IntArray:
        """1 for a signal upwards, -1 downwards, 0 for no signal."""
        up, down = self._has(marks.UP), self._has(marks.DOWN)
        return up.astype(np.int64) - down.astype(np.int64)

    def _has(self, bits: int) -> BoolArray:
        return np.asarray(self.codes & bits, dtype=np.bool_)

    def at(self, index: int) -> tuple[Rule, ...]:
        """Return the names of the rules that mark one point of a single series."""
        if self.codes.ndim != 1:
            raise InputError("signals", self.codes.shape, "the signals of a single series")
        return tuple(rule for rule in RULES if getattr(self, rule)[index])

    def point_types(self, improvement: Improvement | None) -> NDArray[np.str_]:
        """Return `common_cause`, or `improvement`, `concern`, `high`, `low` for signals.

        Without a better direction a signal is `high` or `low`. They are the NHS point types.
        """
        sign = {"increase": 1, "decrease": -1, None: 1}[improvement]
        up, down = ("improvement", "concern") if improvement else ("high", "low")
        turned = sign * self.direction
        return np.where(turned > 0, up, np.where(turned < 0, down, "common_cause"))


def require_options(rules: Sequence[Rule], improvement: Improvement | None) -> None:
    """Raise unless the rules and the better direction are known words."""
    for rule in rules:
        require_choice("rules", rule, RULES)
    if improvement is not None:
        require_choice("improvement", improvement, ("increase", "decrease"))


def find_signals(
    series: FloatArray, lines: marks.Lines, *, rules: Sequence[Rule], run: int
) -> Signals:
    """Return the signals of series (..., n) about lines of shape (...) or (..., n)."""
    first = [np.moveaxis(line, -1, 0) if line.ndim == series.ndim else line for line in lines]
    codes = marks.mark(np.moveaxis(series, -1, 0), marks.Lines(*first), rules=rules, run=run)
    return Signals(codes=_frozen(np.moveaxis(codes, 0, -1)))


def _frozen(codes: NDArray[np.uint8]) -> NDArray[np.uint8]:
    kept = np.ascontiguousarray(codes)
    kept.setflags(write=False)
    return kept
