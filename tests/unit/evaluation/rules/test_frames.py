"""Legal thresholds that a plan states, against the law at its date. Needs no numpy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

from safetykit.content import (
    Citation,
    Confidence,
    Fact,
    FactKind,
    FactValue,
    Jurisdiction,
    LegalStatus,
)
from safetykit.documents import load
from safetykit.evaluation import Audit, Catalogue, Severity, audit
from safetykit.model import Area, LegalThreshold, NotHeld, Plan, PlanKind, Transcription
from safetykit.model.ids import Id
from safetykit.quantities import Bound, Threshold

LINCOLNSHIRE = Path(__file__).parents[4] / "examples/plans/lincolnshire-community-safety.yaml"
KEY = "road_safety.totting.threshold"
SOURCE = Citation(
    key="source", title="Totting up", publisher="A council", retrieved=dt.date(2026, 11, 22)
)


def make_fact(value: str = "12", bound: Bound | None = Bound.AT_LEAST) -> Fact:
    """Return the law's threshold in England from 2015."""
    return Fact(
        key=KEY,
        title="Points",
        value=FactValue(value),
        kind=FactKind.THRESHOLD,
        unit="penalty point",
        bound=bound,
        jurisdictions=(Jurisdiction.ENGLAND,),
        valid_from=dt.date(2015, 1, 1),
        status=LegalStatus.IN_FORCE,
        confidence=Confidence.VERIFIED,
        review_by=dt.date(2027, 1, 1),
        sources=(SOURCE,),
    )


@pytest.fixture
def compare(make_plan: Callable[..., Plan]) -> Callable[..., Audit]:
    """Return a comparer of a threshold in words with a fact."""

    def run(
        text: str, fact: Fact, *, whole: bool = True, country: str = "England", year: int = 2018
    ) -> Audit:
        stated = LegalThreshold(
            id=Id("points"),
            says="It applies so.",
            law=KEY,
            threshold=Threshold.parse(text),
            whole=whole,
        )
        plan = make_plan(legal_thresholds=(stated,), area=Area(name="A", country=country))
        catalogue = attrs.evolve(Catalogue.built_in(), facts=(fact,))
        return audit(plan, as_of=dt.date(year, 6, 1), catalogue=catalogue)

    return run


@pytest.mark.parametrize(
    ("text", "whole", "found"),
    [
        ("more than 12", True, True),
        ("12 or more", True, False),
        ("at least 12", False, False),
        ("more than 11", True, False),
        ("more than 11", False, True),
        ("9 or more", True, True),
        ("12", True, True),
        ("up to 12", True, True),
    ],
)
def test_threshold_of_twelve(
    compare: Callable[..., Audit], text: str, whole: bool, found: bool
) -> None:
    """The law bites at 12 points or more: any other line is found, and the same line is not."""
    check = compare(text, make_fact(), whole=whole).check("SK-A404")
    assert check is not None

    assert 1 == check.checked
    assert found is bool(check.findings)


def test_what_the_difference_means(compare: Callable[..., Audit]) -> None:
    """The finding gives both lines, what happens at the law's number, and the source."""
    check = compare("more than 12", make_fact()).check("SK-A404")
    assert check is not None
    (finding,) = check.findings

    assert Severity.WARNING is finding.severity
    assert "legal_thresholds[0].threshold" == finding.place.path
    assert (
        "The plan says: It applies so. It states more than 12; the law's threshold is at least 12 "
        "(penalty point), in England from 2015-01-01. At 12 the law applies, and by the plan's "
        "words it does not. This is no legal advice and no finding of compliance."
    ) == finding.message
    assert "Totting up (A council)" == finding.settled_by


def test_side_that_is_not_known_is_not_held_against_the_plan(compare: Callable[..., Audit]) -> None:
    """A fact that does not say on which side it applies contradicts another number alone."""
    fact = make_fact(bound=None)
    same, other = (compare(text, fact).check("SK-A404") for text in ("over 12", "over 13"))
    assert same is not None
    assert other is not None

    assert () == same.findings
    assert "the law's threshold is 12 (penalty point)" in other.findings[0].message


@pytest.mark.parametrize(
    ("country", "year", "value"),
    [
        ("Wales", 2018, "12"),
        ("England and Wales", 2018, "12"),
        ("England", 2014, "12"),
        ("England", 2018, "twelve points"),
    ],
)
def test_no_law_at_hand(compare: Callable[..., Audit], country: str, year: int, value: str) -> None:
    """Without a number of that nation and day nothing is compared, and the audit says so."""
    found = compare("more than 12", make_fact(value), country=country, year=year)
    differs, unknown = found.check("SK-A404"), found.check("SK-A405")
    assert differs is not None
    assert unknown is not None

    assert (0, ()) == (differs.checked, differs.findings)
    assert f"for {country} on {year}-06-01 is at hand" in unknown.findings[0].message


def test_twelve_points_in_the_lincolnshire_plan() -> None:
    """The page says more than 12 points; the fact of the bundled module says 12 or more."""
    from safetykit.plugins.road_safety.data import CONTENT

    plan = load(LINCOLNSHIRE)
    catalogue = attrs.evolve(Catalogue.built_in(), facts=CONTENT.book.facts)
    check = audit(plan, as_of=plan.as_of, catalogue=catalogue).check("SK-A404")
    assert check is not None

    assert ["threshold-totting"] == [finding.subject for finding in check.findings]
    assert "It states more than 12; the law's threshold is at least 12" in check.findings[0].message


def test_what_is_not_found_weighs_less_where_parts_are_not_held(
    make_plan: Callable[..., Plan],
) -> None:
    """What an unseen part may hold is a notice that names the part."""
    held = Transcription(document="D", note="N", not_held=(NotHeld(title="Annex B"),))
    whole = make_plan(kinds=(PlanKind.POLICE_AND_CRIME,))
    part = attrs.evolve(whole, transcription=held)
    checks = [audit(plan, as_of=dt.date(2018, 1, 1)).check("SK-A401") for plan in (whole, part)]
    first = [check.findings[0] for check in checks if check]

    assert [Severity.WARNING, Severity.NOTICE] == [finding.severity for finding in first]
    assert "Annex B may hold it; it is not in the text held." in first[1].message


def test_what_other_words_may_say_weighs_less(make_plan: Callable[..., Plan]) -> None:
    """A search for words is a notice that says so; that no objective is there is a warning."""
    plan = make_plan(kinds=(PlanKind.POLICE_AND_CRIME,))
    check = audit(plan, as_of=dt.date(2018, 1, 1)).check("SK-A401")
    assert check is not None
    by_words = [f for f in check.findings if "It may stand there in other words." in f.message]
    plain = [f for f in check.findings if f not in by_words]

    assert any("“policing”" in finding.message for finding in by_words)
    assert {Severity.NOTICE} == {finding.severity for finding in by_words}
    assert Severity.WARNING in {finding.severity for finding in plain}
