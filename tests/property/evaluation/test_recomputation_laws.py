"""Laws of the number audit: true figures draw no finding, however they are rounded; false ones do.

The plans are made up, and their numbers are true by construction. Needs no numpy.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from safetykit.evaluation import Severity, audit, recompute
from safetykit.model import (
    Area,
    Change,
    Claim,
    Comparison,
    Id,
    Partnership,
    Plan,
    PlanPeriod,
    Ratio,
    Relation,
)
from safetykit.quantities import Answer, Approx, PartialDate, Period

DAY = dt.date(2018, 6, 30)
NUMBERS = [f"SK-A1{n:02}" for n in (*range(1, 18), 21, 22)]


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


def claim(name: str, value: str, **parts: Any) -> Claim:
    """Return a claim from the words of its number."""
    fields: dict[str, Any] = {
        "id": Id(name),
        "says": "It says so.",
        "subject": name,
        "value": Approx.parse(value),
    }
    return Claim(**(fields | parts))


def percent(value: Fraction, digits: int) -> str:
    """Write a share as a percentage, rounded half up as people do."""
    scaled = value * 100 * 10**digits
    whole = int(scaled + Fraction(1, 2)) if scaled >= 0 else -int(-scaled + Fraction(1, 2))
    return f"{whole / 10**digits:.{digits}f}%"


@st.composite
def true_claims(draw: st.DrawFn) -> list[Claim]:
    """Return claims of every kind that is computed again, all true of one made-up place."""
    digits = draw(st.integers(0, 2))
    parts = draw(st.lists(st.integers(1, 10**5), min_size=2, max_size=5))
    total = sum(parts)
    before, after = draw(st.integers(200, 10**6)), draw(st.integers(200, 10**6))
    growth = Fraction(after - before, before)
    start = draw(st.dates(dt.date(2000, 1, 1), dt.date(2020, 1, 1)))
    weeks = draw(st.integers(2, 200))
    spans = Period(
        start=PartialDate.of(start), end=PartialDate.of(start + dt.timedelta(days=7 * weeks - 1))
    )
    times = draw(st.integers(2, 9))
    relation = Relation.HIGHER if after > before else Relation.LOWER
    compared = Comparison(relation=relation, than="before") if after != before else None
    names = tuple(Id(f"part-{i}") for i in range(len(parts)))
    return [
        *(claim(name, f"{part:,}") for name, part in zip(names, parts, strict=True)),
        claim("total", f"{total:,}", sum_of=names),
        *(
            claim(
                f"share-{i}",
                percent(Fraction(part, total), digits),
                share_of=Id("total"),
                amounts_to=names[i],
                whole="all",
                parts=len(parts),
            )
            for i, part in enumerate(parts)
        ),
        claim("before", f"{before:,}"),
        claim("after", f"{after:,}"),
        claim(
            "change",
            percent(abs(growth), digits),
            change=Change(before=Id("before"), after=Id("after")),
            compared=compared,
        ),
        claim("few", f"{before:,}"),
        claim("many", f"{before * times:,}"),
        claim("ratio", str(times), ratio=Ratio(of=Id("many"), to=Id("few"))),
        claim("length", str(weeks), unit="week", spans=spans),
    ]


def found(claims: list[Claim]) -> list[tuple[str, Severity]]:
    """Return the codes and severities of what the number audit finds."""
    return [
        (finding.code, finding.severity)
        for finding in audit(plan_of(claims), as_of=DAY).findings
        if finding.code in NUMBERS
    ]


@given(claims=true_claims())
def test_true_figures_draw_no_finding(claims: list[Claim]) -> None:
    """Figures that are true, written out or rounded to the digits shown, are not found at all."""
    assert [] == found(claims)


@given(claims=true_claims())
def test_true_figures_agree(claims: list[Claim]) -> None:
    """Everything that is computed again from true figures agrees, and can be told."""
    answers = {again.answer for again in recompute(plan_of(claims))}

    assert {Answer.YES} == answers


@given(claims=true_claims(), data=st.data())
def test_a_share_rounded_to_tens_is_no_contradiction(
    claims: list[Claim], data: st.DataObject
) -> None:
    """A percentage that somebody rounded to the nearest ten draws no error and no warning."""
    at = {str(c.id): i for i, c in enumerate(claims)}
    i = data.draw(st.sampled_from([i for i, c in enumerate(claims) if c.amounts_to]))
    part, total = (claims[at[n]].value for n in (str(claims[i].amounts_to), "total"))
    tens = int(Fraction(int(part.stated), int(total.stated)) * 10 + Fraction(1, 2)) * 10
    assume(0 < tens < 100)
    rounded = attrs.evolve(claims[i], value=Approx.parse(f"{tens}%"), whole="", parts=None)
    severities = {severity for _, severity in found([*claims[:i], rounded, *claims[i + 1 :]])}

    assert severities <= {Severity.NOTICE}


def _more(value: Approx, factor: float) -> Approx:
    """Return a figure well beyond any rounding, with no nought at its end."""
    number = int(abs(value.stated) * factor) + 11
    number += number % 10 == 0
    return Approx.parse(f"{number}%" if value.percent else f"{number:,}")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("total", "SK-A106"),
        ("part-0", "SK-A106"),
        ("share-0", "SK-A107"),
        ("share-0", "SK-A112"),
        ("change", "SK-A108"),
        ("after", "SK-A108"),
        ("ratio", "SK-A109"),
        ("length", "SK-A110"),
    ],
)
@given(claims=true_claims())
def test_a_planted_figure_is_found(name: str, code: str, claims: list[Claim]) -> None:
    """One figure changed beyond rounding is found, under the code of what it no longer fits."""
    values = {str(c.id): c.value for c in claims}
    whole = values["before"].stated / values[name].stated if name == "after" else 0
    factor = 3 * (1 + whole)  # a fall to 1 and one to 3 of many thousands are both of 100%
    planted = [attrs.evolve(c, value=_more(c.value, factor)) if c.id == name else c for c in claims]

    assert code in {found_code for found_code, _ in found(planted)}


@given(claims=true_claims(), shuffle=st.randoms(use_true_random=False))
def test_order_changes_no_finding(claims: list[Claim], shuffle: Any) -> None:
    """What is found of planted figures does not depend on the order of the claims."""
    planted = [attrs.evolve(c, value=_more(c.value, 3)) if c.id == "total" else c for c in claims]
    turned = list(planted)
    shuffle.shuffle(turned)
    plans: list[Callable[[], Plan]] = [lambda: plan_of(planted), lambda: plan_of(turned)]
    first, second = (
        sorted((f.code, f.message) for f in audit(make(), as_of=DAY).findings) for make in plans
    )

    assert first == second
