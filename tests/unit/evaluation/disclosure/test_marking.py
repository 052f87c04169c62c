"""The protective marking on its way through every face. Needs numpy."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable
from typing import Any

import attrs
import pytest

pytest.importorskip("numpy")
pytest.importorskip("scipy")

from safetykit.errors import InputError
from safetykit.evaluation import Evaluation, audit, evaluate
from safetykit.evaluation.disclosure import prepare
from safetykit.model import Marking
from safetykit.reporting.data import evaluation_data
from safetykit.reporting.terminal import print_audit, print_evaluation

Run = Callable[..., Any]
SENSITIVE = Marking.OFFICIAL_SENSITIVE


@pytest.fixture
def marked(run: Run, partner_counts: Run) -> Callable[[Marking | None], Evaluation]:
    """Return a maker of evaluations of a plan with a marking."""

    def make(marking: Marking | None, *, of_source: Marking | None = None) -> Evaluation:
        evaluation = run(partner_counts(20))
        counts = evaluation.records[0]
        source = attrs.evolve(counts.source, marking=of_source)
        plan = attrs.evolve(evaluation.plan, marking=marking)
        return evaluate(plan, attrs.evolve(counts, source=source))

    return make


def _printed(show: Callable[..., None], thing: object) -> list[str]:
    console = pytest.importorskip("rich.console").Console
    out = io.StringIO()
    show(thing, console(file=out, width=200))
    return out.getvalue().strip().splitlines()


def test_top_and_bottom(marked: Run) -> None:
    """What is printed begins and ends with the marking."""
    evaluation = marked(SENSITIVE)
    lines = _printed(print_evaluation, evaluation)
    found = _printed(print_audit, audit(evaluation.plan, as_of=dt.date(2018, 12, 31)))

    assert ["OFFICIAL-SENSITIVE"] * 2 == [lines[0], lines[-1]]
    assert ["OFFICIAL-SENSITIVE"] * 2 == [found[0], found[-1]]
    assert "OFFICIAL-SENSITIVE" == json.loads(json.dumps(evaluation_data(evaluation)))["marking"]


def test_no_marking(marked: Run) -> None:
    """Where nothing is marked, nothing is said of a marking."""
    evaluation = marked(None)

    assert "" == prepare(evaluation, public=True).marking
    assert evaluation_data(evaluation)["marking"] is None
    assert not any("OFFICIAL" in line for line in _printed(print_evaluation, evaluation))


@pytest.mark.parametrize(
    ("plan", "source", "expected"),
    [
        (Marking.OFFICIAL, SENSITIVE, "OFFICIAL-SENSITIVE"),
        (SENSITIVE, Marking.OFFICIAL, "OFFICIAL-SENSITIVE"),
        (None, Marking.OFFICIAL, "OFFICIAL"),
    ],
)
def test_highest(marked: Run, plan: Any, source: Any, expected: str) -> None:
    """The higher of the markings of plan and records is carried."""
    assert expected == prepare(marked(plan, of_source=source)).marking


def test_sensitive_for_anybody(marked: Run) -> None:
    """What is marked as sensitive goes to nobody's sheet, before or after it was prepared."""
    evaluation = marked(SENSITIVE)
    with pytest.raises(InputError, match="public: expected an evaluation that is not marked so"):
        prepare(evaluation, public=True)
    with pytest.raises(InputError, match="name the post that decided in released_by"):
        prepare(prepare(evaluation), public=True)
    with pytest.raises(InputError, match="A sheet for anybody is not made from it"):
        prepare(evaluation, public=True, released_by="  ")

    assert "" == prepare(marked(Marking.OFFICIAL), public=True).released_by


def test_released(marked: Run) -> None:
    """Where a post decided to release it, it is made, and keeps its marking."""
    evaluation = marked(SENSITIVE)
    ready = prepare(evaluation, public=True, released_by="Head of community safety")

    assert "OFFICIAL-SENSITIVE" == ready.marking
    assert "Head of community safety" == ready.released_by
    assert ready == prepare(ready, public=True)
