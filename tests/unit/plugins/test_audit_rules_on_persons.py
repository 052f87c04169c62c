"""What the modules on Prevent and on vulnerability ask of the indicators of a plan."""

import datetime as dt

import pytest

from safetykit.evaluation import Check, Severity
from safetykit.model import Area, Baseline, Indicator, Partnership, Plan, PlanPeriod, Polarity
from safetykit.model.ids import Id
from safetykit.plugins.counter_terrorism.audit import REFERRALS_RULE
from safetykit.plugins.vulnerability.audit import FORMS_RULE
from safetykit.quantities import PartialDate, Period
from safetykit.toolkit import AuditRule

DAY = dt.date(2026, 11, 22)


def ask(rule: AuditRule, title: str, polarity: Polarity) -> list[Check]:
    """Return the checks of a rule on a plan with one indicator."""
    period = Period(start=PartialDate.parse("2024-04"), end=PartialDate.parse("2027-03"))
    indicator = Indicator(
        id=Id("figure"),
        title=title,
        source="partner-figures",
        group="All",
        polarity=polarity,
        baseline=Baseline(period=period),
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
    return list(rule(plan, as_of=DAY))


class TestReferralsAsSuccess:
    @pytest.mark.parametrize("polarity", [Polarity.HIGHER, Polarity.MORE_REPORTING])
    @pytest.mark.parametrize("title", ["Prevent referrals", "Referrals of young people to Channel"])
    def test_more_is_good(self, title: str, polarity: Polarity) -> None:
        """A plan that takes more referrals for success is told why not to."""
        (check,) = ask(REFERRALS_RULE, title, polarity)

        assert ["counter_terrorism.referrals"] == [finding.code for finding in check.findings]
        assert "rewards suspicion" in check.findings[0].hint

    def test_neither_is_good(self) -> None:
        """A count that is read with care passes."""
        (check,) = ask(REFERRALS_RULE, "Prevent referrals", Polarity.AMBIGUOUS)

        assert (1, ()) == (check.checked, check.findings)

    @pytest.mark.parametrize("title", ["Referrals to victim support", "Prevent burglary"])
    def test_something_else(self, title: str) -> None:
        """Other referrals, and the word prevent, are not asked about."""
        assert [] == ask(REFERRALS_RULE, title, Polarity.HIGHER)


class TestGradesAsOutcome:
    @pytest.mark.parametrize("title", ["DASH forms graded high", "Share of medium risk (Dash)"])
    @pytest.mark.parametrize("polarity", Polarity)
    def test_grade(self, title: str, polarity: Polarity) -> None:
        """How many forms came out high is no outcome, whichever way is thought good."""
        (check,) = ask(FORMS_RULE, title, polarity)

        assert [Severity.WARNING] == [finding.severity for finding in check.findings]
        assert "A grade is no outcome" in check.findings[0].hint

    def test_forms_in_time(self) -> None:
        """How soon forms were answered may be counted."""
        (check,) = ask(FORMS_RULE, "DASH forms answered within a day", Polarity.HIGHER)

        assert (1, ()) == (check.checked, check.findings)

    @pytest.mark.parametrize("title", ["High harm offences", "Dashcam films that were used"])
    def test_something_else(self, title: str) -> None:
        """Other grades, and words that begin alike, are not asked about."""
        assert [] == ask(FORMS_RULE, title, Polarity.LOWER)
