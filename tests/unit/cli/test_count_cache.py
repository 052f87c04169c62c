"""`safetykit count police-uk` and the folder in which it keeps tables of files."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

for needed in ("click", "rich", "numpy", "duckdb", "platformdirs"):
    pytest.importorskip(needed)

from safetykit.cli import run
from safetykit.quantities import Month
from safetykit.records import read_counts
from safetykit.testing import write_police_uk_tree


@pytest.fixture
def usual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder for caches, and records in the working folder."""
    plan = {Month(2017, 1): {("Testborough", "Drugs"): 4}}
    write_police_uk_tree(tmp_path / "records", plan, rng=random.Random(1))
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "usual"
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name, **_: folder / name)
    return folder


def packs(folder: Path) -> int:
    """Return how many packs a folder holds, at any depth."""
    return len(list(folder.rglob("*.pack")))


def test_tables_are_kept_in_the_usual_folder(usual: Path) -> None:
    """Unless told otherwise, tables are kept where the system keeps such things."""
    assert 0 == run(["count", "police-uk", "records", "-o", "counts.csv"])
    assert 1 == packs(usual / "safetykit" / "records")


def test_no_cache(usual: Path) -> None:
    """Nothing is kept if nothing is to be kept."""
    assert 0 == run(["count", "police-uk", "records", "-o", "counts.csv", "--no-cache"])
    assert 0 == packs(usual)


def test_folder_of_ones_own(usual: Path) -> None:
    """Tables are kept where they are wanted, and small areas are counted."""
    assert 0 == run(
        ["count", "police-uk", "records", "-o", "counts.csv", "--cache", "mine", "--small-areas"]
    )
    assert (0, 1) == (packs(usual), packs(Path("mine")))
    assert any(area.name.startswith("E01") for area in read_counts("counts.csv").areas)


def test_usual_folder_that_cannot_be_written(usual: Path) -> None:
    """A place that cannot be written is no reason not to count."""
    usual.touch()

    assert 0 == run(["count", "police-uk", "records", "-o", "counts.csv"])


def test_own_folder_that_cannot_be_written(usual: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A place that was asked for is an error if it cannot be written."""
    Path("mine").touch()

    assert 2 == run(["count", "police-uk", "records", "-o", "counts.csv", "--cache", "mine"])
    assert "expected a folder to write to" in capsys.readouterr().err
