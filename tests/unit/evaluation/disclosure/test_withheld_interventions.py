"""An intervention whose months are hidden, and what a reader is told of it. Needs numpy."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import attrs
import pytest

for needed in ("numpy", "scipy"):
    pytest.importorskip(needed)

from safetykit.evaluation import InterventionResult
from safetykit.evaluation.disclosure import DisclosurePolicy, prepare
from safetykit.model import DesignMethod, EvaluationDesign
from safetykit.model.ids import Id
from safetykit.quantities import PartialDate

Make = Callable[..., Any]
DESIGN = EvaluationDesign(
    id=Id("patrols"),
    title="Night patrols",
    outcome=Id("burglary"),
    method=DesignMethod.COMPARISON,
    starts=PartialDate.parse("2018-01"),
    named_on=PartialDate.parse("2017-11"),
    areas=("Testshire Police",),
    comparison=("Testborough",),
    selected_for_high_count=False,
)


@pytest.fixture
def evaluated(run: Make, partner_counts: Make, make_plan: Make) -> Make:
    """Return an evaluator of the design on counts some of which may be small."""

    def one(odd: dict[int, int], design: EvaluationDesign = DESIGN) -> Any:
        counts = partner_counts(60, odd)
        keys = tuple(attrs.evolve(key, rule=counts.areas[0].rule) for key in counts.areas)
        counts = attrs.evolve(counts, areas=keys)
        return run(counts, evaluation_designs=(design,))

    return one


def shown(evaluation: Any, threshold: int = 5) -> InterventionResult:
    """Return the intervention as it may be published."""
    policy = DisclosurePolicy(threshold=threshold)
    found: InterventionResult = prepare(evaluation, policy=policy).evaluation.interventions[0]
    return found


def test_a_reader_is_told_why(evaluated: Make) -> None:
    """The sentence says that all of it is withheld and why, and a note who can still know it."""
    found = shown(evaluated({30: 2}))

    assert (
        "Night patrols, burglary: withheld as a whole: months of its places are suppressed, and an "
        "effect that rests on them would tell a count below 5 beside the months that are shown."
    ) == found.sentence
    assert found.why_not.startswith("Withheld as a whole: ")
    assert (
        "That says nothing of what the intervention brought. Whoever sent the figures holds all "
        "months, and can look at it by the same design.",
    ) == found.notes


def test_nothing_of_it_is_left(evaluated: Make) -> None:
    """No number, no check and no level of a design that was not used stays behind."""
    found = shown(evaluated({30: 2}), threshold=7)

    assert "below 7" in found.sentence
    assert (None, None, None, None) == (
        found.described,
        found.effect,
        found.displacement,
        found.worth,
    )
    assert ((), DesignMethod.DESCRIPTION, 1) == (found.checks, found.used, found.maryland_cap)


def test_where_no_month_is_hidden(evaluated: Make) -> None:
    """Nothing is withheld of figures none of which is small."""
    found = shown(evaluated({30: 55}))

    assert "ithheld" not in found.sentence
    assert found.described is not None


@pytest.mark.parametrize("face", ["html", "markdown", "json"])
def test_every_face_says_it(evaluated: Make, face: str) -> None:
    """The page, the Markdown and the data carry the reason, and who can still know it."""
    for needed in ("jinja2", "vl_convert"):
        pytest.importorskip(needed)
    from safetykit.reporting import to_html, to_json, to_markdown

    faces = {"html": to_html, "markdown": to_markdown, "json": to_json}
    words = faces[face](evaluated({30: 2}))
    if face == "json":
        words = json.dumps(json.loads(words)["interventions"])

    assert "withheld as a whole: months of its places are suppressed" in words
    assert "Whoever sent the figures holds all months" in words
