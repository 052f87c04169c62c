"""The Leicestershire plan of 2017 holds all that its checklist lists, item by item."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final, Protocol, TypeVar

import pytest

from safetykit.documents import load
from safetykit.evaluation import Severity, audit
from safetykit.model import (
    Action,
    AgreementKind,
    CohortKind,
    ContentKind,
    Facet,
    Funding,
    FundingKind,
    InitiativeKind,
    InstrumentKind,
    MeasureKind,
    Plan,
    Polarity,
    PrincipleKind,
    Relation,
    ResearchKind,
    Status,
    Strength,
)
from safetykit.quantities import Cadence

PLANS = Path(__file__).parents[2] / "examples" / "plans"
PLAN = PLANS / "leicestershire-2017.yaml"
PREDECESSOR = PLANS / "leicestershire-predecessor.yaml"
ITEMS: dict[str, Callable[[Plan], None]] = {}
IDS = [f"S1-{n:02d}" for n in range(1, 104)]
DEFECTS: Final = {
    "X13": ("20% of officers", "almost a third", "two quantities"),
    "X15": ("Policing Vision 2025", "ten years", "less than nine years"),
    "X16": ("row labels and no values", "96%", "cannot be checked"),
    "X18": ("officer numbers", "three strengths"),
    "X19": ("three lists of protected groups differ", "none is the list of nine"),
    "X21": ("text boxes are displaced", "stand apart from their list"),
    "X22": ("value of money", "sixth section"),
    "X23": ("eleven focus areas", "integrated response to demand", "no vulnerability"),
    "X24": ("domestic violence among older people", "confidence", "good or bad"),
}


class Named(Protocol):
    """What has an id."""

    @property
    def id(self) -> str:
        """Its id."""


_Named = TypeVar("_Named", bound=Named)


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The plan as it stands in the examples."""
    return load(PLAN)


@pytest.fixture(scope="module")
def predecessor() -> Plan:
    """The stub of the plan before it."""
    return load(PREDECESSOR)


def item(name: str) -> Callable[[Callable[[Plan], None]], Callable[[Plan], None]]:
    """Register what an item of the checklist asks of the plan."""

    def register(check: Callable[[Plan], None]) -> Callable[[Plan], None]:
        assert name not in ITEMS
        ITEMS[name] = check
        return check

    return register


def one(items: Iterable[_Named], name: str) -> _Named:
    """The object with an id."""
    return next(x for x in items if x.id == name)


def said(action: Action) -> str:
    """Everything that an action says, in small letters."""
    parts = [action.title, *(c.what for c in action.commitments), *action.reasons]
    return " ".join([*parts, action.resource, action.evaluates]).casefold()


def require(text: str, *words: str) -> None:
    """Fail with the words that a text lacks."""
    lacking = [word for word in words if word.casefold() not in text.casefold()]

    assert lacking == []


def strengths(plan: Plan, name: str) -> list[Strength]:
    """How firmly the commitments of an action are made, in order."""
    return [c.strength for c in plan.action(name).commitments]


def conditions(plan: Plan, name: str) -> list[str]:
    """On what the commitments of an action depend, where they do."""
    return [c.condition for c in plan.action(name).commitments if c.condition]


def defects(plan: Plan) -> str:
    """What is wrong with the text held."""
    assert plan.transcription is not None
    return " ".join(plan.transcription.defects)


@pytest.mark.parametrize("name", IDS)
def test_the_plan_holds(name: str, plan: Plan) -> None:
    """Each item of the checklist is represented by what it says, not by its presence alone."""
    ITEMS[name](plan)


@pytest.mark.parametrize("name", sorted(DEFECTS))
def test_defects_are_kept(name: str, plan: Plan) -> None:
    """What the text contradicts, displaces or loses is on record."""
    require(defects(plan), *DEFECTS[name])


def test_every_item_is_tested_once() -> None:
    """No item is left out and none is made up."""
    assert sorted(ITEMS) == sorted(IDS)


def test_counts(plan: Plan) -> None:
    """The plan is complete."""
    counts = {p.id: sum(p.id in a.priorities for a in plan.actions) for p in plan.priorities}

    assert [4, 4, 5, 6, 5] == [len(p.objectives) for p in plan.priorities]
    assert {
        "viable-partnerships": 10,
        "visible-policing": 13,
        "victim-services": 5,
        "vulnerability-protection": 18,
        "value-for-money-priority": 4,
    } == counts
    assert 54 == len(plan.actions)
    assert 14 == len(plan.duties)


def test_only_office_holders_are_named(plan: Plan) -> None:
    """Two holders of an office are named, and nobody else."""
    assert ["Lord Willy Bach", "Kirk Master", ""] == [h.name for h in plan.office_holders]


def test_the_predecessor_is_a_stub(plan: Plan, predecessor: Plan) -> None:
    """Of the plan before, the four priorities that this one names are held, and nothing else."""
    assert plan.supersedes is not None
    assert predecessor.id == plan.supersedes.plan
    assert plan.supersedes.kept == tuple(p.title for p in predecessor.priorities)
    assert 4 == len(predecessor.priorities)
    assert () == (*predecessor.objectives, *predecessor.actions, *predecessor.claims)
    assert not predecessor.dated.known
    assert predecessor.risk_register is Status.NOT_HELD
    assert predecessor.transcription is not None
    assert set(Facet) == set(predecessor.transcription.not_held[0].may_state)
    require(predecessor.transcription.note, "stub", "known only through its successor")


def test_the_stub_can_be_audited(predecessor: Plan) -> None:
    """A stub is audited without an error, and nothing of it is called missing."""
    found = audit(predecessor, as_of=dt.date(2017, 3, 23))

    assert () == found.reaching(Severity.ERROR)


# Governance and duties


@item("S1-01")
def _(plan: Plan) -> None:
    offices = {h.office: (h.name, h.organisation) for h in plan.office_holders}

    assert {
        "Police and Crime Commissioner": ("Lord Willy Bach", "opcc"),
        "Deputy Police and Crime Commissioner": ("Kirk Master", "opcc"),
        "Chief Constable": ("", "leicestershire-police"),
    } == offices
    assert "Police and Crime Panel" == plan.organisation("police-and-crime-panel").name
    assert ("OPCC",) == plan.organisation("opcc").also_called


@item("S1-02")
def _(plan: Plan) -> None:
    boundary = one(plan.principles, "boundary-operations")

    assert boundary.kind is PrincipleKind.BOUNDARY
    require(boundary.title, "operational policing", "chief constable")
    require(boundary.text, "no operational decisions", "arrests", "prosecutions")


@item("S1-03")
def _(plan: Plan) -> None:
    act = "Police Reform and Social Responsibility Act 2011"
    duties = [d for d in plan.duties if d.instrument == act]
    words: tuple[tuple[str, ...], ...] = (
        ("set the plan", "review", "up to date"),
        ("appoint", "hold", "account", "challenge", "work with", "dismiss"),
        ("precept", "council tax"),
        ("budget of the force",),
        ("engage communities",),
        ("victims", "commission services"),
        ("partnership",),
        ("commission services of partners", "crime", "community safety"),
        ("grants", "central government"),
    )

    assert 9 == len(duties)
    for duty, needed in zip(duties, words, strict=True):
        require(duty.requires, *needed)
        assert ("opcc",) == duty.falls_on


@item("S1-04")
def _(plan: Plan) -> None:
    duty = one(plan.duties, "duty-custody-visiting")

    require(duty.requires, "independent custody visiting")
    require(duty.instrument, "not named", "statutory")


@item("S1-05")
def _(plan: Plan) -> None:
    duty = one(plan.duties, "duty-annual-report")

    require(duty.requires, "annual report")
    assert ("opcc",) == duty.falls_on


@item("S1-06")
def _(plan: Plan) -> None:
    duty = one(plan.duties, "duty-strategic-policing-requirement")

    require(duty.requires, "regard", "when a plan is set", "reviewed")
    require(duty.note, "Home Secretary")
    assert ("opcc", "leicestershire-police") == duty.falls_on


@item("S1-07")
def _(plan: Plan) -> None:
    duty = one(plan.duties, "duty-section-17")

    assert "Crime and Disorder Act 1998" == duty.instrument
    require(duty.requires, "due regard", "prevention of crime and disorder")
    require(duty.note, "Section 17", "various public authorities")
    assert () == duty.falls_on


@item("S1-08")
def _(plan: Plan) -> None:
    duty = one(plan.duties, "duty-equality")

    require(duty.requires, "(1)", "discrimination, harassment and victimisation")
    require(duty.requires, "(2)", "equal opportunity", "(3)", "good relations")


@item("S1-09")
def _(plan: Plan) -> None:
    assert [
        "respect",
        "absence of bias",
        "integrity",
        "openness",
        "diversity",
        "value for money",
        "flexibility",
        "accountability",
        "equality",
    ] == [p.title for p in plan.principles if p.kind is PrincipleKind.VALUE]
    require(one(plan.principles, "value-value-for-money").text, "value of money")


@item("S1-10")
def _(plan: Plan) -> None:
    conduct = [p for p in plan.principles if p.kind is PrincipleKind.CONDUCT]

    assert [
        "Moral courage",
        "Admit error",
        "Welcome scrutiny",
        "An open-minded, adaptable and tolerant office",
    ] == [p.title for p in conduct]
    require(conduct[0].text, "whole team")


@item("S1-11")
def _(plan: Plan) -> None:
    contact = one(plan.engagements, "engagement-contact")

    require(" ".join(contact.forms), "formats", "languages", "post", "telephone", "website")
    require(" ".join(contact.forms), "social media")
    assert plan.transcription is not None
    require(" ".join(p.title for p in plan.transcription.not_held), "Telephone number and web")


@item("S1-12")
def _(plan: Plan) -> None:
    require(one(plan.principles, "principle-ownership").text, "diverse communities", "own the plan")
    unions = one(plan.consultations, "consultation-unions")
    require(unions.about, "trade unions", "staff associations")
    require(unions.outcome, "acknowledged")


# Context, inputs and the plan before


@item("S1-13")
def _(plan: Plan) -> None:
    period = plan.period.period

    assert dt.date(2017, 3, 23) == plan.as_of
    assert period.end is not None
    assert dt.date(2021, 12, 31) == period.end.latest
    assert plan.period.status is Status.INFERRED
    assert plan.period.refreshed is None
    require(plan.period.note, "periodically", "no stated interval")
    assert 4 == plan.claim("claim-years-ahead").value.low


@item("S1-14")
def _(plan: Plan) -> None:
    campaign, precept, own, _unions = plan.consultations

    require(campaign.about, "election campaign", "after it")
    require(precept.about, "1.99%", "potential")
    assert "2016" == str(precept.when)
    require(own.note, "statistically significant", "not stated")
    assert own.answers is None
    assert ("1.99%", "2016") == (
        str(plan.claim("claim-precept-rise").value),
        str(plan.claim("claim-precept-rise").when),
    )


@item("S1-15")
def _(plan: Plan) -> None:
    before = plan.supersedes

    assert before is not None
    assert (
        "Reducing offending and re-offending",
        "Supporting victims and witnesses",
        "Making communities and neighbourhoods safer",
        "Protecting the vulnerable",
    ) == before.kept
    assert ("Crime prevention", "A simpler commissioning framework") == before.new
    assert not set(before.kept) & {p.title for p in plan.priorities}


@item("S1-16")
def _(plan: Plan) -> None:
    (theme,) = plan.themes

    assert (
        "prevention of crime",
        "prevention of offending by young people",
        "prevention of re-offending",
    ) == theme.topics
    require(theme.note, "harm is avoided", "resources")
    assert plan.theory_of_change is not None
    require(plan.theory_of_change.steps[-1], "public confidence")


@item("S1-17")
def _(plan: Plan) -> None:
    vision = one(plan.linked_plans, "plan-policing-vision-2025")

    require(vision.owner, "Association of Police and Crime Commissioners", "Chiefs' Council")
    assert 5 == len(vision.elements)
    require(" | ".join(vision.elements), "within the community", "other providers", "victims")
    require(" | ".join(vision.elements), "community-led", "prevention and vulnerability")
    years = plan.claim("claim-vision-ten-years")
    assert ("10", "2017-03-23 to 2025") == (str(years.value), str(years.spans))


@item("S1-18")
def _(plan: Plan) -> None:
    merger, renamed = (one(plan.context, x) for x in ("merger-of-forces", "change-of-name"))
    ended = [o for o in plan.organisations if o.existed and o.existed.end]

    assert "1967" == str(merger.when)
    assert 50 == plan.claim("claim-force-anniversary").value.low
    assert renamed.when is not None
    assert not renamed.when.known
    assert ["1967", "1967"] == [str(o.existed.end) for o in ended if o.existed]
    assert {"Leicestershire Constabulary"} == {o.successor for o in ended}


@item("S1-19")
def _(plan: Plan) -> None:
    (grade,) = plan.inspection_grades

    assert ("Good", "hmic", "2016-11") == (grade.grade, grade.body, str(grade.when))
    require(grade.inspection, "PEEL")
    assert 4 == len(grade.aspects)
    require(" ".join(grade.aspects), "reducing crime", "current and future", "meet current")
    assert (
        "Good: 33 forces",
        "Requires Improvement: 8 forces",
        "Outstanding: 2 forces",
    ) == grade.distribution
    names = ("claim-forces-good", "claim-forces-requiring-improvement", "claim-forces-outstanding")
    assert [33, 8, 2] == [plan.claim(name).value.low for name in names]


@item("S1-20")
def _(plan: Plan) -> None:
    officers, staff, cut = (
        plan.claim(f"claim-{x}") for x in ("officers-lost", "staff-lost", "funding-cut")
    )

    assert ["20%", "20%"] == [str(officers.value), str(staff.value)]
    assert "almost 33.3%" == str(cut.value)
    assert 3 == len({officers.subject, staff.subject, cut.subject})
    assert (Relation.HIGHER, "the year before") == compared(plan, "claim-population-growth")
    assert "over 1,000,000" == str(plan.area.population("resident").value)
    assert 5 == plan.claim("claim-recession").value.low


def compared(plan: Plan, name: str) -> tuple[Relation, str]:
    """How a number that the plan does not give lies to what it is set beside."""
    claim = plan.claim(name)

    assert not claim.value.known
    assert claim.compared is not None
    return claim.compared.relation, claim.compared.than


@item("S1-21")
def _(plan: Plan) -> None:
    impact = one(plan.content, "impact-of-crime")

    assert impact.kind is ContentKind.STANCE
    words = ("addiction", "burglary", "domestic", "every other")
    for text, word in zip(impact.items, words, strict=True):
        require(text, word)


# The 24 aims: the priority, the objective and what its wording must hold
AIMS: Final = {
    "S1-22": ("viable-partnerships", "objective-network", "enlarge the network", "local groups"),
    "S1-23": ("viable-partnerships", "objective-disengaged", "disengaged", "disadvantaged"),
    "S1-24": (
        *("viable-partnerships", "objective-working-together", "local authorities"),
        *("community safety", "health", "fire", "police", "productive, open and transparent"),
    ),
    "S1-25": ("viable-partnerships", "objective-shape-policing", "every partner", "shape"),
    "S1-37": ("visible-policing", "objective-neighbourhood-teams", "keep", "if possible, raise"),
    "S1-38": ("visible-policing", "objective-reactive-demand", "reactive", "justice system (CJS)"),
    "S1-39": ("visible-policing", "objective-online-access", "online", "easily", "good time"),
    "S1-40": (
        *("visible-policing", "objective-public-information"),
        *("(i)", "innovative ways to give information", "(ii)", "sought and reflected"),
    ),
    "S1-54": ("victim-services", "objective-victims-strategy", "Victims Strategy", "satisfaction"),
    "S1-55": ("victim-services", "objective-review-services", "review", "robust", "benchmark"),
    "S1-56": ("victim-services", "objective-closer-to-victims", "groups", "commissioning"),
    "S1-57": ("victim-services", "objective-core-business", "core business"),
    "S1-58": ("victim-services", "objective-diverse-victims", "diversity", "young", "old"),
    "S1-64": ("vulnerability-protection", "objective-vulnerable-people", "range of channels"),
    "S1-65": ("vulnerability-protection", "objective-hidden-crime", "understood", "suppressed"),
    "S1-66": ("vulnerability-protection", "objective-knife-crime", "knife", "chief constable"),
    "S1-67": ("vulnerability-protection", "objective-class-a-drugs", "zero tolerance", "Class A"),
    "S1-68": ("vulnerability-protection", "objective-crisis-care", "Crisis Care", "health"),
    "S1-69": ("vulnerability-protection", "objective-101", "101", "gateway"),
    "S1-86": ("value-for-money-priority", "objective-budget-demand", "changes", "budget"),
    "S1-87": ("value-for-money-priority", "objective-reach", "beyond policing", "hard to reach"),
    "S1-88": (
        *("value-for-money-priority", "objective-public-funds", "effectively", "outsourcing"),
        *("challenge", "social value", "protect the front line"),
    ),
    "S1-89": ("value-for-money-priority", "objective-revisit-budget", "grants", "commissioning"),
    "S1-90": (
        *("value-for-money-priority", "objective-well-being"),
        *("economic, social and environmental", "buying", "supply chain"),
    ),
}


def _aim(priority: str, name: str, words: tuple[str, ...]) -> Callable[[Plan], None]:
    def check(plan: Plan) -> None:
        objective = one(plan.priority(priority).objectives, name)
        require(" ".join(w.text for w in objective.wordings), *words)
        assert all(w.passage for w in objective.wordings)

    return check


for _name, (_priority, _objective, *_words) in AIMS.items():
    item(_name)(_aim(_priority, _objective, tuple(_words)))


def test_there_are_24_aims(plan: Plan) -> None:
    """Each aim is one objective; four of them are taken up by no action."""
    names = {objective for _, objective, *_ in AIMS.values()}
    served = {o for action in plan.actions for o in action.supports}

    assert 24 == len(AIMS)
    assert names == {o.id for o in plan.objectives}
    assert {
        "objective-core-business",
        "objective-knife-crime",
        "objective-class-a-drugs",
        "objective-well-being",
    } == names - served


# Viable Partnerships


@item("S1-26")
def _(plan: Plan) -> None:
    kinds = [one(plan.cohorts, f"communities-of-{x}") for x in ("place", "heritage", "interest")]

    assert {CohortKind.COMMUNITY} == {c.kind for c in kinds}
    require(said(plan.action("involve-communities")), "one place", "heritage", "interest")


@item("S1-27")
def _(plan: Plan) -> None:
    taking_part = one(plan.engagements, "engagement-participation")

    require(taking_part.title, "beyond consultation")
    require(taking_part.goal, "active part", "well informed", "well supported")
    assert [Strength.ASPIRES] == strengths(plan, "active-participation")


@item("S1-28")
def _(plan: Plan) -> None:
    assert (
        "volunteer police cadet",
        "special constable",
        "police volunteer",
        "independent custody visitor",
        "member of the Youth Commission",
    ) == one(plan.engagements, "engagement-participation").forms
    assert 5 == sum(c.kind is CohortKind.VOLUNTEER for c in plan.cohorts)


@item("S1-29")
def _(plan: Plan) -> None:
    text = said(plan.action("volunteer-roles"))

    require(text, "in uniform and visible", "vulnerable backgrounds", "ever more kinds of roles")
    require(text, "more diverse than paid staff in age, ethnicity and gender")
    assert ("age", "ethnicity", "gender") == one(plan.cohorts, "protected-volunteers").members


@item("S1-30")
def _(plan: Plan) -> None:
    (standard,) = plan.service_standards

    assert (1, Cadence.WEEKLY) == (standard.at_least, standard.cadence)
    assert "each primary custody suite" == standard.applies_to
    assert one(plan.initiatives, "custody-visiting-scheme").kind is InitiativeKind.SCHEME
    assert ("measure-custody-visits",) == plan.action("custody-visiting").measures
    assert Strength.ASPIRES is plan.action("custody-visiting").commitments[1].strength


@item("S1-31")
def _(plan: Plan) -> None:
    age = one(plan.cohorts, "youth-commission-members").age

    assert age is not None
    assert (None, None) == (age.low, age.high)
    assert (Status.ILLEGIBLE, Status.ILLEGIBLE) == (age.low_status, age.high_status)
    require(said(plan.action("youth-commission-voice")), "support", "challenge")


@item("S1-32")
def _(plan: Plan) -> None:
    require(said(plan.action("partnership-structures")), "represented", "existing structures")
    assert [Strength.WILL] == strengths(plan, "partnership-structures")


@item("S1-33")
def _(plan: Plan) -> None:
    _now, longer = plan.action("fund-partnerships").commitments

    assert [Strength.INTENDS, Strength.WILL] == strengths(plan, "fund-partnerships")
    assert "where possible, and if central funding is high enough" == longer.condition
    assert longer.in_own_control is False
    assert {"local-authorities", "community-safety-partnerships"} == set(
        plan.action("fund-partnerships").partners
    )


@item("S1-34")
def _(plan: Plan) -> None:
    assert [Strength.EXPLORES] == strengths(plan, "co-commissioning")
    require(said(plan.action("co-commissioning")), "consider", "collectively")


@item("S1-35")
def _(plan: Plan) -> None:
    grant = one(plan.funding, "funding-small-grants")

    require(said(plan.action("small-grants")), "specific areas", "particular challenges")
    assert ("opcc", "smaller-organisations", None) == (grant.payer, grant.receiver, grant.amount)
    assert grant.status is Status.ABSENT


@item("S1-36")
def _(plan: Plan) -> None:
    sharing = one(plan.data_sharing, "sharing-between-partners")

    require(said(plan.action("share-information")), "sharing", "protected and secure")
    require(sharing.basis, "section 17", "balanced with data protection")


# Visible Policing: words that the actions must hold, where nothing else is to be asked


@item("S1-41")
def _(plan: Plan) -> None:
    levels, officers = plan.action("staffing-levels").commitments

    require(levels.what, "officers", "PCSOs", "staff", "same level", "preferably, a better one")
    require(levels.what, "during the term")
    require(levels.condition, "commissioner's power")
    assert (Strength.INTENDS, False) == (levels.strength, levels.in_own_control)
    assert (Strength.WILL, "") == (officers.strength, officers.condition)


@item("S1-42")
def _(plan: Plan) -> None:
    require(said(plan.action("workforce-diversity")), "numbers, roles and seniority")
    require(said(plan.action("workforce-diversity")), "equip officers", "those that emerge")
    assert "emerging-communities" in [c.id for c in plan.cohorts]
    assert (Relation.HIGHER, "most other forces") == compared(plan, "claim-workforce-ethnicity")


@item("S1-43")
def _(plan: Plan) -> None:
    action = plan.action("appropriate-powers")

    require(
        said(action), "stop and search", "force", "Taser", "appropriately", "assure the quality"
    )
    assert ("community-groups",) == action.partners
    assert {"stop-and-search", "use-of-force"} < {p.id for p in plan.powers}
    require(action.evaluates, "what community groups report back")


@item("S1-44")
def _(plan: Plan) -> None:
    require(said(plan.action("number-plate-recognition")), "ANPR", "growing", "real time")
    assert "Expanding." == one(plan.initiatives, "anpr-network").note


@item("S1-45")
def _(plan: Plan) -> None:
    equip, champion = plan.action("body-worn-video").commitments

    require(equip.what, "every front-line officer")
    require(champion.what, "champion", "appropriate use")
    assert [False, True] == [equip.in_own_control, champion.in_own_control]


@item("S1-46")
def _(plan: Plan) -> None:
    require(said(plan.action("mobile-technology")), "mobile", "technology", "out in communities")


@item("S1-47")
def _(plan: Plan) -> None:
    require(said(plan.action("cyber-crime")), "understand", "aware", "national hub", "online")
    assert one(plan.initiatives, "national-cyber-hub").kind is InitiativeKind.FACILITY
    assert Relation.HIGHER is compared(plan, "claim-cyber-crime")[0]


@item("S1-48")
def _(plan: Plan) -> None:
    fears, fatal4 = plan.action("road-safety").reasons

    require(fears, "three", "parking", "speed", "weight")
    require(fatal4, "FATAL4", "excess speed", "distraction", "substances", "seat belt")
    assert [Strength.EXPLORES] == strengths(plan, "road-safety")
    assert not plan.claim("claim-fatal4").value.known


@item("S1-49")
def _(plan: Plan) -> None:
    require(said(plan.action("hunting-law")), "fox hunting", "as it stands", "both sides")
    assert [Strength.SUPPORTS] == strengths(plan, "hunting-law")


@item("S1-50")
def _(plan: Plan) -> None:
    *kinds, across = plan.action("rural-crime").commitments

    for kind, word in zip(
        kinds, ("heritage", "farm machinery", "metal and lead", "coursing", "burglary"), strict=True
    ):
        require(kind.what, word)
    require(across.what, "neighbouring forces")
    assert across.in_own_control is False


@item("S1-51")
def _(plan: Plan) -> None:
    relations, prevention, joint = plan.action("community-relations").commitments

    require(relations.what, "all communities", "stronger")
    require(prevention.what, "anti-social behaviour", "hate crime")
    require(joint.what, "joint initiatives", "more than one community")
    require(plan.action("community-relations").title, "with the chief constable")
    require(defects(plan), "introduce the work with the chief constable")


@item("S1-52")
def _(plan: Plan) -> None:
    kinds = [c.what for c in plan.action("police-information").commitments[:3]]

    for kind, word in zip(
        kinds, ("criminal investigations", "response", "specialist"), strict=True
    ):
        require(kind, word)


@item("S1-53")
def _(plan: Plan) -> None:
    internet, service, old = plan.action("additional-channels").commitments

    require(internet.what, "internet", "social media")
    require(service.what, "self-service")
    require(old.what, "keep present systems", "speak directly")


# Victim Services


@item("S1-59")
def _(plan: Plan) -> None:
    recover, rules = plan.action("victims-grant-uses").commitments

    require(recover.what, "cope", "recover")
    require(rules.what, "Victims' Code", "European Union")
    assert one(plan.legal_instruments, "victims-code").kind is InstrumentKind.CODE


@item("S1-60")
def _(plan: Plan) -> None:
    action = plan.action("anti-social-behaviour-victims")

    assert [Strength.LOBBIES, Strength.INTENDS] == strengths(plan, action.id)
    require(" ".join(action.reasons), "does not cover them")
    require(one(plan.funding, "funding-victims-grant").purpose, "not covered")
    assert one(plan.cohorts, "victims-of-anti-social-behaviour").kind is CohortKind.VICTIM


@item("S1-61")
def _(plan: Plan) -> None:
    require(said(plan.action("contract-management")), "contract", "its own measures", "in numbers")


@item("S1-62")
def _(plan: Plan) -> None:
    require(said(plan.action("simpler-commissioning")), "simpler", "flexible", "needs that emerge")
    assert [Strength.INTENDS] * 2 == strengths(plan, "simpler-commissioning")


@item("S1-63")
def _(plan: Plan) -> None:
    action = plan.action("victims-voice")
    research = one(plan.research, "appraisal-of-victim-services")

    require(action.evaluates, "what victims say")
    assert ("victims-voice", "contract-management") == research.of
    assert (ResearchKind.EVALUATION, "") == (research.kind, research.method)
    assert one(plan.research, "review-of-victim-services").kind is ResearchKind.REVIEW


# Vulnerability Protection


@item("S1-70")
def _(plan: Plan) -> None:
    definition = one(plan.principles, "definition-vulnerability")

    assert definition.kind is PrincipleKind.DEFINITION
    require(definition.text, "cannot protect themselves", "circumstances", "situation")


@item("S1-71")
def _(plan: Plan) -> None:
    areas = plan.priority("vulnerability-protection").scope
    words = (
        *("alcohol and drug", "integrated response to demand", "sexual exploitation"),
        *("coercion", "elderly", "hate", "trafficking and modern-day slavery", "mental health"),
        *("missing", "Prevent", "sexual violence"),
    )

    assert 11 == len(areas)
    for area, word in zip(areas, words, strict=True):
        require(area, word)


@item("S1-72")
def _(plan: Plan) -> None:
    streets = plan.action("night-time-harm")
    services = plan.action("drug-and-alcohol-services")
    group = plan.action("alcohol-harm-reduction")
    order = one(plan.powers, "public-spaces-protection-order")
    act = one(plan.legal_instruments, order.instrument or "")

    require(said(streets), "night-time economy", "treatment", "licensing team", "licence reviews")
    require(said(streets), "street drinking", "misuse of substances", "begging")
    assert ["where activities harm, or may well harm, the quality of life of a community"] == (
        conditions(plan, streets.id)
    )
    assert (InstrumentKind.ACT, None) == (act.kind, act.year)
    require(said(services), "setting up services", "opening centres", "recruiting")
    require(said(group), "young people", "education, enforcement, engagement", "diversion")


@item("S1-73")
def _(plan: Plan) -> None:
    action = plan.action("call-handling")
    measure = one(plan.performance_measures, "measure-first-contact")

    assert "around 75%" == str(plan.claim("claim-non-emergency-calls").value)
    assert (measure.id,) == action.measures
    assert (MeasureKind.HOW_WELL, ()) == (measure.kind, measure.targets)
    require(said(action), "right provider", "several agencies", "no mere switchboard", "judged")
    assert [Strength.INTENDS, Strength.WILL, Strength.ASPIRES, Strength.ASPIRES] == (
        strengths(plan, action.id)
    )


@item("S1-74")
def _(plan: Plan) -> None:
    incidents, referrals = (
        plan.claim(x) for x in ("claim-child-incidents", "claim-child-referrals")
    )
    hub = one(plan.initiatives, "multi-agency-hub")
    action = plan.action("child-exploitation")

    assert ["over 2,000", "over 13,000"] == [str(incidents.value), str(referrals.value)]
    assert incidents.subject != referrals.subject
    assert one(plan.initiatives, "cease").kind is InitiativeKind.CAMPAIGN
    require(hub.place, "co-located")
    require(hub.note, "precept raised in 2016/17")
    assert one(plan.funding, "funding-hub").kind is FundingKind.PRECEPT
    require(said(action), "front-line officers", "recognise, understand and interpret")
    require(said(action), "partner agencies", "holistically", "become adults")


@item("S1-75")
def _(plan: Plan) -> None:
    action = plan.action("youth-offending")

    assert Relation.LOWER is compared(plan, "claim-youth-custody")[0]
    require(said(action), "visits to schools", "social media", "community networks", "new ways")
    require(said(action), "rehabilitation")
    assert ("theme-prevention",) == action.themes


@item("S1-76")
def _(plan: Plan) -> None:
    text = said(plan.action("older-people"))
    reports = plan.indicator("older-domestic-violence-reports")

    require(text, "ageing", "rural", "isolated", "tailor", "health and social care", "confidence")
    assert Relation.HIGHER is compared(plan, "claim-older-domestic-violence")[0]
    assert reports.polarity is Polarity.AMBIGUOUS


@item("S1-77")
def _(plan: Plan) -> None:
    action = plan.action("domestic-abuse")

    require(said(action), "under-reporting", "confidence", "arrangements", "opportunities")
    require(said(action), "specialist providers", "honour-based", "FGM")
    assert [Strength.INTENDS, Strength.INTENDS, Strength.EXPLORES, Strength.SUPPORTS] == (
        strengths(plan, action.id)
    )
    assert plan.indicator("domestic-abuse-reports").polarity is Polarity.MORE_REPORTING


@item("S1-78")
def _(plan: Plan) -> None:
    board = one(plan.groups, "hate-crime-strategic-board")
    strategy = one(plan.linked_plans, "plan-hate")

    require(" ".join(plan.action("hate-reporting").reasons), "no single agency")
    assert plan.indicator("hate-crime-reports").polarity is Polarity.MORE_REPORTING
    assert (
        "disability",
        "lesbian, gay and bisexual",
        "race",
        "religion and belief",
        "transgender",
    ) == one(plan.cohorts, "protected-hate-crime").members
    assert 5 == len(board.role)
    assert ("raise awareness", "improve the response") == strategy.elements[:2]
    assert 3 == len(strategy.elements)
    require(strategy.owner, "Leicestershire Police", "County Council", "seven district")
    require(strategy.owner, "Leicester City Council", "Rutland", "NHS")
    require(said(plan.action("hate-offenders")), "voluntary and a statutory", "mediation")


@item("S1-79")
def _(plan: Plan) -> None:
    cards, journey = (one(plan.initiatives, x) for x in ("fold-out-cards", "better-journey-cards"))
    pilot = one(plan.initiatives, "out-of-court-pilot")

    assert 4 == len(plan.action("hate-initiatives").commitments)
    assert (InitiativeKind.PILOT, 52) == (
        pilot.kind,
        one(plan.research, "out-of-court-pilot-year").duration_weeks,
    )
    assert one(plan.initiatives, "sports-clubs-campaign").kind is InitiativeKind.CAMPAIGN
    require(cards.note, "LLR Hate Delivery Group")
    require(journey.note, "Keep Safe Places")
    require(one(plan.outcomes, "outcome-hate-perpetrators").title, "perception", "closure")
    assert one(plan.funding, "funding-hate-initiatives").amount is None


@item("S1-80")
def _(plan: Plan) -> None:
    require(said(plan.action("trafficking-and-slavery")), "watching brief", "robust response")


@item("S1-81")
def _(plan: Plan) -> None:
    response = said(plan.action("mental-health-response"))
    crisis = said(plan.action("mental-health-crisis"))

    require(response, "portfolio", "the community leads", "have lived with", "training")
    require(response, "children", "Mental Health Act")
    require(crisis, "Triage Car", "preventing crises", "clinical care", "out of custody")
    assert one(plan.initiatives, "triage-car").kind is InitiativeKind.SERVICE
    concordat = one(plan.agreements, "crisis-care-concordat")
    assert AgreementKind.CONCORDAT is concordat.kind


@item("S1-82")
def _(plan: Plan) -> None:
    assert (Relation.HIGHER, "the years before") == compared(plan, "claim-suicide")
    assert ("concordat-partners",) == plan.action("suicide-prevention").partners
    require(one(plan.linked_plans, "plan-suicide").note, "still to be developed")


@item("S1-83")
def _(plan: Plan) -> None:
    missing = one(plan.cohorts, "people-who-go-missing")

    require(" ".join(missing.members), "children", "adults", "dementia", "repeatedly")
    require(said(plan.action("missing-people")), "exploited", "innovative")
    assert [Strength.EXPLORES] == strengths(plan, "missing-people")


@item("S1-84")
def _(plan: Plan) -> None:
    relaunch = one(plan.context, "counter-terrorism-relaunch")

    require(one(plan.linked_plans, "plan-prevent").note, "Channel")
    assert one(plan.linked_plans, "plan-counter-terrorism").status is Status.ILLEGIBLE
    assert relaunch.when is not None
    assert not relaunch.when.known
    require(said(plan.action("prevent-strategy")), "collective values", "safeguard")


@item("S1-85")
def _(plan: Plan) -> None:
    centre = one(plan.initiatives, "juniper-lodge")
    age = one(plan.cohorts, "survivors-of-sexual-violence").age
    delays = [c for c in plan.claims if c.whole == "rape offences by delay of the report"]

    assert (Relation.HIGHER, "two years before") == compared(plan, "claim-rape-rise")
    assert Relation.HIGHER is compared(plan, "claim-rape-level")[0]
    assert centre.kind is InitiativeKind.FACILITY
    require(centre.title, "Juniper Lodge")
    assert age is not None
    assert (13, None) == (age.low, age.high)
    assert ["around 50%", "25%", "25%"] == [str(c.value) for c in delays]
    assert 3 == len({c.subject for c in delays})
    require(said(plan.action("sexual-violence")), "forensic evidence", "later support", "improve")


# Value for Money


@item("S1-91")
def _(plan: Plan) -> None:
    require(said(plan.action("within-funds")), "within the funds", "tightly", "value", "be open to")
    assert ["where that is sensible in practice and fiscally"] == conditions(plan, "within-funds")


@item("S1-92")
def _(plan: Plan) -> None:
    lines = [f for f in plan.funding if f.status is Status.ILLEGIBLE]
    grant = one(plan.funding, "funding-victims-grant")

    assert ["66.7%", "33.3%", "96%", "4%"] == [share(f) for f in plan.funding if f.share]
    assert one(plan.funding, "funding-kept").status is Status.INFERRED
    assert grant.amount is not None
    assert (1_240_000, "ministry-of-justice") == (grant.amount.mid, grant.payer)
    assert "96%" == str(plan.claim("claim-passed-on").value)
    assert 8 == len(lines)
    assert {(None, None, FundingKind.BUDGET_LINE)} == {(f.amount, f.share, f.kind) for f in lines}
    assert {"from 2017-04"} == {str(f.year) for f in lines}
    require(said(plan.action("publish-finances")), "publishing", "website")


def share(line: Funding) -> str:
    """The share of a line, as the plan words it."""
    return str(line.share)


@item("S1-93")
def _(plan: Plan) -> None:
    action = plan.action("maximise-precept")

    require(said(action), "precept", "statistically significant", "not meet all the savings")
    assert [Strength.INTENDS, Strength.WILL] == strengths(plan, action.id)
    assert ["maintaining, where possible"] == conditions(plan, action.id)


@item("S1-94")
def _(plan: Plan) -> None:
    action = plan.action("change-programme-support")
    research = one(plan.research, "monitoring-of-investments")

    require(said(action), "plan savings", "visible policing", "reinvested", "liaison officer")
    assert ["subject to future financial settlements"] == conditions(plan, action.id)
    assert ["leicestershire-police"] * 2 == [c.actor for c in action.commitments if c.actor]
    assert (action.id,) == research.of
    require(action.evaluates, "value", "impact")


@item("S1-95")
def _(plan: Plan) -> None:
    require(one(plan.context, "austerity").note, "capital", "revenue")


# The Strategic Policing Requirement, and performance


@item("S1-96")
def _(plan: Plan) -> None:
    areas = one(plan.linked_plans, "plan-strategic-policing-requirement").elements
    words = ("child sexual abuse", "organised", "public order", "emergencies", "terror", "cyber")

    assert 6 == len(areas)
    for area, word in zip(areas, words, strict=True):
        require(area, word)
    assert [Strength.WILL] == strengths(plan, "national-capability")


@item("S1-97")
def _(plan: Plan) -> None:
    rules = [p.title for p in plan.principles if p.id.startswith("collaboration-")]
    words = ("locally", "effective and efficient", "every area", "looked at again", "share costs")

    for rule, word in zip(rules, words, strict=True):
        require(rule, word)


@item("S1-98")
def _(plan: Plan) -> None:
    action = plan.action("regional-meetings")

    require(said(action), "meet regularly", "review the collaboration")
    assert ("east-midlands-forces",) == action.partners
    assert [Strength.WILL, Strength.EXPLORES] == strengths(plan, action.id)


@item("S1-99")
def _(plan: Plan) -> None:
    claim = plan.claim("claim-regional-collaboration")

    assert (10, "year") == (claim.value.low, claim.unit)
    require(claim.basis, "without evidence", "best practice")


@item("S1-100")
def _(plan: Plan) -> None:
    action = plan.action("annual-report")

    assert action.cadence is Cadence.YEARLY
    require(one(plan.initiatives, "annual-reports").form, "aims", "activity", "achievements")


@item("S1-101")
def _(plan: Plan) -> None:
    measures = [plan.indicator(f"public-{x}") for x in ("satisfaction", "confidence")]

    assert {Status.STATED} == {m.status for m in measures}
    assert {Polarity.HIGHER} == {m.polarity for m in measures}
    assert {Status.ABSENT} == {m.baseline.status for m in measures}
    assert [()] * 2 == [m.targets for m in measures]
    assert {"not named; already monitored"} == {m.source for m in measures}


@item("S1-102")
def _(plan: Plan) -> None:
    (condition,) = conditions(plan, "review-plan")

    require(condition, "(1) national", "(2) local crime trends", "(3) views of the panel")


@item("S1-103")
def _(plan: Plan) -> None:
    found = audit(plan, as_of=plan.as_of)
    measured = [m.targets for m in plan.indicators] + [m.targets for m in plan.performance_measures]
    no_target, no_risks = found.check("SK-A205"), found.check("SK-A209")

    assert ((), Status.ABSENT) == (plan.risks, plan.risk_register)
    assert not any(measured)
    assert [Cadence.WEEKLY] == [s.cadence for s in plan.service_standards]
    assert no_target is not None
    assert no_target.checked == len(no_target.findings) == len(plan.headline_actions) == 50
    assert no_risks is not None
    assert 1 == len(no_risks.findings)


def test_the_audit_finds_one_contradiction(plan: Plan) -> None:
    """X15: "the next ten years" do not fit between the plan's date and the 2025 of the title.

    From which day they count is read from the text around them, so it is no error.
    """
    found = audit(plan, as_of=plan.as_of)
    (contradiction,) = [f for f in found.findings if f.code == "SK-A110"]

    assert "claim-vision-ten-years" == contradiction.subject
    assert "2017-03-23 to 2025 is 7.78 to 8.78" in contradiction.message
    assert Severity.WARNING is contradiction.severity
    assert () == found.reaching(Severity.ERROR)


def test_three_lists_of_protected_groups_differ(plan: Plan) -> None:
    """The lists for everyone, for the workforce and for hate crime are kept apart."""
    names = ("general", "workforce", "hate-crime")
    lists = [frozenset(one(plan.cohorts, f"protected-{name}").members) for name in names]

    assert 3 == len(set(lists))
    assert [7, 5, 5] == [len(members) for members in lists]
