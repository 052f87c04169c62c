"""Laws of the audit: no rule raises on a valid plan, and true figures are not accused.

The strategies are of this test; they are of plans with nothing but claims. Needs no numpy.
"""

from __future__ import annotations

import datetime as dt
import math
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

from safetykit.evaluation import Family, Severity, audit
from safetykit.model import (
    Area,
    Change,
    Claim,
    Comparison,
    Counted,
    Partnership,
    Plan,
    PlanPeriod,
    Polarity,
    Ratio,
    Relation,
)
from safetykit.model.ids import Id
from safetykit.quantities import Approx, PartialDate, Period
from safetykit.testing.strategies import plans as any_plans

DAY = dt.date(2018, 6, 30)
ORDERLESS = ("SK-A102", "SK-A103", *(f"SK-A1{n:02}" for n in range(6, 18)))
WORDS = (
    *("about", "around", "nearly", "almost", "over", "more than", "at least"),
    *("up to", "at most", "under", "below", "fewer than", ""),
)
NUMBERS = st.one_of(
    st.integers(-10, 10**7).map("{:,}".format),
    st.decimals(0, 200, places=2).map(str),
    st.sampled_from(["0", "0.0", "100"]),
)
SPANS = (
    Period(),
    Period(start=PartialDate.parse("2016-11"), end=PartialDate.parse("late 2017")),
    Period(start=PartialDate.parse("2017"), end=PartialDate.parse("2017")),
)


def plan_of(claims: list[Claim]) -> Plan:
    """Return a plan with nothing but claims."""
    return Plan(
        id=Id("plan"),
        title="A plan",
        area=Area(name="Testshire"),
        partnership=Partnership(name="Partnership"),
        period=PlanPeriod(period=Period()),
        dated=PartialDate.parse("2018"),
        claims=tuple(claims),
    )


@st.composite
def values(draw: st.DrawFn, *, percent: bool | None = None) -> Approx:
    """Return a number in words that a plan may use, unknown among them."""
    per = draw(st.booleans()) if percent is None else percent
    if not per and draw(st.integers(0, 9)) == 0:
        return Approx.parse("unknown")
    sign = "%" if per else ""
    if draw(st.integers(0, 9)) == 0:
        low, high = sorted(draw(st.tuples(st.integers(0, 99), st.integers(0, 99))))
        return Approx.parse(f"{low}..{high}{sign}")
    return Approx.parse(f"{draw(st.sampled_from(WORDS))} {draw(NUMBERS)}{sign}".strip())


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Return a valid plan whose claims refer to each other in any way that the model lets them."""
    names = [Id(f"claim-{i}") for i in range(draw(st.integers(1, 6)))]
    refs = st.none() | st.sampled_from(names)
    claims = []
    for name in names:
        value = draw(values())
        parts: dict[str, Any] = {}
        if value.percent:
            parts = {
                "share_of": draw(refs),
                "whole": draw(st.sampled_from(["", "all"])),
                "change": draw(st.none() | st.builds(Change, amount=refs, before=refs, after=refs)),
                "amounts_to": draw(refs),
            }
        claims.append(
            Claim(
                id=name,
                says="It says so.",
                subject=draw(st.sampled_from(["people", "crimes"])),
                value=value,
                unit=draw(st.sampled_from(["dimensionless", "offence", "year", "week"])),
                when=draw(st.none() | st.sampled_from(["2017", "unknown"]).map(PartialDate.parse)),
                at_most=draw(refs),
                rank=draw(st.none() | st.integers(1, 4)),
                parts=draw(st.none() | st.integers(1, 5)),
                compared=draw(
                    st.none()
                    | st.builds(
                        Comparison,
                        relation=st.sampled_from(Relation),
                        than=st.just("a year before"),
                        claim=refs,
                    )
                ),
                sum_of=tuple(draw(st.lists(st.sampled_from(names), max_size=3))),
                ratio=draw(
                    st.none()
                    | st.builds(
                        Ratio,
                        of=st.sampled_from(names),
                        to=st.sampled_from(names),
                        or_to=st.lists(st.sampled_from(names), max_size=2).map(tuple),
                    )
                ),
                equated_with=draw(refs),
                stated_with=tuple(draw(st.lists(st.sampled_from(names), max_size=2))),
                spans=draw(st.none() | st.sampled_from(SPANS)),
                counted=draw(st.none() | st.sampled_from(Counted)),
                polarity=draw(st.none() | st.sampled_from(Polarity)),
                **parts,
            )
        )
    return plan_of(claims)


@given(plan=plans())
def test_no_rule_raises(plan: Plan) -> None:
    """For any valid claims, the audit answers in whole sentences without nan or infinities."""
    found = audit(plan, as_of=DAY)

    for finding in found.findings:
        for text in (finding.message, finding.hint, finding.settled_by):
            assert text.endswith(".")
            assert not {"nan", "inf", "None"} & set(text.replace("%", " ").split())
            assert "  " not in text
    for check in found.checks:
        assert check.checked > 0 or not check.findings


@given(plan=plans(), data=st.data())
def test_order_of_claims_does_not_matter(plan: Plan, data: st.DataObject) -> None:
    """Turning the claims round changes neither what is checked nor what is found.

    Which of two figures for one thing stands "here" follows the plan, and so does the order of
    shares that have one rank.
    """
    turned = plan_of(data.draw(st.permutations(plan.claims)))
    one, two = audit(plan, as_of=DAY), audit(turned, as_of=DAY)

    for first, second in zip(one.checks, two.checks, strict=True):
        assert first.checked == second.checked
        if first.code not in ("SK-A104", "SK-A105"):
            assert len(first.findings) == len(second.findings)
        if first.code in ORDERLESS:
            assert {f.subject for f in first.findings} == {f.subject for f in second.findings}


@given(plan=plans())
def test_audit_is_the_same_twice(plan: Plan) -> None:
    """The same plan and day give the same audit, to the last word."""
    assert audit(plan, as_of=DAY) == audit(plan, as_of=DAY)


def said(draw: st.DrawFn, value: Fraction, *, percent: bool = False) -> Approx:
    """Say a number truly, in words that one may use for it."""
    if percent:
        return Approx.parse(f"{float(value):.{draw(st.integers(0, 2))}f}%")
    number = int(value)
    ways = [f"{number:,}", f"over {math.floor(number * 0.97):,}", f"around {number:,}", "unknown"]
    ways += [f"nearly {math.ceil(number * 1.02):,}", f"up to {number:,}"]
    allowed = [Approx.parse(way) for way in ways]
    true = [value for value in allowed if value.usual().low <= number <= value.usual().high]
    return draw(st.sampled_from(true))


@st.composite
def true_plans(draw: st.DrawFn) -> Plan:
    """Return a plan whose numbers are all true of one made-up place."""
    people = draw(st.integers(100, 10**6))
    households = draw(st.integers(people // 3, people))
    alone = draw(st.integers(0, households))
    before, amount = draw(st.integers(100, 10**6)), draw(st.integers(1, 10**5))
    sizes = sorted(draw(st.lists(st.integers(1, 10**4), min_size=2, max_size=6)), reverse=True)
    stated = draw(st.integers(2, len(sizes)))
    falls = draw(st.booleans()) and amount < before
    after = before - amount if falls else before + amount
    side = draw(st.sampled_from(["before", "after"]))

    def claim(name: str, value: Approx, subject: str = "", **parts: Any) -> Claim:
        return Claim(id=Id(name), says="x", subject=subject or name, value=value, **parts)

    total = Fraction(sum(sizes))
    return plan_of(
        [
            claim("people", said(draw, Fraction(people)), "people"),
            claim("people-again", said(draw, Fraction(people)), "people"),
            claim("households", said(draw, Fraction(households))),
            claim(
                "alone",
                said(draw, Fraction(100 * alone, people), percent=True),
                share_of=Id("people"),
                at_most=Id("households"),
            ),
            claim("amount", said(draw, Fraction(amount))),
            claim("before", said(draw, Fraction(before))),
            claim("after", said(draw, Fraction(after))),
            claim(
                "change",
                said(draw, Fraction(100 * amount, before), percent=True),
                change=Change(amount=Id("amount"), **{side: Id(side)}),
                compared=Comparison(relation=Relation.LOWER, than="before") if falls else None,
            ),
            *(
                claim(
                    f"part-{i}",
                    said(draw, 100 * size / total, percent=True),
                    whole="all",
                    parts=len(sizes),
                    rank=i + 1,
                )
                for i, size in enumerate(sizes[:stated])
            ),
        ]
    )


@st.composite
def counted_plans(draw: st.DrawFn) -> Plan:
    """Return a plan whose counts of two years, change in words, rate and share are all true."""
    then, now = draw(st.integers(100, 10**5)), draw(st.integers(100, 10**5))
    people = draw(st.integers(10**5, 10**6))
    share = Fraction(100 * (part := draw(st.integers(0, now))), now)
    change = Fraction(100 * (now - then), then)
    verb = "rose" if now > then else "fell" if now < then else "did not change"

    def claim(name: str, value: Approx, **parts: Any) -> Claim:
        return Claim(
            id=Id(name), **({"says": f"It is {name}.", "subject": name} | parts), value=value
        )

    def number(value: int, **parts: Any) -> dict[str, Any]:
        return {"value": Approx.parse(f"{value:,}"), **parts}

    moved = Approx.parse(f"{abs(float(change)):.1f}%")
    typed = Change(before=Id("then"), after=Id("now")) if draw(st.booleans()) else None
    year = draw(st.sampled_from([("2016", "2017"), ("2016/17", "2017/18"), ("2016-11", "2017-11")]))
    dates = [PartialDate.parse(text) for text in year]
    return plan_of(
        [
            claim("then", **number(then), subject="thefts", when=dates[0], unit="offence"),
            claim("now", **number(now), subject="thefts", when=dates[1], unit="offence"),
            claim("moved", moved, says=f"Theft {verb} by it.", subject="thefts", change=typed),
            claim("people", **number(people, unit="resident")),
            claim("part", **number(part, unit="offence", at_most=Id("now"))),
            claim(
                "share",
                Approx.parse(f"{float(share):.1f}%"),
                share_of=Id("now"),
                amounts_to=Id("part"),
            ),
            claim(
                "rate",
                Approx.parse(f"{1000 * now / people:.2f}"),
                ratio=Ratio(of=Id("now"), to=Id("people"), per=1000),
            ),
        ]
    )


@given(plan=counted_plans())
def test_true_counts_draw_nothing_at_all(plan: Plan) -> None:
    """A true change in words, a rate and a share, typed or not, draw no finding on numbers."""
    asked = [c for c in audit(plan, as_of=DAY).checks if c.family is Family.NUMBERS]

    assert {"SK-A102", "SK-A107", "SK-A109"} <= {c.code for c in asked if c.checked}
    assert () == tuple(finding for check in asked for finding in check.findings)


@given(plan=counted_plans(), tenfold=st.sampled_from(["now", "rate"]))
def test_a_slip_of_a_digit_is_found(plan: Plan, tenfold: str) -> None:
    """The same plan with one figure ten times as large contradicts itself."""
    slipped = tuple(
        attrs.evolve(c, value=Approx.exact(10 * c.value.stated)) if c.id == tenfold else c
        for c in plan.claims
    )
    audited = audit(attrs.evolve(plan, claims=slipped), as_of=DAY)

    assert audited.reaching(Severity.ERROR)


@given(plan=any_plans())
def test_no_plan_is_accused_of_what_has_no_words(plan: Plan) -> None:
    """Of any valid plan the audit says what it found in words that end, and names a place."""
    for finding in audit(plan, as_of=DAY).findings:
        assert finding.message.strip()
        assert finding.hint.endswith(".")
        assert finding.place.path


@given(plan=any_plans())
def test_no_check_finds_more_than_it_looked_at(plan: Plan) -> None:
    """Every count of findings has its denominator: two of one is no count."""
    for check in audit(plan, as_of=DAY).checks:
        assert len(check.findings) <= check.checked, check.summary


@given(plan=true_plans())
def test_true_figures_are_not_accused(plan: Plan) -> None:
    """A plan whose numbers agree by construction draws no error, however it rounds them."""
    assert () == audit(plan, as_of=DAY).reaching(Severity.ERROR)
