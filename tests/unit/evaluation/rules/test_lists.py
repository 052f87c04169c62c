"""Lists of one thing in several places. Needs no numpy."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from safetykit.evaluation import Check
from safetykit.model import (
    Area,
    Cohort,
    CohortKind,
    Id,
    ListedItem,
    Listing,
    Plan,
    Priority,
    Schedule,
)
from safetykit.quantities import Approx, Period

MakePlan = Callable[..., Plan]
Find = Callable[[Plan, str], Check]


def listing(name: str, *items: str, **parts: Any) -> Listing:
    """Return a list of things; an item may name its kind behind a bar."""
    listed = tuple(ListedItem(text=t, kind=k) for t, _, k in (i.partition("|") for i in items))
    return Listing(**({"id": Id(name), "of": "our values", "items": listed} | parts))


@pytest.mark.parametrize(
    ("lists", "words"),
    [
        ([("a", "b"), ("B", "A")], ""),
        ([("a", "b"), ("a",)], "2 lists of our values differ."),
        ([("a", "b"), ("a",)], "“b” (1)."),
        ([("a", "b"), ("a", "c"), ("c", "a")], "“b” (1), “c” (2)."),
        ([("anti-social behaviour",), ("Anti social behaviour",)], ""),
        ([("a", "b")], ""),
    ],
)
def test_members(make_plan: MakePlan, find: Find, lists: list[tuple[str, ...]], words: str) -> None:
    """What some of the lists hold and others do not is named, with how many hold it."""
    listings = [listing(f"l{i}", *items) for i, items in enumerate(lists)]
    check = find(make_plan(listings=tuple(listings)), "SK-A131")

    assert (len(lists) > 1, bool(words)) == (check.checked == 1, len(check.findings) == 1)
    assert all(words in finding.message for finding in check.findings)


def test_lists_of_other_things_are_not_compared(make_plan: MakePlan, find: Find) -> None:
    """Two lists of two things may differ."""
    lists = (listing("a", "x"), listing("b", "y", of="our aims"))

    assert 0 == find(make_plan(listings=lists), "SK-A131").checked


@pytest.mark.parametrize("turn", list(itertools.permutations(range(3))))
def test_order_of_the_lists_does_not_matter(
    make_plan: MakePlan, find: Find, turn: tuple[int, ...]
) -> None:
    """The same members are named, whichever list stands first."""
    lists = (listing("a", "x", "y"), listing("b", "y"), listing("c", "x", "y", "z"))
    (finding,) = find(make_plan(listings=tuple(lists[i] for i in turn)), "SK-A131").findings

    assert all(words in finding.message for words in ("“x” (2)", "“z” (1)"))
    assert "“y”" not in finding.message


@pytest.mark.parametrize(
    ("streams", "members", "order"),
    [
        (("Theft", "Violence"), 0, 0),
        (("Violence", "Theft"), 0, 1),
        (("Violent crime", "Theft"), 0, 1),
        (("Theft", "Fraud"), 1, 0),
    ],
)
def test_streams_of_a_timetable(
    make_plan: MakePlan, find: Find, streams: tuple[str, ...], members: int, order: int
) -> None:
    """A timetable's streams are laid beside the priorities, under all their names."""
    priorities = (
        Priority(id=Id("a"), title="Theft"),
        Priority(id=Id("b"), title="Violence", also_called=("Violent crime",)),
    )
    schedule = Schedule(id=Id("s"), title="Year one", period=Period(), streams=streams)
    plan = make_plan(priorities=priorities, schedules=(schedule,))

    assert members == len(find(plan, "SK-A131").findings)
    assert order == len(find(plan, "SK-A132").findings)


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({"announced": 2}, 0),
        ({"announced": 3}, 1),
        ({"number": Approx.parse("2")}, 0),
        ({"number": Approx.parse("2 to 3")}, 1),
        ({"announced": 3, "number": Approx.parse("2 to 3")}, 1),
    ],
)
def test_number_of_items(
    make_plan: MakePlan, find: Find, parts: dict[str, Any], found: int
) -> None:
    """A list has as many items as are announced, and a number that can be told."""
    check = find(make_plan(listings=(listing("a", "x", "y", **parts),)), "SK-A133")

    assert (1, found) == (check.checked, len(check.findings))


def test_items_of_another_kind(make_plan: MakePlan, find: Find) -> None:
    """What a list does not mean to hold is named with what it is."""
    lists = (
        listing("a", "theft", "teamwork|way of working", kind="harm"),
        listing("b", "theft", "fraud|Harm", of="x", kind="harm"),
        listing("c", "theft", "teamwork|way of working", of="y"),
    )
    check = find(make_plan(listings=lists), "SK-A134")
    (finding,) = check.findings

    assert (2, "a") == (check.checked, finding.subject)
    assert "holds what is no harm: “teamwork” (way of working)." in finding.message


@pytest.mark.parametrize(
    ("items", "words"),
    [
        (("one|low", "two|high"), ""),
        (("one|low",), "no item is at the step “high”."),
        (("one|low", "two|high", "three"), "no step is given for “three”."),
        (("Low", "high"), ""),
    ],
)
def test_steps_of_a_scale(
    make_plan: MakePlan, find: Find, items: tuple[str, ...], words: str
) -> None:
    """A list from a scale has an item at each step, and a step for each item."""
    one = listing("a", *items, scale=("low", "high"))
    found = find(make_plan(listings=(one,)), "SK-A135").findings

    assert bool(words) == bool(found)
    assert all(words in finding.message for finding in found)


def test_protected_characteristics(make_plan: MakePlan, find: Find) -> None:
    """A list is laid beside the nine of the Act, in Great Britain alone."""
    nine = (
        *("age", "disability", "gender reassignment", "marriage and civil partnership"),
        *("pregnancy and maternity", "race", "religion or belief", "sex", "sexual orientation"),
    )
    kind = CohortKind.PROTECTED
    cohorts = (
        Cohort(id=Id("all"), title="All", kind=kind, members=nine[::-1]),
        Cohort(id=Id("most"), title="Most", kind=kind, members=nine[1:]),
        Cohort(id=Id("victims"), title="V", kind=CohortKind.VICTIM, members=("x",)),
    )
    plan = make_plan(cohorts=cohorts)
    check = find(plan, "SK-A136")
    (finding,) = check.findings
    elsewhere = attrs.evolve(plan, area=Area(name="Belfast", country="Northern Ireland"))

    assert (2, "most") == (check.checked, finding.subject)
    assert "“Most” does not name “age”." == finding.message
    assert 0 == find(elsewhere, "SK-A136").checked
