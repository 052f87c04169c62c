"""Bodies that are named as members before they began, or after they ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from safetykit.evaluation.findings import Check, Family, Finding, Severity
from safetykit.model import Membership, Organisation, Plan
from safetykit.quantities import Answer, PartialDate

__all__ = ["check_bodies"]

CODE = "SK-A901"


def check_bodies(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:
    """Compare the life of each member with the day for which the plan speaks."""
    members = plan.partnership.members
    dated = [m for m in members if plan.organisation(m.organisation).existed is not None]
    yield Check(
        code=CODE,
        title="did not exist at the plan's date",
        family=Family.BODIES,
        of="members whose life is known",
        checked=len(dated),
        findings=tuple(f for m in dated for f in _outside(plan, m, as_of)),
    )


def _outside(plan: Plan, member: Membership, as_of: dt.date) -> Iterator[Finding]:
    body = plan.organisation(member.organisation)
    life = body.existed
    if life is None or life.covers(as_of) is not Answer.NO:
        return
    ended = life.end is not None and life.end.before(PartialDate.of(as_of)) is Answer.YES
    when = f"ended ({life.end})" if ended else f"began ({life.start})"
    after = "after" if ended else "before"
    follower = f" What followed it: {body.successor}." if body.successor and ended else ""
    yield Finding(
        code=CODE,
        severity=Severity.WARNING,
        place=plan.place("partnership", "members", plan.partnership.members.index(member)),
        subject=body.id,
        message=f"{body.name} is named as {_role(member)} {after} it {when}.{follower}",
        hint=_hint(body, ended=ended),
        settled_by=body.source,
    )


def _role(member: Membership) -> str:
    return f"{'an' if member.status == 'associate' else 'a'} {member.status} member"


def _hint(body: Organisation, *, ended: bool) -> str:
    if ended:
        return "Name the body that has taken over its duties."
    return f"Check the name: {body.name} did not exist yet."
