"""Relative rates, their base and what is not stated, at their edges."""

from __future__ import annotations

import math

import numpy as np
import pytest

from safetykit.errors import InputError
from safetykit.stats.disproportionality import (
    Stage,
    not_stated_bounds,
    relative_rate,
    relative_rate_index,
)

STOPS = {"group_count": 41, "group_base": 5200, "reference_count": 388, "reference_base": 201_000}


def test_residents_are_refused_where_visitors_dominate() -> None:
    """A city centre has the stops of its visitors and the residents of its flats."""
    with pytest.raises(InputError, match="name residents_despite_visitors"):
        relative_rate(**STOPS, base="residents", visitors_dominate=True)


def test_residents_despite_visitors_are_given_by_name_and_flagged() -> None:
    """Who asks for it by name gets it, with a failed check."""
    found = relative_rate(**STOPS, base="residents_despite_visitors", visitors_dominate=True)

    assert ["base"] == [check.name for check in found.ratio.failed]
    assert "visitors dominate" in found.ratio.assumptions[2]


@pytest.mark.parametrize(
    ("base", "visitors", "outcome"),
    [("residents", None, [None]), ("residents", False, []), ("people_present", True, [])],
)
def test_what_is_not_said_about_visitors_is_said(
    base: object, visitors: bool | None, outcome: list[object]
) -> None:
    """Silence about visitors is noted; other bases need no word about them."""
    found = relative_rate(**STOPS, base=base, visitors_dominate=visitors)  # type: ignore[arg-type]

    assert outcome == [check.passed for check in found.ratio.checks]


def test_group_without_events() -> None:
    """0 against some is 0 with an upper limit; some against 0 is infinite."""
    none = relative_rate(0, 100, 50, 1000, base="encounters")
    all_ = relative_rate(5, 100, 0, 1000, base="encounters")

    assert 0.0 == none.ratio.value < none.ratio.high
    assert math.inf == all_.ratio.value
    assert none.difference.value < 0 < all_.difference.value


def test_difference_of_rates_covers() -> None:
    """95% intervals of the difference hold it in 95% of simulations or more."""
    rng = np.random.default_rng(8)
    one, two = rng.poisson(15, 20_000), rng.poisson(60, 20_000)

    found = relative_rate(one, 1000, two, 6000, base="suspects").difference

    assert np.mean(found.contains(5.0)) >= 0.95 - 3 * math.sqrt(0.95 * 0.05 / 20_000)


def test_not_stated_bounds_hold_every_way_to_share_them_out() -> None:
    """However many of those not stated are of the group, the ratio is between the extremes."""
    found = not_stated_bounds(40, 5000, 400, 200_000, 60, base="encounters", other_count=100)

    for of_group in range(0, 61, 10):
        ratio = (40 + of_group) / 5000 / ((460 - of_group) / 200_000)
        assert found.lowest.value <= ratio <= found.highest.value
    assert found.bounds.low == found.lowest.low
    assert found.bounds.high == found.highest.high
    assert 0.1 == found.not_stated_share


def test_nobody_not_stated_leaves_one_ratio() -> None:
    """With nothing missing, the bounds are the interval; with no event the share is unknown."""
    found = not_stated_bounds(40, 5000, 400, 200_000, 0, base="encounters")

    assert found.as_stated.low == found.bounds.low
    assert found.as_stated.high == found.bounds.high
    empty = not_stated_bounds(0, 1, 0, 1, 0, base="encounters")
    assert math.isnan(empty.not_stated_share)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"base": "census"}, "base: expected one of encounters, people_present"),
        ({"group_count": -1}, "group_count: expected a count of 0 or more"),
        ({"reference_count": 1.5}, "reference_count: expected a whole number"),
        ({"group_base": 0}, "group_base: expected a number above 0"),
        ({"reference_base": math.nan}, "reference_base: expected a number above 0"),
        ({"multiplier": 0}, "multiplier: expected a number above 0"),
        ({"method": "wald"}, "method: expected one of exact, log, score"),
        ({"confidence": 0}, "confidence: expected one number between 0 and 1"),
    ],
)
def test_unusable_rates(given: dict[str, object], message: str) -> None:
    """What cannot be used is refused by its own name."""
    with pytest.raises(InputError, match=message):
        relative_rate(**(STOPS | {"base": "encounters"} | given))  # type: ignore[arg-type]


def test_unusable_not_stated() -> None:
    """Those not stated are counted too."""
    with pytest.raises(InputError, match="not_stated_count: expected a count of 0 or more"):
        not_stated_bounds(1, 1, 1, 1, -1, base="encounters")


def stage(name: str, *numbers: int) -> Stage:
    """Return a stage from its four numbers."""
    fields = ("group_count", "group_base", "reference_count", "reference_base")
    return Stage(stage=name, **dict(zip(fields, numbers, strict=True)))


def test_product_of_a_chain_has_the_interval_of_its_ends() -> None:
    """Where stages chain, the product is the ratio of final counts to first bases."""
    chain = relative_rate_index([stage("a", 40, 100, 300, 900), stage("b", 10, 40, 50, 300)])
    ends = relative_rate_index([stage("all", 10, 100, 50, 900)])

    assert [True] == [check.passed for check in chain.cumulative.checks]
    assert pytest.approx(ends.cumulative.value) == chain.cumulative.value
    assert pytest.approx(ends.cumulative.low) == chain.cumulative.low


def test_stages_that_do_not_chain_are_named() -> None:
    """A base that is not the count before is said; a count of 0 has no interval."""
    found = relative_rate_index([stage("a", 40, 100, 300, 900), stage("b", 0, 41, 50, 300)])

    assert "stage before: b" in found.cumulative.failed[0].detail
    assert math.isnan(found.cumulative.low)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: stage("a", 5, 4, 1, 1), "group_count: expected a number that is not above 4"),
        (lambda: stage("a", 1, 1, 2, 1), "reference_count: expected a number that is not above 1"),
        (lambda: stage("a", 0, 0, 1, 1), "group_base: expected one whole number of 1 or more"),
        (lambda: stage("a", -1, 1, 1, 1), "group_count: expected one whole number of 0 or more"),
        (lambda: relative_rate_index([]), "stages: expected at least one stage"),
        (lambda: relative_rate_index([stage("a", 1, 1, 1, 1)] * 2), "with a name of its own"),
    ],
)
def test_unusable_stages(call: object, message: str) -> None:
    """Stages are whole counts of their bases, each named once."""
    with pytest.raises(InputError, match=message):
        call()  # type: ignore[operator]
