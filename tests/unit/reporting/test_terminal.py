"""What the terminal says below the table of results. Needs numpy and rich."""

from __future__ import annotations

import html
import io
import re
from pathlib import Path

import attrs
import pytest

for needed in ("numpy", "rich"):
    pytest.importorskip(needed)

import numpy as np
from rich.console import Console

import safetykit
from safetykit.model import Baseline, PlanKind, Status
from safetykit.model.ids import Id
from safetykit.quantities import Month, PartialDate, Period, month_range
from safetykit.records import POLICE_UK, AreaKey, AreaRule, Counts, Travel
from safetykit.reporting import to_html, to_markdown
from safetykit.reporting.terminal import print_audit, print_evaluation

PLAN = """
format: 1
id: harbour
title: Harbour plan
dated: 2017-12
area: {name: Harbourtown, police_force: Harbourtown Police}
partnership: {name: Harbour Partnership}
period: {period: {start: 2018-01, end: 2020-12}}
indicators:
  - id: burglary
    title: Burglary
    source: police-uk
    group: Burglary
    polarity: lower is better
    baseline: {period: {start: 2017-01, end: 2017-12}}
"""


def sample_plan() -> safetykit.Plan:
    """Return a plan with one indicator."""
    return safetykit.loads(PLAN)


def sample_counts(last: int = 90) -> Counts:
    """Return 100 burglaries in each month of 2017 and 2018, and another number in the last."""
    months = month_range(Month(2017, 1), Month(2018, 12))
    values = np.full((len(months), 1, 1), 100, dtype=np.int64)
    values[-1] = last
    return Counts(
        source=POLICE_UK,
        months=months,
        areas=(AreaKey(AreaRule.RECORDED_BY_FORCE, "Harbourtown Police"),),
        groups=("Burglary",),
        values=values,
        reported=np.ones_like(values, dtype=np.bool_),
    )


def printed(plan: safetykit.Plan, counts: Counts | None = None) -> list[str]:
    """Return the lines that the terminal shows of a plan on the sample counts."""
    out = io.StringIO()
    found = safetykit.evaluate(plan, counts or sample_counts())
    print_evaluation(found, Console(file=out, width=200))
    return [line.rstrip() for line in out.getvalue().splitlines()]


def with_another(**parts: object) -> safetykit.Plan:
    """Return the sample plan with a second indicator that differs from its first."""
    plan = sample_plan()
    other = attrs.evolve(plan.indicators[0], id=Id("another"), title="Another", **parts)
    return attrs.evolve(plan, indicators=(*plan.indicators, other))


def test_rows_of_the_same_months() -> None:
    """Where all rows are of the same months, those are said once."""
    (line,) = [line for line in printed(sample_plan()) if "Baseline: " in line]

    assert line.startswith("Baseline: January 2017 to December 2017. Latest: January 2018")


def test_rows_of_other_months() -> None:
    """A row whose months differ from those of the first row has its own line."""
    early = Baseline(
        period=Period(start=PartialDate.parse("2017-01"), end=PartialDate.parse("2017-06"))
    )
    lines = [line for line in printed(with_another(baseline=early)) if "Baseline: " in line]

    assert 2 == len(lines)
    assert lines[1].startswith("Another. Baseline: January 2017 to June 2017. Latest: January 2018")


def test_an_indicator_without_records_is_not_passed_over() -> None:
    """An indicator of a source that was not given is named, with its source."""
    assert "Another: No records of its source were given (hospital)." in printed(
        with_another(source="hospital")
    )


def test_only_illustrations_are_called_so() -> None:
    """A plan that names its indicators is not told that they are illustrative."""
    note = "Indicators are illustrative where the plan names none."

    assert note not in printed(sample_plan())
    assert note in printed(with_another(status=Status.INFERRED))


@pytest.mark.parametrize("last", [99, 100, 101])
def test_no_change_has_no_sign(last: int) -> None:
    """A change that is nought when rounded is 0%, and never -0%."""
    (row,) = [
        row for row in printed(sample_plan(), sample_counts(last)) if row.startswith("Burglary ")
    ]

    assert " 0% " in row


@pytest.mark.parametrize("last", [0, 60])
def test_change_from_nought_has_no_percentage(last: int) -> None:
    """Where nothing was recorded before, the change and its interval are dashes."""
    counts = sample_counts()
    values = np.zeros_like(counts.values)
    values[-1] = last
    shown = printed(sample_plan(), attrs.evolve(counts, values=values))
    (row,) = [row for row in shown if row.startswith("Burglary ")]

    assert ["0", str(last), "–", "–"] == row.split()[1:5]


def test_narrow_window() -> None:
    """In a narrow window words go on below each other, and neither a word nor a number is cut."""
    plan = sample_plan()
    long = attrs.evolve(plan.indicators[0], title="Antisocial-behaviour-incidents at night")
    out = io.StringIO()
    print_evaluation(
        safetykit.evaluate(attrs.evolve(plan, indicators=(long,)), sample_counts()),
        Console(file=out, width=48),
    )
    text = out.getvalue()

    assert "…" not in text
    assert re.search(r"\b1,200 +1,190\b", text)


def test_what_a_signal_is() -> None:
    """A signal may lie within usual variation, as part of a run, and is not said to be beyond."""
    (line,) = [line for line in printed(sample_plan()) if line.startswith("Signals: ")]

    assert "beyond usual variation, or in a long run on one side" in line


def test_stated_figures() -> None:
    """Each figure that the plan states stands with what the records say of it."""
    root = Path(__file__).parents[3] / "examples"
    plan = safetykit.load(root / "plans/city-of-london.yaml")
    found = safetykit.evaluate(plan, root / "data/city-of-london")
    out = io.StringIO()

    print_evaluation(found, Console(file=out, width=200))

    assert 3 == len(found.claims)
    assert all(f"\n  {claim.sentence}\n" in out.getvalue() for claim in found.claims)


DESIGNS = """
actions:
  - id: patrols
    title: Patrols
    commitments: [{what: patrol, strength: will}]
evaluation_designs:
  - {id: late, title: Late, actions: [patrols], outcome: burglary, method: before and after,
     starts: 2018-01, named_on: 2018-12, selected_for_high_count: false}
  - {id: chosen, title: Chosen, actions: [patrols], outcome: burglary, method: before and after,
     starts: 2018-01, named_on: 2017-12, selected_for_high_count: true}
"""


@pytest.mark.parametrize("face", ["terminal", "html", "markdown"])
def test_what_speaks_against_an_intervention(face: str) -> None:
    """No figure of an intervention stands without the notes on what it cannot show."""
    pytest.importorskip("jinja2")
    pytest.importorskip("vl_convert")
    found = safetykit.evaluate(safetykit.loads(PLAN + DESIGNS), sample_counts())
    out = io.StringIO()
    print_evaluation(found, Console(file=out, width=200))
    faces = {"terminal": out.getvalue(), "html": to_html(found), "markdown": to_markdown(found)}
    notes = [note for result in found.interventions for note in result.notes]

    assert any("This describes, and nothing more." in note for note in notes)
    assert any(note.startswith("A check failed: ") for note in notes)
    assert [] == [note for note in notes if note not in html.unescape(faces[face])]


def test_signals_that_nobody_looked_for() -> None:
    """Where no limits can be drawn, the number of signals is a dash and not nought."""
    few = sample_counts()
    partner = attrs.evolve(few.source, travel=Travel.PARTNER)
    values = few.values.copy()
    values[:6] = 3
    (row,) = [
        row
        for row in printed(sample_plan(), attrs.evolve(few, source=partner, values=values))
        if row.startswith("Burglary  ")
    ]

    assert "–" == row.split()[-3]


def test_requirements_are_named_in_words() -> None:
    """Where findings are too many to print in full, a requirement of law stands in its words."""
    plan = attrs.evolve(sample_plan(), kinds=(PlanKind.CRIME_AND_DISORDER,))
    out = io.StringIO()
    print_audit(safetykit.audit(plan), Console(file=out, width=200))

    assert "Regulations: who takes which steps for each priority" in out.getvalue()
    assert "cda-1998.steps" not in out.getvalue()


def test_rules_that_had_nothing_to_ask_stand_by_code() -> None:
    """A question about nothing is no answer: such rules are listed once, and the others in full."""
    audit = safetykit.audit(sample_plan())
    out = io.StringIO()
    print_audit(audit, Console(file=out, width=200))
    heard, idle = out.getvalue().split("Not asked, since the plan types nothing of the kind:")
    codes = [c.code for c in audit.checks if not c.findings and not c.checked and not c.note]

    assert ", ".join(codes) in " ".join(idle.split())
    assert "SK-A101" in codes
    assert not any(f"{code}  " in heard for code in codes)
    assert "0 of 0" not in heard
