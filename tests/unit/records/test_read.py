"""Choosing a reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from safetykit.errors import InputError
from safetykit.records import read_police_uk, read_records, write_counts


def test_folder_of_records(tree: Path) -> None:
    """A folder of street-crime files is counted, with progress."""
    seen: list[object] = []

    assert read_records(tree, progress=seen.append) == read_police_uk(tree)
    assert seen


def test_one_file_of_records(tree: Path) -> None:
    """One street-crime file is counted, and not taken for a table."""
    path = tree / "2017-01" / "2017-01-testshire-street.csv"

    assert read_records(path) == read_police_uk(path)


def test_table_and_its_folder(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A table is read by its own name or by that of its folder."""
    counts = read_police_uk(tree)
    folder = tmp_path_factory.mktemp("table")
    path, _ = write_counts(counts, folder / "counts.csv")

    assert read_records(path) == read_records(folder) == counts


def test_folder_with_two_tables(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Which of two tables is meant cannot be guessed."""
    folder = tmp_path_factory.mktemp("tables")
    for name in ("a.csv", "b.csv"):
        write_counts(read_police_uk(tree), folder / name)
    with pytest.raises(InputError, match=r"with one table, got 'a\.csv, b\.csv'.*Name the file"):
        read_records(folder)


def test_path_that_does_not_exist(tmp_path: Path) -> None:
    """A path that is not there is said so."""
    with pytest.raises(InputError, match="a folder or file that exists"):
        read_records(tmp_path / "nowhere")
