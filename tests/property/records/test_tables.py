"""Laws of tables of counts: what is written is read, whatever the periods and flags."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from safetykit.quantities import Month
from safetykit.records import POLICE_UK, AreaKey, AreaRule, Counts, read_counts, write_counts

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)
BASES = st.one_of(st.just(float("nan")), st.floats(0, 1e15), st.integers(0, 10**9).map(float))


@st.composite
def any_counts(draw: st.DrawFn) -> Counts:
    """Draw counts by month, quarter or year, with any flags and bases."""
    step, periods = draw(st.sampled_from([1, 3, 12])), draw(st.integers(1, 4))
    areas = draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
    groups = draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
    shape = (periods, len(areas), len(groups))
    reported = draw(arrays(np.bool_, shape))
    first = Month(2016, draw(st.integers(1, 12)))
    return Counts(
        source=POLICE_UK,
        months=tuple(first + step * i for i in range(periods)),
        step=step,
        areas=tuple(AreaKey(draw(st.sampled_from(AreaRule)), name) for name in areas),
        groups=tuple(groups),
        values=draw(arrays(np.int64, shape, elements=st.integers(0, 10**12))) * reported,
        reported=reported,
        provisional=draw(arrays(np.bool_, shape)) & reported,
        denominators=draw(st.none() | arrays(np.float64, shape, elements=BASES)),
    )


@settings(deadline=None)
@given(counts=any_counts())
def test_table_gives_back_what_was_written(counts: Counts) -> None:
    """No period, flag or base is lost on the way through the two files."""
    with tempfile.TemporaryDirectory() as name:
        path, _ = write_counts(counts, Path(name) / "counts.csv")

        assert read_counts(path) == counts
