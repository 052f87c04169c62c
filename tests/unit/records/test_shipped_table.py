"""The table of counts that is shipped as an example."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from safetykit.quantities import Month
from safetykit.records import AreaKey, AreaRule, Counts, read_police_uk, read_records

FOLDER = Path(__file__).parents[3] / "examples" / "data" / "city-of-london"
CITY = AreaKey(AreaRule.RECORDED_BY_FORCE, "City of London Police")
DISTRICT = AreaKey(AreaRule.CODED_TO_AREA, "City of London")


@pytest.fixture(scope="module")
def table() -> Counts:
    """The shipped table."""
    return read_records(FOLDER)


def test_areas_and_months(table: Counts) -> None:
    """The force, the district, and 90 months."""
    assert table.areas == (CITY, DISTRICT)
    assert (table.months[0], table.months[-1]) == (Month(2016, 1), Month(2023, 6))
    assert len(table.groups) == 14


def test_year_of_the_plan(table: Counts) -> None:
    """November 2016 to October 2017 as counted by hand."""
    assert table.total(area=CITY, first=Month(2016, 11), last=Month(2017, 10)) == 7_287


def test_no_path_of_a_machine(table: Counts) -> None:
    """File names are relative, and nothing but names, checksums and numbers is told of them."""
    assert all(re.fullmatch(r"\d{4}-\d\d/[\w-]+\.csv", file.name) for file in table.files)
    for path in FOLDER.iterdir():
        assert not re.search(r"(^|[\s'\"])/(home|root|tmp|work|Users)/", path.read_text("utf-8"))


@pytest.mark.shared
def test_table_can_be_made_again(table: Counts, shared) -> None:  # type: ignore[no-untyped-def]
    """The shipped table is what its files give today."""
    folder = shared("police-uk-city-of-london-street")

    assert read_police_uk(folder, areas=("City of London",)) == table
