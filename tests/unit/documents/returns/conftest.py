"""A small plan with owners, and returns on it that a test fills in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from safetykit.documents import loads
from safetykit.model import Plan

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
  - id: patrols
    title: Patrol the centre
    owner: police
    cadence: monthly
    commitments: [{what: patrol on Friday nights, strength: will}]
    milestones: [{what: first patrol, due: 2026-08}]
  - id: lights
    title: Mend the lights
    owner: council
    commitments: [{what: mend every broken light, strength: will}]
  - id: survey
    title: Ask residents
    owner: council
    cadence: yearly
    commitments: [{what: ask again, strength: intends}]
  - id: forum
    title: Found a forum
    commitments: [{what: found it, strength: explores}]
"""
CELLS = {"status": "F", "words": "G", "blocker": "H", "feedback": "I", "author": "J"}
Fill = Callable[..., Path]


@pytest.fixture
def plan() -> Plan:
    """Return a plan with two owners and an action that nobody owns."""
    return loads(PLAN)


@pytest.fixture
def folder(tmp_path: Path, plan: Plan) -> Path:
    """Return a folder of returns for the third quarter of 2026."""
    pytest.importorskip("openpyxl")
    from safetykit.documents.returns import parse_period, write_returns

    write_returns(plan, parse_period("2026-Q2"), tmp_path / "returns", label="2026-Q2")
    return tmp_path / "returns"


@pytest.fixture
def fill(folder: Path) -> Fill:
    """Return a function that writes values into cells of a return, as a person would."""
    import openpyxl

    def write(who: str, cells: dict[str, Any], *, change: Callable[[Any], None] | None = None):  # type: ignore[no-untyped-def]
        file = folder / f"2026-Q2-{who}.xlsx"
        book = openpyxl.load_workbook(file)
        for cell, value in cells.items():
            book["Return"][cell] = value
        if change:
            change(book)
        book.save(file)
        return file

    return write
