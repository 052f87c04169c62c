"""Figures of one source by month and by quarter, and names that are none of the plan's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("numpy")
pytest.importorskip("scipy")

from safetykit.documents import loads
from safetykit.errors import InputError
from safetykit.evaluation import TargetStatus, evaluate
from safetykit.evaluation.disclosure import prepare
from safetykit.model import Plan
from safetykit.quantities import Month, month_range
from safetykit.records import Counts, read_counts, write_counts
from safetykit.records.aggregate import read_aggregate, read_figures

AS_OF = dt.date(2027, 6, 1)
PLAN = """\
format: 1
id: town
title: Town plan
area: {name: Town}
partnership: {name: Town Partnership}
period: {period: {start: 2026-04, end: 2029-03}, year_starts: 7}
dated: 2026-04
performance_measures:
  - id: visits
    title: Visits to premises
    kind: how much
    unit: premises
    counted_over: whole plan
    targets: [{direction: at least, value: "40", by: 2027-03}]
indicators:
  - id: referrals
    title: Referrals to the service
    source: partner-figures
    group: Night referrals
    unit: person
    polarity: ambiguous
    baseline: {period: {start: 2025-04, end: 2026-03}}
"""
HEADER = "period,area,indicator,value,owner,received on,provisional"
MONTHS = [str(month) for month in month_range(Month(2025, 4), Month(2027, 3))]
QUARTERS = ["2026-04..2026-06", "2026-07..2026-09", "2026-10..2026-12", "2027-01..2027-03"]
Write = Callable[..., Path]


@pytest.fixture(scope="module")
def plan() -> Plan:
    """A plan with a measure by quarter and an indicator by month."""
    return loads(PLAN)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a writer of 24 months of referrals, and of four quarters of visits."""

    def written(*, monthly: str = "Night referrals", quarterly: str = "Visits to premises") -> Path:
        lines = [f"{month},Town,{monthly},{50},Council,2027-05-01,no" for month in MONTHS]
        lines += [f"{q},Town,{quarterly},{11},Police,2027-05-01,no" for q in QUARTERS]
        path = tmp_path / "mail.csv"
        path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
        return path

    return written


def names_found(found: Any) -> list[str]:
    """Return the messages on names of an evaluation."""
    return [f.message for f in found.quality if f.code == "SK-DQ-not-in-plan"]


def test_months_and_quarters_of_one_source(plan: Plan, write: Write) -> None:
    """Each answers what it holds; the plan and its hash are those that were written."""
    counts = read_figures(write(), as_of=AS_OF, plan=plan)
    found = evaluate(plan, counts, as_of=AS_OF)
    alone = evaluate(plan, counts[0], as_of=AS_OF)

    assert TargetStatus.MET is found.measures[0].status
    assert [1] == [result.series.step for result in found.results]
    assert ["partner-figures-by-month", "partner-figures-by-quarter"] == [
        source.name for source in found.sources
    ]
    assert alone.provenance.plan_sha256 == found.provenance.plan_sha256
    assert found.measures == prepare(found).evaluation.measures
    assert 1 == " ".join(found.headline).count("whether partners count alike")


def test_two_tables_of_one_length(plan: Plan, write: Write) -> None:
    """Two tables by month of one source cannot be told apart."""
    months, _ = read_figures(write(), as_of=AS_OF)

    with pytest.raises(InputError, match="two of partner-figures"):
        evaluate(plan, [months, months], as_of=AS_OF)


def test_a_table_that_was_counted_without_the_plan(
    plan: Plan, write: Write, tmp_path: Path
) -> None:
    """A misspelt name in a table of counts is found by the evaluation, and nothing is lost."""
    counts = read_aggregate(write(quarterly="Vists to premises"), as_of=AS_OF, step=3)
    table, _ = write_counts(counts, tmp_path / "counts.csv")
    kept: Counts = read_counts(table)
    found = evaluate(plan, kept, as_of=AS_OF)

    assert [
        "The indicator “Vists to premises” is none of the plan's, and counts under its own name. "
        'Did you mean "Visits to premises"?'
    ] == names_found(found)
    assert names_found(found) == names_found(prepare(found).evaluation)
    assert "No figure of it is among the records that were given." == found.measures[0].reason


def test_names_are_found_once(plan: Plan, write: Write) -> None:
    """What the reading found already, the evaluation does not find again."""
    counts = read_figures(write(monthly="Dogs"), as_of=AS_OF, plan=plan)

    assert 1 == len(names_found(evaluate(plan, counts, as_of=AS_OF)))


def test_an_indicator_without_figures_is_skipped(plan: Plan, write: Write) -> None:
    """An indicator of which nothing came is skipped with what was meant, beside the measures."""
    counts = read_figures(write(monthly="Nightly referrals"), as_of=AS_OF)
    (skipped,) = evaluate(plan, counts, as_of=AS_OF).skipped

    assert skipped.reason.startswith("No figure of “Night referrals” is among the records")
    assert 'Did you mean "Nightly referrals"?' in skipped.reason


def test_the_year_that_the_plan_states(plan: Plan, write: Write) -> None:
    """The year to date begins in the month that the plan states, unless another is asked for."""
    counts = read_figures(write(), as_of=AS_OF)

    assert 7 == evaluate(plan, counts, as_of=AS_OF).asked.year_starts
    assert 1 == evaluate(plan, counts, as_of=AS_OF, year_starts=1).asked.year_starts
