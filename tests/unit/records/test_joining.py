"""Joining counts of several files of one source."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import numpy as np
import pytest

from safetykit.errors import InputError
from safetykit.quantities import Month
from safetykit.records import Counts, FileRecord
from safetykit.records.joining import join_periods

Make = Callable[..., Counts]


def named(counts: Counts, name: str, **changes: object) -> Counts:
    """Return counts that were read from a file."""
    record = FileRecord(name=name, sha256="0" * 64, rows=3)
    return attrs.evolve(counts, files=(record,), rows_read=3, **changes)


def test_periods_one_after_another(make_counts: Make) -> None:
    """Figures keep their places, and what a part does not have is not reported."""
    first = named(make_counts(Month(2024, 1), a=[1, 2]), "first.csv")
    second = named(make_counts(Month(2024, 4), a=[3], b=[4]), "second.csv")
    joined = join_periods([second, first])
    (missing,) = [f for f in joined.quality if f.code == "SK-DQ-missing-month"]

    assert (Month(2024, 1), Month(2024, 4)) == (joined.months[0], joined.months[-1])
    assert [[1, 0], [2, 0], [0, 0], [3, 4]] == joined.values[:, 0].tolist()
    assert np.array_equal(
        [[True, False], [True, False], [False, False], [True, True]], joined.reported[:, 0]
    )
    assert (Month(2024, 3),) == missing.months
    assert 6 == joined.rows_read


def test_period_that_two_files_hold(make_counts: Make) -> None:
    """A period that would be counted twice is refused, and both files are named."""
    first = named(make_counts(Month(2024, 1), a=[1, 2]), "first.csv")
    second = named(make_counts(Month(2024, 2), a=[3]), "second.csv")
    with pytest.raises(InputError, match=r"second\.csv.*2024-02, which first\.csv holds too"):
        join_periods([first, second])


def test_periods_of_two_lengths(make_counts: Make) -> None:
    """Months and years do not fit in one series."""
    month = named(make_counts(Month(2024, 1), a=[1]), "month.csv")
    year = named(make_counts(Month(2025, 1), a=[3]), "year.csv", step=12)
    with pytest.raises(InputError, match="periods of 12 months"):
        join_periods([month, year])
