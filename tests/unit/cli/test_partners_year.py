"""From a plan to judged measures: the templates, three quarters of returns, and the evaluation."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

for needed in ("click", "rich", "numpy", "scipy"):
    pytest.importorskip(needed)

from safetykit.cli import run

PLAN = """\
format: 1
id: town
title: Town safety plan
area: {name: Town}
partnership: {name: Town Partnership}
period: {period: {start: 2022-04, end: 2025-03}}
dated: 2022-04
organisations:
  - {id: police, name: Town Police}
performance_measures:
  - id: visits
    title: Visits to premises
    kind: how much
    unit: premises
    owner: police
    cadence: quarterly
    counted_over: year
    targets: [{direction: at least, value: "40", by: 2022-12}]
"""
DAYS = {1: "2022-07-10", 2: "2022-10-09", 3: "2023-01-12"}
VALUES = {1: "14", 2: "16", 3: "12"}
Shell = Callable[..., tuple[int, str, str]]


@pytest.fixture
def shell(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Shell:
    """Run a command in a folder with a plan and three filled quarters; return what it said."""
    monkeypatch.chdir(tmp_path)
    Path("plan.yaml").write_text(PLAN, encoding="utf-8")
    Path("filled").mkdir()

    def call(line: str) -> tuple[int, str, str]:
        status = run(line.split())
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    for quarter, day in DAYS.items():
        call(f"returns figures plan.yaml --period 2022-Q{quarter} -o filled/q{quarter}.csv")
        path = Path(f"filled/q{quarter}.csv")
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
        rows[0] |= {"value": VALUES[quarter], "received on": day, "provisional": "no"}
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return call


def test_from_the_plan_to_the_answer(shell: Shell) -> None:
    """Templates of three quarters, filled in, are enough to judge the target for the year."""
    status, out, err = shell("evaluate plan.yaml --data filled --as-of 2023-02-15")

    assert (0, "") == (status, err)
    assert "Visits to premises: 12 in October 2022 to December 2022." in out
    assert (
        "Target “at least 40 by 2022-12”: met. Reported in April 2022 to December 2022: 42." in out
    )
    assert "Activity, not outcome: it counts what was done" in out


def test_a_result_of_returns_is_verified(shell: Shell) -> None:
    """A saved result of partners' figures comes out alike from the same files."""
    _, out, _ = shell("evaluate plan.yaml --data filled/q1.csv --as-of 2022-08-01 --format json")
    assert "Visits to premises" == json.loads(out)["measures"][0]["title"]
    Path("result.json").write_text(out, encoding="utf-8")

    status, out, err = shell("verify result.json --data filled/q1.csv")

    assert (0, "") == (status, err)
    assert "The result came out alike." in out


@pytest.mark.parametrize(
    ("name", "got", "hint"),
    [
        ("plan.yaml", "a plan", "Name the plan first, and the records after --data."),
        (
            "result.json",
            "the result of an evaluation",
            "Name the records that it was made from.",
        ),
        (
            "counts.yaml",
            "the description of a table of counts",
            "Name the CSV file of the same name.",
        ),
        ("t.mapping.yaml", "a mapping of columns", "Name the table beside it."),
    ],
)
def test_what_is_no_data(shell: Shell, name: str, got: str, hint: str) -> None:
    """A plan, or a result, in the place of data is called what it is, in one line."""
    Path("result.json").write_text('{"provenance": {}, "results": []}', encoding="utf-8")
    Path("counts.yaml").write_text("{source: {}, first: 1, last: 2}", encoding="utf-8")
    Path("t.mapping.yaml").write_text("{source: {}, period: {}, group: {}}", encoding="utf-8")
    status, _, err = shell(f"evaluate plan.yaml --data {name}")

    assert 2 == status
    assert f"safetykit: {name}: expected records or a table of counts, got '{got}'. {hint}" in err
    assert 1 == len(err.strip().splitlines())


@pytest.mark.parametrize("command", ["count returns filled/q1.csv -o c.csv", "evaluate plan.yaml"])
def test_a_misspelt_measure(shell: Shell, command: str) -> None:
    """A misspelt measure is refused with file, line and what was meant, wherever the plan is."""
    path = Path("filled/q1.csv")
    text = path.read_text(encoding="utf-8").replace("Visits to premises", "Vists to premises")
    path.write_text(text, encoding="utf-8")
    more = "--plan plan.yaml" if command.startswith("count") else "--data filled/q1.csv"
    status, _, err = shell(f"{command} {more} --as-of 2023-02-15")

    assert 2 == status
    assert "q1.csv:2 (indicator): indicator “Vists to premises” is none of the plan's." in err
    assert 'Did you mean "Visits to premises"?' in err


def test_a_misspelt_header_is_not_passed_over(shell: Shell) -> None:
    """If one file of a folder is a return, another with a wrong header is refused."""
    path = Path("filled/q2.csv")
    path.write_text(path.read_text(encoding="utf-8").replace("indicator", "indicater"), "utf-8")
    status, _, err = shell("evaluate plan.yaml --data filled --as-of 2023-02-15")

    assert 2 == status
    assert "q2.csv:1: no column is called indicater." in err


def test_quarters_of_the_plan(shell: Shell) -> None:
    """Quarters count from the month that the plan states, from the option, else from April."""
    stated = PLAN.replace("end: 2025-03}}", "end: 2025-03}, year_starts: 1}")
    Path("other.yaml").write_text(stated, encoding="utf-8")
    starts = {}
    for name, line in {
        "financial": "plan.yaml",
        "stated": "other.yaml",
        "asked": "plan.yaml --year-starts July",
    }.items():
        shell(f"returns figures {line} --period 2022-Q2 -o {name}.csv")
        starts[name] = Path(f"{name}.csv").read_text(encoding="utf-8-sig").splitlines()[1][:7]

    assert {"financial": "2022-07", "stated": "2022-04", "asked": "2022-10"} == starts
