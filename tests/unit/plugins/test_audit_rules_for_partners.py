"""What the modules on violence, engagement and commissioning ask of a plan."""

import datetime as dt
from typing import Any

import pytest

from safetykit.evaluation import Check, Severity
from safetykit.model import (
    Action,
    Area,
    Baseline,
    Commitment,
    Indicator,
    Partnership,
    Plan,
    PlanPeriod,
    Polarity,
    Strength,
)
from safetykit.model.ids import Id
from safetykit.plugins.violence_prevention.audit import RULES as VIOLENCE
from safetykit.quantities import PartialDate, Period
from safetykit.toolkit import AuditRule

DAY = dt.date(2026, 11, 22)


def plan(**parts: Any) -> Plan:
    """Return a plan with the parts given."""
    period = Period(start=PartialDate.parse("2024-04"), end=PartialDate.parse("2027-03"))
    return Plan(
        id=Id("plan"),
        title="A plan",
        area=Area(name="Testshire"),
        partnership=Partnership(name="Testshire Partnership"),
        period=PlanPeriod(period=period),
        dated=PartialDate.parse("2024"),
        **parts,
    )


def indicator(title: str, source: str) -> Indicator:
    """Return an indicator of a source."""
    return Indicator(
        id=Id(title.lower().replace(" ", "-")),
        title=title,
        source=source,
        group="All",
        polarity=Polarity.AMBIGUOUS,
        baseline=Baseline(period=Period(start=PartialDate.parse("2024-04"), end=None)),
    )


def action(title: str) -> Action:
    """Return an action that says what it says."""
    return Action(
        id=Id("action"),
        title=title,
        commitments=(Commitment(what=title, strength=Strength.WILL),),
    )


def ask(rules: tuple[AuditRule, ...], given: Plan) -> dict[str, Check]:
    """Return the checks of rules on a plan, by code; all their findings are notices."""
    checks = [check for rule in rules for check in rule(given, as_of=DAY)]
    for check in checks:
        assert all(Severity.NOTICE is finding.severity for finding in check.findings)
    return {check.code: check for check in checks}


class TestViolence:
    def test_police_alone(self) -> None:
        """Violence that only the police count is flagged, each indicator of it."""
        held = (indicator("Violence", "police-uk"), indicator("Knife crime", "police_cases"))
        found = ask(VIOLENCE, plan(indicators=held))["violence_prevention.police_only"]

        assert 2 == found.checked == len(found.findings)
        assert "not the true level" in found.findings[0].hint

    def test_hospital_beside_it(self) -> None:
        """With a figure of hospitals beside it, nothing is flagged."""
        held = (indicator("Violence", "police-uk"), indicator("Stab wounds", "hospital_admissions"))
        found = ask(VIOLENCE, plan(indicators=held))["violence_prevention.police_only"]

        assert () == found.findings

    @pytest.mark.parametrize(
        ("title", "found"),
        [
            ("Tertiary prevention for all pupils", 1),
            ("Tertiary prevention on the ward", 0),
        ],
    )
    def test_level(self, title: str, found: int) -> None:
        """Tertiary prevention for everyone does not fit."""
        check = ask(VIOLENCE, plan(actions=(action(title),)))["violence_prevention.level"]

        assert found == len(check.findings)

    def test_scores(self) -> None:
        """An action that scores people is asked who checks it."""
        check = ask(VIOLENCE, plan(actions=(action("Risk scoring of offenders"),)))

        assert "who checks it" in check["violence_prevention.person_score"].findings[0].hint

    def test_nothing_to_ask(self) -> None:
        """A plan about something else is asked nothing."""
        assert {} == ask(VIOLENCE, plan(actions=(action("Light the park"),)))
