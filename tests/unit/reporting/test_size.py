"""How large a page becomes with many indicators."""

from __future__ import annotations

import attrs
import pytest

for needed in ("numpy", "jinja2", "vl_convert"):
    pytest.importorskip(needed)

import safetykit
from safetykit.model import Id
from safetykit.reporting import to_html

LIMIT = 1_500_000
MANY = 40


@pytest.mark.slow
def test_forty_indicators(city: safetykit.Evaluation) -> None:
    """A page of forty indicators, each with its chart and all its months, stays below 1.5 MB."""
    results = tuple(
        attrs.evolve(result, indicator=attrs.evolve(result.indicator, id=Id(f"made-{number}")))
        for number in range(MANY)
        for result in (city.results[number % len(city.results)],)
    )
    page = to_html(attrs.evolve(city, results=results))

    assert MANY == page.count("<svg")
    assert LIMIT > len(page.encode())
