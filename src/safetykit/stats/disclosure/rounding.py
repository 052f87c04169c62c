"""Rounding counts so that small ones and small differences do not show.

What belongs here: rounding to a base, plainly and at random, and the difference of overlapping
areas. What does not: hiding cells, which is in `suppression`, and whole tables, in `controlled`.
"""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import InputError
from safetykit.stats._inputs import require_counts, require_whole
from safetykit.stats.disclosure.suppression import (
    DEFAULT_THRESHOLD,
    primary_suppression,
    require_threshold,
)
from safetykit.stats.estimate import (
    FloatOrArray,
    comparable,
    read_only,
)

__all__ = [
    "AreaDifference",
    "RandomRounding",
    "check_area_difference",
    "random_rounding_distribution",
    "round_at_random",
    "round_to_base",
    "suppress_and_round",
]


def round_to_base(counts: ArrayLike, base: int = 5) -> FloatOrArray:
    """Return counts rounded to the nearest multiple of a base, half up.

    Half up is the practice of official statistics: 5 rounds to 10 at base 10, and so does 15 to
    20. Python's `round` and NumPy's go to the even multiple.

    Args:
        counts: Whole counts of 0 or more, any shape; nan stays nan.
        base: A whole number of 1 or more.

    Returns:
        Multiples of the base: a float for one count, an array for several.

    Raises:
        InputError: A count is negative, infinite or not whole; the base is below 1 or not whole.

    References:
        The convention of the Ministry of Justice, the Department for Education and HESA: at base 5,
        0 to 2 become 0 and 3 to 7 become 5.

    Examples:
        >>> round_to_base([2, 3, 7, 8]).tolist()
        [0.0, 5.0, 5.0, 10.0]
        >>> round_to_base(25, 10)
        30.0
    """
    given = require_counts("counts", counts)
    step = require_whole("base", base, minimum=1)
    return read_only(np.floor((2.0 * given + step) / (2.0 * step)) * step)


def suppress_and_round(
    counts: ArrayLike,
    *,
    threshold: int = DEFAULT_THRESHOLD,
    base: int = 5,
    mark: str = "*",
    zeros_shown: bool = True,
) -> tuple[str, ...]:
    """Return counts as shown: small ones as a mark, the others rounded to a base, half up.

    This is for lists without totals. Beside a total that is not rounded, a mark can be subtracted
    back: use `suppress`.

    Args:
        counts: (n,) whole counts of 0 or more; nan is shown as "not reported".
        threshold: Counts of 1 to the threshold less 1 are marked; `DEFAULT_THRESHOLD` or more.
        base: A whole number of 1 or more.
        mark: What stands for a small count.
        zeros_shown: Whether a count of 0 is shown as 0, or marked too.

    Returns:
        One text for each count.

    Raises:
        InputError: A count, the base or the threshold is unusable; the counts are not a list.

    References:
        The rule of NHS England's hospital statistics: threshold 8 (1 to 7 marked), base 5.

    Examples:
        >>> suppress_and_round([0, 7, 8, 1234], threshold=8)
        ('0', '*', '10', '1235')
    """
    given = require_counts("counts", counts)
    if given.ndim != 1:
        raise InputError("counts", given.shape, "a list of counts, of shape (n,)")
    hidden = primary_suppression(given, threshold=threshold)
    if not zeros_shown:
        hidden = hidden | (given == 0)
    rounded = np.asarray(round_to_base(given, base))
    texts = ["not reported" if np.isnan(n) else f"{n:.0f}" for n in rounded]
    return tuple(mark if small else text for small, text in zip(hidden, texts, strict=True))


@attrs.frozen(kw_only=True)
class RandomRounding:
    """The distribution of a count after unbiased random rounding.

    Attributes:
        probability_up: The chance to be rounded up.
        expected: The mean of the rounded count, which is the count.
        variance: Its variance.
    """

    probability_up: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    expected: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    variance: FloatOrArray = attrs.field(converter=read_only, eq=comparable)


def random_rounding_distribution(counts: ArrayLike, base: int = 5) -> RandomRounding:
    """Return how counts come out of unbiased random rounding to a base.

    A count with remainder r goes up with chance r / base, so that its mean is the count and its
    variance r (base - r). A multiple of the base stays.

    Args:
        counts: Whole counts of 0 or more, any shape; nan stays nan.
        base: A whole number of 1 or more.

    Returns:
        Floats for one count, arrays for several.

    Raises:
        InputError: As for `round_to_base`.

    References:
        Statistical Policy Working Paper 22 (2005), chapter 2; Statistics Canada.

    Examples:
        >>> random_rounding_distribution(7).probability_up
        0.4
    """
    given = require_counts("counts", counts)
    step = require_whole("base", base, minimum=1)
    rest = given % step
    return RandomRounding(probability_up=rest / step, expected=given, variance=rest * (step - rest))


def round_at_random(counts: ArrayLike, base: int = 5, *, rng: np.random.Generator) -> FloatOrArray:
    """Return counts rounded up or down to a multiple of a base at random, without bias.

    Each count is rounded on its own, so rounded totals are not the sums of rounded parts. Round a
    table once and keep it: an average of several roundings gives the counts away.

    Args:
        counts: Whole counts of 0 or more, any shape; nan stays nan.
        base: A whole number of 1 or more.
        rng: The source of chance.

    Returns:
        Multiples of the base, each less than a base away from its count.

    Raises:
        InputError: As for `round_to_base`.

    References:
        As for `random_rounding_distribution`.

    Examples:
        >>> round_at_random([10, 15], rng=np.random.default_rng(1)).tolist()
        [10.0, 15.0]
    """
    given = require_counts("counts", counts)
    step = require_whole("base", base, minimum=1)
    rest = given % step
    up = rng.random(given.shape) < rest / step
    return read_only(given - rest + step * up)


@attrs.frozen(kw_only=True)
class AreaDifference:
    """What the counts of two overlapping areas say about the rest.

    Attributes:
        difference: The count of the rest.
        disclosive: Whether that is a small count.
    """

    difference: int
    disclosive: bool


def check_area_difference(
    larger: int, smaller: int, *, threshold: int = DEFAULT_THRESHOLD
) -> AreaDifference:
    """Return whether an area and the part of it without a place give away that place's count.

    Args:
        larger: The count of the whole area.
        smaller: The count of a part of it.
        threshold: Counts of 1 to the threshold less 1 are small; `DEFAULT_THRESHOLD` or more.

    Returns:
        The difference, and whether it is a small count.

    Raises:
        InputError: A count or the threshold is unusable, or the part has more than the whole.

    References:
        Office for National Statistics, guidance on disclosure control: differencing of
        overlapping geographies.

    Examples:
        >>> check_area_difference(57, 54)
        AreaDifference(difference=3, disclosive=True)
    """
    limit = require_threshold(threshold)
    whole, part = (
        require_whole("larger", larger, minimum=0),
        require_whole("smaller", smaller, minimum=0),
    )
    if part > whole:
        raise InputError("smaller", part, f"a count that is not above the larger area's {whole}")
    return AreaDifference(difference=whole - part, disclosive=0 < whole - part < limit)
