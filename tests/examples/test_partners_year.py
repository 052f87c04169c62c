"""The year of a partnership, as the example goes through it."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

for needed in ("numpy", "scipy", "jinja2", "vl_convert"):
    pytest.importorskip(needed)

SCRIPT = Path(__file__).parents[2] / "examples" / "apps" / "partners_year.py"


def test_the_year(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slip is refused by its line; then each measure is judged, and activity is no outcome."""
    monkeypatch.setattr("sys.argv", ["partners_year.py", str(tmp_path / "year")])
    runpy.run_path(str(SCRIPT), run_name="__main__")
    out = capsys.readouterr().out

    assert 'Did you mean "Visits to licensed premises"?' in out
    assert (
        "Visits to licensed premises: 12 in October 2026 to December 2026. Return: reported. "
        "Target: met. Reported in April 2026 to December 2026: 42.\n"
        "  It counts what was done, and says nothing of what came of it." in out
    )
    assert "115 of 125 (92.0%, interval 85.9 to 95.6%)" in out
    assert "Return: late. Target: not due. The target is for 2027-03." in out
    assert "What partners report that was done" in (tmp_path / "year/report.html").read_text(
        "utf-8"
    )
