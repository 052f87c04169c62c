"""The last gate before anything is shown. Needs numpy and SciPy."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import attrs
import pytest

np = pytest.importorskip("numpy")
pytest.importorskip("scipy")

from safetykit.errors import AnalysisError
from safetykit.evaluation import evaluate
from safetykit.evaluation.disclosure import prepare, protection
from safetykit.evaluation.disclosure.hiding import Hiding, by_place
from safetykit.reporting.data import evaluation_data
from safetykit.testing.disclosure import find_narrowed

Run = Callable[..., Any]


def _primary_alone(counts: Any, sums: Any, *, threshold: int) -> Hiding:
    """Hide small months and nothing else, and publish every sum."""
    wanted = by_place(sums)
    return Hiding(
        counts=counts,
        hidden=(counts.values > 0) & (counts.values < threshold),
        shown={place: frozenset(spans) for place, spans in wanted.items()},
        places=frozenset(wanted),
    )


def test_what_follows_is_withheld(
    run: Run, partner_counts: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the choice of what to hide is poor, the indicator is withheld, with a reason in words."""
    monkeypatch.setattr(protection, "hide", _primary_alone)
    evaluation = run(partner_counts(20, {14: 3}))
    ready = prepare(evaluation)
    burglary, robbery = ready.evaluation.results

    assert () == find_narrowed(evaluation, evaluation_data(ready))
    assert not burglary.series.reported.any()
    assert (None, None, ()) == (burglary.comparison, burglary.required, burglary.rates)
    assert math.isnan(float(burglary.value.value))
    assert burglary.sentence.startswith("Burglary: withheld altogether, because")
    assert burglary.sentence == ready.evaluation.headline[0]
    assert evaluation["robbery"].comparison == robbery.comparison


def test_the_gate_has_the_last_word(
    run: Run, partner_counts: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where something follows even from what is left, nothing is shown at all."""
    evaluation = run(partner_counts(20))
    place = (evaluation["burglary"].area, "Burglary")
    monkeypatch.setattr(protection, "exposed_places", lambda *_, **__: frozenset({place}))

    with pytest.raises(AnalysisError, match="would still give a small count away"):
        prepare(evaluation)


def test_series_that_no_result_shows(run: Run, partner_counts: Run) -> None:
    """The tables of a report leave out what the report does not show."""
    evaluation = run(partner_counts(20))
    shorter = attrs.evolve(evaluation.plan, indicators=evaluation.plan.indicators[:1])
    table = prepare(evaluate(shorter, evaluation.records)).evaluation.records[0]

    assert table.reported[:, :, 0].all()
    assert not table.reported[:, :, 1].any()
    assert not table.values[:, :, 1].any()
