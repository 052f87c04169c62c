"""Each hook: a test named after it, a bundled user, and a docstring that gives the contract."""

import datetime as dt
import inspect

import pytest

from safetykit.content import Fact, FactSheet, Jurisdiction, Route, Taxonomy, Unknown
from safetykit.plugins.fraud_prevention import hooks as fraud
from safetykit.plugins.road_safety import hooks as road
from safetykit.plugins.use_of_force import hooks as force
from safetykit.toolkit import HOOKS, Offer, hooks

BUNDLED = (fraud, road, force)
DAY = dt.date(2026, 11, 22)


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
