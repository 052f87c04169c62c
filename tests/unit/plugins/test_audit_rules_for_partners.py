"""What the modules on violence, engagement and commissioning ask of a plan."""

import datetime as dt
from typing import Any

import attrs
import pytest

from safetykit.evaluation import Check, Severity
from safetykit.model import (
    Action,
    Area,
    Baseline,
    Claim,
    Commitment,
    Consultation,
    Engagement,
    Funding,
    FundingKind,
    Indicator,
    ParticipationLevel,
    Partnership,
    Plan,
    PlanPeriod,
    Polarity,
    Strength,
)
from safetykit.model.ids import Id
from safetykit.plugins.commissioning.audit import RULES as MONEY
from safetykit.plugins.engagement.audit import RULES as ENGAGEMENT
from safetykit.plugins.violence_prevention.audit import RULES as VIOLENCE
from safetykit.quantities import Approx, PartialDate, Period
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


class TestEngagement:
    @pytest.mark.parametrize(
        ("outcome", "answers", "found"),
        [
            ("Residents want more patrols.", None, 1),
            ("The result is statistically significant.", None, 1),
            ("Residents want more patrols.", "412", 0),
        ],
    )
    def test_sample(self, outcome: str, answers: str | None, found: int) -> None:
        """A consultation that speaks for residents says how many answered."""
        held = Consultation(
            id=Id("asked"),
            about="Patrols",
            outcome=outcome,
            answers=Approx.parse(answers) if answers else None,
        )
        check = ask(ENGAGEMENT, plan(consultations=(held,)))["engagement.sample"]

        assert found == len(check.findings)

    @pytest.mark.parametrize("answered", [False, True])
    def test_influence(self, answered: bool) -> None:
        """A plan that claims to involve people names an action that answers them."""
        involved = Engagement(
            id=Id("forum"), title="Forum", levels_claimed=(ParticipationLevel.INVOLVE,)
        )
        held = Consultation(id=Id("asked"), about="Patrols")
        one = action("Patrol the park")
        done = attrs.evolve(one, answers=(Id("asked"),)) if answered else one
        given = plan(engagements=(involved,), consultations=(held,), actions=(done,))
        check = ask(ENGAGEMENT, given)["engagement.influence"]

        assert answered is (() == check.findings)

    def test_nothing_to_ask(self) -> None:
        """A plan that informs, and asked without a claim, is asked nothing."""
        told = Engagement(id=Id("news"), title="News", levels_claimed=(ParticipationLevel.INFORM,))
        held = Consultation(id=Id("asked"), about="Patrols")

        assert {} == ask(ENGAGEMENT, plan(engagements=(told,), consultations=(held,)))


class TestMoney:
    @pytest.mark.parametrize(("year", "found"), [(None, 1), ("2016", 0)])
    def test_year_of_a_sum(self, year: str | None, found: int) -> None:
        """A sum says of which year it is."""
        grant = Funding(
            id=Id("grant"),
            title="Grant for victims",
            kind=FundingKind.GRANT,
            amount=Approx.parse("1240000"),
            year=PartialDate.parse(year) if year else None,
        )
        check = ask(MONEY, plan(funding=(grant,)))["commissioning.price_year"]

        assert found == len(check.findings)

    @pytest.mark.parametrize(
        ("says", "found"),
        [
            ("The scheme saves £2 million a year.", 1),
            ("The scheme saves £2 million of costs avoided.", 0),
            ("The scheme saved £2 million from the budget.", 0),
        ],
    )
    def test_saving(self, says: str, found: int) -> None:
        """A saving says whether it is cash or harm avoided."""
        claim = Claim(id=Id("saving"), says=says, subject="the scheme", value=Approx.parse("2"))
        check = ask(MONEY, plan(claims=(claim,)))["commissioning.saving"]

        assert found == len(check.findings)

    def test_nothing_to_ask(self) -> None:
        """A plan without sums and savings is asked nothing."""
        assert {} == ask(MONEY, plan())
