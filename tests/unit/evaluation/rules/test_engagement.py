"""Engagement: levels claimed, promises made, feedback returned. Needs no numpy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from safetykit.documents import load
from safetykit.evaluation import Check, Severity, audit, said_and_done
from safetykit.model import (
    Action,
    Commitment,
    Consultation,
    Engagement,
    ParticipationLevel,
    Plan,
    ProgressStatus,
    ProgressUpdate,
    Promise,
    Strength,
)
from safetykit.model.ids import Id
from safetykit.quantities import PartialDate, Period

Make = Callable[..., Plan]
Find = Callable[[Plan, str], Check]
DAY = dt.date(2018, 12, 31)
BATON = Path(__file__).parents[4] / "examples/plans/passing-the-baton.yaml"
INFORM, CONSULT, INVOLVE, COLLABORATE, EMPOWER = ParticipationLevel
CODES = ("SK-A601", "SK-A602", "SK-A603", "SK-A604")


def promise(level: ParticipationLevel) -> Promise:
    """Return a promise that amounts to a level."""
    return Promise(level=level, promises=("listen",))


@pytest.mark.parametrize(
    ("parts", "counts"),
    [
        ({"levels_claimed": (CONSULT,), "promise": promise(CONSULT)}, [0, 0, 0, 0]),
        ({"levels_claimed": (CONSULT,), "promise": promise(INVOLVE)}, [0, 0, 0, 1]),
        ({"levels_claimed": (INVOLVE,), "promise": promise(CONSULT)}, [1, 0, 0, 1]),
        ({"levels_claimed": (INVOLVE,)}, [1, 0, 0, 1]),
        (
            {
                "levels_claimed": (INVOLVE,),
                "promise": promise(INVOLVE),
                "goal": "Tell people.",
                "goal_levels": (INFORM,),
            },
            [0, 1, 0, 0],
        ),
        (
            {
                "levels_claimed": (INFORM, CONSULT),
                "promise": promise(CONSULT),
                "goal": "Tell and ask.",
                "goal_levels": (INFORM, CONSULT),
            },
            [0, 0, 1, 0],
        ),
        ({"levels_claimed": (INFORM, EMPOWER)}, [1, 0, 0, 2]),
        ({"levels_claimed": (INFORM, CONSULT), "promise": promise(CONSULT)}, [0, 0, 1, 1]),
    ],
)
def test_levels_and_promises(
    make_plan: Make, find: Find, parts: dict[str, Any], counts: list[int]
) -> None:
    """A level is found above its promise, above its goal, fused with others, or reached by none."""
    plan = make_plan(engagements=(Engagement(id=Id("e"), title="Forum", **parts),))
    checks = [find(plan, code) for code in CODES]

    assert counts == [len(check.findings) for check in checks]
    assert [1, 1, 1, len(parts["levels_claimed"])] == [check.checked for check in checks]


def test_engagement_that_claims_no_level(make_plan: Make, find: Find) -> None:
    """Nothing is asked of an engagement that claims no level."""
    plan = make_plan(engagements=(Engagement(id=Id("e"), title="Forum", goal="Meet."),))

    assert [(0, ())] * 4 == [(find(plan, c).checked, find(plan, c).findings) for c in CODES]


def test_five_levels_fused_in_the_toolkit() -> None:
    """X32: all five levels are named, with one goal and one promise, which is that of consult."""
    found = audit(load(BATON), as_of=dt.date(2020, 12, 31))
    above, goal, fused, unreached = (found.check(code) for code in CODES)
    assert above is not None
    assert goal is not None
    assert fused is not None
    assert unreached is not None

    assert Severity.WARNING is above.findings[0].severity
    assert (
        "“Public participation in the toolkit” claims the level “empower”, and its promise amounts "
        "to “consult”."
    ) == above.findings[0].message
    assert "amount to “inform” and “consult”." in goal.findings[0].message
    assert "states one goal and one promise for all of them" in fused.findings[0].message
    assert "The one goal runs “inform” and “consult” together." in fused.findings[0].message
    assert "3 of 5 levels claimed are reached by no goal and no promise." == unreached.summary
    assert all("IAP2" in check.findings[0].settled_by for check in (above, goal, fused))


ASKED = Consultation(id=Id("asked"), about="the plan.", outcome="More patrols.")


def update(day: dt.date, **parts: Any) -> ProgressUpdate:
    """Return an update on the action."""
    return ProgressUpdate(
        action=Id("do"),
        period=Period(),
        received=day,
        status=ProgressStatus.ON_TRACK,
        words="Words.",
        author="A post",
        **parts,
    )


def action(**parts: Any) -> Action:
    """Return an action."""
    doing = (Commitment(what="do it", strength=Strength.WILL),)
    return Action(id=Id("do"), title="Do it", commitments=doing, **parts)


@pytest.mark.parametrize(
    ("parts", "answered", "told"),
    [
        ({}, False, ()),
        ({"actions": (action(),), "updates": (update(DAY, feedback="Done."),)}, False, ()),
        ({"actions": (action(answers=(Id("asked"),)),)}, True, ()),
        (
            {
                "actions": (action(answers=(Id("asked"),)),),
                "updates": (update(DAY, feedback="Done."), update(DAY)),
            },
            True,
            ("Done.",),
        ),
        (
            {"actions": (action(),), "updates": (update(DAY, answers=(Id("asked"),)),)},
            True,
            (),
        ),
        (
            {
                "actions": (action(),),
                "updates": (update(dt.date(2019, 1, 1), answers=(Id("asked"),)),),
            },
            False,
            (),
        ),
    ],
)
def test_you_said_we_did(
    make_plan: Make, find: Find, parts: dict[str, Any], answered: bool, told: tuple[str, ...]
) -> None:
    """An action or an update that says so answers a consultation; one of a later day does not."""
    plan = make_plan(consultations=(ASKED,), **parts)
    (held,) = said_and_done(plan, as_of=DAY)

    assert (answered, told) == (held.answered, held.told)
    assert (not answered) is bool(find(plan, "SK-A605").findings)


def test_words_of_a_consultation_without_feedback(make_plan: Make, find: Find) -> None:
    """The finding says what was asked and what the plan says came of it; it is a notice."""
    (finding,) = find(make_plan(consultations=(ASKED,)), "SK-A605").findings

    assert Severity.NOTICE is finding.severity
    assert (
        "People were asked about: the plan. The plan says of its outcome: More patrols. No action "
        "and no update is linked to it, and what people were told is not in the text held."
    ) == finding.message


@pytest.mark.parametrize(
    ("parts", "held"),
    [
        ({"planned": True}, 0),
        ({"when": PartialDate.parse("2019-01-01")}, 0),
        ({"when": PartialDate.parse("2018")}, 1),
        ({"when": PartialDate.parse("unknown")}, 1),
    ],
)
def test_consultation_still_to_come(
    make_plan: Make, find: Find, parts: dict[str, Any], held: int
) -> None:
    """Nobody is asked for feedback on a consultation that has not been held."""
    plan = make_plan(consultations=(Consultation(id=Id("asked"), about="it", **parts),))

    assert held == find(plan, "SK-A605").checked
