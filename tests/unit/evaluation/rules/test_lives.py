"""Bodies in work of another time than their own. Needs no numpy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from safetykit.evaluation import Check
from safetykit.evaluation.rules.uses import uses
from safetykit.model import (
    Action,
    Agreement,
    Commitment,
    Duty,
    Id,
    Initiative,
    InitiativeKind,
    Membership,
    MembershipStatus,
    Organisation,
    Partnership,
    Plan,
    Research,
    ResearchKind,
    Strength,
)
from safetykit.quantities import PartialDate, Period

MakePlan = Callable[..., Plan]
Find = Callable[[Plan, str], Check]
MakePeriod = Callable[[str], Period]
BODY = Id("trust")


def duty() -> Duty:
    """Return a duty of the body, of the day of the audit."""
    return Duty(id=Id("d"), instrument="An Act", requires="x", falls_on=(BODY,))


@pytest.mark.parametrize(
    ("existed", "in_force", "found"),
    [
        ("2010 to 2014", "2012 to open", 0),  # it signed while it existed
        ("2010 to 2014", "2015 to open", 1),
        ("2010 to 2014", "2014 to open", 0),
        ("2016 to open", "2015 to open", 1),
        ("2016 to open", "open to open", 0),  # judged for the day of the audit, 2018
        ("2010 to 2014", "open to open", 1),
        ("unknown to unknown", "2015 to open", 0),
    ],
)
def test_signatory(
    make_plan: MakePlan,
    make_period: MakePeriod,
    find: Find,
    existed: str,
    in_force: str,
    found: int,
) -> None:
    """A body signs an agreement while it exists."""
    body = Organisation(
        id=BODY, name="Trust", existed=make_period(existed), successor="Heir", source="An order"
    )
    paper = Agreement(
        id=Id("paper"), title="Paper", signatories=(BODY,), in_force=make_period(in_force)
    )
    check = find(make_plan(organisations=(body,), agreements=(paper,)), "SK-A902")

    assert (1, found) == (check.checked, len(check.findings))
    assert all("signatories of “Paper”" in finding.message for finding in check.findings)
    assert all("agreements[0].signatories" == f.place.path for f in check.findings)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"duties": (duty(),)}, "falls on of “d”"),
        (
            {
                "actions": (
                    Action(
                        id=Id("a"),
                        title="Act",
                        owner=BODY,
                        commitments=(Commitment(what="x", strength=Strength.WILL, actor=BODY),),
                    ),
                )
            },
            "actor of “Act”, owner of “Act”",
        ),
        (
            {"research": (Research(id=Id("r"), title="R", kind=ResearchKind.PILOT,
                                   partners=(BODY,)),)},
            "partners of “R”",
        ),
        (
            {"initiatives": (Initiative(id=Id("i"), title="I", kind=InitiativeKind.EVENT,
                                        lead=BODY, when=PartialDate.parse("2012")),)},
            "",
        ),
        (
            {"partnership": Partnership(name="P", members=(
                Membership(organisation=BODY, status=MembershipStatus.STATUTORY),))},
            "",
        ),
    ],
)  # fmt: skip
def test_every_way_of_naming_a_body(
    make_plan: MakePlan, make_period: MakePeriod, find: Find, parts: dict[str, Any], words: str
) -> None:
    """Duties, work and research are of the day of the audit, an event of its own day.

    Members are asked for by a check of their own.
    """
    body = Organisation(
        id=BODY, name="Trust", existed=make_period("2010 to 2014"), successor="Heir"
    )
    findings = find(make_plan(organisations=(body,), **parts), "SK-A902").findings

    assert bool(words) == bool(findings)
    for finding in findings:
        assert f"after it ended (2014): {words}. What followed it: Heir." in finding.message


@pytest.mark.parametrize(("used", "found"), [(True, 1), (False, 0)])
def test_body_beside_its_heir(make_plan: MakePlan, find: Find, used: bool, found: int) -> None:
    """A body that still has a part, beside the one that followed it, is found by any name."""
    plan = make_plan(
        organisations=(
            Organisation(id=BODY, name="Trust", successor="new service"),
            Organisation(id=Id("heir"), name="NS", also_called=("New Service",)),
        ),
        duties=(duty(),) if used else (),
    )
    check = find(plan, "SK-A903")

    assert (1, found) == (check.checked, len(check.findings))
    assert all("Trust and NS, which followed it," in f.message for f in check.findings)


@pytest.mark.parametrize(
    ("valid", "found"),
    [("2010 to 2014", 0), ("2009 to open", 1), ("2012 to 2015", 1), ("2012 to open", 0)],
)
def test_membership_outlasts_the_body(
    make_plan: MakePlan, make_period: MakePeriod, find: Find, valid: str, found: int
) -> None:
    """A membership lies in the life of the body."""
    body = Organisation(id=BODY, name="Trust", existed=make_period("2010 to 2014"))
    member = Membership(
        organisation=BODY, status=MembershipStatus.STATUTORY, valid=make_period(valid)
    )
    plan = make_plan(organisations=(body,), partnership=Partnership(name="P", members=(member,)))
    check = find(plan, "SK-A904")

    assert (1, found) == (check.checked, len(check.findings))


def test_uses_are_found_at_every_depth(city_plan: Plan) -> None:
    """A lead within a priority and a member of the partnership are uses, each with its place."""
    found = {use.where: use.name for use in uses(city_plan, "organisations")}

    assert "city-of-london-police" == found[("priorities", 4, "leads", 0, "organisation")]
    assert "city-of-london-corporation" == found[("partnership", "members", 0, "organisation")]
