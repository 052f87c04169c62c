"""`safetykit diff`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from safetykit.cli import run

CITY = Path(__file__).parents[3] / "examples" / "plans" / "city-of-london.yaml"


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The plan of the City with a weaker promise and a hostile title."""
    text = CITY.read_text("utf-8")
    path = tmp_path / "newer.yaml"
    text = text.replace("strength: will", "strength: aspires", 1)
    text = text.replace("title: Safer City", "title: <b>[bold]</b> Safer City", 1)
    path.write_text(text, encoding="utf-8")
    return path


def test_for_people(newer: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Changes stand by kind, in sentences with both places; a difference is no failure."""
    status = run(["diff", str(CITY), str(newer)])
    out = capsys.readouterr().out

    assert 0 == status
    assert '" was weakened from "will" to "aspires".' in out
    assert f"{CITY}:" in out
    assert f" -> {newer}:" in out
    assert "<b>[bold]</b> Safer City" in out
    assert "2 changes: 1 weakened, 1 reworded." in out


@pytest.mark.parametrize("form", ["text", "html"])
def test_hostile_text(tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    """No text of a plan steers the terminal, turns words around, or becomes a picture."""
    hostile = tmp_path / "hostile.yaml"
    title = r'title: "a\e[31m b\u202ec :smile:"'
    text = CITY.read_text("utf-8").replace("title: Safer City Partnership Strategy", title, 1)
    hostile.write_text(text, encoding="utf-8")

    run(["diff", str(CITY), str(hostile), "--format", form])
    out = capsys.readouterr().out

    assert "a\ufffd[31m b\ufffdc :smile:" in out
    assert not {"\x1b", "\u202e"} & set(out)


def test_for_programs(newer: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON holds the counts and each change with its places."""
    run(["diff", str(CITY), str(newer), "--format", "json"])
    found = json.loads(capsys.readouterr().out)

    assert {"weakened": 1, "reworded": 1} == found["counts"]
    assert ("will", "aspires") == (found["changes"][0]["before"], found["changes"][0]["after"])
    assert str(newer) == found["changes"][0]["place_after"]["file"]
    assert 2 == len(found["cautions"])


def test_page(newer: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The page holds the texts of the plans as texts, never as markup."""
    page = tmp_path / "changes.html"

    status = run(["diff", str(CITY), str(newer), "--format", "html", "-o", str(page)])
    text = page.read_text("utf-8")

    assert 0 == status
    assert ("", f"The changes are at {page}\n") == capsys.readouterr()
    assert text.startswith("<!doctype html>")
    assert "<b>[bold]" not in text
    assert "&lt;b&gt;[bold]" in text


def test_text_to_a_file(newer: Path, tmp_path: Path) -> None:
    """Text can go to a file too."""
    path = tmp_path / "changes.txt"

    run(["diff", str(CITY), str(newer), "-o", str(path)])

    assert "2 changes: 1 weakened, 1 reworded." in path.read_text("utf-8")


def test_no_changes(capsys: pytest.CaptureFixture[str]) -> None:
    """A plan beside itself has no changes."""
    status = run(["diff", str(CITY), str(CITY)])

    assert 0 == status
    assert "No changes." in capsys.readouterr().out


def test_added_and_dropped(capsys: pytest.CaptureFixture[str]) -> None:
    """What stands in one edition alone is told with its one place."""
    other = CITY.with_name("leicestershire-2017.yaml")

    run(["diff", str(CITY), str(other), "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    added = [change for change in found["changes"] if change["kind"] == "added"]

    assert added
    assert all(change["place_before"] is None for change in added)
