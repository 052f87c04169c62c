"""A partner's counts of two areas and two categories, and a plan that watches both."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from safetykit.model.ids import Id
from safetykit.quantities import Month, month_range


@pytest.fixture
def partner_counts() -> Callable[..., Any]:
    """Return a maker of 36 months of counts from 2016 on: all of one number, but for some."""
    np = pytest.importorskip("numpy")
    from safetykit.records import POLICE_UK, AreaKey, AreaRule, Counts, Travel

    partner = attrs.evolve(
        POLICE_UK, name="partner", title="Testshire's own", breaks=(), travel=Travel.PARTNER
    )

    def make(
        level: int, odd: dict[int, int] | None = None, *, source: Any = partner, **parts: Any
    ) -> Counts:
        values = np.full((36, 2, 2), level)
        values[:, :, 1] = 40
        for place, count in (odd or {}).items():
            values[place, 0, 0] = count
        start = Month(2016, 1)
        known: dict[str, Any] = {
            "source": source,
            "months": month_range(start, start + 35),
            "areas": (
                AreaKey(AreaRule.RECORDED_BY_FORCE, "Testshire Police"),
                AreaKey(AreaRule.CODED_TO_AREA, "Testborough"),
            ),
            "groups": ("Burglary", "Robbery"),
            "values": values,
            "reported": np.ones(values.shape, dtype=bool),
        }
        return Counts(**(known | parts))

    return make


@pytest.fixture
def run(make_plan: Callable[..., Any], make_indicator: Callable[..., Any]) -> Callable[..., Any]:
    """Return an evaluator of counts by a plan that watches burglary and robbery."""
    pytest.importorskip("numpy")
    from safetykit.evaluation import evaluate

    def evaluated(counts: Any, *, area: Any = None, **parts: Any) -> Any:
        indicators = tuple(
            make_indicator(source=counts.source.name, id=Id(g.lower()), title=g, group=g)
            for g in ("Burglary", "Robbery")
        )
        given = parts | ({"area": area} if area else {})
        return evaluate(make_plan(indicators=indicators, **given), counts)

    return evaluated
