"""What the modules on force and roads ask of a plan, and whose records they speak of."""

import datetime as dt

import attrs
import pytest

from safetykit.content import Jurisdiction
from safetykit.errors import InputError
from safetykit.evaluation import Check, Severity
from safetykit.model import (
    Area,
    Baseline,
    Indicator,
    Partnership,
    Plan,
    PlanPeriod,
    Polarity,
    Priority,
)
from safetykit.model.ids import Id
from safetykit.plugins.road_safety import hooks as road_hooks
from safetykit.plugins.use_of_force import hooks as force_hooks
from safetykit.quantities import PartialDate, Period
from safetykit.toolkit import AuditRule

DAY = dt.date(2026, 11, 22)
FORCE = tuple(force_hooks.safetykit_rules())
ROADS = tuple(road_hooks.safetykit_rules())


def period(start: str, end: str) -> Period:
    """Return a period between two months."""
    return Period(start=PartialDate.parse(start), end=PartialDate.parse(end))


def checks(
    rules: tuple[AuditRule, ...],
    source: str,
    *,
    start: str = "2021-04",
    end: str = "2024-03",
    group: str = "All",
    polarity: Polarity = Polarity.AMBIGUOUS,
) -> dict[str, Check]:
    """Return the checks of a rule on a plan with one indicator, by code."""
    indicator = Indicator(
        id=Id("figure"),
        title="A figure",
        source=source,
        group=group,
        polarity=polarity,
        baseline=Baseline(period=period(start, end)),
    )
    plan = Plan(
        id=Id("plan"),
        title="A plan",
        area=Area(name="Testshire"),
        partnership=Partnership(name="Testshire Partnership"),
        period=PlanPeriod(period=period("2024-04", "2027-03")),
        dated=PartialDate.parse("2024"),
        indicators=(indicator,),
    )
    return {check.code: check for rule in rules for check in rule(plan, as_of=DAY)}


@pytest.mark.parametrize(("start", "found"), [("2020-03", 1), ("2020-04", 0)])
def test_first_years_of_recording(start: str, found: int) -> None:
    """A baseline from before April 2020 is in the experimental years."""
    check = checks(FORCE, "use-of-force", start=start)["use_of_force.first_years"]

    assert (1, found) == (check.checked, len(check.findings))


@pytest.mark.parametrize(
    ("polarity", "found"),
    [(Polarity.LOWER, 1), (Polarity.HIGHER, 1), (Polarity.AMBIGUOUS, 0)],
)
def test_which_way_is_good(polarity: Polarity, found: int) -> None:
    """More records of force are neither good nor bad by themselves."""
    check = checks(FORCE, "use-of-force", polarity=polarity)["use_of_force.polarity"]

    assert found == len(check.findings)


@pytest.mark.parametrize(("end", "found"), [("2024-02", 1), ("2024-03", 0)])
def test_years_before(end: str, found: int) -> None:
    """A baseline of road casualties has three years."""
    check = checks(ROADS, "stats19", end=end)["road_safety.short_baseline"]

    assert found == len(check.findings)


@pytest.mark.parametrize(("group", "found"), [("Serious", 1), ("Serious (adjusted)", 0)])
def test_adjusted_severity(group: str, found: int) -> None:
    """Severities that are not said to be adjusted are asked about."""
    check = checks(ROADS, "stats19", group=group)["road_safety.severity"]

    assert found == len(check.findings)


def test_words_of_a_finding() -> None:
    """A finding is a notice that names the figure, its place and what to do."""
    (finding,) = checks(ROADS, "stats19", end="2022-03")["road_safety.short_baseline"].findings

    assert Severity.NOTICE is finding.severity
    assert "“A figure” has a baseline of less than three years" in finding.message
    assert finding.hint
    assert "indicators[0]" in str(finding.place)


@pytest.mark.parametrize("rules", [FORCE, ROADS])
def test_other_subjects(rules: tuple[AuditRule, ...]) -> None:
    """A plan that has no figure of the subject is asked nothing."""
    assert {} == checks(rules, "police-uk")


def test_sources() -> None:
    """The indicators of a module name its source, and the method of force is where it says."""
    pytest.importorskip("numpy")
    (stats19,) = road_hooks.safetykit_data_sources()
    (records,) = force_hooks.safetykit_data_sources()
    (method,) = force_hooks.safetykit_methods()

    assert stats19.name in {one.source for one in road_hooks.safetykit_indicators()}
    assert records.name in {one.source for one in force_hooks.safetykit_indicators()}
    with pytest.raises(InputError, match="the same groups as the counts"):
        method.load()({"a": 1}, {"b": 1}, comparator="a", base="encounters")


def test_national_aims_beside_a_plan() -> None:
    """A report on a plan about roads shows the national aims; one on another plan does not."""
    plan = Plan(
        id=Id("plan"),
        title="A plan",
        area=Area(name="Testshire"),
        partnership=Partnership(name="Testshire Partnership"),
        period=PlanPeriod(period=period("2024-04", "2027-03")),
        dated=PartialDate.parse("2024"),
    )
    about_roads = attrs.evolve(plan, priorities=(Priority(id=Id("roads"), title="Safer roads"),))
    nation = Jurisdiction.ENGLAND

    assert () == road_hooks.safetykit_report_sections(plan, jurisdiction=nation, as_of=DAY)
    (section,) = road_hooks.safetykit_report_sections(about_roads, jurisdiction=nation, as_of=DAY)
    assert 2 == len(section.facts)
    assert "need not adopt" in section.words[0]
    (early,) = road_hooks.safetykit_report_sections(
        about_roads, jurisdiction=nation, as_of=dt.date(2025, 1, 1)
    )
    assert (0, 2) == (len(early.facts), len(early.unknown))
