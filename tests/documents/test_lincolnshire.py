"""Lincolnshire's page on community safety holds all that its checklist lists, item by item."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from safetykit.documents import load
from safetykit.evaluation import audit
from safetykit.model import (
    Action,
    Audience,
    CohortKind,
    Facet,
    Group,
    Initiative,
    Plan,
    PrincipleKind,
    ResearchKind,
    Status,
    Strength,
)

PLAN = Path(__file__).parents[2] / "examples" / "plans" / "lincolnshire-community-safety.yaml"
ITEMS: dict[str, Callable[[Plan], None]] = {}
IDS = [
    *("S2-01", "S2-02", "S2-03", "S2-04"),
    *(f"S2-{n}" for n in range(10, 16)),
    *("S2-20", "S2-21", "S2-30", "S2-31"),
    *(f"S2-{n}" for n in range(40, 45)),
    *(f"S2-{n}" for n in range(50, 55)),
    *("S2-60", "S2-61", "S2-62", "S2-63", "S2-70", "S2-71", "S2-72", "S2-80", "S2-81"),
    *("X26", "X27", "X42"),
]
HEADINGS = {
    "road-safety": 6,
    "business-crime": 2,
    "asb": 2,
    "reoffending": 5,
    "active-citizenship": 5,
    "violence-reduction-programme": 4,
    "collaboration": 3,
}


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


def said(action: Action) -> str:
    """Everything that an action says, in small letters."""
    parts = [action.title, *(c.what for c in action.commitments), *action.reasons]
    return " ".join([*parts, action.resource, action.evaluates]).casefold()


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


def test_twenty_seven_actions(plan: Plan) -> None:
    """Each action stands under one of the seven headings, and serves that heading's objective."""
    for priority in plan.priorities:
        actions = [a for a in plan.headline_actions if a.priorities[0] == priority.id]

        assert HEADINGS[priority.id] == len(actions)
        assert all(a.supports == (priority.objectives[0].id,) for a in actions)
    assert 27 == len(plan.headline_actions) == sum(HEADINGS.values())


def test_its_date(plan: Plan) -> None:
    """It bears no date, and cannot be older than the summit of 2017 that it looks back on."""
    assert dt.date(2017, 1, 1) == plan.dated.earliest
    assert plan.dated.latest is None
    assert plan.period.status is Status.ABSENT


def test_the_only_figure_that_is_not_an_age_or_a_year(plan: Plan) -> None:
    """The number of penalty points is a claim, with what the law says beside it."""
    (claim,) = (c for c in plan.claims if c.value.known)

    assert "more than 12" == str(claim.value)
    require(claim.basis, "penalty points", "12 or more")


# Governance and themes


@item("S2-01")
def _(plan: Plan) -> None:
    partners = plan.action("bring-partners-together").partners

    assert {
        *("policing", "local-government", "national-government", "health-services"),
        *("parliamentarians", "criminal-justice", "voluntary-sector", "probation"),
        *("courts", "the-public"),
    } == set(partners)
    assert ("neighbouring-forces",) == plan.action("neighbouring-police").partners


@item("S2-02")
def _(plan: Plan) -> None:
    titles = " | ".join(theme.title for theme in plan.themes)
    pilots = next(f for f in plan.funding if f.id == "funding-pilots")

    assert 6 == len(plan.themes)
    require(titles, "Prevention", "most harm", "Active citizenship", "dependency and demand")
    require(titles, "led by communities", "Limited resources")
    assert pilots.amount is None
    assert ("pcc", "communities") == (pilots.payer, pilots.receiver)


@item("S2-03")
def _(plan: Plan) -> None:
    assert "Lincolnshire" == plan.area.name
    assert {Audience.RESIDENTS, Audience.WORKERS, Audience.VISITORS} < set(plan.audiences)
    (wording,) = plan.priority("collaboration").objectives[0].wordings
    assert (Audience.RESIDENTS, Audience.WORKERS, Audience.VISITORS) == wording.audiences


@item("S2-04")
def _(plan: Plan) -> None:
    assert [
        "Road safety",
        "Business crime",
        "Anti-social behaviour",
        "Reoffending",
        "Active citizenship",
        "Violence Reduction Programme",
        "Collaboration",
    ] == [priority.title for priority in plan.priorities]
    require(" ".join(plan.priority("violence-reduction-programme").context), "a programme")
    require(" ".join(plan.priority("collaboration").context), "a way of working")


# Road safety


@item("S2-10")
def _(plan: Plan) -> None:
    require(said(plan.action("road-safety-summit")), "that of 2017", "review", "next steps")
    assert "2017" == str(initiative(plan, "summit-2017").when)
    assert "unknown" == str(initiative(plan, "summit-next").when)


def initiative(plan: Plan, name: str) -> Initiative:
    """Something that has a name of its own."""
    return next(i for i in plan.initiatives if i.id == name)


@item("S2-11")
def _(plan: Plan) -> None:
    action = plan.action("community-speed-watch-reach")

    require(said(action), "Community Speed Watch", "every community", "willing")
    assert action.firmest is Strength.SUPPORTS


@item("S2-12")
def _(plan: Plan) -> None:
    require(said(plan.action("driver-training")), "led by intelligence", "cohorts", "most at risk")
    assert ("drivers-most-at-risk",) == initiative(plan, "driver-training-offer").for_whom


@item("S2-13")
def _(plan: Plan) -> None:
    action = plan.action("roads-policing-team")

    require(said(action), "enforcement", "new")
    require(action.resource, "new roads policing team", "not stated")


@item("S2-14")
def _(plan: Plan) -> None:
    action = plan.action("operation-snap")
    study = next(r for r in plan.research if r.of == (action.id,))

    require(action.evaluates, "Operation Snap")
    assert study.kind is ResearchKind.EVALUATION
    assert "" == study.method
    require(initiative(plan, "op-snap").note, "not explained")


@item("S2-15")
def _(plan: Plan) -> None:
    action = plan.action("exceptional-hardship")
    (lobbying,) = action.commitments

    require(said(action), "exceptional hardship", "review", "more than 12 points")
    assert lobbying.strength is Strength.LOBBIES
    assert lobbying.in_own_control is False
    assert all(
        {"lincolnshire-police", "road-safety-partnership"} == set(a.partners)
        for a in plan.actions
        if a.priorities[:1] == ("road-safety",)
    )


# Business crime


@item("S2-20")
def _(plan: Plan) -> None:
    forum = group(plan, "business-crime-forum")
    linked = next(p for p in plan.linked_plans if p.id == "plan-crime-against-business")

    require(" ".join(forum.role), "concerns", "emerging risks", "best practice", "strategy")
    assert forum.planned
    require(linked.owner, "Commissioner", "Lincolnshire Police")
    require(said(plan.action("business-forum")), "develop the crime against business strategy")


def group(plan: Plan, name: str) -> Group:
    """A forum, a task force or a panel."""
    return next(g for g in plan.groups if g.id == name)


@item("S2-21")
def _(plan: Plan) -> None:
    action = plan.action("retail-workers")

    require(said(action), "retail", "experiences of crime", "safe", "support")
    assert 3 == len(action.commitments)
    assert "consultation-retail" in [c.id for c in plan.consultations]


# Anti-social behaviour


@item("S2-30")
def _(plan: Plan) -> None:
    require(said(plan.action("asb-joint-action")), "task force", "policing alone cannot")
    assert group(plan, "asb-task-force").planned


@item("S2-31")
def _(plan: Plan) -> None:
    action = plan.action("fly-tipping")

    require(said(action), "map intelligence by technology", "enforcement", "borders", "regional")
    assert {
        *("local-government", "community-safety-partnership", "environmental-waste-partnership"),
        *("environment-agency", "environmental-crime-partnership-group"),
        *("neighbouring-forces", "neighbouring-authorities"),
    } == set(action.partners)
    assert [Strength.WILL] * 3 + [Strength.LOBBIES] == [c.strength for c in action.commitments]
    require(action.commitments[-1].what, "tougher sentences")


# Reoffending


@item("S2-40")
def _(plan: Plan) -> None:
    action = plan.action("adult-diversion")
    ages = next(c.age for c in plan.cohorts if c.id == "young-adults")

    assert ages is not None
    assert (18, 24) == (ages.low, ages.high)
    require(said(action), "18 to 24", "domestic abuse", "rest on evidence", "commission")
    require(" ".join(action.reasons), "Joint Diversionary Panel", "success")


@item("S2-41")
def _(plan: Plan) -> None:
    action = plan.action("women-offenders")

    require(said(action), "women's strategy", "concordat", "early intervention", "gender")
    assert ["where appropriate"] == [c.condition for c in action.commitments if c.condition]
    assert ("liaison-and-diversion",) == action.partners
    assert ["womens-concordat"] == [a.id for a in plan.agreements]


@item("S2-42")
def _(plan: Plan) -> None:
    action = plan.action("integrated-offender-management")

    require(said(action), "prolific", "burglary, robbery and theft", "jointly", "rehabilitation")
    assert CohortKind.OFFENDER in {c.kind for c in plan.cohorts if c.id == "prolific-offenders"}


@item("S2-43")
def _(plan: Plan) -> None:
    action = plan.action("prison-exit-pathways")

    require(said(action), "out of prison", "gaps")
    assert ("criminal-justice", "health-services") == action.partners


@item("S2-44")
def _(plan: Plan) -> None:
    action = plan.action("unpaid-work-approach")
    (principle,) = (p for p in plan.principles if p.id == "punish-and-support")

    require(said(action), "education", "employment")
    require(action.evaluates, "unpaid work on offending")
    assert ("probation",) == action.partners
    assert principle.kind is PrincipleKind.PRINCIPLE
    require(principle.text, "punished", "supported")


# Active citizenship


@item("S2-50")
def _(plan: Plan) -> None:
    action = plan.action("young-citizens")
    ages = next(c.age for c in plan.cohorts if c.id == "young-volunteers")

    require(said(action), "Mini Police", "Cadets", "junior cadets", "8 to 18")
    assert ages is not None
    assert (8, 18) == (ages.low, ages.high)
    assert [Strength.WILL, Strength.INTENDS, Strength.INTENDS] == [
        c.strength for c in action.commitments
    ]


@item("S2-51")
def _(plan: Plan) -> None:
    require(said(plan.action("online-safety")), "risks online", "resources", "report it")


@item("S2-52")
def _(plan: Plan) -> None:
    action = plan.action("fraud-prevention")
    consultation = next(c for c in plan.consultations if c.id == "consultation-fraud")

    require(said(action), "earlier public consultation", "knowledge", "victims", "no cold call")
    assert ("trading-standards",) == action.partners
    require(consultation.note, "earlier")
    assert Strength.ASPIRES is action.commitments[2].strength


@item("S2-53")
def _(plan: Plan) -> None:
    require(said(plan.action("public-road-safety")), "opportunities", "Community Speed Watch")


@item("S2-54")
def _(plan: Plan) -> None:
    require(said(plan.action("unpaid-work-proposals")), "awareness", "propose schemes")


# Violence Reduction Programme


@item("S2-60")
def _(plan: Plan) -> None:
    action = plan.action("violence-programme")

    assert {"policing", "health-services", "local-government", "communities"} == set(
        action.partners
    )
    require(said(action), "intervenes early", "drives criminality and vulnerability")


@item("S2-61")
def _(plan: Plan) -> None:
    require(said(plan.action("violence-leadership")), "leadership", "locally and regionally")


@item("S2-62")
def _(plan: Plan) -> None:
    sharing = next(d for d in plan.data_sharing if d.id == "violence-data")

    require(said(plan.action("violence-needs-assessment")), "anonymised and aggregated", "cohorts")
    assert sharing.anonymised
    require(sharing.what, "aggregated", "Strategic Needs Assessment")


@item("S2-63")
def _(plan: Plan) -> None:
    action = plan.action("violence-commissioning")

    require(said(action), "needs assessment", "what works")
    assert ("violence-reduction-units",) == action.partners


# Collaboration


@item("S2-70")
def _(plan: Plan) -> None:
    assert ("safer-lincolnshire-partnership",) == plan.action("safer-lincolnshire").partners
    require(said(plan.action("safer-lincolnshire")), "residents, workers and visitors feel safe")


@item("S2-71")
def _(plan: Plan) -> None:
    action = plan.action("neighbouring-police")

    require(said(action), "share intelligence", "operations jointly", "serious and organised")
    require(action.commitments[0].condition, "appropriate")


@item("S2-72")
def _(plan: Plan) -> None:
    action = plan.action("co-location")

    assert ("blue-light-services", "district-councils") == action.partners
    require(said(action), "co-location", "communities can reach them")
    require(action.commitments[0].condition, "suitable")


# What is not there


@item("S2-80")
def _(plan: Plan) -> None:
    report = audit(plan, as_of=dt.date(2018, 1, 1))
    found = {c.code: len(c.findings) for c in report.checks}
    lobbies = [a for a in plan.actions if any(c.strength == "lobbies" for c in a.commitments)]

    assert 27 == found["SK-A201"] == found["SK-A202"] == found["SK-A203"] == found["SK-A205"]
    assert (2, 7, 1) == (found["SK-A207"], found["SK-A208"], found["SK-A209"])
    assert ["exceptional-hardship", "fly-tipping"] == [a.id for a in lobbies]
    assert [False, False] == [a.commitments[-1].in_own_control for a in lobbies]
    assert all(f.amount is None for f in plan.funding)
    assert plan.transcription is not None
    assert plan.transcription.may_state(Facet.OWNER) is not None


@item("S2-81")
def _(plan: Plan) -> None:
    double = {a.id: a.priorities for a in plan.headline_actions if len(a.priorities) == 2}

    assert {
        "community-speed-watch-reach": ("road-safety", "active-citizenship"),
        "public-road-safety": ("active-citizenship", "road-safety"),
        "unpaid-work-approach": ("reoffending", "active-citizenship"),
        "unpaid-work-proposals": ("active-citizenship", "reoffending"),
    } == double
    assert set(initiative(plan, "community-speed-watch").priorities) == {
        "road-safety",
        "active-citizenship",
    }
    assert set(initiative(plan, "unpaid-work").priorities) == {"reoffending", "active-citizenship"}


# Defects of the document


@item("X26")
def _(plan: Plan) -> None:
    require(defects(plan), "most as risk", "Operation Snap", "not explained")


@item("X27")
def _(plan: Plan) -> None:
    assert 7 == len(plan.priorities)
    require(defects(plan), "seven headings", "two are none", "a programme", "a way of working")


@item("X42")
def _(plan: Plan) -> None:
    (wording,) = plan.priority("road-safety").objectives[0].wordings

    require(wording.text, "safer for all")
    require(defects(plan), "safer roads", "no measure", "cannot be computed")
    assert plan.indicators == ()
    assert plan.performance_measures == ()
