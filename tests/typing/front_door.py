"""What a type checker sees of the front door: read by mypy, never run.

Each `type: ignore` here is an expectation: if the line were no error, mypy would say that the
comment is not needed.
"""

import datetime as dt
from pathlib import Path
from typing import assert_type

import safetykit
from safetykit import stats
from safetykit.content import Fact, FactSheet, Unknown
from safetykit.evaluation import (
    Ask,
    Audit,
    Check,
    Evaluation,
    Family,
    Finding,
    IndicatorResult,
    MeasureResult,
    MeasureTarget,
    ReturnState,
)
from safetykit.model import Plan
from safetykit.quantities import Month, Quantity
from safetykit.records import Counts
from safetykit.records.aggregate import read_figures
from safetykit.stats.estimate import Estimate
from safetykit.testing import draw_named
from safetykit.toolkit import HookReport, Manifest, Offer, PluginFault, Toolkit, read_manifest
from safetykit.toolkit.checks import CheckOutcome, ModuleReport, check_module

DAY = dt.date(2026, 11, 22)

plan = safetykit.load("plan.yaml")
assert_type(plan, Plan)
assert_type(safetykit.loads("text"), Plan)
assert_type(safetykit.dumps(plan), str)

assert_type(
    safetykit.model.Action(id=safetykit.model.Id("a"), title="", commitments=()), safetykit.Action
)
safetykit.modle  # type: ignore[attr-defined]  # no package of that name

audit = safetykit.audit(plan)
assert_type(audit, Audit)
assert_type(audit.findings, tuple[Finding, ...])

counts = safetykit.read_records("folder")
assert_type(counts, Counts)
evaluation = safetykit.evaluate(plan, counts)
assert_type(evaluation, Evaluation)
assert_type(evaluation.results, tuple[IndicatorResult, ...])
assert_type(evaluation.measures, tuple[MeasureResult, ...])
assert_type(evaluation.measures[0].targets, tuple[MeasureTarget, ...])
assert_type(evaluation.measures[0].state, ReturnState)
assert_type(read_figures("folder", as_of=DAY, plan=plan), tuple[Counts, ...])
assert_type(safetykit.write_html(evaluation, "report.html"), Path)
assert_type(safetykit.write_json(evaluation, "report.json"), Path)
assert_type(safetykit.write_docx(evaluation, "report.docx"), Path)
assert_type(safetykit.write_markdown(evaluation, "report.md"), Path)

assert_type(stats.rates.rate(3, 1000.0), Estimate)
assert_type(safetykit.Quantity(1.0, "mile").to("kilometre"), Quantity)
assert_type(safetykit.Month(2026, 11) + 1, Month)

toolkit = safetykit.Toolkit.discover()
assert_type(toolkit, Toolkit)
assert_type(toolkit.facts(), tuple[Fact, ...])
assert_type(toolkit.fact_sheets(jurisdiction="wales", as_of=DAY), tuple[FactSheet | Unknown, ...])
assert_type(toolkit.report(Offer.FACTS), HookReport[object])
assert_type(toolkit.faults, tuple[PluginFault, ...])
assert_type(read_manifest("acme.hooks"), Manifest)

report = check_module(toolkit, "road_safety", as_of=DAY)
assert_type(report, ModuleReport)
assert_type(report.outcomes, tuple[CheckOutcome, ...])
assert_type(draw_named("my_place.strategies:places"), object)
ask = Ask(code="my_place.a", title="state no a", of="plans", family=Family.NUMBERS)
assert_type(ask.check(1, ()), Check)

safetykit.evalute  # type: ignore[attr-defined]  # a typo is an error
safetykit.stats.rats  # type: ignore[attr-defined]  # so it is in a package that loads late
safetykit.evaluation.evalute  # type: ignore[attr-defined]  # and in one that loads a part late
plan.titel  # type: ignore[attr-defined]  # and on an object
safetykit.load(3)  # type: ignore[arg-type]  # what is handed in is checked as well
