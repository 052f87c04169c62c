"""`safetykit returns figures` and `safetykit count returns`: out by mail, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

for needed in ("click", "rich", "openpyxl"):
    pytest.importorskip(needed)

import openpyxl

from safetykit.cli import run
from safetykit.cli.reading import read_all
from safetykit.records import read_counts

PLAN = """\
format: 1
id: safer-town
title: Safer Town
area: {name: Town}
partnership: {name: Safer Town Partnership}
period: {period: {start: "2026", end: "2028"}}
dated: January 2026
organisations:
  - {id: police, name: Town Police}
performance_measures:
  - {id: visits, title: Licence visits, kind: how much, unit: premises, owner: police}
"""
Shell = Callable[..., tuple[int, str, str]]


@pytest.fixture
def shell(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Shell:
    """Run a command line in a folder with a plan; return exit status, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    Path("plan.yaml").write_text(PLAN, encoding="utf-8")

    def call(line: str) -> tuple[int, str, str]:
        status = run(line.split())
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


def test_figures_out_and_back(shell: Shell) -> None:
    """A table goes out with one line for the quarter, and comes back as counts."""
    status, out, _ = shell("returns figures plan.yaml --period 2026-Q2 --owner police -o f.xlsx")

    assert 0 == status
    assert out.startswith("The table of 1 figure is at")
    book = openpyxl.load_workbook("f.xlsx")
    cells = {"D2": 14, "G2": "2026-10-05", "H2": "yes"}
    for name, value in cells.items():
        book["Figures"][name] = value
    book.save("f.xlsx")
    status, out, _ = shell("count returns f.xlsx --as-of 2026-11-30 -o counts.csv")
    counts = read_counts("counts.csv")

    assert 0 == status
    assert "1 rows read, 1 counted, 0 set aside." in out
    assert "SK-DQ-provisional: One figure may still be changed by the sender." in out
    assert (14, 3, True) == (counts.values.item(), counts.step, counts.provisional.item())


def test_figures_that_do_not_fit(shell: Shell) -> None:
    """What is wrong is said with file and line; nothing is written."""
    shell("returns figures plan.yaml --period 2026-Q2 -o f.csv")
    text = Path("f.csv").read_text(encoding="utf-8-sig")
    filled = text.replace("visits,,,", "visits,45%,,").replace("2026-07..2026-09", "2026 Q3")
    Path("f.csv").write_text(filled, encoding="utf-8")
    status, _, err = shell("count returns f.csv --as-of 2026-11-30 -o counts.csv")

    assert 2 == status
    assert "f.csv:2 (value): expected a count and not a percentage" in err
    assert "f.csv:2 (period): expected a quarter whose first month is known" in err
    assert not Path("counts.csv").exists()
    right = filled.replace("45%,,Town Police,,", "45,,Town Police,2026-10-05,no")
    Path("f.csv").write_text(right, encoding="utf-8")
    _, _, err = shell("count returns f.csv --as-of 2026-11-30 --year-starts July -o counts.csv")
    assert "(period): January 2027 to March 2027 has not begun on 2026-11-30" in err


FIGURES = """\
period,area,indicator,value,owner,received on,provisional
2026-01..2026-03,Town,Licence visits,14,Town Police,2026-05-10,no
2026-04..2026-06,Town,Licence visits,16,Town Police,2026-07-10,no
"""
DUE = "A figure was taken to be due {} days after the end of its period."


def test_days_after_which_figures_are_due(shell: Shell) -> None:
    """The days of `count returns` reach the evaluation, and those of `evaluate` go before them."""
    Path("f.csv").write_text(FIGURES, encoding="utf-8")
    _, told, _ = shell("count returns f.csv --as-of 2026-11-14 --due-days 46 -o counts.csv")
    _, kept, _ = shell("evaluate plan.yaml --data counts.csv --as-of 2026-11-14")
    _, asked, _ = shell("evaluate plan.yaml --data counts.csv --as-of 2026-11-14 --due-days 44")
    _, read, _ = shell("evaluate plan.yaml --data f.csv --as-of 2026-11-14 --due-days 30")

    assert "SK-DQ-late" not in told
    assert DUE.format(46) in kept
    assert "; reported]" in kept
    assert DUE.format(44) in asked
    assert "; late]" in asked
    assert DUE.format(30) in read
    (counts,) = read_all([Path("f.csv")], as_of=dt.date(2026, 11, 14), due_days=30)
    assert 30 == counts.due_days
    assert any("later than 30 days" in finding.message for finding in counts.quality)


def test_days_of_a_saved_result(shell: Shell) -> None:
    """A result that was made with other days is made again with the same ones."""
    Path("f.csv").write_text(FIGURES, encoding="utf-8")
    line = "evaluate plan.yaml --data f.csv --as-of 2026-11-14 --due-days 46 --format json"
    Path("result.json").write_text(shell(line)[1], encoding="utf-8")
    status, out, _ = shell("verify result.json --data f.csv")

    assert (0, True) == (status, out.startswith("The result came out alike."))


def test_days_that_nobody_could_wait_for(shell: Shell) -> None:
    """A number of days out of range is refused as usage."""
    Path("f.csv").write_text(FIGURES, encoding="utf-8")
    status, _, err = shell("evaluate plan.yaml --data f.csv --due-days -1")

    assert 2 == status
    assert "--due-days" in err


def test_a_step_that_is_none(shell: Shell) -> None:
    """No number is suggested for another number: 12 months are not nearly 2."""
    Path("f.csv").write_text(FIGURES, encoding="utf-8")
    _, _, err = shell("count returns f.csv --as-of 2026-11-14 --step 2 -o counts.csv")

    assert "expected one of 1, 3, 12, got '2'." in err
    assert "Did you mean" not in err


def test_quarters_of_a_year_that_the_command_line_states(shell: Shell) -> None:
    """The first month that is asked for holds for the figures too, and when it is made again."""
    text = FIGURES.replace("2026-01..2026-03", "2026 Q1").replace("2026-04..2026-06", "2026 Q2")
    Path("f.csv").write_text(text, encoding="utf-8")
    line = "evaluate plan.yaml --data f.csv --as-of 2026-11-14"
    status, _, err = shell(line)
    _, out, _ = shell(f"{line} --year-starts January")
    _, result, _ = shell(f"{line} --year-starts January --format json")
    Path("result.json").write_text(result, encoding="utf-8")

    assert 2 == status
    assert "Say in which month the year begins (year_starts in the plan, or --year-starts)" in err
    assert "16 in April 2026 to June 2026" in out
    assert 0 == shell("verify result.json --data f.csv")[0]
