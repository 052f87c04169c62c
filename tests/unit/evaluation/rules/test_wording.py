"""Names, objectives and promises in several wordings. Needs no numpy."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from safetykit.evaluation import Check
from safetykit.model import (
    Action,
    Commitment,
    Group,
    Id,
    Initiative,
    InitiativeKind,
    Misprint,
    Objective,
    Organisation,
    Partnership,
    Plan,
    Priority,
    Strength,
    Theme,
    Wording,
)

MakePlan = Callable[..., Plan]
Find = Callable[[Plan, str], Check]


def test_names_that_nearly_agree(make_plan: MakePlan, find: Find) -> None:
    """A slip is found between any two kinds of names, once, and a doubled word in one."""
    plan = make_plan(
        organisations=(
            Organisation(id=Id("a"), name="Testshire Council"),
            Organisation(id=Id("b"), name="Testshrie Council"),
            Organisation(id=Id("c"), name="Fire Service"),
        ),
        groups=(Group(id=Id("d"), name="Reduction Unit Unit"),),
        priorities=(Priority(id=Id("e"), title="Value for money"),),
        themes=(Theme(id=Id("f"), title="Value of money"),),
    )
    check = find(plan, "SK-A141")

    assert 7 == check.checked  # the partnership among them
    assert ["b", "d", "f"] == [finding.subject for finding in check.findings]
    assert "“Testshire Council” and “Testshrie Council” look like one name" in (
        check.findings[0].message
    )
    assert "themes[0].title" == check.findings[2].place.path


@pytest.mark.parametrize(
    ("also", "found"),
    [(("SCP",), 0), (("SCP", "Safety Partnership"), 1), ((), 0), (("the Board",), 0)],
)
def test_several_full_names(
    make_plan: MakePlan, find: Find, also: tuple[str, ...], found: int
) -> None:
    """An abbreviation is no second name, and another full name is one."""
    plan = make_plan(partnership=Partnership(name="City Partnership", also_called=also))
    check = find(plan, "SK-A142")

    assert (1, found) == (check.checked, len(check.findings))
    assert all("“City Partnership” is also called “Saf" in f.message for f in check.findings)


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (("Reduce theft.", "Reduce theft"), None),
        (("Reduce theft", "Reduce the theft"), None),
        (("Reduce theft",), None),
        ((), None),
        (("Reduce theft", "Reduce theft and fraud"), "2 ways: only a later one has fraud."),
        (("Reduce theft and fraud", "Reduce theft"), "2 ways: only the first has fraud."),
        (
            ("Reduce theft", "Reduce fraud"),
            "only the first has theft; only a later one has fraud.",
        ),
    ],
)
def test_objective_in_two_wordings(
    make_plan: MakePlan, find: Find, texts: tuple[str, ...], words: str | None
) -> None:
    """Words that one wording has and another has not are named; small words do not count."""
    objective = Objective(id=Id("o"), wordings=tuple(Wording(text=text) for text in texts))
    plan = make_plan(priorities=(Priority(id=Id("p"), title="P", objectives=(objective,)),))
    check = find(plan, "SK-A145")

    assert (1, bool(words)) == (check.checked, bool(check.findings))
    assert all((words or "") in finding.message for finding in check.findings)


@pytest.mark.parametrize(
    ("first", "second", "pledge", "checked", "found"),
    [
        ((Strength.WILL, ""), (Strength.WILL, ""), "officers", 1, 0),
        ((Strength.WILL, ""), (Strength.INTENDS, ""), "officers", 1, 1),
        ((Strength.WILL, ""), (Strength.WILL, "if paid for"), "officers", 1, 1),
        ((Strength.WILL, ""), (Strength.INTENDS, ""), "", 0, 0),
    ],
)
def test_one_promise_in_several_strengths(
    make_plan: MakePlan,
    find: Find,
    first: tuple[Strength, str],
    second: tuple[Strength, str],
    pledge: str,
    checked: int,
    found: int,
) -> None:
    """A promise that is made twice is made as firmly each time, across actions too."""
    actions = tuple(
        Action(
            id=Id(f"a{i}"),
            title="A",
            commitments=(
                Commitment(what="keep", strength=strength, condition=condition, pledge=pledge),
            ),
        )
        for i, (strength, condition) in enumerate((first, second))
    )
    check = find(make_plan(actions=actions), "SK-A146")

    assert (checked, found) == (check.checked, len(check.findings))
    assert all("actions[0].commitments[0]" == f.place.path for f in check.findings)


def test_misprints(make_plan: MakePlan, find: Find) -> None:
    """Each misprint that was noted is shown as printed and as read."""
    plan = make_plan(misprints=(Misprint(printed="statuary", read_as="statutory"),))
    (finding,) = find(plan, "SK-A144").findings

    assert "“statuary” is printed, and was read as “statutory”." == finding.message


def test_operation_without_a_word(make_plan: MakePlan, find: Find) -> None:
    """An operation says at least its form, its place, its people or its lead; a scheme may not."""
    kind = InitiativeKind.OPERATION
    plan = make_plan(
        initiatives=(
            Initiative(id=Id("a"), title="Operation A", kind=kind, note="Not explained."),
            Initiative(id=Id("b"), title="Operation B", kind=kind, form="film of drivers"),
            Initiative(id=Id("c"), title="Scheme C", kind=InitiativeKind.SCHEME),
        )
    )
    check = find(plan, "SK-A148")

    assert (2, ["a"]) == (check.checked, [finding.subject for finding in check.findings])


def test_one_name_under_two_ids(make_plan: MakePlan, find: Find) -> None:
    """A body that stands twice is found; a body and a theme of one name are two things."""
    plan = make_plan(
        organisations=(
            Organisation(id=Id("a"), name="City Police"),
            Organisation(id=Id("b"), name="City police"),
        ),
        themes=(Theme(id=Id("c"), title="City Police"),),
    )
    (finding,) = find(plan, "SK-A141").findings

    assert ("b", "“City police” stands twice, under two ids.") == (finding.subject, finding.message)
