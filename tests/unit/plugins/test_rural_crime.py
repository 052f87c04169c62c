"""Rural crime: never step in, lists with owners, and no farm or nest that can be found."""

import datetime as dt

import pytest

from safetykit.content import (
    Ending,
    Fact,
    FactSheet,
    Guide,
    Jurisdiction,
    Unknown,
    publishable,
    walk,
)
from safetykit.errors import InputError
from safetykit.plugins import rural_crime as ru
from safetykit.plugins.rural_crime.data import CONTENT

DAY = dt.date(2026, 11, 22)


class TestLists:
    @pytest.mark.parametrize(
        ("name", "codes"),
        [
            ("LLR_2017", 5),
            (
                "NPCC_2018_RURAL",
                {"machinery", "livestock", "fuel", "equine", "fly_tipping", "poaching"},
            ),
            ("npcc_2018_wildlife", 6),
        ],
    )
    def test_named(self, name: str, codes: object) -> None:
        """Each list says whose it is and of which year."""
        found = ru.named_list(name)
        given = {term.code for term in found.terms}

        assert codes in (given, len(given))
        assert found.title.endswith(("2017", "2018"))

    @pytest.mark.parametrize("name", ["NPCC_2025", "rural", ""])
    def test_other(self, name: str) -> None:
        """The nine priorities of 2025 are not held."""
        with pytest.raises(InputError, match="not all nine were seen"):
            ru.named_list(name)

    def test_urban_without_a_reason(self) -> None:
        """A crime in a town is not rural without a reason."""
        with pytest.raises(InputError, match="rural_reason: expected a reason, in an urban area"):
            ru.require_rural_basis("urban", rural_reason="  ")

    def test_reasons(self) -> None:
        """The area is a reason, and so is what the crime is about."""
        assert "the area is rural" == ru.require_rural_basis("rural")
        assert "a tractor" == ru.require_rural_basis("urban", rural_reason=" a tractor ")


class TestPlaces:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("SK5904", ("SK", 59000, 4000, 1000)),
            ("sk 590 045", ("SK", 59000, 4500, 100)),
            ("TQ 38901 77402", ("TQ", 38901, 77402, 1)),
            ("NY 12", ("NY", 10000, 20000, 10000)),
        ],
    )
    def test_grid_reference(self, text: str, expected: tuple[str, int, int, int]) -> None:
        """Two letters and an even number of digits are metres in a square of 100 km."""
        assert expected == ru.parse_grid_reference(text)

    @pytest.mark.parametrize("text", ["SK590", "SI5904", "AB1234", "LE1 6GD", "", "SK", "5904"])
    def test_malformed(self, text: str) -> None:
        """A postcode, an odd number of digits or a letter that the grid lacks is refused."""
        with pytest.raises(InputError, match="grid_reference: expected two letters and 2, 4"):
            ru.parse_grid_reference(text)

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("SK 59043 04512", "SK 58 04, 2 km square"),
            ("SK 5904", "SK 58 04, 2 km square"),
            ("SK 50", "SK 50 00, 10 km square"),
            ("SK 0000 0000", "SK 00 00, 2 km square"),
        ],
    )
    def test_wildlife(self, text: str, shown: str) -> None:
        """A nest or a sett is shown by a square of two kilometres or more."""
        assert shown == str(ru.place_to_show(text, "wildlife"))

    @pytest.mark.parametrize("holdings", [None, 0, 1, 4])
    def test_single_farm(self, holdings: int | None) -> None:
        """Where few farms are, no square is shown: it would say which farm it was."""
        with pytest.raises(InputError, match="A map could show which farm it was"):
            ru.place_to_show("SK 590 045", "farm", holdings_in_square=holdings)

    def test_many_farms(self) -> None:
        """Where many are, the square of two kilometres may be shown, and nothing finer."""
        found = ru.place_to_show("SK 59043 04512", "farm", holdings_in_square=5)

        assert (58, 4, 2) == (found.east_km, found.north_km, found.side_km)


class TestRates:
    def test_three_years(self) -> None:
        """The rate is the mean of the years, per thousand holdings."""
        pytest.importorskip("numpy")
        found = ru.rate_by_holdings([6, 9, 3], 2000)

        assert pytest.approx(3.0) == found.value

    def test_two_years(self) -> None:
        """Two years are too few."""
        with pytest.raises(InputError, match="yearly_counts: expected 3 years or more"):
            ru.rate_by_holdings([6, 9], 2000)

    def test_negative(self) -> None:
        """A year cannot make up for another."""
        with pytest.raises(InputError, match="counts of 0 or more"):
            ru.rate_by_holdings([6, 9, -3], 2000)

    def test_no_rate_per_resident(self) -> None:
        """No indicator is a rate per resident."""
        assert not any("resident" in indicator.basis for indicator in CONTENT.indicators)


class TestRoutes:
    @pytest.mark.parametrize("nation", Jurisdiction)
    @pytest.mark.parametrize("situation", ru.Situation)
    def test_emergency_first(self, nation: Jurisdiction, situation: ru.Situation) -> None:
        """Emergency first, with the words not to approach; while it goes on, nothing else."""
        found = ru.reporting_routes(situation, nation, DAY)

        assert "999" == found[0].contact
        assert "Watch from afar. Do not approach them." == found[0].notes
        for urgent in ({"in_progress": True}, {"danger": True}):
            assert found[:1] == ru.reporting_routes(situation, nation, DAY, **urgent)

    def test_number_that_was_seen(self) -> None:
        """The Environment Agency's line was seen on a page that is named, and can be printed."""
        (held,) = [f for f in CONTENT.book if f.key == "rural_crime.environment_agency"]

        assert ["Keep Britain Tidy"] == [source.publisher for source in held.sources]
        assert publishable(held)


@pytest.mark.parametrize("nation", ["england", "wales"])
def test_sheet_never_sends_anybody_out(nation: str) -> None:
    """The sheet says to watch, not to step in, and to keep nests to oneself."""
    (sheet,) = CONTENT.fact_sheets(jurisdiction=nation, as_of=DAY)

    assert isinstance(sheet, FactSheet)
    assert "Watch, and do not step in" == sheet.sections[0].title
    words = " ".join(text for section in sheet.sections for text in section.words)
    assert "Do not follow them" in words
    assert "Do not put the place online" in words


class TestGuide:
    """What somebody reads to whom something happened on the land."""

    def ending(self, answer: str, nation: str = "england") -> Ending:
        """Return where the walk of somebody ends for whom it is over."""
        (guide,) = CONTENT.guides_for(jurisdiction=nation, as_of=DAY)
        assert isinstance(guide, Guide)
        found = walk(guide, ["No", answer])
        assert isinstance(found, Ending)
        return found

    @pytest.mark.parametrize(
        ("nation", "words"), [("wales", "no upper limit"), ("scotland", "12 months in prison")]
    )
    def test_dog_among_sheep(self, nation: str, words: str) -> None:
        """Each nation shows its own law on dogs and farm animals."""
        (fact,) = self.ending("A dog chased or hurt farm animals", nation).facts

        assert words in str(fact.value)

    def test_law_on_dogs_before_it_began(self) -> None:
        """The day before the Act of 2025 began, its fine is not stated."""
        key = "rural_crime.livestock_worrying"
        eve = dt.date(2026, 3, 17)

        assert isinstance(CONTENT.book.at(key, jurisdiction="england", as_of=eve), Unknown)
        assert isinstance(
            CONTENT.book.at(key, jurisdiction="england", as_of=eve + dt.timedelta(1)), Fact
        )

    def test_poison(self) -> None:
        """Whoever finds a dead animal is told that it can be poison, and whom to ask for."""
        ending = self.ending("Wild animals or their homes were harmed")

        assert "Do not touch it. Tell the police" == ending.title
        assert any("it can be poison" in str(fact.value) for fact in ending.facts)
        assert any("do not put it online" in words for words in ending.words)

    @pytest.mark.parametrize("nation", ["england", "wales", "scotland"])
    @pytest.mark.parametrize(
        "answer",
        ["Somebody takes hares or deer or fish", "I know who does it", "Rubbish was dumped"],
    )
    def test_whom_to_tell(self, answer: str, nation: str) -> None:
        """After 999 there is a way for what can wait, in each nation."""
        contacts = [route.contact for route in self.ending(answer, nation).routes]

        assert "999" == contacts[0]
        assert "101" in contacts

    def test_northern_ireland(self) -> None:
        """Where the guide was not checked, it says where to look."""
        (page,) = CONTENT.guides_for(jurisdiction="northern_ireland", as_of=DAY)

        assert isinstance(page, Unknown)
        assert "Police Service" in page.where_to_check
