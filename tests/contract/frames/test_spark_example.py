"""The example that runs on Spark gives what the reader of files gives, on the same files."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

pytest.importorskip("numpy")

import safetykit
from safetykit.quantities import Month, month_range
from safetykit.testing import plan_street_rows, write_police_uk_tree

ROOT = Path(__file__).parents[3]
PLAN = ROOT / "examples/plans/city-of-london.yaml"


@pytest.mark.slow
def test_the_same_results_as_from_files(tmp_path: Path) -> None:
    """Every indicator's sentence is the same, whether Spark counted or the embedded engine."""
    if find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip("NOT RUN: it needs PySpark and a Java runtime; `nox -s frames` says how")
    rng = random.Random(3)
    months = month_range(Month(2016, 1), Month(2018, 12))
    districts = ("City of London", "Tower Hamlets", "")
    plan = plan_street_rows(months, rng=rng, districts=districts, max_rows=9)
    write_police_uk_tree(tmp_path, plan, rng=rng, force="City of London Police", slug="city")

    done = subprocess.run(
        [sys.executable, "examples/spark_national_run.py", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    results = safetykit.evaluate(safetykit.load(PLAN), str(tmp_path))
    sentences = [results[indicator.id].sentence for indicator in results.plan.indicators]
    assert sentences == done.stdout.splitlines()[1:], done.stderr[-2000:]
    assert len(sentences) > 1
