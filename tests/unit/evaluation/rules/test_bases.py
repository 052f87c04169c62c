"""Figures set beside figures that count another thing. Needs no numpy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from safetykit.evaluation import Check, Severity
from safetykit.model import (
    Claim,
    ClaimTest,
    Comparison,
    Counted,
    Funding,
    FundingKind,
    Id,
    Indicator,
    Plan,
    Polarity,
    Relation,
    Statistic,
    Status,
)
from safetykit.quantities import Period

MakeClaim = Callable[..., Claim]
Judge = Callable[..., Check]


@pytest.fixture
def judge(make_plan: Callable[..., Plan], find: Callable[[Plan, str], Check]) -> Judge:
    """Return a judge of claims under the code of one check."""

    def check(code: str, claims: Sequence[Claim], **parts: Any) -> Check:
        return find(make_plan(claims=tuple(claims), **parts), code)

    return check


def test_a_night_among_years(make_claim: MakeClaim, judge: Judge) -> None:
    """The rarer kind of count is named, beside those that it may not be compared with."""
    year = {"unit": "rough_sleeper", "counted": Counted.OVER_PERIOD}
    claims = [
        make_claim("a", "440", **year),
        make_claim("b", "379", **year),
        make_claim("c", "around 20", unit="rough_sleeper", counted=Counted.AT_ONE_TIME),
        make_claim("d", "7", unit="worker", counted=Counted.AT_ONE_TIME),
        make_claim("e", "9", unit="rough_sleeper"),
    ]
    check = judge("SK-A113", claims)
    (finding,) = check.findings

    assert (4, "c", Severity.NOTICE) == (check.checked, finding.subject, finding.severity)
    assert "around 20 (c) is a count at one time" in finding.message
    assert "another kind: 440 (a); 379 (b)." in finding.message


@pytest.mark.parametrize(
    ("unit", "other", "value", "number", "severity"),
    [
        ("officer", "GBP", "20%", "33%", Severity.WARNING),
        ("officer", "officer", "20%", "33%", Severity.ERROR),
        ("officer", "officer", "20%", "around 20%", None),
        ("officer", "officer", "20%", "20", Severity.WARNING),
        ("dimensionless", "GBP", "20", "33", Severity.WARNING),
    ],
)
def test_equated(
    make_claim: MakeClaim,
    judge: Judge,
    unit: str,
    other: str,
    value: str,
    number: str,
    severity: Severity | None,
) -> None:
    """What counts another thing is not the same quantity, whatever the two numbers are."""
    claims = [
        make_claim("a", value, unit=unit, equated_with=Id("b")),
        make_claim("b", number, unit=other),
    ]
    found = judge("SK-A114", claims).findings

    assert ([severity] if severity else []) == [finding.severity for finding in found]
    assert all(finding.message.startswith(f"{value} (a) is said to") for finding in found)


@pytest.mark.parametrize(
    ("value", "other", "words"),
    [
        ("76%", "unknown", "no figure (b)"),
        ("76%", "unknown", "from 0% to 76.5%."),
        ("76%", "60%", "from 35% to 60.5%."),
        ("76", "60", "several cannot be told."),
    ],
)
def test_merged(make_claim: MakeClaim, judge: Judge, value: str, other: str, words: str) -> None:
    """Of two shares in one breath, what holds of both at once has bounds."""
    claims = [make_claim("a", value, stated_with=(Id("b"),)), make_claim("b", other)]
    (finding,) = judge("SK-A115", claims).findings

    assert words in finding.message


def test_incidents_among_offences(
    make_claim: MakeClaim, judge: Judge, make_indicator: Callable[..., Indicator]
) -> None:
    """A part in another unit than the most is found, and a whole in one unit is not."""
    units = {"theft": "offence", "robbery": "offence", "nuisance": "incident"}
    indicators = tuple(
        make_indicator(id=Id(f"i-{name}"), title=name, unit=unit) for name, unit in units.items()
    )
    claims = [
        make_claim(
            name,
            "20%",
            whole="crime",
            test=ClaimTest(indicator=Id(f"i-{name}"), statistic=Statistic.SHARE, period=Period()),
        )
        for name in units
    ]
    check = judge("SK-A116", claims, indicators=indicators)
    (finding,) = check.findings

    assert (1, "nuisance") == (check.checked, finding.subject)
    assert "It counts the unit incident and other parts count the unit offence" in finding.message
    assert () == judge("SK-A116", claims[:2], indicators=indicators).findings
    assert 0 == judge("SK-A116", claims[:1], indicators=indicators).checked


@pytest.mark.parametrize(
    ("polarity", "found"),
    [
        (Polarity.AMBIGUOUS, 1),
        (Polarity.MORE_REPORTING, 1),
        (Polarity.LOWER, 0),
        (Polarity.HIGHER, 0),
    ],
)
def test_direction(make_claim: MakeClaim, judge: Judge, polarity: Polarity, found: int) -> None:
    """A rise that may be good or bad is said to be so."""
    compared = Comparison(relation=Relation.HIGHER, than="a year before")
    check = judge("SK-A117", [make_claim("a", "unknown", compared=compared, polarity=polarity)])

    assert (1, found) == (check.checked, len(check.findings))


def test_money_that_is_lost(make_plan: Callable[..., Plan], find: Callable[..., Check]) -> None:
    """A line whose figure is lost is found; one without a figure of its own is not."""
    states = (Status.ILLEGIBLE, Status.STATED, Status.ABSENT, Status.NOT_HELD)
    lines = tuple(
        Funding(id=Id(f"f{i}"), title=f"Line {i}", kind=FundingKind.GRANT, status=status)
        for i, status in enumerate(states)
    )
    staff = Funding(id=Id("s"), title="S", kind=FundingKind.STAFF, status=Status.ILLEGIBLE)
    check = find(make_plan(funding=(*lines, staff)), "SK-A118")

    assert (4, ["f0", "f3"]) == (check.checked, [f.subject for f in check.findings])
    assert "“Line 0” is lost in the text held" in check.findings[0].message
