"""The City's evaluation, made once for all faces."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def city() -> object:
    """The City's plan evaluated on the table of counts that is shipped."""
    pytest.importorskip("numpy")
    import safetykit

    plan = safetykit.load(ROOT / "examples/plans/city-of-london.yaml")
    return safetykit.evaluate(plan, ROOT / "examples/data/city-of-london")
