"""Use of force: law typed for what it is, one nation's text kept to it, and honest counts."""

import datetime as dt
import itertools

import attrs
import pytest

from safetykit.content import Unknown, publishable
from safetykit.errors import InputError
from safetykit.plugins import use_of_force as uof
from safetykit.plugins.use_of_force.data import CONTENT

DAY = dt.date(2026, 11, 22)


def record(key: str = "r1", *tactics: uof.Tactic, **more: object) -> uof.UseOfForceRecord:
    """Return a record of some tactics."""
    used = tactics or (uof.Tactic.GROUND_RESTRAINT,)
    uses = tuple(uof.TacticUse(tactic=tactic) for tactic in used)
    return uof.UseOfForceRecord(id=key, tactics=uses, **more)  # type: ignore[arg-type]


class TestLaw:
    @pytest.mark.parametrize("nation", ["england", "wales"])
    def test_bases(self, nation: str) -> None:
        """England and Wales: five provisions, each with a source."""
        bases = uof.legal_bases(jurisdiction=nation, as_of=DAY)

        assert not isinstance(bases, Unknown)
        assert list(uof.LegalBasis) == [basis.basis for basis in bases]
        assert all(basis.fact.sources for basis in bases)

    def test_section_76_is_no_power(self) -> None:
        """Section 76 says how a defence is judged; it is not offered as a power."""
        bases = uof.legal_bases(jurisdiction="england", as_of=DAY)

        assert not isinstance(bases, Unknown)
        (basis,) = [b for b in bases if b.basis is uof.LegalBasis.CJIA_2008_S76]
        assert uof.BasisKind.DEFENCE_TEST is basis.kind
        assert not basis.is_power

    @pytest.mark.parametrize(
        ("nation", "words"),
        [("scotland", "Police and Fire Reform"), ("northern_ireland", "Criminal Law Act")],
    )
    def test_other_nations(self, nation: str, words: str) -> None:
        """The text of England and Wales is never shown elsewhere; the answer says where to look."""
        for ask in (uof.legal_bases, uof.core_questions):
            answer = ask(jurisdiction=nation, as_of=DAY)

            assert isinstance(answer, Unknown)
            assert words in answer.where_to_check

    def test_before_an_act(self) -> None:
        """A provision that had not begun is left out."""
        bases = uof.legal_bases(jurisdiction="england", as_of=dt.date(1990, 1, 1))

        assert not isinstance(bases, Unknown)
        assert uof.LegalBasis.CJIA_2008_S76 not in [basis.basis for basis in bases]

    def test_questions(self) -> None:
        """Three questions, in order: aim and threat, other means, least force."""
        questions = uof.core_questions(jurisdiction="wales", as_of=DAY)

        assert not isinstance(questions, Unknown)
        assert [f"use_of_force.question.{n}" for n in (1, 2, 3)] == [q.key for q in questions]
        assert "threat" in questions[0].value.text
        assert "short of force" in questions[1].value.text
        assert "least force" in questions[2].value.text


class TestComplaints:
    def test_published_example(self) -> None:
        """The example of the Independent Office for Police Conduct: 1 April gives 29 April."""
        assert dt.date(2026, 4, 29) == uof.review_deadline(dt.date(2026, 4, 1))

    @pytest.mark.parametrize("value", ["2026-04-01", dt.datetime(2026, 4, 1, tzinfo=dt.UTC), None])
    def test_not_a_date(self, value: object) -> None:
        """Only a date will do."""
        with pytest.raises(InputError, match="letter_date"):
            uof.review_deadline(value)  # type: ignore[arg-type]

    def test_end_of_the_calendar(self) -> None:
        """A deadline past the calendar is an input error, not an overflow."""
        with pytest.raises(InputError, match="the calendar holds"):
            uof.review_deadline(dt.date.max)

    @pytest.mark.parametrize(
        ("made", "challenge", "days"),
        [
            (dt.date(2020, 1, 31), uof.Challenge.APPEAL, None),
            (dt.date(2020, 2, 1), uof.Challenge.REVIEW, 28),
        ],
    )
    def test_appeal_or_review(
        self, made: dt.date, challenge: uof.Challenge, days: int | None
    ) -> None:
        """The day of the complaint decides between an appeal and a review."""
        route = uof.complaint_route(jurisdiction="england", as_of=DAY, complaint_date=made)

        assert isinstance(route, uof.ComplaintRoute)
        assert (challenge, days) == (route.challenge, route.days)

    def test_confirm_with_the_letter(self) -> None:
        """The period comes with the advice to confirm it."""
        route = uof.complaint_route(jurisdiction="wales", as_of=DAY, complaint_date=DAY)

        assert isinstance(route, uof.ComplaintRoute)
        assert any("Confirm the last day with the letter" in text for text in route.caveats)

    def test_period_of_the_law_and_of_the_function(self) -> None:
        """The fact and the function say the same number of days."""
        fact = CONTENT.book.at(
            "use_of_force.complaint.review_days", jurisdiction="wales", as_of=DAY
        )

        assert not isinstance(fact, Unknown)
        assert fact.value.number == (uof.review_deadline(DAY) - DAY).days

    @pytest.mark.parametrize(
        ("nation", "words"), [("scotland", "Commissioner"), ("northern_ireland", "Ombudsman")]
    )
    def test_other_nations(self, nation: str, words: str) -> None:
        """Scotland and Northern Ireland have bodies of their own."""
        answer = uof.complaint_route(jurisdiction=nation, as_of=DAY, complaint_date=DAY)

        assert isinstance(answer, Unknown)
        assert words in answer.where_to_check

    def test_complaint_in_the_future(self) -> None:
        """A complaint after the day of the question is refused."""
        with pytest.raises(InputError, match="complaint_date"):
            uof.complaint_route(jurisdiction="wales", as_of=DAY, complaint_date=dt.date(2027, 1, 1))


class TestReferral:
    @pytest.mark.parametrize("kind", uof.Seriousness)
    def test_listed_matters(self, kind: uof.Seriousness) -> None:
        """Each listed matter comes with the duty to refer it, and with its source."""
        route = uof.complaint_route("england", DAY, DAY, kind)

        assert isinstance(route, uof.ComplaintRoute)
        assert route.referral is not None
        assert route.referral in route.facts
        assert f"use_of_force.referral.{kind}" == route.referral.key

    def test_other_matters(self) -> None:
        """Without a listed matter no duty is named; an unknown word is refused."""
        route = uof.complaint_route("england", DAY, DAY)

        assert isinstance(route, uof.ComplaintRoute)
        assert route.referral is None
        with pytest.raises(InputError, match="one of death_or_serious_injury"):
            uof.complaint_route("england", DAY, DAY, "rudeness")


class TestRecords:
    def test_talking_alone(self) -> None:
        """Tactical communications alone are no use of force."""
        with pytest.raises(InputError, match="Talking alone is not recorded"):
            record("r1", uof.Tactic.TACTICAL_COMMUNICATIONS)

    def test_no_tactic(self) -> None:
        """A record without a tactic is refused."""
        with pytest.raises(InputError, match="at least one tactic besides"):
            uof.UseOfForceRecord(id="r1", tactics=())

    def test_talking_and_more(self) -> None:
        """Talking beside another tactic is recorded."""
        kept = record("r1", uof.Tactic.TACTICAL_COMMUNICATIONS, uof.Tactic.SHIELD)

        assert 2 == len(kept.tactics)

    def test_fatality_without_injury(self) -> None:
        """A death of somebody who was not injured is a mistake in the record."""
        with pytest.raises(InputError, match="One of the two was recorded wrongly"):
            record(outcomes=(uof.Outcome.FATALITY,), subject_injured=False)

    @pytest.mark.parametrize("injured", [True, None])
    def test_fatality(self, injured: bool | None) -> None:
        """Injured, or not known, goes with a fatality."""
        assert record(outcomes=(uof.Outcome.FATALITY,), subject_injured=injured)

    def test_no_verdict(self) -> None:
        """No public name or field has a place for a verdict."""
        kinds = (uof.UseOfForceRecord, uof.LegalFact, uof.NDMRationale, uof.ComplaintRoute)
        names = {name for kind in kinds for name in kind.__slots__}
        names |= set(uof.__all__)

        for word in ("lawful", "justified", "reasonable", "verdict", "proportionate"):
            assert not any(word in name.lower() for name in names)


class TestCount:
    RECORDS = (
        record("r1", uof.Tactic.SHIELD, uof.Tactic.SHIELD, uof.Tactic.CED_DRAWN, subject="a"),
        record("r2", uof.Tactic.SHIELD, subject="a"),
        record("r3", uof.Tactic.DOG_BITE, subject="b"),
    )

    @pytest.mark.parametrize(("unit", "value"), [("records", 3), ("tactics", 4), ("subjects", 2)])
    def test_units(self, unit: str, value: int) -> None:
        """A tactic counts once for each record; people count once."""
        found = uof.count(self.RECORDS, unit=unit)

        assert value == found.value == int(found)
        assert unit == found.unit

    def test_by_tactic(self) -> None:
        """Tactics come with their own numbers."""
        found = uof.count(self.RECORDS, unit="tactics").by_tactic

        assert (uof.Tactic.SHIELD, 2) in found
        assert 4 == sum(number for _, number in found)

    def test_unit_is_required(self) -> None:
        """What is counted must be said."""
        with pytest.raises(TypeError, match="unit"):
            uof.count(self.RECORDS)  # type: ignore[call-arg]

    def test_incidents(self) -> None:
        """Incidents cannot be counted from records."""
        with pytest.raises(InputError, match="Records are not incidents"):
            uof.count(self.RECORDS, unit="incidents")

    def test_never_called_incidents(self) -> None:
        """A number of tactics says that it is no number of incidents."""
        assert "never call this number incidents" in uof.count((), unit="tactics").caveat

    def test_id_twice(self) -> None:
        """A record that stands twice is refused."""
        with pytest.raises(InputError, match="each id once"):
            uof.count([record(), record()], unit="records")

    def test_people_without_pseudonyms(self) -> None:
        """People who cannot be told apart cannot be counted."""
        with pytest.raises(InputError, match="a pseudonym in every record"):
            uof.count([record()], unit="subjects")

    def test_order_of_tactics(self) -> None:
        """Any order of the tactics gives the same counts."""
        uses = self.RECORDS[0].tactics
        counts = {
            uof.count([attrs.evolve(self.RECORDS[0], tactics=order)], unit="tactics")
            for order in itertools.permutations(uses)
        }

        assert 1 == len(counts)


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("tactics_met", uof.Tactic),
        ("reasons_met", uof.Reason),
        ("impact_factors_met", uof.ImpactFactor),
        ("outcomes_met", uof.Outcome),
    ],
)
def test_vocabulary(key: str, kind: type[uof.Tactic]) -> None:
    """The words in code are those of the list, which a person has yet to check."""
    (listed,) = [one for one in CONTENT.taxonomies if one.key == f"use_of_force.{key}"]

    assert [term.code for term in listed.terms] == [member.value for member in kind]
    assert not publishable(listed)


def test_groups_of_tactics() -> None:
    """Every tactic has a group; the list of groups is general knowledge and is not printed."""
    (listed,) = [one for one in CONTENT.taxonomies if one.key == "use_of_force.tactic_groups"]

    assert [term.code for term in listed.terms] == [group.value for group in uof.TacticGroup]
    assert {t.group for t in uof.Tactic} | {uof.TacticGroup.OTHER} == set(uof.TacticGroup)
    assert uof.TacticGroup.CED is uof.Tactic.CED_DRIVE_STUN.group
    assert uof.TacticGroup.OTHER is uof.Tactic.DOG_BITE.group
    assert uof.TacticGroup.FIREARMS is uof.Tactic.FIREARM_AIMED.group
    assert not publishable(listed)


@pytest.mark.parametrize("key", ["referral.threshold_2026", "complaint.reviewer_2028"])
def test_not_yet_law(key: str) -> None:
    """What is enacted without a known start, or only announced, is Unknown and is not printed."""
    (fact,) = [fact for fact in CONTENT.book if fact.key == f"use_of_force.{key}"]

    assert not publishable(fact)
    assert isinstance(CONTENT.book.at(fact.key, jurisdiction="england", as_of=DAY), Unknown)
