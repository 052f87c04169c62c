"""The command line alone, as `pip install ".[cli]"` brings it: what needs no records works."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

for needed in ("click", "rich"):
    pytest.importorskip(needed)

PLAN = Path(__file__).parents[3] / "examples/plans/saltmere-2025.yaml"
ABSENT = ("numpy", "scipy", "duckdb", "narwhals", "jinja2", "vl_convert", "docx", "openpyxl")


def run_without_extras(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a command line where nothing but the extra `cli` can be imported."""
    code = (
        "import sys; from safetykit.cli import run; "
        f"sys.modules.update(dict.fromkeys({ABSENT!r})); sys.exit(run(sys.argv[1:]))"
    )
    words = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(words, capture_output=True, check=False, text=True)


def test_an_audit_is_printed_and_written_without_numpy(tmp_path: Path) -> None:
    """An audit looks at the plan alone, in the terminal and in Markdown."""
    page = tmp_path / "audit.md"

    done = run_without_extras("audit", PLAN, "--markdown", page)

    assert ("", 0) == (done.stderr.replace(f"Written: {page}\n", ""), done.returncode)
    assert "There is no overall score." in done.stdout
    assert page.stat().st_size > 1000


def test_modules_are_listed_without_numpy() -> None:
    """What is installed can be looked at before more is."""
    done = run_without_extras("toolkit", "list")

    assert done.returncode == 0
    assert "road_safety" in done.stdout


def test_an_evaluation_names_the_extra_that_it_needs() -> None:
    """Whoever asks for more is told what to install, and sees no traceback."""
    done = run_without_extras("evaluate", PLAN, "--data", PLAN)

    assert done.returncode == 2
    assert 'pip install "safetykit[evaluate]"' in done.stderr
