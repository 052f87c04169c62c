"""What counts of the rows of files, and what does not.

What belongs here: the groups of rows that are to be added up, and those set aside. What does not:
deciding which they are, which `street_rows` does, and adding up; see `adding`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Final

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.quantities import Month
from safetykit.records.counts import IntArray
from safetykit.records.query import Floats, Values
from safetykit.records.settled import Settled, SettledFile

__all__ = ["Cells", "KeptFile", "SetAside"]

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
    codes: npt.NDArray[np.int32]
    rows: IntArray
    measures: Floats


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

    def used(self, key: int) -> list[int]:
        """Return the codes of a key that occur in `files`, in order."""
        found = np.zeros(len(self.values[key]), dtype=np.bool_)
        for file in self.files:
            found[file.codes[:, key]] = True
        return [int(code) for code in np.flatnonzero(found)]

    def forces(self) -> tuple[str, ...]:
        """Return the forces that occur, sorted."""
        known = self.settled.forces if self.settled else ()
        return tuple(sorted({*known, *(self.values[0][code][1] for code in self.used(0))}))

    def groups(self) -> tuple[str, ...]:
        """Return the categories that occur, sorted."""
        known = self.settled.groups if self.settled else ()
        return tuple(sorted({*known, *(self.values[2][code][0] for code in self.used(2))}))

    def places(self) -> tuple[Values, ...]:
        """Return the code and the district of each small area that occurs, those settled first."""
        return self._places

    @cached_property
    def _places(self) -> tuple[Values, ...]:
        known = self.settled.places if self.settled else ()
        districts, codes = self.districts(), self.values[1]
        found = ((codes[i][0], districts[i]) for i in self.used(1))
        return tuple(dict.fromkeys((*known, *found)))

    def districts(self) -> list[str]:
        """Return the district of each small area by code; an empty text for none."""
        return self._districts

    @cached_property
    def _districts(self) -> list[str]:
        return [_SMALL_AREA.sub("", name) for _, name in self.values[1]]
