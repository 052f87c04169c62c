"""Tables of figures told from other records by their form."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

pytest.importorskip("numpy")

from safetykit.errors import DocumentError, InputError
from safetykit.records import read_records
from safetykit.records.aggregate import find_figures

TABLE = "Period,area,indicator,value,owner,received_on,provisional\n2026-07,T,V,1,P,2026-08-01,no\n"


def test_a_file_and_a_folder(tmp_path: Path) -> None:
    """A table of figures is known by its header; in a folder all tables go with it."""
    for name in ("b.csv", "a.csv"):
        (tmp_path / name).write_text(TABLE, encoding="utf-8")
    (tmp_path / "wrong.csv").write_text("period,value\n", encoding="utf-8")
    (tmp_path / "~$open.xlsx").write_bytes(b"lock")
    (tmp_path / "notes.txt").write_text("hello", encoding="utf-8")

    assert (tmp_path / "a.csv",) == find_figures(tmp_path / "a.csv")
    assert ["a.csv", "b.csv", "wrong.csv"] == [path.name for path in find_figures(tmp_path)]


def test_a_workbook_under_any_name_of_its_sheet(tmp_path: Path) -> None:
    """A workbook whose sheet a partner renamed is known by its header."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "July"
    book.active.append(TABLE.splitlines()[0].split(","))
    book.save(tmp_path / "f.xlsx")

    assert (tmp_path / "f.xlsx",) == find_figures(tmp_path)


@pytest.mark.parametrize("beside", ["f.yaml", "f.mapping.yaml"])
def test_what_describes_itself_otherwise(tmp_path: Path, beside: str) -> None:
    """A table of counts, and one with a mapping, are read by what stands beside them."""
    (tmp_path / "f.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / beside).write_text("format: 1\n", encoding="utf-8")

    assert () == find_figures(tmp_path / "f.csv")


def test_other_records(tmp_path: Path) -> None:
    """Other tables, broken files and nothing at all are no figures."""
    (tmp_path / "crime.csv").write_text("Month,Crime type\n2026-07,Burglary\n", encoding="utf-8")
    (tmp_path / "broken.xlsx").write_bytes(b"no workbook")
    (tmp_path / "latin.csv").write_bytes(b"p\xe9riode\n")

    assert () == find_figures(tmp_path)
    assert () == find_figures(tmp_path / "nowhere")
    assert () == find_figures(tmp_path / "broken.xlsx")


def test_records_are_asked_for_figures(tmp_path: Path) -> None:
    """Whoever reads them as records is told who reads them, since a day must be given."""
    (tmp_path / "f.csv").write_text(TABLE, encoding="utf-8")

    with pytest.raises(
        InputError,
        match=r"expected records, got 'figures that partners sent \(f\.csv\)'.*read_figures",
    ):
        read_records(tmp_path)


def test_the_front_door_reads_them(tmp_path: Path) -> None:
    """`safetykit.evaluate` takes the folder, and asks from which day it looks."""
    import safetykit

    plan = safetykit.loads(
        "{format: 1, id: t, title: T, area: {name: T}, partnership: {name: P}, dated: '2026', "
        "period: {period: {start: '2026', end: '2028'}}, "
        "performance_measures: [{id: v, title: V, kind: how much, unit: visitor}]}"
    )
    (tmp_path / "f.csv").write_text(TABLE, encoding="utf-8")
    found = safetykit.evaluate(plan, tmp_path, as_of=dt.date(2026, 9, 1))

    assert "V: 1 in July 2026." == found.measures[0].sentence
    with pytest.raises(InputError, match="as_of: expected the day to look from"):
        safetykit.evaluate(plan, tmp_path)


def test_the_front_door_says_how_figures_are_read(tmp_path: Path) -> None:
    """The first month of the year and the days after which figures are due hold for them too."""
    import safetykit

    plan = safetykit.loads(
        "{format: 1, id: t, title: T, area: {name: T}, partnership: {name: P}, dated: '2026', "
        "period: {period: {start: '2026', end: '2028'}}, "
        "performance_measures: [{id: v, title: V, kind: how much, unit: visitor}]}"
    )
    (tmp_path / "f.csv").write_text(TABLE.replace("2026-07", "2026 Q2"), encoding="utf-8")
    day = dt.date(2026, 12, 1)
    found = safetykit.evaluate(plan, tmp_path, as_of=day, year_starts=1, due_days=80)

    assert "V: 1 in April 2026 to June 2026." == found.measures[0].sentence
    assert 80 == found.records[0].due_days
    with pytest.raises(DocumentError, match="a quarter whose first month is known"):
        safetykit.evaluate(plan, tmp_path, as_of=day)
    with pytest.raises(InputError, match="year_starts: expected a month from 1 to 12, got 13"):
        safetykit.evaluate(plan, tmp_path, as_of=day, year_starts=13)


def test_an_enormous_first_field(tmp_path: Path) -> None:
    """A file whose first field no program reads is no table of figures."""
    (tmp_path / "x.csv").write_text("a" * 200_000 + ",b\n1,2\n", encoding="utf-8")

    assert () == find_figures(tmp_path)
