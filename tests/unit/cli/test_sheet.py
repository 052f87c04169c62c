"""What the command `safetykit sheet` says where there is no page. Needs click."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("click")

from safetykit.cli import run


def test_a_page_that_this_nation_does_not_have(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who asks for a guide of another nation is told so, and where to look instead."""
    asked = ["sheet", "victims", "--jurisdiction", "scotland", "--as-of", "2026-11-22"]
    page = ["--key", "victims.what_can_i_expect", "-o", str(tmp_path / "page.md")]
    status = run([*asked, *page])
    said = capsys.readouterr().err

    assert 2 == status
    assert "There are: ." not in said
    assert "Not known for Scotland on 2026-11-22: What can I expect after a crime?" in said
    assert "Scotland has a Victims' Code of its own" in said


@pytest.mark.parametrize("ending", [".HTML", ".Md"])
def test_ending_in_capitals(tmp_path: Path, ending: str) -> None:
    """An ending is the same in capitals, as some systems write it."""
    page = tmp_path / f"page{ending}"

    assert 0 == run(["sheet", "road_safety", "--jurisdiction", "england", "-o", str(page)])
    assert page.read_text("utf-8").startswith("<!doctype" if ending == ".HTML" else "# ")
