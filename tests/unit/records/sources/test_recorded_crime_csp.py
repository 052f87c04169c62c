"""Recorded crime by partnership: titles, line breaks in the header, thousands, totals."""

from __future__ import annotations

from pathlib import Path

import pytest

from safetykit.errors import InputError
from safetykit.quantities import Month
from safetykit.records import AreaKey, AreaRule, read_recorded_crime_csp
from safetykit.records.sources import recorded_crime_csp

TITLE = (
    "Table C2: Number of police recorded crimes for headline offences by Community Safety "
    "Partnership area, England and Wales, year ending June 2025 [note 1]"
)
COLUMNS = (
    *("Police Force\nArea code", "Police Force\nArea name", "Community Safety\nPartnership code"),
    *("Community Safety\nPartnership name", "Local Authority code", "Local Authority name"),
    "Total recorded crime\n (excluding fraud)",
    *("Violence against the person", "Homicide"),
    "Death or serious injury caused by illegal driving",
    *("Violence with injury", "Violence without injury", "Stalking and harassment"),
    *("Sexual offences", "Robbery", "Theft offences", "Burglary", "Residential burglary"),
    *("Non-residential burglary", "Vehicle offences", "Theft from the person", "Bicycle theft"),
    *("Shoplifting", "All other theft offences", "Criminal damage and arson", "Drug offences"),
    *("Possession of weapons offences", "Public order offences"),
    "Miscellaneous crimes against society",
)
ONE = [35, 10, 1, 1, 2, 3, 3, 4, 1, 13, 5, 2, 3, 2, 1, 1, 2, 2, 1, 1, 1, 2, 2]
LAMBETH = AreaKey(AreaRule.AS_PUBLISHED, "Lambeth")


def row(force: str, name: str, factor: int = 1000) -> list[str]:
    """Return a row of figures with thousands commas and spaces after them."""
    return ["E1", force, "E2" * bool(name), name, "", "", *(f"{factor * n:,} " for n in ONE)]


def write(folder: Path, rows: list[list[str]], *, title: str = TITLE) -> Path:
    """Write the table as its publisher does."""
    path = folder / "policeforceareatables.csv"
    lines = [[title, *[""] * 28], ["Source: nobody", *[""] * 28], list(COLUMNS), *rows]
    cells = ("\n".join(",".join(f'"{cell}"' for cell in line) for line in lines)) + "\n"
    path.write_text(cells, "utf-8")
    return path


ROWS = [
    row("Metropolitan", "", 3000),
    row("Metropolitan", "Lambeth"),
    row("Metropolitan", "Unassigned Metropolitan", 2000),
    row("Wiltshire [note 4]", ""),
    row("Wiltshire", "Swindon "),
]


@pytest.mark.parametrize(("by", "groups"), [("offence group", 9), ("offence", 19)])
def test_table_by_headings_and_by_columns(tmp_path: Path, by: str, groups: int) -> None:
    """Both ways add up to all crime, and rows of whole forces are held against their parts."""
    counts = read_recorded_crime_csp(write(tmp_path, ROWS), by=by)

    assert groups == len(counts.groups)
    assert 35_000 == counts.total(area=LAMBETH)
    assert ((Month(2024, 7),), 12, Month(2025, 6)) == (
        counts.months,
        counts.step,
        counts.last_month,
    )
    assert ["Lambeth", "Swindon", "Unassigned Metropolitan"] == [a.name for a in counts.areas]
    assert (5, 2) == (counts.rows_read, counts.rows_set_aside)
    assert ["SK-DQ-set-aside"] == [finding.code for finding in counts.quality]


def test_force_that_does_not_add_up(tmp_path: Path) -> None:
    """A force's row that differs from its partnerships is found, and its columns counted."""
    rows = [row("Metropolitan", "", 4000), *ROWS[1:3]]
    counts = read_recorded_crime_csp(write(tmp_path, rows))
    (finding,) = [f for f in counts.quality if f.code == "SK-DQ-total-differs"]

    assert 10 == finding.rows
    assert "10 of 10 totals of areas" in finding.message


def test_figure_that_is_unavailable(tmp_path: Path) -> None:
    """[x] is not 0."""
    rows = [row("Metropolitan", "Lambeth")]
    rows[0][13] = "[x]"
    counts = read_recorded_crime_csp(write(tmp_path, rows))

    assert not counts.series("Sexual offences", area=LAMBETH).reported.any()
    assert counts.series("Robbery", area=LAMBETH).reported.all()


def test_workbook_of_the_publisher(tmp_path: Path) -> None:
    """The sheet is found by its title, wherever it stands."""
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("python_calamine")
    book = openpyxl.Workbook()
    book.create_sheet("Notes").append(["Notes"])
    sheet = book.create_sheet("Table C2")
    for line in ([TITLE], ["Source: nobody"], list(COLUMNS), *ROWS):
        sheet.append(line)
    path = tmp_path / "community safety partnership tables.xlsx"
    book.save(path)

    assert 35_000 == read_recorded_crime_csp(tmp_path).total(area=LAMBETH)


def test_no_table_or_two(tmp_path: Path) -> None:
    """None, or two that overlap, are refused."""
    with pytest.raises(
        InputError, match=r"one table C2 of recorded crime, got 'none'\. Looked in "
    ):
        read_recorded_crime_csp(tmp_path)
    path = write(tmp_path, ROWS)
    (tmp_path / "csp-2.csv").write_bytes(path.read_bytes())
    with pytest.raises(InputError, match="Two editions overlap"):
        read_recorded_crime_csp(tmp_path)


def test_title_without_a_year(tmp_path: Path) -> None:
    """A title that states no year is refused: the period would be a guess."""
    path = write(tmp_path, ROWS, title=TITLE.replace("year ending June 2025", "latest"))
    with pytest.raises(InputError, match="a title that states the year ending"):
        read_recorded_crime_csp(path)


def test_file_of_another_table(tmp_path: Path) -> None:
    """The name alone does not make a table C2."""
    path = tmp_path / "policeforceareatables.csv"
    path.write_text("Table P1: by police force area\n")

    assert [] == recorded_crime_csp.find_recorded_crime_csp(tmp_path)


def test_way_to_count_that_is_not_known(tmp_path: Path) -> None:
    """Both ways are named."""
    with pytest.raises(InputError, match="one of offence group, offence"):
        read_recorded_crime_csp(tmp_path, by="ward")
