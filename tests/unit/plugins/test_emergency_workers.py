"""Emergency workers: who is covered, the maximum by two dates, what is promised, honest change."""

import datetime as dt
from decimal import Decimal

import pytest

from safetykit.content import FactBook, FactSheet, Jurisdiction, Unknown, UnknownReason, publishable
from safetykit.errors import InputError
from safetykit.plugins import emergency_workers as ew
from safetykit.plugins.emergency_workers import sentences
from safetykit.plugins.emergency_workers.data import CONTENT

DAY = dt.date(2026, 11, 22)


def most(offence: str, convicted: str, mode: str, nation: str = "england") -> ew.SentenceMax:
    """Return the maximum, which must be known."""
    days = dt.date.fromisoformat(offence), dt.date.fromisoformat(convicted)
    answer = ew.max_sentence(nation, DAY, *days, mode)
    assert isinstance(answer, ew.SentenceMax)
    return answer


class TestMaxSentence:
    @pytest.mark.parametrize(
        ("offence", "months"),
        [("2018-11-13", 12), ("2022-06-27", 12), ("2022-06-28", 24), ("2026-01-01", 24)],
    )
    @pytest.mark.parametrize("convicted", ["2026-01-01", "2026-11-22"])
    def test_indictment(self, offence: str, months: int, convicted: str) -> None:
        """In the Crown Court the day of the offence decides, whenever the conviction."""
        found = most(offence, convicted, "indictment")

        assert months == found.months
        assert ("offence_date",) == found.decided_by

    @pytest.mark.parametrize(
        ("offence", "convicted", "months"),
        [
            ("2022-05-01", "2024-12-01", 6),
            ("2022-05-02", "2022-05-02", 12),
            ("2022-05-02", "2023-03-29", 12),
            ("2022-05-02", "2023-03-30", 6),
            ("2023-01-10", "2023-04-05", 6),
            ("2023-01-10", "2024-11-17", 6),
            ("2023-01-10", "2024-11-18", 12),
            ("2023-01-10", "2024-12-01", 12),
        ],
    )
    def test_summary(self, offence: str, convicted: str, months: int) -> None:
        """In a magistrates' court both days decide, from 2 May 2022."""
        assert months == most(offence, convicted, "summary", "wales").months

    def test_decided_by(self) -> None:
        """The answer names the days that decided it, and a fact for each."""
        old = most("2022-05-01", "2024-12-01", "summary")
        new = most("2022-05-02", "2024-12-01", "summary")

        assert (("offence_date",), 1) == (old.decided_by, len(old.facts))
        assert (("offence_date", "conviction_date"), 2) == (new.decided_by, len(new.facts))

    @pytest.mark.parametrize("offence", [dt.date(2018, 11, 12), dt.date(2017, 5, 1)])
    def test_before_the_act(self, offence: dt.date) -> None:
        """Before 13 November 2018 there was no such offence."""
        with pytest.raises(InputError, match="only to offences on or after 13 November 2018"):
            ew.max_sentence("england", DAY, offence, DAY, "indictment")

    def test_order(self) -> None:
        """Nobody is convicted before the offence, or after the day of the question."""
        day = dt.date(2024, 1, 2)

        with pytest.raises(InputError, match="on or after the offence"):
            ew.max_sentence("england", DAY, day, dt.date(2024, 1, 1), "summary")
        with pytest.raises(InputError, match="pass as_of: later changes are not known"):
            ew.max_sentence("england", DAY, day, dt.date(2027, 1, 1), "summary")

    @pytest.mark.parametrize(
        ("nation", "words"),
        [("SCOTLAND", r"Emergency Workers \(Scotland\) Act 2005"), ("northern_ireland", "its own")],
    )
    def test_wrong_nation(self, nation: str, words: str) -> None:
        """The Act does not extend there; the error names what does."""
        with pytest.raises(InputError, match=words):
            ew.max_sentence(nation, DAY, DAY, DAY, "summary")

    def test_mode(self) -> None:
        """A mode of trial is one of two."""
        with pytest.raises(InputError, match="one of indictment, summary"):
            ew.max_sentence("england", DAY, DAY, DAY, "crown")

    def test_dates_are_required(self) -> None:
        """Both dates must be given."""
        with pytest.raises(TypeError, match="conviction_date"):
            ew.max_sentence("england", DAY, DAY, mode="summary")  # type: ignore[call-arg]

    def test_never_a_likely_sentence(self) -> None:
        """The answer carries the statute, and says that a maximum is not a likely sentence."""
        words = str(most("2023-01-10", "2024-12-01", "indictment"))

        assert "Act 2018, section 1" in words
        assert "A maximum, not a likely sentence" in words

    def test_overdue(self) -> None:
        """Past its review date the answer says so."""
        answer = ew.max_sentence("england", dt.date(2027, 1, 1), DAY, DAY, "summary")

        assert isinstance(answer, ew.SentenceMax)
        assert any("should have been reviewed" in text for text in answer.caveats)

    def test_first_day_of_code_and_content(self) -> None:
        """The day in the code is that of the fact."""
        (fact,) = [f for f in CONTENT.book if f.key == "emergency_workers.act.in_force"]

        assert dt.date(2018, 11, 13) == fact.valid_from
        assert ew.max_sentence("wales", DAY, fact.valid_from, DAY, "summary")

    @pytest.mark.parametrize("key", ["s1.summary", "general_limit"])
    def test_gap_in_what_is_held(self, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where the law of the day is not held, the maximum is Unknown and no older one is used."""
        name = f"emergency_workers.{key}"
        kept = tuple(f for f in CONTENT.book if f.key != name or f.valid_to)
        monkeypatch.setattr(sentences.CONTENT, "book", FactBook(facts=kept))

        answer = ew.max_sentence("england", DAY, DAY, DAY, "summary")

        assert isinstance(answer, Unknown)
        assert UnknownReason.NO_VALUE_ON_DATE is answer.reason


class TestWorkers:
    @pytest.mark.parametrize("role", ["constable", "nca_officer", "Prison Officer"])
    def test_named_offices(self, role: str) -> None:
        """The list names these offices; there is nothing more to ask."""
        answer = ew.is_emergency_worker(role, "england", DAY)

        assert isinstance(answer, ew.Determination)
        assert (ew.Covered.YES, "") == (answer.answer, answer.question)

    @pytest.mark.parametrize(
        ("met", "expected"),
        [(None, ew.Covered.DEPENDS), (True, ew.Covered.YES), (False, ew.Covered.NO)],
    )
    @pytest.mark.parametrize("role", ["nhs", "police_staff", "custody_officer", "fire_services"])
    def test_depends_on_the_work(self, role: str, met: bool | None, expected: ew.Covered) -> None:
        """For other groups the work decides, and what is not known stays open."""
        answer = ew.is_emergency_worker(role, "wales", DAY, condition_met=met)

        assert isinstance(answer, ew.Determination)
        assert expected is answer.answer
        assert bool(answer.question) is (met is None)

    def test_none_of_these(self) -> None:
        """Whoever is not on the list is told that other law applies."""
        answer = ew.is_emergency_worker("none_of_these", "england", DAY)

        assert isinstance(answer, ew.Determination)
        assert ew.Covered.NO is answer.answer
        assert "other law applies" in answer.caveats[0]

    @pytest.mark.parametrize("title", ["nurse", "paramedic", "police officer", ""])
    def test_job_title(self, title: str) -> None:
        """A job title alone never decides."""
        with pytest.raises(InputError, match="job title alone does not decide"):
            ew.is_emergency_worker(title, "england", DAY)

    def test_functions_are_another_question(self) -> None:
        """Being on the list is not all that the offence asks."""
        answer = ew.is_emergency_worker("constable", "england", DAY)

        assert isinstance(answer, ew.Determination)
        assert "in the exercise of functions" in answer.caveats[0]

    @pytest.mark.parametrize(
        ("nation", "day", "reason"),
        [
            ("scotland", DAY, UnknownReason.JURISDICTION_NOT_SUPPORTED),
            ("england", dt.date(2018, 11, 12), UnknownReason.BEFORE_FIRST_VALUE),
        ],
    )
    def test_unknown(self, nation: str, day: dt.date, reason: UnknownReason) -> None:
        """Another nation, or a day before the Act: not known."""
        answer = ew.is_emergency_worker("constable", nation, day)

        assert isinstance(answer, Unknown)
        assert reason is answer.reason

    def test_roles_are_the_list(self) -> None:
        """The groups in code are the terms of the list."""
        (listed,) = [t for t in CONTENT.taxonomies if t.key == "emergency_workers.section_3"]
        codes = [term.code for term in listed.terms]

        assert [*codes, "none_of_these"] == [role.value for role in ew.WorkerRole]


class TestFrameworks:
    @pytest.mark.parametrize("role", ew.Role)
    @pytest.mark.parametrize("document", ew.FrameworkDocument)
    def test_expectations(self, document: ew.FrameworkDocument, role: ew.Role) -> None:
        """Each document asks something of each, and no court enforces it."""
        found = ew.expectations(document, role, "england", DAY)

        assert isinstance(found, ew.Framework)
        assert found.expectations
        assert "none" == found.legal_force

    def test_unread_text_is_not_printed(self) -> None:
        """The agreement's text was not read, so nothing that it asks may be printed."""
        found = ew.expectations("joint_agreement", "victim", "england", DAY)

        assert isinstance(found, ew.Framework)
        assert not any(publishable(fact) for fact in found.expectations)

    def test_successor(self) -> None:
        """The memorandum followed the agreement."""
        assert ew.FrameworkDocument.MEMORANDUM is ew.FrameworkDocument.JOINT_AGREEMENT.superseded_by
        assert ew.FrameworkDocument.MEMORANDUM.superseded_by is None

    def test_before_the_agreement(self) -> None:
        """Before 6 January 2020 there was no agreement."""
        day = dt.date(2020, 1, 5)

        assert isinstance(ew.expectations("joint_agreement", "victim", "england", day), Unknown)
        later = ew.expectations("joint_agreement", "victim", "england", dt.date(2020, 1, 6))
        assert isinstance(later, ew.Framework)

    @pytest.mark.parametrize(
        ("day", "words"), [("2025-04-30", "prefer the section 1"), ("2025-05-01", "full range")]
    )
    def test_charging(self, day: str, words: str) -> None:
        """The approach to charging changed on 1 May 2025."""
        answer = ew.charging_guidance("wales", dt.date.fromisoformat(day))

        assert not isinstance(answer, Unknown)
        assert words in answer.value.text

    def test_new_offence_of_abuse(self) -> None:
        """The offence of 2026 is enacted, and its commencement is not known."""
        answer = CONTENT.book.at("emergency_workers.abuse.2026", jurisdiction="wales", as_of=DAY)

        assert isinstance(answer, Unknown)
        assert UnknownReason.COMMENCEMENT_UNKNOWN is answer.reason


class TestSeries:
    def of_facts(self, kind: str, *notes: str) -> ew.AssaultSeries:
        """Return the series that the facts hold."""
        facts = [f for f in CONTENT.book if f.key == f"emergency_workers.assaults.{kind}"]
        years = tuple((str(f.valid_from.year), int(f.value.require_number())) for f in facts)
        return ew.AssaultSeries(title=kind, years=years, recording_notes=notes)

    @pytest.mark.parametrize(
        ("kind", "percent"), [("without_injury", "13.5"), ("with_injury", "27.5")]
    )
    def test_figures_of_the_plan(self, kind: str, percent: str) -> None:
        """The plan's growth figures follow from its counts."""
        assert Decimal(percent) == self.of_facts(kind).percent_change("2017", "2018").percent

    def test_recording_is_always_noted(self) -> None:
        """A change carries the notes on recording, and a large one asks about it."""
        change = self.of_facts("with_injury", "New category.").percent_change("2017", "2018")

        assert ("More than 25 per cent: check whether the recording changed.", "New category.") == (
            change.caveats
        )

    @pytest.mark.parametrize(("base", "now", "noted"), [(19, 19, True), (20, 20, False)])
    def test_small_base(self, base: int, now: int, noted: bool) -> None:
        """A percentage of fewer than 20 is flagged."""
        series = ew.AssaultSeries(title="Few", years=(("a", base), ("b", now)))

        assert noted is any("below 20" in t for t in series.percent_change("a", "b").caveats)

    @pytest.mark.parametrize(("now", "noted"), [(125, False), (126, True), (75, False), (74, True)])
    def test_large_change(self, now: int, noted: bool) -> None:
        """More than 25 per cent either way raises the question; 25 exactly does not."""
        series = ew.AssaultSeries(title="Many", years=(("a", 100), ("b", now)))

        assert noted is any("25 per cent" in t for t in series.percent_change("a", "b").caveats)

    def test_refused(self) -> None:
        """Years that are not held or not in order, a base of 0, and counts that are none."""
        series = ew.AssaultSeries(title="Some", years=(("a", 0), ("b", 1)))

        with pytest.raises(InputError, match="a year of the series: a, b"):
            series.percent_change("a", "c")
        with pytest.raises(InputError, match="a year after the base"):
            series.percent_change("b", "a")
        with pytest.raises(InputError, match="a count above 0"):
            series.percent_change("a", "b")
        with pytest.raises(InputError, match="whole number, 0 or more"):
            ew.AssaultSeries(title="Bad", years=(("a", -1),))
        with pytest.raises(InputError, match="at least one year, each once"):
            ew.AssaultSeries(title="Bad", years=(("a", 1), ("a", 2)))


def test_sheet_prints_no_unread_text() -> None:
    """The sheet holds the maximum of the day and nothing that a person has yet to check."""
    (sheet,) = CONTENT.fact_sheets(jurisdiction=Jurisdiction.ENGLAND, as_of=DAY)

    assert isinstance(sheet, FactSheet)
    keys = {fact.key for section in sheet.sections for fact in section.facts}
    assert "emergency_workers.s1.indictment" in keys
    assert not any(key.startswith("emergency_workers.expects.joint_agreement") for key in keys)
    assert "emergency_workers.abuse.2026" not in keys
