"""Crime against businesses: help first, theft at any value, areas and not addresses."""

import datetime as dt
from decimal import Decimal

import pytest

from safetykit.content import Fact, FactSheet, Jurisdiction, Unknown, publishable
from safetykit.errors import InputError
from safetykit.plugins import business_crime as bc
from safetykit.plugins.business_crime.data import CONTENT

DAY = dt.date(2026, 11, 22)


def note_on(value: Decimal | int, nation: str, day: dt.date) -> bc.TheftNote:
    """Return a note, which is an answer."""
    found = bc.theft_threshold_note(value, nation, day)
    assert isinstance(found, bc.TheftNote)
    return found


class TestTheft:
    @pytest.mark.parametrize("value", [0, 150, Decimal("199.99"), 200, 5000])
    @pytest.mark.parametrize("nation", ["england", "wales"])
    def test_any_value(self, value: Decimal | int, nation: str) -> None:
        """Theft is theft at any value, on every day."""
        for day in (dt.date(2012, 1, 1), dt.date(2020, 1, 1), DAY):
            note = note_on(value, nation, day)

            assert "Theft is theft at any value. Report it." in note.words
            assert Decimal(value) == note.value

    @pytest.mark.parametrize(
        ("day", "known"),
        [(dt.date(2026, 4, 28), True), (dt.date(2026, 4, 29), False), (DAY, False)],
    )
    def test_150_pounds(self, day: dt.date, known: bool) -> None:
        """Since the Act of 2026, which court tries a theft of 150 pounds is not known."""
        trial = note_on(150, "england", day).trial

        assert known is isinstance(trial, Fact)
        if isinstance(trial, Unknown):
            assert "commencement_unknown" == trial.reason.value
        else:
            assert 200 == trial.value.number

    def test_elsewhere(self) -> None:
        """The law of another nation is not guessed."""
        for nation in ("scotland", "northern_ireland"):
            assert isinstance(bc.theft_threshold_note(150, nation, DAY), Unknown)

    @pytest.mark.parametrize("value", [-1, Decimal("-0.01"), Decimal("nan"), Decimal("inf")])
    def test_negative_loss(self, value: Decimal | int) -> None:
        """A loss is not below nothing."""
        with pytest.raises(InputError, match="value: expected £0 or more"):
            bc.theft_threshold_note(value, "england", DAY)

    @pytest.mark.parametrize("value", [9.99, "150", True, None])
    def test_not_exact(self, value: object) -> None:
        """Pounds are exact."""
        with pytest.raises(InputError, match="value: expected whole pounds or a Decimal"):
            bc.theft_threshold_note(value, "england", DAY)  # type: ignore[arg-type]

    def test_words_are_locked(self) -> None:
        """No caller can put other words in a note."""
        trial = note_on(1, "england", DAY).trial

        with pytest.raises(TypeError, match="words"):
            bc.TheftNote(words="No crime.", value=Decimal(1), trial=trial)  # type: ignore[call-arg]


class TestStaff:
    def test_scotland(self) -> None:
        """Scotland has an offence of its own since 24 August 2021, and not the day before."""
        offence, _ = bc.staff_assault_route("scotland", dt.date(2021, 8, 24))
        before, _ = bc.staff_assault_route("scotland", dt.date(2021, 8, 23))

        assert isinstance(offence, Fact)
        assert isinstance(before, Unknown)

    def test_england(self) -> None:
        """In England the court makes the sentence heavier; the new offence is not known to hold."""
        offence, heavier = bc.staff_assault_route("england", DAY)

        assert isinstance(offence, Unknown)
        assert "commencement_unknown" == offence.reason.value
        assert isinstance(heavier, Fact)


class TestAreas:
    @pytest.mark.parametrize("level", ["address", "postcode", "street"])
    def test_address(self, level: str) -> None:
        """A list by address tells burglars where to go again."""
        with pytest.raises(InputError, match="tell a burglar where to go again"):
            bc.areas_to_show({"1 High Street": 7}, level=level)

    def test_small(self) -> None:
        """Small counts are hidden, and another so that none can be worked out."""
        pytest.importorskip("numpy")
        shown = bc.areas_to_show({"North": 3, "South": 30, "West": 9}, level="ward")

        assert {"North": "*", "South": "30", "West": "*", "total": "42"} == shown

    def test_nothing(self) -> None:
        """No areas are no table."""
        with pytest.raises(InputError, match="counts: expected at least one area"):
            bc.areas_to_show({}, level="ward")

    def test_threshold(self) -> None:
        """The threshold can be raised, not lowered."""
        pytest.importorskip("numpy")
        with pytest.raises(InputError, match="threshold: expected 5 or more"):
            bc.areas_to_show({"North": 3, "South": 8}, level="ward", threshold=3)


class TestRoutes:
    @pytest.mark.parametrize("nation", Jurisdiction)
    @pytest.mark.parametrize("situation", bc.Situation)
    def test_emergency_first(self, nation: Jurisdiction, situation: bc.Situation) -> None:
        """Emergency first; in danger a person answers on every route."""
        assert "999" == bc.reporting_routes(nation, DAY, situation)[0].contact
        for route in bc.reporting_routes(nation, DAY, situation, danger=True):
            assert route.needs_no_form

    def test_without_a_name(self) -> None:
        """Who only knows something can tell it without a name."""
        found = bc.reporting_routes("england", DAY, "knows_something")

        assert "0800 555 111" in [route.contact for route in found]


def test_survey_and_police_apart() -> None:
    """Counts of the police and of a survey are two indicators, of two sources."""
    sources = {indicator.key: indicator.source for indicator in CONTENT.indicators}

    assert sources["business_crime.shoplifting"] != sources["business_crime.staff_abuse"]
    notes = [i.note for i in CONTENT.indicators if "series" in i.note]
    assert notes


@pytest.mark.parametrize("nation", ["england", "scotland"])
def test_sheet(nation: str) -> None:
    """The sheet never says that a small theft is no crime, and shows publishable facts only."""
    (sheet,) = CONTENT.fact_sheets(jurisdiction=nation, as_of=DAY)

    assert isinstance(sheet, FactSheet)
    facts = [fact for section in sheet.sections for fact in section.facts]
    assert facts
    assert all(publishable(fact) for fact in facts)
    assert not any(section.unknown for section in sheet.sections)
    assert "200" not in " ".join(fact.value.text for fact in facts)
