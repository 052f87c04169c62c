"""What the modules on neighbours, fraud and victims ask of the indicators of a plan."""

import datetime as dt
from typing import Any

import pytest

from safetykit.evaluation import Check, Severity
from safetykit.model import Area, Baseline, Indicator, Partnership, Plan, PlanPeriod, Polarity
from safetykit.model.ids import Id
from safetykit.plugins.antisocial_behaviour.audit import INCIDENTS_RULE
from safetykit.plugins.fraud_prevention.audit import BREAK_RULE
from safetykit.plugins.victims.audit import BASE_RULE
from safetykit.quantities import PartialDate, Period
from safetykit.toolkit import AuditRule


def ask(rule: AuditRule, *, start: str = "2024-04", **more: Any) -> list[Check]:
    """Return the checks of a rule on a plan with one indicator."""
    period = Period(start=PartialDate.parse(start), end=PartialDate.parse("2027-03"))
    given = {"title": "A figure", "source": "police-uk", "group": "All"} | more
    indicator = Indicator(
        id=Id("figure"),
        polarity=Polarity.AMBIGUOUS,
        baseline=Baseline(period=period),
        **given,
    )
    plan = Plan(
        id=Id("plan"),
        title="A plan",
        area=Area(name="Testshire"),
        partnership=Partnership(name="Testshire Partnership"),
        period=PlanPeriod(period=period),
        dated=PartialDate.parse("2024"),
        indicators=(indicator,),
    )
    return list(rule(plan, as_of=dt.date(2026, 11, 22)))


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"group": "Anti-social behaviour", "unit": "offence"}, 1),
        ({"group": "Anti-social behaviour", "unit": "incident"}, 0),
        ({"title": "Antisocial behaviour per 1,000", "unit": "offence / resident"}, 1),
    ],
)
def test_incidents_are_not_offences(more: dict[str, Any], found: int) -> None:
    """Incidents of anti-social behaviour are not counted as crimes."""
    (check,) = ask(INCIDENTS_RULE, **more)

    assert found == len(check.findings)
    assert all(Severity.NOTICE is finding.severity for finding in check.findings)


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"source": "report-fraud"}, 1),
        ({"source": "action-fraud"}, 1),
        ({"source": "report-fraud", "note": "The series breaks in December 2025."}, 0),
    ],
)
def test_break_of_reported_fraud(more: dict[str, Any], found: int) -> None:
    """A series of reported fraud that reaches back before 2026 says that it breaks."""
    (check,) = ask(BREAK_RULE, **more)

    assert found == len(check.findings)


def test_series_after_the_break() -> None:
    """A series that begins in 2026 has no break to mention; one of 2025 has."""
    assert [] == ask(BREAK_RULE, source="report-fraud", start="2026-01")
    assert 1 == len(ask(BREAK_RULE, source="report-fraud", start="2025-12"))


@pytest.mark.parametrize(
    ("note", "found"), [("", 1), ("Against the baseline.", 1), ("812 of 2,400 answered.", 0)]
)
def test_base_of_satisfaction(note: str, found: int) -> None:
    """A share of victims who are content says how many answered."""
    (check,) = ask(BASE_RULE, title="Satisfaction of victims", unit="percent", note=note)

    assert found == len(check.findings)


@pytest.mark.parametrize("rule", [INCIDENTS_RULE, BREAK_RULE, BASE_RULE])
def test_nothing_to_ask(rule: AuditRule) -> None:
    """A rule with nothing to ask of a plan makes no check."""
    assert [] == ask(rule)
