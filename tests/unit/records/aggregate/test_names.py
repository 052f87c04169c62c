"""Names in a table of figures beside those of the plan that asked for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("numpy")

from safetykit.documents import loads
from safetykit.errors import DocumentError
from safetykit.model import Plan
from safetykit.records import Counts
from safetykit.records.aggregate import read_aggregate, read_figures

AS_OF = dt.date(2026, 12, 1)
PLAN = """\
format: 1
id: town
title: Town plan
area: {name: Town, district: Townborough}
partnership: {name: Town Partnership}
period: {period: {start: 2026-04, end: 2029-03}, year_starts: 7}
dated: 2026-04
performance_measures:
  - {id: visits, title: Visits to premises, kind: how much, unit: premises}
indicators:
  - id: referrals
    title: Referrals to the service
    source: partner-figures
    group: Night referrals
    polarity: ambiguous
    baseline: {period: {start: 2025-04, end: 2026-03}}
"""
HEADER = "period,area,indicator,value,owner,received on,provisional"
Write = Callable[..., Path]


@pytest.fixture(scope="module")
def plan() -> Plan:
    """A plan that names two figures and one area."""
    return loads(PLAN)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a writer of a table, a line for each period, area and indicator."""

    def written(*lines: tuple[str, str, str]) -> Path:
        rows = [f"{p},{area},{name},14,Police,2026-11-01,no" for p, area, name in lines]
        path = tmp_path / "mail.csv"
        path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
        return path

    return written


def codes(counts: Counts) -> list[str]:
    """Return the messages on names."""
    return [f.message for f in counts.quality if f.code == "SK-DQ-not-in-plan"]


def test_names_of_the_plan(write: Write, plan: Plan) -> None:
    """A measure goes by its title, an indicator by its group, an area by any of its names."""
    path = write(
        ("2026-07", "Town", "Visits to premises"),
        ("2026-07", "Townborough", "Night referrals"),
    )

    assert [] == codes(read_aggregate(path, as_of=AS_OF, plan=plan))


@pytest.mark.parametrize(
    ("area", "name", "column", "meant"),
    [
        ("Town", "Vists to premises", "indicator", "Visits to premises"),
        ("Town", "visits to Premises", "indicator", "Visits to premises"),
        ("Twon", "Visits to premises", "area", "Town"),
    ],
)
def test_a_misspelt_name(
    write: Write, plan: Plan, area: str, name: str, column: str, meant: str
) -> None:
    """A name that is nearly one of the plan's is refused once, with its line and what was meant."""
    path = write(("2026-07", area, name), ("2026-08", area, name))

    with pytest.raises(DocumentError, match=f'Did you mean "{meant}"') as caught:
        read_aggregate(path, as_of=AS_OF, plan=plan)
    (problem,) = caught.value.problems
    assert f"mail.csv:2 ({column})" in str(problem)
    assert "(and 1 more line) is none of the plan's." in str(problem)


def test_another_name(write: Write, plan: Plan) -> None:
    """A name that is like none of the plan's is counted as it is, and found."""
    path = write(("2026-07", "Town", "Dogs"), ("2026-07", "Elsewhere", "Night referrals"))
    counts = read_aggregate(path, as_of=AS_OF, plan=plan)

    assert ("Dogs", "Night referrals") == counts.groups
    assert [
        "The indicator “Dogs” is none of the plan's, and counts under its own name.",
        "The area “Elsewhere” is none of the plan's, and counts under its own name.",
    ] == codes(counts)


def test_without_a_plan(write: Write) -> None:
    """Without a plan nobody knows which names are meant."""
    assert [] == codes(read_aggregate(write(("2026-07", "Town", "Dogs")), as_of=AS_OF))


def test_the_year_of_the_plan(write: Write, plan: Plan) -> None:
    """A quarter without its year's first month is read by the plan that states one."""
    path = write(("2026 Q1", "Town", "Visits to premises"))

    assert "2026-07" == str(read_aggregate(path, as_of=AS_OF, plan=plan).months[0])
    with pytest.raises(DocumentError, match="a quarter whose first month is known"):
        read_aggregate(path, as_of=AS_OF)


def test_periods_of_several_lengths(write: Write, plan: Plan) -> None:
    """Months and quarters become two tables, and no line is set aside for its length."""
    path = write(
        ("2026-07", "Town", "Night referrals"),
        ("2026-08", "Town", "Night referrals"),
        ("2026-07..2026-09", "Town", "Visits to premises"),
    )
    months, quarters = read_figures(path, as_of=AS_OF, plan=plan)

    assert (1, 3) == (months.step, quarters.step)
    assert (2, 1) == (months.rows_read, quarters.rows_read)
    assert (0, 0) == (months.rows_set_aside, quarters.rows_set_aside)
    with pytest.raises(DocumentError, match="Did you mean"):
        read_figures(write(("2026-07", "Town", "Night referals")), as_of=AS_OF, plan=plan)
