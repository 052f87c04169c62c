"""STATS19: editions, codes, keys that link three tables, and adjusted severities."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from safetykit.errors import InputError
from safetykit.quantities import Month
from safetykit.records import (
    AreaKey,
    AreaRule,
    Counts,
    QualityFinding,
    read_stats19,
    read_stats19_adjusted,
)

CAMDEN = AreaKey(AreaRule.CODED_TO_AREA, "Camden")
OLD = (
    "Accident_Index,Accident_Severity,Number_of_Vehicles,Number_of_Casualties,Date,"
    "Local_Authority_(District)\n"
)
NEW = (
    "collision_index,collision_severity,number_of_vehicles,number_of_casualties,date,"
    "local_authority_district,local_authority_ons_district,collision_adjusted_severity_serious,"
    "collision_adjusted_severity_slight\n"
)
CASUALTIES = (
    "collision_index,casualty_reference,vehicle_reference,casualty_class,casualty_severity,"
    "casualty_type,casualty_adjusted_severity_serious,casualty_adjusted_severity_slight\n"
)


def of_code(counts: Counts, code: str) -> list[QualityFinding]:
    """Return the findings of one code."""
    return [finding for finding in counts.quality if finding.code == code]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three collisions in two editions, their casualties and vehicles."""
    (tmp_path / "Accidents0514.csv").write_text(OLD + "a,2,2,2,31/01/2014,2\n")
    (tmp_path / "dft-road-casualty-statistics-collision-2014.csv").write_text(
        NEW + "b,3,1,1,01/02/2014,-1,E09000007,0.25,0.75\nc,1,1,1,03/03/2014,-1,E09000007,0,0\n"
    )
    (tmp_path / "dft-road-casualty-statistics-casualty-2014.csv").write_text(
        CASUALTIES + "a,1,1,1,2,9,1,0\na,2,1,3,3,0,0.1,0.9\nb,1,1,3,3,0,0.2,0.8\nc,1,1,1,1,1,0,0\n"
    )
    (tmp_path / "Vehicles0514.csv").write_text(
        "Accident_Index,Vehicle_Reference,Vehicle_Type\na,1,9\na,2,1\nb,1,9\nc,1,1\n"
    )
    return tmp_path


def test_two_editions_of_collisions(folder: Path) -> None:
    """Old and new names and codes of columns and districts meet in one series."""
    counts = read_stats19(folder)

    assert (CAMDEN,) == counts.areas
    assert ("Fatal", "Serious", "Slight") == counts.groups
    assert [[0, 1, 0], [0, 0, 1], [1, 0, 0]] == counts.values[:, 0].tolist()
    assert (Month(2014, 1), Month(2014, 3)) == (counts.months[0], counts.months[-1])
    assert (3, 0) == (counts.rows_read, counts.rows_set_aside)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("casualty severity", {"Fatal": 1, "Serious": 1, "Slight": 2}),
        ("casualty type", {"Pedestrian": 2, "Cyclist": 1, "Car occupant": 1}),
        ("casualty class", {"Driver or rider": 2, "Pedestrian": 2}),
        ("vehicle type", {"Car": 2, "Pedal cycle": 2}),
    ],
)
def test_linked_tables(folder: Path, by: str, expected: dict[str, int]) -> None:
    """A casualty or vehicle counts in the month and district of its collision, by its label."""
    counts = read_stats19(folder, by=by)

    assert expected == {group: counts.total(group, area=CAMDEN) for group in counts.groups}
    assert by.split(maxsplit=1)[0] == counts.source.unit
    assert [] == of_code(counts, "SK-DQ-orphan")


def test_casualty_without_a_collision(folder: Path) -> None:
    """An orphan is set aside and found, with its line."""
    path = folder / "dft-road-casualty-statistics-casualty-2014.csv"
    path.write_text(path.read_text() + "z,1,1,1,3,9,0,1\n")
    counts = read_stats19(folder, by="casualty severity")
    orphan, _ = of_code(counts, "SK-DQ-orphan")

    assert (5, 1) == (counts.rows_read, counts.rows_set_aside)
    assert (path.name, 6, 1) == (orphan.file, orphan.line, orphan.rows)


def test_collision_that_lacks_a_casualty(folder: Path) -> None:
    """A collision that states more casualties than there are is found."""
    path = folder / "dft-road-casualty-statistics-casualty-2014.csv"
    path.write_text(path.read_text().replace("a,2,1,3,3,0,0.1,0.9\n", ""))
    (finding,) = of_code(read_stats19(folder, by="casualty type"), "SK-DQ-orphan")

    assert 1 == finding.rows
    assert "such as a: 2 stated, 1 there" in finding.message


def test_casualty_of_a_vehicle_that_is_not_there(folder: Path) -> None:
    """Its key fits no vehicle: it is counted, and found with its line."""
    path = folder / "dft-road-casualty-statistics-casualty-2014.csv"
    path.write_text(path.read_text().replace("b,1,1,3", "b,1,7,3"))
    counts = read_stats19(folder, by="casualty severity")
    (finding,) = of_code(counts, "SK-DQ-orphan")

    assert 4 == counts.total(area=CAMDEN)
    assert (path.name, 4, 1) == (finding.file, finding.line, finding.rows)
    assert "a vehicle that is not in the table of vehicles" in finding.message


def test_collisions_that_cannot_be_counted(tmp_path: Path) -> None:
    """A repeated index, no district, no day, no index and a short row are set aside."""
    (tmp_path / "collisions.csv").write_text(
        OLD
        + "a,2,1,1,31/01/2014,2\n"
        + "a,2,1,1,31/01/2014,2\n"
        + "b,2,1,1,31/01/2014,-1\n"
        + "c,2,1,1,31/02/2014,2\n"
        + ",2,1,1,31/01/2014,2\n"
        + "d,2\n"
    )
    counts = read_stats19(tmp_path)
    lines = {f.line: f.code for f in counts.quality if f.line}

    assert 1 == counts.total(area=CAMDEN)
    assert (6, 5) == (counts.rows_read, counts.rows_set_aside)
    assert {
        3: "SK-DQ-repeated-id",
        4: "SK-DQ-blank-area",
        5: "SK-DQ-set-aside",
        6: "SK-DQ-set-aside",
        7: "SK-DQ-set-aside",
    } == lines


def test_index_that_an_earlier_file_has(tmp_path: Path) -> None:
    """The first collision that counts keeps it, also where an earlier row of it could not count."""
    (tmp_path / "collisions-1.csv").write_text(
        OLD + "a,2,1,1,31/01/2014,-1\nb,2,1,1,31/01/2014,2\n"
    )
    (tmp_path / "collisions-2.csv").write_text(OLD + "a,3,1,1,28/02/2014,2\nb,1,1,1,28/02/2014,2\n")
    counts = read_stats19(tmp_path)
    found = {(f.file, f.line): f.code for f in counts.quality if f.line}

    assert {"Serious": 1, "Slight": 1} == {g: counts.total(g, area=CAMDEN) for g in counts.groups}
    assert {
        ("collisions-1.csv", 2): "SK-DQ-blank-area",
        ("collisions-2.csv", 3): "SK-DQ-repeated-id",
    } == found


def test_casualties_that_are_stated_in_a_later_file(tmp_path: Path) -> None:
    """The collision is named as its own file has it; what is no number is not compared."""
    (tmp_path / "collisions-1.csv").write_text(OLD + "a,2,1,1,31/01/2014,2\n")
    (tmp_path / "collisions-2.csv").write_text(
        OLD + "b,2,1,²,31/01/2014,2\n c ,2,1,3,31/01/2014,2\n"
    )
    (tmp_path / "casualties.csv").write_text(CASUALTIES + "a,1,1,1,2,9,1,0\nb,1,1,1,2,9,1,0\n")
    (finding,) = of_code(read_stats19(tmp_path, by="casualty type"), "SK-DQ-orphan")

    assert "1 of 2 collisions state" in finding.message
    assert "such as c: 3 stated, 0 there" in finding.message


def test_table_without_a_collision_that_counts(tmp_path: Path) -> None:
    """It is refused, whatever was asked for."""
    (tmp_path / "collisions.csv").write_text(NEW + "a,2,1,1,31/02/2014,-1,E09000007,1,0\n")
    (tmp_path / "casualties.csv").write_text(CASUALTIES + "a,1,1,1,2,9,1,0\n")
    for by in ("collision severity", "casualty type"):
        with pytest.raises(InputError, match="files with rows that can be counted"):
            read_stats19(tmp_path, by=by)
    with pytest.raises(InputError, match="no collision that can be counted"):
        read_stats19_adjusted(tmp_path)


def test_table_without_districts(tmp_path: Path) -> None:
    """The columns that would do are named."""
    (tmp_path / "collisions.csv").write_text(
        "Accident_Index,Accident_Severity,Date\na,2,1/1/2014\n"
    )
    with pytest.raises(InputError, match="local_authority_ons_district"):
        read_stats19(tmp_path)


def test_month_without_a_collision(tmp_path: Path) -> None:
    """A month without any row is not reported, for no file says that nobody was hurt."""
    (tmp_path / "collisions.csv").write_text(OLD + "a,2,1,1,31/01/2014,2\nb,2,1,1,31/03/2014,2\n")
    counts = read_stats19(tmp_path)

    assert [True, False, True] == counts.series("Serious", area=CAMDEN).reported.tolist()
    assert [(Month(2014, 2),)] == [f.months for f in of_code(counts, "SK-DQ-missing-month")]


def test_adjusted_severities_are_summed(folder: Path) -> None:
    """Probabilities add up to fractions, and are not rounded."""
    sums = read_stats19_adjusted(folder)

    assert ("Serious (adjusted)", "Slight (adjusted)") == sums.groups
    assert 1.3 == pytest.approx(sums.total("Serious (adjusted)", area=CAMDEN), abs=1e-12)
    assert 1.7 == pytest.approx(sums.total("Slight (adjusted)", area=CAMDEN), abs=1e-12)
    assert "estimate" in sums.method


def test_adjusted_severity_that_is_not_stated(folder: Path) -> None:
    """One blank leaves the sum of its month unknown, and no other."""
    path = folder / "dft-road-casualty-statistics-casualty-2014.csv"
    path.write_text(path.read_text().replace("0.2,0.8", ",0.8"))
    sums = read_stats19_adjusted(folder)

    assert math.isnan(sums.values[1, 0, 0])
    assert 1.1 == pytest.approx(sums.values[0, 0, 0])
    assert 0.8 == sums.values[1, 0, 1]


def test_edition_without_adjusted_severities(folder: Path) -> None:
    """An edition that lacks the columns is refused by name."""
    with pytest.raises(InputError, match=r"Accidents0514.*collision_adjusted_serious"):
        read_stats19_adjusted(folder, table="collision")


def test_sums_of_what_was_not_summed(folder: Path) -> None:
    """A group or area that is not there is refused with those that are."""
    with pytest.raises(InputError, match=r"one of: Camden.*Serious"):
        read_stats19_adjusted(folder).total("Fatal", area=CAMDEN)


def test_words_that_are_not_known(folder: Path) -> None:
    """What can be counted, and what can be summed, is listed."""
    with pytest.raises(InputError, match="one of collision severity"):
        read_stats19(folder, by="weather")
    with pytest.raises(InputError, match="casualty or collision"):
        read_stats19_adjusted(folder, table="vehicle")


def test_folder_without_casualties(tmp_path: Path) -> None:
    """The table that is lacking is named with an example."""
    (tmp_path / "collisions.csv").write_text(OLD + "a,2,1,1,31/01/2014,2\n")
    with pytest.raises(InputError, match=r"a file of casualties, .*casualty-2023\.csv"):
        read_stats19(tmp_path, by="casualty type")


def test_editions_that_overlap(folder: Path) -> None:
    """A casualty or vehicle that a second edition holds too is set aside, and counted once."""
    (folder / "dft-road-casualty-statistics-casualty-last-5-years.csv").write_text(
        CASUALTIES + "b,1,1,3,3,0,0.2,0.8\nb,2,1,3,3,0,0.5,0.5\n"
    )
    (folder / "dft-road-casualty-statistics-vehicle-last-5-years.csv").write_text(
        "collision_index,vehicle_reference,vehicle_type\nb,1,9\n"
    )
    counts, vehicles = (read_stats19(folder, by=by) for by in ("casualty type", "vehicle type"))
    (repeated,) = of_code(counts, "SK-DQ-repeated-id")
    sums = read_stats19_adjusted(folder)

    assert (5, 4) == (counts.values.sum(), vehicles.values.sum())
    assert (6, 1) == (counts.rows_read, counts.rows_set_aside)
    assert "repeats a row of an earlier file" in repeated.message
    assert 2 == repeated.line
    assert math.isclose(1.0 + 0.1 + 0.2 + 0.5, sums.total("Serious (adjusted)", area=CAMDEN))


def test_collisions_that_repeat_are_summed_once(folder: Path) -> None:
    """The adjusted severity of a collision that two editions hold is in the sum once."""
    for path in folder.glob("Acc*"):
        path.unlink()
    (folder / "dft-road-casualty-statistics-collision-last-5-years.csv").write_text(
        NEW + "b,3,1,1,01/02/2014,-1,E09000007,0.25,0.75\n"
    )
    sums = read_stats19_adjusted(folder, table="collision")

    assert 0.25 == sums.total("Serious (adjusted)", area=CAMDEN)
    assert ["SK-DQ-repeated-id"] == [finding.code for finding in sums.quality]


@pytest.mark.parametrize("code", ["", "-1", "NA"])
def test_label_that_is_not_stated(folder: Path, code: str) -> None:
    """What no row states has the words of the publisher, and never a blank name."""
    for path in folder.glob("Acc*"):
        path.unlink()
    (folder / "dft-road-casualty-statistics-collision-2014.csv").write_text(
        NEW + f"b,{code},1,1,01/02/2014,-1,E09000007,0.25,0.75\n"
    )

    assert ("Data missing or out of range",) == read_stats19(folder).groups


def test_table_that_is_not_there(tmp_path: Path) -> None:
    """Each table that lacks is named, with what a file of it is called."""
    with pytest.raises(InputError, match=r"a file of collisions and one of casualties.*collision-"):
        read_stats19(tmp_path, by="casualty type")
    (tmp_path / "collisions.csv").write_text(NEW)
    with pytest.raises(InputError, match=r"a folder with a file of vehicles, .*vehicle-2023"):
        read_stats19(tmp_path, by="vehicle type")


def test_file_with_a_title_above_its_header(tmp_path: Path) -> None:
    """A file that is named right and begins otherwise is pointed at."""
    (tmp_path / "collisions.csv").write_text("Road data\n" + NEW)
    with pytest.raises(InputError, match=r"first line of collisions\.csv does not name the col"):
        read_stats19(tmp_path)


def test_year_that_was_mistyped(tmp_path: Path) -> None:
    """A collision of the year 9019 is not counted over 7,000 years of months."""
    (tmp_path / "collisions.csv").write_text(OLD + "a,2,1,1,31/01/2014,2\nb,2,1,1,31/01/9019,2\n")
    with pytest.raises(InputError, match=r"date: .*2014-01 to 9019-01'\. Look for a year that was"):
        read_stats19(tmp_path)
