"""Bodies that are named before they began or after they ended. Needs no numpy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from safetykit.evaluation import Check, audit
from safetykit.model import Membership, MembershipStatus, Organisation, Partnership, Plan
from safetykit.model.ids import Id
from safetykit.quantities import Period


@pytest.fixture
def judge(
    make_plan: Callable[..., Plan], make_period: Callable[[str], Period]
) -> Callable[[str, dt.date], Check]:
    """Return a judge of one member that existed for a period, or for one not known."""

    def check(existed: str, day: dt.date) -> Check:
        body = Organisation(
            id=Id("body"),
            name="Body",
            existed=make_period(existed) if existed else None,
            successor="Heir",
            source="An order",
        )
        member = Membership(organisation=Id("body"), status=MembershipStatus.ASSOCIATE)
        plan = make_plan(
            organisations=(body,), partnership=Partnership(name="P", members=(member,))
        )
        found = audit(plan, as_of=day).check("SK-A901")
        assert found is not None
        return found

    return check


@pytest.mark.parametrize(
    ("existed", "day", "words"),
    [
        ("2010 to 2014-10-31", (2014, 10, 31), None),
        (
            "2010 to 2014-10-31",
            (2014, 11, 1),
            "after it ended (2014-10-31). What followed it: Heir.",
        ),
        ("2010 to 2014", (2014, 6, 1), None),
        ("2015-06-01 to open", (2015, 5, 31), "before it began (2015-06-01)."),
        ("2015-06-01 to open", (2015, 6, 1), None),
        ("2015 to open", (2015, 1, 1), None),
        ("unknown to unknown", (2015, 1, 1), None),
    ],
)
def test_life_of_a_member(
    judge: Callable[[str, dt.date], Check],
    existed: str,
    day: tuple[int, int, int],
    words: str | None,
) -> None:
    """A member is found only if the plan's day is surely outside its life."""
    check = judge(existed, dt.date(*day))

    assert 1 == check.checked
    assert (words is not None) == bool(check.findings)
    if words:
        assert f"Body is named as an associate member {words}" == check.findings[0].message
        assert "An order" == check.findings[0].settled_by


def test_member_whose_life_is_not_known(judge: Callable[[str, dt.date], Check]) -> None:
    """A member of which nothing is known is not counted as checked."""
    check = judge("", dt.date(2018, 1, 1))

    assert (0, ()) == (check.checked, check.findings)
