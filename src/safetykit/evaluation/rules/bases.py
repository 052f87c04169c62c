"""What a figure counts: figures set beside each other that do not count the same thing.

A rule here computes little. It looks at units, at how a count came about and at which way is good,
and says what may not be compared, equated or merged.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from safetykit.evaluation.findings import Check, Family, Finding, Severity
from safetykit.evaluation.rules.asking import Ask
from safetykit.model import Claim, FundingKind, Plan, Polarity, Status
from safetykit.quantities import Approx

__all__ = ["check_bases", "check_money"]

BASES: Final = Ask(
    code="SK-A113",
    title="stand beside counts of another kind",
    of="counts whose kind is known",
    family=Family.NUMBERS,
    severity=Severity.NOTICE,
    hint="Say beside each figure how it was counted, and do not subtract one from the other.",
)
EQUATED: Final = Ask(
    code="SK-A114",
    title="are said to stand for a figure that they are not",
    of="figures equated with others",
    family=Family.NUMBERS,
    hint="State the two side by side, each with its own source.",
)
MERGED: Final = Ask(
    code="SK-A115",
    title="cannot be told from the one stated with them",
    of="figures stated as one with others",
    family=Family.NUMBERS,
    hint="Give each figure its own sentence, base and source.",
)
PARTS: Final = Ask(
    code="SK-A116",
    title="hold parts that are counted in different units",
    of="wholes whose parts name an indicator",
    family=Family.NUMBERS,
    hint="Leave out what the whole does not hold, or name a whole that holds them all.",
    settled="The definition of the whole.",
)
DIRECTION: Final = Ask(
    code="SK-A117",
    title="can be read either way",
    of="rises and falls whose meaning is known",
    family=Family.NUMBERS,
    severity=Severity.NOTICE,
    hint="Set a measure of harm beside it that does not depend on who reports.",
)
MONEY: Final = Ask(
    code="SK-A118",
    title="have figures that are lost in the text held",
    of="sums and shares of money",
    family=Family.NUMBERS,
    severity=Severity.NOTICE,
    hint="Give the figure, so that the total can be checked.",
    settled="The table of the budget.",
)


def check_bases(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Ask of figures that stand side by side whether they count the same thing."""
    counted = [c for c in plan.claims if c.counted]
    yield BASES.check(len(counted), _other_kinds(plan, counted))
    equated = [c for c in plan.claims if c.equated_with]
    yield EQUATED.check(len(equated), (f for c in equated for f in _equated(plan, c)))
    merged = [c for c in plan.claims if set(c.stated_with) - {c.id}]
    yield MERGED.check(len(merged), (_merged(plan, c) for c in merged))
    tested = list(_tested_wholes(plan))
    yield PARTS.check(len(tested), (f for _, parts in tested for f in _mixed(plan, parts)))
    directed = [c for c in plan.claims if c.compared and c.polarity]
    open_ones = [c for c in directed if c.polarity in (Polarity.AMBIGUOUS, Polarity.MORE_REPORTING)]
    yield DIRECTION.check(len(directed), (_open(plan, c) for c in open_ones))


def check_money(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Ask which sums of money are lost, so that no total can be computed again."""
    lines = [f for f in plan.funding if f.kind is not FundingKind.STAFF]
    lost = [f for f in lines if f.status in (Status.ILLEGIBLE, Status.NOT_HELD)]
    yield MONEY.check(
        len(lines),
        (
            MONEY.finding(
                plan,
                ("funding", plan.funding.index(line)),
                line.id,
                f"The figure of “{line.title}” is lost in the text held, so that nothing that it "
                "is part of can be computed again.",
            )
            for line in lost
        ),
    )


def _at(plan: Plan, claim: Claim) -> tuple[str | int, ...]:
    return "claims", plan.claims.index(claim)


def _other_kinds(plan: Plan, counted: list[Claim]) -> Iterator[Finding]:
    """Find counts of one unit that came about in another way than most of that unit."""
    units = {c.unit for c in counted}
    for unit in sorted(units):
        same = [c for c in counted if c.unit == unit]
        kinds = sorted({c.counted for c in same if c.counted})
        if len(kinds) < 2:
            continue
        fewest = min(kinds, key=lambda kind: (sum(c.counted is kind for c in same), kind))
        for claim in (c for c in same if c.counted is fewest):
            others = "; ".join(
                f"{c.value.words} ({c.subject})" for c in same if c.counted is not fewest
            )
            yield BASES.finding(
                plan,
                _at(plan, claim),
                claim.id,
                f"{claim.value.words} ({claim.subject}) is a count {fewest}. It says nothing of "
                f"whether these counts are right, which are of another kind: {others}.",
            )


def _equated(plan: Plan, claim: Claim) -> Iterator[Finding]:
    other = plan.claim(claim.equated_with or "")
    pair = f"{claim.value.words} ({claim.subject}) is said to stand for {other.value.words} "
    pair += f"({other.subject})"
    if (claim.unit, claim.value.percent) != (other.unit, other.value.percent):
        yield EQUATED.finding(
            plan,
            _at(plan, claim),
            claim.id,
            f"{pair}. They count different things, {_unit(claim)} and {_unit(other)}, and neither "
            "follows from the other.",
        )
    elif not claim.value.usual().overlaps(other.value.usual()):
        yield EQUATED.finding(
            plan,
            _at(plan, claim),
            claim.id,
            f"{pair}, and the two are not the same number.",
            severity=Severity.ERROR,
        )


def _unit(claim: Claim) -> str:
    if claim.unit == "dimensionless":
        return "a bare number" if not claim.value.percent else "a share without a unit"
    return f"a share of the unit {claim.unit}" if claim.value.percent else f"the unit {claim.unit}"


def _merged(plan: Plan, claim: Claim) -> Finding:
    """Say what two figures, stated as one, allow for both at once."""
    others = [plan.claim(name) for name in dict.fromkeys(claim.stated_with) if name != claim.id]
    named = ", ".join(
        f"{other.value.words if other.value.known else 'no figure'} ({other.subject})"
        for other in others
    )
    message = (
        f"{claim.value.words} ({claim.subject}) is stated as one with {named}. Whether they are "
        "one figure or several cannot be told."
    )
    values = [c.value.usual() for c in (claim, *others)]
    if all(value.percent or not value.known for value in values):
        low = max(0.0, sum(_bounded(v)[0] for v in values) - 100 * (len(values) - 1))
        high = min(_bounded(v)[1] for v in values)
        message += f" If several, what holds of all at once is from {low:.4g}% to {high:.4g}%."
    return MERGED.finding(plan, _at(plan, claim), claim.id, message)


def _bounded(value: Approx) -> tuple[float, float]:
    return max(value.low, 0.0), min(value.high, 100.0)


def _tested_wholes(plan: Plan) -> Iterator[tuple[str, list[Claim]]]:
    parts = [c for c in plan.claims if c.whole and c.test]
    for whole in sorted({c.whole for c in parts}):
        same = [c for c in parts if c.whole == whole]
        if len(same) > 1:
            yield whole, same


def _mixed(plan: Plan, parts: list[Claim]) -> Iterator[Finding]:
    """Find parts in a rarer unit of a whole, such as incidents among offences; one finding."""
    units = {c.id: plan.indicator(c.test.indicator).unit for c in parts if c.test}
    by_number = sorted(
        set(units.values()), key=lambda unit: (-list(units.values()).count(unit), unit)
    )
    odd = [claim for claim in parts if units[claim.id] != by_number[0]]
    if odd:
        told = " ".join(
            f"{claim.value.words} ({claim.subject}) is given as a share of “{claim.whole}”. It "
            f"counts the unit {units[claim.id]} and other parts count the unit {by_number[0]}, so "
            "that they are no parts of one whole."
            for claim in odd
        )
        yield PARTS.finding(plan, _at(plan, odd[0]), odd[0].id, told)


def _open(plan: Plan, claim: Claim) -> Finding:
    relation = claim.compared.relation.value if claim.compared else ""
    return DIRECTION.finding(
        plan,
        _at(plan, claim),
        claim.id,
        f"{claim.subject}: {relation} than {claim.compared.than if claim.compared else ''}. More "
        "reports can mean more harm or more confidence to report, so that neither way is plainly "
        "good.",
    )
