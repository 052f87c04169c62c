"""Money in pounds sterling, in the prices of a year.

Sums of two price years do not add, because a pound of one is not a pound of the other: bring them
to one year with a deflator first. Arithmetic is exact, in `Decimal`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final, Self

import attrs

from safetykit.errors import InputError, UnitError
from safetykit.quantities.words import read_words

__all__ = ["Money"]

_SCALES: Final = {"": 0, "k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}
_FORM: Final = re.compile(
    r"(?P<sign>[-−])?(?:£|GBP )(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
    r" ?(?P<scale>k|thousand|m|million|bn|billion)?(?: \((?P<year>[1-9]\d{3}) prices\))?",
    re.A | re.I,
)
_MAX_DIGITS: Final = 28  # more than these, `Decimal` rounds


def _exact(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        hint = "Binary floats are not exact: give a text, a whole number or a Decimal."
        raise InputError("pounds", value, "an exact amount", hint=hint)
    try:
        amount = Decimal(value)
    except ArithmeticError as error:
        raise InputError("pounds", value, "a number") from error
    if not amount.is_finite():
        raise InputError("pounds", value, "a finite number")
    is_long = len(amount.as_tuple().digits) > _MAX_DIGITS
    if amount and (is_long or abs(amount.adjusted()) >= _MAX_DIGITS):
        raise InputError("pounds", value, f"an amount of at most {_MAX_DIGITS} digits")
    return amount


def _check_year(_: object, field: attrs.Attribute[int], value: object) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not 1000 <= value <= 9999:
        raise InputError(field.name, value, "a year from 1000 to 9999")


@attrs.frozen(kw_only=True)
class Money:
    """A sum in pounds sterling; `price_year` is None where the text does not say.

    Examples:
        >>> Money.parse("£1.24m (2017 prices)")
        Money(pounds=Decimal('1240000'), price_year=2017)
        >>> str(Money.parse("£1.24m") + Money(pounds=500))
        '£1,240,500'
    """

    pounds: Decimal = attrs.field(converter=_exact)
    price_year: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(_check_year)
    )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `£1.24m`, `GBP 1,240,000` or `£85 million (2010 prices)`.

        Raises:
            InputError: The text is none of these.
        """
        match = _FORM.fullmatch(read_words(text, "money"))
        if match is None:
            raise InputError("money", text, 'a sum such as "£1.24m" or "£12 million (2017 prices)"')
        scale = _SCALES[(match["scale"] or "").lower()]
        number = match["number"].replace(",", "")
        amount = _exact(f"{number}e{scale}" if scale else number)
        whole = amount.to_integral_value()
        pounds = Decimal(f"{whole:f}") if amount == whole else amount
        year = int(match["year"]) if match["year"] else None
        return cls(pounds=-pounds if match["sign"] else pounds, price_year=year)

    def in_prices_of(self, year: int, *, deflator: Mapping[int, Decimal]) -> Money:
        """Return the sum in the prices of another year.

        Args:
            year: The year to bring it to.
            deflator: A price index by year; it holds both years, and says nothing by default.

        Raises:
            UnitError: The sum has no price year.
            InputError: The deflator lacks one of the years.
        """
        if self.price_year is None:
            raise UnitError("price_year", None, "a sum with a price year")
        for needed in (self.price_year, year):
            if needed not in deflator:
                held = ", ".join(map(str, sorted(deflator))) or "no year"
                raise InputError("deflator", held, f"an index that holds {needed}")
        ratio = _exact(deflator[year]) / _exact(deflator[self.price_year])
        return Money(pounds=self.pounds * ratio, price_year=year)

    def __add__(self, other: Money) -> Money:
        """Return the sum of two sums in the prices of one year."""
        return self._with(other, self.pounds + other.pounds)

    def __sub__(self, other: Money) -> Money:
        """Return the difference of two sums in the prices of one year."""
        return self._with(other, self.pounds - other.pounds)

    def _with(self, other: Money, pounds: Decimal) -> Money:
        if self.price_year != other.price_year:
            raise UnitError(
                "money",
                str(other),
                f"a sum in the prices of {self.price_year or 'no stated year'}",
                hint="Bring both to one year with in_prices_of.",
            )
        return Money(pounds=pounds, price_year=self.price_year)

    def __str__(self) -> str:
        """Return the sum, with its price year where it is known."""
        sign = "-" if self.pounds < 0 else ""
        year = f" ({self.price_year} prices)" if self.price_year else ""
        return f"{sign}£{abs(self.pounds):,f}{year}"
