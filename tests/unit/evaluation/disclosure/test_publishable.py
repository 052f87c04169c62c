"""What faces are given to show. Needs numpy."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from typing import Any

import attrs
import pytest

np = pytest.importorskip("numpy")
pytest.importorskip("scipy")

from safetykit.errors import InputError
from safetykit.evaluation import evaluate
from safetykit.evaluation.disclosure import DisclosurePolicy, Publishable, prepare
from safetykit.model import Claim, ClaimTest, Statistic
from safetykit.model.ids import Id
from safetykit.quantities import Approx, Month, PartialDate, Period
from safetykit.records import POLICE_UK, FileRecord, QualityCode, QualityFinding
from safetykit.reporting.data import evaluation_data
from safetykit.testing.disclosure import attack, find_narrowed

Run = Callable[..., Any]
SMALL = {14: 3}  # March 2017, inside the baseline


def test_public_figures(run: Run, partner_counts: Run) -> None:
    """Public figures are shown as published, with a caution, and nothing claims to protect them."""
    counts = partner_counts(20, SMALL, source=attrs.evolve(POLICE_UK, breaks=()))
    evaluation = run(counts)
    ready = prepare(evaluation)

    assert evaluation is ready.evaluation
    assert not ready.hidden
    assert "shown as published" in ready.cautions[0]
    assert not any("suppress" in c or "protect" in c or "round" in c for c in ready.cautions)


def test_small_month(run: Run, partner_counts: Run) -> None:
    """A small month is hidden with a second one; the year's sum and the change stand."""
    ready = prepare(run(partner_counts(20, SMALL)))
    result = ready.evaluation["burglary"]
    hidden = ready.hidden_months(result)
    series = result.series

    assert Month(2017, 3) in hidden
    assert 2 == len(hidden)
    assert not any(series.reported[series.months.index(month)] for month in hidden)
    assert not any(series.values[series.months.index(month)] for month in hidden)
    assert (223, 240) == (result.comparison.count_before, result.comparison.count_after)
    assert result.variation is None
    assert result.notes[0].startswith("The figures of 2 months are suppressed")
    assert not ready.hidden_months(ready.evaluation["robbery"])


def test_no_small_month(run: Run, partner_counts: Run) -> None:
    """Where no count is small, a partner's results are what they were."""
    evaluation = run(partner_counts(20))
    ready = prepare(evaluation)

    assert evaluation.results == ready.evaluation.results
    assert () == ready.hidden


def test_zero_is_shown(run: Run, partner_counts: Run) -> None:
    """A month of 0 is shown: nobody is in it."""
    ready = prepare(run(partner_counts(20, {14: 0})))

    assert () == ready.hidden


def test_small_sums(run: Run, partner_counts: Run) -> None:
    """Where a year's sum would tell that its months are small, it goes, and words stand for it."""
    odd = dict.fromkeys(range(12, 24), 0) | {13: 1, 17: 2}
    ready = prepare(run(partner_counts(20, odd)))
    result = ready.evaluation["burglary"]

    assert result.comparison is None
    assert "below 5" in result.refused
    assert "are suppressed" in result.sentence
    assert "January 2017 to December 2017" in result.sentence
    assert result.sentence == ready.evaluation.headline[0]
    assert (None, ()) == (result.required, result.rates)
    assert ["Testborough"] == [total.area.name for total in result.totals]
    assert math.isfinite(float(result.value.value))
    assert "their number is suppressed" in result.trace[0]


def test_hidden_value(run: Run, partner_counts: Run) -> None:
    """A count of the latest months that is itself small is no number, in JSON null."""
    odd = dict.fromkeys(range(24, 36), 0) | {29: 2}
    ready = prepare(run(partner_counts(20, odd)))
    data = evaluation_data(ready)["results"][0]

    assert data["value"]["value"] is None
    assert data["value"]["low"] is None
    assert data["comparison"] is None
    assert "2018-06" in data["suppressed"]


def test_raised_threshold(run: Run, partner_counts: Run) -> None:
    """With a threshold of 10, a month of 8 is hidden too."""
    evaluation = run(partner_counts(20, {14: 8}))
    ten = prepare(evaluation, policy=DisclosurePolicy(threshold=10))

    assert () == prepare(evaluation).hidden
    assert Month(2017, 3) in ten.hidden_months(ten.evaluation["burglary"])
    assert "1 to 9" in ten.cautions[0]


def test_rounding(run: Run, partner_counts: Run) -> None:
    """Rounded figures are multiples of the base, and months still add up to windows."""
    ready = prepare(run(partner_counts(3)), policy=DisclosurePolicy(rounding=5))
    result = ready.evaluation["burglary"]
    year = [int(v) for m, v in zip(result.series.months, result.series.values, strict=True)][12:24]

    assert {0, 5} == set(year)
    assert sum(year) == result.comparison.count_before
    assert 36 == pytest.approx(sum(year), abs=4)
    assert "rounded to multiples of 5" in ready.cautions[0]
    assert () == ready.hidden


def test_prepared_twice(run: Run, partner_counts: Run) -> None:
    """What was prepared is not prepared again, and another policy would tell more than one."""
    ready = prepare(run(partner_counts(20, SMALL)))

    assert ready is prepare(ready)
    with pytest.raises(InputError, match="two protections of it would tell more than one"):
        prepare(ready, policy=DisclosurePolicy(threshold=10))


def test_nothing_of_the_true_figures_is_kept(run: Run, partner_counts: Run) -> None:
    """Not even the counts that a publishable evaluation carries hold a hidden figure."""
    ready = prepare(run(partner_counts(20, SMALL)))
    counts = ready.evaluation.records[0]
    hidden = counts.months.index(Month(2017, 3))

    assert 0 == counts.values[hidden, 0, 0]
    assert not counts.reported[hidden, 0, 0]
    assert 2 == (~counts.reported).sum()


def test_traces_of_partners_files(run: Run, partner_counts: Run) -> None:
    """The number of rows, hashes of files and findings on rows could be worked back to counts."""
    counts = partner_counts(
        20,
        SMALL,
        rows_read=2183,
        rows_set_aside=1,
        files=(FileRecord(name="rows.csv", sha256="ab" * 32, rows=2183),),
        quality=(
            QualityFinding(code=QualityCode.REVISED, message="March 2017 was 4 and is 3."),
            QualityFinding(code=QualityCode.MISSING_MONTH, message="No file for May.", rows=3),
        ),
    )
    ready = prepare(run(counts))
    text = json.dumps(evaluation_data(ready))

    assert not any(told in text for told in ("2183", "ab" * 32, "rows.csv", "was 4 and is 3"))
    assert [None] == [finding.rows for finding in ready.evaluation.quality]
    assert "One finding is not shown" in " ".join(ready.cautions)


def test_traces_of_a_frame(run: Run, partner_counts: Run) -> None:
    """Of a frame the hash stands among the parameters; it goes too, and so do denominators."""
    counts = partner_counts(20, SMALL)
    named = ("count_frame", "", "frame", "", "cd" * 32)
    counts = attrs.evolve(counts, parameters=named, denominators=np.full(counts.values.shape, 3.0))
    ready = prepare(run(counts))

    assert "cd" * 32 in json.dumps(counts.inputs)
    assert "cd" * 32 not in json.dumps(evaluation_data(ready))
    assert ((), None) == (
        ready.evaluation.records[0].parameters,
        ready.evaluation.records[0].denominators,
    )


def test_overlapping_areas(run: Run, partner_counts: Run, make_plan: Run) -> None:
    """Two totals whose difference is small are not both shown."""
    counts = partner_counts(20)
    values = counts.values.copy()
    values[12, 1, 0] = 17
    ready = prepare(run(attrs.evolve(counts, values=values)))

    assert 1 == len(ready.evaluation["burglary"].totals)
    assert 2 == len(ready.evaluation["robbery"].totals)


def test_claims_on_hidden_figures(run: Run, partner_counts: Run, make_plan: Run) -> None:
    """A stated count that rests on a hidden month is not held against the records."""
    evaluation = run(partner_counts(20, SMALL))
    test = ClaimTest(
        indicator=Id("burglary"),
        statistic=Statistic.COUNT,
        period=evaluation.plan.indicators[0].baseline.period,
    )
    march = attrs.evolve(test, period=_month("2017-03"))
    robbery = attrs.evolve(march, indicator=Id("robbery"))
    claims = tuple(
        Claim(id=Id(f"c{n}"), says="So many.", subject="x", value=Approx.parse("3"), test=t)
        for n, t in enumerate((test, march, robbery))
    )
    again = evaluate(attrs.evolve(evaluation.plan, claims=claims), evaluation.records)
    ready = prepare(again)

    assert 3 == len(again.claims)
    assert ["c0", "c2"] == [c.claim.id for c in ready.evaluation.claims]
    assert "One stated figure is not held" in " ".join(ready.cautions)


def _month(text: str) -> Any:
    return Period(start=PartialDate.parse(text), end=PartialDate.parse(text))


def test_the_attack_finds_primary_suppression_alone(run: Run, partner_counts: Run) -> None:
    """If small months alone are hidden, the attack recovers them: it can fail."""
    evaluation = run(partner_counts(20, SMALL))
    data = evaluation_data(
        Publishable(evaluation=evaluation, policy=DisclosurePolicy(), cautions=())
    )
    for row in data["results"][0]["series"]:
        row["count"] = None if row["month"] == "2017-03" else row["count"]
    march = "Burglary, Testshire Police (recorded by the force), 2017-03"

    assert ((march, 3),) == attack(evaluation, data)["partner"].recovered
    assert (march,) == find_narrowed(evaluation, data)
    assert () == _recovered(evaluation, evaluation_data(evaluation))


def _recovered(evaluation: Any, data: Any) -> tuple[Any, ...]:
    return tuple(cell for found in attack(evaluation, data).values() for cell in found.recovered)
