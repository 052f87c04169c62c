"""Look-ups as the Office for National Statistics publishes them, and codes of real files."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from safetykit.quantities import Month
from safetykit.records import POLICE_UK, AreaKey, AreaRule, Counts
from safetykit.records.areas import (
    AreaLookup,
    Vintage,
    boundary_changes,
    check_vintages,
    read_lookup,
    roll_up,
    vintage_of,
)

pytestmark = pytest.mark.shared
Shared = Callable[[str], Path]


@pytest.fixture(scope="module")
def to_2021(shared: Shared) -> AreaLookup:
    """The look-up from 2011 to 2021 areas."""
    return read_lookup(shared("population-and-lookups") / "lookup_lsoa11_lsoa21_ltla22.csv.gz")


def test_changes_of_2021(to_2021: AreaLookup) -> None:
    """What lies in what agrees with the marks of the file, and with its numbers of rows."""
    changes = boundary_changes(to_2021)
    rows = Counter(changes[code].value for code in to_2021.columns[to_2021.level("lsoa 2011")])

    assert {"U": 33_647, "S": 1_900, "M": 239, "X": 9} == rows


def test_districts_of_the_original_file(shared: Shared) -> None:
    """The file with its mark of byte order has districts, partnerships and police areas."""
    lookup = read_lookup(
        shared("population-and-lookups") / "LAD17_CSP17_PFA17_lookup_original_ONS.csv"
    )
    police = lookup.level("police area")

    assert ["district 2017", "csp 2017", "police area 2017"] == [str(x) for x in lookup.levels]
    assert "London, City of" == lookup.name(police, "E23000034")
    assert {"E23000034"} == lookup.above(lookup.level("district"), police)["E09000001"]


def codes_of(folder: Path) -> dict[Month, list[str]]:
    """Return the codes of small areas in each file of a folder, by month."""
    found: dict[Month, list[str]] = {}
    for path in sorted(folder.rglob("*-street.csv*")):
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8-sig", newline="") as stream:
            codes = [row["LSOA code"] for row in csv.DictReader(stream)]
        found[Month.parse(path.name[:7])] = codes
    return found


def test_codes_of_lincolnshire(shared: Shared, to_2021: AreaLookup) -> None:
    """Files of 2010 to 2015 carry the areas of 2011 alone; a code of 2021 among them shows."""
    codes = codes_of(shared("police-uk-lincolnshire-street"))
    last = max(codes)

    assert (
        Vintage.OLDER == vintage_of({c for found in codes.values() for c in found}, to_2021).vintage
    )
    assert not check_vintages(codes, to_2021)
    old, new = to_2021.codes(to_2021.level("lsoa 2011")), to_2021.codes(to_2021.level("lsoa 2021"))
    (finding,) = check_vintages(codes | {last: [*codes[last], min(new - old)]}, to_2021)
    assert (last,) == finding.months


def test_city_small_areas_make_the_district(shared: Shared, to_2021: AreaLookup) -> None:
    """All small areas of the City add up to the City, and all rows of the file are kept."""
    codes = codes_of(shared("police-uk-city-of-london-street") / "2017-10")
    ((month, found),) = codes.items()
    rows = Counter(code or "blank" for code in found)
    counts = Counts(
        source=POLICE_UK,
        months=(month,),
        areas=tuple(AreaKey(AreaRule.CODED_TO_AREA, code) for code in rows),
        groups=("All",),
        values=[[[number] for number in rows.values()]],
        reported=[[[True] for _ in rows]],
    )
    rolled = roll_up(counts, to_2021, to="district")
    city = rolled.areas.index(AreaKey(AreaRule.CODED_TO_AREA, "City of London"))
    districts = to_2021.above(to_2021.level("lsoa 2011"), to_2021.level("district"))
    six = {code for code, found_in in districts.items() if found_in == {"E09000001"}}

    assert 6 == len(six)
    assert sum(rows[code] for code in six) == rolled.values[0, city, 0]
    assert len(found) == rolled.values.sum()
    assert rows["blank"] == rolled.values[0, -1, 0]


def test_population_of_every_district(shared: Shared) -> None:
    """The residents of 34,753 small areas add up to those that are published for each district.

    The look-up has one small area of Gwynedd, with 1,310 residents, in Powys.
    """
    folder = shared("population-and-lookups")
    with gzip.open(folder / "population20_lsoa11.csv.gz", "rt") as stream:
        small = {
            r["lsoa11_code"]: int(float(r["total_population"])) for r in csv.DictReader(stream)
        }
    with (folder / "population20_ltla21.csv").open(encoding="utf-8") as stream:
        large = {r["ltla21_name"]: float(r["total_population"]) for r in csv.DictReader(stream)}
    counts = Counts(
        source=POLICE_UK,
        months=(Month(2020, 6),),
        areas=tuple(AreaKey(AreaRule.CODED_TO_AREA, code) for code in small),
        groups=("Residents",),
        values=[[[number] for number in small.values()]],
        reported=[[[True] for _ in small]],
    )
    rolled = roll_up(counts, read_lookup(folder / "lookup_lsoa11_ltla21.csv.gz"), to="district")
    found = {area.name: rolled.values[0, i, 0] for i, area in enumerate(rolled.areas)}

    assert 34_753 == len(small)
    assert 331 == len(found)
    assert {"Gwynedd": -1310, "Powys": 1310} == {
        name: number - large[name] for name, number in found.items() if number != large[name]
    }
    assert not rolled.quality
