"""Actions joined to rated interventions: harm, disagreement, gaps, suggestions. Needs no numpy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import attrs
import pytest

from safetykit.content import (
    Citation,
    Confidence,
    EffectDirection,
    Jurisdiction,
    OutcomeRating,
    RatedIntervention,
)
from safetykit.evaluation import Audit, Catalogue, JoinedBy, Severity, audit, match_evidence
from safetykit.model import (
    Action,
    Area,
    Commitment,
    DesignMethod,
    EvaluationDesign,
    Plan,
    Strength,
)
from safetykit.model.ids import Id
from safetykit.quantities import PartialDate

Make = Callable[..., Plan]
REDUCES, NONE, INCREASES, *_ = EffectDirection
DAY = dt.date(2018, 6, 1)


def rate(
    effect: EffectDirection,
    outcome: str = "violence",
    *,
    scale: str = "Scale",
    confidence: Confidence = Confidence.VERIFIED,
    nation: Jurisdiction = Jurisdiction.ENGLAND,
) -> OutcomeRating:
    """Return a rating."""
    source = Citation(
        key="page", title="Page", publisher=f"Owner of {scale}", retrieved=dt.date(2026, 11, 22)
    )
    return OutcomeRating(
        outcome=outcome,
        effect=effect,
        strength="three trials",
        scale=scale,
        jurisdictions=(nation,),
        source=source,
        confidence=confidence,
        review_by=dt.date(2027, 5, 22),
    )


def intervene(*ratings: OutcomeRating, key: str = "m.visits") -> RatedIntervention:
    """Return an intervention found under "prison visits"."""
    return RatedIntervention(
        key=key, title="Shock", what="A visit.", names=("prison visits",), ratings=ratings
    )


def act(title: str = "Do it", *keys: str) -> Action:
    """Return an action with the keys of interventions that it names."""
    doing = (Commitment(what="do it with others", strength=Strength.WILL),)
    return Action(id=Id("do"), title=title, commitments=doing, interventions=keys)


@pytest.fixture
def look(make_plan: Make) -> Callable[..., Audit]:
    """Return an auditor of actions by interventions."""

    def run(*evidence: RatedIntervention, actions: tuple[Action, ...], **parts: object) -> Audit:
        catalogue = attrs.evolve(Catalogue.built_in(), evidence=evidence)
        return audit(make_plan(actions=actions, **parts), as_of=DAY, catalogue=catalogue)

    return run


def found(audit: Audit, code: str) -> tuple[int, list[str]]:
    """Return how many things a check looked at, and what it found."""
    check = audit.check(code)
    assert check is not None
    return check.checked, [finding.message for finding in check.findings]


def test_loud_warning_of_harm(look: Callable[..., Audit]) -> None:
    """Where a review found harm the finding is a warning that begins with it and names the page."""
    harm = intervene(rate(INCREASES), rate(REDUCES, "fear", scale="Other"))
    check = look(harm, actions=(act("Do it", "m.visits"),)).check("SK-A701")
    assert check is not None
    (finding,) = check.findings

    assert Severity.WARNING is finding.severity
    assert (
        "Evidence of harm. “Do it”: The plan names it as Shock. Scale: increases violence "
        "(evidence: three trials). Other ratings: Other: reduces fear (evidence: three trials)."
    ) == finding.message
    assert "Page (Owner of Scale)" == finding.settled_by


@pytest.mark.parametrize(
    ("keys", "confidence", "severity", "begins"),
    [
        (("m.visits",), Confidence.SECONDARY, Severity.WARNING, "Evidence of harm. "),
        ((), Confidence.SECONDARY, Severity.WARNING, "Evidence of harm. "),
        (("m.visits",), Confidence.GENERAL, Severity.WARNING, "Harm is reported, and was not"),
        ((), Confidence.GENERAL, Severity.NOTICE, "Harm is reported, and was not looked up. "),
    ],
)
def test_harm_weighs_by_how_it_is_known(
    look: Callable[..., Audit],
    keys: tuple[str, ...],
    confidence: Confidence,
    severity: Severity,
    begins: str,
) -> None:
    """Only a mere suggestion of what was never looked up weighs less than a warning."""
    harm = intervene(rate(INCREASES, confidence=confidence))
    check = look(harm, actions=(act("Prison visits", *keys),)).check("SK-A701")
    assert check is not None
    (finding,) = check.findings

    assert severity is finding.severity
    assert finding.message.startswith(begins)
    assert confidence.seen is ("from general knowledge, to be checked" not in finding.message)


def test_harm_comes_first(look: Callable[..., Audit]) -> None:
    """Warnings of harm stand before notices of it, and the check before the others of its kind."""
    doubted = attrs.evolve(
        intervene(rate(INCREASES, confidence=Confidence.GENERAL), key="m.talks"), names=("talks",)
    )
    actions = (act("Talks"), attrs.evolve(act("Prison visits"), id=Id("visit")))
    made = look(doubted, intervene(rate(INCREASES)), actions=actions)
    check = made.check("SK-A701")
    assert check is not None

    assert ["visit", "do"] == [finding.subject for finding in check.findings]
    assert "SK-A701" == next(c.code for c in made.checks if c.code.startswith("SK-A7"))


def test_stated_and_suggested_joins(make_plan: Make) -> None:
    """A key in the plan is a join that it states; whole words are a suggestion, and marked so."""
    known = (intervene(rate(REDUCES)),)
    actions = tuple(
        attrs.evolve(a, id=Id(f"a{i}"))
        for i, a in enumerate(
            (
                act("Do it", "m.visits"),
                act("More Prison  Visits"),
                act("More prison visitsing"),
                act("Prison visits", "m.other"),
            )
        )
    )
    stated, suggested, apart, other = match_evidence(make_plan(actions=actions), known)

    assert [(JoinedBy.PLAN, "")] == [(join.by, join.word) for join in stated.joins]
    assert [(JoinedBy.WORDS, "prison visits")] == [(j.by, j.word) for j in suggested.joins]
    assert ((), ()) == (apart.joins, other.joins)
    assert ("m.other",) == other.unknown
    assert [False, False, True, True] == [i.is_gap for i in (stated, suggested, apart, other)]


def test_suggestion_is_never_silent(look: Callable[..., Audit]) -> None:
    """Every join by words is a finding of its own that says which words, and that it may be."""
    made = look(intervene(rate(REDUCES)), actions=(act("Prison visits"),))

    assert (
        1,
        [
            "“Prison visits”: It may be Shock, because “prison visits” stands in its words; this "
            "is a suggestion. Scale: reduces violence (evidence: three trials)."
        ],
    ) == found(made, "SK-A705")


def test_disagreement_is_kept(look: Callable[..., Audit]) -> None:
    """Two scales that differ on one outcome stand side by side, and neither becomes a finding."""
    both = intervene(rate(REDUCES, scale="One"), rate(NONE, scale="Two"), rate(NONE, "fear"))
    made = look(both, actions=(act("Do it", "m.visits"),))
    count, messages = found(made, "SK-A703")

    assert 1 == count
    assert (
        "“Do it”: The plan names it as Shock. On violence the ratings disagree. One: reduces "
        "violence (evidence: three trials). Two: no effect on violence (evidence: three trials)."
    ) == messages[0]
    assert [True] == ["Scale: no effect on fear" in text for text in found(made, "SK-A702")[1]]


def test_no_effect_that_another_scale_disputes(look: Callable[..., Audit]) -> None:
    """What is disputed is a disagreement and not a finding of no effect."""
    both = intervene(rate(REDUCES, scale="One"), rate(NONE, scale="Two"))

    assert (1, []) == found(look(both, actions=(act("Do it", "m.visits"),)), "SK-A702")


def test_gap_is_no_evidence_against(look: Callable[..., Audit]) -> None:
    """An action without a join is a gap, which says nothing against it."""
    made = look(intervene(rate(REDUCES)), actions=(act(),))

    assert (
        1,
        ["“Do it” is joined to no rated intervention. That is not evidence that it does not work."],
    ) == found(made, "SK-A704")


@pytest.mark.parametrize(("method", "gaps"), [("COMPARISON", 0), ("DESCRIPTION", 1)])
def test_gap_that_a_design_fills(look: Callable[..., Audit], method: str, gaps: int) -> None:
    """An action that the plan means to test brings its own evidence; a description does not."""
    design = EvaluationDesign(
        id=Id("design"),
        title="Design",
        actions=(Id("do"),),
        method=DesignMethod[method],
        starts=PartialDate.parse("2018-06"),
    )
    made = look(intervene(rate(REDUCES)), actions=(act(),), evaluation_designs=(design,))

    assert gaps == len(found(made, "SK-A704")[1])


def test_key_that_the_catalogue_lacks(look: Callable[..., Audit]) -> None:
    """A key that nobody rates is named, with its place."""
    made = look(intervene(rate(REDUCES)), actions=(act("Do it", "m.visits", "m.visit"),))
    check = made.check("SK-A706")
    assert check is not None

    assert ["actions[0].interventions[1]"] == [f.place.path for f in check.findings]
    assert 2 == check.checked


def test_ratings_of_another_nation(look: Callable[..., Audit]) -> None:
    """A rating made for another nation's services is not used; where none is left it is a gap."""
    scots = intervene(rate(INCREASES, nation=Jurisdiction.SCOTLAND))
    made = look(scots, actions=(act("Do it", "m.visits"),))
    both = look(
        scots,
        actions=(act("Do it", "m.visits"),),
        area=Area(name="Borders", country="Both nations"),
    )

    assert (1, []) == found(made, "SK-A701")
    (gap,) = found(made, "SK-A704")[1]
    assert gap.startswith("“Do it” is joined to Shock, of which no rating is for England.")
    assert 1 == len(found(both, "SK-A701")[1])


def test_empty_catalogue_accuses_nobody(look: Callable[..., Audit]) -> None:
    """Without any evidence at hand nothing is asked, and no action is called a gap."""
    made = look(actions=(act("Prison visits", "m.visits"),))

    assert [(0, [])] * 6 == [found(made, f"SK-A70{i}") for i in range(1, 7)]
