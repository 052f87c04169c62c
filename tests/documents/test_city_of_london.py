"""The City of London's plan holds all that its checklist lists, item by item."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from safetykit.documents import load
from safetykit.model import (
    Action,
    Audience,
    ClaimTest,
    Facet,
    MembershipStatus,
    Plan,
    Relation,
    Statistic,
    Status,
    Strength,
)
from safetykit.quantities import Cadence, PartialDate

PLAN = Path(__file__).parents[2] / "examples" / "plans" / "city-of-london.yaml"
HEADLINES = {
    "prevent": ["prevent-staff", "prevent-residents", "prevent-business"],
    "violence": [
        "violence-research",
        "domestic-abuse-awareness",
        "domestic-abuse-staff-training",
        "knife-and-acid",
        "abuse-awareness",
        "third-party-reporting",
        "hate-crime-awareness",
    ],
    "acquisitive-crime": [
        "online-fraud",
        "operation-broadway",
        "acquisitive-crime-events",
        "motorbike-theft",
        "safe-cycling",
        "cyber-scams",
        "christmas-and-peaks",
    ],
    "night-time-economy": ["map-night-time-economy", "safety-thirst", "peak-demand"],
    "asb": ["asb-case-management", "asb-enforcement", "asb-awareness", "asb-training"],
}
ITEMS: dict[str, Callable[[Plan], None]] = {}
IDS = [f"S3-{n:02d}" for n in range(1, 67) if n != 29]  # the checklist has no 29


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


def said(action: Action) -> str:
    """Everything that an action says, in small letters."""
    parts = [action.title, *(c.what for c in action.commitments), *action.reasons]
    return " ".join([*parts, action.resource, action.evaluates]).casefold()


def require(text: str, *words: str) -> None:
    """Fail with the words that a text lacks."""
    lacking = [word for word in words if word.casefold() not in text.casefold()]

    assert lacking == []


def strengths(action: Action) -> set[Strength]:
    """How firmly an action promises."""
    return {c.strength for c in action.commitments}


@pytest.mark.parametrize("name", IDS)
def test_the_plan_holds(name: str, plan: Plan) -> None:
    """Each item of the checklist is represented by what it says, not by its presence alone."""
    ITEMS[name](plan)


def test_every_item_is_tested_once() -> None:
    """No item is left out and none is made up."""
    assert sorted(ITEMS) == IDS


def test_counts(plan: Plan) -> None:
    """The plan is complete."""
    statuses = [m.status for m in plan.partnership.members]

    assert 24 == len(plan.headline_actions)
    assert 6 == len(plan.objectives)
    assert all(2 == len(objective.wordings) for objective in plan.objectives)
    assert 5 == len(plan.priorities)
    assert 7 == len(plan.themes)
    assert 5 == statuses.count(MembershipStatus.STATUTORY)
    assert 6 == statuses.count(MembershipStatus.ASSOCIATE)


def test_headline_actions_stand_under_their_priorities(plan: Plan) -> None:
    """Each headline action serves one priority and supports an objective of that priority."""
    for priority in plan.priorities:
        actions = [a for a in plan.headline_actions if a.priorities == (priority.id,)]
        own = {objective.id for objective in priority.objectives}

        assert HEADLINES[priority.id] == [a.id for a in actions]
        assert all(a.supports and set(a.supports) <= own for a in actions)


def test_lines_are_found(plan: Plan) -> None:
    """A value of the plan knows the line of the file on which it stands."""
    place = plan.place("actions", 2)
    lines = PLAN.read_text(encoding="utf-8").splitlines()

    assert place.line is not None
    assert "- id: prevent-business" == lines[place.line - 1].strip()


def test_what_the_plan_says_in_two_ways(plan: Plan) -> None:
    """The plan's own inconsistencies are kept, not smoothed."""
    (objective,) = plan.priority("violence").objectives
    overview, detail = (set(wording.audiences) for wording in objective.wordings)
    topics = {topic for priority in plan.priorities for topic in priority.topics}
    shared = set(plan.priority("asb").topics) & set(plan.themes[-1].topics)

    assert {Audience.RESIDENTS, Audience.STUDENTS, Audience.SOCIALISING} == overview - detail
    assert {Audience.VISITORS} == detail - overview
    assert {"anti-social behaviour"} == shared
    assert {"road safety"} == set(plan.scope) - topics
    assert "Community Safety Partnership" in plan.partnership.also_called


def test_bodies_that_had_ended_are_dated(plan: Plan) -> None:
    """Two members had ended when the plan was made; one still had years to go."""
    ends = {o.id: o.existed.end for o in plan.organisations if o.existed}

    assert {
        "london-probation-trust": PartialDate.parse("2014-10-31"),
        "clinical-commissioning-group": PartialDate.parse("2022-06-30"),
        "hm-court-service": PartialDate.parse("2011-03-31"),
    } == ends
    assert all(o.source and o.successor for o in plan.organisations if o.existed)


# Governance


@item("S3-01")
def _(plan: Plan) -> None:
    require(plan.vision, "safe", "live", "work", "visit", "study", "socialise")


@item("S3-02")
def _(plan: Plan) -> None:
    assert (Audience.RESIDENTS, Audience.WORKERS) == plan.main_audiences
    assert {Audience.VISITORS, Audience.STUDENTS} < set(plan.audiences)


@item("S3-03")
def _(plan: Plan) -> None:
    aims = " ".join(plan.aims)

    require(aims, "crime", "fear of crime", "other harms", "boldly", "adds value", "flexible")
    require(said(plan.action("develop-strategy")), "boldly", "refresh the strategy each year")
    assert plan.period.refreshed is plan.action("develop-strategy").cadence is Cadence.YEARLY


@item("S3-04")
def _(plan: Plan) -> None:
    assert members(plan, MembershipStatus.STATUTORY) == [
        "City of London Corporation",
        "City of London Police",
        "London Fire Brigade",
        "London Probation Trust",
        "Clinical Commissioning Group",
    ]


@item("S3-05")
def _(plan: Plan) -> None:
    assert members(plan, MembershipStatus.ASSOCIATE) == [
        "HM Court Service",
        "British Transport Police",
        "Transport for London",
        "City of London Crime Prevention Association",
        "Business representation",
        "Voluntary sector representation",
    ]


def members(plan: Plan, status: MembershipStatus) -> list[str]:
    """The names of the members of one standing."""
    found = [m.organisation for m in plan.partnership.members if m.status is status]
    return [plan.organisation(name).name for name in found]


@item("S3-06")
def _(plan: Plan) -> None:
    statutory, associate = plan.partnership.decision_rights

    assert statutory.held_by is MembershipStatus.STATUTORY
    require(" ".join(statutory.decides), "priorities", "objectives", "targets", "delivered")
    assert associate.held_by is MembershipStatus.ASSOCIATE
    require(" ".join(associate.decides), "support")


def group(plan: Plan, name: str) -> tuple[str, bool, PartialDate | None]:
    """What a group does, whether it is planned, and when it reports."""
    found = next(g for g in plan.groups if g.id == name)
    return " ".join(found.role), found.planned, found.reports


@item("S3-07")
def _(plan: Plan) -> None:
    role, planned, _ = group(plan, "strategy-group")

    require(
        role, "direction", "objectives", "targets", "yearly partnership plan", "task-and-finish"
    )
    assert not planned


@item("S3-08")
def _(plan: Plan) -> None:
    role, _, reports = group(plan, "serious-and-organised-crime-group")

    require(role, "own priorities", "intelligence", "criminal and civil powers", "work plan")
    assert reports is not None
    assert reports.earliest == dt.date(2017, 9, 1)


@item("S3-09")
def _(plan: Plan) -> None:
    role, planned, _ = group(plan, "delivery-groups")

    require(role, "key officers")
    assert planned
    require(said(plan.action("delivery-groups-action")), "key officers", "each priority")


@item("S3-10")
def _(plan: Plan) -> None:
    assert group(plan, "partnership-analyst")[1]
    require(plan.action("analyst").resource, "dedicated analyst", "not stated")


@item("S3-11")
def _(plan: Plan) -> None:
    (duty,) = plan.duties

    assert "Counter-Terrorism and Security Act 2015" == duty.instrument
    assert ("city-of-london-corporation",) == duty.falls_on
    require(duty.requires, "due regard", "drawn into terrorism")
    require(duty.note, "non-priority area")


@item("S3-12")
def _(plan: Plan) -> None:
    assert plan.transcription is not None
    appendix = plan.transcription.not_held[0]

    require(appendix.title, "Appendix 1", "implementation plan")
    assert set(Facet) == set(appendix.may_state)
    require(said(plan.action("implementation-plan")), "appendix 1", "progress")


@item("S3-13")
def _(plan: Plan) -> None:
    titles = " | ".join(linked.title for linked in plan.linked_plans)
    owners = {linked.id: linked.owner for linked in plan.linked_plans}

    require(titles, "Public health", "Statement of Licensing Policy", "Corporate plan")
    require(titles, "Counter Terrorism Strategy", "Prevent strategy", "Health and wellbeing")
    require(titles, "Violence Against Women and Girls Strategy", "Strategic Assessment")
    require(titles, "Modern Crime Prevention", "Serious and Organised Crime", "City and Hackney")
    require(titles, "Female Genital Mutilation", "Homelessness Strategy")
    assert "City of London Police" == owners["plan-strategic-assessment"]
    assert "Home Office" == owners["plan-modern-crime-prevention"]


@item("S3-14")
def _(plan: Plan) -> None:
    words = [
        "Violence Against Women and Girls",
        "pathway to support",
        "met directly",
        "Alcohol Recovery Centres",
        "Operation Broadway",
        "Legal powers",
        "housing and healthcare",
        "online and in the street",
    ]

    assert len(words) == len(plan.achievements)
    for achievement, word in zip(plan.achievements, words, strict=True):
        require(achievement.title, word)


# The partnership as a whole: words that an action must hold
WHOLE = {
    "S3-15": ("review-priorities", "nature", "contact", "respond", "information"),
    "S3-16": ("indicator-set", "each priority", "not from the police alone"),
    "S3-17": ("performance-monitoring", "each priority", "whole partnership", "existing data"),
    "S3-18": ("promotion", "community events", "public library", "meetings"),
    "S3-19": ("easier-reporting", "raise concerns", "receive information", "online"),
    "S3-20": ("engage-forums", "forums", "business associations", "reassure", "incidents"),
    "S3-21": ("communication-channels", "webpages", "new media", "leaflets and newsletters"),
    "S3-22": ("joint-control-room", "Joint Contact and Control Room", "police", "council"),
    "S3-23": ("ring-of-steel", "updating the Ring of Steel"),
    "S3-24": ("best-evidence", "research", "national and international evidence", "experience"),
    "S3-25": (
        "map-relationships",
        *("responsibilities", "contacts", "actions", "resources", "information"),
    ),
    "S3-26": ("tie-to-other-plans", "licensing", "health and wellbeing", "corporate plan"),
    "S3-27": ("vulnerability", "full account of vulnerability", "priorities are reviewed"),
    "S3-28": ("wider-data", "accident and emergency", "voluntary services", "noise", "next year"),
}


def _whole(action: str, words: tuple[str, ...]) -> Callable[[Plan], None]:
    def check(plan: Plan) -> None:
        assert () == plan.action(action).priorities
        require(said(plan.action(action)), *words)

    return check


for _name, (_action, *_words) in WHOLE.items():
    item(_name)(_whole(_action, tuple(_words)))


# Priority 1


@item("S3-30")
def _(plan: Plan) -> None:
    action = plan.action("prevent-staff")
    bespoke = action.commitments[1]

    require(said(action), "WRAP", "in person", "bespoke", "e-learning", "Channel")
    assert "where appropriate" == bespoke.condition
    assert 3 == len(plan.priority("prevent").scope)
    require(" ".join(plan.priority("prevent").scope), "ideology", "vulnerable people", "sectors")


@item("S3-31")
def _(plan: Plan) -> None:
    action = plan.action("prevent-residents")

    require(said(action), "confidence", "liaison", "heightened concern")
    assert {
        *("community-safety-team", "city-of-london-police", "housing-department"),
        *("registered-social-landlord", "schools", "universities", "health-providers"),
        *("community-and-faith-groups", "voluntary-sector-representation"),
        *("health-and-wellbeing-board", "children-safeguarding-board"),
    } == set(action.partners)


@item("S3-32")
def _(plan: Plan) -> None:
    action = plan.action("prevent-business")
    (milestone,) = action.milestones

    require(said(action), "launch", "training module", "recognise and refer")
    require(action.evaluates, "training module")
    assert "latter half of unknown year" == str(milestone.due)
    assert not milestone.due.known
    assert milestone.status is Status.ILLEGIBLE
    assert {Strength.WILL, Strength.SUPPORTS} == strengths(action)


@item("S3-33")
def _(plan: Plan) -> None:
    linked = next(p for p in plan.linked_plans if p.id == "plan-prevent")

    require(linked.note, "Refreshed", "two years", "feedback")
    require(" ".join(plan.priority("prevent").context), "refreshed", "non-priority")


# Priority 2


@item("S3-34")
def _(plan: Plan) -> None:
    kinds = plan.priority("violence").scope

    assert 10 == len(kinds)
    require(" ".join(kinds), "sexual violence", "domestic abuse", "female genital", "honour")
    require(" ".join(kinds), "forced marriage", "with injury", "without injury", "online", "hate")
    require(" ".join(kinds), "child sexual exploitation", "modern slavery")


@item("S3-35")
def _(plan: Plan) -> None:
    action = plan.action("violence-research")

    require(said(action), "research", "all available data", "medical", "voluntary", "ISTV")
    require(said(action), "slavery", "child sexual exploitation", "sexual violence")
    require(said(action), "domestic abuse")


@item("S3-36")
def _(plan: Plan) -> None:
    action = plan.action("domestic-abuse-awareness")

    require(said(action), "train partners and city employers")
    require(" ".join(action.reasons), "reduce risk", "on the way to court")


@item("S3-37")
def _(plan: Plan) -> None:
    action = plan.action("domestic-abuse-staff-training")

    require(said(action), "front-line", "assess risk", "plan for safety", "stalking", "harassment")
    assert all(c.in_own_control for c in action.commitments)


@item("S3-38")
def _(plan: Plan) -> None:
    action = plan.action("knife-and-acid")

    assert {
        *("metropolitan-police", "british-transport-police", "city-of-london-police"),
        *("cleansing-services", "housing-department", "security-staff"),
    } == set(action.partners)
    require(said(action), "high-visibility", "report finds", "acid incidents")
    assert [None, None, "city-of-london-police", "city-of-london-police"] == [
        c.actor for c in action.commitments
    ]


@item("S3-39")
def _(plan: Plan) -> None:
    action = plan.action("abuse-awareness")

    require(said(action), "web", "social media", "newsletters", "licensed taxis")
    require(said(action), "public engagement", "Party People", "Eat, Drink and Be Safe")


@item("S3-40")
def _(plan: Plan) -> None:
    action = plan.action("third-party-reporting")
    (milestone,) = action.milestones

    require(said(action), "third-party reporting", "Housing", "honour-based", "forced marriage")
    require(said(action), "female genital mutilation", "directory", "online and in print")
    assert "end of 2017" == str(milestone.due)
    assert dt.date(2017, 12, 31) == milestone.due.latest
    assert milestone.status is Status.STATED


@item("S3-41")
def _(plan: Plan) -> None:
    action = plan.action("hate-crime-awareness")

    require(said(action), "National Hate Crime Awareness Week", "materials", "train Corporation")
    assert ("theme-hate-crime",) == action.themes


# Priority 3


@item("S3-42")
def _(plan: Plan) -> None:
    context = " ".join(plan.priority("acquisitive-crime").context)

    require(context, "fraud", "very great risk", "street robbery", "cafes", "bicycle", "motorbike")


@item("S3-43")
def _(plan: Plan) -> None:
    require(said(plan.action("online-fraud")), "materials", "webpages", "train front-line staff")


@item("S3-44")
def _(plan: Plan) -> None:
    action = plan.action("operation-broadway")

    require(action.resource, "additional staffing", "not stated")
    require(said(action), "Greater London", "mail forwarders", "compliance")
    assert ("objective-reputation",) == action.supports
    assert action.began is not None
    assert dt.date(2014, 6, 1) == action.began.earliest


@item("S3-45")
def _(plan: Plan) -> None:
    action = plan.action("acquisitive-crime-events")

    require(said(action), "events", "libraries")
    assert {Strength.INTENDS} == strengths(action)


@item("S3-46")
def _(plan: Plan) -> None:
    action = plan.action("motorbike-theft")

    require(said(action), "motorbike", "scooters", "frame marking", "bag theft", "Post Office")
    assert {"neighbouring-boroughs", "post-office"} < set(action.partners)


@item("S3-47")
def _(plan: Plan) -> None:
    action = plan.action("safe-cycling")

    require(said(action), "locks", "bays", "racks", "gyms", "planning")
    assert "road-safety-team" in action.partners


@item("S3-48")
def _(plan: Plan) -> None:
    require(said(plan.action("cyber-scams")), "cyber", "scams", "students", "vulnerable")


@item("S3-49")
def _(plan: Plan) -> None:
    action = plan.action("christmas-and-peaks")

    require(said(action), "Christmas", "other peaks", "venues", "bag hangers", "operations")
    require(said(action), "public health", "new analysis tool")


# Priority 4


@item("S3-50")
def _(plan: Plan) -> None:
    action = plan.action("map-night-time-economy")

    require(said(action), "map", "people", "kinds of venue", "risk profiles", "violent crime")
    require(said(action), "substances", "scientific analysis", "residents")


@item("S3-51")
def _(plan: Plan) -> None:
    action = plan.action("safety-thirst")
    (measure,) = plan.performance_measures
    (target,) = measure.targets

    require(said(action), "criteria", "certificates")
    assert (measure.id,) == action.measures
    assert ("up to 80", 0, 80) == (str(target.value), target.value.low, target.value.high)
    assert "premises" == measure.unit
    assert target.by is not None
    assert not target.by.known


@item("S3-52")
def _(plan: Plan) -> None:
    action = plan.action("peak-demand")

    require(said(action), "Alcohol Recovery Centres", "seasonal", "public health", "crowded places")
    require(said(action), "noise management plan", "dispersal policy", "new licensing application")
    assert Strength.EXPLORES is action.commitments[0].strength
    assert ["city-of-london-corporation"] * 2 == [c.actor for c in action.commitments[-2:]]


# Priority 5


@item("S3-53")
def _(plan: Plan) -> None:
    leads = [(x.organisation, x.operation) for x in plan.priority("asb").leads]
    on = " ".join(word for lead in plan.priority("asb").leads for word in lead.on)

    assert [
        ("city-of-london-police", "Operation Fennel"),
        ("city-of-london-police", "Operation Acton"),
        ("markets-and-consumer-protection", ""),
        ("built-environment", ""),
        ("community-safety-team", ""),
    ] == leads
    require(on, "begging", "problem-solving", "licensed premises", "noise", "road use", "high-risk")


@item("S3-54")
def _(plan: Plan) -> None:
    action = plan.action("asb-case-management")
    (milestone,) = action.milestones

    require(said(action), "multi-agency conference (CCM)", "training next year", "safeguarding law")
    assert not milestone.due.known
    assert "community-multi-agency-conference" in [g.id for g in plan.groups]


@item("S3-55")
def _(plan: Plan) -> None:
    action = plan.action("asb-enforcement")

    require(said(action), "injunctions", "departments", "begging", "support offered")
    require(said(action), "secure accommodation", "outreach")
    assert "where necessary" == action.commitments[0].condition


@item("S3-56")
def _(plan: Plan) -> None:
    require(said(plan.action("asb-awareness")), "services", "legal obligations", "powers")


@item("S3-57")
def _(plan: Plan) -> None:
    require(said(plan.action("asb-training")), "refresher seminars", "legislation", "vulnerable")


# Themes and numbers


@item("S3-58")
def _(plan: Plan) -> None:
    assert [
        "Suicide prevention",
        "Violence against women and girls",
        "Sexual abuse and child sexual exploitation",
        "Cyber-crime and fraud",
        "Hate crime",
        "Offender management",
        "Anti-social behaviour",
    ] == [theme.title for theme in plan.themes]
    assert {theme.id for theme in plan.themes} == set(plan.action("vulnerability").themes)
    require(" ".join(plan.aims), "vulnerability")


def value(plan: Plan, name: str) -> str:
    """The number of a claim, as the plan words it."""
    return str(plan.claim(name).value)


@item("S3-59")
def _(plan: Plan) -> None:
    census, other = plan.claim("claim-residents-census"), plan.claim("claim-residents")
    series = {p.series for p in plan.area.populations if p.basis == "resident"}

    assert "nearly 9,000" == str(census.value)
    assert "approximately 8,000" == str(other.value)
    assert census.subject == other.subject
    assert not census.value.overlaps(other.value)
    assert 5 == len(series)
    assert 7654 == plan.area.population("resident", of="residents-2017").value.low


@item("S3-60")
def _(plan: Plan) -> None:
    assert "16,000" == value(plan, "claim-businesses")
    assert "over 383,000" == value(plan, "claim-workers")
    assert "428,000" == value(plan, "claim-workers-forecast")
    assert "unknown year" == str(plan.claim("claim-workers-forecast").when)
    assert "over 383,000" == str(plan.area.population("worker").value)


@item("S3-61")
def _(plan: Plan) -> None:
    growth = plan.claim("claim-workforce-growth")

    assert "20%" == str(growth.value)
    assert growth.change is not None
    assert "approximately 80,000" == value(plan, growth.change.amount or "")
    assert "over 383,000" == value(plan, growth.change.after or "")


@item("S3-62")
def _(plan: Plan) -> None:
    alone = plan.claim("claim-living-alone")

    assert "4,390" == value(plan, "claim-households")
    assert "10%" == value(plan, "claim-households-with-children")
    assert "around 30%" == value(plan, "claim-households-with-children-elsewhere")
    assert "56%" == str(alone.value)
    assert ("claim-residents-census", "claim-households") == (alone.share_of, alone.at_most)
    assert (Relation.HIGHER, "Greater London") == compared(plan, "claim-ages-25-to-69")
    assert (Relation.LOWER, "Greater London") == compared(plan, "claim-ages-under-18")


@item("S3-63")
def _(plan: Plan) -> None:
    once = plan.claim("claim-rough-sleepers-seen-once")
    night = plan.claim("claim-rough-sleepers-a-night")

    assert 440 == plan.claim("claim-rough-sleepers-2015-16").value.low
    assert 379 == plan.claim("claim-rough-sleepers-2016-17").value.low
    assert ("40%", "claim-rough-sleepers-2016-17") == (str(once.value), once.share_of)
    assert "around 20" == str(night.value)
    assert night.subject != plan.claim("claim-rough-sleepers-2016-17").subject
    assert 6 == plan.claim("claim-rough-sleepers-rank").rank


@item("S3-64")
def _(plan: Plan) -> None:
    shares = [claim for claim in plan.claims if claim.whole == "notifiable-crime"]
    groups = [plan.indicator(c.test.indicator).group for c in shares if c.test]

    assert ["22.76%", "20.35%", "3.54%"] == [str(c.value) for c in shares]
    assert [1, 2, 3] == [c.rank for c in shares]
    assert {14} == {c.parts for c in shares}
    assert ["Other theft", "Anti-social behaviour", "Violence and sexual offences"] == groups
    assert all(_is_share_of_the_year(c.test) for c in shares)
    assert plan.transcription is not None
    require(" ".join(p.title for p in plan.transcription.not_held), "Comparison of crime types")


def _is_share_of_the_year(test: ClaimTest | None) -> bool:
    if test is None or test.statistic is not Statistic.SHARE:
        return False
    return "2016-11 to 2017-10" == str(test.period)


def compared(plan: Plan, name: str) -> tuple[Relation, str]:
    """How a number that the plan does not give lies to what it is set beside."""
    claim = plan.claim(name)

    assert not claim.value.known
    assert claim.compared is not None
    return claim.compared.relation, claim.compared.than


@item("S3-65")
def _(plan: Plan) -> None:
    assert (Relation.HIGHER, "the year before") == compared(plan, "claim-acquisitive-crime")
    assert (Relation.LOWER, "the year before") == compared(plan, "claim-crimes-against-society")
    assert Status.NOT_HELD is plan.claim("claim-acquisitive-crime").status


@item("S3-66")
def _(plan: Plan) -> None:
    targets = [t for m in (*plan.indicators, *plan.performance_measures) for t in m.targets]
    milestones = [m for a in plan.headline_actions for m in a.milestones]

    assert plan.risks == ()
    assert plan.risk_register is Status.ABSENT
    assert 1 == len(targets)
    assert all(action.owner is None for action in plan.actions)
    assert ["end of 2017"] == [str(m.due) for m in milestones if m.due.known]
    assert all(i.status is Status.INFERRED for i in plan.indicators)
