"""The made-up records of the guides: there for every guide that needs them, over nobody's own."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

for needed in ("numpy", "duckdb"):
    pytest.importorskip(needed)

import safetykit

ROOT = Path(__file__).parents[2]
GUIDES = ROOT / "docs" / "how-to"


@pytest.fixture
def practice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return the program, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    spec = importlib.util.spec_from_file_location("practice", ROOT / "examples/practice.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["records", "sources", "verify", "intervention", "places"])
def test_writes_records_that_can_be_read(
    practice: ModuleType, page: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a guide begins with is there, can be counted, and says that it is made up."""
    assert practice.main([page]) == 0

    first = capsys.readouterr().out.partition(": ")[2].split(", ")[0].strip()
    assert safetykit.read_records(first).rows_read or first == "counts.csv"
    assert "made up" in Path(practice.MARK).read_text("utf-8")


def test_pages_name_each_choice(practice: ModuleType) -> None:
    """Every choice is that of a guide, and every guide asks for one that is there."""
    named = [
        found
        for page in GUIDES.glob("*.md")
        for found in re.findall(
            r"^python examples/practice\.py (\w+)$", page.read_text("utf-8"), re.M
        )
    ]

    assert sorted(practice.PAGES) == sorted(named)


def test_files_of_ones_own_stay(practice: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    """A table of counts that somebody made is not written over, and nothing else is written."""
    Path("counts.csv").write_text("mine", "utf-8")

    assert practice.main(["places"]) == 2

    assert capsys.readouterr().out == (
        "counts.csv: not made by this program. Go to an empty folder.\n"
    )
    assert Path("counts.csv").read_text("utf-8") == "mine"
    assert [Path("counts.csv")] == list(Path().iterdir())


def test_practice_can_go_from_page_to_page(practice: ModuleType) -> None:
    """What the program wrote itself is written over by the next page."""
    assert [practice.main([page]) for page in ("intervention", "places")] == [0, 0]


def test_table_on_the_page_is_the_one_that_is_written(practice: ModuleType) -> None:
    """A reader sees the table that the commands of the page count."""
    page = (GUIDES / "use-your-own-records.md").read_text("utf-8")

    assert f"```text\n{practice.CALLOUTS}```" in page
