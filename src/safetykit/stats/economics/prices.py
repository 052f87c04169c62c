"""From the prices of one year to those of another.

What belongs here: `PriceIndex`, and how a price year is written. What does not: an index. None is
shipped: HM Treasury publishes GDP deflators every quarter, each release with all its years.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final, Literal, TypeAlias

import attrs

from safetykit.errors import InputError
from safetykit.quantities import Money

__all__ = ["PriceIndex"]

YearKind: TypeAlias = Literal["calendar", "financial"]

_YEAR: Final = re.compile(r"(?P<first>[12]\d{3})(?:[/-](?:\d\d)?(?P<last>\d\d))?")


def read_price_year(field: str, text: object) -> tuple[int, YearKind]:
    """Return the year in which a price year begins, and whether it is a financial one."""
    match = _YEAR.fullmatch(text) if isinstance(text, str) else None
    if match is None or (match["last"] and int(match["last"]) != (int(match["first"]) + 1) % 100):
        expected = 'a calendar year such as "2010" or a financial year such as "2015/16"'
        raise InputError(field, text, expected)
    return int(match["first"]), "financial" if match["last"] else "calendar"


def _exact(field: str, value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        hint = "Binary floats are not exact: give a text, a whole number or a Decimal."
        raise InputError(field, value, "a number above 0", hint=hint)
    try:
        number = Decimal(value)
    except ArithmeticError as error:
        raise InputError(field, value, "a number above 0") from error
    if not (number.is_finite() and number > 0):
        raise InputError(field, value, "a number above 0")
    return number


def _index(
    given: Mapping[str, Decimal] | Iterable[tuple[str, Decimal]],
) -> tuple[tuple[str, Decimal], ...]:
    pairs = tuple(given.items() if isinstance(given, Mapping) else given)
    found = tuple((year, _exact(f"index[{year}]", value)) for year, value in pairs)
    years = [read_price_year("index", year) for year, _ in found]
    if not found or len(set(years)) < len(years) or len({kind for _, kind in years}) > 1:
        expected = "each year once, all of them calendar years or all of them financial years"
        raise InputError("index", [year for year, _ in found], expected)
    return found


@attrs.frozen(kw_only=True)
class PriceIndex:
    """A price index by year, such as a release of the GDP deflators.

    Attributes:
        source: Who published it.
        version: Its release: deflators of past years are revised.
        index: The index of each year, above 0, exact: texts, whole numbers or `Decimal`. Years are
            all written as calendar years (`2010`) or all as financial years (`2015/16`).

    Raises:
        InputError: A year or a number is unusable, or the years are of both kinds.

    Examples:
        >>> prices = PriceIndex(
        ...     source="made up", version="1", index={"2015/16": "75", "2024/25": "100"}
        ... )
        >>> str(prices.factor("2015/16", "2024/25"))
        '1.333333333333333333333333333'
    """

    source: str
    version: str
    index: tuple[tuple[str, Decimal], ...] = attrs.field(converter=_index)

    @property
    def kind(self) -> YearKind:
        """Whether the years are calendar years or financial years."""
        return read_price_year("index", self.index[0][0])[1]

    def factor(self, from_year: str, to_year: str) -> Decimal:
        """Return what a sum in the prices of one year is multiplied by for those of another.

        Raises:
            InputError: A year is of the other kind, or the index does not hold it.
        """
        by_year = {read_price_year("index", year)[0]: value for year, value in self.index}
        first, last = (
            self._year(f, y) for f, y in (("from_year", from_year), ("to_year", to_year))
        )
        return by_year[last] / by_year[first]

    def in_prices_of(self, money: Money, from_year: str, to_year: str) -> Money:
        """Return a sum in the prices of another year, as `Money.in_prices_of` does.

        Args:
            money: The sum; its price year, if it has one, must be that in which `from_year`
                begins.
            from_year: The year of its prices, written as in the index.
            to_year: The year to bring it to.

        Returns:
            The sum, with the year in which `to_year` begins as its price year.

        Raises:
            InputError: A year is of the other kind, or the index does not hold it; or the sum says
                that its prices are of another year.

        References:
            HM Treasury, GDP deflators user guide: divide by the index of the old year and multiply
            by that of the new one.
        """
        first, last = (
            self._year(f, y) for f, y in (("from_year", from_year), ("to_year", to_year))
        )
        if money.price_year not in {None, first}:
            raise InputError("from_year", from_year, f"the sum's own price year {money.price_year}")
        deflator = {read_price_year("index", year)[0]: value for year, value in self.index}
        return attrs.evolve(money, price_year=first).in_prices_of(last, deflator=deflator)

    def _year(self, field: str, text: str) -> int:
        year, kind = read_price_year(field, text)
        if kind != self.kind:
            hint = "A calendar year and a financial year overlap by nine months only."
            raise InputError(field, text, f"a {self.kind} year, as in the index", hint=hint)
        if year not in {read_price_year("index", known)[0] for known, _ in self.index}:
            held = ", ".join(known for known, _ in self.index)
            raise InputError(field, text, f"a year of the index: {held}")
        return year
