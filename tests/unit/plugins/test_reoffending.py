"""Reoffending: a rate when its time has run, an interval for few, and nobody decided on."""

from __future__ import annotations

import datetime as dt
import inspect
from typing import TYPE_CHECKING

import pytest

from safetykit.content import (
    Ending,
    Explainer,
    Guide,
    Jurisdiction,
    Unknown,
    publishable,
    walk,
)
from safetykit.errors import InputError
from safetykit.plugins import reoffending as ro
from safetykit.plugins.reoffending.data import CONTENT

if TYPE_CHECKING:
    from safetykit.stats.reoffending import Offender

DAY = dt.date(2026, 11, 22)
INDEX = dt.date(2022, 1, 15)


def cohort(people: int, again: int, *, start: dt.date = INDEX) -> list[Offender]:
    """Return a cohort in which some have one reoffence, proven in the six months after the year."""
    pytest.importorskip("numpy")
    from safetykit.stats.reoffending import Offender, Reoffence

    proven = Reoffence(
        offence_date=dt.date(2022, 12, 1), disposal_date=dt.date(2023, 6, 1), disposal="conviction"
    )
    return [
        Offender(id=f"{start} {n}", index_date=start, reoffences=[proven] if n < again else [])
        for n in range(people)
    ]


class TestRate:
    def test_proven_in_the_tail(self) -> None:
        """An offence in the twelve months that is proven in the six after counts."""
        found = ro.proven_reoffending(cohort(40, 10), observed_until=dt.date(2023, 7, 15))

        assert pytest.approx(0.25) == found.estimate.value
        assert (10, 1.0) == (found.reoffenders, found.reoffences_per_reoffender)

    @pytest.mark.parametrize("until", [dt.date(2023, 1, 15), dt.date(2023, 7, 14)])
    def test_without_the_tail(self, until: dt.date) -> None:
        """Twelve months after the index, and a day before the eighteen are over, is too early."""
        with pytest.raises(InputError, match=r"18 months or more.*follow-up is incomplete"):
            ro.proven_reoffending(cohort(40, 10), observed_until=until)

    def test_one_person_is_late(self) -> None:
        """One person whose time is not over is enough to wait."""
        people = cohort(40, 10) + cohort(1, 0, start=dt.date(2022, 3, 1))

        with pytest.raises(InputError, match="1 of 41 offenders are still"):
            ro.proven_reoffending(people, observed_until=dt.date(2023, 7, 15))

    def test_counting_rules_are_the_facts(self) -> None:
        """The months of the method are those of the facts."""
        found = ro.proven_reoffending(cohort(40, 1), observed_until=DAY)
        months = [
            int(CONTENT.book.at(f"reoffending.{key}", jurisdiction="england", as_of=DAY).value.text)  # type: ignore[union-attr]
            for key in ("follow_up_months", "waiting_months")
        ]

        assert [found.rules.follow_up_months, found.rules.waiting_months] == months


class TestWords:
    def test_few_without_interval(self) -> None:
        """A rate of fewer than thirty people without its interval is refused."""
        few = ro.proven_reoffending(cohort(29, 7), observed_until=DAY)

        with pytest.raises(InputError, match="with_interval: expected True below 30 people"):
            ro.rate_in_words(few, with_interval=False)
        assert "the range is" in ro.rate_in_words(few)

    def test_thirty(self) -> None:
        """From thirty on the interval can be left out, and is stated unless asked."""
        many = ro.proven_reoffending(cohort(30, 6), observed_until=DAY)

        assert "6 of 30 (20%) had a proven reoffence within a year." == ro.rate_in_words(
            many, with_interval=False
        )
        assert "the range is 10% to 37%" in ro.rate_in_words(many)


class TestDiversion:
    @pytest.mark.parametrize("age", [9, 0, -1, 15.0, "16", True])
    def test_age(self, age: object) -> None:
        """A child of nine cannot be charged, so that there is nothing to divert from."""
        with pytest.raises(InputError, match="age: expected 10 years or more"):
            ro.diversion_eligibility(age, "england", DAY, admitted=True)  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("age", "who"), [(10, "youth justice"), (17, "youth justice"), (18, "the prosecutor")]
    )
    def test_nothing_is_decided(self, age: int, who: str) -> None:
        """What must be looked at is listed; who decides is named, and it is not this."""
        found = ro.diversion_eligibility(age, "wales", DAY, admitted=True)

        assert isinstance(found, ro.Answer)
        assert who in found.who_decides
        assert "nothing is decided here" in found.who_decides
        assert found.to_check

    def test_no_admission(self) -> None:
        """Without an admission there is one more thing to look at."""
        found = ro.diversion_eligibility(20, "england", DAY, admitted=False)

        assert isinstance(found, ro.Answer)
        assert "admission" in found.to_check[0]

    def test_elsewhere(self) -> None:
        """Scotland's age is another, and is not guessed."""
        assert isinstance(ro.diversion_eligibility(9, "scotland", DAY, admitted=True), Unknown)


def test_nobody_is_scored() -> None:
    """No public function gives a score, a band or a risk of a person."""
    names = {"weights", "bands", "score", "risk", "person", "name"}
    for name in ro.__all__:
        public = getattr(ro, name)
        if inspect.isfunction(public):
            assert not names & set(inspect.signature(public).parameters)
    assert not any(term in " ".join(ro.__all__).lower() for term in ("score", "risk", "iom"))


def test_unchecked_facts() -> None:
    """General knowledge on resolutions and groups is held, and on no page."""
    held = {fact.key for fact in CONTENT.book if not publishable(fact)}

    assert {"reoffending.resolutions", "reoffending.iom_cohorts"} <= held


@pytest.mark.parametrize("nation", Jurisdiction)
def test_emergency_first(nation: Jurisdiction) -> None:
    """Emergency first."""
    assert ["999", "101"] == [route.contact for route in ro.reporting_routes(nation, DAY)]


class TestPages:
    """What somebody reads who was harmed, or who is told that a scheme works."""

    def ending(self, answer: str) -> Ending:
        """Return where the walk of somebody who is in no danger ends."""
        (guide,) = CONTENT.guides_for(jurisdiction="wales", as_of=DAY)
        assert isinstance(guide, Guide)
        found = walk(guide, ["No", answer])
        assert isinstance(found, Ending)
        return found

    def test_contact_from_prison(self) -> None:
        """Somebody who is written to is shown the service that stops it, after the police."""
        ending = self.ending("They get in touch with me")
        ids = [route.id.partition(".")[2] for route in ending.routes]

        assert ["emergency", "police", "unwanted_contact", "victim_support"] == ids
        assert ["reoffending.unwanted_contact"] == [fact.key for fact in ending.facts]

    def test_release(self) -> None:
        """Somebody who wants to know is told from which sentence on, and that it is a choice."""
        ending = self.ending("I want to know when they come out")
        said = {fact.key.rpartition(".")[2]: fact.amount for fact in ending.facts}

        assert "at least 12 months" == said["months"]
        assert said["choice"].startswith("no; you choose")
        assert "reoffending.victim_contact" in [route.id for route in ending.routes]

    def test_broken_terms(self) -> None:
        """Nobody is sent after anybody."""
        ending = self.ending("I think that they broke what was agreed")

        assert any("Do not follow them" in words for words in ending.words)

    @pytest.mark.parametrize("nation", ["scotland", "northern_ireland"])
    def test_other_nations(self, nation: str) -> None:
        """The schemes of England and Wales are shown nowhere else."""
        pages = (
            *CONTENT.guides_for(jurisdiction=nation, as_of=DAY),
            *CONTENT.explainers_for(jurisdiction=nation, as_of=DAY),
            *CONTENT.checklists_for(jurisdiction=nation, as_of=DAY),
        )

        assert [True] * 3 == [isinstance(page, Unknown) for page in pages]

    def test_a_scheme_that_says_it_works(self) -> None:
        """A reader is given questions on comparison and time, and that studies differ."""
        (page,) = CONTENT.explainers_for(jurisdiction="england", as_of=DAY)
        assert isinstance(page, Explainer)
        (asked,) = [q for q in page.questions if "cut reoffending" in q.ask]
        words = " ".join(asked.words)

        assert "who were not in it" in words
        assert "dropped out" in words
        assert ["reoffending.iom_evidence"] == [fact.key for fact in asked.facts]
