"""Populations by basis and year.

The City had 7,654 residents in mid-2017 and 10,938 in mid-2020 by the mid-year estimates of the
Office for National Statistics, and 8,584 by its Census 2021.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from safetykit.errors import DocumentError, InputError
from safetykit.records.populations import Population, Populations, read_populations

CITY = """\
area,year,basis,size,source,series,note
City of London,2020,resident,"10,938",ONS mid-year estimates,mid-year before the census,
City of London,2017,residents,7654,ONS mid-year estimates,mid-year before the census,
City of London,2021,resident,8584.0,ONS Census 2021,census,
City of London,2017,worker,480000,made up,,for the test
"""


@pytest.fixture
def save(tmp_path: Path) -> Callable[[str], Path]:
    """Return a writer of a table."""

    def write(text: str) -> Path:
        path = tmp_path / "populations.csv"
        path.write_text(text, encoding="utf-8-sig")
        return path

    return write


@pytest.fixture
def city(save: Callable[[str], Path]) -> Populations:
    """The populations of the City."""
    return read_populations(save(CITY))


def test_population_of_the_year(city: Populations) -> None:
    """A year has its own population, and nothing is stretched."""
    found = city.denominator("City of London", "resident", 2017)

    assert (7654, "") == (found.size, found.stretched)
    assert 480_000 == city.denominator("City of London", "workers", 2017).size


def test_population_of_a_year_that_is_not_there(city: Populations) -> None:
    """No other year is taken in silence; the message says which there are."""
    with pytest.raises(InputError, match=r"on resident: 2017, 2020, 2021.*stretch_from=2021"):
        city.denominator("City of London", "resident", 2019)


def test_population_that_is_stretched(city: Populations) -> None:
    """Another year asked for by name is taken, and the result says so."""
    found = city.denominator("City of London", "resident", 2019, stretch_from=2020)

    assert 10_938 == found.size
    assert "The resident population of 2020 (10,938; ONS mid-year" in found.stretched
    assert "stands for that of 2019" in found.stretched


def test_breaks_of_the_series(city: Populations) -> None:
    """The census does not continue the estimates before it: the City falls by a fifth on paper."""
    (finding,) = city.breaks("City of London", "resident")

    assert "SK-DQ-series-break" == finding.code
    assert "10,938 in 2020" in finding.message
    assert "8,584 in 2021 (census), -21.5%. The step is large." in finding.message
    assert not city.breaks("City of London", "worker")


def test_two_series_of_one_year(city: Populations) -> None:
    """Two figures for one year are told apart by the name of their series."""
    revised = Population(
        area="City of London",
        year=2020,
        basis="resident",
        size=8_600,
        source="ONS",
        series="rebased",
    )
    both = Populations(rows=(*city.rows, revised))
    with pytest.raises(InputError, match=r"mid-year before the census: 10,938; rebased: 8,600"):
        both.denominator("City of London", "resident", 2020)

    assert 8_600 == both.denominator("City of London", "resident", 2020, series="rebased").size


def test_what_the_table_does_not_have(city: Populations) -> None:
    """An area or a basis that is not there is named with what is."""
    with pytest.raises(InputError, match=r'area: .*Did you mean "City of London"'):
        city.denominator("City of Londn", "resident", 2017)
    with pytest.raises(InputError, match=r"There are 1, such as City of London"):
        city.of("Leeds", "resident")
    with pytest.raises(InputError, match=r"basis: expected one that City of London has: resident"):
        city.of("City of London", "household")
    with pytest.raises(InputError, match=r"an area of the table"):
        city.estimates("Leeds")


def test_populations_of_a_plan(city: Populations) -> None:
    """The table gives the populations that a plan states, each with an id."""
    found = city.estimates("City of London")

    assert ["resident-2017", "resident-2020", "resident-2021", "worker-2017"] == [
        e.id for e in found
    ]
    assert ("7654", "2017", "mid-year before the census") == (
        str(found[0].value),
        str(found[0].year),
        found[0].series,
    )


def test_ids_of_two_series(city: Populations) -> None:
    """Two figures of one year have two ids."""
    other = Population(area="City of London", year=2020, basis="resident", size=1, source="other")
    ids = [e.id for e in Populations(rows=(*city.rows, other)).estimates("City of London")]

    assert ["resident-2020", "resident-2020-2"] == [i for i in ids if "2020" in i]


def test_population_twice(save: Callable[[str], Path]) -> None:
    """One cell of the table has one figure."""
    path = save(CITY + "City of London,2021,resident,8600,ONS,census,\n")
    with pytest.raises(InputError, match=r"2021, resident of census twice"):
        read_populations(path)


@pytest.mark.parametrize(
    ("old", "new", "match"),
    [
        ("7654", "7.654", r"populations.csv:3 \(size\): expected a whole number such as 7,654"),
        ("7654", "-1", r"\(size\)"),
        ("7654", "0", r"populations.csv:3: expected a number above 0"),
        ("2020,", "mid-2020,", r"populations.csv:2 \(year\): expected a year"),
        ("residents", "people-ish", r"populations.csv:3: expected a unit"),
        ("City of London,2017,resi", ",2017,resi", r":3 \(area\): expected a name or a code"),
        (",residents,", ",,", r":3 \(basis\): expected a unit such as resident"),
        ("made up,,", ",,", r":5 \(source\): expected who published it"),
        ("made up,,", "made up,", r":5: has 6 fields and not 7"),
        (
            "size",
            "count",
            r"no column is called count.*there must be one column size, and there are",
        ),
        ("note", "year", r"there must be one column year, and there are 2"),
        ('"10,938"', '"10,938', r"is no line of CSV"),
    ],
)
def test_table_that_does_not_fit(
    save: Callable[[str], Path], old: str, new: str, match: str
) -> None:
    """An error names file, line and column."""
    with pytest.raises(DocumentError, match=f"(?s){match}"):
        read_populations(save(CITY.replace(old, new, 1)))


def test_table_without_a_population(save: Callable[[str], Path]) -> None:
    """An empty table is an error."""
    with pytest.raises(DocumentError, match="holds no population"):
        read_populations(save(CITY.splitlines()[0]))


@pytest.mark.shared
def test_city_in_the_published_files(shared: Callable[[str], Path], city: Populations) -> None:
    """The estimates of the City's small areas add up to the figures above."""
    folder = shared("population-and-lookups")
    for year in (2017, 2020):
        with gzip.open(folder / f"population{year - 2000}_lsoa11.csv.gz", "rt") as stream:
            rows = csv.DictReader(stream)
            total = sum(
                float(row["total_population"])
                for row in rows
                if row["lsoa11_name"].startswith("City of London ")
            )

        assert city.denominator("City of London", "resident", year).size == total
    with (folder / "age_gender21_ltla21_ew.csv").open() as stream:
        found = {r["ltla21_code"]: float(r["total_population"]) for r in csv.DictReader(stream)}
    assert 8584 == city.denominator("City of London", "resident", 2021).size == found["E09000001"]
