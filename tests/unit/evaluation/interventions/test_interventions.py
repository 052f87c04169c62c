"""Interventions by the design that the plan names. Needs numpy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

np = pytest.importorskip("numpy")

from safetykit.errors import InputError
from safetykit.evaluation import InterventionResult, evaluate
from safetykit.model import DesignMethod, EvaluationDesign
from safetykit.model.ids import Id
from safetykit.quantities import Money, Month, PartialDate, month_range
from safetykit.records import POLICE_UK, AreaKey, AreaRule, Break, Counts

Make = Callable[..., Any]
START = Month(2018, 1)
SEASON = 1 + 0.2 * np.sin(np.arange(12) * np.pi / 6)
PLACES = ("North", "South", "East", "West", "Ring", "Far")


def counts(
    effect: float, *, months: int = 60, seed: int = 1, breaks: tuple[Break, ...] = ()
) -> Counts:
    """Return made-up burglaries of six places from 2015; North is multiplied from 2018 on."""
    rng = np.random.default_rng(seed)
    time = month_range(Month(2015, 1), Month(2015, 1) + (months - 1))
    level = np.array([120.0, 110.0, 130.0, 115.0, 90.0, 95.0])
    shared = np.array([SEASON[m.month - 1] * (1 + 0.003 * i) for i, m in enumerate(time)])
    mean = shared[:, None] * level
    mean[np.array([m >= START for m in time]), 0] *= effect
    values = rng.poisson(mean)[:, :, None]
    return Counts(
        source=attrs.evolve(POLICE_UK, breaks=breaks),
        months=time,
        areas=tuple(AreaKey(AreaRule.CODED_TO_AREA, name) for name in PLACES),
        groups=("Burglary",),
        values=values,
        reported=np.ones_like(values, dtype=bool),
    )


@pytest.fixture
def run(make_plan: Make, make_indicator: Make) -> Callable[..., InterventionResult]:
    """Return an evaluation of one design."""

    def evaluate_design(
        method: DesignMethod,
        records: Counts | None = None,
        *,
        given: dict[str, Any] | None = None,
        **parts: Any,
    ) -> InterventionResult:
        known: dict[str, Any] = {
            "id": Id("patrols"),
            "title": "Night patrols",
            "outcome": Id("burglary"),
            "method": method,
            "starts": PartialDate.parse("2018-01"),
            "named_on": PartialDate.parse("2017-11"),
            "areas": ("North",),
            "comparison": ("South", "East", "West") if method.needs_comparison else (),
            "selected_for_high_count": False,
        }
        design = EvaluationDesign(**(known | parts))
        indicator = make_indicator("2016-01 to 2016-12")
        plan = make_plan(
            area=attrs.evolve(make_plan().area, district="North"),
            indicators=(indicator,),
            evaluation_designs=(design,),
        )
        found = evaluate(plan, records or counts(0.7), **(given or {}))
        return found.interventions[0]

    return evaluate_design


COMPARED = [DesignMethod.COMPARISON, DesignMethod.CONTROLLED, DesignMethod.SYNTHETIC]
ALONE = [DesignMethod.BEFORE_AFTER, DesignMethod.INTERRUPTED]


@pytest.mark.parametrize("method", [*COMPARED, *ALONE])
def test_a_true_fall_is_found(run: Callable[..., Any], method: DesignMethod) -> None:
    """Of a fall by three tenths every design finds about that much."""
    result = run(method)

    assert method is result.used
    assert -30.0 == pytest.approx(result.effect.value, abs=9.0)
    assert result.effect.contains(-30.0) or method in ALONE


@pytest.mark.parametrize("method", COMPARED)
@pytest.mark.parametrize("seed", [2, 3, 4])
def test_no_change_is_not_called_one(
    run: Callable[..., Any], method: DesignMethod, seed: int
) -> None:
    """Where nothing was done, the interval holds no change."""
    result = run(method, counts(1.0, seed=seed), given={"confidence": 0.99})

    assert result.effect.contains(0.0), result.sentence
    assert "no change that stands out" in result.sentence


@pytest.mark.parametrize("method", [*COMPARED, *ALONE])
def test_the_cap_is_no_award(run: Callable[..., Any], method: DesignMethod) -> None:
    """One place alone is capped at 2, and places together at 3; nothing is awarded."""
    result = run(method)

    assert (3 if method.needs_comparison else 2) >= result.maryland_cap
    assert "Maryland" not in " ".join((result.sentence, *result.notes))


def test_one_place_alone_is_said_to_be_no_more(run: Callable[..., Any]) -> None:
    """A plain before and after says that it cannot show what would have happened."""
    result = run(DesignMethod.BEFORE_AFTER)

    assert "cannot show what would have happened otherwise" in result.notes[0]
    assert "Beyond" not in result.sentence


def test_places_together_say_what_they_rest_on(run: Callable[..., Any]) -> None:
    """The sentence says beyond what the change is, and the note what else would look like it."""
    result = run(DesignMethod.COMPARISON)

    assert "Beyond the change in the comparison places, that is a fall of" in result.sentence
    assert "also if anything else changed in the one place" in result.notes[0]
    assert ["South", "East", "West"] == [key.name for key in result.comparison]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"named_on": None}, "does not say when this design was named"),
        ({"named_on": PartialDate.parse("unknown")}, "does not say when this design was named"),
        ({"named_on": PartialDate.parse("2018-06")}, "The design was named on 2018-06, when"),
        ({"comparison": ()}, "needs places to compare with, and names none"),
    ],
)
def test_a_design_that_may_not_be_used_describes(
    run: Callable[..., Any], parts: dict[str, Any], words: str
) -> None:
    """Named after the data could be seen, or without places, a design gives a description."""
    result = run(DesignMethod.COMPARISON, **parts)

    assert DesignMethod.DESCRIPTION is result.used
    assert result.effect is None
    assert 1 == result.maryland_cap
    assert words in result.why_not
    assert "This describes, and nothing more." in result.notes[0]
    assert 0 < result.described.count_after


def test_named_in_the_first_month_is_in_time(run: Callable[..., Any]) -> None:
    """In its first month no figure of the time after can be seen yet."""
    result = run(DesignMethod.COMPARISON, named_on=PartialDate.parse("2018-01"))

    assert DesignMethod.COMPARISON is result.used


def test_a_description_is_what_was_asked_for(run: Callable[..., Any]) -> None:
    """A plan may ask for no more than a description."""
    result = run(DesignMethod.DESCRIPTION)

    assert "The plan asks for a description." == result.why_not
    assert "was not used" not in result.notes[0]


def test_windows_are_whole_years_of_the_same_months(run: Callable[..., Any]) -> None:
    """Two years after are compared with the two before."""
    spans = run(DesignMethod.BEFORE_AFTER).spans

    assert "January 2016 to December 2017" == spans.before.words
    assert "January 2018 to December 2019" == spans.after.words


def test_less_than_a_year_is_compared_with_its_own_months(run: Callable[..., Any]) -> None:
    """Five months after are compared with the same five a year before."""
    spans = run(DesignMethod.BEFORE_AFTER, counts(0.7, months=41)).spans

    assert "January 2017 to May 2017" == spans.before.words
    assert "January 2018 to May 2018" == spans.after.words


def test_the_time_of_setting_up_is_left_out(run: Callable[..., Any]) -> None:
    """Months of transition are on neither side, and the note says so."""
    result = run(DesignMethod.INTERRUPTED, transition_months=3)

    assert Month(2018, 4) == result.spans.after.first
    assert Month(2017, 12) >= result.spans.before.last
    assert "The first 3 months from January 2018 on are left out." in result.notes


def test_no_break_lies_inside(run: Callable[..., Any]) -> None:
    """Months beyond a known break are not used, unless it is named."""
    flood = Break(code="f", title="Flood", start=Month(2019, 3), reason="Wet.", source="S")
    records = counts(0.7, breaks=(flood,))

    cut = run(DesignMethod.BEFORE_AFTER, records)
    crossed = run(DesignMethod.BEFORE_AFTER, records, given={"across": ["f"]})

    assert Month(2019, 2) == cut.spans.whole.last
    assert Month(2019, 12) == crossed.spans.whole.last


@pytest.mark.parametrize(
    ("starts", "words"),
    [("unknown", "does not say when it begins"), ("2025", "do not reach over its start")],
)
def test_nothing_can_be_said(run: Callable[..., Any], starts: str, words: str) -> None:
    """A start that is not known, or not in the records, is said and not guessed."""
    result = run(DesignMethod.BEFORE_AFTER, starts=PartialDate.parse(starts))

    assert words in result.sentence
    assert result.spans is None


def test_places_chosen_for_high_counts_fail_a_check(run: Callable[..., Any]) -> None:
    """Regression to the mean lowers the cap and is said."""
    result = run(DesignMethod.COMPARISON, selected_for_high_count=True)

    assert 2 == result.maryland_cap
    assert "regression_to_mean" in [c.name for c in result.failed]
    assert any("some of the fall was to come anyway" in note for note in result.notes)


def test_an_interval_of_few_places_has_no_end(run: Callable[..., Any]) -> None:
    """Three comparison places cannot carry an interval of 95%."""
    result = run(DesignMethod.SYNTHETIC)

    assert np.isinf(result.effect.high)
    assert "placebo_places" in [c.name for c in result.failed]
    assert np.isfinite(run(DesignMethod.SYNTHETIC, given={"confidence": 0.7}).effect.high)


@pytest.mark.parametrize(
    ("level", "needed"), [(0.5, 1), (0.75, 3), (0.9, 9), (0.95, 19), (0.99, 99)]
)
def test_how_many_places_an_interval_needs(
    run: Callable[..., Any], level: float, needed: int
) -> None:
    """Of 19 gaps the largest is the end of an interval of 95%, and of 9 that of one of 90%."""
    result = run(DesignMethod.SYNTHETIC, given={"confidence": level})
    (check,) = (c for c in result.checks if c.name == "placebo_places")

    assert check.detail.endswith(f"an interval of {level:.0%} needs {needed}.")
    assert (needed <= 3) is check.passed


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"areas": ("Nort",)}, r"'Nort'.*Did you mean \"North\""),
        ({"comparison": ("North",)}, "each on one side"),
        ({"buffer": ("Ring",)}, "comparison and buffer_comparison"),
        (
            {"buffer": ("North",), "buffer_comparison": ("Far",)},
            r"designs\.buffer: .*More than once: North",
        ),
        (
            {"buffer": ("Ring",), "buffer_comparison": ("South",)},
            r"designs\.buffer: .*More than once: South",
        ),
    ],
)
def test_places_that_cannot_be_used(
    run: Callable[..., Any], parts: dict[str, Any], words: str
) -> None:
    """A place that is not in the records, or stands on both sides, is refused with its name."""
    with pytest.raises(InputError, match=words):
        run(DesignMethod.COMPARISON, **parts)


def test_round_about(run: Callable[..., Any]) -> None:
    """Where the ring did not change, displacement and diffusion both fit."""
    found = run(
        DesignMethod.COMPARISON, comparison=("South",), buffer=("Ring",), buffer_comparison=("Far",)
    ).displacement

    assert found.local.value < 0
    assert found.round_about.contains(0.0)
    assert "displacement, and benefits that spread, both fit that" in found.sentence


def test_moved_round_the_corner(run: Callable[..., Any]) -> None:
    """Where the ring rose, that speaks for displacement."""
    base = counts(0.7)
    values = base.values.copy()
    after = np.array([m >= START for m in base.months])
    values[after, PLACES.index("Ring")] *= 2

    found = run(
        DesignMethod.COMPARISON,
        attrs.evolve(base, values=values),
        comparison=("South",),
        buffer=("Ring",),
        buffer_comparison=("Far",),
    ).displacement

    assert found.round_about.low > 0
    assert "speaks for displacement" in found.sentence


def test_benefits_and_costs(run: Callable[..., Any]) -> None:
    """With a cost and a unit cost of one price year, each pound is set beside what it brought."""
    result = run(
        DesignMethod.COMPARISON,
        cost=Money.parse("£500,000 (2018 prices)"),
        unit_cost=Money.parse("£5,930 (2018 prices)"),
        unit_cost_source="Home Office, 2018",
    )

    after = result.described.count_after
    expected = after / (1 + result.effect.value / 100)
    assert expected - after == pytest.approx(result.worth.fewer.value)
    assert (expected - after) * 5930 / 500_000 == pytest.approx(result.worth.ratio.value)
    assert result.worth.sentence.startswith("If the difference is what it brought, that is ")
    assert 2018 == result.worth.price_year


def sums(cost: str = "£500,000 (2018 prices)") -> dict[str, Money]:
    """Return a cost and a unit cost of one price year."""
    return {"cost": Money.parse(cost), "unit_cost": Money.parse("£5,930 (2018 prices)")}


def test_benefits_without_an_end(run: Callable[..., Any]) -> None:
    """An interval without an end is said to have none."""
    sentence = run(DesignMethod.SYNTHETIC, **sums()).worth.sentence

    assert "inf" not in sentence
    assert sentence.endswith(" or more).")


def test_events_that_became_more(run: Callable[..., Any]) -> None:
    """Events that rose are more, and not fewer by a number below nought."""
    worth = run(DesignMethod.COMPARISON, counts(1.5), **sums()).worth

    assert worth.fewer.value < 0
    assert f"that is {-worth.fewer.value:,.0f} events more (between " in worth.sentence
    assert "each pound brought −£" in worth.sentence


def test_nothing_left_has_no_worth(run: Callable[..., Any]) -> None:
    """Where nothing was recorded after, nobody can say how many there would have been."""
    base = counts(0.7)
    values = base.values.copy()
    values[np.array([m >= START for m in base.months]), 0] = 0
    result = run(DesignMethod.COMPARISON, attrs.evolve(base, values=values), **sums())

    assert "a change for which no interval can be given" in result.sentence
    assert result.worth is None


def test_one_place_alone_has_no_benefit(run: Callable[..., Any]) -> None:
    """What one place alone shows is not called a benefit."""
    result = run(
        DesignMethod.BEFORE_AFTER,
        cost=Money.parse("£500,000 (2018 prices)"),
        unit_cost=Money.parse("£5,930 (2018 prices)"),
    )

    assert result.worth is None


@pytest.mark.parametrize(
    ("cost", "words"),
    [
        ("£500,000 (2017 prices)", "one price year for both sums"),
        ("£500,000", "one price year for both sums"),
        ("£0 (2018 prices)", "a cost above 0"),
    ],
)
def test_sums_that_cannot_be_compared(run: Callable[..., Any], cost: str, words: str) -> None:
    """Prices of two years, or of an unknown one, are not mixed."""
    with pytest.raises(InputError, match=words):
        run(
            DesignMethod.COMPARISON,
            cost=Money.parse(cost),
            unit_cost=Money.parse("£5,930 (2018 prices)"),
        )


def test_a_design_without_records_says_so(make_plan: Make, make_indicator: Make) -> None:
    """A design whose outcome is of another source says what it lacks; one without is left out."""
    designs = tuple(
        EvaluationDesign(
            id=Id(f"d{i}"),
            title="D",
            outcome=outcome,
            method=DesignMethod.BEFORE_AFTER,
            starts=PartialDate.parse("2018"),
        )
        for i, outcome in enumerate((None, Id("injuries")))
    )
    plan = make_plan(
        area=attrs.evolve(make_plan().area, district="North"),
        indicators=(
            make_indicator("2016-01 to 2016-12"),
            make_indicator(id=Id("injuries"), source="hospital"),
        ),
        evaluation_designs=designs,
    )

    found = evaluate(plan, counts(0.7)).interventions

    assert ["D: nothing can be said. No records of its outcome were given (hospital)."] == [
        result.sentence for result in found
    ]


@pytest.mark.parametrize("method", list(DesignMethod))
def test_results_are_plain_data_and_a_page(
    make_plan: Make, make_indicator: Make, method: DesignMethod
) -> None:
    """Every kind of result can be given to programs, and stands on the page."""
    import json

    pytest.importorskip("vl_convert")
    from safetykit.reporting import evaluation_data, to_html

    design = EvaluationDesign(
        id=Id("patrols"),
        title="Night patrols",
        outcome=Id("burglary"),
        method=method,
        starts=PartialDate.parse("2018-01"),
        named_on=PartialDate.parse("2017-11"),
        areas=("North",),
        comparison=("South", "East") if method.needs_comparison else (),
        buffer=("Ring",) if method is DesignMethod.COMPARISON else (),
        buffer_comparison=("Far",) if method is DesignMethod.COMPARISON else (),
        cost=Money.parse("£500,000 (2018 prices)"),
        unit_cost=Money.parse("£5,930 (2018 prices)"),
    )
    plan = make_plan(
        area=attrs.evolve(make_plan().area, district="North"),
        indicators=(make_indicator("2016-01 to 2016-12"),),
        evaluation_designs=(design,),
    )
    found = evaluate(plan, counts(0.7))

    data = json.loads(json.dumps(evaluation_data(found), allow_nan=False))["interventions"][0]
    assert (method.value, "patrols") == (data["method_used"], data["design"])
    assert found.interventions[0].sentence in to_html(found)


@pytest.mark.parametrize("starts", ["2018", "late 2018", "between 2018-01 and 2018-06"])
def test_a_start_that_is_not_known_to_the_month(run: Callable[..., Any], starts: str) -> None:
    """No month is guessed for an intervention that began at some time in a year."""
    result = run(DesignMethod.BEFORE_AFTER, starts=PartialDate.parse(starts))

    assert "nothing can be said. The plan does not say in which month it begins" in result.sentence


def test_a_comparison_place_named_twice(run: Callable[..., Any]) -> None:
    """A place that stands twice is refused by name: it would be counted twice."""
    with pytest.raises(InputError, match=r"designs\.comparison: .*More than once: South"):
        run(DesignMethod.COMPARISON, comparison=("South", "South", "East"))


def test_a_misspelt_comparison_place(run: Callable[..., Any]) -> None:
    """The refusal names the list in which the place stands."""
    with pytest.raises(InputError, match=r"designs\.comparison: .*'Sout'.*South"):
        run(DesignMethod.COMPARISON, comparison=("Sout", "East"))


def test_the_plan_s_own_district_beside_districts(run: Callable[..., Any]) -> None:
    """Without places of its own, a design takes the plan's district, not all that its force has."""
    records = counts(0.7)
    force = AreaKey(AreaRule.RECORDED_BY_FORCE, "Testshire Police")
    both = Counts(
        source=records.source,
        months=records.months,
        groups=records.groups,
        areas=(*records.areas, force),
        values=np.concatenate([records.values, records.values.sum(axis=1, keepdims=True)], axis=1),
        reported=np.concatenate([records.reported, records.reported[:, :1]], axis=1),
    )
    result = run(DesignMethod.COMPARISON, both, areas=())

    assert ["North"] == [key.name for key in result.areas]


def test_months_of_transition_are_no_failed_check(run: Callable[..., Any]) -> None:
    """What a design leaves out on purpose is not called unreported."""
    result = run(DesignMethod.INTERRUPTED, transition_months=2)

    assert any("first 2 months" in note for note in result.notes)
    assert not any("not reported" in note for note in result.notes)


def test_an_interval_without_ends_is_no_finding_of_no_change(run: Callable[..., Any]) -> None:
    """Three comparison places give a synthetic control no interval, and the sentence says so."""
    result = run(DesignMethod.SYNTHETIC)

    assert "stands out (anything is possible: no interval can be given)" in result.sentence
