"""`safetykit convert`, as a person uses it."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

for needed in ("click", "rich", "openpyxl"):
    pytest.importorskip(needed)

from safetykit.cli import run
from safetykit.documents import load

CITY = Path(__file__).parents[3] / "examples/plans/city-of-london.yaml"
BASICS = (
    *("--id", "town", "--title", "Safer Town", "--area", "Town", "--partnership", "Partners"),
    *("--period", "2026-04..2029-03", "--dated", "January 2026"),
)
Shell = Callable[..., tuple[int, str, str]]


@pytest.fixture
def shell(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Shell:
    """Run a command line in an empty folder; return exit status, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object) -> tuple[int, str, str]:
        status = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


def test_whole_plans(shell: Shell) -> None:
    """The plan of the City goes through every whole form and stays equal."""
    names = ["a.json", "b.xlsx", "c.yaml", "d.xlsx", "e.json"]

    for source, target in zip([CITY, *names], names, strict=False):
        assert (0, f"The plan is at {target}\n") == shell("convert", source, target)[:2]

    assert load(CITY) == load("c.yaml") == load("e.json")


def test_comments_are_counted(shell: Shell) -> None:
    """Comments of YAML are no part of a plan, and that is said."""
    _, _, err = shell("convert", CITY, "a.json")

    assert err.startswith("Not in a.json: ")
    assert re.search(r"comments \([0-9]+\)", err)
    assert "" == shell("convert", "a.json", "b.yaml")[2]


def test_csv_says_what_it_drops(shell: Shell) -> None:
    """A CSV of the actions is written, and stderr counts what it does not hold."""
    status, _, err = shell("convert", CITY, "actions.csv")

    plan = load(CITY)
    rows = list(csv.DictReader(Path("actions.csv").read_text("utf-8-sig").splitlines()))
    assert 0 == status
    assert f"organisations ({len(plan.organisations)})" in err
    assert f"claims ({len(plan.claims)})" in err
    assert "details of actions.milestones (3)" in err
    assert "fields of the plan itself" in err
    assert plan.actions[0].id == rows[0]["id"]


def test_csv_into_a_plan(shell: Shell) -> None:
    """A CSV adds to and updates the actions of a plan."""
    Path("more.csv").write_text(
        "title,id,commitments\nNew title,prevent-staff,will: meet\nSomething,new-one,\n", "utf-8"
    )

    status, _, err = shell("convert", "more.csv", "plan.yaml", "--into", CITY)

    old, new = load(CITY), load("plan.yaml")
    assert (0, "1 actions added, 1 updated.\n") == (status, err)
    assert len(old.actions) + 1 == len(new.actions)
    assert ("New title", "meet") == (
        new.action("prevent-staff").title,
        new.action("prevent-staff").commitments[0].what,
    )
    assert old.action("prevent-staff").partners == new.action("prevent-staff").partners


def test_csv_alone(shell: Shell) -> None:
    """With what a plan needs, a CSV makes the smallest plan, and says what it made up."""
    Path("a.csv").write_text("id,title,owner\npatrols,Patrol,police\n", "utf-8")

    status, _, err = shell("convert", "a.csv", "plan.yaml", *BASICS)

    assert 0 == status
    assert "Made, with ids for names: 1 organisations (police)." in err
    assert "Safer Town" == load("plan.yaml").title


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("a.csv", "b.yaml"), "A CSV holds actions alone: give --into with the plan"),
        (("a.csv", "b.yaml", *BASICS[:4]), "A new plan needs --area, --partnership, --period"),
        (("a.csv", "b.yaml", *BASICS[:9], "2026", *BASICS[10:]), "--period: expected a time such"),
        (("a.csv", "b.yaml", "--into", CITY, *BASICS), "not both"),
        (
            ("a.csv", "b.yaml", "--into", "a.csv"),
            "into: expected a whole plan, in .yaml, .json or .xlsx",
        ),
        ((CITY, "b.yaml", "--into", CITY), "since the source is a whole plan"),
        ((CITY, "b.toml"), "target: expected a name that ends in .yaml, .json, .xlsx or .csv"),
        (("a.xls", "b.yaml"), 'Did you mean ".xlsx"?'),
        ((CITY, CITY), "expected a file that is not there yet"),
        ((CITY, "a.csv"), "Choose another name, or say that it may be replaced."),
        (("nowhere.yaml", "b.json"), "nowhere.yaml: cannot be read: No such file"),
        (("nowhere.xlsx", "b.json"), "nowhere.xlsx: cannot be read: No such file"),
    ],
)
def test_bad_input(shell: Shell, arguments: tuple[object, ...], words: str) -> None:
    """Bad input ends in one clear error on stderr, nothing on stdout, and status 2."""
    Path("a.csv").write_text("id,title\npatrols,Patrol\n", "utf-8")
    Path("a.xls").touch()

    status, out, err = shell("convert", *arguments)

    assert (2, "") == (status, out)
    assert words in err
    assert not {"b.yaml", "b.json"} & {path.name for path in Path().iterdir()}


def test_replace(shell: Shell) -> None:
    """A file that is there is replaced only when it is said."""
    Path("a.json").write_text("old", "utf-8")

    assert 0 == shell("convert", CITY, "a.json", "--replace")[0]
    assert load(CITY) == load("a.json")
