"""`safetykit returns`, as a partnership uses it each quarter."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

for needed in ("click", "rich", "openpyxl"):
    pytest.importorskip(needed)

import openpyxl

from safetykit.cli import run

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
  - {id: council, name: Town Council}
actions:
  - {id: patrols, title: Patrol the centre, owner: police, commitments: []}
  - {id: lights, title: Mend the lights, owner: council, commitments: []}
  - {id: forum, title: Found a forum, commitments: []}
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


def fill(file: str, cells: dict[str, str]) -> None:
    """Fill in a return, as a person would."""
    book = openpyxl.load_workbook(file)
    for cell, value in cells.items():
        book["Return"][cell] = value
    book.save(file)


def test_a_quarter(shell: Shell) -> None:
    """Returns go out, come back, are kept, chased and shown to the board."""
    status, out, _ = shell("returns new plan.yaml --period 2026-Q2 -o out")
    assert (0, True) == (status, out.startswith("3 workbooks for July 2026 to September 2026:\n"))

    fill(
        "out/2026-Q2-police.xlsx",
        {"B5": "2026-10-05", "F9": "delayed", "G9": "Two of four nights", "H9": "no drivers"},
    )
    fill("out/2026-Q2-council.xlsx", {"B5": "2026-10-06", "F9": "on track"})
    files = " ".join(f"out/2026-Q2-{who}.xlsx" for who in ("police", "council", "no-owner"))
    line = f"returns read {files} --plan plan.yaml --period 2026-Q2 --append updates.yaml"
    assert (0, "2 updates from 3 workbooks. See updates.yaml.\n", "") == shell(line)

    status, out, err = shell(line)
    assert (2, "") == (status, out)
    assert 'updates.yaml:4:5 (updates[0]): the update on "patrols"' in err
    assert "It is not added again." in err

    status, out, _ = shell(
        "returns chase plan.yaml --updates updates.yaml --as-of 2026-10-20 --format json"
    )
    assert 0 == status
    assert [("forum", "blank")] == [(i["action"], i["reason"]) for i in json.loads(out)["items"]]

    status, out, _ = shell("returns report plan.yaml --updates updates.yaml --as-of 2026-10-20")
    assert 0 == status
    assert "As of 2026-10-20: 3 actions: 1 on track, 1 delayed, 1 no return." in out
    assert "    In the way: no drivers\n" in out

    shell("returns new plan.yaml --period 2026-Q3 -o out --updates updates.yaml")
    sheet = openpyxl.load_workbook("out/2026-Q3-police.xlsx")["Return"]
    assert "delayed (2026-07..2026-09, returned 2026-10-05)" == sheet["E9"].value


def test_wrong_returns(shell: Shell) -> None:
    """All that is wrong is on stderr with its cells, and nothing is kept."""
    shell("returns new plan.yaml --period 2026-Q2 -o out")
    fill("out/2026-Q2-police.xlsx", {"F9": "on trak"})
    fill("out/2026-Q2-council.xlsx", {"B5": "2026-10-06", "F9": "on track"})

    status, out, err = shell(
        "returns read out/2026-Q2-police.xlsx out/2026-Q2-council.xlsx --plan plan.yaml"
        " --append updates.yaml"
    )

    assert (2, "") == (status, out)
    assert "out/2026-Q2-police.xlsx!Return!B5: the date of the return is missing." in err
    assert 'out/2026-Q2-police.xlsx!Return!F9: expected a status, got "on trak".' in err
    assert not Path("updates.yaml").exists()


def test_updates_as_text(shell: Shell) -> None:
    """Without a file to write to the updates are printed, and can be read again."""
    shell("returns new plan.yaml --period 2026-Q1 --year-starts April -o out")
    fill("out/2026-Q1-police.xlsx", {"F9": "on track"})

    line = "returns read out/2026-Q1-police.xlsx --plan plan.yaml --received 2026-07-02"
    status, out, err = shell(line)
    shell(f"{line} --period 2026-Q1 --year-starts 4 -o updates.json")

    assert (0, "1 update from 1 workbook.\n") == (status, err)
    assert "received: '2026-07-02'" in out
    period = json.loads(Path("updates.json").read_text("utf-8"))["updates"][0]["period"]
    assert {"start": "2026-04", "end": "2026-06"} == period


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("new plan.yaml --period 2026 -o out", 'expected a period such as "2026-Q2"'),
        ("new plan.yaml --period 2026-Q1 --year-starts Apryl -o out", 'Did you mean "April"?'),
        ("new plan.yaml -o out", "--period"),
        ("read x.xlsx --plan plan.yaml", "x.xlsx: cannot be read: No such file or directory."),
        ("read plan.yaml --plan plan.yaml -o a --append b", "Give -o or --append, not both."),
        ("read --plan plan.yaml", "FILES"),
        ("chase plan.yaml", "--as-of"),
        ("chase plan.yaml --updates u.yaml --as-of 2026-10-20", "u.yaml: cannot be read"),
        ("report plan.yaml --as-of 2026-10-20 --format html", "html"),
    ],
)
def test_bad_input(shell: Shell, line: str, words: str) -> None:
    """Bad input ends in one clear error on stderr, nothing on stdout, and status 2."""
    status, out, err = shell(f"returns {line}")

    assert (2, "") == (status, out)
    assert words in err
    assert not Path("out").exists()


def test_markdown(shell: Shell) -> None:
    """The board's paper can be had as Markdown and as JSON."""
    _, text, _ = shell("returns report plan.yaml --as-of 2026-10-20 --format markdown")
    _, data, _ = shell("returns report plan.yaml --as-of 2026-10-20 --format json")
    _, words, _ = shell("returns chase plan.yaml --as-of 2026-10-20")

    assert "- **Patrol the centre** (Town Police)\n" in text
    assert {"no return": 3} == json.loads(data)["counts"]
    assert "No owner stated\n  blank  forum: no return yet\n" in words
