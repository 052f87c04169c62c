"""Laws of partners' figures and of sums over areas: nothing is lost, and order does not matter."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import attrs
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from safetykit.quantities import Month
from safetykit.records import POLICE_UK, AreaKey, AreaRule, Counts, read_aggregate
from safetykit.records.areas import AreaLevel, AreaLookup, roll_up

HEADER = "period,area,indicator,value,denominator,owner,received on,provisional,note"
AS_OF = dt.date(2027, 6, 1)
FIGURES = st.dictionaries(
    st.tuples(st.integers(1, 12), st.sampled_from("AB"), st.sampled_from("xy")),
    st.lists(st.integers(0, 10**6), min_size=1, max_size=3),
    min_size=1,
    max_size=8,
)


@settings(deadline=None)
@given(figures=FIGURES, random=st.randoms(use_true_random=False))
def test_last_of_provisional_figures_stands(
    figures: dict[tuple[int, str, str], list[int]], random: object
) -> None:
    """In whatever order the files and lines come, the latest stands and every line is accounted."""
    mails: dict[int, list[str]] = {}
    for (month, area, group), values in figures.items():
        for sent, value in enumerate(values):
            line = f"2026-{month:02d},{area},{group},{value},,Police,2027-01-{sent + 1:02d},yes,"
            mails.setdefault(sent, []).append(line)
    with tempfile.TemporaryDirectory() as name:
        paths = []
        for sent, lines in mails.items():
            random.shuffle(lines)  # type: ignore[attr-defined]  a random.Random
            path = Path(name) / f"{sent}.csv"
            path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
            paths.append(path)
        random.shuffle(paths)  # type: ignore[attr-defined]  a random.Random
        counts = read_aggregate(paths, as_of=AS_OF)

    lines_sent = sum(len(values) for values in figures.values())
    assert lines_sent == counts.rows_read
    assert len(figures) == counts.rows_read - counts.rows_set_aside == counts.reported.sum()
    for (month, area, group), values in figures.items():
        key, at = AreaKey(AreaRule.AS_PUBLISHED, area), Month(2026, month)
        assert values[-1] == counts.total(group, area=key, first=at, last=at)


SMALL, LARGE = AreaLevel("lsoa", 2011), AreaLevel("district", 2017)


@given(
    homes=st.dictionaries(st.integers(0, 9), st.integers(0, 3), min_size=1),
    values=st.lists(st.integers(0, 1000), min_size=10, max_size=10),
    seed=st.integers(0, 100),
)
def test_sums_of_areas_keep_the_total(homes: dict[int, int], values: list[int], seed: int) -> None:
    """Whatever the look-up knows, the rows of all areas are those of their parts, in any order."""
    lookup = AreaLookup(
        file="made-up.csv",
        sha256="",
        columns={
            SMALL: tuple(f"s{code}" for code in homes),
            LARGE: tuple(f"d{home}" for home in homes.values()),
        },
    )
    first = next(iter(homes))
    table = np.array(values, dtype=np.int64)[None, :, None]
    counts = Counts(
        source=POLICE_UK,
        months=(Month(2021, 1),),
        areas=tuple(AreaKey(AreaRule.CODED_TO_AREA, f"s{i}") for i in range(10)),
        groups=("All",),
        values=table,
        reported=np.ones_like(table, dtype=np.bool_),
    )
    rolled = roll_up(counts, lookup, to="district")
    order = np.random.default_rng(seed).permutation(10)
    again = attrs.evolve(
        counts, areas=tuple(counts.areas[i] for i in order), values=table[:, order]
    )
    home = AreaKey(AreaRule.CODED_TO_AREA, f"d{homes[first]}")

    assert sum(values) == rolled.values.sum()
    assert (rolled.values == roll_up(again, lookup, to="district").values).all()
    assert rolled.total(area=home) == sum(
        values[code] for code, district in homes.items() if district == homes[first]
    )
