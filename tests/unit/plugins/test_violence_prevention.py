"""Violence prevention: the duty on its day, nobody scored, no home and no small count shown."""

import datetime as dt
from pathlib import Path

import pytest

import safetykit
from safetykit.content import (
    Checklist,
    Confidence,
    Fact,
    FactSheet,
    Jurisdiction,
    Unknown,
    UnknownReason,
    find_verdicts,
    publishable,
)
from safetykit.errors import DocumentError, InputError
from safetykit.model import TheoryOfChange
from safetykit.plugins import violence_prevention as vp
from safetykit.plugins.violence_prevention.data import CONTENT

DAY = dt.date(2026, 11, 22)
PLANS = Path(__file__).parents[3] / "examples" / "plans"


class TestDuty:
    @pytest.mark.parametrize(
        ("nation", "health"),
        [("england", "integrated care board"), ("wales", "local health board")],
    )
    def test_bodies(self, nation: str, health: str) -> None:
        """The six kinds of body are bound; which health body depends on the nation."""
        found = vp.specified_authorities(nation, DAY)

        assert isinstance(found, Fact)
        for body in ("police", "probation", "youth offending", "fire and rescue", "councils"):
            assert body in found.value.text
        assert health in found.value.text

    def test_other_bodies(self) -> None:
        """Education, prison and youth custody authorities are consulted and are not bound."""
        found = vp.duty("england", DAY)
        others = vp.relevant_authorities("england", DAY)

        assert isinstance(found, vp.Duty)
        assert found.relevant_authorities == others
        assert isinstance(others, Fact)
        assert "youth custody" in others.value.text
        assert "prison" not in found.specified_authorities.value.text

    def test_first_day(self) -> None:
        """The duty began on 31 January 2023, and not a day before."""
        assert isinstance(vp.duty("wales", dt.date(2023, 1, 31)), vp.Duty)
        before = vp.duty("wales", dt.date(2023, 1, 30))
        assert isinstance(before, Unknown)
        assert UnknownReason.BEFORE_FIRST_VALUE is before.reason

    @pytest.mark.parametrize("nation", ["scotland", "northern_ireland"])
    def test_other_nations(self, nation: str) -> None:
        """The duty of England and Wales is not guessed to hold elsewhere."""
        for found in (
            vp.duty(nation, DAY),
            vp.specified_authorities(nation, DAY),
            vp.relevant_authorities(nation, DAY),
            vp.strategy_review(nation, DAY, DAY),
            vp.duty_checklist(nation, DAY),
            vp.sna_checklist(nation, DAY),
        ):
            assert isinstance(found, Unknown)
            assert UnknownReason.JURISDICTION_NOT_SUPPORTED is found.reason
            assert found.where_to_check

    def test_measures_look_at_the_young(self) -> None:
        """Each of the three measures has a focus on people under 25."""
        found = vp.duty("england", DAY)

        assert isinstance(found, vp.Duty)
        assert 3 == len(found.measures)
        assert all("under 25" in " ".join(fact.caveats) for fact in found.measures)

    def test_unchecked_is_not_asked(self) -> None:
        """What a person has yet to check is held, and is not among what the duty asks."""
        held = {fact.key.removeprefix("violence_prevention."): fact for fact in CONTENT.book}
        found = vp.duty("england", DAY)

        assert isinstance(found, vp.Duty)
        for key in ("duty.first_strategy", "duty.must_consider", "units.functions"):
            assert Confidence.GENERAL_SURE is held[key].confidence
            assert not publishable(held[key])
        assert not {"violence_prevention.duty.must_consider"} & {fact.key for fact in found.asks}

    @pytest.mark.parametrize(
        ("dated", "due", "overdue"),
        [
            ("2025-11-22", "2026-11-22", False),
            ("2025-11-21", "2026-11-21", True),
            ("2024-02-29", "2025-02-28", True),
            ("2026-11-22", "2027-11-22", False),
        ],
    )
    def test_review(self, dated: str, due: str, overdue: bool) -> None:
        """A strategy is looked at again within a year; on the same day it is not yet overdue."""
        found = vp.strategy_review("england", DAY, dt.date.fromisoformat(dated))

        assert isinstance(found, vp.StrategyReview)
        assert dt.date.fromisoformat(due) == found.due
        assert overdue is found.overdue

    def test_review_of_tomorrow(self) -> None:
        """A strategy that is settled after the day of asking is refused."""
        with pytest.raises(InputError, match="on or before as_of"):
            vp.strategy_review("england", DAY, dt.date(2026, 11, 23))

    def test_checklists(self) -> None:
        """There is one for the duty and one for the assessment; both keep people out."""
        duty, assessment = vp.duty_checklist("wales", DAY), vp.sna_checklist("wales", DAY)

        assert isinstance(duty, Checklist)
        assert isinstance(assessment, Checklist)
        assert any("Score no person" in item.text for item in duty.items)
        assert any("never by point" in item.text for item in assessment.items)


class TestNoScores:
    @pytest.mark.parametrize(
        "words",
        [
            "a risk score from police data",
            "ranking offenders by harm",
            "scoring each child at school",
            "predicting who will carry a knife",
            "the gangs matrix",
            "predict which people reoffend",
        ],
    )
    def test_refused(self, words: str) -> None:
        """Whoever asks for a score of people is refused, wherever the words stand."""
        match = "no score, ranking or prediction of a person"
        with pytest.raises(InputError, match=match):
            vp.Intervention(
                title="Mentoring",
                level="secondary",
                population="at_risk",
                safeguards=("consent",),
                chosen_by=words,
            )
        with pytest.raises(InputError, match=match):
            vp.ContextMeasure(title=words, of="the park")
        with pytest.raises(InputError, match=match):
            vp.Context(name=words, kind="peers")

    @pytest.mark.parametrize(
        "words", ["referral by a school nurse", "risk assessment of the venue", "goals scored"]
    )
    def test_allowed(self, words: str) -> None:
        """Referral, places and football are no score of a person."""
        assert words == vp.ContextMeasure(title=words).title

    def test_no_field_for_a_person(self) -> None:
        """A record of a hospital has no name, age, sex or number of a patient."""
        fields = {field.name for field in vp.ISTVRecord.__attrs_attrs__}  # type: ignore[attr-defined]

        assert set(vp.istv_elements()) - {"period_start", "period_end", "site"} == fields


class TestLevels:
    def test_tertiary_for_everyone(self) -> None:
        """Tertiary prevention for everyone does not fit."""
        found = vp.check_level(
            vp.Intervention(title="Assembly", level="tertiary", population="universal")
        )

        assert isinstance(found, vp.LevelMismatch)
        assert "is called tertiary, and is for everyone" in found.words

    def test_primary_for_the_affected(self) -> None:
        """Primary prevention for those already affected does not fit either."""
        found = vp.check_level(
            vp.Intervention(
                title="Ward", level="primary", population="affected", safeguards=("consent",)
            )
        )

        assert isinstance(found, vp.LevelMismatch)
        assert "say what comes before" in found.words

    @pytest.mark.parametrize(
        ("level", "population"),
        [("primary", "universal"), ("secondary", "at_risk"), ("tertiary", "affected")],
    )
    def test_fit(self, level: str, population: str) -> None:
        """The ordinary pairs fit."""
        one = vp.Intervention(
            title="Work", level=level, population=population, safeguards=("consent",)
        )

        assert vp.check_level(one) is None

    @pytest.mark.parametrize("population", ["at_risk", "affected"])
    def test_safeguards(self, population: str) -> None:
        """Who singles people out says what keeps them from harm."""
        with pytest.raises(InputError, match="at least one safeguard for people who are singled"):
            vp.Intervention(title="Work", level="secondary", population=population)

    def test_timeline_names_the_gap(self) -> None:
        """A strategy that skips a level shows it, in the order of time."""
        tertiary = vp.Intervention(
            title="Ward", level="tertiary", population="affected", safeguards=("consent",)
        )
        found = vp.prevention_timeline([tertiary])

        assert list(vp.PreventionLevel) == [entry.level for entry in found]
        assert [True, True, False] == [entry.empty for entry in found]
        assert "primary, before violence, for everyone: nothing is named" == str(found[0])

    def test_no_such_level(self) -> None:
        """A fourth level is refused."""
        with pytest.raises(InputError, match="level: expected one of primary, secondary, tertiary"):
            vp.Intervention(title="Work", level="quaternary", population="universal")


class TestContexts:
    PARK = vp.Context(name="the park", kind="neighbourhood")

    def test_place_is_measured(self) -> None:
        """At least one measure is of the place itself."""
        children = vp.ContextMeasure(title="Young people who feel stronger")
        with pytest.raises(InputError, match="at least one measure of a context itself"):
            vp.contextual_plan(contexts=[self.PARK], measures=[children])

    def test_missing_domains(self) -> None:
        """The domains that nobody works on are named, in their order."""
        felt = vp.ContextMeasure(title="Felt safety", of="the park")
        found = vp.contextual_plan(
            contexts=[self.PARK], measures=[felt], actions=[("target", ["lights"]), ("lens", [])]
        )

        assert (vp.Domain.LENS, vp.Domain.PARTNERS) == found.missing

    def test_unknown_place(self) -> None:
        """A measure of another place, and a plan for none, are refused."""
        with pytest.raises(InputError, match="a context of this plan: the park"):
            vp.contextual_plan(
                contexts=[self.PARK], measures=[vp.ContextMeasure(title="Felt", of="the mall")]
            )
        with pytest.raises(InputError, match="at least one place or group"):
            vp.contextual_plan(contexts=[], measures=[])

    def test_a_person_is_no_context(self) -> None:
        """A context is a school, peers, a neighbourhood or online."""
        with pytest.raises(InputError, match="one of school, peers, neighbourhood, online"):
            vp.Context(name="J", kind="person")


class TestLogic:
    def test_theory(self) -> None:
        """A theory says from what to what, and what must hold."""
        found = vp.theory_of_change(
            steps=["Staff ask", "Patients accept help"], assumptions=["Staff have time"]
        )

        assert isinstance(found, TheoryOfChange)
        assert ("Staff have time",) == found.assumptions

    def test_refused(self) -> None:
        """One step is no theory, and without an assumption nobody could be wrong."""
        with pytest.raises(InputError, match="at least two: what is done, and what changes"):
            vp.theory_of_change(steps=["Work"], assumptions=["Time"])
        with pytest.raises(InputError, match="assumptions: expected at least one"):
            vp.theory_of_change(steps=["Work", "Change"], assumptions=[])

    def test_gaps_of_plans(self) -> None:
        """The toolkit's outcomes have no measure; the board's strategy states no theory."""
        toolkit = vp.logic_model_gaps(safetykit.load(PLANS / "passing-the-baton.yaml"))
        board = vp.logic_model_gaps(safetykit.load(PLANS / "violent-crime-prevention-board.yaml"))

        assert 3 == sum("has no measure" in gap for gap in toolkit)
        assert "No theory of change is stated." not in toolkit
        assert "No theory of change is stated." in board


class TestHelp:
    @pytest.mark.parametrize("nation", Jurisdiction)
    @pytest.mark.parametrize("worry", vp.Worry)
    def test_emergency_first(self, nation: Jurisdiction, worry: vp.Worry) -> None:
        """Whatever the worry, 999 comes first."""
        assert "999" == vp.support_routes(nation, DAY, worry)[0].contact

    def test_numbers_that_nobody_rang(self) -> None:
        """Helplines that a person has yet to ring are held and not given out."""
        given = {r.contact for w in vp.Worry for r in vp.support_routes("england", DAY, w)}

        for number in ("0800 1111", "0808 800 5000"):
            assert number in [route.contact for route in CONTENT.routes]
            assert number not in given

    def test_no_such_worry(self) -> None:
        """A worry that is not known is refused with those that are."""
        with pytest.raises(InputError, match="worry: expected one of hurt, carrying"):
            vp.support_routes("england", DAY, "money")

    @pytest.mark.parametrize("nation", ["england", "wales"])
    def test_sheet(self, nation: str) -> None:
        """Help stands first, facts are publishable, and the figures of the police are qualified."""
        (sheet,) = CONTENT.fact_sheets(jurisdiction=nation, as_of=DAY)

        assert isinstance(sheet, FactSheet)
        assert "hurt" in sheet.sections[0].title
        assert all(publishable(fact) for part in sheet.sections for fact in part.facts)
        words = " ".join(text for part in sheet.sections for text in part.words)
        assert "figures of the police alone do not show" in words
        assert not find_verdicts(words)


def test_return_of_a_month_is_read() -> None:
    """Six elements are mandatory: three of the header, and three of each assault."""
    mandatory = [name for name, how in vp.istv_elements().items() if how is vp.Obligation.MANDATORY]
    fact = next(f for f in CONTENT.book if f.key == "violence_prevention.istv.mandatory")
    header = {"period_start": "2026-10-01", "period_end": "2026-10-31", "site": "RXX01"}
    assault = {"assaulted_at": "2026-10-02T23:40", "method": "fist", "location_type": "street"}

    assert 6 == len(mandatory) == int(fact.value.require_number())
    assert {*header, *assault} == set(mandatory)
    assert 1 == len(vp.read_istv(header, [assault]).records)
    for name in mandatory:
        with pytest.raises(DocumentError, match=f"{name}: expected a value, got none; it is mand"):
            vp.read_istv(
                {k: v for k, v in header.items() if k != name},
                [{k: v for k, v in assault.items() if k != name}],
            )
