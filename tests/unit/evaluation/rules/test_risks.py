"""Risks that are incomplete, and promises that they threaten. Needs no numpy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from safetykit.evaluation import Check
from safetykit.model import (
    Action,
    Commitment,
    Id,
    Level,
    Organisation,
    Plan,
    Risk,
    Schedule,
    ScheduledItem,
    Strength,
)
from safetykit.quantities import Period

WHOLE: dict[str, Any] = {
    "likelihood": Level.LOW,
    "impact": Level.HIGH,
    "owner": Id("police"),
    "mitigations": ("save",),
    "actions": (Id("act"),),
}


@pytest.fixture
def judge(
    make_plan: Callable[..., Plan], find: Callable[[Plan, str], Check]
) -> Callable[..., Check]:
    """Return a judge of one risk to one action, of which some facets are left out."""

    def check(
        code: str, *without: str, strength: Strength = Strength.WILL, condition: str = ""
    ) -> Check:
        known = {name: value for name, value in WHOLE.items() if name not in without}
        promise = Commitment(what="open it", strength=strength, condition=condition)
        items = (ScheduledItem(what="open the doors", actions=(Id("act"),)),)
        plan = make_plan(
            organisations=(Organisation(id=Id("police"), name="Police"),),
            actions=(Action(id=Id("act"), title="Act", commitments=(promise,)),),
            schedules=(Schedule(id=Id("s"), title="S", period=Period(), items=items),),
            risks=(Risk(id=Id("risk"), title="Funds run out", **known),),
        )
        return find(plan, code)

    return check


@pytest.mark.parametrize(
    ("code", "without", "words"),
    [
        ("SK-A801", ("likelihood",), "states no likelihood."),
        ("SK-A801", ("impact",), "states no impact."),
        ("SK-A801", ("likelihood", "impact"), "states no likelihood and no impact."),
        ("SK-A802", ("mitigations",), "states nothing that is done about it."),
        ("SK-A803", ("owner",), "states no owner."),
        ("SK-A804", ("actions",), "is linked to no action."),
    ],
)
def test_incomplete_risk(
    judge: Callable[..., Check], code: str, without: tuple[str, ...], words: str
) -> None:
    """What one needs to know of a risk is asked for, and a whole one draws nothing."""
    check = judge(code, *without)

    assert (1, ["risk"]) == (check.checked, [finding.subject for finding in check.findings])
    assert f"The risk “Funds run out” {words}" == check.findings[0].message
    assert () == judge(code).findings


@pytest.mark.parametrize(
    ("without", "strength", "condition", "found"),
    [
        (("mitigations",), Strength.WILL, "", 1),
        ((), Strength.WILL, "", 0),
        (("mitigations",), Strength.INTENDS, "", 0),
        (("mitigations",), Strength.WILL, "if funds allow", 0),
        (("mitigations", "actions"), Strength.WILL, "", 0),
    ],
)
def test_promise_beside_a_risk(
    judge: Callable[..., Check],
    without: tuple[str, ...],
    strength: Strength,
    condition: str,
    found: int,
) -> None:
    """A firm promise that an unmet risk could stop is found, with what hangs on it."""
    check = judge("SK-A805", *without, strength=strength, condition=condition)

    assert (int("actions" not in without), found) == (check.checked, len(check.findings))
    for finding in check.findings:
        assert "“open it” is promised without a condition" in finding.message
        assert "“open the doors”" in finding.message
