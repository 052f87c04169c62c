"""Facts, routes, sheets: what is refused, what is chosen, and what may be printed."""

import datetime as dt
import pickle

import attrs
import pytest

from safetykit.content import (
    Channel,
    Citation,
    Confidence,
    Fact,
    FactBook,
    FactKind,
    FactValue,
    Jurisdiction,
    LegalStatus,
    Route,
    SectionPlan,
    SheetPlan,
    Stage,
    Taxonomy,
    Term,
    Unknown,
    UnknownReason,
    current_routes,
    make_fact_sheet,
    parse_choice,
    parse_jurisdiction,
    publication_blocks,
    publishable,
    require_date,
    taxonomy_at,
)
from safetykit.errors import InputError

SOURCE = Citation(
    key="page", title="A page", publisher="Its owner", retrieved=dt.date(2026, 11, 22)
)
FACT = Fact(
    key="demo.limit",
    title="The limit",
    value=FactValue.parse("35"),
    kind=FactKind.THRESHOLD,
    jurisdictions=(Jurisdiction.ENGLAND,),
    valid_from=dt.date(2020, 1, 1),
    status=LegalStatus.IN_FORCE,
    confidence=Confidence.VERIFIED,
    review_by=dt.date(2027, 1, 1),
    sources=(SOURCE,),
)
ROUTE = Route(
    id="demo.police",
    label="Police",
    contact="101",
    channel=Channel.PHONE,
    stage=Stage.REPORT,
    jurisdictions=(Jurisdiction.ENGLAND,),
    confidence=Confidence.VERIFIED,
    review_by=dt.date(2027, 1, 1),
    sources=(SOURCE,),
)
DAY = dt.date(2026, 4, 1)


class TestChoices:
    @pytest.mark.parametrize("text", ["NORTHERN_IRELAND", "Northern Ireland", "northern-ireland"])
    def test_spelling(self, text: str) -> None:
        """Case, spaces and hyphens do not matter."""
        assert Jurisdiction.NORTHERN_IRELAND is parse_jurisdiction(text)

    @pytest.mark.parametrize("text", ["UK", "E&W", "GB", "", None, 3])
    def test_no_nation(self, text: object) -> None:
        """Words for several nations are refused, with the reason."""
        with pytest.raises(InputError, match="Name one nation"):
            parse_jurisdiction(text)

    def test_misspelt(self) -> None:
        """A near miss is suggested."""
        with pytest.raises(InputError, match='Did you mean "scotland"'):
            parse_jurisdiction("Scotlnd")

    def test_aliases(self) -> None:
        """Another word can stand for a member."""
        aliases = {"cymru": Jurisdiction.WALES}

        assert Jurisdiction.WALES is parse_choice(
            Jurisdiction, "Cymru", field="nation", aliases=aliases
        )

    def test_date_and_time(self) -> None:
        """A date and time is not a date: the day depends on a time zone."""
        with pytest.raises(InputError, match="a date without a time"):
            require_date("as_of", dt.datetime(2026, 4, 1, tzinfo=dt.UTC))

    def test_text_for_a_date(self) -> None:
        """A text is not a date."""
        with pytest.raises(InputError, match=r"as_of: expected a date, got '2026-04-01'"):
            require_date("as_of", "2026-04-01")


class TestFact:
    def test_validity_ends_before_it_starts(self) -> None:
        """Such a fact is refused."""
        with pytest.raises(InputError, match=r"demo.limit.valid_to"):
            attrs.evolve(FACT, valid_to=dt.date(2019, 1, 1))

    def test_bad_key(self) -> None:
        """A key is lower-case words."""
        with pytest.raises(InputError, match="a key in lower case"):
            attrs.evolve(FACT, key="Demo Limit")

    @pytest.mark.parametrize("nations", [(), (Jurisdiction.WALES, Jurisdiction.WALES)])
    def test_nations(self, nations: tuple[Jurisdiction, ...]) -> None:
        """A fact names at least one nation, each once."""
        with pytest.raises(InputError, match="at least one nation, each once"):
            attrs.evolve(FACT, jurisdictions=nations)

    def test_no_source(self) -> None:
        """What claims to be seen names where."""
        with pytest.raises(InputError, match="at least one source"):
            attrs.evolve(FACT, sources=())

    def test_general_knowledge_without_a_source(self) -> None:
        """General knowledge may go without a source, if a person is to check it."""
        loose = attrs.evolve(FACT, sources=(), confidence=Confidence.GENERAL, check_by_person=True)

        assert not publishable(loose)

    def test_past_its_review_date(self) -> None:
        """A fact past its review date says so."""
        assert () == FACT.caveats_on(dt.date(2027, 1, 1))
        assert "reviewed by 2027-01-01" in FACT.caveats_on(dt.date(2027, 1, 2))[0]

    def test_empty_value(self) -> None:
        """A value is a number or words."""
        with pytest.raises(InputError, match="a number or words"):
            FactValue.parse("  ")

    def test_words_for_a_number(self) -> None:
        """Words are never taken for a number."""
        with pytest.raises(InputError, match="expected a number, got 'Report Fraud'"):
            FactValue.parse("Report Fraud").require_number()

    def test_value_prints_as_written(self) -> None:
        """A value is not reformatted."""
        assert "35" == str(FACT.value)

    def test_abbreviated_address(self) -> None:
        """Half an address is no address."""
        with pytest.raises(InputError, match="a whole address"):
            attrs.evolve(SOURCE, url="https://gov.uk/…/page")

    def test_pickles(self) -> None:
        """Facts travel between processes."""
        assert FACT == pickle.loads(pickle.dumps(FACT))


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("1240000", "GBP", "£1,240,000"),
        ("2.50", "GBP", "£2.50"),
        ("26.6", "percent", "26.6%"),
        ("18138", "offence", "18,138 offences"),
        ("31", "premises", "31 premises"),
        ("2", "casualty per year", "2 casualties per year"),
        ("3", "business", "3 businesses"),
        ("1", "person", "1 person"),
        ("22", "microgram per 100 ml of breath", "22 micrograms per 100 ml of breath"),
        ("2027", "", "2027"),
    ],
)
def test_amount_as_people_say_it(value: str, unit: str, words: str) -> None:
    """A number has its commas, its sign or its unit; what has no unit stays as it is written."""
    fact = attrs.evolve(FACT, value=FactValue.parse(value), unit=unit, bound=None)

    assert words == fact.amount


class TestFactBook:
    def test_at(self) -> None:
        """The fact that covers the nation and the day is found."""
        assert FACT is FactBook(facts=(FACT,)).at("demo.limit", jurisdiction="england", as_of=DAY)

    def test_overlap(self) -> None:
        """Two values for one nation and day are refused at load."""
        later = attrs.evolve(FACT, valid_from=dt.date(2021, 1, 1))

        with pytest.raises(InputError, match="intervals that do not overlap in England"):
            FactBook(facts=(FACT, later))

    def test_overlap_on_one_day(self) -> None:
        """Both ends of an interval are included."""
        first = attrs.evolve(FACT, valid_to=dt.date(2021, 1, 1))
        later = attrs.evolve(FACT, valid_from=dt.date(2021, 1, 1))

        with pytest.raises(InputError, match="End the earlier one on the day before"):
            FactBook(facts=(later, first))

    def test_neighbours(self) -> None:
        """Intervals that meet do not overlap, and each day has its value."""
        first = attrs.evolve(FACT, valid_to=dt.date(2020, 12, 31))
        later = attrs.evolve(FACT, valid_from=dt.date(2021, 1, 1))
        book = FactBook(facts=(first, later))

        found = [
            book.at("demo.limit", jurisdiction="england", as_of=day)
            for day in (dt.date(2020, 12, 31), dt.date(2021, 1, 1))
        ]

        assert [first, later] == found
        assert 2 == len(book) == len(list(book))

    @pytest.mark.parametrize(
        ("change", "nation", "day", "reason"),
        [
            ({}, "wales", DAY, UnknownReason.JURISDICTION_NOT_SUPPORTED),
            ({}, "england", dt.date(2019, 1, 1), UnknownReason.BEFORE_FIRST_VALUE),
            ({"valid_to": dt.date(2021, 1, 1)}, "england", DAY, UnknownReason.NO_VALUE_ON_DATE),
            ({"status": LegalStatus.PROPOSED}, "england", DAY, UnknownReason.NOT_IN_FORCE),
            (
                {"status": LegalStatus.ENACTED_NOT_IN_FORCE},
                "england",
                DAY,
                UnknownReason.NOT_IN_FORCE,
            ),
            (
                {"status": LegalStatus.ENACTED_COMMENCEMENT_UNKNOWN},
                "england",
                DAY,
                UnknownReason.COMMENCEMENT_UNKNOWN,
            ),
        ],
    )
    def test_unknown(
        self, change: dict[str, object], nation: str, day: dt.date, reason: UnknownReason
    ) -> None:
        """Where the answer is not known, the book says why and where to look."""
        book = FactBook(facts=(attrs.evolve(FACT, **change),))

        answer = book.at("demo.limit", jurisdiction=nation, as_of=day)

        assert isinstance(answer, Unknown)
        assert reason is answer.reason
        assert "Its owner: A page." == answer.where_to_check

    def test_no_such_key(self) -> None:
        """A misspelt key is an error, not an unknown."""
        with pytest.raises(InputError, match=r'Did you mean "demo.limit"'):
            FactBook(facts=(FACT,)).at("demo.limits", jurisdiction="england", as_of=DAY)

    def test_where_to_check(self) -> None:
        """A fact can say where else to look; one without a source says so in general words."""
        named = attrs.evolve(FACT, where_to_check="The council.")
        loose = attrs.evolve(FACT, sources=(), confidence=Confidence.GENERAL, check_by_person=True)
        answers = [
            FactBook(facts=(fact,)).at("demo.limit", jurisdiction="wales", as_of=DAY)
            for fact in (named, loose)
        ]

        assert isinstance(answers[0], Unknown)
        assert isinstance(answers[1], Unknown)
        assert "The council." == answers[0].where_to_check
        assert "of that nation" in answers[1].where_to_check

    def test_unknown_is_neither_true_nor_false(self) -> None:
        """An unknown answer cannot slip through an `if`."""
        answer = FactBook(facts=(FACT,)).at("demo.limit", jurisdiction="wales", as_of=DAY)

        with pytest.raises(TypeError, match="no truth value"):
            bool(answer)

    def test_unknown_in_words(self) -> None:
        """An unknown answer says what, where, when, why and where to look."""
        answer = FactBook(facts=(FACT,)).at("demo.limit", jurisdiction="wales", as_of=DAY)

        assert "Not known for Wales on 2026-04-01: The limit (jurisdiction not supported)." in str(
            answer
        )


class TestPublication:
    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"check_by_person": True}, "yet to check"),
            ({"confidence": Confidence.GENERAL_SHAKY, "kind": FactKind.EXPLANATION}, "shaky"),
            ({"confidence": Confidence.GENERAL_SURE}, "nobody saw it"),
            ({"confidence": Confidence.SEED, "kind": FactKind.DEADLINE}, "nobody saw it"),
            ({"confidence": Confidence.GENERAL, "kind": FactKind.CONTACT}, "nobody saw it"),
            ({"status": LegalStatus.PROPOSED}, "in force everywhere"),
            ({"status": LegalStatus.IN_FORCE_PILOT_ONLY}, "in force everywhere"),
        ],
    )
    def test_blocked(self, change: dict[str, object], words: str) -> None:
        """What people act on must have been seen; what a person is to check waits for one."""
        assert words in " ".join(publication_blocks(attrs.evolve(FACT, **change)))

    def test_no_source(self) -> None:
        """Nothing without a source is printed."""
        loose = attrs.evolve(FACT, sources=(), confidence=Confidence.GENERAL, check_by_person=True)

        assert "it names no source" in publication_blocks(loose)

    @pytest.mark.parametrize("confidence", [Confidence.VERIFIED, Confidence.SECONDARY])
    def test_seen(self, confidence: Confidence) -> None:
        """A figure that was seen may be printed."""
        assert publishable(attrs.evolve(FACT, confidence=confidence))

    def test_explanation_from_general_knowledge(self) -> None:
        """An explanation, near certain and sourced, may be printed."""
        assert publishable(
            attrs.evolve(FACT, kind=FactKind.EXPLANATION, confidence=Confidence.GENERAL_SURE)
        )

    def test_route_from_general_knowledge(self) -> None:
        """A telephone number that nobody saw may not."""
        assert not publishable(attrs.evolve(ROUTE, confidence=Confidence.GENERAL_SURE))


class TestRoute:
    @pytest.mark.parametrize(
        ("channel", "contact"),
        [
            (Channel.PHONE, "0300 CALL"),
            (Channel.PHONE, "+44 300"),
            (Channel.PHONE, "10\uff11"),
            (Channel.TEXT, "77 words"),
            (Channel.EMAIL, "report at phishing"),
            (Channel.WEB, "www.example.org"),
            (Channel.WEB, "http://example.org"),
            (Channel.IN_PERSON, ""),
            (Channel.NUMBER_ON_CARD, ""),
        ],
    )
    def test_contact(self, channel: Channel, contact: str) -> None:
        """A contact that cannot be used is refused."""
        with pytest.raises(InputError, match=r"demo.police.contact"):
            attrs.evolve(ROUTE, channel=channel, contact=contact)

    def test_order(self) -> None:
        """Emergency comes first, whatever the order of the file."""
        urgent = attrs.evolve(ROUTE, id="demo.urgent", stage=Stage.EMERGENCY, contact="999")
        bank = attrs.evolve(ROUTE, id="demo.bank", stage=Stage.BANK)
        second = attrs.evolve(ROUTE, id="demo.second", order=1)

        shown = current_routes([second, ROUTE, bank, urgent], jurisdiction="england", as_of=DAY)

        assert (urgent, bank, ROUTE, second) == shown
        assert shown[0].emergency

    def test_left_out(self) -> None:
        """A route that is over, not begun, elsewhere or unchecked is not shown."""
        hidden = [
            attrs.evolve(ROUTE, id="demo.a", valid_to=dt.date(2026, 3, 31)),
            attrs.evolve(ROUTE, id="demo.b", valid_from=dt.date(2026, 4, 2)),
            attrs.evolve(ROUTE, id="demo.c", jurisdictions=(Jurisdiction.WALES,)),
            attrs.evolve(ROUTE, id="demo.d", check_by_person=True),
        ]

        assert () == current_routes(hidden, jurisdiction="england", as_of=DAY)

    def test_route_for_a_situation(self) -> None:
        """Routes for other situations are left out; one that names none is for all of them."""
        theft = attrs.evolve(ROUTE, id="theft", situations=("theft", "burglary"))
        other = attrs.evolve(ROUTE, id="other", situations=("noise",))

        one = current_routes(
            [theft, other, ROUTE], jurisdiction="england", as_of=DAY, about="theft"
        )
        two = current_routes(
            [theft, other, ROUTE], jurisdiction="england", as_of=DAY, about=("burglary", "noise")
        )

        assert {ROUTE.id, "theft"} == {route.id for route in one}
        assert {ROUTE.id, "theft", "other"} == {route.id for route in two}

    def test_route_in_danger(self) -> None:
        """In danger a form is left out, and an emergency route that takes texts is kept."""
        form = attrs.evolve(ROUTE, id="form", channel=Channel.WEB, contact="https://example.org/x")
        text = attrs.evolve(
            ROUTE, id="text", channel=Channel.TEXT, contact="999", stage=Stage.EMERGENCY
        )

        shown = current_routes([form, text], jurisdiction="england", as_of=DAY, danger=True)

        assert ["text"] == [route.id for route in shown]

    def test_form(self) -> None:
        """On the telephone somebody answers; a form waits."""
        form = attrs.evolve(ROUTE, channel=Channel.WEB, contact="https://example.org")

        assert ROUTE.needs_no_form
        assert not form.needs_no_form


class TestTaxonomy:
    def test_code_twice(self) -> None:
        """Each code of a list stands once."""
        terms = (Term(code="a", label="A"), Term(code="a", label="B"))

        with pytest.raises(InputError, match="each code once"):
            Taxonomy(
                key="demo.list",
                title="List",
                jurisdictions=(Jurisdiction.ENGLAND,),
                terms=terms,
                confidence=Confidence.VERIFIED,
                review_by=DAY,
                sources=(SOURCE,),
            )

    def test_may_be_printed(self) -> None:
        """A sourced list may be printed."""
        listed = Taxonomy(
            key="demo.list",
            title="List",
            jurisdictions=(Jurisdiction.ENGLAND,),
            terms=(Term(code="a", label="A"),),
            confidence=Confidence.SEED,
            review_by=DAY,
            sources=(SOURCE,),
        )

        assert publishable(listed)

    @pytest.mark.parametrize(
        ("nation", "day", "found"),
        [
            (Jurisdiction.ENGLAND, dt.date(2024, 1, 1), "demo.second"),
            (Jurisdiction.ENGLAND, dt.date(2023, 12, 31), UnknownReason.BEFORE_FIRST_VALUE),
            (Jurisdiction.WALES, dt.date(2024, 1, 1), UnknownReason.JURISDICTION_NOT_SUPPORTED),
            (Jurisdiction.SCOTLAND, dt.date(1999, 1, 1), "demo.first"),
            (Jurisdiction.SCOTLAND, dt.date(2025, 12, 31), "demo.first"),
            (Jurisdiction.SCOTLAND, dt.date(2026, 1, 1), UnknownReason.NO_VALUE_ON_DATE),
        ],
    )
    def test_list_of_a_nation_on_a_day(
        self, nation: Jurisdiction, day: dt.date, found: str
    ) -> None:
        """A list is asked of the nations that use it, from its first day to its last."""
        first, second = (
            Taxonomy(
                key=key,
                title="List",
                jurisdictions=(nation_of_list,),
                terms=(Term(code="a", label="A"),),
                confidence=Confidence.SEED,
                review_by=DAY,
                sources=(SOURCE,),
                valid_from=begins,
                valid_to=ends,
            )
            for key, nation_of_list, begins, ends in (
                ("demo.first", Jurisdiction.SCOTLAND, None, dt.date(2025, 12, 31)),
                ("demo.second", Jurisdiction.ENGLAND, dt.date(2024, 1, 1), None),
            )
        )

        answer = taxonomy_at(
            [first, second], jurisdiction=nation, as_of=day, about="lists", where_to_check="Ask."
        )

        assert found == (answer.reason if isinstance(answer, Unknown) else answer.key)


class TestFactSheet:
    PLAN = SheetPlan(
        key="demo.sheet",
        title="Demo",
        jurisdictions=(Jurisdiction.ENGLAND, Jurisdiction.WALES),
        review_by=dt.date(2027, 1, 1),
        where_else="The other nations' sites.",
        sections=(
            SectionPlan(title="Limit", facts=("demo.limit",), sources=(SOURCE,)),
            SectionPlan(title="Welsh", words=("Wales.",), jurisdictions=(Jurisdiction.WALES,)),
        ),
    )

    def test_sheet(self) -> None:
        """A sheet has the nation's sections, facts, routes and sources, each source once."""
        sheet = make_fact_sheet(
            self.PLAN,
            book=FactBook(facts=(FACT,)),
            routes=[ROUTE],
            jurisdiction="england",
            as_of=DAY,
        )

        assert not isinstance(sheet, Unknown)
        assert ["Limit"] == [section.title for section in sheet.sections]
        assert (FACT,) == sheet.sections[0].facts
        assert (ROUTE,) == sheet.routes
        assert (SOURCE,) == sheet.sources
        assert "not legal advice" in sheet.not_legal_advice
        assert not sheet.review_overdue

    def test_unpublishable_fact(self) -> None:
        """A fact that may not be printed is not on the sheet."""
        book = FactBook(facts=(attrs.evolve(FACT, check_by_person=True),))

        sheet = make_fact_sheet(self.PLAN, book=book, routes=[], jurisdiction="england", as_of=DAY)

        assert not isinstance(sheet, Unknown)
        assert () == sheet.sections[0].facts

    def test_fact_of_another_nation(self) -> None:
        """What is not known in a nation is said to be unknown there."""
        sheet = make_fact_sheet(
            self.PLAN, book=FactBook(facts=(FACT,)), routes=[], jurisdiction="wales", as_of=DAY
        )

        assert not isinstance(sheet, Unknown)
        assert () == sheet.sections[0].facts
        assert 1 == len(sheet.sections[0].unknown)

    def test_nation_not_covered(self) -> None:
        """One nation's text is never shown to another."""
        answer = make_fact_sheet(
            self.PLAN, book=FactBook(facts=(FACT,)), routes=[], jurisdiction="scotland", as_of=DAY
        )

        assert isinstance(answer, Unknown)
        assert "The other nations' sites." == answer.where_to_check

    def test_overdue(self) -> None:
        """A sheet that leans on something overdue says so."""
        sheet = make_fact_sheet(
            self.PLAN,
            book=FactBook(facts=(FACT,)),
            routes=[attrs.evolve(ROUTE, review_by=dt.date(2026, 1, 1))],
            jurisdiction="england",
            as_of=DAY,
        )

        assert not isinstance(sheet, Unknown)
        assert sheet.review_overdue
