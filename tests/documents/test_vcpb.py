"""The violent crime board's strategy holds all that its checklist lists, item by item."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from safetykit.documents import load
from safetykit.model import (
    Action,
    Audience,
    FundingKind,
    Group,
    Initiative,
    OfficeHolder,
    Plan,
    PrincipleKind,
    Relation,
    Research,
    ResearchKind,
    Schedule,
    ScheduledItem,
    Status,
    Strength,
)
from safetykit.quantities import Cadence, PartialDate, Period

PLAN = Path(__file__).parents[2] / "examples" / "plans" / "violent-crime-prevention-board.yaml"
ITEMS: dict[str, Callable[[Plan], None]] = {}
IDS = [
    *(f"S4-0{n}" for n in range(1, 8)),
    *(f"S4-{n}" for n in (*range(10, 17), 20, *range(30, 36), *range(40, 44))),
    *("X33", "X34", "X35", "X38", "X40", "X41"),
]
NUMBERED = {
    "research": 6,
    "relationships": 4,
    "voice": 3,
    "influence": 6,
    "celebrate": 2,
    "health": 4,
    "media": 4,
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


def test_twenty_nine_objectives(plan: Plan) -> None:
    """Each numbered objective stands under its theme, and one action carries it out."""
    for number, priority in enumerate(plan.priorities, start=1):
        wanted = [f"{number}-{n}" for n in range(1, NUMBERED[priority.id] + 1)]
        actions = [a for a in plan.headline_actions if a.priorities == (priority.id,)]

        assert [f"objective-{n}" for n in wanted] == [o.id for o in priority.objectives]
        assert [f"action-{n}" for n in wanted] == [a.id for a in actions]
        assert [(o.id,) for o in priority.objectives] == [a.supports for a in actions]
    assert 29 == len(plan.objectives) == len(plan.headline_actions)


def test_nobody_is_named(plan: Plan) -> None:
    """Offices stand without the names of those who hold them."""
    assert all(holder.name == "" for holder in plan.office_holders)


@pytest.mark.parametrize(
    ("first_month", "quarter", "start", "end"),
    [
        (7, 1, "2018-07-01", "2018-09-30"),
        (7, 4, "2019-04-01", "2019-06-30"),
        (4, 1, "2019-04-01", "2019-06-30"),
        (9, 2, "2018-12-01", "2019-02-28"),
    ],
)
def test_quarters_count_from_the_first_month(
    first_month: int, quarter: int, start: str, end: str
) -> None:
    """A quarter begins in the schedule's own first month, the first one in its period."""
    year = Period(start=PartialDate.parse("2018-07"), end=PartialDate.parse("2019-06"))
    schedule = Schedule(id="s", title="a year", period=year, first_month=first_month)  # type: ignore[arg-type]

    found = schedule.window(ScheduledItem(what="a step", quarter=quarter))

    assert f"{start} to {end}" == str(found)


def test_a_quarter_of_an_open_period_is_as_wide_as_the_period() -> None:
    """Without a start there is nothing to count quarters from."""
    schedule = Schedule(id="s", title="some year", period=Period())  # type: ignore[arg-type]

    assert schedule.window(ScheduledItem(what="a step", quarter=2)) == Period()


# Identity and governance


def principle(plan: Plan, name: str) -> tuple[PrincipleKind, str]:
    """The kind and the text of a principle."""
    found = next(p for p in plan.principles if p.id == name)
    return found.kind, found.text


@item("S4-01")
def _(plan: Plan) -> None:
    require(principle(plan, "independence")[1], "independent body")
    require(principle(plan, "critical-friend")[1], "critical friend", "police", "multi-agency")
    require(principle(plan, "intelligence-led")[1], "strategic advice", "intelligence")
    require(principle(plan, "young-people-first")[1], "young people")
    require(principle(plan, "diversion")[1], "diversion", "key part")
    require(" ".join(plan.aims), "diversion central")


@item("S4-02")
def _(plan: Plan) -> None:
    names = " | ".join(o.name for o in plan.organisations)

    require(names, "community leaders", "Community members", "Mayor's Office for Policing")
    require(names, "Metropolitan Police", "Local authorities", "Third sector", "universities")
    require(names, "University College London", "faith-based", "Health providers", "Schools")
    assert () == plan.partnership.members  # none is called a member of the Board


@item("S4-03")
def _(plan: Plan) -> None:
    definition, need = principle(plan, "violent-crime"), principle(plan, "need")

    require(plan.vision, "London and the United Kingdom", "safety", "study", "work", "visit")
    assert {Audience.RESIDENTS, Audience.STUDENTS, Audience.WORKERS, Audience.VISITORS} == set(
        plan.audiences
    )
    assert definition[0] is PrincipleKind.DEFINITION
    require(definition[1], "force", "used", "threatened", "aim itself")
    assert need[0] is PrincipleKind.NEED
    require(need[1], "killed or injured", "cannot solve this alone", "root causes")


@item("S4-04")
def _(plan: Plan) -> None:
    assert [
        "Domestic abuse",
        "Family and fatherlessness",
        "Peer pressure and gang affiliation",
        "Substance abuse",
        "Socio-economic disadvantage",
        "Mental and physical health",
        "Education and exclusion",
    ] == [theme.title for theme in plan.themes]


@item("S4-05")
def _(plan: Plan) -> None:
    ages = next(c.age for c in plan.cohorts if c.id == "men-25-to-39")

    require(said(plan.action("family-focus")), "whole families", "much younger children")
    require(said(plan.action("map-services-for-men")), "map", "services", "25 to 39")
    assert ages is not None
    assert (25, 39) == (ages.low, ages.high)


def group(plan: Plan, name: str) -> Group:
    """A board or a sub-board."""
    return next(g for g in plan.groups if g.id == name)


def holder(plan: Plan, name: str) -> OfficeHolder:
    """An office in the Board, or one that it works with."""
    return next(h for h in plan.office_holders if h.id == name)


@item("S4-06")
def _(plan: Plan) -> None:
    board, experts = group(plan, "board"), group(plan, "expert-sub-boards")

    assert board.cadence is Cadence.MONTHLY
    assert plan.action("monthly-scrutiny").cadence is Cadence.MONTHLY
    require(" ".join(board.role), "scrutinises police data")
    assert experts.planned
    require(holder(plan, "borough-members").office, "allocated boroughs")
    require(holder(plan, "youth-lead").office, "leads on youth")
    require(holder(plan, "medical-lead").office, "medical specialist lead")
    require(holder(plan, "co-chairs").office, "co-chairs")


@item("S4-07")
def _(plan: Plan) -> None:
    context = " ".join(plan.priority("health").context)

    require(context, "environment", "economy", "live", "opportunity", "education", "housing")
    require(principle(plan, "mental-health")[1], "emotional", "psychological", "social")


# The numbered objectives


def actions(plan: Plan, theme: int) -> list[str]:
    """What the actions of a theme say, in their order."""
    return [said(a) for a in plan.headline_actions if a.id.startswith(f"action-{theme}-")]


def study(plan: Plan, name: str) -> Research:
    """Research that the Board means to do."""
    return next(r for r in plan.research if r.id == name)


@item("S4-10")
def _(plan: Plan) -> None:
    first, second, third, fourth, fifth, sixth = actions(plan, 1)

    require(first, "academic partners", "evaluate")
    assert ("police-college", "ucl") == plan.action("action-1-1").partners
    require(second, "commission", "literature reviews", "causes, impact and prevention")
    require(third, "repository")
    assert study(plan, "research-repository").kind is ResearchKind.REPOSITORY
    require(fourth, "gaps", "pilot")
    require(fifth, "advise", "good practice")
    require(sixth, "list", "evaluated", "London boroughs")
    assert ["action-1-1", "action-1-6"] == [a.id for a in plan.actions if a.evaluates]


@item("S4-11")
def _(plan: Plan) -> None:
    first, second, third, fourth = actions(plan, 2)

    require(first, "community leaders", "parents", "affected by violent crime")
    require(second, "sub-boards", "intelligence and advice")
    require(third, "independent partners", "boroughs allocated")
    require(fourth, "critical friend", "BCU")


@item("S4-12")
def _(plan: Plan) -> None:
    first, second, third = actions(plan, 3)

    require(first, "forums", "listen")
    require(second, "agree", "share")
    require(third, "youth member", "forums")


@item("S4-13")
def _(plan: Plan) -> None:
    first, second, third, fourth, fifth, sixth = actions(plan, 4)
    lobbies = [a.id for a in plan.headline_actions if a.firmest is Strength.LOBBIES]

    require(first, "recommendations", "resources")
    require(second, "networking", "point", "copy")
    require(third, "schools", "groups", "faith", "voluntary", "mentoring", "parenting", "practical")
    require(fourth, "multi-agency", "critical friend")
    assert "when invited" == plan.action("action-4-4").commitments[0].condition
    require(fifth, "exclusions")
    require(sixth, "faith groups", "safe spaces")
    assert ["action-4-5"] == lobbies
    assert plan.action("action-4-1").commitments[1].in_own_control is False


@item("S4-14")
def _(plan: Plan) -> None:
    first, second = actions(plan, 5)

    require(first, "never involved", "young people and adults")
    require(second, "endorse", "a person, a group or a borough")


@item("S4-15")
def _(plan: Plan) -> None:
    first, second, third, fourth = actions(plan, 6)

    require(first, "evidence", "physical and mental health")
    require(second, "London", "emergency departments", "public health")
    require(third, "based on health", "demystify")
    require(fourth, "evaluable", "(a)", "schools", "(b)", "trauma", "(c) secondary", "(d) tertiary")


@item("S4-16")
def _(plan: Plan) -> None:
    first, second, third, fourth = actions(plan, 7)

    require(first, "website")
    require(second, "communicate research", "recommendations")
    require(third, "guidance", "training")
    require(fourth, "events", "urban radio", "media", "focus groups")


# Risks


@item("S4-20")
def _(plan: Plan) -> None:
    funds, classified = plan.risks
    (money,) = plan.funding

    require(funds.title, "funds")
    require(" ".join(funds.mitigations), "sponsorship", "website")
    require(classified.title, "classified", "cannot be published")
    assert () == classified.mitigations
    assert [(None, None, None)] * 2 == [(r.likelihood, r.impact, r.owner) for r in plan.risks]
    assert money.kind is FundingKind.SPONSORSHIP
    assert money.amount is None
    require(money.condition, "still to be secured")
    assert plan.risk_register is Status.STATED


# Year one


def items(plan: Plan, *numbers: int) -> list[str]:
    """What the plan for year one lists under streams, by their numbers."""
    (schedule,) = plan.schedules
    streams = [schedule.streams[number - 1] for number in numbers]
    return [i.what for i in schedule.items if i.stream in streams]


@item("S4-30")
def _(plan: Plan) -> None:
    (schedule,) = plan.schedules
    undated = [i for i in schedule.items if i.quarter is None and i.due is None]
    (soft,) = (i for i in schedule.items if i not in undated)

    assert 7 == len(schedule.streams) == len({i.stream for i in schedule.items})
    assert (57, 56) == (len(schedule.items), len(undated))
    assert 7 == schedule.first_month
    assert {"2018-07 to 2019-06"} == {str(schedule.window(i)) for i in undated}
    assert 12 == len(schedule.period.months())
    require(soft.what, "soft launch")
    assert (4, "2019-06") == (soft.quarter, str(soft.due))
    assert "2019-06 to 2019-06" == str(schedule.window(soft))


def lines(plan: Plan, *numbers: int, count: int) -> str:
    """The lines of streams in one text, after counting them."""
    found = items(plan, *numbers)

    assert count == len(found)
    return " | ".join(found)


@item("S4-31")
def _(plan: Plan) -> None:
    text = lines(plan, 1, count=8)
    review = study(plan, "research-literature-review")

    require(text, "10 weeks", "publish", "diversionary", "interim", "stop and search")
    require(text, "various audiences", "student work", "universities")
    assert (10, True) == (review.duration_weeks, review.publishes)
    assert study(plan, "research-diversion").kind is ResearchKind.EVALUATION
    assert "" == study(plan, "research-diversion").method
    assert study(plan, "research-students").kind is ResearchKind.STUDENT_WORK


@item("S4-32")
def _(plan: Plan) -> None:
    text = lines(plan, 2, count=11)
    feedback = next(s for s in plan.service_standards if s.id == "quarterly-feedback")

    require(text, "list links and interventions", "each quarter", "strengths and gaps")
    require(text, "good practice", "evaluations have found", "key stakeholders", "families")
    require(text, "grassroots", "churches", "search proactively", "analysts", "repository")
    assert feedback.cadence is Cadence.QUARTERLY


@item("S4-33")
def _(plan: Plan) -> None:
    text = lines(plan, 3, 4, count=12)

    require(text, "community representatives", "individuals who have been identified", "forums")
    require(text, "commitment", "community priorities", "government in setting up", "officials")
    require(text, "youth", "concerns", "interim report", "meeting on progress", "annual awards")


@item("S4-34")
def _(plan: Plan) -> None:
    text = lines(plan, 5, 6, count=13)
    injuries = study(plan, "research-knife-injury")

    require(text, "evidence", "speakers", "health sector", "research on good practice", "trends")
    require(text, "success stories", "website", "attend", "role models", "knife injuries")
    require(text, "local authorities", "hospital emergency services", "Metropolitan Police")
    require(text, "against all odds", "signpost", "celebrated")
    require(injuries.method, "public health", "exist already")
    assert (
        "local-authorities",
        "emergency-departments",
        "metropolitan-police",
    ) == injuries.partners


def initiative(plan: Plan, name: str) -> Initiative:
    """A launch, an award or the website."""
    return next(i for i in plan.initiatives if i.id == name)


@item("S4-35")
def _(plan: Plan) -> None:
    text = lines(plan, 7, count=13)

    require(text, "logo", "website", "into step", "strategy", "literature review", "channels")
    require(text, "soft launch", "formal launch", "marketing material", "interns", "branding")
    require(text, "Africa Centre", "media who is celebrated")
    assert "2019-06" == str(initiative(plan, "soft-launch").when)
    assert "Africa Centre" == initiative(plan, "community-launch").place


# Numbers and sources


@item("S4-40")
def _(plan: Plan) -> None:
    before, after = (plan.claim(f"claim-crime-survey-{when}") for when in ("before", "after"))
    knives = plan.claim("claim-knife-change")
    since = plan.claim("claim-since-1995")

    assert ("four out of five", "2017") == (
        str(plan.claim("claim-no-crime").value),
        str(plan.claim("claim-no-crime").when),
    )
    assert since.compared is not None
    assert (Relation.LOWER, "1995") == (since.compared.relation, since.compared.than)
    assert 80 == plan.claim("claim-no-crime").value.stated
    assert ("11.4 million", "10.6 million") == (str(before.value), str(after.value))
    assert (11_350_000, 10_650_000) == (before.value.low, after.value.high)
    assert before.subject != after.subject
    assert "22%" == str(knives.value)
    assert knives.change is not None
    assert "almost 39,000" == str(plan.claim(knives.change.after or "").value)
    assert "76%" == str(plan.claim("claim-men").value)
    assert all(c.basis for c in plan.claims if c.value.known)


@item("S4-41")
def _(plan: Plan) -> None:
    (statistics,) = plan.content

    assert 4 == len(statistics.items) == len(plan.references)
    require(" ".join(statistics.items), "Scotland Yard", "universities", "MOPAC", "All Party")
    require(plan.references[1].cited_as, "year ending March 2016")


@item("S4-42")
def _(plan: Plan) -> None:
    linked = next(p for p in plan.linked_plans if p.id == "plan-lambeth-needs-assessment")

    require(linked.title, "Serious violence in Lambeth", "needs assessment")
    assert "Lambeth Council" == linked.owner
    require(plan.references[0].cited_as, "lambeth.gov.uk", "June 2015")


@item("S4-43")
def _(plan: Plan) -> None:
    assert "2018 to 2023" == str(plan.period.period)
    assert dt.date(2018, 9, 26) == plan.as_of


# Defects of the document


@item("X33")
def _(plan: Plan) -> None:
    (schedule,) = plan.schedules
    influence = plan.priority("influence")

    assert ["celebrate", "health"] == [p.id for p in plan.priorities[4:6]]
    assert ["Health and mental health", "Promote and celebrate success stories"] == list(
        schedule.streams[4:6]
    )
    assert "Research" in plan.priority("research").also_called
    require(influence.title, "training included")
    assert not any("training" in name for name in influence.also_called)
    require(defects(plan), "ordered in two ways", "shortened", "training")


@item("X34")
def _(plan: Plan) -> None:
    assert plan.transcription is not None
    require(" ".join(p.title for p in plan.transcription.not_held), "VCPB model")
    require(defects(plan), "depicted in a model", "implementation plan")


@item("X35")
def _(plan: Plan) -> None:
    men, ages = plan.claim("claim-men"), plan.claim("claim-ages")

    assert men.subject != ages.subject
    assert not ages.value.known
    require(men.basis, "merged")
    require(defects(plan), "76%", "25 to 39", "are two")


@item("X38")
def _(plan: Plan) -> None:
    searches = next(i for i in plan.schedules[0].items if "stop and search" in i.what)

    assert ("action-7-1",) == searches.actions == plan.risks[1].actions
    require(defects(plan), "stop and search", "risk 8.2")


@item("X40")
def _(plan: Plan) -> None:
    levels = [c.what for c in plan.action("action-6-4").commitments[2:]]

    assert 4 == len(levels)
    assert not any("primary" in level for level in levels)
    require(defects(plan), "no primary prevention", "schools have no level")


@item("X41")
def _(plan: Plan) -> None:
    joined = [t.id for t in plan.themes if "may be one" in t.note]

    assert ["theme-family", "theme-health"] == joined
    assert (5, 7) == (len(plan.themes) - len(joined), len(plan.themes))
    require(defects(plan), "5, 6 or 7")
