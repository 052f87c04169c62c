"""`safetykit count` for sources beside street-level crime, and for any table."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

for needed in ("click", "rich", "numpy", "openpyxl", "python_calamine"):
    pytest.importorskip(needed)

import openpyxl

from safetykit.cli import run
from safetykit.records import OUTCOMES, STOP_SEARCH, read_counts

Shell = Callable[..., tuple[int, str, str]]
MAPPING = """
source: {name: calls, title: T, publisher: P, url: u, licence: l, attribution: a, travel: partner}
period: {columns: [Month], format: month}
area: {value: Testshire}
group: {column: Kind}
"""


@pytest.fixture
def shell(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Shell:
    """Run a command line in a folder of its own; return its status, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def call(line: str) -> tuple[int, str, str]:
        status = run(line.split())
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


def write_row(name: str, columns: tuple[str, ...], **fields: str) -> None:
    """Write a CSV file with one row; a column without a field has x."""
    known = {key.replace("_", " "): value for key, value in fields.items()}
    row = ",".join(known.get(column, "x") for column in columns)
    Path(name).write_text(",".join(columns) + f"\n{row}\n")


def test_stop_and_search(shell: Shell) -> None:
    """The column to count by is an option."""
    write_row(
        "2018-01-essex-stop-and-search.csv",
        STOP_SEARCH.columns,
        Date="2018-01-05T12:00:00+00:00",
        Gender="Male",
    )
    status, out, _ = shell("count stop-search . --by gender -o counts.csv")

    assert 0 == status
    assert "1 rows read, 1 counted, 0 set aside." in out
    assert ("Male",) == read_counts("counts.csv").groups


def test_outcomes(shell: Shell) -> None:
    """Outcomes are counted by type."""
    write_row(
        "2018-01-essex-outcomes.csv",
        OUTCOMES.columns,
        Month="2018-01",
        Reported_by="Essex Police",
        Outcome_type="Suspect charged",
    )
    status, _, _ = shell("count outcomes . -o counts.csv")

    assert 0 == status
    assert ("Suspect charged",) == read_counts("counts.csv").groups


def test_road_collisions(shell: Shell) -> None:
    """Collisions are counted by district."""
    names = ("accident_index", "accident_severity", "date", "local_authority_district")
    Path("crashes.csv").write_text(f"{','.join(names)}\na,1,2014-01-31,2\n")
    status, _, _ = shell("count stats19 . -o counts.csv")

    assert 0 == status
    assert ["Camden"] == [area.name for area in read_counts("counts.csv").areas]


def test_use_of_force(shell: Shell) -> None:
    """Workbooks of the Home Office are found by their names."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Table 12. Incidents by police force"],
        ["Region", "Police force", "Total"],
        ["Wales", "Gwent", 5],
    ):
        sheet.append(row)
    book.save("police-use-of-force-apr2018-mar2019.xlsx")
    status, _, _ = shell("count use-of-force . -o counts.csv")

    assert 0 == status
    assert 12 == read_counts("counts.csv").step


def test_recorded_crime_that_is_not_there(shell: Shell) -> None:
    """A folder without the table ends as a sentence and a status."""
    status, _, err = shell("count recorded-crime-csp . -o counts.csv")

    assert 2 == status
    assert "one table C2 of recorded crime" in err
    assert not Path("counts.csv").exists()


def test_table_by_its_mapping(shell: Shell) -> None:
    """Any table is counted by a mapping, and what is odd about it is printed."""
    Path("m.yaml").write_text(MAPPING)
    Path("calls.csv").write_text("Month,Kind\n2024-01,Assault\nnever,Assault\n")
    status, out, _ = shell("count table calls.csv --mapping m.yaml -o counts.csv")

    assert 0 == status
    assert "2 rows read, 1 counted, 1 set aside." in out
    assert "SK-DQ-set-aside: A row states no period" in out
    assert ("Assault",) == read_counts("counts.csv").groups


def test_mapping_that_does_not_fit(shell: Shell) -> None:
    """Every problem of a mapping is printed with its line."""
    Path("m.yaml").write_text(MAPPING.replace("travel: partner", "travel: fast"))
    Path("calls.csv").write_text("Month,Kind\n2024-01,Assault\n")
    status, _, err = shell("count table calls.csv --mapping m.yaml -o counts.csv")

    assert 2 == status
    assert "m.yaml:2" in err


def test_known_break_with_its_source(shell: Shell) -> None:
    """Who reads the reason of a break reads where it is written down, in words and as data."""
    for month in ("2014-03", "2014-04"):
        write_row(f"{month}-essex-outcomes.csv", OUTCOMES.columns, Month=month)
    status, out, _ = shell("count outcomes . -o counts.csv")
    _, data, _ = shell("count outcomes . -o counts.csv --format json")
    (known,) = json.loads(data)["breaks"]

    assert 0 == status
    assert "The outcomes framework is written down in: Police.uk, New police" in out
    assert ("outcomes-framework-2014", "The outcomes framework") == (known["code"], known["title"])
    assert known["source"].startswith("Police.uk, New police")


def test_row_set_aside_with_its_file(shell: Shell) -> None:
    """A line is of no use without its file."""
    for month in ("2016-01", "2016-02"):
        write_row(f"{month}-essex-outcomes.csv", OUTCOMES.columns, Month=month)
    with Path("2016-01-essex-outcomes.csv").open("a") as file:
        file.write("short\n")
    _, out, _ = shell("count outcomes . -o counts.csv")
    _, data, _ = shell("count outcomes . -o counts.csv --format json")
    (odd,) = [one for one in json.loads(data)["quality"] if one["code"] == "SK-DQ-set-aside"]

    assert "SK-DQ-set-aside: 2016-01-essex-outcomes.csv: A row has 1 field" in out
    assert ("2016-01-essex-outcomes.csv", 3) == (odd["file"], odd["line"])
