"""The marking of points, with time as the first axis.

What belongs here: one pass over points and lines that answers one byte for each point, fast enough
for hundreds of thousands of series. What does not: what the rules are for, which is in `rules`.

Points have shape (n, ...). Lines have shape (...), or (n, ...) where they differ from point to
point. A comparison with nan is false, so a point or a line that is not there marks nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from safetykit.stats.estimate import BoolArray, FloatArray

ByteArray: TypeAlias = NDArray[np.uint8]

OUTSIDE_LIMITS: Final = 1
SHIFT: Final = 2
TREND: Final = 4
TWO_OF_THREE: Final = 8
ANY_RULE: Final = OUTSIDE_LIMITS | SHIFT | TREND | TWO_OF_THREE
UP: Final = 16
DOWN: Final = 32
ROUNDING: Final = 1e-12


class Lines(NamedTuple):
    """The centre of a chart and its limits, in the unit of the points."""

    centre: FloatArray
    lower: FloatArray
    upper: FloatArray


def mark(points: FloatArray, lines: Lines, *, rules: Collection[str], run: int) -> ByteArray:
    """Return, for each point, the bits of the rules that mark it and of its direction.

    As in Making Data Count, a point beyond a limit takes its side, then a point of a trend takes
    the slope, and any other signal its side of the mean.
    """
    slack = rounding_of(points)
    up, down = points > lines.centre + slack, points < lines.centre - slack
    high, low = points > lines.upper + slack, points < lines.lower - slack
    codes = np.zeros(points.shape, dtype=np.uint8)
    rising = falling = None
    if "trend" in rules:
        rising, falling = slopes(points, run)
        codes |= TREND * (rising | falling).view(np.uint8)
    if "outside_limits" in rules:
        codes |= OUTSIDE_LIMITS * (high | low).view(np.uint8)
    if "shift" in rules:
        codes |= SHIFT * (part_of_run(up, run) | part_of_run(down, run)).view(np.uint8)
    if "two_of_three" in rules:
        near = lines.centre + (lines.upper - lines.centre) * (2.0 / 3.0)
        close = (points > near + slack) & ~high
        marked = close & part_of_two_in_three(close, up)
        near = lines.centre + (lines.lower - lines.centre) * (2.0 / 3.0)
        close = (points < near - slack) & ~low
        marked |= close & part_of_two_in_three(close, down)
        codes |= TWO_OF_THREE * marked.view(np.uint8)
    return _with_direction(codes, up, down, rising, falling)


def rounding_of(points: FloatArray) -> FloatArray:
    """Return the difference from a line, for each series, that rounding alone can make."""
    smallest, largest = points.min(axis=0, initial=0.0), points.max(axis=0, initial=0.0)
    if np.isnan(largest).any():
        smallest, largest = np.fmin.reduce(points, axis=0), np.fmax.reduce(points, axis=0)
        smallest, largest = np.nan_to_num(smallest), np.nan_to_num(largest)
    return np.asarray(ROUNDING * np.maximum(largest, -smallest))


def slopes(points: FloatArray, run: int) -> tuple[BoolArray, BoolArray]:
    """Return the points of rising and of falling trends of at least `run` points.

    A point that ends one trend and starts another takes the direction of the move after it.
    """
    before, after = points[:-1], points[1:]
    up, down = part_of_run(after > before, run - 1), part_of_run(after < before, run - 1)
    rising, falling = np.zeros((2, *points.shape), dtype=np.bool_)
    rising[:-1], falling[:-1] = up, down
    rising[1:] |= up & ~falling[1:]
    falling[1:] |= down & ~rising[1:]
    return rising, falling


def part_of_run(flags: BoolArray, length: int) -> BoolArray:
    """Return the flags that belong to a run of at least `length` true ones."""
    part = np.zeros(flags.shape, dtype=np.bool_)
    if flags.shape[0] >= length:
        starts = _windows(flags, length)
        part[: starts.shape[0]] = starts
        _spread_forward(part, length)
    return part


def part_of_two_in_three(beyond: BoolArray, with_it: BoolArray) -> BoolArray:
    """Return the points of windows of 3 that all go with it and hold 2 or more beyond."""
    part = np.zeros(beyond.shape, dtype=np.bool_)
    if beyond.shape[0] >= 3:
        first, second, third = beyond[:-2], beyond[1:-1], beyond[2:]
        enough = (first & second) | (third & (first | second))
        part[:-2] = enough & _windows(with_it, 3)
        _spread_forward(part, 3)
    return part


def _windows(flags: BoolArray, length: int) -> BoolArray:
    """Return where `length` flags in a row start, in about log2(length) steps."""
    found, width = flags, 1
    while width < length:
        step = min(width, length - width)
        found = found[:-step] & found[step:]
        width += step
    return found


def _spread_forward(starts: BoolArray, length: int) -> None:
    """Set the `length - 1` flags after each true one too, in place."""
    width = 1
    while width < length:
        step = min(width, length - width)
        starts[step:] |= starts[:-step].copy()
        width += step


def _with_direction(
    codes: ByteArray,
    up: BoolArray,
    down: BoolArray,
    rising: BoolArray | None,
    falling: BoolArray | None,
) -> ByteArray:
    marked = (codes & ANY_RULE) != 0
    if rising is not None and falling is not None:
        sloping = (codes & (TREND | OUTSIDE_LIMITS)) == TREND
        up, down = (up & ~sloping) | (rising & sloping), (down & ~sloping) | (falling & sloping)
    codes |= UP * (up & marked).view(np.uint8)
    codes |= DOWN * (down & marked).view(np.uint8)
    return codes
