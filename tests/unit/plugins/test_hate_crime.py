"""Hate crime: emergency first, five strands, no text, and no count that outs somebody."""

import datetime as dt

import attrs
import pytest

from safetykit.content import Fact, Jurisdiction, Taxonomy, Unknown, publishable
from safetykit.errors import InputError
from safetykit.plugins import hate_crime as hc
from safetykit.plugins.hate_crime.data import CONTENT

DAY = dt.date(2026, 11, 22)


def reports(count: int, *strands: str) -> list[hc.HateReport]:
    """Return some reports of one kind."""
    return [hc.HateReport(strands=strands, reported_on=DAY)] * count


class TestStrands:
    @pytest.mark.parametrize(("nation", "count"), [("england", 5), ("wales", 5), ("scotland", 7)])
    def test_of_a_nation(self, nation: str, count: int) -> None:
        """Each nation has a list of its own; Scotland's has age, and not sex."""
        found = hc.strands(nation, DAY)

        assert isinstance(found, Taxonomy)
        codes = {term.code for term in found.terms}
        assert count == len(codes)
        assert ("age" in codes) is (nation == "scotland")
        assert "sex" not in codes

    def test_the_types_are_the_list(self) -> None:
        """What a report may hold is what the list of England and Wales names."""
        found = hc.strands("england", DAY)

        assert isinstance(found, Taxonomy)
        assert {term.code for term in found.terms} == {strand.value for strand in hc.Strand}

    @pytest.mark.parametrize(
        ("nation", "day"),
        [
            ("northern_ireland", DAY),
            ("scotland", dt.date(2024, 3, 31)),
            ("wales", dt.date(2010, 1, 1)),
        ],
    )
    def test_unknown(self, nation: str, day: dt.date) -> None:
        """A nation or a day that no list covers has no answer."""
        assert isinstance(hc.strands(nation, day), Unknown)


class TestReports:
    def test_no_strand(self) -> None:
        """A record of a hate crime names at least one strand."""
        with pytest.raises(InputError, match="strands: expected at least one strand"):
            hc.HateReport(strands=[], reported_on=DAY)

    def test_age(self) -> None:
        """Age is not monitored in England and Wales; a force may record it in its own list."""
        with pytest.raises(
            InputError, match=r"expected a monitored strand, got 'age'.*list of its own"
        ):
            hc.HateReport(strands=["race", "age"], reported_on=DAY)

    def test_one_word(self) -> None:
        """One strand is still a list."""
        with pytest.raises(InputError, match=r'expected a list of strands.*Write \["race"\]'):
            hc.HateReport(strands="race", reported_on=DAY)

    def test_no_text(self) -> None:
        """Nothing that was said or done, and nobody's name, fits into a report."""
        fields = {field.name for field in attrs.fields(hc.HateReport)}

        assert {"strands", "reported_on", "third_party"} == fields

    def test_strand_named_twice(self) -> None:
        """A strand counts once in a report."""
        (report,) = reports(1, "race", "Race")

        assert (hc.Strand.RACE,) == report.strands


class TestCounts:
    def test_several_strands(self) -> None:
        """A report of two strands stands under both, and the caveat says so."""
        pytest.importorskip("numpy")
        found = hc.count_strands(reports(20, "race", "religion") + reports(12, "race"))
        shown = dict(found.shown)

        assert ("32", "20", "52") == (shown["race"], shown["religion"], shown["all strands"])
        assert any("under each" in caveat for caveat in found.caveats)

    def test_nobody_is_outed(self) -> None:
        """Fewer than ten are hidden, and a second count with them: none can be worked out."""
        pytest.importorskip("numpy")
        found = hc.count_strands(
            reports(9, "transgender") + reports(30, "race") + reports(11, "religion")
        )
        shown = dict(found.shown)

        assert "*" == shown["transgender"]
        assert ["transgender", "religion"] == sorted(
            (name for name, count in shown.items() if count == "*"), reverse=True
        )
        assert "50" == shown["all strands"]

    def test_ten(self) -> None:
        """Ten can be shown."""
        pytest.importorskip("numpy")
        shown = dict(hc.count_strands(reports(10, "race") + reports(10, "religion")).shown)

        assert "*" not in shown.values()

    def test_threshold(self) -> None:
        """The threshold can be raised, not lowered."""
        with pytest.raises(InputError, match="threshold: expected 10 or more, got 5"):
            hc.count_strands(reports(30, "race"), threshold=5)

    def test_nothing(self) -> None:
        """No reports are no table."""
        with pytest.raises(InputError, match="reports: expected at least one report"):
            hc.count_strands([])


class TestRoutes:
    @pytest.mark.parametrize("nation", Jurisdiction)
    @pytest.mark.parametrize("situation", hc.Situation)
    def test_emergency_first(self, nation: Jurisdiction, situation: hc.Situation) -> None:
        """Emergency first, and in danger a person answers on every route."""
        assert hc.reporting_options(nation, DAY, situation)[0].emergency
        for route in hc.reporting_options(nation, DAY, situation, danger=True):
            assert route.needs_no_form

    def test_without_a_name(self) -> None:
        """Who gives no name is led to Crimestoppers, not to the police."""
        found = [route.contact for route in hc.reporting_options("england", DAY, "anonymous")]

        assert "0800 555 111" in found
        assert "101" not in found

    def test_address_that_nobody_opened(self) -> None:
        """An address from general knowledge is held, and not given out."""
        held = {route.contact for route in CONTENT.routes}
        given = {route.contact for route in hc.reporting_options("england", DAY)}

        assert {"https://www.report-it.org.uk"} <= held - given


class TestLaw:
    def test_recording_and_prosecution(self) -> None:
        """What is recorded and what is proven are apart; the law of 2026 is not known."""
        *known, extension = hc.explain_recording_and_prosecution("england", DAY)

        assert all(isinstance(fact, Fact) for fact in known)
        assert isinstance(extension, Unknown)
        assert "commencement_unknown" == extension.reason.value

    def test_elsewhere(self) -> None:
        """What the police of another nation record is held; what its courts want is not guessed."""
        *recorded, aggravated, uplift, extension = hc.explain_recording_and_prosecution(
            "scotland", DAY
        )

        assert ["scotland"] * 2 == [nation for fact in recorded for nation in fact.jurisdictions]
        assert all(isinstance(answer, Unknown) for answer in (aggravated, uplift, extension))

    @pytest.mark.parametrize(
        ("day", "known"), [(dt.date(2026, 2, 28), True), (dt.date(2026, 3, 1), False), (DAY, False)]
    )
    def test_non_crime_incidents(self, day: dt.date, known: bool) -> None:
        """Since the review of March 2026 nothing is said of them, and never on a page."""
        key = "hate_crime.non_crime_incidents"
        found = CONTENT.book.at(key, jurisdiction="england", as_of=day)

        assert known is isinstance(found, Fact)
        assert not any(publishable(fact) for fact in CONTENT.book if fact.key == key)
