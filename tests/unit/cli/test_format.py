"""`safetykit format`."""

from __future__ import annotations

from pathlib import Path

import pytest

from safetykit.cli import run

pytest.importorskip("ruamel.yaml", reason="the format extra is not installed")
UGLY = "format: 1  # the first\nid:   plan\naims:\n- less theft\n"
TIDY = "format: 1  # the first\nid: plan\naims:\n  - less theft\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A file in another layout."""
    path = tmp_path / "plan.yaml"
    path.write_text(UGLY, encoding="utf-8")
    return path


def test_check_writes_nothing(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --check the file stays, and the status says that it would change."""
    assert 1 == run(["format", str(plan), "--check"])
    assert f"{plan} would change." in capsys.readouterr().out
    assert UGLY == plan.read_text("utf-8")


def test_changes_once(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file is brought into canonical layout, and then there is nothing to do."""
    assert 0 == run(["format", str(plan)])
    assert TIDY == plan.read_text("utf-8")
    assert 0 == run(["format", str(plan)])
    assert 0 == run(["format", str(plan), "--check"])
    assert [f"{plan} was changed.", f"{plan} is in canonical layout already."] == (
        capsys.readouterr().out.splitlines()[:2]
    )


def test_bad_file(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that the reader refuses is left as it is."""
    plan.write_text("a: 1\na: 2\n", encoding="utf-8")

    assert 2 == run(["format", str(plan)])
    assert "stands here twice" in capsys.readouterr().err
    assert "a: 1\na: 2\n" == plan.read_text("utf-8")
