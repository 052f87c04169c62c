"""What pytest and Hypothesis load by themselves: it costs nothing until it is used."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from safetykit.model import Plan
from safetykit.records import Counts
from safetykit.toolkit import Toolkit

LOADED = "print(sorted(m for m in sys.modules if m.split('.')[0] == 'safetykit'))"
TEST = """\
import sys

def test_nothing_of_it_is_imported():
    assert not [m for m in sys.modules if m.split(".")[0] == "safetykit"]

def test_plan(safetykit_plan):
    assert safetykit_plan.id == "harbourtown"
"""
installed = pytest.mark.skipif(
    not any(p.value == "_safetykit_pytest" for p in entry_points(group="pytest11")),
    reason="safetykit was installed before it had these entry points",
)


def run(code: str) -> list[str]:
    """Run code in a fresh interpreter; return the lines that it prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def run_pytest(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pytest on a file of two tests, with our plugin and no other."""
    (folder / "test_it.py").write_text(TEST, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    env = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return subprocess.run(
        [*command, "test_it.py"], cwd=folder, env=env, capture_output=True, text=True, check=False
    )


def test_pytest_plugin_imports_nothing_of_the_library(tmp_path: Path) -> None:
    """Loading the plugin imports no part of safetykit; a fixture imports what it needs."""
    done = run_pytest(tmp_path, "-p", "_safetykit_pytest", "-p", "no:randomly", "-W", "error")

    assert "2 passed" in done.stdout


def test_pytest_plugin_can_be_left_out(tmp_path: Path) -> None:
    """Without the plugin its fixtures are not there."""
    done = run_pytest(tmp_path, "-k", "test_plan")

    assert "fixture 'safetykit_plan' not found" in done.stdout


@installed
def test_hypothesis_plugin_imports_nothing_of_the_library() -> None:
    """Who imports Hypothesis loads one small file of ours, and none of the package."""
    lines = run(f"import sys, hypothesis.strategies\n{LOADED}")

    assert ["[]"] == lines


@installed
def test_types_are_registered_when_they_exist() -> None:
    """A type has its strategy as soon as its module is imported, in whichever order."""
    quiet = "import warnings; warnings.simplefilter('ignore')"  # example() is not for tests
    ours, theirs = "from safetykit.model import Plan", "from hypothesis import strategies as st"
    ask = "print(len(st.from_type(Plan).example().id))"
    late, early = ("\n".join((quiet, *order, ask)) for order in ((theirs, ours), (ours, theirs)))

    assert run(late) == run(early) == ["4"]


@installed
def test_import_system_is_left_as_it_was() -> None:
    """A watched module has its own loader, and the watcher goes when all have been seen."""
    from _safetykit_hypothesis import STRATEGIES

    imports = "; ".join(f"import {name}" for name in STRATEGIES)
    code = (
        f"import sys, hypothesis; {imports}\n"
        "print(type(safetykit.model.__spec__.loader).__name__)\n"
        "print([f for f in sys.meta_path if type(f).__module__ == '_safetykit_hypothesis'])\n"
    )

    assert ["SourceFileLoader", "[]"] == run(code)


def test_fixtures(
    safetykit_plan: Plan, safetykit_counts: Counts, safetykit_toolkit: Toolkit
) -> None:
    """The plan and the counts fit each other, and the toolkit is that of the built-in modules."""
    from safetykit.evaluation import evaluate

    result = evaluate(safetykit_plan, safetykit_counts)["burglary"]

    assert result.comparison is not None
    assert (240, 186) == (result.comparison.count_before, result.comparison.count_after)
    assert "road_safety" in {module.name for module in safetykit_toolkit.modules}
