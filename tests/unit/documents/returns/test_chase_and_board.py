"""What is late, stale or blank, and what the board is shown."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest

from safetykit.documents.returns import (
    ChaseReason,
    ExceptionKind,
    chase_returns,
    parse_period,
    report_returns,
)
from safetykit.model import Plan, ProgressStatus, ProgressUpdate
from safetykit.quantities import Cadence, PartialDate, Period
from safetykit.reporting.returns import (
    board_data,
    board_markdown,
    board_text,
    chase_data,
    chase_text,
)

AUTUMN = dt.date(2026, 10, 20)


def make(action: str, status: str = "on track", **more: Any) -> ProgressUpdate:
    """Return an update on the third quarter of 2026."""
    return ProgressUpdate(
        **{
            "action": action,
            "period": parse_period("2026-Q2"),
            "received": dt.date(2026, 10, 5),
            "status": ProgressStatus(status),
            "words": "words",
            "author": "Town Council",
            **more,
        }
    )


def found(plan: Plan, *updates: ProgressUpdate, **more: Any) -> list[tuple[str, str, str]]:
    """Return organisation, action and reason of everything that is chased."""
    chase = chase_returns(plan, updates, **{"as_of": AUTUMN, **more})
    return [(item.organisation, item.action, item.reason.value) for item in chase.items]


def test_by_organisation(plan: Plan) -> None:
    """What is asked stands by organisation, in the order of the plan, nobody's last."""
    assert [
        ("police", "patrols", "blank"),
        ("police", "patrols", "late"),
        ("council", "lights", "blank"),
        ("council", "survey", "blank"),
        ("", "forum", "blank"),
    ] == found(plan)


def test_returned(plan: Plan) -> None:
    """An action that was returned in time and has no date behind it is not chased."""
    assert "lights" not in [action for _, action, _ in found(plan, make("lights"))]


@pytest.mark.parametrize("status", ["complete", "stopped"])
def test_finished(plan: Plan, status: str) -> None:
    """Nobody is asked about what is complete or stopped, whatever its dates."""
    chased = found(plan, make("patrols", status), as_of=dt.date(2028, 1, 1))

    assert "patrols" not in [action for _, action, _ in chased]


@pytest.mark.parametrize(
    ("cadence", "last_fresh"),
    [
        (None, dt.date(2026, 12, 31)),
        (Cadence.ONGOING, dt.date(2026, 12, 31)),
        (Cadence.QUARTERLY, dt.date(2026, 12, 31)),
        (Cadence.MONTHLY, dt.date(2026, 10, 31)),
        (Cadence.WEEKLY, dt.date(2026, 10, 7)),
        (Cadence.YEARLY, dt.date(2027, 9, 30)),
    ],
)
def test_stale(plan: Plan, cadence: Cadence | None, last_fresh: dt.date) -> None:
    """A return is stale on the day after its period's end and its action's cadence."""
    action = attrs.evolve(plan.actions[1], cadence=cadence)
    plan = attrs.evolve(plan, actions=(action,))

    assert [] == found(plan, make("lights"), as_of=last_fresh)
    assert [("council", "lights", "stale")] == found(
        plan, make("lights"), as_of=last_fresh + dt.timedelta(days=1)
    )


def test_stale_without_a_period(plan: Plan) -> None:
    """An update whose period is open counts from the day on which it came in."""
    plan = attrs.evolve(plan, actions=plan.actions[1:2])
    update = make("lights", period=Period(), received=dt.date(2026, 11, 30))
    mid_month = make("lights", period=Period(end=PartialDate.parse("2026-10-15")))

    assert [] == found(plan, update, as_of=dt.date(2027, 2, 28))
    assert [("council", "lights", "stale")] == found(plan, update, as_of=dt.date(2027, 3, 1))
    assert [] == found(plan, mid_month, as_of=dt.date(2027, 1, 15))
    assert [("council", "lights", "stale")] == found(plan, mid_month, as_of=dt.date(2027, 1, 16))


def test_wanted_period(plan: Plan) -> None:
    """With a period, a return on another one leaves the row blank."""
    plan = attrs.evolve(plan, actions=plan.actions[1:2])
    wanted = parse_period("2026-Q3")

    chase = chase_returns(plan, [make("lights")], as_of=AUTUMN, period=wanted)

    assert [(ChaseReason.BLANK, "no return for 2026-10..2026-12")] == [
        (item.reason, item.words) for item in chase.items
    ]


def test_future_is_not_known(plan: Plan) -> None:
    """What came in after the day is not there yet."""
    late = make("lights", received=dt.date(2026, 12, 1))

    assert ("council", "lights", "blank") in found(plan, late)


def test_updates_of_the_plan_count(plan: Plan) -> None:
    """Updates that the plan itself holds count as those of the file."""
    plan = attrs.evolve(plan, updates=(make("lights"),))

    assert "lights" not in [action for _, action, _ in found(plan)]


def test_chase_in_words(plan: Plan) -> None:
    """The text names the bodies, and how it was told."""
    text = chase_text(chase_returns(plan, [make("patrols")], as_of=AUTUMN))

    assert "As of 2026-10-20: to ask about: 4, on 4 of 4 actions." in text
    assert (
        "\nTown Police\n  late   patrols: due 2026-08: first patrol; the action is on track\n"
    ) in text
    assert "\nNo owner stated\n  blank  forum: no return yet\n" in text
    assert text.endswith("Actions that are complete or stopped are not chased.\n")


def test_chase_for_programs(plan: Plan) -> None:
    """The data hold each item with its organisation, reason and last update."""
    data = chase_data(chase_returns(plan, [make("patrols")], as_of=AUTUMN))

    assert ("safer-town", "2026-10-20", None, 4) == tuple(
        data[key] for key in ("plan", "as_of", "period", "actions")
    )
    assert {
        "action": "patrols",
        "title": "Patrol the centre",
        "organisation": "police",
        "organisation_name": "Town Police",
        "reason": "late",
        "words": "due 2026-08: first patrol; the action is on track",
        "last": {
            "action": "patrols",
            "period": {"start": "2026-07", "end": "2026-09"},
            "received": "2026-10-05",
            "status": "on track",
            "words": "words",
            "author": "Town Council",
        },
    } == data["items"][0]
    assert data["items"][-1]["organisation"] is None


BOARD = (
    make("survey", "at risk", words="Few *answers*", blocker="<b>money</b>"),
    make("lights", "on track", blocker="a strike"),
    make("patrols", "stopped"),
)


def test_exceptions(plan: Plan) -> None:
    """The board sees the gravest first, and every action is counted once."""
    report = report_returns(plan, BOARD, as_of=AUTUMN)

    assert [
        (ExceptionKind.STOPPED, "patrols"),
        (ExceptionKind.AT_RISK, "survey"),
        (ExceptionKind.BLOCKED, "lights"),
        (ExceptionKind.NO_RETURN, "forum"),
    ] == [(item.kind, item.action) for item in report.items]
    assert {"on track": 1, "at risk": 1, "stopped": 1, "no return": 1} == report.counts


def test_no_exception(plan: Plan) -> None:
    """On track without a blocker, and complete whatever the blocker, are no exceptions."""
    plan = attrs.evolve(plan, actions=plan.actions[1:3])
    updates = [make("lights"), make("survey", "complete", blocker="was hard")]

    report = report_returns(plan, updates, as_of=AUTUMN)

    assert () == report.items
    assert "There is no exception to show." in board_text(report)


def test_board_of_a_period(plan: Plan) -> None:
    """With a period, only returns on that period count."""
    report = report_returns(plan, BOARD, as_of=AUTUMN, period=parse_period("2026-Q3"))

    assert {"no return": 4} == report.counts
    assert "for October 2026 to December 2026: 4 actions: 4 no return." in board_text(report)


def test_board_in_words(plan: Plan) -> None:
    """The text shows words, blocker, status, period, day and author, and no control character."""
    hostile = make("survey", "delayed", words="a\nb\x1b[31m", blocker="")

    text = board_text(report_returns(plan, [*BOARD[1:], hostile], as_of=AUTUMN))

    assert "4 actions: 1 on track, 1 delayed, 1 stopped, 1 no return." in text
    assert (
        "\nDelayed\n  Ask residents (survey; Town Council)\n    Said: a b\ufffd[31m\n"
        "    Returned: delayed for 2026-07..2026-09, returned 2026-10-05 by Town Council\n"
    ) in text
    assert "nobody has checked them against records" in text


def test_board_as_markdown(plan: Plan) -> None:
    """No text of a return is read as markup."""
    text = board_markdown(report_returns(plan, BOARD, as_of=AUTUMN))

    assert "\n## At risk\n\n- **Ask residents** (Town Council)\n" in text
    assert "    - Said: Few \\*answers\\*\n    - In the way: \\<b\\>money\\</b\\>\n" in text


def test_address_in_a_return(plan: Plan) -> None:
    """An address that a return holds is no link on the board's page."""
    sent = make("survey", "delayed", words="pay at https://a.example/$x{y}", blocker="")

    text = board_markdown(report_returns(plan, [*BOARD[1:], sent], as_of=AUTUMN))

    assert r"- Said: pay at https\://a.example/\$x\{y\}" in text


def test_board_for_programs(plan: Plan) -> None:
    """The data hold the counts and each exception with its last update."""
    data = board_data(report_returns(plan, BOARD, as_of=AUTUMN))

    assert ["stopped", "at risk", "blocked", "no return"] == [e["kind"] for e in data["exceptions"]]
    assert data["exceptions"][-1]["last"] is None
    assert "a strike" == data["exceptions"][2]["last"]["blocker"]


def test_board_does_not_know_the_future(plan: Plan) -> None:
    """What came in after the day is not shown to the board."""
    late = make("lights", "delayed", received=dt.date(2026, 12, 1))

    assert {"no return": 4} == report_returns(plan, [late], as_of=AUTUMN).counts
