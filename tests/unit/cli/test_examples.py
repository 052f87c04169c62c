"""Every example that `--help` shows is run, in a folder with the files that it names."""

from __future__ import annotations

import random
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

for needed in ("click", "rich", "numpy", "jinja2", "vl_convert", "docx", "openpyxl", "ruamel.yaml"):
    pytest.importorskip(needed)

import click
import openpyxl

from safetykit.cli.main import cli, run
from safetykit.quantities import Month
from safetykit.records import OUTCOMES, STOP_SEARCH
from safetykit.testing.police_uk import plan_street_rows, write_police_uk_tree

ROOT = Path(__file__).parents[3]
CITY = ROOT / "examples/plans/city-of-london.yaml"
DATA = ROOT / "examples/data/city-of-london"
TOWN = """\
format: 1
id: safer-town
title: Safer Town
area: {name: Town}
partnership: {name: Safer Town Partnership}
period: {period: {start: "2026", end: "2028"}}
dated: January 2026
organisations:
  - {id: police, name: Town Police}
actions:
  - {id: patrols, title: Patrol the centre, owner: police, commitments: []}
performance_measures:
  - {id: visits, title: Licence visits, kind: how much, unit: premises, owner: police}
"""
MAPPING = """\
source: {name: calls, title: T, publisher: P, url: u, licence: l, attribution: a, travel: partner}
period: {columns: [Month], format: month}
area: {value: Testshire}
group: {column: Kind}
"""
OFFENCES = (
    *("Violence against the person", "Homicide"),
    "Death or serious injury caused by illegal driving",
    *("Violence with injury", "Violence without injury", "Stalking and harassment"),
    *("Sexual offences", "Robbery", "Theft offences", "Burglary", "Residential burglary"),
    *("Non-residential burglary", "Vehicle offences", "Theft from the person", "Bicycle theft"),
    *("Shoplifting", "All other theft offences", "Criminal damage and arson", "Drug offences"),
    *("Possession of weapons offences", "Public order offences"),
    "Miscellaneous crimes against society",
)
FINDINGS = {"safetykit audit", "safetykit format"}
SLOW = {"safetykit", "safetykit toolkit check", "safetykit toolkit new", "safetykit evaluate"}


def examples(command: click.Command, path: str = "safetykit") -> Iterator[tuple[str, list[str]]]:
    """Return each command with the examples of its help."""
    block = re.search(r"Examples?:\n((?: {2,}safetykit .*\n?)+)", command.help or "")
    yield path, [line.strip() for line in block[1].splitlines()] if block else []
    for name, inner in getattr(command, "commands", {}).items():
        yield from examples(inner, f"{path} {name}")


ALL = dict(examples(cli))
RUN = [
    pytest.param(path, lines, id=path, marks=[pytest.mark.slow] if path in SLOW else [])
    for path, lines in ALL.items()
    if lines
]


def test_every_command_has_an_example() -> None:
    """Only the groups show none, and the top one does."""
    groups = {"safetykit returns", "safetykit count", "safetykit toolkit"}

    assert groups == {path for path, lines in ALL.items() if not lines}


@pytest.mark.parametrize(("path", "lines"), RUN)
def test_examples_run(
    path: str,
    lines: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What the help shows can be typed as it is."""
    if path == "safetykit toolkit new":
        pytest.importorskip("copier")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("safetykit.reporting.handouts.html_to_pdf", lambda _: b"%PDF-")
    lay_out(tmp_path, path)
    for line in lines:
        words, _, target = line.partition(" > ")
        status = run(list(expanded(words)))
        out, err = capsys.readouterr()
        if target:
            Path(target).write_text(out, "utf-8")
        allowed = {0, 1} if path in FINDINGS or "audit" in line else {0}

        assert status in allowed, f"{line}: {err}"
        assert out or "-o" in line


def expanded(words: str) -> Iterator[str]:
    """Return the words of a line as a shell would hand them over."""
    for word in shlex.split(words)[1:]:
        yield from sorted(map(str, Path().glob(word))) if "*" in word else [word]


def lay_out(folder: Path, path: str) -> None:
    """Write the files that the examples of a command name."""
    if "returns" in path:
        _mail(folder, path.removeprefix("safetykit "))
        return
    for name in ("plan.yaml", "plan-2017.yaml", "plan-2020.yaml"):
        shutil.copy(CITY, folder / name)
    shutil.copytree(DATA, folder / "police-uk")
    if " count " in path:
        _records(folder)


def _mail(folder: Path, command: str) -> None:
    """Write a small plan and, but for the first command, what partners sent back."""
    plan = folder / "plan.yaml"
    plan.write_text(TOWN, "utf-8")
    if command == "returns new":
        return
    asked = ("--period", "2026-Q2", "-o")
    run(["returns", "new", str(plan), *asked, str(folder / "returns")])
    (filled,) = (folder / "returns").iterdir()
    _fill(filled, "Return", {"B5": "2026-10-05", "F9": "on track"})
    if command != "returns read":
        updates = folder / "updates.yaml"
        run(["returns", "read", str(filled), "--plan", str(plan), "-o", str(updates)])
    (folder / "mail").mkdir()
    table = folder / "mail" / "figures.xlsx"
    run(["returns", "figures", str(plan), *asked, str(table)])
    _fill(table, "Figures", {"D2": 14, "G2": "2026-10-05", "H2": "no"})


def _fill(path: Path, sheet: str, cells: dict[str, str | int]) -> None:
    book = openpyxl.load_workbook(path)
    for cell, value in cells.items():
        book[sheet][cell] = value
    book.save(path)


def _records(folder: Path) -> None:
    rng = random.Random(1)
    rows = plan_street_rows([Month(2017, 1)], rng=rng, districts=("City of London",))
    write_police_uk_tree(folder / "downloads", rows, rng=rng)
    stopped = {"Date": "2018-01-05T12:00:00+00:00", "Outcome": "Arrest"}
    _row(folder / "downloads/2018-01-essex-stop-and-search.csv", STOP_SEARCH.columns, stopped)
    known = {"Month": "2018-01", "Reported by": "Essex Police", "Outcome type": "Charged"}
    _row(folder / "downloads/2018-01-essex-outcomes.csv", OUTCOMES.columns, known)
    (folder / "arrests.mapping.yaml").write_text(MAPPING, "utf-8")
    (folder / "arrests.csv").write_text("Month,Kind\n2024-01,Assault\n", "utf-8")
    _collisions(folder / "dft")
    _devices(folder / "workbooks")
    _recorded_crime(folder / "policeforceareatables.csv")


def _row(path: Path, columns: tuple[str, ...], fields: dict[str, str]) -> None:
    row = ",".join(fields.get(column, "x") for column in columns)
    path.write_text(f"{','.join(columns)}\n{row}\n", "utf-8")


def _collisions(folder: Path) -> None:
    folder.mkdir()
    collision = "accident_index,accident_severity,date,local_authority_district\na,1,2014-01-31,2\n"
    names = "accident_index,casualty_reference,vehicle_reference,casualty_class,casualty_severity"
    casualty = f"{names},casualty_type\na,1,1,1,1,0\n"
    (folder / "dft-road-casualty-statistics-collision-2014.csv").write_text(collision, "utf-8")
    (folder / "dft-road-casualty-statistics-casualty-2014.csv").write_text(casualty, "utf-8")


def _devices(folder: Path) -> None:
    folder.mkdir()
    book = openpyxl.Workbook()
    sheet = book.create_sheet()
    drawn = ("Drawn", "Aimed", "Red-dot", "Arced")
    fired = ("Drive stun", "Fired", "Angled drive stun")
    heads = ("Total", "Total non-discharge", *drawn, "Total discharge", *fired, "Not stated")
    sheet.append(["Table 13. Use of CED by type and police force: 1 April 2017 to 31 March 2018"])
    sheet.append(["Region", "Police force", *heads])
    sheet.append(["Wales", "Gwent", 9, 6, 1, 2, 3, 0, 2, 1, 1, 0, 1])
    book.save(folder / "police-use-of-force-apr2017-mar2018-tables.xlsx")


def _recorded_crime(path: Path) -> None:
    title = (
        "Table C2: Number of police recorded crimes for headline offences by Community Safety "
        "Partnership area, England and Wales, year ending June 2025"
    )
    heads = (
        *("Police Force Area code", "Police Force Area name", "Community Safety Partnership code"),
        *("Community Safety Partnership name", "Local Authority code", "Local Authority name"),
        *("Total recorded crime (excluding fraud)", *OFFENCES),
    )
    figures = [35, 10, 1, 1, 2, 3, 3, 4, 1, 13, 5, 2, 3, 2, 1, 1, 2, 2, 1, 1, 1, 2, 2]
    row = ["E1", "Metropolitan", "E2", "Lambeth", "", "", *map(str, figures)]
    rows = ([title, *[""] * 28], ["Source: nobody", *[""] * 28], heads, row)
    path.write_text("".join(",".join(f'"{c}"' for c in row) + "\n" for row in rows), "utf-8")
