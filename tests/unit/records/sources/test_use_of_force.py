"""Use of force: workbooks of several years, totals among the rows, and tables that are lacking."""

from __future__ import annotations

from pathlib import Path

import pytest

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("python_calamine")

from safetykit.errors import InputError
from safetykit.quantities import Month
from safetykit.records import AreaKey, AreaRule, read_use_of_force

Rows = list[list[object]]
CED = ["Drawn ", "Aimed", "Red-dot", "Arced", "Drive stun", "Fired", "Angled drive stun"]


def area(name: str) -> AreaKey:
    """Return a force's key."""
    return AreaKey(AreaRule.AS_PUBLISHED, name)


def incidents(*, total: int = 30) -> Rows:
    """Return a table of two regions, the totals among its rows."""
    return [
        ["Table 12. Incidents by police force"],
        ["Contents"],
        [],
        ["Region", "Police force", "Total"],
        ["England and Wales", "Total England and Wales", total],
        ["North", "Total North ", 10],
        ["North", "Durham", 4],
        ["North", "Cleveland", 6],
        ["Wales", "Total Wales", 20],
        ["Wales", "Gwent", 20],
        [],
        ["Notes"],
        ["These figures are not all", None, None],
    ]


def devices(year: str = "", revised: str = "") -> Rows:
    """Return a table of devices, with a column of years in the later layout."""
    lead = [year] if year else []
    header = ["Region", "Police force", "Total", "Total non-discharge", *CED[:4]]
    header += ["Total discharge", *CED[4:], "Not stated"]
    figures = [9, 6, 1, 2, 3, 0, 2, 1, 1, 0, 1]
    rows: Rows = [
        ["Table 13. Use of CED by type and police force: 1 April 2017 to 31 March 2019"],
        ["Financial year", *header] if year else header,
        [*lead, "Wales", "*Total Wales", *figures],
        [*lead, "Wales", "Gwent", *figures],
    ]
    if revised:
        rows.append([revised, "Wales", "Gwent (R)", *[100] * 11])
    return [*rows, ["Notes"]]


def tactics() -> Rows:
    """Return a table of tactics by force, with totals of kinds and totals that stand alone."""
    restraint: Rows = [
        ["Restraint", "*Total Restraint", 10],
        ["Restraint", "Handcuffing, of which", 7],
        ["Restraint", "Compliant handcuffing", 4],
        ["Restraint", "Non-compliant handcuffing", 3],
        ["Restraint", "Ground restraint", 3],
        ["Unarmed skills", "*Total Unarmed skills", 5],
        ["Not reported", "*Total Not reported", 1],
    ]
    title = "Table 14. Number of times tactics were used, by police force and officer perceived age"
    names = ["Police force", "Type of force", "Tactic", "Number of times tactic reported"]
    rows: Rows = [[f"{title} of subject"], names]
    for force in ("Total England and Wales", "Gwent"):
        rows += [[force, *row] for row in [["Total", "*Total Tactics", 15], *restraint]]
    return rows


def write(folder: Path, years: str, *tables: Rows) -> Path:
    """Write a workbook of two years such as `2018-mar2019`."""
    book = openpyxl.Workbook()
    for number, rows in enumerate(tables, start=1):
        sheet = book.create_sheet(f"Table_{number}")
        for row in rows:
            sheet.append(row)
    path = folder / f"police-use-of-force-apr{years}-tables.xlsx"
    book.save(path)
    return path


def test_two_years_in_two_workbooks(tmp_path: Path) -> None:
    """Each year is a period of 12 months from April; totals are no forces."""
    write(tmp_path, "2018-mar2019", incidents())
    write(tmp_path, "2017-mar2018", incidents())
    counts = read_use_of_force(tmp_path)

    assert (12, (Month(2017, 4), Month(2018, 4))) == (counts.step, counts.months)
    assert ["Cleveland", "Durham", "Gwent"] == [key.name for key in counts.areas]
    assert [20, 20] == counts.series("All", area=area("Gwent")).values.tolist()
    assert (12, 6) == (counts.rows_read, counts.rows_set_aside)
    assert not any(f.code == "SK-DQ-total-differs" for f in counts.quality)


def test_year_between_without_a_workbook(tmp_path: Path) -> None:
    """A year without a workbook is not reported."""
    write(tmp_path, "2017-mar2018", incidents())
    write(tmp_path, "2019-mar2020", incidents())
    counts = read_use_of_force(tmp_path)
    (missing,) = [f for f in counts.quality if f.code == "SK-DQ-missing-month"]

    assert [True, False, True] == counts.series("All", area=area("Gwent")).reported.tolist()
    assert (Month(2018, 4),) == missing.months


def test_total_that_does_not_add_up(tmp_path: Path) -> None:
    """A published total that differs from its parts is found."""
    counts = read_use_of_force(write(tmp_path, "2017-mar2018", incidents(total=31)))
    (finding,) = [f for f in counts.quality if f.code == "SK-DQ-total-differs"]

    assert "31 stated, 30 in its parts" in finding.message


@pytest.mark.parametrize("year", ["", "2018/19"])
def test_devices_in_both_layouts(tmp_path: Path, year: str) -> None:
    """Only a workbook's own year is read where a table holds two."""
    path = write(tmp_path, "2018-mar2019", incidents(), devices(year, year and "2017/18"))
    counts = read_use_of_force(path, by="ced")

    assert (Month(2018, 4),) == counts.months
    assert (area("Gwent"),) == counts.areas
    assert 9 == counts.total(area=area("Gwent"))
    assert 3 == counts.total("Red-dot", area=area("Gwent"))
    assert not any(f.code == "SK-DQ-total-differs" for f in counts.quality)


def test_tactics_by_force(tmp_path: Path) -> None:
    """Totals of kinds are left out; what is called a total and stands alone is a tactic."""
    counts = read_use_of_force(write(tmp_path, "2018-mar2019", tactics()), by="tactic")

    assert (
        "Compliant handcuffing",
        "Ground restraint",
        "Non-compliant handcuffing",
        "Not reported",
        "Unarmed skills",
    ) == counts.groups
    assert 16 == counts.total(area=area("Gwent"))
    assert not any(f.code == "SK-DQ-total-differs" for f in counts.quality)


def test_workbook_that_lacks_the_table(tmp_path: Path) -> None:
    """The tables by force that it has are named."""
    path = write(tmp_path, "2017-mar2018", incidents())
    with pytest.raises(InputError, match=r"By force it has: Table 12\. Incidents by police force"):
        read_use_of_force(path, by="tactic")


def test_two_editions_of_one_year(tmp_path: Path) -> None:
    """Two workbooks of one year are refused."""
    path = write(tmp_path, "2017-mar2018", incidents())
    (tmp_path / "old").mkdir()
    path.with_name("old").joinpath(path.name).write_bytes(path.read_bytes())
    with pytest.raises(InputError, match="would be counted twice"):
        read_use_of_force(tmp_path)


def test_folder_without_a_workbook(tmp_path: Path) -> None:
    """An example of the name is given; so are the ways to count."""
    with pytest.raises(InputError, match="police-use-of-force-apr2018-mar2019"):
        read_use_of_force(tmp_path)
    with pytest.raises(InputError, match="one of incidents, ced, tactic"):
        read_use_of_force(tmp_path, by="dogs")
