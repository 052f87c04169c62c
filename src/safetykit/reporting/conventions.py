"""How a language writes days, months, numbers and shares.

What belongs here: the few forms in which a face writes them, for English by hand and for every
other language from the Unicode Common Locale Data Repository, through Babel. What does not: any
sentence around them.

English is written by hand so that a page in English needs no further library; a test holds that
Babel would write the same. Numbers are rounded before they are handed over, so that a figure has
the same digits in every language.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, Final, Protocol

import attrs

from safetykit.errors import InputError
from safetykit.extras import need
from safetykit.quantities import MONTH_NAMES, Month

__all__ = ["ENGLISH", "Conventions", "English", "FromBabel", "conventions_of"]

MINUS: Final = "−"


class Conventions(Protocol):
    """How one language writes what is no sentence."""

    def day(self, day: dt.date) -> str:
        """Return a day: `1 May 2020`."""
        ...

    def month(self, month: Month) -> str:
        """Return a month of a year: `October 2017`."""
        ...

    def month_name(self, number: int, *, short: bool = False) -> str:
        """Return the name of a month that stands alone, from 1: `October`, or `Oct`."""
        ...

    def number(self, digits: str) -> str:
        """Return a rounded number, given as `-1234.5`: `−1,234.5`."""
        ...

    def percent(self, written: str) -> str:
        """Return a number that is written already as a share: `12.5%`."""
        ...

    def axes(self) -> dict[str, Any]:
        """Return how a chart writes the numbers of its axes; empty where its own way is right."""
        ...


@attrs.frozen(kw_only=True)
class English:
    """British English."""

    def day(self, day: dt.date) -> str:
        """Return a day."""
        return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"

    def month(self, month: Month) -> str:
        """Return a month of a year."""
        return month.words

    def month_name(self, number: int, *, short: bool = False) -> str:
        """Return the name of a month."""
        name = MONTH_NAMES[number - 1]
        return name[:3] if short else name

    def number(self, digits: str) -> str:
        """Return a rounded number with commas between thousands."""
        return f"{Decimal(digits):,f}".replace("-", MINUS)

    def percent(self, written: str) -> str:
        """Return a written number as a share."""
        return f"{written}%"

    def axes(self) -> dict[str, Any]:
        """Return nothing: charts write English."""
        return {}


ENGLISH: Final = English()


def _babel(module: str) -> Any:
    return need(module, wanted_by="A report in another language than English")


@attrs.frozen(kw_only=True)
class FromBabel:
    """A language as Babel knows it.

    Attributes:
        locale: What Babel knows of the language.
    """

    locale: Any

    def day(self, day: dt.date) -> str:
        """Return a day."""
        return str(_babel("babel.dates").format_date(day, "long", self.locale))

    def month(self, month: Month) -> str:
        """Return a month of a year."""
        write = _babel("babel.dates").format_skeleton
        return str(write("yMMMM", dt.date(month.year, month.month, 1), locale=self.locale))

    def month_name(self, number: int, *, short: bool = False) -> str:
        """Return the name of a month."""
        width = "abbreviated" if short else "wide"
        return str(self.locale.months["stand-alone"][width][number])

    def number(self, digits: str) -> str:
        """Return a rounded number with the marks of the language."""
        _, point, places = digits.partition(".")
        pattern = self.locale.decimal_formats[None].pattern.partition(".")[0]
        pattern += point + "0" * len(places)
        write = _babel("babel.numbers").format_decimal
        return str(write(Decimal(digits), pattern, locale=self.locale)).replace("-", MINUS)

    def percent(self, written: str) -> str:
        """Return a written number as a share."""
        pattern = self.locale.percent_formats[None]
        return f"{pattern.prefix[0]}{written}{pattern.suffix[0]}"

    def axes(self) -> dict[str, Any]:
        """Return how the numbers of an axis are written."""
        numbers = _babel("babel.numbers")
        marks = {
            "decimal": numbers.get_decimal_symbol(self.locale),
            "thousands": numbers.get_group_symbol(self.locale),
            "grouping": [3],
            "currency": ["", ""],
        }
        return {"locale": {"number": marks}}


def conventions_of(language: str) -> Conventions:
    """Return how a language writes days and numbers.

    Args:
        language: The language, as a page declares it: `cy`.

    Raises:
        InputError: Nothing is known of the language.
        MissingExtraError: Babel is not installed.
    """
    babel = _babel("babel")
    try:
        return FromBabel(locale=babel.Locale.parse(language, sep="-"))
    except (ValueError, babel.UnknownLocaleError) as error:
        hint = "Its days and numbers are written as the Unicode Common Locale Data Repository says."
        expected = "a language that Babel knows"
        raise InputError("language", language, expected, hint=hint) from error
