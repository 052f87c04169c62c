"""Where and when each road collision of STATS19 was, as arrays, and which of them cannot count.

What belongs here: reading the table of collisions, and the reasons for which one is set aside. What
does not: casualties and vehicles, which are linked to collisions in `stats19_links`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.errors import InputError
from safetykit.quantities import Month, month_range
from safetykit.records.marks import Hashes, MarkedFile
from safetykit.records.periods import require_span
from safetykit.records.quality import QualityCode
from safetykit.records.query import RowQuery, Values
from safetykit.records.sources.stats19_tables import MISSING, LinkedFile, label_of, month_of

__all__ = [
    "STATED",
    "WRONG",
    "Aside",
    "Collisions",
    "Ints",
    "Names",
    "Part",
    "join_parts",
    "part_of",
    "query_of",
]

STATED: Final = ("number_of_casualties", "number_of_vehicles")
WRONG: Final = "has a wrong number of fields"
_INDEX: Final = "collision_index"
_DISTRICTS: Final = ("local_authority_ons_district", "local_authority_district")
_ZERO: Final = Month(1900, 1)
_NEVER: Final = -(1 << 40)
_DIGITS: Final = 18
_REASONS: Final = (
    (QualityCode.SET_ASIDE, "states no index of the collision"),
    (QualityCode.REPEATED_ID, "repeats the index of an earlier collision"),
    (QualityCode.BLANK_AREA, "is coded to no district"),
    (QualityCode.SET_ASIDE, "states no day such as 31/10/2017"),
)
Ints: TypeAlias = npt.NDArray[np.int64]
Aside: TypeAlias = tuple[int, QualityCode, str]  # the line of a row, and why it is set aside


@attrs.frozen
class Names:
    """The districts and the labels of a run, each with its number, in the order of being met."""

    places: dict[str, int] = attrs.field(factory=dict)
    labels: dict[str, int] = attrs.field(factory=dict)

    def place(self, columns: Values, value: Values) -> int:
        """Return the number of the first district that is stated; -1 if none is."""
        stated = (
            label_of(column, text)
            for column, text in zip(columns, value, strict=True)
            if text not in MISSING
        )
        name = next(stated, "")
        return self.places.setdefault(name, len(self.places)) if name else -1

    def label(self, variable: str, text: str) -> int:
        """Return the number of the label of a code."""
        return self.labels.setdefault(label_of(variable, text), len(self.labels))


@attrs.frozen(kw_only=True, eq=False)
class Part:
    """The rows of one file of collisions; a month or district that is not known is below 0.

    Attributes:
        rows: What was read.
        months: Months after January 1900.
        places: The numbers of the districts.
        stated: For each of `STATED`, the number that a row states; -1 for none.
        labels: The numbers of what the rows are counted by; -1 for nothing.
    """

    rows: MarkedFile
    months: Ints
    places: Ints
    stated: tuple[Ints, ...]
    labels: Ints


@attrs.frozen(kw_only=True, eq=False)
class Collisions:
    """The collisions that count, in the order of their marks.

    Attributes:
        marks: A mark of each one's index.
        months: The month of each, as a position in `axis`.
        places: The district of each, as a position in `districts`.
        order: How many rows were read before each.
        stated: For each of `STATED`, the number that each states; -1 for none.
        labels: The number of what each is counted by; -1 for nothing.
        axis: The months from the first to the last.
        districts: Their names, sorted.
    """

    marks: Hashes
    months: Ints
    places: Ints
    order: Ints
    stated: tuple[Ints, ...]
    labels: Ints
    axis: tuple[Month, ...]
    districts: tuple[str, ...]

    def find(self, marks: Hashes) -> Ints:
        """Return the position of the collision of each mark; -1 for one that does not count."""
        if not len(self.marks):
            return np.full(len(marks), -1, dtype=np.int64)
        at = np.minimum(np.searchsorted(self.marks, marks), len(self.marks) - 1)
        return np.where(self.marks[at] == marks, at, -1)


def query_of(file: LinkedFile, variable: str) -> RowQuery:
    """Return what to know of the rows of a file, in the names of today.

    Raises:
        InputError: It has no column of districts.
    """
    districts = _districts_of(file)
    if not districts:
        raise InputError(f"{file.name}:1", "no such column", f"one of {_DISTRICTS}")
    stated = tuple((name,) for name in STATED if name in file.columns)
    label = ((variable,),) if variable else ()
    return RowQuery(keys=(("date",), districts, *stated, *label), identities=(_INDEX,))


def part_of(file: LinkedFile, rows: MarkedFile, variable: str, names: Names) -> Part:
    """Return the rows of a file with what their texts mean.

    Args:
        file: The file.
        rows: What was read by the query of the file.
        variable: What is counted by; empty for nothing.
        names: The districts and labels of the run; new ones are added.
    """
    keys = ["date", "district", *(name for name in STATED if name in file.columns), variable]

    def numbers(key: str, number_of: Callable[[Values], int]) -> Ints:
        if not key or key not in keys:
            return np.full(len(rows.lines), -1, dtype=np.int64)
        i = keys.index(key)
        return np.array([number_of(value) for value in rows.values[i]], np.int64)[rows.codes[i]]

    districts = _districts_of(file)
    return Part(
        rows=rows,
        months=numbers("date", lambda value: _months_after(value[0])),
        places=numbers("district", lambda value: names.place(districts, value)),
        stated=tuple(numbers(name, lambda value: _stated(value[0])) for name in STATED),
        labels=numbers(variable, lambda value: names.label(variable, value[0])),
    )


def join_parts(
    parts: Sequence[Part], names: Names, leave: Callable[[int, Iterator[Aside]], None]
) -> Collisions:
    """Return the collisions of all files that count.

    Args:
        parts: The files.
        names: The districts of the run.
        leave: Called for each file with its position and the rows that are set aside.
    """
    marks = np.concatenate([part.rows.identities[0] for part in parts])
    months = np.concatenate([part.months for part in parts])
    places = np.concatenate([part.places for part in parts])
    whole = np.flatnonzero((marks != 0) & (places >= 0) & (months != _NEVER))
    order = whole[np.argsort(marks[whole], kind="stable")]
    at = order[_starts(marks[order])]
    reasons = _reasons(marks, months, places, at)
    first = 0
    for i, part in enumerate(parts):
        leave(i, _aside(part, reasons[first : first + len(part.months)]))
        first += len(part.months)
    axis, districts = _axis(months[at]), _sorted(names, places[at])
    position = {name: i for i, name in enumerate(districts)}
    return Collisions(
        marks=marks[at],
        months=months[at] - months[at].min(initial=-_NEVER),
        places=np.array([position.get(name, -1) for name in names.places], np.int64)[places[at]],
        order=at,
        stated=tuple(
            np.concatenate([part.stated[i] for part in parts])[at] for i in range(len(STATED))
        ),
        labels=np.concatenate([part.labels for part in parts])[at],
        axis=axis,
        districts=districts,
    )


def _starts(ordered: Hashes) -> npt.NDArray[np.bool_]:
    """Return which of some ordered marks differ from the one before."""
    starts = np.ones(len(ordered), dtype=np.bool_)
    starts[1:] = ordered[1:] != ordered[:-1]
    return starts


def _axis(months: Ints) -> tuple[Month, ...]:
    if not len(months):
        return ()
    first, last = _ZERO + int(months.min()), _ZERO + int(months.max())
    require_span(first, last, "date")
    return month_range(first, last)


def _sorted(names: Names, places: Ints) -> tuple[str, ...]:
    known = list(names.places)
    return tuple(sorted(known[i] for i in np.flatnonzero(np.bincount(places)).tolist()))


def _reasons(marks: Hashes, months: Ints, places: Ints, at: Ints) -> Ints:
    """Return for each row the position of why it cannot count among the reasons; -1 if it can."""
    repeats = np.zeros(len(marks), dtype=np.bool_)
    if len(at):
        near = np.minimum(np.searchsorted(marks[at], marks), len(at) - 1)
        repeats = (marks[at][near] == marks) & (at[near] < np.arange(len(marks)))
    faults = [marks == 0, repeats, places < 0, months == _NEVER]
    return np.select(faults, list(range(len(faults))), -1)


def _aside(part: Part, reasons: Ints) -> Iterator[Aside]:
    """Yield the rows of a file that are set aside, in order."""
    bad = np.flatnonzero(reasons >= 0)
    found = [
        (line, *_REASONS[reason])
        for line, reason in zip(part.rows.lines[bad].tolist(), reasons[bad].tolist(), strict=True)
    ]
    found += [(line, QualityCode.SET_ASIDE, WRONG) for line, _ in part.rows.wrong]
    yield from sorted(found)


def _districts_of(file: LinkedFile) -> Values:
    return tuple(name for name in _DISTRICTS if name in file.columns)


def _months_after(text: str) -> int:
    try:
        return month_of(text) - _ZERO
    except InputError:
        return _NEVER


def _stated(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else -1
