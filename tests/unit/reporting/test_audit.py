"""An audit as data and in the terminal: what it says of law and guidance. Needs no numpy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import safetykit
from safetykit.evaluation import Standing
from safetykit.reporting import to_json

CITY = Path(__file__).parents[3] / "examples/plans/city-of-london.yaml"


@pytest.fixture(scope="module")
def audit() -> safetykit.Audit:
    """The audit of the City plan."""
    return safetykit.audit(safetykit.load(CITY))


def test_frames_as_data(audit: safetykit.Audit) -> None:
    """Each frame that speaks of the plan is there, with how each requirement stands and why."""
    frames = {frame["name"]: frame for frame in json.loads(to_json(audit))["frames"]}
    asked = {r["id"]: r for r in frames["cda-1998"]["requirements"]}

    assert [True, False, True] == [frame["applies"] for frame in frames.values()]
    assert "not yet in force" in frames["serious-violence-duty"]["why"]
    assert [] == frames["serious-violence-duty"]["requirements"]
    assert Standing.EXEMPT.value == asked["copied"]["standing"]
    assert "The City of London is exempt." in asked["copied"]["why"]
    assert "V" == asked["copied"]["confidence"]
    assert asked["engagement"]["place"]["line"] > 0


def test_frames_in_the_terminal(audit: safetykit.Audit) -> None:
    """Each frame is one line that ends with what it is not."""
    console = pytest.importorskip("rich.console").Console(width=400, no_color=True)
    from safetykit.reporting.terminal import print_audit

    with console.capture() as captured:
        print_audit(audit, console)
    lines = captured.get().splitlines()
    first = lines.index("Law and guidance:") + 1

    assert [
        ("cda-1998", "This is no legal advice and no finding of compliance."),
        ("serious-violence-duty", "it is known from 2023-01-31."),
        ("prevent-duty", "This is no legal advice and no finding of compliance."),
    ] == [
        (line.split()[0], line[line.rindex(end[:10]) :])
        for line, end in zip(
            lines[first : first + 3],
            ("This is no legal", "it is known from", "This is no legal"),
            strict=True,
        )
    ]
