"""What an import may load: heavy libraries wait until they are needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {
    *("numpy", "scipy", "pint", "yaml", "duckdb", "jinja2", "rich", "click", "cattrs"),
    *("hypothesis", "vl_convert", "pandas", "polars", "pyarrow", "narwhals"),
}


def modules_after(code: str) -> set[str]:
    """Return what a fresh interpreter has loaded after some code."""
    code = f"import sys; {code}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=120
    )
    return set(done.stdout.split())


def loaded_by(module: str) -> set[str]:
    """Return the top-level names of what a fresh interpreter loads to import a module."""
    return {name.partition(".")[0] for name in modules_after(f"import {module}")}


@pytest.mark.parametrize("module", ["safetykit", "safetykit.errors", "safetykit.extras"])
def test_the_front_door_is_cheap(module: str) -> None:
    """The front door, the errors and the extras load no heavy library."""
    assert set() == loaded_by(module) & HEAVY


def test_quantities_wait_for_pint() -> None:
    """Quantities load pint when a unit is converted, not before."""
    assert set() == loaded_by("safetykit.quantities") & HEAVY


def test_model_reads_nothing() -> None:
    """The model loads neither a reader of files nor pint."""
    assert set() == loaded_by("safetykit.model") & HEAVY


@pytest.mark.parametrize("module", ["safetykit.serial", "safetykit.documents"])
def test_documents_need_no_extra(module: str) -> None:
    """Documents load the reader of YAML and the converter, and no extra."""
    assert {"yaml", "cattrs"} == loaded_by(module) & HEAVY


def test_a_month_needs_no_units() -> None:
    """Who asks for a month loads neither approximate numbers nor units."""
    loaded = modules_after("from safetykit.quantities import Month")

    assert {"safetykit.quantities.approx", "safetykit.quantities.units"}.isdisjoint(loaded)


@pytest.mark.parametrize("name", ["read_police_uk", "Counts", "DataSource"])
def test_records_need_no_plan(name: str) -> None:
    """Records are read without the model of plans, the engine, or a library of tables."""
    pytest.importorskip("numpy")
    loaded = modules_after(f"from safetykit.records import {name}")

    assert set() == loaded & {"safetykit.model", *HEAVY - {"numpy"}}
