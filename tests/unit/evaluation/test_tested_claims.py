"""Stated numbers recomputed from counts. Needs numpy."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import attrs
import pytest

pytest.importorskip("numpy")

from safetykit.evaluation import ClaimResult, Evaluation, Verdict, evaluate
from safetykit.evaluation.disclosure import prepare
from safetykit.model import ClaimTest, DesignMethod, EvaluationDesign, Statistic
from safetykit.model.ids import Id
from safetykit.quantities import Approx, Month, PartialDate
from safetykit.records import Travel

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
    ("value", "figures", "verdict"),
    [
        ("3", [2], CANNOT_TELL),
        ("0", [2], CANNOT_TELL),
        ("5", [2], CONTRADICTS),
        ("2", [0], CANNOT_TELL),
        ("3", [0], CONTRADICTS),
        ("20%", [3], CANNOT_TELL),  # 3 of 10, and 2 of 10 are meant
        ("0%", [3], CONTRADICTS),
    ],
)
def test_one_event_more_or_less_contradicts_nothing(
    check: Callable[..., Any], value: str, figures: list[int], verdict: Verdict
) -> None:
    """A plan that says three where the records give two is not called wrong."""
    statistic = "share" if "%" in value else "count"
    rest = [0] * 11
    (result,) = check(value, figures + rest, [10 - figures[0], *rest], statistic=statistic)

    assert verdict is result.verdict


def test_no_digit_is_lost_of_a_number_without_words(
    make_plan: Make, make_indicator: Make, make_counts: Make, make_claim: Make, make_period: Make
) -> None:
    """A number that a program gives has no digits to lose one of."""
    test = ClaimTest(
        indicator=Id("burglary"),
        statistic=Statistic.COUNT,
        period=make_period("2017-01 to 2017-12"),
    )
    claim = attrs.evolve(make_claim("claim", "20", test=test), value=Approx.exact(20.0))
    plan = make_plan(indicators=(make_indicator(),), claims=(claim,))
    (result,) = evaluate(plan, make_counts("2017-01", {"Burglary": [5] + [0] * 23})).claims

    assert result.brief.endswith("They contradict each other.")


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


@pytest.fixture
def by_quarter(
    make_plan: Make, make_indicator: Make, make_counts: Make, make_claim: Make, make_period: Make
) -> Callable[..., tuple[ClaimResult, ...]]:
    """Return a checker of one claim on burglaries by quarter, from January 2017 on."""

    def make(value: str, period: str, figures: list[int | None], **parts: Any) -> Any:
        statistic = Statistic(parts.pop("statistic", "count"))
        test = ClaimTest(indicator=Id("burglary"), statistic=statistic, period=make_period(period))
        counts = make_counts("2017-01", {"Burglary": figures, "Drugs": [30] * len(figures)})
        counts = attrs.evolve(
            counts,
            months=tuple(Month(2017, 1) + 3 * i for i in range(len(figures))),
            step=3,
        )
        plan = make_plan(
            indicators=(make_indicator("2017-01 to 2017-06"),),
            claims=(make_claim("claim", value, test=test),),
        )
        return evaluate(plan, counts).claims

    return make


@pytest.mark.parametrize(
    ("period", "count"), [("2017-01 to 2017-12", 100), ("2017-10 to 2017-12", 40)]
)
def test_the_last_quarter_of_the_records(by_quarter: Make, period: str, count: int) -> None:
    """A claim that ends with the last quarter of the records is tested to its last month."""
    (result,) = by_quarter("100", period, [10, 20, 30, 40])

    assert count == result.count


@pytest.mark.parametrize("period", ["2017-02 to 2017-04", "2017-01 to 2017-02", "2017-02 to 2018"])
def test_a_claim_of_a_part_of_a_quarter(by_quarter: Make, period: str) -> None:
    """Records by quarter cannot test a claim of other months, and nothing else is refused."""
    assert () == by_quarter("100", period, [10, 20, 30, 40])


def test_a_quarter_that_is_not_reported(by_quarter: Make) -> None:
    """A quarter is named as one, and a share of the others is too low for want of it."""
    (result,) = by_quarter("40%", "2017-01 to 2017-12", [10, None, 30, 40], statistic="share")

    assert result.sentence.endswith(
        "April 2017 to June 2017 is not reported, so the records' figure is too low."
    )


def test_a_category_that_partners_have_not_sent(
    make_plan: Make, make_indicator: Make, make_counts: Make, make_claim: Make, make_period: Make
) -> None:
    """What rests on a figure that never came refuses nothing that rests on others."""
    counts = make_counts("2017-01", {"Burglary": [10] * 24}, source="partners")
    counts = attrs.evolve(counts, source=attrs.evolve(counts.source, travel=Travel.PARTNER))
    year = make_period("2017-01 to 2017-12")
    tests = [ClaimTest(indicator=Id(n), statistic=Statistic.COUNT, period=year) for n in ("b", "s")]
    plan = make_plan(
        indicators=(
            make_indicator(id=Id("b"), source="partners"),
            make_indicator(id=Id("s"), source="partners", group="Sheds"),
        ),
        claims=tuple(make_claim(f"c{i}", "120", test=test) for i, test in enumerate(tests)),
        evaluation_designs=(
            EvaluationDesign(
                id=Id("d"),
                title="Locks",
                outcome=Id("s"),
                method=DesignMethod.BEFORE_AFTER,
                starts=PartialDate.parse("2018-01"),
                buffer=("Testshire Police",),
            ),
        ),
    )
    made = evaluate(plan, counts)

    for found in (made, prepare(made).evaluation):
        _require_others(found)


def _require_others(found: Evaluation) -> None:
    assert ["b"] == [result.indicator.id for result in found.results]
    assert ["c0"] == [result.claim.id for result in found.claims]
    assert [
        "Locks: nothing can be said. No figure of “Sheds” is among the records that were given."
    ] == [found.sentence for found in found.interventions]


def test_a_claim_on_records_that_do_not_reach_the_baseline(
    make_plan: Make, make_indicator: Make, make_counts: Make, make_claim: Make, make_period: Make
) -> None:
    """A stated number is recomputed from what is held, although no change can be."""
    test = ClaimTest(
        indicator=Id("roads"),
        statistic=Statistic.COUNT,
        period=make_period("2018-01 to 2018-12"),
    )
    roads = make_indicator(id=Id("roads"), source="stats19", group="Killed")
    plan = make_plan(
        indicators=(make_indicator(), roads), claims=(make_claim("claim", "24", test=test),)
    )
    police = make_counts("2017-01", {"Burglary": [10] * 24})
    late = make_counts("2018-01", {"Killed": [2] * 12}, source="stats19")
    found = evaluate(plan, [police, late])

    assert ["roads"] == [skipped.indicator.id for skipped in found.skipped]
    assert [AGREES] == [claim.verdict for claim in found.claims]
