"""Counts of one source by month and by quarter, told apart.

What belongs here: names for them, so that an evaluation can hold both, and the indicators that each
answers. What does not: reading them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import attrs

from safetykit.errors import InputError
from safetykit.model import Indicator, Plan
from safetykit.records import Counts

__all__ = ["as_written", "told_apart"]

STEPS: Final = {1: "month", 3: "quarter", 12: "year"}
_NAMED: Final = re.compile(rf"-by-({'|'.join(STEPS.values())})$")


def told_apart(plan: Plan, records: Iterable[Counts]) -> tuple[Plan, dict[str, Counts]]:
    """Return counts by the name of their source, each name once, and the plan that asks for them.

    Where a source counts by month and by quarter, each table gets a name of its own, and each
    indicator names the table that holds its category.

    Raises:
        InputError: Two tables of one source and one length of period are given, or none at all.
    """
    given = list(records)
    if not given:
        raise InputError("records", "none", "counts of one source or more")
    names = [counts.source.name for counts in given]
    found: dict[str, Counts] = {}
    for counts in given:
        one = counts if names.count(counts.source.name) == 1 else _renamed(counts)
        if one.source.name in found:
            hint = "Read them together, so that they become one table of counts."
            raise InputError("records", f"two of {counts.source.name}", "one of each", hint=hint)
        found[one.source.name] = one
    apart = {name: [n for n in found if _NAMED.sub("", n) == name] for name in {*names} - {*found}}
    indicators = tuple(_answered(i, apart.get(i.source, []), found) for i in plan.indicators)
    changed = indicators != plan.indicators
    return (attrs.evolve(plan, indicators=indicators) if changed else plan), found


def as_written(plan: Plan) -> Plan:
    """Return the plan with the names of sources that it states."""
    indicators = tuple(
        attrs.evolve(i, source=_NAMED.sub("", i.source)) if _NAMED.search(i.source) else i
        for i in plan.indicators
    )
    return plan if indicators == plan.indicators else attrs.evolve(plan, indicators=indicators)


def _renamed(counts: Counts) -> Counts:
    source, step = counts.source, STEPS[counts.step]
    name, title = f"{source.name}-by-{step}", f"{source.title}, by {step}"
    return attrs.evolve(counts, source=attrs.evolve(source, name=name, title=title))


def _answered(indicator: Indicator, names: list[str], found: dict[str, Counts]) -> Indicator:
    """Return an indicator that names the table which holds its category; the first if none does."""
    if not names:
        return indicator
    holding = [name for name in names if indicator.group in found[name].groups]
    return attrs.evolve(indicator, source=(holding or names)[0])
