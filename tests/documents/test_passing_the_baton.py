"""The toolkit Passing the Baton holds all that its checklist lists, item by item."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from safetykit.documents import load
from safetykit.evaluation import audit
from safetykit.model import (
    Agreement,
    AgreementKind,
    CohortKind,
    ContentKind,
    Engagement,
    Initiative,
    InitiativeKind,
    LegalForce,
    OutcomeDirection,
    ParticipationLevel,
    Plan,
    PrincipleKind,
    ReferenceState,
    Relation,
    Status,
    Strength,
)
from safetykit.quantities import Approx, Cadence

PLAN = Path(__file__).parents[2] / "examples" / "plans" / "passing-the-baton.yaml"
ITEMS: dict[str, Callable[[Plan], None]] = {}
IDS = [*(f"S0-{n:02d}" for n in range(1, 35)), "X28", "X29", "X32"]


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The plan as it stands in the examples."""
    return load(PLAN)


def item(name: str) -> Callable[[Callable[[Plan], None]], Callable[[Plan], None]]:
    """Register what an item of the checklist asks of the plan."""

    def register(check: Callable[[Plan], None]) -> Callable[[Plan], None]:
        assert name not in ITEMS
        ITEMS[name] = check
        return check

    return register


def require(text: str, *words: str) -> None:
    """Fail with the words that a text lacks."""
    lacking = [word for word in words if word.casefold() not in text.casefold()]

    assert lacking == []


@pytest.mark.parametrize("name", IDS)
def test_the_plan_holds(name: str, plan: Plan) -> None:
    """Each item of the checklist is represented by what it says, not by its presence alone."""
    ITEMS[name](plan)


def test_every_item_is_tested_once() -> None:
    """No item is left out and none is made up."""
    assert sorted(ITEMS) == sorted(IDS)


def defects(plan: Plan) -> str:
    """All that the transcription notes as defective."""
    assert plan.transcription is not None
    return " ".join(plan.transcription.defects)


# Identity and purpose


@item("S0-01")
def _(plan: Plan) -> None:
    modules = [c for c in plan.content if c.kind is ContentKind.MODULE]
    slogans = {str(p.id): p.text for p in plan.principles if p.kind is PrincipleKind.SLOGAN}

    assert 4 == len(modules)
    assert "Flexible solutions that connect communities" == slogans["strapline"]
    assert "Engage, inform, progress" == slogans["motto"]
    assert len(plan.principles) == len(slogans) == 5
    assert not any("feel safe" in claim.says for claim in plan.claims)


@item("S0-02")
def _(plan: Plan) -> None:
    publisher = plan.organisation("booted-and-rooted")

    assert publisher.name == plan.partnership.name == "Booted and Rooted"
    assert ("Passing the Baton",) == plan.partnership.also_called
    require(plan.area.name, "Lambeth", "surrounding")
    unit = plan.organisation("london-violence-reduction-unit")
    assert "London Violence Reduction Unit" == unit.name
    require(unit.note, "doubled")


@item("S0-03")
def _(plan: Plan) -> None:
    theory = plan.theory_of_change
    assert theory is not None
    first, second, third = theory.steps

    require(first, "Businesses and services change")
    require(second, "better service")
    require(third, "individuals", "lasting", "community")
    require(" ".join(theory.enablers), "Violence Reduction Unit", "Joint Agreement")
    assert theory.starts is not None
    assert dt.date(2021, 5, 1) == theory.starts.earliest
    assert theory.starts.latest is None


@item("S0-04")
def _(plan: Plan) -> None:
    ways = {o.id: o.direction for o in plan.outcomes}

    assert {
        "outcome-understanding": OutcomeDirection.UP,
        "outcome-trust": OutcomeDirection.UP,
        "outcome-assaults": OutcomeDirection.DOWN,
    } == ways
    assert plan.theory_of_change is not None
    assert set(ways) == set(plan.theory_of_change.outcomes)


@item("S0-05")
def _(plan: Plan) -> None:
    pair = [c.title for c in plan.cohorts if c.kind is CohortKind.STAKEHOLDER]

    assert ["Citizens, that is the community", "The state, that is the police"] == pair


# Participation


def engagement(plan: Plan, name: str) -> Engagement:
    """A way in which the public is to take part."""
    return next(e for e in plan.engagements if e.id == name)


@item("S0-06")
def _(plan: Plan) -> None:
    claimed = engagement(plan, "participation").levels_claimed

    assert tuple(ParticipationLevel) == claimed
    assert [1, 2, 3, 4, 5] == [level.rank for level in claimed]


@item("S0-07")
def _(plan: Plan) -> None:
    participation = engagement(plan, "participation")

    require(participation.goal, "objective information", "what it thinks")
    assert (ParticipationLevel.INFORM, ParticipationLevel.CONSULT) == participation.goal_levels


@item("S0-08")
def _(plan: Plan) -> None:
    participation = engagement(plan, "participation")
    promise = participation.promise
    assert promise is not None

    assert 4 == len(promise.promises)
    require(" ".join(promise.promises), "informed", "listen", "acknowledge", "changed decisions")
    assert promise.level is ParticipationLevel.CONSULT
    assert promise.level.rank < max(level.rank for level in participation.levels_claimed)


@item("S0-09")
def _(plan: Plan) -> None:
    promise = engagement(plan, "participation").promise
    assert promise is not None

    require(promise.about, "continual updating", "the toolkit itself")
    assert plan.action("update-toolkit").cadence is Cadence.ONGOING


@item("S0-10")
def _(plan: Plan) -> None:
    forms = {e.id: e.condition for e in plan.engagements if e.forms}

    assert {
        "fact-sheets-and-packs": "",
        "workshops": "when permitted",
        "public-meetings": "when permitted",
        "open-houses": "when permitted",
    } == forms


# Agreement and law


def agreement(plan: Plan, name: str) -> Agreement:
    """An agreement that the toolkit names, or its successor."""
    return next(a for a in plan.agreements if a.id == name)


@item("S0-11")
def _(plan: Plan) -> None:
    joint = agreement(plan, "joint-agreement")

    assert [
        "Her Majesty's Prison and Probation Service",
        "NHS England",
        "National Fire Chiefs Council",
        "National Police Chiefs Council",
        "Crown Prosecution Service",
    ] == [plan.organisation(name).name for name in joint.signatories]
    require(joint.title, "offences against emergency workers")


@item("S0-12")
def _(plan: Plan) -> None:
    framework, standards = agreement(plan, "joint-agreement").purposes

    require(framework, "broad framework", "investigated", "prosecuted")
    require(standards, "standards", "victims", "expect")


@item("S0-13")
def _(plan: Plan) -> None:
    (act,) = plan.legal_instruments

    assert "Assaults on Emergency Workers (Offences) Act 2018" == act.title
    assert 2018 == act.year
    assert (act.id,) == agreement(plan, "joint-agreement").applies_to


@item("S0-14")
def _(plan: Plan) -> None:
    joint = agreement(plan, "joint-agreement")
    (expectation,) = joint.expectations

    assert joint.legal_force is LegalForce.NONE
    require(expectation.what, "least", "every signatory")
    assert () == expectation.of  # of all of them


@item("S0-15")
def _(plan: Plan) -> None:
    joint = agreement(plan, "joint-agreement")
    successor = agreement(plan, joint.superseded_by or "")

    assert successor.kind is AgreementKind.MEMORANDUM
    assert successor.status is Status.INFERRED
    assert joint.status is Status.STATED
    require(successor.source, "Crown Prosecution Service", "cps.gov.uk")
    require(successor.note, "not in the toolkit", "have not been established")
    assert joint.superseded_on is not None
    assert not joint.superseded_on.known


@item("S0-16")
def _(plan: Plan) -> None:
    victims = next(c for c in plan.cohorts if c.kind is CohortKind.VICTIM)

    assert "Emergency workers" == victims.title
    assert (
        "doctors",
        "nurses",
        "paramedics",
        "police officers",
        "prison officers",
        "firefighters",
        "others on the front line",
    ) == victims.members


# Content modules


def _module(number: int, *words: str) -> Callable[[Plan], None]:
    def check(plan: Plan) -> None:
        modules = [c for c in plan.content if c.kind is ContentKind.MODULE]

        assert modules[number - 1].title.startswith(f"Module {number}: ")
        require(f"{modules[number - 1].title} {modules[number - 1].about}", *words)

    return check


item("S0-17")(_module(1, "The Interception", "Joint Agreement"))
item("S0-18")(_module(2, "Engage", "campaign"))
item("S0-19")(_module(3, "Grassroot Interception", "use of force"))
item("S0-20")(_module(4, "Non Violent Communication", "reducing assaults together"))


def initiative(plan: Plan, name: str) -> Initiative:
    """A campaign or an event."""
    return next(i for i in plan.initiatives if i.id == name)


@item("S0-21")
def _(plan: Plan) -> None:
    campaign = initiative(plan, "with-us-or-against-us")

    assert campaign.kind is InitiativeKind.CAMPAIGN
    assert "nottinghamshire-fire-and-rescue" == campaign.lead
    assert ("video appeal", "Nottinghamshire") == (campaign.form, campaign.place)
    require(campaign.note, "front-line workers", "coughed or spat at")
    assert "30 April of unknown year" == str(campaign.when)
    assert campaign.when is not None
    assert not campaign.when.known


@item("S0-22")
def _(plan: Plan) -> None:
    sources = {str(c.id): c for c in plan.content if c.kind is ContentKind.SOURCE}

    assert {
        *("source-training-manuals", "source-college-of-policing"),
        *("source-hmic", "source-lockhart"),
    } == set(sources)
    require(sources["source-training-manuals"].about, "Ministry of Justice")
    require(" ".join(sources["source-lockhart"].items), "training", "management", "investigation")
    require(
        " ".join(sources["source-lockhart"].items), "performance", "accountability", "legitimacy"
    )


@item("S0-23")
def _(plan: Plan) -> None:
    abroad, brixton = plan.context[:2]

    require(abroad.title, "United States", "BBC", "2020")
    require(abroad.note, "not named here")
    require(brixton.title, "Brixton", "Standard", "2020")
    assert "2020" == str(abroad.when) == str(brixton.when)


@item("S0-24")
def _(plan: Plan) -> None:
    states = {r.cited_as: set(r.states) for r in plan.references}
    unresolved = [r for r in plan.references if ReferenceState.COMPLETE not in r.states]
    undated = [r.cited_as for r in plan.references if ReferenceState.NO_DATE in r.states]
    misspelt = [r.cited_as for r in plan.references if ReferenceState.MISSPELT in r.states]

    assert 10 == len(plan.references) == len(unresolved)
    assert ["(college.police.uk, n.d.)", "(HMIC, n.d.)"] == undated
    assert ["(Goverment, 2019)"] == misspelt  # codespell:ignore goverment
    assert 8 == sum(ReferenceState.YEAR_ONLY in s for s in states.values())
    assert all({ReferenceState.NO_TITLE, ReferenceState.NO_LINK} <= s for s in states.values())


@item("S0-25")
def _(plan: Plan) -> None:
    (stance,) = (c for c in plan.content if c.kind is ContentKind.STANCE)

    require(stance.title, "advocacy", "smarter", "tougher")
    require(stance.about, "must not be read as evidence")


# Numbers and claims


@item("S0-26")
def _(plan: Plan) -> None:
    claim = plan.claim("claim-assaults")

    assert "over 30,000" == str(claim.value)
    require(claim.basis, "England and Wales", "British Transport Police")
    assert claim.when is not None
    assert dt.date(2018, 4, 1) == claim.when.earliest
    assert dt.date(2019, 3, 31) == claim.when.latest


def change(plan: Plan, name: str) -> tuple[str, float, float]:
    """A change as stated, and the figures of the year before and of the year."""
    claim = plan.claim(name)
    assert claim.change is not None
    before = plan.claim(claim.change.before or "")
    after = plan.claim(claim.change.after or "")

    assert before.subject == after.subject
    assert ("2017/18", "2018/19") == (str(before.when), str(after.when))
    return str(claim.value), before.value.low, after.value.low


@item("S0-27")
def _(plan: Plan) -> None:
    assert ("13%", 18_138, 20_578) == change(plan, "claim-without-injury-change")


@item("S0-28")
def _(plan: Plan) -> None:
    assert ("27%", 8_157, 10_399) == change(plan, "claim-with-injury-change")


@item("S0-29")
def _(plan: Plan) -> None:
    claim = plan.claim("claim-twice-the-rate")

    assert "2" == str(claim.value)
    assert claim.ratio is not None
    assert "claim-with-injury-change" == claim.ratio.of
    assert "claim-without-injury-change" == claim.ratio.to
    require(claim.basis, "neither word is defined")


@item("S0-30")
def _(plan: Plan) -> None:
    claim = plan.claim("claim-discourse")

    assert not claim.value.known
    assert claim.compared is not None
    assert claim.compared.relation is Relation.HIGHER
    require(claim.basis, "interpretation", "nothing was measured")


@item("S0-31")
def _(plan: Plan) -> None:
    about, counted = plan.claim("claim-incidents"), plan.claim("claim-incidents-investigated")
    weeks = plan.claim("claim-incidents-weeks")

    assert ("over 60", "61") == (str(about.value), str(counted.value))
    assert about.subject == counted.subject
    assert about.value.overlaps(counted.value)
    require(counted.basis, "Friday 20 March", "Monday 27 April", "lockdown", "no year")
    assert ("5", "week") == (str(weeks.value), weeks.unit)
    assert dt.date(2020, 3, 20).strftime("%A") == "Friday"  # the weekdays fit 2020
    assert (dt.date(2020, 4, 27) - dt.date(2020, 3, 20)).days + 1 == 39


# Timetable


@item("S0-32")
def _(plan: Plan) -> None:
    event = initiative(plan, "event-september-2020")

    assert event.when is not None
    assert dt.date(2020, 9, 25) == event.when.earliest == event.when.latest
    require(event.form, "14:00", "Friday")
    require(event.place, "SE11 6HU")


@item("S0-33")
def _(plan: Plan) -> None:
    period = plan.period.period

    assert period.start is not None
    assert dt.date(2021, 5, 1) == period.start.earliest
    assert period.end is None
    assert ["from 2021-05"] == [str(m.due) for a in plan.actions for m in a.milestones]


@item("S0-34")
def _(plan: Plan) -> None:
    report = audit(plan, as_of=dt.date(2021, 5, 1))
    (risks,) = (c for c in report.checks if c.code == "SK-A209")

    assert 1 == len(risks.findings)
    assert plan.risks == ()
    assert plan.risk_register is Status.ABSENT
    assert all(outcome.measures == () for outcome in plan.outcomes)
    assert all(action.owner is None for action in plan.actions)
    assert plan.office_holders == ()
    assert plan.funding == ()
    assert plan.indicators == ()
    assert plan.performance_measures == ()
    assert Strength.ASPIRES is plan.action("mobilise-community").firmest


# Defects of the document


@item("X28")
def _(plan: Plan) -> None:
    parts = [plan.claim(name) for name in plan.claim("claim-assaults").sum_of]
    total = parts[0].value + parts[1].value

    assert 30_977 == total.low == total.high
    assert plan.claim("claim-assaults").value.usual().overlaps(total)
    assert 13.45 == recomputed(plan, "claim-without-injury-change")
    assert 27.49 == recomputed(plan, "claim-with-injury-change")
    require(defects(plan), "30,977", "13.45%", "27.49%", "17.81%")


def recomputed(plan: Plan, name: str) -> float:
    """A change in percent, from the figures before and after it."""
    _, before, after = change(plan, name)
    return round(100 * (after - before) / before, 2)


@item("X29")
def _(plan: Plan) -> None:
    rise = recomputed(plan, "claim-with-injury-change")
    all_before, all_after = 18_138 + 8_157, 20_578 + 10_399
    all_rise = round(100 * (all_after - all_before) / all_before, 2)

    assert (2.04, 1.54) == (
        round(rise / recomputed(plan, "claim-without-injury-change"), 2),
        round(rise / all_rise, 2),
    )
    assert Approx.parse("31.0%").overlaps(Approx.exact(8_157 / all_before))
    require(defects(plan), "2.04", "1.54", "31.0%", "33.6%", "neither is defined")


@item("X32")
def _(plan: Plan) -> None:
    (spectrum,) = (e for e in plan.engagements if e.levels_claimed)

    assert 5 == len(spectrum.levels_claimed)
    assert 2 == len(spectrum.goal_levels)
    require(defects(plan), "all five levels", "one goal", "one promise", "amounts to Consult")
