"""The public strategies: every public type has one, and what is drawn is valid and readable."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st

from safetykit import content, model, quantities, records
from safetykit.content import Guide, publishable, walk
from safetykit.documents import dumps, loads
from safetykit.errors import InputError
from safetykit.evaluation import Audit, Evaluation, TargetStatus, audit
from safetykit.model import Action, Claim, Plan, Priority
from safetykit.quantities import Month, Quantity
from safetykit.stats import Estimate
from safetykit.testing import strategies

DAY = dt.date(2018, 6, 30)
FEW = settings(max_examples=5, deadline=None, database=None)
QUIET = settings(max_examples=500, deadline=None, database=None)
NO_VALUE = {  # types that are parts of pages, forms of tables, or states of a reader
    *("ChecklistItem", "ChecklistPlan", "Ending", "EndingPlan", "ExplainedQuestion"),
    *("ExplainerPlan", "GuideAnswer", "GuideQuestion", "ItemPlan", "OutcomeRating"),
    *("QuestionPlan", "ReportSection", "ReportTable", "Section", "SectionPlan", "SheetPlan"),
    *("Term", "Verdict"),
}


def attrs_classes(package: Any) -> list[type]:
    """Return the public attrs classes of a package."""
    found = [getattr(package, name) for name in package.__all__]
    return [kind for kind in found if isinstance(kind, type) and attrs.has(kind)]


@pytest.mark.parametrize(
    "kind",
    [
        *attrs_classes(quantities),
        *attrs_classes(model),
        *(kind for kind in attrs_classes(content) if kind.__name__ not in NO_VALUE),
        *(records.AreaKey, records.Counts, records.DataSource, records.Series),
        *(Estimate, Audit, Evaluation),
    ],
    ids=lambda kind: kind.__name__,
)
def test_every_public_type_can_be_drawn(kind: type) -> None:
    """`from_type` finds a strategy that draws values of the type."""

    @settings(FEW, suppress_health_check=list(HealthCheck))
    @given(st.from_type(kind))
    def draw(value: object) -> None:
        assert isinstance(value, kind)

    draw()


def drawn(strategy: st.SearchStrategy[Any], number: int) -> list[Any]:
    """Return values that a strategy draws, always the same ones."""
    found: list[Any] = []

    @settings(FEW, max_examples=number, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def draw(value: object) -> None:
        found.append(value)

    draw()
    return found


@pytest.mark.slow
def test_simplest_plan_is_small_and_readable() -> None:
    """The simplest plan has nothing in it, and a title that can be read."""
    plan = find(strategies.plans(), lambda _: True, settings=QUIET)
    filled = attrs.asdict(plan, filter=lambda a, v: v != a.default and v, recurse=False)

    assert {"id", "title", "area", "partnership", "period", "dated"} == set(filled) - {"origin"}
    assert (plan.title, str(plan.dated)) == ("Street lighting", "2017")


@pytest.mark.slow
def test_simplest_failing_plan_shows_what_matters() -> None:
    """A failure over owners shrinks to one action and its owner."""
    plan = find(strategies.plans(), lambda p: any(a.owner for a in p.actions), settings=QUIET)

    assert ["action-1"] == [action.id for action in plan.actions]
    assert ["organisation-1"] == [body.id for body in plan.organisations]
    assert () == plan.claims + plan.indicators + plan.priorities


@pytest.mark.parametrize(
    ("strategy", "simplest"),
    [
        (strategies.months(), Month(2017, 1)),
        (strategies.quantities("metre"), Quantity(0, "metre")),
        (strategies.texts(), "Street lighting"),
        (strategies.units(), "offence"),
        (strategies.ids(), "first"),
    ],
    ids=["months", "quantities", "texts", "units", "ids"],
)
def test_simplest_value(strategy: st.SearchStrategy[Any], simplest: Any) -> None:
    """What a failure shrinks to can be read."""
    assert simplest == find(strategy, lambda _: True, settings=QUIET)


@settings(deadline=None, max_examples=15)
@given(plan=strategies.plans())
def test_plans_are_valid_documents(plan: Plan) -> None:
    """A drawn plan comes back from YAML, and can be audited."""
    assert plan == loads(dumps(plan))
    assert audit(plan, as_of=DAY).checks


def test_plans_reach_far() -> None:
    """Links of every sort are drawn: owners, sums of claims, updates on actions."""
    held = ("organisations", "priorities", "actions", "indicators", "claims")
    plans = drawn(strategies.plans(holding=held), 150)

    assert any(a.owner for plan in plans for a in plan.actions)
    assert any(a.priorities for plan in plans for a in plan.actions)
    assert any(c.sum_of for plan in plans for c in plan.claims)
    assert any(i.owner for plan in plans for i in plan.indicators)


@pytest.mark.slow
@pytest.mark.parametrize("kind", [k for k in attrs_classes(model) if k is not Plan])
def test_every_field_of_the_model_is_filled(kind: type) -> None:
    """No field of a class keeps one value: a fault that shows in one field alone is found."""
    found = drawn(strategies.objects(kind), 120)
    fields = [f.name for f in attrs.fields(kind) if f.init and not f.metadata.get("transient")]

    assert [] == [n for n in fields if len({repr(getattr(o, n)) for o in found}) < 2]


def test_plans_hold_targets() -> None:
    """Indicators have targets, with dates and without, and baselines with figures."""
    plans = drawn(strategies.plans(holding=["indicators"]), 40)
    indicators = [indicator for plan in plans for indicator in plan.indicators]
    targets = [target for indicator in indicators for target in indicator.targets]

    assert {True, False} == {target.by is None for target in targets}
    assert 1 < len({target.direction for target in targets})
    assert any(i.baseline and i.baseline.value for i in indicators)


def test_awkward_texts() -> None:
    """Texts that are often lost, split or run are drawn: marks, lines, directions, formulas."""
    found = "".join(drawn(strategies.texts(), 150))

    assert all(sign in found for sign in ("\u0301", "\n", "\u0645", "\u200d", "=1", "<b>"))


def test_plans_holding() -> None:
    """A caller can ask for plans that hold something."""

    @FEW
    @given(strategies.plans(holding=["risks", "claims"]))
    def check(plan: Plan) -> None:
        assert plan.risks
        assert plan.claims

    check()


def test_plans_holding_what_no_plan_has() -> None:
    """A misspelt collection is named, with those that there are."""
    with pytest.raises(InputError, match=r"holding: expected one of .*actions.* got 'aktions'"):
        find(strategies.plans(holding=["aktions"]), lambda _: True)


def test_objects_of_no_model() -> None:
    """A class that is none of the model's is refused."""
    with pytest.raises(InputError, match=r"a class of safetykit\.model"):
        strategies.objects(int)


def test_objects_of_a_plan() -> None:
    """Whole plans come from their own strategy, and single objects from the walk."""
    assert all(isinstance(plan, Plan) for plan in drawn(strategies.objects(Plan), 3))
    assert any(c.value.percent for c in drawn(strategies.objects(Claim), 60))
    assert any(p.objectives for p in drawn(strategies.objects(Priority), 40))
    assert any(a.commitments for a in drawn(strategies.objects(Action), 50))


def test_guides_walk_to_an_end() -> None:
    """However one answers a drawn guide, the walk ends."""

    @settings(FEW, max_examples=20)
    @given(strategies.guides(), st.data())
    def check(guide: Guide, data: st.DataObject) -> None:
        answers: list[str] = []
        while answered := getattr(walk(guide, answers), "answers", ()):
            answers.append(data.draw(st.sampled_from(answered)).label)
        assert len(answers) <= len(guide.questions)

    check()


def test_content_is_publishable_or_not() -> None:
    """Both sorts of facts and of routes are drawn."""
    for strategy in (strategies.facts(), strategies.routes()):
        assert {True, False} == {publishable(item) for item in drawn(strategy, 40)}


def test_estimates() -> None:
    """A value lies in its interval, and a caller can leave out what is not defined."""
    finite = drawn(strategies.estimates(finite=True), 100)

    assert all(-math.inf < e.low <= e.value <= e.high < math.inf for e in finite)
    assert any(math.isnan(e.value) for e in drawn(strategies.estimates(), 100))


@pytest.mark.slow
def test_evaluations_reach_every_answer() -> None:
    """Targets are met, missed, not due and not to be judged; by partners' figures as well."""
    found = drawn(strategies.evaluations(), 200)
    results = [result for evaluation in found for result in evaluation.results]

    assert set(TargetStatus) == {target.status for r in results for target in r.targets}
    assert {1, 2} == {len(evaluation.results) for evaluation in found}
    assert set(records.Travel) == {s.travel for e in found for s in e.sources}


@pytest.mark.parametrize(
    ("strategy", "parts", "names"),
    [
        (strategies.guides(), "endings", ("facts", "routes", "unknown", "sources")),
        (strategies.explainers(), "questions", ("facts", "unknown", "words")),
        (strategies.checklists(), "items", ("facts", "unknown", "why", "sources")),
        (strategies.fact_sheets(), "sections", ("facts", "unknown", "words")),
    ],
    ids=["guides", "explainers", "checklists", "fact sheets"],
)
def test_pages_are_full_and_bare(
    strategy: st.SearchStrategy[Any], parts: str, names: tuple[str, ...]
) -> None:
    """Every part of a page is drawn in several ways: with facts, without, and unknown."""
    found = [part for page in drawn(strategy, 60) for part in getattr(page, parts)]

    assert [] == [name for name in names if len({repr(getattr(p, name)) for p in found}) < 2]


@pytest.mark.parametrize(
    ("strategy", "kind"),
    [
        (strategies.facts(), content.Fact),
        (strategies.routes(), content.Route),
        (strategies.taxonomies(), content.Taxonomy),
        (strategies.glossary_terms(), content.GlossaryTerm),
        (strategies.indicator_definitions(), content.IndicatorDefinition),
        (strategies.citations(), content.Citation),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_every_field_of_content_is_filled(strategy: st.SearchStrategy[Any], kind: type) -> None:
    """No field keeps one value, but the day of review and the source that the caller names."""
    found = drawn(strategy, 60)
    same = {
        f.name for f in attrs.fields(kind) if len({repr(getattr(o, f.name)) for o in found}) < 2
    }

    assert same <= {"review_by", "source"}


def test_counts_have_gaps() -> None:
    """Periods that were not reported, and provisional figures, are drawn."""
    tables = drawn(strategies.counts(), 60)

    assert any(not table.reported.all() for table in tables)
    assert any(table.provisional.any() for table in tables)
    assert any(table.denominators is not None for table in tables)


def test_unknown_name() -> None:
    """A strategy that is not there is no attribute."""
    with pytest.raises(AttributeError, match="no attribute 'plan'"):
        strategies.plan  # noqa: B018
