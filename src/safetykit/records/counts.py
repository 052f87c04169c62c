"""Counts of records by month, area and category: the one shape that every source comes in.

What belongs here: `Counts`, `Series` and the small types they are made of. What does not: reading
or writing a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias, TypeVar

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.errors import InputError, suggest
from safetykit.quantities import Month
from safetykit.records.quality import QualityFinding
from safetykit.records.source import DataSource

__all__ = ["AreaKey", "AreaRule", "Counts", "FileRecord", "Progress", "Series"]

IntArray: TypeAlias = npt.NDArray[np.int64]
BoolArray: TypeAlias = npt.NDArray[np.bool_]
_Scalar = TypeVar("_Scalar", bound=np.generic)


class AreaRule(StrEnum):
    """Which rows count as an area's.

    `recorded_by_force`: all rows that a force reported, wherever they are.
    `coded_to_area`: the rows that are coded to a small area of a district, whoever reported them.
    """

    RECORDED_BY_FORCE = "recorded_by_force"
    CODED_TO_AREA = "coded_to_area"


@attrs.frozen(order=True)
class AreaKey:
    """A named rule and the name of a force or a district: which rows are counted."""

    rule: AreaRule
    name: str

    def __str__(self) -> str:
        """Return the name and the rule in words: `City of London (coded to the area)`."""
        words = {
            AreaRule.RECORDED_BY_FORCE: "recorded by the force",
            AreaRule.CODED_TO_AREA: "coded to the area",
        }
        return f"{self.name} ({words[self.rule]})"


@attrs.frozen(kw_only=True)
class FileRecord:
    """A file that was read.

    Attributes:
        name: Relative to the folder that was read, with `/` between its parts.
        sha256: Of the bytes on the disk, compressed or not, in hexadecimal digits.
        rows: The records under the header, those that were set aside included.
        month: The month that its name states.
    """

    name: str
    sha256: str
    rows: int
    month: Month | None = None


@attrs.frozen
class Progress:
    """How far a long job is: `done` of `total` steps, and what it is doing now."""

    done: int
    total: int
    what: str


def _ints(values: object) -> IntArray:
    return _fixed(np.array(values, dtype=np.int64))


def _bools(values: object) -> BoolArray:
    return _fixed(np.array(values, dtype=np.bool_))


def _fixed(array: npt.NDArray[_Scalar]) -> npt.NDArray[_Scalar]:
    array.setflags(write=False)
    return array


_SAME = attrs.cmp_using(eq=np.array_equal)


@attrs.frozen(kw_only=True)
class Series:
    """The counts of one category, or of all, in one area, month by month.

    Attributes:
        source: Where the records come from.
        area: Which rows are counted.
        group: The category; None for all together.
        months: n months without a gap, in order.
        values: n counts; 0 where nothing was reported.
        reported: n flags; False where the figure is not known: no file for the month, or a
            normally busy category at zero, or a month in which the category was not in use. A
            sum of categories is reported where all of those in use are.
    """

    source: DataSource = attrs.field(repr=False)
    area: AreaKey
    group: str | None
    months: tuple[Month, ...] = attrs.field(repr=False)
    values: IntArray = attrs.field(converter=_ints, eq=_SAME, hash=False)
    reported: BoolArray = attrs.field(converter=_bools, eq=_SAME, hash=False)

    def __attrs_post_init__(self) -> None:
        _require_months(self.months)
        for name, array in (("values", self.values), ("reported", self.reported)):
            if array.shape != (len(self.months),):
                raise InputError(f"series.{name}", array.shape, f"shape ({len(self.months)},)")

    def window(self, first: Month, last: Month) -> Series:
        """Return the months from `first` to `last`, both included.

        Raises:
            InputError: The series does not hold all of them.
        """
        cut = _cut(self.months, first, last)
        return attrs.evolve(
            self, months=self.months[cut], values=self.values[cut], reported=self.reported[cut]
        )

    def reported_months(self) -> tuple[Month, ...]:
        """Return the months whose figure is known."""
        return tuple(m for m, known in zip(self.months, self.reported, strict=True) if known)

    def total(self) -> int:
        """Return the sum over all months; those not reported add nothing."""
        return int(self.values.sum())


@attrs.frozen(kw_only=True)
class Counts:
    """Counts of one source by month, area and category.

    Attributes:
        source: Where the records come from.
        months: From the first to the last, without a gap: a month without a file is among them.
        areas: The forces and districts.
        groups: The categories that were seen, sorted.
        values: Counts of shape (months, areas, groups); 0 where nothing was reported.
        reported: Flags of the same shape; see `Series.reported`.
        quality: What is odd about the records.
        files: The files that were read, sorted by name.
        rows_read: All records under the headers of the files.
        rows_set_aside: Those among them that were not counted; a finding says where and why.
        parameters: What was asked of the reader, so that the table can be made again.
    """

    source: DataSource = attrs.field(repr=False)
    months: tuple[Month, ...] = attrs.field(repr=False)
    areas: tuple[AreaKey, ...]
    groups: tuple[str, ...]
    values: IntArray = attrs.field(converter=_ints, eq=_SAME, hash=False, repr=False)
    reported: BoolArray = attrs.field(converter=_bools, eq=_SAME, hash=False, repr=False)
    quality: tuple[QualityFinding, ...] = attrs.field(default=(), repr=False)
    files: tuple[FileRecord, ...] = attrs.field(default=(), repr=False)
    rows_read: int = 0
    rows_set_aside: int = 0
    parameters: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        _require_months(self.months)
        shape = (len(self.months), len(self.areas), len(self.groups))
        for name, array in (("values", self.values), ("reported", self.reported)):
            if array.shape != shape:
                raise InputError(f"counts.{name}", array.shape, f"shape {shape}")
        for name, keys in (("areas", self.areas), ("groups", self.groups)):
            if len(set(keys)) != len(keys):
                raise InputError(f"counts.{name}", keys, "names that differ")
        if (self.values < 0).any() or self.values[~self.reported].any():
            raise InputError(
                "counts.values",
                "a negative count, or a count where nothing was reported",
                "counts of 0 or more, and 0 where nothing was reported",
            )

    def series(self, group: str | None, *, area: AreaKey) -> Series:
        """Return the counts of one category, or of all together, in one area.

        Args:
            group: A category; None for the sum of all.
            area: One of `areas`.

        Raises:
            InputError: The area or the category is not among those counted.
        """
        j = _position(self.areas, area, "area")
        if group is None:
            values = self.values[:, j].sum(axis=1)
            reported = (self.reported[:, j] | ~self.in_use()).all(axis=1)
            reported &= self.reported[:, j].any(axis=1)
        else:
            k = _position(self.groups, group, "group")
            values, reported = self.values[:, j, k], self.reported[:, j, k]
        return Series(
            source=self.source,
            area=area,
            group=group,
            months=self.months,
            values=values,
            reported=reported,
        )

    def total(
        self,
        group: str | None = None,
        *,
        area: AreaKey,
        first: Month | None = None,
        last: Month | None = None,
    ) -> int:
        """Return the sum of a category, or of all, from `first` to `last`; see `series`.

        Raises:
            InputError: The area, the category or a month is not among those counted.
        """
        series = self.series(group, area=area)
        return series.window(first or self.months[0], last or self.months[-1]).total()

    def in_use(self) -> BoolArray:
        """Return flags of shape (months, groups): whether the source used the category."""
        return np.array([[self.source.used(g, m) for g in self.groups] for m in self.months])


_Key = TypeVar("_Key", AreaKey, str)


def _position(keys: Sequence[_Key], wanted: _Key, field: str) -> int:
    if wanted in keys:
        return keys.index(wanted)
    names = [str(key) for key in keys]
    hint = suggest(str(wanted), names) or "Counted here: " + ", ".join(names[:20]) + "."
    raise InputError(field, str(wanted), f"one of the {len(names)} that were counted", hint=hint)


def _require_months(months: tuple[Month, ...]) -> None:
    indices = [month.index for month in months]
    if not months or any(later - earlier != 1 for earlier, later in pairwise(indices)):
        got = ", ".join(str(month) for month in months[:12]) or "none"
        raise InputError("months", got, "one or more months in order, without a gap")


def _cut(months: tuple[Month, ...], first: Month, last: Month) -> slice:
    if not months[0] <= first <= last <= months[-1]:
        raise InputError(
            "window", f"{first} to {last}", f"months between {months[0]} and {months[-1]}, in order"
        )
    return slice(first - months[0], last - months[0] + 1)
