"""Anti-social behaviour: exact days, nobody told that they do not qualify, nothing guessed."""

import datetime as dt

import pytest

from safetykit.content import Fact, Jurisdiction, LegalStatus, Unknown, UnknownReason, publishable
from safetykit.errors import DocumentError, InputError
from safetykit.plugins import antisocial_behaviour as asb
from safetykit.plugins.antisocial_behaviour.data import CONTENT

DAY = dt.date(2026, 11, 22)


def day(text: str) -> dt.date:
    """Return the day that a text names."""
    return dt.date.fromisoformat(text)


def report(incident: str, happened: str, reported: str) -> asb.Complaint:
    """Return a report of an incident."""
    return asb.Complaint(incident=incident, happened_on=day(happened), reported_on=day(reported))


def counted(
    as_of: str, *complaints: asb.Complaint, threshold: asb.CaseReviewThreshold | None = None
) -> asb.ThresholdResult:
    """Return the result for England, which is an answer."""
    found = asb.check_threshold("england", day(as_of), complaints, threshold=threshold)
    assert isinstance(found, asb.ThresholdResult)
    return found


class TestPeriods:
    @pytest.mark.parametrize(
        ("first", "months", "last"),
        [
            ("2026-01-10", 1, "2026-02-09"),
            ("2026-01-01", 1, "2026-01-31"),
            ("2026-01-31", 1, "2026-02-28"),
            ("2024-01-31", 1, "2024-02-29"),
            ("2026-01-29", 1, "2026-02-28"),
            ("2026-01-28", 1, "2026-02-27"),
            ("2026-03-31", 1, "2026-04-30"),
            ("2026-08-31", 6, "2027-02-28"),
            ("2024-02-29", 36, "2027-02-28"),
            ("2025-03-01", 36, "2028-02-29"),
            ("2026-11-22", 12, "2027-11-21"),
        ],
    )
    def test_first_day_counts(self, first: str, months: int, last: str) -> None:
        """A period that begins with a day ends on the day before the same day of a later month."""
        assert day(last) == asb.last_day(day(first), months)

    def test_end_of_the_calendar(self) -> None:
        """A period that no calendar holds is refused."""
        with pytest.raises(InputError, match="a day whose period the calendar holds"):
            asb.last_day(dt.date(9999, 12, 2), 1)


class TestThreshold:
    def test_three_reports(self) -> None:
        """Three reports in six months, each made within a month, meet the threshold."""
        found = counted(
            "2026-06-30",
            report("a", "2026-01-01", "2026-01-31"),
            report("b", "2026-03-01", "2026-03-02"),
            report("c", "2026-06-30", "2026-06-30"),
        )

        assert found.met
        assert 3 == len(found.counted)
        assert "meet the threshold" in str(found)

    def test_report_on_the_last_day(self) -> None:
        """The month begins with the day of the incident; the last day counts, the next does not."""
        one = asb.CaseReviewThreshold(max_complaints=1)
        inside = counted("2026-02-09", report("a", "2026-01-10", "2026-02-09"), threshold=one)
        outside = counted("2026-02-10", report("a", "2026-01-10", "2026-02-10"), threshold=one)

        assert inside.met
        assert not outside.met
        assert "reported after 2026-02-09" in outside.not_counted[0].reason

    def test_application_on_the_last_day(self) -> None:
        """The six months begin with the day of the report."""
        one = asb.CaseReviewThreshold(max_complaints=1)
        made = report("a", "2026-01-10", "2026-01-10")

        assert counted("2026-07-09", made, threshold=one).met
        late = counted("2026-07-10", made, threshold=one)
        assert not late.met
        assert "after 2026-07-09" in late.not_counted[0].reason

    def test_one_incident_told_to_two_bodies(self) -> None:
        """An incident counts once, as Lincolnshire's published rule says, with the first report."""
        found = counted(
            "2026-02-01",
            report("a", "2026-01-10", "2026-01-12"),
            report("a", "2026-01-10", "2026-01-11"),
        )

        assert [day("2026-01-11")] == [one.reported_on for one in found.counted]
        assert "counts once" in found.not_counted[0].reason

    def test_too_few_is_no_refusal(self) -> None:
        """Nobody is told that they do not qualify: the area may ask for fewer."""
        found = counted("2026-02-01", report("a", "2026-01-10", "2026-01-12"))

        assert not found.met
        assert "Ask for a review all the same." in found.words
        assert "Your area may set a lower threshold; ask it." in found.words
        assert not any(word in str(found).lower() for word in ("qualify", "eligible", "entitled"))
        assert "antisocial_behaviour.case_review" in [route.id for route in found.routes]
        assert found.routes[0].emergency

    @pytest.mark.parametrize("flag", list(asb.Flag))
    def test_flag(self, flag: asb.Flag) -> None:
        """Self-harm, hate or a child at risk lead to a person first, whatever the count."""
        found = asb.check_threshold("wales", DAY, [], flags=[flag.value])

        assert isinstance(found, asb.ThresholdResult)
        assert found.talk_to_a_person
        assert "Somebody should talk with the person" in found.words[0]

    def test_local_threshold(self) -> None:
        """An area's own rule is used, and its own words are added."""
        local = asb.CaseReviewThreshold(area="Ours", max_complaints=1, extra=("Or any harm.",))
        found = counted("2026-02-01", report("a", "2026-01-10", "2026-01-12"), threshold=local)

        assert found.met
        assert "Or any harm." == found.words[-1]
        assert "(Ours)" in str(found)

    @pytest.mark.parametrize("number", [4, 5])
    def test_unlawful_threshold(self, number: int) -> None:
        """The 2014 Act caps the threshold at three."""
        with pytest.raises(InputError, match="2014 Act caps the threshold at three qualifying"):
            asb.CaseReviewThreshold(max_complaints=number)

    @pytest.mark.parametrize("field", ["max_complaints", "window_months", "report_within_months"])
    @pytest.mark.parametrize("value", [0, True, 1.5])
    def test_not_a_number(self, field: str, value: object) -> None:
        """Each number of a threshold is whole and above 0."""
        with pytest.raises(InputError, match=f"{field}: expected a whole number, 1 or more"):
            asb.CaseReviewThreshold(**{field: value})  # type: ignore[arg-type]

    def test_impossible_days(self) -> None:
        """A report before the incident, or after the application, is refused."""
        with pytest.raises(InputError, match="on or after happened_on"):
            report("a", "2026-01-10", "2026-01-09")
        with pytest.raises(InputError, match="on or before the application"):
            counted("2026-01-11", report("a", "2026-01-10", "2026-01-12"))

    @pytest.mark.parametrize("nation", ["scotland", "northern_ireland"])
    def test_other_nations(self, nation: str) -> None:
        """The law of England and Wales is not guessed to hold elsewhere."""
        found = asb.check_threshold(nation, DAY, [])

        assert isinstance(found, Unknown)
        assert UnknownReason.JURISDICTION_NOT_SUPPORTED is found.reason

    def test_facts_and_code_agree(self) -> None:
        """The defaults of the code are the figures that the facts state."""
        rule = asb.CaseReviewThreshold()
        pairs = {
            "max_complaints": rule.max_complaints,
            "report_months": rule.report_within_months,
            "window_months": rule.window_months,
        }
        for key, number in pairs.items():
            fact = CONTENT.book.at(
                f"antisocial_behaviour.review.{key}", jurisdiction="england", as_of=DAY
            )
            assert isinstance(fact, Fact)
            assert number == fact.value.require_number()


class TestReviewReturn:
    def figures(self, **more: object) -> asb.CaseReviewReturn:
        """Return a year's figures."""
        given = {
            "area": "Watford",
            "first_day": dt.date(2022, 1, 1),
            "applications": 6,
            "below_threshold": 0,
            "reviews_held": 5,
            "with_recommendations": 4,
        }
        return asb.CaseReviewReturn(**(given | more))  # type: ignore[arg-type]

    def test_published_year(self) -> None:
        """Watford, 2022: six asked for, five held, four with recommendations; one is not said."""
        found = self.figures()

        assert dt.date(2022, 12, 31) == found.last_day
        assert 1 == found.undecided
        assert not found.complete

    def test_balance(self) -> None:
        """What was open and came in is what went out and stays open."""
        found = self.figures(withdrawn=1, open_at_start=0, open_at_end=0)

        assert found.complete
        assert 0 == found.undecided
        with pytest.raises(DocumentError, match=r"received make 8;.* left open make 6"):
            self.figures(withdrawn=1, open_at_start=2, open_at_end=0)

    def test_more_recommendations_than_reviews(self) -> None:
        """Each review counts once among those with recommendations."""
        with pytest.raises(DocumentError, match=r"expected at most reviews_held \(5\), got 6"):
            self.figures(with_recommendations=6)

    def test_more_dealt_with_than_there_were(self) -> None:
        """Nobody deals with applications that are not there."""
        with pytest.raises(DocumentError, match="7 applications were dealt with, and only 6"):
            self.figures(below_threshold=2, open_at_start=0)

    def test_all_problems_at_once(self) -> None:
        """Every figure that is no number is named."""
        with pytest.raises(DocumentError) as caught:
            self.figures(applications=-1, withdrawn=1.5, reviews_held=None)

        assert 3 == len(caught.value.problems)

    def test_next_year(self) -> None:
        """A return takes up where the one before ended, or says what does not fit."""
        before = self.figures(withdrawn=0, open_at_start=0, open_at_end=1)
        after = self.figures(first_day=dt.date(2023, 1, 1), open_at_start=1)

        assert after.follows(before)
        assert not self.figures(first_day=dt.date(2023, 1, 1)).follows(before)
        with pytest.raises(InputError, match="2023-01-01, the day after the return before"):
            before.follows(before)
        with pytest.raises(InputError, match="1, what the return before left open"):
            self.figures(first_day=dt.date(2023, 1, 1), open_at_start=2).follows(before)


class TestPublicSpaces:
    def order(self, first: str, end: str, *extensions: str) -> asb.PublicSpacesOrder:
        """Return an order."""
        more = tuple(day(text) for text in extensions)
        return asb.PublicSpacesOrder(
            name="park", first_day=day(first), ends_on=day(end), extended_to=more
        )

    @pytest.mark.parametrize(
        ("first", "last"),
        [
            ("2023-10-20", "2026-10-19"),
            ("2024-02-29", "2027-02-28"),
            ("2024-03-01", "2027-02-28"),
            ("2025-03-01", "2028-02-29"),
        ],
    )
    def test_three_years(self, first: str, last: str) -> None:
        """An order may run for three years, its first day counted, leap days or not."""
        longest = self.order(first, last)
        too_long = (longest.last_day + dt.timedelta(days=1)).isoformat()

        assert day(last) == longest.last_day
        with pytest.raises(InputError, match="3 years at the most"):
            self.order(first, too_long)

    def test_ends_before_it_begins(self) -> None:
        """An order runs for a day at least."""
        with pytest.raises(InputError, match="a day from 2024-01-02"):
            self.order("2024-01-02", "2024-01-01")

    def test_extension(self) -> None:
        """An extension runs from the end of the order, for three years at most, more than once."""
        order = self.order("2020-10-20", "2023-10-19")
        longer = order.extend(day("2023-10-19"), day("2026-10-19"))

        assert day("2026-10-19") == longer.last_day
        assert (
            day("2029-10-19")
            == longer.extend(DAY.replace(year=2026, month=1), day("2029-10-19")).last_day
        )
        with pytest.raises(InputError, match=r"extended_to\[0\]: expected a day from 2023-10-20"):
            order.extend(day("2023-01-01"), day("2026-10-20"))

    def test_too_late_to_extend(self) -> None:
        """An order that has ended takes a new one."""
        with pytest.raises(InputError, match="An order that has ended cannot be extended"):
            self.order("2020-10-20", "2023-10-19").extend(day("2023-10-20"), day("2024-10-19"))

    @pytest.mark.parametrize(
        ("as_of", "in_effect", "left", "due"),
        [
            ("2020-10-19", False, 1095, False),
            ("2023-07-20", True, 91, False),
            ("2023-07-21", True, 90, True),
            ("2023-10-19", True, 0, True),
            ("2023-10-20", False, 0, False),
        ],
    )
    def test_dates(self, as_of: str, in_effect: bool, left: int, due: bool) -> None:
        """The renewal begins as long before the end as the council says that it takes."""
        order = self.order("2020-10-20", "2023-10-19")
        found = asb.order_dates("england", day(as_of), order, renewal_days=90)

        assert isinstance(found, asb.OrderDates)
        assert (in_effect, left, due) == (found.in_effect, found.days_left, found.renewal_is_due)
        assert day("2023-07-21") == found.begin_renewal_by
        assert day("2026-10-19") == found.latest_extension

    def test_refused(self) -> None:
        """How long a renewal takes is for the council to say; other nations are not guessed."""
        order = self.order("2020-10-20", "2023-10-19")

        with pytest.raises(InputError, match="renewal_days: expected a whole number of days"):
            asb.order_dates("england", DAY, order, renewal_days=0)
        assert isinstance(asb.order_dates("scotland", DAY, order, renewal_days=9), Unknown)


class TestPowers:
    def names(self, age: int, setting: str, as_of: dt.date = DAY) -> list[str]:
        """Return the names of the powers in force in England."""
        found = asb.powers("england", as_of, age, setting)
        assert not isinstance(found, Unknown)
        return [info.power.value for info in found if info.in_force]

    def test_by_place(self) -> None:
        """Dispersal is for public places, closure for premises."""
        assert "dispersal" in self.names(30, "public_place")
        assert "dispersal" not in self.names(30, "home")
        assert "closure" in self.names(30, "home")
        assert "closure" not in self.names(30, "public_place")

    @pytest.mark.parametrize(
        ("age", "power", "there"),
        [
            (9, "civil_injunction", False),
            (10, "civil_injunction", True),
            (15, "community_protection_notice", False),
            (16, "community_protection_notice", True),
            (9, "dispersal", False),
            (10, "dispersal", True),
        ],
    )
    def test_by_age(self, age: int, power: str, there: bool) -> None:
        """The youngest ages hold to the year, and are those that the facts state."""
        assert there is (power in self.names(age, "public_place"))
        fact = CONTENT.book.at(
            f"antisocial_behaviour.power.{power}.age", jurisdiction="england", as_of=DAY
        )
        assert isinstance(fact, Fact)
        info = asb.power_info("england", DAY, power, age=30)
        assert isinstance(info, asb.PowerInfo)
        assert fact.value.require_number() == info.youngest

    @pytest.mark.parametrize("power", ["respect_order", "housing_injunction"])
    def test_unknown_commencement(self, power: str) -> None:
        """What is enacted, and nobody has seen begin, is listed as unknown and not as law."""
        info = asb.power_info("wales", DAY, power, age=30)

        assert isinstance(info, asb.PowerInfo)
        assert LegalStatus.ENACTED_COMMENCEMENT_UNKNOWN is info.status
        assert isinstance(info.answer, Unknown)
        assert power not in self.names(30, "home")

    def test_age_of_a_respect_order(self) -> None:
        """A respect order is for adults; a youth injunction is not."""
        with pytest.raises(InputError, match="18 or older, for a respect order"):
            asb.power_info("england", DAY, "respect_order", age=16)
        with pytest.raises(InputError, match="from 10 to 17, for a youth injunction"):
            asb.power_info("england", DAY, "youth_injunction", age=18)

    def test_vehicles(self) -> None:
        """Since 29 June 2026 the police need give no warning before they take a vehicle."""
        texts = []
        for as_of in (day("2026-06-28"), day("2026-06-29")):
            info = asb.power_info("england", as_of, "vehicle_seizure", age=30)
            assert isinstance(info, asb.PowerInfo)
            assert isinstance(info.answer, Fact)
            texts.append(info.answer.value.text)

        assert ["if a warning was ignored" in texts[0], "without a warning" in texts[1]] == [
            True,
            True,
        ]

    @pytest.mark.parametrize("nation", ["scotland", "northern_ireland"])
    def test_other_nations(self, nation: str) -> None:
        """The powers of England and Wales are not shown elsewhere."""
        assert isinstance(asb.powers(nation, DAY, 30, "home"), Unknown)
        assert isinstance(asb.power_info(nation, DAY, "closure", age=30), Unknown)

    @pytest.mark.parametrize("age", [-1, 121, 16.0, True])
    def test_no_age(self, age: object) -> None:
        """An age is a whole number of years."""
        with pytest.raises(InputError, match="a whole number of years"):
            asb.powers("england", DAY, age, "home")  # type: ignore[arg-type]

    def test_list_and_code_agree(self) -> None:
        """The powers in code are those of the list."""
        (listed,) = [t for t in CONTENT.taxonomies if t.key.endswith(".powers")]

        assert [power.value for power in asb.Power] == [term.code for term in listed.terms]


class TestNotice:
    def test_warned(self) -> None:
        """A warning on an earlier day will do."""
        notice = asb.CommunityProtectionNotice(
            warned_on=day("2026-01-01"), issued_on=day("2026-01-02"), age=16
        )

        assert day("2026-01-02") == notice.issued_on

    def test_missing_warning(self) -> None:
        """A notice without a written warning before it is refused."""
        with pytest.raises(InputError, match="asks for a written warning before the notice"):
            asb.CommunityProtectionNotice(warned_on=None, issued_on=DAY)
        with pytest.raises(InputError, match="a day before issued_on"):
            asb.CommunityProtectionNotice(warned_on=DAY, issued_on=DAY)

    def test_too_young(self) -> None:
        """A notice is for people of 16 or older."""
        with pytest.raises(InputError, match="16 or older, for a community protection notice"):
            asb.CommunityProtectionNotice(warned_on=day("2026-01-01"), issued_on=DAY, age=15)


class TestRisk:
    def scheme(self, **more: object) -> asb.RiskScheme:
        """Return a made-up scheme."""
        question = asb.RiskQuestion(code="q1", ask="How often?", points={"once": 1, "daily": 5})
        given = {
            "name": "Made up",
            "version": "1",
            "owner": "a test",
            "questions": (question,),
            "grades": ((0, "standard"), (2, "medium"), (9, "high")),
        }
        return asb.RiskScheme(**(given | more))  # type: ignore[arg-type]

    def override(self, grade: str) -> asb.Override:
        """Return a grade set by hand."""
        return asb.Override(grade=grade, reason="They are alone.", by_role="officer")

    def test_grade(self) -> None:
        """The grade is the scheme's, and names its version and owner."""
        found = asb.assess({"q1": "daily"}, self.scheme())

        assert ("medium", False) == (found.grade, found.talk_to_a_person)
        assert "Made up, version 1, of a test" == found.scheme

    def test_override_raises(self) -> None:
        """A person may raise the grade, with a reason; the scheme's own is kept beside it."""
        found = asb.assess({"q1": "once"}, self.scheme(), override=self.override("high"))

        assert ("high", "standard") == (found.grade, found.by_scheme)

    def test_override_never_lowers(self) -> None:
        """Nobody lowers a grade by hand."""
        with pytest.raises(InputError, match="raised and never lowered"):
            asb.assess({"q1": "daily"}, self.scheme(), override=self.override("standard"))

    def test_override_wants_a_reason(self) -> None:
        """A grade that is raised says why."""
        with pytest.raises(InputError, match="why the grade is raised"):
            asb.Override(grade="high", reason=" ", by_role="officer")
        with pytest.raises(InputError, match="one of standard, medium, high"):
            asb.assess({}, self.scheme(), override=self.override("severe"))

    @pytest.mark.parametrize("flag", list(asb.Flag))
    def test_flag(self, flag: asb.Flag) -> None:
        """A flag leads to a person, however low the grade."""
        assert asb.assess({"q1": "once"}, self.scheme(), flags=[flag]).talk_to_a_person

    def test_unanswered(self) -> None:
        """What is not answered is no nought: it is named, and leads to a person."""
        found = asb.assess({}, self.scheme())

        assert (("q1",), True) == (found.unanswered, found.talk_to_a_person)

    def test_refused(self) -> None:
        """Answers and grades that the scheme does not have are refused."""
        with pytest.raises(InputError, match="a question of Made up 1"):
            asb.assess({"q2": "once"}, self.scheme())
        with pytest.raises(InputError, match="one of once, daily"):
            asb.assess({"q1": "often"}, self.scheme())
        with pytest.raises(InputError, match="grades from 0 points up"):
            self.scheme(grades=((1, "standard"),))
        with pytest.raises(InputError, match="the version that the owner gives it"):
            self.scheme(version="")

    def test_no_scheme_is_shipped(self) -> None:
        """No file of the module holds points."""
        for file in CONTENT.folder.iterdir():
            assert "points" not in file.read_text(encoding="utf-8")


class TestRoutes:
    @pytest.mark.parametrize("nation", Jurisdiction)
    @pytest.mark.parametrize("concern", asb.Concern)
    def test_emergency_first(self, nation: Jurisdiction, concern: asb.Concern) -> None:
        """Emergency first, and in danger no form."""
        for danger in (False, True):
            found = asb.help_routes(nation, DAY, concern, danger=danger)

            assert "999" == found[0].contact
            assert found[0].emergency
            assert not danger or all(r.needs_no_form or r.emergency for r in found)

    @pytest.mark.parametrize(
        ("land", "size", "there", "not_there"),
        [
            ("public", "small", "council_waste", "environment_agency"),
            ("public", "large", "environment_agency", "landowner"),
            ("private", "small", "landowner", "environment_agency"),
            ("private", "large", "environment_agency", "help"),
        ],
    )
    def test_fly_tip(self, land: str, size: str, there: str, not_there: str) -> None:
        """Councils clear public land, owners their own, and the Agency has the large cases."""
        found = asb.fly_tip_route("england", DAY, land, size)

        assert not isinstance(found, Unknown)
        ids = [route.id.rpartition(".")[2] for route in found]
        assert found[0].emergency
        assert there in ids
        assert not_there not in ids

    @pytest.mark.parametrize("nation", ["wales", "scotland", "northern_ireland"])
    def test_fly_tip_elsewhere(self, nation: str) -> None:
        """The services of the other nations are not guessed."""
        assert isinstance(asb.fly_tip_route(nation, DAY, "public", "small"), Unknown)

    @pytest.mark.parametrize(
        ("penalty", "as_of", "pounds"),
        [
            ("fly_tipping", "2023-07-30", 400),
            ("fly_tipping", "2023-07-31", 1000),
            ("littering", "2023-07-30", 150),
            ("littering", "2023-07-31", 500),
            ("household_duty", "2023-07-30", 400),
            ("household_duty", "2023-07-31", 600),
        ],
    )
    def test_penalties(self, penalty: str, as_of: str, pounds: int) -> None:
        """England's maxima rose on 31 July 2023."""
        fact = asb.fpn_max("england", day(as_of), penalty)

        assert isinstance(fact, Fact)
        assert pounds == fact.value.require_number()

    @pytest.mark.parametrize(
        "penalty", ["community_protection_notice", "public_spaces_protection_order"]
    )
    def test_penalty_yet_to_be_checked(self, penalty: str) -> None:
        """A maximum that the 2026 Act may have changed is not given out."""
        found = asb.fpn_max("england", DAY, penalty)

        assert isinstance(found, Unknown)
        assert "a person has yet to check it" in found.about
        assert isinstance(asb.fpn_max("wales", DAY, "littering"), Unknown)


def test_fallen_bill_is_no_law() -> None:
    """The longer times and lower ages of the bill that fell in 2024 stand nowhere as values."""
    values = {
        (fact.key.removeprefix("antisocial_behaviour."), fact.value.text) for fact in CONTENT.book
    }

    assert ("power.dispersal.hours", "72") not in values
    assert ("power.community_protection_notice.age", "10") not in values
    assert ("fpn.public_spaces_protection_order", "500") not in values


def test_unchecked_stays_off_the_sheets() -> None:
    """What a person has yet to check is on no sheet."""
    for nation in ("england", "wales"):
        (sheet,) = CONTENT.fact_sheets(jurisdiction=nation, as_of=DAY)
        assert not isinstance(sheet, Unknown)
        for section in sheet.sections:
            assert all(publishable(fact) for fact in section.facts)
            assert not any(
                fact.key.startswith("antisocial_behaviour.fpn") for fact in section.facts
            )
