"""Stated numbers recomputed from counts. Needs numpy."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("numpy")

from safetykit.evaluation import ClaimResult, Verdict, evaluate
from safetykit.model import ClaimTest, Statistic
from safetykit.model.ids import Id

Make = Callable[..., Any]
AGREES, CONTRADICTS = Verdict.AGREES, Verdict.CONTRADICTS
CANNOT_TELL = Verdict.CANNOT_TELL


@pytest.fixture
def check(
    make_plan: Make, make_indicator: Make, make_counts: Make, make_claim: Make, make_period: Make
) -> Callable[..., tuple[ClaimResult, ...]]:
    """Return a checker of one claim on burglaries among all that is counted in 2017."""

    def make(
        value: str,
        burglaries: list[int | None],
        others: list[int | None] | None = None,
        *,
        statistic: str = "count",
        period: str = "2017-01 to 2017-12",
        source: str = "police-uk",
        rank: int | None = None,
    ) -> tuple[ClaimResult, ...]:
        test = ClaimTest(
            indicator=Id("burglary"), statistic=Statistic(statistic), period=make_period(period)
        )
        own = make_indicator()
        plan = make_plan(
            indicators=(own, make_indicator(id=Id("other"), source="elsewhere")),
            claims=(make_claim("claim", value, test=test, rank=rank),),
        )
        series = {"Burglary": burglaries, "Drugs": others or [10] * 12}
        counts = make_counts("2017-01", series)
        if source != "police-uk":
            plan = make_plan(
                indicators=(own, make_indicator(id=Id("other"), group="Drugs")),
                claims=plan.claims,
            )
            plan = _of_source(plan, source)
        return evaluate(plan, counts).claims

    return make


def _of_source(plan: Any, source: str) -> Any:
    import attrs

    moved = attrs.evolve(plan.indicators[0], source=source)
    return attrs.evolve(plan, indicators=(moved, plan.indicators[1]))


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        ("120", AGREES),
        ("121", CANNOT_TELL),
        ("150", CANNOT_TELL),  # a quarter of 120 more
        ("151", CONTRADICTS),
        ("90", CANNOT_TELL),
        ("89", CONTRADICTS),
        ("over 100", AGREES),
        ("over 151", CONTRADICTS),
        ("up to 120", AGREES),
        ("up to 80", CONTRADICTS),
        ("around 125", AGREES),
        ("unknown", CANNOT_TELL),
    ],
)
def test_counts(check: Callable[..., Any], value: str, verdict: Verdict) -> None:
    """A count agrees inside its words and is contradicted more than a quarter outside them."""
    (result,) = check(value, [10] * 12)

    assert verdict is result.verdict
    assert (120, None, None) == (result.count, result.of, result.rank)
    assert "the records give 120." in result.sentence


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        ("50%", AGREES),
        ("50.4%", CANNOT_TELL),
        ("62.5%", CANNOT_TELL),
        ("62.6%", CONTRADICTS),
        ("37.4%", CONTRADICTS),
        ("0%", CONTRADICTS),
    ],
)
def test_shares(check: Callable[..., Any], value: str, verdict: Verdict) -> None:
    """A share is given with what it is a share of."""
    (result,) = check(value, [10] * 12, statistic="share")

    assert verdict is result.verdict
    assert (120, 240, 1) == (result.count, result.of, result.rank)
    assert "50.00% (120 of 240)" in result.sentence


@pytest.mark.parametrize(
    ("value", "monthly", "lost"),
    [
        ("0", 10, False),
        ("20", 10, True),  # 120
        ("0.00%", 10, True),  # 50.00%
        ("5%", 3, False),  # 23.08% is no 5
        ("3%", 3, True),
        ("3.08%", 3, True),
        ("about 3.08%", 3, False),
        ("8%", 3, False),  # the last digit of 23.08 alone
    ],
)
def test_lost_first_digit(check: Callable[..., Any], value: str, monthly: int, lost: bool) -> None:
    """A first digit is called lost only where the rest stands there, digit by digit."""
    statistic = "share" if "%" in value else "count"
    (result,) = check(value, [monthly] * 12, statistic=statistic)

    assert CONTRADICTS is result.verdict
    assert lost == ("the first digit of the plan's figure seems to be lost" in result.sentence)


def test_months_not_reported(check: Callable[..., Any]) -> None:
    """A count that is too low for want of months contradicts nothing that is higher."""
    gaps: list[int | None] = [10] * 6 + [None] * 6
    (higher,), (lower,) = check("120", gaps), check("20", gaps)

    assert CANNOT_TELL is higher.verdict
    assert 6 == len(higher.not_reported)
    assert "July 2017, August 2017" in higher.sentence
    assert higher.sentence.endswith("are not reported, so the records' figure is too low.")
    assert CONTRADICTS is lower.verdict


def test_one_month_not_reported(check: Callable[..., Any]) -> None:
    """One month is spoken of as one; a share is too low only if the whole is known."""
    gap: list[int | None] = [None] + [10] * 11
    (own,) = check("50%", gap, statistic="share")
    (both,) = check("50%", gap, gap, statistic="share")

    assert own.sentence.endswith("January 2017 is not reported, so the records' figure is too low.")
    assert both.sentence.endswith("January 2017 is not reported.")
    assert AGREES is both.verdict


def test_another_category_not_reported(check: Callable[..., Any]) -> None:
    """A whole that lacks another category's month makes the share too high, and it says so."""
    (share,) = check("50%", [10] * 12, [None, *[10] * 11], statistic="share")
    (count,) = check("120", [10] * 12, [None, *[10] * 11])

    assert share.sentence.endswith(
        "Another category is not reported for January 2017, so the records' share is a little "
        "too high."
    )
    assert "Another category" not in count.sentence


def test_share_of_nothing(check: Callable[..., Any]) -> None:
    """Of no events at all there is no share, and no verdict."""
    (result,) = check("5%", [0] * 12, [0] * 12, statistic="share", rank=1)

    assert math.isnan(result.recomputed)
    assert CANNOT_TELL is result.verdict
    assert "nan" not in result.sentence
    assert result.sentence.endswith("There is nothing to compare.")


@pytest.mark.parametrize(
    "given",
    [
        {"period": "2016-12 to 2017-11"},
        {"period": "2017-01 to 2018-01"},
        {"period": "2017-01 to open"},
        {"period": "unknown to unknown"},
        {"source": "elsewhere"},
        {"statistic": "share"},  # a number that is no percentage is no share
    ],
)
def test_claims_that_these_records_cannot_test(
    check: Callable[..., Any], given: dict[str, str]
) -> None:
    """Claims of other months, of another source or in another unit are left alone."""
    assert () == check("20", [10] * 12, **given)


def test_percentage_is_no_count(check: Callable[..., Any]) -> None:
    """A percentage is not set beside a count."""
    assert () == check("20%", [10] * 12)


def test_ranks(check: Callable[..., Any]) -> None:
    """The rank that the plan states stands beside that of the records."""
    (result,) = check("20%", [2] * 12, statistic="share", rank=1)

    assert 2 == result.rank
    assert "20%, first by size, for" in result.sentence
    assert "(24 of 144), second by size" in result.sentence
