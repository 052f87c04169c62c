"""The scripts that show a toolkit module: each runs as it stands and says something."""

import runpy
from pathlib import Path

import pytest

for needed in ("numpy", "scipy"):
    pytest.importorskip(needed)

SCRIPTS = sorted((Path(__file__).parents[2] / "examples" / "modules").glob("*.py"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_script_runs(script: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A script runs without arguments, prints its answer, and says how to run it."""
    runpy.run_path(str(script), run_name="__main__")

    assert capsys.readouterr().out.strip()
    assert f"python examples/modules/{script.name}" in script.read_text()


def test_there_are_scripts() -> None:
    """The folder is where this test looks for it."""
    assert SCRIPTS
