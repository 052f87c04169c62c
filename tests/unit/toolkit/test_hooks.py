"""Each hook: a test named after it, a bundled user, and a docstring that gives the contract."""

import datetime as dt
import inspect
from pathlib import Path

import attrs
import pytest

from safetykit.content import (
    Checklist,
    Explainer,
    Fact,
    FactSheet,
    Guide,
    Jurisdiction,
    Route,
    Taxonomy,
    Unknown,
)
from safetykit.documents import load
from safetykit.evaluation import Check
from safetykit.model import Plan
from safetykit.plugins.fraud_prevention import hooks as fraud
from safetykit.plugins.road_safety import hooks as road
from safetykit.plugins.use_of_force import hooks as force
from safetykit.toolkit import HOOKS, Offer, hooks

BUNDLED = (fraud, road, force)
DAY = dt.date(2026, 11, 22)
PLAN = Path(__file__).parents[3] / "examples" / "plans" / "city-of-london.yaml"


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Return a plan that has indicators and priorities."""
    return load(PLAN)


def test_safetykit_facts() -> None:
    """Every bundled module returns facts."""
    for module in BUNDLED:
        found = tuple(module.safetykit_facts())

        assert found
        assert all(isinstance(item, Fact) for item in found)


def test_safetykit_routes() -> None:
    """Every bundled module returns routes."""
    for module in BUNDLED:
        found = tuple(module.safetykit_routes())

        assert found
        assert all(isinstance(item, Route) for item in found)


@pytest.mark.parametrize("jurisdiction", Jurisdiction)
def test_safetykit_fact_sheets(jurisdiction: Jurisdiction) -> None:
    """Every bundled module answers for every nation, with a sheet or with Unknown."""
    for module in BUNDLED:
        found = tuple(module.safetykit_fact_sheets(jurisdiction=jurisdiction, as_of=DAY))

        assert found
        assert all(isinstance(item, FactSheet | Unknown) for item in found)


def test_safetykit_taxonomies() -> None:
    """Every bundled module returns named lists."""
    for module in BUNDLED:
        found = tuple(module.safetykit_taxonomies())

        assert found
        assert all(isinstance(item, Taxonomy) for item in found)


@pytest.mark.parametrize("jurisdiction", Jurisdiction)
def test_safetykit_guides(jurisdiction: Jurisdiction) -> None:
    """A guide on roads shows 999 first at every ending, or says that it does not know."""
    found = tuple(road.safetykit_guides(jurisdiction=jurisdiction, as_of=DAY))

    assert found
    for guide in found:
        assert isinstance(guide, Guide | Unknown)
        if isinstance(guide, Guide):
            assert {"999"} == {ending.routes[0].contact for ending in guide.endings}


@pytest.mark.parametrize("jurisdiction", Jurisdiction)
def test_safetykit_explainers(jurisdiction: Jurisdiction) -> None:
    """The explainer on refunds holds in every nation."""
    found = tuple(fraud.safetykit_explainers(jurisdiction=jurisdiction, as_of=DAY))

    assert any(isinstance(item, Explainer) for item in found)


@pytest.mark.parametrize("jurisdiction", Jurisdiction)
def test_safetykit_checklists(jurisdiction: Jurisdiction) -> None:
    """The checklist on paying holds in every nation."""
    found = tuple(fraud.safetykit_checklists(jurisdiction=jurisdiction, as_of=DAY))

    assert any(isinstance(item, Checklist) for item in found)


def test_safetykit_glossary() -> None:
    """The terms of road safety have their sources."""
    terms = road.safetykit_glossary()

    assert "KSI" in {term.term for term in terms}
    assert all(term.sources for term in terms)


def test_safetykit_indicators() -> None:
    """Indicators of road safety are counted from the source that the module describes."""
    indicators = road.safetykit_indicators()

    assert "stats19" in {indicator.source for indicator in indicators}
    assert all(indicator.key.startswith("road_safety.") for indicator in indicators)


def test_safetykit_evidence() -> None:
    """Two reviews of speed cameras stand side by side."""
    cameras = next(item for item in road.safetykit_evidence() if "cameras" in item.key)

    assert 2 == len(cameras.rated("road traffic injuries and deaths"))


def test_safetykit_data_sources() -> None:
    """The source of casualty records says what it cannot see."""
    pytest.importorskip("numpy")
    (source,) = road.safetykit_data_sources()

    assert "stats19" == source.name
    assert source.cannot_see


def test_safetykit_units() -> None:
    """A session of a speed watch is a unit of its module."""
    (unit,) = road.safetykit_units()

    assert "road_safety.session" == unit.name


@pytest.mark.parametrize(("source", "asked"), [("police-uk", False), ("stats19", True)])
def test_safetykit_rules(plan: Plan, source: str, asked: bool) -> None:
    """A plan that counts casualties is asked how severity was recorded; others are not."""
    counted = tuple(attrs.evolve(i, source=source, note="") for i in plan.indicators)
    about = attrs.evolve(plan, indicators=counted)

    checks = [check for rule in road.safetykit_rules() for check in rule(about, as_of=DAY)]

    assert all(isinstance(check, Check) for check in checks)
    assert asked is any(check.findings for check in checks)


def test_safetykit_methods() -> None:
    """The power model is found by name, and loaded when it is wanted."""
    pytest.importorskip("numpy")
    (method,) = road.safetykit_methods()

    assert "power_model" == method.load().__name__


@pytest.mark.parametrize(("title", "number"), [("Fewer thefts", 0), ("Road safety", 1)])
def test_safetykit_report_sections(plan: Plan, title: str, number: int) -> None:
    """A plan with a priority about roads is shown the national aims; others are not."""
    titled = tuple(attrs.evolve(priority, title=title) for priority in plan.priorities)
    about = attrs.evolve(plan, priorities=titled)

    found = road.safetykit_report_sections(plan=about, jurisdiction=Jurisdiction.ENGLAND, as_of=DAY)

    assert number == len(tuple(found))
    assert all(len(section.facts) == 2 for section in found)


def test_each_hook_has_a_test_and_an_offer() -> None:
    """A hook without a test, or one that no manifest can offer, is not finished."""
    specs = {name for name in vars(hooks) if name.startswith("safetykit_")}

    assert specs == {hook.name for hook in HOOKS.values()}
    assert set(Offer) == set(HOOKS)
    assert all(f"test_{name}" in globals() for name in specs)


@pytest.mark.parametrize("hook", [hook.name for hook in HOOKS.values()])
def test_docstring(hook: str) -> None:
    """A hook says its purpose, what to return, what not to do, and since when it exists."""
    words = inspect.getdoc(getattr(hooks, hook)) or ""

    assert all(part in words for part in ("Purpose:", "Returns:", "Do not ", "versionadded::"))
