"""The catalogue of rated interventions: harm, disagreement and doubt are kept."""

import datetime as dt
from pathlib import Path

import attrs
import pytest

from safetykit.content import Confidence, EffectDirection
from safetykit.documents import load
from safetykit.errors import InputError
from safetykit.evaluation import Catalogue, JoinedBy, Severity, audit, match_evidence
from safetykit.model import Action, Commitment, Strength
from safetykit.model.ids import Id
from safetykit.plugins.evidence import find_interventions, interventions

PLANS = Path(__file__).parents[3] / "examples/plans"


def effects(key: str, outcome: str) -> set[EffectDirection]:
    """Return the effects that the ratings of one outcome state."""
    found = next(i for i in interventions() if i.key == f"evidence.{key}")
    return {rating.effect for rating in found.rated(outcome)}


@pytest.mark.parametrize(
    ("key", "outcome", "expected"),
    [
        ("scared_straight", "offending", {EffectDirection.INCREASES}),
        ("hot_spots_policing", "crime", {EffectDirection.REDUCES}),
        ("dare", "drug use", {EffectDirection.NO_EFFECT}),
        (
            "cardiff_model",
            "hospital admissions for violence",
            {EffectDirection.REDUCES, EffectDirection.NO_EFFECT},
        ),
        (
            "improved_street_lighting",
            "violence",
            {EffectDirection.REDUCES, EffectDirection.NO_EFFECT},
        ),
        ("boot_camps", "reoffending", {EffectDirection.NO_EFFECT, EffectDirection.INCREASES}),
        ("knife_campaigns", "knife carrying", {EffectDirection.UNCLEAR}),
    ],
)
def test_what_is_known(key: str, outcome: str, expected: set[EffectDirection]) -> None:
    """What reduces, does nothing, harms, or is disputed is what the sources say."""
    assert expected == effects(key, outcome)


def test_general_knowledge_is_never_called_verified() -> None:
    """A rating whose page was not read says so, in its source and in its confidence."""
    for found in interventions():
        for rating in found.ratings:
            unread = "not read" in rating.source.title
            assert not (unread and rating.confidence.seen), found.key
            assert rating.review_by > rating.source.retrieved
            assert "not looked up" != rating.strength or not rating.confidence.seen, found.key


def test_keys_and_names() -> None:
    """Keys begin with the module's name, and no name leads to two interventions."""
    found = interventions()
    names = [n for i in found for n in {name.casefold() for name in (i.title, *i.names)}]

    assert all(i.key.startswith("evidence.") for i in found)
    assert len(set(names)) == len(names)


def test_find_by_a_part_of_a_name() -> None:
    """A part of a name finds an intervention in either case; nothing finds nothing."""
    assert ["evidence.improved_street_lighting"] == [i.key for i in find_interventions(" LIGHTING")]
    assert () == find_interventions("astrology")
    with pytest.raises(InputError, match="name: expected a part of a name"):
        find_interventions("  ")


@pytest.mark.parametrize("stated", [True, False])
def test_prison_visits_in_a_plan(stated: bool) -> None:
    """A plan that means to take young people to prisons is told loudly, stated or suggested."""
    visits = Action(
        id=Id("visits"),
        title="Scared Straight visits for pupils at risk",
        commitments=(Commitment(what="take them to a prison", strength=Strength.WILL),),
        interventions=("evidence.scared_straight",) if stated else (),
    )
    plan = load(PLANS / "violent-crime-prevention-board.yaml")
    plan = attrs.evolve(plan, actions=(*plan.actions, visits))
    catalogue = attrs.evolve(Catalogue.built_in(), evidence=interventions())
    check = audit(plan, as_of=plan.as_of, catalogue=catalogue).check("SK-A701")
    assert check is not None
    (finding,) = check.findings

    assert ("visits", Severity.WARNING) == (finding.subject, finding.severity)
    assert finding.message.startswith("Evidence of harm. ")
    assert stated is ("this is a suggestion" not in finding.message)


def test_joins_of_the_lincolnshire_plan() -> None:
    """Two actions name what they are; the others are gaps, which is said of each."""
    plan = load(PLANS / "lincolnshire-community-safety.yaml")
    matched = match_evidence(plan, interventions())
    joined = {i.action.id: [j.by for j in i.joins] for i in matched if i.joins}

    assert {
        "adult-diversion": [JoinedBy.PLAN],
        "integrated-offender-management": [JoinedBy.PLAN],
    } == joined
    assert len(plan.actions) - 2 == sum(item.is_gap for item in matched)


def test_confidence_is_mixed_and_dated() -> None:
    """Some ratings were seen on a page and some were not; all were read or noted on one day."""
    ratings = [rating for i in interventions() for rating in i.ratings]

    assert {True, False} == {rating.confidence.seen for rating in ratings}
    assert {dt.date(2026, 11, 22)} == {rating.source.retrieved for rating in ratings}
    assert Confidence.GENERAL_SHAKY in {rating.confidence for rating in ratings}
