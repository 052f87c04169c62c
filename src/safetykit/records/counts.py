"""Counts of records by month, area and category: the one shape that every source comes in.

What belongs here: `Counts`, `Series` and the small types they are made of. What does not: reading
or writing a file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Final, TypeAlias, TypeVar

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.errors import InputError, suggest
from safetykit.quantities import Month, month_range
from safetykit.records.closed import SAME, bools, floats, ints
from safetykit.records.quality import QualityFinding
from safetykit.records.source import DataSource

__all__ = ["AreaKey", "AreaRule", "Counts", "FileRecord", "Progress", "Series"]

IntArray: TypeAlias = npt.NDArray[np.int64]
BoolArray: TypeAlias = npt.NDArray[np.bool_]
FloatArray: TypeAlias = npt.NDArray[np.float64]


class AreaRule(StrEnum):
    """Which rows count as an area's.

    `recorded_by_force`: all rows that a force reported, wherever they are.
    `coded_to_area`: the rows that are coded to a small area of a district, whoever reported them.
    `as_published`: what the publisher's own table gives for an area that it names.
    """

    RECORDED_BY_FORCE = "recorded_by_force"
    CODED_TO_AREA = "coded_to_area"
    AS_PUBLISHED = "as_published"


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
            AreaRule.AS_PUBLISHED: "as published",
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


STEPS: Final = (1, 3, 12)


@attrs.frozen(kw_only=True)
class Series:
    """The counts of one category, or of all, in one area, period by period.

    Attributes:
        source: Where the records come from.
        area: Which rows are counted.
        group: The category; None for all together.
        months: The first months of n periods without a gap, in order.
        values: n counts; 0 where nothing was reported.
        reported: n flags; False where the figure is not known: no file for the month, or a
            normally busy category at zero, or a month in which the category was not in use. A
            sum of categories is reported where all of those in use are.
        provisional: n flags; True where the publisher or partner may still change the figure.
        step: The months of one period: 1, 3 or 12.
    """

    source: DataSource = attrs.field(repr=False)
    area: AreaKey
    group: str | None
    months: tuple[Month, ...] = attrs.field(repr=False)
    values: IntArray = attrs.field(converter=ints, eq=SAME, hash=False)
    reported: BoolArray = attrs.field(converter=bools, eq=SAME, hash=False)
    provisional: BoolArray = attrs.field(converter=bools, eq=SAME, hash=False, repr=False)
    step: int = attrs.field(default=1)

    @provisional.default
    def _all_final(self) -> BoolArray:
        return np.zeros(len(self.months), dtype=np.bool_)

    def __attrs_post_init__(self) -> None:
        _require_months(self.months, self.step)
        arrays = {f"series.{name}": getattr(self, name) for name in _FLAGGED}
        _require_shape(arrays, (len(self.months),))

    @property
    def last_month(self) -> Month:
        """The last month of the last period."""
        return self.months[-1] + (self.step - 1)

    def window(self, first: Month, last: Month) -> Series:
        """Return the months from `first` to `last`, both included.

        Raises:
            InputError: The series does not hold all of them.
        """
        cut = _cut(self.months, first, last, self.step)
        arrays = {name: getattr(self, name)[cut] for name in _FLAGGED}
        return attrs.evolve(self, months=self.months[cut], **arrays)

    def reported_months(self) -> tuple[Month, ...]:
        """Return the months whose figure is known."""
        return tuple(m for m, known in zip(self.months, self.reported, strict=True) if known)

    def total(self) -> int:
        """Return the sum over all months; those not reported add nothing."""
        return int(self.values.sum())


@attrs.frozen(kw_only=True)
class Counts:
    """Counts of one source by period, area and category.

    A period is a month, a quarter or a year: `step` says how many months long it is.

    Attributes:
        source: Where the records come from; `source.unit` is what is counted.
        months: The first month of each period, from the first to the last, without a gap: a month
            without a file is among them.
        areas: The forces and districts.
        groups: The categories that were seen, sorted.
        values: Counts of shape (periods, areas, groups); 0 where nothing was reported.
        reported: Flags of the same shape; see `Series.reported`.
        provisional: Flags of the same shape; True where a figure may still be changed.
        denominators: Numbers of the same shape, on which the counts are based, as their sender
            stated them; nan where none is stated. None where the source states none at all.
        step: The months of one period: 1, 3 or 12.
        quality: What is odd about the records.
        files: The files that were read, sorted by name.
        rows_read: All records under the headers of the files.
        rows_set_aside: Those among them that were not counted; a finding says where and why.
        parameters: What was asked of the reader, so that the table can be made again.
        due_days: How many days after the end of its period a figure is due, where somebody sends
            them; None where nobody said.
    """

    source: DataSource = attrs.field(repr=False)
    months: tuple[Month, ...] = attrs.field(repr=False)
    areas: tuple[AreaKey, ...]
    groups: tuple[str, ...]
    values: IntArray = attrs.field(converter=ints, eq=SAME, hash=False, repr=False)
    reported: BoolArray = attrs.field(converter=bools, eq=SAME, hash=False, repr=False)
    provisional: BoolArray = attrs.field(converter=bools, eq=SAME, hash=False, repr=False)
    denominators: FloatArray | None = attrs.field(
        default=None, converter=floats, eq=SAME, hash=False, repr=False
    )
    step: int = 1
    quality: tuple[QualityFinding, ...] = attrs.field(default=(), repr=False)
    files: tuple[FileRecord, ...] = attrs.field(default=(), repr=False)
    rows_read: int = 0
    rows_set_aside: int = 0
    parameters: tuple[str, ...] = ()
    due_days: int | None = None

    @provisional.default
    def _all_final(self) -> BoolArray:
        return np.broadcast_to(np.False_, (len(self.months), len(self.areas), len(self.groups)))

    def __attrs_post_init__(self) -> None:
        _require_months(self.months, self.step)
        arrays = {f"counts.{name}": getattr(self, name) for name in _FLAGGED}
        if self.denominators is not None:
            arrays["counts.denominators"] = self.denominators
        _require_shape(arrays, (len(self.months), len(self.areas), len(self.groups)))
        if len(self._area_positions) != len(self.areas):
            raise InputError("counts.areas", self.areas, "names that differ")
        if len(set(self.groups)) != len(self.groups):
            raise InputError("counts.groups", self.groups, "names that differ")
        if any(_is_wrong(*period) for period in zip(self.values, self.reported, strict=True)):
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
        j = self._area_positions.get(area)
        if j is None:
            raise _unknown(self.areas, area, "area")
        if group is None:
            values = self.values[:, j].sum(axis=1)
            reported = (self.reported[:, j] | ~self.in_use()).all(axis=1)
            reported &= self.reported[:, j].any(axis=1)
            provisional = self.provisional[:, j].any(axis=1)
        else:
            if group not in self.groups:
                raise _unknown(self.groups, group, "group")
            k = self.groups.index(group)
            values, reported = self.values[:, j, k], self.reported[:, j, k]
            provisional = self.provisional[:, j, k]
        return Series(
            source=self.source,
            area=area,
            group=group,
            months=self.months,
            values=values,
            reported=reported,
            provisional=provisional,
            step=self.step,
        )

    @cached_property
    def _area_positions(self) -> Mapping[AreaKey, int]:
        return {area: j for j, area in enumerate(self.areas)}  # of a nation there are 35,000

    @property
    def inputs(self) -> tuple[tuple[str, str], ...]:
        """What was counted, each with its SHA-256: the files, or the grouped rows of a frame."""
        if not self.files and self.parameters[:1] == ("count_frame",):
            return ((self.parameters[2], self.parameters[4]),)
        return tuple((file.name, file.sha256) for file in self.files)

    @property
    def last_month(self) -> Month:
        """The last month of the last period."""
        return self.months[-1] + (self.step - 1)

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
        return series.window(first or self.months[0], last or self.last_month).total()

    def in_use(self) -> BoolArray:
        """Return flags of shape (periods, groups): whether the source used the category."""
        return np.array([[self.source.used(g, m) for g in self.groups] for m in self.months])


_Key = TypeVar("_Key", AreaKey, str)


def _unknown(keys: Sequence[_Key], wanted: _Key, field: str) -> InputError:
    names = [str(key) for key in keys]
    hint = suggest(str(wanted), names) or "Counted here: " + ", ".join(names[:20]) + "."
    return InputError(field, str(wanted), f"one of the {len(names)} that were counted", hint=hint)


def _is_wrong(values: IntArray, reported: BoolArray) -> bool:
    """Return whether a count is negative, or stands where nothing was reported."""
    return bool(values.min(initial=0) < 0 or ((values != 0) > reported).any())


_FLAGGED: Final = ("values", "reported", "provisional")


def _require_shape(arrays: Mapping[str, npt.NDArray[np.generic]], shape: tuple[int, ...]) -> None:
    for name, array in arrays.items():
        if array.shape != shape:
            raise InputError(name, array.shape, f"shape {shape}")


def _require_months(months: tuple[Month, ...], step: int) -> None:
    if step not in STEPS:
        raise InputError("step", step, "1, 3 or 12 months to a period")
    if step == 1 and months and months == month_range(months[0], months[-1]):
        return  # the same objects, mostly, which is quick to see
    indices = [month.index for month in months]
    if not months or any(later - earlier != step for earlier, later in pairwise(indices)):
        got = ", ".join(str(month) for month in months[:12]) or "none"
        every = "one or more months" if step == 1 else f"one or more months, {step} apart"
        raise InputError("months", got, f"{every} in order, without a gap")


def _cut(months: tuple[Month, ...], first: Month, last: Month, step: int) -> slice:
    end = months[-1] + (step - 1)
    if not months[0] <= first <= last <= end:
        raise InputError(
            "window", f"{first} to {last}", f"months between {months[0]} and {end}, in order"
        )
    start, stop = first - months[0], last - months[0] + 1
    if start % step or stop % step:
        whole = f"whole periods of {step} months, the first of which begins in {months[0]}"
        raise InputError("window", f"{first} to {last}", whole)
    return slice(start // step, stop // step)
