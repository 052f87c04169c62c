"""A partner's counts of two areas and two categories, and a plan that watches both."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

np = pytest.importorskip("numpy")

from safetykit.evaluation import Evaluation, evaluate
from safetykit.model.ids import Id
from safetykit.quantities import Month, month_range
from safetykit.records import POLICE_UK, AreaKey, AreaRule, Counts, Travel

FORCE = AreaKey(AreaRule.RECORDED_BY_FORCE, "Testshire Police")
DISTRICT = AreaKey(AreaRule.CODED_TO_AREA, "Testborough")
PARTNER = attrs.evolve(
    POLICE_UK, name="partner", title="Testshire's own", breaks=(), travel=Travel.PARTNER
)


@pytest.fixture
def partner_counts() -> Callable[..., Counts]:
    """Return a maker of 36 months of counts from 2016 on: all of one number, but for some."""

    def make(
        level: int, odd: dict[int, int] | None = None, *, source: Any = PARTNER, **parts: Any
    ) -> Counts:
        values = np.full((36, 2, 2), level)
        values[:, :, 1] = 40
        for place, count in (odd or {}).items():
            values[place, 0, 0] = count
        start = Month(2016, 1)
        known: dict[str, Any] = {
            "source": source,
            "months": month_range(start, start + 35),
            "areas": (FORCE, DISTRICT),
            "groups": ("Burglary", "Robbery"),
            "values": values,
            "reported": np.ones(values.shape, dtype=bool),
        }
        return Counts(**(known | parts))

    return make


@pytest.fixture
def run(make_plan: Callable[..., Any], make_indicator: Callable[..., Any]) -> Callable[..., Any]:
    """Return an evaluator of counts by a plan that watches burglary and robbery."""

    def evaluated(counts: Counts, *, area: Any = None, **parts: Any) -> Evaluation:
        indicators = tuple(
            make_indicator(source=counts.source.name, id=Id(g.lower()), title=g, group=g, **parts)
            for g in ("Burglary", "Robbery")
        )
        plan = make_plan(indicators=indicators, **({"area": area} if area else {}))
        return evaluate(plan, counts)

    return evaluated
