"""Pages of force, assaults on workers and speed: help first, no verdict, nothing unchecked."""

import datetime as dt
import importlib
import re

import pytest

from safetykit.content import (
    Checklist,
    Ending,
    Explainer,
    Fact,
    FactSheet,
    Guide,
    GuideQuestion,
    Jurisdiction,
    ModuleContent,
    Unknown,
    publishable,
)
from safetykit.errors import InputError
from safetykit.plugins import emergency_workers as ew
from safetykit.plugins import road_safety as rs
from safetykit.plugins import use_of_force as uof

DAY = dt.date(2026, 11, 22)
MODULES = ("use_of_force", "emergency_workers", "road_safety")
VERDICT = re.compile(
    r"\byou (will|would) (not )?(be|get|win|lose)|\bwas (lawful|unlawful|justified)", re.I
)


@pytest.fixture(params=MODULES)
def content(request: pytest.FixtureRequest) -> ModuleContent:
    """Return the content of each module in turn."""
    data = importlib.import_module(f"safetykit.plugins.{request.param}.data")
    assert isinstance(data.CONTENT, ModuleContent)
    return data.CONTENT


def guides_of(content: ModuleContent, nation: str = "england") -> list[Guide]:
    """Return the guides of a module that a nation has."""
    made = content.guides_for(jurisdiction=nation, as_of=DAY)
    guides = [guide for guide in made if isinstance(guide, Guide)]
    assert guides
    return guides


def endings_of(content: ModuleContent) -> list[Ending]:
    """Return every ending of the guides of a module, in England."""
    return [ending for guide in guides_of(content) for ending in guide.endings]


def test_danger_is_asked_first(content: ModuleContent) -> None:
    """The first question is about danger, and yes leads straight to 999."""
    for guide in guides_of(content):
        first = guide.step(guide.start)
        assert isinstance(first, GuideQuestion)
        ending = guide.step(first.answers[0].then)

        assert "danger" in first.ask
        assert isinstance(ending, Ending)
        assert "999" == ending.routes[0].contact


def test_every_ending_starts_with_the_emergency(content: ModuleContent) -> None:
    """Whatever was asked, 999 comes first, and another way to help follows unless it is all."""
    for ending in endings_of(content):
        assert ending.routes[0].emergency
        assert ending.words


def test_guides_show_what_may_be_printed(content: ModuleContent) -> None:
    """No guide, explainer or checklist prints a fact that a person has yet to check."""
    shown: list[Fact] = [f for ending in endings_of(content) for f in ending.facts]
    for page in content.explainers_for(jurisdiction="england", as_of=DAY):
        assert isinstance(page, Explainer)
        shown += [fact for question in page.questions for fact in question.facts]
    for sheet in content.checklists_for(jurisdiction="england", as_of=DAY):
        assert isinstance(sheet, Checklist)
        shown += [fact for item in sheet.items for fact in item.facts]

    assert shown
    assert all(publishable(fact) for fact in shown)


def test_no_page_predicts_a_court(content: ModuleContent) -> None:
    """No words of a guide say what a court will do or whether something was lawful."""
    for ending in endings_of(content):
        assert not VERDICT.search(" ".join(ending.words))


@pytest.mark.parametrize("nation", ["scotland", "northern_ireland"])
def test_other_nations(content: ModuleContent, nation: str) -> None:
    """Guides of England and Wales are not shown elsewhere; the answer says where to look."""
    first, *others = content.guides_for(jurisdiction=nation, as_of=DAY)

    assert isinstance(first, Unknown)
    assert first.where_to_check
    for guide in others:
        assert isinstance(guide, Guide) or guide.where_to_check


def test_unchecked_facts_never_reach_a_sheet(content: ModuleContent) -> None:
    """Every fact that may not be printed is on no sheet of any nation or year."""
    withheld = {fact for fact in content.book if not publishable(fact)}
    printed = {
        fact
        for nation in Jurisdiction
        for day in (dt.date(2019, 6, 1), dt.date(2023, 6, 1), DAY)
        for sheet in content.fact_sheets(jurisdiction=nation, as_of=day)
        if isinstance(sheet, FactSheet)
        for section in sheet.sections
        for fact in section.facts
    }

    assert withheld
    assert printed
    assert not withheld & printed


def test_what_people_act_on_was_seen(content: ModuleContent) -> None:
    """A threshold, deadline or contact without a page that was seen is never publishable."""
    for fact in content.book:
        assert fact.confidence.seen or not fact.acted_on or not publishable(fact)


def test_every_indicator_says_what_it_cannot_see(content: ModuleContent) -> None:
    """An indicator comes with what nobody can learn from it."""
    for indicator in content.indicators:
        assert indicator.cannot_see


@pytest.mark.parametrize(
    "key",
    [
        "use_of_force.words.plan",
        "use_of_force.law.other_acts",
        "use_of_force.referral.threshold_2026",
        "use_of_force.complaint.reviewer_2028",
        "emergency_workers.abuse.2026",
        "emergency_workers.framework.memorandum_replaces",
        "emergency_workers.expects.joint_agreement.victim.told",
        "road_safety.new_driver.points",
        "road_safety.limits.guideline",
        "road_safety.course.repeat",
        "road_safety.target.baseline",
    ],
)
def test_what_a_person_must_check_first(key: str) -> None:
    """What nobody confirmed is held, so that it is found, and is not printed."""
    module = key.partition(".")[0]
    book = importlib.import_module(f"safetykit.plugins.{module}.data").CONTENT.book
    (fact,) = [fact for fact in book if fact.key == key]

    assert not publishable(fact)


class TestPagesByName:
    def test_explainer(self) -> None:
        """The explainer of force answers what residents ask, complaints and video among it."""
        page = uof.explainer("england", DAY)

        assert isinstance(page, Explainer)
        asked = " ".join(question.ask for question in page.questions)
        for word in ("Why can", "recorded", "numbers go up", "ethnicity", "film", "complain"):
            assert word in asked
        assert isinstance(uof.explainer("scotland", DAY), Unknown)

    @pytest.mark.parametrize("whom", ew.ForWhom)
    def test_incident_checklist(self, whom: ew.ForWhom) -> None:
        """A checklist for the worker and one for the employer; each is their own."""
        page = ew.incident_checklist(whom, "wales", DAY)

        assert isinstance(page, Checklist)
        assert f"emergency_workers.{whom}" == page.key

    def test_incident_checklist_for_nobody(self) -> None:
        """Another reader is refused, another nation is not answered."""
        with pytest.raises(InputError, match="for_whom: expected one of worker, employer"):
            ew.incident_checklist("union", "wales", DAY)
        assert isinstance(ew.incident_checklist("worker", "scotland", DAY), Unknown)

    def test_road_checklists(self) -> None:
        """Footage: help before filming. Volunteers: never alone, off the road."""
        footage = rs.op_snap_checklist("england", DAY)
        session = rs.speed_watch_checklist("wales", DAY)

        assert isinstance(footage, Checklist)
        assert isinstance(session, Checklist)
        assert "call for help and do not film" in footage.items[0].text
        assert any("never alone" in item.text for item in session.items)
        assert any("Stay off the road" in item.text for item in session.items)
        assert isinstance(rs.op_snap_checklist("scotland", DAY), Unknown)

    def test_partner_checklists(self) -> None:
        """There is a pack for scrutiny panels and a list for custody visitors."""
        keys = {plan.key for plan in uof_content().checklists}

        assert {"use_of_force.scrutiny_pack", "use_of_force.custody_visit"} == keys


def uof_content() -> ModuleContent:
    """Return the content of the module on force."""
    from safetykit.plugins.use_of_force.data import CONTENT

    return CONTENT


def test_how_far_above_the_limit() -> None:
    """Asked how far a limit may be exceeded, the answer is not at all, and holds no figure."""
    from safetykit.plugins.road_safety.data import CONTENT

    (page,) = CONTENT.explainers_for(jurisdiction="england", as_of=DAY)
    assert isinstance(page, Explainer)
    (question,) = [q for q in page.questions if q.ask.startswith("How far above")]
    text = " ".join((*question.words, *(str(fact.value) for fact in question.facts)))

    assert question.words[0].startswith("Not at all.")
    assert not re.search(r"\d", text)
