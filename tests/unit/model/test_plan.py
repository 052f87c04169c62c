"""The plan, its references, and the objects in it."""

from __future__ import annotations

import datetime as dt
import pickle
from typing import Any

import attrs
import pytest

from safetykit.errors import DocumentError, InputError
from safetykit.model import (
    Action,
    Area,
    Claim,
    Commitment,
    Duty,
    Id,
    Indicator,
    Lead,
    Membership,
    MembershipStatus,
    Objective,
    Organisation,
    Partnership,
    Plan,
    PlanPeriod,
    PopulationEstimate,
    Priority,
    Strength,
    Theme,
    Wording,
    check_references,
)
from safetykit.model.ids import REFERS_TO
from safetykit.quantities import Approx, PartialDate, Period


def make_plan(**changes: Any) -> Plan:
    """Return a small plan in which every reference leads somewhere."""
    year = PartialDate.parse("2017")
    fields: dict[str, Any] = {
        "id": Id("plan"),
        "title": "A plan",
        "area": Area(
            name="Here",
            populations=(
                PopulationEstimate(
                    id=Id("census"),
                    basis="residents",
                    value=Approx.parse("7,400"),
                    year=year,
                    source="Census",
                ),
            ),
        ),
        "partnership": Partnership(
            name="Partners",
            members=(Membership(organisation=Id("police"), status=MembershipStatus.STATUTORY),),
        ),
        "period": PlanPeriod(period=Period(start=year, end=PartialDate.parse("2018"))),
        "dated": PartialDate.parse("2017-10"),
        "organisations": (Organisation(id=Id("police"), name="Police"),),
        "priorities": (
            Priority(
                id=Id("theft"),
                title="Theft",
                objectives=(Objective(id=Id("less-theft"), wordings=(Wording(text="Less"),)),),
                leads=(Lead(organisation=Id("police"), on=("bags",)),),
            ),
        ),
        "themes": (Theme(id=Id("night"), title="Night"),),
        "actions": (
            Action(
                id=Id("patrol"),
                title="Patrol",
                commitments=(Commitment(what="Walk", strength=Strength.WILL, actor=Id("police")),),
                priorities=(Id("theft"),),
                supports=(Id("less-theft"),),
                themes=(Id("night"),),
                owner=Id("police"),
            ),
        ),
    }
    return Plan(**fields | changes)


def test_small_plan() -> None:
    """A plan whose references all lead somewhere is made, compares and pickles."""
    plan = make_plan()

    assert make_plan() == plan
    assert hash(make_plan()) == hash(plan)
    assert plan == pickle.loads(pickle.dumps(plan))
    assert () == check_references(plan, Plan)


def test_objects_of_the_plan() -> None:
    """Objects are found by their ids, and collected over the priorities."""
    plan = make_plan()

    assert "Patrol" == plan.action("patrol").title
    assert "Police" == plan.organisation("police").name
    assert "Theft" == plan.priority("theft").title
    assert ["less-theft"] == [objective.id for objective in plan.objectives]
    assert ["patrol"] == [action.id for action in plan.headline_actions]
    assert dt.date(2017, 10, 31) == plan.as_of


@pytest.mark.parametrize(
    ("method", "reason"),
    [
        ("action", 'action: expected a known action id of the plan, .*Did you mean "patrol"'),
        ("organisation", "organisation: expected a known organisation id of the plan"),
        ("priority", "priority: expected a known priority id of the plan"),
        ("indicator", "indicator: expected a known indicator id of the plan"),
        ("claim", "claim: expected a known claim id of the plan"),
    ],
)
def test_object_that_is_not_there(method: str, reason: str) -> None:
    """An id that is not there is refused, and the nearest is named."""
    with pytest.raises(InputError, match=reason):
        getattr(make_plan(), method)("patrl")


def test_day_of_a_plan_without_a_date() -> None:
    """A plan without a date speaks for no day."""
    with pytest.raises(
        InputError, match=r"dated: expected a date, got 'unknown'\. Give as_of, on the command line"
    ):
        _ = make_plan(dated=PartialDate.parse("unknown")).as_of


def test_place_without_a_document() -> None:
    """A plan that was made in code knows its paths alone."""
    assert "actions[3].owner" == str(make_plan().place("actions", 3, "owner"))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (
            {"themes": (Theme(id=Id("theft"), title="Again"),)},
            r'themes\[0\]\.id: the id "theft" is already that of priorities\[0\]\. Ids are unique',
        ),
        (
            {"duties": (Duty(id=Id("d"), instrument="x", requires="y", falls_on=(Id("polise"),)),)},
            r'duties\[0\]\.falls_on\[0\]: there is no "polise" in organisations, .*"police"\?',
        ),
        (
            {"duties": (Duty(id=Id("d"), instrument="x", requires="y", falls_on=(Id("night"),)),)},
            r'"night" is themes\[0\], but this must name one of organisations\. There are: police',
        ),
        ({"themes": ()}, r'actions\[0\]\.themes\[0\]: there is no "night" in themes, .*are none'),
        ({"organisations": ()}, r'members\[0\]\.organisation: there is no "police"'),
    ],
)
def test_references_that_lead_nowhere(changes: dict[str, Any], reason: str) -> None:
    """A dangling reference names both ends and the nearest id; an id stands once."""
    with pytest.raises(DocumentError, match=reason):
        make_plan(**changes)


def test_many_dangling_references() -> None:
    """Only the first references of very many are told the nearest id, so that it stays quick."""
    organisations = tuple(Organisation(id=Id(f"o{i}"), name="x") for i in range(1000))
    falls_on = tuple(Id(f"p{i}") for i in range(1000))
    duty = Duty(id=Id("d"), instrument="x", requires="y", falls_on=falls_on)

    with pytest.raises(DocumentError, match=r'there is no "p0" in organisations') as caught:
        make_plan(organisations=(*make_plan().organisations, *organisations), duties=(duty,))

    assert 1000 == len(caught.value.problems)


def test_references_in_plain_data_of_any_kind() -> None:
    """The walk over plain data survives values of every wrong kind."""
    data = {"actions": [None, 5, {"owner": 5, "id": [], "supports": "x"}], "area": [], "themes": {}}

    assert ["actions[2].supports"] == [
        problem.place.path for problem in check_references(data, Plan)
    ]


@pytest.mark.parametrize(
    "word", ["", "A", "a b", "a--b", "-a", "a-", "é", "a\n", "a" * 81, 5, None]
)
def test_ids_that_are_refused(word: Any) -> None:
    """An id is small letters, digits and single hyphens or dots between them."""
    with pytest.raises(InputError, match="id: expected an id of at most 80 characters"):
        Theme(id=word, title="x")


@pytest.mark.parametrize("word", ["a", "a-b.c", "2017-18", "a" * 80])
def test_ids_that_are_allowed(word: str) -> None:
    """Such ids are allowed."""
    assert word == Theme(id=Id(word), title="x").id


def test_population_by_basis_and_id() -> None:
    """A population is found by its unit in any form, or by its id as well."""
    area = make_plan().area

    assert "census" == area.population("residents").id
    assert "census" == area.population("resident", of="census").id
    with pytest.raises(InputError, match=r"a basis that the area has: census \(resident\)"):
        area.population("worker")
    with pytest.raises(InputError, match="a basis that the area has: none"):
        Area(name="x").population("worker")
    with pytest.raises(InputError, match="a unit that safetykit knows"):
        area.population("elf")


def test_firmest_commitment() -> None:
    """An action is as firm as its firmest commitment, and least firm without any."""
    weak, strong = (Commitment(what="x", strength=s) for s in (Strength.ASPIRES, Strength.INTENDS))

    assert Strength.INTENDS is Action(id=Id("a"), title="x", commitments=(weak, strong)).firmest
    assert Strength.ASPIRES is Action(id=Id("a"), title="x", commitments=()).firmest


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"whole": "theft"}, r"value: expected a percentage, because whole is given, got '12'"),
        ({"share_of": Id("b")}, r"value: expected a percentage, because share_of is given"),
        ({"rank": 0}, r"rank: expected a whole number from 1, got 0"),
        ({"parts": -1}, r"parts: expected a whole number from 1, got -1"),
        ({"parts": "3"}, r"parts: expected a whole number from 1, got '3'"),
        ({"rank": 1.5}, r"rank: expected a whole number from 1, got 1\.5"),
        ({"unit": "elf"}, r"unit: expected a unit that safetykit knows"),
    ],
)
def test_claims_that_contradict_themselves(changes: dict[str, Any], reason: str) -> None:
    """A share is a percentage, and ranks and parts count from 1."""
    with pytest.raises(InputError, match=reason):
        Claim(id=Id("a"), says="x", subject="y", value=Approx.parse("12"), **changes)


def test_every_reference_names_a_collection() -> None:
    """Every field that refers to others names a collection that plans have."""
    collections = {field.name for field in attrs.fields(Plan)} | {"objectives", "populations"}
    kinds = [Action, Commitment, Claim, Duty, Indicator, Lead, Membership]
    targets = {f.metadata.get(REFERS_TO) for kind in kinds for f in attrs.fields(kind)} - {None}

    assert targets <= collections


@pytest.mark.parametrize(("stated", "month"), [(None, 4), (1, 1), (7, 7)])
def test_the_first_month_of_the_year(stated: int | None, month: int) -> None:
    """Quarters count from the month that the plan states; otherwise from April, as councils do."""
    period = Period(start=PartialDate.parse("2026"))

    assert month == PlanPeriod(period=period, year_starts=stated).first_month


@pytest.mark.parametrize("wrong", [0, 13, True, "4"])
def test_a_year_that_starts_in_no_month(wrong: object) -> None:
    """A year starts in a month from 1 to 12."""
    period = Period(start=PartialDate.parse("2026"))

    with pytest.raises(InputError, match=r"^year_starts: expected a month from 1 to 12"):
        PlanPeriod(period=period, year_starts=wrong)  # type: ignore[arg-type]  # that is the test
