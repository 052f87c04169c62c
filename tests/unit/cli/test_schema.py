"""`safetykit schema`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from safetykit.cli import run
from safetykit.documents.schema import plan_schema


def test_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a file the schema is all that is on stdout."""
    status = run(["schema"])

    assert 0 == status
    assert plan_schema() == json.loads(capsys.readouterr().out)


def test_is_written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """With a file the command says on stderr where the schema is."""
    path = tmp_path / "plan.schema.json"

    status = run(["schema", "-o", str(path)])

    assert 0 == status
    assert plan_schema() == json.loads(path.read_text("utf-8"))
    assert ("", f"The schema is at {path}\n") == capsys.readouterr()
