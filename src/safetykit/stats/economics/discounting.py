"""What money of later years is worth in year 0.

What belongs here: discount rates, factors and present values. What does not: inflation. Amounts
are in the prices of one year, whenever they fall.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import InputError
from safetykit.stats._inputs import (
    refuse_where,
    require_counts,
    require_points,
    require_whole,
)
from safetykit.stats.estimate import FloatOrArray, read_only

__all__ = ["DiscountBand", "DiscountRates", "discount_factors", "present_value"]


def _require_rate(_: object, field: attrs.Attribute[float], value: object) -> None:
    if not isinstance(value, int | float) or not 0.0 <= value < 1.0:
        raise InputError(field.name, value, "a rate from 0 to below 1", hint="3.5% is 0.035.")


@attrs.frozen(kw_only=True)
class DiscountBand:
    """The rate that holds from one year to another, both counted from 1.

    Raises:
        InputError: The rate is not from 0 to below 1.
    """

    first_year: int
    last_year: int
    rate: float = attrs.field(validator=_require_rate)


def _in_order(bands: Iterable[DiscountBand]) -> tuple[DiscountBand, ...]:
    return tuple(bands)


@attrs.frozen(kw_only=True)
class DiscountRates:
    """Discount rates by year; the rate of a band applies to the years inside it, and no others.

    Attributes:
        source: Who set them.
        version: Their edition.
        bands: Bands that follow each other without a gap, the first from year 1.

    Raises:
        InputError: There is no band, the first does not begin in year 1, or bands overlap or leave
            a gap.

    Examples:
        >>> band = DiscountBand(first_year=1, last_year=10, rate=0.035)
        >>> DiscountRates(source="made up", version="1", bands=[band]).last_year
        10
    """

    source: str
    version: str
    bands: tuple[DiscountBand, ...] = attrs.field(converter=_in_order)

    def __attrs_post_init__(self) -> None:
        following = 1
        for band in self.bands:
            if band.first_year != following or band.last_year < band.first_year:
                got = (band.first_year, band.last_year)
                raise InputError("bands", got, f"a band that begins in year {following}")
            following = band.last_year + 1
        if not self.bands:
            raise InputError("bands", (), "at least one band")

    @property
    def last_year(self) -> int:
        """The last year for which there is a rate."""
        return self.bands[-1].last_year


def discount_factors(years: ArrayLike, rates: DiscountRates | float) -> FloatOrArray:
    """Return what one pound of each year is worth in year 0.

    With one rate it is `(1 + rate) ** -year`. With bands it is the product over the years up to
    this one, each at the rate of its own band.

    Args:
        years: Whole years from 0, any shape.
        rates: One rate from 0 to below 1, or rates by year.

    Returns:
        Factors from 0 to 1: a float for one year, an array for several.

    Raises:
        InputError: A year is negative, not whole, not reported or after the last that has a rate;
            the rate is unusable.

    References:
        HM Treasury, The Green Book, Annex A6 and its supplementary guidance on discounting, tables
        A.1 and A.2.

    Examples:
        >>> round(discount_factors(10, 0.035), 4)
        0.7089
        >>> from safetykit.stats.economics import GREEN_BOOK_RATES
        >>> discount_factors([30, 31], GREEN_BOOK_RATES).round(4).tolist()
        [0.3563, 0.3459]
    """
    given = require_counts("years", years)
    refuse_where(np.isnan(given), "years", given, "years that are all known")
    bands = _bands(rates)
    last = np.inf if isinstance(rates, int | float) else rates.last_year
    hint = "Give rates that reach as far as the amounts."
    refuse_where(given > last, "years", given, f"a year up to {last}", hint=hint)
    factors = np.ones(given.shape)
    for first, rate in bands:
        end = next((other for other, _ in bands if other > first), np.inf)
        inside = np.clip(given - (first - 1), 0.0, end - first)
        factors = factors * (1.0 + rate) ** -inside
    return read_only(factors)


def present_value(
    amounts: ArrayLike, rates: DiscountRates | float, *, first_year: int = 0
) -> FloatOrArray:
    """Return what amounts of successive years are worth in year 0, together.

    Of costs as negative amounts and benefits as positive ones it is the net present value.

    Args:
        amounts: (..., years) pounds in the prices of one year; nan means "not reported" and
            answers nan.
        rates: One rate from 0 to below 1, or rates by year.
        first_year: The year of the first amount; year 0 is not discounted.

    Returns:
        Pounds: a float for one stream, an array for several.

    Raises:
        InputError: An amount is infinite, there is no amount, or a year or rate is unusable.

    References:
        HM Treasury, The Green Book, Annex A6.

    Examples:
        >>> round(present_value([-10, 2.5, 2.5, 2.5, 2.5], 0.035), 2)
        -0.82
    """
    given = require_points(amounts, field="amounts")
    if not given.shape[-1]:
        raise InputError("amounts", given.shape, "at least one year")
    first = require_whole("first_year", first_year, minimum=0)
    factors = np.asarray(discount_factors(first + np.arange(given.shape[-1]), rates))
    return read_only((given * factors).sum(axis=-1))


def _bands(rates: DiscountRates | float) -> list[tuple[int, float]]:
    if isinstance(rates, DiscountRates):
        return [(band.first_year, band.rate) for band in rates.bands]
    return [(1, DiscountBand(first_year=1, last_year=1, rate=rates).rate)]
