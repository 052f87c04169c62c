"""Sums of groups of rows by month and area."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from safetykit.quantities import Month
from safetykit.records import AreaKey, AreaRule
from safetykit.records.adding import add_up
from safetykit.records.cells import Cells, KeptFile, parts_of

MONTHS = (Month(2017, 1), Month(2017, 2))
FORCES = ("Northshire Police", "Southshire Police")
PLACES = [("N1", "North 001A"), ("S1", "South 001A"), ("N1", "North 002B"), ("", "")]


def cells_of(*files: tuple[Month, list[tuple[int, int, int]], list[int]]) -> Cells:
    """Return cells of files: their month, the codes of their groups, and the rows of each."""
    sources = [(str(month), force) for month in MONTHS for force in FORCES]
    return Cells(
        values=([*sources, ("Month", "Reported by")], PLACES, [("Drugs",), ("Burglary",)]),
        files=tuple(
            KeptFile(
                name=f"{i}.csv",
                month=month,
                codes=np.array(codes, dtype=np.int32),
                rows=np.array(rows, dtype=np.int64),
                measures=np.ones((len(rows), 1)),
            )
            for i, (month, codes, rows) in enumerate(files)
        ),
        present=frozenset((force, month) for force in FORCES for month in MONTHS),
        set_aside=(),
        month_of_file={},
    )


def areas_of(*names: str) -> list[AreaKey]:
    """Return the keys of districts and small areas."""
    return [AreaKey(AreaRule.CODED_TO_AREA, name) for name in names]


def test_rows_go_to_their_month_force_district_and_small_area() -> None:
    """Forces stand first, then the areas asked for; categories are sorted."""
    cells = cells_of(
        (MONTHS[0], [(0, 0, 0), (0, 3, 0), (1, 1, 1)], [5, 7, 11]),
        (MONTHS[1], [(2, 0, 1), (2, 1, 1)], [13, 17]),
    )
    sums = add_up(cells, months=MONTHS, areas=areas_of("North", "South", "N1", "S1"))

    assert FORCES == sums.forces
    assert ("Burglary", "Drugs") == sums.groups
    assert [[0, 11, 0, 11, 0, 11], [12, 0, 5, 0, 5, 0]] == sums.values[0].tolist()
    assert [[30, 0, 13, 17, 13, 17], [0, 0, 0, 0, 0, 0]] == sums.values[1].tolist()
    assert [[42, 0, 18, 17, 18, 17], [0, 11, 0, 11, 0, 11]] == sums.recorded.tolist()
    assert ("", "North", "South") == sums.places
    assert [[7, 18, 17], [0, 0, 11]] == sums.by_place.tolist()
    assert [[2, 2], [1, 0]] == sums.filled.tolist()


def test_two_names_of_one_place_are_added() -> None:
    """A code with two names in one district is one place, also within one file."""
    cells = cells_of((MONTHS[0], [(0, 0, 0), (0, 2, 0)], [5, 7]))
    sums = add_up(cells, months=MONTHS, areas=areas_of("North", "N1"))

    assert (("N1", "North"),) == cells.places()
    assert [[12, 12, 12]] == sums.values[0].tolist()
    assert [[12, 12, 12]] == sums.recorded.tolist()


@pytest.mark.parametrize(
    ("rows", "kind"), [((1 << 31) - 2, np.int32), ((1 << 31) - 1, np.int64), (1 << 40, np.int64)]
)
def test_sums_have_room_for_all_rows(rows: int, kind: npt.DTypeLike) -> None:
    """Rows are added in the smaller type only where all of them together fit."""
    cells = cells_of((MONTHS[0], [(0, 0, 0), (0, 0, 1)], [rows, 1]))
    sums = add_up(cells, months=MONTHS, areas=areas_of("North", "N1"))

    assert kind == cells.by_place.dtype
    assert [[1, 1, 1], [rows, rows, rows]] == sums.values[0].tolist()
    assert [[rows + 1] * 3] == sums.recorded.tolist()


def test_parts_of_groups() -> None:
    """Neighbours with one month and force are one part; another begins where they change."""
    codes = np.array([(4, 0, 0), (4, 1, 0), (2, 0, 0), (4, 0, 1)], dtype=np.int32)

    assert ((4, slice(0, 2)), (2, slice(2, 3)), (4, slice(3, 4))) == parts_of(codes)
    assert ((4, slice(0, 2)),) == parts_of(codes[:2])
    assert () == parts_of(codes[:0])
