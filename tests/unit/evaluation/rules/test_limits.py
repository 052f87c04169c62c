"""Figures of one subject that are two things, and parts above their whole. Needs no numpy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from safetykit.evaluation import Check
from safetykit.model import Change, Claim, Comparison, Counted, Id, Relation

MakeClaim = Callable[..., Claim]
Judge = Callable[..., Check]


# Figures of one subject that are not of one kind


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ({}, {}, 1),
        ({"whole": "crime"}, {}, 0),
        ({"share_of": Id("all")}, {"share_of": Id("rest")}, 0),
        ({"change": Change(before=Id("all"))}, {}, 0),
        ({"compared": Comparison(relation=Relation.HIGHER, than="before")}, {}, 0),
    ],
)
def test_a_share_and_a_change(
    make_claim: MakeClaim, judge: Judge, one: dict[str, Any], other: dict[str, Any], found: int
) -> None:
    """That theft is 12% of crime and fell by 5% are two statements, and both may be true."""
    claims = [
        make_claim("all", "900"),
        make_claim("rest", "500"),
        make_claim("a", "12%", subject="theft", **one),
        make_claim("b", "5%", subject="theft", **other),
    ]

    assert found == len(judge("SK-A101", claims).findings)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (Counted.OVER_PERIOD, Counted.AT_ONE_TIME, 0),
        (Counted.OVER_PERIOD, Counted.OVER_PERIOD, 1),
        (Counted.OVER_PERIOD, None, 1),
    ],
)
def test_a_year_and_a_night(
    make_claim: MakeClaim, judge: Judge, one: Counted, other: Counted | None, found: int
) -> None:
    """Those who came by in a year are more than those there in one night."""
    claims = [
        make_claim("a", "379", subject="rough sleepers", counted=one),
        make_claim("b", "20", subject="rough sleepers", counted=other),
    ]

    assert found == len(judge("SK-A101", claims).findings)


def test_a_subject_without_words(make_claim: MakeClaim, judge: Judge) -> None:
    """Figures of which nothing says what they are of are not set against each other."""
    claims = [make_claim(name, value, subject="?") for name, value in (("a", "1"), ("b", "2"))]

    assert 0 == judge("SK-A101", claims).checked


# Counts above what they are a part of


@pytest.mark.parametrize(
    ("part", "limit", "found"),
    [("90", "80", 1), ("80", "80", 0), ("over 80", "80", 0), ("90", "about 90", 0)],
)
def test_a_count_above_its_limit(
    make_claim: MakeClaim, judge: Judge, part: str, limit: str, found: int
) -> None:
    """A part is no more than what it is a part of, as far as both can be read."""
    claims = [make_claim("all", limit), make_claim("part", part, at_most=Id("all"))]
    check = judge("SK-A102", claims)

    assert (1, found) == (check.checked, len(check.findings))


@pytest.mark.parametrize("unit", ["household", "resident"])
def test_a_stated_limit_holds_of_numbers(make_claim: MakeClaim, judge: Judge, unit: str) -> None:
    """No more people can live alone than there are households, for the reason that is given."""
    because = "Whoever lives alone is a household."
    claims = [
        make_claim("all", "80", unit="household"),
        make_claim("part", "90", unit=unit, at_most=Id("all"), at_most_because=because),
    ]
    (finding,) = judge("SK-A102", claims).findings

    assert "90 (part) cannot be more than 80 (all). Whoever lives alone" in finding.message


def test_a_total_in_another_unit(make_claim: MakeClaim, judge: Judge) -> None:
    """A part that counts another thing than its total is not set against it."""
    claims = [
        make_claim("a", "90", unit="person"),
        make_claim("b", "unknown"),
        make_claim("all", "80", unit="offence", sum_of=(Id("a"), Id("b"))),
    ]

    assert () == judge("SK-A102", claims).findings


@pytest.mark.parametrize(("rest", "asked"), [("unknown", 1), ("10", 0)])
def test_a_part_above_a_total_that_cannot_be_added(
    make_claim: MakeClaim, judge: Judge, rest: str, asked: int
) -> None:
    """Where another part is lost, the sum tells nothing; one part alone may be too large."""
    claims = [
        make_claim("a", "90"),
        make_claim("b", rest),
        make_claim("all", "80", sum_of=(Id("a"), Id("b"))),
    ]
    check = judge("SK-A102", claims)

    assert asked == len(check.findings)
    assert bool(asked) is not bool(judge("SK-A106", claims).findings)
