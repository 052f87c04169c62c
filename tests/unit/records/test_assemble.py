"""What counts as reported, in forces and in the areas that follow them."""

from __future__ import annotations

import numpy as np

from safetykit.quantities import Month, month_range
from safetykit.records import POLICE_UK, AreaKey, AreaRule, Counts
from safetykit.records.adding import add_up
from safetykit.records.assemble import assemble
from safetykit.records.cells import Cells, KeptFile

FORCE = AreaKey(AreaRule.RECORDED_BY_FORCE, "Testshire Police")
NORTH = AreaKey(AreaRule.CODED_TO_AREA, "North")
SOUTH = AreaKey(AreaRule.CODED_TO_AREA, "South")


def counts_of(first: Month, group: str, north: list[int], south: list[int]) -> Counts:
    """Return counts of one force in two districts, month by month; no row stands for a 0."""
    months = month_range(first, first + (len(north) - 1))
    files = []
    for m, figures in enumerate(zip(north, south, strict=True)):
        codes = [(m, place, 0) for place, rows in enumerate(figures) if rows]
        rows = np.array([rows for rows in figures if rows], dtype=np.int64)
        array = np.array(codes, dtype=np.int32).reshape(-1, 3)
        file = KeptFile(
            name=f"{m}.csv", month=months[m], codes=array, rows=rows, measures=rows[:, None] * 1.0
        )
        files += [file] if codes else []
    cells = Cells(
        values=(
            [(str(month), FORCE.name) for month in months],
            [("N1", "North"), ("S1", "South")],
            [(group,)],
        ),
        files=tuple(files),
        present=frozenset((FORCE.name, month) for month in months),
        set_aside=(),
        month_of_file={},
    )
    sums = add_up(cells, months=months, areas=(NORTH, SOUTH))
    return assemble(cells, sums, source=POLICE_UK, months=months, areas=(NORTH, SOUTH), files=())


def test_busy_district_at_zero_while_its_force_is_not() -> None:
    """The district's own figure is taken back, and nobody else's."""
    counts = counts_of(Month(2017, 1), "Drugs", north=[50, 0, 52, 51], south=[9, 8, 9, 0])

    assert [True, False, True, True] == counts.series("Drugs", area=NORTH).reported.tolist()
    assert counts.series("Drugs", area=FORCE).reported.all()
    assert counts.series("Drugs", area=SOUTH).reported.all()


def test_category_outside_its_life() -> None:
    """It is reported where a row of it was seen all the same, and nowhere else."""
    counts = counts_of(Month(2013, 3), "Violent crime", north=[5, 0, 4, 0], south=[5, 6, 0, 0])

    assert [10, 6, 4, 0] == counts.series("Violent crime", area=FORCE).values.tolist()
    assert [True, True, True, False] == counts.reported[:, 0, 0].tolist()
    assert [True, True, True, False] == counts.reported[:, 1, 0].tolist()
    assert [True, True, False, False] == counts.reported[:, 2, 0].tolist()
