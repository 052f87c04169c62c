"""Small plans and small counts, made in the test. Only the counts need numpy."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from safetykit.documents import load
from safetykit.evaluation import Audit, Check, audit
from safetykit.model import (
    Area,
    Baseline,
    Claim,
    Indicator,
    Partnership,
    Plan,
    PlanPeriod,
    Polarity,
    Status,
)
from safetykit.model.ids import Id
from safetykit.quantities import Approx, Month, PartialDate, Period, month_range

if TYPE_CHECKING:
    from safetykit.records import Break, Counts

CITY_PLAN = Path(__file__).parents[3] / "examples/plans/city-of-london.yaml"
SHARED = Path(os.environ.get("SAFETYKIT_SHARED") or Path(__file__).parents[4] / "shared")
FORCE = "Testshire Police"


def period(text: str) -> Period:
    """Return the period of a text such as `2016-11 to 2017-10`; either side may be `open`."""
    sides = (None if side == "open" else PartialDate.parse(side) for side in text.split(" to "))
    return Period(**dict(zip(("start", "end"), sides, strict=True)))


@pytest.fixture
def make_plan() -> Callable[..., Plan]:
    """Return a maker of plans that hold nothing but what is given."""

    def make(*, time: str = "2018-01 to 2020-12", **parts: Any) -> Plan:
        known: dict[str, Any] = {
            "id": Id("plan"),
            "title": "A plan",
            "area": Area(name="Testshire", police_force=FORCE, district="Testborough"),
            "partnership": Partnership(name="Testshire Partnership"),
            "period": PlanPeriod(period=period(time)),
            "dated": PartialDate.parse("2018"),
            "risk_register": Status.STATED,
        }
        return Plan(**(known | parts))

    return make


@pytest.fixture
def make_claim() -> Callable[..., Claim]:
    """Return a maker of claims from an id and the words of the number."""

    def make(name: str, value: str, *, subject: str = "", **parts: Any) -> Claim:
        return Claim(
            id=Id(name),
            says=f"It is {value}.",
            subject=subject or name,
            value=Approx.parse(value),
            **parts,
        )

    return make


@pytest.fixture
def make_indicator() -> Callable[..., Indicator]:
    """Return a maker of indicators of burglary from the words of the baseline."""

    def make(baseline: str = "2017-01 to 2017-12", **parts: Any) -> Indicator:
        known: dict[str, Any] = {
            "id": Id("burglary"),
            "title": "Burglary",
            "source": "police-uk",
            "group": "Burglary",
            "polarity": Polarity.LOWER,
            "baseline": Baseline(period=period(baseline)),
        }
        return Indicator(**(known | parts))

    return make


@pytest.fixture
def make_period() -> Callable[[str], Period]:
    """Return the reader of periods."""
    return period


@pytest.fixture
def make_counts() -> Callable[..., Counts]:
    """Return a maker of counts of one force from a list of figures for each category.

    A figure of None is one that was not reported.
    """
    np = pytest.importorskip("numpy")
    import attrs

    from safetykit.records import POLICE_UK, AreaKey, AreaRule, Counts

    def make(
        first: str,
        series: dict[str, list[int | None]],
        *,
        force: str = FORCE,
        breaks: tuple[Break, ...] = (),
        source: str = "police-uk",
    ) -> Counts:
        table: Any = np.array(list(series.values()), dtype=object).T[:, None, :]
        known = table != np.array(None)
        start = Month.parse(first)
        return Counts(
            source=attrs.evolve(POLICE_UK, breaks=breaks, name=source),
            months=month_range(start, start + (len(table) - 1)),
            areas=(AreaKey(AreaRule.RECORDED_BY_FORCE, force),),
            groups=tuple(series),
            values=np.where(known, table, 0).astype(np.int64),
            reported=known,
        )

    return make


@pytest.fixture
def find() -> Callable[[Plan, str], Check]:
    """Return a finder of one check of the built-in audit of a plan, at the end of 2018."""

    def find_check(plan: Plan, code: str) -> Check:
        check = audit(plan, as_of=dt.date(2018, 12, 31)).check(code)
        assert check is not None
        return check

    return find_check


@pytest.fixture(scope="session")
def city_plan() -> Plan:
    """The example plan of the City of London."""
    return load(CITY_PLAN)


@pytest.fixture(scope="session")
def city_audit(city_plan: Plan) -> Audit:
    """Its audit, for the day that it speaks for."""
    return audit(city_plan, as_of=city_plan.as_of)


@pytest.fixture(scope="session")
def city_counts() -> Counts:
    """The counts of the City of London from the record files, or a loud skip."""
    pytest.importorskip("numpy")
    from safetykit.records import read_police_uk

    folder = SHARED / "data/police-uk-city-of-london-street"
    if not folder.is_dir():
        pytest.skip(f"NOT RUN: no folder data/{folder.name} under SAFETYKIT_SHARED (now {SHARED})")
    return read_police_uk(folder)
