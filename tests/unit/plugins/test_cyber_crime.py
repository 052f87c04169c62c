"""Cyber crime: emergency first, a person for a live attack, an exact clock, nothing pasted."""

import datetime as dt
import inspect

import pytest

from safetykit.content import Fact, Jurisdiction, Unknown, publishable
from safetykit.errors import InputError
from safetykit.plugins import cyber_crime as cy
from safetykit.plugins.cyber_crime.data import CONTENT

DAY = dt.date(2026, 11, 22)


class TestRoutes:
    @pytest.mark.parametrize("nation", Jurisdiction)
    @pytest.mark.parametrize("situation", cy.Situation)
    def test_emergency_first(self, nation: Jurisdiction, situation: cy.Situation) -> None:
        """Emergency first; while it goes on, or in danger, a person answers on every route."""
        for urgent in ({"live": True}, {"danger": True}, {}):
            found = cy.reporting_routes(nation, DAY, situation, **urgent)  # type: ignore[arg-type]

            assert found[0].emergency
            assert not urgent or all(route.needs_no_form for route in found)

    @pytest.mark.parametrize(
        ("day", "brand"),
        [(dt.date(2025, 12, 3), "Action Fraud"), (dt.date(2025, 12, 4), "Report Fraud")],
    )
    def test_brand(self, day: dt.date, brand: str) -> None:
        """The service bears the name of its day, and no other."""
        brands = {route.brand for route in cy.reporting_routes("wales", day, "business")}

        assert {brand, ""} == brands

    def test_scotland(self) -> None:
        """Scotland reports to Police Scotland, and has a hub of its own."""
        found = cy.reporting_routes("scotland", DAY, "business", live=True)

        assert {"999", "101", "0808 281 3580"} <= {route.contact for route in found}
        assert "0300 123 2040" not in {route.contact for route in found}

    @pytest.mark.parametrize(
        ("situation", "contact"),
        [
            ("email", "report@phishing.gov.uk"),
            ("text", "7726"),
            ("website", "https://www.ncsc.gov.uk"),
        ],
    )
    def test_phishing(self, situation: str, contact: str) -> None:
        """Each channel has its own place to report to."""
        assert contact in [r.contact for r in cy.reporting_routes("england", DAY, situation)]

    def test_number_that_nobody_rang(self) -> None:
        """A helpline that a person has yet to ring is held and not given out."""
        found = cy.reporting_routes("england", DAY, "images_adult")

        assert "0345 6000 459" not in [route.contact for route in found]
        assert "0345 6000 459" in [route.contact for route in CONTENT.routes]


class TestClock:
    def test_hours_pass(self) -> None:
        """Seventy-two hours, weekends counted."""
        found = cy.ico_clock("england", dt.datetime(2026, 11, 20, 17, 0, tzinfo=dt.UTC))

        assert isinstance(found, cy.BreachClock)
        assert dt.datetime(2026, 11, 23, 17, 0, tzinfo=dt.UTC) == found.tell_by

    def test_clocks_change(self) -> None:
        """When the clocks go forward, the same seventy-two hours end an hour later by the wall."""
        zoneinfo = pytest.importorskip("zoneinfo")
        try:
            london = zoneinfo.ZoneInfo("Europe/London")
        except zoneinfo.ZoneInfoNotFoundError:
            pytest.skip("no time zone data here")
        found = cy.ico_clock("wales", dt.datetime(2026, 3, 28, 12, 0, tzinfo=london))

        assert isinstance(found, cy.BreachClock)
        assert "2026-03-31T13:00:00+01:00" == found.tell_by.isoformat()

    @pytest.mark.parametrize("moment", [dt.datetime(2026, 11, 20, 17, 0), DAY, "now"])  # noqa: DTZ001 - the fault
    def test_no_time_zone(self, moment: object) -> None:
        """A moment without a time zone could be two moments."""
        with pytest.raises(InputError, match="a date and time with a time zone"):
            cy.ico_clock("england", moment)  # type: ignore[arg-type]

    def test_before_the_rule(self) -> None:
        """Before May 2018 the rule was not there."""
        moment = dt.datetime(2018, 5, 24, 12, 0, tzinfo=dt.UTC)

        assert isinstance(cy.ico_clock("england", moment), Unknown)


class TestKinds:
    @pytest.mark.parametrize(
        ("signs", "kinds"),
        [
            (["hacking"], ["dependent"]),
            (["fraud"], ["enabled"]),
            (["fraud", "malware"], ["dependent", "enabled"]),
            (["ransomware"], ["dependent", "enabled"]),
            ([], []),
        ],
    )
    def test_classify(self, signs: list[str], kinds: list[str]) -> None:
        """What needs a computer, and what a computer makes larger."""
        assert kinds == [kind.value for kind in cy.classify(signs)]

    def test_pasted_text(self) -> None:
        """A text is no sign: nothing reads what somebody pastes."""
        with pytest.raises(InputError, match="signs: expected one of hacking"):
            cy.classify(["my password is hunter2"])
        for name in cy.__all__:
            public = getattr(cy, name)
            if inspect.isfunction(public):
                assert not {"description", "text", "notes"} & set(
                    inspect.signature(public).parameters
                )


def test_offences() -> None:
    """Five offences in England and Wales; the longest of their maxima has yet to be checked."""
    found = cy.offences("wales", DAY)

    assert not isinstance(found, Unknown)
    assert 5 == len(found)
    assert all(publishable(fact) for fact in found)
    assert isinstance(cy.offences("scotland", DAY), Unknown)
    maxima = [fact for fact in CONTENT.book if fact.key.endswith(".most")]
    withheld = [fact.key for fact in maxima if not publishable(fact)]
    assert 5 == len(maxima)
    assert ["cyber_crime.offence.serious_damage.most"] == withheld


@pytest.mark.parametrize("nation", Jurisdiction)
def test_sheet(nation: Jurisdiction) -> None:
    """The sheet says to isolate and not to wipe, and shows publishable facts only."""
    (sheet,) = CONTENT.fact_sheets(jurisdiction=nation, as_of=DAY)

    assert not isinstance(sheet, Unknown)
    words = " ".join(text for section in sheet.sections for text in section.words)
    assert "Do not wipe it" in words
    facts = [fact for section in sheet.sections for fact in section.facts]
    assert facts
    assert all(isinstance(fact, Fact) and publishable(fact) for fact in facts)
