"""Fraud prevention: emergency first, the right nation's service, no expired name, never "safe"."""

import datetime as dt

import pytest

from safetykit.content import Jurisdiction, Unknown, make_explainer, publishable
from safetykit.errors import InputError
from safetykit.plugins import fraud_prevention as fp
from safetykit.plugins.fraud_prevention.data import CONTENT

DAY = dt.date(2026, 11, 22)


def labels(*args: object, **more: object) -> list[str]:
    """Return the labels of the routes for some arguments."""
    return [route.label for route in fp.reporting_routes(*args, **more)]  # type: ignore[arg-type]


class TestReportingRoutes:
    @pytest.mark.parametrize(
        ("day", "now", "not_now"),
        [
            (dt.date(2025, 12, 3), "Action Fraud", "Report Fraud"),
            (dt.date(2025, 12, 4), "Report Fraud", "Action Fraud"),
        ],
    )
    @pytest.mark.parametrize("nation", ["ENGLAND", "wales", "Northern Ireland"])
    def test_change_of_name(self, nation: str, day: dt.date, now: str, not_now: str) -> None:
        """Action Fraud until 3 December 2025, Report Fraud from the 4th; the number stayed."""
        found = fp.reporting_routes(nation, day, "fraud")

        assert any(r.label == now and r.contact == "0300 123 2040" for r in found)
        assert not_now not in [route.brand for route in found]

    @pytest.mark.parametrize("day", [dt.date(2025, 12, 3), DAY])
    def test_scotland(self, day: dt.date) -> None:
        """Scotland reports to Police Scotland on 101, never to Report Fraud."""
        for situation in fp.Situation:
            found = fp.reporting_routes("SCOTLAND", day, situation)

            assert any(r.label == "Police Scotland" and r.contact == "101" for r in found)
            assert not {"Report Fraud", "Action Fraud"} & {route.brand for route in found}
            assert "0300 123 2040" not in [route.contact for route in found]

    def test_order(self) -> None:
        """Emergency, then the bank, then reporting, then support."""
        stages = [r.stage.rank for r in fp.reporting_routes("england", DAY, "money_just_sent")]

        assert sorted(stages) == stages
        assert [0, 1] == stages[:2]

    def test_in_progress(self) -> None:
        """While it is happening, nobody is sent to a form."""
        found = fp.reporting_routes("england", DAY, "in_progress")

        assert all(route.needs_no_form for route in found)

    def test_danger(self) -> None:
        """In danger, nobody is sent to a form, even about a website."""
        found = fp.reporting_routes("wales", DAY, fp.Situation.SCAM_WEBSITE, danger=True)

        assert "999" == found[0].contact
        assert all(route.needs_no_form for route in found)

    @pytest.mark.parametrize(
        ("situation", "contact"),
        [
            ("suspicious_email", "report@phishing.gov.uk"),
            ("suspicious_text", "7726"),
            ("scam_website", "https://www.ncsc.gov.uk"),
            ("investment", "https://www.fca.org.uk"),
            ("doorstep", "0808 223 1133"),
            ("anonymous", "0800 555 111"),
        ],
    )
    def test_situations(self, situation: str, contact: str) -> None:
        """Each situation has its own route."""
        found = fp.reporting_routes("england", DAY, situation)

        assert contact in [route.contact for route in found]

    @pytest.mark.parametrize(
        ("situation", "contact"),
        [("business_live_attack", "0808 281 3580"), ("doorstep", "0808 164 6000")],
    )
    def test_scottish_situations(self, situation: str, contact: str) -> None:
        """Scotland has its own hub and its own advice line."""
        found = fp.reporting_routes("scotland", DAY, situation)

        assert contact in [route.contact for route in found]

    def test_unchecked_numbers(self) -> None:
        """Numbers from general knowledge are not given out."""
        contacts = {
            route.contact
            for nation in Jurisdiction
            for situation in fp.Situation
            for route in fp.reporting_routes(nation, DAY, situation)
        }

        assert not {"159", "18000"} & contacts
        assert "0800 160 1985" in contacts
        assert {"159", "18000"} <= {route.contact for route in CONTENT.routes}

    @pytest.mark.parametrize("word", ["fraud", "Fraud", "CYBER", "scam", "happened"])
    def test_words(self, word: str) -> None:
        """The words that people use mean that it has happened."""
        assert labels("england", DAY, "happened") == labels("england", DAY, word)

    def test_keywords(self) -> None:
        """The three arguments may be named."""
        found = labels(jurisdiction="england", as_of=DAY, situation="happened")

        assert labels("england", DAY, "happened") == found

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (("UK", DAY, "fraud"), "Name one nation"),
            (("england", "2026-11-22", "fraud"), "as_of: expected a date"),
            (("england", DAY, "happend_"), 'Did you mean "happened"'),
        ],
    )
    def test_refused(self, arguments: tuple[object, ...], words: str) -> None:
        """What cannot be answered is refused, with what to try."""
        with pytest.raises(InputError, match=words):
            labels(*arguments)


class TestLegacy:
    @pytest.mark.parametrize("name", ["Action Fraud", "ACTION_FRAUD", "action-fraud"])
    def test_new_name(self, name: str) -> None:
        """Old content keeps working, with a note."""
        found = fp.resolve_legacy_route(name, as_of=DAY)

        assert ("Report Fraud", True) == (found.name, found.changed)
        assert "Action Fraud is now Report Fraud." in found.note
        assert "In Scotland, report to Police Scotland on 101." in found.note
        assert found.routes

    @pytest.mark.parametrize("name", ["NECVCU", "National Economic Crime Victim Care Unit"])
    def test_victim_unit(self, name: str) -> None:
        """The unit for victims changed its name on the same day, and is found by its letters."""
        found = fp.resolve_legacy_route(name, as_of=DAY)
        before = fp.resolve_legacy_route(name, as_of=dt.date(2025, 12, 3))

        assert ("Report Fraud Victim Service", True) == (found.name, found.changed)
        assert ("National Economic Crime Victim Care Unit", False) == (before.name, before.changed)

    def test_old_name_in_its_time(self) -> None:
        """Before the change the old name stands."""
        found = fp.resolve_legacy_route("Action Fraud", as_of=dt.date(2025, 12, 3))

        assert ("Action Fraud", False) == (found.name, found.changed)

    def test_wrong_nation(self) -> None:
        """Asking for Report Fraud in Scotland is refused, with the right route."""
        with pytest.raises(InputError, match="Scotland reports to Police Scotland on 101"):
            fp.resolve_legacy_route("Report Fraud", as_of=DAY, jurisdiction="SCOTLAND")
        with pytest.raises(InputError, match="a nation that Police Scotland serves"):
            fp.resolve_legacy_route("Police Scotland", as_of=DAY, jurisdiction="wales")

    def test_right_nation(self) -> None:
        """A nation that is served gets its answer."""
        found = fp.resolve_legacy_route("Police Scotland", as_of=DAY, jurisdiction="scotland")

        assert (Jurisdiction.SCOTLAND,) == found.jurisdictions
        assert "In Scotland, report" not in found.note

    def test_before_it_began(self) -> None:
        """A name that nobody bore yet is refused."""
        with pytest.raises(InputError, match="Report Fraud had not begun"):
            fp.resolve_legacy_route("Report Fraud", as_of=dt.date(2025, 12, 3))

    @pytest.mark.parametrize("name", ["Axtion Fraud", None])
    def test_unknown_name(self, name: object) -> None:
        """An unknown name is refused."""
        with pytest.raises(InputError, match="one of Action Fraud, National"):
            fp.resolve_legacy_route(name, as_of=DAY)  # type: ignore[arg-type]


class TestScreenOffer:
    def test_nothing_seen(self) -> None:
        """No warning sign is no all-clear."""
        (hit,) = fp.screen_offer([])

        assert hit.flag is None
        assert "can still be a fraud" in hit.explanation

    def test_signs(self) -> None:
        """Each sign is explained once, with its source."""
        hits = fp.screen_offer(["cold_call", fp.RedFlag.PRESSURE, "Cold call"])

        assert [fp.RedFlag.COLD_CALL, fp.RedFlag.PRESSURE, None] == [hit.flag for hit in hits]
        assert all(hit.sources for hit in hits)

    def test_no_safe_value(self) -> None:
        """No name, field or word of the answer means safe."""
        words = " ".join(fp.RedFlagHit.__slots__) + " ".join(fp.RedFlag)

        assert not any(word in words for word in ("safe", "genuine", "score", "ok"))

    def test_list_and_code_agree(self) -> None:
        """The signs in code are those of the list."""
        (listed,) = [t for t in CONTENT.taxonomies if t.key.endswith("red_flags_investment")]

        assert [flag.value for flag in fp.RedFlag] == [term.code for term in listed.terms]


def test_reimbursement_cap_is_not_printed() -> None:
    """The cap since October 2025 has yet to be checked again, so it stays off public pages."""
    caps = [fact for fact in CONTENT.book if fact.key == "fraud_prevention.app.cap"]

    assert [True, False] == [publishable(fact) for fact in caps]
    assert [dt.date(2025, 9, 30), None] == [fact.valid_to for fact in caps]
    (explainer, _) = CONTENT.explainers
    page = make_explainer(explainer, book=CONTENT.book, jurisdiction="england", as_of=DAY)
    assert not isinstance(page, Unknown)
    keys = [fact.key for question in page.questions for fact in question.facts]
    assert "fraud_prevention.app.excess" in keys
    assert "fraud_prevention.app.cap" not in keys
