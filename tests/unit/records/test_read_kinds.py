"""Recognising the kinds of records by the names of files."""

from __future__ import annotations

from pathlib import Path

import pytest

from safetykit.errors import InputError
from safetykit.records import OUTCOMES, STOP_SEARCH, read_police_uk, read_records

MAPPING = """
source:
  name: calls
  title: Call-outs
  publisher: Testshire Ambulance Trust
  url: by e-mail
  licence: a sharing agreement
  attribution: Testshire Ambulance Trust
  travel: partner
period: {columns: [Month], format: month}
area: {value: Testshire}
group: {column: Kind}
"""
COLLISIONS = "accident_index,accident_severity,date,local_authority_district\na,1,2014-01-31,2\n"


def write_searches(folder: Path) -> Path:
    """Write a file of stop and search."""
    path = folder / "2018-01-essex-stop-and-search.csv"
    fields = ["2018-01-05T12:00:00+00:00" if c == "Date" else "x" for c in STOP_SEARCH.columns]
    path.write_text(",".join(STOP_SEARCH.columns) + "\n" + ",".join(fields) + "\n")
    return path


def write_outcomes(folder: Path) -> Path:
    """Write a file of outcomes."""
    path = folder / "2018-01-essex-outcomes.csv"
    fields = {"Month": "2018-01", "Reported by": "Essex Police"}
    row = ",".join(fields.get(column, "x") for column in OUTCOMES.columns)
    path.write_text(",".join(OUTCOMES.columns) + f"\n{row}\n")
    return path


def test_each_kind_by_its_folder_and_its_file(tmp_path: Path) -> None:
    """A folder, or a file in it, is read by the reader of its kind."""
    kinds = {"stop-search": write_searches, "outcomes": write_outcomes}
    for name, write in kinds.items():
        folder = tmp_path / name
        folder.mkdir()
        path = write(folder)
        assert name == read_records(folder).source.name == read_records(path).source.name

    (tmp_path / "crashes.csv").write_text(COLLISIONS)
    assert "stats19" == read_records(tmp_path / "crashes.csv").source.name


def test_street_crime_goes_before_what_comes_with_it(tree: Path) -> None:
    """A download of all three kinds is read as street-level crime."""
    write_searches(tree)
    write_outcomes(tree)

    assert read_police_uk(tree) == read_records(tree)


def test_two_kinds_without_street_crime(tmp_path: Path) -> None:
    """Which of two kinds is meant cannot be guessed; both are named."""
    write_searches(tmp_path)
    write_outcomes(tmp_path)
    with pytest.raises(InputError, match=r"outcomes of data\.police\.uk, stop and search of"):
        read_records(tmp_path)


@pytest.mark.parametrize("name", ["calls.csv", ""])
def test_table_beside_its_mapping(tmp_path: Path, name: str) -> None:
    """A table is read by the mapping of its name, alone or in its folder."""
    (tmp_path / "calls.mapping.yaml").write_text(MAPPING)
    (tmp_path / "calls.csv").write_text("Month,Kind\n2024-01,Assault\n2024-01,Assault\n")
    counts = read_records(tmp_path / name)

    assert ("calls", 2) == (counts.source.name, counts.values.sum())


def test_two_tables_with_mappings(tmp_path: Path) -> None:
    """Which of two tables is meant cannot be guessed; to write a mapping is no advice."""
    for name in ("calls", "stays"):
        (tmp_path / f"{name}.mapping.yaml").write_text(MAPPING)
        (tmp_path / f"{name}.csv").write_text("Month,Kind\n2024-01,Assault\n")
    with pytest.raises(InputError, match=r"one table, got 'calls\.csv, stays\.csv'\. Name the"):
        read_records(tmp_path)


def test_unreadable_file_beside_records(tmp_path: Path) -> None:
    """A file that is only named as another kind's does not stand in the way; alone it is named."""
    (tmp_path / "notes-on-community-safety.csv").write_bytes(b"caf\xe9,b\n")
    with pytest.raises(InputError, match=r"notes-on-community-safety\.csv.*got 'byte 0xe9'"):
        read_records(tmp_path)
    write_outcomes(tmp_path)

    assert "outcomes" == read_records(tmp_path).source.name


def test_folder_of_nothing_that_is_known(tmp_path: Path) -> None:
    """What was seen is named, and what would be known, and what to do."""
    (tmp_path / "budget.csv").write_text("a,b\n1,2\n")
    with pytest.raises(InputError, match=r"got 'budget\.csv'.*Known: street-level.*mapping\.yaml"):
        read_records(tmp_path)
