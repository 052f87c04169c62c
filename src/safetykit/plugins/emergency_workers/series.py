"""Yearly counts of assaults, and their change with what makes it hard to read.

What belongs here: an exact percentage, and when to doubt it. What does not: rates and intervals,
which are methods of `safetykit.stats`.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Final

import attrs

from safetykit.errors import InputError

__all__ = ["AssaultSeries", "YearChange"]

_SMALL_BASE: Final = 20
_LARGE_CHANGE: Final = Fraction(25, 100)


@attrs.frozen(kw_only=True)
class YearChange:
    """The change from one year to another, exact, and what to say beside it."""

    base_year: str
    year: str
    base: int
    current: int
    ratio: Fraction
    caveats: tuple[str, ...]

    @property
    def percent(self) -> Decimal:
        """The change in percent to one decimal place; below 0 is fewer."""
        exact = (self.ratio - 1) * 100
        number = Decimal(exact.numerator) / Decimal(exact.denominator)
        return number.quantize(Decimal("0.1"), rounding=ROUND_HALF_EVEN)


def _check_years(_: object, __: object, years: tuple[tuple[str, int], ...]) -> None:
    names = [name for name, _ in years]
    if not names or len(set(names)) < len(names):
        raise InputError("years", names, "at least one year, each once")
    for name, count in years:
        if type(count) is not int or count < 0:
            raise InputError(f"years[{name}]", count, "a whole number, 0 or more")


@attrs.frozen(kw_only=True)
class AssaultSeries:
    """Counts by year, in order, with what is known of changes in recording.

    Every change that is computed carries `recording_notes`.

    Examples:
        >>> years = (("2017/18", 8157), ("2018/19", 10399))
        >>> series = AssaultSeries(title="With injury", years=years)
        >>> series.percent_change("2017/18", "2018/19").percent
        Decimal('27.5')
    """

    title: str
    years: tuple[tuple[str, int], ...] = attrs.field(validator=_check_years)
    recording_notes: tuple[str, ...] = ()

    def percent_change(self, base: str, current: str) -> YearChange:
        """Return the change between two years; a change in recording is always noted.

        Args:
            base: The earlier year, as the series names it.
            current: The later year.

        Raises:
            InputError: A year is not in the series, they are not in order, or the base is 0.
        """
        names = [name for name, _ in self.years]
        first, last = self._place(names, "base", base), self._place(names, "current", current)
        if last <= first:
            raise InputError("current", current, f"a year after the base ({base})")
        before, after = self.years[first][1], self.years[last][1]
        if not before:
            hint = "Say both numbers instead."
            raise InputError("base", before, "a count above 0, for a percentage", hint=hint)
        ratio = Fraction(after, before)
        notes = (*_doubts(before, ratio), *self.recording_notes)
        return YearChange(
            base_year=base, year=current, base=before, current=after, ratio=ratio, caveats=notes
        )

    def _place(self, names: list[str], field: str, year: str) -> int:
        if year not in names:
            raise InputError(field, year, "a year of the series: " + ", ".join(names))
        return names.index(year)


def _doubts(base: int, ratio: Fraction) -> tuple[str, ...]:
    notes = []
    if base < _SMALL_BASE:
        notes.append(f"The base is {base}: below {_SMALL_BASE} a percentage says little.")
    if abs(ratio - 1) > _LARGE_CHANGE:
        notes.append("More than 25 per cent: check whether the recording changed.")
    return tuple(notes)
