"""Page one. Needs numpy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

pytest.importorskip("numpy")

from safetykit.evaluation import evaluate
from safetykit.evaluation.headline import lead_result
from safetykit.model import Action, Facet, MeasureTier, NotHeld, Priority, Transcription
from safetykit.model.ids import Id

Make = Callable[..., Any]


def test_lead_is_the_marked_indicator(
    make_plan: Make, make_indicator: Make, make_counts: Make
) -> None:
    """The indicator that is marked comes first, otherwise the first, otherwise none."""
    counts = make_counts("2017-01", {"Burglary": [5] * 36, "Drugs": [6] * 36})
    first = make_indicator()
    second = make_indicator(id=Id("drugs"), group="Drugs", tier=MeasureTier.HEADLINE)
    results = evaluate(make_plan(indicators=(first, second)), counts).results

    assert results[1] is lead_result(results)
    assert results[0] is lead_result(results[:1])
    assert lead_result(()) is None


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (("1", "2"), "One stated figure contradicts other figures of the plan: people: “2” here"),
        (("1", "2", "3"), "3 stated figures contradict other figures of the plan: people:"),
    ],
)
def test_contradictions_within_the_plan(
    make_plan: Make, make_claim: Make, make_counts: Make, values: tuple[str, ...], words: str
) -> None:
    """Without a figure that records contradict, those within the plan are counted."""
    claims = tuple(make_claim(f"c-{v}", v, subject="people") for v in values)
    line = evaluate(make_plan(claims=claims), make_counts("2017-01", {"Burglary": [5] * 36}))

    assert line.headline[0].startswith(words)


def test_months_left_out_are_said(make_plan: Make, make_indicator: Make, make_counts: Make) -> None:
    """Counts over fewer than all months say so on page one, in the noun of their unit."""
    months: list[int | None] = [50] * 36
    months[2] = None
    plan = make_plan(indicators=(make_indicator(unit="incident"),))
    line = evaluate(plan, make_counts("2017-01", {"Burglary": months})).headline[0]

    assert "550 incidents were recorded in January 2017 to December 2017 and 550 in" in line
    assert "(over the 11 months that both report)" in line
    one = make_counts("2017-01", {"Burglary": [50] + [None] * 11 + [50] * 24})
    assert "(over the 1 month that both report)" in evaluate(plan, one).headline[0]
    assert line.endswith("or what would have happened without the plan.")


def test_source_that_sees_everything(make_plan: Make, make_counts: Make) -> None:
    """A source that names nothing unseen draws no sentence on it."""
    counts = make_counts("2017-01", {"Burglary": [5] * 36})
    counts = attrs.evolve(counts, source=attrs.evolve(counts.source, cannot_see=()))

    assert () == evaluate(make_plan(), counts).headline


def test_one_action(make_plan: Make, make_counts: Make) -> None:
    """One action is spoken of as one, and nothing unseen is named where nothing is."""
    plan = make_plan(
        priorities=(Priority(id=Id("p"), title="P"),),
        actions=(Action(id=Id("a"), title="A", commitments=(), priorities=(Id("p"),)),),
    )
    line = evaluate(plan, make_counts("2017-01", {"Burglary": [5] * 36})).headline[-1]

    assert (
        "For its one headline action, the text held gives a date for none, an owner for none, a "
        "measure for none and a number to reach for none."
    ) == line


def test_no_comparison(make_plan: Make, make_indicator: Make, make_counts: Make) -> None:
    """Where nothing is compared, page one says why."""
    plan = make_plan(indicators=(make_indicator(),))
    line = evaluate(plan, make_counts("2017-01", {"Burglary": [5] * 18})).headline[0]

    assert line.startswith("Burglary: 60 recorded in January 2017 to December 2017. No later")
    assert "Fewer than 12 months" in line


@pytest.mark.parametrize(
    ("may_state", "said"),
    [((Facet.TARGET,), True), ((Facet.DATE, Facet.OWNER), True), ((Facet.RESOURCE,), False)],
)
def test_a_part_that_may_state_what_is_lacking(
    make_plan: Make, make_counts: Make, may_state: tuple[Facet, ...], said: bool
) -> None:
    """Page one names the part that is not held wherever it may state anything that it counts."""
    held = NotHeld(title="Appendix 2", may_state=may_state)
    plan = make_plan(
        priorities=(Priority(id=Id("p"), title="Theft"),),
        actions=(Action(id=Id("a"), title="Act", commitments=(), priorities=(Id("p"),)),),
        transcription=Transcription(document="D", note="N", not_held=(held,)),
    )
    line = evaluate(plan, make_counts("2017-01", {"Burglary": [5] * 36})).headline[-1]

    assert said == line.endswith("“Appendix 2” may state more, and is not in the text held.")
