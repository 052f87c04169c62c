"""What counts of the rows of files, and what does not.

What belongs here: the groups of rows that are to be added up, those set aside, and which forces,
places and categories occur. What does not: deciding what counts, which `street_rows` does, and
adding up by month and area; see `adding`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from itertools import pairwise
from typing import Final, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.quantities import Month
from safetykit.records.counts import IntArray
from safetykit.records.query import Floats, Values
from safetykit.records.settled import Settled, SettledFile

__all__ = ["Cells", "KeptFile", "Part", "SetAside", "parts_of"]

Codes: TypeAlias = npt.NDArray[np.int32]
Part: TypeAlias = tuple[int, slice]
_INT32: Final = 1 << 31
_SMALL_AREA: Final = re.compile(r" \d{3}[A-Z]$")  # at the end of its name, after the district's


@attrs.frozen(kw_only=True)
class SetAside:
    """A row that was not counted: its file, its line from 1, and why, as "states no month"."""

    file: str
    line: int
    reason: str


@attrs.frozen(kw_only=True, eq=False)
class KeptFile:
    """The groups of one file that count; see `GroupTable`."""

    name: str
    month: Month
    codes: Codes
    rows: IntArray
    measures: Floats

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Each month and force by their code, with where its groups stand."""
        return parts_of(self.codes)


def parts_of(codes: Codes) -> tuple[Part, ...]:
    """Return the stretches of groups that have one code of the first key, each with that code."""
    first = codes[:, 0]
    if len(first) and (first == first[0]).all():  # as in nearly all files
        return ((int(first[0]), slice(0, len(first))),)
    starts = [0, *(np.flatnonzero(np.diff(first)) + 1).tolist(), len(first)]
    return tuple((int(first[i]), slice(i, stop)) for i, stop in pairwise(starts) if i < stop)


@attrs.frozen(kw_only=True, eq=False)
class Cells:
    """What counts, and what does not.

    Attributes:
        values: By code: (month, force), (code, name) of a small area, and (category).
        files: The groups of each file that has any.
        present: The months that each force has a file for.
        set_aside: The rows that do not count.
        month_of_file: The month that each file's name states.
        settled: The sums of further files; None if there are none.
        settled_names: The names of those files.
    """

    values: tuple[list[Values], ...]
    files: tuple[KeptFile, ...]
    present: frozenset[tuple[str, Month]]
    set_aside: tuple[SetAside, ...]
    month_of_file: Mapping[str, Month]
    settled: Settled | None = None
    settled_names: Mapping[str, SettledFile] = attrs.field(factory=dict)

    def forces(self) -> tuple[str, ...]:
        """Return the forces that occur, sorted."""
        return self._forces

    @cached_property
    def _forces(self) -> tuple[str, ...]:
        known = self.settled.forces if self.settled else ()
        used = {code for file in self.files for code, _ in file.parts}
        return tuple(sorted({*known, *(self.values[0][code][1] for code in used)}))

    def groups(self) -> tuple[str, ...]:
        """Return the categories that occur, sorted."""
        known = self.settled.groups if self.settled else ()
        used = np.flatnonzero(self.by_source.any(axis=0)).tolist()
        return tuple(sorted({*known, *(self.values[2][code][0] for code in used)}))

    @cached_property
    def by_source(self) -> IntArray:
        """Rows of `files` of shape (codes of month and force, codes of category)."""
        found = np.zeros((len(self.values[0]), len(self.values[2])), dtype=np.int64)
        for file in self.files:
            for code, part in file.parts:
                np.add.at(found[code], file.codes[part, 2], file.rows[part])
        return found

    @cached_property
    def by_place(self) -> IntArray | npt.NDArray[np.int32]:
        """Rows of `files` of shape (forces, codes of small area), in the type of `number`."""
        force_at = {force: i for i, force in enumerate(self.forces())}
        found = np.zeros((len(force_at), len(self.values[1])), dtype=self.number)
        for file in self.files:
            rows = file.rows.astype(self.number)  # of another type, it takes 50 times as long
            for code, part in file.parts:
                own = found[force_at[self.values[0][code][1]]]
                np.add.at(own, file.codes[part, 1], rows[part])
        return found

    @cached_property
    def number(self) -> npt.DTypeLike:
        """A type that holds the sum of all rows: the smaller takes half the room."""
        before = self.settled.by_force.sum() if self.settled else 0
        return np.int32 if int(before) + int(self.by_source.sum()) < _INT32 else np.int64

    def places(self) -> tuple[Values, ...]:
        """Return the code and the district of each small area that occurs, those settled first."""
        return self._placed[0]

    def place_of_code(self) -> npt.NDArray[np.intp]:
        """Return by code where a small area stands among `places`; -1 for one without a row."""
        return self._placed[1]

    @cached_property
    def _placed(self) -> tuple[tuple[Values, ...], npt.NDArray[np.intp]]:
        at = {place: i for i, place in enumerate(self.settled.places if self.settled else ())}
        codes, districts = self.values[1], self.districts()
        found = np.full(len(codes), -1, dtype=np.intp)
        used = np.flatnonzero(self.by_place.any(axis=0)).tolist()
        found[used] = [at.setdefault((codes[i][0], districts[i]), len(at)) for i in used]
        return tuple(at), found

    def districts(self) -> list[str]:
        """Return the district of each small area by code; an empty text for none."""
        return self._districts

    @cached_property
    def _districts(self) -> list[str]:
        return [_SMALL_AREA.sub("", name) for _, name in self.values[1]]
