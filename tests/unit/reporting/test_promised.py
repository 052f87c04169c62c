"""The headline actions: a column for what some of them state, a sentence for what none does."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

import safetykit
from safetykit.model import Plan
from safetykit.quantities import PartialDate, Period
from safetykit.reporting.blocks import Paragraph, Table
from safetykit.reporting.sections.promised import promised
from safetykit.reporting.texts import load_texts

CITY = Path(__file__).parents[3] / "examples/plans/city-of-london.yaml"
NO_OWNER = "In the text held, none of them says who answers for it."


def shown(plan: Plan) -> tuple[Table, list[str]]:
    """Return the table of the headline actions, and the paragraphs of the section."""
    blocks = promised(plan, load_texts()).blocks
    tables = [block for block in blocks if isinstance(block, Table)]
    return tables[-1], [block.text for block in blocks if isinstance(block, Paragraph)]


def test_what_no_action_states_is_one_sentence() -> None:
    """No headline action of the City names an owner: that is said, and is no column."""
    table, said = shown(safetykit.load(CITY))

    assert ["Headline action", "The partners ...", "By when"] == [c.title for c in table.columns]
    assert NO_OWNER in said
    assert 24 == len(table.rows)


def test_what_one_action_states_is_a_column() -> None:
    """As soon as one names an owner, the others are said not to, in the text held."""
    plan = safetykit.load(CITY)
    owner = plan.organisations[0]
    first = next(action for action in plan.actions if action in plan.headline_actions)
    owned = attrs.evolve(first, owner=owner.id)
    actions = tuple(owned if action is first else action for action in plan.actions)
    table, said = shown(attrs.evolve(plan, actions=actions))

    assert "Who answers for it" == table.columns[1].title
    assert {owner.name, "not in the text held"} == {row[1] for row in table.rows}
    assert NO_OWNER not in said


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2026-04", "2029-03", "The plan is for April 2026 to March 2029."),
        ("2026-04-01", "2026-04-01", "The plan is for 1 April 2026."),
        ("2026-04", None, "The plan is for the time from April 2026 on."),
        ("2026-04", "unknown", "The plan is for the time from April 2026 on."),
        ("unknown", "2029", "The plan is for the time up to 2029."),
        (None, None, "The text held does not say for when the plan is."),
    ],
)
def test_for_when_the_plan_is(start: str | None, end: str | None, words: str) -> None:
    """A side that the plan leaves open is left out, and never the word for it."""
    plan = safetykit.load(CITY)
    period = Period(
        start=PartialDate.parse(start) if start else None,
        end=PartialDate.parse(end) if end else None,
    )
    open_plan = attrs.evolve(plan, period=attrs.evolve(plan.period, period=period))

    assert shown(open_plan)[1][0].startswith(f"{words} It names 5 priorities.")
