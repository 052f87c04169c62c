"""Laws of reading and writing counts."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from safetykit.quantities import Month
from safetykit.records import (
    POLICE_UK,
    AreaKey,
    AreaRule,
    read_counts,
    read_police_uk,
    write_counts,
)
from safetykit.testing import FileStyle, plan_street_rows, write_police_uk_tree

FORCE = AreaKey(AreaRule.RECORDED_BY_FORCE, "Testshire Police")
MONTHS = st.lists(
    st.integers(0, 7).map(lambda n: Month(2016, 10) + n), min_size=1, max_size=4, unique=True
)
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1).map(
    lambda text: f"{text} and {text}"
)
STYLES = st.builds(
    FileStyle,
    line_end=st.sampled_from(["\n", "\r\n"]),
    bom=st.booleans(),
    compressed=st.booleans(),
    columns=st.permutations(POLICE_UK.columns).map(tuple),
    quoted=st.booleans(),
    final_line_end=st.booleans(),
    flat=st.booleans(),
    repeated_ids=st.integers(0, 5),
)


@settings(deadline=None, max_examples=25)
@given(
    months=MONTHS,
    styles=st.lists(STYLES, min_size=4, max_size=4),
    district=NAMES,
    seed=st.integers(0, 10**6),
)
def test_counts_read_are_counts_written(
    months: list[Month], styles: list[FileStyle], district: str, seed: int
) -> None:
    """For any order of files and columns and any line ends, nothing is lost and nothing is added.

    And the table that is written from the counts gives them back.
    """
    rng = random.Random(seed)
    plan = plan_street_rows(months, rng=rng, districts=(district, ""), max_rows=3)
    plan[months[0]]["Testborough", "Burglary"] = 2
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        answers = [
            write_police_uk_tree(folder, {month: plan[month]}, rng=rng, style=style)
            for month, style in zip(months, styles, strict=False)
        ]
        counts = read_police_uk(folder)
        again = read_counts(write_counts(counts, folder / "counts.csv")[0])

    assert again == counts
    assert counts.rows_read == sum(known.rows for known in answers)
    for known in answers:
        for (month, kind), n in known.by_force.items():
            if kind in counts.groups:
                assert counts.total(kind, area=FORCE, first=month, last=month) == n
        for (month, place, kind), n in known.by_district.items():
            area = AreaKey(AreaRule.CODED_TO_AREA, place)
            if area in counts.areas and kind in counts.groups:
                assert counts.total(kind, area=area, first=month, last=month) == n
