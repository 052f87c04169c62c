"""A partnership's year: ask partners for figures each quarter, and judge the plan by what came.

Run it in a folder of its own: python examples/apps/partners_year.py my-year

It writes the table of each quarter, fills it in as partners would, with a slip in one of them, and
says how each measure stands. Put your own plan in the place of PLAN, and mail in the place of SENT.
"""

from __future__ import annotations

import csv
import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

import safetykit
from safetykit.documents.returns import parse_period
from safetykit.errors import DocumentError
from safetykit.evaluation.disclosure import prepare
from safetykit.records.aggregate import asked_by, read_figures, write_template

PLAN = """\
format: 1
id: town-safety-plan
title: Town safety plan
area: {name: Testborough}
partnership: {name: Testborough Partnership}
period: {period: {start: 2026-04, end: 2029-03}, year_starts: 4}
dated: 2026-04
organisations:
  - {id: police, name: Town Police}
  - {id: council, name: Town Council}
performance_measures:
  - id: visits
    title: Visits to licensed premises
    kind: how much
    unit: premises
    owner: police
    cadence: quarterly
    counted_over: year
    targets: [{direction: at least, value: "40", by: 2026-12}]
  - id: answered
    title: Referrals answered within five days
    kind: how well
    unit: person
    owner: council
    cadence: quarterly
    counted_over: each period
    targets: [{direction: at least, value: "80%", by: 2026-12}]
  - id: safer
    title: People who felt safer after support
    kind: better off
    unit: person
    owner: council
    cadence: quarterly
    counted_over: year
    targets: [{direction: at least, value: "70%", by: 2027-03}]
"""
SENT = {
    "2026-Q1": {"visits": ("14", ""), "answered": ("100", "120"), "safer": ("60", "80")},
    "2026-Q2": {"visits": ("16", ""), "answered": ("118", "130"), "safer": ("58", "82")},
    "2026-Q3": {"visits": ("12", ""), "answered": ("115", "125")},
}
DAYS = {"2026-Q1": "2026-07-10", "2026-Q2": "2026-10-09", "2026-Q3": "2027-01-12"}
AS_OF = dt.date(2027, 2, 15)


def main(folder: Path) -> None:
    """Go through the year, and print how each measure stands."""
    folder.mkdir(parents=True, exist_ok=True)
    plan = safetykit.loads(PLAN)
    files = [fill(plan, quarter, folder) for quarter in SENT]
    misspell(files[1])
    try:
        read_figures(files, as_of=AS_OF, plan=plan)
    except DocumentError as error:
        print(f"Refused, and nothing is taken: {error}")
    files[1] = fill(plan, "2026-Q2", folder)
    evaluation = safetykit.evaluate(plan, folder, as_of=AS_OF)
    for line in told(prepare(evaluation).evaluation):
        print(line)
    safetykit.write_html(evaluation, folder / "report.html")


def fill(plan: safetykit.Plan, quarter: str, folder: Path) -> Path:
    """Write the table of a quarter, and fill it in as partners would."""
    months = parse_period(quarter, year_starts=plan.period.first_month).months()
    path = folder / f"{quarter}.csv"
    write_template(path, asked_by(plan), first=months[0], last=months[-1])
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    ids = {measure.title: measure.id for measure in plan.performance_measures}
    for line in lines:
        if figure := SENT[quarter].get(ids[line["indicator"]]):
            line["value"], line["denominator"] = figure
            line["received on"], line["provisional"] = DAYS[quarter], "no"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    return path


def misspell(path: Path) -> None:
    """Do what somebody always does."""
    text = path.read_text(encoding="utf-8").replace("Visits to licensed", "Visits to licenced")
    path.write_text(text, encoding="utf-8")


def told(evaluation: safetykit.Evaluation) -> Iterator[str]:
    """Yield how each measure stands, and what its figure does not say."""
    for found in evaluation.measures:
        yield f"{found.sentence} Return: {found.state}. Target: {found.status}. {found.reason}"
        yield f"  {found.notes[0]}"


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "partners-year"))
