"""Columns of a dataframe as expressions that mean the same in every library.

What belongs here: from a column of any kind to texts without gaps, to the fewest texts of a period
that still tell its month, and to whole numbers beside the words that are none. What does not:
grouping, or what a text means.

Only what Narwhals offers for every library is used. Whatever an expression cannot settle it leaves
as it stands, for the same code that reads files to judge.
"""

from __future__ import annotations

from typing import Final

import attrs
import narwhals.stable.v2 as nw
from narwhals.stable.v2.dtypes import DType

from safetykit.errors import InputError
from safetykit.records.periods import PeriodFormat

__all__ = ["PLAIN", "Decimal", "Figure", "decimal_of", "figure_of", "flag", "period_of", "text_of"]

PLAIN: Final = "+"
WORD: Final = "="
_EXACT: Final = 2.0**53
_WHOLE: Final = r"^[0-9]{1,15}$"
_DECIMAL: Final = r"^(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?$"
_TIME: Final = r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?"
_MONTH: Final = "[1-9][0-9]{3}-(?:0[1-9]|1[0-2])"
_SAFE_DAY: Final = "(?:0[1-9]|1[0-9]|2[0-8])"  # in every month, and far from the turn of any clock
_DAYS: Final = rf"^{_MONTH}-{_SAFE_DAY}(?:[T ]{_TIME})?$"
_MOMENTS: Final = rf"^{_MONTH}-{_SAFE_DAY}[T ]{_TIME}(?:Z|\+00:00)?$"
_DAY_FIRST: Final = rf"^{_SAFE_DAY}/(?:0[1-9]|1[0-2])/[1-9][0-9]{{3}}$"
_OF_DAYS: Final = (PeriodFormat.MONTH, PeriodFormat.DATE, PeriodFormat.DAY_MONTH_YEAR)


def flag(condition: nw.Expr) -> nw.Expr:
    """Return 1 where a condition holds and 0 elsewhere; sums of it count."""
    return condition.cast(nw.Int64)


def text_of(column: str, kind: DType) -> nw.Expr:
    """Return a column as texts; a missing value is empty.

    Args:
        column: Its name.
        kind: Its type.

    Raises:
        InputError: It holds lists, structures or bytes.
    """
    value = nw.col(column)
    if kind.is_nested() or kind == nw.Binary:
        expected = "a column of texts, categories, numbers, dates or times"
        raise InputError(f"frame.{column}", str(kind), expected)
    if kind.is_float() or kind.is_decimal():
        return _number_text(value.cast(nw.Float64))
    if kind == nw.Boolean:
        words = nw.when(value).then(nw.lit("True")).otherwise(nw.lit("False"))
        return nw.when(value.is_null()).then(nw.lit("")).otherwise(words)
    return nw.when(value.is_null()).then(nw.lit("")).otherwise(value.cast(nw.String))


def _number_text(value: nw.Expr) -> nw.Expr:
    """Write 36.0 as 36: libraries hold whole numbers with gaps as fractions."""
    exact = value.is_finite() & (value.abs() < _EXACT)
    safe = nw.when(exact).then(value).otherwise(nw.lit(0.5))
    whole = safe.round(0)
    digits = whole.cast(nw.Int64).cast(nw.String)
    words = nw.when(whole == safe).then(digits).otherwise(value.cast(nw.String))
    return nw.when(value.is_null() | value.is_nan()).then(nw.lit("")).otherwise(words)


def period_of(column: str, kind: DType, form: PeriodFormat) -> nw.Expr:
    """Return the texts of a period: as few of a month as tell it without doubt.

    Args:
        column: Its name.
        kind: Its type.
        form: How the mapping says that it is written; dates and times are of no format, and stand
            for months and days alike.

    Raises:
        InputError: A column of dates where the format is of quarters or years.
    """
    if kind.is_temporal():
        return _moment_text(column, kind, form)
    text = text_of(column, kind)
    month = nw.concat_str([text.str.slice(0, 7), nw.lit("-01")])
    if form is PeriodFormat.DATE:
        return nw.when(text.str.contains(_DAYS)).then(month).otherwise(text)
    if form is PeriodFormat.UTC:
        noon = nw.concat_str([month, nw.lit("T12:00:00")])
        return nw.when(text.str.contains(_MOMENTS)).then(noon).otherwise(text)
    if form is PeriodFormat.DAY_MONTH_YEAR:
        first = nw.concat_str([nw.lit("01"), text.str.slice(2)])
        return nw.when(text.str.contains(_DAY_FIRST)).then(first).otherwise(text)
    return text


def _moment_text(column: str, kind: DType, form: PeriodFormat) -> nw.Expr:
    value = nw.col(column)
    if form is PeriodFormat.UTC and kind == nw.Datetime:
        text = _utc_text(value, kind)
    elif form is PeriodFormat.DAY_MONTH_YEAR:
        text = nw.concat_str([nw.lit("01/"), _part(value.dt.month()), nw.lit("/"), _year(value)])
    elif form in (*_OF_DAYS, PeriodFormat.YEAR_ENDING) and kind in (nw.Date, nw.Datetime):
        text = nw.concat_str([_year(value), nw.lit("-"), _part(value.dt.month()), nw.lit("-01")])
    else:
        hint = "Name the format of the column: date, for a day; utc, for a moment."
        raise InputError(f"frame.{column}", str(kind), f"texts of the format {form}", hint=hint)
    return nw.when(value.is_null()).then(nw.lit("")).otherwise(text)


def _utc_text(value: nw.Expr, kind: DType) -> nw.Expr:
    """Keep the day where a clock in London may show another month: its last two days, at 23."""
    zone = getattr(kind, "time_zone", None)
    if zone not in (None, "UTC", "Etc/UTC"):
        value = value.dt.convert_time_zone("UTC")
    late = (value.dt.hour() == 23) & (value.dt.day() >= 30)
    end = nw.concat_str([_part(value.dt.day()), nw.lit("T23:00:00")])
    rest = nw.when(late).then(end).otherwise(nw.lit("01T12:00:00"))
    return nw.concat_str([_year(value), nw.lit("-"), _part(value.dt.month()), nw.lit("-"), rest])


def _year(value: nw.Expr) -> nw.Expr:
    return value.dt.year().fill_null(0).cast(nw.Int64).cast(nw.String)


def _part(number: nw.Expr) -> nw.Expr:
    """Return a number of a month or day as two digits."""
    return (number.fill_null(0).cast(nw.Int64) + 100).cast(nw.String).str.slice(1)


@attrs.frozen
class Figure:
    """A column of figures: `word` is `+` for a plain number, or `=` and what stands there."""

    word: nw.Expr
    value: nw.Expr


def figure_of(column: str, kind: DType) -> Figure:
    """Return a column of whole numbers, and the words among them that are no plain number."""
    text = text_of(column, kind)
    bare = text.str.strip_chars()
    plain = bare.str.contains(_WHOLE)
    word = nw.when(plain).then(nw.lit(PLAIN)).otherwise(nw.concat_str([nw.lit(WORD), text]))
    return Figure(word, nw.when(plain).then(bare).otherwise(nw.lit("0")).cast(nw.Int64))


@attrs.frozen
class Decimal:
    """A column of denominators: their values, and 1 where none is stated."""

    value: nw.Expr
    missing: nw.Expr


def decimal_of(column: str, kind: DType) -> Decimal:
    """Return a column of numbers with or without a fraction, and where there is none."""
    text = text_of(column, kind).str.strip_chars()
    stated = text.str.contains(_DECIMAL)
    digits = text.str.replace_all(",", "", literal=True)
    value = nw.when(stated).then(digits).otherwise(nw.lit("0")).cast(nw.Float64)
    return Decimal(value, flag(~stated))
