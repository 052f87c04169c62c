"""Laws of the folder of tables and sums that were counted before."""

from __future__ import annotations

import os
import random
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from safetykit.quantities import Month
from safetykit.records import read_police_uk
from safetykit.records.police_uk import find_street_files
from safetykit.testing import plan_street_rows, write_police_uk_tree

OLD = 1_600_000_000  # a time long before the test, so that checksums may be remembered
MONTHS = [Month(2016, 10) + n for n in range(5)]
ODD = [",2016-10,", ",2016-11,", ",2031-01,", ",no month,", ",", ',"2016-12",']


def write_tree(folder: Path, seed: int, odd: list[str]) -> list[Path]:
    """Write five months; the first rows of some state what they should not."""
    rng = random.Random(seed)
    for month in MONTHS:
        districts = ("Testborough", "", rng.choice(["Elsewhere", "Testborough 2", "Alone"]))
        plan = plan_street_rows([month], rng=rng, districts=districts, max_rows=3)
        plan[month]["Testborough", "Burglary"] = 2
        write_police_uk_tree(folder, plan, rng=rng)
    files = find_street_files(folder)
    for file, words in zip(files, odd, strict=False):
        own = f",{file.name[:7]},".encode()
        file.write_bytes(file.read_bytes().replace(own, words.encode() or own, 1))
    for file in files:
        os.utime(file, (OLD, OLD))
    return files


@settings(deadline=None, max_examples=30)
@given(
    seed=st.integers(0, 10**6),
    odd=st.lists(st.sampled_from(["", "", "", *ODD]), min_size=5, max_size=5),
    steps=st.lists(st.sets(st.integers(0, 4), min_size=1), min_size=1, max_size=3),
    small_areas=st.booleans(),
)
def test_any_split_into_known_and_new_gives_the_same_counts(
    seed: int, odd: list[str], steps: list[set[int]], small_areas: bool
) -> None:
    """Whatever was read before, in whatever order, counts and findings are those without a cache.

    Rows of other months, rows set aside and files that come and go are among it.
    """
    with tempfile.TemporaryDirectory() as name:
        tree, away = Path(name, "tree"), Path(name, "away")
        files = write_tree(tree, seed, odd)
        for present in [*steps, set(range(5))]:
            for i, file in enumerate(files):
                place = away / file.name
                place.parent.mkdir(exist_ok=True)
                if i in present and place.exists():
                    place.rename(file)
                elif i not in present and file.exists():
                    file.rename(place)
            cached = read_police_uk(tree, small_areas=small_areas, cache=Path(name, "cache"))

            assert read_police_uk(tree, small_areas=small_areas) == cached
