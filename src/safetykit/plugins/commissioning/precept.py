"""The police precept: what each band pays, what it yields, and whether a rise asks for a vote.

What belongs here: exact arithmetic in pounds and pence. What does not: a bill, which has discounts
and other bodies' shares, and the surplus or deficit of a collection fund. Pence are rounded half
up, and nothing else is rounded.
"""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

import attrs

from safetykit.content import Fact, Jurisdiction, Unknown, UnknownReason, parse_jurisdiction
from safetykit.content import publishable as may_be_shown
from safetykit.errors import InputError
from safetykit.plugins.commissioning.data import CONTENT
from safetykit.quantities import Threshold

__all__ = ["PreceptModel", "Rise", "parse_financial_year"]

_BANDS: Final = "ABCDEFGHI"
_D: Final = 9
_LIMIT: Final = "the rise of the precept that asks for a vote"
_PENNY: Final = Decimal("0.01")


def parse_financial_year(year: object) -> dt.date:
    """Return the first day of a financial year that is written as `2026/27`.

    Raises:
        InputError: It is written otherwise, or the two years do not follow each other.
    """
    text = str(year)
    first, _, second = text.partition("/")
    whole = len(first) == 4 and first.isdigit() and len(second) == 2 and second.isdigit()
    if not whole or int(second) != (int(first) + 1) % 100:
        raise InputError("year", year, "a financial year such as 2026/27")
    return dt.date(int(first), 4, 1)


def _money(value: object) -> Decimal:
    return _exact("band_d", value)


def _base(value: object) -> Decimal:
    return _exact("tax_base", value)


def _exact(field: str, value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        hint = "Binary floats are not exact: give a text, a whole number or a Decimal."
        raise InputError(field, value, "an exact amount above 0", hint=hint)
    try:
        number = Decimal(value)
    except ArithmeticError as error:
        raise InputError(field, value, "an exact amount above 0") from error
    if not number.is_finite() or number <= 0:
        raise InputError(field, value, "an exact amount above 0")
    return number


@attrs.frozen(kw_only=True)
class Rise:
    """The rise of band D over the year before, and whether it asks for a vote.

    `asks_for_a_vote` compares with the limit of the year exactly; `fact` is that limit.
    """

    pounds: Decimal
    percent: Fraction
    asks_for_a_vote: bool
    fact: Fact


@attrs.frozen(kw_only=True)
class PreceptModel:
    """The police share of council tax in one year.

    Attributes:
        tax_base: The number of band D homes that it is reckoned on.
        band_d: What a band D home pays, in pounds and pence.
        year: The financial year, such as `2026/27`.
        country: England or Wales.

    Raises:
        InputError: An amount is a binary float, 0 or less, or finer than a penny; the year or the
            country is unusable.

    Examples:
        >>> rise = PreceptModel(tax_base=1000, band_d="15.00", year="2026/27", country="england")
        >>> str(rise.band("A")), str(rise.band("H")), str(rise.yield_())
        ('10.00', '30.00', '15000.00')
    """

    tax_base: Decimal = attrs.field(converter=_base)
    band_d: Decimal = attrs.field(converter=_money)
    year: str
    country: Jurisdiction = attrs.field(converter=parse_jurisdiction)

    def __attrs_post_init__(self) -> None:
        parse_financial_year(self.year)
        if self.band_d != self.band_d.quantize(_PENNY):
            raise InputError("band_d", str(self.band_d), "pounds and whole pence")
        self.ninths()

    def ninths(self) -> tuple[int, ...]:
        """Return the parts of band D, in ninths, that the bands of the country pay.

        Raises:
            InputError: The country has no precept of this kind, or not yet in that year.
        """
        if self.country not in (Jurisdiction.ENGLAND, Jurisdiction.WALES):
            hint = "Scotland and Northern Ireland have no police precept."
            raise InputError("country", self.country.value, "england or wales", hint=hint)
        key = f"commissioning.bands.{self.country.value}"
        first = parse_financial_year(self.year)
        fact = CONTENT.book.at(key, jurisdiction=self.country, as_of=first)
        if isinstance(fact, Unknown):
            raise InputError("year", self.year, "a year whose bands are held")
        return tuple(int(word) for word in fact.value.text.replace(" and ", ", ").split(", "))

    def band(self, band: str) -> Decimal:
        """Return what a home of a band pays, in pounds and pence, half a penny rounded up.

        Raises:
            InputError: The country has no such band.
        """
        parts = self.ninths()
        letters = _BANDS[: len(parts)]
        if len(band) != 1 or band.upper() not in letters:
            raise InputError("band", band, f"a band from A to {letters[-1]}")
        exact = self.band_d * parts[letters.index(band.upper())] / _D
        return exact.quantize(_PENNY, rounding=ROUND_HALF_UP)

    def yield_(self) -> Decimal:
        """Return what the precept brings in, to the penny."""
        return (self.band_d * self.tax_base).quantize(_PENNY, rounding=ROUND_HALF_UP)

    def excessive(self, band_d_before: Decimal | str | int) -> Rise | Unknown:
        """Return the rise over the year before, and whether it asks for a vote.

        A limit in pounds is not passed by its exact sum; one of 2% is reached at 2%.

        Args:
            band_d_before: What a band D home paid in the year before.

        Returns:
            The rise and the limit; or `Unknown` for Wales, and for a year whose limit nobody has
            checked.
        """
        before = _exact("band_d_before", band_d_before)
        first = parse_financial_year(self.year)
        fact = CONTENT.book.at(
            "commissioning.referendum.limit", jurisdiction=self.country, as_of=first
        )
        if isinstance(fact, Unknown):
            return attrs.evolve(fact, about=_LIMIT)
        if not may_be_shown(fact) or fact.bound is None:
            return Unknown(
                about=_LIMIT,
                reason=UnknownReason.NO_VALUE_ON_DATE,
                jurisdiction=self.country,
                as_of=first,
                where_to_check=fact.where_to_check,
            )
        pounds = self.band_d - before
        percent = Fraction(pounds) * 100 / Fraction(before)
        limit = Threshold(fact.value.require_number(), fact.bound)
        # a percentage need not end as a decimal: compare the sums instead of dividing
        rise, unit = (pounds * 100, before) if fact.unit == "percent" else (pounds, Decimal(1))
        passed = Threshold(limit.number * unit, limit.bound).includes(rise)
        return Rise(pounds=pounds, percent=percent, asks_for_a_vote=passed, fact=fact)

    def require_no_vote(self, band_d_before: Decimal | str | int) -> Rise | Unknown:
        """Return the rise, and refuse one that asks for a vote.

        Raises:
            InputError: The rise triggers a referendum.
        """
        found = self.excessive(band_d_before)
        if isinstance(found, Rise) and found.asks_for_a_vote:
            fact = found.fact
            unit = "%" if fact.unit == "percent" else " pounds"
            over = "less than" if fact.bound == "at least" else "at most"
            expected = f"a rise of {over} {fact.value}{unit} in {self.year}"
            hint = "A referendum is triggered: lower it, or plan for a vote."
            raise InputError("band_d", f"a rise of {found.pounds} pounds", expected, hint=hint)
        return found
