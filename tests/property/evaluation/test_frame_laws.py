"""Laws of reading a plan by frames, and of joining actions to evidence. Needs no numpy."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from safetykit.content import RatedIntervention
from safetykit.documents import load
from safetykit.evaluation import (
    Catalogue,
    Frame,
    Severity,
    Standing,
    audit,
    bundled_frames,
    match_evidence,
    read_frame,
)
from safetykit.evaluation.frame_sights import find_words
from safetykit.model import Plan, PlanKind
from safetykit.plugins.evidence import interventions

PLANS: Final = Path(__file__).parents[3] / "examples/plans"
NAMES: Final = ("city-of-london.yaml", "lincolnshire-community-safety.yaml")
KINDS: Final = st.frozensets(st.sampled_from(PlanKind)).map(tuple)
COUNTRIES: Final = st.sampled_from(["England", "Wales", "Scotland", "Northern Ireland", "", "UK"])
DAYS: Final = st.dates(dt.date(1990, 1, 1), dt.date(2035, 1, 1))
LOADED: Final = tuple(load(PLANS / name) for name in NAMES)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Return an example plan, said to be of any kinds, in any nation."""
    plan = draw(st.sampled_from(LOADED))
    code = draw(st.sampled_from(["E09000001", "E10000019", ""]))
    area = attrs.evolve(plan.area, code=code, country=draw(COUNTRIES))
    return attrs.evolve(plan, kinds=draw(KINDS), area=area)


@given(plans(), st.sampled_from(bundled_frames()), DAYS)
def test_every_requirement_stands_in_one_way(plan: Plan, frame: Frame, day: dt.date) -> None:
    """A frame that applies reads all of its requirements, each with a reason; another, none."""
    reading = read_frame(plan, frame, as_of=day)
    counted = sum(len(reading.standing(standing)) for standing in Standing)

    assert counted == len(reading.requirements)
    assert counted == (len(reading.frame.requirements) if reading.applies else 0)
    assert all(found.why.endswith(".") for found in reading.requirements)
    assert reading.applies <= reading.speaks_of
    assert reading.why.endswith(".")


@given(plans(), st.sampled_from(bundled_frames()), DAYS)
def test_exempt_only_where_the_data_say_so(plan: Plan, frame: Frame, day: dt.date) -> None:
    """No area is exempt whose code no exemption lists."""
    reading = read_frame(plan, frame, as_of=day)
    codes = {code for e in reading.frame.exemptions for code in e.area_codes}

    assert not reading.standing(Standing.EXEMPT) or plan.area.code in codes


@settings(max_examples=20)
@given(plans(), DAYS)
def test_law_and_evidence_are_never_an_error(plan: Plan, day: dt.date) -> None:
    """Whatever the plan, nothing of these families weighs as a contradiction, and none raises."""
    catalogue = attrs.evolve(Catalogue.built_in(), evidence=interventions())
    found = audit(plan, as_of=day, catalogue=catalogue).findings
    codes = ("SK-A4", "SK-A5", "SK-A6", "SK-A7")

    assert all(f.severity is not Severity.ERROR for f in found if f.code.startswith(codes))


@settings(max_examples=10)
@given(st.permutations(interventions()))
def test_order_of_the_catalogue_does_not_matter(evidence: list[RatedIntervention]) -> None:
    """The same joins are made in whatever order the interventions are listed."""
    plan = LOADED[0]
    keys = [{j.intervention.key for j in item.joins} for item in match_evidence(plan, evidence)]

    assert keys == [
        {j.intervention.key for j in item.joins} for item in match_evidence(plan, interventions())
    ]


@given(st.lists(st.text(max_size=8), max_size=4), st.text(max_size=40))
def test_any_words_in_any_text(words: list[str], text: str) -> None:
    """Looking for words never raises, and what is found stands in the text."""
    found = find_words(words, text)

    assert not found or all(part.casefold() in text.casefold() for part in found.split())
