"""The table that is sent out, and the workbook that comes back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import attrs
import pytest

from safetykit.documents import loads
from safetykit.errors import DocumentError, InputError
from safetykit.model import Plan
from safetykit.quantities import Cadence, Month
from safetykit.records.aggregate import Asked, asked_by, read_aggregate, write_template

AS_OF = dt.date(2026, 12, 1)
SUMMER = {"first": Month(2026, 7), "last": Month(2026, 9)}
PLAN = """
format: 1
id: town-plan
title: Town plan
area: {name: Testborough}
partnership: {name: Testborough Partnership}
period: {period: {start: 2026-04, end: 2029-03}}
dated: 2026-04
organisations:
  - {id: police, name: Town Police}
  - {id: council, name: Town Council}
performance_measures:
  - {id: visits, title: Visits to licensed premises, kind: how much, unit: premises, owner: police}
indicators:
  - id: burglary
    title: Burglary
    source: police-uk
    group: Burglary
    polarity: lower is better
    baseline: {period: {start: 2025-04, end: 2026-03}}
  - id: referrals
    title: Referrals to the night service
    source: partner-figures
    group: Night referrals
    unit: person
    polarity: ambiguous
    cadence: monthly
    owner: council
    baseline: {period: {start: 2025-04, end: 2026-03}}
"""


@pytest.fixture
def plan() -> Plan:
    """A plan with one performance measure and two indicators, one of them on open data."""
    return loads(PLAN)


def test_what_a_plan_asks(plan: Plan) -> None:
    """What records answer is not asked of anybody; the rest is asked at its own cadence."""
    assert asked_by(plan) == (
        Asked(indicator="Visits to licensed premises", area="Testborough", owner="Town Police"),
        Asked(indicator="Night referrals", area="Testborough", owner="Town Council", step=1),
    )


def test_what_a_plan_asks_of_one_body(plan: Plan) -> None:
    """A body is asked for its own figures; an unknown one is refused."""
    assert ["Night referrals"] == [one.indicator for one in asked_by(plan, owner="council")]
    with pytest.raises(InputError, match="one of the organisations: police, council"):
        asked_by(plan, owner="counsel")


def test_lines_of_a_template(plan: Plan, tmp_path: Path) -> None:
    """Everything is filled in but the figures; a monthly one has three lines in a quarter."""
    path = write_template(tmp_path / "figures.csv", asked_by(plan), **SUMMER)

    assert path.read_text(encoding="utf-8-sig").splitlines()[1:] == [
        "2026-07..2026-09,Testborough,Visits to licensed premises,,,Town Police,,,,",
        "2026-07,Testborough,Night referrals,,,Town Council,,,,",
        "2026-08,Testborough,Night referrals,,,Town Council,,,,",
        "2026-09,Testborough,Night referrals,,,Town Council,,,,",
    ]


def test_of_whom_a_share_is_one(plan: Plan, tmp_path: Path) -> None:
    """Who sends a denominator reads in the table what the plan means it to count."""
    (visits,) = plan.performance_measures
    shares = attrs.evolve(plan, performance_measures=(attrs.evolve(visits, out_of="known pubs"),))
    path = write_template(tmp_path / "figures.csv", asked_by(shares, owner="police"), **SUMMER)
    text = path.read_text(encoding="utf-8-sig")

    assert text.splitlines()[0].endswith(",note,out of")
    assert text.splitlines()[1].endswith(",,,Town Police,,,,known pubs")
    sent = ",14,20,Town Police,2026-10-05,no,,all pubs"
    path.write_text(text.replace(",,,Town Police,,,,known pubs", sent), encoding="utf-8")
    counts = read_aggregate(path, as_of=dt.date(2026, 11, 30), step=3)
    assert counts.denominators is not None
    assert [20.0] == counts.denominators.ravel().tolist()


def test_a_table_of_before_has_no_such_column(plan: Plan, tmp_path: Path) -> None:
    """A table that was sent out without the column is read as it was."""
    path = write_template(tmp_path / "figures.csv", asked_by(plan, owner="police"), **SUMMER)
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    old = [lines[0].removesuffix(",out of"), lines[1].removesuffix(",")]
    filled_in = old[1].replace(",,,Town Police,,,", ",14,,Town Police,2026-10-05,no,")
    path.write_text("\n".join([old[0], filled_in]) + "\n", encoding="utf-8")

    assert 14 == read_aggregate(path, as_of=dt.date(2026, 11, 30), step=3).values.sum()


def test_yearly_figure_is_asked_when_its_year_ends(tmp_path: Path) -> None:
    """The quarter in which a year ends asks for the year."""
    asked = [Asked(indicator="Deaths", area="Testborough", step=12)]
    spring = {"first": Month(2027, 1), "last": Month(2027, 3)}
    path = write_template(tmp_path / "a.csv", asked, **spring, year_starts=4)

    assert "2026-04..2027-03,Testborough,Deaths" in path.read_text(encoding="utf-8")
    with pytest.raises(InputError, match=r"figures whose period ends from 2026-07 to 2026-09"):
        write_template(tmp_path / "b.csv", asked, **SUMMER, year_starts=4)


def test_template_of_another_kind(plan: Plan, tmp_path: Path) -> None:
    """A template is a CSV or a workbook; a period has a length that counts can have."""
    with pytest.raises(InputError, match=r"ends in .csv or .xlsx"):
        write_template(tmp_path / "figures.doc", asked_by(plan), **SUMMER)
    with pytest.raises(InputError, match=r"asked.step: expected 1, 3 or 12"):
        Asked(indicator="a", area="b", step=2)


def test_name_that_looks_like_a_formula(tmp_path: Path) -> None:
    """No text runs in somebody else's program, and it comes back as it was."""
    asked = [Asked(indicator="=HYPERLINK(1)", area="+Town", owner="-", step=1)]
    path = write_template(tmp_path / "a.csv", asked, **SUMMER)
    counts = read_aggregate(path, as_of=AS_OF)

    assert ",'=HYPERLINK(1)," in path.read_text(encoding="utf-8")
    assert (("=HYPERLINK(1)",), "+Town") == (counts.groups, counts.areas[0].name)


def filled(path: Path, cells: dict[str, Any], *, extra: str = "") -> Path:
    """Fill in cells of a workbook, as a partner does, and return its path."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(path)
    for name, value in cells.items():
        book["Figures"][name] = value
    if extra:
        book.create_sheet(extra)["A1"] = "x"
    book.save(path)
    return path


def workbook(tmp_path: Path) -> Path:
    """Return a template of one monthly figure, as a workbook with lines 2 to 4."""
    pytest.importorskip("openpyxl")
    asked = [Asked(indicator="Referrals", area="Lincoln", owner="Town Police", step=1)]
    return write_template(tmp_path / "figures.xlsx", asked, **SUMMER)


JULY = {"D2": 41, "E2": 1250, "G2": dt.date(2026, 8, 10), "H2": "no"}


def test_workbook_that_was_filled_in(tmp_path: Path) -> None:
    """Numbers and days of a spreadsheet are read as what they are; blank lines are not sent."""
    path = filled(workbook(tmp_path), JULY | {"D3": "<5", "G3": "2026-09-09", "H3": "yes"})
    counts = read_aggregate(path, as_of=AS_OF)

    assert [41, 0, 0] == counts.values[:, 0, 0].tolist()
    assert [True, False, False] == counts.reported[:, 0, 0].tolist()
    assert counts.denominators is not None
    assert 1250.0 == counts.denominators[0, 0, 0]


def test_period_that_the_program_made_a_date(tmp_path: Path) -> None:
    """A spreadsheet that turns a month into its first day does no harm."""
    path = filled(workbook(tmp_path), JULY | {"A2": dt.date(2026, 7, 1)})

    assert 41 == read_aggregate(path, as_of=AS_OF).values[0].item()


@pytest.mark.parametrize(
    ("cells", "match"),
    [
        ({"D2": "=1+1"}, r"figures.xlsx!Figures!D2: is a formula; paste its value"),
        ({"D2": 4.5}, r"Figures!D2: expected a whole number.*send what it is made of"),
        ({"D2": True}, r"Figures!D2: is true or false"),
        ({"D2": dt.date(2026, 5, 1)}, r"Figures!D2: is a date; format the cell"),
        ({"A2": dt.date(2026, 7, 2)}, r"Figures!A2: is a day; write a period"),
        ({"K2": "see below"}, r"Figures!K2: stands under no header"),
        ({"J1": "extra"}, r"Figures!J1: no column is called extra"),
    ],
)
def test_cell_that_does_not_fit(tmp_path: Path, cells: dict[str, Any], match: str) -> None:
    """An error names file, sheet and cell."""
    path = filled(workbook(tmp_path), JULY | cells)
    with pytest.raises(DocumentError, match=match):
        read_aggregate(path, as_of=AS_OF)


def test_cell_in_percent(tmp_path: Path) -> None:
    """A cell that shows 45% holds 0.45; it is refused as the percentage that its sender saw."""
    openpyxl = pytest.importorskip("openpyxl")
    path = filled(workbook(tmp_path), JULY | {"D2": 0.45})
    book = openpyxl.load_workbook(path)
    book["Figures"]["D2"].number_format = "0%"
    book.save(path)
    with pytest.raises(
        DocumentError, match=r"D2: expected a count and not a percentage, got '45%'"
    ):
        read_aggregate(path, as_of=AS_OF)


def test_second_sheet(tmp_path: Path) -> None:
    """A sheet that would not be read is not passed over."""
    path = filled(workbook(tmp_path), JULY, extra="More")
    with pytest.raises(DocumentError, match=r"!More: is a second sheet.*Move its lines"):
        read_aggregate(path, as_of=AS_OF)


def test_sheet_of_another_name(tmp_path: Path) -> None:
    """A workbook of one's own has one sheet, whatever its name; with several, one must be named."""
    openpyxl = pytest.importorskip("openpyxl")
    path = filled(workbook(tmp_path), JULY)
    book = openpyxl.load_workbook(path)
    book["Figures"].title = "Sheet1"
    book.save(path)

    assert 41 == read_aggregate(path, as_of=AS_OF).values[0].item()
    book.create_sheet("Sheet2")["A1"] = "x"
    book.save(path)
    with pytest.raises(
        DocumentError, match=r"there is no such sheet among: Sheet1, Guidance, Sheet2"
    ):
        read_aggregate(path, as_of=AS_OF)


def test_what_open_data_answer_is_not_asked(plan: Plan) -> None:
    """A figure that a source of open data holds is asked of nobody; a measure has its own pace."""
    indicator = attrs.evolve(plan.indicators[0], source="stats19", group="Slight")
    measure = attrs.evolve(plan.performance_measures[0], cadence=Cadence.MONTHLY)
    changed = attrs.evolve(plan, indicators=(indicator,), performance_measures=(measure,))

    assert [(measure.title, 1)] == [(one.indicator, one.step) for one in asked_by(changed)]


def test_years_are_financial_years(tmp_path: Path) -> None:
    """Unless somebody says otherwise, a yearly figure is asked for where March ends."""
    asked = [Asked(indicator="Visits", area="Town", step=12)]
    path = write_template(tmp_path / "f.csv", asked, first=Month(2027, 1), last=Month(2027, 6))

    assert "2026-04..2027-03" in path.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("month", [0, 13, -3])
def test_year_that_begins_in_no_month(tmp_path: Path, month: int) -> None:
    """A first month that is none is refused before anything is written."""
    with pytest.raises(InputError, match=r"year_starts: expected a month from 1 to 12, got"):
        write_template(
            tmp_path / "a.csv",
            [Asked(indicator="I", area="A")],
            first=Month(2026, 1),
            last=Month(2026, 12),
            year_starts=month,
        )

    assert not (tmp_path / "a.csv").exists()
