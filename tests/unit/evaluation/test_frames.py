"""Frames of law and guidance: dated data, and what a plan shows of them. Needs no numpy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from safetykit.content import Confidence, Jurisdiction
from safetykit.errors import InputError
from safetykit.evaluation import (
    Audit,
    Frame,
    FrameExemption,
    FrameReading,
    Requirement,
    SeenBy,
    Standing,
    audit,
    bundled_frames,
    read_frame,
)
from safetykit.evaluation.frame_sights import find_words
from safetykit.evaluation.frames import choose_frames
from safetykit.model import (
    Area,
    BodyKind,
    Consultation,
    Direction,
    Duty,
    Engagement,
    Funding,
    FundingKind,
    InstrumentKind,
    Lead,
    LinkedPlan,
    MeasureKind,
    Membership,
    MembershipStatus,
    Objective,
    Organisation,
    Partnership,
    PerformanceMeasure,
    Plan,
    PlanKind,
    Priority,
    Status,
    Target,
    Wording,
)
from safetykit.model.ids import Id
from safetykit.quantities import Approx

Make = Callable[..., Plan]
DAY = dt.date(2018, 6, 30)
CITY = Area(name="City", code="E09000001")
STRATEGY = (PlanKind.CRIME_AND_DISORDER,)


def make_requirement(seen_by: SeenBy = SeenBy.OBJECTIVES, **parts: Any) -> Requirement:
    """Return a requirement from 2010."""
    known: dict[str, Any] = {
        "id": "thing",
        "what": "a thing",
        "provision": "section 1",
        "seen_by": seen_by,
        "valid_from": dt.date(2010, 1, 1),
        "confidence": Confidence.GENERAL,
        "check_by_person": True,
    }
    return Requirement(**(known | parts))


def make_frame(*requirements: Requirement, **parts: Any) -> Frame:
    """Return a frame of England from 2010 that speaks of crime and disorder strategies."""
    known: dict[str, Any] = {
        "name": "frame",
        "title": "A frame",
        "kind": InstrumentKind.ACT,
        "jurisdictions": (Jurisdiction.ENGLAND,),
        "binds": STRATEGY,
        "valid_from": dt.date(2010, 1, 1),
        "review_by": dt.date(2030, 1, 1),
        "requirements": requirements or (make_requirement(),),
    }
    return Frame(**(known | parts))


def only(reading: FrameReading) -> tuple[Standing, str]:
    """Return how the one requirement of a reading stands, and why."""
    (found,) = reading.requirements
    return found.standing, found.why


@pytest.mark.parametrize(
    ("day", "applies", "words"),
    [
        (dt.date(2009, 12, 31), False, "not yet in force on 2009-12-31; it is known from 2010"),
        (dt.date(2010, 1, 1), True, "was in force on 2010-01-01"),
        (dt.date(2019, 12, 31), True, "was in force"),
        (dt.date(2020, 1, 1), False, "no longer in force on 2020-01-01; it ended on 2019-12-31"),
    ],
)
def test_frame_in_its_time(make_plan: Make, day: dt.date, applies: bool, words: str) -> None:
    """A frame applies from its first day to its last, and says why it does not."""
    frame = make_frame(valid_to=dt.date(2019, 12, 31))
    reading = read_frame(make_plan(kinds=STRATEGY), frame, as_of=day)

    assert applies is reading.applies
    assert reading.speaks_of
    assert words in reading.why


@pytest.mark.parametrize(
    ("kinds", "country", "words"),
    [
        ((), "England", "does not say that it is a crime and disorder strategy"),
        (STRATEGY, "Scotland", "does not hold in Scotland"),
        (STRATEGY, "England and Wales", "is not one nation"),
    ],
)
def test_frame_that_speaks_of_other_plans(
    make_plan: Make, kinds: tuple[PlanKind, ...], country: str, words: str
) -> None:
    """A frame of another kind of plan or another nation does not apply on any day."""
    plan = make_plan(kinds=kinds, area=Area(name="A", country=country))
    reading = read_frame(plan, make_frame(), as_of=DAY)

    assert (False, False) == (reading.applies, reading.speaks_of)
    assert words in reading.why
    assert reading.summary.startswith("A frame: does not apply. ")


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"valid_from": dt.date(2018, 7, 1)}, "It is known from 2018-07-01."),
        ({"valid_to": dt.date(2018, 6, 29)}, "It ended on 2018-06-29."),
        ({"jurisdictions": (Jurisdiction.WALES,)}, "It does not hold in England."),
    ],
)
def test_requirement_has_dates_and_nations_of_its_own(
    make_plan: Make, parts: dict[str, Any], words: str
) -> None:
    """A requirement that did not hold on the day is not looked for, and says why."""
    frame = make_frame(make_requirement(**parts))
    reading = read_frame(make_plan(kinds=STRATEGY), frame, as_of=DAY)

    assert (Standing.NOT_APPLICABLE, words) == only(reading)
    assert "A frame, 1 requirement: does not apply 1." in reading.summary


def test_exemption_is_data(make_plan: Make) -> None:
    """An area is exempt because the frame lists its code, and from what it lists alone."""
    exemption = FrameExemption(
        who="The City",
        area_codes=("E09000001",),
        requirements=("copied",),
        why="It is left out by name.",
        confidence=Confidence.VERIFIED,
    )
    asked = (make_requirement(SeenBy.NOWHERE, id="copied"), make_requirement(id="other"))
    frame = make_frame(*asked, exemptions=(exemption,))
    city = read_frame(make_plan(kinds=STRATEGY, area=CITY), frame, as_of=DAY)
    elsewhere = read_frame(make_plan(kinds=STRATEGY), frame, as_of=DAY)

    assert [Standing.EXEMPT, Standing.NOT_FOUND] == [r.standing for r in city.requirements]
    assert "The City is exempt. It is left out by name." == city.requirements[0].why
    assert [Standing.UNSEEN, Standing.NOT_FOUND] == [r.standing for r in elsewhere.requirements]


def body(name: str, kind: BodyKind) -> tuple[Organisation, Membership]:
    """Return a body and its seat."""
    seat = Membership(organisation=Id(name), status=MembershipStatus.STATUTORY)
    return Organisation(id=Id(name), name=name, kind=kind), seat


COUNCIL, SEAT = body("council", BodyKind.LOCAL_AUTHORITY)
PRIORITY = Priority(id=Id("violence"), title="Serious violence")
MEASURE = PerformanceMeasure(
    id=Id("done"),
    title="Done",
    kind=MeasureKind.HOW_MUCH,
    unit="premises",
    targets=(Target(direction=Direction.AT_LEAST, value=Approx.parse("80")),),
)
WITH_AIM = attrs.evolve(
    PRIORITY, objectives=(Objective(id=Id("less"), wordings=(Wording(text="Less of it."),)),)
)
LED = attrs.evolve(PRIORITY, leads=(Lead(organisation=Id("council"), on=("all",)),))
GRANT = Funding(
    id=Id("grant"),
    title="A grant",
    kind=FundingKind.GRANT,
    amount=Approx.parse("1,000"),
    receiver=Id("council"),
    purpose="to do it",
)
SEATED = {
    "organisations": (COUNCIL,),
    "partnership": Partnership(name="P", members=(SEAT,)),
}


@pytest.mark.parametrize(
    ("requirement", "parts"),
    [
        (make_requirement(SeenBy.OBJECTIVES), {"priorities": (WITH_AIM,)}),
        (make_requirement(SeenBy.TARGETS), {"performance_measures": (MEASURE,)}),
        (make_requirement(SeenBy.MEASURES), {"performance_measures": (MEASURE,)}),
        (make_requirement(SeenBy.PURSUERS), {"priorities": (LED,), **SEATED}),
        (make_requirement(SeenBy.RESOURCES), {"funding": (GRANT,), **SEATED}),
        (make_requirement(SeenBy.GRANTS), {"funding": (GRANT,), **SEATED}),
        (
            make_requirement(SeenBy.DOCUMENT, words=("needs assessment",)),
            {"linked_plans": (LinkedPlan(id=Id("sna"), title="Strategic Needs  Assessment"),)},
        ),
        (
            make_requirement(SeenBy.DOCUMENT, words=("policing requirement",)),
            {"duties": (Duty(id=Id("d"), instrument="Policing Requirement", requires="Regard."),)},
        ),
        (
            make_requirement(SeenBy.SUBJECT, words=("serious violence",)),
            {"priorities": (PRIORITY,)},
        ),
        (
            make_requirement(SeenBy.CONSULTATION),
            {"consultations": (Consultation(id=Id("c"), about="the plan"),)},
        ),
        (
            make_requirement(SeenBy.ENGAGEMENT),
            {"engagements": (Engagement(id=Id("e"), title="A forum"),)},
        ),
        (make_requirement(SeenBy.MEMBERS, bodies=(BodyKind.LOCAL_AUTHORITY,)), SEATED),
    ],
    ids=lambda value: value.seen_by.name.lower() if isinstance(value, Requirement) else "",
)
def test_what_a_plan_shows(
    make_plan: Make, requirement: Requirement, parts: dict[str, Any]
) -> None:
    """Each test of the closed set finds its thing where it is, and not in a bare plan."""
    frame = make_frame(requirement)
    shown = read_frame(make_plan(kinds=STRATEGY, **parts), frame, as_of=DAY)
    bare = read_frame(make_plan(kinds=STRATEGY), frame, as_of=DAY)

    assert Standing.MET is shown.requirements[0].standing
    assert Standing.NOT_FOUND is bare.requirements[0].standing
    assert shown.requirements[0].place != bare.requirements[0].place
    assert "met in the text held 1. This is no legal advice and no finding" in shown.summary


@pytest.mark.parametrize(
    ("requirement", "parts"),
    [
        (
            make_requirement(SeenBy.TARGETS),
            {"performance_measures": (attrs.evolve(MEASURE, targets=()),)},
        ),
        (
            make_requirement(SeenBy.MEASURES),
            {"performance_measures": (attrs.evolve(MEASURE, status=Status.INFERRED),)},
        ),
        (
            make_requirement(SeenBy.RESOURCES),
            {"funding": (attrs.evolve(GRANT, status=Status.ILLEGIBLE),), **SEATED},
        ),
        (
            make_requirement(SeenBy.GRANTS),
            {"funding": (attrs.evolve(GRANT, kind=FundingKind.PRECEPT),), **SEATED},
        ),
        (
            make_requirement(SeenBy.SUBJECT, words=("serious violence",)),
            {"priorities": (attrs.evolve(PRIORITY, title="A serious violenceless town"),)},
        ),
        (make_requirement(SeenBy.MEMBERS, bodies=(BodyKind.POLICE,)), SEATED),
        (
            make_requirement(SeenBy.CONSULTATION),
            {"consultations": (Consultation(id=Id("c"), about="it", planned=True),)},
        ),
    ],
    ids=lambda value: value.seen_by.name.lower() if isinstance(value, Requirement) else "",
)
def test_what_does_not_show_it(
    make_plan: Make, requirement: Requirement, parts: dict[str, Any]
) -> None:
    """What was added, lost or only resembles a word is not what the plan states."""
    reading = read_frame(make_plan(kinds=STRATEGY, **parts), make_frame(requirement), as_of=DAY)

    assert Standing.NOT_FOUND is reading.requirements[0].standing


def test_a_consultation_that_is_planned_beside_one_that_was_held(make_plan: Make) -> None:
    """The one that was held is shown, and a planned one alone is said to be planned."""
    later = Consultation(id=Id("a"), about="the next plan", planned=True)
    held = Consultation(id=Id("b"), about="this plan")
    frame = make_frame(make_requirement(SeenBy.CONSULTATION))
    one, both = (
        read_frame(make_plan(kinds=STRATEGY, consultations=some), frame, as_of=DAY).requirements[0]
        for some in ((later,), (later, held))
    )

    assert "A consultation is planned, and none is said to have been held." == one.why
    assert ("“this plan” was put to consultation.", "consultations[1]") == (
        both.why,
        both.place.path,
    )


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (("mentor", "mentoring"), "Peer Mentoring", "mentoring"),
        (("mentor", "mentoring"), "A mentor, mentoring", "mentor"),
        (("hot spots",), "hot\n  spots", "hot spots"),
        (("hot spots",), "hot spotsman", ""),
        (("Straße",), "STRASSE, straße", "Straße"),
        (("list",), "l\u0131st", "l\u0131st"),
        ((" ",), "any text", ""),
        ((), "any text", ""),
    ],
)
def test_words_in_a_text(words: tuple[str, ...], text: str, found: str) -> None:
    """Whole words are found in any case and spacing, and parts of words are not."""
    assert found == find_words(words, text)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: make_requirement(SeenBy.SUBJECT), "thing.words"),
        (lambda: make_requirement(SeenBy.MEMBERS), "thing.bodies"),
        (lambda: make_requirement(check_by_person=False), "at least one source"),
        (lambda: make_requirement(confidence=Confidence.VERIFIED), "at least one source"),
        (lambda: make_frame(make_requirement(), make_requirement()), "each id once"),
        (
            lambda: make_frame(
                exemptions=(
                    FrameExemption(
                        who="W",
                        area_codes=(),
                        why="Y",
                        confidence=Confidence.GENERAL,
                        requirements=("thin",),
                    ),
                )
            ),
            "Did you mean",
        ),
    ],
)
def test_data_that_cannot_be_right(make: Callable[[], object], words: str) -> None:
    """A frame whose data do not hold together is refused."""
    with pytest.raises(InputError, match=words):
        make()


def test_frames_by_name_or_as_they_are() -> None:
    """A caller names frames, or hands them over; a name that is not known is refused."""
    own = make_frame()

    assert (bundled_frames()[0], own) == choose_frames(["pcp-2011", own], bundled_frames())
    with pytest.raises(InputError, match=r"Did you mean .*cda-1998.*The known frames are pcp-2011"):
        choose_frames(["cda-1989"], bundled_frames())


def test_bundled_frames_are_sourced_or_flagged() -> None:
    """Every requirement and exemption names a source, or says that a person must check it."""
    for frame in bundled_frames():
        for requirement in frame.requirements:
            assert requirement.sources or requirement.check_by_person, requirement.id
            assert requirement.valid_from >= frame.valid_from, requirement.id
            assert all(s.retrieved < frame.review_by for s in requirement.sources)
        assert all(exemption.sources for exemption in frame.exemptions)


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        (dt.date(2007, 7, 31), Standing.NOT_FOUND),
        (dt.date(2007, 8, 1), Standing.NOT_APPLICABLE),
    ],
)
def test_performance_targets_of_1998_have_an_end(
    make_plan: Make, day: dt.date, standing: Standing
) -> None:
    """Section 6(4)(b) of the 1998 Act as enacted is asked of a plan of its time alone."""
    frame = next(frame for frame in bundled_frames() if frame.name == "cda-1998")
    reading = read_frame(make_plan(kinds=STRATEGY), frame, as_of=day)

    assert [standing] == [
        r.standing for r in reading.requirements if r.requirement.id == "targets-1998"
    ]


@pytest.mark.parametrize(
    ("code", "day", "standing"),
    [
        ("E09000001", dt.date(2017, 12, 31), Standing.EXEMPT),
        ("E09000002", dt.date(2017, 12, 31), Standing.UNSEEN),
        ("E09000002", dt.date(2012, 11, 21), Standing.NOT_APPLICABLE),
    ],
)
def test_plan_not_copied_in_the_city(
    make_plan: Make, code: str, day: dt.date, standing: Standing
) -> None:
    """SI 2012/2660, regulation 2(3): the City of London is excepted from regulation 13A."""
    frame = next(frame for frame in bundled_frames() if frame.name == "cda-1998")
    plan = make_plan(kinds=STRATEGY, area=Area(name="A", code=code))
    reading = read_frame(plan, frame, as_of=day)

    assert [standing] == [r.standing for r in reading.requirements if r.requirement.id == "copied"]


def test_frames_of_the_city_plan(city_audit: Audit) -> None:
    """Three frames speak of the strategy; the Serious Violence Duty came after it."""
    by_name = {reading.frame.name: reading for reading in city_audit.frames}

    assert ["cda-1998", "serious-violence-duty", "prevent-duty"] == list(by_name)
    assert [True, False, True] == [reading.applies for reading in by_name.values()]
    assert "2023-01-31" in by_name["serious-violence-duty"].why


def test_frames_asked_for_by_name(city_plan: Plan) -> None:
    """Frames that are asked for are read, those that do not speak of the plan among them."""
    found = audit(city_plan, as_of=city_plan.as_of, frames=["pcp-2011", "cda-1998"])
    check = found.check("SK-A403")
    assert check is not None

    assert [False, True] == [reading.applies for reading in found.frames]
    assert "police and crime plan" in found.frames[0].why
    assert ["cda-1998.copied"] == [finding.subject for finding in check.findings]


def test_no_frame_gives_a_verdict(city_audit: Audit) -> None:
    """Every finding on a frame says that it is no legal advice, and none speaks of a breach."""
    codes = ("SK-A401", "SK-A402", "SK-A403")
    found = [finding for finding in city_audit.findings if finding.code in codes]

    assert {"SK-A401", "SK-A402", "SK-A403"} == {finding.code for finding in found}
    for finding in found:
        assert finding.message.endswith("This is no legal advice and no finding of compliance.")
        assert not any(word in finding.message for word in ("breach", "unlawful", "fail"))
