"""The maker of folders with known answers."""

from __future__ import annotations

import csv
import gzip
import random
from pathlib import Path

from safetykit.quantities import Month, month_range
from safetykit.records import POLICE_UK
from safetykit.testing import FileStyle, plan_street_rows, write_police_uk_tree

MONTHS = month_range(Month(2017, 1), Month(2017, 2))


def test_files_look_like_the_published_ones(tmp_path: Path) -> None:
    """Names, columns and fields are those of data.police.uk."""
    known = write_police_uk_tree(
        tmp_path, {MONTHS[0]: {("Testborough", "Drugs"): 2}}, rng=random.Random(1)
    )
    with known.files[0].open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))

    assert known.files == (tmp_path / "2017-01" / "2017-01-testshire-street.csv",)
    assert tuple(rows[0]) == POLICE_UK.columns
    assert len({row["Crime ID"] for row in rows}) == 2
    assert rows[0]["LSOA name"].startswith("Testborough ")
    assert known.rows == len(rows) == 2


def test_same_seed_same_bytes(tmp_path: Path) -> None:
    """Chance comes from the caller, so a failure can be made again."""
    made = []
    for name in ("a", "b"):
        folder = tmp_path / name
        folder.mkdir()
        rng = random.Random(9)
        known = write_police_uk_tree(folder, plan_street_rows(MONTHS, rng=rng), rng=rng)
        made.append([path.read_bytes() for path in known.files])

    assert made[0] == made[1]


def test_known_answers(tmp_path: Path) -> None:
    """The answers say what was written: rows, blanks and repeats."""
    plan = {
        MONTHS[0]: {("A", "Drugs"): 3, ("", "Drugs"): 1, ("A", "Anti-social behaviour"): 2},
        MONTHS[1]: {("B", "Drugs"): 1},
    }
    known = write_police_uk_tree(
        tmp_path, plan, rng=random.Random(1), style=FileStyle(repeated_ids=2)
    )

    assert (known.rows, known.blank_areas, known.blank_ids, known.repeated_ids) == (7, 1, 2, 2)
    assert known.by_force[MONTHS[0], "Drugs"] == 4
    assert known.by_district[MONTHS[0], "A", "Drugs"] == 3
    assert known.force == "Testshire Police"


def test_styles_of_files(tmp_path: Path) -> None:
    """Marks, line ends, compression and folders are as asked."""
    style = FileStyle(
        bom=True, compressed=True, flat=True, line_end="\n", final_line_end=False, quoted=True
    )
    known = write_police_uk_tree(
        tmp_path, {MONTHS[0]: {("A", "Drugs"): 1}}, rng=random.Random(1), style=style
    )
    data = gzip.decompress(known.files[0].read_bytes())

    assert known.files[0] == tmp_path / "2017-01-testshire-street.csv.gz"
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert not data.endswith(b"\n")
    assert b'"On or near The ""Old, Mill"",\nHigh Street"' in data
