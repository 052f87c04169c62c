"""The table to send out: what is asked of whom, with everything filled in but the figures.

What belongs here: choosing what to ask, and writing it as a CSV or a workbook. What does not:
reading what comes back.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import attrs

from safetykit.errors import InputError
from safetykit.extras import need
from safetykit.model import Plan
from safetykit.quantities import Cadence, Month, month_range
from safetykit.records.aggregate.form import COLUMNS, GUIDANCE_SHEET, KEYS, MARKS, SHEET
from safetykit.records.aggregate.periods import Span, require_month
from safetykit.records.source import POLICE_UK
from safetykit.records.sources.outcomes import OUTCOMES
from safetykit.records.sources.recorded_crime_csp import RECORDED_CRIME_CSP
from safetykit.records.sources.stats19 import STATS19
from safetykit.records.sources.stop_search import STOP_SEARCH
from safetykit.records.sources.use_of_force import USE_OF_FORCE
from safetykit.serial import write_text
from safetykit.serial.sheets import cell_name, guard_csv, holdable, put_text, save_book

__all__ = ["Asked", "asked_by", "write_template"]

PUBLISHED: Final = frozenset(
    source.name
    for source in (
        POLICE_UK,
        OUTCOMES,
        STOP_SEARCH,
        STATS19,
        USE_OF_FORCE,
        RECORDED_CRIME_CSP,
    )
)
ENTRY_COLOUR: Final = "FFF8E1"
HEADER_COLOUR: Final = "E3E8EE"
SPARE_ROWS: Final = 200
_QUARTER: Final = 3
_FILLED: Final = ("period", "area", "indicator", "out of", "owner")
_GUIDANCE: Final = (
    "Fill in one line for each period, area and indicator; leave a line blank if it is not ready.",
    "Send numbers only, never records of people. Do not add columns or sheets.",
)


@attrs.frozen(kw_only=True)
class Asked:
    """A figure that is asked for again and again.

    Attributes:
        indicator: What is counted; the category of the counts that are read.
        area: The area that it is for.
        owner: Who answers for it; empty where nobody is named.
        out_of: Of whom or what a share is one, so that its sender knows what the denominator
            counts; empty where the plan does not say.
        step: The months of a period: 1, 3 or 12.
    """

    indicator: str
    area: str
    owner: str = ""
    out_of: str = ""
    step: int = attrs.field(default=3)

    @step.validator
    def _check_step(self, _: object, step: int) -> None:
        if step not in (1, 3, 12):
            raise InputError("asked.step", step, "1, 3 or 12 months to a period")


def asked_by(
    plan: Plan,
    *,
    owner: str | None = None,
    cadence: Cadence = Cadence.QUARTERLY,
    published: frozenset[str] = PUBLISHED,
) -> tuple[Asked, ...]:
    """Return the figures that a plan needs and that only partners have.

    They are its performance measures, by their titles, and its indicators, by their groups, except
    those that records answer.

    Args:
        plan: The plan.
        owner: The id of an organisation whose figures alone are asked for.
        cadence: How often to ask for what states no cadence.
        published: The names of sources that records answer.

    Raises:
        InputError: The organisation is not the plan's.
    """
    names = {str(body.id): body.name for body in plan.organisations}
    if owner is not None and owner not in names:
        raise InputError("owner", owner, f"one of the organisations: {', '.join(names) or 'none'}")
    wanted: list[tuple[str, str | None, Cadence | None, str]] = [
        (m.title, m.owner, m.cadence, m.out_of) for m in plan.performance_measures
    ]
    others = [i for i in plan.indicators if i.source not in published]
    wanted += [(i.group, i.owner, i.cadence, "") for i in others]
    asked = [
        Asked(
            indicator=title,
            area=plan.area.name,
            owner="" if whose is None else names[whose],
            out_of=out_of,
            step=_months(every) or _months(cadence) or _QUARTER,
        )
        for title, whose, every, out_of in wanted
        if owner is None or whose == owner
    ]
    return tuple({(one.indicator, one.area): one for one in asked}.values())


def _months(cadence: Cadence | None) -> int | None:
    return cadence.months if cadence else None


def write_template(
    path: str | os.PathLike[str],
    asked: Iterable[Asked],
    *,
    first: Month,
    last: Month,
    year_starts: int = 4,
) -> Path:
    """Write a table to be filled in: a line for each figure and period that ends in some months.

    Args:
        path: The CSV or workbook to write; its name ends in `.csv` or `.xlsx`.
        asked: What is asked; see `asked_by`.
        first: The first month.
        last: The last month. A yearly figure is asked for where its year ends between the two.
        year_starts: The first month of the year that quarters and years count from; `first_month`
            of a plan's period is the one that the plan means.

    Returns:
        The path.

    Raises:
        InputError: The name ends in neither, nothing is asked for those months, `year_starts` is
            no month, or the file cannot be written.
        MissingExtraError: A workbook is to be written and the `xlsx` extra is not installed.
    """
    require_month(year_starts)
    lines = list(_lines(asked, first, last, year_starts))
    if not lines:
        expected = f"figures whose period ends from {first} to {last}"
        raise InputError("asked", "nothing to ask", expected, hint="Ask for other months.")
    target = Path(path)
    if target.suffix == ".csv":
        return _write_csv(target, lines)
    if target.suffix == ".xlsx":
        return save_book(_draw(lines), target)
    raise InputError("path", str(path), "a name that ends in .csv or .xlsx")


def _lines(
    asked: Iterable[Asked], first: Month, last: Month, year_starts: int
) -> Iterator[dict[str, str]]:
    for one in asked:
        for end in month_range(first, last):
            if (end.month - year_starts + 1) % one.step == 0:
                span = Span(end + (1 - one.step), one.step)
                yield {
                    "period": str(span),
                    "area": one.area,
                    "indicator": one.indicator,
                    "out of": one.out_of,
                    "owner": one.owner,
                }


def _write_csv(target: Path, lines: Iterable[dict[str, str]]) -> Path:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(KEYS)
    for line in lines:
        writer.writerow(guard_csv(line.get(key, "")) for key in KEYS)
    return write_text(target, "\ufeff" + stream.getvalue())  # the mark tells programs it is UTF-8


def _draw(lines: list[dict[str, str]]) -> Any:
    book = need("openpyxl", wanted_by="Writing a table of figures").Workbook()
    styles = need("openpyxl.styles", wanted_by="Writing a table of figures")
    sheet = book.active
    sheet.title = SHEET
    for number, column in enumerate(COLUMNS, start=1):
        cell = sheet.cell(1, number)
        put_text(cell, column.key)
        cell.font = styles.Font(bold=True)
        cell.fill = styles.PatternFill("solid", fgColor=HEADER_COLOUR)
        sheet.column_dimensions[cell.column_letter].width = column.width
    for row, line in enumerate(lines, start=2):
        for number, column in enumerate(COLUMNS, start=1):
            cell = sheet.cell(row, number)
            if text := line.get(column.key, ""):
                put_text(cell, holdable(text))
            if column.key not in _FILLED:
                cell.fill = styles.PatternFill("solid", fgColor=ENTRY_COLOUR)
    sheet.freeze_panes = "D2"
    _add_checks(sheet, len(lines) + 1 + SPARE_ROWS)
    _draw_guidance(book.create_sheet(GUIDANCE_SHEET))
    return book


def _add_checks(sheet: Any, last_row: int) -> None:
    """Let the program offer the marks and refuse what is no day; `n/a` and `<5` may be typed."""
    module = need("openpyxl.worksheet.datavalidation", wanted_by="Writing a table of figures")
    marks = module.DataValidation(type="list", formula1=f'"{",".join(MARKS)}"')
    marks.showErrorMessage = True
    marks.errorTitle, marks.error = "provisional", "Choose one of: " + ", ".join(MARKS)
    days = module.DataValidation(type="date", operator="greaterThan", formula1="36526")
    days.showErrorMessage = True
    days.errorTitle, days.error = "received on", "Write a day such as 2026-10-05."
    for check, key in ((marks, "provisional"), (days, "received on")):
        column = KEYS.index(key) + 1
        check.add(f"{cell_name(2, column)}:{cell_name(last_row, column)}")
        sheet.add_data_validation(check)
    day_column = KEYS.index("received on") + 1
    for row in range(2, last_row - SPARE_ROWS + 1):
        sheet.cell(row, day_column).number_format = "yyyy-mm-dd"


def _draw_guidance(sheet: Any) -> None:
    styles = need("openpyxl.styles", wanted_by="Writing a table of figures")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 18, 90
    for row, text in enumerate(_GUIDANCE, start=1):
        put_text(sheet.cell(row, 1), text)
    for row, column in enumerate(COLUMNS, start=len(_GUIDANCE) + 2):
        put_text(sheet.cell(row, 1), column.key)
        put_text(sheet.cell(row, 2), column.note)
        sheet.cell(row, 1).font = styles.Font(bold=True)
