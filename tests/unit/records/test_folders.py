"""Which files of a folder there are, for every reader that takes one."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from safetykit.errors import InputError
from safetykit.records import (
    Counts,
    read_outcomes,
    read_police_uk,
    read_recorded_crime_csp,
    read_records,
    read_stats19,
    read_stop_search,
    read_use_of_force,
)
from safetykit.records.folders import files_in

READERS = (
    read_police_uk,
    read_outcomes,
    read_stop_search,
    read_stats19,
    read_use_of_force,
    read_recorded_crime_csp,
    read_records,
)
each_reader = pytest.mark.parametrize("read", READERS, ids=lambda read: read.__name__)
NAMES = (
    "2018-01-essex-street.csv",
    "2018-01-essex-outcomes.csv",
    "2018-01-essex-stop-and-search.csv",
    "collisions.csv",
    "police-use-of-force-apr2018-mar2019-tables.ods",
    "csp.csv",
)


def test_files_at_any_depth_sorted_by_path(tmp_path: Path) -> None:
    """Files come in the order of their folders; a file is its own."""
    for name in ("b/2.csv", "b-c/1.csv", "a.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()

    assert [tmp_path / "a.csv", tmp_path / "b/2.csv", tmp_path / "b-c/1.csv"] == files_in(tmp_path)
    assert [tmp_path / "a.csv"] == files_in(tmp_path / "a.csv")


@pytest.mark.parametrize("name", ["~$csp.xlsx", "._collisions.csv", ".~lock.csp.ods#"])
def test_what_programs_leave_beside_a_file(tmp_path: Path, name: str) -> None:
    """A lock, or what a Mac packs beside a file, is none of the records."""
    (tmp_path / name).write_bytes(b"\xff\xfe")

    assert [] == files_in(tmp_path)


@each_reader
def test_path_that_is_not_there(read: Callable[[Path], Counts], tmp_path: Path) -> None:
    """Every reader says that a folder does not exist, and not that it holds nothing."""
    with pytest.raises(InputError, match=r"a folder or file that exists.*Check the path"):
        read(tmp_path / "nowhere")


@each_reader
def test_folders_with_the_names_of_files(read: Callable[[Path], Counts], tmp_path: Path) -> None:
    """A folder that is named as a file is none."""
    for name in NAMES:
        (tmp_path / name).mkdir()
    with pytest.raises(InputError, match="expected"):
        read(tmp_path)


@pytest.mark.parametrize("name", ["2018-01-essex-outcomes.csv", "collisions.csv", "csp.csv"])
def test_link_that_leads_nowhere(tmp_path: Path, name: str) -> None:
    """A file whose link is broken is refused by name."""
    (tmp_path / name).symlink_to(tmp_path / "gone")
    with pytest.raises(InputError, match=rf"{name}: .*cannot be read.*No such file"):
        read_records(tmp_path)


def test_what_is_neither_file_nor_folder() -> None:
    """A device is refused in words."""
    with pytest.raises(InputError, match=r"null\.yaml: expected a YAML file beside"):
        read_records(os.devnull)


def test_folder_that_cannot_be_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a closed folder holds would be missed in silence, so it is refused."""

    def refuse(path: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(InputError, match=r"cannot be looked into.*Permission denied"):
        files_in(tmp_path)
