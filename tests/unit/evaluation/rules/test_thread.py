"""Priorities, objectives, themes and actions that lead to each other. Needs no numpy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from safetykit.evaluation import Check, Severity
from safetykit.model import Action, Audience, Objective, Plan, Priority, Theme, Wording
from safetykit.model.ids import Id

MakePlan = Callable[..., Plan]
Find = Callable[[Plan, str], Check]
R, W, V = Audience.RESIDENTS, Audience.WORKERS, Audience.VISITORS


def test_priority_without_an_action(make_plan: MakePlan, find: Find) -> None:
    """A priority that no action serves is a warning at its place."""
    plan = make_plan(
        priorities=(Priority(id=Id("a"), title="A"), Priority(id=Id("b"), title="B")),
        actions=(Action(id=Id("act"), title="Act", commitments=(), priorities=(Id("a"),)),),
    )
    check = find(plan, "SK-A301")
    (finding,) = check.findings

    assert (2, "b", "priorities[1]") == (check.checked, finding.subject, finding.place.path)
    assert Severity.WARNING is finding.severity


@pytest.mark.parametrize(
    ("named", "dropped"),
    [
        ([(R, W), (W, R)], None),
        ([(R, W), (R,)], "workers"),
        ([(R, W), (R, V)], "visitors, workers"),
        ([(R, W), ()], None),  # a wording that names nobody drops nobody
        ([(R, W)], None),
        ([], None),
        ([(R,), (R,), (W,)], "residents, workers"),
    ],
)
def test_audiences(
    make_plan: MakePlan, find: Find, named: list[tuple[Audience, ...]], dropped: str | None
) -> None:
    """Wordings that name people must name the same people."""
    wordings = tuple(Wording(text="x", audiences=audiences) for audiences in named)
    plan = make_plan(
        priorities=(
            Priority(id=Id("a"), title="A"),
            Priority(id=Id("b"), title="B", objectives=(Objective(id=Id("o"), wordings=wordings),)),
        )
    )
    found = find(plan, "SK-A302").findings

    assert (dropped is not None) == bool(found)
    if dropped:
        assert f"names {dropped} and another does not." in found[0].message
        assert "priorities[1].objectives[0]" == found[0].place.path


def test_theme_that_is_a_priority(make_plan: MakePlan, find: Find) -> None:
    """A theme with the title of a priority, in whatever case, is a notice."""
    plan = make_plan(
        priorities=(Priority(id=Id("a"), title="Road Safety"),),
        themes=(Theme(id=Id("s"), title="Stalking"), Theme(id=Id("t"), title="road safety")),
    )
    check = find(plan, "SK-A303")

    assert (2, ["t"]) == (check.checked, [f.subject for f in check.findings])


def test_subject_that_no_priority_takes_up(make_plan: MakePlan, find: Find) -> None:
    """A subject of the opening must be a topic of a priority, in whatever case."""
    plan = make_plan(
        scope=("Road safety", "fraud"),
        priorities=(Priority(id=Id("a"), title="A", topics=("road safety",)),),
    )
    check = find(plan, "SK-A304")
    (finding,) = check.findings

    assert (2, "scope[1]") == (check.checked, finding.place.path)
    assert "The opening names fraud, and no priority takes it up." == finding.message


@pytest.mark.parametrize(
    "given",
    [
        {"title": "Tackling burglary"},
        {"also_called": ("Burglary and theft",)},
        {"scope": ("domestic burglary",)},
        {"objectives": (Objective(id=Id("o"), wordings=(Wording(text="Reduce burglary"),)),)},
    ],
)
def test_subject_in_the_words_of_a_priority(
    make_plan: MakePlan, find: Find, given: dict[str, Any]
) -> None:
    """A subject is taken up wherever a priority speaks of it, not as a topic alone."""
    priority = Priority(**({"id": Id("a"), "title": "Safer homes"} | given))

    assert not find(make_plan(scope=("Burglary",), priorities=(priority,)), "SK-A304").findings
